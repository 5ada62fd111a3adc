"""A roster read: its pupils, or everything that is wrong with it, told with row and column."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import cast

from hornbook.activities.tiers import TIERS, Tier
from hornbook.batch.faults import problem_at, quoted_as, shortened, text_of, visible
from hornbook.batch.headings import Columns, HeadingError, Meaning, are_headings, columns
from hornbook.batch.selection import cell, classes_in, key, rows_of
from hornbook.batch.table import MOST_TITLES, Row, read_rows
from hornbook.compose import MOST_VERSIONS, VERSIONS
from hornbook.errors import Place, Problem, RosterError, did_you_mean
from hornbook.prose import FORBIDDEN
from hornbook.prose.marks import LANGUAGE
from hornbook.theme.sizes import LARGEST, SMALLEST

LONGEST_NAME = 120
LONGEST_CELL = 200
MOST_TOLD = 50
"""Problems told one by one; of the others only their number."""

_MOST_LISTED = 20
_FORMULA = tuple("=+-@＝＋－＠")
_DATE = re.compile(r"\d{4}-\d\d-\d\d([T ].*)?|\d{1,2}([./])\d{1,2}\2\d{4}")
_TIME = re.compile(r"\d\d:\d\d:\d\d(\.\d+)?")
_SIZE = re.compile(r"(\d{1,3})([.,]0+)?\s*(pt|p|points?|punkt|п|пт)?\.?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Pupil:
    """One pupil of a roster. What the roster does not say is empty: the class or the school decides it.

    `name` is printed as it stands: NFC, in any script. `version` is a letter, "A" the first. `size` is that of the text in points.
    `language` is a BCP 47 tag. `row` is the roster's row, counted from 1 as a spreadsheet does.
    """

    name: str
    class_: str = ""
    seat: str = ""
    tier: Tier = "core"
    version: str = ""
    theme: str = ""
    size: int | None = None
    language: str = ""
    row: int = 0


def read_roster(
    path: Path, *, themes: Sequence[str], versions: int, languages: Sequence[str] = (), class_: str = ""
) -> list[Pupil]:
    """The pupils of a roster (CSV, XLSX or ODS) in its order.

    A pupil may have one of the `themes`, one of so many `versions` and, if any are named, one of the `languages`. If a class is
    named and the roster holds several, it is that one's pupils alone, and the class is written as it is here. Raises RosterError
    with every fault of every row, up to `MOST_TOLD`.
    """
    head, rows = _headed(read_rows(path))
    if head is None:
        raise RosterError(Problem("the roster is empty", "the first row holds the headings", Place(path.as_posix())))
    reader = _Reader(path.as_posix(), _columns(path, head), _Known(tuple(themes), versions, tuple(languages)))
    try:
        chosen = reader.chosen(rows, head, class_) if class_ and "class" in reader.columns else rows
        pupils = [pupil for row in chosen if (pupil := reader.pupil(row))]
    except RosterError as error:  # the file cannot be read to its end, which does not unsay what was found before
        raise RosterError([*reader.told(), *error.problems]) from None
    if reader.count:
        raise RosterError(reader.told())
    if not pupils:
        raise RosterError(Problem("the roster names no pupil", "write one below the headings", Place(path.as_posix())))
    return pupils


def _headed(rows: Iterator[Row]) -> tuple[Row | None, Iterator[Row]]:
    """The row of the headings, and those below it. Titles may stand above, or headings of headings: they have fewer cells."""
    first: list[Row] = []
    try:
        first.extend(islice(rows, MOST_TITLES))
    except RosterError as error:  # told once the rows before it have been looked at
        rows = map(_fail, [error])
    head = most = 0
    for number, row in enumerate(first):
        filled = sum(map(row.filled, range(len(row.cells))))
        if filled > most and are_headings([text_of(cell) for cell in row.cells]):
            head = number
        most = max(most, filled)
    return (first[head] if first else next(rows, None)), chain(first[head + 1 :], rows)


def _fail(error: RosterError) -> Row:
    raise error


def _columns(path: Path, head: Row) -> Columns:
    try:
        return columns([text_of(cell) for cell in head.cells])
    except HeadingError as error:
        raise RosterError([problem_at(path.as_posix(), head, *fault) for fault in error.faults]) from None


@dataclass(frozen=True, slots=True)
class _Known:
    """What a roster may ask for."""

    themes: tuple[str, ...]
    versions: int
    languages: tuple[str, ...]


class _Reader:
    """Reads row by row and gathers the faults, so that one does not hide the others."""

    def __init__(self, file: str, found: Columns, known: _Known) -> None:
        self.file = file
        self.columns = found
        self.known = known
        self.faults: list[Problem] = []
        self.count = 0
        self.chosen_class = ""

    def chosen(self, rows: Iterable[Row], head: Row, name: str) -> Sequence[Row]:
        """The rows of the class called `name`; all, whatever it is called there, if the roster holds but one class."""
        found, column = list(rows), self.columns.other["class"]
        classes = classes_in(found, column)
        if len(classes) <= 1:
            return found
        if key(name) not in classes:
            there = [shortened(visible(each)) for each in classes.values()]
            what = f'there is no class "{shortened(name)}"; the roster holds {_listed(there)}'
            near = difflib.get_close_matches(name, there, n=1)
            hint = f'did you mean "{near[0]}"?' if near else "call the class in SCHOOL.yaml as the roster calls it"
            raise RosterError(problem_at(self.file, head, column, what, hint, _listed(there), *(f'"{each}"' for each in near)))
        self.chosen_class = name
        return rows_of(name, found, column)

    def told(self) -> list[Problem]:
        """The faults, and how many more there are."""
        more = self.count - len(self.faults)
        last = Problem(f"and {more} more problems", "mend these first", Place(self.file))
        faults = sorted(self.faults, key=lambda fault: (fault.place.line, fault.place.column) if fault.place else (0, 0))
        return [*faults, last] if more else faults

    def pupil(self, row: Row) -> Pupil | None:
        """The pupil of a row, or None if anything is wrong with it."""
        before = self.count
        name = self.name(row)
        class_, seat = self.text(row, "class"), self.text(row, "seat")
        tier, version = self.word(row, "tier", TIERS), self.word(row, "version", VERSIONS[: self.known.versions])
        theme, language = self.word(row, "theme", self.known.themes), self.language(row)
        size = self.size(row)
        if self.chosen_class and not cell(row, self.columns.other["class"]):
            what = "no class, though the roster holds several"
            self.fault(row, self.columns.other["class"], what, "write the class, or delete the row")
        self.width(row)
        if self.count > before:
            return None
        return Pupil(
            name, self.chosen_class or class_, seat, cast("Tier", tier or "core"), version, theme, size, language, row.number
        )

    def fault(self, row: Row, column: int, what: str, hint: str, *quoted: str) -> None:
        """Take down a fault. What is `quoted` in it may be anything, a name too if cells are in the wrong column."""
        self.count += 1
        if len(self.faults) < MOST_TOLD:
            self.faults.append(problem_at(self.file, row, column, what, hint, *quoted))

    def name(self, row: Row) -> str:
        before = self.count
        first = self.columns.name[0]
        parts = [self.part(row, column) for column in self.columns.name]
        name = unicodedata.normalize("NFC", " ".join(part for part in parts if part))
        if self.count > before:
            return ""
        if not name:
            self.fault(row, first, "no name", "write the name, or delete the row")
        elif not any(char.isalnum() for char in name):
            self.fault(row, first, "a name without a letter", "write the name, or delete the row")
        elif _DATE.fullmatch(name) or _TIME.fullmatch(name):
            self.fault(
                row, first, "a date or a time where a name should be", "write the name, or call another column that of the names"
            )
        elif len(name) > LONGEST_NAME:
            what = f"a name of {len(name)} characters; the most is {LONGEST_NAME}"
            self.fault(row, first, what, "shorten it; is a quotation mark missing?")
        return name

    def part(self, row: Row, column: int) -> str:
        """A name, or a part of it. No name begins like a formula, and a spreadsheet may run what does."""
        text = self.cell(row, column, "name") if row.filled(column) else ""
        if not text.startswith(_FORMULA) or not any(char.isalnum() for char in text):
            return text
        self.fault(row, column, "a formula where a name should be", "write the name itself")
        return ""

    def cell(self, row: Row, column: int, meaning: str) -> str:
        """The text of a cell, blanks made one; empty if it is not fit to be printed, which is told."""
        raw = row.cells[column] if column < len(row.cells) else ""
        if len(raw) > LONGEST_CELL:
            what = f"a {meaning} of {len(raw)} characters; the most is {LONGEST_CELL}"
            self.fault(row, column, what, "shorten it; is a quotation mark missing?")
            return ""
        text = text_of(raw)
        if found := FORBIDDEN.search(text):
            what = f"the control character U+{ord(found[0]):04X} in a {meaning}"
            self.fault(row, column, what, "delete it and type the text around it afresh")
            return ""
        return text

    def text(self, row: Row, meaning: Meaning) -> str:
        if meaning not in self.columns:
            return ""
        column = self.columns.other[meaning]
        text = self.cell(row, column, meaning)
        if text.startswith(_FORMULA[0]):
            self.fault(row, column, f"a formula where a {meaning} should be", f"write the {meaning} itself")
            return ""
        if meaning == "seat" and (made := _made_of_seats(text)):
            what = f"a {made[0]} where a seat should be: spreadsheets make a {made[0]} of {made[1]}"
            self.fault(row, column, what, "write it as A3 or row 3 seat 4, or make the column one of text")
        return unicodedata.normalize("NFC", text)

    def word(self, row: Row, meaning: Meaning, known: Sequence[str]) -> str:
        """One of the words `known`, in whatever case it is written."""
        text = self.text(row, meaning)
        if not text:
            return ""
        found = next((word for word in known if word.casefold() == text.casefold()), None)
        if found is None:
            hint = _versions(known) if meaning == "version" else _choose(text, known)
            quoted = quoted_as(text)
            self.fault(row, self.columns.other[meaning], f"there is no {meaning} {quoted}", hint, quoted)
        return found or ""

    def language(self, row: Row) -> str:
        text = self.text(row, "language")
        if not text or (LANGUAGE.fullmatch(text) and not self.known.languages):
            return text
        if self.known.languages:
            return self.word(row, "language", self.known.languages)
        column, quoted = self.columns.other["language"], quoted_as(text)
        self.fault(row, column, f"{quoted} is not a language tag", "write it like en-GB, de or zh-Hant", quoted)
        return ""

    def size(self, row: Row) -> int | None:
        text = self.text(row, "size")
        if not text:
            return None
        found = _SIZE.fullmatch(text)
        if found and SMALLEST <= int(found[1]) <= LARGEST:
            return int(found[1])
        hint = f"write a whole number of points from {SMALLEST:g} to {LARGEST:g}"
        quoted = quoted_as(text)
        self.fault(row, self.columns.other["size"], f"there is no text of size {quoted}", hint, quoted)
        return None

    def width(self, row: Row) -> None:
        """A comma that is not in quotes moves all cells behind it into the next column; a heading may stand over two of them."""
        gap = self.columns.gap
        if gap is not None and row.filled(gap):
            hint = "give the column a heading; if one stands over surname and forename, give each its own"
            self.fault(row, gap, "a cell beside the name, in a column without a heading", hint)
        for column in range(self.columns.width, len(row.cells)):
            if row.filled(column):
                what = "a cell to the right of the last heading"
                self.fault(row, column, what, "put cells with a comma or semicolon in quotes, or give the column a heading")
                return


def _made_of_seats(text: str) -> tuple[str, str] | None:
    """What a spreadsheet has made of a seat, and how the seat was typed."""
    if _DATE.fullmatch(text):
        return "date", "3-4"
    return ("time", "3:4") if _TIME.fullmatch(text) else None


def _choose(text: str, known: Sequence[str]) -> str:
    return did_you_mean(text.casefold(), known) if known else "leave the cell empty"


def _listed(classes: Sequence[str]) -> str:
    """Classes as a sentence names them; not all if they are very many."""
    if len(classes) > _MOST_LISTED:
        return f"{', '.join(classes[:_MOST_LISTED])} and {len(classes) - _MOST_LISTED} more"
    return f"{', '.join(classes[:-1])} and {classes[-1]}"


def _versions(known: Sequence[str]) -> str:
    if len(known) == 1:
        return "ask for more than one version, or leave the cell empty"
    return f"choose one of: {', '.join(known)}" + (", or ask for more versions" if len(known) < MOST_VERSIONS else "")
