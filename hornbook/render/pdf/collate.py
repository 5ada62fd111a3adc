"""All copies in one file for the printer, pupil after pupil, with what they have in common stored once.

A copy is a form of its own and pages that name it; words, fonts and pictures are those of the sheet. Objects are written as they
come, and kept in mind is only where they are, so that a year's copies need hardly more memory than a class's.

The file is for printing and says so. It has no tags and claims no profile: to a pupil who listens, the single copy is given. Names
stand on the pages alone; pages are labelled by the number of their copy.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import BinaryIO

from hornbook.errors import Problem, RenderError
from hornbook.render.pdf.copies import Copier
from hornbook.render.pdf.file import (
    HEADER,
    IN_A_STREAM,
    REFERENCE,
    ROW,
    cross_references,
    object_stream,
    row,
    stream_object,
    text_string,
)
from hornbook.render.pdf.metadata import MADE_BY, PDF_DATE

PURPOSE = "For printing: unlike single copies, this file is not tagged for screen readers."

_CATALOG, _INFO, _PAGES = 1, 2, 3


def collate(
    copies: Iterable[tuple[Copier, Mapping[str, str]]], stream: BinaryIO, *, title: str = "", lang: str = "", duplex: bool = True
) -> int:
    """Write the copies, in their order, as one PDF; gives the number of its pages.

    For `duplex` printing each copy has an even number of pages, so that the next one starts on a fresh sheet of paper. Copies of
    the same copier share what they show. Raises RenderError for a value that cannot be set, and names the copy by its number; what
    has been written by then is no PDF.
    """
    book = _Book(stream)
    sheets: dict[Copier, _Sheet] = {}
    for copier, values in copies:
        if copier not in sheets:
            sheets[copier] = _Sheet(copier, book)
        book.add(sheets[copier], values, duplex=duplex)
    return book.finish(title, lang, duplex=duplex)


class _Sheet:
    """What all copies of a document share, written into the book."""

    def __init__(self, copier: Copier, book: _Book) -> None:
        objects = copier.objects
        numbers = {old: book.reserve() if _refers(content) else book.shared(content) for old, content in objects.items()}
        for old, content in objects.items():
            if _refers(content):
                book.put(numbers[old], _renumbered(content, numbers))
        self.fields = copier.fields
        self.dictionary = _renumbered(self.fields.dictionary.encode("ascii"), numbers).decode("ascii")
        numbers[self.fields.number] = 0  # stands where the form of a copy will
        self._pages = [_renumbered(page, numbers).removesuffix(b">>").split(b" 0 0 R") for page in copier.drawn]
        self._blank = b"<</Type/Page/MediaBox[0 0 %.4f %.4f]/Resources<<>>" % copier.theme.page_size

    def pages(self, form: int, parent: int, *, duplex: bool) -> Iterator[bytes]:
        """The pages of a copy, with its own form; a blank one at the end where a sheet of paper is to be filled."""
        end = b"/Parent %d 0 R>>" % parent
        for page in self._pages:
            yield (b" %d 0 R" % form).join(page) + end
        if duplex and len(self._pages) % 2:
            yield self._blank + end


def _refers(content: bytes) -> bool:
    """Whether an object names others."""
    head, _, _ = content.partition(b"stream\n")
    return bool(REFERENCE.search(head))


def _renumbered(content: bytes, numbers: Mapping[int, int]) -> bytes:
    """An object with its references changed, but for what is in a stream."""
    head, mark, data = content.partition(b"stream\n")
    return REFERENCE.sub(lambda found: b"%d 0 R" % numbers[int(found[1])], head) + mark + data


class _Book:
    """The file in the making: small objects wait to be packed together, all others are written at once."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._digest = hashlib.md5(usedforsecurity=False)
        self._at = 0
        self._rows = bytearray(row(0, 0, 65535) + bytes(ROW * _PAGES))
        self._small: list[tuple[int, bytes]] = []
        self._shared: dict[bytes, int] = {}  # what refers to nothing, by its digest
        self._copies: list[tuple[int, int]] = []  # of each copy the node in the page tree, and its first page
        self._pages = 0
        self._write(HEADER)

    def reserve(self) -> int:
        """A number for an object to come."""
        self._rows += bytes(ROW)
        return len(self._rows) // ROW - 1

    def put(self, number: int, content: bytes) -> None:
        """An object under its number."""
        if content.endswith(b"endstream"):
            self._place(number, row(1, self._at, 0))
            self._write(b"%d 0 obj\n%b\nendobj\n" % (number, content))
            return
        self._small.append((number, content))
        if len(self._small) == IN_A_STREAM:
            self._pack()

    def shared(self, content: bytes) -> int:
        """The number of an object that names no other, such as a picture; sheets that have equal ones share it."""
        digest = hashlib.blake2b(content, digest_size=16).digest()
        if digest not in self._shared:
            self._shared[digest] = self.reserve()
            self.put(self._shared[digest], content)
        return self._shared[digest]

    def add(self, sheet: _Sheet, values: Mapping[str, str], *, duplex: bool) -> None:
        """A copy after those there are."""
        node, form = self.reserve(), self.reserve()
        try:
            content = sheet.fields.content(values)
        except RenderError as error:
            copy = len(self._copies) + 1
            raise RenderError(Problem(f"copy {copy}: {problem.what}", problem.hint) for problem in error.problems) from None
        self.put(form, stream_object(sheet.dictionary, content))
        kids: list[int] = []
        for page in sheet.pages(form, node, duplex=duplex):
            kids.append(self.reserve())
            self.put(kids[-1], page)
        self.put(node, b"<</Type/Pages/Parent %d 0 R/Count %d/Kids[%b]>>" % (_PAGES, len(kids), _references(kids)))
        self._copies.append((node, self._pages))
        self._pages += len(kids)

    def finish(self, title: str, lang: str, *, duplex: bool) -> int:
        """End the file; gives the number of its pages."""
        nodes = _references(node for node, _ in self._copies)
        self.put(_PAGES, b"<</Type/Pages/Count %d/Kids[%b]>>" % (self._pages, nodes))
        labels = " ".join(f"{first}<</S/D/P({number}-)>>" for number, (_, first) in enumerate(self._copies, start=1))
        printing = "DuplexFlipLongEdge" if duplex else "Simplex"
        language = f"/Lang{text_string(lang)}" if lang else ""
        catalog = (
            f"<</Type/Catalog/Pages {_PAGES} 0 R/PageLabels<</Nums[{labels}]>>{language}"
            f"/ViewerPreferences<</DisplayDocTitle true/PrintScaling/None/Duplex/{printing}>>>>"
        )
        self.put(_CATALOG, catalog.encode("ascii"))
        info = f"<</Title{text_string(title)}/Subject{text_string(PURPOSE)}/Producer({MADE_BY})/CreationDate({PDF_DATE})>>"
        self.put(_INFO, info.encode("ascii"))
        self._pack()
        self._write(self._table())
        return self._pages

    def _pack(self) -> None:
        holder = self.reserve()
        for index, (number, _) in enumerate(self._small):
            self._place(number, row(2, holder, index))
        packed, self._small = object_stream(self._small), []
        self.put(holder, packed)

    def _table(self) -> bytes:
        own, digest = self.reserve(), self._digest.hexdigest()
        self._place(own, row(1, self._at, 0))
        rows = (bytes(self._rows[at : at + ROW]) for at in range(0, len(self._rows), ROW))
        table = cross_references(f"/Root {_CATALOG} 0 R/Info {_INFO} 0 R/ID[<{digest}><{digest}>]", rows)
        return b"%d 0 obj\n%b\nendobj\nstartxref\n%d\n%%%%EOF\n" % (own, table, self._at)

    def _place(self, number: int, where: bytes) -> None:
        self._rows[ROW * number : ROW * (number + 1)] = where

    def _write(self, data: bytes) -> None:
        self._digest.update(data)
        self._at += len(data)
        self._stream.write(data)


def _references(numbers: Iterable[int]) -> bytes:
    return b" ".join(b"%d 0 R" % number for number in numbers)
