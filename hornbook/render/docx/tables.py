"""Tables as WordprocessingML: rows and cells of given widths, rules and fills. Knows nothing of what stands in the cells.

Order of children: ECMA-376 part 1, CT_TblPr, CT_TrPr and CT_TcPr.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from types import MappingProxyType
from typing import Literal, NamedTuple

from hornbook.render.docx.ooxml import eighths, escape, rgb
from hornbook.render.docx.spoken import Heads, Spoken

Side = Literal["top", "left", "bottom", "right", "insideH", "insideV"]
_SIDES: tuple[Side, ...] = ("top", "left", "bottom", "right", "insideH", "insideV")
OUTLINE: tuple[Side, ...] = ("top", "left", "bottom", "right")
ALL = _SIDES
DATA_TABLE = "HandoutTable"
"""The style of tables of data: it changes no look, but makes their heading row and column known."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A ruled line: `#rrggbb` and points."""

    colour: str
    width: float


@dataclass(frozen=True, slots=True)
class TableLook:
    """A table's columns, indent and cell padding in twips, its rules by side, its headings, and what a screen reader says of it.

    `heads` is None for a table that is no table of data.
    """

    columns: tuple[int, ...]
    indent: int = 0
    rules: dict[Side, Rule] = field(default_factory=dict)
    padding: tuple[int, int] = (0, 0)
    spoken: Spoken | None = None
    heads: Heads | None = None


_UNRULED: Mapping[Side, Rule] = MappingProxyType({})


class TableCell(NamedTuple):
    """A cell's finished content and its looks; `rules` override the table's."""

    content: str
    width: int
    span: int = 1
    fill: str | None = None
    rules: Mapping[Side, Rule] = _UNRULED
    padding: tuple[int, int] | None = None


def ruled(sides: Iterable[Side], colour: str, width: float) -> dict[Side, Rule]:
    """The same rule on several sides."""
    return dict.fromkeys(sides, Rule(colour, width))


def columns(widths: Sequence[float], total: int) -> tuple[int, ...]:
    """Relative widths shared out over `total` twips, to the last one."""
    edges = [round(total * sum(widths[:count]) / sum(widths)) for count in range(len(widths) + 1)]
    return tuple(right - left for left, right in pairwise(edges))


def table(look: TableLook, rows: Iterable[str]) -> str:
    """The `w:tbl`. Layout is fixed: what is written in a cell never moves a column."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in look.columns)
    style = f'<w:tblStyle w:val="{DATA_TABLE}"/>' if look.heads else ""
    properties = (
        f'{style}<w:tblW w:w="{sum(look.columns)}" w:type="dxa"/><w:tblInd w:w="{look.indent}" w:type="dxa"/>'
        f'{_borders("tblBorders", look.rules)}<w:tblLayout w:type="fixed"/>{_margins("tblCellMar", look.padding)}'
        f"{_look(look.heads)}"
    )
    whole = f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    return named(whole, look.spoken) if look.spoken else whole


def named(table: str, spoken: Spoken) -> str:
    """A finished table with its caption and description, the last of its properties."""
    words = f'<w:tblCaption w:val="{escape(spoken.caption)}"/><w:tblDescription w:val="{escape(spoken.description)}"/>'
    return table.replace("</w:tblPr>", f"{words}</w:tblPr>", 1)


def marked(row: str, mark: str) -> str:
    """A finished row with a bookmark in its first cell."""
    return row.replace("</w:tcPr>", f"</w:tcPr>{mark}", 1)


def _look(heads: Heads | None) -> str:
    """Which parts of a table are headings, in bits and in words, as Word writes it."""
    if heads is None:
        return '<w:tblLook w:val="0000"/>'
    row, column = bool(heads.rows), heads.column
    bits = 0x0600 + 0x0020 * row + 0x0080 * column  # no bands of colour, and the heading row and column
    return (
        f'<w:tblLook w:val="{bits:04X}" w:firstRow="{row:d}" w:lastRow="0" w:firstColumn="{column:d}" w:lastColumn="0" '
        'w:noHBand="1" w:noVBand="1"/>'
    )


def row(cells: Iterable[TableCell], *, header: bool = False, height: int = 0, exact: bool = False, splits: bool = False) -> str:
    """The `w:tr`; `height` in twips is a minimum unless `exact`."""
    properties = "" if splits else "<w:cantSplit/>"
    if height:
        properties += f'<w:trHeight w:val="{height}" w:hRule="{"exact" if exact else "atLeast"}"/>'
    if header:
        properties += "<w:tblHeader/>"
    wrapped = f"<w:trPr>{properties}</w:trPr>" if properties else ""
    return f"<w:tr>{wrapped}{''.join(map(_cell, cells))}</w:tr>"


def _cell(cell: TableCell) -> str:
    borders = _borders("tcBorders", cell.rules) if cell.rules else ""
    return f"<w:tc>{_cell_properties(cell.width, cell.span, borders, cell.fill, cell.padding)}{cell.content}</w:tc>"


@lru_cache(maxsize=512)
def _cell_properties(width: int, span: int, borders: str, fill: str | None, padding: tuple[int, int] | None) -> str:
    spans = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    filled = f'<w:shd w:val="clear" w:color="auto" w:fill="{rgb(fill)}"/>' if fill else ""
    margins = _margins("tcMar", padding) if padding is not None else ""
    return f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spans}{borders}{filled}{margins}</w:tcPr>'


def _borders(tag: str, rules: Mapping[Side, Rule]) -> str:
    if not rules:
        return ""
    sides = (
        f'<w:{side} w:val="single" w:sz="{eighths(rules[side].width)}" w:space="0" w:color="{rgb(rules[side].colour)}"/>'
        for side in _SIDES
        if side in rules
    )
    return f"<w:{tag}>{''.join(sides)}</w:{tag}>"


def _margins(tag: str, padding: tuple[int, int]) -> str:
    vertical, horizontal = padding
    sides = (("top", vertical), ("left", horizontal), ("bottom", vertical), ("right", horizontal))
    widths = "".join(f'<w:{side} w:w="{width}" w:type="dxa"/>' for side, width in sides)
    return f"<w:{tag}>{widths}</w:{tag}>"
