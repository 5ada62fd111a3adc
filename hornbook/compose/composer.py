"""Composes the documents of a lesson.

Each activity is rendered and parsed by itself, so that a fault names the template, the activity and its line in the lesson. What it
gives is put in by reference (`<include ref="…"/>`), and the key takes over the very sheets that pupils get.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from jinja2 import Template, TemplateSyntaxError
from markupsafe import Markup

from hornbook.activities.tiers import Tier
from hornbook.activities.vocabulary import Entry
from hornbook.blame import Blame
from hornbook.compose.arrange import arrange, shuffles
from hornbook.compose.base import BaseComposer, copy_code
from hornbook.compose.crosswalk import Crossing, crosswalk
from hornbook.compose.mentions import moved_mentions
from hornbook.compose.papers import Paper, paper_of
from hornbook.compose.sheets import Kind, Sheet, Task, path_of
from hornbook.document.access import heading_fault
from hornbook.document.markup import Node
from hornbook.document.nodes import Document
from hornbook.document.passes import Edition, finish
from hornbook.pack.lesson import Lesson, Worksheet
from hornbook.pack.load import Pack
from hornbook.templates import Templates

EDITIONS: Mapping[Kind, Edition] = {
    "worksheet": "student",
    "source-analysis": "student",
    "source-paper": "student",
    "answer-key": "teacher",
}
"""The documents of a lesson, in the order in which they are made, and the edition each is."""


class Composer(BaseComposer):
    """Composes the documents of one lesson for one tier, the pupils' sheets in each of the wanted versions.

    `tiers` are the composers of all tiers that are wanted, so that a key can name the sheets of the others.
    """

    def __init__(self, templates: Templates, pack: Pack, lesson: str, versions: Sequence[str] = ("",), tier: Tier = "core") -> None:
        super().__init__(templates, pack, pack.place(lesson), tier)
        self.name = lesson
        self.lesson: Lesson = pack.lessons[lesson]
        self.versions = tuple(versions)
        self.tiers: tuple[Composer, ...] = (self,)
        self._finished: dict[tuple[Kind, str], Document] = {}

    @cached_property
    def sheets(self) -> dict[Kind, Sheet]:
        """The pupils' sheets of the lesson, in the first version: the one the key follows."""
        return {kind: sheets[0] for kind, sheets in self.versions_of.items()}

    @cached_property
    def versions_of(self) -> dict[Kind, tuple[Sheet, ...]]:
        """Each of the pupils' sheets in all its versions."""
        lesson = self.lesson
        found = {"worksheet": self._versions("worksheet", lesson.worksheet, lesson.sources)}
        if analysis := lesson.source_analysis:
            found["source-analysis"] = self._versions("source-analysis", analysis, analysis.sources)
        if lesson.source_paper and (paper := self.paper):
            sources = lesson.source_paper.sources
            found["source-paper"] = self._versions("source-paper", paper, sources)
        return {kind: found[kind] for kind in EDITIONS if kind in found}

    @cached_property
    def paper(self) -> Paper | None:
        """The source paper of the lesson, if it has one. Raises PackError or TemplateError."""
        return paper_of(self.pack, self.name, self.templates, self.words)

    def kinds(self) -> tuple[Kind, ...]:
        """The documents this lesson has."""
        return tuple(kind for kind in EDITIONS if kind == "answer-key" or kind in self.sheets)

    def versions_in(self, kind: Kind) -> tuple[str, ...]:
        """The versions of a document: there is but one key, and it has no name."""
        return self.versions if kind in self.sheets else ("",)

    def warnings(self, kind: Kind, version: str) -> tuple[str, ...]:
        """What is not as it should be in a version of a sheet."""
        sheet = next((sheet for sheet in self.versions_of.get(kind, ()) if sheet.version == version), None)
        if sheet is None:
            return self.strange_words()
        plain = () if self._differs(sheet) else (f'nothing is said for the tier "{self.tier}": this is the sheet of all pupils',)
        return (*self.strange_words(), *plain, *moved_mentions(sheet))

    def _differs(self, sheet: Sheet) -> bool:
        """Whether a sheet is another one than that of the tier core, as far as the pack says so."""
        adapted = self.tier == "support" and any(self.pack.sources[id_].adapted for id_ in sheet.printed)
        return self.tier == "core" or adapted or any(task.in_tier(self.tier) is not task for task in sheet.model.activities)

    def document(self, kind: Kind, version: str = "") -> Document:
        """A finished document, ready for a renderer; a sheet in the first version if none is named. Raises TemplateError."""
        if (kind, version) not in self._finished:
            self._finished[kind, version] = finish(self._composed(kind, version), EDITIONS[kind])
        return self._finished[kind, version]

    def _composed(self, kind: Kind, version: str) -> Document:
        if kind not in self.sheets:
            return self.coded(self.render(kind, **self._of_the_key()), kind)
        return next((sheet for sheet in self.versions_of[kind] if sheet.version == version), self.sheets[kind]).document

    def crosswalk(self) -> tuple[Crossing, ...]:
        """Where each question of version A stands in the others; empty if there are no others."""
        return tuple(line for sheets in self.versions_of.values() if len(sheets) > 1 for line in crosswalk(sheets))

    def coded(self, document: Document, kind: Kind, version: str = "") -> Document:
        """The document with its copy code."""
        code = copy_code(document, EDITIONS[kind], self.name.partition("-")[0], kind, version)
        return replace(document, foot=replace(document.foot, code=code))

    def render(self, kind: Kind, **variables: object) -> Document:
        """The template of a document, rendered and parsed."""
        return self.composed(kind, variables)

    def block(self, task: Task, block: str, kind: type) -> Markup:
        """A block of the template of an activity, rendered, parsed and taken in."""
        return self.include(self.nodes(task, block, kind))

    def nodes(self, task: Task, block: str, kind: type, **more: object) -> Sequence[Node]:
        """A block of the template of an activity, rendered and parsed; `more` are variables for this block alone."""
        name = f"activities/{task.activity.type}.xml.j2"
        variables = {**self.shared(), "task": task, "activity": task.activity, **task.view, **more}

        def draw(template: Template) -> str:
            if block not in template.blocks:
                raise TemplateSyntaxError(f'the template has no block "{block}"', 1, name, template.filename)
            return "".join(template.blocks[block](template.new_context(variables)))

        blame = Blame(name, task.place, f"in the {block} of task {task.number} ({task.activity.plain_type})")
        nodes: Sequence[Node] = blame.parse(self.run(blame, draw), kind, self.included)
        if block != "short":
            blame.refuse(heading_fault(nodes, whole=False))
        return nodes

    def _versions(self, kind: Kind, model: Worksheet | Paper, sources: tuple[str, ...]) -> tuple[Sheet, ...]:
        seed = f"{self.pack.id}/{self.name}/{kind}"
        activities = [activity.in_tier(self.tier) for activity in model.activities]
        sheets: list[Sheet] = []
        for version in self.versions:
            tasks = tuple(
                Task(
                    self,
                    placed,
                    number,
                    self.pack.place(self.name, *path_of(kind, model, placed.index)),
                    f"{seed}/{placed.index}/{version}" if shuffles(version) else f"{seed}/{placed.index}",
                )
                for number, placed in enumerate(arrange(activities, version, seed), start=1)
            )
            sheets.append(Sheet(self, kind, model, sources, tasks, version))
        return tuple(sheets)

    def shared(self) -> dict[str, object]:
        """What every template may ask for."""
        file = self.pack.file
        return {
            **super().shared(),
            "lesson": self.lesson,
            "people": [person for person in file.people if person.id in self.lesson.people],
            "glossary": [term for term in file.glossary if term.id in self.lesson.glossary],
            "timeline": sorted(
                (event for event in file.timeline if event.id in self.lesson.timeline), key=lambda event: event.sort
            ),
            "glossed": self._glossed,
        }

    def _of_the_key(self) -> dict[str, object]:
        return {
            "sheets": tuple(self.sheets.values()),
            "noted_sources": self._sources(),
            "crosswalk": self.crosswalk(),
            "tier": self.tier,
            "tiers": self.tiers if self.tier != "core" or len(self.tiers) > 1 else (),
        }

    def _glossed(self, entry: Entry) -> dict[str, object]:
        """A term to define, from the glossary if it stands there."""
        term = next((term for term in self.pack.file.glossary if term.id == entry.id), None)
        if term is None:
            return {"term": entry.term, "definition": entry.definition, "sentence": entry.sentence}
        return {"term": term.term, "definition": term.definition, "sentence": entry.sentence or term.example}

    def _sources(self) -> list[object]:
        used = dict.fromkeys(id_ for sheet in self.sheets.values() for id_ in sheet.printed)
        return [self.pack.sources[id_] for id_ in used]


def composers(
    templates: Templates, pack: Pack, lesson: str, versions: Sequence[str], tiers: Sequence[Tier]
) -> tuple[Composer, ...]:
    """A composer for each tier; they know of each other."""
    made = tuple(Composer(templates, pack, lesson, versions, tier) for tier in tiers)
    for each in made:
        each.tiers = made
    return made
