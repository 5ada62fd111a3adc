"""Words: the nodes that stand within a line, and the paragraph that is made of them. They know no other node.

`Blank` and `Correct` are composed only (see `nodes.py`): they hold answers, and the passes resolve them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Text:
    """Characters to be set; white space inside a block is already collapsed."""

    text: str


@dataclass(frozen=True, slots=True)
class Strong:
    """Words with weight: bold."""

    content: tuple[ComposedInline, ...] = ()


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Words with stress, or the title of a work: italic, unless the theme forbids italics."""

    content: tuple[ComposedInline, ...] = ()


@dataclass(frozen=True, slots=True)
class Superscript:
    """Raised characters, as in m²."""

    content: tuple[ComposedInline, ...] = ()


@dataclass(frozen=True, slots=True)
class Subscript:
    """Lowered characters, as in H₂O."""

    content: tuple[ComposedInline, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """Words in another language than the text around them; `lang` is a BCP 47 tag."""

    lang: str
    content: tuple[ComposedInline, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to `href`: an http, https or mailto address."""

    href: str
    content: tuple[ComposedInline, ...] = ()


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A new line within the same block."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula in LaTeX's notation, set as one piece: no line ends within it."""

    tex: str


@dataclass(frozen=True, slots=True)
class Gap:
    """A ruled space to write in, `width` ems wide; `hint` stands before it (a first letter, say)."""

    width: float
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Filled:
    """An answer shown in its place, in the key only: set off from the sheet's own words by weight and by the answer colour."""

    content: tuple[ComposedInline, ...] = ()


@dataclass(frozen=True, slots=True)
class Blank:
    """Composed only: a gap together with the answer that belongs in it. Pupils get a `Gap`, the key gets `Filled`.

    `width` is in ems and is the same for every blank of an activity, so that it cannot betray the answer's length.
    """

    width: float = 8.0
    hint: str = ""
    content: tuple[ComposedInline, ...] = ()


@dataclass(frozen=True, slots=True)
class Correct:
    """Composed only: words that the pupil sees too, and that the key marks as the right answer."""

    content: tuple[ComposedInline, ...] = ()


Inline = Text | Strong | Emphasis | Superscript | Subscript | Span | Link | LineBreak | Formula | Gap | Filled
ComposedInline = Inline | Blank | Correct

Role = Literal[
    "body",
    "title",
    "subtitle",
    "enquiry",
    "instruction",
    "stem",
    "provenance",
    "caption",
    "note",
    "small",
    "cell",
    "gapped",
    "spaced",
]
"""What a paragraph is for; the theme says how each looks. "gapped" is text with gaps, set wide enough to write in;
"spaced" has room to write above its lines."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. `keep` holds it on one page with the block that follows."""

    role: Role = "body"
    keep: bool = False
    content: tuple[ComposedInline, ...] = ()
