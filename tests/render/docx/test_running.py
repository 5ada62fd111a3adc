"""The running head and foot as parts of their own."""

import re

import pytest

from hornbook.document.nodes import RunningFoot, RunningHead, Slot
from hornbook.render.docx.running import footer_xml, header_xml
from hornbook.render.docx.values import value_runs
from tests.specimen import theme

NAME, CLASS, DATE = Slot("name", "Name", 55.0), Slot("class", "Class", 18.0), Slot("date", "Date", 25.0)


def test_each_slot_is_a_leader_of_its_width() -> None:
    header = header_xml(RunningHead("A lesson", (NAME, CLASS)), theme()).decode()
    assert header.count('w:leader="underscore"') == 2
    assert header.count("<w:p>") == 1


def test_slots_that_do_not_fit_beside_the_text_stand_below_it() -> None:
    header = header_xml(RunningHead("A lesson with a long name " * 3, (NAME, CLASS, DATE)), theme()).decode()
    assert header.count("<w:p>") == 2


def test_filling_a_slot_moves_nothing() -> None:
    head = RunningHead("A lesson", (NAME, CLASS))
    empty, full = header_xml(head, theme()).decode(), header_xml(head, theme(), {"name": "Ann <Lee>"}).decode()
    value = value_runs("Ann <Lee>", NAME, theme())
    assert "Ann &lt;Lee&gt;" in value
    assert f"Name </w:t></w:r><w:r><w:tab/></w:r>{value}<w:r><w:tab/></w:r>" in full
    assert places(empty) <= places(full)
    assert full.count('w:leader="underscore"') == 1


def places(header: str) -> set[str]:
    """Where the tab stops of a head are."""
    return set(re.findall(r'w:pos="(\d+)"', header))


@pytest.mark.parametrize(("name", "shown"), [("Ann Lee", "Ann Lee"), ("Anna " * 8, "Anna " * 8), ("Anna " * 24, "…")])
def test_a_long_value_is_set_small_and_then_cut_short(name: str, shown: str) -> None:
    found = value_runs(name, NAME, theme())
    assert shown in found
    half_points = int(re.findall(r'<w:sz w:val="(\d+)"', found)[0])
    assert (half_points == 2 * theme().running().size) == (name == "Ann Lee")


def runs(name: str) -> list[tuple[str, str, str]]:
    """Of each run of a value its text, its font and the marks of its script."""
    found = []
    for look, text in re.findall(r"<w:rPr>(.*?)</w:rPr><w:t[^>]*>(.*?)</w:t>", value_runs(name, NAME, theme())):
        font = re.search(r'<w:rFonts .*w:cs="(.*?)"', look)
        marks = re.search(r"(<w:rtl/>)?(<w:cs/>)?$", look)
        found.append((text, font[1] if font else "", marks[0] if marks else ""))
    return found


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("שלום עולם", [("שלום עולם", "Arial", "<w:rtl/><w:cs/>")]),
        ("Amina (أمينة)", [("Amina (", "", ""), ("أمينة", "Arial", "<w:rtl/><w:cs/>"), (")", "", "")]),
        ("سارة (علي) 2", [("سارة (علي) 2", "Arial", "<w:rtl/><w:cs/>")]),
        ("Priya शर्मा", [("Priya ", "", ""), ("शर्मा", "Nirmala UI", "<w:cs/>")]),
        ("山田さくら", [("山田さくら", "Yu Gothic", "")]),
        ("王小明", [("王小明", "Microsoft YaHei", "")]),
        ("김민준", [("김민준", "Malgun Gothic", "")]),
        ("ნინო", [("ნინო", "Sylfaen", "")]),
        ("Жанна Ку́рочкин", [("Жанна Ку́рочкин", "", "")]),
    ],
)
def test_each_script_has_a_font_of_word_and_is_told_to_be_set_leftwards(name: str, expected: list[tuple[str, str, str]]) -> None:
    assert runs(name) == expected


def test_a_head_without_slots_is_its_text() -> None:
    assert header_xml(RunningHead("A lesson"), theme()).decode().count("<w:p>") == 1


def test_a_notice_that_reaches_far_has_the_page_number_beneath_it() -> None:
    footer = footer_xml(
        RunningFoot("Unofficial: not a paper of any board at all", "Page {page} of {pages}", "A7-03"), theme()
    ).decode()
    first, second = footer.split("</w:p>")[:2]
    assert "Unofficial" in first
    assert "A7-03" in first
    assert "PAGE" in second
    assert "<w:tab/>" not in second


def test_a_long_foot_leaves_the_page_number_its_place() -> None:
    short, long = (footer_xml(RunningFoot(text, "Page {page} of {pages}"), theme()).decode() for text in ("CC BY", "CC BY " * 30))
    assert (short.count("<w:p>"), long.count("<w:p>")) == (1, 2)
