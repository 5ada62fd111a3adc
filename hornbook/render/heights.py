"""How high blocks will be, roughly: what a format can go by that does not break pages itself.

A word processor may lack the theme's fonts, and then sets wider ones, so this errs towards too much.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil

from hornbook.document.drawings import Drawing
from hornbook.document.inline import Paragraph
from hornbook.document.nodes import AnswerSpace, ComposedBlock, Group, List, ModelAnswer, Panel, Question, Row, Table
from hornbook.document.text import block_text, inline_text
from hornbook.fonts import advance
from hornbook.render.vectors import placed
from hornbook.theme import Theme

_WIDER = 1.1
"""How much wider the fonts may be that a word processor has."""

_USUAL = "The letters of a text, with the spaces between its words, as often as they come in most; and some capitals: A B M."
"""What the width of a text of so many letters is judged by: to add up the letters of each would take longer than to set it."""


class Heights:
    """Guesses the heights of blocks in a theme, in points."""

    def __init__(self, theme: Theme) -> None:
        style = theme.paragraph("body")
        self._theme = theme
        self._letter = _WIDER * style.size * advance(_USUAL, style.family) / len(_USUAL)
        self._narrowest, self._leading, self._after = style.size, style.leading, style.space_after

    def of(self, blocks: Iterable[ComposedBlock], measure: float) -> float:
        """The height of blocks that are set `measure` points wide, one below the other."""
        height = 0.0
        for block in blocks:
            height += self._block(block, measure)
        return height

    def row(self, row: Row, widths: Sequence[float]) -> float:
        """The height of a row whose columns are so many points wide: that of its tallest cell."""
        tallest, at = 0.0, 0
        for cell in row.cells:
            tallest = max(tallest, self.of(cell.children, sum(widths[at : at + cell.colspan])))
            at += cell.colspan
        return tallest

    def _block(self, block: ComposedBlock, measure: float) -> float:
        match block:
            case Paragraph(content=content):
                return self._text(inline_text(content), measure)
            case AnswerSpace(lines):
                return lines * self._theme.answer_line
            case Table(widths=widths, rows=rows):
                shares = [measure * width / sum(widths) for width in widths]
                return sum(self.row(row, shares) for row in rows)
            case Question(children=children):
                return self._theme.question_space + self.of(children, measure - self._theme.hanging)
            case List(items=items):
                return sum(self.of(item.children, measure - self._theme.hanging) for item in items)
            case Panel(children=children):
                return 2 * self._theme.size + self.of(children, measure)
            case Group(children) | ModelAnswer(children):
                return self.of(children, measure)
            case Drawing():
                return self._drawing(block, measure)
            case _:
                return sum(self._text(text, measure) for text in block_text(block))

    def _drawing(self, drawing: Drawing, measure: float) -> float:
        shown = placed(drawing, self._theme, measure)
        stretches = sum(stretch.height for stretch in shown.stretches)
        return stretches + self.of(shown.layout.legend, measure) + self._text(inline_text(drawing.content), measure)

    def _text(self, text: str, measure: float) -> float:
        lines = ceil(self._letter * len(text) / max(measure, self._narrowest)) or 1
        return lines * self._leading + self._after
