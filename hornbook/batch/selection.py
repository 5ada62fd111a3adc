"""The rows of one class, from a roster that holds several: a whole school's, as its system exports it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from hornbook.batch.table import Row

_BETWEEN = re.compile(r"[\s.\u2010-\u2015\u2212-]+")


def key(name: str) -> str:
    """A name of a class as it is compared: "9 B", "9-b" and "9.B" are "9b".

    What parts two numbers stays, but not what it is: "10.2" is "10-2", and neither of them is "102".
    """
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold()).strip()
    first, *rest = (part for part in _BETWEEN.split(plain) if part) if _BETWEEN.sub("", plain) else (plain,)
    found = first
    for part in rest:
        found += f"-{part}" if found[-1].isdecimal() and part[0].isdecimal() else part
    return found


def classes_in(rows: Iterable[Row], column: int) -> dict[str, str]:
    """The classes that a column names, each by its key as it is written first."""
    found: dict[str, str] = {}
    for text in (cell(row, column) for row in rows):
        if text:
            found.setdefault(key(text), text)
    return found


def rows_of(name: str, rows: Sequence[Row], column: int) -> list[Row]:
    """The rows of the class called `name`, and those that name no class, so that they can be told."""
    return [row for row in rows if not (text := cell(row, column)) or key(text) == key(name)]


def cell(row: Row, column: int) -> str:
    """What a row says in a column, blanks made one."""
    return " ".join(row.cells[column].split()) if column < len(row.cells) else ""
