"""Charts in black and grey: bars, lines, points and pies, for all widths.

Series are told apart by grey, by marker and by dashes, and by their names in the chart; never by colour.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from hornbook.document.drawings import Layout
from hornbook.drawing.charts.bars import bars
from hornbook.drawing.charts.curves import curves
from hornbook.drawing.charts.data import Chart, Figure, Kind, Series, number
from hornbook.drawing.charts.pie import pie
from hornbook.drawing.metrics import WIDTHS

_DRAWN: Mapping[Kind, Callable[[Chart, float], Layout]] = {"bar": bars, "line": curves, "scatter": curves, "pie": pie}


def layouts(chart: Chart) -> tuple[Layout, ...]:
    """The chart in all widths."""
    return tuple(_DRAWN[chart.kind](chart, wide) for wide in WIDTHS)


__all__ = ["Chart", "Figure", "Kind", "Series", "layouts", "number"]
