"""Which font sets which characters, and how wide words are.

A word is looked up once a document: most words of a handout come back many times, so everything that walks over characters
stands behind a cache. Widths are in ems, so that one entry serves every size.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from hornbook.errors import Problem, RenderError
from hornbook.fonts import FALLBACKS, FAMILIES, Face, is_set, why_missing

UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
"""Marks that only guide line breaking (soft hyphen, zero-width space and the like); most fonts have no glyph for them."""

NO_BREAK_SPACES = "\u00a0\u202f"

REGULAR_STEM, BOLD_STEM, MOST_ADDED = 0.087, 0.165, 0.05
"""Stems in ems as reportlab derives them from a font's weight class, for 400 and 700; and how much may be stroked on."""


class Font:
    """One font file: its metrics, and reportlab's object that embeds the glyphs used."""

    def __init__(self, path: Path) -> None:
        self.name = f"hornbook:{path.name}"
        self.source = TTFont(self.name, str(path), asciiReadable=False, shapable=False)
        pdfmetrics.registerFont(self.source)
        face = self.source.face
        self.ascent: float = face.ascent / 1000
        self.stem: float = face.stemV / 1000
        self.descent: float = -face.descent / 1000
        self.characters = frozenset(filter(is_set, face.charToGlyph)) | set(map(ord, NO_BREAK_SPACES))
        self._widths: dict[int, float] = dict.fromkeys(map(ord, NO_BREAK_SPACES), face.charWidths[0x20] / 1000)
        self._widths.update((code, width / 1000) for code, width in face.charWidths.items())
        self._default: float = face.defaultWidth / 1000

    def lacks(self, *, bold: bool) -> float:
        """The weight in ems to be added by stroking the outlines: a variable font stands in its file in its lightest weight."""
        wanted = BOLD_STEM if bold else REGULAR_STEM
        return min(wanted - self.stem, MOST_ADDED) if self.stem < 0.9 * wanted else 0.0

    def has(self, text: str) -> bool:
        """Whether there is a glyph for every character."""
        return self.characters.issuperset(map(ord, text))

    def widths(self, text: str) -> list[float]:
        """The width of each character in ems."""
        known, default = self._widths, self._default
        return [known.get(ord(char), default) for char in text]


@lru_cache(maxsize=32)
def _font(path: Path) -> Font:
    # Variable fonts stand in one file for all four faces: keyed by path, so that none is embedded twice.
    return Font(path)


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters that one font sets; `width` in ems."""

    font: Font
    text: str
    width: float


class Faces:
    """The faces a document uses, and the words it has met."""

    def __init__(self) -> None:
        self._chains: dict[tuple[str, Face], tuple[Font, ...]] = {}
        self._words: dict[tuple[str, str, Face], tuple[Piece, ...]] = {}

    def chain(self, family: str, face: Face) -> tuple[Font, ...]:
        """The fonts to try in turn; the first one gives the metrics of the line."""
        key = family, face
        if key not in self._chains:
            families = dict.fromkeys((family, *FALLBACKS))
            self._chains[key] = tuple(_font(FAMILIES[name].path(face)) for name in families)
        return self._chains[key]

    def pieces(self, word: str, family: str, face: Face) -> tuple[Piece, ...]:
        """The word, cut where the font changes. Raises RenderError for a character that no font has."""
        key = word, family, face
        found = self._words.get(key)
        if found is None:
            found = self._words[key] = tuple(_cut(word.translate(UNSEEN), self.chain(family, face)))
        return found


def _cut(word: str, chain: tuple[Font, ...]) -> list[Piece]:
    if chain[0].has(word):
        return [_piece(chain[0], word)] if word else []
    pieces: list[Piece] = []
    start, font = 0, _first(word[0], chain)
    for index, char in enumerate(word):
        other = font if font is chain[0] and font.has(char) else _first(char, chain)
        if other is not font:
            pieces.append(_piece(font, word[start:index]))
            start, font = index, other
    return [*pieces, _piece(font, word[start:])]


def _piece(font: Font, text: str) -> Piece:
    return Piece(font, text, sum(font.widths(text)))


def _first(char: str, chain: tuple[Font, ...]) -> Font:
    for font in chain:
        if font.has(char):
            return font
    raise RenderError([Problem(what, hint) for what, hint in why_missing(char)])
