"""What Word tells a screen reader of a table before it reads the first cell: a caption, and a description of what the table is for.

Word has tables only, so panels, sources and answer lines are tables too, and say that they are no data. These words are seen
nowhere but under Table Properties, Alt Text. They are English, as Word gives them no language of their own.
"""

from __future__ import annotations

from itertools import takewhile
from typing import NamedTuple

from hornbook.document.nodes import AnswerSpace, Extract, Figure, Panel, PanelKind, SpaceKind, Table

_PANELS: dict[PanelKind, str] = {
    "objectives": "Objectives",
    "context": "Context",
    "bank": "Word bank",
    "note": "Note",
    "teacher": "For the teacher",
    "scheme": "Mark scheme",
    "frame": "Writing frame",
}
_ROOM: dict[SpaceKind, str] = {
    "lines": "{} ruled lines, all empty",
    "box": "An empty box, as high as {} lines",
    "grid": "Empty squared paper, {} squares high",
    "blank": "An empty space, as high as {} lines",
}


class Spoken(NamedTuple):
    """The title and the description under Alt Text."""

    caption: str
    description: str


class Heads(NamedTuple):
    """What of a table is headings: how many of its first rows, and whether its first column below them."""

    rows: int
    column: bool

    @property
    def bookmark(self) -> str:
        """The bookmark by which JAWS and NVDA know a table's headings; "" if it has none. It stands in the first cell."""
        if self.rows:
            return "Title" if self.column else "ColumnTitle"
        return "RowTitle" if self.column else ""


def heads(table: Table) -> Heads:
    """The headings of a table; the first column counts only if every row below the header rows starts with a heading."""
    rows = sum(1 for _ in takewhile(lambda row: row.header, table.rows))
    below = [row for row in table.rows[rows:] if row.cells]
    return Heads(rows if below else 0, bool(below) and all(row.cells[0].header for row in below))


def of_table(table: Table) -> Spoken:
    """A table of data by its size and its headings; one without rules is a layout."""
    if not table.ruled:
        return Spoken(table.label or "Columns", "A layout in columns, not a table of data")
    headings = heads(table)
    parts = [f"{_count(len(table.rows), 'row')}, {_count(len(table.widths), 'column')}"]
    parts += ["headings in the first row"] * bool(headings.rows) + ["headings in the first column"] * headings.column
    return Spoken(table.label or "Table", "; ".join(parts))


def of_extract(extract: Extract) -> Spoken:
    """A source."""
    lines = _count(len(extract.lines), "line")
    return Spoken(
        extract.label or "Source", f"A source of {lines} in a box, not a table of data; each line is a row, its number first"
    )


def of_panel(panel: Panel) -> Spoken:
    """A panel, by its title if it has one."""
    return Spoken(panel.title or _PANELS[panel.kind], "A box around text, not a table of data")


def of_space(space: AnswerSpace) -> Spoken:
    """Room to write, so that nobody need walk through its empty rows to know what they are."""
    return Spoken("Space for your answer", _ROOM[space.kind].format(space.lines))


def of_figure(figure: Figure) -> str:
    """What a picture shows, in short and then at length; nothing if it is decorative."""
    if figure.decorative:
        return ""
    short = figure.alt if not figure.long_description or figure.alt.endswith((".", "!", "?", "…")) else f"{figure.alt}."
    return " ".join(filter(None, (short, figure.long_description)))


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'s' * (number != 1)}"
