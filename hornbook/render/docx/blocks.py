"""Blocks as paragraphs and tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import count
from typing import assert_never

from docx.opc.constants import CONTENT_TYPE as CT

from hornbook.document.drawings import Drawing
from hornbook.document.inline import ComposedInline, Paragraph, Role
from hornbook.document.nodes import (
    Answer,
    AnswerSpace,
    Cell,
    ComposedBlock,
    Extract,
    Figure,
    Group,
    Heading,
    List,
    ModelAnswer,
    Panel,
    Question,
    Raster,
    Row,
    Section,
    Table,
    Unbroken,
)
from hornbook.document.text import marks_text
from hornbook.errors import Problem, RenderError
from hornbook.locale import ENGLISH, Words
from hornbook.render.docx.flow import Frame, Grid, Para, Piece, at_top, bookmark, bookmarked, settle
from hornbook.render.docx.inline import Inliner
from hornbook.render.docx.numbering import DEEPEST, Numbers
from hornbook.render.docx.ooxml import Edge, ParagraphLook, RunLook, Tab, run, text_run, twips
from hornbook.render.docx.package import SVG, Relations
from hornbook.render.docx.pictures import Image, figure, figure_size
from hornbook.render.docx.sources import Source
from hornbook.render.docx.spaces import answer_space
from hornbook.render.docx.spoken import Spoken, heads, of_panel, of_space, of_table
from hornbook.render.docx.styles import ROLE_STYLES, direct, panel_title
from hornbook.render.docx.tables import ALL, OUTLINE, TableCell, TableLook, columns, marked, named, row, ruled, table
from hornbook.render.heights import rough_height, rough_row
from hornbook.render.notices import Notices, further_stretch
from hornbook.render.stacking import fitted, leads
from hornbook.render.vectors import Placed, placed
from hornbook.theme import Style, Theme

_FEW = 8
"""A list of no more items than this stays with its stem."""

_WHOLE = 0.75
"""The share of a page up to which panels and rows are held together, by a rough guess of their height.

