"""A Word file holds the tree it was made from, node by node: words, languages, order, headings, tables, lists, pictures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise, takewhile
from typing import assert_never

import pytest
from hypothesis import given

from hornbook.compose import Kind
from hornbook.document.drawings import Drawing
from hornbook.document.formulas import plain
from hornbook.document.inline import (
    Blank,
    ComposedInline,
    Correct,
    Emphasis,
    Filled,
    Formula,
    Gap,
    LineBreak,
    Link,
    Paragraph,
    Span,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from hornbook.document.nodes import (
    Answer,
    AnswerSpace,
    ComposedBlock,
    Document,
    Extract,
    Figure,
    Group,
    Heading,
    List,
    ModelAnswer,
    Panel,
    Question,
    Section,
    Table,
    Unbroken,
)
from hornbook.document.text import item_label, line_number, marks_text
from hornbook.locale import Words
from hornbook.render.docx import render
from tests.docx_tree import GAP, Block, Cell, Par, Reader, Row, Run, Tab, merged
from tests.lessons import USUAL_FILES, Lessons
from tests.specimen import specimen, theme
from tests.strategies import documents
from tests.trying import tries

SPACE = "Space for your answer"


# ------------------------------------------------------------------------------------------------- what should be there


def runs(content: Iterable[ComposedInline], lang: str = "", href: str = "") -> Iterator[Run]:
    """Inline nodes as runs."""
    for node in content:
        match node:
            case Text(text):
                yield text, lang, href
            case LineBreak():
                yield "\n", "", ""
            case Formula(tex):
                yield plain(tex), "", href
            case Gap(hint=hint):
                yield hint, lang, href
                yield GAP, lang, href
            case Span(own, inner):
                yield from runs(inner, own, href)
            case Link(target, inner):
                yield from runs(inner, lang, target)
            case Strong() | Emphasis() | Superscript() | Subscript() | Filled():
                yield from runs(node.content, lang, href)
            case Blank() | Correct():
                raise AssertionError("resolved long ago")
            case _:
                assert_never(node)


def par(content: Iterable[ComposedInline], lang: str = "") -> Par:
    return Par(merged(runs(content, lang)))


def words(text: str, lang: str = "") -> Par:
    return par([Text(text)], lang)


def wanted(blocks: Iterable[ComposedBlock]) -> list[Block]:
    """Blocks as paragraphs and tables."""
    return [made for block in blocks for made in one(block)]


def one(block: ComposedBlock) -> Iterator[Block]:
    match block:
        case Paragraph(content=content):
            yield par(content)
        case Heading(level, content):
            yield Par(merged(runs(content)), level=level)
        case List(numbering, items):
            for index, item in enumerate(items):
                match item.children:
                    case (ModelAnswer((Paragraph(), *_) as answer), *rest):  # the answer stands beside its number
                        yield from labelled(item_label(numbering, index), (*answer, *rest))
                    case children:
                        yield from labelled(item_label(numbering, index), children)
        case Question(marks, label, children):
            yield from labelled(label, children, "" if marks is None else f"\t{marks_text(marks)}")
        case Table():
            yield table(block)
        case AnswerSpace(lines, kind):
            if kind == "lines" and lines <= 1:
                yield words("\t")
            else:
                yield space(lines if kind in ("lines", "grid") else 1)
        case Extract():
            yield extract(block)
        case Figure(alt=alt, long_description=long, decorative=decorative, content=content):
            yield Par(pictures=(None if decorative else described(alt, long),))
            yield from [par(content)] if content else []
        case Drawing(alt=alt, layouts=layouts, content=content):
            yield Par(pictures=(alt,))
            yield from [par(content)] if content else []
            yield from wanted(layouts[0].legend)
        case Panel(title=title, children=children):
            inner = [*([words(title)] if title else []), *wanted(children)]
            yield Tab(title, [Row([Cell(inner or [Par()])])])
        case Group(children) | ModelAnswer(children):
            yield from wanted(children)
        case Answer() | Unbroken():
            raise AssertionError("resolved long ago")
        case _:
            assert_never(block)


def labelled(label: str, children: tuple[ComposedBlock, ...], tail: str = "") -> Iterator[Block]:
    """The first paragraph bears the label, and an empty one does if there is none."""
    match children:
        case [Paragraph(content=content), *rest]:
            pass
        case _:
            content, rest = (), list(children)
    ends: list[Run] = [("\t", "", ""), (tail.strip(), "", "")] if tail else []
    yield Par(merged(iter([*runs(content), *ends])), label)
    yield from wanted(rest)


def table(node: Table) -> Tab:
    heads = len([*takewhile(lambda row: row.header, node.rows)])
    below = node.rows[heads:]
    column = bool(below) and all(row.cells[0].header for row in below)
    rows = []
    for index, row in enumerate(node.rows):
        cells = [Cell(wanted(cell.children) or [Par()], cell.colspan) for cell in row.cells]
        cells += [Cell() for _ in range(len(node.widths) - sum(cell.colspan for cell in row.cells))]
        rows.append(Row(cells, header=index < heads < len(node.rows)))
    top = bool(heads and below)
    mark = {(True, True): "Title", (True, False): "ColumnTitle", (False, True): "RowTitle"}.get((top, column), "")
    return Tab(node.label, rows, top and node.ruled, column and node.ruled, mark=mark)


def space(rows: int) -> Tab:
    return Tab(SPACE, [Row([Cell()])] * rows)


def extract(node: Extract) -> Tab:
    head = [words(node.label)] * bool(node.label) + [par(node.provenance)] * bool(node.provenance)
    rows = [Row([Cell(head, 2)])] if head else []
    rows += [Row([Cell([words(line_number(line.number))]), Cell([par(line.content, node.lang)])]) for line in node.lines]
    glosses: list[Block] = [
        Par(merged(iter([(gloss.term, node.lang, ""), (": ", "", ""), *runs(gloss.content)]))) for gloss in node.glosses
    ]
    return Tab(node.label, rows + ([Row([Cell(glosses, 2)])] if glosses else []))


def described(alt: str, long: str) -> str:
    return " ".join(filter(None, (alt + "." * bool(long and alt[-1] not in ".!?…"), long)))


# ---------------------------------------------------------------------------------------------------------------- holding


def hold(document: Document, data: bytes) -> Reader:
    """The file is the tree, and every table says what it is."""
    read = Reader(data)
    assert read.lang == document.lang
    whole = wanted(block for section in document.sections for block in section.children)
    follow(read.blocks, whole or [Par()], document.words)
    return read


def follow(found: list[Block], expected: list[Block], program: Words) -> None:
    at, room = 0, program.gettext(SPACE)
    for want in expected:
        assert at < len(found), f"the file ends before {want}"
        have = found[at]
        at += 1
        if not isinstance(want, Tab) or not isinstance(have, Tab):
            assert have == want
        elif want.caption == SPACE:  # squared paper has as many columns as there is room for
            assert (have.caption, len(have.rows), leaves([have]), have.described) == (room, len(want.rows), set(), True)
        elif width(have) == width(want) and len(have.rows) == len(want.rows):
            same_table(have, want, program)
        else:  # too wide for the page of this theme: set as several tables, or in fewer columns
            parts = [have]
            while not leaves(parts) >= leaves([want]) and at < len(found) and isinstance(part := found[at], Tab):
                parts.append(part)
                at += 1
            assert leaves(parts) >= leaves([want])
    assert found[at:] == []


def same_table(have: Tab, want: Tab, program: Words) -> None:
    assert have.caption == want.caption or (have.caption and not want.caption)
    assert have.described
    assert (have.first_row, have.first_column, have.mark) == (want.first_row, want.first_column, want.mark)
    for have_row, want_row in zip(have.rows, want.rows, strict=True):
        assert have_row.header == want_row.header
        assert [cell.span for cell in have_row.cells] == ([cell.span for cell in want_row.cells] or [1])
        for have_cell, want_cell in zip(have_row.cells, want_row.cells, strict=False):
            follow(have_cell.blocks, want_cell.blocks, program)


def width(tab: Tab) -> int:
    return sum(cell.span for cell in tab.rows[0].cells)


def leaves(blocks: Iterable[Block]) -> set[tuple[Run, ...]]:
    """The runs of every paragraph that has any, however deep."""
    return {
        found
        for block in blocks
        for found in (
            {block.runs} - {()}
            if isinstance(block, Par)
            else leaves(inner for row in block.rows for cell in row.cells for inner in cell.blocks)
        )
    }


@pytest.mark.parametrize("size", [11.0, 18.0])
def test_the_specimen_is_its_tree(size: float) -> None:
    hold(specimen(), render(specimen(), theme(type={"size": size})).data)


@pytest.mark.parametrize(("lesson", "kind", "look"), USUAL_FILES)
def test_a_lesson_is_its_tree(lesson: str, kind: Kind, look: str, lessons: Lessons) -> None:
    sample = lessons(lesson)
    read = hold(sample.document(kind), sample.file(kind, "docx", look).data)
    levels = [level for level in outline(read.blocks) if level]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def outline(blocks: Iterable[Block]) -> Iterator[int]:
    """The level of every paragraph, in reading order."""
    for block in blocks:
        if isinstance(block, Par):
            yield block.level
        else:
            yield from outline(inner for row in block.rows for cell in row.cells for inner in cell.blocks)


def test_spacers_are_few() -> None:
    """One below each table that ends a cell or meets another, and none anywhere else."""
    panel = Panel("note", "A note", (Paragraph(content=(Text("words"),)),))
    plain = specimen()

    def spacers(*blocks: ComposedBlock) -> int:
        document = Document(plain.title, "en", plain.head, plain.foot, sections=(Section(children=blocks),))
        return hold(document, render(document, theme()).data).spacers

    text = Paragraph(content=(Text("text"),))
    assert spacers(text, panel, text) == 0
    assert spacers(text, panel, panel, text) == 1
    assert spacers(text, panel) == 1
    assert spacers(Panel("note", "", (panel,)), text) == 1
    assert spacers(AnswerSpace(12), text) == 0


@tries(30)
@given(documents())
def test_any_document_is_its_tree(document: Document) -> None:
    hold(document, render(document, theme()).data)
