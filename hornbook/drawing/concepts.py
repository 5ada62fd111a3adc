"""Concept maps: boxes on a ring, perhaps with one in its middle, and arrows with words between them.

Boxes change places until as few arrows as possible cross each other or a box. On a ring no two boxes are in line with a third,
so that arrows can be straight.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, product
from math import cos, hypot, pi, sin

from hornbook.document.drawings import Layout
from hornbook.document.inline import ComposedInline
from hornbook.drawing.metrics import broken, width
from hornbook.drawing.pieces import (
    INSET,
    LEADING,
    RADIUS,
    Answered,
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
    rectangle,
    said,
)

_NARROWEST = 24.0
"""Ems: a narrower map has numbers."""

_SPACIOUS = 30.0
"""Ems: a wider map has wider boxes, and room to write two lines on an arrow."""

_BOX = (6.6, 8.4)
_WORDS = (5.6, 4.4)
"""Ems: the room for words on an arrow, the better first."""

_FRAMES = (2, 1)
"""Lines to write on in the frame of words on an arrow, the better first."""

_AIR = 0.6
_HEIGHTS = (0.42, 0.5, 0.58, 0.68, 0.8, 0.95)
"""Heights to try, as shares of the width; beyond the last the map has numbers."""

_ON_THE_ARROW = (0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73)
"""Where words may stand on an arrow, as shares of its length, the best first."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Tie:
    """An arrow from one box to another, and the words on it."""

    start: str
    end: str
    words: Word | None = None


@dataclass(frozen=True, slots=True)
class _Area:
    """A rectangle about its middle."""

    x: float
    y: float
    wide: float
    high: float

    def meets(self, other: _Area, air: float = 0.0) -> bool:
        """Whether two areas overlap, or have less than `air` ems between them."""
        across, down = abs(self.x - other.x), abs(self.y - other.y)
        return 2 * across < self.wide + other.wide + 2 * air and 2 * down < self.high + other.high + 2 * air

    def holds(self, other: _Area) -> bool:
        """Whether another area lies within this one."""
        across, down = abs(self.x - other.x), abs(self.y - other.y)
        return 2 * across <= self.wide - other.wide and 2 * down <= self.high - other.high

    def edge(self, towards: Point) -> Point:
        """Where a line from the middle leaves the area."""
        dx, dy = towards[0] - self.x, towards[1] - self.y
        share = min(self.wide / 2 / abs(dx) if dx else 1.0, self.high / 2 / abs(dy) if dy else 1.0, 1.0)
        return self.x + share * dx, self.y + share * dy

    def crossed(self, one: Point, other: Point) -> bool:
        """Whether a line between two points runs through the area."""
        corners = [(self.x + dx * self.wide / 2, self.y + dy * self.high / 2) for dx, dy in ((-1, -1), (1, -1), (1, 1), (-1, 1))]
        return any(_cross(one, other, corners[at - 1], corners[at]) for at in range(4))


def _cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    """Whether the lines from a to b and from c to d cross."""

    def side(p: Point, q: Point, r: Point) -> float:
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])

    return side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0


def concept_map(words: Mapping[str, Word], ties: Sequence[Tie], wide: float, tallest: float) -> Layout:
    """The map of boxes by their ids; with numbers, which are explained beneath, where their words do not fit."""
    if wide >= _NARROWEST:
        room = _BOX[1] if wide > _SPACIOUS else _BOX[0]
        sizes = {name: (room, high_enough(max(2, lines_of(word, room - 2 * INSET, 2)))) for name, word in words.items()}
        tries = [areas for share in _HEIGHTS for areas in _arranged(sizes, ties, wide, min(wide * share, tallest))]
        sound = [areas for areas in tries if _sound(areas, ties)]
        for areas, beside in ((areas, beside) for beside in (False, True) for areas in sound):
            high = max(area.y + area.high / 2 for area in areas.values()) + 0.1
            labels = _labels(areas, ties, _Area(wide / 2, high / 2, wide, high), beside=beside)
            if labels is not None:
                return Layout(wide, high, tuple(_drawn(words, ties, areas, labels)))
    return _numbers(words, ties, wide, min(wide, tallest, 16.0))


def _arranged(sizes: Mapping[str, Point], ties: Sequence[Tie], wide: float, high: float) -> list[dict[str, _Area]]:
    """Arrangements, the clearest first: on a ring, or with one box in its middle."""
    names = list(sizes)
    rings = [_improved(names, sizes, ties, _ring(sizes, len(names), wide, high))]
    if len(names) > 4:
        hub = max(names, key=lambda name: sum(name in (tie.start, tie.end) for tie in ties))
        around = [hub, *(name for name in names if name != hub)]
        rings.append(_improved(around, sizes, ties, [(wide / 2, high / 2), *_ring(sizes, len(names) - 1, wide, high)]))
    return sorted(rings, key=lambda areas: _cost(areas, ties))


def _ring(sizes: Mapping[str, Point], count: int, wide: float, high: float) -> list[Point]:
    across, down = (wide - max(size[0] for size in sizes.values())) / 2, (high - max(size[1] for size in sizes.values())) / 2
    turns = [2 * pi * index / count - pi / 2 for index in range(count)]
    return [(wide / 2 + across * cos(turn), high / 2 + down * sin(turn)) for turn in turns]


def _placed(names: Sequence[str], sizes: Mapping[str, Point], points: Sequence[Point]) -> dict[str, _Area]:
    return {name: _Area(*point, *sizes[name]) for name, point in zip(names, points, strict=True)}


