"""Draws pieces on reportlab's canvas: the only module that knows PDF operators.

Text is written with operators of our own: reportlab's text objects walk over every character of every string in Python, which
would take more time than all the rest.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any, assert_never
from urllib.parse import urlsplit

from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from hornbook.document.nodes import Raster
from hornbook.render.pdf.boxes import Area, Bookmark, Picture, Piece, Stacked, Stroke, Words
from hornbook.render.pdf.fonts import Font
from hornbook.render.pdf.inline import Line, Run
from hornbook.render.pdf.setting import RULE

SCHEMES = ("http", "https", "mailto")
"""Where a link may lead; any other is set as plain words."""


class Pen:
    """Draws on one canvas; `x` and `y` of a piece count from (left, top) of the text area, downwards."""

    def __init__(self, canvas: Canvas, images: Mapping[str, Raster], rule: str) -> None:
        self._canvas = canvas
        self._images = images
        self._rule = rule
        self._alphabets: dict[Font, _Alphabet] = {}
        self._readers: dict[str, ImageReader] = {}
        self._marks = 0
        self._levels: list[int] = []
        self._colours: dict[str, str] = {}
        self._state = ["", "", ""]

    def page(self) -> None:
        """Begin a new page: the canvas has forgotten colours and widths."""
        self._canvas.showPage()
        self._state = ["", "", ""]

    def draw(self, pieces: Sequence[Piece], x: float, y: float) -> None:
        """Draw pieces from the point (x, y), given in PDF's coordinates."""
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
                case Bookmark():
                    self._bookmark(piece, y)
                case Stacked():
                    self.draw(piece.pieces, x + piece.x, y - piece.y)
                case _:
                    assert_never(piece)

    def _words(self, words: Words, x: float, y: float) -> None:
        line = words.line
        for run in line.runs:
            if run.ink.fill:
                size = run.ink.size
                self._area(Area(0, 0, run.width, 1.2 * size, run.ink.fill), x + run.x, y - 0.3 * size)
        for run in line.runs:
            self._text(run, x + run.x, y)
        for start, width in line.gaps:
            # A little below the baseline, so that descenders of what is written stay legible.
            self._stroke(Stroke(start, 1.5, start + width, 1.5, RULE, self._rule), x, y)
        self._links(line, x, y)

    def _text(self, run: Run, x: float, y: float) -> None:
        alphabet = self._alphabets.get(run.font)
        if alphabet is None:
            alphabet = self._alphabets[run.font] = _Alphabet(run.font, self._canvas)
        self._set(0, run.ink.colour, "rg")
        size, y = run.ink.size, y + run.ink.rise
        shown = " ".join(f"{name} {size:.4g} Tf ({text}) Tj" for name, text in alphabet.encode(run.text))
        if lacking := run.font.lacks(bold=run.ink.bold):
            self._set(1, run.ink.colour, "RG")
            self._width(round(lacking * size, 2))
            shown = f"2 Tr {shown} 0 Tr"
        self._canvas.addLiteral(f"BT 1 0 0 1 {x:.3f} {y:.3f} Tm {shown} ET")

    def _links(self, line: Line, x: float, y: float) -> None:
        runs = [run for run in line.runs if run.ink.href and urlsplit(run.ink.href).scheme in SCHEMES]
        while runs:
            first = last = runs.pop(0)
            while runs and runs[0].ink.href == first.ink.href and runs[0].x <= last.x + last.width + 0.01:
                last = runs.pop(0)
            end, size = last.x + last.width, first.ink.size
            self._stroke(Stroke(first.x, 0.14 * size, end, 0.14 * size, RULE, first.ink.colour), x, y)
            self._canvas.linkURL(first.ink.href, (x + first.x, y - 0.3 * size, x + end, y + 0.9 * size), thickness=0)

    def _stroke(self, stroke: Stroke, x: float, y: float) -> None:
        self._set(1, stroke.colour, "RG")
        self._width(stroke.width)
        start, end = (f"{x + at:.3f} {y - down:.3f}" for at, down in ((stroke.x1, stroke.y1), (stroke.x2, stroke.y2)))
        self._canvas.addLiteral(f"{start} m {end} l S")

    def _area(self, area: Area, x: float, y: float) -> None:
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
            reader = self._readers[picture.src] = ImageReader(io.BytesIO(self._images[picture.src].data))
        self._canvas.drawImage(reader, x, y, picture.width, picture.height, mask="auto")

    def _bookmark(self, bookmark: Bookmark, y: float) -> None:
        # An outline may not skip a level, though a handout may: what counts is which heading a heading stands under.
        while self._levels and self._levels[-1] >= bookmark.level:
            self._levels.pop()
        self._levels.append(bookmark.level)
        self._marks += 1
        key = f"heading-{self._marks}"
        self._canvas.bookmarkHorizontalAbsolute(key, round(y, 3))
        self._canvas.addOutlineEntry(bookmark.title, key, len(self._levels) - 1)

    def _set(self, index: int, colour: str, operator: str) -> None:
        if self._state[index] == colour:
            return
        self._state[index] = colour
        numbers = self._colours.get(colour)
        if numbers is None:
            channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
            numbers = self._colours[colour] = " ".join(f"{channel:.4g}" for channel in channels)
        self._canvas.addLiteral(f"{numbers} {operator}")

    def _width(self, width: float) -> None:
        wanted = f"{width:.3g} w"
        if self._state[2] != wanted:
            self._state[2] = wanted
            self._canvas.addLiteral(wanted)


def file_of(canvas: Canvas) -> Any:
    """The file a canvas writes, to which reportlab offers no public way: it keeps the codes of characters and the time stamp."""
    return vars(canvas)["_doc"]


class _Alphabet:
    """The codes that a font's characters have in one document, ready for a PDF string.

    reportlab hands out codes as characters come along, 255 to a subset. Those of the first subset, nearly always all there
    are, are kept in a table that `str.translate` reads.
    """

    def __init__(self, font: Font, canvas: Canvas) -> None:
        self._font = font.source
        self._document = file_of(canvas)
        self._codes: dict[int, str] = {}
        self._rare: set[int] = set()
        self._first = ""

    def encode(self, text: str) -> list[tuple[str, str]]:
        """Pairs of a font's name in the PDF and a string of its codes."""
        new = set(map(ord, text)) - self._codes.keys() - self._rare
        for code in sorted(new):
            self._meet(code)
        if self._rare and not self._rare.isdisjoint(map(ord, text)):
            return [(self._name(subset), _escaped(codes)) for subset, codes in self._font.splitString(text, self._document)]
        return [(self._first, text.translate(self._codes))]

    def _meet(self, code: int) -> None:
        ((subset, codes),) = self._font.splitString(chr(code), self._document)
        if subset:
            self._rare.add(code)
            return
        self._codes[code] = _escaped(codes)
        self._first = self._first or self._name(0)

    def _name(self, subset: int) -> str:
        name: str = self._font.getSubsetInternalName(subset, self._document)
        return name


def _escaped(codes: bytes) -> str:
    return "".join(chr(code) if 32 <= code < 127 and code not in b"()\\" else f"\\{code:03o}" for code in codes)
