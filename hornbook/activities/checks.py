"""What the models of several activities check. All of it raises ValueError, "what — hint"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hornbook.activities.base import Level
from hornbook.prose import Prose
from hornbook.prose.marks import lone_brace


def check_distinct(texts: Iterable[str], what: str) -> None:
    """Raise ValueError when two of the texts are the same but for case and spaces."""
    seen: dict[str, str] = {}
    for text in texts:
        key = " ".join(text.casefold().split())
        if key in seen:
            raise ValueError(f'two equal {what}: "{text}" — change or delete one of them')
        seen[key] = text


def check_braces(text: Prose) -> None:
    """Raise ValueError for a single brace in a text that lives by its double ones: a gap that is none is soon overlooked."""
    if found := lone_brace(str(text)):
        raise ValueError(f'"{found}": one brace makes no gap — write {{{{…}}}}, or \\{{ where a brace is meant')


def check_levels(levels: tuple[Level, ...], marks: int) -> None:
    """Raise ValueError unless the levels cover 1 to `marks` without a hole or an overlap."""
    expected = 1
    for level in sorted(levels, key=lambda item: item.marks):
        if level.marks.first != expected:
            raise ValueError(
                f"marks do not add up: level {level.level} starts at {level.marks.first} instead of {expected} — mend its marks"
            )
        expected = level.marks.last + 1
    if levels and expected != marks + 1:
        raise ValueError(
            f"marks do not add up: the levels reach {expected - 1}, the task has {marks} — mend the top level or marks"
        )


def check_points(points: Sequence[object], marks: int) -> None:
    """Raise ValueError unless there is a point for each of the marks."""
    if len(points) < marks:
        few = f"{len(points)} point{'s' * (len(points) != 1)}"
        raise ValueError(f"marks do not add up: {marks} marks but only {few} — add points or lower marks")
