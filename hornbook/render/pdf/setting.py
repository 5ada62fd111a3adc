"""What the rooms of the renderer share while blocks are set: the theme, the faces, and lines of text as slugs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from hornbook.document.inline import ComposedInline
from hornbook.document.nodes import ComposedBlock, Raster
from hornbook.render.notices import Notices
from hornbook.render.pdf.boxes import FORBIDDEN, Place, Slug, Words, guard
from hornbook.render.pdf.fonts import Faces
from hornbook.render.pdf.inline import Liner
from hornbook.render.pdf.line import Ink, Line, ink_of
from hornbook.render.pdf.tags import Element
from hornbook.theme import Style, Theme

SPLIT_TEXT = 15.0
"""What it costs to break a paragraph over two pages: as much as a sixth of a page left blank (see `paginate`)."""


class Setter(Protocol):
    """Sets blocks: how the rooms for tables and extracts call back for what stands in them."""

    theme: Theme
    images: Mapping[str, Raster]
    type: Typesetter
    notices: Notices

    def blocks(self, blocks: Iterable[ComposedBlock], place: Place) -> list[Slug]:
        """The blocks, set under each other."""


@dataclass(frozen=True, slots=True)
class Label:
    """What hangs at the left of a question or an item: its line, its style, and where it starts."""

    line: Line
    style: Style
    x: float


class Typesetter:
    """Sets paragraphs as slugs."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self.faces = Faces()
        self._liner = Liner(theme, self.faces)

    def line(self, text: str, ink: Ink) -> Line:
        """The text on one line."""
        return self._liner.line(text, ink)

    def lines(self, content: Iterable[ComposedInline], ink: Ink, measure: float) -> list[Line]:
        """The text broken into lines no wider than `measure`."""
        return self._liner.lines(content, ink, measure)

    def baseline(self, style: Style) -> float:
        """How far the baseline stands below the top of its line: the leading is shared out above and below the type."""
        font = self.faces.chain(style.family, "regular")[0]
        return (style.leading + (font.ascent - font.descent) * style.size) / 2

    def paragraph(self, content: Iterable[ComposedInline], style: Style, place: Place, element: Element) -> list[Slug]:
        """A slug for each line, a blank one if there are no words, in the element; bound against widows and orphans."""
        style = within(style, place)
        lines = self.lines(content, ink_of(style, element), place.width) or [Line()]
        baseline, right = self.baseline(style), place.x + place.width
        slugs = []
        for line in lines:
            # A formula that is higher than the line makes room for itself.
            over = max(0.0, line.above - baseline)
            under = max(0.0, line.below - (style.leading - baseline))
            words = Words(place.x, baseline + over, line, style.leading)
            edge = min(place.x + line.width, right)
            height = style.leading + over + under
            slugs.append(Slug(place.frame, height, [words], cost=SPLIT_TEXT, baseline=baseline + over, edge=edge))
        slugs[0].space, slugs[0].cost, slugs[-1].after = style.space_before, 0.0, style.space_after
        guard(slugs)
        return slugs

    def hang(self, label: Label, slugs: list[Slug], inner: Place) -> list[Slug]:
        """Put the label beside the first line of what is set in `inner`, or above it if nothing hangs there."""
        if not label.line.runs:
            return slugs
        style, baseline = label.style, self.baseline(label.style)
        if inner.x == label.x:
            words = Words(label.x, baseline, label.line, style.leading)
            above = Slug(inner.frame, style.leading, [words], space=slugs[0].space, keep=True)
            slugs[0].space, slugs[0].cost = 0.0, FORBIDDEN
            return [above, *slugs]
        baseline = next((piece.y for piece in slugs[0].pieces if isinstance(piece, Words)), baseline)
        slugs[0].pieces.insert(0, Words(label.x, baseline, label.line, style.leading))
        return slugs


def padding(wanted: float, place: Place) -> float:
    """A padding in points, less in a narrow column."""
    return min(wanted, 0.08 * place.width)


def within(style: Style, place: Place) -> Style:
    """A style as its place changes it: bold in header cells, in the answer colour in answers."""
    if place.bold or place.colour:
        return replace(style, bold=style.bold or place.bold, colour=place.colour or style.colour)
    return style
