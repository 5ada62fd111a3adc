"""Resolve what the pupil must not see: one composed tree becomes the pupil's sheet or the key.

After this pass no composed node is left, so a renderer cannot be handed an answer that the edition does not show.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Literal, assert_never

from hornbook.document.drawings import ComposedShape, Drawing, Label, Layout, Oval, Pasted, Solution, Solved, Stroke
from hornbook.document.inline import Blank, ComposedInline, Correct, Filled, Formula, Gap, LineBreak, Paragraph, Text
from hornbook.document.nodes import (
    Answer,
    AnswerSpace,
    Cell,
    ComposedBlock,
    Document,
    Extract,
    Figure,
    Gloss,
    Group,
    Heading,
    Item,
    List,
    ModelAnswer,
    Panel,
    Question,
    Row,
    Table,
    Unbroken,
)
from hornbook.document.passes.lines import break_extract

Edition = Literal["student", "teacher"]


def resolve(document: Document, edition: Edition) -> Document:
    """The document as pupils or teachers get it: without any composed node."""
    sections = tuple(replace(section, children=_blocks(section.children, edition)) for section in document.sections)
    return replace(document, sections=sections)


def _blocks(blocks: Iterable[ComposedBlock], edition: Edition) -> tuple[ComposedBlock, ...]:
    return tuple(resolved for block in blocks for resolved in _block(block, edition))


def _block(block: ComposedBlock, edition: Edition) -> Iterator[ComposedBlock]:
    match block:
        case Answer():
            yield from _answer(block, edition)
        case Unbroken():
            yield from _block(break_extract(block), edition)
        case Paragraph(content=content) | Heading(content=content) | Figure(content=content):
            yield replace(block, content=_inline(content, edition))
        case Question(children=children) | Panel(children=children) | Group(children) | ModelAnswer(children):
            yield replace(block, children=_blocks(children, edition))
        case List(items=items):
            yield replace(block, items=tuple(Item(_blocks(item.children, edition)) for item in items))
        case Table(ruled=False, rows=(Row(cells=(beside, margin)),)) if edition == "teacher" and _only_room(margin):
            yield from _blocks(beside.children, edition)
        case Table(rows=rows):
            yield replace(block, rows=tuple(_row(row, edition) for row in rows))
        case Extract():
            yield _extract(block, edition)
        case Drawing():
            yield _drawing(block, edition)
        case AnswerSpace():
            yield block
        case _:
            assert_never(block)


def _answer(answer: Answer, edition: Edition) -> Iterator[ComposedBlock]:
    if edition == "teacher":
        if answer.children:
            yield ModelAnswer(_blocks(answer.children, edition))
    elif answer.lines:
        yield AnswerSpace(answer.lines, answer.kind, answer.fill)


def _only_room(margin: Cell) -> bool:
    """Whether a column is only for pupils to write in, as what belongs there is said elsewhere: a key has no use for it."""
    return any(isinstance(block, Answer) and not block.children for block in margin.children)


def _row(row: Row, edition: Edition) -> Row:
    return replace(row, cells=tuple(_cell(cell, edition) for cell in row.cells))


def _cell(cell: Cell, edition: Edition) -> Cell:
    return replace(cell, children=_blocks(cell.children, edition))


def _extract(extract: Extract, edition: Edition) -> Extract:
    return replace(
        extract,
        provenance=_inline(extract.provenance, edition),
        lines=tuple(replace(line, content=_inline(line.content, edition)) for line in extract.lines),
        glosses=tuple(Gloss(gloss.term, _inline(gloss.content, edition)) for gloss in extract.glosses),
    )


def _drawing(drawing: Drawing, edition: Edition) -> Drawing:
    layouts = (_layout(layout, edition) for layout in drawing.layouts)
    alt = (drawing.key_alt if edition == "teacher" else "") or drawing.alt
    return replace(drawing, alt=alt, key_alt="", layouts=tuple(layouts), content=_inline(drawing.content, edition))


def _layout(layout: Layout, edition: Edition) -> Layout:
    legend = (replace(paragraph, content=_inline(paragraph.content, edition)) for paragraph in layout.legend)
    rest = tuple(_layout(stretch, edition) for stretch in layout.rest)
    return replace(layout, shapes=tuple(_shapes(layout, edition)), legend=tuple(legend), rest=rest)


def _shapes(layout: Layout, edition: Edition) -> Iterator[ComposedShape]:
    for shape in layout.shapes:
        match shape:
            case Label(content=content):
                # No gap either: what is to be written on is drawn, and stands in the key as well.
                if written := _without_gaps(_inline(content, edition)):
                    yield replace(shape, content=written)
            case Solution(shapes):
                if edition == "teacher":
                    yield Solved(tuple(_solved(inner) for inner in shapes))
            case Stroke() | Oval() | Pasted() | Solved():
                yield shape
            case _:
                assert_never(shape)


def _solved(shape: Stroke | Oval | Label) -> Stroke | Oval | Label:
    return replace(shape, content=(Filled(_inline(shape.content, "teacher")),)) if isinstance(shape, Label) else shape


def _without_gaps(nodes: Iterable[ComposedInline]) -> tuple[ComposedInline, ...]:
    kept: list[ComposedInline] = []
    for node in nodes:
        match node:
            case Gap() | LineBreak() | Formula():
                continue
            case Text():
                kept.append(node)
            case _:
                if inner := _without_gaps(node.content):
                    kept.append(replace(node, content=inner))
    return tuple(kept)


def _inline(nodes: Iterable[ComposedInline], edition: Edition) -> tuple[ComposedInline, ...]:
    return tuple(resolved for node in nodes for resolved in _span(node, edition))


def _span(node: ComposedInline, edition: Edition) -> Iterator[ComposedInline]:
    match node:
        case Blank(width, hint, content):
            yield Filled(_inline(content, edition)) if edition == "teacher" else Gap(width, hint)
        case Correct(content):
            if edition == "teacher":
                yield Filled((*_inline(content, edition), Text(" ✓")))
            else:
                yield from _inline(content, edition)
        case Text() | LineBreak() | Formula() | Gap():
            yield node
        case _:
            yield replace(node, content=_inline(node.content, edition))
