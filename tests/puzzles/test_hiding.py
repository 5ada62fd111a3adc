"""Word searches: each word once, and no other."""

from __future__ import annotations

from itertools import product
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from hornbook.puzzles.hiding import EASY, HARD, MEDIUM, WordSearch, word_search
from tests.trying import tries

WORDS = st.lists(st.text("ABCDEFGHIKLMNOPRST", min_size=4, max_size=8), min_size=1, max_size=6, unique=True)


def lines(search: WordSearch) -> list[str]:
    """All rows, columns and diagonals, both ways."""
    size = len(search.rows)
    found = []
    for way in ((1, 0), (0, 1), (1, 1), (1, -1)):
        for start in product(range(size), repeat=2):
            before = start[0] - way[0], start[1] - way[1]
            if 0 <= before[0] < size and 0 <= before[1] < size:
                continue
            line, (x, y) = "", start
            while 0 <= x < size and 0 <= y < size:
                line += search.rows[y][x]
                x, y = x + way[0], y + way[1]
            found += [line, line[::-1]]
    return found


def count(word: str, search: WordSearch) -> int:
    return sum(line[at:].startswith(word) for line in lines(search) for at in range(len(line)))


@tries(40)
@given(WORDS, st.sampled_from([EASY, MEDIUM, HARD]), st.integers(0, 3))
def test_each_word_stands_in_the_grid_once(words: list[str], ways: tuple[tuple[int, int], ...], seed: int):
    assume(not any(one != other and (one in other or one[::-1] in other) for one in words for other in words))
    assume(not any(word == word[::-1] for word in words))
    search = word_search(words, 12, ways, Random(seed), lambda _text: False)
    assert all(count(word, search) == 1 for word in words)
    for word, hidden in zip(words, search.hidden, strict=True):
        assert "".join(search.rows[y][x] for x, y in hidden.cells(len(word))) == word
        assert hidden.way in ways
    assert search == word_search(words, 12, ways, Random(seed), lambda _text: False)


def test_no_unwanted_word_arises_among_the_other_letters():
    unwanted = {"rat", "tar", "art", "ear", "are", "era", "tea", "eat", "ate", "seat", "rate", "tear", "star"}
    search = word_search(["TREATIES"], 10, HARD, Random(4), unwanted.__contains__)
    hidden = search.hidden[0].cells(8)
    letters = {cell: search.rows[cell[1]][cell[0]] for cell in product(range(10), repeat=2)}
    for way, (x, y) in product(HARD, product(range(10), repeat=2)):
        for length in (3, 4):
            cells = [(x + step * way[0], y + step * way[1]) for step in range(length)]
            if all(cell in letters for cell in cells) and not set(cells) <= set(hidden):
                assert "".join(letters[cell] for cell in cells).lower() not in unwanted


def test_a_grid_that_is_too_small_is_told():
    with pytest.raises(ValueError, match=r"^the words do not fit into a grid of 4 by 4 letters — make it larger"):
        word_search(["ABCD", "EFGH", "IJKL", "MNOP", "QRST"], 4, EASY, Random(0), lambda _text: False)
