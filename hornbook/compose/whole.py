"""Composes the documents of a pack as a whole: its cover, a knowledge organiser, the sources, retrieval starters, notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

from markupsafe import Markup

from hornbook.activities.tiers import Tier
from hornbook.activities.values import in_years
from hornbook.compose.base import BaseComposer, copy_code
from hornbook.compose.composer import EDITIONS, Composer
from hornbook.compose.kinds import PACK_EDITIONS, PackKind, asked_again, lacking, taught_order, wanted_of
from hornbook.compose.retrieval import MANY, Pick, Starter, starters
from hornbook.compose.sheets import Kind, Sheet, Task
from hornbook.document.drawings import Drawing
from hornbook.document.nodes import Document
from hornbook.document.passes import Edition, finish
from hornbook.document.text import alphabetical
from hornbook.drawing import markup
from hornbook.drawing.dateline import dateline
from hornbook.pack.lesson import Lesson
from hornbook.pack.load import Pack
from hornbook.pack.models import Event, Person, Source, Term
from hornbook.prose import Prose
from hornbook.templates import Templates

_LEAST_DATES = 3
"""A line of fewer dates shows nothing that the table does not."""

_T = TypeVar("_T", Event, Person, Term)


@dataclass(frozen=True)
class Recalled:
    """A question that is asked again, as templates see it."""

    composer: PackComposer
    task: Task
    lesson: str
    item: object

    @property
    def number(self) -> str:
        """The number of its lesson: "2" of 02-rapallo."""
        return number_of(self.lesson)

    @property
    def title(self) -> Prose:
        """The title of its lesson."""
        return self.composer.pack.lessons[self.lesson].title

    def ask(self) -> Markup:
        """The question, with room for its answer and the answer itself."""
        lesson = self.composer.lessons[self.lesson]
        return self.composer.include(lesson.nodes(self.task, "recall", object, item=self.item))


@dataclass(frozen=True)
class Opening:
    """The starter of a lesson as templates see it: its questions by how long ago they were learnt."""

    lesson: str
    title: Prose
    last: tuple[Recalled, ...]
    before: tuple[Recalled, ...]
    earlier: tuple[Recalled, ...]

    @property
    def number(self) -> str:
        """The number of the lesson that it opens."""
        return number_of(self.lesson)


@dataclass(frozen=True)
class Numbered:
    """A lesson with its number, as templates see it."""

    name: str
    composer: Composer

    @property
    def lesson(self) -> Lesson:
        """What the pack says of it."""
        return self.composer.lesson

    @property
    def tiered(self) -> list[tuple[Sheet, Task]]:
        """The tasks that are otherwise for some pupils, each with its sheet."""
        return [(sheet, task) for sheet in self.composer.sheets.values() for task in sheet.tasks if task.activity.tiers]

    @property
    def number(self) -> str:
        """What stands before the name of its file, without zeros: "2" of 02-rapallo."""
        return number_of(self.name)


@dataclass(frozen=True)
class Content:
    """A document that belongs to a pack, as its cover names it; `lessons` are the numbers of those that have it if it is theirs."""

    kind: Kind | PackKind
    edition: Edition
    lessons: list[str] | None = None


def number_of(lesson: str) -> str:
    """The number of a lesson, from its name."""
    return str(int(lesson.partition("-")[0]))


class PackComposer(BaseComposer):
    """Composes the documents of one pack; those that differ from tier to tier, for pupils of one tier."""

    def __init__(self, templates: Templates, pack: Pack, tier: Tier = "core") -> None:
        super().__init__(templates, pack, pack.place("pack"), tier)
        self._finished: dict[PackKind, Document] = {}

    @cached_property
    def lessons(self) -> dict[str, Composer]:
        """A composer for each lesson, in the order of the pack."""
        return {name: Composer(self.templates, self.pack, name) for name in self.pack.lessons}

    def document(self, kind: PackKind) -> Document:
        """A finished document, ready for a renderer. Raises TemplateError."""
        if kind not in self._finished:
            code = self._starters.foot.code if kind == "retrieval-starters-key" else ""
            composed = self._starters if kind == "retrieval-starters" else self._coded(kind, {"of": code})
            self._finished[kind] = finish(composed, PACK_EDITIONS[kind])
        return self._finished[kind]

    def warnings(self, kind: PackKind) -> tuple[str, ...]:
        """What is not as it should be in a document."""
        return (*self.strange_words(), *(self._few() if kind == "retrieval-starters" else ()))

    def _few(self) -> Iterator[str]:
        for opening in self.openings:
            count = len((*opening.last, *opening.before, *opening.earlier))
            if count < MANY:
                yield f"{opening.lesson} opens with {count} of {MANY} questions: earlier lessons have no more to ask again"

    def _coded(self, kind: PackKind, variables: Mapping[str, object]) -> Document:
        document = self.composed(kind, variables)
        return replace(document, foot=replace(document.foot, code=copy_code(document, PACK_EDITIONS[kind], "", kind)))

    @cached_property
    def _starters(self) -> Document:
        return self._coded("retrieval-starters", {})

    @cached_property
    def openings(self) -> tuple[Opening, ...]:
        """The starters, in the order of teaching."""
        order = taught_order(self.pack)
        counts = {name: [len(items) for items in asked_again(self.pack.lessons[name])] for name in order}
        return tuple(self._opening(order, starter) for starter in starters(counts, self.pack.id))

    def _opening(self, order: Sequence[str], starter: Starter) -> Opening:
        def recalled(picks: Iterable[Pick]) -> tuple[Recalled, ...]:
            return tuple(self._recalled(order[pick.lesson], pick) for pick in picks)

        name = order[starter.lesson]
        title = self.pack.lessons[name].title
        return Opening(name, title, recalled(starter.last), recalled(starter.before), recalled(starter.earlier))

    def _recalled(self, lesson: str, pick: Pick) -> Recalled:
        task = self.lessons[lesson].sheets["worksheet"].tasks[pick.task]
        return Recalled(self, task, lesson, asked_again(self.pack.lessons[lesson])[pick.task][pick.part])

    def shared(self) -> dict[str, object]:
        """What every template may ask for."""
        file = self.pack.file
        return {
            **super().shared(),
            "lessons": [Numbered(*each) for each in self.lessons.items()],
            "contents": list(self._contents()),
            "timeline": self._timeline,
            "dateline": self._dateline,
            "people": _chosen(file.people, file.organiser.people),
            "glossary": sorted(_chosen(file.glossary, file.organiser.glossary), key=lambda term: alphabetical(term.term.plain)),
            "sources": list(self.pack.sources.values()),
            "origins": self._origins(),
            "used_in": self._used_in,
            "openings": lambda: self.openings,
            "starters": lambda: self.include(self._starters.sections),
        }

    @cached_property
    def _timeline(self) -> list[Event]:
        """The key dates of the knowledge organiser, oldest first."""
        return sorted(_chosen(self.pack.file.timeline, self.pack.file.organiser.timeline), key=lambda event: event.sort)

    def _dateline(self) -> Markup:
        """The line of years with the numbers of the key dates; nothing if there are too few for a line."""
        dates = [in_years(event.sort) for event in self._timeline]
        if len(dates) < _LEAST_DATES or int(dates[0]) == int(dates[-1]):
            return Markup()
        years: dict[int, list[str]] = {}
        for number, year in enumerate(dates, start=1):
            years.setdefault(int(year), []).append(str(number))
        said = "; ".join(f"{year}: {', '.join(numbers)}" for year, numbers in years.items())
        alt = self.words.gettext("A line of years, to scale, with the numbers of the key dates: %(dates)s.") % {"dates": said}
        return markup(Drawing(alt, layouts=dateline(dates)))

    def _contents(self) -> Iterator[Content]:
        for kind, edition in EDITIONS.items():
            if numbers := [number_of(name) for name, each in self.lessons.items() if kind in each.kinds()]:
                yield Content(kind, edition, numbers)
        for whole in wanted_of(self.pack):
            if whole != "cover" and not lacking(self.pack, whole):
                yield Content(whole, PACK_EDITIONS[whole])

    def _origins(self) -> list[list[Source]]:
        """The sources, those together that are from one place on the same terms."""
        found: dict[object, list[Source]] = {}
        for source in self.pack.sources.values():
            found.setdefault((source.reference, source.licence, source.attribution), []).append(source)
        return list(found.values())

    def _used_in(self, source: Source) -> str:
        """The numbers of the lessons that print a source, in a list or in a task: "2, 8"."""
        found = (name for name, each in self.lessons.items() if any(source.id in sheet.printed for sheet in each.sheets.values()))
        return ", ".join(map(number_of, found))


def _chosen(items: Sequence[_T], ids: Sequence[str] | None) -> list[_T]:
    """The items that are named, in the pack's order; all if nothing is said."""
    return [item for item in items if ids is None or item.id in ids]
