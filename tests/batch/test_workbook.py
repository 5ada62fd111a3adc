"""Rosters in workbooks: what is in them, and what would take all memory if it were opened unweighed."""

from __future__ import annotations

import random
import time
from contextlib import suppress
from pathlib import Path

import pytest

from hornbook.batch import workbook
from hornbook.batch.roster import Pupil, read_roster
from hornbook.errors import RosterError
from tests.batch.workbooks import cell, ods, ods_row, packed, table, xlsx

DAMAGED = "this is not a sound workbook"
TOO_LARGE = "the workbook is too large for a roster"


def read(path: Path, raw: bytes) -> list[Pupil]:
    path.write_bytes(raw)
    return read_roster(path, themes=("classic",), versions=2)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "roster.xlsx"


def told(path: Path, raw: bytes) -> str:
    with pytest.raises(RosterError) as caught:
        read(path, raw)
    return str(caught.value).replace(f"{path.as_posix()}", "roster")


ROWS = [["Name", "Seat", "Class"], ["Anna Müller", "A1", "9b"], ["Иван", "A2", "9b"]]
PUPILS = [Pupil("Anna Müller", "9b", "A1", row=2), Pupil("Иван", "9b", "A2", row=3)]


def test_xlsx(path: Path):
    assert read(path, xlsx(table(ROWS))) == PUPILS


def test_ods(path: Path):
    assert read(path, ods("".join(ods_row(*row) for row in ROWS))) == PUPILS


def test_what_a_file_is_counts_and_not_its_ending(tmp_path: Path):
    assert read(tmp_path / "roster.csv", xlsx(table(ROWS))) == PUPILS


def test_rows_and_columns_are_those_of_the_sheet(path: Path):
    pupils = read(path, xlsx(table(ROWS, first="C", start=4)))
    assert [pupil.row for pupil in pupils] == [5, 6]
    message = told(path, xlsx(table([["Name", "Tier"], ["Anna", "best"]], first="C", start=4)))
    assert message.startswith('roster:5:14: cell D5: there is no tier "best"\n  5 |  |  | Anna | best\n')


def test_shared_texts_numbers_dates_and_formulas(path: Path):
    shared = "<si><t>Name</t></si><si><t>Seat</t></si><si><r><t>An</t></r><r><t>na</t></r></si>"
    class_ = '<c r="C1" t="str"><f>"Cla"&amp;"ss"</f><v>Class</v></c>'
    head = f'<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>{class_}</row>'
    anna = '<row r="2"><c r="A2" t="s"><v>2</v></c><c r="B2"><v>7</v></c><c r="C2"><v>9.5</v></c></row>'
    assert read(path, xlsx(head + anna, shared=shared)) == [Pupil("Anna", "9.5", "7", row=2)]
    ben = '<row r="2"><c r="A2" t="s"><v>2</v></c><c r="B2" s="1"><v>46085</v></c></row>'
    assert "cell B2: a date where a seat should be" in told(path, xlsx(head + ben, shared=shared))


def test_a_formula_in_a_text(path: Path):
    assert "cell A2: a formula where a name should be" in told(path, xlsx(table([["Name"], ["=HYPERLINK(1)"]])))


def test_cells_merged_over_rows_hold_for_each_of_them_but_for_names(path: Path):
    rows = table([["Tier", "Name", "Seat"], ["support", "Anna", "A1"], ["", "Ben", "A2"], ["core", "Cem", "A3"]])
    merged = '<mergeCells count="1"><mergeCell ref="A2:A3"/></mergeCells>'
    assert [pupil.tier for pupil in read(path, xlsx(rows, tail=merged))] == ["support", "support", "core"]
    names = '<mergeCells count="1"><mergeCell ref="B2:B3"/></mergeCells>'
    rows = rows.replace("Ben", "")
    assert "cell B3: no name" in told(path, xlsx(rows, tail=names))


def test_hidden_sheets_are_passed_over(path: Path):
    assert read(path, xlsx(table(ROWS), hidden=table([["Name"], ["Nobody"]]))) == PUPILS


def test_rows_that_are_but_coloured_weigh_nothing(path: Path):
    coloured = "".join(f'<row r="{row}"><c r="A{row}" s="1"/><c r="XFD{row}" s="1"/></row>' for row in (4, 1_048_576))
    assert read(path, xlsx(table(ROWS) + coloured)) == PUPILS
    assert read(path, ods("".join(ods_row(*row) for row in ROWS) + ods_row(times=1_048_000))) == PUPILS


