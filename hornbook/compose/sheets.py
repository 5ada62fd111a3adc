"""A pupils' sheet and its tasks, as templates see them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from random import Random
from typing import Any, Literal, Protocol

from markupsafe import Markup

from hornbook.activities import BaseActivity
from hornbook.activities.values import Path
from hornbook.compose.arrange import Placed
from hornbook.compose.papers import Paper
from hornbook.document.markup import Node
from hornbook.document.nodes import Cell, Document, Row
from hornbook.document.text import alphabetical, block_text
from hornbook.errors import Place
from hornbook.locale import Words
from hornbook.pack.lesson import Worksheet
from hornbook.prose import Prose

Kind = Literal["worksheet", "source-analysis", "source-paper", "answer-key"]

_LONG = 80
"""Characters: about a line of the short key. What is not longer is said again, which is quicker than looking it up."""


class Weaver(Protocol):
    """What sheets and tasks ask of the composer that made them: to run a template, and to take in what it gives."""

    @property
    def language(self) -> str:
        """The language of the pack, a BCP 47 tag."""

    @property
    def words(self) -> Words:
        """The words of the program in the language of the pack."""

    @property
    def versions_of(self) -> dict[Kind, tuple[Sheet, ...]]:
        """The sheets of each kind, one for each version."""

    def block(self, task: Task, block: str, kind: type) -> Markup:
        """A block of the template of an activity, rendered, parsed and taken in."""

    def nodes(self, task: Task, block: str, kind: type) -> Sequence[Node]:
        """A block of the template of an activity, rendered and parsed."""

    def include(self, nodes: Sequence[Node]) -> Markup:
        """A reference that stands for these nodes."""

    def render(self, kind: Kind, **variables: object) -> Document:
        """The template of a document, rendered and parsed."""

    def coded(self, document: Document, kind: Kind, version: str = "") -> Document:
        """The document with its copy code."""


@dataclass(frozen=True)
class Task:
    """One activity as templates see it: its number on its sheet, and its three renderings."""

    composer: Weaver
    placed: Placed
    number: int
    place: Place
    seed: str

    @property
    def activity(self) -> Any:
        """The activity, as its version has it."""
        return self.placed.activity

    @property
    def name(self) -> str:
        """The type in plain words of the pack's language: "multiple choice"."""
        return self.composer.words.gettext(self.activity.plain_type)

    @property
    def shows_marks(self) -> bool:
        """Whether each part shows its marks; if all are worth one, the total says enough."""
        return any(marks != 1 for marks in self.activity.part_marks())

    @property
    def words(self) -> tuple[Prose, ...]:
        """The words that help, in alphabetical order, so that it does not show where they belong. A gap-fill prints its own."""
        bank = self.activity.word_bank
        return tuple(sorted(bank, key=lambda word: alphabetical(word.plain))) if isinstance(bank, tuple) else ()

    @property
    def single(self) -> bool:
        """Whether it is but one question, so that it needs no parts: "3" instead of "3 (a)"."""
        return self.activity.prompt is None and len(getattr(self.activity, "questions", ())) == 1

    @property
    def parts(self) -> tuple[int, ...]:
        """Where each of its parts stands in the lesson, from 0; none for a task that is but one question."""
        return () if self.single else self.placed.parts

    @property
    def key_number(self) -> int:
        """Its number in version A, which is the lesson's own order: by it the key calls its mark scheme."""
        return self.placed.index + 1

    def label(self, part: int | None) -> str:
        """What the sheet calls a part that is the `part`th in the lesson: "4 (b)"; without a part the task itself: "4"."""
        return str(self.number) if part is None else f"{self.number} {self.activity.part_label(self.parts.index(part))}"

    @cached_property
    def view(self) -> Mapping[str, object]:
        """What the activity has shuffled or worked out: the same for the sheet, the short key and the mark scheme."""
        activity: BaseActivity = self.activity
        return activity.view_in(self.composer.language, Random(self.seed))  # noqa: S311 - an order of options, not a secret

    def sheet(self) -> Markup:
        """The task as it stands on the sheet, its answers in nodes of their own."""
        return self.composer.block(self, "sheet", object)

    def short(self) -> Markup:
        """Its row of the short key."""
        return self.composer.block(self, "short", Row)

    def scheme(self) -> Markup:
        """Its mark scheme."""
        return self.composer.block(self, "scheme", object)


