"""Pictures with numbers on them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, combinations
from math import atan2, cos, dist, hypot, sin

from hornbook.document.drawings import Layout, Oval, Pasted
from hornbook.drawing.pieces import RADIUS, DrawnShape, line, numbered

_APART = 2 * RADIUS + 0.15
_NEAR = _APART - 0.01
_ROUNDS, _TURNS = 80, (0.0, 0.6, -0.9)
_DOT = 0.18

_Point = tuple[float, float]


def labelled(src: str, shape: float, spots: Sequence[_Point], wide: float, tallest: float) -> Layout:
    """A picture as large as it may be and a number, from 1, at each spot.

    `shape` is the picture's height over its width, a spot its shares of both. Numbers that would lie on each other move
    apart, and a line leads to the spot.
    """
    across = min(wide, tallest / shape)
    left, down = (wide - across) / 2, across * shape
    sides, ends = (left, left + across), (0.0, down)
    points = [_within((left + across * x, down * y), sides, ends, _DOT) for x, y in spots]
    places = _apart(points, sides, ends)
    numbers = chain.from_iterable(numbered(number, *place) for number, place in enumerate(places, start=1))
    return Layout(wide, down, (Pasted(src, left, 0, across, down), *_leaders(points, places), *numbers))


def _leaders(points: Sequence[_Point], places: Sequence[_Point]) -> Iterator[DrawnShape]:
    for (x, y), (at, over) in zip(points, places, strict=True):
        if hypot(x - at, y - over) > RADIUS:
            yield line(at, over, x, y)
            yield Oval(x, y, _DOT, _DOT, fill="ink")


def _apart(points: Sequence[_Point], across: _Point, down: _Point) -> list[_Point]:
    """The points, moved until circles about them no longer overlap, and lie within the bounds.

    Circles that stand in a row between two edges only push each other to and fro, unless they turn aside.
    """
    places = [_within(point, across, down) for point in points]
    for turn in _TURNS:
        for _ in range(_ROUNDS):
            near = [(one, other) for one, other in combinations(range(len(places)), 2) if dist(places[one], places[other]) < _NEAR]
            if not near:
                return places
            for one, other in near:
                x, y = _push(places[one], places[other], turn)
                (u, v), (s, t) = places[one], places[other]
                places[one] = _within((u - x, v - y), across, down)
                places[other] = _within((s + x, t + y), across, down)
    return places


def _push(one: _Point, other: _Point, turn: float) -> _Point:
    """How far, across and down, each of two circles moves away from the other; `turn` is an angle to one side, in radians."""
    distance = dist(one, other)
    way = atan2(other[1] - one[1], other[0] - one[0]) if distance else 0.0
    push = max(0.0, _APART - distance) / 2
    return push * cos(way + turn), push * sin(way + turn)


def _within(point: _Point, across: _Point, down: _Point, radius: float = RADIUS) -> _Point:
    """A point moved so that a circle about it lies within the bounds."""
    x = min(max(point[0], across[0] + radius), across[1] - radius)
    return x, min(max(point[1], down[0] + radius), down[1] - radius)
