"""A line of text as it is set: runs of characters, gaps and formulas, each at its place and in its ink."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from operator import attrgetter

from hornbook.fonts import Face
from hornbook.render.pdf.fonts import Faces, Font
from hornbook.render.pdf.formulas import Shape
from hornbook.render.pdf.tags import Element
from hornbook.theme import Style

CLEARANCE = 0.28
"""White space above and below a formula in ems, so that fractions in lines that follow each other do not touch."""


@dataclass(frozen=True, slots=True)
class Ink:
    """How characters are set: sizes and `rise` in points; `fill` lies behind them, `href` is where they lead.

    `element` is what they belong to in the structure, and `link` the Link they stand in.
    """

    family: str
    size: float
    colour: str
    bold: bool = False
    italic: bool = False
    rise: float = 0.0
    fill: str = ""
    href: str = ""
    element: Element | None = None
    link: Element | None = None

    @property
    def face(self) -> Face:
        """The face that this ink calls for."""
        if self.bold:
            return "bold-italic" if self.italic else "bold"
        return "italic" if self.italic else "regular"


@dataclass(slots=True)
class Run:
    """Characters of one font and ink; `x` from the start of the line, in points.

    A space that ends a line has no width: it is there for whoever reads or copies the words (ISO 32000-1, 14.8.2.5).
    """

    x: float
    width: float
    text: str
    font: Font
    ink: Ink


@dataclass(frozen=True, slots=True)
class Ruled:
    """A gap on a line, to be ruled; `x` from the start of the line, in points."""

    x: float
    width: float
    ink: Ink


@dataclass(frozen=True, slots=True)
class Drawn:
    """A formula on a line; `x` from the start of the line, in points."""

    x: float
    shape: Shape
    ink: Ink

    @property
    def width(self) -> float:
        """How wide it is."""
        return self.shape.width * self.ink.size


@dataclass(slots=True)
class Line:
    """A line of text: runs, gaps and formulas, each from left to right."""

    runs: list[Run] = field(default_factory=list)
    gaps: list[Ruled] = field(default_factory=list)
    width: float = 0.0
    formulas: list[Drawn] = field(default_factory=list)

    def parts(self) -> Sequence[Run | Ruled | Drawn]:
        """All there is on it, as it is read."""
        if not self.gaps and not self.formulas:
            return self.runs
        parts: list[Run | Ruled | Drawn] = [*self.runs, *self.gaps, *self.formulas]
        return sorted(parts, key=attrgetter("x"))

    @property
    def above(self) -> float:
        """How far its formulas stand above the baseline, in points."""
        return max(((each.shape.above + CLEARANCE) * each.ink.size for each in self.formulas), default=0.0)

    @property
    def below(self) -> float:
        """How far its formulas reach below the baseline, in points."""
        return max(((each.shape.below + CLEARANCE) * each.ink.size for each in self.formulas), default=0.0)

    def read_on(self, faces: Faces) -> None:
        """Let a space follow the last word or gap: others are read after it, in the same element."""
        parts = self.parts()
        match parts[-1] if parts else None:
            case Run(text=text) as run if not text.endswith(" "):
                run.text += " "
            case Ruled(ink=ink) | Drawn(ink=ink):
                around = replace(ink, element=ink.element and ink.element.parent)
                font = faces.pieces(" ", ink.family, ink.face)[0].font
                self.runs.append(Run(self.width, 0.0, " ", font, around))


def ink_of(style: Style, element: Element | None = None) -> Ink:
    """The ink of a paragraph's plain text, which belongs to `element`; None for what is no part of the structure."""
    return Ink(style.family, style.size, style.colour, style.bold, style.italic, element=element)
