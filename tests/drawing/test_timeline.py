"""Timelines: to scale, no label over another, nothing out of the frame, in all widths."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hornbook.activities.timeline import Timeline, TimelineEvent
from hornbook.document.drawings import Label, Oval, Solution
from hornbook.document.text import inline_text, letters
from hornbook.drawing import HEIGHTS, WIDTHS
from hornbook.drawing.spread import spread
from hornbook.drawing.timeline import Entry, timeline
from tests.drawing.looking import boxes, faults, flat
from tests.samples import example
from tests.trying import tries

WORDS = st.lists(
    st.sampled_from(["Rapallo", "the", "recognises", "a", "Conference", "of", "internationalisation"]), min_size=1, max_size=12
)
DATES = st.sampled_from(["1922", "16 April 1922", "28 September 1926", "Spring of 1921, perhaps"])


@st.composite
def entries(draw: st.DrawFn) -> list[Entry]:
    """Events from 1917 to 1934, in their order."""
    years = sorted(draw(st.lists(st.floats(1917, 1934.99, allow_nan=False), min_size=3, max_size=12)))
    return [
        Entry(when, letters(index), draw(DATES), " ".join(draw(WORDS)), draw(st.booleans())) for index, when in enumerate(years)
    ]


@tries(60)
@given(entries())
def test_nothing_overlaps_or_reaches_out_of_the_frame(events: list[Entry]):
    for whole in timeline(events, 1917, 1934):
        for layout in (whole, *whole.rest):
            assert faults(layout) == []


@tries(40)
@given(entries())
def test_the_axis_is_to_scale(events: list[Entry]):
    for layout in timeline(events, 1917, 1934):
        if layout.rest:  # each stretch has a scale of its own
            continue
        dots = [shape.y for shape in layout.shapes if isinstance(shape, Oval)]
        years = {box.text: (box.top + box.bottom) / 2 for box in boxes(layout) if box.right < 4 and box.text.isdecimal()}
        (first, top), (last, bottom) = min(years.items()), max(years.items())
        scale = (bottom - top) / (int(last) - int(first))
        wanted = [top + (event.when - int(first)) * scale for event in events]
        assert dots == pytest.approx(wanted)


CROWD = [Entry(1917 + index * 0.8, letters(index), "16 October 1922", "Something happens", given=False) for index in range(15)]


def test_a_line_no_page_can_hold_goes_on_in_further_stretches():
    for layout, tall in zip(timeline(CROWD, 1915, 1930), HEIGHTS, strict=True):
        stretches = [layout, *layout.rest]
        assert all(faults(stretch) == [] and stretch.height <= tall for stretch in stretches)
        assert sum(isinstance(shape, Oval) for stretch in stretches for shape in stretch.shapes) == len(CROWD)
        years = [[int(box.text) for box in boxes(stretch) if box.right < 4 and box.text.isdecimal()] for stretch in stretches]
        assert [year for part in years for year in part] == sorted(year for part in years for year in part)
        assert (min(years[0]), max(years[-1])) == (1915, 1930)
    assert [len(layout.rest) for layout in timeline(CROWD, 1915, 1930)] == [0, 0, 1, 3]


FEW = [
    Entry(1922.3, "B", "16 April 1922", "Germany and Soviet Russia sign at Rapallo", given=False),
    Entry(1926.7, "A", "1926", "Germany enters the League", given=True),
]


def test_the_words_stand_beside_the_axis_where_there_is_room():
    for layout, wide, tall in zip(timeline(FEW, 1921, 1927), WIDTHS, HEIGHTS, strict=True):
        assert (layout.width, layout.height <= tall) == (wide, True)
        said = " ".join(box.text for box in boxes(layout))
        assert ("Rapallo" in said) == (wide > 15)


def test_what_pupils_find_stands_in_a_solution():
    layout = timeline(FEW, 1921, 1927)[0]
    shown = " ".join(inline_text(shape.content) for shape in layout.shapes if isinstance(shape, Label))
    (solution,) = [shape for shape in layout.shapes if isinstance(shape, Solution)]
    hidden = " ".join(inline_text(shape.content) for shape in flat(solution.shapes) if isinstance(shape, Label))
    assert "Germany enters the League" in shown
    assert hidden == "Germany and Soviet Russia sign at Rapallo"


@pytest.mark.parametrize(
    ("sort", "when"), [("1922", 1922.5), ("1922-01", 1922.04), ("1922-12-31", 1922.999), ("1924-02-29", 1924.16)]
)
def test_where_a_date_stands_on_the_axis(sort: str, when: float):
    event = TimelineEvent.model_validate({"event": "It", "date": "then", "sort": sort})
    assert event.when == pytest.approx(when, abs=0.01)


def wrong(**changes: object) -> str:
    with pytest.raises(ValueError, match="—") as raised:
        Timeline.model_validate(example("timeline/bare") | changes)
    return str(raised.value)


def event(words: str, sort: str, **more: object) -> dict[str, object]:
    return {"event": words, "date": "then", "sort": sort, **more}


THREE = [event("one", "1922"), event("two", "1923"), event("three", "1924")]


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"years": "1925-1926"}, "was in 1922, and the axis shows 1925–1926 — mend its sort, or let years reach as far"),
        ({"years": "1926-1925"}, '"1926-1925" is not a range of years — write it like 1917-1934'),
        ({"years": "0100-2200"}, "the axis shows more than 2000 years — let years span fewer"),
        ({"events": [*THREE, event("ONE", "1925")]}, 'two equal events: "ONE" — change or delete one of them'),
        ({"events": [*THREE, event("four", "April")]}, '"April" is not a date to sort by — write 1922, 1922-04 or 1922-04-16'),
        ({"events": [*THREE, event("four", "1922-02-30")]}, '"1922-02-30" is no day of the calendar — write'),
        ({"events": [one | {"given": True} for one in THREE]}, "every event is given — leave at least one for pupils to place"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_timeline(changes: dict[str, object], fault: str):
    assert fault in wrong(**changes)


# ---------------------------------------------------------------------------------------------------------------- spreading


@given(st.lists(st.tuples(st.floats(0, 20), st.floats(0.5, 3)), min_size=1, max_size=8))
def test_labels_keep_their_order_and_do_not_touch(labels: list[tuple[float, float]]):
    wanted, heights = zip(*sorted(labels), strict=True)
    middles = spread(wanted, heights, 0, max(20, sum(heights)))
    edges = [(middle - height / 2, middle + height / 2) for middle, height in zip(middles, heights, strict=True)]
    assert edges[0][0] >= -1e-9
    assert edges[-1][1] <= max(20, sum(heights)) + 1e-9
    assert all(above[1] <= below[0] + 1e-9 for above, below in pairwise(edges))


def test_labels_that_have_room_stay_where_they_are():
    assert spread([2, 6, 9], [1, 1, 1], 0, 12) == [2, 6, 9]


def test_labels_that_touch_share_the_move():
    assert spread([5, 5], [2, 2], 0, 12) == [4, 6]
    assert spread([0, 0, 12], [2, 2, 2], 0, 12) == [1, 3, 11]
