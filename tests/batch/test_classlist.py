"""The class list opens in a spreadsheet as it is, and runs nothing there."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hornbook.batch.classlist import class_list, harmless
from hornbook.batch.roster import Pupil, read_roster
from tests.trying import tries

PUPILS = [
    Pupil("Müller, Anna", class_="9b", seat="A1", version="A", theme="classic", size=18, row=2),
    Pupil('Ben "Bo" Иванов', seat="A2", tier="support", version="B", row=3),
]


def test_its_bytes():
    assert class_list(PUPILS, ["7QF3", "K2MA"]).decode("utf-8") == (
        '\ufeff"seat","name","class","version","tier","theme","size","code"\r\n'
        '"A1","Müller, Anna","9b","A","core","classic","18","7QF3"\r\n'
        '"A2","Ben ""Bo"" Иванов","","B","support","","","K2MA"\r\n'
    )


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_starts_a_formula_even_within_quotes(start: str):
    text = class_list([Pupil(f'{start}HYPERLINK("http://example.org")', seat=f"{start}1")], ["7QF3"]).decode("utf-8-sig")
    assert text.splitlines(keepends=True)[0].strip() == '"seat","name","class","version","tier","theme","size","code"'
    assert f'"\'{start}1","\'{start}HYPERLINK(""http://example.org"")","","","core","","","7QF3"' in text


def test_it_is_a_roster(tmp_path: Path):
    path = tmp_path / "list.csv"
    path.write_bytes(class_list(PUPILS, ["7QF3", "K2MA"]))
    assert read_roster(path, themes=["classic"], versions=2) == PUPILS


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("=1+1", "'=1+1"),
        ("+49", "'+49"),
        ("-3", "'-3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t'=1"),
        ("\r=1", "'\r'=1"),
        ("  =1", "'  =1"),
        ("＝1", "'＝1"),
        ("Anna;=1+1", "Anna;'=1+1"),
        ("Anna, @x", "Anna,' @x"),
        (';"=1', ";'\"=1"),
        ("Anna-Lena", "Anna-Lena"),
        ("A1", "A1"),
        ("", ""),
    ],
)
def test_formulas(cell: str, shown: str):
    assert harmless(cell) == shown


@tries(300)
@given(name=st.text("=+-@;,|\t\"' aＡ＝1\r\n", min_size=1, max_size=12), delimiter=st.sampled_from(",;\t|"))
def test_no_cell_is_a_formula_whatever_the_delimiter(name: str, delimiter: str):
    text = class_list([Pupil(name, seat=name)], [name]).decode("utf-8-sig")
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
        assert not [cell for cell in row if cell.strip().startswith(("=", "+", "-", "@", "＝"))]


def test_each_pupil_has_a_code():
    with pytest.raises(ValueError, match="zip"):
        class_list(PUPILS, ["7QF3"])
