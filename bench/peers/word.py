"""docxtpl: a Word template with loops and conditions, and the tree as what is merged into it.

Words in bold or italics are rich text, which docxtpl has a class for: making its objects is part of merging, so it is measured,
while laying the tree flat is not. A template of docxtpl knows no blocks within blocks: a panel is a run of paragraphs, a cell holds
paragraphs only. That is less work than the tree asks of Hornbook; the words are the same.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import Any, assert_never

import docx
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph as WordParagraph
from docxtpl import DocxTemplate, RichText

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
    Question,
    Table,
    Unbroken,
)
from hornbook.document.text import item_label, layout_text, line_number, marks_text
from hornbook.theme import Style, Theme

_ROLES: tuple[Role, ...] = (
    *("body", "title", "subtitle", "enquiry", "instruction", "stem"),
    *("provenance", "caption", "note", "small", "cell", "gapped", "spaced"),
)
Record = dict[str, Any]
Run = tuple[str, dict[str, Any]]
"""Words and how they look, as `RichText.add` takes them."""


class Docxtpl:
    """Merges into a template that is made once and opened for each document, as docxtpl asks for."""

    def __init__(self, theme: Theme) -> None:
        stream = io.BytesIO()
        _template(theme).save(stream)
        self.template = stream.getvalue()

    def docx(self, context: Record) -> bytes:
        """The Word file of a context."""
        template = DocxTemplate(io.BytesIO(self.template))
        blocks = [_enriched(record) for record in context["blocks"]]
        template.render({**context, "blocks": blocks}, autoescape=True)
        stream = io.BytesIO()
        template.save(stream)
        return stream.getvalue()


def serialise(document: Document) -> Record:
    """The document as a context for the template."""
    blocks = [record for section in document.sections for record in _flat(section.children)]
    slots = "    ".join(f"{slot.label} ______________" for slot in document.head.slots)
    return {"head": document.head.text, "slots": slots, "foot": document.foot.text, "code": document.foot.code, "blocks": blocks}


def _flat(blocks: Iterable[ComposedBlock], prefix: str = "", worth: str = "") -> Iterator[Record]:
    """The records of blocks; `prefix` stands before the first of them and `worth` after it."""
    for index, block in enumerate(blocks):
        yield from _block(block, "" if index else prefix, "" if index else worth)


def _block(block: ComposedBlock, prefix: str, worth: str) -> Iterator[Record]:
    match block:
        case Paragraph(role, _, content):
            yield {"kind": role, "text": _runs(content, prefix, worth)}
        case Heading(level, content):
            yield {"kind": f"h{level}", "text": _runs(content, prefix, worth)}
        case List(numbering, items):
            for index, item in enumerate(items):
                yield from _flat(item.children, f"{prefix}{item_label(numbering, index)}\t")
        case Table(rows=rows):
            cells = [[_cell(cell.children) for cell in row.cells] for row in rows]
            yield {"kind": "table", "head": cells[:1] if rows[0].header else [], "rows": cells[1:] if rows[0].header else cells}
        case Question(marks, label, children):
            yield from _flat(children, f"{prefix}{label}\t", f"\t{marks_text(marks)}" if marks is not None else "")
        case AnswerSpace(lines, kind):
            yield {"kind": "lines" if kind == "lines" else "room", "lines": range(lines)}
        case Extract():
            yield from _extract(block)
        case Figure(alt=alt, content=content):
            yield {"kind": "caption", "text": _runs((Text(alt), *content))}
        case Drawing(alt, _, layouts, content):
            yield {"kind": "caption", "text": _runs((Text(" ".join((alt, *layout_text(layouts[0])))), *content))}
            yield from _flat(layouts[0].legend)
        case Panel(_, title, children):
            yield {"kind": "instruction", "text": _runs((Text(title),))}
            yield from _flat(children)
        case Group(children) | ModelAnswer(children):
            yield from _flat(children, prefix, worth)
        case Answer() | Unbroken():
            raise TypeError(f"{type(block).__name__} is not resolved")
        case _:
            assert_never(block)


def _extract(extract: Extract) -> Iterator[Record]:
    yield {"kind": "instruction", "text": _runs((Text(extract.label),))}
    yield {"kind": "provenance", "text": _runs(extract.provenance)}
    rows = [[[[(line_number(line.number), {})]], [_runs(line.content)]] for line in extract.lines]
    yield {"kind": "extract", "rows": rows}
    for gloss in extract.glosses:
        yield {"kind": "note", "text": _runs((Strong((Text(gloss.term),)), Text(": "), *gloss.content))}


def _cell(blocks: Iterable[ComposedBlock]) -> list[list[Run]]:
    return [paragraph for record in _flat(blocks) for paragraph in _paragraphs(record)]


def _paragraphs(record: Record) -> Iterator[list[Run]]:
    """What a record is inside a cell: its paragraphs."""
    if "text" in record:
        yield record["text"]
    elif "lines" in record:
        yield from ([] for _ in record["lines"])
    else:
        yield from (text for row in (*record.get("head", ()), *record["rows"]) for cell in row for text in cell)


def _runs(content: Iterable[ComposedInline], prefix: str = "", worth: str = "") -> list[Run]:
    return [(prefix, {}), *_inlines(content, {}), (worth, {})]


def _inlines(content: Iterable[ComposedInline], look: dict[str, Any]) -> Iterator[Run]:
    for node in content:
        match node:
            case Text(words):
                yield words, look
            case Strong(inner) | Filled(inner):
                yield from _inlines(inner, look | {"bold": True})
            case Emphasis(inner):
                yield from _inlines(inner, look | {"italic": True})
            case Superscript(inner):
                yield from _inlines(inner, look | {"superscript": True})
            case Subscript(inner):
                yield from _inlines(inner, look | {"subscript": True})
            case Span(_, inner) | Link(_, inner):
                yield from _inlines(inner, look)
            case LineBreak():
                yield "\n", look
            case Formula(tex):
                yield tex, look
            case Gap(width, hint):
                yield hint + "\u00a0" * round(2 * width), {"underline": True}
            case Blank() | Correct():
                raise TypeError(f"{type(node).__name__} is not resolved")
            case _:
                assert_never(node)


def _enriched(record: Record) -> Record:
    """The record with docxtpl's objects for its words."""
    if "text" in record:
        return record | {"text": _rich(record["text"])}
    if "rows" in record:
        tables = {
            key: [[list(map(_rich, cell)) for cell in row] for row in record[key]] for key in ("head", "rows") if key in record
        }
        return record | tables
    return record


