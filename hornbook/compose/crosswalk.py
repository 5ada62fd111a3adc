"""The crosswalk: where each question of version A stands in the other versions, for whoever marks or compares them."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import StringIO

from hornbook.compose.sheets import Sheet, Task
from hornbook.locale import Words


@dataclass(frozen=True, slots=True)
class Crossing:
    """One question, or one part of one: `labels` has its number in each version, that of version A first."""

    sheet: str
    task: Task
    marks: int
    labels: tuple[str, ...]


def crosswalk(versions: Sequence[Sheet]) -> Iterator[Crossing]:
    """A line for each question of a sheet, in the order of its first version."""
    first = versions[0]
    for task in first.tasks:
        across = [sheet.task(task.placed.index) for sheet in versions]
        for index, part in enumerate(task.parts or (None,)):
            marks = task.activity.marks_total if part is None else task.activity.marks_of(index)
            yield Crossing(first.title, task, marks, tuple(other.label(part) for other in across))


def crosswalk_csv(versions: Sequence[str], lines: Iterable[Crossing], words: Words) -> bytes:
    """The crosswalk for a spreadsheet, in UTF-8 with the mark by which Excel knows it.

    It holds no words of the pack, so nothing that a spreadsheet could take for a formula.
    """
    text = StringIO()
    table = csv.writer(text)
    table.writerow([words.gettext("Sheet"), words.gettext("Type"), words.gettext("Marks"), *versions])
    table.writerows([line.sheet, line.task.name, line.marks, *line.labels] for line in lines)
    return text.getvalue().encode("utf-8-sig")
