"""Names that are no file names lose nothing but what no file can hold, and two of them are never one file."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hornbook.batch.names import MOST_BYTES, file_names, unique_names
from hornbook.batch.roster import Pupil


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("Anna Müller", "Anna Müller"),
        ("Иван Петров", "Иван Петров"),
        ("王小明", "王小明"),
        ("Mu\u0308ller", "Müller"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ("..", "unnamed"),
        ("", "unnamed"),
        ("a/b\\c:d*e?f", "a_b_c_d_e_f"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("COM¹", "_COM¹"),
        ("Aux ", "_Aux"),
        ("Connor", "Connor"),
        ("-rf", "rf"),
        ("~$Anna", "Anna"),
        ("Anna.", "Anna"),
        ("Anna . . .", "Anna"),
        ("../x", "_x"),
        ("a/b", "a_b"),
        ("Anna 🎉", "Anna 🎉"),
        ("x" * 300, "x" * MOST_BYTES),
        ("An\u202ena\u200b", "Anna"),
        ("An\nna", "An na"),
        ("An\x00na", "An_na"),
        ("9b/2", "9b_2"),
    ],
)
def test_names(name: str, file: str):
    assert unique_names([name]) == [file]


def test_two_of_one_name():
    pupils = [Pupil(name) for name in ("Anna Müller", "Anna Müller", "ANNA MÜLLER", "Anna Mu\u0308ller", "Ａnna Müller", "Ben")]
    assert file_names(pupils) == [
        "Anna Müller",
        "Anna Müller (2)",
        "ANNA MÜLLER (3)",
        "Anna Müller (4)",
        "Ａnna Müller (5)",
        "Ben",
    ]


def test_a_name_that_looks_like_a_second_one():
    assert unique_names(["Anna (2)", "Anna", "Anna"]) == ["Anna (2)", "Anna", "Anna (3)"]


def test_long_names_are_cut_at_a_letter():
    assert unique_names(["я" * 100, "я" * 100]) == ["я" * 60, "я" * 58 + " (2)"]
    assert unique_names(["x" * 119 + "e\u0323\u0302"]) == ["x" * 119]


def test_many_of_one_name_are_quick():
    names = unique_names(["Anna Müller"] * 20_000)
    assert names[-1] == "Anna Müller (20000)"
    assert len(set(names)) == 20_000


@given(st.lists(st.text(max_size=150), max_size=8))
def test_any_names_make_files_apart(tmp_path_factory: pytest.TempPathFactory, texts: list[str]):
    names = unique_names(texts)
    assert len({unicodedata.normalize("NFKC", name).casefold() for name in names}) == len(texts)
    folder = tmp_path_factory.mktemp("names")
    for name in names:
        assert 0 < len(name.encode()) <= MOST_BYTES
        assert not name.startswith(("-", ".", " ", "~"))
        assert not name.endswith((".", " "))
        Path(folder / f"{name}.pdf").touch(exist_ok=False)
    assert sorted(path.name for path in folder.iterdir()) == sorted(f"{name}.pdf" for name in names)
