"""Crosswords: all words in one grid, and nothing in it that is no word."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from hornbook.puzzles.crossing import Cell, Crossword, crossword

WORDS = st.lists(st.text("ABCDEN", min_size=2, max_size=9), min_size=1, max_size=9, unique=True)


def runs(grid: Crossword) -> list[str]:
    """All rows of two letters or more, across and down."""
    found = []
    for across in (True, False):
        for outer in range(grid.height if across else grid.width):
            line = "".join(
                grid.cells.get((inner, outer) if across else (outer, inner), " ")
                for inner in range(grid.width if across else grid.height)
            )
            found += [part for part in line.split() if len(part) > 1]
    return sorted(found)


def connected(cells: set[Cell]) -> bool:
    open_, seen = [next(iter(sorted(cells)))], set[Cell]()
    while open_:
        x, y = open_.pop()
        if (x, y) in cells and (x, y) not in seen:
            seen.add((x, y))
            open_ += [(x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1)]
    return seen == cells


@given(WORDS, st.integers(0, 5))
def test_every_row_of_letters_is_a_word_and_all_hang_together(words: list[str], seed: int):
    grid = crossword(words, Random(seed), 15)
    placed = [word for index, word in enumerate(words) if index not in grid.left]
    assert runs(grid) == sorted(placed)
    assert connected(set(grid.cells))
    assert grid.width <= 15
    assert {x for x, _ in grid.cells} <= set(range(grid.width))
    assert {y for _, y in grid.cells} <= set(range(grid.height))


@given(WORDS)
def test_entries_say_where_words_stand_and_are_numbered_in_reading_order(words: list[str]):
    grid = crossword(words, Random(1), 15)
    for entry in grid.entries:
        assert "".join(grid.cells[cell] for cell in entry.cells(len(words[entry.word]))) == words[entry.word]
    starts = sorted((y, x) for x, y in grid.numbers)
    assert [grid.numbers[x, y] for y, x in starts] == list(range(1, len(starts) + 1))
    assert {id(entry) for entry in (*grid.across, *grid.down)} == {id(entry) for entry in grid.entries}


def test_the_same_generator_gives_the_same_grid_and_another_another():
    words = ["RAPALLO", "GENOA", "LOCARNO", "CHICHERIN", "RATHENAU"]
    assert crossword(words, Random("a"), 15) == crossword(words, Random("a"), 15)
    assert crossword(words, Random("a"), 15).left == ()


def test_a_word_that_shares_no_letter_is_left():
    assert crossword(["ABC", "CDE", "XYZ"], Random(0), 15).left == (2,)
