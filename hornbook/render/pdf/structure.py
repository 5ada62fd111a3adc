"""Which node becomes which structure element.

    Section                 Sect
    Heading                 H1 to H3, never skipping a level
    Paragraph               P, unless it is all that a cell or an item holds
    List, Item              L, LI with Lbl and LBody
    Question                LI of an L that holds the questions next to each other: label in Lbl, the rest in LBody; parts nest
    AnswerSpace             P that says what the room is for
    ModelAnswer             Div
    Table                   Table with THead and TBody; a mere layout is a Div, and so are cells stacked for want of room
    Row, Cell               TR, TH or TD
    Extract                 Sect: P for label and provenance, BlockQuote for the lines, P for each gloss
    Figure                  Figure, with its Caption in a Div; decorative ones are artifacts
    Drawing                 Figure, with its labels as words in it, and its Caption in a Div
    Panel                   Sect, its title a P; Div if it has no title
    Group                   nothing
    Span, Link              Span with a language, Link
    Gap                     Span that says there is one

Questions are list items, for a screen reader then tells how many there are, reads each label before its question, and can leap from
one to the next. Marks are read at the end of the stem.
"""

from __future__ import annotations

from collections.abc import Iterator

from hornbook.document.drawings import Drawing
from hornbook.document.nodes import Cell, Extract, Figure, Numbering, Panel, Row, Table
from hornbook.document.speech import spoken
from hornbook.locale import known
from hornbook.render.notices import further_stretch
from hornbook.render.pdf.file import text_string
from hornbook.render.pdf.tags import Element
from hornbook.theme import Theme

NUMBERINGS: dict[Numbering, str] = {
    "bullet": "/O/List/ListNumbering/Disc",
    "decimal": "/O/List/ListNumbering/Decimal",
    "lower-alpha": "/O/List/ListNumbering/LowerAlpha",
    "upper-alpha": "/O/List/ListNumbering/UpperAlpha",
}
_LEAST = 3
"""Columns and rows from which on a table's rows are announced by their headings."""

QUESTIONS = ("Decimal", "LowerAlpha", "LowerRoman")
"""How questions, their parts and the parts of those are numbered."""


def letterhead(root: Element, theme: Theme) -> Element | None:
    """The school's logo, before all else; nothing if there is none."""
    return root.add("Figure", alt=theme.school.logo_alt) if theme.logo else None


def question(parent: Element) -> Element:
    """The LI of a question: in the list that the question before it is in, if nothing stands between them."""
    last = parent.kids[-1] if parent.kids else None
    if isinstance(last, Element) and last.of_questions:
        return last.add("LI")
    numbering = QUESTIONS[min(_depth(parent), len(QUESTIONS) - 1)]
    questions = parent.add("L", attributes=f"/O/List/ListNumbering/{numbering}")
    questions.of_questions = True
    return questions.add("LI")


def _depth(element: Element | None) -> int:
    return 0 if element is None else element.of_questions + _depth(element.parent)


def marks(body: Element) -> Element:
    """Where a question's marks are read: at the end of its stem, or after the first block if that is no text."""
    last = body.kids[-1] if body.kids else None
    if isinstance(last, Element) and last.kind == "P" and not last.said:
        return last
    return body.add("P")


def heading(parent: Element, level: int) -> Element:
    """A heading of the level it has in the tree."""
    element = parent.add("H")
    element.level = level
    return element


def answer_space(parent: Element) -> Element:
    """Room to write in."""
    return parent.add("P", said=parent.words.gettext("space for your answer"), lang=_foreign(parent))


def gap(parent: Element | None) -> Element | None:
    """A gap in a line."""
    return parent and parent.within("Span", said=parent.words.gettext("gap"), lang=_foreign(parent))


def formula(parent: Element | None, tex: str) -> Element | None:
    """A formula in a line, with its reading (ISO 14289-1, 7.7)."""
    return parent and parent.within("Formula", alt=spoken(tex, parent.words), lang=_foreign(parent))


def span(parent: Element | None, lang: str) -> Element | None:
    """Words in another language."""
    return parent and parent.within("Span", lang=lang)


