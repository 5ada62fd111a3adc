"""What differs from copy to copy, as one form that every page draws: the slots of the running head, and the code in the foot.

Where each field stands is known once the document is laid out, and so are the codes of all characters that the copies need, for
their glyphs are embedded then. What is left to do for a copy is to look up codes and widths. A name that is not set letter by
letter, as in Arabic or Hindi, is shaped then as well.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from fontTools.unicodedata import script as script_of
from reportlab.pdfbase.pdfdoc import PDFObjectReference, xObjectName
from reportlab.pdfgen.canvas import Canvas

from hornbook.errors import Problem, RenderError
from hornbook.fonts import FALLBACKS, FAMILIES, SCRIPT_FONTS, Face, missing, to_install
from hornbook.render.pdf.file import Raw, file_of, stream_object, text_string
from hornbook.render.pdf.fonts import UNSEEN
from hornbook.render.pdf.furniture import Field
from hornbook.render.pdf.pen import Pen, rgb
from hornbook.render.pdf.setting import Typesetter
from hornbook.theme import Style

if TYPE_CHECKING:  # few rosters need what shapes text
    from hornbook.render.pdf.shaping import Line, Shaper

SMALLEST = 0.7
"""The share of its size to which a long value shrinks before it is cut short."""

ELLIPSIS = "…"
_LETTER_BY_LETTER = {"Latn", "Grek", "Cyrl", "Zyyy"}
_SPACES = dict.fromkeys(map(ord, "\t\n\r"), " ") | UNSEEN


@dataclass(eq=False, slots=True)
class _Face:
    """A font under its name in the file, and the codes of its characters; `added` (ems) is what is stroked on for its weight."""

    name: str
    added: float
    codes: dict[int, str] = field(default_factory=dict)


class Fields:
    """The fields of one document; `texts` are the values that may come, or their characters where these can be set one by one."""

    NAME = "copy"

    def __init__(self, texts: Iterable[str], code: str = "") -> None:
        self._texts = sorted({*(text.translate(_SPACES) for text in texts), code, ELLIPSIS})
        self._code = code
        self._faces: dict[str, _Face] = {}
        self._widths: dict[str, float] = {}
        self._lines: dict[str, Line] = {}
        self._fields: list[tuple[Field, str, str, str]] = []
        self.dictionary = ""

    def settle(self, canvas: Canvas, pen: Pen, fields: Sequence[Field], setting: Typesetter) -> None:
        """Take down where the fields are, and put into the file the glyphs of all characters and a form that is blank."""
        theme = setting.theme
        self._embed(pen, setting)
        self._shape(canvas, theme.running())
        for one in fields:
            y, end = one.y - 1.5, one.x + one.room
            rule = f"{rgb(theme.colours.rule)} RG {theme.rule:.3g} w {one.x:.3f} {y:.3f} m {end:.3f} {y:.3f} l S"
            self._fields.append((one, rgb(one.colour), _label(one, pen), rule if one.ruled else ""))
        file = file_of(canvas)
        fonts = PDFObjectReference("BasicFonts").format(file).decode()
        width, height = theme.page_size
        self.dictionary = f"/Type/XObject/Subtype/Form/BBox[0 0 {width:.3f} {height:.3f}]/Resources<</Font {fonts}>>"
        reference = file.Reference(Raw(self.form({})), xObjectName(self.NAME))
        self.number: int = file.idToObjectNumberAndVersion[reference.name][0]

    def _embed(self, pen: Pen, setting: Typesetter) -> None:
        style = setting.theme.running()
        face: Face = "bold" if style.bold else "regular"
        found: dict[tuple[str, float], _Face] = {}
        for char in sorted(set("".join(self._texts))):
            if missing(char) or _needs_shaping(char) or not (pieces := setting.faces.pieces(char, style.family, face)):
                continue
            ((name, code),) = pen.encode(char, pieces[0].font)
            key = name, pieces[0].font.lacks(bold=style.bold)
            self._faces[char] = found.setdefault(key, _Face(*key))
            self._faces[char].codes[ord(char)] = code
            self._widths[char] = pieces[0].width

    def _shape(self, canvas: Canvas, style: Style) -> None:
        """Set the texts that take more than one character after the other, and put into the file the glyphs they need."""
        self._style = style
        if others := [text for text in self._texts if not self._widths.keys() >= set(text)]:
            from hornbook.render.pdf.composite import Composites

            self._lines = {text: line for text in others if (line := self._shaper.line(text))}
            self._composites = Composites(self._lines.values(), canvas)

    @cached_property
    def _shaper(self) -> Shaper:
        from hornbook.render.pdf.shaping import Shaper, typeface

        bold = self._style.bold
        families = dict.fromkeys((self._style.family, *FALLBACKS))
        files = [FAMILIES[name].path("bold" if bold else "regular") for name in families]
        files += [path for font in SCRIPT_FONTS if (path := font.path(bold=bold))]
        return Shaper(self._own, [typeface(path, 700 if bold else 400) for path in files])

    def _own(self, text: str) -> float | None:
        """The width of characters that are set one after the other, or None if there is another among them."""
        return sum(map(self._widths.__getitem__, text)) if self._widths.keys() >= set(text) else None

    def form(self, values: Mapping[str, str]) -> bytes:
        """The form of a copy, a stream; `content` says what is raised."""
        return stream_object(self.dictionary, self.content(values), packed=False)

    def content(self, values: Mapping[str, str]) -> bytes:
        """What the form of a copy draws; "code" takes the place of the document's own.

        Raises RenderError for a character that cannot be set: it names the character and never the value, which may be a name.
        """
        shown = [label + self._shown(one, colour, rule, values) for one, colour, label, rule in self._fields]
        return "\n".join(filter(None, shown)).encode("latin-1")

    def cut_short(self, values: Mapping[str, str]) -> list[str]:
        """The keys of the values that are too long to be printed whole. Raises RenderError as `content` does."""
        texts = [(one, values.get(one.key, "").translate(_SPACES)) for one, *_ in self._fields]
        return [one.key for one, text in texts if text and self._whole_width(text) * SMALLEST * one.size > one.room + 0.001]

    def _whole_width(self, text: str) -> float:
        return self._lines[text].width if text in self._lines else self._width(text)

    def _shown(self, one: Field, colour: str, rule: str, values: Mapping[str, str]) -> str:
        whole = (values.get(one.key, "") or ("" if one.ruled else self._code)).translate(_SPACES)
        if not whole:
            return rule
        if whole in self._lines:
            return self._shown_shaped(whole, one, colour)
        text, width, size = self._fitted(whole, one)
        words = f"{_begin(one, width * size, colour)} {self._set(text, size, colour)} ET"
        return words if text is whole else _said(whole, words)

    def _shown_shaped(self, whole: str, one: Field, colour: str) -> str:
        line = self._lines[whole]
        size, end = one.size, len(whole)
        if line.width * size > one.room:
            size = max(one.room / line.width, SMALLEST * size)
        while line.width * size > one.room + 0.001 and end > 1:
            end -= 1
            line = self._shaper.cut(self._lines[whole], len(whole[:end].rstrip()), ELLIPSIS)
        words = " ".join(
            self._composites.shown(run, size) if run.typeface else self._set(line.own(run), size, colour) for run in line.placed()
        )
        words = f"{_begin(one, line.width * size, colour)} {words} ET"
        return words if end == len(whole) and line.speaks_for_itself else _said(whole, words)

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
            raise RenderError(self._fault(text)) from None

    def _fault(self, text: str) -> Problem:
        unknown = self._shaper.unknown(text)
        if not unknown:
            others = "".join(dict.fromkeys(char for char in text if char not in self._widths))
            return Problem(f"these copies were not prepared for {_codes(others)}", "write it in other characters")
        hint = "write it in other characters"
        if package := next(filter(None, map(to_install, unknown)), ""):
            hint = f"install the fonts for it, `pip install {package}`, or {hint}"
        return Problem(f"no font can set {_codes(unknown)}", hint)

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


def _begin(one: Field, width: float, colour: str) -> str:
    """The beginning of a text object of that width (points) in a field."""
    x = one.x + one.room - width if one.flush_right else one.x
    return f"BT {colour} rg 1 0 0 1 {x:.3f} {one.y:.3f} Tm"


def _said(whole: str, words: str) -> str:
    """Words that stand for the whole text: whoever searches or copies gets it all (ISO 32000-1, 14.9.4)."""
    return f"/Span<</ActualText{text_string(whole)}>>BDC {words} EMC"


def _codes(chars: str) -> str:
    return ", ".join(f"{char} (U+{ord(char):04X})" if char.isprintable() else f"U+{ord(char):04X}" for char in chars)


def _needs_shaping(char: str) -> bool:
    """Whether what it looks like, or where it stands, depends on its neighbours: only the letters' font knows."""
    return unicodedata.category(char).startswith("M") or script_of(char) not in _LETTER_BY_LETTER
