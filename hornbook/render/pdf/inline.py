"""From inline nodes to lines of positioned words.

Text is set ragged right and lines are broken greedily: with no words to stretch, a cleverer break gains little, and teachers
expect the line breaks they know from their word processor. A line ends at a space, after a hyphen, dash or slash between
letters, and inside a word only if the word is wider than the whole measure.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from operator import attrgetter
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
from hornbook.fonts import Face
from hornbook.render.pdf import structure
from hornbook.render.pdf.fonts import Faces, Font, Piece
from hornbook.render.pdf.formulas import Shape, shape
from hornbook.render.pdf.tags import Element
from hornbook.theme import Style, Theme

SCHEMES = ("http", "https", "mailto")
"""Where a link may lead; any other is set as plain words."""

JOINED, BREAK, SPACE, FORCED = range(4)
"""What stands before an atom: nothing, a place where a line may end, a space, or the end of a line."""

_DASHES = frozenset("-‐–—/")
# A slash behind one or two letters belongs to a unit, such as m/s, which stays whole.
_AFTER_DASH = re.compile(r"(?<=\w[-‐–—])(?=[^\W\d_])|(?<=\w{3}/)(?=[^\W\d_])|(?<=—)(?=\w)")
_BLANKS = re.compile(r"[ \t\n\r\f\v]+")

CLEARANCE = 0.28
"""White space above and below a formula in ems, so that fractions in lines that follow each other do not touch."""

SMALL = 0.66
"""The size of raised and lowered characters as a share of the text's, as OpenType fonts commonly recommend."""


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


@dataclass(slots=True)
class _Atom:
    """What no line break may enter: part of a word (`pieces`), a formula (its `shape`), or else a gap."""

    joint: int
    width: float
    ink: Ink
    pieces: tuple[Piece, ...] = ()
    space: Ink | None = None
    shape: Shape | None = None


def ink_of(style: Style, element: Element | None = None) -> Ink:
    """The ink of a paragraph's plain text, which belongs to `element`; None for what is no part of the structure."""
    return Ink(style.family, style.size, style.colour, style.bold, style.italic, element=element)


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
        breaker = _Breaker(self._faces, measure)
        for cluster in _clusters(gatherer.atoms):
            breaker.add(cluster)
        return breaker.finish()

    def line(self, text: str, ink: Ink) -> Line:
        """The text on a single line, however long."""
        lines = self.lines((Text(text),), ink, float("inf"))
        return lines[0] if lines else Line()


class _Gatherer:
    """Flattens inline nodes into atoms."""

    def __init__(self, theme: Theme, faces: Faces) -> None:
        self._theme = theme
        self._faces = faces
        self.atoms: list[_Atom] = []
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
        self.atoms.append(_Atom(joint, width, ink, pieces, self._space if joint == SPACE else None, drawn))
        self._joint = JOINED


def _clusters(atoms: list[_Atom]) -> Iterator[list[_Atom]]:
    """Atoms with no place to break between them, together."""
    cluster: list[_Atom] = []
    for atom in atoms:
        if atom.joint != JOINED and cluster:
            yield cluster
            cluster = []
        cluster.append(atom)
    if cluster:
        yield cluster


class _Breaker:
    """Fills one line after another."""

    def __init__(self, faces: Faces, measure: float) -> None:
        self._faces = faces
        self._measure = measure + 0.01  # rounding must not send a word that fits exactly to the next line
        self._lines: list[Line] = []
        self._line = Line()

    def add(self, cluster: list[_Atom]) -> None:
        """Set a cluster on this line, or on the next if it is too wide for what is left."""
        first = cluster[0]
        width = first.width if len(cluster) == 1 else sum(atom.width for atom in cluster)
        if first.joint == FORCED:
            self._line.read_on(self._faces)
            self._end()
        space = self._space(first.space) if first.space and self._line.parts() else None
        if (
            self._line.width
            and self._line.width + (space.width * first.space.size if space and first.space else 0) + width > self._measure
        ):
            self._close(space, first.space)
            space = None
        if space and first.space:
            self._set(space, first.space)
        for atom in cluster:
            self._atom(atom, whole=width <= self._measure)

    def finish(self) -> list[Line]:
        """All lines."""
        if self._line.parts():
            self._end()
        return self._lines

    def _atom(self, atom: _Atom, *, whole: bool) -> None:
        if not atom.pieces:
            self._box(atom)
        for piece in atom.pieces:
            if whole:
                self._set(piece, atom.ink)
            else:
                self._split(piece, atom.ink)

    def _box(self, atom: _Atom) -> None:
        """Set a gap or a formula; a formula that no line can hold is set smaller."""
        width = min(atom.width, self._measure)
        if self._line.width + width > self._measure:
            self._end()
        if atom.shape:
            ink = atom.ink if width == atom.width else replace(atom.ink, size=width / atom.shape.width)
            self._line.formulas.append(Drawn(self._line.width, atom.shape, ink))
        else:
            self._line.gaps.append(Ruled(self._line.width, width, atom.ink))
        self._line.width += width

    def _split(self, piece: Piece, ink: Ink) -> None:
        """Break inside a word that no line can hold."""
        ends = list(accumulate(piece.font.widths(piece.text), initial=0.0))
        start = 0
        while start < len(piece.text):
            room = (self._measure - self._line.width) / ink.size
            end = bisect_right(ends, ends[start] + room) - 1
            if end <= start and self._line.width:
                self._end()
                continue
            end = max(end, start + 1)
            self._set(Piece(piece.font, piece.text[start:end], ends[end] - ends[start]), ink)
            start = end

    def _set(self, piece: Piece, ink: Ink) -> None:
        line, width = self._line, piece.width * ink.size
        last = line.runs[-1] if line.runs else None
        if last and last.font is piece.font and last.ink is ink and last.x + last.width >= line.width - 1e-6:
            last.text += piece.text
            last.width += width
        else:
            line.runs.append(Run(line.width, width, piece.text, piece.font, ink))
        line.width += width

    def _space(self, ink: Ink) -> Piece:
        return self._faces.pieces(" ", ink.family, ink.face)[0]

    def _close(self, space: Piece | None, ink: Ink | None) -> None:
        """End the line at a space, or after a dash."""
        last = self._line.runs[-1] if self._line.runs else None
        if (
            space
            and ink
            and last
            and last.font is space.font
            and last.ink is ink
            and last.x + last.width >= self._line.width - 1e-6
        ):
            last.text += " "
        elif space and ink:
            self._line.runs.append(Run(self._line.width, 0.0, " ", space.font, ink))
        self._end()

    def _end(self) -> None:
        self._lines.append(self._line)
        self._line = Line()
