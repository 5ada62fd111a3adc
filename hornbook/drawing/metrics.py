"""How wide words are before the theme is known: never less than in any theme, so that no label outgrows its room."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from hornbook.fonts import FAMILIES, advance

WIDTHS = (38.0, 25.5, 19.0, 12.5)
"""The widths in ems for which pictures are drawn: within a question on A4 in 12, 18, 24 and 36 points."""

HEIGHTS = (44.0, 32.0, 23.0, 15.5)
"""How high a picture of each of these widths may be in ems, if it is to stand on one page in the size of the text."""

ROOMS = tuple(zip(WIDTHS, HEIGHTS, strict=True))
"""Each of the widths with its height."""

FULL = (41.5, 47.0)
"""Width and height within a question on A4 in 11 points: for a picture that pupils write in, and that has never room enough."""

_ANY = 1.05
"""A variable font stands in its file in its lightest weight, and is set somewhat wider."""


@lru_cache(maxsize=1024)
def _advance(char: str) -> float:
    """The advance in ems of a character where it is widest, bold or not."""
    return max(
        _ANY * advance(char, name) if len(set(family.faces)) == 1 else max(advance(char, name), advance(char, name, "bold"))
        for name, family in FAMILIES.items()
    )


def width(text: str) -> float:
    """The width in ems of `text` on one line, in whichever of the themes' fonts it is widest."""
    return sum(map(_advance, text))


def broken(text: str, room: float) -> tuple[str, ...]:
    """The text in lines no wider than `room` ems, broken at blanks; a longer word is cut, with a hyphen."""
    lines: list[str] = []
    line = ""
    for word in _cut(text.split(), room):
        if line and width(f"{line} {word}") > room:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return (*lines, line) if line else tuple(lines)


def _cut(words: list[str], room: float) -> Iterator[str]:
    for word in words:
        rest = word
        while len(rest) > 2 and width(rest) > room:
            end = next((at for at in range(len(rest) - 1, 1, -1) if width(rest[:at] + "-") <= room), 1)
            yield rest[:end] + "-"
            rest = rest[end:]
        yield rest
