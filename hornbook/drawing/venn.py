"""Venn diagrams of two or three sets, with room in each region to write numbers in.

The circles are set in units of their own radius and stretched to the width, so that they overlap alike in every width.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from hornbook.document.drawings import Layout, Oval, Solution
from hornbook.drawing.metrics import broken
from hornbook.drawing.pieces import INSET, LEADING, DrawnShape, box, listed, said

Region = tuple[int, ...]
"""Which sets, from 0 and in order: (0, 1) is where the first two overlap, () outside of all."""

_CENTRES = {2: ((-0.58, 0.0), (0.58, 0.0)), 3: ((-0.6, 0.0), (0.6, 0.0), (0.0, 1.04))}
_SPOTS: Mapping[int, Mapping[Region, tuple[float, float]]] = {
    2: {(0,): (-1.0, 0.0), (1,): (1.0, 0.0), (0, 1): (0.0, 0.0)},
    3: {
        (0,): (-1.0, -0.25),
        (1,): (1.0, -0.25),
        (2,): (0.0, 1.55),
        (0, 1): (0.0, -0.32),
        (0, 2): (-0.58, 0.72),
        (1, 2): (0.58, 0.72),
        (0, 1, 2): (0.0, 0.38),
    },
}
"""The middle of each region, from the point between the first two centres."""

_ROOM = {2: 0.7, 3: 0.56}
"""How wide the narrowest region is about its middle, in radii."""

_ACROSS = 3.4
"""What the circles take up from left to right with some air, in radii."""

_HIGHEST, _LOWEST = 7.0, 2.6
_OUTSIDE = 2.0
"""Ems: the most and the least a radius measures downwards, and the strip at the foot that lies outside of all circles."""


def venn(names: Sequence[str], places: Sequence[Region], wide: float, tallest: float) -> Layout:
    """The sets by their `names`; for the key the numbers of the things, from 1, whose regions are `places`."""
    room, sides = wide / 2 - 2 * INSET, (wide * 0.26, wide * 0.74)
    heads = [broken(name, room) for name in names[:2]]
    foot = [line for name in names[2:] for line in broken(name, wide - 2 * INSET)]
    above = INSET + LEADING * max(map(len, heads)) + 0.2
    beneath = 0.2 + LEADING * len(foot) + _OUTSIDE
    centres = _CENTRES[len(names)]
    across, reach = (wide - 2 * INSET) / _ACROSS, 2 + max(y for _, y in centres)
    down = min(across * 1.2, _HIGHEST, max((tallest - above - beneath) / reach, _LOWEST))
    middle, lowest = above + down, above + down * reach
    high = lowest + beneath
    shapes = chain(
        (box(0, 0, wide, high),),
        (Oval(wide / 2 + across * x, middle + down * y, across, down) for x, y in centres),
        *(said((x, above - 0.2 - LEADING * len(head) / 2), room, head, strong=True) for x, head in zip(sides, heads, strict=True)),
        said((wide / 2, lowest + 0.2 + LEADING * len(foot) / 2), wide - 2 * INSET, foot, strong=True),
        _answers(len(names), places, (wide / 2, middle, across, down), high),
    )
    return Layout(wide, high, tuple(shapes))


def _answers(sets: int, places: Sequence[Region], frame: tuple[float, float, float, float], high: float) -> Iterator[DrawnShape]:
    """The numbers in their regions."""
    x, y, across, down = frame
    for region in sorted(set(places)):
        numbers = [number for number, place in enumerate(places, start=1) if place == region]
        if region:
            dx, dy = _SPOTS[sets][region]
            room = across * _ROOM[sets]
            yield Solution(tuple(said((x + across * dx, y + down * dy), room, listed(numbers, room))))
        else:
            room = 2 * x - 2 * INSET
            yield Solution(tuple(said((INSET, high - _OUTSIDE / 2), room, listed(numbers, room), "start")))
