"""Words as outlines: in a drawing every letter stays where it was put, whichever fonts a computer has.

The embedded fonts of a Word file do not reach into its pictures, and a label in another font would run over its neighbours.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

from hornbook.document.inline import ComposedInline, Emphasis, Filled, Strong, Subscript, Superscript, Text
from hornbook.document.text import inline_text
from hornbook.errors import Problem, RenderError
from hornbook.fonts import FALLBACKS, FAMILIES, Face, characters, why_missing
from hornbook.render.docx.faces import FACES
from hornbook.theme import Theme

_SMALL, _RAISED, _LOWERED = 0.66, 0.34, -0.14
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))


@dataclass(frozen=True, slots=True)
class Letters:
    """Outlines of letters as an SVG path, in ems from the start of their line, and where they stand; `answer` if they are one."""

    path: str
    answer: bool
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Written:
    """A line of letters and its width in ems."""

    letters: tuple[Letters, ...]
    width: float


@dataclass(frozen=True, slots=True)
class _Look:
    family: str
    bold: bool = False
    italic: bool = False
    answer: bool = False
    size: float = 1.0
    rise: float = 0.0


def written(content: Iterable[ComposedInline], theme: Theme) -> Written:
    """The outlines of a label. Raises RenderError for a character that no font has."""
    letters: list[Letters] = []
    x = 0.0
    for text, look in _runs(content, _Look(theme.paragraph("body").family), theme):
        paths, start = [], x
        for char in text.translate(_UNSEEN):
            outlines = _outlines(_family(char, look.family), FACES[look.bold, look.italic])
            path, wide = outlines.draw(char, x, look)
            paths.append(path)
            x += look.size * wide
        letters.append(Letters("".join(paths), look.answer, start, x - start))
    return Written(tuple(letters), x)


def _runs(content: Iterable[ComposedInline], look: _Look, theme: Theme) -> Iterator[tuple[str, _Look]]:
    for node in content:
        match node:
            case Text(text):
                yield text, look
            case Strong(inner):
                yield from _runs(inner, replace(look, bold=True), theme)
            case Emphasis(inner):
                changed = replace(look, italic=not look.italic) if theme.italics else replace(look, bold=True)
                yield from _runs(inner, changed, theme)
            case Filled(inner):
                yield from _runs(inner, replace(look, bold=True, answer=True), theme)
            case Superscript(inner):
                yield from _runs(inner, replace(look, size=_SMALL * look.size, rise=look.rise + _RAISED * look.size), theme)
            case Subscript(inner):
                yield from _runs(inner, replace(look, size=_SMALL * look.size, rise=look.rise + _LOWERED * look.size), theme)
            case _:
                raise RenderError(Problem(f"the label “{inline_text((node,))}” is no plain text", "leave links and gaps out of it"))


def _family(char: str, family: str) -> str:
    for name in dict.fromkeys((family, *FALLBACKS)):
        if ord(char) in characters(name) or char in "\u00a0\u202f":
            return name
    raise RenderError([Problem(what, hint) for what, hint in why_missing(char)])


def _short(number: float) -> str:
    return f"{number:.3f}".rstrip("0").rstrip(".") if number else "0"


class _Outlines:
    """The glyphs of one face."""

    def __init__(self, family: str, face: Face) -> None:
        font = TTFont(FAMILIES[family].path(face), lazy=True)
        self._names = font.getBestCmap()
        # One file holds all weights of a variable font.
        self._glyphs = font.getGlyphSet(location={"wght": 700 if face.startswith("bold") else 400, "wdth": 100})
        self._units = int(font["head"].unitsPerEm)

    def draw(self, char: str, x: float, look: _Look) -> tuple[str, float]:
        """A character `x` ems to the right, and its width in ems, the look's size apart."""
        name = self._names.get(ord(char)) or self._names[0x20]  # a no-break space that the font lacks is a space
        glyph, scale = self._glyphs[name], look.size / self._units
        pen = SVGPathPen(self._glyphs, ntos=_short)
        glyph.draw(TransformPen(pen, (scale, 0, 0, -scale, x, -look.rise)))
        return pen.getCommands(), float(glyph.width) / self._units


@lru_cache(maxsize=16)
def _outlines(family: str, face: Face) -> _Outlines:
    return _Outlines(family, face)
