"""What differs from copy to copy, as one form that every page draws: the slots of the running head, and the code in the foot.

Where each field stands is known once the document is laid out, and so are the codes of all characters that the copies need, for
their glyphs are embedded then. What is left to do for a copy is to look up codes and widths.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFObject, PDFObjectReference, xObjectName
from reportlab.pdfgen.canvas import Canvas

from hornbook.errors import Problem, RenderError
from hornbook.fonts import Face, missing
from hornbook.render.pdf.file import file_of, stream_object, text_string
from hornbook.render.pdf.fonts import UNSEEN
from hornbook.render.pdf.furniture import Field
from hornbook.render.pdf.pen import Pen, rgb
from hornbook.render.pdf.setting import Typesetter

SMALLEST = 0.7
"""The share of its size to which a long value shrinks before it is cut short."""

ELLIPSIS = "…"
_VIRAMA = 9  # the canonical combining class of signs that join letters to others
_SPACES = dict.fromkeys(map(ord, "\t\n\r"), " ") | UNSEEN


@dataclass(eq=False, slots=True)
class _Face:
    """A font under its name in the file, and the codes of its characters; `added` (ems) is what is stroked on for its weight."""

    name: str
    added: float
    codes: dict[int, str] = field(default_factory=dict)


class Fields:
    """The fields of one document; `characters` are those that values may be set in, beyond what no font has."""

    NAME = "copy"

    def __init__(self, characters: Iterable[str], code: str = "") -> None:
        self._characters = sorted({*characters, *code, ELLIPSIS})
        self._code = code
        self._faces: dict[str, _Face] = {}
        self._widths: dict[str, float] = {}
        self._fields: list[tuple[Field, str, str, str]] = []
        self.dictionary = ""

    def settle(self, canvas: Canvas, pen: Pen, fields: Sequence[Field], setting: Typesetter) -> None:
        """Take down where the fields are, and put into the file the glyphs of all characters and a form that is blank."""
        self._embed(pen, setting)
        theme = setting.theme
        for one in fields:
            y, end = one.y - 1.5, one.x + one.room
            rule = f"{rgb(theme.colours.rule)} RG {theme.rule:.3g} w {one.x:.3f} {y:.3f} m {end:.3f} {y:.3f} l S"
            self._fields.append((one, rgb(one.colour), _label(one, pen), rule if one.ruled else ""))
        file = file_of(canvas)
        fonts = PDFObjectReference("BasicFonts").format(file).decode()
        width, height = theme.page_size
        self.dictionary = f"/Type/XObject/Subtype/Form/BBox[0 0 {width:.3f} {height:.3f}]/Resources<</Font {fonts}>>"
        reference = file.Reference(_Blank(self.form({})), xObjectName(self.NAME))
        self.number: int = file.idToObjectNumberAndVersion[reference.name][0]

    def _embed(self, pen: Pen, setting: Typesetter) -> None:
        style = setting.theme.running()
        face: Face = "bold" if style.bold else "regular"
        found: dict[tuple[str, float], _Face] = {}
        for char in self._characters:
            if missing(char) or _needs_shaping(char) or not (pieces := setting.faces.pieces(char, style.family, face)):
                continue
            ((name, code),) = pen.encode(char, pieces[0].font)
            key = name, pieces[0].font.lacks(bold=style.bold)
            self._faces[char] = found.setdefault(key, _Face(*key))
            self._faces[char].codes[ord(char)] = code
            self._widths[char] = pieces[0].width

    def form(self, values: Mapping[str, str]) -> bytes:
        """The form of a copy, a stream; `content` says what is raised."""
        return stream_object(self.dictionary, self.content(values), packed=False)

    def content(self, values: Mapping[str, str]) -> bytes:
        """What the form of a copy draws; "code" takes the place of the document's own.

        Raises RenderError for a character that cannot be set: it names the character and never the value, which may be a name.
        """
        shown = [label + self._shown(one, colour, rule, values) for one, colour, label, rule in self._fields]
        return "\n".join(filter(None, shown)).encode("latin-1")

    def _shown(self, one: Field, colour: str, rule: str, values: Mapping[str, str]) -> str:
        whole = (values.get(one.key, "") or ("" if one.ruled else self._code)).translate(_SPACES)
        if not whole:
            return rule
        text, width, size = self._fitted(whole, one)
        x = one.x + one.room - width * size if one.flush_right else one.x
        words = f"BT {colour} rg 1 0 0 1 {x:.3f} {one.y:.3f} Tm {self._set(text, size, colour)} ET"
        # Whoever searches or copies gets the whole name (ISO 32000-1, 14.9.4).
        return words if text is whole else f"/Span<</ActualText{text_string(whole)}>>BDC {words} EMC"

    def _fitted(self, text: str, one: Field) -> tuple[str, float, float]:
        """Text, width in ems and size: in smaller type, and at last cut short, rather than wider than its room."""
        width = self._width(text)
        if width * one.size <= one.room:
            return text, width, one.size
        size = max(one.room / width, SMALLEST * one.size)
        while width * size > one.room + 0.001 and len(text) > 1:
            text = text.removesuffix(ELLIPSIS)[:-1].rstrip() + ELLIPSIS
            width = self._width(text)
        return text, width, size

    def _width(self, text: str) -> float:
        try:
            return sum(map(self._widths.__getitem__, text))
        except KeyError:
            raise RenderError(Problem(self._fault(text), "write it in other characters")) from None

    def _fault(self, text: str) -> str:
        unknown = "".join(dict.fromkeys(char for char in text if char not in self._widths))
        codes = ", ".join(f"{char} (U+{ord(char):04X})" if char.isprintable() else f"U+{ord(char):04X}" for char in unknown)
        return (
            f"no font can set {codes}"
            if all(map(self._is_beyond_fonts, unknown))
            else f"these copies were not prepared for {codes}"
        )

    @staticmethod
    def _is_beyond_fonts(char: str) -> bool:
        return bool(missing(char)) or _needs_shaping(char)

    def _set(self, text: str, size: float, colour: str) -> str:
        shown = []
        for face, run in groupby(text, self._faces.__getitem__):
            words = f"{face.name} {size:.4g} Tf ({''.join(run).translate(face.codes)}) Tj"
            shown.append(_weighted(words, face.added * size, colour))
        return " ".join(shown)


def _label(one: Field, pen: Pen) -> str:
    """What stands before a field, as it is on every copy."""
    shown = ""
    for run in one.label.runs:
        colour, size = rgb(run.ink.colour), run.ink.size
        words = " ".join(f"{name} {size:.4g} Tf ({text}) Tj" for name, text in pen.encode(run.text, run.font))
        words = _weighted(words, run.font.lacks(bold=run.ink.bold) * size, colour)
        shown += f"BT {colour} rg 1 0 0 1 {one.start + run.x:.3f} {one.y:.3f} Tm {words} ET "
    return shown


def _weighted(words: str, added: float, colour: str) -> str:
    """Words, with so many points stroked on their outlines."""
    return f"{colour} RG {added:.2f} w 2 Tr {words} 0 Tr" if added else words


def _needs_shaping(char: str) -> bool:
    """Whether it changes place or form with its neighbours, as in Devanagari: set one by one, such characters make other words."""
    return unicodedata.category(char) == "Mc" or unicodedata.combining(char) == _VIRAMA


class _Blank(PDFObject):
    """A form as one of reportlab's objects."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def format(self, _file: Any) -> bytes:
        return self._content
