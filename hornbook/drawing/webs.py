"""Causes around what they led to, with words on the lines between: a web. Fishbones have a module of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hornbook.document.drawings import Layout
from hornbook.document.inline import ComposedInline, Text
from hornbook.drawing.metrics import FULL, broken, width
from hornbook.drawing.pieces import (
    INSET,
    LEADING,
    RADIUS,
    DrawnShape,
    Word,
    answered,
    boxed,
    explained,
    fitting,
    high_enough,
    line,
    lines_of,
    numbered,
    said,
)

_TWO_SIDES = 30.0
"""Ems: in a narrower room the causes of a web stand one below the other."""

_WORDS = (5.6, 7.4)
"""The most room in ems for words on a line between two boxes, and where the web has the whole width."""

_LIFTED = 0.4
"""How far a line to write a link on stands above the words it would carry, lest it and the box beneath be read as one border."""

_FAN = 1.8
_GAP = 0.8
_LINES, _ROOMY, _ON_A_LINE = 2, 4, 2
"""Lines to write on: in a wide box, in a narrow one, and above a line."""


@dataclass(frozen=True, slots=True)
class Spoke:
    """A cause, and the words on its way to the middle."""

    cause: Word
    link: Word | None = None


def web(centre: str, spokes: Sequence[Spoke], wide: float, tallest: float) -> Layout:
    """The causes on both sides of what they led to, or beneath it; as numbers where a page has no room for their words."""
    drawn = _sides(centre, spokes, wide) if wide >= _TWO_SIDES else _below(centre, spokes, wide)
    return drawn if drawn.height <= tallest else _numbers(centre, spokes, wide)


def _words_room(spokes: Sequence[Spoke], wide: float) -> float:
    """What the words on the lines need at most; those that are hidden are as wide as can be."""
    links = [spoke.link for spoke in spokes if spoke.link]
    most = _WORDS[wide >= FULL[0]]
    return max((most if link.hidden else min(most, width(link.text) + 0.6) for link in links), default=0.6)


def _sides(centre: str, spokes: Sequence[Spoke], wide: float) -> Layout:
    words, middle = _words_room(spokes, wide), wide * 0.17
    room = (wide - middle) / 2 - words - _FAN
    half = (len(spokes) + 1) // 2
    sides = (spokes[:half], spokes[half:])
    heights = [[_high(spoke, room, words) for spoke in side] for side in sides]
    high = max(sum(each) + _GAP * (len(each) - 1) for each in heights)
    lines = broken(centre, middle - 2 * INSET)
    core = max(high_enough(len(lines)) + 1.0, 4.0)
    high = max(high, core)
    shapes: list[DrawnShape] = []
    for side, (members, sizes) in enumerate(zip(sides, heights, strict=True)):
        y = (high - sum(sizes) - _GAP * (len(sizes) - 1)) / 2
        for index, (spoke, size) in enumerate(zip(members, sizes, strict=True)):
            target = (high - core) / 2 + core * (index + 1) / (len(members) + 1)
            shapes += _spoke(spoke, side, (y, size), (room, words, wide), target)
            y += size + _GAP
    shapes += boxed(Word(centre), ((wide - middle) / 2, (high - core) / 2), (middle, core), strong=True)
    return Layout(wide, high, tuple(shapes))


def _high(spoke: Spoke, room: float, words: float) -> float:
    """The height of a cause's box, which has to be as high as the words on its line."""
    link = 2 * (LEADING * lines_of(spoke.link, words - 0.3, _ON_A_LINE) + 0.2) if spoke.link else 0.0
    return max(high_enough(lines_of(spoke.cause, room - 2 * INSET, _ROOMY)), high_enough(_LINES), link)


def _spoke(
    spoke: Spoke, side: int, down: tuple[float, float], across: tuple[float, float, float], target: float
) -> Iterator[DrawnShape]:
    """A cause at the left (`side` 0) or at the right, and the arrow from it to the middle."""
    (y, high), (room, words, wide) = down, across
    level, ends = y + high / 2, (room, room + words, room + words + _FAN)
    edge, bend, tip = (wide - x for x in ends) if side else ends
    yield line(edge, level, bend, level, tip, target, arrow=True)
    if spoke.link:
        yield from _on_a_line(spoke.link, (edge + bend) / 2, level, words - 0.3)
    yield from boxed(spoke.cause, (edge if side else 0.0, y), (room, high))


def _on_a_line(word: Word, x: float, level: float, room: float) -> Iterator[DrawnShape]:
    """Words above a line; hidden ones have the line to be written on."""
    if word.hidden:
        answer = fitting(word.text, room, _ON_A_LINE * LEADING)
        yield answered((x, level - 0.15 - answer.height / 2), room, answer)
        return
    lines = broken(word.text, room)
    yield from said((x, level - 0.15 - LEADING * len(lines) / 2), room, lines)


def _below(centre: str, spokes: Sequence[Spoke], wide: float) -> Layout:
    """The middle on top, the causes hanging on a line that leads up to it."""
    room = wide - 2 * INSET
    y = top = high_enough(len(broken(centre, room)))
    left, trunk = 2.4, 0.9
    shapes: list[DrawnShape] = []
    for spoke in spokes:
        size = high_enough(max(_LINES, lines_of(spoke.cause, wide - left - 2 * INSET, _LINES)))
        words = LEADING * lines_of(spoke.link, wide - left, 1) + 0.2 if spoke.link else 0.0
        y += _GAP + words
        if spoke.link:
            shapes += _beside(spoke.link, left, y - words / 2, wide - left)
        level = y + size / 2
        shapes.append(line(left, level, trunk, level))
        shapes += boxed(spoke.cause, (left, y), (wide - left, size))
        y += size
    shapes.append(line(trunk, level, trunk, top, arrow=True))
    return Layout(wide, y, (*shapes, *boxed(Word(centre), (0, 0), (wide, top), strong=True)))


def _beside(word: Word, x: float, y: float, room: float) -> Iterator[DrawnShape]:
    """Words that begin at x; hidden ones have a line to be written on."""
    if word.hidden:
        y -= _LIFTED
        yield line(x, y + LEADING / 2, x + min(room, 10.0), y + LEADING / 2)
        yield answered((x, y - 0.1), room, fitting(word.text, room, LEADING), "start")
    else:
        yield from said((x, y), room, broken(word.text, room), "start")


def _numbers(centre: str, spokes: Sequence[Spoke], wide: float) -> Layout:
    """Numbers above and below the middle, which are explained beneath."""
    half = (len(spokes) + 1) // 2
    core = high_enough(len(broken(centre, wide - 2 * INSET)))
    top = 4 * RADIUS
    shapes: list[DrawnShape] = []
    for index in range(len(spokes)):
        above = index < half
        count, place = (half, index) if above else (len(spokes) - half, index - half)
        x, y = wide * (place + 0.5) / count, RADIUS if above else 2 * top + core - RADIUS
        shapes.append(line(x, y, wide / 2 + (x - wide / 2) * 0.7, top if above else top + core, arrow=True))
        shapes += numbered(index + 1, x, y)
    shapes += boxed(Word(centre), (0, top), (wide, core), strong=True)
    legend = tuple(explained(number, *_explained(spoke)) for number, spoke in enumerate(spokes, start=1))
    return Layout(wide, 2 * top + core, tuple(shapes), legend)


def _explained(spoke: Spoke) -> tuple[ComposedInline, ...]:
    return (*spoke.cause.inline, Text(" – "), *spoke.link.inline) if spoke.link else spoke.cause.inline
