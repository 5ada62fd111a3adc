"""Everything a file holds, shown or hidden: where a secret of the key would be found if it had got into a pupil's file."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

import pikepdf
import pypdfium2

Haystack = tuple[str, bytes]
"""Where something stands in a file, and its bytes."""

_TAG = re.compile(rb"<[^>]*>")


def haystacks(data: bytes) -> Iterator[Haystack]:
    """All that a PDF or a DOCX holds: as it stands, unpacked, and as the text that is read."""
    yield "the file as it is", data
    yield from _pdf(data) if data.startswith(b"%PDF") else _docx(data)


def found(word: str, data: bytes) -> list[str]:
    """Where a word stands in a file, in one byte, two or four a letter, white space and markup between its letters or not."""
    letters = rb"(?:\0|\s|<[^>]*>)*".join(re.escape(letter.encode()) for letter in word)
    return [place for place, hay in haystacks(data) if re.search(letters, hay, re.IGNORECASE)]


def pdf_text(data: bytes) -> str:
    """The words of a PDF as a reader's program gives them, page after page."""
    with pypdfium2.PdfDocument(data) as pdf:
        return "\n".join(page.get_textpage().get_text_range() for page in pdf)


def _pdf(data: bytes) -> Iterator[Haystack]:
    with pypdfium2.PdfDocument(data) as pdf:
        for number, page in enumerate(pdf, start=1):
            yield f"text of page {number}", page.get_textpage().get_text_range().encode()
        for bookmark in pdf.get_toc():
            yield "bookmark", bookmark.get_title().encode()
        yield "metadata", repr(pdf.get_metadata_dict()).encode()
        yield "attachments", str(pdf.count_attachments()).encode()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for one in pdf.objects:
            yield from _object(one, f"object {one.objgen[0]}")
        yield from _object(pdf.trailer, "trailer")
        for number, page in enumerate(pdf.pages, start=1):
            for operands, _operator in pikepdf.parse_content_stream(page):
                for operand in operands:
                    yield from _object(operand, f"content of page {number}")


def _object(one: object, place: str, depth: int = 0) -> Iterator[Haystack]:
    # Indirect objects come by themselves; a bound keeps the walk from going round in circles.
    if depth > 30 or (depth and getattr(one, "is_indirect", False)):
        return
    match one:
        case pikepdf.Stream():
            yield place, one.read_bytes()
            yield from _items(one, place, depth)
        case pikepdf.Dictionary():
            yield from _items(one, place, depth)
        case pikepdf.Array():
            for item in one:
                yield from _object(item, place, depth + 1)
        case pikepdf.String():
            yield place, bytes(one)
            yield place, str(one).encode("utf-8", "surrogatepass")
        case pikepdf.Name():
            yield place, str(one).encode()


def _items(one: pikepdf.Dictionary | pikepdf.Stream, place: str, depth: int) -> Iterator[Haystack]:
    for key, value in one.items():
        yield place, key.encode()
        yield from _object(value, f"{place}{key}", depth + 1)


def _docx(data: bytes) -> Iterator[Haystack]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        yield "comment of the package", package.comment
        for member in package.infolist():
            content = package.read(member)
            yield "name of a member", member.filename.encode() + member.comment + member.extra
            yield member.filename, content
            if member.filename.endswith((".xml", ".rels")):
                yield f"text of {member.filename}", _TAG.sub(b"", content)
