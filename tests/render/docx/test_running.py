"""The running head and foot as parts of their own."""

from hornbook.document.nodes import RunningFoot, RunningHead, Slot
from hornbook.render.docx.running import footer_xml, header_xml
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
    assert "Ann &lt;Lee&gt;" in full
    assert full.replace("Ann &lt;Lee&gt;", "") == empty


def test_a_head_without_slots_is_its_text() -> None:
    assert header_xml(RunningHead("A lesson"), theme()).decode().count("<w:p>") == 1


def test_a_long_foot_leaves_the_page_number_its_place() -> None:
    short, long = (footer_xml(RunningFoot(text, "Page {page} of {pages}"), theme()).decode() for text in ("CC BY", "CC BY " * 30))
    assert (short.count("<w:p>"), long.count("<w:p>")) == (1, 2)
