"""Tables: rows that stay whole if they can, and header rows that come back on each page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from hornbook.document.nodes import Cell, Row, Table
from hornbook.errors import Problem, RenderError
from hornbook.render.pdf.boxes import (
    FORBIDDEN,
    SENSELESS,
    Area,
    Frame,
    Piece,
    Place,
    Slug,
    Stacked,
    Stroke,
    bind,
    height,
    join,
    lonely,
    step,
)
from hornbook.render.pdf.placing import stack
from hornbook.render.pdf.setting import Setter
from hornbook.render.pdf.structure import TableStructure
from hornbook.render.pdf.tags import Element
from hornbook.render.stacking import fitted, leads
from hornbook.theme import Theme

SPLIT_TABLE = 25.0
"""What it costs to break a table between two rows."""

LONELY_ROW = 600.0
"""What it costs to leave the first or the last row of a table alone on a page, if it is low: as much as a page left blank."""

SPLIT_ROW = 60.0
"""What it costs to break a row of a single column that is higher than `WHOLE_ROW`: it is read on like any text."""

WHOLE_ROW = 0.5
"""The share of a page up to which a row of a single column stays whole."""

LARGEST_HEADER = 0.3
"""The share of a page above which header rows are not repeated: they would leave no room for what they head."""


@dataclass(frozen=True, slots=True)
class _Column:
    """A cell's edges, its node, and what is set in it, within its frame."""

    x: float
    width: float
    cell: Cell
    slugs: list[Slug]
    frame: Frame


def set_table(table: Table, place: Place, setter: Setter) -> list[Slug]:
    """A slug for each row. Raises RenderError if a row has more cells than the table has columns."""
    gap = 2 * _gap(table, setter)
    return join([_set_one(one, widths, place, setter) for one, widths in fitted(table, setter.theme, place.width, gap)])


def _gap(table: Table, setter: Setter) -> float:
    """The white space at either side of a cell's text."""
    return (0.45 if table.ruled else 0.3) * setter.theme.size


def _set_one(table: Table, widths: list[float], place: Place, setter: Setter) -> list[Slug]:
    frame = Frame(place.frame)
    grid = _Grid(table, widths, place, setter)
    headers = [slug for row in table.rows if row.header for slug in grid.row(row, frame, place.room)]
    bind(headers, SENSELESS)
    room = place.room
    if (tall := sum(slug.height for slug in headers)) <= LARGEST_HEADER * room:
        frame.repeated, room = tuple(headers), room - tall
    set_row = grid.flowing if len(widths) == 1 else grid.row
    rows = [set_row(row, frame, room) for row in table.rows if not row.header]
    led = [False, *(len(widths) == 1 and leads(row) for row in table.rows if not row.header)]
    for index, slugs in enumerate(rows):
        slugs[0].cost = SENSELESS if index == 0 else FORBIDDEN if led[index] else SPLIT_TABLE
    for alone, part in ((rows[0], rows[1]), (rows[-1], rows[-1])) if len(rows) > 1 else ():
        part[0].cost = max(part[0].cost, lonely(LONELY_ROW, alone, place.room))
    column = [*headers, *(slug for slugs in rows for slug in slugs)]
    if column:
        column[0].cost, column[0].space, column[-1].after = 0.0, 0.4 * setter.theme.size, 0.9 * setter.theme.size
    return column


