"""A lesson and its templates, composed into documents that still hold their answers.

Each activity is rendered and parsed by itself, so that a fault names the template, the activity and its line in the lesson. What it
gives is put in by reference (`<include ref="…"/>`), and the key takes over the very sheets that pupils get.
"""

from __future__ import annotations

import hashlib
from base64 import b32encode
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from random import Random
from typing import Any, Literal

from jinja2 import Template, TemplateSyntaxError
from markupsafe import Markup

from hornbook.activities import BaseActivity
from hornbook.activities.vocabulary import Entry
from hornbook.blame import Blame
from hornbook.document.access import heading_fault
from hornbook.document.markup import Node
from hornbook.document.nodes import Document, Row
from hornbook.document.passes import Edition, finish
from hornbook.errors import Place
from hornbook.pack.lesson import Lesson, Worksheet
from hornbook.pack.load import Pack
from hornbook.templates import Templates

Kind = Literal["worksheet", "source-analysis", "answer-key"]
EDITIONS: Mapping[Kind, Edition] = {"worksheet": "student", "source-analysis": "student", "answer-key": "teacher"}
"""The documents of a lesson, in the order in which they are made, and the edition each is."""

_CODE_LENGTH = 4


@dataclass(frozen=True)
class Task:
    """One activity as templates see it: its number on its sheet, and its three renderings."""

    composer: Composer
    activity: Any
    number: int
    place: Place
    seed: str

    @property
    def name(self) -> str:
        """The type in plain words: "multiple choice"."""
        return str(self.activity.type).replace("_", " ")

    @property
    def shows_marks(self) -> bool:
        """Whether each part shows its marks; if all are worth one, the total says enough."""
        return any(marks != 1 for marks in self.activity.part_marks())

    @property
    def single(self) -> bool:
        """Whether it is but one question, so that it needs no parts: "3" instead of "3 (a)"."""
        return self.activity.prompt is None and len(getattr(self.activity, "questions", ())) == 1

    @cached_property
    def view(self) -> Mapping[str, object]:
        """What the activity has shuffled or worked out: the same for the sheet, the short key and the mark scheme."""
        activity: BaseActivity = self.activity
        return activity.view(Random(self.seed))  # noqa: S311 - an order of options, not a secret

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

    composer: Composer
    kind: Kind
    title: str
    model: Worksheet
    sources: tuple[str, ...]
    tasks: tuple[Task, ...]

    @property
    def marks(self) -> int:
        """All its marks."""
        return self.model.marks_total

    @property
    def minutes(self) -> int:
        """How long its tasks take together, if each says so; else 0."""
        times = [task.activity.minutes for task in self.tasks]
        return sum(times) if all(times) else 0

    @property
    def instructions(self) -> object:
        """What pupils are told first."""
        return self.model.instructions

    @property
    def groups(self) -> Iterator[Group]:
        """The tasks, those with the same stimulus together."""
        for stimulus, tasks in groupby(self.tasks, key=lambda task: task.activity.stimulus_group):
            yield Group(tuple(tasks), together=stimulus is not None)

    @cached_property
    def document(self) -> Document:
        """The sheet, composed, with its copy code."""
        return self.composer.coded(self.composer.render(self.kind, sheet=self), self.kind)

    @property
    def code(self) -> str:
        """The copy code in its foot."""
        return self.document.foot.code

    def body(self) -> Markup:
        """The sections of the sheet, for the key to take over: from a fresh page."""
        first, *rest = self.document.sections
        return self.composer.include((replace(first, new_page=True), *rest))


