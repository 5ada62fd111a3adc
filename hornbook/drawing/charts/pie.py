"""Pies: names beside their slices where there is room, else numbers, which a list beneath explains."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import cos, pi, sin

from hornbook.document.drawings import Label, Layout, Shape, Stroke, Tone
from hornbook.document.inline import Text
from hornbook.drawing.charts.axes import LINE, written
from hornbook.drawing.charts.data import Chart
from hornbook.drawing.metrics import broken, width
from hornbook.drawing.spread import spread

_TONES: tuple[Tone, ...] = ("dark", "light", "mid", "paper")
_STEP = pi / 45
_LARGEST, _SHARE = 6.5, 0.2
"""The radius in ems: a share of the width, but no more than this."""

_APART = 1.5
"""How far the numbers of slices stand apart, in ems."""

_OFF = 1.6
"""From the edge of the pie to what is written, in ems."""


_Point = tuple[float, float]


def pie(chart: Chart, wide: float) -> Layout:
    """The chart in one width."""
    unit, top = written(chart.unit, 0.0, 0.0, wide)
    names = _names(chart)
    room = wide / 2 - _radius(wide) - _OFF
    middles = _middles(chart.series[0].values)
    if all(width(word) <= room for name in names for word in name.split()):
        return _beside(chart, wide, (unit, top), room, middles)
    return _numbered(chart, wide, (unit, top), middles)


def _names(chart: Chart) -> list[str]:
    """What is written beside the slices."""
    values = chart.series[0].values
    if not chart.shown:
        return list(chart.labels)
    return [f"{label}: {chart.number(value)}" for label, value in zip(chart.labels, values, strict=True)]


def _turns(values: Sequence[float]) -> list[tuple[float, float]]:
    """Where each slice begins and ends, clockwise from the top, in radians."""
    total, at = sum(values), 0.0
    found = []
    for value in values:
        found.append((at, at + 2 * pi * value / total))
        at = found[-1][1]
    return found


def _middles(values: Sequence[float]) -> list[float]:
    return [(start + end) / 2 for start, end in _turns(values)]


def _slices(chart: Chart, x: float, y: float, radius: float) -> Iterator[Shape]:
    turns = _turns(chart.series[0].values)
    for index, (start, end) in enumerate(turns):
        if end <= start:
            continue
        count = max(2, round((end - start) / _STEP) + 1)
        arc = [_on(x, y, radius, start + (end - start) * step / (count - 1)) for step in range(count)]
        whole = end - start > 2 * pi - 1e-9
        points = arc if whole else [(x, y), *arc]
        yield Stroke(tuple(at for point in points for at in point), closed=True, fill=_tone(index, len(turns)))


def _tone(index: int, count: int) -> Tone:
    # The last slice lies beside the first.
    return "ink" if index == count - 1 and index % len(_TONES) == 0 and index else _TONES[index % len(_TONES)]


def _on(x: float, y: float, radius: float, turn: float) -> tuple[float, float]:
    return x + radius * sin(turn), y - radius * cos(turn)


def _radius(wide: float) -> float:
    return min(_LARGEST, _SHARE * wide)


def _beside(chart: Chart, wide: float, head: tuple[Sequence[Shape], float], room: float, middles: Sequence[float]) -> Layout:
    shapes, top = head
    radius = _radius(wide)
    names = [broken(name, room) for name in _names(chart)]
    sides = [[index for index, turn in enumerate(middles) if (turn < pi) == right] for right in (True, False)]
    tall = max(2 * radius + 2.0, *(sum(LINE * len(names[index]) + 0.3 for index in side) for side in sides))
    x, y = wide / 2, top + tall / 2 + 0.2
    shapes = [*shapes, *_slices(chart, x, y, radius)]
    for side, way in zip(sides, (1, -1), strict=True):
        order = side if way == 1 else side[::-1]
        points = [_on(x, y, radius, middles[index]) for index in order]
        shapes += _named([names[index] for index in order], points, x + way * (radius + _OFF - 0.3), way, (top, top + tall + 0.4))
    return Layout(wide, top + tall + 0.6, tuple(shapes))


def _named(
    names: Sequence[tuple[str, ...]], points: Sequence[_Point], edge: float, way: int, within: tuple[float, float]
) -> Iterator[Shape]:
    """The names of the slices of one side, from the top, each with a leader to the edge of its slice."""
    heights = [LINE * len(name) + 0.3 for name in names]
    for name, point, middle in zip(names, points, spread([y for _, y in points], heights, *within), strict=True):
        yield Stroke((*point, edge - way * 0.5, middle, edge, middle), weight="hair")
        first = middle - LINE * (len(name) - 1) / 2
        for row, line in enumerate(name):
            yield Label(edge + way * 0.3, first + LINE * row, width(line) + 0.01, "start" if way == 1 else "end", (Text(line),))


def _numbered(chart: Chart, wide: float, head: tuple[Sequence[Shape], float], middles: Sequence[float]) -> Layout:
    shapes, top = head
    radius = min(_LARGEST, 0.24 * wide)
    x, y = wide / 2, top + radius + 1.4
    shapes = [*shapes, *_slices(chart, x, y, radius)]
    # Numbers of thin slices move on, so that none lies over another.
    apart = [_APART / (radius + 0.9)] * len(middles)
    for index, turn in enumerate(spread(middles, apart, 0.0, 2 * pi)):
        at = _on(x, y, radius + 0.9, turn)
        shapes.append(Label(*at, 1.5, "middle", (Text(str(index + 1)),)))
    foot = y + radius + 1.5
    for index, name in enumerate(_names(chart)):
        shapes.append(Label(0.0, foot + LINE / 2, 1.6, content=(Text(str(index + 1)),)))
        named, foot = written(name, 1.8, foot, wide - 1.8)
        shapes += named
    return Layout(wide, foot + 0.2, tuple(shapes))
