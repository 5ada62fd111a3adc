"""In which order the characters of a line stand that is written in two directions: the Unicode bidirectional algorithm, UAX #9.

For one line that reads from left to right as a whole, without embeddings, overrides and isolates (a roster holds none, and here
they are passed over): names, and other short text in a sheet. What shapes text needs the level of every character, which no
library that comes as a wheel tells; the tests hold this to one of them, which tells the order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, takewhile
from typing import TypeVar
from unicodedata import bidirectional

Kind = TypeVar("Kind")

_OPENING, _CLOSING = "([{（［｛「『【〈《〔⟨", ")]}）］｝」』】〉》〕⟩"
_PASSED_OVER = {"BN", "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
_NEUTRAL = {"B", "S", "WS", "ON"}
_NUMBERS = {"EN", "AN"}


def levels(text: str) -> list[int]:
    """The embedding level of each character: those of odd levels are read from right to left."""
    kept = [index for index, char in enumerate(text) if bidirectional(char) not in _PASSED_OVER]
    chars = "".join(map(text.__getitem__, kept))
    kinds = _weak([bidirectional(char) or "L" for char in chars])
    _brackets(chars, kinds)
    _neutrals(kinds)
    found = dict(zip(kept, map(_level, kinds), strict=True))
    for index in reversed(kept):  # L1: white space at the end of the line
        if bidirectional(text[index]) not in {"WS", "B", "S"}:
            break
        found[index] = 0
    before, all_levels = 0, []
    for index in range(len(text)):
        before = found.get(index, before)
        all_levels.append(before)
    return all_levels


def order(of: Sequence[int]) -> list[int]:
    """The indices of what has these levels, as it stands from left to right (L2)."""
    placed = list(range(len(of)))
    for level in range(max(of, default=0), 0, -1):
        for start, end in _stretches([of[index] >= level for index in placed], {True}):
            placed[start:end] = placed[start:end][::-1]
    return placed


def _weak(kinds: list[str]) -> list[str]:
    """Marks, numbers and what stands between numbers (W1 to W7)."""
    kinds = ["R" if kind == "AL" else kind for kind in _first_weak(kinds)]
    for index in range(1, len(kinds) - 1):
        one, kind, other = kinds[index - 1 : index + 2]
        if one == other and (one in _NUMBERS if kind == "CS" else kind == "ES" and one == "EN"):
            kinds[index] = one
    for start, end in _stretches(kinds, {"ET"}):
        if "EN" in {*kinds[max(start - 1, 0) : start], *kinds[end : end + 1]}:
            kinds[start:end] = ["EN"] * (end - start)
    strong = "L"
    for index, kind in enumerate(kinds):
        if kind in {"L", "R"}:
            strong = kind
        elif kind in {"ES", "ET", "CS"}:
            kinds[index] = "ON"
        elif kind == "EN" and strong == "L":
            kinds[index] = "L"
    return kinds


def _first_weak(kinds: Iterable[str]) -> Iterator[str]:
    """A mark is as what it stands on (W1), and numbers after Arabic letters are Arabic ones (W2)."""
    strong, before = "L", "L"
    for kind in kinds:
        found = before if kind == "NSM" else kind
        if found in {"L", "R", "AL"}:
            strong = found
        before = "AN" if found == "EN" and strong == "AL" else found
        yield before


def _brackets(chars: str, kinds: list[str]) -> None:
    """A pair of brackets goes the way of what is in it (N0)."""
    for start, end in sorted(_pairs(chars, kinds)):
        within = set(map(_direction, kinds[start + 1 : end]))
        if not within & {"L", "R"}:
            continue
        before = next((way for kind in reversed(kinds[:start]) if (way := _direction(kind))), "L")
        way = "L" if "L" in within else before
        for at in (start, end):
            marks = list(takewhile(lambda char: bidirectional(char) == "NSM", chars[at + 1 :]))
            kinds[at : at + 1 + len(marks)] = [way] * (1 + len(marks))


def _pairs(chars: str, kinds: Sequence[str]) -> Iterator[tuple[int, int]]:
    waiting: list[tuple[str, int]] = []
    for index, char in enumerate(chars):
        if kinds[index] != "ON":
            continue
        if char in _OPENING:
            waiting.append((_CLOSING[_OPENING.index(char)], index))
        elif char in (closing for closing, _ in waiting):
            while waiting[-1][0] != char:
                waiting.pop()
            yield waiting.pop()[1], index


def _neutrals(kinds: list[str]) -> None:
    """What has no direction takes that of its neighbours, if they agree, or else that of the line (N1 and N2)."""
    for start, end in _stretches(kinds, _NEUTRAL):
        before = _direction(kinds[start - 1]) if start else "L"
        after = _direction(kinds[end]) if end < len(kinds) else "L"
        kinds[start:end] = [before if before == after else "L"] * (end - start)


def _stretches(kinds: Sequence[Kind], wanted: set[Kind]) -> Iterator[tuple[int, int]]:
    """Where such kinds follow one another: from and to."""
    at = 0
    for found, group in groupby(list(kinds), wanted.__contains__):
        start, at = at, at + len(list(group))
        if found:
            yield start, at


def _direction(kind: str) -> str:
    return "R" if kind in _NUMBERS else kind if kind in {"L", "R"} else ""


def _level(kind: str) -> int:
    return 2 if kind in _NUMBERS else 1 if kind == "R" else 0  # I1
