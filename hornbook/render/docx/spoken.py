"""What Word tells a screen reader of a table before it reads the first cell: a caption, and a description of what the table is for.

Word has tables only, so panels, sources and answer lines are tables too, and say that they are no data. These words are seen
nowhere but under Table Properties, Alt Text. Word gives them no language of their own, so they are in that of the sheet.
"""

from __future__ import annotations

from itertools import takewhile
from typing import NamedTuple

from hornbook.document.nodes import AnswerSpace, Extract, Figure, Panel, PanelKind, SpaceKind, Table
from hornbook.locale import Words


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


def of_table(table: Table, words: Words) -> Spoken:
    """A table of data by its size and its headings; one without rules is a layout."""
    _ = words.gettext
    if not table.ruled:
        return Spoken(table.label or _("Columns"), _("A layout in columns, not a table of data"))
    headings = heads(table)
    rows = words.ngettext("{} row", "{} rows", len(table.rows)).format(len(table.rows))
    columns = words.ngettext("{} column", "{} columns", len(table.widths)).format(len(table.widths))
    parts = [f"{rows}, {columns}"]
    parts += [_("headings in the first row")] * bool(headings.rows) + [_("headings in the first column")] * headings.column
    return Spoken(table.label or _("Table"), "; ".join(parts))


def of_extract(extract: Extract, words: Words) -> Spoken:
    """A source."""
    said = words.ngettext(
        "A source of {} line in a box, not a table of data; each line is a row, its number first",
        "A source of {} lines in a box, not a table of data; each line is a row, its number first",
        len(extract.lines),
    )
    return Spoken(extract.label or words.gettext("Source"), said.format(len(extract.lines)))


def of_panel(panel: Panel, words: Words) -> Spoken:
    """A panel, by its title if it has one."""
    return Spoken(panel.title or _panel(panel.kind, words), words.gettext("A box around text, not a table of data"))


def of_space(space: AnswerSpace, words: Words) -> Spoken:
    """Room to write, so that nobody need walk through its empty rows to know what they are."""
    return Spoken(words.gettext("Space for your answer"), _room(space.kind, space.lines, words).format(space.lines))


def of_figure(figure: Figure) -> str:
    """What a picture shows, in short and then at length; nothing if it is decorative."""
    if figure.decorative:
        return ""
    short = figure.alt if not figure.long_description or figure.alt.endswith((".", "!", "?", "…")) else f"{figure.alt}."
    return " ".join(filter(None, (short, figure.long_description)))


def _panel(kind: PanelKind, words: Words) -> str:
    _ = words.gettext
    match kind:
        case "objectives":
            return _("Objectives")
        case "context":
            return _("Context")
        case "bank":
            return _("Word bank")
        case "note":
            return _("Note")
        case "teacher":
            return _("For the teacher")
        case "scheme":
            return _("Mark scheme")
        case "frame":
            return _("Writing frame")


def _room(kind: SpaceKind, lines: int, words: Words) -> str:
    match kind:
        case "lines":
            return words.ngettext("{} ruled line, empty", "{} ruled lines, all empty", lines)
        case "box":
            return words.ngettext("An empty box, as high as {} line", "An empty box, as high as {} lines", lines)
        case "grid":
            return words.ngettext("Empty squared paper, {} square high", "Empty squared paper, {} squares high", lines)
        case "blank":
            return words.ngettext("An empty space, as high as {} line", "An empty space, as high as {} lines", lines)
