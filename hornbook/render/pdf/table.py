"""Tables: rows that stay whole, and header rows that come back on each page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from hornbook.document.nodes import Cell, Row, Table
from hornbook.errors import Problem, RenderError
from hornbook.render.pdf.boxes import FORBIDDEN, Area, Frame, Piece, Place, Slug, Stacked, Stroke, bind, height, stack, step
from hornbook.render.pdf.setting import RULE, Setter

SPLIT_TABLE = 40.0
"""What it costs to break a table between two rows."""

LARGEST_HEADER = 0.3
"""The share of a page above which header rows are not repeated: they would leave no room for what they head."""


@dataclass(frozen=True, slots=True)
class _Column:
    """A cell's edges, its node, and what is set in it."""

    x: float
    width: float
    cell: Cell
    slugs: list[Slug]


def set_table(table: Table, place: Place, setter: Setter) -> list[Slug]:
    """A slug for each row. Raises RenderError if a row has more cells than the table has columns."""
    frame = Frame(table, place.frame)
    inner = replace(place, frame=frame)
    edges = _edges(table.widths, place)
    headers = [row for row in table.rows if row.header]
    header_slugs = [slug for row in headers for slug in _row(row, table, edges, inner, setter)]
    tall = sum(slug.height for slug in header_slugs)
    if tall <= LARGEST_HEADER * place.room:
        frame.repeated = tuple(header_slugs)
        inner = replace(inner, room=place.room - tall)
    body = [_row(row, table, edges, inner, setter) for row in table.rows if not row.header]
    for slugs in body:
        slugs[0].cost = SPLIT_TABLE
    bind(header_slugs)
    if header_slugs:
        header_slugs[-1].keep = True
    column = [*header_slugs, *(slug for slugs in body for slug in slugs)]
    if header_slugs and len(column) > len(header_slugs):
        column[len(header_slugs)].cost = FORBIDDEN
    if column:
        column[0].space, column[-1].after = 0.4 * setter.theme.size, 0.9 * setter.theme.size
    return column


def _edges(widths: Sequence[float], place: Place) -> list[float]:
    total, x = sum(widths) or 1.0, place.x
    edges = [x]
    for width in widths:
        x += place.width * width / total
        edges.append(x)
    return edges


def _row(row: Row, table: Table, edges: list[float], place: Place, setter: Setter) -> list[Slug]:
    """The row as one slug; as several if no page could hold it."""
    size = setter.theme.size
    pad = 0.3 * size if table.ruled else 0.18 * size
    frame = Frame(row, place.frame)
    columns = list(_columns(row, table, edges, replace(place, frame=frame), setter))
    least = setter.theme.paragraph("cell").leading
    room = max(place.room - 2 * pad, least)
    if all(height(column.slugs) <= room for column in columns):
        slices = [[column.slugs for column in columns]]
    else:
        slices = _slices([column.slugs for column in columns], room)
    return [_slug(row, table, columns, part, frame, pad, least, setter) for part in slices]


def _columns(row: Row, table: Table, edges: list[float], place: Place, setter: Setter) -> Iterator[_Column]:
    at, gap = 0, (0.45 if table.ruled else 0.3) * setter.theme.size
    for cell in row.cells:
        end = at + cell.colspan
        if end >= len(edges):
            raise RenderError(Problem(f"a row has more cells than the table's {len(edges) - 1} columns", "check colspan and widths"))
        left, width = edges[at], edges[end] - edges[at]
        inset = min(gap, 0.2 * width)
        # A table without rules keeps its text flush with the text around it.
        before = inset if table.ruled or at else 0.0
        after = inset if table.ruled or end < len(edges) - 1 else 0.0
        bold = place.bold or row.header or cell.header
        inner = replace(place, x=left + before, width=width - before - after, bold=bold, frame=Frame(cell))
        slugs = setter.blocks(cell.children, inner)
        yield _Column(left, width, cell, slugs)
        at = end


def _slices(cells: list[list[Slug]], room: float) -> list[list[list[Slug]]]:
    """Cut each cell into parts no higher than `room`, and put the first parts side by side, the second parts, and so on."""
    parts = [list(_parts(slugs, room)) for slugs in cells]
    count = max(map(len, parts))
    return [[cell[index] if index < len(cell) else [] for cell in parts] for index in range(count)]


def _parts(slugs: list[Slug], room: float) -> Iterator[list[Slug]]:
    part: list[Slug] = []
    tall = 0.0
    for slug in slugs:
        more = step(part[-1], slug) if part else height([slug])
        ends = sum(frame.below for frame in slug.frame.chain)
        if part and tall + more + ends > room:
            yield part
            part, more, tall = [], height([slug]), 0.0
        part.append(slug)
        tall += more
    yield part


def _slug(
    row: Row, table: Table, columns: list[_Column], cells: list[list[Slug]], frame: Frame, pad: float, least: float, setter: Setter
) -> Slug:
    tall = max([least, *(height(slugs) for slugs in cells)]) + 2 * pad
    colours = setter.theme.colours
    pieces: list[Piece] = []
    for column in columns:
        if table.ruled and (row.header or column.cell.header):
            pieces.append(Area(column.x, 0, column.width, tall, colours.fill))
    for column, slugs in zip(columns, cells, strict=True):
        if slugs:
            pieces.append(Stacked(0.0, pad, stack(slugs, slugs[0].frame.chain[0]), column.cell))
    if table.ruled:
        pieces.extend(_rules(columns, tall, colours.rule))
    return Slug(frame, tall, pieces, row, cost=FORBIDDEN)


def _rules(columns: list[_Column], tall: float, colour: str) -> Iterator[Piece]:
    if not columns:
        return
    left, right = columns[0].x, columns[-1].x + columns[-1].width
    for y in (0.0, tall):
        yield Stroke(left, y, right, y, RULE, colour)
    for x in (left, *(column.x + column.width for column in columns)):
        yield Stroke(x, 0, x, tall, RULE, colour)
