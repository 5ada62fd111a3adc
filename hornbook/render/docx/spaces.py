"""Room to write."""

from __future__ import annotations

from typing import assert_never

from hornbook.document.nodes import AnswerSpace
from hornbook.render.docx.flow import Frame, Grid, Para, Piece
from hornbook.render.docx.ooxml import ParagraphLook, Tab, run, twips
from hornbook.render.docx.tables import ALL, OUTLINE, TableCell, TableLook, row, ruled, table
from hornbook.render.keeping import fewest
from hornbook.theme import Theme


def answer_space(space: AnswerSpace, frame: Frame, theme: Theme) -> Piece:
    """Room to write: a leader for one line, rows with a rule beneath for more, or a box or grid of the same height."""
    match space.kind:
        case "lines" if space.lines <= 1:
            tab = Tab(frame.indent + frame.width, "right", "underscore")
            return Para(ParagraphLook("AnswerLine", keep_next=frame.tied, tabs=(tab,), indent=frame.indent), run("<w:tab/>"))
        case "lines":
            return _lines(space.lines, frame, theme)
        case "box":
            return _box(space.lines, frame, theme)
        case "blank":
            return _box(space.lines, frame, theme, drawn=False)
        case "grid":
            return _grid(space.lines, frame, theme)
    assert_never(space.kind)


def _air(theme: Theme) -> tuple[int, int]:
    """The space above and below: little above, since the first line is a line's height away, more before the next question."""
    return twips(0.3 * theme.size), twips(0.9 * theme.size)


def _empty(*, keep: bool) -> str:
    return Para(ParagraphLook("TableText", keep_next=keep)).xml()


def _lines(count: int, frame: Frame, theme: Theme) -> Grid:
    rule = ruled(("bottom",), theme.colours.rule, theme.rule)
    cells = {keep: TableCell(_empty(keep=keep), frame.width, rules=rule) for keep in (False, True)}
    lines = {keep: row([cell], height=twips(theme.answer_line), exact=True) for keep, cell in cells.items()}
    rows = []
    alone = fewest(count) - 1
    for index in range(count):
        # No line stands alone: the first ones hold on to each other, and so do the last.
        left = count - 1 - index
        keep = frame.chained or index < alone or left <= alone if left else frame.tied
        rows.append(lines[keep])
    return Grid(table(TableLook((frame.width,), frame.indent), rows), *_air(theme), frame.tied)


def _box(lines: int, frame: Frame, theme: Theme, *, drawn: bool = True) -> Grid:
    rules = ruled(OUTLINE, theme.colours.rule, theme.rule) if drawn else {}
    look = TableLook((frame.width,), frame.indent, rules, (80, 100))
    cell = TableCell(_empty(keep=frame.tied), frame.width)
    return Grid(table(look, [row([cell], height=twips(lines * theme.answer_line))]), *_air(theme), frame.tied)


def _grid(lines: int, frame: Frame, theme: Theme) -> Grid:
    side = twips(theme.answer_line)
    across = max(1, frame.width // side)
    look = TableLook((side,) * across, frame.indent, ruled(ALL, theme.colours.rule, theme.rule / 2))
    cells = [TableCell(_empty(keep=True), side)] * across
    last = [TableCell(_empty(keep=frame.tied), side)] * across
    rows = [row(cells, height=side, exact=True)] * (lines - 1)
    return Grid(table(look, [*rows, row(last, height=side, exact=True)]), *_air(theme), frame.tied)
