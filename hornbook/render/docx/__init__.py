"""Word files: real styles, native numbering, tables and fields, so that a teacher can edit what was made.

nodes ──blocks, inline, leaves──▶ paragraphs and tables ──flow──▶ body ──package──▶ parts ──archive──▶ bytes
"""

from __future__ import annotations

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT

from hornbook.document.nodes import Document
from hornbook.render import Rendered
from hornbook.render.docx.archive import Archive, members
from hornbook.render.docx.blocks import Blocks
from hornbook.render.docx.embedding import embed
from hornbook.render.docx.faces import used
from hornbook.render.docx.ooxml import DECLARATION, escape, part, twips
from hornbook.render.docx.package import Relations
from hornbook.render.docx.palette import palette_xml
from hornbook.render.docx.running import footer_xml, header_xml
from hornbook.render.docx.styles import background, fonts_xml, settings_xml, styles_xml
from hornbook.theme import Theme

_CREATED = "2000-01-01T00:00:00Z"  # a date that never changes, as the same input gives the same bytes
_HEAD = 0.36  # where in its margin the running head and foot stand
_CORE = (
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
)


def render(document: Document, theme: Theme, *, embed_fonts: bool = False, characters: str = "") -> Rendered:
    """The document as a Word file, with its fonts in it if wished. Pages are not counted: Word breaks them when it opens the file.

    Embedded fonts hold the document's characters, those of western Europe, and `characters` besides.

    Raises RenderError for a node that the passes should have resolved, a picture that is not there, or a character XML cannot hold.
    """
    parts, warnings = set_parts(document, theme, embed_fonts=embed_fonts, characters=characters)
    return Rendered(Archive(members(parts)).closed(), warnings=warnings)


def set_parts(
    document: Document, theme: Theme, *, embed_fonts: bool = False, characters: str = ""
) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """The parts of the file by their names, and what could not be expressed. Raises RenderError as `render` does."""
    relations = Relations()
    styles = styles_xml(theme, document.lang)
    relations.part("styles.xml", CT.WML_STYLES, RT.STYLES, styles)
    relations.part("settings.xml", CT.WML_SETTINGS, RT.SETTINGS, settings_xml(theme, document.lang, embed_fonts=embed_fonts))
    relations.part("theme/theme1.xml", CT.OFC_THEME, RT.THEME, palette_xml(theme))
    running = header_xml(document.head, theme), footer_xml(document.foot, theme)
    header = relations.part("header1.xml", CT.WML_HEADER, RT.HEADER, running[0], theme.logo)
    footer = relations.part("footer1.xml", CT.WML_FOOTER, RT.FOOTER, running[1])
    blocks = Blocks(theme, document.images, relations, document.words)
    body = blocks.body(document.sections)
    numbering = blocks.numbers.xml()
    relations.part("numbering.xml", CT.WML_NUMBERING, RT.NUMBERING, numbering)
    main = part("w:document", f"{background(theme)}<w:body>{body}{_page(theme, header, footer)}</w:body>")
    faces, shown = used(styles, numbering, (main, *running)) if embed_fonts else (set(), frozenset())
    embedded, refused = embed(faces, shown.union(map(ord, characters)))
    relations.fonts([font.data for font in embedded], lambda names: fonts_xml(theme, list(zip(embedded, names, strict=True))))
    warnings = tuple(dict.fromkeys((*blocks.notices.found, *blocks.warnings, *refused)))
    return relations.finish(main, _core(document)), warnings


def _page(theme: Theme, header: str, footer: str) -> str:
    width, height = map(twips, theme.page_size)
    top, right, bottom, left = map(twips, theme.margins)
    return (
        f'<w:sectPr><w:headerReference w:type="default" r:id="{header}"/><w:footerReference w:type="default" r:id="{footer}"/>'
        f'<w:pgSz w:w="{width}" w:h="{height}"/>'
        f'<w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}" '
        f'w:header="{round(_HEAD * top)}" w:footer="{round(_HEAD * bottom)}" w:gutter="0"/><w:cols w:space="720"/></w:sectPr>'
    )


def _core(document: Document) -> bytes:
    values = (
        ("dc:title", document.title),
        ("dc:subject", document.subject),
        ("dc:creator", document.author),
        ("cp:keywords", document.keywords),
        ("dc:language", document.lang),
    )
    texts = "".join(f"<{tag}>{escape(value)}</{tag}>" for tag, value in values if value)
    dates = "".join(f'<dcterms:{tag} xsi:type="dcterms:W3CDTF">{_CREATED}</dcterms:{tag}>' for tag in ("created", "modified"))
    return f"{DECLARATION}<cp:coreProperties {_CORE}>{texts}{dates}</cp:coreProperties>".encode()
