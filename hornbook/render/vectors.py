"""Drawings as points on the page: which layout there is room for, and its shapes as outlines, labels and pictures.

Both renderers ask here, so that a drawing is the same in both formats.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import hypot
from typing import Literal, assert_never

from hornbook.document.drawings import Anchor, Drawing, Label, Layout, Oval, Pasted, Shape, Solution, Solved, Stroke, Tone, Weight
from hornbook.errors import Problem, RenderError
from hornbook.theme import Theme

MOST = 0.94
"""The share of a page's height that a drawing may take; a caption can still stand beneath it."""

MIDDLE = 0.33
"""How far the baseline stands below the middle of letters, in ems: between half the height of small and of capital letters."""

ENDS: dict[Anchor, float] = {"start": 0.0, "middle": 0.5, "end": 1.0}
"""How much of a label stands left of its point."""

_TONES: dict[Tone, float] = {"paper": 0.0, "light": 0.12, "mid": 0.32, "dark": 0.62, "ink": 1.0}
_WEIGHTS: dict[Weight, float] = {"none": 0.0, "hair": 0.035, "thin": 0.07, "thick": 0.15}
_LIGHTEST: dict[Weight, float] = {"none": 0.0, "hair": 0.6, "thin": 1.0, "thick": 2.0}
"""Lines in ems, and the least as a multiple of the theme's rules."""

_SOLVED = 1.6
"""How much heavier the lines of an answer are, for a theme may have no colour to tell them by."""

_HEAD, _HALF = 0.6, 0.22
"""The length and half the width of an arrow's head, in ems."""

_DASH = 0.35
_ROUND = 0.5523
"""How far the control points of a quarter of a circle stand from its ends, in radii."""

Step = tuple[Literal["M", "L", "C", "Z"], tuple[float, ...]]
"""To move, to draw a line or a Bézier curve, or to close the outline; points as x, y, x, y …"""


@dataclass(frozen=True, slots=True)
class Outline:
    """A path from the upper left corner of the drawing, downwards; lengths in points, colours as `#rrggbb` or None."""

    steps: tuple[Step, ...]
    width: float
    colour: str | None
    fill: str | None = None
    dash: float = 0.0


Mark = Outline | Label | Pasted
"""What is drawn: outlines, and labels and pictures whose lengths are in points."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A layout at the size in which it is drawn; lengths in points. `em` is the size of its type."""

    layout: Layout
    em: float

    @property
    def width(self) -> float:
        """The width of the drawing."""
        return self.layout.width * self.em

    @property
    def height(self) -> float:
        """The height of the drawing, or of its first stretch."""
        return self.layout.height * self.em

    @property
    def stretches(self) -> tuple[Placed, ...]:
        """The pieces that stand one beneath the other, each of them whole: mostly there is but one."""
        return tuple(Placed(layout, self.em) for layout in (self.layout, *self.layout.rest))


def placed(drawing: Drawing, theme: Theme, measure: float, beside: float = 0.0, room: float = float("inf")) -> Placed:
    """The layout to be drawn where there are `measure` points, at the size of the text if it fits.

    Where none fits, the drawing may take the `beside` points that the text is set in by as well. How high it may be depends on the
    page alone, so that it is the same one in every format; `room` points only scale it.
    """
    top, _, bottom, _ = theme.margins
    tallest = MOST * (theme.page_size[1] - top - bottom)
    for width in (measure, measure + beside):
        for layout in drawing.layouts:
            if layout.width * theme.size <= width + 0.01 and _height(layout) * theme.size <= tallest:
                return Placed(layout, min(theme.size, room / _height(layout)))
    last = drawing.layouts[-1]
    return Placed(last, min(theme.size, (measure + beside) / last.width, min(tallest, room) / _height(last)))


def _height(layout: Layout) -> float:
    """The height in ems of the tallest stretch."""
    return max(stretch.height for stretch in (layout, *layout.rest))


def marks(layout: Layout, em: float, theme: Theme) -> Iterator[Mark]:
    """Everything to be drawn, in its order."""
    pen = _Pen(em, theme, theme.colours.text)
    for shape in layout.shapes:
        yield from pen.draw(shape)


