"""Whether words and rules stand out from what is behind them.

The measure and the limits are those of the Web Content Accessibility Guidelines 2.1: relative luminance and contrast ratio as the
glossary defines them, 4.5 to 1 for text (success criterion 1.4.3, level AA), 3 to 1 for lines that carry meaning, such as those to
write on and the box of a source (1.4.11).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hornbook.theme.file import Colours

TEXT = 4.5
LINES = 3.0

_PAIRS = (
    *((words, behind, TEXT) for words in ("text", "heading", "muted", "answer") for behind in ("page", "fill")),
    ("answer", "answer_fill", TEXT),
    ("rule", "page", LINES),
    ("rule", "fill", LINES),
)
"""Every pair a page can show: links are set in `text` or `heading`, the bar beside an answer in `answer`."""


@dataclass(frozen=True, slots=True)
class Faint:
    """A pair of colours that are too near each other: the keys of both, their ratio, and the least it must be."""

    colour: str
    behind: str
    ratio: float
    wanted: float


def luminance(colour: str) -> float:
    """The relative luminance of `#rrggbb`: 0 for black, 1 for white (WCAG 2.1, glossary)."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    # The glossary prints 0.03928 for the limit, the sRGB standard 0.04045; no colour of eight bits lies between.
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, from 1 (the same) to 21 (black on white)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def faint(colours: Colours) -> Iterator[Faint]:
    """The pairs of these colours that are too hard to tell apart."""
    for colour, behind, wanted in _PAIRS:
        ratio = contrast(getattr(colours, colour), getattr(colours, behind))
        if ratio < wanted:
            yield Faint(colour, behind, ratio, wanted)
