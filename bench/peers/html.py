"""WeasyPrint: the tree as HTML and CSS."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import assert_never

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

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
    Role,
    Span,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from hornbook.document.nodes import (
    Answer,
    AnswerSpace,
    ComposedBlock,
    Document,
    Extract,
    Figure,
    Group,
    Heading,
    List,
    ModelAnswer,
    Panel,
    PanelKind,
    Question,
    Table,
    Unbroken,
)
from hornbook.document.text import item_label, layout_text, line_number, marks_text
from hornbook.fonts import FAMILIES, Face
from hornbook.theme import Theme

_ROLES: tuple[Role, ...] = (
    *("body", "title", "subtitle", "enquiry", "instruction", "stem"),
    *("provenance", "caption", "note", "small", "cell", "gapped", "spaced"),
)
_PANELS: tuple[PanelKind, ...] = ("objectives", "context", "bank", "note", "teacher", "scheme", "frame")


class WeasyPrint:
    """Sets HTML with a style sheet that is read once: what a careful user of WeasyPrint does."""

    def __init__(self, theme: Theme, *, tagged: bool = False) -> None:
        self.tagged = tagged
        self.fonts = FontConfiguration()
        self.css = CSS(string=_css(theme), font_config=self.fonts)

    def pdf(self, page: str) -> bytes:
        """The PDF of a page of HTML."""
        data: bytes = HTML(string=page).write_pdf(stylesheets=[self.css], font_config=self.fonts, pdf_tags=self.tagged)
        return data


def serialise(document: Document, theme: Theme) -> str:
    """The document as HTML."""
    head, foot = document.head, document.foot
    slots = "".join(f'{escape(slot.label)} <span class="slot" style="width:{slot.width}mm"></span> ' for slot in head.slots)
    before, between, after = escape(foot.page).replace("{pages}", "{page}").split("{page}")
    sections = "".join(
        f'<section class="{"new" if section.new_page else "on"}">{_blocks(section.children, theme)}</section>'
        for section in document.sections
    )
    return (
        f'<html lang="{document.lang}"><head><meta charset="utf-8"><title>{escape(document.title)}</title></head><body>'
        f'<div id="head"><span>{escape(head.text)}</span><span class="right">{slots}</span></div>'
        f'<div id="foot"><span>{escape(foot.text)}</span><span class="right">{escape(foot.code)} &#160; {before}'
        f'<i class="page"></i>{between}<i class="pages"></i>{after}</span></div>{sections}</body></html>'
    )


def _blocks(blocks: Iterable[ComposedBlock], theme: Theme) -> str:
    return "".join(_block(block, theme) for block in blocks)


def _block(block: ComposedBlock, theme: Theme) -> str:
    match block:
        case Paragraph(role, keep, content):
            return f'<p class="{role}{" keep" if keep else ""}">{_inlines(content)}</p>'
        case Heading(level, content):
            return f"<h{level}>{_inlines(content)}</h{level}>"
        case List(numbering, items):
            return "".join(
                _beside("item", item_label(numbering, index), _blocks(item.children, theme)) for index, item in enumerate(items)
            )
        case Table():
            return _table(block, theme)
        case Question(marks, label, children):
            first, *rest = children
            worth = f'<span class="marks">{marks_text(marks)}</span>'
            return _beside("question", label, f"<div>{worth}{_block(first, theme)}</div>{_blocks(rest, theme)}")
        case AnswerSpace(lines, "lines"):
            return '<div class="line"></div>' * lines
        case AnswerSpace(lines, kind):
            return f'<div class="{kind}" style="height:{lines * theme.answer_line}pt"></div>'
        case ModelAnswer(children):
            return f'<div class="answer">{_blocks(children, theme)}</div>'
        case Extract():
            return _extract(block)
        case Figure(alt=alt, content=content):
            return f'<figure>{escape(alt)}<p class="caption">{_inlines(content)}</p></figure>'
        case Drawing(alt, _, layouts, content):
            shown = escape(" ".join((alt, *layout_text(layouts[0]))))
            return f'<figure>{shown}<p class="caption">{_inlines(content)}</p></figure>{_blocks(layouts[0].legend, theme)}'
        case Panel(kind, title, children):
            name = f'<p class="panel-title">{escape(title)}</p>' if title else ""
            return f'<div class="panel {kind}">{name}{_blocks(children, theme)}</div>'
        case Group(children):
            return f'<div class="group">{_blocks(children, theme)}</div>'
        case Answer() | Unbroken():
            raise TypeError(f"{type(block).__name__} is not resolved")
        case _:
            assert_never(block)


def _beside(kind: str, label: str, body: str) -> str:
    return f'<div class="{kind}"><div class="label">{label}</div><div class="beside">{body}</div></div>'


def _table(table: Table, theme: Theme) -> str:
    columns = "".join(f'<col style="width:{100 * width / sum(table.widths):.2f}%">' for width in table.widths)
    parts = {True: "", False: ""}
    for row in table.rows:
        cells = "".join(
            f'<{tag} colspan="{cell.colspan}">{_blocks(cell.children, theme)}</{tag}>'
            for cell in row.cells
            for tag in ("th" if row.header or cell.header else "td",)
        )
        parts[row.header] += f"<tr>{cells}</tr>"
    kind = "ruled" if table.ruled else "plain"
    return f'<table class="{kind}"><colgroup>{columns}</colgroup><thead>{parts[True]}</thead><tbody>{parts[False]}</tbody></table>'


def _extract(extract: Extract) -> str:
    rows = "".join(
        f'<tr><td class="number">{line_number(line.number)}</td><td>{_inlines(line.content)}</td></tr>' for line in extract.lines
    )
    glosses = "".join(f'<p class="note"><b>{escape(gloss.term)}</b>: {_inlines(gloss.content)}</p>' for gloss in extract.glosses)
    return (
        f'<div class="extract"><p class="panel-title">{escape(extract.label)}</p><p class="provenance">'
        f"{_inlines(extract.provenance)}</p><table>{rows}</table>{glosses}</div>"
    )


def _inlines(content: Iterable[ComposedInline]) -> str:
    return "".join(map(_inline, content))


def _inline(node: ComposedInline) -> str:
    match node:
        case Text(text):
            return escape(text)
        case Strong(content):
            return f"<b>{_inlines(content)}</b>"
        case Emphasis(content):
            return f"<em>{_inlines(content)}</em>"
        case Superscript(content):
            return f"<sup>{_inlines(content)}</sup>"
        case Subscript(content):
            return f"<sub>{_inlines(content)}</sub>"
        case Span(lang, content):
            return f'<span lang="{escape(lang)}">{_inlines(content)}</span>'
        case Link(href, content):
            return f'<a href="{escape(href)}">{_inlines(content)}</a>'
        case LineBreak():
            return "<br>"
        case Formula(tex):
            return escape(tex)
        case Gap(width, hint):
            return f'{escape(hint)}<span class="slot" style="width:{width}em"></span>'
        case Filled(content):
            return f'<b class="filled">{_inlines(content)}</b>'
        case Blank() | Correct():
            raise TypeError(f"{type(node).__name__} is not resolved")
        case _:
            assert_never(node)


def _css(theme: Theme) -> str:
    colours, page = theme.colours, theme.file.page
    width, height = theme.page_size
    heads = (
        *(_face(family) for family in dict.fromkeys((theme.file.fonts.body, theme.file.fonts.heading))),
        f"@page {{ size: {width}pt {height}pt; margin: {page.top}mm {page.right}mm {page.bottom}mm {page.left}mm }}",
        "@page { @top-left { content: element(head); width: 100% } @bottom-left { content: element(foot); width: 100% } }",
        "#head { position: running(head) } #foot { position: running(foot) }",
        f"#head, #foot {{ display: flex; justify-content: space-between; {_style(theme, 'small')} margin: 0 }}",
        ".page::before { content: counter(page) } .pages::before { content: counter(pages) } i { font-style: normal }",
        f".slot {{ display: inline-block; border-bottom: .5pt solid {colours.rule} }}",
    )
    roles = (f"p.{role} {{ {_style(theme, role)} }}" for role in _ROLES)
    titles = (f"h{level} {{ {_heading(theme, level)} }}" for level in (1, 2, 3))
    panels = (f".panel.{kind} {{ {_panel(theme, kind)} }}" for kind in _PANELS)
    rest = (
        f"body {{ margin: 0; {_style(theme, 'body')} }} section.new {{ break-before: page }} .keep {{ break-after: avoid }}",
        f".question {{ margin-top: {theme.question_space}pt }} .item, .question {{ display: flow-root }}",
        ".label { float: left; width: 20pt } .beside { margin-left: 20pt } .marks { float: right } .group { break-inside: avoid }",
        ".panel-title { font-weight: bold; margin: 0 0 3pt; break-after: avoid } .panel { margin-bottom: 8pt }",
        f".line {{ height: {theme.answer_line}pt; border-bottom: .5pt solid {colours.rule}; box-sizing: border-box }}",
        f".box, .grid {{ border: .5pt solid {colours.rule} }} .answer, .filled {{ color: {colours.answer} }}",
        f".answer {{ background: {colours.answer_fill}; padding: 4pt; margin-bottom: 5pt }}",
        "table { width: 100%; border-collapse: collapse; table-layout: fixed; margin-bottom: 5pt }",
        "tr { break-inside: avoid } table th p { font-weight: bold }",
        "th, td { text-align: left; vertical-align: top; padding: 3pt }",
        f".ruled th, .ruled td {{ border: .5pt solid {colours.rule} }} thead th {{ background: {colours.fill} }}",
        f".extract {{ border: .75pt solid {colours.text}; padding: {theme.extract().padding}pt; margin-bottom: 8pt }}",
        f".extract td {{ padding: 0 }} td.number {{ width: 24pt; color: {colours.muted} }}",
    )
    return "\n".join((*heads, *roles, *titles, *panels, *rest))


def _face(family: str) -> str:
    faces: dict[Face, str] = {
        "regular": "normal normal",
        "bold": "bold normal",
        "italic": "normal italic",
        "bold-italic": "bold italic",
    }
    return "\n".join(
        f"@font-face {{ font-family: '{family}'; src: url({FAMILIES[family].path(face).as_uri()}); "
        f"font-weight: {look.split()[0]}; font-style: {look.split()[1]} }}"
        for face, look in faces.items()
    )


def _style(theme: Theme, role: Role) -> str:
    style = theme.paragraph(role)
    return (
        f"font: {'italic' if style.italic else 'normal'} {'bold' if style.bold else 'normal'} {style.size}pt/{style.leading}pt "
        f"'{style.family}'; color: {style.colour}; margin: {style.space_before}pt 0 {style.space_after}pt;"
    )


def _heading(theme: Theme, level: int) -> str:
    style = theme.heading(level)
    return (
        f"font: bold {style.size}pt/{style.leading}pt '{style.family}'; color: {style.colour}; break-after: avoid; "
        f"margin: {style.space_before}pt 0 {style.space_after}pt;"
    )


def _panel(theme: Theme, kind: PanelKind) -> str:
    box = theme.panel(kind)
    border = f"border: {box.border_width}pt solid {box.border};" if box.border else ""
    return f"padding: {box.padding}pt; {border} {f'background: {box.fill};' if box.fill else ''}"
