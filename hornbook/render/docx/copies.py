"""Copies of a sheet as Word files: everything but the running head and foot is made and compressed once.

A package is a zip file. Its members stand one behind the other, and a directory at the end says where: so a copy is the members
that are the same for all, the pupil's own head and foot, and the directory with two entries more.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import BinaryIO, NamedTuple

from hornbook.document.nodes import Document, Slot
from hornbook.errors import Problem, RenderError
from hornbook.render.docx import render
from hornbook.render.docx.ooxml import ILLEGAL
from hornbook.render.docx.package import canonical
from hornbook.render.docx.running import footer_xml, header_xml
from hornbook.render.docx.values import value_runs
from hornbook.theme import Theme

HEAD, FOOT = "word/header1.xml", "word/footer1.xml"
_MARK = "\U000f0000"  # stands where a value will: a character for private use, whose run is found again as a whole
_LOCAL, _CENTRAL, _END = b"PK\3\4", b"PK\1\2\x14\0", b"PK\5\6"
_VERSION, _DEFLATED, _MIDNIGHT, _EPOCH = 20, 8, 0, 33  # as `canonical` writes them: the first moment a zip can name


class _Member(NamedTuple):
    """A member as it stands in the file, and its entry in the directory but for the place."""

    local: bytes
    entry: bytes


class Copier:
    """Makes copies of one document; the document is laid out when this is made.

    Where fonts are embedded, `characters` are those of the values to come. Raises RenderError as `render` does.
    """

    def __init__(self, document: Document, theme: Theme, characters: str = "", *, embed_fonts: bool = False) -> None:
        self._document, self._theme = document, theme
        rendered = render(document, theme, embed_fonts=embed_fonts, characters=characters)
        self.warnings = rendered.warnings
        self._slots = {slot.key: slot for slot in document.head.slots}
        self._heads: dict[frozenset[str], tuple[list[tuple[str, Slot]], str]] = {}
        with zipfile.ZipFile(io.BytesIO(rendered.data)) as package:
            own = canonical({name: package.read(name) for name in package.namelist() if name not in {HEAD, FOOT}})
        self._count, size, start = struct.unpack("<H2L", own[-12:-2])
        self._members, self._directory = own[:start], own[start : start + size]
        self._foot = lru_cache(maxsize=64)(self._made_foot)
        self._value = lru_cache(maxsize=256)(self._made_value)

    def copy(self, values: Mapping[str, str]) -> bytes:
        """The file for one pupil. `values` fill slots by their key; "code" also takes the place of the code in the foot.

        Raises RenderError for a character that XML cannot hold: it names the character and never the value, which may be a name.
        """
        head = _member(HEAD, self._head(values))
        foot = self._foot(values.get("code") or self._document.foot.code)
        at = len(self._members)
        entries = b"%b%b%b%b%b" % (
            self._directory,
            *(head.entry, _place(at, HEAD)),
            *(foot.entry, _place(at + len(head.local), FOOT)),
        )
        end = at + len(head.local) + len(foot.local)
        count = self._count + 2
        tail = struct.pack("<4s4H2LH", _END, 0, 0, count, count, len(entries), end, 0)
        return b"".join((self._members, head.local, foot.local, entries, tail))

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

    def _made_foot(self, code: str) -> _Member:
        _check(code)
        return _member(FOOT, footer_xml(replace(self._document.foot, code=code), self._theme))


def _check(value: str) -> None:
    if fault := ILLEGAL.search(value):
        raise RenderError(Problem(f"a Word file cannot hold the character U+{ord(fault.group()):04X}", "remove it"))


def _member(name: str, data: bytes) -> _Member:
    squeezer = zlib.compressobj(4, zlib.DEFLATED, -15)
    packed = squeezer.compress(data) + squeezer.flush()
    moment = (_MIDNIGHT, _EPOCH)
    facts = struct.pack("<5H3L2H", _VERSION, 0, _DEFLATED, *moment, zlib.crc32(data), len(packed), len(data), len(name), 0)
    return _Member(b"%b%b%b%b" % (_LOCAL, facts, name.encode("ascii"), packed), _CENTRAL + facts)


def _place(at: int, name: str) -> bytes:
    """The end of a directory entry: no comment, first disk, no attributes, and where the member stands."""
    return struct.pack("<3H2L", 0, 0, 0, 0, at) + name.encode("ascii")
