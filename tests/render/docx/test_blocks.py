"""What a teacher finds in Word for each kind of block."""

import io
import zipfile

import pytest
from lxml import etree

from hornbook.document.inline import Blank, Filled, Gap, Link, Paragraph, Span, Text
from hornbook.document.nodes import (
    Answer,
    AnswerSpace,
    Block,
    Cell,
    Extract,
    Figure,
    Group,
    Heading,
    Item,
    Line,
    List,
    ModelAnswer,
    Panel,
    Question,
    Raster,
    Row,
    Section,
    Table,
)
from hornbook.document.nodes import Document as Handout
from hornbook.errors import RenderError
from hornbook.render.docx import render
from tests.docx_lint import lint
from tests.docx_text import paragraphs, shown_text
from tests.specimen import document, picture, theme, words

W = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}


def tree(data: bytes, part: str = "word/document.xml") -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return etree.fromstring(package.read(part))


def body(*blocks: Block, images: dict[str, Raster] | None = None) -> etree._Element:
    data = render(document(*blocks, images=images), theme()).data
    assert lint(data) == []
    return tree(data)


def count(element: etree._Element, path: str) -> int:
    return len(element.xpath(path, namespaces=W))


def stem(text: str) -> Paragraph:
    return Paragraph("stem", content=(Text(text),))


def kept(element: etree._Element) -> dict[str, bool]:
    """Which paragraphs stay with the next one, by their words."""
    return {
        "".join(p.xpath(".//w:t/text()", namespaces=W)): count(p, "w:pPr/w:keepNext") > 0
        for p in element.iter("{*}p")
        if count(p, ".//w:t")
    }


def test_questions_are_counted_by_word() -> None:
    part = Question(None, "(a)", (stem("Why?"),))
    data = render(document(Question(2, "1", (stem("When?"),)), Question(None, "2", (stem("So?"), part))), theme()).data
    assert shown_text(data) == ["1 When?\t[2]", "2 So?", "(a) Why?"]
    assert count(tree(data), "//w:numPr") == 3


def test_questions_start_again_in_each_section() -> None:
    sections = tuple(Section(children=(Question(None, "1", (stem(text),)),)) for text in ("one", "two"))
    plain = document()
    handout = Handout(plain.title, plain.lang, plain.head, plain.foot, sections=sections)
    assert shown_text(render(handout, theme()).data) == ["1 one", "1 two"]


@pytest.mark.parametrize("label", ["7", "Q1", ""])
def test_a_label_word_would_not_count_to_is_typed(label: str) -> None:
    (paragraph,) = paragraphs(render(document(Question(None, label, (stem("When?"),))), theme()).data)
    assert paragraph.label == ""
    assert paragraph.text.split() == [*label.split(), "When?"]


def test_a_question_without_a_stem_still_shows_its_label_and_marks() -> None:
    data = render(document(Question(3, "1", (AnswerSpace(2),))), theme()).data
    assert shown_text(data) == ["1 [3]"]


def test_each_list_starts_at_its_first_label() -> None:
    items = (Item((words("one"),)), Item((words("two"),)))
    data = render(
        document(*(List(kind, items) for kind in ("decimal", "decimal", "lower-alpha", "upper-alpha", "bullet"))), theme()
    ).data
    assert [text.split()[0] for text in shown_text(data)] == ["1.", "2.", "1.", "2.", "a)", "b)", "A", "B", "•", "•"]


def test_a_stem_stays_with_its_first_answer_line() -> None:
    assert kept(body(Question(None, "1", (stem("When?"), AnswerSpace(3))), words("after"))) == {"When?": True, "after": False}


def test_a_stem_stays_with_its_options() -> None:
    options = List("upper-alpha", tuple(Item((words(text),)) for text in ("1917", "1922")))
    found = kept(body(Question(None, "1", (stem("When?"), options)), words("after")))
    assert found == {"When?": True, "1917": True, "1922": False, "after": False}


