"""Beginnings of texts that can be asked about without the rest."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import TypeVar

from hornbook.prose import Prose

LONGEST = 45
"""The words of a text that is short enough to open a lesson."""

_SENTENCE = re.compile(r"(?<=[\w}]{3}|[.!?]}})[.!?]+[’”'\")]*(?=\s|$)")

P = TypeVar("P", bound=Prose)


def openings(paragraphs: Sequence[P], asks: Callable[[P], object]) -> Iterator[P]:
    """Of each paragraph its beginning up to the end of the first sentence that asks something: what follows leans on it.

    Left out are paragraphs without such a sentence, and those that are long until then.
    """
    for paragraph in paragraphs:
        opening = next(filter(asks, _beginnings(paragraph)), None)
        if opening is not None and len(opening.plain.split()) <= LONGEST:
            yield opening


def _beginnings(paragraph: P) -> Iterator[P]:
    for end in (found.end() for found in _SENTENCE.finditer(paragraph)):
        with suppress(ValueError):  # a full stop inside of a gap, or of words in bold, ends no sentence
            yield paragraph.checked(paragraph[:end])
