"""PDF and DOCX say the same words in the same order as the tree they were made from, block by block."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

import pypdfium2
import pypdfium2.raw
import pytest
from lxml import etree

from hornbook.compose import Kind
from hornbook.document.drawings import Drawing
from hornbook.document.inline import Formula
from hornbook.document.nodes import (
    Cell,
    ComposedBlock,
    Document,
    Extract,
    Group,
    Line,
    List,
    ModelAnswer,
    Panel,
    Question,
    Row,
    Table,
)
from hornbook.document.text import block_text, document_text, inline_text, layout_text, line_number
from hornbook.pack.load import load_pack
from hornbook.pipeline import templates_in, theme_of
from hornbook.places import find_packs
from hornbook.render import FORMATS
from tests import specimen
from tests.docx_text import shown_text
from tests.lessons import EVERY_ACTIVITY, PACKS, STARTER, USUAL, Lessons, paced
from tests.render.pdf.tagging import tags
from tests.samples import KINDS

SHIPPED = {f"{folder.name}/{name}": lesson for folder in find_packs(PACKS) for name, lesson in load_pack(folder).lessons.items()}
DOCUMENTS = [(lesson, kind) for lesson in USUAL for kind in KINDS]
WITH_SOURCES = [
    *((lesson, "source-analysis") for lesson in (STARTER, EVERY_ACTIVITY)),
    *((name, "source-analysis") for name, lesson in SHIPPED.items() if lesson.source_analysis),
    *((name, "source-paper") for name, lesson in SHIPPED.items() if lesson.source_paper),
]
THEMES = ("classic", "large-print", "dyslexia-friendly")


def squeezed(text: str) -> str:
    """Without white space; a hyphen at a line's end is a hyphen, whatever pdfium makes of it."""
    return "".join(text.replace("\ufffe", "-").replace("\x02", "-").split())


# ------------------------------------------------------------------------------------------------------------- every word


@dataclass(frozen=True)
class Letter:
    """A letter of a PDF's body: the page, its left edge and its middle above the page's lower edge, in points."""

    letter: str
    page: int
    x: float
    y: float


def body_of_pdf(data: bytes, theme: str = "classic") -> list[Letter]:
    """The letters between head and foot in the order in which they are drawn, without white space."""
    top, _, bottom, _ = theme_of(templates_in(None), theme, "a4").margins
    letters: list[Letter] = []
    with pypdfium2.PdfDocument(data) as pdf:
        for number, page in enumerate(pdf):
            text, height = page.get_textpage(), page.get_height()
            for index in range(text.count_chars()):
                letter = squeezed(chr(pypdfium2.raw.FPDFText_GetUnicode(text, index)))
                if not letter:
                    continue
                left, low, _, high = text.get_charbox(index, loose=True)
                if bottom <= (low + high) / 2 <= height - top:
                    letters.append(Letter(letter, number, left, (low + high) / 2))
    return letters


def read(letters: Iterable[Letter]) -> str:
    """The letters as a text."""
    return "".join(letter.letter for letter in letters)


def told(data: bytes) -> str:
    """What a PDF's tags tell of its body, without white space.

    Where a row is taller than a page its cells are drawn side by side on each page, and told one after the other.
    """
    return squeezed(tags(data).raw)


def hold_told(document: Document, data: bytes) -> None:
    """Tags pass over the numbers of a source's lines, which stand in the margin."""
    hold(replace(document, sections=_unnumbered(document.sections)), told(data))


def _unnumbered(node: Any) -> Any:
    """A part of a tree with sources of which no line shows its number."""
    if isinstance(node, tuple):
        return tuple(map(_unnumbered, node))
    if isinstance(node, Line):
        return replace(node, number=1)
    if is_dataclass(node) and not isinstance(node, type):
        return replace(node, **{field.name: _unnumbered(getattr(node, field.name)) for field in fields(node)})
    return node


def repeated_heads(document: Document) -> set[str]:
    """The header rows of the tables, squeezed: on each page that a table reaches they stand anew."""
    rows = (row for section in document.sections for table in _tables(section.children) for row in table.rows if row.header)
    return {squeezed("".join("".join(block_text(child)) for cell in row.cells for child in cell.children)) for row in rows}