def test_what_leads_to_a_task_stays_with_it() -> None:
    points = List(items=tuple(Item((words(text),)) for text in ("Locarno", "Berlin")))
    plan = Table((1.0,), rows=(Row(True, (Cell(children=(words("Signs"),)),)), Row(cells=(Cell(children=(words("room"),)),))))
    found = kept(body(Question(None, "1", (stem("How far?"), words("Use:"), points, plan, AnswerSpace(4))), words("after")))
    assert found == {"How far?": True, "Use:": True, "Locarno": True, "Berlin": True, "Signs": True, "room": False, "after": False}


def test_a_word_box_stays_with_its_task_and_may_split_for_it() -> None:
    # LibreOffice parts a table of one row that must not split from what follows it.
    bank = Panel("bank", children=(words("Berlin, Bonn"),))
    plan = Table((1.0,), rows=(Row(cells=(Cell(children=(words("room"),)),)),))
    found = body(Question(None, "1", (stem("Where?"), bank, plan)), words("after"))
    assert kept(found) == {"Where?": True, "Berlin, Bonn": True, "room": False, "after": False}
    assert count(found, "//w:tr[not(w:trPr/w:cantSplit)]") == 1
    assert count(body(bank, words("after")), "//w:cantSplit") == 1


def test_remarks_stay_with_the_end_of_a_table() -> None:
    rows = tuple(Row(cells=(Cell(children=(words(text),)),)) for text in ("one", "two", "three"))
    notes = [Paragraph("note", content=(Text(text),)) for text in ("Why", "Look out")]
    found = kept(body(Table((1.0,), rows=rows), *notes, words("after")))
    assert found == {"one": False, "two": True, "three": True, "Why": True, "Look out": False, "after": False}


@pytest.mark.parametrize(("lines", "expected"), [(4, "x-x-"), (9, "xx----xx-")])
def test_a_page_begins_or_ends_with_a_few_lines_to_write_on(lines: int, expected: str) -> None:
    rows = body(AnswerSpace(lines)).iter("{*}tr")
    assert "".join("x" if count(row, ".//w:keepNext") else "-" for row in rows) == expected


def test_a_group_is_one_chain() -> None:
    group = Group((words("stimulus"), Table((1.0,), rows=(Row(cells=(Cell(children=(words("cell"),)),)),)), words("last")))
    assert kept(body(group, words("after"))) == {"stimulus": True, "cell": True, "last": False, "after": False}


def test_a_group_that_no_page_can_hold_is_no_chain() -> None:
    found = kept(body(Group(tuple(words(f"line {number}") for number in range(60))), words("after")))
    assert not any(found.values())


def test_an_answer_of_a_list_stands_beside_its_number() -> None:
    answers = (Item((ModelAnswer((words("trade"), words("and peace"))),)), Item((ModelAnswer((words("credit"),)),)))
    data = render(document(List("decimal", answers)), theme()).data
    assert shown_text(data) == ["1. trade", "and peace", "2. credit"]
    assert [p.get(f"{{{W['w']}}}val") for p in tree(data).xpath("//w:r//w:color", namespaces=W)] == [
        theme().colours.answer.lstrip("#").upper()
    ] * 3


def test_the_letters_of_options_are_bold_and_numbers_of_a_list_are_not() -> None:
    found = tree(render(document(words("x")), theme()).data, "word/numbering.xml")
    bold = {
        level.xpath("string(w:numFmt/@w:val)", namespaces=W): level.xpath("string(w:rPr/w:b/@w:val)", namespaces=W) != "0"
        for level in found.xpath("//w:abstractNum[position() > 1]/w:lvl[1]", namespaces=W)
    }
    assert bold == {"bullet": False, "decimal": False, "lowerLetter": False, "upperLetter": True}


