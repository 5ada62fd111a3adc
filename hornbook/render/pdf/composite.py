"""Fonts for shaped text: what is written are numbers of glyphs, two bytes each, and the file says which characters they stand for.

Of a font the file holds the glyphs in use, in one weight, as a composite font (ISO 32000-1, 9.7): with TrueType outlines, or with
those of a Compact Font Format where the font has them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import uharfbuzz as hb
from reportlab.pdfbase.pdfdoc import PDFObjectReference
from reportlab.pdfgen.canvas import Canvas

from hornbook.render.pdf.file import Raw, file_of, stream_object
from hornbook.render.pdf.shaping import Glyph, Line, Run, Typeface

_FLAGS = (
    hb.SubsetFlags.NO_HINTING
    | hb.SubsetFlags.NO_LAYOUT_CLOSURE
    | hb.SubsetFlags.NOTDEF_OUTLINE
    | hb.SubsetFlags.DOWNGRADE_CFF2  # PDF knows the first version only
    | hb.SubsetFlags.CFF_IDENTITY_CHARSET
)
_KEPT = {"glyf", "loca", "head", "hhea", "hmtx", "maxp", "CFF ", "CFF2", "fvar", "avar", "gvar", "HVAR", "MVAR"}
"""The tables that a reader of PDFs looks at (ISO 32000-1, 9.9), and those that make one weight of a variable font."""

_IN_A_BLOCK = 100  # Adobe Technical Note 5014
_SYMBOLIC, _STEM = 4, 80  # flags of a descriptor; a stem that readers need only where a font is missing


class Composites:
    """The fonts of the shaped lines of one document, which must all be known when this is made."""

    def __init__(self, lines: Iterable[Line], canvas: Canvas) -> None:
        used: dict[Typeface, dict[tuple[int, str], None]] = {}
        for run in (run for line in lines for run in line.runs):
            if run.typeface and run.glyphs:
                used.setdefault(run.typeface, {}).update(dict.fromkeys((glyph.id, glyph.text) for glyph in run.glyphs))
        file = file_of(canvas)
        self._fonts = {
            typeface: _Composite(typeface, tuple(pairs), f"HBK{number}", file)
            for number, (typeface, pairs) in enumerate(used.items())
        }

    def shown(self, run: Run, size: float) -> str:
        """The operators that draw a run at a size in points, from where the last one ended."""
        if run.typeface is None:
            raise ValueError("the caller sets this run itself")
        # A run of joiners alone draws nothing, and asks for no font.
        return self._fonts[run.typeface].shown(run.glyphs, size) if run.glyphs else ""


class _Composite:
    """One typeface in the file, with the glyphs in use and what each stands for.

    A glyph that stands for several things has as many numbers: letters may share their shape and differ in dots of their own.
    """

    def __init__(self, typeface: Typeface, used: Sequence[tuple[int, str]], name: str, file: Any) -> None:
        self._name = name
        cut = hb.SubsetInput()
        cut.flags = _FLAGS
        cut.glyph_set.update({glyph for glyph, _ in used})
        cut.drop_table_tag_set.update({int.from_bytes(tag.encode("ascii")) for tag in typeface.face.table_tags if tag not in _KEPT})
        cut.pin_all_axes_to_default(typeface.face)
        cut.pin_axis_location(typeface.face, "wght", typeface.weight)
        plan = hb.SubsetPlan(typeface.face, cut)
        face, ids = plan.execute(), dict(plan.old_to_new_glyph_mapping)
        program = _Program(face, typeface.name)
        # The numbers of a compact font are those of its glyphs (ISO 32000-1, table 117).
        numbered = {pair: ids[pair[0]] if program.compact else number for number, pair in enumerate(used, start=1)}
        self._numbers, self._widths = numbered, {glyph: program.widths[ids[glyph]] for glyph, _ in used}
        self._write(program, {number: (ids[glyph], text) for (glyph, text), number in numbered.items()}, file)

    def _write(self, program: _Program, numbers: Mapping[int, tuple[int, str]], file: Any) -> None:
        stream = self._put("program", stream_object(program.keys, program.data), file)
        descriptor = self._put("descriptor", program.descriptor(stream), file)
        glyphs = b"".join(numbers.get(number, (0, ""))[0].to_bytes(2) for number in range(max(numbers) + 1))
        table = "" if program.compact else self._put("glyphs", stream_object("", glyphs), file)
        widths = [1000 * program.widths[numbers.get(number, (0, ""))[0]] for number in range(max(numbers) + 1)]
        descendant = self._put("descendant", program.descendant(widths, descriptor, table), file)
        unicode = self._put("unicode", stream_object("", _to_unicode(numbers)), file)
        self._put("", program.whole(descendant, unicode), file)
        file.idToObject["BasicFonts"].dict[self._name] = PDFObjectReference(self._name)

    def _put(self, part: str, content: bytes, file: Any) -> str:
        """Put an object into the file; gives what refers to it."""
        name = f"{self._name}.{part}" if part else self._name
        file.Reference(Raw(content), name)
        return f"{file.idToObjectNumberAndVersion[name][0]} 0 R"

    def shown(self, glyphs: Iterable[Glyph], size: float) -> str:
        """The operators that draw glyphs, each where it was placed: along the line by TJ, across it by a rise."""
        parts, row, across = [f"/{self._name} {size:.4g} Tf"], "", 0.0
        for glyph in glyphs:
            if glyph.dy != across:
                parts += [f"[{row}]TJ", f"{glyph.dy * size:.3f} Ts"]
                row, across = "", glyph.dy
            before, after = round(-1000 * glyph.dx), round(1000 * (self._widths[glyph.id] + glyph.dx - glyph.advance))
            row += f" {before or ''}<{self._numbers[glyph.id, glyph.text]:04X}>{after or ''}"
        return " ".join([*parts, f"[{row}]TJ", *["0 Ts"] * bool(across)])


class _Program:
    """A font file as it stands in a PDF, and the dictionaries that tell of it. Widths are in ems."""

    def __init__(self, face: hb.Face, family: str) -> None:
        self.compact = "CFF " in face.table_tags
        self.data: bytes = face.reference_table("CFF ").data if self.compact else face.blob.data
        self.keys = "/Subtype/CIDFontType0C" if self.compact else f"/Length1 {len(self.data)}"
        digest = hashlib.sha256(self.data).digest()
        self.name = f"{''.join(chr(ord('A') + byte % 26) for byte in digest[:6])}+{family}"
        self._font, self._em = hb.Font(face), face.upem
        self.widths = [self._font.get_glyph_h_advance(glyph) / self._em for glyph in range(face.glyph_count)]

    def descriptor(self, program: str) -> bytes:
        """The font descriptor (ISO 32000-1, 9.8); `program` refers to the font file."""
        line, scale = self._font.get_font_extents("ltr"), 1000 / self._em
        boxes = [box for glyph in range(len(self.widths)) if (box := self._font.get_glyph_extents(glyph))]
        left, bottom = min(box.x_bearing for box in boxes), min(box.y_bearing + box.height for box in boxes)
        right, top = max(box.x_bearing + box.width for box in boxes), max(box.y_bearing for box in boxes)
        bounds = " ".join(f"{edge * scale:.0f}" for edge in (left, bottom, right, top))
        heights = f"/Ascent {line.ascender * scale:.0f}/Descent {line.descender * scale:.0f}/CapHeight {line.ascender * scale:.0f}"
        file = f"/FontFile{3 if self.compact else 2} {program}"
        head = f"<</Type/FontDescriptor/FontName/{self.name}/Flags {_SYMBOLIC}/ItalicAngle 0/StemV {_STEM}"
        return f"{head}/FontBBox[{bounds}]{heights}{file}>>".encode("ascii")

    def descendant(self, widths: Iterable[float], descriptor: str, glyphs: str) -> bytes:
        """The font by numbers (9.7.4), with their widths; `glyphs` refers to the table of their glyphs."""
        system = "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        kind = "/Subtype/CIDFontType0" if self.compact else f"/Subtype/CIDFontType2/CIDToGIDMap {glyphs}"
        spread = " ".join(f"{width:.6g}" for width in widths)
        return f"<</Type/Font{kind}/BaseFont/{self.name}{system}/W[0[{spread}]]/FontDescriptor {descriptor}>>".encode("ascii")

    def whole(self, descendant: str, unicode: str) -> bytes:
        """The composite font (9.7.6)."""
        name = f"{self.name}-Identity-H" if self.compact else self.name
        means = f"/Encoding/Identity-H/DescendantFonts[{descendant}]/ToUnicode {unicode}"
        return f"<</Type/Font/Subtype/Type0/BaseFont/{name}{means}>>".encode("ascii")


def _to_unicode(numbers: Mapping[int, tuple[int, str]]) -> bytes:
    """What maps the glyphs' numbers to characters (ISO 32000-1, 9.10.3)."""
    pairs = [f"<{number:04X}> <{text.encode('utf-16-be').hex().upper()}>" for number, (_, text) in sorted(numbers.items())]
    blocks = (pairs[start : start + _IN_A_BLOCK] for start in range(0, len(pairs), _IN_A_BLOCK))
    body = "\n".join("\n".join([f"{len(block)} beginbfchar", *block, "endbfchar"]) for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo <</Registry (Adobe)/Ordering (UCS)/Supplement 0>> def\n/CMapName /Adobe-Identity-UCS def\n"
        "/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        f"{body}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    ).encode("ascii")
