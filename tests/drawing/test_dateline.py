"""Lines of years: to scale, every number on them once, no label over another, nothing out of the frame, in all widths."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hornbook.activities.values import in_years
from hornbook.document.drawings import Label, Layout, Oval
from hornbook.document.inline import Strong
from hornbook.document.text import inline_text
from hornbook.drawing import HEIGHTS, WIDTHS
from hornbook.drawing.dateline import dateline
from tests.drawing.looking import faults
from tests.trying import tries

DATES = st.one_of(
    st.lists(st.floats(1917, 1934.99), min_size=3, max_size=45),
    st.lists(st.floats(1066, 2024.99), min_size=3, max_size=45),
    st.lists(st.floats(1922, 1923.5), min_size=3, max_size=12),
).map(sorted)
QUICK = tries(60)


def numbers(layout: Layout) -> list[str]:
    """What the bold labels say, in no order."""
    return [
        inline_text(shape.content) for shape in layout.shapes if isinstance(shape, Label) and isinstance(shape.content[0], Strong)
    ]


def covered(texts: list[str]) -> list[int]:
    """The numbers that such labels stand for: "4–6" for 4, 5 and 6."""
    ends = (text.partition("–")[::2] for text in texts)
    return sorted(number for first, last in ends for number in range(int(first), int(last or first) + 1))


def dots(layout: Layout) -> list[float]:
    """Where the events are along the line."""
    across = layout.width == WIDTHS[0] or layout.width == WIDTHS[1]
    return sorted(shape.x if across else shape.y for shape in layout.shapes if isinstance(shape, Oval))


@QUICK
@given(DATES)
def test_nothing_overlaps_or_reaches_out_of_the_frame(dates: list[float]):
    for layout in dateline(dates):
        assert faults(layout) == []


@QUICK
@given(DATES)
def test_every_number_stands_on_the_line_once(dates: list[float]):
    for layout in dateline(dates):
        assert covered(numbers(layout)) == list(range(1, len(dates) + 1))


@QUICK
@given(DATES)
def test_the_line_is_to_scale(dates: list[float]):
    first, last = int(dates[0]), int(dates[-1]) + 1
    for layout in dateline(dates):
        places = dots(layout)
        scale = (places[-1] - places[0]) / (dates[-1] - dates[0]) if dates[-1] > dates[0] else 0.0
        assert places == pytest.approx([places[0] + (when - dates[0]) * scale for when in dates], abs=1e-6)
        assert scale * (last - first) <= max(layout.width, layout.height)


@QUICK
@given(DATES)
def test_layouts_keep_to_their_sizes(dates: list[float]):
    layouts = dateline(dates)
    assert [layout.width for layout in layouts] == list(WIDTHS)
    assert all(layout.height <= height for layout, height in zip(layouts, HEIGHTS, strict=True))


def test_a_line_goes_across_where_there_is_room_and_else_down():
    wide, _, _, narrow = dateline([in_years(date) for date in ("1921-03-16", "1922-04", "1933")])
    assert wide.height < 8 < narrow.height
    assert numbers(wide) == ["1", "3", "2"]


def test_those_nearest_to_each_other_stand_together_where_there_is_no_room():
    *_, narrow = dateline([1900 + step for step in range(20)] + [1920.0, 1920.1, 1920.2, 1920.3, 1920.4])
    together = [text for text in numbers(narrow) if "–" in text]
    assert together
    assert set(covered(together)) <= {21, 22, 23, 24, 25}


@pytest.mark.parametrize(("sort", "years"), [("1922", 1922.5), ("1922-01", 1922.0397), ("1924-12-31", 1924.9986)])
def test_a_date_in_years(sort: str, years: float):
    assert in_years(sort) == pytest.approx(years, abs=1e-4)