def test_items_have_air_between_them_and_a_paragraphs_beneath_the_last() -> None:
    items = tuple(Item((Paragraph("cell", content=(Text(word),)),)) for word in ("one", "two", "three"))
    after = body(List("bullet", items), words("after")).xpath("//w:numPr/../w:spacing/@w:after", namespaces=W)
    assert after == ["66", "66", "110"]


def test_headings_and_kept_paragraphs_stay_with_what_follows() -> None:
    found = kept(body(Heading(1, (Text("heading"),)), Paragraph(keep=True, content=(Text("kept"),)), words("after")))
    assert found == {"heading": True, "kept": True, "after": False}


def test_one_answer_line_is_a_leader_and_more_are_rows() -> None:
    assert count(body(AnswerSpace(1)), "//w:tab[@w:leader='underscore']") == 1
    rows = body(AnswerSpace(4))
    assert count(rows, "//w:trHeight[@w:hRule='exact']") == 4
    assert count(rows, "//w:cantSplit") == 4


@pytest.mark.parametrize(("kind", "rows", "sides"), [("box", 1, 4), ("blank", 1, 0), ("grid", 3, 6)])
def test_other_room_to_write(kind: str, rows: int, sides: int) -> None:
    found = body(AnswerSpace(3, kind))  # type: ignore[arg-type]  # the parameters are spelled as text
    assert count(found, "//w:tr") == rows
    assert count(found, "//w:tblBorders/*") == sides


def test_a_gap_is_as_wide_as_it_says_and_shows_nothing() -> None:
    short, long = (body(Paragraph(content=(Gap(width, "w"),))) for width in (4.0, 8.0))
    texts = ["".join(found.xpath("//w:t/text()", namespaces=W)) for found in (short, long)]
    assert [text.strip() for text in texts] == ["w", "w"]
    assert len(texts[1]) - 1 == 2 * (len(texts[0]) - 1)


def test_answers_are_set_off_by_weight_and_colour() -> None:
    found = body(Paragraph(content=(Filled((Text("1922"),)),)), ModelAnswer((words("Rapallo"),)))
    assert count(found, "//w:r[w:rPr/w:b and w:rPr/w:shd]/w:t[.='1922']") == 1
    assert count(found, "//w:p[w:pPr/w:pBdr/w:left]//w:r[w:rPr/w:color]/w:t[.='Rapallo']") == 1


def test_an_extract_has_a_row_for_each_line_and_every_fifth_number() -> None:
    lines = tuple(Line(number, content=(Text(f"line {number}"),)) for number in range(1, 11))
    found = body(Extract("Source A", (Text("A speech"),), "ru", lines))
    assert count(found, "//w:tr") == 11
    assert found.xpath("//w:p[w:pPr/w:pStyle/@w:val='LineNumber']//w:t/text()", namespaces=W) == ["5", "10"]
    assert count(found, "//w:lang[@w:val='ru']") == 10
    assert found.xpath("//w:tblCaption/@w:val", namespaces=W) == ["Source A"]


def test_header_rows_repeat_and_no_row_splits() -> None:
    head = Row(True, (Cell(children=(words("Event"),)), Cell(children=(words("Year"),))))
    found = body(Table((3.0, 1.0), rows=(head, Row(cells=(Cell(colspan=2, children=(words("Rapallo"),)),)))))
    assert count(found, "//w:tblHeader") == 1
    assert count(found, "//w:cantSplit") == 2
    first, second = map(int, found.xpath("//w:gridCol/@w:w", namespaces=W))
    assert first == pytest.approx(3 * second, abs=2)


@pytest.mark.parametrize("ruled", [True, False])
def test_headings_are_shaded_in_a_table_with_lines_alone(ruled: bool) -> None:
    what, when, treaty, year = (Cell(text == "Rapallo", children=(words(text),)) for text in ("What", "When", "Rapallo", "1922"))
    found = body(Table((1.0, 1.0), ruled, rows=(Row(True, (what, when)), Row(cells=(treaty, year)))))
    assert count(found, "//w:tc[w:tcPr/w:shd]") == 3 * ruled
    assert count(found, "//w:tc[w:tcPr/w:shd]//w:t[.='1922']") == 0


