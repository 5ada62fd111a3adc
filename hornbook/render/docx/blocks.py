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
    Section,
    Table,
    Unbroken,
)
from hornbook.errors import Problem, RenderError
from hornbook.locale import ENGLISH, Words
from hornbook.render.docx.flow import Frame, Grid, Para, Piece, at_top, bookmarked, settle
from hornbook.render.docx.grids import set_panel, set_table
from hornbook.render.docx.inline import Inliner
from hornbook.render.docx.lists import set_list, set_question
from hornbook.render.docx.numbering import Numbers
from hornbook.render.docx.ooxml import Edge, ParagraphLook, RunLook, twips
from hornbook.render.docx.package import SVG, Relations
from hornbook.render.docx.pictures import Image, figure, figure_size
from hornbook.render.docx.sources import Source
from hornbook.render.docx.spaces import answer_space
from hornbook.render.docx.spoken import Spoken, of_space
from hornbook.render.docx.styles import ROLE_STYLES, direct
from hornbook.render.docx.tables import named
from hornbook.render.heights import Heights
from hornbook.render.keeping import held
from hornbook.render.notices import Notices, further_stretch
from hornbook.render.vectors import Placed, placed
from hornbook.theme import Style, Theme

_WHOLE = 0.75
"""The share of a page up to which panels and rows are held together, by a rough guess of their height.

What is taller than a page must not be held: LibreOffice cuts off what does not fit, where Word breaks it all the same.
"""

_TOGETHER = 0.85
"""The share of a page up to which a group is held together: what leads to it needs the rest, or LibreOffice parts it all."""