def _children(block: ComposedBlock) -> Iterator[ComposedBlock]:
    match block:
        case Question(children=children) | Panel(children=children) | Group(children) | ModelAnswer(children):
            yield from children
        case List(items=items):
            yield from (child for item in items for child in item.children)
        case Table(rows=rows):
            yield from (child for row in rows for cell in row.cells for child in cell.children)


def _tables(blocks: tuple[ComposedBlock, ...]) -> Iterator[Table]:
    for block in blocks:
        if isinstance(block, Table):
            yield block
        yield from _tables(tuple(_children(block)))


def drawings(blocks: tuple[ComposedBlock, ...]) -> Iterator[list[str]]:
    """The labels of each drawing, squeezed."""
    for block in blocks:
        if isinstance(block, Drawing):
            yield list(filter(None, map(squeezed, layout_text(block.layouts[0]))))
        yield from drawings(tuple(_children(block)))


def _texts(document: Document) -> Iterator[tuple[str, bool]]:
    """The words of each block, squeezed; all labels of a drawing are one text, and whether it is such a one."""
    texts = list(filter(None, map(squeezed, document_text(document))))
    labels = [drawn for section in document.sections for drawn in drawings(section.children) if drawn]
    while texts:
        drawn = bool(labels) and texts[: len(labels[0])] == labels[0]
        count = len(labels.pop(0)) if drawn else 1
        yield "".join(texts[:count]), drawn
        del texts[:count]


def _unset(node: Any) -> Any:
    """A part of a tree without its formulas, which a PDF draws: pdfium reads no letter of them."""
    if isinstance(node, tuple):
        return tuple(_unset(kid) for kid in node if not isinstance(kid, Formula))
    if is_dataclass(node) and not isinstance(node, type):
        return replace(node, **{field.name: _unset(getattr(node, field.name)) for field in fields(node)})
    return node


def hold(document: Document, said: str) -> None:
    """Nothing but a table's head on a new page may stand between the words of two blocks.

    The labels of a drawing stand side by side, and pdfium reads all that stands on one height from left to right.
    """
    document = replace(document, sections=_unset(document.sections))
    heads, at = sorted(repeated_heads(document) - {""}, key=len, reverse=True), 0
    for block, drawn in _texts(document):
        if drawn and sorted(said[at : at + len(block)]) == sorted(block):
            at += len(block)
            continue
        while not said.startswith(block, at):
            head = next((head for head in heads if said.startswith(head, at)), "")
            assert head, f"“{block}” should stand here, but it reads “{said[at : at + 80]}”"
            at += len(head)
        at += len(block)
    assert said[at:] == ""


@pytest.mark.parametrize(("lesson", "kind", "look"), paced(DOCUMENTS, THEMES))
def test_pdf_says_the_words_of_the_tree(lesson: str, kind: Kind, look: str, lessons: Lessons):
    """The tree knows no theme."""
    sample = lessons(lesson)
    data = sample.file(kind, "pdf", look).data
    if look == "classic":
        hold(sample.document(kind), read(body_of_pdf(data, look)))
    hold_told(sample.document(kind), data)


def test_a_row_taller_than_a_page_is_told_cell_by_cell_in_both_formats():
    """It breaks like a page of columns: on each page all its cells go on, but nobody reads across them."""
    head = Row(True, (Cell(children=(specimen.words("Left"),)), Cell(children=(specimen.words("Right"),))))
    cells = (
        Cell(children=tuple(specimen.words(f"{side}{number}") for number in range(length)))
        for side, length in (("l", 80), ("r", 95))
    )
    file = specimen.document(
        specimen.words("before"), Table((1.0, 1.0), rows=(head, Row(cells=tuple(cells)))), specimen.words("after")
    )
    data = FORMATS["pdf"](file, specimen.theme()).data
    hold_told(file, data)
    hold_docx(file, FORMATS["docx"](file, specimen.theme()).data)
    pages: dict[int, str] = {}
    for letter in body_of_pdf(data):
        pages[letter.page] = pages.get(letter.page, "") + letter.letter
    both = [page for page in pages.values() if "l4" in page or "l7" in page]
    assert len(both) > 1
    assert all("r4" in page or "r7" in page for page in both)


