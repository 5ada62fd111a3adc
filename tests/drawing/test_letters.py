"""Grids of letters: as few ems as they can do with, and no letter over another."""

from __future__ import annotations

from itertools import pairwise
from random import Random

import pytest

from hornbook.document.drawings import Label, Layout, Solution
from hornbook.document.inline import Strong
from hornbook.document.markup import parse
from hornbook.document.text import inline_text
from hornbook.drawing.letters import crossword_layouts, search_layouts
from hornbook.fonts import FAMILIES, advance
from hornbook.puzzles.crossing import crossword
from hornbook.puzzles.hiding import MEDIUM, word_search
from hornbook.puzzles.letters import letters
from tests.drawing.looking import beyond, boxes

WORDS = ("Rapallo", "Genoa", "Comintern", "Chicherin", "Rathenau", "reparations", "pariah")
GRID = crossword([letters(word) for word in WORDS], Random(0), 19)


def layouts_of(*, first_letters: bool) -> tuple[Layout, ...]:
    return parse(str(crossword_layouts(GRID, first_letters=first_letters)), Layout)


@pytest.mark.parametrize("first_letters", [True, False])
def test_cells_get_smaller_from_layout_to_layout(first_letters: bool):
    found = layouts_of(first_letters=first_letters)
    cells = [layout.width / GRID.width for layout in found]
    assert cells == sorted(cells, reverse=True)
    assert cells[-1] == pytest.approx(1.45 if first_letters else 1.3)
    assert all(beyond(layout) == [] for layout in found[:2])
    for layout in found[2:3]:  # where it is tight: capitals and figures reach 0.37 ems above and below their middle
        assert all(box.left >= 0 and box.top + 0.13 >= 0 for box in boxes(layout))
        assert all(box.right <= layout.width and box.bottom - 0.13 <= layout.height for box in boxes(layout))


@pytest.mark.parametrize("first_letters", [True, False])
def test_what_pupils_see_has_room_for_its_letters(first_letters: bool):
    """A number of two figures, or the widest letter, in the widest font."""
    for layout in layouts_of(first_letters=first_letters):
        for label in (shape for shape in layout.shapes if isinstance(shape, Label)):
            face = "bold" if any(isinstance(node, Strong) for node in label.content) else "regular"
            assert all(advance(inline_text(label.content), name, face) <= label.width for name in FAMILIES)


def test_the_tint_of_answers_lies_beneath_lines_and_numbers():
    for layout in layouts_of(first_letters=False):
        assert [index for index, shape in enumerate(layout.shapes) if isinstance(shape, Solution)] == [0]


def test_letters_of_a_word_search_do_not_touch():
    hidden = [letters(word) for word in WORDS]
    found = word_search(hidden, 12, MEDIUM, Random(0), lambda _: False)
    for layout in parse(str(search_layouts(found, list(map(len, hidden)))), Layout):
        columns = sorted({round(shape.x, 3) for shape in layout.shapes if isinstance(shape, Label)})
        assert min(right - left for left, right in pairwise(columns)) >= 1.149