What is taller than a page must not be held: LibreOffice cuts off what does not fit, where Word breaks it all the same.
"""


class Blocks:
    """Writes the blocks of one document, handing out its list instances and picture numbers as it goes."""

    def __init__(self, theme: Theme, images: Mapping[str, Raster], relations: Relations, words: Words = ENGLISH) -> None:
        self.warnings: list[str] = []
        self.notices = Notices(theme)
        top, _, bottom, _ = theme.margins
        self._tallest = _WHOLE * (theme.page_size[1] - top - bottom)
        self.numbers = Numbers(theme.hanging, theme.file.fonts.body)
        self._theme = theme
        self._images = images
        self._words = words
        self._relations = relations
        self._inliner = Inliner(theme, relations.link, self.warnings.append)
        self._looks: dict[tuple[Role, str, bool, bool], tuple[str, RunLook, int, int]] = {}
        self._pictures = count(1)
        self._bookmarks = count(1)

    def body(self, sections: Sequence[Section]) -> str:
        """All sections, one after the other."""
        pieces: list[Piece] = []
        for section in sections:
            self.numbers.start_section()
            found = self._sequence(section.children, Frame(twips(self._theme.text_width)))
            if section.title:
                found = bookmarked(found, section.title, next(self._bookmarks))
            pieces += found if pieces and not section.new_page else at_top(found, page_break=bool(pieces))
        return settle(pieces)

    def _sequence(self, blocks: Sequence[ComposedBlock], frame: Frame, first_tied: bool = False) -> list[Piece]:
        """Blocks one below the other; only the last takes over what the frame asks of its end."""
        pieces: list[Piece] = []
        for index, block in enumerate(blocks):
            tied = frame.tied if index == len(blocks) - 1 else frame.chained or (first_tied and index == 0)
            pieces += self._block(block, frame if tied == frame.tied else frame._replace(tied=tied))
        return pieces

    def _block(self, block: ComposedBlock, frame: Frame) -> list[Piece]:
        match block:
            case Paragraph():
                return [self._paragraph(block, frame)]
            case Heading():
                return [self._heading(block, frame)]
            case List():
                return self._list(block, frame)
            case Table():
                return self._tables(block, frame)
            case Question():
                with self.notices.question(block.label):
                    return self._question(block, frame)
            case AnswerSpace():
                return [_announced(answer_space(block, frame, self._theme), of_space(block, self._words))]
            case ModelAnswer(children):
                inner = frame if frame.celled else frame.inset(twips(0.6 * self._theme.size))
                return self._sequence(children, inner._replace(answer=True))
            case Extract():
                return [Source(block, frame, self._theme, self._inliner, self._words).grid()]
            case Figure():
                return self._figure(block, frame)
            case Drawing():
                return self._drawing(block, frame)
            case Panel():
                return [self._panel(block, frame)]
            case Group(children):
                return self._sequence(children, frame._replace(chained=True))
            case Answer() | Unbroken():
                name = type(block).__name__.lower()
                raise RenderError(Problem(f"an unresolved <{name}> reached the Word file", "resolve the edition before rendering"))
        assert_never(block)

    # ------------------------------------------------------------------------------------------------------ paragraphs

    def _run_look(self, style: Style, frame: Frame) -> RunLook:
        look = direct(style, self._theme)
        if not (frame.lang or frame.bold or frame.answer):
            return look
        colour = self._theme.colours.answer if frame.answer else look.colour
        return look._replace(lang=frame.lang, bold=frame.bold or look.bold, colour=colour)

    def _paragraph_look(self, role: Role, frame: Frame) -> tuple[str, RunLook, int, int]:
        """Style, runs, and the space before and after (twips) of a paragraph: there are few, and thousands of paragraphs."""
        key = role, frame.lang, frame.bold, frame.answer
        if key not in self._looks:
            style = self._theme.paragraph(role)
            name = "Answer" if frame.answer and role in {"body", "stem", "cell"} else ROLE_STYLES[role][0]
            self._looks[key] = name, self._run_look(style, frame), twips(style.space_before), twips(style.space_after)
        return self._looks[key]

    def _paragraph(self, node: Paragraph, frame: Frame) -> Para:
        name, runs, before, after = self._paragraph_look(node.role, frame)
        look = ParagraphLook(name, keep_next=node.keep or frame.tied, edge=self._edge(frame), indent=frame.indent or None)
        return Para(look, self._inliner.runs(node.content, runs), before, after)

    def _edge(self, frame: Frame) -> Edge | None:
        # Not in a list, where the rule would jump with each indent, nor in a cell, which has rules of its own.
        plain = frame.answer and not frame.listed and not frame.celled
        return Edge(self._theme.colours.answer, 1.5, 6) if plain else None

    def _heading(self, node: Heading, frame: Frame) -> Para:
        style = self._theme.heading(node.level)
        look = ParagraphLook(f"Heading{node.level}", keep_next=True, keep_lines=True, indent=frame.indent or None)
        return Para(
            look,
            self._inliner.runs(node.content, self._run_look(style, frame)),
            twips(style.space_before),
            twips(style.space_after),
        )

    # ----------------------------------------------------------------------------------------------- questions and lists

    def _question(self, node: Question, frame: Frame) -> list[Piece]:
        number = self.numbers.question(frame.depth, node.label) if frame.native else None
        inner = frame.inset(twips(self._theme.hanging))._replace(depth=frame.depth + 1, native=number is not None)
        match node.children:
            case [Paragraph() as stem, *rest]:
                pass
            case _:
                stem, rest = Paragraph("stem"), list(node.children)
        tied = frame.tied if not rest else True
        pieces: list[Piece] = [self._stem(node, stem, number, inner._replace(tied=tied))]
        for index, child in enumerate(rest):
            last = index == len(rest) - 1
            few = isinstance(child, List) and len(child.items) <= _FEW
            wanted = inner._replace(chained=inner.chained or few, tied=frame.tied if last else inner.chained)
            pieces += self._block(child, wanted)
        return pieces

    def _stem(self, node: Question, stem: Paragraph, number: tuple[int, int] | None, frame: Frame) -> Para:
        held = self._paragraph(stem, frame)
        style = self._theme.paragraph("stem")
        plain = self._run_look(style, frame)
        hanging = min(twips(self._theme.hanging), frame.indent)
        edge = frame.indent + frame.width
        runs = held.runs
        tabs = (Tab(frame.indent),) if number is None else ()
        if number is None:
            runs = text_run(node.label, plain._replace(bold=True)) + run("<w:tab/>") + runs
        if node.marks is not None:
            runs += run("<w:tab/>") + text_run(marks_text(node.marks), plain._replace(bold=True))
            tabs = (*tabs, Tab(edge, "right"))
        name = "Question" if frame.depth == 1 else "Part"
        before = twips(self._theme.question_space if frame.depth == 1 else 0.5 * self._theme.question_space)
        look = held.look._replace(
            style=name if held.look.style in {"Question", "BodyText"} else held.look.style,
            keep_lines=True,
            number=number,
            tabs=tabs,
            before=before,
            indent=frame.indent,
            hanging=hanging,
        )
        return Para(look, runs, before, held.after)

    def _list(self, node: List, frame: Frame) -> list[Piece]:
        level = min(frame.listed, DEEPEST)
        if frame.listed > DEEPEST:
            self.warnings.append(f"Word counts lists {DEEPEST + 1} deep; a deeper one is set at that depth")
        instance = self.numbers.items(node.numbering, level)
        inner = frame.inset(twips(self._theme.hanging))._replace(listed=frame.listed + 1)
        pieces: list[Piece] = []
        for index, item in enumerate(node.items):
            tied = frame.tied if index == len(node.items) - 1 else frame.chained
            match item.children:
                case [Paragraph() as first, *rest]:
                    pass
                case _:
                    first, rest = Paragraph(), list(item.children)
            held = self._paragraph(first, inner._replace(tied=tied if not rest else frame.chained))
            style = "ListItem" if held.look.style == "BodyText" else held.look.style
            hanging = min(twips(self._theme.hanging), inner.indent)
            look = held.look._replace(style=style, number=(instance, level), indent=inner.indent, hanging=hanging)
            pieces += [held._replace(look=look), *self._sequence(rest, inner._replace(tied=tied))]
        return pieces

    # ------------------------------------------------------------------------------------------------- tables and panels

    def _tables(self, node: Table, frame: Frame) -> list[Piece]:
        # frame.width is in twips, of which a point has 20
        tables = list(fitted(node, self._theme, frame.width / 20, 0.9 * self._theme.size))
        ties = [*[frame.chained] * (len(tables) - 1), frame.tied]
        return [self._table(one, points, frame._replace(tied=tied)) for (one, points), tied in zip(tables, ties, strict=True)]

    def _table(self, node: Table, points: list[float], frame: Frame) -> Grid:
        widths = columns(points, frame.width)
        headings = heads(node)
        padding = twips(0.35 * self._theme.size)
        rules = ruled(ALL, self._theme.colours.rule, self._theme.rule) if node.ruled else {}
        rows = []
        for index, item in enumerate(node.rows):
            left = len(node.rows) - 1 - index
            # A header holds on to the first row, and the last row is not left alone on the next page.
            leading = index < headings.rows or (len(widths) == 1 and leads(item))
            tied = frame.tied if not left else frame.chained or leading or left == 1
            rows.append(self._row(item, widths, padding, frame._replace(tied=tied), repeat=index < headings.rows))
        if headings.bookmark:
            number = next(self._bookmarks)
            rows[0] = marked(rows[0], bookmark(f"{headings.bookmark}_{number}", number))
        inside = (padding, padding if node.ruled else padding // 2)
        look = TableLook(widths, frame.indent, rules, inside, of_table(node, self._words), headings if node.ruled else None)
        air = twips(0.6 * self._theme.size)
        return Grid(table(look, rows), air, air, frame.tied)

    def _row(self, node: Row, widths: tuple[int, ...], padding: int, frame: Frame, *, repeat: bool) -> str:
        cells = []
        column = 0
        for cell in node.cells:
            span = widths[column : column + cell.colspan]
            column += cell.colspan
            cells.append(self._cell(cell, sum(span), padding, frame, header=node.header))
        if column > len(widths):
            raise RenderError(
                Problem(f"a row has {column} columns in a table of {len(widths)}", "give the table a width for each column")
            )
        cells += [self._cell(Cell(), width, padding, frame, header=node.header) for width in widths[column:]]
        tall = rough_row(node, (width / 20 for width in widths), self._theme) > self._tallest
        return row(cells, header=repeat, splits=tall and not repeat)

    def _cell(self, cell: Cell, width: int, padding: int, frame: Frame, *, header: bool) -> TableCell:
        inner = frame.cell(max(200, width - 2 * padding), tied=frame.tied, bold=header or cell.header, celled=True)
        content = settle(self._sequence(cell.children, inner), cell=True)
        return TableCell(content, width, cell.colspan, self._theme.colours.fill if header else None)

    def _panel(self, node: Panel, frame: Frame) -> Grid:
        box = self._theme.panel(node.kind)
        padding = twips(box.padding)
        inner = frame.cell(max(200, frame.width - 2 * padding), tied=frame.tied)
        pieces = self._sequence(node.children, inner)
        if node.title:
            title = text_run(node.title, direct(panel_title(self._theme), self._theme))
            pieces.insert(0, Para(ParagraphLook("PanelTitle", keep_next=frame.tied, keep_lines=True), title))
        rules = ruled(OUTLINE, box.border, box.border_width) if box.border else {}
        look = TableLook((frame.width,), frame.indent, rules, (padding, padding), of_panel(node, self._words))
        cell = TableCell(settle(pieces, cell=True), frame.width, fill=box.fill)
        splits = rough_height((node,), self._theme, inner.width / 20) > self._tallest
        air = twips(0.8 * self._theme.size)
        return Grid(table(look, [row([cell], splits=splits)]), air, air, frame.tied)

    def _figure(self, node: Figure, frame: Frame) -> list[Piece]:
        raster = self._images.get(node.src)
        if raster is None:
            raise RenderError(Problem(f'the document has no picture "{node.src}"', "add it to the images of the lesson"))
        place = Image(self._relations.picture(node.src, raster), next(self._pictures))
        size = figure_size(node, raster, frame, self._theme)
        return figure(node, place, size, self._caption(node.content, frame), frame)

    def _drawing(self, node: Drawing, frame: Frame) -> list[Piece]:
        # An answer has a rule at its left, which a drawing must not cross.
        shown = placed(node, self._theme, frame.width / 20, 0.0 if frame.answer else frame.indent / 20)
        self.notices.drawing(shown)
        last = len(shown.stretches)
        pieces: list[Piece] = []
        for number, stretch in enumerate(shown.stretches, start=1):
            alt = node.alt if number == 1 else further_stretch(self._words, number, last)
            caption = self._caption(node.content, frame) if number == last else ""
            pieces += self._stretch(stretch, alt, caption, frame if number == last else frame._replace(tied=frame.chained))
        return [*pieces, *(self._paragraph(paragraph, frame) for paragraph in shown.layout.legend)]

    def _stretch(self, shown: Placed, alt: str, caption: str, frame: Frame) -> list[Piece]:
        from hornbook.render.docx.drawings import drawn

        wider = max(0, twips(shown.width) - frame.width)
        frame = frame._replace(indent=max(0, frame.indent - wider), width=frame.width + wider)
        picture = drawn(shown, self._theme, frame.width / 20, self._images)
        relations = self._relations.media(picture.png, "png", CT.PNG), self._relations.media(picture.svg, "svg", SVG)
        place = Image(relations[0], next(self._pictures), relations[1])
        return figure(Figure("drawing", alt), place, picture.size, caption, frame)

    def _caption(self, content: Sequence[ComposedInline], frame: Frame) -> str:
        return self._inliner.runs(content, self._run_look(self._theme.paragraph("caption"), frame))


def _announced(piece: Piece, spoken: Spoken) -> Piece:
    """Room to write, with what a screen reader says of it; a single line is a paragraph, which can say nothing."""
    return piece._replace(xml=named(piece.xml, spoken)) if isinstance(piece, Grid) else piece