@dataclass(frozen=True)
class Group:
    """Tasks that stand next to each other; `together` if they share a stimulus."""

    tasks: tuple[Task, ...]
    together: bool


@dataclass(frozen=True)
class Sheet:
    """A pupils' sheet as templates see it."""

    composer: Weaver
    kind: Kind
    model: Worksheet | Paper
    sources: tuple[str, ...]
    tasks: tuple[Task, ...]
    version: str = ""

    @property
    def title(self) -> str:
        """What the sheet is, as a heading says it."""
        gettext = self.composer.words.gettext
        match self.kind:
            case "source-analysis":
                return gettext("Source analysis")
            case "source-paper":
                return gettext("Source paper")
            case _:
                return gettext("Worksheet")

    @property
    def name(self) -> str:
        """What the sheet is, in the middle of a sentence."""
        gettext = self.composer.words.gettext
        match self.kind:
            case "source-analysis":
                return gettext("source analysis")
            case "source-paper":
                return gettext("source paper")
            case _:
                return gettext("worksheet")

    @property
    def versions(self) -> tuple[Sheet, ...]:
        """This sheet in all its versions."""
        return self.composer.versions_of[self.kind]

    def task(self, index: int) -> Task:
        """The task that stands at this place of the lesson, from 0."""
        return next(task for task in self.tasks if task.placed.index == index)

    def repeats(self, task: Task) -> bool:
        """Whether the short key of version A has said at length what it would say of this task again."""
        first = self.versions[0]
        if first is self:
            return False
        said, again = (self.composer.nodes(each, "short", Row) for each in (first.task(task.placed.index), task))
        return _answers(said) == _answers(again) and len(_words(again)) > _LONG

    @property
    def printed(self) -> tuple[str, ...]:
        """The ids of all sources that pupils find on it: those that stand before the tasks, and those that stand in one."""
        return tuple(dict.fromkeys((*self.sources, *(id_ for task in self.model.activities for id_ in sorted(task.prints())))))

    @property
    def marks(self) -> int:
        """All its marks."""
        return self.model.marks_total

    @property
    def minutes(self) -> int:
        """How long it takes: what a paper says, or its tasks together if each says so; else 0."""
        if isinstance(self.model, Paper):
            return self.model.minutes
        times = [task.activity.minutes for task in self.tasks]
        return sum(times) if all(times) else 0

    @property
    def instructions(self) -> object:
        """What pupils are told first."""
        return self.model.instructions

    @property
    def notice(self) -> str:
        """What has to stand on each of its pages, and in its key: that a paper is no board's. Nothing for other sheets."""
        return self.model.profile.unofficial.plain if isinstance(self.model, Paper) else ""

    @property
    def groups(self) -> Iterator[Group]:
        """The tasks, those with the same stimulus together."""
        for stimulus, tasks in groupby(self.tasks, key=lambda task: task.activity.stimulus_group):
            yield Group(tuple(tasks), together=stimulus is not None)

    @cached_property
    def document(self) -> Document:
        """The sheet, composed, with its copy code."""
        return self.composer.coded(self.composer.render(self.kind, sheet=self), self.kind, self.version)

    @property
    def code(self) -> str:
        """The copy code in its foot."""
        return self.document.foot.code

    def body(self) -> Markup:
        """The sections of the sheet, for the key to take over: from a fresh page."""
        first, *rest = self.document.sections
        return self.composer.include((replace(first, new_page=True), *rest))


def path_of(kind: Kind, model: Worksheet | Paper, index: int) -> Path:
    """Where in its lesson the task at `index` of a sheet stands."""
    return model.path(index) if isinstance(model, Paper) else (kind.replace("-", "_"), "activities", index)


def _answers(rows: Sequence[Row]) -> list[tuple[Cell, ...]]:
    """Rows of the short key without their first cells, the numbers."""
    return [row.cells[1:] for row in rows]


def _words(rows: Sequence[Row]) -> str:
    return " ".join(text for cells in _answers(rows) for cell in cells for block in cell.children for text in block_text(block))
