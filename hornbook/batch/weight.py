"""How much memory the cells of a workbook's XML take once they stand in a block: counted as the XML streams by.

ECMA-376, part 1 (18.3.1.4 `c`, 18.3.1.73 `row`, 18.4.8 `si`) says where a cell of XLSX stands and where its text is; ODF 1.2
(`table:number-rows-repeated`, `table:number-columns-repeated`) how often a row or a cell of ODS is repeated.
"""

from __future__ import annotations

import re
from xml.parsers.expat import ExpatError, XMLParserType

MOST_CELLS = 4_000_000
"""Twenty columns of 200,000 rows."""

MOST_TEXT = 200_000_000
"""Characters in all cells together, each repetition counted."""

_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_LARGEST = 1 << 24

Attributes = dict[str, str]


class TooHeavyError(Exception):
    """More cells or more text than can be held."""


class Scale:
    """Weighs one part after another. A sheet of XLSX is put off until the texts it refers to are known."""

    def __init__(self) -> None:
        self.shared: list[int] = []
        self.known = False
        self.put_off = False

    def texts_are_known(self) -> None:
        """From now on sheets of XLSX are weighed."""
        self.known = True

    def attach(self, parser: XMLParserType) -> None:
        """Weigh what `parser` reads. Its handlers raise TooHeavyError, or ExpatError for what no workbook has."""
        self.put_off = False

        def root(tag: str, _attributes: Attributes) -> None:
            match _local(tag):
                case "worksheet" if not self.known:
                    self.put_off = True
                    parser.StartElementHandler = None
                case "worksheet":
                    _attach(parser, _Sheet(self.shared))
                case "sst":
                    _attach(parser, _Texts(self.shared))
                case "document-content" | "document":
                    _attach(parser, _Spreadsheet())
                case _:
                    parser.StartElementHandler = None

        def doctype(*_: object) -> None:
            raise ExpatError  # its entities could grow into anything

        parser.StartElementHandler = root
        parser.StartDoctypeDeclHandler = doctype


class _Weigher:
    """Counts the block of cells that a part's sheets need."""

    def __init__(self) -> None:
        self.text = 0

    def start(self, tag: str, attributes: Attributes, /) -> None:
        """An element begins."""

    def end(self, tag: str) -> None:
        """An element ends."""

    def data(self, text: str) -> None:
        """Text within an element."""

    def check(self, rows: int, columns: int) -> None:
        """Raise TooHeavyError if a block of so many rows and columns, or the text so far, is too much."""
        if rows * columns > MOST_CELLS or self.text > MOST_TEXT:
            raise TooHeavyError


def _attach(parser: XMLParserType, weigher: _Weigher) -> None:
    parser.StartElementHandler = weigher.start
    parser.EndElementHandler = weigher.end
    parser.CharacterDataHandler = weigher.data


class _Texts(_Weigher):
    """The texts that cells of XLSX share: only their lengths are kept."""

    def __init__(self, lengths: list[int]) -> None:
        super().__init__()
        self.lengths = lengths

    def start(self, tag: str, _attributes: Attributes) -> None:
        if _local(tag) == "si":
            self.lengths.append(0)

    def data(self, text: str) -> None:
        if self.lengths:
            self.lengths[-1] += len(text)


class _Sheet(_Weigher):
    """A sheet of XLSX: from its first row and column to the last ones that hold anything."""

    def __init__(self, shared: list[int]) -> None:
        super().__init__()
        self.lengths = shared
        self.row = self.column = self.counted = 0
        self.rows = self.columns = 0
        self.index: str | None = None
        self.shares = False

    def start(self, tag: str, attributes: Attributes) -> None:
        match _local(tag):
            case "row":
                self.row = _number(attributes.get("r"), self.row + 1)
                self.column = self.counted = 0
            case "c":
                self.cell(attributes)
            case "v" | "is" | "f" as kind:  # a cell with none of them is but coloured, and takes no room
                self.rows, self.columns = max(self.rows, self.row), max(self.columns, self.column, self.counted)
                self.check(self.rows, self.columns)
                self.index = "" if self.shares and kind == "v" else None

    def cell(self, attributes: Attributes) -> None:
        """A cell begins; one that does not say where it stands is the next one of its row."""
        found = _REFERENCE.fullmatch(attributes.get("r", ""))
        self.counted += 1
        self.column = _column(found[1]) if found else self.column + 1
        self.row = max(self.row, int(found[2])) if found else self.row
        self.shares = attributes.get("t") == "s"

    def end(self, tag: str) -> None:
        if self.index is not None and _local(tag) == "v":
            place = _number(self.index.strip(), 0)
            self.text += self.lengths[place] if place < len(self.lengths) else 0
            self.index = None

    def data(self, text: str) -> None:
        if self.index is not None:
            self.index += text
        self.text += len(text)


class _Spreadsheet(_Weigher):
    """The tables of an ODS: rows and cells count as often as they are repeated, up to the last that holds anything."""

    def __init__(self) -> None:
        super().__init__()
        self.repeated = 1
        self.times = 1
        self.passed = self.rows = 0
        self.column = self.columns = 0

    def start(self, tag: str, attributes: Attributes) -> None:
        match _local(tag):
            case "table":
                self.passed = self.rows = self.columns = 0
            case "table-row":
                self.repeated = _number(_value(attributes, "number-rows-repeated"), 1)
                self.passed += self.repeated
                self.column = 0
            case "table-cell" | "covered-table-cell":
                self.times = _number(_value(attributes, "number-columns-repeated"), 1)
                self.column += self.times
                if any(_local(name) in {"value-type", "formula"} for name in attributes):
                    self.held()

    def held(self) -> None:
        """Something stands in the cell that is open."""
        self.rows, self.columns = max(self.rows, self.passed), max(self.columns, self.column)
        self.check(self.rows, self.columns)

    def data(self, text: str) -> None:
        if self.column and text.strip():
            self.text += len(text) * self.times * self.repeated
            self.held()


def _local(tag: str) -> str:
    return tag.rpartition(":")[2]


def _value(attributes: Attributes, local: str) -> str | None:
    return next((value for name, value in attributes.items() if _local(name) == local), None)


def _number(text: str | None, otherwise: int) -> int:
    return min(int(text), _LARGEST) if text and text.isascii() and text.isdigit() and len(text) < 20 else otherwise


def _column(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = 26 * number + ord(letter) - ord("A") + 1
    return number