@pytest.mark.parametrize(("lesson", "kind", "look"), paced(DOCUMENTS, THEMES))
def test_docx_says_the_words_of_the_tree(lesson: str, kind: Kind, look: str, lessons: Lessons):
    sample = lessons(lesson)
    hold_docx(sample.document(kind), sample.file(kind, "docx", look).data)


def hold_docx(document: Document, data: bytes) -> None:
    """A number or label may have a paragraph of its own, so the words are held together from block to block."""
    said, at = squeezed("".join(shown_text(data))), 0
    for block in filter(None, map(squeezed, document_text(document))):
        assert said.startswith(block, at), f"“{block}” should stand here, but it reads “{said[at : at + 80]}”"
        at += len(block)
    assert said[at:] == ""


# ----------------------------------------------------------------------------------------------------------- line numbers


def extracts(document: Document) -> list[Extract]:
    """Every source with numbered lines."""

    def below(blocks: tuple[ComposedBlock, ...]) -> Iterator[Extract]:
        for block in blocks:
            if isinstance(block, Extract):
                yield block
            yield from below(tuple(_children(block)))

    return [extract for section in document.sections for extract in below(section.children)]


@pytest.mark.parametrize(("lesson", "kind", "look"), paced(WITH_SOURCES))
def test_numbers_stand_beside_the_same_words_in_pdf(lesson: str, kind: Kind, look: str, lessons: Lessons):
    sample = lessons(lesson)
    letters = body_of_pdf(sample.file(kind, "pdf", look).data, look)
    said = read(letters)
    assert extracts(sample.document(kind))
    for extract in extracts(sample.document(kind)):
        at = said.index(squeezed(extract.label + inline_text(extract.provenance)))
        for line in extract.lines:
            words = squeezed(inline_text(line.content))
            at = said.index(words, at)
            first = letters[at]
            beside = [letter for letter in letters if letter.page == first.page and abs(letter.y - first.y) < 4]
            # The number stands in the gutter, at the left or at the right.
            assert read(sorted(beside, key=lambda letter: letter.x)) in _numbered(line)


@pytest.mark.parametrize(("lesson", "kind", "look"), paced(WITH_SOURCES))
def test_numbers_stand_beside_the_same_words_in_docx(lesson: str, kind: Kind, look: str, lessons: Lessons):
    sample = lessons(lesson)
    rows = rows_of_docx(sample.file(kind, "docx", look).data)
    for extract in extracts(sample.document(kind)):
        for line in extract.lines:
            assert set(_numbered(line)) & set(rows), f"line {line.number}: {inline_text(line.content)}"


def _numbered(line: Line) -> tuple[str, str]:
    words, number = squeezed(inline_text(line.content)), line_number(line.number)
    return number + words, words + number


def rows_of_docx(data: bytes) -> list[str]:
    """The words of each row of each table, squeezed."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        tree = etree.fromstring(package.read("word/document.xml"))
    space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    return [squeezed("".join(text.text or "" for text in row.iter(f"{space}t"))) for row in tree.iter(f"{space}tr")]


# ------------------------------------------------------------------------------------------------------------- the themes


@pytest.mark.parametrize("theme", THEMES)
def test_lines_of_sources_are_broken_alike_in_every_theme(theme: str, lessons: Lessons):
    """A line of a source is one line on the page: if one theme had to break it again, line 4 would be other words there."""
    sample = lessons(EVERY_ACTIVITY)
    letters = body_of_pdf(sample.file("source-analysis", "pdf", theme).data, theme)
    said = read(letters)
    for extract in extracts(sample.document("source-analysis")):
        at = said.index(squeezed(extract.label + inline_text(extract.provenance)))
        for line in extract.lines:
            words = squeezed(inline_text(line.content))
            at = said.index(words, at)
            heights = [letter.y for letter in letters[at : at + len(words)]]
            assert max(heights) - min(heights) < 0.8 * theme_of(templates_in(None), theme, "a4").size