@dataclass(frozen=True, slots=True)
class _Pen:
    """Draws shapes in ink of one colour, `heavier` times as heavy as others."""

    em: float
    theme: Theme
    ink: str
    heavier: float = 1.0

    def draw(self, shape: Shape | Solution) -> Iterator[Mark]:
        em = self.em
        match shape:
            case Stroke():
                yield from self._stroke(shape)
            case Oval(x, y, rx, ry, weight, dashed, fill):
                yield self._outline(_oval(x * em, y * em, rx * em, ry * em), weight, fill, dashed=dashed)
            case Label(x, y, width):
                yield replace(shape, x=x * em, y=y * em, width=width * em)
            case Pasted(src, x, y, width, height):
                yield Pasted(src, x * em, y * em, width * em, height * em)
            case Solved(shapes):
                pen = replace(self, ink=self.theme.colours.answer, heavier=_SOLVED)
                for inner in shapes:
                    yield from pen.draw(inner)
            case Solution():
                raise RenderError(Problem("a Solution has reached the renderer", "resolve the edition before rendering"))
            case _:
                assert_never(shape)

    def _stroke(self, stroke: Stroke) -> Iterator[Outline]:
        xs, ys = stroke.points[::2], stroke.points[1::2]
        points = [(x * self.em, y * self.em) for x, y in zip(xs, ys, strict=True)]
        head = _head(points[-2], points[-1], self.em) if stroke.arrow else []
        if head:
            # The line ends within the head, whose point would be blunt otherwise.
            points[-1] = (head[1][0] + head[2][0]) / 2, (head[1][1] + head[2][1]) / 2
        steps = _path(points, closed=stroke.closed)
        yield self._outline(steps, stroke.weight, stroke.fill, dashed=stroke.dashed)
        if head:
            yield Outline(_path(head, closed=True), 0.0, None, self.ink)

    def _outline(self, steps: tuple[Step, ...], weight: Weight, fill: Tone, *, dashed: bool) -> Outline:
        width = self.heavier * max(_WEIGHTS[weight] * self.em, _LIGHTEST[weight] * self.theme.rule)
        # Fine lines lead the eye, as the rules of a table do: they stand back behind what they lead to.
        colour = self.theme.colours.rule if weight == "hair" and self.ink == self.theme.colours.text else self.ink
        return Outline(steps, width, colour if width else None, self._tone(fill), _DASH * self.em if dashed else 0.0)

    def _tone(self, fill: Tone) -> str | None:
        if fill == "none":
            return None
        return mixed(self.theme.colours.page, self.ink, _TONES[fill])


def mixed(one: str, other: str, share: float) -> str:
    """A colour that is the `other` by this share, and else the `one`."""
    pairs = zip(channels(one), channels(other), strict=True)
    return "#" + "".join(f"{round((1 - share) * first + share * second):02x}" for first, second in pairs)


def channels(colour: str) -> tuple[int, int, int]:
    """Red, green and blue of a colour `#rrggbb`, from 0 to 255."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return red, green, blue


_Point = tuple[float, float]


def _path(points: list[_Point], *, closed: bool) -> tuple[Step, ...]:
    first, *rest = points
    end: tuple[Step, ...] = (("Z", ()),) if closed else ()
    return (("M", first), *(("L", point) for point in rest), *end)


def _head(before: _Point, tip: _Point, em: float) -> list[_Point]:
    """The head of an arrow: its tip and the two other corners; none on a line without length."""
    dx, dy = tip[0] - before[0], tip[1] - before[1]
    length = hypot(dx, dy)
    if not length:
        return []
    along, across = min(_HEAD * em, 0.8 * length) / length, _HALF * em / length
    x, y = tip[0] - along * dx, tip[1] - along * dy
    return [tip, (x - across * dy, y + across * dx), (x + across * dy, y - across * dx)]


def _oval(x: float, y: float, rx: float, ry: float) -> tuple[Step, ...]:
    kx, ky = _ROUND * rx, _ROUND * ry
    return (
        ("M", (x + rx, y)),
        ("C", (x + rx, y + ky, x + kx, y + ry, x, y + ry)),
        ("C", (x - kx, y + ry, x - rx, y + ky, x - rx, y)),
        ("C", (x - rx, y - ky, x - kx, y - ry, x, y - ry)),
        ("C", (x + kx, y - ry, x + rx, y - ky, x + rx, y)),
        ("Z", ()),
    )
