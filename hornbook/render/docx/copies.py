"""Copies of a sheet as Word files: everything but the running head and foot is made and compressed once.

So a copy is the members that are the same for all, the pupil's own head and foot, and a directory with two entries more.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import BinaryIO

from hornbook.document.nodes import Document, Slot
from hornbook.errors import Problem, RenderError
from hornbook.render.docx import set_parts
from hornbook.render.docx.archive import Archive, Member, member, members
from hornbook.render.docx.ooxml import ILLEGAL
from hornbook.render.docx.running import footer_xml, header_xml
from hornbook.render.docx.values import fitted, value_runs
from hornbook.theme import Theme

HEAD, FOOT = "word/header1.xml", "word/footer1.xml"
_MARK = "\U000f0000"  # stands where a value will: a character for private use, whose run is found again as a whole


class Copier:
    """Makes copies of one document; the document is laid out when this is made.

    Where fonts are embedded, `characters` are those of the values to come. Raises RenderError as `render` does.
    """

    def __init__(self, document: Document, theme: Theme, characters: str = "", *, embed_fonts: bool = False) -> None:
        self._document, self._theme = document, theme
        parts, self.warnings = set_parts(document, theme, embed_fonts=embed_fonts, characters=characters)
        self._same = Archive(members({name: data for name, data in parts.items() if name not in {HEAD, FOOT}}))
        self._slots = {slot.key: slot for slot in document.head.slots}
        self._heads: dict[frozenset[str], tuple[list[tuple[str, Slot]], str]] = {}
        self._foot = lru_cache(maxsize=64)(self._made_foot)
        self._value = lru_cache(maxsize=256)(self._made_value)

    def copy(self, values: Mapping[str, str]) -> bytes:
        """The file for one pupil. `values` fill slots by their key; "code" also takes the place of the code in the foot.

        Raises RenderError for a character that XML cannot hold: it names the character and never the value, which may be a name.
        """
        head = member(HEAD, self._head(values))
        foot = self._foot(values.get("code") or self._document.foot.code)
        return self._same.closed(head, foot)

    def cut_short(self, values: Mapping[str, str]) -> list[str]:
        """The keys of the values that are too long to be printed whole."""
        filled = [(slot, values.get(slot.key, "")) for slot in self._document.head.slots]
        return [slot.key for slot, value in filled if value and fitted(value, slot, self._theme)[0] != value]

    def write(self, values: Mapping[str, str], stream: BinaryIO) -> None:
        """Write the copy to a stream."""
        stream.write(self.copy(values))

    def _head(self, values: Mapping[str, str]) -> bytes:
        filled = frozenset(key for key, value in values.items() if value and key in self._slots)
        if filled not in self._heads:
            self._heads[filled] = self._pattern(filled)
        pattern, rest = self._heads[filled]
        return ("".join(before + self._value(values[slot.key], slot) for before, slot in pattern) + rest).encode()

    def _pattern(self, filled: frozenset[str]) -> tuple[list[tuple[str, Slot]], str]:
        """The head cut where values go: what stands before each, and what is left after the last."""
        rest = header_xml(self._document.head, self._theme, dict.fromkeys(filled, _MARK)).decode()
        pattern: list[tuple[str, Slot]] = []
        for slot in self._document.head.slots:
            if slot.key in filled:
                before, _, rest = rest.partition(value_runs(_MARK, slot, self._theme))
                pattern.append((before, slot))
        return pattern, rest

    def _made_value(self, value: str, slot: Slot) -> str:
        _check(value)
        return value_runs(value, slot, self._theme)

    def _made_foot(self, code: str) -> Member:
        _check(code)
        return member(FOOT, footer_xml(replace(self._document.foot, code=code), self._theme))


def _check(value: str) -> None:
    if fault := ILLEGAL.search(value):
        raise RenderError(Problem(f"a Word file cannot hold the character U+{ord(fault.group()):04X}", "remove it"))
