"""Charts of every kind: no label over another or wider than its room, nothing out of the frame, bars and lines to scale."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from hornbook.activities.chart_reading import ChartData, ChartQuestion, ChartReading
from hornbook.document.drawings import Label, Layout, Oval, Stroke
from hornbook.document.text import inline_text
from hornbook.drawing import HEIGHTS, WIDTHS
from hornbook.drawing.charts import Chart, Kind, Series, layouts, number
from hornbook.drawing.charts.axes import scale
from hornbook.drawing.charts.bars import TONES
from tests.drawing.looking import boxes, faults
from tests.samples import example
from tests.trying import tries

WORDS = st.lists(st.sampled_from(["Germany", "the", "USSR", "1922", "imports", "Czechoslovakia"]), min_size=1, max_size=3).map(
    " ".join
)
VALUES = st.sampled_from([0.0, 2.6, 18.3, 37.5, 120.0, 45_000.0, 0.004])


@st.composite
def charts(draw: st.DrawFn) -> Chart:
    """Charts as activities let them through."""
    kind: Kind = draw(st.sampled_from(get_args(Kind)))
    count = 1 if kind == "pie" else draw(st.integers(1, 5))
    labels = tuple(draw(st.lists(WORDS, min_size=1, max_size={"bar": 8, "pie": 8}.get(kind, 16), unique=True)))
    values = VALUES | st.just(-12.0) if kind != "pie" else VALUES.filter(bool)
    size = draw(st.integers(1, 12)) if kind == "scatter" else len(labels)
    lists = [tuple(draw(st.lists(values, min_size=size, max_size=size))) for _ in range(count)]
    xs = tuple(float(1917 + at) for at in range(size)) if kind == "scatter" else ()
    names = draw(st.lists(WORDS, min_size=count, max_size=count, unique=True)) if count > 1 else [""]
    series = tuple(Series(name, found, xs) for name, found in zip(names, lists, strict=True))
    shown = kind in ("bar", "pie") and draw(st.booleans())
    return Chart(kind, "Millions of roubles", draw(st.sampled_from(["", "Year"])), () if xs else labels, series, shown)


@tries(150)
@given(charts())
def test_nothing_overlaps_or_reaches_out_of_the_frame(chart: Chart):
    for layout, wide in zip(layouts(chart), WIDTHS, strict=True):
        assert layout.width == wide
        assert faults(layout) == []


FOUR = ("May 1928", "September 1930", "July 1932", "November 1932")
VOTES = (2.6, 18.3, 37.3, 33.1)


def chart(kind: Kind = "bar", *series: Series, **changes: Any) -> Chart:
    return Chart(kind, "Per cent", "Election", FOUR, series or (Series("", VOTES),), **changes)


@pytest.mark.parametrize("kind", ["bar", "line", "pie"])
def test_a_chart_of_an_ordinary_size_fits_a_page_in_the_size_of_the_text(kind: Kind):
    for layout, tall in zip(layouts(chart(kind)), HEIGHTS, strict=True):
        assert layout.height <= tall


def bars_of(layout: Layout, *tones: str) -> list[tuple[float, float]]:
    """Width and height of each bar, samples of the legend apart."""
    found = [shape.points for shape in layout.shapes if isinstance(shape, Stroke) and shape.closed and shape.fill in tones]
    return [(points[2] - points[0], points[5] - points[1]) for points in found]


@pytest.mark.parametrize(("width", "side"), [(38.0, 1), (12.5, 0)])
def test_bars_are_as_long_as_their_values(width: float, side: int):
    layout = next(layout for layout in layouts(chart()) if layout.width == width)
    long = [bar[side] for bar in bars_of(layout, "mid")]
    assert [one / long[0] for one in long] == pytest.approx([value / VOTES[0] for value in VOTES])


def test_bars_below_the_zero_hang_from_it():
    layout = layouts(chart("bar", Series("", (10.0, -5.0, 0.0, 5.0))))[0]
    *rest, last = [tall for _, tall in bars_of(layout, "mid")]
    assert [tall / last for tall in rest] == pytest.approx([2, 1, 0])


def test_points_of_a_line_stand_as_high_as_their_values():
    layout = layouts(chart("line", Series("NSDAP", VOTES)))[0]
    ys = [shape.y for shape in layout.shapes if isinstance(shape, Oval)]
    assert (ys[0] - ys[1]) / (ys[0] - ys[2]) == pytest.approx((18.3 - 2.6) / (37.3 - 2.6))


def test_series_differ_in_more_than_place():
    five = tuple(Series(f"Party {index}", VOTES) for index in range(5))
    fills = {shape.fill for shape in layouts(chart("bar", *five))[0].shapes if isinstance(shape, Stroke) and shape.closed}
    assert fills == set(TONES)
    lines = [shape for shape in layouts(chart("line", *five))[0].shapes if isinstance(shape, Stroke) and len(shape.points) == 8]
    drawn = {(one.weight, one.dashed) for one in lines if not one.closed}
    assert drawn == {("thick", False), ("thin", True)}
    marks = [
        shape for shape in layouts(chart("line", *five))[0].shapes if isinstance(shape, Oval) or getattr(shape, "closed", False)
    ]
    assert len({(type(mark), getattr(mark, "fill", ""), len(getattr(mark, "points", ()))) for mark in marks}) == 5


def test_names_stand_at_the_ends_of_lines_or_in_a_legend():
    two = Series("NSDAP", VOTES), Series("Communists", (10.6, 13.1, 14.3, 16.9))
    wide, *_, narrow = layouts(chart("line", *two))
    assert all(box.left > 25 for box in boxes(wide) if box.text in ("NSDAP", "Communists"))
    assert all(box.left < 3 for box in boxes(narrow) if box.text in ("NSDAP", "Communists"))


@pytest.mark.parametrize(
    ("values", "zero", "ticks"),
    [
        ([2.6, 37.3], True, [0, 10, 20, 30, 40]),
        ([95, 99], False, [95, 96, 97, 98, 99]),
        ([-3, 8], True, [-4, -2, 0, 2, 4, 6, 8]),
        ([0, 0], True, [-1, -0.5, 0, 0.5, 1]),
        ([0.004], True, [0, 0.001, 0.002, 0.003, 0.004]),
    ],
)
def test_scales_have_round_numbers(values: list[float], zero: bool, ticks: list[float]):
    assert scale(values, 6, zero=zero).ticks == pytest.approx(ticks)


def test_numbers_of_a_scale_have_as_many_decimals_as_each_other():
    found = scale([0.2, 0.9], 4, zero=True, mark=",")
    assert [found.told(tick) for tick in found.ticks] == ["0,00", "0,25", "0,50", "0,75", "1,00"]
    found = scale([0, 0], 6, zero=True)
    assert [found.told(tick) for tick in found.ticks] == ["−1.0", "−0.5", "0.0", "0.5", "1.0"]
    found = scale([12_000, 45_000], 6, zero=True)
    assert found.told(found.last) == "50\u202f000"


PRINTED = [(12.5, "12.5"), (-3.0, "−3"), (1500.0, "1500"), (12_500.0, "12\u202f500"), (1e6, "1\u202f000\u202f000"), (-0.0, "0")]


@pytest.mark.parametrize(("value", "text"), PRINTED)
def test_numbers_are_printed_as_in_books(value: float, text: str):
    assert number(value) == text


# ------------------------------------------------------------------------------------------------------------ what is wrong

DATA: dict[str, Any] = {
    "kind": "bar",
    "title": "Votes",
    "unit": "Per cent",
    "source": "official results",
    "labels": ["1928", "1930"],
    "series": [{"values": [2.6, 18.3]}],
}


def named(names: str, *values: float) -> list[dict[str, Any]]:
    return [{"name": name, "values": values} for name in names]


MANY = {"labels": [str(year) for year in range(13)], "series": [{"values": [1] * 13}]}
BARE = {"kind": "scatter", "labels": [], "along": "Year"}
FAULTS: list[tuple[dict[str, Any], str]] = [
    ({"unit": ""}, "the text is empty — write something"),
    ({"source": ""}, "the text is empty — write something"),
    ({"series": [{"values": [1]}]}, "a series has 1 values, and there are 2 labels — add or remove values"),
    ({"series": named("A", float("nan"), 1)}, '"nan" is no number — write it in figures, like 12.5'),
    ({"series": [{"values": ["many", 1]}]}, '"many" is no number — write it in figures, like 12.5'),
    ({"series": [{"values": ["3,5", 1]}]}, '"3,5" has a comma — write a point, 3.5; it is printed as the language has it'),
    ({"series": [{"values": ["9" * 16, 1]}]}, '" has more than 15 digits — round it, or count in a larger unit'),
    ({"series": [{"values": [[1, 2, 3], 1]}]}, "a list of 3 as a value — write a number, or a pair like [1921, 38]"),
    ({"series": named("AA", 1, 2)}, 'two equal series: "A" — change or delete one of them'),
    ({"series": [*named("A", 1, 2), {"values": [1, 2]}]}, "several series, and one without a name — name them all"),
    ({"series": named("ABCDEF", 1, 2)}, "at most 5 items"),
    ({"series": [{"values": [[1, 2]]}]}, "a series has pairs, which only a scatter plot has — give labels, and one number"),
    ({"kind": "pie", "series": [{"values": [-1, 2]}]}, "a pie with a slice of nothing, or less — leave it out, or draw bars"),
    ({"kind": "pie", "series": named("A", 1, 2)}, "a pie whose series has a name — leave it out, and say in title and unit"),
    ({"kind": "pie", "series": named("AB", 1, 2)}, "a pie of 2 series — draw bars, or a chart for each"),
    (MANY | {"kind": "pie"}, "a pie of 13 slices — 8 at most; put the smallest together as “Other”"),
    (MANY, "13 labels in a bar chart — 12 at most; a line chart has room for more"),
    ({"kind": "line", "show_values": True}, "values are not printed in a line chart — leave out show_values"),
    ({"kind": "scatter"}, "a scatter plot has numbers along its axis — say in along what they are, and delete labels"),
    (BARE, "a series has a value that is no pair — write each as [along, value], like [1921, 38]"),
]


@pytest.mark.parametrize(("changes", "fault"), FAULTS)
def test_what_is_wrong_with_a_chart(changes: dict[str, Any], fault: str):
    with pytest.raises(ValidationError) as raised:
        ChartData.model_validate(DATA | changes)
    assert fault in str(raised.value)


@pytest.mark.parametrize("missing", ["unit", "source", "title", "series"])
def test_what_a_chart_must_have(missing: str):
    with pytest.raises(ValidationError, match=f"{missing}\n  Field required"):
        ChartData.model_validate({key: value for key, value in DATA.items() if key != missing})


@pytest.mark.parametrize("answer", [{}, {"value": 3, "answer": "three"}])
def test_a_question_has_one_answer(answer: dict[str, Any]):
    with pytest.raises(ValidationError, match="a question needs either a value or an answer — give one of them"):
        ChartQuestion.model_validate({"prompt": "How many?"} | answer)


def test_an_answer_says_how_far_off_a_reading_may_be():
    assert ChartQuestion(prompt="How many?", value=50, tolerance=2.5).right() == "50 ± 2.5"
    assert ChartQuestion(prompt="How many?", value=50).right() == "50"
    with pytest.raises(ValidationError, match="a tolerance below nought — leave out its minus sign"):
        ChartQuestion(prompt="How many?", value=50, tolerance=-1)


@pytest.mark.parametrize(
    ("written", "english", "spanish"),
    [
        ("4.0 m/s", "4.0\u202fm/s", "4,0\u202fm/s"),
        ("-0.50\u202fm s^−2^", "−0.50\u202fm s^−2^", "−0,50\u202fm s^−2^"),
        ("37.3%", "37.3%", "37,3%"),
        ("12500.10", "12\u202f500.10", "12\u202f500,10"),
        ("-0.0", "0.0", "0,0"),
    ],
)
def test_a_quantity_is_printed_as_it_was_written(written: str, english: str, spanish: str):
    question = ChartQuestion(prompt="How fast?", value=written)
    assert (question.right(), question.right(",")) == (english, spanish)


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("fast", '"fast" is no number — write it in figures, like 12.5'),
        ("3,5 m/s", '"3,5 m/s" has a comma — write a point, 3.5 m/s; it is printed as the language has it'),
        ("12 500 m", '"12 500 m" is no number with a unit — write it like 4.0 m/s'),
        ("1.2.3", '"1.2.3" is no number with a unit — write it like 4.0 m/s'),
        ("4 [m](file:x)", 'a link to "file:x" — begin its address with https://, http:// or mailto:'),
    ],
)
def test_what_is_no_quantity(written: str, fault: str):
    with pytest.raises(ValidationError) as raised:
        ChartQuestion(prompt="How fast?", value=written)
    assert fault in str(raised.value)


def test_a_sheet_in_spanish_has_commas_in_drawing_table_and_answers():
    data = example("chart_reading")
    data["chart"]["series"] = [{"name": "A", "values": ["38.0", "50.5"]}, {"name": "B", "values": [9, 12]}]
    data["questions"][0] |= {"value": "50.0 t", "tolerance": 1.5}
    task = ChartReading.model_validate(data)
    spanish, mexican = (task.view_in(language, Random(0)) for language in ("es-ES", "es-MX"))
    assert [cells for _, cells in spanish["rows"]] == [("38,0", "9"), ("50,5", "12")]
    assert spanish["rights"][0] == "50,0 ± 1,5\u202ft"
    assert ">50,5<" in spanish["layouts"]
    assert ">50.5<" in mexican["layouts"]
    assert mexican["rights"][0] == "50.0 ± 1.5\u202ft"


def test_the_scale_of_a_chart_has_the_mark_of_its_language():
    drawn = layouts(replace(chart("line", Series("", (0.5, 0.2, 0.1, 0.4))), mark=","))
    for layout in drawn:
        words = {inline_text(shape.content) for shape in layout.shapes if isinstance(shape, Label)}
        assert {"0,1", "0,5"} <= words


def test_points_are_read_in_their_order():
    series = [{"name": "A", "values": [[1922, 5], [1920, 3]]}, {"name": "B", "values": [[1921, 4]]}]
    data = DATA | {"kind": "scatter", "labels": [], "along": "Year", "series": series}
    assert ChartData.model_validate(data).rows() == (("1920", ("3", "–")), ("1921", ("–", "4")), ("1922", ("5", "–")))


def test_marks_are_those_of_the_questions():
    assert ChartReading.model_validate(example("chart_reading")).part_marks() == (1, 3)


def test_words_under_a_line_stand_in_two_rows_where_one_has_no_room():
    two = Series("NSDAP", VOTES), Series("Social Democrats", (29.8, 24.5, 21.6, 20.4))
    for layout in layouts(chart("line", *two))[:3]:
        assert " ".join(box.text for box in boxes(layout)).count("1932") == 2
        assert {"September", "November"} <= {word for box in boxes(layout) for word in box.text.split()}


def test_of_years_under_a_line_every_second_is_left_out_where_there_is_no_room():
    years = tuple(str(year) for year in range(1921, 1931))
    layout = layouts(Chart("line", "Tons", "Year", years, (Series("", tuple(map(float, range(10)))),)))[1]
    told = {box.text: box.top for box in boxes(layout) if box.text in years}
    assert list(told) == list(years[::2])
    assert len(set(told.values())) == 1