def _rich(runs: Iterable[Run]) -> RichText:
    text = RichText()
    for words, look in runs:
        if words:
            text.add(words, **look)
    return text


def _template(theme: Theme) -> WordDocument:
    word = docx.Document()
    (width, height), (top, right, bottom, left) = theme.page_size, theme.margins
    section = word.sections[0]
    section.page_width, section.page_height = Pt(width), Pt(height)
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = map(Pt, (top, right, bottom, left))
    section.header.paragraphs[0].text = "{{ head }}\t{{ slots }}"
    section.footer.paragraphs[0].text = "{{ foot }}\t{{ code }}\tPage "
    _field(section.footer.paragraphs[0], "PAGE")
    styles: dict[str, ParagraphStyle] = {role: _style(word, role, theme.paragraph(role), theme) for role in _ROLES}
    styles |= {f"h{level}": _style(word, f"h{level}", theme.heading(level), theme) for level in (1, 2, 3)}
    word.add_paragraph("{%p for b in blocks %}")
    for index, name in enumerate(styles):
        word.add_paragraph(f"{{%p {'elif' if index else 'if'} b.kind == '{name}' %}}")
        word.add_paragraph("{{r b.text }}", styles[name])
    word.add_paragraph("{%p elif b.kind == 'lines' %}")
    word.add_paragraph("{%p for line in b.lines %}")
    word.add_paragraph("\t", _ruled(word, theme))
    word.add_paragraph("{%p endfor %}")
    word.add_paragraph("{%p elif b.kind == 'room' %}")
    room = word.add_table(rows=1, cols=1, style="Table Grid").cell(0, 0)
    room.text = "{%p for line in b.lines %}"
    room.add_paragraph("", "Sheet cell")
    room.add_paragraph("{%p endfor %}")
    word.add_paragraph("{%p elif b.kind == 'table' %}")
    _table(word, "b.rows", "Table Grid", head="b.head")
    word.add_paragraph("{%p elif b.kind == 'extract' %}")
    _table(word, "b.rows", None)
    word.add_paragraph("{%p endif %}")
    word.add_paragraph("{%p endfor %}")
    return word


def _table(word: WordDocument, rows: str, style: str | None, head: str = "") -> None:
    table = word.add_table(rows=0, cols=3, style=style)
    for source, bold in ((head, True), (rows, False)):
        if not source:
            continue
        table.add_row().cells[0].text = f"{{%tr for row in {source} %}}"
        before, cell, after = table.add_row().cells
        before.text, after.text = "{%tc for c in row %}", "{%tc endfor %}"
        cell.text = "{%p for p in c %}"
        cell.add_paragraph("{{r p }}", "Sheet cell").paragraph_format.keep_with_next = bold
        cell.add_paragraph("{%p endfor %}")
        table.add_row().cells[0].text = "{%tr endfor %}"


def _style(word: WordDocument, name: str, look: Style, theme: Theme) -> ParagraphStyle:
    style = word.styles.add_style(f"Sheet {name}", WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)
    style.font.name, style.font.size, style.font.bold, style.font.italic = look.family, Pt(look.size), look.bold, look.italic
    style.font.color.rgb = RGBColor.from_string(look.colour[1:].upper())
    shape = style.paragraph_format
    shape.line_spacing, shape.space_before, shape.space_after = Pt(look.leading), Pt(look.space_before), Pt(look.space_after)
    shape.tab_stops.add_tab_stop(Mm(7))
    shape.tab_stops.add_tab_stop(Pt(theme.text_width), WD_TAB_ALIGNMENT.RIGHT)
    return style


def _ruled(word: WordDocument, theme: Theme) -> ParagraphStyle:
    style = _style(word, "line", theme.paragraph("cell"), theme)
    style.paragraph_format.line_spacing = Pt(theme.answer_line)
    style.paragraph_format.tab_stops.clear_all()
    style.paragraph_format.tab_stops.add_tab_stop(Pt(theme.text_width), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.LINES)
    return style


def _field(paragraph: WordParagraph, instruction: str) -> None:
    field: Any = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    paragraph._p.append(field)
