"""A roster of a whole school: each class of SCHOOL.yaml takes its own pupils from it."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hornbook.batch.roster import Pupil, read_roster
from hornbook.batch.selection import key
from hornbook.errors import RosterError
from tests.batch.workbooks import table, xlsx

SCHOOL = """\
Name,Form,Seat,Tier
Anna,9b,A1,
Bo,9 B,A2,support
Cem,9-c,A1,
Dua,9a,A1,
Eva,９ｂ,A3,
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "all.csv"


def read(path: Path, text: str, class_: str) -> list[Pupil]:
    path.write_text(text, encoding="utf-8")
    return read_roster(path, themes=("classic",), versions=1, class_=class_)


def told(path: Path, text: str, class_: str) -> str:
    with pytest.raises(RosterError) as caught:
        read(path, text, class_)
    return str(caught.value).replace(f"{path.parent.as_posix()}/", "")


@pytest.mark.parametrize(
    "names", [("9b", "9B", "9 b", "9-B", "9.b", " 9–b ", "９Ｂ", "9\u00a0b"), ("10.2", "10-2", "10 2"), ("Straße", "STRASSE")]
)
def test_names_of_one_class(names: tuple[str, ...]):
    assert {key(name) for name in names} == {key(names[0])}


def test_names_of_different_classes():
    names = ["9a", "9b", "10.2", "102", "1.02", "9/b", "-", ".", "á", "a"]
    assert len({key(name) for name in names}) == len(names)


@given(st.text(max_size=20))
def test_any_name_has_a_key_whatever_stands_around_it(name: str):
    assert bool(key(name)) == bool(name.strip())
    assert key(f" {name}\t") == key(name)


def test_a_class_takes_its_own_pupils_in_their_order_and_calls_itself_by_its_name(path: Path):
    assert read(path, SCHOOL, "9B") == [
        Pupil("Anna", "9B", "A1", row=2),
        Pupil("Bo", "9B", "A2", "support", row=3),
        Pupil("Eva", "9B", "A3", row=6),
    ]
    assert [pupil.name for pupil in read(path, SCHOOL, "9c")] == ["Cem"]


def test_a_workbook_of_a_whole_school(tmp_path: Path):
    (tmp_path / "all.xlsx").write_bytes(xlsx(table([["Name", "Class"], ["Anna", "9b"], ["Bo", "9c"], ["Cem", "9b"]])))
    found = read_roster(tmp_path / "all.xlsx", themes=(), versions=1, class_="9b")
    assert [pupil.name for pupil in found] == ["Anna", "Cem"]


@pytest.mark.parametrize(
    "text", ["Name\nAnna\nBo\n", "Name,Class\nAnna,8z\nBo,8 Z\n", "Name,Class\nAnna,8z\nBo,\n", "Name,Class\nAnna\nBo,\n"]
)
def test_a_roster_of_one_class_is_that_class_whatever_it_is_called(path: Path, text: str):
    assert [pupil.name for pupil in read(path, text, "9b")] == ["Anna", "Bo"]


def test_without_a_name_all_pupils_are_meant(path: Path):
    assert [pupil.class_ for pupil in read(path, SCHOOL, "")] == ["9b", "9 B", "9-c", "9a", "９ｂ"]


def test_no_such_class_lists_those_there_are(path: Path):
    assert told(path, SCHOOL, "9x") == (
        'all.csv:1:8: cell B1: there is no class "9x"; the roster holds 9b, 9-c and 9a\n'
        "  1 | Name | Form | Seat | Tier\n"
        "    |        ^\n"
        "  hint: call the class in SCHOOL.yaml as the roster calls it"
    )
    assert told(path, SCHOOL.replace("9-c", "9cooper"), "9coper").endswith('\n  hint: did you mean "9cooper"?')


def test_very_many_classes_are_not_all_listed(path: Path):
    text = "Name,Class\n" + "".join(f"P,c{number}\n" for number in range(500))
    assert "c18, c19 and 480 more\n" in told(path, text, "9b")


def test_a_pupil_without_a_class_is_told_where_there_are_several(path: Path):
    assert told(path, "Name,Class\nAnna,9b\nBo,\nCem,9c\nDua\n", "9b") == (
        "all.csv:3:6: cell B3: no class, though the roster holds several\n"
        "  3 | Bo | \n"
        "    |      ^\n"
        "  hint: write the class, or delete the row\n"
        "all.csv:5:7: cell B5: no class, though the roster holds several\n"
        "  5 | Dua | \n"
        "    |       ^\n"
        "  hint: write the class, or delete the row"
    )


def test_what_is_wrong_with_another_class_is_its_own_affair(path: Path):
    text = SCHOOL.replace("Cem,9-c,A1,", "Cem,9-c,A1,hard")
    assert len(read(path, text, "9b")) == 3
    assert told(path, text, "9c").startswith('all.csv:4:18: cell D4: there is no tier "hard"')


def test_every_pupil_of_a_school_is_in_one_class(path: Path):
    text = "Name,Class\n" + "".join(f"Pupil {number},{7 + number % 5}{'abc'[number % 3]}\n" for number in range(1_500))
    names = [f"{year}{letter}" for year in range(7, 12) for letter in "abc"]
    found = [{pupil.row for pupil in read(path, text, name)} for name in names]
    assert sum(map(len, found)) == 1_500
    assert not [1 for one, other in pairwise(found) if one & other]
