"""The rows of a workbook (XLSX, ODS), weighed before it is opened.

The library that reads workbooks holds a sheet as one block of cells: a file of a kilobyte whose last cell is XFD1048576 asks for
500 GB and ends the whole program. So every part is first read as a stream, within bounds, and the library is given a workbook of
those parts alone, stored without compression, so that it cannot meet anything that was not weighed.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from xml.parsers.expat import ExpatError, ParserCreate, XMLParserType

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
    ZipError,
)

from hornbook.batch.weight import Scale, TooHeavyError

MOST_UNPACKED = 150_000_000
MOST_PARTS = 2_000

_CHUNK = 1 << 16
_BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, UnicodeDecodeError)
_DAMAGED = "this is not a sound workbook — open it in a spreadsheet and save it again as XLSX or ODS, without a password"
_TOO_LARGE = "the workbook is too large for a roster — delete what is not needed, or save the sheet of the pupils as CSV UTF-8"

Cell = str | float | bool | date | time | datetime | timedelta


class FromAbove(str):
    """The text of a cell that is merged with one above it."""

    __slots__ = ()


def rows(raw: bytes) -> Iterator[list[str]]:
    """The rows of the first sheet that is not hidden, from the sheet's first row on, as texts.

    Where cells are merged over several rows, each row has the text. Raises ValueError ("what — hint") for a file that is damaged,
    locked or too large.
    """
    sheet = _sheet(_weighed(raw))
    left = [""] * (sheet.start[1] if sheet.start else 0)
    merged: dict[int, dict[int, int]] = {}
    for (first, column), (last, _) in sheet.merged_cell_ranges or ():
        merged.setdefault(first, {})[column] = last
    held: dict[int, tuple[int, FromAbove]] = {}
    for number, cells in enumerate(sheet.iter_rows()):
        row = left + [_text(cell) for cell in cells]
        held = {column: above for column, above in held.items() if above[0] >= number and column < len(row)}
        for column, (_, text) in held.items():
            row[column] = row[column] or text
        yield row
        held |= {column: (last, FromAbove(row[column])) for column, last in merged.get(number, {}).items() if column < len(row)}


def _text(cell: Cell) -> str:
    match cell:
        case str():
            return cell
        case bool():
            return str(cell).lower()
        case float() if cell.is_integer():
            return str(int(cell))
        case date() | time():
            return cell.isoformat()
        case _:
            return str(cell)


def _sheet(workbook: io.BytesIO) -> CalamineSheet:
    try:
        opened = CalamineWorkbook.from_filelike(workbook)
        for index, about in enumerate(opened.sheets_metadata):
            if about.typ == SheetTypeEnum.WorkSheet and about.visible == SheetVisibleEnum.Visible:
                return opened.get_sheet_by_index(index)
    except (CalamineError, PasswordError, ZipError, OSError):
        raise ValueError(_DAMAGED) from None
    raise ValueError("the workbook has no sheet that can be seen — save the sheet of the pupils as CSV UTF-8")


def _weighed(raw: bytes) -> io.BytesIO:
    """A workbook of the XML parts of `raw`, none of which is more than can be held."""
    stored = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed, zipfile.ZipFile(stored, "w") as plain:
            _copy(packed, plain)
        with zipfile.ZipFile(stored) as plain:
            _weigh(plain)
    except _BROKEN_ZIP:
        raise ValueError(_DAMAGED) from None
    stored.seek(0)
    return stored


def _copy(packed: zipfile.ZipFile, plain: zipfile.ZipFile) -> None:
    room = MOST_UNPACKED
    seen: set[str] = set()
    for part in packed.infolist():
        name = part.filename
        if not name.casefold().endswith((".xml", ".rels")) and name != "mimetype":
            continue
        if name.casefold() in seen:
            raise ValueError(_DAMAGED)
        seen.add(name.casefold())
        with packed.open(part) as source:
            data = source.read(room + 1)
        room -= len(data)
        if room < 0 or len(seen) > MOST_PARTS:
            raise ValueError(_TOO_LARGE)
        plain.writestr(zipfile.ZipInfo(name), data)


def _weigh(plain: zipfile.ZipFile) -> None:
    """Raise ValueError if the cells of any part are more than can be held, or if a part is not sound XML."""
    scale = Scale()
    names = [name for name in plain.namelist() if name != "mimetype"]
    sheets = [name for name in names if not _parsed(plain, name, scale)]
    scale.texts_are_known()  # a sheet refers to the texts of another part, so all others come first
    for name in sheets:
        _parsed(plain, name, scale)


def _parsed(plain: zipfile.ZipFile, name: str, scale: Scale) -> bool:
    """Put a part on the scale; whether it was weighed to its end."""
    parser: XMLParserType = ParserCreate()
    parser.buffer_text = True
    scale.attach(parser)
    with plain.open(name) as part:
        try:
            while chunk := part.read(_CHUNK):
                parser.Parse(chunk)
                if scale.put_off:
                    return False
            parser.Parse(b"", True)
        except ExpatError as error:
            raise ValueError(_DAMAGED) from error
        except TooHeavyError:
            raise ValueError(_TOO_LARGE) from None
    return True
