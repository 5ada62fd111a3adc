"""Words of drawings that pupils may have to write themselves: `{{answer}}` where they do, plain text where it is printed."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator

from hornbook.drawing.pieces import Word
from hornbook.prose import GapText
from hornbook.prose.braces import is_gap

_LONGEST = 90


def _whole(text: GapText) -> GapText:
    if len(text.plain) > _LONGEST:
        raise ValueError(f'"{text.plain}" is too long for a drawing — say it in {_LONGEST} characters at most')
    if text.gaps and not is_gap(text):
        raise ValueError(f'"{text}" is a gap in part — put all of it between the double braces, or nothing')
    return text


HiddenText = Annotated[GapText, AfterValidator(_whole)]
"""Words of a drawing, all of which are a gap, or nothing."""


def word_of(text: GapText) -> Word:
    """The words as a drawing takes them."""
    return Word(text.plain, hidden=bool(text.gaps))
