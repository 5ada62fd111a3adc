"""The words of a tree, read from top to bottom: what any rendering must say."""

from collections.abc import Iterator

from hornbook.document.nodes import (
    AnswerSpace,
    Block,
    Document,
    Drawing,
    Extract,
    Figure,
    Formula,
    Gap,
    Group,
    Heading,
    Inline,
    LineBreak,
    List,
    ModelAnswer,
    Panel,
    Paragraph,
    Question,
    Table,
    Text,
)
from hornbook.document.text import layout_text


def words_of(document: Document) -> list[str]:
    """Every word of the body, white space apart."""
    return [word for section in document.sections for block in section.children for text in _block(block) for word in text.split()]


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


def _blocks(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        yield from _block(block)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Paragraph() | Heading() | Figure():
            yield from _inline(block.content)
        case List():
            for item in block.items:
                yield from _blocks(item.children)
        case Table():
            for row in block.rows:
                for cell in row.cells:
                    yield from _blocks(cell.children)
        case Question():
            yield block.label
            yield from _blocks(block.children[:1])
            yield f"[{block.marks}]" if block.marks is not None else ""
            yield from _blocks(block.children[1:])
        case Drawing():
            yield from layout_text(block.layouts[0])
            yield from _inline(block.content)
            yield from _blocks(block.layouts[0].legend)
        case Panel():
            yield block.title
            yield from _blocks(block.children)
        case Group() | ModelAnswer():
            yield from _blocks(block.children)
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
