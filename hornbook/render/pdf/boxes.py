"""The vertical list: what stands under what, what encloses what, and where a page may end.

A *slug* (as in a composing stick: a line of type with its leading) is a piece no page break may enter. It knows the space
above it and what a page break before it would cost. *Frames* are what spans slugs: a panel, the box of a source, a table with
its repeated header rows, or merely a question. A frame is drawn once for each page it reaches.

Lengths are points; `y` grows downwards from the top of the slug.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from hornbook.render.pdf.line import Line
from hornbook.render.pdf.tags import Element
from hornbook.render.vectors import Outline

FORBIDDEN = 1e6
"""The cost of a page break that is made only if no other can be."""

SENSELESS = 1e7
"""The cost of one that is made only where even forbidden ones do not help: after the heading of a table."""

LOW = 0.12
"""The share of a page from which on an item or a row is no oversight when it stands alone."""


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text, each run in the element its ink names; `y` is its baseline, `leading` the height of its line."""

    x: float
    y: float
    line: Line
    leading: float


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight rule."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float
    colour: str


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle, filled or ruled or both."""

    x: float
    y: float
    width: float
    height: float
    fill: str | None = None
    border: str | None = None
    border_width: float = 0.0


@dataclass(frozen=True, slots=True)
class Picture:
    """A raster image by its key in the document."""

    x: float
    y: float
    width: float
    height: float
    src: str


@dataclass(frozen=True, slots=True)
class Vectors:
    """Outlines of a drawing, or as many of them as are drawn before its next words; (x, y) is the corner of all of the drawing."""

    x: float
    y: float
    width: float
    height: float
    outlines: Sequence[Outline]


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the outline that leads here."""

    title: str
    level: int


@dataclass(frozen=True, slots=True)
class Stacked:
    """Pieces that were set elsewhere, moved here. All of it is an artifact if `artifact` names a kind (see `tags`)."""

    x: float
    y: float
    pieces: Sequence[Piece]
    artifact: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """What an element consists of besides words: a picture, rules to write on; nothing at all if it is blank room."""

    element: Element
    pieces: Sequence[Piece]


Piece = Words | Stroke | Area | Picture | Vectors | Bookmark | Stacked | Shown


@dataclass(eq=False, slots=True)
class Frame:
    """What encloses slugs. `above` and `below` are its paddings, kept again on each page it reaches."""

    parent: Frame | None = None
    x: float = 0.0
    width: float = 0.0
    above: float = 0.0
    below: float = 0.0
    fill: str | None = None
    border: str | None = None
    border_width: float = 0.0
    bar: str | None = None
    repeated: tuple[Slug, ...] = ()
    chain: tuple[Frame, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.chain = (*self.parent.chain, self) if self.parent else (self,)

    def drawn(self, top: float, bottom: float) -> list[Piece]:
        """The frame around what stands between `top` and `bottom`."""
        pieces: list[Piece] = []
        if self.fill or self.border:
            pieces.append(Area(self.x, top, self.width, bottom - top, self.fill, self.border, self.border_width))
        if self.bar:
            pieces.append(Area(self.x, top, self.width, bottom - top, self.bar))
        return pieces


@dataclass(slots=True)
class Slug:
    """A piece of a page that is never split.

    `space` is the room above it, dropped at the top of a page, of which `shrink` may be given up; `after` is what it asks of
    the slug that follows. `cost` is that of a page break before it, and `keep` forbids one after it. `baseline` is where its
    last line of text stands and `edge` where that line ends, if something may be set beside it. Where a page has room left,
    more slugs like one that is `elastic` may be set beneath it.
    """

    frame: Frame
    height: float
    pieces: list[Piece] = field(default_factory=list)
    space: float = 0.0
    after: float = 0.0
    cost: float = 0.0
    keep: bool = False
    baseline: float | None = None
    edge: float | None = None
    elastic: bool = False

    @property
    def shrink(self) -> float:
        """How much of the space above may be given up to save a page."""
        return 0.35 * self.space


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block is set: left edge, measure, what encloses it, how high the column is at most, and the element it goes into.

    `bold` and `colour` change the theme's styles: in header cells, and in answers. `outdent` is how far from the left edge of what
    encloses it the block is set in: room that a drawing may take if it has to.
    """

    x: float
    width: float
    frame: Frame
    room: float
    element: Element
    bold: bool = False
    colour: str | None = None
    outdent: float = 0.0


def bind(slugs: Sequence[Slug], cost: float = FORBIDDEN) -> None:
    """Make every page break between these slugs cost at least this."""
    for slug in slugs[1:]:
        slug.cost = max(slug.cost, cost)


def guard(slugs: Sequence[Slug], fewest: int = 2) -> None:
    """Let no page break leave fewer than so many of these slugs on either side: no widows, no orphans."""
    for slug in (*slugs[1:fewest], *slugs[1 - fewest :]):
        if slug is not slugs[0]:
            slug.cost = FORBIDDEN


def lonely(cost: float, slugs: Sequence[Slug], room: float) -> float:
    """What it costs to leave a row or an item alone on a page of this `room`: the `cost` of a thin line, none if it is not low."""
    return cost * max(0.0, 1 - height(slugs) / (LOW * room))


def join(parts: Sequence[list[Slug]]) -> list[Slug]:
    """Set blocks under each other: between two stands the larger of the spaces they ask for."""
    column: list[Slug] = []
    for part in parts:
        if part and column:
            part[0].space = max(part[0].space, column[-1].after)
            part[0].cost = FORBIDDEN if column[-1].keep else part[0].cost
        column.extend(part)
    return column


def shared(before: Frame, after: Frame) -> int:
    """How many frames enclose both."""
    if before is after:
        return len(after.chain)
    count = 0
    for one, other in zip(before.chain, after.chain, strict=False):
        if one is not other:
            break
        count += 1
    return count


def step(before: Slug, slug: Slug) -> float:
    """The distance from the foot of one slug to the foot of the next, when both stand on one page."""
    if before.frame is slug.frame:
        return slug.space + slug.height
    common = shared(before.frame, slug.frame)
    closing = sum(frame.below for frame in before.frame.chain[common:])
    return closing + slug.space + sum(frame.above for frame in slug.frame.chain[common:]) + slug.height


def height(slugs: Sequence[Slug], within: Frame | None = None) -> float:
    """How high the slugs are when set under each other, with the frames inside `within`."""
    if not slugs:
        return 0.0
    depth = len(within.chain) if within else 0
    ends = sum(frame.above for frame in slugs[0].frame.chain[depth:]) + sum(frame.below for frame in slugs[-1].frame.chain[depth:])
    return ends + slugs[0].height + sum(step(before, slug) for before, slug in pairwise(slugs))


def carried(before: Slug | None, slug: Slug) -> list[Slug]:
    """The header rows to be repeated when a page starts with `slug`, after one that ended with `before`."""
    if before is None:
        return []
    return [header for frame in slug.frame.chain[: shared(before.frame, slug.frame)] for header in frame.repeated]
