"""The words of a tree, in reading order: what every format has to say, and what tests hold each of them to."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from typing import assert_never

from hornbook.document.drawings import Drawing, Label, Layout, Solution, Solved
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
    Numbering,
    Panel,
    Question,
    Table,
    Unbroken,
)

LINE_NUMBER_STEP = 5
"""Every fifth line of an extract shows its number, as printed exam papers have it."""


def inline_text(nodes: Iterable[ComposedInline]) -> str:
    """The characters of inline content. A line break is a newline; a gap is only its hint."""
    return "".join(map(_inline, nodes))


def _inline(node: ComposedInline) -> str:
    match node:
        case Text(text):
            return text
        case LineBreak():
            return "\n"
        case Formula(tex):
            return plain(tex)
        case Gap(hint=hint):
            return hint
        case Blank(hint=hint, content=content):
            return hint + inline_text(content)
        case (
            Strong(content=content)
            | Emphasis(content=content)
            | Superscript(content=content)
            | Subscript(content=content)
            | Span(content=content)
            | Link(content=content)
            | Filled(content=content)
            | Correct(content=content)
        ):
            return inline_text(content)
        case _:
            assert_never(node)


def item_label(numbering: Numbering, index: int) -> str:
    """The label of the `index`th item (from 0) of a list: "•", "1.", "a)" or "A". After z comes aa."""
    match numbering:
        case "bullet":
            return "•"
        case "decimal":
            return f"{index + 1}."
        case "lower-alpha":
            return f"{letters(index).lower()})"
        case "upper-alpha":
            return letters(index)


def alphabetical(text: str) -> tuple[str, str]:
    """The key by which words are put in order: "Ávila" stands between "avena" and "azul", not after "zorro"."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(char))
    return plain, text


def letters(index: int) -> str:
    """A, B … Z, AA, BB … as word processors count in letters."""
    return chr(ord("A") + index % 26) * (index // 26 + 1)


def marks_text(marks: int | None) -> str:
    """How marks are shown: "[4]"."""
    return "" if marks is None else f"[{marks}]"


def line_number(number: int) -> str:
    """What stands in the gutter beside a line of an extract: every fifth number, otherwise nothing."""
    return "" if number % LINE_NUMBER_STEP else str(number)


def document_text(document: Document) -> Iterator[str]:
    """The words of each leaf block, labels, marks and line numbers included, without the running head and foot."""
    for section in document.sections:
        for block in section.children:
            yield from block_text(block)


def block_text(block: ComposedBlock) -> Iterator[str]:
    """The words of a block, one string for each leaf in reading order."""
    match block:
        case Paragraph(content=content) | Heading(content=content):
            yield inline_text(content)
        case List(numbering, items):
            for index, item in enumerate(items):
                yield from _labelled(item_label(numbering, index), item.children)
        case Table(rows=rows):
            for row in rows:
                for cell in row.cells:
                    yield from _all(cell.children)
        case Question(marks, label, children):
            first, *rest = _labelled(label, children)
            yield " ".join(filter(None, (first, marks_text(marks)))) if marks is not None else first
            yield from rest
        case Extract(label, provenance, _, lines, glosses):
            yield label
            yield inline_text(provenance)
            for line in lines:
                yield " ".join(filter(None, (line_number(line.number), inline_text(line.content))))
            for gloss in glosses:
                yield f"{gloss.term}: {inline_text(gloss.content)}"
        case Unbroken():
            yield block.label
            for paragraph in block.paragraphs:
                yield inline_text(paragraph.content)
        case Figure(content=content):
            yield inline_text(content)
        case Drawing(layouts=layouts, content=content):
            for layout in layouts[:1]:
                yield from layout_text(layout)
            yield inline_text(content)
            for layout in layouts[:1]:
                yield from _all(layout.legend)
        case Panel(_, title, children):
            yield title
            yield from _all(children)
        case Group(children) | ModelAnswer(children) | Answer(children=children):
            yield from _all(children)
        case AnswerSpace():
            return
        case _:
            assert_never(block)


def layout_text(layout: Layout) -> Iterator[str]:
    """The words of each label of a drawing; other layouts of it break them elsewhere, or have numbers for them."""
    for shape in layout.shapes:
        match shape:
            case Label(content=content):
                yield inline_text(content)
            case Solution(shapes) | Solved(shapes):
                yield from (inline_text(label.content) for label in shapes if isinstance(label, Label))
    for stretch in layout.rest:
        yield from layout_text(stretch)


def _all(blocks: Iterable[ComposedBlock]) -> Iterator[str]:
    for block in blocks:
        yield from block_text(block)


def _labelled(label: str, blocks: Iterable[ComposedBlock]) -> Iterator[str]:
    """The blocks' words with the label before the first of them."""
    first, *rest = [*_all(blocks)] or [""]
    yield " ".join(filter(None, (label, first)))
    yield from rest
