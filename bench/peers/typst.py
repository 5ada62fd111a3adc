"""Typst: the tree as Typst markup, compiled in this process."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import assert_never

import typst

from hornbook.document.drawings import Drawing
from hornbook.document.inline import (
    Blank,
    ComposedInline,
    Correct,
    Emphasis,
    Filled,
    Formula,
    Gap,
    LineBreak,
    Link,
    Paragraph,
    Span,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from hornbook.document.nodes import (
    Answer,
    AnswerSpace,
    Cell,
    ComposedBlock,
    Document,
    Extract,
    Figure,
    Group,
    Heading,
    List,
    ModelAnswer,
    Panel,
    Question,
    Table,
    Unbroken,
)
from hornbook.document.text import item_label, layout_text, line_number, marks_text
from hornbook.fonts import FAMILIES
from hornbook.theme import Style, Theme

_SPECIAL = re.compile(r"([^\w\s])")


class Typst:
    """A compiler whose fonts are found once, which is what costs most at its start; each document is new to it."""

    def __init__(self, theme: Theme, *, tagged: bool = False) -> None:
        self.tagged = tagged
        names = (theme.file.fonts.body, theme.file.fonts.heading)
        folders = [str(FAMILIES[name].path("regular").parent) for name in dict.fromkeys(names)]
        fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)
        self.compiler = typst.Compiler(font_paths=fonts)

    def pdf(self, source: str) -> bytes:
        """The PDF of a document in Typst markup."""
        data = self.compiler.compile(source.encode(), format="pdf", pdf_tags=self.tagged)
        assert isinstance(data, bytes)
        return data


def serialise(document: Document, theme: Theme) -> str:
    """The document as Typst markup."""
    sections = "\n".join(
        ("#pagebreak(weak: true)\n" if section.new_page else "") + _blocks(section.children, theme) for section in document.sections
    )
    return f"{_preamble(document, theme)}\n{sections}\n"


def _preamble(document: Document, theme: Theme) -> str:
    page, foot, (width, height) = theme.file.page, document.foot, theme.page_size
    small = _text(theme.paragraph("small"))
    slots = " ".join(f"{_escape(slot.label)} #slot({slot.width}mm)" for slot in document.head.slots)
    number = (
        _escape(foot.page).replace(r"\{page\}", "#counter(page).display()").replace(r"\{pages\}", "#counter(page).final().first()")
    )
    frame = f"margin: (top: {page.top}mm, right: {page.right}mm, bottom: {page.bottom}mm, left: {page.left}mm)"
    head = f"#set text({small})\n{_escape(document.head.text)} #h(1fr) {slots}"
    feet = f"#set text({small})\n{_escape(foot.text)} #h(1fr) {_escape(foot.code)} #h(1em) {number}"
    body = theme.paragraph("body")
    rule = f"stroke: (bottom: .5pt + {_colour(theme.colours.rule)})"
    return "\n".join(
        (
            f"#let slot(width) = box(width: width, {rule})",
            f'#set document(title: "{_quoted(document.title)}", author: "{_quoted(document.author)}", date: none)',
            f"#set page(width: {width}pt, height: {height}pt, {frame}, header: context [{head}], footer: context [{feet}])",
            f'#set text({_text(body)}, lang: "{document.lang.partition("-")[0]}", hyphenate: false)',
            f"#set par(leading: {_leading(body)}pt, spacing: {_leading(body)}pt)",
            *(_shown_heading(theme, level) for level in (1, 2, 3)),
            f"#let line(n) = for _ in range(n) {{ block(width: 100%, height: {theme.answer_line}pt, spacing: 0pt, {rule}) }}",
        )
    )


def _shown_heading(theme: Theme, level: int) -> str:
    style = theme.heading(level)
    return (
        f"#show heading.where(level: {level}): it => block(above: {style.space_before + _leading(style)}pt, "
        f"below: {style.space_after + _leading(style)}pt, sticky: true, text({_text(style)}, it.body))"
    )


def _blocks(blocks: Iterable[ComposedBlock], theme: Theme) -> str:
    return "\n".join(_block(block, theme) for block in blocks)


def _block(block: ComposedBlock, theme: Theme) -> str:
    match block:
        case Paragraph(role, keep, content):
            return _paragraph(theme.paragraph(role), _inlines(content), keep=keep)
        case Heading(level, content):
            return f"#heading(level: {level})[{_inlines(content)}]"
        case List(numbering, items):
            labels = (_escape(item_label(numbering, index)) for index in range(len(items)))
            return "".join(_beside(label, _blocks(item.children, theme), 0.0) for label, item in zip(labels, items, strict=True))
        case Table():
            return _table(block, theme)
        case Question(marks, label, children):
            first, *rest = children
            worth = _escape(marks_text(marks))
            stem = f"#grid(columns: (1fr, auto), column-gutter: 6pt, [{_block(first, theme)}], [{worth}])"
            return _beside(_escape(label), f"{stem}\n{_blocks(rest, theme)}", theme.question_space)
        case AnswerSpace(lines, "lines"):
            return f"#line({lines})"
        case AnswerSpace(lines, kind):
            stroke = "none" if kind == "blank" else f".5pt + {_colour(theme.colours.rule)}"
            return f"#rect(width: 100%, height: {lines * theme.answer_line}pt, stroke: {stroke})"
        case ModelAnswer(children):
            fill, colour = _colour(theme.colours.answer_fill), _colour(theme.colours.answer)
            return f"#block(width: 100%, fill: {fill}, inset: 4pt)[#set text(fill: {colour})\n{_blocks(children, theme)}]"
        case Extract():
            return _extract(block, theme)
        case Figure(alt=alt, content=content):
            return f"#figure([{_escape(alt)}], caption: [{_inlines(content)}])"
        case Drawing(alt, _, layouts, content):
            figure = f"#figure([{_escape(' '.join((alt, *layout_text(layouts[0]))))}], caption: [{_inlines(content)}])"
            return f"{figure}\n\n{_blocks(layouts[0].legend, theme)}"
        case Panel():
            return _panel(block, theme)
        case Group(children):
            return f"#block(breakable: false, width: 100%)[{_blocks(children, theme)}]"
        case Answer() | Unbroken():
            raise TypeError(f"{type(block).__name__} is not resolved")
        case _:
            assert_never(block)


def _paragraph(style: Style, content: str, *, keep: bool) -> str:
    spaces = f"above: {style.space_before + _leading(style)}pt, below: {style.space_after + _leading(style)}pt"
    look = f"#set text({_text(style)})\n#set par(leading: {_leading(style)}pt)"
    return f"#block({spaces}, sticky: {str(keep).lower()})[{look}\n{content}]"


def _beside(label: str, body: str, above: float) -> str:
    return f"\n#block(above: {above + 5}pt, grid(columns: (20pt, 1fr), [{label}], [{body}]))"


def _table(table: Table, theme: Theme) -> str:
    columns = ", ".join(f"{width}fr" for width in table.widths)
    head = [cell for row in table.rows if row.header for cell in row.cells]
    body = [cell for row in table.rows if not row.header for cell in row.cells]
    stroke = f".5pt + {_colour(theme.colours.rule)}" if table.ruled else "none"
    header = f"table.header({_cells(head, theme, header=True)})," if head else ""
    return (
        f"#block(above: 8pt, below: 8pt, table(columns: ({columns},), stroke: {stroke}, align: left + top, inset: 3pt, "
        f"{header} {_cells(body, theme, header=False)}))"
    )


def _cells(cells: Iterable[Cell], theme: Theme, *, header: bool) -> str:
    fill = f", fill: {_colour(theme.colours.fill)}" if header else ""
    bold = '#set text(weight: "bold")\n'
    return ", ".join(
        f"table.cell(colspan: {cell.colspan}, breakable: false{fill})"
        f"[{bold if header or cell.header else ''}{_blocks(cell.children, theme)}]"
        for cell in cells
    )


def _extract(extract: Extract, theme: Theme) -> str:
    lines = ", ".join(f"[{line_number(line.number)}], [{_inlines(line.content)}]" for line in extract.lines)
    glosses = "\n".join(
        _paragraph(theme.paragraph("note"), f"*{_escape(gloss.term)}*\\: {_inlines(gloss.content)}", keep=False)
        for gloss in extract.glosses
    )
    provenance = _paragraph(theme.paragraph("provenance"), _inlines(extract.provenance), keep=True)
    return (
        f"#block(width: 100%, stroke: .75pt + {_colour(theme.colours.text)}, inset: {theme.extract().padding}pt)"
        f"[*{_escape(extract.label)}*\n{provenance}\n"
        f"#grid(columns: (24pt, 1fr), row-gutter: {_leading(theme.paragraph('body'))}pt, {lines})\n{glosses}]"
    )


def _panel(panel: Panel, theme: Theme) -> str:
    box = theme.panel(panel.kind)
    fill = f", fill: {_colour(box.fill)}" if box.fill else ""
    stroke = f", stroke: {box.border_width}pt + {_colour(box.border)}" if box.border else ""
    title = f"#block(sticky: true)[*{_escape(panel.title)}*]\n" if panel.title else ""
    return f"#block(width: 100%, inset: {box.padding}pt{fill}{stroke})[{title}{_blocks(panel.children, theme)}]"


def _inlines(content: Iterable[ComposedInline]) -> str:
    return "".join(map(_inline, content))


def _inline(node: ComposedInline) -> str:
    match node:
        case Text(text):
            return _escape(text)
        case Strong(content):
            return f"#strong[{_inlines(content)}]"
        case Emphasis(content):
            return f"#emph[{_inlines(content)}]"
        case Superscript(content):
            return f"#super[{_inlines(content)}]"
        case Subscript(content):
            return f"#sub[{_inlines(content)}]"
        case Span(lang, content):
            return f'#text(lang: "{lang.partition("-")[0]}")[{_inlines(content)}]'
        case Link(href, content):
            return f'#link("{_quoted(href)}")[{_inlines(content)}]'
        case LineBreak():
            return " \\\n"
        case Formula(tex):
            return _escape(tex)
        case Gap(width, hint):
            return f"{_escape(hint)}#slot({width}em)"
        case Filled(content):
            return f"#strong[{_inlines(content)}]"
        case Blank() | Correct():
            raise TypeError(f"{type(node).__name__} is not resolved")
        case _:
            assert_never(node)


def _escape(text: str) -> str:
    """Every sign that could mean something to Typst means itself."""
    return _SPECIAL.sub(r"\\\1", text)


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def _colour(colour: str) -> str:
    return f'rgb("{colour}")'


def _text(style: Style) -> str:
    slope, weight = "italic" if style.italic else "normal", "bold" if style.bold else "regular"
    return f'font: "{style.family}", size: {style.size}pt, fill: {_colour(style.colour)}, style: "{slope}", weight: "{weight}"'


def _leading(style: Style) -> float:
    """Typst counts leading from the foot of a line to the top of the next: cap height is some 0.7 of the size."""
    return round(style.leading - 0.7 * style.size, 2)
