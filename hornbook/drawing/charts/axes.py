"""Scales with round numbers, the words around a plot, and its legend."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil, floor, log10

from hornbook.document.drawings import Label, Shape, Stroke
from hornbook.document.inline import Text
from hornbook.document.text import inline_text
from hornbook.drawing.charts.data import Figure, number
from hornbook.drawing.metrics import broken, width
from hornbook.drawing.pieces import rectangle

LINE = 1.25
"""The leading of what is written, in ems."""

GAP = 0.4
BELOW = 1.1
"""From the foot of a plot to the middle of the numbers beneath it, clear of the lowest number beside it."""

SWATCH = 2.0
"""How long a sample in a legend is."""

_ROUND = (1.0, 2.0, 2.5, 5.0, 10.0)
_NEARLY_LEVEL = 0.3
"""Values that differ by no more than this share of the largest are drawn without the zero, if that may be."""

Swatch = Callable[[int, float, float], Iterable[Shape]]
"""Draws the sample of a series, by its number and its left end and middle."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Round numbers from `first` to `last` every `step`, written with that `mark` before decimals."""

    first: float
    last: float
    step: float
    mark: str = "."

    def at(self, value: float) -> float:
        """0 for the first number, 1 for the last."""
        return (value - self.first) / (self.last - self.first)

    def told(self, value: float) -> str:
        """A number as it stands beside the scale: all of a scale have the same number of decimals."""
        return number(Figure(f"{value:.{self._decimals}f}"), self.mark)

    @property
    def _decimals(self) -> int:
        """How many decimals the number has that needs most."""
        return max(len(f"{tick:.6f}".rstrip("0").partition(".")[2]) for tick in self.ticks)

    @property
    def ticks(self) -> list[float]:
        """The numbers."""
        return [self.first + self.step * index for index in range(round((self.last - self.first) / self.step) + 1)]


def scale(values: Sequence[float], most: int, *, zero: bool, mark: str = ".") -> Scale:
    """A scale of at most `most` steps that holds all values; with the zero if `zero`, or if the values reach near it."""
    low, high = min(values), max(values)
    if zero or high - low > _NEARLY_LEVEL * max(abs(low), abs(high)):
        low, high = min(low, 0.0), max(high, 0.0)
    if low == high:
        low, high = low - 1.0, high + 1.0
    power = 10.0 ** floor(log10((high - low) / most))
    for factor in _ROUND:
        step = factor * power
        first, last = floor(low / step + 1e-9) * step, ceil(high / step - 1e-9) * step
        if round((last - first) / step) <= most:
            return Scale(first, last, step, mark)
    step = 20.0 * power
    return Scale(floor(low / step) * step, ceil(high / step) * step, step, mark)


def widest(ticks: Scale) -> float:
    """The width of the widest number of a scale."""
    return max(width(ticks.told(tick)) for tick in ticks.ticks)


def written(text: str, x: float, top: float, room: float) -> tuple[list[Label], float]:
    """Words in as many lines as they need, from `top` on, and where the next line would be."""
    lines = broken(text, room)
    labels = [Label(x, top + LINE * (index + 0.5), room, content=(Text(line),)) for index, line in enumerate(lines)]
    return labels, top + LINE * len(lines)


def legend(names: Sequence[str], wide: float, top: float, swatch: Swatch) -> tuple[list[Shape], float]:
    """The names of the series behind their samples, in rows as they fit, and where the next line would be."""
    shapes: list[Shape] = []
    x, y, row = 0.0, top, 0.0
    for index, name in enumerate(names):
        room = wide - SWATCH - GAP
        lines = broken(name, room)
        long = SWATCH + GAP + max(map(width, lines), default=0.0)
        if x and x + long > wide:
            x, y, row = 0.0, y + row, 0.0
        shapes += swatch(index, x, y + LINE / 2)
        shapes += written(name, x + SWATCH + GAP, y, room if not x else wide - x - SWATCH - GAP)[0]
        row = max(row, LINE * len(lines))
        x += long + 2 * GAP
    return shapes, y + row


def across(ticks: Scale, left: float, right: float, top: float, bottom: float) -> Iterator[Shape]:
    """The numbers of a scale that goes up at the left, each with its line across the plot."""
    for tick in ticks.ticks:
        y = bottom - ticks.at(tick) * (bottom - top)
        yield Stroke((left, y, right, y), weight="hair")
        yield Label(left - GAP, y, left - GAP, "end", (Text(ticks.told(tick)),))


def backed(label: Label) -> Iterator[Shape]:
    """A label on a patch of paper, so that the lines of a scale do not run through its words."""
    long = min(width(inline_text(label.content)) + 0.2, label.width)
    left = label.x - long * {"start": 0.0, "middle": 0.5, "end": 1.0}[label.anchor]
    yield replace(rectangle(left, label.y - 0.5, left + long, label.y + 0.5, "paper"), weight="none")
    yield label


def along(ticks: Scale, left: float, right: float, top: float, bottom: float) -> Iterator[Shape]:
    """The numbers of a scale that goes to the right, each with its line up the plot; one that would touch another is left out."""
    free = 0.0
    for tick in ticks.ticks:
        x, text = left + ticks.at(tick) * (right - left), ticks.told(tick)
        half = width(text) / 2
        yield Stroke((x, top, x, bottom), weight="hair")
        if x - half >= free:
            yield Label(x, bottom + BELOW, 2 * half + 0.01, "middle", (Text(text),))
            free = x + half + GAP


def steps_for(room: float, values: Sequence[float], most: int, *, zero: bool, mark: str = ".") -> Scale:
    """A scale whose numbers fit side by side into `room` ems."""
    for steps in range(most, 1, -1):
        found = scale(values, steps, zero=zero, mark=mark)
        if widest(found) + 2 * GAP <= room * found.step / (found.last - found.first):
            return found
    return scale(values, 2, zero=zero, mark=mark)
