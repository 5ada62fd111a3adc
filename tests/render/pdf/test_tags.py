"""Every PDF says what it consists of: its structure is that of the document's tree, node by node."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import groupby
from typing import Any

import pytest
from hypothesis import given

from hornbook.compose import Kind
from hornbook.document.inline import Gap, Link, Paragraph, Span, Text
from hornbook.document.nodes import (
    AnswerSpace,
    Cell,
    Document,
    Extract,
    Figure,
    Heading,
    Line,
    Question,
    Row,
    RunningHead,
    Slot,
    Table,
)
from hornbook.pipeline import templates_in, theme_of
from hornbook.render import stacking
from hornbook.render.pdf import draw, render
from tests.lessons import USUAL_FILES, Lessons
from tests.render.pdf.expected import structure
from tests.render.pdf.tagging import Tag, marked, opened, tags
from tests.specimen import document, picture, specimen, theme, words
from tests.strategies import documents
from tests.trying import tries


def hold(file: Document, drawn: Callable[[], bytes]) -> Tag:
    """The structure is the one that the nodes ask for; gives it."""
    shown: dict[int, list[list[Table]]] = {}

    def fitted(table: Table, *place: Any) -> list[tuple[Table, list[float]]]:
        parts = list(stacking.fitted(table, *place))
        shown.setdefault(id(table), []).append([part for part, _ in parts])
        return parts

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("hornbook.render.pdf.table.fitted", fitted)
        found = tags(drawn())
    for drawing in of("Figure", found):
        drawing.kids = []  # its words depend on the layout there is room for
    compare(structure(file, lambda table: shown[id(table)].pop(0)), found, "")
    return found


def compare(wanted: Tag, found: Tag, path: str) -> None:
    path = f"{path}/{wanted.kind}"
    assert found.kind == wanted.kind, path
    assert told(found.settings) == told(wanted.settings), path
    if any(isinstance(kid, str) for kid in wanted.kids):
        assert found.text == wanted.text, path
    inner, theirs = ([kid for kid in tag.kids if isinstance(kid, Tag)] for tag in (wanted, found))
    assert [tag.kind for tag in theirs] == [tag.kind for tag in inner], f"{path}: {wanted.text[:80]}"
    assert shape(found) == shape(wanted), path
    for number, (one, other) in enumerate(zip(inner, theirs, strict=True)):
        compare(one, other, f"{path}[{number}]")


def shape(tag: Tag) -> list[str]:
    """Where elements stand among the words, which are run together."""
    parts = groupby(tag.kids, lambda kid: kid.kind if isinstance(kid, Tag) else "")
    runs = [[kind] * len(list(kids)) if kind else ["".join(kids)] for kind, kids in parts]
    return [" ".join(one.split()) for run in runs for one in run if one.strip()]


def told(about: dict[str, str]) -> dict[str, str]:
    return {key: " ".join(value.split()) for key, value in about.items() if key not in ("of", "BBox", "Placement")}


@pytest.mark.parametrize(("lesson", "kind", "look"), USUAL_FILES)
def test_the_structure_is_that_of_the_tree(lesson: str, kind: Kind, look: str, lessons: Lessons):
    document_, measures = lessons(lesson).document(kind), theme_of(templates_in(None), look, "a4")
    hold(document_, lambda: render(document_, measures).data)


def test_the_structure_of_every_node():
    file = specimen()
    hold(file, lambda: render(file, theme()).data)


@tries(60)
@given(documents())
def test_the_structure_of_any_document(file: Document):
    hold(file, lambda: render(file, theme()).data)


def found(*blocks: Any, **settings_: Any) -> Tag:
    """The structure of a document of these blocks, which has been held to them."""
    file = replace(document(*blocks, images={"map": picture()}), **settings_)
    return hold(file, lambda: render(file, theme()).data)


def of(kind: str, root: Tag) -> list[Tag]:
    return [tag for tag in root.walk() if tag.kind == kind]


def heading(level: int) -> Heading:
    return Heading(level, (Text(f"level {level}"),))


def test_words_outside_of_the_structure_are_an_error(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("hornbook.render.pdf.structure.heading", lambda *_: None)
    with pytest.raises(ValueError, match='"level 1" belongs to no element'):
        render(document(heading(1)), theme())


def test_headings_skip_no_level():
    levels = [tag.kind for tag in found(*map(heading, (3, 1, 3, 2, 3))).walk() if tag.kind.startswith("H")]
    assert levels == ["H1", "H1", "H2", "H2", "H3"]


def test_an_empty_heading_is_no_step_of_the_stairs():
    levels = [tag.kind for tag in found(heading(1), Heading(2), heading(3)).walk() if tag.kind.startswith("H")]
    assert levels == ["H1", "H2"]


def test_a_paragraph_on_two_pages_is_one_element():
    root = found(*(words(f"line {number}") for number in range(40)), words("many words " * 300))
    assert len(of("P", root)) == 41


def test_a_row_on_two_pages_is_one_row_and_its_header_comes_once():
    tall = Cell(children=tuple(words(f"line {number}") for number in range(90)))
    table = Table((1.0, 1.0), rows=(row("one", "two", header=True), Row(cells=(tall, Cell(children=(words("beside"),))))))
    root = found(table)
    assert [len(of(kind, root)) for kind in ("Table", "TR", "TH", "TD")] == [1, 2, 2, 2]
    with opened(render(document(table), theme()).data) as pdf:
        kinds = [[kind for kind, text in marked(page).artifacts if text == "one"] for page in pdf.pages]
    assert kinds == [[], ["/Pagination"], ["/Pagination"]][: len(kinds)]


def row(*texts: str, header: bool = False, first: bool = False) -> Row:
    return Row(header, tuple(Cell(first and not at, children=(words(text),)) for at, text in enumerate(texts)))


def test_header_cells_say_whom_they_head():
    body = tuple(row(year, "Rapallo", "Italy", first=True) for year in ("1921", "1922", "1923"))
    root = found(Table((1.0, 1.0, 1.0), label="Dates", rows=(row("when", "what", "where", header=True), *body)))
    assert [tag.settings["Scope"] for tag in of("TH", root)] == ["Column"] * 3 + ["Row"] * 3
    assert of("Table", root)[0].settings == {"Summary": "Dates"}


def test_rows_are_announced_only_where_that_helps():
    head, body = row("when", "what", header=True), row("1922", "Rapallo", first=True)
    assert [tag.settings["Scope"] for tag in of("TH", found(Table((1.0, 1.0), rows=(head, body, body, body))))] == ["Column"] * 2
    assert [tag.settings["Scope"] for tag in of("TH", found(Table((1.0, 1.0), rows=(body, body))))] == ["Row"] * 2


def test_a_table_of_header_rows_alone_has_no_thead():
    root = found(Table((1.0, 1.0), rows=(row("when", "what", header=True),)))
    assert (len(of("THead", root)), len(of("TBody", root))) == (0, 1)


def test_a_short_row_takes_up_all_columns():
    table = Table((1.0, 1.0, 1.0), rows=(row("a", "b", "c", header=True), row("alone", first=True)))
    root = tags(render(document(table), theme()).data)
    assert [cell.settings for cell in of("TR", root)[1].kids] == [{}, {"ColSpan": "2"}]


def test_a_layout_is_no_table():
    root = found(Table((1.0, 1.0), ruled=False, rows=(row("left", "right"),)))
    assert of("Table", root) == []


def test_what_is_drawn_to_write_on_is_said():
    root = found(
        Paragraph(content=(Text("The treaty of "), Gap(8.0, "R"))), AnswerSpace(3), AnswerSpace(2, "box"), AnswerSpace(2, "blank")
    )
    said = [tag.settings["ActualText"] for tag in root.walk() if "ActualText" in tag.settings]
    assert said == ["gap", *["space for your answer"] * 3]


def test_what_is_said_is_in_english_wherever_it_stands():
    root = found(Paragraph(content=(Text("Договор "), Gap(8.0))), lang="ru")
    assert of("Span", root)[0].settings == {"ActualText": "gap", "Lang": "en"}


def test_a_link_over_two_lines_is_one_element_with_two_annotations():
    file = document(Paragraph(content=(Link("https://example.org/ä", (Text("a link of many words " * 8),)),)))
    data = render(file, theme()).data
    with opened(data) as pdf:
        annotations = list(pdf.pages[0].Annots)
        assert [str(one.A.URI) for one in annotations] == ["https://example.org/%C3%A4"] * 2
        assert " ".join(str(one.Contents) for one in annotations) == ("a link of many words " * 8).strip()
    assert len(of("Link", tags(data))) == 1


def test_figures_have_their_words_and_their_place():
    root = found(Figure("map", "A map.", "It shows Europe.", width=0.5, content=(Text("Europe"),)), Figure("map", decorative=True))
    (figure,) = of("Figure", root)
    assert figure.settings["Alt"] == "A map. It shows Europe."
    left, low, right, high = map(float, figure.settings["BBox"].split())
    assert right - left == pytest.approx(theme().text_width / 2, abs=0.1)
    assert high - low == pytest.approx((right - left) * 40 / 60, abs=0.1)


def test_head_and_foot_are_artifacts():
    file = document(words("body"), head=RunningHead("A lesson", (Slot("name", "Name", 60.0),)))
    with opened(render(file, theme()).data) as pdf:
        page = marked(pdf.pages[0])
    assert ("/Pagination /Header", "Name") in page.artifacts
    assert ("/Pagination /Footer", "Page 1 of 1") in page.artifacts
    assert page.content == {0: "body"}


def test_line_numbers_are_artifacts():
    lines = tuple(Line(number, content=(Text(f"said{number}"),)) for number in range(1, 11))
    file = document(Extract("Source A", lines=lines))
    with opened(render(file, theme()).data) as pdf:
        assert [text for kind, text in marked(pdf.pages[0]).artifacts if kind == "/Layout"] == ["5", "10"]


def test_questions_next_to_each_other_are_one_list():
    questions = [Question(1, str(number), (words("stem"), Question(None, "(a)", (words("part"),)))) for number in (1, 2, 3)]
    root = found(*questions[:2], heading(1), questions[2])
    tops = [tag for tag in of("L", root) if tag.settings["ListNumbering"] == "Decimal"]
    assert [len(tag.kids) for tag in tops] == [2, 1]
    assert [tag.text for tag in tops[0].kids if isinstance(tag, Tag)] == ["1stem [1](a)part", "2stem [1](a)part"]


def test_words_in_another_language_are_marked_as_such():
    root = found(Paragraph(content=(Text("Pravda ("), Span("ru", (Text("Правда"),)), Text(")"))))
    assert [(tag.settings, tag.text) for tag in of("Span", root)] == [({"Lang": "ru"}, "Правда")]


def test_a_no_break_space_is_never_an_empty_box():
    root = found(words("10\u202f000 and Source\u00a0A"))
    assert of("P", root)[0].text == "10 000 and Source A"


def test_characters_beyond_the_first_plane_are_read():
    from hornbook.fonts import characters

    char = chr(min(code for code in characters("Noto Sans") if code > 0xFFFF))
    assert of("P", found(words(f"a {char} b")))[0].text == f"a {char} b"


def test_without_tags_it_looks_the_same():
    from pypdfium2 import PdfDocument

    pages = [PdfDocument(draw(specimen(), theme(), tagged=tagged).data) for tagged in (True, False)]
    for page, other in zip(*pages, strict=True):
        assert bytes(page.render().buffer) == bytes(other.render().buffer)
