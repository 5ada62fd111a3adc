"""A theme set anew at another size of text: reflowed, as large print has to be, and never merely enlarged.

Words grow, white space grows less: at 36 points a page in proportion would hold a few words a line. Sizes of the United Kingdom's
modified examination papers are 18, 24 and 36 points; the UK Association for Accessible Formats counts 16 and up as large print.
"""

from __future__ import annotations

from math import sqrt

from hornbook.theme.file import Page, Space, ThemeFile, Type

SMALLEST, LARGEST = 12.0, 48.0
"""The sizes of text that may be asked for, in points."""

LARGE_PRINT = 16.0
"""From this size no text is smaller than the rest."""

_SMALL = 0.85
"""Below large print, the least that small text may be of the text's size."""

_STEADY = 18.0
"""Up to this size headings grow, and margins stay, as they are; above it a heading keeps its distance from the text."""

_NARROWEST, _LEAST_HEIGHT = 12.0, 14.0
"""Margins in millimetres that stay at the sides, and above and below, however large the text is."""

_WIDEST_LINE = 30.0
"""The widest pitch of answer lines in millimetres."""


def resized(file: ThemeFile, size: float) -> ThemeFile:
    """The theme with text of `size` points (12 to 48)."""
    return file.model_copy(
        update={
            "type": _type(file.type, size),
            "page": _page(file.page, file.type.size, size),
            "space": _space(file.space, file.type.size, size),
        }
    )


def _type(type_: Type, size: float) -> Type:
    scale = size / type_.size
    small = size if size >= LARGE_PRINT else max(type_.small * scale, _SMALL * size)
    # Above 18 points a word of a heading in proportion would fill the line: what it has more than the text stays the same.
    more = min(scale, max(1.0, _STEADY / type_.size))
    first, second, third = (_points(size + (heading - type_.size) * more) for heading in type_.headings)
    title = _points(size + (type_.title - type_.size) * more)
    return type_.model_copy(update={"size": size, "small": _points(small), "title": title, "headings": (first, second, third)})


def _page(page: Page, before: float, size: float) -> Page:
    steady = max(before, _STEADY)
    less = sqrt(steady / size) if size > steady else 1.0
    sides = {side: max(min(_NARROWEST, now), now * less) for side, now in (("left", page.left), ("right", page.right))}
    ends = {end: max(min(_LEAST_HEIGHT, now), now * less) for end, now in (("top", page.top), ("bottom", page.bottom))}
    return page.model_copy(update=sides | ends)


def _space(space: Space, before: float, size: float) -> Space:
    # Handwriting grows with the print, but less than it.
    return space.model_copy(update={"answer_line": min(_WIDEST_LINE, space.answer_line * sqrt(size / before))})


def _points(size: float) -> float:
    """Half points, as Word counts them."""
    return round(2 * size) / 2
