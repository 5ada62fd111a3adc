"""Drawings as slugs: outlines in one piece as far as no words stand between them, and labels as lines of text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from hornbook.document.drawings import Drawing, Label, Pasted
from hornbook.document.inline import ComposedInline
from hornbook.document.nodes import Raster
from hornbook.errors import Problem, RenderError, did_you_mean
from hornbook.render.pdf import structure
from hornbook.render.pdf.boxes import Picture, Piece, Place, Shown, Slug, Vectors, Words, bind
from hornbook.render.pdf.line import ink_of
from hornbook.render.pdf.setting import Setter, Typesetter, within
from hornbook.render.pdf.tags import Element
from hornbook.render.vectors import ENDS, MIDDLE, Outline, Placed, marks, placed


def set_drawing(drawing: Drawing, place: Place, setter: Setter) -> list[Slug]:
    """A drawing, each of its stretches whole, its caption, and its legend.

    Raises RenderError for a picture in it that is not there.
    """
    drawn = placed(drawing, setter.theme, place.width, place.outdent, place.room)
    setter.notices.drawing(drawn)
    elements, caption_element = structure.drawing(place.element, drawing, len(drawn.stretches))
    stretches = [_stretch(each, place, element, setter) for each, element in zip(drawn.stretches, elements, strict=True)]
    slugs = captioned(stretches[-1], drawing.content, place, caption_element, setter.type)
    slugs[-1].keep = bool(drawn.layout.legend)
    return [*stretches[:-1], *slugs, *setter.blocks(drawn.layout.legend, place)]


def _stretch(drawn: Placed, place: Place, element: Element, setter: Setter) -> Slug:
    # What is wider than its place keeps the right edge of the text and begins further left.
    x = place.x - max(0.0, drawn.width - place.width)
    pieces = Shown(element, list(_pieces(drawn, x, element, setter)))
    slug = Slug(place.frame, drawn.height, [pieces])
    slug.space = slug.after = setter.theme.paragraph("body").space_after
    return slug


def captioned(
    picture: Slug, caption: Sequence[ComposedInline], place: Place, element: Element, typesetter: Typesetter
) -> list[Slug]:
    """A picture with its caption beneath it, if it has one."""
    slugs = [picture]
    if caption:
        style = within(typesetter.theme.paragraph("caption"), place)
        slugs += typesetter.paragraph(caption, style, place, element)
        slugs[1].space, picture.after = 0.35 * style.size, 0.0
    bind(slugs)
    return slugs


def raster_of(src: str, images: Mapping[str, Raster]) -> Raster:
    """A picture of the document. Raises RenderError for one that is not there."""
    if src not in images:
        raise RenderError(Problem(f'the document has no image "{src}"', did_you_mean(src, list(images))))
    return images[src]


def _pieces(drawn: Placed, x: float, element: Element, setter: Setter) -> Iterator[Piece]:
    # Even a drawing without outlines says where it stands.
    outlines: list[Outline] = []
    yield Vectors(x, 0.0, drawn.width, drawn.height, ())
    for mark in (*marks(drawn.layout, drawn.em, setter.theme), None):
        if isinstance(mark, Outline):
            outlines.append(mark)
            continue
        if outlines:
            yield Vectors(x, 0.0, drawn.width, drawn.height, outlines)
            outlines = []
        match mark:
            case Label():
                yield from _label(mark, drawn.em, x, element, setter)
            case Pasted():
                raster_of(mark.src, setter.images)
                yield Picture(x + mark.x, mark.y, mark.width, mark.height, mark.src)


def _label(label: Label, em: float, x: float, element: Element, setter: Setter) -> Iterator[Words]:
    style = replace(setter.theme.paragraph("body"), size=em)
    lines = setter.type.lines(label.content, ink_of(style, element), float("inf"))
    if lines and lines[0].width > label.width:
        style = replace(style, size=em * label.width / lines[0].width)
        lines = setter.type.lines(label.content, ink_of(style, element), float("inf"))
    for line in lines:  # there is one, or none if there are no words
        yield Words(x + label.x - ENDS[label.anchor] * line.width, label.y + MIDDLE * style.size, line, style.leading)
