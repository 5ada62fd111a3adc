"""A line of years to scale, on which numbers stand for events: what they were stands in a table beside it.

The line is a band with the years in it, across the page or, where that is narrow, down. Numbers stand on both sides, each with a
leader to its date. Where there is no room for all of them, those nearest to each other stand together: "4–6".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hornbook.document.drawings import ComposedShape, Label, Layout, Oval, Stroke
from hornbook.document.inline import Strong, Text
from hornbook.drawing.metrics import ROOMS, width
from hornbook.drawing.spread import spread

_ACROSS = 25.0
"""From this width on, in ems, the line lies across the page."""

_PITCH = 1.35
"""The height of a line of numbers, in ems."""

_LEADER = 1.1
_PAD = 0.3
_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000)


def dateline(dates: Sequence[float]) -> tuple[Layout, ...]:
    """Layouts for all widths, of events at these dates in years (1922.5 is the middle of 1922), which are numbered from 1."""
    return tuple(_layout(dates, *size) for size in ROOMS)


@dataclass(frozen=True, slots=True)
class _Mark:
    """A label for the events from the `first` to the `last`, counted from 0, which stand at these places along the line."""

    first: int
    last: int
    places: tuple[float, ...]

    @property
    def text(self) -> str:
        return f"{self.first + 1}" if self.first == self.last else f"{self.first + 1}–{self.last + 1}"

    @property
    def middle(self) -> float:
        return sum(self.places) / len(self.places)


@dataclass(frozen=True, slots=True)
class _Line:
    """The line: its length along and the thickness of its band, in ems, its years, and whether it goes `down` the page."""

    length: float
    band: float
    first: int
    last: int
    down: bool

    def place(self, year: float) -> float:
        return (year - self.first) / (self.last - self.first) * self.length

    def room(self, mark: _Mark) -> float:
        """What a label takes along the line."""
        return _PITCH if self.down else width(mark.text) + 0.5


def _layout(dates: Sequence[float], wide: float, tall: float) -> Layout:
    down = wide < _ACROSS
    first, last = int(min(dates)), int(max(dates)) + 1
    line = _Line((tall if down else wide) - 2 * _PAD, _band(first, last) if down else 1.6, first, last, down)
    marks = _merged([_Mark(index, index, (line.place(year),)) for index, year in enumerate(dates)], line)
    beside = max(width(mark.text) for mark in marks) + 0.2 if down else 1.2
    side = beside + _LEADER
    shapes = [*_years(line, side)]
    for number in (0, 1):
        shapes += _numbers(marks[number::2], line, side, before=not number)
    thick = 2 * side + line.band
    return Layout(wide, line.length + 2 * _PAD if down else thick, tuple(shapes))


def _band(first: int, last: int) -> float:
    return max(width(str(first)), width(str(last))) + 0.6


def _merged(marks: list[_Mark], line: _Line) -> list[_Mark]:
    """The labels, the nearest of them together until all that stand on one side have room beside each other."""
    while len(marks) > 2 and any(sum(map(line.room, marks[side::2])) > line.length for side in (0, 1)):
        at = min(range(len(marks) - 1), key=lambda index: marks[index + 1].middle - marks[index].middle)
        one, other = marks[at : at + 2]
        marks[at : at + 2] = [_Mark(one.first, other.last, one.places + other.places)]
    return marks


def _point(line: _Line, along: float, across: float) -> tuple[float, float]:
    return (across, along + _PAD) if line.down else (along + _PAD, across)


def _years(line: _Line, side: float) -> Iterator[ComposedShape]:
    near, far = side, side + line.band
    corners = ((0.0, near), (line.length, near), (line.length, far), (0.0, far))
    outline = tuple(value for along, across in corners for value in _point(line, along, across))
    yield Stroke(outline, closed=True, fill="light")
    need = _PITCH if line.down else _band(line.first, line.last)
    years = line.last - line.first
    step = next((step for step in _STEPS if step * line.length / years >= need), _STEPS[-1])
    for year in range(line.first, line.last):
        at = line.place(year)
        if year > line.first and (year % step == 0 or line.length / years >= 0.4):
            until = far if year % step == 0 else near + 0.35
            yield Stroke((*_point(line, at, near), *_point(line, at, until)), weight="hair")
        if year % step == 0 and line.length - at >= need:
            x, y = _point(line, at + need / 2, (near + far) / 2)
            yield Label(x, y, line.band if line.down else need, "middle", (Text(str(year)),))


def _numbers(marks: Sequence[_Mark], line: _Line, side: float, *, before: bool) -> Iterator[ComposedShape]:
    """The labels on one side of the band, `before` it (above, or at the left) or behind."""
    rooms = [line.room(mark) for mark in marks]
    edge = side if before else side + line.band
    reach = edge - _LEADER if before else edge + _LEADER
    for mark, room, at in zip(marks, rooms, spread([mark.middle for mark in marks], rooms, 0.0, line.length), strict=True):
        for place in mark.places:
            yield Stroke((*_point(line, place, edge), *_point(line, at, reach)), weight="hair")
            x, y = _point(line, place, edge)
            yield Oval(x, y, 0.15, 0.15, fill="ink")
        across = reach - (0.1 if line.down else 0.6) if before else reach + (0.1 if line.down else 0.6)
        x, y = _point(line, at, across)
        words = (Strong((Text(mark.text),)),)
        yield Label(x, y, side - _LEADER, "end" if before else "start", words) if line.down else Label(x, y, room, "middle", words)