def test_a_short_row_is_filled_up_and_a_long_one_refused() -> None:
    body(Table((1.0, 1.0), rows=(Row(cells=(Cell(),)),)))
    with pytest.raises(RenderError, match="3 columns in a table of 2"):
        render(document(Table((1.0, 1.0), rows=(Row(cells=(Cell(colspan=3),)),))), theme())


def test_tables_never_touch() -> None:
    panel = Panel("note", "", (Panel("bank", "", (words("inner"),)), Panel("bank", "", (AnswerSpace(2),))))
    body(panel, panel, Table((1.0,), rows=(Row(cells=(Cell(children=(panel,)),)),)))


def test_pictures_say_what_is_to_be_seen() -> None:
    images = {"map": picture()}
    seen = body(Figure("map", "A map", "From west to east"), Figure("map", decorative=True), images=images)
    assert seen.xpath("//*[local-name()='docPr']/@descr") == ["A map. From west to east", ""]
    assert count(seen, "//*[local-name()='decorative']") == 1


def test_a_picture_that_is_not_there_is_an_error() -> None:
    with pytest.raises(RenderError, match='no picture "map"'):
        render(document(Figure("map", "A map")), theme())


def test_a_new_page_is_asked_for_at_the_first_paragraph() -> None:
    plain = document()
    for first in (words("text"), AnswerSpace(3)):
        sections = (Section(children=(words("before"),)), Section(new_page=True, title="The key", children=(first,)))
        data = render(Handout(plain.title, plain.lang, plain.head, plain.foot, sections=sections), theme()).data
        assert lint(data) == []
        assert count(tree(data), "//w:pageBreakBefore") == 1
        assert tree(data).xpath("//w:bookmarkStart/@w:name", namespaces=W) == ["The_key_1"]


def test_a_languages_words_are_marked() -> None:
    assert count(body(Paragraph(content=(Span("ru", (Text("мир"),)),))), "//w:r[w:rPr/w:lang[@w:val='ru']]/w:t[.='мир']") == 1


def test_an_address_is_stored_once() -> None:
    link = Link("https://example.org/?a=1&b=2", (Text("here"),))
    data = render(document(Paragraph(content=(link, link))), theme()).data
    relations = tree(data, "word/_rels/document.xml.rels")
    assert [r.get("Target") for r in relations if r.get("TargetMode") == "External"] == ["https://example.org/?a=1&b=2"]


@pytest.mark.parametrize("href", ["file:///etc/passwd", "javascript:alert(1)", "page.html"])
def test_no_other_address_gets_in(href: str) -> None:
    with pytest.raises(RenderError, match="cannot link"):
        render(document(Paragraph(content=(Link(href, (Text("here"),)),))), theme())


def test_a_link_in_a_link_is_reported() -> None:
    inner = Link("https://example.org/b", (Text("inner"),))
    made = render(document(Paragraph(content=(Link("https://example.org/a", (inner,)),))), theme())
    assert made.warnings == ("a link within a link leads nowhere in Word: https://example.org/b",)


@pytest.mark.parametrize("char", ["\x00", "\x0b", "\x1b", "\ud800", "\ufffe", "\uffff"])
def test_characters_xml_cannot_hold_are_errors(char: str) -> None:
    with pytest.raises(RenderError, match=f"U\\+{ord(char):04X}"):
        render(document(words(f"before {char} after")), theme())


@pytest.mark.parametrize("block", [Answer(2), Paragraph(content=(Blank(),))], ids=["block", "inline"])
def test_unresolved_nodes_are_refused(block: Block) -> None:
    with pytest.raises(RenderError, match="unresolved"):
        render(document(block), theme())