class _Grid:
    """The columns of a table, and its rows in them."""

    def __init__(self, table: Table, widths: list[float], place: Place, setter: Setter) -> None:
        self._table = table
        self._place = place
        self._setter = setter
        self._structure = TableStructure(place.element, table)
        size = setter.theme.size
        self._gap, self._pad = _gap(table, setter), (0.3 if table.ruled else 0.18) * size
        self._edges = list(accumulate(widths, initial=place.x))

    def row(self, row: Row, frame: Frame, room: float) -> list[Slug]:
        """The row as one slug; as several if no page could hold it."""
        elements = self._structure.row(row)
        least = self._setter.theme.paragraph("cell").leading
        room = max(room - 2 * self._pad, least)
        columns = list(self._columns(row, elements, room))
        cells = [column.slugs for column in columns]
        slices = [cells] if all(height(slugs) <= room for slugs in cells) else _slices(cells, room)
        return [
            self._slug(row, [replace(column, slugs=part) for column, part in zip(columns, parts, strict=True)], frame)
            for parts in slices
        ]

    def flowing(self, row: Row, frame: Frame, room: float) -> list[Slug]:
        """A row of a single column: one slug unless it is high, else its lines, boxed anew on each page they reach."""
        theme, width = self._setter.theme, self._edges[1] - self._edges[0]
        box = Frame(frame, self._edges[0], width, self._pad, self._pad)
        if self._table.ruled:
            box.border, box.border_width = theme.colours.rule, theme.rule
            box.fill = theme.colours.fill if any(cell.header for cell in row.cells) else None
        columns = list(self._columns(row, self._structure.row(row), room - 2 * self._pad, box))
        slugs = [slug for column in columns for slug in column.slugs]
        if height(slugs, frame) <= WHOLE_ROW * room:
            return [self._slug(row, columns, frame)]
        slugs[0].space = 0.0
        bind(slugs, SPLIT_ROW)
        return slugs

    def _columns(self, row: Row, elements: Sequence[Element], room: float, frame: Frame | None = None) -> Iterator[_Column]:
        at, last = 0, len(self._edges) - 1
        for cell, element in zip(row.cells, elements, strict=True):
            end = at + cell.colspan
            if end > last:
                raise RenderError(Problem(f"a row has more cells than the table's {last} columns", "check colspan and widths"))
            left, width = self._edges[at], self._edges[end] - self._edges[at]
            inset = min(self._gap, 0.2 * width)
            # A table without rules keeps its text flush with the text around it.
            before = inset if self._table.ruled or at else 0.0
            after = inset if self._table.ruled or end < last else 0.0
            bold = self._place.bold or row.header or cell.header
            around = frame or Frame()
            inner = Place(left + before, width - before - after, around, room, element, bold, self._place.colour)
            yield _Column(left, width, cell, self._setter.blocks(cell.children, inner), around)
            at = end

    def _slug(self, row: Row, columns: list[_Column], frame: Frame) -> Slug:
        least, colours = self._setter.theme.paragraph("cell").leading, self._setter.theme.colours
        tall = max([least, *(height(column.slugs, column.frame) for column in columns)]) + 2 * self._pad
        pieces: list[Piece] = []
        if self._table.ruled:
            heads = [column for column in columns if row.header or column.cell.header]
            pieces.extend(Area(column.x, 0, column.width, tall, colours.fill) for column in heads)
            pieces.extend(_rules(columns, tall, self._setter.theme))
        filled = (column for column in columns if column.slugs)
        pieces.extend(Stacked(0.0, self._pad, stack(it.slugs, it.frame)) for it in filled)
        return Slug(frame, tall, pieces, cost=FORBIDDEN)


def _slices(cells: list[list[Slug]], room: float) -> list[list[list[Slug]]]:
    """Cut each cell into parts no higher than `room`, and put the first parts side by side, the second parts, and so on."""
    parts = [list(_parts(slugs, room)) for slugs in cells]
    return [[cell[index] if index < len(cell) else [] for cell in parts] for index in range(max(map(len, parts)))]


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


def _rules(columns: list[_Column], tall: float, theme: Theme) -> Iterator[Piece]:
    if not columns:
        return
    left, right = columns[0].x, columns[-1].x + columns[-1].width
    for y in (0.0, tall):
        yield Stroke(left, y, right, y, theme.rule, theme.colours.rule)
    for x in (left, *(column.x + column.width for column in columns)):
        yield Stroke(x, 0, x, tall, theme.rule, theme.colours.rule)
