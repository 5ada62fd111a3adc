"""From block nodes to slugs: one case for each block."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import assert_never

from hornbook.document.drawings import Drawing
from hornbook.document.inline import Paragraph, Text
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
    Table,
    Unbroken,
)
from hornbook.errors import Problem, RenderError
from hornbook.render.keeping import held
from hornbook.render.notices import Notices
from hornbook.render.pdf import structure
from hornbook.render.pdf.answers import set_space
from hornbook.render.pdf.boxes import (
    Bookmark,
    Frame,
    Picture,
    Place,
    Shown,
    Slug,
    bind,
    height,
    join,
)
from hornbook.render.pdf.drawings import captioned, raster_of, set_drawing
from hornbook.render.pdf.extract import set_extract
from hornbook.render.pdf.inline import plain
from hornbook.render.pdf.lists import set_list, set_question
from hornbook.render.pdf.setting import Typesetter, padding
from hornbook.render.pdf.table import set_table
from hornbook.theme import Theme

TALLEST_PICTURE = 0.6
"""The share of a page's height that a picture may take, so that its questions can stand beneath it."""

LEADING = ("title", "subtitle", "instruction")
"""The roles that lead to what follows, and so never end a page."""

SPLIT_PANEL = 40.0
"""What it costs to break a panel between its children."""


class Compositor:
    """Sets the blocks of one document in one theme."""

    def __init__(self, theme: Theme, images: Mapping[str, Raster]) -> None:
        self.theme = theme
        self.images = images
        self.type = Typesetter(theme)
        self.notices = Notices(theme)

    def blocks(self, blocks: Iterable[ComposedBlock], place: Place) -> list[Slug]:
        """The blocks, set under each other, remarks held to what they are on."""
        sequence = tuple(blocks)
        parts = [self.block(block, place) for block in sequence]
        for part, keeps in zip(parts, held(sequence), strict=True):
            if part and keeps:
                part[-1].keep = True
        return join(parts)

    def block(self, block: ComposedBlock, place: Place) -> list[Slug]:
        """One block. Raises RenderError for one that no renderer takes."""
        match block:
            case Paragraph(role, _, content):
                slugs = self.type.paragraph(content, self.theme.paragraph(role), place, place.element.add("P"))
                slugs[-1].keep = block.keep or role in LEADING
                return slugs
            case Heading():
                return self._heading(block, place)
            case List():
                return set_list(block, place, self)
            case Table():
                return set_table(block, place, self)
            case Question():
                with self.notices.question(block.label):
                    return set_question(block, place, self)
            case AnswerSpace():
                return set_space(block, place, self.theme)
            case ModelAnswer(children):
                return self._model_answer(children, place)
            case Extract():
                return set_extract(block, place, self)
            case Figure():
                return self._figure(block, place)
            case Drawing():
                return set_drawing(block, place, self)
            case Panel():
                return self._panel(block, place)
            case Group(children):
                slugs = self.blocks(children, place)
                if height(slugs, place.frame) <= place.room:
                    bind(slugs)
                return slugs
            case Answer() | Unbroken():
                raise RenderError(Problem(f"a {type(block).__name__} has reached the renderer", "run the passes first"))
            case _:
                assert_never(block)

    def _heading(self, heading: Heading, place: Place) -> list[Slug]:
        element = structure.heading(place.element, heading.level)
        slugs = self.type.paragraph(heading.content, self.theme.heading(heading.level), place, element)
        bind(slugs)
        slugs[-1].keep = True
        if title := plain(heading.content):
            slugs[0].pieces.insert(0, Bookmark(title, heading.level))
        return slugs

    def _model_answer(self, children: Iterable[ComposedBlock], place: Place) -> list[Slug]:
        colour, inset = self.theme.colours.answer, padding(0.7 * self.theme.size, place)
        frame = Frame(place.frame, place.x, min(2.0, inset), bar=colour)
        element = place.element.add("Div")
        inner = replace(
            place, x=place.x + inset, width=place.width - inset, frame=frame, element=element, colour=colour, outdent=0.0
        )
        return self.blocks(children, inner)

    def _panel(self, panel: Panel, place: Place) -> list[Slug]:
        box, size = self.theme.panel(panel.kind), self.theme.size
        pad = padding(box.padding, place)
        frame = Frame(place.frame, place.x, place.width, 0.75 * pad, 0.75 * pad, box.fill, box.border, box.border_width)
        element = structure.panel(place.element, panel)
        inner = Place(place.x + pad, place.width - 2 * pad, frame, place.room - 1.5 * pad, element, place.bold, place.colour)
        parts = [self._panel_title(panel.title, inner)] if panel.title else []
        for child in panel.children:
            if child_slugs := self.block(child, inner):
                child_slugs[0].cost = max(child_slugs[0].cost, SPLIT_PANEL)
                parts.append(child_slugs)
        slugs = join(parts)
        if slugs:
            slugs[0].cost, slugs[0].space = 0.0, max(slugs[0].space, 0.8 * size)
            slugs[-1].after = 0.9 * size
        if height(slugs, place.frame) <= place.room:
            bind(slugs)
        return slugs

    def _panel_title(self, title: str, place: Place) -> list[Slug]:
        style = replace(self.theme.heading(3), space_before=0.0, space_after=0.25 * self.theme.size)
        slugs = self.type.paragraph((Text(title),), style, place, place.element.add("P"))
        bind(slugs)
        slugs[-1].keep = True
        return slugs

    def _figure(self, figure: Figure, place: Place) -> list[Slug]:
        raster = raster_of(figure.src, self.images)
        width = min(figure.width, 1.0) * place.width
        tall = width * raster.height / raster.width
        most = TALLEST_PICTURE * place.room
        if tall > most:
            width, tall = width * most / tall, most
        element, caption_element = structure.figure(place.element, figure)
        shown = Picture(place.x, 0.0, width, tall, figure.src)
        picture = Slug(place.frame, tall, [Shown(element, [shown])] if element else [shown])
        return captioned(picture, figure.content, place, caption_element, self.type)
