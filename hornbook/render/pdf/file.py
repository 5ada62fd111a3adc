"""Writes the file: reportlab's objects and our own, the small ones packed into compressed object streams.

reportlab writes every object at length and an uncompressed table of where each stands; a tagged file has thousands of small ones.
Packed (ISO 32000-1, 7.5.7 and 7.5.8) they take about a tenth of the room. Two things are put right on the way that PDF/A-2 and
PDF/UA-1 ask for: an end of line before `endstream`, and Unicode beyond U+FFFF in what maps codes to characters.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
IN_A_STREAM = 250
"""Objects in an object stream: more would pack a little better, but a reader has to unpack all to see one."""

LONGEST_TEXT = 16_000
"""The most characters written in a string, half of them if they are not ASCII; PDF/A-2 allows 32767 bytes (6.1.13)."""

REFERENCE = re.compile(rb"(\d+) 0 R")
"""Where an object names another, which it may do anywhere but in its stream."""

_SPECIAL = re.compile(r"[()\\]")
_CODE = re.compile(r"<([0-9A-F]{2})> <([0-9A-F]{4,6})>")


def file_of(canvas: Canvas) -> Any:
    """The file a canvas writes, to which reportlab offers no public way."""
    return vars(canvas)["_doc"]


def text_string(text: str) -> str:
    """A text string (ISO 32000-1, 7.9.2.2) as it stands in a file; one that is too long is cut short."""
    if text.isascii() and text.isprintable():
        return "({})".format(_SPECIAL.sub(r"\\\g<0>", text[:LONGEST_TEXT]))
    return f"<FEFF{text[: LONGEST_TEXT // 2].encode('utf-16-be', 'replace').hex().upper()}>"


class Raw(pdfdoc.PDFObject):
    """Finished content as one of reportlab's objects, for what must be in the file before its end."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def format(self, _file: Any) -> bytes:
        """The content, as reportlab asks for it."""
        return self._content


class File:
    """The objects of one PDF by their numbers."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._theirs = file_of(canvas)
        self._ours: dict[int, bytes] = {}
        self.objects: dict[int, bytes] = {}
        """All objects as they were written, by their numbers."""

    def number_of(self, thing: Any) -> int:
        """The number of one of reportlab's objects."""
        reference = self._theirs.Reference(thing)
        number: int = self._theirs.idToObjectNumberAndVersion[reference.name][0]
        return number

    def reserve(self, count: int) -> int:
        """Keep so many numbers free for objects to come; gives the first."""
        first: int = self._theirs.objectcounter + 1
        self._theirs.objectcounter += count
        return first

    def put(self, content: str, number: int = 0) -> int:
        """An object of our own, under a number that was reserved or a new one; gives the number."""
        number = number or self.reserve(1)
        self._ours[number] = content.encode("ascii")
        return number

    def put_stream(self, keys: str, data: bytes, *, packed: bool = True) -> int:
        """A stream of our own; `keys` are the entries of its dictionary."""
        number = self.reserve(1)
        self._ours[number] = stream_object(keys, data, packed=packed)
        return number

    def finish_fonts(self) -> None:
        """Embed the glyphs in use, and map their codes to characters."""
        for font in self._theirs.delayedFonts:
            font.addObjects(self._theirs)
        for name, thing in self._theirs.idToObject.items():
            if name.startswith("toUnicodeCMap:"):
                thing.content = _to_unicode(thing.content)

    @property
    def page_tree(self) -> int:
        """The number of the page tree's root."""
        return self.number_of(self._theirs.Pages)

    def pages(self, keys: Sequence[int]) -> list[int]:
        """The pages' numbers; each page is given its key in the parent tree, and its links are visited in the tree's order."""
        for page, key in zip(self._theirs.Pages.pages, keys, strict=True):
            # reportlab writes such entries of a page as it knows by name.
            page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
            page.StructParents, page.Tabs, page.Trans = key, pdfdoc.PDFName("S"), None
        return self.page_numbers

    @property
    def page_numbers(self) -> list[int]:
        """The pages' numbers."""
        return [self.number_of(page) for page in self._theirs.Pages.pages]

    def outline(self) -> int | None:
        """The number of the outline, if there is one."""
        self._theirs.Outlines.prepare(self._theirs, self._canvas)
        return None if self._theirs.Outlines.ready < 0 else self.number_of(self._theirs.Outlines)

    def write(self, root: int, info: int) -> bytes:
        """The finished file; `root` and `info` are the numbers of the catalog and of the information dictionary."""
        parts, places, small = [HEADER], {0: (0, 0, 65535)}, []
        at = len(HEADER)
        self.objects = dict(self._formatted())
        for number, content in self.objects.items():
            if not content.endswith(b"endstream"):
                small.append((number, content))
                continue
            places[number] = (1, at, 0)
            parts.append(b"%d 0 obj\n%b\nendobj\n" % (number, content))
            at += len(parts[-1])
        rest = iter(small)
        while chunk := list(islice(rest, IN_A_STREAM)):
            holder = self.reserve(1)
            places.update((number, (2, holder, index)) for index, (number, _) in enumerate(chunk))
            places[holder] = (1, at, 0)
            parts.append(b"%d 0 obj\n%b\nendobj\n" % (holder, object_stream(chunk)))
            at += len(parts[-1])
        places[own := self.reserve(1)] = (1, at, 0)
        digest = hashlib.md5(b"".join(parts), usedforsecurity=False).hexdigest()
        keys = f"/Root {root} 0 R/Info {info} 0 R/ID[<{digest}><{digest}>]"
        rows = (row(*places[number]) for number in range(len(places)))
        parts.append(b"%d 0 obj\n%b\nendobj\nstartxref\n%d\n%%%%EOF\n" % (own, cross_references(keys, rows), at))
        return b"".join(parts)

    def _formatted(self) -> Iterator[tuple[int, bytes]]:
        """All objects; formatting one of reportlab's may bring more."""
        number = 0
        while number < self._theirs.objectcounter:
            number += 1
            if number in self._ours:
                yield number, self._ours[number]
                continue
            content: bytes = pdfdoc.format(self._theirs.idToObject[self._theirs.numberToId[number]], self._theirs, toplevel=1)
            yield number, content.rstrip(b"\n") if not content.endswith(b"endstream\n") else content[:-10] + b"\nendstream"


