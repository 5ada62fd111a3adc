"""Text as a PDF holds it: strings of the codes that a font's characters have in one document."""

from __future__ import annotations

from reportlab.pdfgen.canvas import Canvas

from hornbook.render.pdf.file import file_of
from hornbook.render.pdf.fonts import NO_BREAK_SPACES, Font

NO_BREAK = frozenset(map(ord, NO_BREAK_SPACES))


class Alphabet:
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
        # A no-break space that the font lacks is drawn, and read, as a space.
        char = " " if code in NO_BREAK and code not in self._font.face.charToGlyph else chr(code)
        ((subset, codes),) = self._font.splitString(char, self._document)
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