def link(parent: Element | None) -> Element | None:
    """Words that lead elsewhere."""
    return parent and parent.within("Link")


def panel(parent: Element, node: Panel) -> Element:
    """A panel, which is a section if it has a title."""
    return parent.add("Sect" if node.title else "Div")


def quotation(parent: Element, node: Extract) -> Element:
    """The words of a source."""
    return parent.add("BlockQuote", lang=node.lang)


def figure(parent: Element, node: Figure) -> tuple[Element | None, Element]:
    """A picture (none if it is decorative) and where its caption goes."""
    if node.decorative or not node.alt:
        return None, parent.add("P")
    holder = parent.add("Div") if node.content else parent
    described = f"{node.alt.removesuffix('.')}. {node.long_description}" if node.long_description else node.alt
    return holder.add("Figure", alt=described), holder.add("Caption")


def drawing(parent: Element, node: Drawing, stretches: int) -> tuple[list[Element], Element]:
    """A drawing, an element for each of its stretches, and where its caption goes."""
    holder = parent.add("Div") if node.content else parent
    further = [further_stretch(parent.words, number, stretches) for number in range(2, stretches + 1)]
    return [holder.add("Figure", alt=alt) for alt in (node.alt, *further)], holder.add("Caption")


def lines(quote: Element, node: Extract) -> Iterator[Element]:
    """For each line of a source the P of the paragraph it belongs to."""
    paragraph = None
    for line in node.lines:
        paragraph = paragraph or quote.add("P")
        yield paragraph
        if line.ends:
            paragraph = None


class TableStructure:
    """The elements of one table."""

    def __init__(self, parent: Element, table: Table) -> None:
        self._columns = len(table.widths)
        self._announces_rows = _announces_rows(table)
        self._layout = _is_layout(table)
        self._whole = parent.add("Div") if self._layout else parent.add("Table", attributes=_summary(table))
        # Header rows with nothing below them head nothing: THead asks for a TBody.
        alone = all(row.header for row in table.rows)
        self._body = self._head = self._whole
        if not self._layout:
            self._head = self._whole.add("TBody" if alone else "THead")
            self._body = self._whole.add("TBody")

    def row(self, row: Row) -> list[Element]:
        """The elements of the row's cells, in a TR of their own; to be asked for once."""
        if self._layout:
            return [self._whole] * len(row.cells)
        parent = (self._head if row.header else self._body).add("TR")
        elements = [self._cell(parent, row, cell) for cell in row.cells]
        # All rows take up all columns, as PDF/UA-1 asks (7.2).
        if (missing := self._columns - sum(cell.colspan for cell in row.cells)) > 0:
            parent.add("TD", attributes=f"/O/Table{_across(missing)}")
        return elements

    def _cell(self, parent: Element, row: Row, cell: Cell) -> Element:
        scope = "/Scope/Column" if row.header else "/Scope/Row" if cell.header and self._announces_rows else ""
        return parent.add("TH" if scope else "TD", attributes=f"/O/Table{scope}{_across(cell.colspan)}")


def _is_layout(table: Table) -> bool:
    """Whether cells merely stand beside or under each other: unruled and unheaded, or stacked because columns grew too narrow."""
    if any(row.header for row in table.rows):
        return False
    return len(table.widths) == 1 or not (table.ruled or any(cell.header for row in table.rows for cell in row.cells))


def _announces_rows(table: Table) -> bool:
    """Whether the heading of a row is worth repeating before each of its cells.

    It is the only heading where there is no header row. Where there is one, it helps in a table of three columns and three rows
    or more; in a smaller one there is hardly a cell that is not heard right after the heading of its row.
    """
    rows = sum(not row.header for row in table.rows)
    return rows == len(table.rows) or (len(table.widths) >= _LEAST and rows >= _LEAST)


def _across(columns: int) -> str:
    return f"/ColSpan {columns}" if columns > 1 else ""


def _summary(table: Table) -> str:
    return f"/O/Table/Summary{text_string(table.label)}" if table.label else ""


def _foreign(parent: Element) -> str:
    """The language of what is said, if the words around it are in another."""
    return "" if known(parent.language, parent.words) else parent.words.language
