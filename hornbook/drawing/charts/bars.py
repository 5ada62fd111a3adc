"""Bar charts: upright where the labels fit beneath the bars, else lying, each label above its bars or at their left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hornbook.document.drawings import Label, Layout, Shape, Stroke, Tone
from hornbook.document.inline import Text
from hornbook.drawing.charts.axes import (
    BELOW,
    GAP,
    LINE,
    SWATCH,
    Scale,
    across,
    along,
    backed,
    legend,
    scale,
    steps_for,
    widest,
    written,
)
from hornbook.drawing.charts.data import Chart
from hornbook.drawing.metrics import broken, width
from hornbook.drawing.pieces import rectangle

TONES: tuple[Tone, ...] = ("dark", "light", "ink", "mid", "paper")
"""The fills of series, neighbours as unlike as may be."""

_MOST_STEPS = 6
_TALLEST, _SHARE = 14.0, 0.55
"""How high a plot is: a share of its width, but no more ems than this."""

_FILLED = 0.7
"""The share of the room of a label that its upright bars fill."""

_VALUE = 1.3
"""The room for a value at the end of a bar, in ems."""

_BAR, _AIR = 1.1, 0.35
"""How thick a lying bar is, and the room between the bars of two labels."""


def bars(chart: Chart, wide: float) -> Layout:
    """The chart in one width."""
    values = [value for series in chart.series for value in series.values]
    ticks = scale(values, _MOST_STEPS, zero=True, mark=chart.mark)
    left = widest(ticks) + GAP
    slot = (wide - left) / len(chart.labels)
    fits = all(width(word) <= slot - GAP for label in chart.labels for word in label.split())
    if fits and (
        not chart.shown or max(width(chart.number(value)) for value in values) + 0.2 <= _FILLED * slot / len(chart.series)
    ):
        return _upright(chart, wide, ticks, left)
    return _lying(chart, wide, values)


def tone(chart: Chart, index: int) -> Tone:
    """The fill of a series; a single one is neither light nor dark."""
    return TONES[index] if len(chart.series) > 1 else "mid"


def _head(chart: Chart, wide: float) -> tuple[list[Shape], float]:
    """The legend, if the series have names, and the unit."""
    shapes: list[Shape] = []
    y = 0.0
    if any(names := [series.name for series in chart.series]):
        shapes, y = legend(names, wide, y, lambda index, x, at: [rectangle(x, at - 0.4, x + SWATCH, at + 0.4, tone(chart, index))])
        y += GAP
    unit, y = written(chart.unit, 0.0, y, wide)
    return [*shapes, *unit], y + GAP


def _upright(chart: Chart, wide: float, ticks: Scale, left: float) -> Layout:
    shapes, top = _head(chart, wide)
    top += _VALUE if chart.shown else 0.5
    bottom = top + min(_TALLEST, _SHARE * wide)
    slot = (wide - left) / len(chart.labels)
    shapes += across(ticks, left, wide, top, bottom)
    zero, unit = bottom - ticks.at(0.0) * (bottom - top), (bottom - top) / (ticks.last - ticks.first)
    for place in range(len(chart.labels)):
        start = left + (place + (1 - _FILLED) / 2) * slot
        shapes += _group(chart, place, (start, start + _FILLED * slot), zero, unit)
    shapes.append(Stroke((left, zero, wide, zero)))
    under = bottom + (_VALUE if chart.shown and ticks.first < 0 else 0.2)
    shapes += _labels(chart.labels, left, slot, under)
    end = under + LINE * max(len(broken(label, slot - GAP / 2)) for label in chart.labels)
    named, end = written(chart.along, left, end, wide - left)
    return Layout(wide, end + 0.2, (*shapes, *named))


def _labels(labels: Sequence[str], left: float, slot: float, top: float) -> Iterator[Shape]:
    for place, label in enumerate(labels):
        for index, line in enumerate(broken(label, slot - GAP / 2)):
            yield Label(left + (place + 0.5) * slot, top + LINE * (index + 0.5), slot, "middle", (Text(line),))


def _group(chart: Chart, place: int, room: tuple[float, float], zero: float, unit: float) -> Iterator[Shape]:
    start, end = room
    thick = (end - start) / len(chart.series)
    for index, series in enumerate(chart.series):
        value, x = series.values[place], start + index * thick
        y = zero - value * unit
        yield rectangle(x, min(y, zero), x + thick, max(y, zero), tone(chart, index))
        if chart.shown:
            beyond = y + 0.6 if value < 0 else y - 0.6
            yield from backed(Label(x + thick / 2, beyond, thick, "middle", (Text(chart.number(value)),)))


def _lying(chart: Chart, wide: float, values: list[float]) -> Layout:
    shapes, top = _head(chart, wide)
    beside = max(map(width, chart.labels)) + 2 * GAP
    left = beside if beside <= 0.35 * wide else 0.3
    after = max(width(chart.number(value)) for value in values) + GAP if chart.shown else 0.0
    ticks = steps_for(wide - left - after, values, _MOST_STEPS, zero=True, mark=chart.mark)
    edge = width(ticks.told(ticks.last)) / 2 + 0.01
    left = max(left, width(ticks.told(ticks.first)) / 2 + 0.01)
    right = wide - max(edge, after)
    rows: list[Shape] = []
    y = top
    for place, label in enumerate(chart.labels):
        if left >= beside:
            middle = y + len(chart.series) * _BAR / 2
            rows.append(Label(left - GAP, middle, left - GAP, "end", (Text(label),)))
        else:
            named, y = written(label, left + 0.3, y, wide - left - 0.3)
            for line in named:
                rows += backed(line)
        rows += _bars_of(chart, place, y, (left, right), ticks)
        y += len(chart.series) * _BAR + _AIR
    lines = tuple(along(ticks, left, right, top, y))
    zero = left + ticks.at(0.0) * (right - left)
    named, end = written(chart.along, 0.0, y + BELOW + LINE / 2, wide)
    return Layout(wide, end + 0.05, (*shapes, *lines, Stroke((zero, top, zero, y)), *rows, *named))


def _bars_of(chart: Chart, place: int, y: float, edges: tuple[float, float], ticks: Scale) -> Iterator[Shape]:
    left, right = edges
    zero = left + ticks.at(0.0) * (right - left)
    for index, series in enumerate(chart.series):
        value, top = series.values[place], y + index * _BAR
        x = left + ticks.at(value) * (right - left)
        yield rectangle(min(x, zero), top, max(x, zero), top + _BAR, tone(chart, index))
        if chart.shown:
            text = chart.number(value)
            yield from backed(Label(max(x, zero) + 0.2, top + _BAR / 2, width(text) + 0.01, content=(Text(text),)))
