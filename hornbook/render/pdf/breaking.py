"""Fills lines with atoms, what no line break may enter.

Text is set ragged right and lines are broken greedily: with no words to stretch, a cleverer break gains little, and teachers
expect the line breaks they know from their word processor. Inside a word a line ends only if the word is wider than the whole
measure.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import accumulate

from hornbook.render.pdf.fonts import Faces, Piece
from hornbook.render.pdf.formulas import Shape
from hornbook.render.pdf.line import Drawn, Ink, Line, Ruled, Run

JOINED, BREAK, SPACE, FORCED = range(4)
"""What stands before an atom: nothing, a place where a line may end, a space, or the end of a line."""


@dataclass(slots=True)
class Atom:
    """What no line break may enter: part of a word (`pieces`), a formula (its `shape`), or else a gap."""

    joint: int
    width: float
    ink: Ink
    pieces: tuple[Piece, ...] = ()
    space: Ink | None = None
    shape: Shape | None = None


def broken(atoms: Iterable[Atom], faces: Faces, measure: float) -> list[Line]:
    """The atoms on lines that are `measure` points wide; none if there are no atoms."""
    breaker = _Breaker(faces, measure)
    for cluster in _clusters(atoms):
        breaker.add(cluster)
    return breaker.finish()


def _clusters(atoms: Iterable[Atom]) -> Iterator[list[Atom]]:
    """Atoms with no place to break between them, together."""
    cluster: list[Atom] = []
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

    def add(self, cluster: list[Atom]) -> None:
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

    def _atom(self, atom: Atom, *, whole: bool) -> None:
        if not atom.pieces:
            self._box(atom)
        for piece in atom.pieces:
            if whole:
                self._set(piece, atom.ink)
            else:
                self._split(piece, atom.ink)

    def _box(self, atom: Atom) -> None:
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
