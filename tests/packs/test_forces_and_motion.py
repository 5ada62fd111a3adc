"""The science pack: no finding of check, and no value in it that physics does not give."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from hornbook.activities import Activity
from hornbook.activities.chart_reading import ChartReading
from hornbook.activities.label_image import LabelImage
from hornbook.activities.short_answer import ShortAnswer
from hornbook.activities.table_completion import TableCompletion
from hornbook.lint import lint
from hornbook.pack.load import load_pack
from hornbook.pipeline import templates_in
from hornbook.prose import GapText

FOLDER = Path(__file__).parents[2] / "packs" / "forces-and-motion"
MASS, FIELD = 75, 9.8
STAGES = ((0, 2), (2, 6), (6, 7))
"""Between which points of the graph Maya speeds up, rides on and brakes."""

UNIT = r"(?:m|s|N|J|W|kg|kJ|km)\b"


def tasks(kind: type[Activity]) -> list[Activity]:
    return [one for one in load_pack(FOLDER).lessons["01-cyclist"].worksheet.activities if isinstance(one, kind)]


def ride() -> list[tuple[float, float]]:
    """The points of the graph: seconds, and metres per second."""
    [task] = tasks(ChartReading)
    assert isinstance(task, ChartReading)
    return list(zip((float(label) for label in task.chart.labels), task.chart.series[0].heights, strict=True))


def stage(index: int) -> tuple[float, float, float, float]:
    """Time, acceleration, resultant force and distance of a stage, from the graph."""
    first, last = STAGES[index]
    points = ride()[first : last + 1]
    time = points[-1][0] - points[0][0]
    acceleration = (points[-1][1] - points[0][1]) / time
    distance = sum((later - sooner) * (u + v) / 2 for (sooner, u), (later, v) in pairwise(points))
    return time, acceleration, MASS * acceleration, distance


def number(text: str) -> float:
    """The number before a unit."""
    return float(text.split("\u202f", maxsplit=1)[0].replace("−", "-"))


@pytest.mark.parametrize("index", range(len(STAGES)))
def test_the_table_says_what_the_graph_gives(index: int):
    [task] = tasks(TableCompletion)
    assert isinstance(task, TableCompletion)
    cells = [cell.gaps[0].answer if cell.gaps else cell for cell in task.rows[index][1:]]
    assert [number(GapText(cell).plain) for cell in cells] == pytest.approx(stage(index))


def test_results_follow_from_the_graph():
    calculate, faster = tasks(ShortAnswer)
    assert isinstance(calculate, ShortAnswer)
    assert isinstance(faster, ShortAnswer)
    whole, top = ride()[-1][0], max(v for _, v in ride())
    energy, (_, _, force, braking) = MASS * top**2 / 2, stage(2)
    results = [MASS * FIELD, energy, -force * braking, sum(stage(index)[3] for index in range(3)) / whole]
    assert [number(question.points[1].text.plain) for question in calculate.questions] == [float(f"{one:.2g}") for one in results]
    assert energy == pytest.approx(-force * braking)
    four_times = " ".join(point.text.plain for point in faster.questions[0].points)
    assert f"{MASS * (2 * top) ** 2 / 2:.0f}\u202fJ" in four_times
    assert f"{4 * braking:.0f}\u202fm" in four_times


def test_a_time_read_from_the_graph_has_its_velocity():
    [task] = tasks(ChartReading)
    assert isinstance(task, ChartReading)
    (begins, _), (later, top) = ride()[0], ride()[STAGES[0][1]]
    velocity = number(re.findall(r"\d\.\d\u202fm/s", task.questions[2].prompt.plain)[0])
    assert task.questions[2].value
    assert task.questions[2].value.amount == begins + (later - begins) * velocity / top


def test_numbers_and_units_stay_together():
    for path in sorted(FOLDER.rglob("*.yaml")):
        assert re.findall(rf"\d\s*[^\S\u202f]{UNIT}|\d{UNIT}", path.read_text(encoding="utf-8")) == [], path.name


def test_check_finds_nothing():
    assert lint(load_pack(FOLDER), templates_in(None), date(2026, 9, 1)) == []


def test_the_diagram_is_small_and_its_words_name_no_force_asked_for():
    pack = load_pack(FOLDER)
    [task] = tasks(LabelImage)
    assert isinstance(task, LabelImage)
    source = pack.sources[task.source]
    assert (FOLDER / str(source.image)).stat().st_size <= 60_000
    said = f"{source.alt} {source.long_description}"
    assert [spot.label.plain for spot in task.hotspots if spot.label.plain in said] == []
