"""The PDF renderer: from a document to finished bytes.

    nodes ──inline──▶ lines ──blocks──▶ slugs ──paginate──▶ pages ──pen──▶ canvas

`inline` breaks text into lines; `blocks` (with `lists`, `table`, `extract`, `answers`) turns nodes into one vertical list of
slugs, each with its space, its frames and what a page break before it would cost (`boxes`); `paginate` chooses the breaks;
`furniture` is head and foot; `pen` draws. All looks come from the theme.
"""

from __future__ import annotations

import hashlib
import io
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from hornbook.document.nodes import Document, Section
from hornbook.render import Rendered
from hornbook.render.pdf.blocks import Compositor
from hornbook.render.pdf.boxes import Area, Bookmark, Frame, Piece, Place, Slug, join, stack
from hornbook.render.pdf.furniture import Furniture
from hornbook.render.pdf.paginate import paginate
from hornbook.render.pdf.pen import Pen, file_of
from hornbook.theme import Theme

MILLENNIUM = 946684800
"""The time stamp of every file, in seconds since 1970: the same input gives the same bytes, whenever and wherever."""

# Streams as bytes, not as ASCII: a quarter smaller, and no time spent on it.
rl_config.useA85 = 0


def render(document: Document, theme: Theme) -> Rendered:
    """The document as PDF bytes.

    Raises RenderError for a character that no font has, for an image that is not there, and for a table whose cells outnumber
    its columns.
    """
    compositor = Compositor(theme, document.images)
    pages = list(_pages(document, theme, compositor))
    furniture = Furniture(document, theme, compositor.type)
    canvas = _canvas(document, theme, compositor)
    pen = Pen(canvas, document.images, theme.colours.rule)
    top, _, bottom, left = theme.margins
    body_top, body_foot = theme.page_size[1] - top, bottom
    for number, pieces in enumerate(pages, start=1):
        pen.draw(_background(theme), 0.0, theme.page_size[1])
        pen.draw(furniture.head(), left, body_top)
        pen.draw(furniture.slot_pieces(), left, body_top)
        pen.draw(pieces, left, body_top)
        pen.draw(furniture.foot(number, len(pages)), left, body_foot)
        pen.page()
    data: bytes = file_of(canvas).GetPDFData(canvas)
    warnings = tuple(f'"{text}" is too long for the running head or foot, and was cut short' for text in furniture.cut)
    return Rendered(data, len(pages), warnings)


def _pages(document: Document, theme: Theme, compositor: Compositor) -> Iterator[list[Piece]]:
    top, _, bottom, _ = theme.margins
    room = theme.page_size[1] - top - bottom
    root = Frame(None)
    place = Place(0.0, theme.text_width, root, room)
    for run in _runs(document):
        slugs = join([_section(section, place, compositor) for section in run])
        if not slugs:
            yield []
        for page in paginate(slugs, room):
            before = slugs[page.start - 1] if page.start else None
            yield stack(slugs[page.start : page.end], root, before, page.squeeze)


def _section(section: Section, place: Place, compositor: Compositor) -> list[Slug]:
    slugs = compositor.blocks(section.children, replace(place, frame=Frame(section, place.frame)))
    if slugs and section.title:
        slugs[0].pieces.insert(0, Bookmark(section.title, 0))
    return slugs


def _runs(document: Document) -> list[list[Section]]:
    """The sections, together unless one starts on a new page."""
    runs: list[list[Section]] = [[]]
    for section in document.sections:
        if section.new_page and runs[-1]:
            runs.append([])
        runs[-1].append(section)
    return runs


def _background(theme: Theme) -> list[Piece]:
    if theme.colours.page == "#ffffff":
        return []
    return [Area(0.0, 0.0, *theme.page_size, fill=theme.colours.page)]


def _canvas(document: Document, theme: Theme, compositor: Compositor) -> Canvas:
    font = compositor.type.faces.chain(theme.paragraph("body").family, "regular")[0]
    # Without a first font of ours reportlab would name Helvetica on every page, which is not embedded.
    first: Any = font.name
    canvas = Canvas(
        io.BytesIO(),
        pagesize=theme.page_size,
        pageCompression=1,
        invariant=1,
        lang=document.lang,
        initialFontName=first,
        pdfVersion=(1, 7),
    )
    _stamp(canvas)
    canvas.setTitle(document.title)
    canvas.setAuthor(document.author)
    canvas.setSubject(document.subject)
    canvas.setKeywords(document.keywords)
    canvas.setCreator("Hornbook")
    return canvas


def _stamp(canvas: Canvas) -> None:
    """Fix date and identifier: reportlab would take both from SOURCE_DATE_EPOCH if that is set."""
    file = file_of(canvas)
    stamp = file._timeStamp
    stamp.t, stamp.lt = float(MILLENNIUM), time.gmtime(MILLENNIUM)
    stamp.YMDhms, stamp.dhh, stamp.dmm, stamp.tzname = tuple(stamp.lt)[:6], 0, 0, "UTC"
    file.signature = hashlib.md5(b"hornbook", usedforsecurity=False)
