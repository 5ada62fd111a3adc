"""The zip file around a Word file's parts, written so that the same parts give the same bytes.

Members stand one behind the other, and a directory at the end says where (PKWARE's APPNOTE, 4.3). Python's `zipfile` cannot be
given what was compressed before, and most parts of a file, such as the styles of a theme, are those of the file before.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from struct import pack
from typing import NamedTuple

_LOCAL, _CENTRAL, _END = b"PK\3\4", b"PK\1\2\x14\0", b"PK\5\6"
_VERSION, _STORED, _DEFLATED = 20, 0, 8
_MIDNIGHT, _EPOCH = 0, 33  # the first moment a zip can name
_LEVEL = 4
_FIRST = ("[Content_Types].xml", "_rels/.rels")
_PACKED = (".png", ".jpg")
_SMALL = 1 << 15
"""Bytes of a part that is remembered. Larger ones are the words of a document, which hardly ever come again."""


class Member(NamedTuple):
    """A part as it stands in the file, and its entry in the directory: what comes before its place, and what comes after."""

    local: bytes
    facts: bytes
    name: bytes


def member(name: str, data: bytes) -> Member:
    """The part `name`, compressed unless it is a picture that already is."""
    method, packed = (_STORED, data) if name.endswith(_PACKED) else (_DEFLATED, _deflated(data))
    called = name.encode("ascii")
    facts = pack("<5H3L2H", _VERSION, 0, method, _MIDNIGHT, _EPOCH, zlib.crc32(data), len(packed), len(data), len(called), 0)
    return Member(b"".join((_LOCAL, facts, called, packed)), _CENTRAL + facts, called)


_remembered = lru_cache(maxsize=128)(member)


def _deflated(data: bytes) -> bytes:
    squeezer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return squeezer.compress(data) + squeezer.flush()


def members(parts: Mapping[str, bytes]) -> list[Member]:
    """The parts in the order of the file: what a reader needs first, then by name."""
    names = (*_FIRST, *sorted(parts.keys() - set(_FIRST)))
    return [(_remembered if len(parts[name]) < _SMALL else member)(name, parts[name]) for name in names]


class Archive:
    """Members that stand in a file, and its directory as far as it lists them."""

    def __init__(self, found: Sequence[Member]) -> None:
        self._content = b"".join([each.local for each in found])
        self._count = len(found)
        self._directory = b"".join(_entries(found, 0))

    def closed(self, *more: Member) -> bytes:
        """The whole file, with `more` members behind these."""
        content = [self._content, *(each.local for each in more)]
        directory = [self._directory, *_entries(more, len(self._content))]
        count, size, start = self._count + len(more), sum(map(len, directory)), sum(map(len, content))
        return b"".join((*content, *directory, pack("<4s4H2LH", _END, 0, 0, count, count, size, start, 0)))


def _entries(found: Sequence[Member], at: int) -> list[bytes]:
    """Their entries in the directory, without comments or attributes; the first of them stands `at` bytes from the start."""
    entries = []
    for each in found:
        entries += [each.facts, pack("<3H2L", 0, 0, 0, 0, at), each.name]
        at += len(each.local)
    return entries
