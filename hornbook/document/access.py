"""What a tree must have so that it can be heard as well as seen: alternatives of pictures, headings in steps, text as it reads.

Each check gives its fault as what is wrong and what to do, and knows nothing of where the tree came from.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from typing import assert_never

from hornbook.document.drawings import ComposedShape, Drawing, Label, Layout, Oval, Pasted, Solution, Solved, Stroke
from hornbook.document.inline import (
    Blank,
    ComposedInline,
    Correct,
    Emphasis,
    Filled,
    Paragraph,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from hornbook.document.nodes import (
    Answer,
    AnswerSpace,
    ComposedBlock,
    Extract,
    Figure,
    Group,
    Heading,
    List,
    ModelAnswer,
    Panel,
    Question,
    Table,
    Unbroken,
)
from hornbook.document.text import inline_text

Fault = tuple[str, str]
"""What is wrong, and what to do about it."""

_OVERRIDE = re.compile("[\u202a-\u202e\u2066-\u2069]")


def override_fault(text: str) -> Fault | None:
    """The fault of a text with a character that turns the direction of writing: other words are seen than are read out or copied.

    U+200E, U+200F and U+061C only mark a direction where Hebrew or Arabic is ambiguous, so they may stand.
    """
    found = _OVERRIDE.search(text)
    if not found:
        return None
    return f"the text holds U+{ord(found[0]):04X}, which turns the direction of writing unseen", "delete the character"


def figure_fault(figure: Figure) -> Fault | None:
    """The fault of a picture that neither says what is to be seen nor that it is decorative, or says both (WCAG 2.2, 1.1.1)."""
    words = bool(figure.alt.strip() or figure.long_description.strip())
    if figure.decorative and words:
        return f'the picture "{figure.src}" is decorative and yet has words', 'leave out the words, or decorative="true"'
    if not figure.decorative and not figure.alt.strip():
        hint = 'say in alt="…" what is to be seen, or write decorative="true" if it says nothing'
        return f'the picture "{figure.src}" has no alternative text', hint
    return None


_IN_LABELS = (Text, Strong, Emphasis, Superscript, Subscript, Blank, Correct, Filled)


def drawing_fault(drawing: Drawing) -> Fault | None:
    """The fault of a drawing that cannot be heard, or cannot be drawn."""
    if not drawing.alt.strip():
        return "a drawing has no alternative text", 'say in alt="…" all that is to be seen'
    if not drawing.layouts:
        return "a drawing has no layout", "put a <layout> into it"
    return next((fault for layout in drawing.layouts if (fault := _layout_fault(layout))), None)


def _layout_fault(layout: Layout) -> Fault | None:
    if not all(0 < length < math.inf for length in (layout.width, layout.height)):
        return f"a layout of a drawing is {layout.width:g} by {layout.height:g} ems", "give it a width and a height above 0"
    faults = (*map(_shape_fault, layout.shapes), *map(_layout_fault, layout.rest))
    return next(filter(None, faults), None)


def _shape_fault(shape: ComposedShape) -> Fault | None:
    match shape:
        case Stroke(points=lengths):
            if len(lengths) < 4 or len(lengths) % 2:
                return f"a stroke has {len(lengths)} numbers for its points", "give two for each point, and two points or more"
        case Oval(x, y, rx, ry):
            lengths = x, y, rx, ry
        case Pasted(_, x, y, width, height):
            lengths = x, y, width, height
        case Label(x, y, width, _, content):
            lengths = x, y, width
            if not _plain(content):
                return f"the label “{inline_text(content)}” is no plain text", "leave links, gaps, breaks and languages out of it"
        case Solution(shapes) | Solved(shapes):
            return next((fault for inner in shapes if (fault := _shape_fault(inner))), None)
    return None if all(map(math.isfinite, lengths)) else ("a shape of a drawing reaches into infinity", "use finite numbers")


def _plain(content: Iterable[ComposedInline]) -> bool:
    return all(isinstance(node, _IN_LABELS) and (isinstance(node, Text) or _plain(node.content)) for node in content)


def heading_fault(blocks: Iterable[ComposedBlock], *, whole: bool) -> Fault | None:
    """The fault of a heading that is not of level 1 to 3, or more than one level below the heading before it.

    The first of a `whole` document is of level 1.
    Screen readers offer headings as an outline, where a level that is skipped looks like a part that was lost (PDF/UA-1, 7.4.2).
    """
    above = 0 if whole else None
    for heading in headings(blocks):
        if not 1 <= heading.level <= 3:
            return f"the heading “{inline_text(heading.content)}” is of level {heading.level}", "levels go from 1 to 3"
        if above is not None and heading.level > above + 1:
            before = f"follows one of level {above}" if above else "is the first"
            what = f"the heading “{inline_text(heading.content)}” of level {heading.level} {before}"
            return what, f"give it level {above + 1}, or put a heading of level {above + 1} before it"
        above = heading.level
    return None


def headings(blocks: Iterable[ComposedBlock]) -> Iterator[Heading]:
    """Every heading, in reading order."""
    for block in blocks:
        match block:
            case Heading():
                yield block
            case Question(children=children) | Panel(children=children) | Answer(children=children):
                yield from headings(children)
            case Group(children) | ModelAnswer(children):
                yield from headings(children)
            case List(items=items):
                yield from headings(child for item in items for child in item.children)
            case Table(rows=rows):
                yield from headings(child for row in rows for cell in row.cells for child in cell.children)
            case Paragraph() | AnswerSpace() | Extract() | Unbroken() | Figure() | Drawing():
                continue
            case _:
                assert_never(block)
