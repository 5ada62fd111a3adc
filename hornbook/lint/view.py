"""What rules look at: a pack, and its tasks as pupils read them and as the key answers them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from functools import cached_property
from typing import Any

from hornbook.activities import BaseActivity
from hornbook.activities.values import Path
from hornbook.compose import Composer
from hornbook.compose.sheets import Sheet, Task, path_of
from hornbook.document.inline import Blank, Correct
from hornbook.document.nodes import Document, RunningFoot, RunningHead, Section
from hornbook.document.passes import finish
from hornbook.document.text import document_text, inline_text
from hornbook.errors import Place
from hornbook.pack.lesson import Lesson
from hornbook.pack.load import Pack


@dataclass(frozen=True)
class Posed:
    """A task on its sheet. `place` is where it begins in the lesson's file, `path` how its values are reached there."""

    task: Task
    sheet: Sheet
    path: Path

    @property
    def activity(self) -> BaseActivity:
        """The activity, as all pupils get it."""
        activity: BaseActivity = self.task.activity
        return activity

    @property
    def place(self) -> Place:
        """Where it begins."""
        return self.task.place

    @property
    def name(self) -> str:
        """What it is called in a message: "question 3 of the worksheet"."""
        sheet = self.sheet.kind.replace("-", " ")
        return f"question {self.task.number} of the {sheet}"

    @cached_property
    def words(self) -> tuple[str, ...]:
        """What pupils read, leaf by leaf."""
        section = Section(children=tuple(self._nodes))
        blank = Document("", "", RunningHead(""), RunningFoot("", ""), sections=(section,))
        return tuple(filter(None, document_text(finish(blank, "student"))))

    @cached_property
    def answers(self) -> tuple[str, ...]:
        """The words that belong into gaps, and those that are marked as right."""
        found = (inline_text(node.content) for node in _all(self._nodes) if isinstance(node, Blank | Correct))
        return tuple(dict.fromkeys(found))

    @cached_property
    def _nodes(self) -> Any:
        return self.task.composer.nodes(self.task, "sheet", object)


@dataclass(frozen=True)
class View:
    """A pack and what is composed of its lessons, on the day that is `today`: of it nothing else depends on the day."""

    pack: Pack
    composers: Mapping[str, Composer]
    today: date

    @property
    def lessons(self) -> Mapping[str, Lesson]:
        """The lessons by their names."""
        return self.pack.lessons

    def tasks(self, lesson: str) -> list[Posed]:
        """All tasks of a lesson."""
        return [posed for posed in self._tasks if posed.task.place.file == self.pack.place(lesson).file]

    @cached_property
    def _tasks(self) -> list[Posed]:
        return [
            Posed(task, sheet, path_of(kind, sheet.model, task.placed.index))
            for composer in self.composers.values()
            for kind, sheet in composer.sheets.items()
            for task in sheet.tasks
        ]


def _all(node: object) -> Iterator[object]:
    """A tree of nodes, each before what it holds."""
    if isinstance(node, tuple | list):
        for kid in node:
            yield from _all(kid)
    elif is_dataclass(node):
        yield node
        for field in fields(node):
            yield from _all(getattr(node, field.name))
