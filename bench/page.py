"""What docs/scale.md has from here: its table of figures, between two marks, and its picture. They are measured, never typed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from os import cpu_count
from pathlib import Path

from bench import linear, million, picture
from bench.batch import Figures

PAGE = Path("docs/scale.md")
PICTURE = Path("docs/pictures/linear-cost.svg")
_MARKED = re.compile(r"(?<=<!-- measured -->\n).*?(?=<!-- /measured -->)", re.DOTALL)


def write(figures: Figures) -> None:
    """Write the table and the picture anew."""
    PICTURE.write_text(picture.draw(figures.linear.seconds), encoding="utf-8")
    text = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(filled(text, "\n".join(lines(figures)) + "\n"), encoding="utf-8")


def filled(page: str, measured: str) -> str:
    """A page with these lines between its marks. Raises ValueError if it has no marks."""
    text, count = _MARKED.subn(lambda _: measured, page)
    if count != 1:
        raise ValueError("the page has not one pair of marks <!-- measured --> and <!-- /measured -->")
    return text


def lines(figures: Figures) -> Iterator[str]:
    """The table: a million copies, a lesson, and how straight the lines of the picture are."""
    yield f"| a million copies of a worksheet | one processor | files | memory, {million.MANY:,} pupils |"
    yield "|---|--:|--:|--:|"
    for row in million.rows(figures.million):
        yield f"| {' | '.join(row)} |"
    steepest = max(map(linear.slope, figures.linear.seconds.values()))
    yield ""
    yield f"The six files of a lesson take {figures.million.lesson:.1f} s of one processor, from the start of Python to its end."
    yield f"The cost of copies grows as their number to the power of {steepest:.2f} at most."
    yield f"Measured on a machine with {cpu_count()} cores."
