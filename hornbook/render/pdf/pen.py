"""Draws pieces on reportlab's canvas, each inside its tag: the only module that knows PDF operators.

Text is written with operators of our own: reportlab's text objects walk over every character of every string in Python, which
would take more time than all the rest.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import assert_never
from urllib.parse import quote

from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfdoc import PDFString
from reportlab.pdfgen.canvas import Canvas

from hornbook.document.nodes import Raster
from hornbook.render.pdf.alphabet import Alphabet
from hornbook.render.pdf.boxes import Area, Bookmark, Picture, Piece, Shown, Stacked, Stroke, Vectors, Words
from hornbook.render.pdf.file import file_of
from hornbook.render.pdf.fonts import Font
from hornbook.render.pdf.line import Drawn, Ink, Line, Ruled, Run
from hornbook.render.pdf.tags import LAYOUT, REPEATED, Element, Marker
from hornbook.render.vectors import Outline
from hornbook.theme import Theme

UNDERLINE = 0.5
"""The weight of the rule under a link, in points."""

LONGEST_BOOKMARK = 200
"""Characters; panes that show an outline are narrow."""

_OPERATORS = {"M": "m", "L": "l", "C": "c", "Z": "h"}

_IN_ADDRESSES = "%/:=&?~#+!$,;'@()*[]"
"""What stays as it is in an address, besides letters, digits and "_.-"."""


class Pen:
    """Draws on one canvas; `x` and `y` of a piece count from (left, top) of the text area, downwards."""

    def __init__(self, canvas: Canvas, marker: Marker, image: Callable[[str], Raster], theme: Theme) -> None:
        self._canvas = canvas
        self._marker = marker
        self._artifact = ""
        self._element: Element | None = None
        self._image = image
        self._theme = theme
        self._alphabets: dict[Font, Alphabet] = {}
        self._readers: dict[str, ImageReader] = {}
        self._bookmarks = 0
        self._links_drawn = 0
        self._levels: list[int] = []
        self._colours: dict[str, str] = {}
        self._state = ["", "", ""]

    def begin_page(self) -> None:
        """Begin a page, on which no colour and no width is set."""
        self._marker.begin_page()
        self._state = ["", "", ""]

    def end_page(self) -> None:
        """End the page."""
        self._marker.close()
        self._canvas.showPage()

    def draw_artifact(self, kind: str, pieces: Sequence[Piece], x: float, y: float) -> None:
        """Draw pieces that no reader is to be told of; `kind` is one of those in `tags`."""
        outer, self._artifact = self._artifact, kind
        self.draw(pieces, x, y)
        self._artifact = outer

    def draw(self, pieces: Sequence[Piece], x: float, y: float) -> None:
        """Draw pieces from the point (x, y), given in PDF's coordinates. Raises ValueError for words that belong to no element."""
        for piece in pieces:
            match piece:
                case Words():
                    self._words(piece, x + piece.x, y - piece.y)
                case Stroke():
                    self._stroke(piece, x, y)
                case Area():
                    self._area(piece, x + piece.x, y - piece.y - piece.height)
                case Picture():
                    self._picture(piece, x + piece.x, y - piece.y - piece.height)
                case Vectors():
                    self._vectors(piece, x + piece.x, y - piece.y)
                case Bookmark():
                    self._bookmark(piece, y)
                case Stacked():
                    self.draw_artifact(piece.artifact or self._artifact, piece.pieces, x + piece.x, y - piece.y)
                case Shown():
                    self._shown(piece, x, y)
                case _:
                    assert_never(piece)

    def _shown(self, shown: Shown, x: float, y: float) -> None:
        self._mark(shown.element)
        self._element = shown.element
        self.draw(shown.pieces, x, y)
        self._element = None

    def _mark(self, element: Element | None) -> None:
        """What is drawn next belongs to the element; or it is an artifact, if there is none or if all around it is."""
        if self._artifact or element is None:
            self._marker.artifact(self._artifact or LAYOUT)
        else:
            self._marker.content(element)

    def _words(self, words: Words, x: float, y: float) -> None:
        line = words.line
        for run in line.runs:
            if run.ink.fill and run.width:
                size = run.ink.size
                self._area(Area(0, 0, run.width, 1.2 * size, run.ink.fill), x + run.x, y - 0.3 * size)
        for part in line.parts():
            match part:
                case Run():
                    self._text(part, x + part.x, y)
                case Drawn():
                    self._formula(part, x + part.x, y)
                case Ruled():
                    self._mark(part.ink.element)
                    # A little below the baseline, so that descenders of what is written stay legible.
                    self._rule_off(Stroke(part.x, 1.5, part.x + part.width, 1.5, self._theme.rule, self._theme.colours.rule), x, y)
        self._links(line, x, y)

    def _formula(self, drawn: Drawn, x: float, y: float) -> None:
        self._mark(drawn.ink.element)
        size = drawn.ink.size
        if drawn.ink.fill:
            high = (drawn.shape.above + drawn.shape.below) * size
            self._set(0, drawn.ink.fill, "rg")
            self._canvas.addLiteral(f"{x:.3f} {y - drawn.shape.below * size:.3f} {drawn.width:.3f} {high:.3f} re f")
        for outline in drawn.shape.outlines(size, drawn.ink.colour, bold=drawn.ink.bold):
            self._outline(outline, x, y + drawn.ink.rise)

    def encode(self, text: str, font: Font) -> list[tuple[str, str]]:
        """The text as the file holds it: pairs of a font's name and a string of its codes."""
        alphabet = self._alphabets.get(font)
        if alphabet is None:
            alphabet = self._alphabets[font] = Alphabet(font, self._canvas)
        return alphabet.encode(text)

    def draw_form(self, name: str) -> None:
        """Draw the form of that name, which comes back on every page and is no part of what is told."""
        self._marker.artifact(REPEATED)
        self._canvas.doForm(name)

    def _text(self, run: Run, x: float, y: float) -> None:
        if run.ink.element is None and not self._artifact:
            raise ValueError(f'"{run.text}" belongs to no element of the structure')
        self._mark(run.ink.element)
        self._set(0, run.ink.colour, "rg")
        size, y = run.ink.size, y + run.ink.rise
        shown = " ".join(f"{name} {size:.4g} Tf ({text}) Tj" for name, text in self.encode(run.text, run.font))
        if lacking := run.font.lacks(bold=run.ink.bold):
            self._set(1, run.ink.colour, "RG")
            self._width(round(lacking * size, 2))
            shown = f"2 Tr {shown} 0 Tr"
        self._canvas.addLiteral(f"BT 1 0 0 1 {x:.3f} {y:.3f} Tm {shown} ET")

    def _links(self, line: Line, x: float, y: float) -> None:
        runs = [run for run in line.runs if run.ink.href and run.width]
        while runs:
            first = last = runs.pop(0)
            text = first.text
            while runs and runs[0].ink.link is first.ink.link and runs[0].x <= last.x + last.width + 0.01:
                last = runs.pop(0)
                text += last.text
            end, size = last.x + last.width, first.ink.size
            self._stroke(Stroke(first.x, 0.14 * size, end, 0.14 * size, UNDERLINE, first.ink.colour), x, y)
            self._link(first.ink, text.strip(), (x + first.x, y - 0.3 * size, x + end, y + 0.9 * size))

    def _link(self, ink: Ink, text: str, area: tuple[float, float, float, float]) -> None:
        """A link on the page, unless this is an artifact: no reader could follow it from there."""
        if self._artifact or ink.link is None:
            return
        file, href = file_of(self._canvas), quote(ink.href, safe=_IN_ADDRESSES)

        def draw(key: int) -> int:
            # Contents says what the link is, and 4 that it is printed (ISO 14289-1, 7.18.5 and ISO 19005-2, 6.3.2).
            self._canvas.linkURL(href, area, thickness=0, Contents=PDFString(text or href), F=4, StructParent=key)
            self._links_drawn += 1
            reference = file.refAnnotation(f"NUMBER{self._links_drawn}")
            number: int = file.idToObjectNumberAndVersion[reference.name][0]
            return number

        self._marker.annotation(ink.link, draw)

    def _stroke(self, stroke: Stroke, x: float, y: float) -> None:
        self._mark(self._element)
        self._rule_off(stroke, x, y)

    def _rule_off(self, stroke: Stroke, x: float, y: float) -> None:
        self._set(1, stroke.colour, "RG")
        self._width(stroke.width)
        start, end = (f"{x + at:.3f} {y - down:.3f}" for at, down in ((stroke.x1, stroke.y1), (stroke.x2, stroke.y2)))
        self._canvas.addLiteral(f"{start} m {end} l S")

    def _area(self, area: Area, x: float, y: float) -> None:
        self._mark(self._element)
        rectangle = f"{x:.3f} {y:.3f} {area.width:.3f} {area.height:.3f} re"
        if area.fill:
            self._set(0, area.fill, "rg")
            self._canvas.addLiteral(f"{rectangle} f")
        if area.border:
            self._set(1, area.border, "RG")
            self._width(area.border_width)
            self._canvas.addLiteral(f"{rectangle} S")

    def _picture(self, picture: Picture, x: float, y: float) -> None:
        reader = self._readers.get(picture.src)
        if reader is None:
            reader = self._readers[picture.src] = ImageReader(io.BytesIO(self._image(picture.src).data))
        self._mark(self._element)
        self._bound(x, y, x + picture.width, y + picture.height)
        self._canvas.drawImage(reader, x, y, picture.width, picture.height, mask="auto")

    def _bound(self, *box: float) -> None:
        """Say where the figure stands that is being drawn, unless that has been said."""
        if self._element and not self._element.attributes:
            self._element.attributes = f"/O/Layout/Placement/Block/BBox[{' '.join(f'{edge:.2f}' for edge in box)}]"

    def _vectors(self, vectors: Vectors, x: float, y: float) -> None:
        self._mark(self._element)
        self._bound(x, y - vectors.height, x + vectors.width, y)
        self._canvas.addLiteral("q 1 J 1 j")
        before = list(self._state)
        for outline in vectors.outlines:
            self._outline(outline, x, y)
        self._canvas.addLiteral("Q")
        self._state = before

    def _outline(self, outline: Outline, x: float, y: float) -> None:
        if outline.fill:
            self._set(0, outline.fill, "rg")
        if outline.colour:
            self._set(1, outline.colour, "RG")
            self._width(outline.width)
            self._canvas.addLiteral(f"[{outline.dash:.3g} {1.2 * outline.dash:.3g}] 0 d" if outline.dash else "[] 0 d")
        path = " ".join(
            f"{_points(points, x, y)} {_OPERATORS[kind]}" if points else _OPERATORS[kind] for kind, points in outline.steps
        )
        paint = {(True, True): "B", (True, False): "f", (False, True): "S"}.get((bool(outline.fill), bool(outline.colour)), "n")
        self._canvas.addLiteral(f"{path} {paint}")

    def _bookmark(self, bookmark: Bookmark, y: float) -> None:
        if self._artifact:
            return
        # An outline may not skip a level, though a handout may: what counts is which heading a heading stands under.
        while self._levels and self._levels[-1] >= bookmark.level:
            self._levels.pop()
        self._levels.append(bookmark.level)
        self._bookmarks += 1
        key = f"heading-{self._bookmarks}"
        self._canvas.bookmarkHorizontalAbsolute(key, round(y, 3))
        self._canvas.addOutlineEntry(bookmark.title[:LONGEST_BOOKMARK], key, len(self._levels) - 1)

    def _set(self, index: int, colour: str, operator: str) -> None:
        if self._state[index] == colour:
            return
        self._state[index] = colour
        numbers = self._colours.get(colour)
        if numbers is None:
            numbers = self._colours[colour] = rgb(colour)
        self._canvas.addLiteral(f"{numbers} {operator}")

    def _width(self, width: float) -> None:
        wanted = f"{width:.3g} w"
        if self._state[2] != wanted:
            self._state[2] = wanted
            self._canvas.addLiteral(wanted)


def _points(points: Sequence[float], x: float, y: float) -> str:
    return " ".join(f"{y - at:.3f}" if index % 2 else f"{x + at:.3f}" for index, at in enumerate(points))


def rgb(colour: str) -> str:
    """A colour `#rrggbb` as operands."""
    return " ".join(f"{int(colour[at : at + 2], 16) / 255:.4g}" for at in (1, 3, 5))
