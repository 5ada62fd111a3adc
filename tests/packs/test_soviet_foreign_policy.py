"""The pack on Soviet foreign policy: nothing for check to find, figures and places as they were, questions called by number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from math import cos, log, pi, radians, sin, tan
from pathlib import Path
from typing import Any, TypeVar, get_args

import pytest
import yaml

from hornbook.activities import Activity, BaseActivity
from hornbook.activities.chart_reading import ChartReading
from hornbook.activities.label_image import LabelImage
from hornbook.compose import PackComposer
from hornbook.document.text import document_text
from hornbook.lint import lint
from hornbook.pack.lesson import Lesson
from hornbook.pack.load import load_pack
from hornbook.pipeline import templates_in

HERE = Path(__file__).parent
PACK = load_pack(HERE.parents[1] / "packs" / "soviet-foreign-policy-1921-33")
KNOWN: dict[str, Any] = yaml.safe_load((HERE / "soviet-foreign-policy.yaml").read_text(encoding="utf-8"))

NOT_USED = {"word_search"}
"""It teaches spelling and little else, which is not enough for a lesson at this level."""


Kind = TypeVar("Kind", bound=BaseActivity)


def tasks() -> Iterator[BaseActivity]:
    for lesson in PACK.lessons.values():
        yield from lesson.worksheet.activities
        if lesson.source_analysis:
            yield from lesson.source_analysis.activities


def only(kind: type[Kind]) -> Kind:
    [task] = [task for task in tasks() if isinstance(task, kind)]
    return task


def on_the_map(east: float, north: float) -> tuple[float, float]:
    """Where a place lies on the outline map, in per cent of its width and height.

    The map is a conformal conic projection with the parallels 36 and 62 north, its middle 16 east. The four numbers at the end,
    its scale and its edges, were fitted to the picture.
    """
    low, high = radians(36), radians(62)
    n = log(cos(low) / cos(high)) / log(tan(pi / 4 + high / 2) / tan(pi / 4 + low / 2))
    radius = cos(low) * tan(pi / 4 + low / 2) ** n / n / tan(pi / 4 + radians(north) / 2) ** n
    angle = n * radians(east - 16)
    return 190.04 * radius * sin(angle) + 49.1, 273.78 * radius * cos(angle) - 176.18


def test_check_finds_nothing():
    assert lint(PACK, templates_in(None), date(2026, 9, 1)) == []


def test_the_lessons_show_every_type_of_task():
    types = {get_args(kind.model_fields["type"].annotation)[0] for kind in get_args(get_args(Activity)[0])}
    assert types - {task.type for task in tasks()} == NOT_USED


def test_the_chart_shows_the_official_seats():
    chart = only(ChartReading).chart
    assert list(chart.labels) == list(KNOWN["seats"])
    for series in chart.series:
        assert [int(height) for height in series.heights] == [seats[series.name] for seats in KNOWN["seats"].values()]


def test_the_answers_to_the_chart_follow_from_it():
    _, sums, claim = only(ChartReading).questions
    last = KNOWN["seats"]["November 1932"]
    assert sums.answer is not None
    assert claim.answer is not None
    assert claim.how is not None
    assert sums.answer.plain == ", ".join(str(seats["SPD"] + seats["KPD"]) for seats in KNOWN["seats"].values())
    assert f"the Reichstag had {last['all']} seats" in claim.prompt.plain
    assert f"{last['SPD'] + last['KPD']} of {last['all']} is no majority" in claim.answer.plain
    assert f"A majority was {last['all'] // 2 + 1}" in claim.how.plain


def test_cities_stand_where_they_are_on_the_map():
    spots = {spot.label.plain: (spot.x, spot.y) for spot in only(LabelImage).hotspots}
    assert set(spots) == set(KNOWN["cities"])
    for city, place in KNOWN["cities"].items():
        assert spots[city] == pytest.approx(on_the_map(*place), abs=0.3), city


@pytest.mark.parametrize("name", PACK.lessons)
def test_homework_is_the_last_task_of_a_sheet(name: str):
    lesson = PACK.lessons[name]
    for sheet in filter(None, (lesson.worksheet, lesson.source_analysis)):
        told = sheet.instructions.plain if sheet.instructions else ""
        assert re.findall(r"Question (\d+)\s+is\s+homework", told) in ([], [str(len(sheet.activities))])


@pytest.mark.parametrize("name", PACK.lessons)
def test_questions_that_the_notes_name_are_there(name: str):
    lesson = PACK.lessons[name]
    most = max(len(sheet.activities) for sheet in (lesson.worksheet, lesson.source_analysis) if sheet)
    assert max(named(lesson)) <= most


def named(lesson: Lesson) -> Iterator[int]:
    """The numbers of the questions that the notes for the teacher name."""
    overview = lesson.teacher.overview.plain if lesson.teacher.overview else ""
    for text in (overview, *(step.step.plain for step in lesson.teacher.timing)):
        for first, last in re.findall(r"[Qq]uestions? (\d+)(?: (?:to|and) (\d+))?", text):
            yield int(last or first)


def test_the_booklet_says_of_every_source_which_lessons_print_it():
    said = list(document_text(PackComposer(templates_in(None), PACK).document("source-booklet")))
    rows = [said.index(f"Source {source.label}") for source in PACK.sources.values()]
    assert {said[row].removeprefix("Source "): said[row + 3] for row in rows} == KNOWN["printed_in"]
