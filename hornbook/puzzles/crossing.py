"""Crosswords: words laid across each other in one grid.

A word is tried wherever it shares a letter with one that stands already, and the place with most crossings in the smallest grid
wins. As the first words decide what fits later, several orders are tried; the smallest of the grids that hold most words is kept.
The published makers of crosswords fill square grids from a dictionary, which is another puzzle.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

Cell = tuple[int, int]
"""Column and row, from 0 at the top left."""

_TRIES = 24
"""Orders of the words that are tried."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A word in the grid: its index in the list of words, its number, where it begins, and whether it runs across or down."""

    word: int
    number: int
    column: int
    row: int
    across: bool

    def cells(self, length: int) -> list[Cell]:
        """The cells of a word of so many letters."""
        return [(self.column + step * self.across, self.row + step * (not self.across)) for step in range(length)]


@dataclass(frozen=True, slots=True)
class Crossword:
    """Words in a grid. `left` are the indices of those that found no place."""

    width: int
    height: int
    entries: tuple[Entry, ...]
    cells: Mapping[Cell, str]
    left: tuple[int, ...] = ()

    @property
    def across(self) -> list[Entry]:
        """The words that run across, by their numbers."""
        return [entry for entry in self.entries if entry.across]

    @property
    def down(self) -> list[Entry]:
        """The words that run down, by their numbers."""
        return [entry for entry in self.entries if not entry.across]

    @property
    def numbers(self) -> dict[Cell, int]:
        """The cells in which words begin."""
        return {(entry.column, entry.row): entry.number for entry in self.entries}


def crossword(words: Sequence[Sequence[str]], random: Random, widest: int) -> Crossword:
    """A grid of the words, each a row of letters, of `widest` columns at most. The same generator gives the same grid."""
    longest_first = sorted(range(len(words)), key=lambda index: -len(words[index]))
    orders = [longest_first, *(random.sample(longest_first, len(words)) for _ in range(_TRIES - 1))]
    return max((_Grid(words, widest, order) for order in orders), key=lambda grid: grid.merit).finished()


class _Grid:
    """A grid in the making; its cells may have any coordinates."""

    def __init__(self, words: Sequence[Sequence[str]], widest: int, order: Sequence[int]) -> None:
        self.words, self.widest = words, widest
        self.cells: dict[Cell, str] = {}
        self.runs: dict[Cell, set[bool]] = {}
        self.placed: dict[int, tuple[int, int, bool]] = {}
        self._fill(order)

    @property
    def merit(self) -> tuple[int, int]:
        """Grids with more words are better, and of these the smaller ones."""
        width, height = self._size(self.cells)
        return len(self.placed), -width * height - max(width, height)

    def _fill(self, order: Sequence[int]) -> None:
        """Lay down one word after the other, those that found no place again at the end."""
        waiting = list(order)
        while waiting:
            rest = [index for index in waiting if not self._place(index)]
            if len(rest) == len(waiting):
                return
            waiting = rest

    def finished(self) -> Crossword:
        """The grid with its corner at 0, its words numbered as they are met from the top left."""
        left, top = min(x for x, _ in self.cells), min(y for _, y in self.cells)
        width, height = self._size(self.cells)
        starts = sorted({(y - top, x - left) for x, y, _ in self.placed.values()})
        numbers = {(x, y): number for number, (y, x) in enumerate(starts, start=1)}
        entries = [
            Entry(index, numbers[x - left, y - top], x - left, y - top, across) for index, (x, y, across) in self.placed.items()
        ]
        cells = {(x - left, y - top): letter for (x, y), letter in self.cells.items()}
        missing = tuple(index for index in range(len(self.words)) if index not in self.placed)
        return Crossword(width, height, tuple(sorted(entries, key=lambda entry: entry.number)), cells, missing)

    def _place(self, index: int) -> bool:
        word = self.words[index]
        spots = [(0, 0, True)] if not self.cells else list(self._spots(word))
        fitting = [(self._crossings(word, spot), spot) for spot in dict.fromkeys(spots)]
        ranked = [(crossings, self._grown(word, spot), spot) for crossings, spot in fitting if crossings is not None]
        if not ranked:
            return False
        _, _, spot = min(((-crossings, area, spot) for crossings, area, spot in ranked if area), default=(0, 0, None))
        if spot is None:
            return False
        for cell, letter in zip(_cells(word, spot), word, strict=True):
            self.cells[cell] = letter
            self.runs.setdefault(cell, set()).add(spot[2])
        self.placed[index] = spot
        return True

    def _spots(self, word: Sequence[str]) -> Iterator[tuple[int, int, bool]]:
        """Where a letter of the word would stand on the same one, across a word that runs the other way."""
        for (x, y), there in self.cells.items():
            for step, letter in enumerate(word):
                if letter == there and len(self.runs[x, y]) == 1:
                    across = True not in self.runs[x, y]
                    yield (x - step, y, True) if across else (x, y - step, False)

    def _crossings(self, word: Sequence[str], spot: tuple[int, int, bool]) -> int | None:
        """How many words it would cross; None if it would touch another, or need another letter."""
        x, y, across = spot
        before, after = ((x - 1, y), (x + len(word), y)) if across else ((x, y - 1), (x, y + len(word)))
        if before in self.cells or after in self.cells:
            return None
        crossings = 0
        for (column, row), letter in zip(_cells(word, spot), word, strict=True):
            there = self.cells.get((column, row))
            if there is not None:
                if there != letter or across in self.runs[column, row]:
                    return None
                crossings += 1
            else:
                sides = ((column, row - 1), (column, row + 1)) if across else ((column - 1, row), (column + 1, row))
                if any(side in self.cells for side in sides):
                    return None
        return crossings

    def _grown(self, word: Sequence[str], spot: tuple[int, int, bool]) -> int:
        """The area of the grid with the word in it; 0 if it would be too wide."""
        width, height = self._size([*self.cells, *_cells(word, spot)])
        return 0 if width > self.widest else width * height

    @staticmethod
    def _size(cells: Sequence[Cell] | Mapping[Cell, str]) -> tuple[int, int]:
        columns, rows = [x for x, _ in cells], [y for _, y in cells]
        return (max(columns) - min(columns) + 1, max(rows) - min(rows) + 1) if columns else (0, 0)


def _cells(word: Sequence[str], spot: tuple[int, int, bool]) -> list[Cell]:
    x, y, across = spot
    return [(x + step * across, y + step * (not across)) for step in range(len(word))]