class Composer:
    """Composes the documents of one lesson."""

    def __init__(self, templates: Templates, pack: Pack, lesson: str) -> None:
        self.templates, self.pack, self.name = templates, pack, lesson
        self.lesson: Lesson = pack.lessons[lesson]
        self.included: list[Sequence[Node]] = []

    @cached_property
    def sheets(self) -> dict[Kind, Sheet]:
        """The pupils' sheets of the lesson."""
        lesson = self.lesson
        sheets = {"worksheet": self._sheet("worksheet", "worksheet", "Worksheet", lesson.worksheet, lesson.sources)}
        if analysis := lesson.source_analysis:
            sheets["source-analysis"] = self._sheet(
                "source-analysis", "source_analysis", "Source analysis", analysis, analysis.sources
            )
        return {kind: sheets[kind] for kind in EDITIONS if kind in sheets}

    def kinds(self) -> tuple[Kind, ...]:
        """The documents this lesson has."""
        return tuple(kind for kind in EDITIONS if kind == "answer-key" or kind in self.sheets)

    def document(self, kind: Kind) -> Document:
        """A finished document, ready for a renderer. Raises TemplateError."""
        if kind in self.sheets:
            composed = self.sheets[kind].document
        else:
            composed = self.coded(self.render(kind, sheets=tuple(self.sheets.values()), noted_sources=self._sources()), kind)
        return finish(composed, EDITIONS[kind])

    def coded(self, document: Document, kind: Kind) -> Document:
        """The document with its copy code: what it is, and a check of what the pupil (never the key) reads in it."""
        edition = finish(document, EDITIONS[kind])
        digest = hashlib.blake2b(repr((edition.head, edition.sections)).encode(), digest_size=5).digest()
        number, initials = self.name.partition("-")[0], "".join(word[0] for word in kind.split("-")).upper()
        code = f"{number}{initials}-{b32encode(digest).decode()[:_CODE_LENGTH]}"
        return replace(document, foot=replace(document.foot, code=code))

    def render(self, kind: Kind, **variables: object) -> Document:
        """The template of a document, rendered and parsed."""
        name = f"documents/{kind}.xml.j2"
        place = self.pack.place(self.name)
        blame = Blame(name, place)
        markup = self._run(blame, lambda template: template.render({**self._variables(), "code": "", **variables}))
        document = blame.parse_one(markup, Document, self.included)
        blame.refuse(heading_fault((block for section in document.sections for block in section.children), whole=True))
        return replace(document, images=self.pack.images)

    def block(self, task: Task, block: str, kind: type) -> Markup:
        """A block of the template of an activity, rendered, parsed and taken in."""
        name = f"activities/{task.activity.type}.xml.j2"
        variables = {**self._variables(), "task": task, "activity": task.activity, **task.view}

        def draw(template: Template) -> str:
            if block not in template.blocks:
                raise TemplateSyntaxError(f'the template has no block "{block}"', 1, name, template.filename)
            return "".join(template.blocks[block](template.new_context(variables)))

        blame = Blame(name, task.place, f"in the {block} of task {task.number} ({task.name})")
        nodes: Sequence[Node] = blame.parse(self._run(blame, draw), kind, self.included)
        if block != "short":
            blame.refuse(heading_fault(nodes, whole=False))
        return self.include(nodes)

    def include(self, nodes: Sequence[Node]) -> Markup:
        """A reference that stands for these nodes."""
        self.included.append(nodes)
        return Markup('<include ref="{}"/>').format(len(self.included) - 1)

    def _sheet(self, kind: Kind, key: str, title: str, model: Worksheet, sources: tuple[str, ...]) -> Sheet:
        tasks = tuple(
            Task(
                self,
                activity,
                index + 1,
                self.pack.place(self.name, key, "activities", index),
                f"{self.pack.id}/{self.name}/{kind}/{index}",
            )
            for index, activity in enumerate(model.activities)
        )
        return Sheet(self, kind, title, model, sources, tasks)

    def _variables(self) -> dict[str, object]:
        file = self.pack.file
        return {
            "pack": self.pack,
            "lesson": self.lesson,
            "authors": ", ".join(author.plain for author in file.authors),
            "people": [person for person in file.people if person.id in self.lesson.people],
            "glossary": [term for term in file.glossary if term.id in self.lesson.glossary],
            "timeline": sorted(
                (event for event in file.timeline if event.id in self.lesson.timeline), key=lambda event: event.sort
            ),
            "source": self._source,
            "label": self._label,
            "glossed": self._glossed,
            "common": self._common,
        }

    @cached_property
    def _common(self) -> object:
        template = self.templates.environment.get_template("parts/common.xml.j2")
        return template.make_module({"label": self._label})

    def _label(self, source: str) -> str:
        return f"Source {self.pack.sources[source].label}"

    def _source(self, source: str) -> Markup:
        variables = {"source": self.pack.sources[source], "pack": self.pack, "label": self._label}
        blame = Blame("parts/source.xml.j2", self.pack.place(self.name), f"in the source {source}")
        return self.include(blame.parse(self._run(blame, lambda template: template.render(variables)), object, self.included))

    def _glossed(self, entry: Entry) -> dict[str, object]:
        """A term to define, from the glossary if it stands there."""
        term = next((term for term in self.pack.file.glossary if term.id == entry.id), None)
        if term is None:
            return {"term": entry.term, "definition": entry.definition, "sentence": entry.sentence}
        return {"term": term.term, "definition": term.definition, "sentence": entry.sentence or term.example}

    def _sources(self) -> list[object]:
        used = dict.fromkeys(id_ for sheet in self.sheets.values() for id_ in sheet.sources)
        return [self.pack.sources[id_] for id_ in used]

    def _run(self, blame: Blame, draw: Callable[[Template], str]) -> str:
        with blame:
            return draw(self.templates.environment.get_template(blame.template))
