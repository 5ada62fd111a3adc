"""Line charts and scatter plots: series by marker and dashes, named at the ends of their lines or in a legend."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hornbook.document.drawings import Label, Layout, Oval, Shape, Stroke
from hornbook.document.inline import Text
from hornbook.drawing.charts.axes import GAP, LINE, SWATCH, Scale, across, along, legend, scale, steps_for, widest, written
from hornbook.drawing.charts.data import Chart
from hornbook.drawing.metrics import WIDTHS, broken, width
from hornbook.drawing.spread import spread

_MOST_STEPS = 6
_TALLEST, _SHARE = 14.0, 0.55
_AT_ENDS = 0.28
"""The share of the width that names at the ends of lines may take."""

_MARK = 0.3

_MOST_ROWS = 2
"""Rows in which the labels under a plot may stand by turns."""

Point = tuple[float, float]


def curves(chart: Chart, wide: float) -> Layout:
    """The chart in one width."""
    names = [series.name for series in chart.series]
    ends = _names_at_ends(names, wide) if chart.kind == "line" and any(names) else []
    shapes: list[Shape] = []
    y = 0.0
    if any(names) and not ends:
        shapes, y = legend(names, wide, y, lambda index, x, at: _sample(index, x, at, joined=chart.kind == "line"))
        y += GAP
    unit, top = written(chart.unit, 0.0, y, wide)
    top += GAP + 0.5
    ticks = scale([value for series in chart.series for value in series.values], _MOST_STEPS, zero=False, mark=chart.mark)
    room = max((width(line) for lines in ends for line in lines), default=0.0)
    left, right = max(widest(ticks) + GAP, _before(chart)), wide - (room + 1.6 if ends else 0.6)
    bottom = top + min(_TALLEST, _SHARE * wide)
    below, right, places = _below(chart, left, right, wide, bottom)
    plotted = [_points(series.values, xs, ticks, top, bottom) for series, xs in zip(chart.series, places, strict=True)]
    shapes += [*unit, *across(ticks, left, right, top, bottom), *below(top)]
    shapes += [Stroke((left, top, left, bottom)), Stroke((left, bottom, right, bottom))]
    for index, points in enumerate(plotted):
        shapes += _curve(index, points, joined=chart.kind == "line")
    if ends:
        shapes += _ends(ends, [points[-1] for points in plotted], right, room, (top - 0.6, bottom + 0.6))
    labelled = max((shape.y for shape in shapes if isinstance(shape, Label)), default=bottom) + LINE / 2
    named, end = written(chart.along, left, max(labelled, bottom + 0.2), wide - left)
    return Layout(wide, end + 0.2, (*shapes, *named))


def _names_at_ends(names: Sequence[str], wide: float) -> list[tuple[str, ...]]:
    """The names broken for the room right of the lines; none if that is too narrow for them."""
    if wide < WIDTHS[2] or any(width(word) > _AT_ENDS * wide for name in names for word in name.split()):
        return []
    return [broken(name, _AT_ENDS * wide) for name in names]


def _points(values: Sequence[float], xs: Sequence[float], ticks: Scale, top: float, bottom: float) -> list[Point]:
    return [(x, bottom - ticks.at(value) * (bottom - top)) for x, value in zip(xs, values, strict=True)]


class _Below:
    """What stands under the plot: labels, or the numbers of a scale with its lines up the plot."""

    def __init__(self, shapes: Sequence[Shape], ticks: Scale | None, left: float, right: float, bottom: float) -> None:
        self._shapes, self._ticks = shapes, ticks
        self._left, self._right, self._bottom = left, right, bottom

    def __call__(self, top: float) -> Iterator[Shape]:
        """All of it, for a plot that begins at `top`."""
        yield from self._shapes
        if self._ticks:
            yield from along(self._ticks, self._left, self._right, top, self._bottom)


def _below(chart: Chart, left: float, right: float, wide: float, bottom: float) -> tuple[_Below, float, list[list[float]]]:
    """What stands under the plot, where the plot ends, and the x of each value of each series."""
    if chart.kind == "scatter":
        ticks = steps_for(right - left, [x for series in chart.series for x in series.x], _MOST_STEPS, zero=False, mark=chart.mark)
        right = min(right, wide - width(ticks.told(ticks.last)) / 2 - 0.01)
        places = [[left + ticks.at(x) * (right - left) for x in series.x] for series in chart.series]
        return _Below((), ticks, left, right, bottom), right, places
    slot = (right - left) / len(chart.labels)
    xs = [left + (index + 0.5) * slot for index in range(len(chart.labels))]
    return (
        _Below(list(_labels(chart.labels, xs, slot, wide, bottom)), None, left, right, bottom),
        right,
        [xs] * len(chart.series),
    )


def _before(chart: Chart) -> float:
    """How far the first number under a scatter plot reaches to the left of it."""
    xs = [x for series in chart.series for x in series.x]
    return widest(scale(xs, _MOST_STEPS, zero=False, mark=chart.mark)) / 2 + 0.02 if xs else 0.0


def _labels(labels: Sequence[str], xs: Sequence[float], slot: float, wide: float, bottom: float) -> Iterator[Shape]:
    """The labels under their points: side by side, else by turns in a few rows, else every second, third …; none touches."""
    longest = max(width(word) for label in labels for word in label.split()) + GAP
    every = next((count for count in range(1, len(labels) + 1) if count * slot >= longest), len(labels))
    lines = [broken(label, max(longest, every * slot) - GAP / 2) for label in labels]
    tops = _rows(labels, lines, every, bottom + 0.4)
    free = [0.0] * len(tops)
    for index, (words, x) in enumerate(zip(lines, xs, strict=True)):
        row = index % every
        half = max(map(width, words)) / 2
        middle = min(max(x, half), wide - half)
        shown = row < len(tops) and middle - half >= free[row]
        yield Stroke((x, bottom, x, tops[row] - 0.1 if shown else bottom + 0.3))
        if not shown:
            continue
        free[row] = middle + half + GAP / 2
        for at, line in enumerate(words):
            yield Label(middle, tops[row] + LINE * (at + 0.5), 2 * half + 0.01, "middle", (Text(line),))


def _rows(labels: Sequence[str], lines: Sequence[tuple[str, ...]], every: int, top: float) -> list[float]:
    """Where rows of labels begin: one for numbers, of which readers know those between; for words as many as show all, if few."""
    if every > _MOST_ROWS or all(label.isdecimal() for label in labels):
        return [top]
    high = [LINE * max(map(len, lines[row::every])) for row in range(every)]
    return [top + sum(high[:row]) for row in range(every)]


def _curve(index: int, points: Sequence[Point], *, joined: bool) -> Iterator[Shape]:
    if joined and len(points) > 1:
        yield _line(index, points)
    for x, y in points:
        yield _marker(index, x, y)


def _line(index: int, points: Sequence[Point]) -> Stroke:
    through = tuple(at for point in points for at in point)
    return Stroke(through, weight="thin" if index % 2 else "thick", dashed=index in (1, 3))


def _marker(index: int, x: float, y: float) -> Shape:
    """A disc, an open square, a triangle, an open circle, and a square on its point."""
    size = _MARK
    match index:
        case 0:
            return Oval(x, y, size, size, fill="ink")
        case 1:
            return Stroke(
                (x - size, y - size, x + size, y - size, x + size, y + size, x - size, y + size), closed=True, fill="paper"
            )
        case 2:
            return Stroke((x, y - 1.3 * size, x + 1.2 * size, y + size, x - 1.2 * size, y + size), closed=True, fill="ink")
        case 3:
            return Oval(x, y, size, size, fill="paper")
        case _:
            return Stroke((x, y - 1.4 * size, x + 1.4 * size, y, x, y + 1.4 * size, x - 1.4 * size, y), closed=True, fill="mid")


def _sample(index: int, x: float, y: float, *, joined: bool) -> Iterator[Shape]:
    if joined:
        yield _line(index, [(x, y), (x + SWATCH, y)])
    yield _marker(index, x + SWATCH / 2, y)


def _ends(
    names: Sequence[tuple[str, ...]], points: Sequence[Point], right: float, room: float, within: tuple[float, float]
) -> Iterator[Shape]:
    """The names at the ends of their lines."""
    order = sorted(range(len(points)), key=lambda index: points[index][1])
    heights = [LINE * len(names[index]) for index in order]
    middles = spread([points[index][1] for index in order], heights, within[0], within[1])
    for index, middle in zip(order, middles, strict=True):
        x, y = points[index]
        yield Stroke((x + 0.5, y, right + 1.2, middle), weight="hair")
        first = middle - LINE * (len(names[index]) - 1) / 2
        for row, line in enumerate(names[index]):
            yield Label(right + 1.5, first + LINE * row, room + 0.01, content=(Text(line),))
