"""The running head and foot as parts of their own."""

import re

import pytest

from hornbook.document.nodes import RunningFoot, RunningHead, Slot
from hornbook.render.docx.running import footer_xml, header_xml, value_run
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
    value = value_run("Ann <Lee>", NAME, theme())
    assert "Ann &lt;Lee&gt;" in value
    assert f"Name </w:t></w:r><w:r><w:tab/></w:r>{value}<w:r><w:tab/></w:r>" in full
    assert places(empty) <= places(full)
    assert full.count('w:leader="underscore"') == 1


def places(header: str) -> set[str]:
    """Where the tab stops of a head are."""
    return set(re.findall(r'w:pos="(\d+)"', header))


@pytest.mark.parametrize(("name", "shown"), [("Ann Lee", "Ann Lee"), ("Anna " * 8, "Anna " * 8), ("Anna " * 24, "…")])
def test_a_long_value_is_set_small_and_then_cut_short(name: str, shown: str) -> None:
    found = value_run(name, NAME, theme())
    assert shown in found
    half_points = int(re.findall(r'<w:sz w:val="(\d+)"', found)[0])
    assert (half_points == 2 * theme().running().size) == (name == "Ann Lee")


def test_a_name_from_right_to_left_is_told_to_be_one() -> None:
    assert "<w:rtl/>" in value_run("שלום עולם", NAME, theme())
    assert "<w:rtl/>" not in value_run("Жанна Ёлкина", NAME, theme())


def test_a_head_without_slots_is_its_text() -> None:
    assert header_xml(RunningHead("A lesson"), theme()).decode().count("<w:p>") == 1


def test_a_long_foot_leaves_the_page_number_its_place() -> None:
    short, long = (footer_xml(RunningFoot(text, "Page {page} of {pages}"), theme()).decode() for text in ("CC BY", "CC BY " * 30))
    assert (short.count("<w:p>"), long.count("<w:p>")) == (1, 2)
