"""Word searches: words hidden among other letters.

Every word stands in the grid exactly once, and the letters that hide it make no other word that people use: after each letter that
is filled in, what can be read through it is held against a list of words. The published makers know the letters A to Z only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from random import Random

Cell = tuple[int, int]
Way = tuple[int, int]
"""Steps to the right and down."""

EASY: tuple[Way, ...] = ((1, 0), (0, 1))
MEDIUM: tuple[Way, ...] = (*EASY, (1, 1), (1, -1))
HARD: tuple[Way, ...] = tuple((x, y) for x, y in product((-1, 0, 1), repeat=2) if x or y)

_TRIES = 200
"""Times a grid is begun anew before it is found too small."""

_SHORTEST, _LONGEST = 3, 8
"""Letters of words that must not arise by chance: shorter ones cannot be helped, and longer ones do not happen."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """Where a word stands: its first cell and its way."""

    column: int
    row: int
    way: Way

    def cells(self, length: int) -> list[Cell]:
        """Its cells, in the order of its letters."""
        return [(self.column + step * self.way[0], self.row + step * self.way[1]) for step in range(length)]


@dataclass(frozen=True, slots=True)
class WordSearch:
    """A grid full of letters, row by row, and where each word stands in it."""

    rows: tuple[tuple[str, ...], ...]
    hidden: tuple[Hidden, ...]


def word_search(
    words: Sequence[Sequence[str]], size: int, ways: Sequence[Way], random: Random, is_word: Callable[[str], bool]
) -> WordSearch:
    """A square grid of `size` columns with the words in it. `is_word` says what must not be read in the other letters.

    Raises ValueError ("what — hint") if it is too small. The same generator gives the same grid.
    """
    for _ in range(_TRIES):
        hidden = _hide(words, size, ways, random)
        if hidden is None:
            continue
        cells = {
            cell: letter
            for word, spot in zip(words, hidden, strict=True)
            for cell, letter in zip(spot.cells(len(word)), word, strict=True)
        }
        if _fill(cells, words, size, random, is_word):
            rows = tuple(tuple(cells[column, row] for column in range(size)) for row in range(size))
            return WordSearch(rows, tuple(hidden))
    raise ValueError(f"the words do not fit into a grid of {size} by {size} letters — make it larger, or take words out")


def _hide(words: Sequence[Sequence[str]], size: int, ways: Sequence[Way], random: Random) -> list[Hidden] | None:
    """A place for each word, the longest first, that no other contradicts; None if one finds none."""
    cells: dict[Cell, str] = {}
    found: dict[int, Hidden] = {}
    for index in sorted(range(len(words)), key=lambda index: -len(words[index])):
        # The way is chosen before the spot, or nearly all words would lie along rows, where there is most room.
        for way in random.sample(ways, len(ways)):
            if spots := [spot for spot in _spots(len(words[index]), way, size) if _free(words[index], spot, cells)]:
                found[index] = random.choice(spots)
                cells.update(zip(found[index].cells(len(words[index])), words[index], strict=True))
                break
        else:
            return None
    return [found[index] for index in range(len(words))]


def _spots(length: int, way: Way, size: int) -> Iterator[Hidden]:
    """Where a word of so many letters lies within the grid."""
    for column, row in product(range(size), repeat=2):
        spot = Hidden(column, row, way)
        if _inside(spot.cells(length)[-1], size):
            yield spot


def _free(word: Sequence[str], spot: Hidden, cells: dict[Cell, str]) -> bool:
    return all(cells.get(cell, letter) == letter for cell, letter in zip(spot.cells(len(word)), word, strict=True))


def _fill(
    cells: dict[Cell, str], words: Sequence[Sequence[str]], size: int, random: Random, is_word: Callable[[str], bool]
) -> bool:
    """Fill the other cells with letters of the words; whether it could be done without making a word."""
    fixed = frozenset(cells)
    alphabet = sorted({letter for word in words for letter in word})
    targets = {"".join(word) for word in words} | {"".join(reversed(word)) for word in words}
    for cell in ((column, row) for column in range(size) for row in range(size)):
        if cell in fixed:
            continue
        for letter in random.sample(alphabet, len(alphabet)):
            cells[cell] = letter
            if not any(text in targets or is_word(text.lower()) for text in _through(cell, cells, size)):
                break
        else:
            return False
    return all(_count(word, cells, size) == 1 for word in words)


def _through(cell: Cell, cells: dict[Cell, str], size: int) -> Iterator[str]:
    """All that can be read through a cell, in any direction, as far as letters stand there."""
    for way in HARD:
        line = [(cell[0] + step * way[0], cell[1] + step * way[1]) for step in range(1 - _LONGEST, _LONGEST)]
        for length in range(_SHORTEST, _LONGEST + 1):
            for start in range(_LONGEST - length, _LONGEST):
                stretch = line[start : start + length]
                if all(_inside(spot, size) and spot in cells for spot in stretch):
                    yield "".join(cells[spot] for spot in stretch)


def _count(word: Sequence[str], cells: dict[Cell, str], size: int) -> int:
    """How often a word can be read in the grid; what reads the same from both ends is found twice, and counts once."""
    found = {
        frozenset(spot)
        for way in HARD
        for column, row in product(range(size), repeat=2)
        if _inside((spot := Hidden(column, row, way).cells(len(word)))[-1], size)
        and all(cells[cell] == letter for cell, letter in zip(spot, word, strict=True))
    }
    return len(found)


def _inside(cell: Cell, size: int) -> bool:
    return 0 <= cell[0] < size and 0 <= cell[1] < size
