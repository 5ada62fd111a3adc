"""A lesson for a class: who gets what, in which files, and what is told."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest

from hornbook import fonts, pipeline
from hornbook.batch import classes
from hornbook.batch.classes import in_order_of_seats
from hornbook.batch.doing import Done, do_all
from hornbook.batch.roster import Pupil
from hornbook.batch.tasks import Class, Work, planned_for
from hornbook.errors import CommandError, HornbookError
from hornbook.pipeline import Options
from hornbook.scaffold import new_pack
from tests.docx_text import paragraphs
from tests.test_determinism import files_below

ROSTER = """\
Name,Seat,Tier,Theme,Size
Zoë Quartz,B1,,,
Anna Müller,A1,,,
Anna Müller,A2,support,,
Борис Опал,A3,,large-print,
Ивáн/Jade,B2,,,14
"""
FOLDER = "9b/demo/01-printing"


@pytest.fixture(autouse=True)
def _work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)
    new_pack("demo", Path("packs"))
    pipeline.forget()
    yield
    pipeline.forget()


def planned(roster: str = ROSTER, *, single_files: bool = False, duplex: bool = True, **options: object) -> Work:
    Path("9b.csv").write_text(roster, encoding="utf-8")
    wishes = replace(Options(formats=("pdf",), kinds=("worksheet",), versions=2), **options)  # type: ignore[arg-type] # as the tests have them
    return planned_for(Class("9b", Path("9b.csv"), "9b", single_files, duplex), [], Path("packs"), wishes)


def made(*words: str, **wishes: object) -> dict[str, bytes]:
    """The files that are made, by their names from the folder of the class."""
    for done in do_all(planned(*words, **wishes).tasks):  # type: ignore[arg-type] # as above
        assert not isinstance(done.outcome, HornbookError), str(done.outcome)
    return {name.removeprefix(f"{FOLDER}/"): data for name, data in files_below(Path("output")).items()}


def pages(pdf: bytes) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        texts = []
        for page in document:
            text = page.get_textpage()
            texts.append(text.get_text_bounded())
            text.close()
            page.close()
    return texts


def class_list(files: dict[str, bytes]) -> list[dict[str, str]]:
    return list(csv.DictReader(files["01-printing-class-list.csv"].decode("utf-8-sig").splitlines()))


def test_everybody_gets_his_or_her_copy_in_the_order_of_seats():
    files = made()
    assert sorted(files) == ["01-printing-class-list.csv", "01-printing-worksheet-copies.pdf"]
    rows = class_list(files)
    assert [row["name"] for row in rows] == ["Anna Müller", "Anna Müller", "Борис Опал", "Zoë Quartz", "Ивáн/Jade"]
    names = ["Müller", "Опал", "Quartz", "Jade"]
    found = [(text, [name for name in names if name in text]) for text in pages(files["01-printing-worksheet-copies.pdf"]) if text]
    assert all(len(here) == 1 for _, here in found)  # on each page one name, and nobody else's
    order = list(dict.fromkeys(here[0] for _, here in found))
    assert order == names
    codes = {row["name"]: row["code"] for row in rows if row["name"] != "Anna Müller"}
    for text, (here,) in found:
        assert all(code in text for name, code in codes.items() if here in name)


def test_neighbours_have_different_versions():
    by_seat = {row["seat"]: row for row in class_list(made())}
    for one, other in (("A1", "A2"), ("A2", "A3"), ("A1", "B1"), ("A2", "B2"), ("B1", "B2")):
        assert by_seat[one]["version"] != by_seat[other]["version"]
        assert by_seat[one]["code"] != by_seat[other]["code"]
    assert all(row["code"].endswith(f"-{row['version']}") for row in by_seat.values())


def test_names_that_are_no_file_names_stay_in_the_folder_and_on_the_page_as_they_are():
    names = {"CON": "_CON", "../x": "_x", "a/b": "a_b", "Anna . .": "Anna", "é" * 110: "é" * 60}
    files = made("Name\n" + "".join(f"{name}\n" for name in names), single_files=True, versions=1)
    assert sorted(name for name in files if "/" in name) == sorted(f"worksheet/{file}.pdf" for file in names.values())
    assert [row["name"] for row in class_list(files)] == list(names)
    assert not [path for path in Path().glob("**/x*") if path.is_file()]


@pytest.mark.parametrize("duplex", [True, False])
def test_on_both_sides_everybody_starts_on_a_fresh_sheet(duplex: bool):
    starts = [
        number
        for number, text in enumerate(pages(made(duplex=duplex, theme="large-print")["01-printing-worksheet-copies.pdf"]))
        if "Page 1 of" in text
    ]
    assert len(starts) == 5
    assert all(start % 2 == 0 for start in starts) or not duplex


def test_single_files_have_the_names_of_pupils_and_lose_none():
    files = made(single_files=True, formats=("pdf", "docx"))
    names = ["Anna Müller", "Anna Müller (2)", "Zoë Quartz", "Борис Опал", "Ивáн_Jade"]
    assert sorted(name for name in files if "/" in name) == sorted(
        f"worksheet/{name}.{kind}" for name in names for kind in ("pdf", "docx")
    )
    assert all("Борис Опал" in text for text in pages(files["worksheet/Борис Опал.pdf"]))
    assert all("Quartz" in text for text in pages(files["worksheet/Zoë Quartz.pdf"]))


def test_a_pupils_own_theme_and_size_hold_for_his_or_her_copy_alone():
    files = made(single_files=True)
    counts = {name: len(pages(files[f"worksheet/{name}.pdf"])) for name in ("Anna Müller", "Zoë Quartz", "Борис Опал", "Ивáн_Jade")}
    assert counts["Anna Müller"] == counts["Zoë Quartz"] < min(counts["Ивáн_Jade"], counts["Борис Опал"])


def test_a_word_file_does_not_say_which_theme_it_is_in():
    files = made("Name,Theme\nAnna,large-print\n", single_files=True, formats=("docx",))
    with zipfile.ZipFile(BytesIO(files["worksheet/Anna.docx"])) as package:
        assert not [name for name in package.namelist() if b"large-print" in package.read(name)]


def test_there_is_a_key_for_each_tier_and_the_versions_in_use():
    files = made(kinds=("answer-key",), versions=4)
    assert sorted(files) == [
        "01-printing-answer-key-core.pdf",
        "01-printing-answer-key-support.pdf",
        "01-printing-class-list.csv",
        "01-printing-crosswalk.csv",
    ]
    used = made("Name,Version\nA,A\nB,B\n", kinds=("answer-key",), versions=4)
    assert used["01-printing-crosswalk.csv"].decode("utf-8-sig").splitlines()[0] == "Sheet,Type,Marks,A,B"
    assert "01-printing-answer-key.pdf" in used


def test_one_version_has_no_letter():
    rows = class_list(made(versions=1))
    assert {row["version"] for row in rows} == {""}


def test_a_second_run_does_nothing_and_a_new_pupil_changes_that():
    made(single_files=True)
    before = files_below(Path("output"))
    (done,) = do_all(planned(single_files=True).tasks)
    assert done.known
    assert isinstance(done.outcome, list)
    assert files_below(Path("output")) == before
    (done,) = do_all(planned(ROSTER + "New Pupil,B3,,,\n", single_files=True).tasks)
    assert not done.known


def test_no_pupil_is_named_in_the_manifest():
    made(single_files=True)
    texts = [path.read_text(encoding="utf-8") for path in Path("output").rglob("*.json")]
    assert texts
    assert not [name for name in ("Anna", "Müller", "Zo", "Quartz", "Борис", "\\u0411") for text in texts if name in text]


def faults(done: Done) -> list[str]:
    assert isinstance(done.outcome, HornbookError)
    return [str(problem) for problem in done.outcome.problems]


@pytest.mark.parametrize(("name", "sign"), [("ᐃᒐᓗᒃ", "ᐃ (U+1403)"), ("Bo 🎉", "🎉 (U+1F389)")])
def test_a_name_that_cannot_be_set_is_told_with_its_row_and_nothing_is_written(name: str, sign: str):
    (done,) = do_all(planned(f"Name\nAnna\n{name}\nZoë\n").tasks)
    told = faults(done)
    assert told
    assert all(text.startswith(f"9b.csv:3: no font can set {sign}") and name not in text for text in told)
    assert files_below(Path("output")) == {}


def test_a_font_that_is_not_installed_is_told_with_the_row(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(fonts, "find_spec", lambda package: None if package.endswith("cjk") else find_spec(package))
    (done,) = do_all(planned("Name\nAnna\n王小明\n").tasks)
    (told,) = faults(done)
    assert told.splitlines() == [
        "9b.csv:3: no font can set 王 (U+738B), 小 (U+5C0F), 明 (U+660E)",
        "  hint: install the fonts for it, `pip install manimgx-fonts-cjk`, or write it in other characters",
    ]
    assert files_below(Path("output")) == {}


def test_names_in_other_scripts_are_printed():
    files = made("Name\nسارة حداد\n王小明\nPriya शर्मा\n")
    shown = " ".join(pages(files["01-printing-worksheet-copies.pdf"]))
    assert not [name for name in ("حداد", "王小明", "Priya शर्मा") if name not in shown]


def test_another_language_is_told_by_rows():
    (done,) = do_all(planned("Name,Language\nAnna,en-GB\nZoë,fr\nIvan,ru\n").tasks)
    assert isinstance(done.outcome, list)
    assert done.outcome[-1].warnings == ("the roster asks for another language than en-GB in rows 3, 4",)


@pytest.mark.parametrize("format_", ["pdf", "docx"])
def test_a_name_too_long_for_its_place_is_told_with_its_row(format_: str):
    names = ("Anna", "Maria-Theresia Wilhelmina Alexandrina Freifrau von und zu Hohenlohe-Schillingsfürst", "محمد " * 20)
    roster = "Name\n" + "".join(f"{name}\n" for name in names)
    [done] = do_all(planned(roster, single_files=True, formats=(format_,)).tasks)
    assert not isinstance(done.outcome, HornbookError)
    told = done.outcome[-1].warnings
    assert told == ("worksheet: the name is too long to be printed whole in rows 3, 4 of the roster",)


def test_word_files_alone_need_single_files():
    with pytest.raises(CommandError, match="cannot hold the copies of a whole class"):
        planned(formats=("docx",))
    assert [name for name in made(formats=("docx",), single_files=True) if name.endswith(".docx")]


def test_a_word_file_has_name_and_class_in_its_head():
    files = made("Name,Class\nAnna Quartz,9b/2\n", formats=("docx",), single_files=True)
    shown = " ".join(map(str, paragraphs(files["worksheet/Anna Quartz.docx"], "word/header1.xml")))
    head = " ".join(shown.split())
    assert "Name Anna Quartz" in head
    assert "Class 9b/2" in head


def test_classes_come_in_the_order_of_their_numbers():
    classes_ = ["10b", "EF", "9B", "10a", "", "9 A", "9b"]
    pupils = [Pupil(f"Pupil {index}", class_=name) for index, name in enumerate(classes_)]
    assert [pupil.class_ for pupil in in_order_of_seats(pupils)] == ["", "9 A", "9B", "9b", "10a", "10b", "EF"]


def test_no_seat_comes_last():
    pupils = [Pupil("a"), Pupil("b", seat="B1"), Pupil("c", seat="A10"), Pupil("d", seat="A2"), Pupil("e")]
    assert "".join(pupil.name for pupil in in_order_of_seats(pupils)) == "dcbae"


def _count_sheets(format_: str, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A list that grows with each sheet that is laid out from now on."""
    laid: list[str] = []
    make = classes.COPIERS[format_]

    def counted(*words: object) -> object:
        laid.append("once")
        return make(*words)  # type: ignore[arg-type] # passed on

    monkeypatch.setitem(classes.COPIERS, format_, counted)  # type: ignore[arg-type] # a table that nothing else changes
    return laid


