"""Fishbones: an effect at the head, and bones that lead to it, each with a heading and what belongs to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from hornbook.document.drawings import Layout, Stroke
from hornbook.document.inline import ComposedInline, Strong, Text
from hornbook.drawing.grids import Branch
from hornbook.drawing.metrics import broken, width
from hornbook.drawing.pieces import (
    INSET,
    LEADING,
    RADIUS,
    DrawnShape,
    Word,
    answered,
    boxed,
    explained,
    fitting,
    high_enough,
    line,
    lines_of,
    numbered,
    said,
)

_LYING = 30.0
"""Ems: in a narrower room the spine stands upright."""

_HEAD = 0.19
"""The most of the width that the head may take."""

_HEAD_LINES = 4
_SLANT = 1.5
_BEFORE = 0.5
"""From the left edge of a bone's room to the rib that begins farthest left."""

_RIB = 0.5
_LINES = 2
_ROW = 2.6


def fishbone(effect: str, branches: Sequence[Branch], wide: float, tallest: float) -> Layout:
    """The bones with all that hangs on them; numbers instead where a page has no room for so many words."""
    drawn = _lying(effect, branches, wide) if wide >= _LYING else _upright(effect, branches, wide)
    return drawn if drawn.height <= tallest else _numbers(effect, branches, wide)


@dataclass(frozen=True, slots=True)
class _Frame:
    """The measures of a fishbone: the widths of columns and of the room on a rib, the heights of headings and ribs.

    `more` is what the head needs besides.
    """

    column: float
    rib: float
    heading: float
    pitch: float
    most: int
    more: float = 0.0

    @classmethod
    def of(cls, branches: Sequence[Branch], column: float, rib: float, room: float) -> _Frame:
        """The measures that suit the longest of the words."""
        heading = max(high_enough(len(broken(branch.heading, room - 2 * INSET))) for branch in branches)
        most_lines = max(lines_of(entry, rib, _LINES) for branch in branches for entry in branch.entries)
        return cls(column, rib, heading, LEADING * most_lines + _RIB, max(len(branch.entries) for branch in branches))

    @property
    def depth(self) -> float:
        """From the outer edge of a heading to the spine, or to the foot of a row."""
        return self.heading + self.pitch * self.most + 0.8 + self.more


def _lying(effect: str, branches: Sequence[Branch], wide: float) -> Layout:
    """Half of the bones above the spine, half below it, and the head at the right."""
    half = (len(branches) + 1) // 2
    head = _head(effect, wide * _HEAD)
    column = (wide - head - 1.0) / half
    frame = _Frame.of(branches, column, column - _SLANT - _BEFORE, column - _SLANT)
    core = high_enough(len(broken(effect, head - 2 * INSET)))
    frame = replace(frame, more=max(0.0, core / 2 - frame.depth))
    middle = frame.depth
    bones = chain.from_iterable(
        _bone(branch, (index % half) * column, frame, below=index >= half) for index, branch in enumerate(branches)
    )
    spine = Stroke((0, middle, wide - head, middle), weight="thick", arrow=True)
    return Layout(
        wide, 2 * middle, (spine, *bones, *boxed(Word(effect), (wide - head, middle - core / 2), (head, core), strong=True))
    )


def _head(effect: str, most: float) -> float:
    """The width of the head: no more than its words need in a few lines, as all that is left is room to write."""
    needed = max(map(width, effect.split()), default=0.0) + 2 * INSET
    while needed < most and len(broken(effect, needed - 2 * INSET)) > _HEAD_LINES:
        needed += 0.5
    return min(needed, most)


def _bone(branch: Branch, x: float, frame: _Frame, *, below: bool) -> Iterator[DrawnShape]:
    """A heading, the bone from it to the spine, and the ribs with their words."""
    middle, outer = frame.depth, 2 * frame.depth - frame.heading if below else frame.heading
    foot = x + frame.column - 0.3
    start = foot - _SLANT
    yield line(start, outer, foot, middle)
    yield from boxed(Word(branch.heading), (x + 0.2, outer if below else 0), (frame.column - _SLANT, frame.heading), strong=True)
    for index, entry in enumerate(branch.entries, start=1):
        y = (middle + 0.3 if below else frame.heading) + frame.pitch * index
        end = start + _SLANT * (y - outer) / (middle - outer)
        yield from _rib(entry, end - frame.rib, y, frame)


def _rib(entry: Word, x: float, y: float, frame: _Frame) -> Iterator[DrawnShape]:
    """Words above a line; hidden ones have the line to be written on."""
    yield line(x, y, x + frame.rib, y)
    if entry.hidden:
        answer = fitting(entry.text, frame.rib, frame.pitch - _RIB)
        yield answered((x, y - 0.15 - answer.height / 2), frame.rib, answer, "start")
        return
    lines = broken(entry.text, frame.rib)
    yield from said((x, y - 0.15 - LEADING * len(lines) / 2), frame.rib, lines, "start")


def _upright(effect: str, branches: Sequence[Branch], wide: float) -> Layout:
    """The head on top, and the bones at the left and the right of a spine that leads up to it."""
    top, side = high_enough(len(broken(effect, wide - 2 * INSET))), wide / 2 - 1.2
    frame = _Frame.of(branches, side, side - 0.4, side)
    shapes: list[DrawnShape] = []
    for index, branch in enumerate(branches):
        right, y = index % 2, top + 1.2 + (index // 2) * frame.depth
        x = wide - side if right else 0.0
        level = y + frame.heading / 2
        shapes.append(line(wide - side if right else side, level, wide / 2, level - 1.2))
        shapes += boxed(Word(branch.heading), (x, y), (side, frame.heading), strong=True)
        for number, entry in enumerate(branch.entries, start=1):
            shapes += _rib(entry, x + 0.2, y + frame.heading + frame.pitch * number, frame)
    rows = (len(branches) + 1) // 2
    return Layout(
        wide,
        top + 1.2 + rows * frame.depth,
        (
            _spine(wide, top, top + 1.2 + (rows - 1) * frame.depth + frame.heading),
            *shapes,
            *boxed(Word(effect), (0, 0), (wide, top), strong=True),
        ),
    )


def _spine(wide: float, top: float, foot: float) -> Stroke:
    return Stroke((wide / 2, foot, wide / 2, top), weight="thick", arrow=True)


def _numbers(effect: str, branches: Sequence[Branch], wide: float) -> Layout:
    """The bones with numbers, which are explained beneath."""
    top, reach = high_enough(len(broken(effect, wide - 2 * INSET))), min(wide / 2 - RADIUS, 5.0)
    shapes: list[DrawnShape] = []
    for index in range(len(branches)):
        x = wide / 2 + (reach if index % 2 else -reach)
        y = top + 2.2 + (index // 2) * _ROW
        shapes.append(line(x, y, wide / 2, y - 1.2))
        shapes += numbered(index + 1, x, y)
    foot = y + RADIUS
    legend = tuple(explained(number, *_explained(branch)) for number, branch in enumerate(branches, start=1))
    head = boxed(Word(effect), (0, 0), (wide, top), strong=True)
    return Layout(wide, foot, (_spine(wide, top, foot), *shapes, *head), legend)


def _explained(branch: Branch) -> Iterator[ComposedInline]:
    yield Strong((Text(f"{branch.heading}: "),))
    for index, entry in enumerate(branch.entries):
        if index:
            yield Text("; ")
        yield from entry.inline
