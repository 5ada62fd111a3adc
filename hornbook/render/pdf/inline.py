"""From inline nodes to lines of positioned words.

Where a line may end is decided here: at a space, and after a hyphen, dash or slash between letters. `breaking.py` decides where
it does end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import assert_never

from hornbook.document.inline import (
    Blank,
    ComposedInline,
    Correct,
    Emphasis,
    Filled,
    Formula,
    Gap,
    LineBreak,
    Link,
    Span,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from hornbook.document.text import inline_text
from hornbook.errors import Problem, RenderError
from hornbook.render.pdf import structure
from hornbook.render.pdf.breaking import BREAK, FORCED, JOINED, SPACE, Atom, broken
from hornbook.render.pdf.fonts import Faces, Piece
from hornbook.render.pdf.formulas import Shape, shape
from hornbook.render.pdf.line import Ink, Line
from hornbook.theme import Theme

SCHEMES = ("http", "https", "mailto")
"""Where a link may lead; any other is set as plain words."""

_DASHES = frozenset("-‐–—/")
# A slash behind one or two letters belongs to a unit, such as m/s, which stays whole.
_AFTER_DASH = re.compile(r"(?<=\w[-‐–—])(?=[^\W\d_])|(?<=\w{3}/)(?=[^\W\d_])|(?<=—)(?=\w)")
_BLANKS = re.compile(r"[ \t\n\r\f\v]+")

SMALL = 0.66
"""The size of raised and lowered characters as a share of the text's, as OpenType fonts commonly recommend."""


def plain(content: Iterable[ComposedInline]) -> str:
    """The words alone, on one line: for bookmarks."""
    return " ".join(inline_text(content).split())


class Liner:
    """Breaks inline nodes into lines for one theme."""

    def __init__(self, theme: Theme, faces: Faces) -> None:
        self._theme = theme
        self._faces = faces

    def lines(self, content: Iterable[ComposedInline], ink: Ink, measure: float) -> list[Line]:
        """The lines of a paragraph; none if there is nothing to set. `measure` in points."""
        gatherer = _Gatherer(self._theme, self._faces)
        for node in content:
            gatherer.add(node, ink)
        return broken(gatherer.atoms, self._faces, measure)

    def line(self, text: str, ink: Ink) -> Line:
        """The text on a single line, however long."""
        lines = self.lines((Text(text),), ink, float("inf"))
        return lines[0] if lines else Line()


class _Gatherer:
    """Flattens inline nodes into atoms."""

    def __init__(self, theme: Theme, faces: Faces) -> None:
        self._theme = theme
        self._faces = faces
        self.atoms: list[Atom] = []
        self._joint = JOINED
        self._space: Ink | None = None

    def add(self, node: ComposedInline, ink: Ink) -> None:
        """Take in one node and what is in it."""
        match node:
            case Text(text):
                self._text(text, ink)
            case Strong(content):
                self._all(content, replace(ink, bold=True))
            case Emphasis(content):
                self._all(content, replace(ink, italic=not ink.italic) if self._theme.italics else replace(ink, bold=True))
            case Superscript(content):
                self._all(content, replace(ink, size=ink.size * SMALL, rise=ink.rise + ink.size * 0.34))
            case Subscript(content):
                self._all(content, replace(ink, size=ink.size * SMALL, rise=ink.rise - ink.size * 0.14))
            case Span(lang, content):
                self._all(content, replace(ink, element=structure.span(ink.element, lang)))
            case Link(href, content):
                if href.partition(":")[0].lower() in SCHEMES:
                    link = structure.link(ink.element)
                    ink = replace(ink, href=href, element=link, link=link)
                self._all(content, ink)
            case LineBreak():
                self._joint = FORCED
            case Formula(tex):
                drawn = shape(tex)
                element = structure.formula(ink.element, tex)
                self._atom((), drawn.width * ink.size, replace(ink, element=element), drawn)
            case Gap(width, hint):
                self._text(hint, ink)
                self._atom((), width * ink.size, replace(ink, element=structure.gap(ink.element)))
            case Filled(content):
                colours = self._theme.colours
                self._all(content, replace(ink, bold=True, colour=colours.answer, fill=colours.answer_fill))
            case Blank() | Correct():
                raise RenderError(Problem(f"a {type(node).__name__} has reached the renderer", "resolve the edition first"))
            case _:
                assert_never(node)

    def _all(self, content: Iterable[ComposedInline], ink: Ink) -> None:
        for node in content:
            self.add(node, ink)

    def _text(self, text: str, ink: Ink) -> None:
        for index, word in enumerate(_BLANKS.split(text)):
            if index and self._joint != FORCED:
                self._joint, self._space = SPACE, ink
            if not word:
                continue
            for part in _AFTER_DASH.split(word) if not _DASHES.isdisjoint(word) else (word,):
                pieces = self._faces.pieces(part, ink.family, ink.face)
                if pieces:
                    self._atom(pieces, sum(piece.width for piece in pieces) * ink.size, ink)
                    self._joint = BREAK
            self._joint = JOINED if self._joint == BREAK else self._joint

    def _atom(self, pieces: tuple[Piece, ...], width: float, ink: Ink, drawn: Shape | None = None) -> None:
        joint = self._joint if self.atoms or self._joint == FORCED else JOINED
        self.atoms.append(Atom(joint, width, ink, pieces, self._space if joint == SPACE else None, drawn))
        self._joint = JOINED