def test_each_distinct_sheet_is_laid_out_once(monkeypatch: pytest.MonkeyPatch):
    laid = _count_sheets("docx", monkeypatch)
    roster = "Name,Seat\n" + "".join(f"Pupil {number},A{number}\n" for number in range(1, 31))
    assert len(made(roster, formats=("docx",), single_files=True)) == 31
    assert len(laid) == 2


@pytest.mark.parametrize("format_", ["pdf", "docx"])
def test_sheets_that_differ_in_their_codes_alone_are_laid_out_once(format_: str, monkeypatch: pytest.MonkeyPatch):
    laid = _count_sheets(format_, monkeypatch)
    roster = "Name,Tier,Version\nAnna,support,A\nBo,core,B\nCem,challenge,C\nDua,core,A\n"
    files = made(roster, kinds=("source-analysis",), versions=3, formats=(format_,), single_files=True)
    assert len(laid) == 1
    rows = class_list(files)
    assert [row["code"][-2:] for row in rows] == ["-A", "-B", "-C", "-A"]
    for row in rows:
        single = files[f"source-analysis/{row['name']}.{format_}"]
        shown = " ".join(pages(single)) if format_ == "pdf" else " ".join(map(str, paragraphs(single, "word/footer1.xml")))
        assert [one["code"] in shown for one in rows] == [one["code"] == row["code"] for one in rows]
    if format_ == "pdf":
        printed = [text for text in pages(files["01-printing-source-analysis-copies.pdf"]) if text]
        assert len(printed) % len(rows) == 0
        each = len(printed) // len(rows)
        assert all(rows[number // each]["code"] in text for number, text in enumerate(printed))
