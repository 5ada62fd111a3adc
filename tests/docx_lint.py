"""Faults of a Word file that no validator reports and that Word answers with "unreadable content", or worse, in silence."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_FIELDS = {"PAGE", "NUMPAGES"}
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)


def lint(data: bytes) -> list[str]:
    """What is wrong with the file, one sentence each; an empty list if nothing is."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = package.namelist()
        trees = {name: etree.fromstring(package.read(name), _PARSER) for name in names if name.endswith((".xml", ".rels"))}
    faults = [f"{name}: stored twice" for name in _repeated(names)]
    faults += _types(trees["[Content_Types].xml"], names)
    for name, tree in trees.items():
        if name.endswith(".rels"):
            faults += _relations(name, tree, names)
        elif name.startswith("word/"):
            own = trees.get(posixpath.join(posixpath.dirname(name), "_rels", posixpath.basename(name) + ".rels"))
            checks = (_tables(tree), _ids(tree), _fields(tree), _pictures(tree), _targets(tree, own), _styles(tree, trees))
            faults += [f"{name}: {fault}" for check in checks for fault in check]
    return faults


def _repeated(values: Iterable[str]) -> list[str]:
    return [value for value, times in Counter(values).items() if times > 1]


def _types(types: etree._Element, names: list[str]) -> Iterator[str]:
    suffixes = {entry.get("Extension", "").lower() for entry in types}
    parts = {entry.get("PartName") for entry in types}
    for name in names:
        if name != "[Content_Types].xml" and f"/{name}" not in parts and name.rpartition(".")[2].lower() not in suffixes:
            yield f"{name}: no content type"
    for part in parts - {None}:
        if str(part).removeprefix("/") not in names:
            yield f"{part}: a content type for a part that is not there"


def _relations(name: str, tree: etree._Element, names: list[str]) -> Iterator[str]:
    home = posixpath.dirname(posixpath.dirname(name))
    for relation in tree:
        target, kind = relation.get("Target", ""), relation.get("Type", "").rpartition("/")[2]
        if relation.get("TargetMode") == "External":
            if kind != "hyperlink" or not target.startswith(("https://", "http://", "mailto:")):
                yield f"{name}: external {kind} {target}"
        elif posixpath.normpath(posixpath.join("/", home, target)).removeprefix("/") not in names:
            yield f"{name}: no part {target}"


def _targets(tree: etree._Element, relations: etree._Element | None) -> Iterator[str]:
    known = {relation.get("Id") for relation in relations} if relations is not None else set()
    namespace = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
    for element in tree.iter(etree.Element):
        for key, value in element.attrib.items():
            if str(key).startswith(namespace) and value not in known:
                yield f"no relationship {value}"


def _tables(tree: etree._Element) -> Iterator[str]:
    for cell in tree.iter(f"{_W}tc"):
        if len(cell) == 0 or cell[-1].tag != f"{_W}p":
            yield "a cell does not end in a paragraph"
    for table in tree.iter(f"{_W}tbl"):
        columns = [int(column.get(f"{_W}w", "0")) for column in table.findall(f"{_W}tblGrid/{_W}gridCol")]
        follower = table.getnext()
        if follower is not None and follower.tag == f"{_W}tbl":
            yield "two tables touch, and Word would join them"
        for row in table.findall(f"{_W}tr"):
            yield from _row(row, columns)


def _row(row: etree._Element, columns: list[int]) -> Iterator[str]:
    at = 0
    for cell in row.findall(f"{_W}tc"):
        span = int(cell.xpath("string(*[local-name()='tcPr']/*[local-name()='gridSpan']/@*)") or 1)
        width = int(cell.xpath("string(*[local-name()='tcPr']/*[local-name()='tcW']/@*[local-name()='w'])"))
        if width != sum(columns[at : at + span]):
            yield f"a cell is {width} wide where its columns are {sum(columns[at : at + span])}"
        at += span
    if at != len(columns):
        yield f"a row spans {at} of {len(columns)} columns"


def _ids(tree: etree._Element) -> Iterator[str]:
    for picture in _repeated(str(picture.get("id")) for picture in tree.iter(_PICTURE)):
        yield f"two pictures are number {picture}"
    starts = [str(mark.get(f"{_W}id")) for mark in tree.iter(f"{_W}bookmarkStart")]
    ends = [str(mark.get(f"{_W}id")) for mark in tree.iter(f"{_W}bookmarkEnd")]
    if sorted(starts) != sorted(ends) or _repeated(starts):
        yield "bookmarks do not pair"
    yield from (
        f"two bookmarks are called {name}" for name in _repeated(str(b.get(f"{_W}name")) for b in tree.iter(f"{_W}bookmarkStart"))
    )


def _fields(tree: etree._Element) -> Iterator[str]:
    for paragraph in tree.iter(f"{_W}p"):
        states = [str(mark.get(f"{_W}fldCharType")) for mark in paragraph.iter(f"{_W}fldChar")]
        if states != ["begin", "separate", "end"] * (len(states) // 3):
            yield f"a field is not closed: {states}"
    for code in tree.iter(f"{_W}instrText"):
        if (code.text or "").strip() not in _FIELDS:
            yield f"a field {code.text}"


def _pictures(tree: etree._Element) -> Iterator[str]:
    for picture in tree.iter(_PICTURE):
        if not picture.get("descr") and picture.find(f".//{_DECORATIVE}") is None:
            yield "a picture without alternative text"


def _styles(tree: etree._Element, trees: dict[str, etree._Element]) -> Iterator[str]:
    known = {style.get(f"{_W}styleId") for style in trees["word/styles.xml"].iter(f"{_W}style")}
    numbers = {number.get(f"{_W}numId") for number in trees["word/numbering.xml"].iter(f"{_W}num")}
    for tag in ("pStyle", "rStyle", "basedOn", "next"):
        yield from (f"no style {use.get(f'{_W}val')}" for use in tree.iter(f"{_W}{tag}") if use.get(f"{_W}val") not in known)
    yield from (f"no list {use.get(f'{_W}val')}" for use in tree.iter(f"{_W}numId") if use.get(f"{_W}val") not in numbers)
