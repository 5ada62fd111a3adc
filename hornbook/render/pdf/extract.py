"""A source in its box: label, provenance, numbered lines, glosses.

The layout is that of printed examination papers: every fifth line has its number at the left, outside the measure of the
words, and the lines break where the document says.
"""

from __future__ import annotations

import re
from dataclasses import replace

from hornbook.document.inline import Strong, Text
from hornbook.document.nodes import Extract, Gloss
from hornbook.document.nodes import Line as SourceLine
from hornbook.document.text import line_number
from hornbook.render.pdf import structure
from hornbook.render.pdf.boxes import FORBIDDEN, Frame, Place, Slug, Stacked, Words, bind, guard, height, join
from hornbook.render.pdf.line import ink_of
from hornbook.render.pdf.setting import Setter, padding, within
from hornbook.render.pdf.tags import LAYOUT, Element
from hornbook.theme import Style

_DASHED = re.compile(r"\S[-–—/]$")

SPLIT_EXTRACT = 150.0
"""What it costs to break a source that no page can hold."""


def set_extract(extract: Extract, place: Place, setter: Setter) -> list[Slug]:
    """The source in its box: on one page if one can hold it, else broken between its lines."""
    theme, box = setter.theme, setter.theme.extract()
    pad = padding(box.padding, place)
    frame = Frame(place.frame, place.x, place.width, pad, pad, box.fill, box.border, box.border_width)
    inner = replace(
        place,
        x=place.x + pad,
        width=place.width - 2 * pad,
        frame=frame,
        room=place.room - 2 * pad,
        element=place.element.add("Sect"),
    )
    style = within(theme.paragraph("body"), place)
    head = _head(extract, style, inner, setter)
    lines = _lines(extract, style, inner, setter)
    notes = [slugs for gloss in extract.glosses if (slugs := _gloss(gloss, inner, setter))]
    if notes:
        notes[0][0].space = max(notes[0][0].space, 0.7 * theme.size)
    column = join([*head, lines, *notes])
    if column:
        column[0].space, column[-1].after = 0.8 * theme.size, 0.9 * theme.size
    if height(column, place.frame) <= place.room:
        bind(column)
    return column


def _head(extract: Extract, style: Style, place: Place, setter: Setter) -> list[list[Slug]]:
    label_style = replace(style, bold=True, space_before=0.0, space_after=0.15 * style.size)
    parts = []
    if extract.label:
        parts.append(setter.type.paragraph((Text(extract.label),), label_style, place, place.element.add("P")))
    if extract.provenance:
        style = setter.theme.paragraph("provenance")
        parts.append(setter.type.paragraph(extract.provenance, style, place, place.element.add("P")))
    for slugs in parts:
        bind(slugs)
        slugs[-1].keep = True
    return parts


def _lines(extract: Extract, style: Style, place: Place, setter: Setter) -> list[Slug]:
    small = replace(setter.theme.paragraph("small"), leading=style.leading)
    gutter = setter.type.line("0" * len(str(max((line.number for line in extract.lines), default=0))), ink_of(small)).width
    indent = min(gutter + 0.9 * style.size, 0.4 * place.width)
    inner = replace(place, x=place.x + indent, width=place.width - indent)
    paragraphs = structure.lines(structure.quotation(place.element, extract), extract)
    rows = [_line(line, style, inner, setter, element) for line, element in zip(extract.lines, paragraphs, strict=True)]
    for line, slugs in zip(extract.lines, rows, strict=True):
        if shown := line_number(line.number):
            number = setter.type.line(shown, ink_of(small))
            x = place.x + max(0.0, min(gutter, indent) - number.width)
            words = Words(x, setter.type.baseline(style), number, style.leading)
            slugs[0].pieces.insert(0, Stacked(0.0, 0.0, [words], LAYOUT))
        if not line.ends:
            _read_on(slugs[-1], setter)
    firsts = [slugs[0] for slugs in rows]
    if firsts:
        guard(firsts)
    return join(rows)


def _line(line: SourceLine, style: Style, place: Place, setter: Setter, element: Element) -> list[Slug]:
    flat = replace(style, space_before=0.0, space_after=0.45 * style.size if line.ends else 0.0)
    slugs = setter.type.paragraph(line.content, flat, place, element)
    if len(slugs) > 1:
        # Too wide for this theme: what runs over is indented, so that it is not taken for a line of the source.
        slugs = setter.type.paragraph(line.content, flat, replace(place, width=place.width - style.size), element)
        for slug in slugs[1:]:
            slug.pieces = [Stacked(style.size, 0.0, slug.pieces)]
    bind(slugs)
    slugs[0].cost = SPLIT_EXTRACT
    return slugs


def _read_on(slug: Slug, setter: Setter) -> None:
    """Keep the last word of a line apart from the first of the next, unless the line was broken after a dash in a word."""
    for piece in slug.pieces:
        if isinstance(piece, Stacked) and not piece.artifact:
            _read_on(replace(slug, pieces=list(piece.pieces)), setter)
        elif isinstance(piece, Words) and not _DASHED.search("".join(run.text for run in piece.line.runs)):
            piece.line.read_on(setter.type.faces)


def _gloss(gloss: Gloss, place: Place, setter: Setter) -> list[Slug]:
    style = replace(setter.theme.paragraph("note"), space_after=0.1 * setter.theme.size)
    content = (Strong((Text(gloss.term),)), Text(": "), *gloss.content)
    slugs = setter.type.paragraph(content, style, place, place.element.add("P"))
    bind(slugs, FORBIDDEN)
    slugs[0].cost = SPLIT_EXTRACT
    return slugs
