"""What is wrong with a cell of a roster, told with its row as it stands in the file, as far as that can be shown."""

from __future__ import annotations

from collections.abc import Sequence

from hornbook.batch.headings import address
from hornbook.batch.table import Row
from hornbook.errors import Place, Problem

_LONGEST_EXCERPT = 120
_LONGEST_SHOWN = 40
_BETWEEN = " | "


def text_of(cell: str) -> str:
    """What a cell says: its words with one blank between them."""
    return " ".join(cell.replace("\ufeff", "").split())


def problem_at(file: str, row: Row, column: int, what: str, hint: str, *private: str) -> Problem:
    """A fault of the cell in this column, from 0. What is `private` in its words may be a pupil's name."""
    excerpt, spot = _excerpt(row.cells, column)
    return Problem(f"cell {address(column)}{row.number}: {what}", hint, Place(file, row.number, spot, excerpt), private)


def _excerpt(cells: Sequence[str], column: int) -> tuple[str, int]:
    """The row as text, shortened around a cell, and where in it, from 1, that cell begins."""
    shown = [shortened(visible(cell)) for cell in [*cells, *[""] * (column + 1 - len(cells))]]
    first = column
    while first and len(_BETWEEN.join(shown[first - 1 : column + 1])) <= _LONGEST_EXCERPT - 20:
        first -= 1
    before = "".join(cell + _BETWEEN for cell in shown[first:column])
    before = f"…{_BETWEEN}{before}" if first else before
    text = before + _BETWEEN.join(shown[column:])
    short = text if len(text) <= _LONGEST_EXCERPT else text[: _LONGEST_EXCERPT - 1] + "…"
    return short, len(before) + 1


def visible(cell: str) -> str:
    """The beginning of a cell, with a mark for each character that cannot be seen."""
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text_of(cell[: 4 * _LONGEST_SHOWN]))


def quoted_as(text: str) -> str:
    """A cell's text as a message quotes it."""
    return f'"{shortened(text)}"'


def shortened(text: str) -> str:
    """The text, cut where it is too long for a message."""
    return text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + "…"
