"""How wide the columns of a table are: their shares of the measure, but wide enough for their longest words.

Both renderers ask here, so that a table has the same shape in both formats and "recognition" is nowhere broken into "recognitio n"
because a theme is set in 18 points.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from hornbook.document.inline import Paragraph
from hornbook.document.nodes import ComposedBlock, Extract, List, Table
from hornbook.document.text import block_text, inline_text
from hornbook.fonts import advance
from hornbook.theme import Theme

_BREAK = re.compile(r"[ \n]+|(?<=\w[-‐–—])(?=[^\W\d_])|(?<=\w{3}/)(?=[^\W\d_])|(?<=—)(?=\w)")
"""Where a line may end: at a blank, and after a dash before a letter, but not in "1922–39" or in "m/s"."""

_DASH = re.compile("[-‐–—/]")

_NEARLY = 2
"""Words this many characters shorter than the longest are measured too: the widest is hardly ever a shorter one."""


def shared_out(widths: Sequence[float], longest: Sequence[float], measure: float, gap: float) -> list[float]:
    """The widths of columns in points, together `measure`, from their relative `widths` and the widths of their `longest` words.

    `gap` is the white space within a column, left and right.
    """
    total = sum(widths) or 1.0
    shares = [measure * width / total for width in widths]
    wanted = [word + gap if word else 0.0 for word in longest]
    lack = sum(max(0.0, want - share) for want, share in zip(wanted, shares, strict=True))
    spare = [max(0.0, share - want) for want, share in zip(wanted, shares, strict=True)]
    if not lack or not sum(spare):
        return shares
    given = min(1.0, lack / sum(spare))
    taken = min(1.0, sum(spare) / lack)
    return [
        share + taken * (want - share) if want > share else share - given * extra
        for share, want, extra in zip(shares, wanted, spare, strict=True)
    ]


def longest_words(table: Table, theme: Theme) -> list[float]:
    """The width in points of each column's longest word; 0 for a column without any."""
    columns: list[defaultdict[tuple[bool, bool], set[str]]] = [defaultdict(set) for _ in table.widths]
    for row in table.rows:
        at = 0
        for cell in row.cells:
            if cell.colspan == 1 and at < len(columns):
                for block in cell.children:
                    columns[at][row.header or cell.header, isinstance(block, List)].update(_words(block))
            at += cell.colspan
    return [max((_widest(words, theme, *how) for how, words in column.items()), default=0.0) for column in columns]


def _words(block: ComposedBlock) -> list[str]:
    """What no line end may part; most texts have no dash, and are split far quicker."""
    text = inline_text(block.content) if isinstance(block, Paragraph) else " ".join(block_text(block))
    return _BREAK.split(text) if _DASH.search(text) else text.replace("\n", " ").split(" ")


def lines_width(extract: Extract, theme: Theme, wider: float = 1.0) -> float:
    """How wide in points a source must be set so that none of its lines runs over: numbers, words and the box around them.

    With `wider` the words may be set in a font that is so many times as wide as the theme's.
    """
    style, small = theme.paragraph("body"), theme.paragraph("small")
    widest = max((advance(inline_text(line.content), style.family) for line in extract.lines), default=0.0)
    gutter = small.size * advance("0" * len(str(len(extract.lines))), small.family) + 0.9 * style.size
    return wider * style.size * widest + gutter + 2 * theme.extract().padding


def _widest(words: set[str], theme: Theme, bold: bool, hanging: bool) -> float:
    style = theme.paragraph("cell")
    long = max(map(len, words)) - _NEARLY
    widest = max(advance(word, style.family, "bold" if bold else "regular") for word in words if len(word) >= long)
    return (theme.hanging if hanging else 0.0) + style.size * widest if widest else 0.0
