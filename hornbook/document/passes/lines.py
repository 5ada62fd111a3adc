"""Break the lines of extracts once, in the model, so that "line 4" is the same words in every theme, paper and format.

The measure is in characters, not in points: it depends on no font, and the default of 50 still fits an 18 pt page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from hornbook.document.inline import ComposedInline, Formula, Gap, LineBreak, Text
from hornbook.document.nodes import Extract, Line, Unbroken
from hornbook.document.text import inline_text

_DASHES = "-–—/"


def break_extract(extract: Unbroken) -> Extract:
    """The extract with its lines fixed and numbered from 1."""
    lines: list[Line] = []
    for paragraph in extract.paragraphs:
        pieces = [
            Line(0, content=tuple(_cut(paragraph.content, start, end)))
            for start, end in _spans(inline_text(paragraph.content), extract.measure)
        ]
        lines += [*pieces[:-1], replace(pieces[-1], ends=True)] if pieces else []
    provenance = tuple(node for item in extract.provenance for node in item.content)
    numbered = tuple(replace(line, number=number) for number, line in enumerate(lines, start=1))
    return Extract(extract.label, provenance, extract.lang, numbered, extract.glosses)


def line_texts(paragraphs: Iterable[str], measure: int) -> list[str]:
    """The plain text of each numbered line of a source whose paragraphs these are (a hard line break is a newline)."""
    return [text[start:end] for text in paragraphs for start, end in _spans(text, measure)]


def _spans(text: str, measure: int) -> Iterator[tuple[int, int]]:
    """Where each line of a paragraph starts and ends: greedy, at a space or after a dash, inside a word only if it must."""
    begin = 0
    for segment in text.split("\n"):
        start, stop = begin, begin + len(segment.rstrip(" "))
        while stop - start > measure:
            end = _last_break(text, start, start + measure)
            yield start, end
            start = end + len(text[end:stop]) - len(text[end:stop].lstrip(" "))
        yield start, stop
        begin += len(segment) + 1


def _last_break(text: str, start: int, limit: int) -> int:
    space = text.rfind(" ", start, limit + 1)
    dash = max(text.rfind(char, start, limit) for char in _DASHES) + 1
    best = max(space, dash)
    return best if best > start else limit


def _cut(nodes: Sequence[ComposedInline], start: int, end: int) -> Iterator[ComposedInline]:
    """The part of inline content whose characters stand in `[start, end)`; markup around it is kept."""
    at = 0
    for node in nodes:
        length = len(inline_text((node,)))
        first, last = max(start - at, 0), min(end - at, length)
        at += length
        if first >= last:
            continue
        match node:
            case Text(text):
                yield Text(text[first:last])
            case LineBreak():
                continue
            case Gap() | Formula():
                yield node
            case _:
                yield replace(node, content=tuple(_cut(node.content, first, last)))
