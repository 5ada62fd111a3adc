"""Pictures drawn from data: lines, ovals and words at their places, laid out for several widths.

`Solution` is composed only (see `nodes.py`): it holds what the key alone shows, and the passes resolve it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from hornbook.document.inline import ComposedInline, Paragraph

Weight = Literal["none", "hair", "thin", "thick"]
"""How heavy a line is; the theme says how many points that is. Hairlines have the colour of its rules."""

Tone = Literal["none", "paper", "light", "mid", "dark", "ink"]
"""What a shape is filled with: nothing, the page's own colour, three greys, or the colour of the text."""

Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through `points` ("x y x y …"), or with `closed` the outline of an area; `arrow` puts a head on its end."""

    points: tuple[float, ...]
    closed: bool = False
    weight: Weight = "thin"
    dashed: bool = False
    arrow: bool = False
    fill: Tone = "none"


@dataclass(frozen=True, slots=True)
class Oval:
    """An ellipse around (x, y), or a circle."""

    x: float
    y: float
    rx: float
    ry: float
    weight: Weight = "thin"
    dashed: bool = False
    fill: Tone = "none"


@dataclass(frozen=True, slots=True)
class Label:
    """Words on one line, in the size of the text: `y` is the middle of its letters, `x` where they start, end or have their middle.

    `width` is the room there is; words that are wider are set smaller. In a label pupils see nothing of a `Blank`, not even a gap.
    """

    x: float
    y: float
    width: float
    anchor: Anchor = "start"
    content: tuple[ComposedInline, ...] = ()


@dataclass(frozen=True, slots=True)
class Pasted:
    """A picture within a drawing: `src` is a key of `Document.images`, and (x, y) its upper left corner."""

    src: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Solved:
    """Shapes and labels that are an answer, in the key only: set off by the answer colour and by weight."""

    shapes: tuple[Stroke | Oval | Label, ...] = ()


@dataclass(frozen=True, slots=True)
class Solution:
    """Composed only: what is drawn and written in the key alone. Pupils get nothing of it, the key gets `Solved`."""

    shapes: tuple[Stroke | Oval | Label, ...] = ()


Shape = Stroke | Oval | Label | Pasted | Solved
ComposedShape = Shape | Solution


@dataclass(frozen=True, slots=True)
class Layout:
    """A drawing as it is laid out for one width. All lengths are in ems of the theme's text, from the upper left corner.

    Shapes are drawn in their order, so that a later one lies over an earlier. Where numbers stand for words that have no room,
    the `legend` explains them: text like any other, set beneath the drawing. What no page could hold in one piece goes on in the
    `rest`: stretches beneath this one, each of which may stand on a page of its own.
    """

    width: float
    height: float
    shapes: tuple[ComposedShape, ...] = ()
    legend: tuple[Paragraph, ...] = ()
    rest: tuple[Layout, ...] = ()


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture drawn from data, whose words are set in the theme's type; `content` is the caption.

    The layouts go from the widest to the narrowest. The first for which there is room is drawn, and if there is room for none, the
    last one, smaller. All say the same, but a narrow one may say it by numbers and a legend.
    `alt` says in words all that is to be seen; `key_alt` is the same for the key, where more is to be seen ("": it is not).
    """

    alt: str
    key_alt: str = ""
    layouts: tuple[Layout, ...] = ()
    content: tuple[ComposedInline, ...] = ()