def stream_object(keys: str, data: bytes, *, packed: bool = True) -> bytes:
    """A stream; `keys` are the entries of its dictionary."""
    if packed:
        keys, data = f"{keys}/Filter/FlateDecode", zlib.compress(data, 9)
    return b"<<%b/Length %d>>\nstream\n%b\nendstream" % (keys.encode("ascii"), len(data), data)


def object_stream(chunk: Sequence[tuple[int, bytes]]) -> bytes:
    """Objects with their numbers, packed into one; none of them may be a stream."""
    index, at = [], 0
    for number, content in chunk:
        index.append(f"{number} {at}")
        at += len(content) + 1
    head = " ".join(index).encode("ascii") + b"\n"
    body = b"\n".join(content for _, content in chunk)
    return stream_object(f"/Type/ObjStm/N {len(chunk)}/First {len(head)}", head + body)


ROW = 7
"""The bytes of a row of the table of cross-references."""


def row(kind: int, at: int, more: int) -> bytes:
    """Where an object is (ISO 32000-1, table 18).

    Of kind 0 it is free, of kind 1 it stands `at` so many bytes, of kind 2 it is that of index `more` in the object stream `at`.
    """
    return b"%c%b%b" % (kind, at.to_bytes(4), more.to_bytes(2))


def cross_references(keys: str, rows: Iterable[bytes]) -> bytes:
    """A cross-reference stream; what is stored are the differences from row to row, for nearly all of them are alike."""
    above, lines = bytes(ROW), bytearray()
    for one in rows:
        lines += b"\x02" + bytes((new - old) & 255 for new, old in zip(one, above, strict=True))
        above = one
    shape = f"/Type/XRef/Size {len(lines) // (ROW + 1)}/W[1 4 2]/DecodeParms<</Predictor 12/Columns {ROW}>>"
    return stream_object(shape + keys, bytes(lines))


def _to_unicode(theirs: str) -> str:
    """What maps a font's codes to Unicode: UTF-16 as it should be, in blocks of no more than 100 (Adobe Technical Note 5014)."""
    pairs = [(code, chr(int(value, 16)).encode("utf-16-be").hex().upper()) for code, value in _CODE.findall(theirs)]
    head, _, _ = theirs.partition(f"{len(pairs)} beginbfchar")
    blocks = (pairs[start : start + 100] for start in range(0, len(pairs), 100))
    body = "\n".join(
        "\n".join([f"{len(block)} beginbfchar", *(f"<{code}> <{value}>" for code, value in block), "endbfchar"]) for block in blocks
    )
    return f"{head}{body}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
