"""The words of a tree, read from top to bottom: what any rendering must say."""

from collections.abc import Iterator

from hornbook.document.drawings import Drawing
from hornbook.document.inline import Formula, Gap, Inline, LineBreak, Paragraph, Text
from hornbook.document.nodes import (
    AnswerSpace,
    Block,
    Document,
    Extract,
    Figure,
    Group,
    Heading,
    List,
    ModelAnswer,
    Panel,
    Question,
    Table,
)
from hornbook.document.text import layout_text


def words_of(document: Document, *, labels: bool = True) -> list[str]:
    """Every word of the body, white space apart; on request without the labels of drawings, which have no place in the order."""
    texts = (text for section in document.sections for text in _blocks(section.children, labels))
    return [word for text in texts for word in text.split()]


def _inline(content: tuple[Inline, ...]) -> Iterator[str]:
    for node in content:
        match node:
            case Text(text):
                yield text
            case Gap(_, hint):
                yield hint
            case LineBreak() | Formula():
                pass  # outlines
            case _:
                yield from _inline(node.content)


def _blocks(blocks: tuple[Block, ...], labels: bool) -> Iterator[str]:
    for block in blocks:
        yield from _block(block, labels)


def _block(block: Block, labels: bool) -> Iterator[str]:
    match block:
        case Paragraph() | Heading() | Figure():
            yield from _inline(block.content)
        case List():
            for item in block.items:
                yield from _blocks(item.children, labels)
        case Table():
            for row in block.rows:
                for cell in row.cells:
                    yield from _blocks(cell.children, labels)
        case Question():
            yield block.label
            yield from _blocks(block.children[:1], labels)
            yield f"[{block.marks}]" if block.marks is not None else ""
            yield from _blocks(block.children[1:], labels)
        case Drawing():
            yield from layout_text(block.layouts[0]) if labels else ()
            yield from _inline(block.content)
            yield from _blocks(block.layouts[0].legend, labels)
        case Panel():
            yield block.title
            yield from _blocks(block.children, labels)
        case Group() | ModelAnswer():
            yield from _blocks(block.children, labels)
        case Extract():
            yield block.label
            yield from _inline(block.provenance)
            for line in block.lines:
                yield from _inline(line.content)
            for gloss in block.glosses:
                yield gloss.term
                yield from _inline(gloss.content)
        case AnswerSpace():
            pass
