"""Grids of letters: crosswords and word searches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import cos, pi, sin

from markupsafe import Markup

from hornbook.document.drawings import Anchor, Label, Layout, Solution, Stroke
from hornbook.document.inline import Strong, Text
from hornbook.drawing.pieces import rectangle
from hornbook.drawing.serialise import markup
from hornbook.puzzles.crossing import Cell, Crossword
from hornbook.puzzles.hiding import Hidden, WordSearch

_CELLS = (2.3, 1.9, 1.45)
"""Ems: cells to write in, with a number in their corner, as wide as there is room for. In the smallest both just have room."""

_BLANK = 1.3
"""Ems: cells without letters may be so small that they hold a number alone; the key's letters stand beside it, smaller."""

_PITCH = (1.7, 1.35, 1.15)
"""Ems from letter to letter in a word search; the widest letter takes one."""

_ARC = 8
"""Steps in which a line turns round the end of a word."""


_HIGHEST = 46.0
"""Ems: a grid no higher than this leaves room for its clues on the page that it stands on, in the usual sizes of text."""


def crossword_layouts(grid: Crossword, *, first_letters: bool) -> Markup:
    """The empty grid with its numbers, and in the key its letters; cells come closer in a grid that is high."""
    *wide, least = _CELLS if first_letters else (*_CELLS, _BLANK)
    cells = [*(cell for cell in wide if grid.height * cell <= _HIGHEST), least]
    return Markup("").join(markup(_crossword(grid, cell, first_letters=first_letters)) for cell in cells)


def _crossword(grid: Crossword, cell: float, *, first_letters: bool) -> Layout:
    spots = sorted(grid.cells, key=lambda spot: (spot[1], spot[0]))
    boxes = tuple(_box(spot, cell) for spot in spots)
    corner = min(0.6, 0.32 * cell)
    numbers = tuple(_label(str(number), x * cell + 0.15, y * cell + corner, "start") for (x, y), number in grid.numbers.items())
    given = set(grid.numbers) if first_letters else set()
    low = 0.66 if cell > _CELLS[-1] else 0.72
    letters = {spot: _label(grid.cells[spot], (spot[0] + 0.64) * cell, (spot[1] + low) * cell, "middle") for spot in spots}
    if cell == _BLANK:
        letters = {spot: replace(letter, width=0.4 * cell) for spot, letter in letters.items()}
    shown = tuple(letters[spot] for spot in spots if spot in given)
    solved = Solution(tuple(letters[spot] for spot in spots if spot not in given))
    # Answers come first: the tint behind them may paint over no line and no number.
    return Layout(grid.width * cell, grid.height * cell, (solved, *boxes, *numbers, *shown))


def search_layouts(search: WordSearch, lengths: Sequence[int]) -> Markup:
    """The letters in their frame, and in the key a line round each word; `lengths` are those of the words."""
    return Markup("").join(markup(_search(search, lengths, pitch)) for pitch in _PITCH)


def _search(search: WordSearch, lengths: Sequence[int], pitch: float) -> Layout:
    side = len(search.rows) * pitch
    letters = (
        _label(letter, (x + 0.5) * pitch, (y + 0.5) * pitch, "middle")
        for y, row in enumerate(search.rows)
        for x, letter in enumerate(row)
    )
    rings = tuple(_ring(hidden, length, pitch) for hidden, length in zip(search.hidden, lengths, strict=True))
    frame = rectangle(0.0, 0.0, side, side)
    return Layout(side, side, (frame, *letters, Solution(rings)))


def _ring(hidden: Hidden, length: int, pitch: float) -> Stroke:
    """A line round a word: along its letters, half a circle round its last, back, and round its first."""
    first, last = (((x + 0.5) * pitch, (y + 0.5) * pitch) for x, y in (hidden.cells(length)[0], hidden.cells(length)[-1]))
    norm = (hidden.way[0] ** 2 + hidden.way[1] ** 2) ** 0.5
    ahead = hidden.way[0] / norm, hidden.way[1] / norm
    points: list[float] = []
    for (x, y), sign in ((last, 1.0), (first, -1.0)):
        for step in range(_ARC + 1):
            forward, aside = sign * 0.42 * pitch * sin(pi * step / _ARC), sign * 0.42 * pitch * cos(pi * step / _ARC)
            points += [x + ahead[0] * forward + ahead[1] * aside, y + ahead[1] * forward - ahead[0] * aside]
    return Stroke(tuple(points), closed=True)


def _box(spot: Cell, cell: float) -> Stroke:
    return rectangle(spot[0] * cell, spot[1] * cell, (spot[0] + 1) * cell, (spot[1] + 1) * cell)


def _label(text: str, x: float, y: float, anchor: Anchor) -> Label:
    """A letter, or in the corner of its cell a number, which is no heavier than the text."""
    return Label(x, y, 1.3, anchor, (Text(text),) if anchor == "start" else (Strong((Text(text),)),))
