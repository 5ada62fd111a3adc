"""Copies of a sheet as PDF files: the document is laid out once, and a copy is the blank sheet with an incremental update.

An update (ISO 32000-1, 7.5.6) leaves all bytes of a file as they are and adds new versions of objects at its end. Here that is one
object, the form with the pupil's name and the like, which every page draws; so a copy costs some hundred bytes of work. It is as
accessible as the sheet: what is read out, and in what order, is the same, and the fields are artifacts on both.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from string import ascii_letters, digits, punctuation
from typing import BinaryIO

from hornbook.document.nodes import Document
from hornbook.render.pdf import draw_file
from hornbook.render.pdf.fields import Fields
from hornbook.render.pdf.file import REFERENCE
from hornbook.theme import Theme

ASCII = f"{ascii_letters}{digits}{punctuation} "
_TRAILER = re.compile(rb"/Size (\d+)/.*?(/Root \d+ 0 R/Info \d+ 0 R)/ID\[<(\w+)>")
_UNTIED = re.compile(rb"/(?:Parent \d+ 0 R|Annots (?:\d+ 0 R|\[[^\]]*\])|Trans <<\s*>>|Rotate 0|StructParents \d+|Tabs /S)")
"""What ties a page to its file or adds nothing; without it the page can stand in another file."""

_START = re.compile(rb"startxref\n(\d+)\n%%EOF\n\Z")


class Copier:
    """Makes copies of one document; the document is laid out when this is made.

    `texts` are the values to come, composed (NFC): their glyphs are in every copy. Instead of a value that is set letter by letter,
    as in Latin, Greek or Cyrillic, its characters do. What no font has is passed over here, and is an error of the copy that needs
    it. Raises RenderError as `render` does.

    `drawn` are the pages, as objects of the sheet's file that do not name their place in it, and `objects` those they draw on but
    for the form, by their numbers.
    """

    def __init__(self, document: Document, theme: Theme, texts: Iterable[str] = ASCII) -> None:
        self.document, self.theme = document, theme
        self.fields = Fields(texts, document.foot.code)
        rendered, file = draw_file(document, theme, fields=self.fields)
        self.pages, self.warnings = rendered.pages, rendered.warnings
        self.drawn = [b" ".join(_UNTIED.sub(b"", file.objects[number]).split()) for number in file.page_numbers]
        self.objects = {number: file.objects[number] for number in reached(self.drawn, file.objects, self.fields.number)}
        self._sheet = rendered.data
        start = int(_found(_START, self._sheet)[1])
        size, keys, digest = _found(_TRAILER, self._sheet, start).groups()
        self._digest = hashlib.md5(digest, usedforsecurity=False)
        form, table = self.fields.number, int(size)
        self._before = b"%d 0 obj\n" % form
        self._between = b"\nendobj\n%d 0 obj\n<</Type/XRef/Size %d/W[1 4 2]/Index[%d 1 %d 1]/Prev %d%b/ID[<%b><" % (
            *(table, table + 1, form, table, start),
            *(keys, digest),
        )
        self._rows = b">]/Length 14>>\nstream\n\1%b\0\0\1" % len(self._sheet).to_bytes(4)

    def copy(self, values: Mapping[str, str]) -> bytes:
        """The file for one pupil. `values` fill slots by their key; "code" takes the place of the code in the foot.

        Raises RenderError for a character that cannot be set: it names the character and never the value, which may be a name.
        """
        return self._sheet + self._update(values)

    def cut_short(self, values: Mapping[str, str]) -> list[str]:
        """The keys of the values that are too long to be printed whole. Raises RenderError as `copy` does."""
        return self.fields.cut_short(values)

    def write(self, values: Mapping[str, str], stream: BinaryIO) -> None:
        """Write the copy to a stream."""
        stream.writelines((self._sheet, self._update(values)))

    def _update(self, values: Mapping[str, str]) -> bytes:
        form = self.fields.form(values)
        digest = self._digest.copy()
        digest.update(form)
        start = len(self._sheet) + len(self._before) + len(form) + len(b"\nendobj\n")
        return b"%b%b%b%b%b%b\0\0\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % (
            *(self._before, form, self._between, digest.hexdigest().encode("ascii")),
            *(self._rows, start.to_bytes(4), start),
        )


def reached(pages: Iterable[bytes], objects: Mapping[int, bytes], form: int) -> list[int]:
    """What the pages draw on, other than the form, in a fixed order."""
    found: dict[int, None] = {}
    waiting = list(pages)
    while waiting:
        head, _, _ = waiting.pop().partition(b"stream\n")
        for number in map(int, REFERENCE.findall(head)):
            if number != form and number not in found:
                found[number] = None
                waiting.append(objects[number])
    return list(found)


def _found(pattern: re.Pattern[bytes], data: bytes, start: int = 0) -> re.Match[bytes]:
    found = pattern.search(data, start)
    if not found:
        raise ValueError("the sheet does not end as this room writes files")
    return found
