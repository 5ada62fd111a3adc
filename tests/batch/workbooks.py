"""Workbooks written by hand, so that a test can write what no spreadsheet would."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_ODF = "urn:oasis:names:tc:opendocument:xmlns"


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip of the parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return buffer.getvalue()


def _relations(*targets: tuple[str, str]) -> str:
    lines = (f'<Relationship Id="r{i}" Type="{_OFFICE}/{kind}" Target="{target}"/>' for i, (kind, target) in enumerate(targets))
    return f'<Relationships xmlns="{_PACKAGE}">{"".join(lines)}</Relationships>'


def xlsx(rows: str, *, shared: str = "", hidden: str | None = None, head: str = "", tail: str = "") -> bytes:
    """A workbook whose sheet has such `<row>`s, and `tail` behind them; it stands behind a hidden sheet if one is given.

    `shared` are the `<si>` of its texts.
    """
    sheets = [rows] if hidden is None else [hidden, rows]
    names = [f'<sheet name="S{i}" sheetId="{i + 1}" r:id="r{i}"{_state(i, len(sheets))}/>' for i in range(len(sheets))]
    numbered = [("worksheet", f"worksheets/sheet{i}.xml") for i in range(len(sheets))]
    return packed(
        {
            "_rels/.rels": _relations(("officeDocument", "xl/workbook.xml")),
            "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{"".join(names)}</sheets></workbook>',
            "xl/_rels/workbook.xml.rels": _relations(*numbered, ("sharedStrings", "sharedStrings.xml"), ("styles", "styles.xml")),
            "xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}">{shared}</sst>',
            "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
        }
        | {
            f"xl/worksheets/sheet{i}.xml": f'{head}<worksheet xmlns="{_MAIN}"><sheetData>{each}</sheetData>{tail}</worksheet>'
            for i, each in enumerate(sheets)
        }
    )


def _state(index: int, count: int) -> str:
    return ' state="hidden"' if index < count - 1 else ""


def cell(reference: str, text: str) -> str:
    """A cell of XLSX with a text."""
    return f'<c r="{reference}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'


def table(rows: Sequence[Sequence[str]], first: str = "A", start: int = 1) -> str:
    """The `<row>`s of a table whose first cell stands in such a column and row."""
    return "".join(
        f'<row r="{start + i}">{"".join(cell(f"{chr(ord(first) + j)}{start + i}", text) for j, text in enumerate(row))}</row>'
        for i, row in enumerate(rows)
    )


def ods(rows: str) -> bytes:
    """An OpenDocument spreadsheet with such `<table:table-row>`s."""
    spaces = f'xmlns:office="{_ODF}:office:1.0" xmlns:table="{_ODF}:table:1.0" xmlns:text="{_ODF}:text:1.0"'
    body = f'<office:body><office:spreadsheet><table:table table:name="S">{rows}</table:table></office:spreadsheet></office:body>'
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    entry = f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
    return packed(
        {
            "mimetype": kind,
            "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{_ODF}:manifest:1.0">{entry}</manifest:manifest>',
            "content.xml": f"<office:document-content {spaces}>{body}</office:document-content>",
        }
    )


def ods_row(*texts: str, times: int = 1, columns: int = 1) -> str:
    """A row of ODS, repeated so many times, its cells repeated in so many columns."""
    cells = "".join(
        f'<table:table-cell table:number-columns-repeated="{columns}" office:value-type="string"><text:p>{escape(text)}</text:p>'
        "</table:table-cell>"
        for text in texts
    )
    return f'<table:table-row table:number-rows-repeated="{times}">{cells}</table:table-row>'