def _improved(names: Sequence[str], sizes: Mapping[str, Point], ties: Sequence[Tie], points: Sequence[Point]) -> dict[str, _Area]:
    """Boxes at the points, two of which change places as long as that makes the map clearer."""
    order = list(names)
    best = _cost(_placed(order, sizes, points), ties)
    improving = True
    while improving:
        improving = False
        for one, other in combinations(range(len(order)), 2):
            order[one], order[other] = order[other], order[one]
            cost = _cost(_placed(order, sizes, points), ties)
            if cost < best - 1e-6:
                best, improving = cost, True
            else:
                order[one], order[other] = order[other], order[one]
    return _placed(order, sizes, points)


def _arrow(areas: Mapping[str, _Area], tie: Tie) -> tuple[Point, Point]:
    start, end = areas[tie.start], areas[tie.end]
    return start.edge((end.x, end.y)), end.edge((start.x, start.y))


def _cost(areas: Mapping[str, _Area], ties: Sequence[Tie]) -> float:
    """How hard a map is to read: arrows through boxes, arrows that cross, long arrows."""
    arrows = [_arrow(areas, tie) for tie in ties]
    crossings = sum(_cross(*one, *other) for one, other in combinations(arrows, 2))
    return 1000.0 * _hits(areas, ties) + 100.0 * crossings + sum(hypot(b[0] - a[0], b[1] - a[1]) for a, b in arrows)


def _hits(areas: Mapping[str, _Area], ties: Sequence[Tie]) -> int:
    return sum(
        area.crossed(*_arrow(areas, tie)) for tie in ties for name, area in areas.items() if name not in (tie.start, tie.end)
    )


def _sound(areas: Mapping[str, _Area], ties: Sequence[Tie]) -> bool:
    return not any(one.meets(other, _AIR) for one, other in combinations(areas.values(), 2)) and not _hits(areas, ties)


@dataclass(frozen=True, slots=True)
class _Words:
    """Words on an arrow, in lines."""

    area: _Area
    lines: Answered


def _labels(areas: Mapping[str, _Area], ties: Sequence[Tie], page: _Area, *, beside: bool) -> list[_Words | None] | None:
    """The words on each arrow, or `beside` it, clear of boxes and of each other; None if the `page` has no room for all of them."""
    taken, found = list(areas.values()), list[_Words | None]()
    for tie in ties:
        if tie.words is None:
            found.append(None)
            continue
        words = _words_on(_arrow(areas, tie), tie.words, taken, page, beside=beside)
        if words is None:
            return None
        taken.append(words.area)
        found.append(words)
    return found


def _words_on(arrow: tuple[Point, Point], word: Word, taken: Sequence[_Area], page: _Area, *, beside: bool) -> _Words | None:
    """The words of an arrow where they are best: on its middle, else nearer to an end, else beside it."""
    (x, y), (u, v) = arrow
    length = hypot(u - x, v - y) or 1.0
    across, down = (y - v) / length, (u - x) / length
    for room, most in product(_WORDS, _FRAMES if word.hidden and page.wide > _SPACIOUS else (1,)):
        lines = fitting(word.text, room, LEADING * most) if word.hidden else Answered(broken(word.text, room))
        wide = (room if word.hidden else max(map(width, lines.lines))) + 0.4
        high = LEADING * most + 0.5 if word.hidden else lines.height + 0.1
        away = abs(across) * wide / 2 + abs(down) * high / 2 + 0.2
        for aside, share in product((0.0, away, -away) if beside else (0.0,), _ON_THE_ARROW):
            at = x + share * (u - x) + aside * across, y + share * (v - y) + aside * down
            area = _Area(*at, wide, high)
            if page.holds(area) and not any(area.meets(other) for other in taken):
                return _Words(area, lines)
    return None


def _drawn(
    words: Mapping[str, Word], ties: Sequence[Tie], areas: Mapping[str, _Area], labels: Sequence[_Words | None]
) -> Iterator[DrawnShape]:
    for tie in ties:
        start, end = _arrow(areas, tie)
        yield line(*start, *end, arrow=True)
    for tie, label in zip(ties, labels, strict=True):
        if tie.words and label:
            yield from _written(tie.words, label)
    for name, area in areas.items():
        yield from boxed(words[name], (area.x - area.wide / 2, area.y - area.high / 2), (area.wide, area.high))


def _written(word: Word, label: _Words) -> Iterator[DrawnShape]:
    """Words on a patch that hides the arrow; a frame to write in if they are hidden."""
    area = label.area
    left, top, right, foot = area.x - area.wide / 2, area.y - area.high / 2, area.x + area.wide / 2, area.y + area.high / 2
    yield replace(rectangle(left, top, right, foot, "paper"), weight="hair" if word.hidden else "none")
    if word.hidden:
        yield answered((area.x, area.y), area.wide - 0.4, label.lines)
    else:
        yield from said((area.x, area.y), area.wide, label.lines.lines)


def _numbers(words: Mapping[str, Word], ties: Sequence[Tie], wide: float, high: float) -> Layout:
    """Numbers instead of boxes; beneath what they stand for, and what the arrows say."""
    sizes = dict.fromkeys(words, (2 * RADIUS, 2 * RADIUS))
    areas = _arranged(sizes, ties, wide, high)[0]
    number = {name: index for index, name in enumerate(words, start=1)}
    shapes: list[DrawnShape] = []
    for tie in ties:
        start, end = _arrow(areas, tie)
        shapes.append(line(*start, *end, arrow=True))
    for name, area in areas.items():
        shapes += numbered(number[name], area.x, area.y)
    legend = [explained(number[name], *word.inline) for name, word in words.items()]
    legend += [explained(f"{number[tie.start]} – {number[tie.end]}", *_on(tie)) for tie in ties if tie.words]
    return Layout(wide, high, tuple(shapes), tuple(legend))


def _on(tie: Tie) -> tuple[ComposedInline, ...]:
    return tie.words.inline if tie.words else ()
