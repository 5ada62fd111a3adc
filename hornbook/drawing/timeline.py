"""A time axis to scale: years down the page, and beside it the events, each with a leader to its date.

Where events crowd, their rows are spread and the leaders bend. A row has a box for a letter, the date, and what happened; where
there is no room for the words in a narrow picture, the letter stands for them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, groupby
from math import ceil

from hornbook.document.drawings import ComposedShape, Label, Layout, Oval, Solution, Stroke
from hornbook.document.inline import Blank, Strong, Text
from hornbook.drawing.metrics import ROOMS, broken, width
from hornbook.drawing.pieces import rectangle
from hornbook.drawing.spread import spread

LINE = 1.25
"""The leading of what is written, in ems."""

_BOX = 1.5
_GAP = 0.45
_PAD = 0.9
_TICK = 0.25
_LEADER = 2.2
_SHORTER, _NARROW = 1.3, 15.0
"""Leaders are shorter in a picture narrower than this."""

_LEAST = 5.5
"""The least room for words beside a date, in ems."""

_STEPS = (1, 2, 5, 10, 20, 25, 50, 100)
_TIGHTEST = 1.3
"""How far apart two years stand at least, in ems, if both are written."""

_EASY = 1.8
"""How far apart they stand where there is room."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An event: when it was in years (1922.5 is the middle of 1922), its letter, its date and words; `given` if pupils see them."""

    when: float
    letter: str
    date: str
    words: str
    given: bool


def timeline(entries: Sequence[Entry], first: int, last: int) -> tuple[Layout, ...]:
    """Layouts for all widths, the axis from the beginning of the year `first` to the end of `last`; entries in their order.

    Where they are more than a page can hold, the axis goes on in further stretches, each to a scale of its own.
    """
    return tuple(_layout(entries, first, last, *size) for size in ROOMS)


@dataclass(frozen=True, slots=True)
class _Row:
    entry: Entry
    date: tuple[str, ...]
    words: tuple[str, ...]

    @property
    def year(self) -> int:
        return int(self.entry.when)

    @property
    def height(self) -> float:
        return max(_BOX, LINE * max(len(self.date), len(self.words))) + _GAP


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where things stand: the axis, the boxes, the dates and the words (the same as the dates if there are none), and the end."""

    axis: float
    box: float
    date: float
    words: float
    end: float


def _layout(entries: Sequence[Entry], first: int, last: int, wide: float, tall: float) -> Layout:
    frame = _frame(entries, first, last, wide)
    rows = [_row(entry, frame) for entry in entries]
    room = tall - 2 * _PAD
    if sum(row.height for row in rows) > room or frame.end - frame.words < _LEAST:
        frame = _Frame(frame.axis, frame.box, frame.date, wide, wide)
        rows = [_row(entry, frame) for entry in entries]
    parts = _parts(rows, room)
    starts = [first, *(part[0].year for part in parts[1:])]
    # A stretch ends before the next begins, unless that begins within the same year.
    ends = [*(max(part[-1].year, start - 1) for part, start in zip(parts, starts[1:], strict=False)), last]
    head, *rest = (_stretch(part, frame, years, room) for part, years in zip(parts, zip(starts, ends, strict=True), strict=True))
    return replace(head, rest=tuple(rest))


def _parts(rows: Sequence[_Row], room: float) -> list[list[_Row]]:
    """The rows in as few parts as a page can hold, one part about as high as the other."""
    total = sum(row.height for row in rows)
    tops = list(accumulate((row.height for row in rows), initial=0.0))
    for count in range(ceil(total / room), len(rows)):
        shares = [int(count * (top + row.height / 2) / total) for row, top in zip(rows, tops, strict=False)]
        parts = [[rows[index] for index in indices] for _, indices in groupby(range(len(rows)), key=shares.__getitem__)]
        if all(sum(row.height for row in part) <= room for part in parts):
            return parts
    return [[row] for row in rows]


def _stretch(rows: Sequence[_Row], frame: _Frame, years: tuple[int, int], room: float) -> Layout:
    first, last = years
    heights = [row.height for row in rows]
    length = max(sum(heights), min((last - first + 1) * _EASY, room))
    scale = length / (last - first + 1)
    wanted = [_PAD + (row.entry.when - first) * scale for row in rows]
    middles = spread(wanted, heights, _PAD, _PAD + length)
    shapes = [*_axis(frame.axis, first, last, scale)]
    for row, point, middle in zip(rows, wanted, middles, strict=True):
        shapes += _shapes(row, frame, point, middle)
    return Layout(frame.end, length + 2 * _PAD, tuple(shapes))


def _frame(entries: Sequence[Entry], first: int, last: int, wide: float) -> _Frame:
    axis = max(width(str(first)), width(str(last))) + 2 * _TICK + 0.1
    box = axis + (_LEADER if wide > _NARROW else _SHORTER)
    date = box + _BOX + 0.35
    dates = min(max((width(entry.date) for entry in entries), default=0.0) + 0.9, 0.5 * (wide - date))
    return _Frame(axis, box, date, date + dates, wide)


def _row(entry: Entry, frame: _Frame) -> _Row:
    dates = broken(entry.date, frame.words - frame.date)
    return _Row(entry, dates, broken(entry.words, frame.end - frame.words) if frame.words < frame.end else ())


def _axis(x: float, first: int, last: int, scale: float) -> Iterator[ComposedShape]:
    end = _PAD + (last - first + 1) * scale
    yield Stroke((x, _PAD - 0.5, x, end + 0.4), weight="thick", arrow=True)
    step = next((step for step in _STEPS if step * scale >= _TIGHTEST), _STEPS[-1])
    for year in range(first, last + 1):
        y = _PAD + (year - first) * scale
        if year % step == 0 or step == 1:
            yield Stroke((x - _TICK, y, x + _TICK, y))
            yield Label(x - 2 * _TICK, y, x - 2 * _TICK, "end", (Text(str(year)),))
        elif scale >= 0.3:
            yield Stroke((x - _TICK / 2, y, x + _TICK / 2, y), weight="hair")


def _shapes(row: _Row, frame: _Frame, point: float, middle: float) -> Iterator[ComposedShape]:
    entry, box = row.entry, frame.box
    yield Stroke((frame.axis, point, frame.axis + 0.4, point, box - 0.4, middle, box, middle), weight="hair")
    yield Oval(frame.axis, point, 0.28, 0.28, fill="ink")
    if entry.given:
        yield Label(box + _BOX / 2, middle, _BOX, "middle", (Strong((Text(entry.letter),)),))
    else:
        half = _BOX / 2
        yield rectangle(box, middle - half, box + _BOX, middle + half, fill="paper")
        yield Label(box + half, middle, _BOX, "middle", (Blank(1.0, content=(Text(entry.letter),)),))
    yield from _lines(row.date, frame.date, middle, frame.words - frame.date)
    words = tuple(_lines(row.words, frame.words, middle, frame.end - frame.words))
    if entry.given:
        yield from words
    elif words:
        yield Solution(words)


def _lines(lines: Sequence[str], x: float, middle: float, room: float) -> Iterator[Label]:
    top = middle - LINE * (len(lines) - 1) / 2
    for index, line in enumerate(lines):
        yield Label(x, top + LINE * index, room, content=(Text(line),))