class Blocks:
    """Writes the blocks of one document, handing out its list instances and picture numbers as it goes."""

    def __init__(self, theme: Theme, images: Mapping[str, Raster], relations: Relations, words: Words = ENGLISH) -> None:
        self.warnings: list[str] = []
        self.notices = Notices(theme)
        top, _, bottom, _ = theme.margins
        self.tallest = _WHOLE * (theme.page_size[1] - top - bottom)
        self.heights = Heights(theme)
        self.numbers = Numbers(theme.hanging, theme.file.fonts.body)
        self.theme = theme
        self.words = words
        self._images = images
        self._relations = relations
        self._inliner = Inliner(theme, relations.link, self.warnings.append)
        self._looks: dict[tuple[object, ...], tuple[ParagraphLook, RunLook, int, int]] = {}
        self._pictures = count(1)
        self._bookmarks = count(1)

    def body(self, sections: Sequence[Section]) -> str:
        """All sections, one after the other."""
        pieces: list[Piece] = []
        for section in sections:
            self.numbers.start_section()
            found = self.sequence(section.children, Frame(twips(self.theme.text_width)))
            if section.title:
                found = bookmarked(found, section.title, self.bookmark())
            pieces += found if pieces and not section.new_page else at_top(found, page_break=bool(pieces))
        return settle(pieces)

    def sequence(self, blocks: Sequence[ComposedBlock], frame: Frame) -> list[Piece]:
        """Blocks one below the other, remarks held to theirs; only the last takes over what the frame asks of its end."""
        if len(blocks) == 1:  # as in most cells
            return self._block(blocks[0], frame)
        pieces: list[Piece] = []
        for index, (block, keeps) in enumerate(zip(blocks, held(blocks), strict=True)):
            tied = frame.tied if index == len(blocks) - 1 else frame.chained or keeps
            pieces += self._block(block, frame if tied == frame.tied else frame._replace(tied=tied))
        return pieces

    def bookmark(self) -> int:
        """The number of the next bookmark: its own in the whole document."""
        return next(self._bookmarks)

    def _block(self, block: ComposedBlock, frame: Frame) -> list[Piece]:
        match block:
            case Paragraph():
                return [self.paragraph(block, frame)]
            case Heading():
                return [self._heading(block, frame)]
            case List():
                return set_list(block, frame, self)
            case Table():
                return set_table(block, frame, self)
            case Question():
                with self.notices.question(block.label):
                    return set_question(block, frame, self)
            case AnswerSpace():
                return [_announced(answer_space(block, frame, self.theme), of_space(block, self.words))]
            case ModelAnswer(children):
                inner = frame if frame.celled else frame.inset(twips(0.6 * self.theme.size))
                return self.sequence(children, inner._replace(answer=True))
            case Extract():
                return [Source(block, frame, self.theme, self._inliner, self.words).grid()]
            case Figure():
                return self._figure(block, frame)
            case Drawing():
                return self._drawing(block, frame)
            case Panel():
                return [set_panel(block, frame, self)]
            case Group(children):
                return self.sequence(children, frame._replace(chained=frame.chained or self._fits(children, frame)))
            case Answer() | Unbroken():
                name = type(block).__name__.lower()
                raise RenderError(Problem(f"an unresolved <{name}> reached the Word file", "resolve the edition before rendering"))
        assert_never(block)

    def _fits(self, blocks: Sequence[ComposedBlock], frame: Frame) -> bool:
        """Whether a page can hold these blocks, and what leads to them."""
        return self.heights.of(blocks, frame.width / 20) <= self.tallest * _TOGETHER / _WHOLE

    # ------------------------------------------------------------------------------------------------------ paragraphs

    def run_look(self, style: Style, frame: Frame) -> RunLook:
        """How words of this style look in this place."""
        look = direct(style, self.theme)
        if not (frame.lang or frame.bold or frame.answer):
            return look
        colour = self.theme.colours.answer if frame.answer else look.colour
        return look._replace(lang=frame.lang, bold=frame.bold or look.bold, colour=colour)

    def paragraph(self, node: Paragraph, frame: Frame) -> Para:
        """A paragraph as it is anywhere but at the start of a question or an item."""
        keep = node.keep or frame.tied
        place = frame.indent, frame.lang, frame.bold, frame.answer, frame.listed, frame.celled
        key = (node.role, keep, *place)
        if key not in self._looks:  # there are few looks, and thousands of paragraphs
            self._looks[key] = self._paragraph_look(node.role, frame, keep=keep)
        look, runs, before, after = self._looks[key]
        return Para(look, self._inliner.runs(node.content, runs), before, after)

    def _paragraph_look(self, role: Role, frame: Frame, *, keep: bool) -> tuple[ParagraphLook, RunLook, int, int]:
        """How a paragraph looks and its runs do, and the space before and after it in twips."""
        style = self.theme.paragraph(role)
        name = "Answer" if frame.answer and role in {"body", "stem", "cell"} else ROLE_STYLES[role][0]
        look = ParagraphLook(name, keep_next=keep, edge=self._edge(frame), indent=frame.indent or None)
        return look, self.run_look(style, frame), twips(style.space_before), twips(style.space_after)

    def _edge(self, frame: Frame) -> Edge | None:
        # Not in a list, where the rule would jump with each indent, nor in a cell, which has rules of its own.
        plain = frame.answer and not frame.listed and not frame.celled
        return Edge(self.theme.colours.answer, 1.5, 6) if plain else None

    def _heading(self, node: Heading, frame: Frame) -> Para:
        style = self.theme.heading(node.level)
        look = ParagraphLook(f"Heading{node.level}", keep_next=True, keep_lines=True, indent=frame.indent or None)
        return Para(
            look,
            self._inliner.runs(node.content, self.run_look(style, frame)),
            twips(style.space_before),
            twips(style.space_after),
        )

    def _figure(self, node: Figure, frame: Frame) -> list[Piece]:
        raster = self._images.get(node.src)
        if raster is None:
            raise RenderError(Problem(f'the document has no picture "{node.src}"', "add it to the images of the lesson"))
        place = Image(self._relations.picture(node.src, raster), next(self._pictures))
        size = figure_size(node, raster, frame, self.theme)
        return figure(node, place, size, self._caption(node.content, frame), frame)

    def _drawing(self, node: Drawing, frame: Frame) -> list[Piece]:
        # An answer has a rule at its left, which a drawing must not cross.
        shown = placed(node, self.theme, frame.width / 20, 0.0 if frame.answer else frame.indent / 20)
        self.notices.drawing(shown)
        last = len(shown.stretches)
        end = frame._replace(tied=True) if shown.layout.legend else frame
        pieces: list[Piece] = []
        for number, stretch in enumerate(shown.stretches, start=1):
            alt = node.alt if number == 1 else further_stretch(self.words, number, last)
            caption = self._caption(node.content, frame) if number == last else ""
            pieces += self._stretch(stretch, alt, caption, end if number == last else frame._replace(tied=frame.chained))
        return [*pieces, *self.sequence(shown.layout.legend, frame)]

    def _stretch(self, shown: Placed, alt: str, caption: str, frame: Frame) -> list[Piece]:
        from hornbook.render.docx.drawings import drawn

        wider = max(0, twips(shown.width) - frame.width)
        frame = frame._replace(indent=max(0, frame.indent - wider), width=frame.width + wider)
        picture = drawn(shown, self.theme, frame.width / 20, self._images)
        relations = self._relations.media(picture.png, "png", CT.PNG), self._relations.media(picture.svg, "svg", SVG)
        place = Image(relations[0], next(self._pictures), relations[1])
        return figure(Figure("drawing", alt), place, picture.size, caption, frame)

    def _caption(self, content: Sequence[ComposedInline], frame: Frame) -> str:
        return self._inliner.runs(content, self.run_look(self.theme.paragraph("caption"), frame))


def _announced(piece: Piece, spoken: Spoken) -> Piece:
    """Room to write, with what a screen reader says of it; a single line is a paragraph, which can say nothing."""
    return piece._replace(xml=named(piece.xml, spoken)) if isinstance(piece, Grid) else piece
