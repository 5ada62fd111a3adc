"""Reads a Word file back into a tree of paragraphs, pictures and tables, with what a screen reader is told of each.

Like `docx_text` it knows the file format and nothing of Hornbook but the names of two styles: "Spacer" for the paragraphs Word
demands around tables, which must be few, and "Heading" is not among them: levels are those of the outline.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from tests.docx_text import _M, _Counter, typed

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"

GAP = "▁"
"""What stands for a gap to write in."""

Run = tuple[str, str, str]
"""Words, their language if it is said, and where they lead."""


@dataclass
class Par:
    """A paragraph; `level` is that of the outline, 0 for text. A picture is its description, or None where it is decorative."""

    runs: tuple[Run, ...] = ()
    label: str = ""
    level: int = 0
    pictures: tuple[str | None, ...] = ()


@dataclass
class Cell:
    blocks: list[Block] = field(default_factory=lambda: [Par()])
    span: int = 1


@dataclass
class Row:
    cells: list[Cell]
    header: bool = False


@dataclass
class Tab:
    """A table: its caption, which of its parts are headings, the bookmark that says so to screen readers."""

    caption: str
    rows: list[Row]
    first_row: bool = False
    first_column: bool = False
    described: bool = True
    mark: str = ""


Block = Par | Tab


def merged(runs: Iterator[Run]) -> tuple[Run, ...]:
    """Runs that differ in nothing but their words as one."""
    out: list[Run] = []
    for text, lang, href in runs:
        if out and out[-1][1:] == (lang, href):
            out[-1] = (out[-1][0] + text, lang, href)
        elif text:
            out.append((text, lang, href))
    return tuple(out)


class Reader:
    """One file. `spacers` counts the paragraphs that hold nothing and are there for Word's sake."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            trees = {
                name: etree.fromstring(package.read(f"word/{name}.xml")) for name in ("document", "styles", "numbering", "settings")
            }
            relations = etree.fromstring(package.read("word/_rels/document.xml.rels"))
            self.core = package.read("docProps/core.xml").decode()
        self.targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
        self.counter = _Counter.of(trees["numbering"])
        levels = ((style.get(f"{_W}styleId"), style.find(f"{_W}pPr/{_W}outlineLvl")) for style in trees["styles"])
        self.levels = {name: int(_value(level)) + 1 for name, level in levels if level is not None}
        self.lang = _value(trees["styles"].find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr/{_W}lang"))
        self.spacers = 0
        self.blocks = self._blocks(trees["document"].find(f"{_W}body"))

    def _blocks(self, parent: etree._Element) -> list[Block]:
        out: list[Block] = []
        children = [child for child in parent if child.tag in (f"{_W}p", f"{_W}tbl")]
        for at, child in enumerate(children):
            if child.tag == f"{_W}tbl":
                out.append(self._table(child))
            elif _value(child.find(f"{_W}pPr/{_W}pStyle")) == "Spacer":
                self.spacers += 1
                before = at > 0 and children[at - 1].tag == f"{_W}tbl"
                after = at + 1 == len(children) or children[at + 1].tag == f"{_W}tbl"
                breaks = child.find(f"{_W}pPr/{_W}pageBreakBefore") is not None
                assert after, "a spacer where no table follows and nothing ends"
                assert before or breaks, "a spacer that neither parts tables nor begins a page"
                assert child.find(f"{_W}r") is None, "a spacer with something in it"
            else:
                out.append(self._paragraph(child))
        return out

    def _table(self, table: etree._Element) -> Tab:
        properties = table.find(f"{_W}tblPr")
        look = properties.find(f"{_W}tblLook")
        rows = [self._row(row) for row in table.findall(f"{_W}tr")]
        marks = table.findall(f"{_W}tr/{_W}tc/{_W}bookmarkStart")
        description = _value(properties.find(f"{_W}tblDescription"))
        caption = _value(properties.find(f"{_W}tblCaption"))
        first_row, first_column = (look.get(f"{_W}{name}") == "1" for name in ("firstRow", "firstColumn"))
        (mark,) = [str(mark.get(f"{_W}name")).partition("_")[0] for mark in marks] or [""]
        return Tab(caption, rows, first_row, first_column, bool(description), mark)

    def _row(self, row: etree._Element) -> Row:
        cells = []
        for cell in row.findall(f"{_W}tc"):
            span = cell.find(f"{_W}tcPr/{_W}gridSpan")
            cells.append(Cell(self._blocks(cell), int(_value(span)) if span is not None else 1))
        return Row(cells, row.find(f"{_W}trPr/{_W}tblHeader") is not None)

    def _paragraph(self, paragraph: etree._Element) -> Par:
        number, label = paragraph.find(f"{_W}pPr/{_W}numPr"), ""
        if number is not None:
            label = self.counter.next(_value(number.find(f"{_W}numId")), int(_value(number.find(f"{_W}ilvl"))))
        pictures = tuple(
            None if one.find(f".//{_DECORATIVE}") is not None and not one.get("descr") else str(one.get("descr"))
            for one in paragraph.iter(_PICTURE)
        )
        level = self.levels.get(_value(paragraph.find(f"{_W}pPr/{_W}pStyle")), 0)
        return Par(merged(self._runs(paragraph)), label, level, pictures)

    def _runs(self, parent: etree._Element, href: str = "") -> Iterator[Run]:
        for child in parent:
            if child.tag == f"{_W}hyperlink":
                yield from self._runs(child, self.targets[child.get(f"{_R}id")])
            elif child.tag == f"{_M}oMath":
                yield typed(child), "", href
            elif child.tag == f"{_W}r":
                lang = _value(child.find(f"{_W}rPr/{_W}lang"))
                for one in child:
                    match etree.QName(one).localname:
                        case "t":
                            text = one.text or ""
                            yield (GAP if text.startswith("\u202f") and not text.strip("\u00a0\u202f") else text), lang, href
                        case "br":
                            yield "\n", "", ""
                        case "tab":
                            yield "\t", "", ""


def _value(element: etree._Element | None) -> str:
    return "" if element is None else str(element.get(f"{_W}val", ""))
