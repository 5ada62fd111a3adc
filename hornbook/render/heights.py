"""How high blocks will be, roughly: what a format can go by that does not break pages itself.

A word processor may lack the theme's fonts, and then sets wider ones, so this errs towards too much.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil

from hornbook.document.inline import Paragraph
from hornbook.document.nodes import AnswerSpace, ComposedBlock, Group, Item, List, ModelAnswer, Panel, Question, Row, Table
from hornbook.document.text import block_text, inline_text
from hornbook.fonts import advance
from hornbook.theme import Theme

_WIDER = 1.1
"""How much wider the fonts may be that a word processor has."""

_USUAL = "The letters of a text, with the spaces between its words, as often as they come in most; and some capitals: A B M."
"""What the width of a text of so many letters is judged by: to add up the letters of each would take longer than to set it."""


def rough_height(blocks: Iterable[ComposedBlock], theme: Theme, measure: float) -> float:
    """The height in points of blocks that are set `measure` points wide, one below the other."""
    return sum(_block(block, theme, measure) for block in blocks)


def rough_row(row: Row, widths: Iterable[float], theme: Theme) -> float:
    """The height in points of a row whose columns are so many points wide: that of its tallest cell."""
    columns = list(widths)
    tallest, at = 0.0, 0
    for cell in row.cells:
        tallest = max(tallest, rough_height(cell.children, theme, sum(columns[at : at + cell.colspan])))
        at += cell.colspan
    return tallest


def _block(block: ComposedBlock, theme: Theme, measure: float) -> float:
    match block:
        case Paragraph(content=content):
            return _text(inline_text(content), theme, measure)
        case AnswerSpace(lines):
            return lines * theme.answer_line
        case Table(widths=widths, rows=rows):
            return sum(rough_row(row, [measure * width / sum(widths) for width in widths], theme) for row in rows)
        case Question(children=children):
            return theme.question_space + rough_height(children, theme, measure - theme.hanging)
        case List(items=items):
            return sum(_item(item, theme, measure - theme.hanging) for item in items)
        case Panel(children=children):
            return 2 * theme.size + rough_height(children, theme, measure)
        case Group(children) | ModelAnswer(children):
            return rough_height(children, theme, measure)
        case _:
            return sum(_text(text, theme, measure) for text in block_text(block))


def _item(item: Item, theme: Theme, measure: float) -> float:
    return rough_height(item.children, theme, measure)


def _text(text: str, theme: Theme, measure: float) -> float:
    style = theme.paragraph("body")
    letter = _WIDER * style.size * advance(_USUAL, style.family) / len(_USUAL)
    lines = ceil(letter * len(text) / max(measure, style.size)) or 1
    return lines * style.leading + style.space_after
