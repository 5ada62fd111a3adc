"""Words as the letters of a grid, in any script."""

from __future__ import annotations

import re
import unicodedata

_APART = re.compile(r"[\s\u2010-\u2015'’.-]+")


def letters(word: str) -> tuple[str, ...]:
    """The capital letters of a word or a phrase, one for each cell; marks stay with their letter, and what parts words is left out.

    Raises ValueError ("what — hint") for what is no letter.
    """
    found: list[str] = []
    for char in unicodedata.normalize("NFC", _APART.sub("", word)).upper():
        if unicodedata.category(char).startswith("M") and found:
            found[-1] += char
        elif char.isalpha():
            found.append(char)
        else:
            raise ValueError(f'"{word}" holds "{char}", which is no letter — write letters only')
    return tuple(found)


def lengths(word: str) -> str:
    """How many letters a word has, as a clue says it: "7", "4, 3" for two words, "4-5" with a hyphen."""
    parts = re.split(r"(\s+|[\u2010-\u2015-]+)", word.strip())
    return "".join(", " if part.isspace() else "-" if not letters(part) else str(len(letters(part))) for part in parts if part)