FAR = [
    xlsx(f'<row r="1">{cell("A1", "Name")}</row><row r="1048576">{cell("XFD1048576", "Anna")}</row>'),
    xlsx(f'<row r="1">{"<c><v>1</v></c>" * 16_000}</row><row r="1048576"><c><v>1</v></c></row>'),
    xlsx(f'<row r="1">{cell("A1", "Name")}</row><row r="1048576"><c r="XFD1" t="s"><v>0</v></c></row>'),
    xlsx('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><x:c xmlns:x="urn:x" r="XFD1048576"><x:v>1</x:v></x:c></row>'),
    ods(ods_row("Name", times=1_000_000, columns=16_000)),
    ods(ods_row("Name") + ods_row(times=1_000_000) + ods_row("Anna", columns=16_000)),
]


@pytest.mark.parametrize("raw", FAR)
def test_a_small_file_of_a_huge_sheet(path: Path, raw: bytes):
    assert len(raw) < 10_000
    assert TOO_LARGE in told(path, raw)


def test_one_long_text_in_many_cells(path: Path):
    rows = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(1, 2_001))
    assert TOO_LARGE in told(path, xlsx(rows, shared=f"<si><t>{'x' * 1_000_000}</t></si>"))
    assert TOO_LARGE in told(path, ods(ods_row("x" * 100_000, times=100_000)))


def test_a_zip_that_unpacks_to_too_much(path: Path):
    raw = xlsx(table(ROWS) + f"<!--{' ' * (workbook.MOST_UNPACKED + 1)}-->")
    assert len(raw) < 1_000_000
    assert TOO_LARGE in told(path, raw)


def test_entities_and_other_zips(path: Path):
    bomb = '<!DOCTYPE a [<!ENTITY b "xxxxxxxxxxxxxxxx"><!ENTITY c "&b;&b;&b;&b;">]>'
    assert DAMAGED in told(path, xlsx(table(ROWS), head=bomb))
    assert DAMAGED in told(path, packed({"readme.txt": "hello", "a.xml": "<a/>"}))
    assert DAMAGED in told(path, packed({"xl/workbook.xml": "<workbook", "xl/Workbook.xml": "<workbook/>"}))
    assert DAMAGED in told(path, packed({"xl/workbook.xml": "<a/>", "xl/Workbook.xml": "<a/>"}))


def test_a_workbook_with_a_password(path: Path):
    sealed = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le")
    assert told(path, sealed).startswith("roster: a workbook of the old kind (XLS), or one with a password\n")
    raw = bytearray(xlsx(table(ROWS)))
    for mark, flags in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        at = -1
        while (at := raw.find(mark, at + 1)) >= 0:
            raw[at + flags] |= 1  # encrypted (APPNOTE.TXT, 4.4.4)
    assert DAMAGED in told(path, bytes(raw))


@pytest.mark.parametrize("name", ["roster.xlsx", "roster.ods", "roster.csv"])
def test_a_program_under_another_name(tmp_path: Path, name: str):
    assert told(tmp_path / name, b"MZ\x90\0\3\0\0\0" + bytes(range(256)) * 40).startswith("roster: this is not a table\n")


def test_a_workbook_without_pupils(path: Path):
    assert told(path, xlsx("")).startswith("roster: the roster is empty")
    assert told(path, xlsx(table([["Name"]]))).startswith("roster: the roster names no pupil")


def test_a_cell_of_ten_megabytes(path: Path):
    assert "cell A2: a name of 10000000 characters; the most is 200" in told(path, xlsx(table([["Name"], ["x" * 10_000_000]])))


def test_damaged_workbooks_give_pupils_or_a_clear_error(path: Path):
    chance = random.Random(7)
    sound = [xlsx(table(ROWS)), ods("".join(ods_row(*row) for row in ROWS))]
    for _ in range(300):
        raw = bytearray(chance.choice(sound))
        for _ in range(chance.randrange(1, 6)):
            raw[chance.randrange(4, len(raw))] = chance.randrange(256)
        with suppress(RosterError):
            assert read(path, bytes(raw[: chance.randrange(len(raw) // 2, len(raw) + 1)]))


def test_a_year_of_pupils_is_quick(path: Path):
    rows = [["Name", "Seat", "Class"], *([f"Anna {number}", f"A{number}", "9b"] for number in range(2_000))]
    raw = xlsx(table(rows))
    start = time.perf_counter()
    assert len(read(path, raw)) == 2_000
    assert time.perf_counter() - start < 5
