"""The rows of a roster, whatever a school's system wrote: CSV in several encodings and delimiters, XLSX or ODS."""

from __future__ import annotations

import csv
import io
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from hornbook.batch import workbook
from hornbook.batch.headings import are_headings
from hornbook.batch.workbook import FromAbove
from hornbook.errors import Place, Problem, RosterError

MOST_BYTES = 50_000_000
MOST_ROWS = 200_000
MOST_COLUMNS = 500
MOST_TITLES = 10
"""Rows in which the headings are looked for."""

_MOST_LINES = 1 << 20  # the rows of a spreadsheet: some write them all out, though there is nothing in them
_DELIMITERS = ",;\t|"
_SAVE_AS = 'open it in a spreadsheet and save it as "CSV UTF-8" or as XLSX or ODS'
_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_SEPARATOR_LINE = re.compile(r"sep=([,;\t|])\r?\n", re.IGNORECASE)

# What Cyrillic, Greek or Polish bytes, or those of old Macs, look like when they are taken for Western European ones: "Èâàíîâ",
# "Pawe³", "£ukasz", "MŸller". No name has four accented letters in a row, such a sign next to a letter, or such a capital within.
_OTHER_CODE_PAGE = re.compile(
    "[À-ÖØ-öø-ÿŠšŽžŒœŸ]{4}|(?<=[^\\W\\d_])[¡-§©¬®¯±³µ¶¹¼-¿×÷†‡€™ƒ„…ˆ‰‹›•˜]|[£¥¯³¹¼-¾ƒ„€](?=[^\\W\\d_])|(?<=[^\\W\\d_])[ŠŽŸ](?=[a-zß-öø-ÿ])"
)


@dataclass(frozen=True, slots=True)
class Row:
    """A row as a spreadsheet counts it, from 1, and its cells; there may be fewer than there are columns."""

    number: int
    cells: tuple[str, ...]

    @property
    def blank(self) -> bool:
        """Whether nothing stands in any cell, but for what is merged with a cell above."""
        return not any(map(self.filled, range(len(self.cells))))

    def filled(self, column: int) -> bool:
        """Whether something stands in a column, and does so in this row."""
        return column < len(self.cells) and bool(self.cells[column].strip()) and not isinstance(self.cells[column], FromAbove)


def read_rows(path: Path) -> Iterator[Row]:
    """The rows that are not blank, one by one; raises RosterError for a file that is no table or too large, on the way too."""
    raw = _bytes(path)
    file = path.as_posix()
    if not raw.strip():
        raise _fault(file, "the roster is empty", "export it again: the first row holds the headings")
    try:
        cells = workbook.rows(raw) if raw.startswith(_ZIP) else _csv_rows(raw, file)
        for number, row in enumerate(cells, start=1):
            if len(row) > MOST_COLUMNS:
                raise _fault(file, f"more than {MOST_COLUMNS} columns", "is this a roster?", number)
            found = Row(number, tuple(row))
            if number > (_MOST_LINES if found.blank else MOST_ROWS + 1):
                raise _fault(file, f"more than {MOST_ROWS} rows", "make a roster of each class or each year", number)
            if not found.blank:
                yield found
    except ValueError as error:
        what, _, hint = str(error).partition(" — ")
        raise _fault(file, what, hint) from None


def _fault(file: str, what: str, hint: str, row: int = 0) -> RosterError:
    return RosterError(Problem(what, hint, Place(file, row)))


def _bytes(path: Path) -> bytes:
    file = path.as_posix()
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise _fault(file, "this is not a file", "give a roster as CSV, XLSX or ODS")
        with path.open("rb") as opened:
            raw = opened.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise _fault(file, "there is no such roster", "look at its name and its folder") from None
    except OSError as error:
        raise _fault(file, f"the roster cannot be read: {error.strerror}", "look at its rights") from None
    if len(raw) > MOST_BYTES:
        raise _fault(file, f"the roster has more than {MOST_BYTES // 1_000_000} MB", "make a roster of each class or each year")
    return raw


def _csv_rows(raw: bytes, file: str) -> Iterator[list[str]]:
    text = _decoded(raw)
    stream = io.StringIO(text, newline="")
    said = _SEPARATOR_LINE.match(text)
    if said:
        stream.readline()
        yield []
    reader = csv.reader(stream, delimiter=said[1] if said else _delimiter(text), strict=True)
    coming = 1 + bool(said)
    try:
        for row in reader:
            coming += 1
            yield row
    except csv.Error as error:
        raise _fault(file, *_csv_fault(str(error)), row=coming) from None


def _delimiter(text: str) -> str:
    """The one that parts headings; else that which the first line has most often outside quotes; a comma if it has none."""
    lines = [line for line in text[:100_000].splitlines() if line.strip()][:MOST_TITLES]
    for line in lines:
        for delimiter in _DELIMITERS:
            if are_headings(line.split(delimiter)):
                return delimiter
    plain = re.sub(r'"(?:[^"]|"")*"', "", lines[0] if lines else "")
    return max(_DELIMITERS, key=plain.count)


def _csv_fault(message: str) -> tuple[str, str]:
    if "field limit" in message:
        what = f"a cell of more than {csv.field_size_limit()} characters, or a quotation mark that is never closed"
        return what, "shorten the cell, or delete the quotation mark"
    if "unexpected end of data" in message:
        return "a quotation mark that is never closed", "close or delete it; within quotes a quotation mark is written twice"
    if "expected after" in message:
        return "a quotation mark within a cell in quotes", "write it twice, or delete it"
    return f"this is not CSV: {message}", _SAVE_AS


def _decoded(raw: bytes) -> str:
    """The text of a CSV file. Raises ValueError ("what — hint") for other files, and where the letters cannot be told."""
    if raw.startswith(_OLE2):
        raise ValueError(f"a workbook of the old kind (XLS), or one with a password — {_SAVE_AS}, without a password")
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = raw.decode("utf-16", "replace")
    elif b"\0" in raw:
        raise ValueError(f"this is not a table — {_SAVE_AS}")
    else:
        text = _eight_bits(raw)
    if "\0" in text or text.lstrip()[:1] == "<":
        raise ValueError(f"this is not a table — {_SAVE_AS}")
    return text


def _eight_bits(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", "replace")
    if "\N{REPLACEMENT CHARACTER}" in text or _OTHER_CODE_PAGE.search(text):
        raise ValueError(f"its letters cannot be told: the encoding is neither UTF-8 nor Western European — {_SAVE_AS}")
    return text
