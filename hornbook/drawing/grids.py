"""Frames of boxes: a Frayer model, and a diamond of nine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from hornbook.document.drawings import Layout, Oval
from hornbook.drawing.metrics import broken
from hornbook.drawing.pieces import (
    INSET,
    LEADING,
    Answered,
    DrawnShape,
    Word,
    answered,
    box,
    boxed,
    fitting,
    high_enough,
    said,
)

DIAMOND = (1, 2, 3, 2, 1)
"""How many boxes each row of a diamond of nine has."""

_CARD = (5.0, 2.3)
_BETWEEN = 0.6

_SIDE_BY_SIDE = 24.0
"""Ems: in a narrower room the boxes of a Frayer model stand one below the other."""

_LEAST = 4.0
"""Lines that a box of a Frayer model has for pupils to write, where there is room for so many."""


@dataclass(frozen=True, slots=True)
class Branch:
    """A heading and what belongs beneath it."""

    heading: str
    entries: tuple[Word, ...]


def diamond(ranked: Sequence[Sequence[str]], wide: float) -> Layout:
    """Nine empty boxes; for the key the letters of each row."""
    card, high = min(_CARD[0], (wide - 2 * _BETWEEN) / 3), _CARD[1]
    shapes: list[DrawnShape] = []
    for row, count in enumerate(DIAMOND):
        left = (wide - count * card - (count - 1) * _BETWEEN) / 2
        for column in range(count):
            word = Word(ranked[row][column], hidden=True)
            shapes += boxed(word, (left + column * (card + _BETWEEN), 0.1 + row * (high + _BETWEEN)), (card, high))
    return Layout(wide, 0.2 + len(DIAMOND) * (high + _BETWEEN) - _BETWEEN, tuple(shapes))


def frayer(centre: str, branches: Sequence[Branch], wide: float, tallest: float) -> Layout:
    """A word, and around it four boxes to say what it means."""
    return _around(centre, branches, wide) if wide >= _SIDE_BY_SIDE else _stacked(centre, branches, wide, tallest)


def _around(centre: str, branches: Sequence[Branch], wide: float) -> Layout:
    """Two boxes above two, the word in an oval where they meet."""
    half, across = wide / 2, wide * 0.17
    lines = broken(centre, 1.6 * across)
    down = 0.6 + LEADING * len(lines) * 0.62
    high = max(_needed(branch, half - 2 * INSET) for branch in branches) + down
    shapes: list[DrawnShape] = []
    for index, branch in enumerate(branches):
        x, y = half * (index % 2), high * (index // 2)
        shapes.append(box(x, y, half, high))
        # The oval takes the lower end of the upper boxes, and the upper end of the lower ones.
        shapes += _filled(branch, x, y + down * (index // 2), half, high - down)
    shapes.append(Oval(half, high, across, down, weight="thick", fill="paper"))
    shapes += said((half, high), 1.8 * across, lines, strong=True)
    return Layout(wide, 2 * high, tuple(shapes))


def _stacked(centre: str, branches: Sequence[Branch], wide: float, tallest: float) -> Layout:
    """The word above its boxes, which are as high as the page allows."""
    room = wide - 2 * INSET
    top = high_enough(len(broken(centre, room)))
    high = max(*(_needed(branch, room, 1.0) for branch in branches), (tallest - top) / len(branches))
    boxes = chain.from_iterable(
        (box(0, top + high * index, wide, high), *_filled(branch, 0, top + high * index, wide, high))
        for index, branch in enumerate(branches)
    )
    return Layout(wide, top + high * len(branches), (*boxed(Word(centre), (0, 0), (wide, top), strong=True), *boxes))


def _given(branch: Branch, room: float) -> tuple[str, ...]:
    return tuple(line for word in branch.entries if not word.hidden for line in broken(f"• {word.text}", room))


def _needed(branch: Branch, room: float, lines: float = _LEAST) -> float:
    """The height of a box: its heading, what is given in it, and lines to write on."""
    said_lines = len(broken(branch.heading, room)) + len(_given(branch, room))
    return 2 * INSET + LEADING * (said_lines + lines)


def _filled(branch: Branch, x: float, y: float, wide: float, high: float) -> Iterator[DrawnShape]:
    """A heading, what is given, and below it what the key has."""
    room, at = wide - 2 * INSET, y + INSET
    for lines, strong in ((broken(branch.heading, room), True), (_given(branch, room), False)):
        yield from said((x + INSET, at + LEADING * len(lines) / 2), room, lines, "start", strong=strong)
        at += LEADING * len(lines)
    hidden = [word.text for word in branch.entries if word.hidden]
    if hidden:
        left = y + high - at
        answer = Answered(tuple(line for text in hidden for line in broken(f"• {text}", room)))
        if answer.height > left:
            answer = fitting("; ".join(hidden), room, left)
        yield answered((x + INSET, at + answer.height / 2), room, answer, "start")
