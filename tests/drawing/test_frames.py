"""Frames to fill in: nothing leaves its drawing, words fit their room, and nothing pupils see depends on what is hidden."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hornbook.document.drawings import Label, Layout, Oval, Pasted, Solution, Stroke
from hornbook.document.text import inline_text
from hornbook.drawing import FULL, ROOMS, width
from hornbook.drawing.concepts import Tie, concept_map
from hornbook.drawing.fishbones import fishbone
from hornbook.drawing.grids import DIAMOND, Branch, diamond, frayer
from hornbook.drawing.pictures import labelled
from hornbook.drawing.pieces import LEADING, RADIUS, DrawnShape, Word
from hornbook.drawing.venn import venn
from hornbook.drawing.webs import Spoke, web
from tests.trying import tries

_FEW = st.sampled_from(["a", "to", "war", "peace", "reparations", "reconstruction", "1922", "Rapallo"])
WORDS = st.lists(_FEW, min_size=1, max_size=9).map(" ".join)
WORD = st.builds(Word, WORDS, st.booleans())
BRANCHES = st.lists(st.builds(Branch, WORDS, st.lists(WORD, min_size=1, max_size=3).map(tuple)), min_size=2, max_size=6)
SPOKES = st.lists(st.builds(Spoke, WORD, st.none() | WORD), min_size=2, max_size=8)
ROOM = st.sampled_from(ROOMS)
SMALLEST = 0.6
"""The share of their size that the letters of an answer have at least."""


@st.composite
def maps(draw: st.DrawFn) -> tuple[dict[str, Word], list[Tie]]:
    """Concepts, and arrows between some of them."""
    words = {str(number): word for number, word in enumerate(draw(st.lists(WORD, min_size=3, max_size=8)))}
    pairs = draw(st.lists(st.sampled_from(list(combinations(words, 2))), min_size=2, max_size=9, unique=True))
    return words, [Tie(one, other, draw(st.none() | WORD)) for one, other in pairs]


def shapes(layout: Layout) -> Iterator[DrawnShape]:
    """Every shape, with those of the key."""
    for shape in layout.shapes:
        yield from shape.shapes if isinstance(shape, Solution) else (shape,)


def corners(shape: DrawnShape) -> Iterator[tuple[float, float]]:
    """Points that say how far a shape reaches."""
    match shape:
        case Stroke(points=points):
            yield from zip(points[::2], points[1::2], strict=True)
        case Oval(x, y, rx, ry):
            yield from ((x - rx, y - ry), (x + rx, y + ry))
        case Pasted(_, x, y, wide, high):
            yield from ((x, y), (x + wide, y + high))
        case Label(x, y, room, anchor, content):
            length = min(room, width(inline_text(content)))
            left = x - {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor] * length
            yield from ((left, y - 0.4), (left + length, y + 0.4))


def assert_sound(layout: Layout) -> None:
    """Everything lies within the layout, and no label needs more room than it has, but for answers, which may be set smaller."""
    answers = [label for shape in layout.shapes if isinstance(shape, Solution) for label in shape.shapes]
    for shape in shapes(layout):
        for x, y in corners(shape):
            assert -0.11 <= x <= layout.width + 0.11
            assert -0.11 <= y <= layout.height + 0.11
        if isinstance(shape, Label):
            assert (SMALLEST if shape in answers else 1.0) * width(inline_text(shape.content)) <= shape.width + 0.01


def seen(layout: Layout) -> tuple[object, ...]:
    """What pupils see of a drawing."""
    return layout.height, [shape for shape in layout.shapes if not isinstance(shape, Solution)]


def hidden_otherwise(words: Iterable[Word]) -> list[Word]:
    """The words with other answers, of another length."""
    return [replace(word, text="quite another answer than before, and a longer one") if word.hidden else word for word in words]


@given(SPOKES, WORDS, st.sampled_from((FULL, *ROOMS)))
@tries(60)
def test_a_web(spokes: list[Spoke], centre: str, room: tuple[float, float]):
    layout = web(centre, spokes, *room)
    assert_sound(layout)
    causes = hidden_otherwise(spoke.cause for spoke in spokes)
    links = [hidden_otherwise([spoke.link])[0] if spoke.link else None for spoke in spokes]
    assert seen(web(centre, [Spoke(*pair) for pair in zip(causes, links, strict=True)], *room)) == seen(layout)


def test_a_line_to_write_a_link_on_stands_clear_of_the_box_beneath():
    layout = web("Rapallo", [Spoke(Word("isolation"), Word("a link", hidden=True))] * 2, *ROOMS[1])
    lines = [shape.points for shape in layout.shapes if isinstance(shape, Stroke) and not shape.closed and not shape.arrow]
    tops = [shape.points[1] for shape in layout.shapes if isinstance(shape, Stroke) and shape.closed]
    written = [y for x, y, end, other in lines if y == other and end > x]
    assert len(written) == 2
    assert all(min(top - y for top in tops if top > y) >= 0.45 for y in written)


@given(BRANCHES, WORDS, st.sampled_from((FULL, *ROOMS)))
@tries(60)
def test_a_fishbone(branches: list[Branch], effect: str, room: tuple[float, float]):
    layout = fishbone(effect, branches, *room)
    assert_sound(layout)
    other = [replace(branch, entries=tuple(hidden_otherwise(branch.entries))) for branch in branches]
    assert seen(fishbone(effect, other, *room)) == seen(layout)


def test_a_bone_has_room_for_four_words_of_handwriting():
    entries = (Word("an answer", hidden=True), Word("another", hidden=True))
    layout = fishbone("Moscow distrusts the League", [Branch(f"Heading {number}", entries) for number in range(4)], *FULL)
    strokes = [shape.points for shape in layout.shapes if isinstance(shape, Stroke) and not shape.closed and not shape.arrow]
    ribs = [end - start for start, y, end, other in strokes if y == other]
    assert len(ribs) == 8
    assert min(ribs) >= 14.5  # 56 mm in 11 points


@given(BRANCHES.filter(lambda branches: len(branches) >= 4), WORDS, ROOM)
@tries(60)
def test_a_frayer_model(branches: list[Branch], centre: str, room: tuple[float, float]):
    layout = frayer(centre, branches[:4], *room)
    assert_sound(layout)
    other = [replace(branch, entries=tuple(hidden_otherwise(branch.entries))) for branch in branches[:4]]
    assert seen(frayer(centre, other, *room)) == seen(layout)


@given(maps(), ROOM)
@tries(40)
def test_a_concept_map(drawn: tuple[dict[str, Word], list[Tie]], room: tuple[float, float]):
    words, ties = drawn
    layout = concept_map(words, ties, *room)
    assert_sound(layout)
    boxes = [shape.points for shape in layout.shapes if isinstance(shape, Stroke) and shape.closed]
    for (x, y, *_, u, v, _, _), (a, b, *_, c, d, _, _) in combinations(boxes, 2):
        assert u <= a or c <= x or v <= b or d <= y, "two boxes overlap"
    other = dict(zip(words, hidden_otherwise(words.values()), strict=True))
    links = [replace(tie, words=hidden_otherwise([tie.words])[0]) if tie.words else tie for tie in ties]
    assert seen(concept_map(other, links, *room)) == seen(layout)


@pytest.mark.parametrize("room", ROOMS)
def test_a_usual_map_has_its_words_in_it_where_there_is_room(room: tuple[float, float]):
    words = {name: Word(name) for name in ("Versailles", "Reparations", "Isolation", "Genoa", "Rapallo")}
    ties = [Tie("Versailles", "Reparations", Word("demanded")), Tie("Versailles", "Isolation", Word("caused"))]
    ties += [Tie("Isolation", "Rapallo", Word("led to")), Tie("Genoa", "Rapallo"), Tie("Reparations", "Genoa")]
    layout = concept_map(words, ties, *room)
    legend = [inline_text(paragraph.content) for paragraph in layout.legend]
    assert legend == (
        [
            "1 Versailles",
            "2 Reparations",
            "3 Isolation",
            "4 Genoa",
            "5 Rapallo",
            "1 – 2 demanded",
            "1 – 3 caused",
            "3 – 5 led to",
        ]
        if room[0] < 24
        else []
    )
    assert layout.height <= room[1]


@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("names", [("One", "Two"), ("The first of them", "Another one", "The third")])
def test_venn_diagrams(names: tuple[str, ...], room: tuple[float, float]):
    regions = [(), (0,), (1,), (0, 1)] + ([(2,), (0, 2), (1, 2), (0, 1, 2)] if len(names) == 3 else [])
    layout = venn(names, regions, *room)
    assert_sound(layout)
    assert layout.height <= room[1]
    circles = [shape for shape in layout.shapes if isinstance(shape, Oval)]
    answers = [shape.shapes for shape in layout.shapes if isinstance(shape, Solution)]
    found = {inline_text(labels[0].content): labels[0] for labels in answers if isinstance(labels[0], Label)}
    for number, region in enumerate(regions, start=1):
        spot = found[str(number)]
        inside = tuple(
            index
            for index, oval in enumerate(circles)
            if ((spot.x - oval.x) / oval.rx) ** 2 + ((spot.y - oval.y) / oval.ry) ** 2 < 1
        )
        assert inside == region


@pytest.mark.parametrize("room", ROOMS)
def test_a_diamond(room: tuple[float, float]):
    rows = ["A", "BC", "DEF", "GH", "I"]
    layout = diamond(rows, *room[:1])
    assert_sound(layout)
    assert layout.height <= room[1]
    boxes = [shape.points for shape in layout.shapes if isinstance(shape, Stroke)]
    tops = [points[1] for points in boxes]
    assert [tops.count(top) for top in sorted(set(tops))] == list(DIAMOND)
    letters = [inline_text(shape.content) for shape in shapes(layout) if isinstance(shape, Label)]
    assert letters == list("ABCDEFGHI")


SPOT = st.tuples(st.floats(0, 1), st.floats(0, 1))


@given(st.lists(SPOT, min_size=1, max_size=6), st.floats(0.4, 1.6), ROOM)
@example([(0.0, 0.0), (0.0, 1.0), (0.0, 0.5)], 0.40625, (12.5, 15.5))  # a row that is longer than the edge it stands at
@tries(60)
def test_a_picture_with_numbers(spots: list[tuple[float, float]], shape: float, room: tuple[float, float]):
    layout = labelled("x", shape, spots, *room)
    assert_sound(layout)
    picture = next(drawn for drawn in layout.shapes if isinstance(drawn, Pasted))
    assert picture.height / picture.width == pytest.approx(shape)
    assert picture.height <= room[1] + 0.01
    circles = [drawn for drawn in layout.shapes if isinstance(drawn, Oval) and drawn.rx == RADIUS]
    for one, other in combinations(circles, 2):
        assert (one.x - other.x) ** 2 + (one.y - other.y) ** 2 > (1.7 * RADIUS) ** 2


def answers_of(layout: Layout) -> list[tuple[str, float]]:
    """The lines of the answers, and the share of its room that each needs."""
    labels = [label for shape in layout.shapes if isinstance(shape, Solution) for label in shape.shapes if isinstance(label, Label)]
    return [(inline_text(label.content), width(inline_text(label.content)) / label.width) for label in labels]


def test_an_answer_that_is_long_for_its_room_is_set_smaller_rather_than_cut():
    link = Word("gave them a rival in common", hidden=True)
    told = answers_of(web("Rapallo", [Spoke(Word("Neither had accepted Poland."), link)] * 2, *ROOMS[0]))
    assert " ".join(text for text, _ in told) == "gave them a rival in common gave them a rival in common"
    assert all(1.0 < needed <= 1 / SMALLEST + 0.01 for _, needed in told)


def test_only_an_answer_that_small_letters_do_not_help_is_cut():
    link = Word("a very long answer that nobody could ever write above so short a line as this one is", hidden=True)
    told = answers_of(web("Rapallo", [Spoke(Word("Neither had accepted Poland."), link)] * 2, *ROOMS[0]))
    assert told[-1][0].endswith("…")


def test_the_frame_for_words_on_an_arrow_has_two_lines_where_there_is_room():
    words = {name: Word(name) for name in ("Versailles", "Isolation", "Rapallo")}
    ties = [Tie("Versailles", "Isolation", Word("caused", hidden=True)), Tie("Isolation", "Rapallo"), Tie("Rapallo", "Versailles")]
    frames = [shape for shape in concept_map(words, ties, *ROOMS[0]).shapes if isinstance(shape, Stroke) and shape.weight == "hair"]
    assert [round(frame.points[5] - frame.points[1], 2) for frame in frames] == [round(2 * LEADING + 0.5, 2)]


def test_lines_of_a_label_stand_apart():
    spokes = [Spoke(Word("a cause that is a good deal longer than one line of its box")), Spoke(Word("short"))]
    labels = [shape for shape in web("centre", spokes, *ROOMS[0]).shapes if isinstance(shape, Label)]
    same = [label for label in labels if label.x == labels[0].x]
    assert [round(b.y - a.y, 3) for a, b in pairwise(same)][:2] == [LEADING, LEADING]
