"""What becomes of a table whose columns could no longer hold their words: large type, or a narrow place.

Squeezed columns break "Germany" into "German y", and the lines of a source anew. Both renderers ask here instead, and set the
tables they are given: the same one if it fits; else, where an empty column parts two lists (the two sides of a matching task), one
list after the other; else the cells of each row under each other, each beneath the heading of its column. In very large print the
cells of high rows stand so as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from hornbook.document.inline import Paragraph, Strong
from hornbook.document.nodes import Cell, ComposedBlock, Extract, Row, Table
from hornbook.render.columns import lines_width, longest_words, shared_out
from hornbook.render.heights import Heights
from hornbook.theme import Theme

NARROWEST = 2.1
"""A column narrower than this many ems cannot hold even "(a)"."""

LIST = 8.0
"""Ems: lists that are narrower than this stand better one after the other than side by side."""

BESIDE = 7.5
"""Ems: a margin narrower than this beside a source is too narrow to write in."""


LARGE = 18.0
"""Ems: in a narrower place, that is in very large print, rows that would be high are stacked too, and then may break over pages."""

HIGH = 0.5
"""The share of a page from which such a row is high."""


WIDER = 1.16
"""How much wider than the theme's a font may be in which a word processor still keeps the lines of a source, if there is room.

DejaVu is, which programs on Linux take where PT Serif is missing.
"""


def fitted(table: Table, theme: Theme, measure: float, gap: float) -> Iterator[tuple[Table, list[float]]]:
    """What is to be set within `measure` points: tables with the widths of their columns in points.

    `gap` is the white space within a column, left and right.
    """
    sources = _sources(table, theme)
    longest = [max(pair) for pair in zip(longest_words(table, theme), sources, strict=True)]
    widths = shared_out(table.widths, longest, measure, gap)
    parts = list(_parts(table))
    cramped = _cramped(table, theme, widths, [word + gap for word in longest]) or _breaks_lines(theme, widths, sources)
    cramped = cramped or _high(table, theme, widths)
    if len(widths) < 2 or not (cramped or (len(parts) > 1 and measure < LIST * len(parts) * theme.size)):
        yield table, _eased(table, theme, widths, gap) if any(sources) else widths
        return
    if len(parts) < 2:
        yield _stacked(table), [measure]
    for part in parts if len(parts) > 1 else ():
        yield from fitted(part, theme, measure, gap)


def _eased(table: Table, theme: Theme, widths: list[float], gap: float) -> list[float]:
    """The widths with some room at the ends of a source's lines, as far as there is more beside it than it takes to write in."""
    least = [needed or BESIDE * theme.size for needed in _sources(table, theme, WIDER)]
    return shared_out(widths, least, sum(widths), gap)


def leads(row: Row) -> bool:
    """Whether this row of a table of one column heads those beneath it, as the first cell of a row that has been stacked does."""
    return not row.header and len(row.cells) == 1 and row.cells[0].header


def _cramped(table: Table, theme: Theme, widths: list[float], wanted: list[float]) -> bool:
    """Whether a column is too narrow for a word that a column of the whole measure could hold."""
    measure, least = sum(widths), NARROWEST * theme.size
    if min(widths) >= least and all(want <= width + 0.5 for want, width in zip(wanted, widths, strict=True)):
        return False
    columns = zip(widths, wanted, _used(table), strict=True)
    return any(used and (width < least or width + 0.5 < want <= measure) for width, want, used in columns)


def _high(table: Table, theme: Theme, widths: list[float]) -> bool:
    """Whether a row would take so much of a page in very large print that it stood alone there, half of its columns empty."""
    if not table.ruled or sum(widths) >= LARGE * theme.size:
        return False
    top, _, bottom, _ = theme.margins
    most, heights = HIGH * (theme.page_size[1] - top - bottom), Heights(theme)
    return any(heights.row(row, widths) > most for row in table.rows if not row.header)


def _sources(table: Table, theme: Theme, wider: float = 1.0) -> list[float]:
    """For each column the width in points that the lines of a source in it need, in wider words; 0 where there is none."""
    needed = [0.0] * len(table.widths)
    for row in table.rows:
        for at, cell in _placed(row):
            for block in cell.children:
                if isinstance(block, Extract) and cell.colspan == 1 and at < len(needed):
                    needed[at] = max(needed[at], lines_width(block, theme, wider))
    return needed


def _breaks_lines(theme: Theme, widths: list[float], sources: list[float]) -> bool:
    """Whether a source stands in a column too narrow for its lines, or leaves too little beside it."""
    columns = list(zip(widths, sources, strict=True))
    beside = min((width for width, needed in columns if not needed), default=0.0)
    return any(needed > width for width, needed in columns) or (any(sources) and beside < BESIDE * theme.size)


def _placed(row: Row) -> Iterator[tuple[int, Cell]]:
    """The cells of a row, each with its first column."""
    at = 0
    for cell in row.cells:
        yield at, cell
        at += cell.colspan


def _used(table: Table) -> list[bool]:
    """For each column whether a cell of its own stands in it: an empty one may be as narrow as it likes."""
    used = [False] * len(table.widths)
    for row in table.rows:
        for at, cell in _placed(row):
            if cell.colspan == 1 and cell.children and at < len(used):
                used[at] = True
    return used


def _parts(table: Table) -> Iterator[Table]:
    """The lists that stand beside each other in a layout, parted by columns in which nothing stands."""
    if table.ruled:
        yield table
        return
    filled = [False] * len(table.widths)
    for row in table.rows:
        for at, cell in _placed(row):
            if cell.children:
                filled[at : at + cell.colspan] = [True] * len(filled[at : at + cell.colspan])
    for stands, group in groupby(range(len(filled)), key=filled.__getitem__):
        if stands:
            columns = list(group)
            yield _slice(table, columns[0], columns[-1] + 1)


def _slice(table: Table, start: int, end: int) -> Table:
    """The columns from `start` up to `end`, without the rows in which they hold nothing."""
    rows = (replace(row, cells=tuple(cell for at, cell in _placed(row) if start <= at < end)) for row in table.rows)
    return replace(
        table, widths=table.widths[start:end], rows=tuple(row for row in rows if any(cell.children for cell in row.cells))
    )


def _stacked(table: Table) -> Table:
    """One column: each cell in a row of its own, beneath the heading of the column it stood in."""
    headings: dict[int, tuple[ComposedBlock, ...]] = {}
    rows: list[Row] = []
    for row in table.rows:
        for at, cell in _placed(row):
            if row.header:
                headings[at] = (*headings.get(at, ()), *map(_heading, cell.children))
            else:
                rows.append(Row(cells=(replace(cell, colspan=1, children=(*headings.get(at, ()), *cell.children)),)))
    named = {at for row in table.rows if not row.header for at, _ in _placed(row)}
    unsaid = [Row(True, (Cell(children=blocks),)) for at, blocks in headings.items() if blocks and at not in named]
    return replace(table, widths=(1.0,), rows=(*unsaid, *rows))


def _heading(block: ComposedBlock) -> ComposedBlock:
    """A column's heading as it stands above a cell: in bold, and held to it."""
    return replace(block, keep=True, content=(Strong(block.content),)) if isinstance(block, Paragraph) else block
