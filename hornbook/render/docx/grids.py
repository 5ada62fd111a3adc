"""Tables and panels: blocks in the cells of a grid."""

from __future__ import annotations

from hornbook.document.nodes import Cell, Panel, Row, Table
from hornbook.errors import Problem, RenderError
from hornbook.render.docx.flow import Frame, Grid, Para, Piece, bookmark, settle
from hornbook.render.docx.ooxml import ParagraphLook, text_run, twips
from hornbook.render.docx.setting import Setter
from hornbook.render.docx.spoken import heads, of_panel, of_table
from hornbook.render.docx.styles import direct, panel_title
from hornbook.render.docx.tables import ALL, OUTLINE, TableCell, TableLook, columns, marked, row, ruled, table
from hornbook.render.stacking import fitted, leads
from hornbook.theme import Theme


def set_table(node: Table, frame: Frame, setter: Setter) -> list[Piece]:
    """The table, or those it is parted into. Raises RenderError if a row has more cells than the table has columns."""
    # frame.width is in twips, of which a point has 20
    tables = list(fitted(node, setter.theme, frame.width / 20, 0.9 * setter.theme.size))
    ties = [*[frame.chained] * (len(tables) - 1), frame.tied]
    return [_set_one(one, points, frame._replace(tied=tied), setter) for (one, points), tied in zip(tables, ties, strict=True)]


def _padding(theme: Theme) -> int:
    """The white space at either side of a cell's text, in twips."""
    return twips(0.35 * theme.size)


def _set_one(node: Table, points: list[float], frame: Frame, setter: Setter) -> Grid:
    theme = setter.theme
    widths = columns(points, frame.width)
    headings = heads(node)
    padding = _padding(theme)
    rules = ruled(ALL, theme.colours.rule, theme.rule) if node.ruled else {}
    rows, ties = [], {tied: frame._replace(tied=tied) for tied in (False, True)}
    for index, item in enumerate(node.rows):
        left = len(node.rows) - 1 - index
        # A header holds on to the first row, and the last row is not left alone on the next page.
        leading = index < headings.rows or (len(widths) == 1 and leads(item))
        tied = frame.tied if not left else frame.chained or leading or left == 1
        cells = _cells(item, widths, ties[tied], setter, shaded=node.ruled)
        repeat = index < headings.rows
        splits = setter.heights.row(item, points) > setter.tallest or (len(node.rows) == 1 and _only_row_splits(frame))
        rows.append(row(cells, header=repeat, splits=splits and not repeat))
    if headings.bookmark:
        number = setter.bookmark()
        rows[0] = marked(rows[0], bookmark(f"{headings.bookmark}_{number}", number))
    inside = (padding, padding if node.ruled else padding // 2)
    look = TableLook(widths, frame.indent, rules, inside, of_table(node, setter.words), headings if node.ruled else None)
    air = twips(0.6 * theme.size)
    return Grid(table(look, rows), air, air, frame.tied)


def _only_row_splits(frame: Frame) -> bool:
    """Whether to allow a table's only row to split.

    LibreOffice parts a table of one row that may not split from what follows it, whatever its paragraphs ask; and where these ask
    to stay with what follows, the row does not split anyway.
    """
    return frame.tied


def _cells(node: Row, widths: tuple[int, ...], frame: Frame, setter: Setter, *, shaded: bool) -> list[TableCell]:
    told = sum(cell.colspan for cell in node.cells)
    if told > len(widths):
        raise RenderError(
            Problem(f"a row has {told} columns in a table of {len(widths)}", "give the table a width for each column")
        )
    cells = []
    column, margins, fill = 0, 2 * _padding(setter.theme), setter.theme.colours.fill if shaded else None
    for cell in (*node.cells, *[Cell()] * (len(widths) - told)):
        width = sum(widths[column : column + cell.colspan])
        column += cell.colspan
        heading = node.header or cell.header
        inner = frame.cell(max(200, width - margins), tied=frame.tied, bold=heading, celled=True)
        content = settle(setter.sequence(cell.children, inner), cell=True)
        cells.append(TableCell(content, width, cell.colspan, fill if heading else None))
    return cells


def set_panel(node: Panel, frame: Frame, setter: Setter) -> Grid:
    """The panel as a table of one cell."""
    theme = setter.theme
    box = theme.panel(node.kind)
    padding = twips(box.padding)
    inner = frame.cell(max(200, frame.width - 2 * padding), tied=frame.tied)
    pieces = setter.sequence(node.children, inner)
    if node.title:
        title = text_run(node.title, direct(panel_title(theme), theme))
        pieces.insert(0, Para(ParagraphLook("PanelTitle", keep_next=frame.tied, keep_lines=True), title))
    rules = ruled(OUTLINE, box.border, box.border_width) if box.border else {}
    look = TableLook((frame.width,), frame.indent, rules, (padding, padding), of_panel(node, setter.words))
    cell = TableCell(settle(pieces, cell=True), frame.width, fill=box.fill)
    splits = _only_row_splits(frame) or setter.heights.of((node,), inner.width / 20) > setter.tallest
    air = twips(0.8 * theme.size)
    return Grid(table(look, [row([cell], splits=splits)]), air, air, frame.tied)
