"""The PDF renderer: from a document to finished bytes.

    nodes ──inline──▶ lines ──blocks──▶ slugs ──paginate──▶ pages ──pen──▶ canvas

`inline` breaks text into lines; `blocks` (with `lists`, `table`, `extract`, `answers`) turns nodes into one vertical list of
slugs, each with its space, its frames and what a page break before it would cost (`boxes`); `paginate` chooses the breaks;
`furniture` is head and foot; `pen` draws. All looks come from the theme.

Every file is tagged (PDF/UA-1 and PDF/A-2a): whoever sets a block says what it is (`structure`), the pen draws each piece inside
its tag (`tags`), and `tree`, `metadata` and `file` write what was gathered.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from hornbook.document.nodes import Document, Section
from hornbook.render import Rendered
from hornbook.render.pdf import structure
from hornbook.render.pdf.answers import stretched
from hornbook.render.pdf.blocks import Compositor
from hornbook.render.pdf.boxes import Area, Bookmark, Frame, Piece, Place, Shown, Slug, join
from hornbook.render.pdf.fields import Fields
from hornbook.render.pdf.file import File
from hornbook.render.pdf.furniture import Furniture
from hornbook.render.pdf.metadata import write_catalog, write_info
from hornbook.render.pdf.paginate import paginate
from hornbook.render.pdf.pen import Pen
from hornbook.render.pdf.placing import stack
from hornbook.render.pdf.tags import FOOTER, HEADER, LAYOUT, Element, Marker
from hornbook.render.pdf.tree import write_tree
from hornbook.theme import Theme

# Streams as bytes, not as ASCII: a quarter smaller, and no time spent on it.
rl_config.useA85 = 0


def render(document: Document, theme: Theme) -> Rendered:
    """The document as PDF bytes.

    Raises RenderError for a character that no font has, for an image that is not there, and for a table whose cells outnumber
    its columns.
    """
    return draw(document, theme)


def draw(document: Document, theme: Theme, *, tagged: bool = True, fields: Fields | None = None) -> Rendered:
    """The same; without tags only to measure what they cost. For copies, slots and code are left to the form of the `fields`."""
    return draw_file(document, theme, tagged=tagged, fields=fields)[0]


def draw_file(document: Document, theme: Theme, *, tagged: bool = True, fields: Fields | None = None) -> tuple[Rendered, File]:
    """The same, and the file's objects."""
    drawn = _drawn(document, theme, tagged=tagged, fields=fields)
    file, tree = File(drawn.canvas), None
    if tagged:
        tree = write_tree(drawn.root, drawn.marker, file.pages(drawn.marker.page_keys), file)
    file.finish_fonts()
    data = file.write(write_catalog(document, tree, file), write_info(document, file))
    cut = (f'"{text}" is too long for the running head or foot, and was cut short' for text in drawn.cut)
    return Rendered(data, drawn.pages, (*drawn.notices, *cut)), file


@dataclass(frozen=True, slots=True)
class _Drawn:
    """All pages, drawn; `cut` is what did not fit into the margins, and `notices` what else is to be told."""

    canvas: Canvas
    root: Element
    marker: Marker
    pages: int
    cut: tuple[str, ...]
    notices: tuple[str, ...]


def _drawn(document: Document, theme: Theme, *, tagged: bool, fields: Fields | None) -> _Drawn:
    """Set the document and draw its pages, without finishing the file."""
    compositor = Compositor(theme, document.images)
    root = Element("Document", lang=document.lang, speech=document.words)
    letterhead = structure.letterhead(root, theme)
    pages = list(_pages(document, theme, compositor, root))
    furniture = Furniture(document, theme, compositor.type)
    canvas = _canvas(document, theme, compositor)
    marker = Marker(canvas.addLiteral, tagged=tagged)
    pen = Pen(canvas, marker, furniture.image, theme)
    top, _, bottom, left = theme.margins
    body_top, body_foot = theme.page_size[1] - top, bottom
    for number, pieces in enumerate(pages, start=1):
        pen.begin_page()
        pen.draw_artifact(LAYOUT, _background(theme), 0.0, theme.page_size[1])
        if letterhead and number == 1:
            # Told once, as whose sheet this is; on each further page it is an artifact like the rest of the head.
            pen.draw([Shown(letterhead, furniture.logo())], left, body_top)
        else:
            pen.draw_artifact(HEADER, furniture.logo(), left, body_top)
        pen.draw_artifact(HEADER, [*furniture.head(), *([] if fields else furniture.slot_pieces())], left, body_top)
        if fields:
            pen.draw_form(fields.NAME)
        pen.draw(pieces, left, body_top)
        pen.draw_artifact(FOOTER, furniture.foot(number, len(pages), coded=fields is None), left, body_foot)
        pen.end_page()
    if fields:
        fields.settle(canvas, pen, furniture.fields(), compositor.type)
    return _Drawn(canvas, root, marker, len(pages), tuple(furniture.cut), compositor.notices.found)


def _pages(document: Document, theme: Theme, compositor: Compositor, tree: Element) -> Iterator[list[Piece]]:
    top, _, bottom, _ = theme.margins
    room = theme.page_size[1] - top - bottom
    root = Frame()
    place = Place(0.0, theme.text_width, root, room, tree)
    for run in _runs(document):
        slugs = join([_section(section, place, compositor) for section in run])
        if not slugs:
            yield []
        for page in paginate(slugs, room):
            before = slugs[page.start - 1] if page.start else None
            shown = slugs[page.start : page.end]
            if page.end == len(slugs) and not page.squeeze:
                shown = stretched(shown, root, before, room)
            yield stack(shown, root, before, page.squeeze)


def _section(section: Section, place: Place, compositor: Compositor) -> list[Slug]:
    slugs = compositor.blocks(section.children, replace(place, element=place.element.add("Sect")))
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
    return Canvas(
        io.BytesIO(),
        pagesize=theme.page_size,
        pageCompression=1,
        invariant=1,
        lang=document.lang,
        initialFontName=first,
        pdfVersion=(1, 7),
    )
