"""Reads a Word file as Word shows it: each paragraph's words in reading order, with the number Word counts for it.

Independent of the renderer on purpose: it knows the file format and nothing of Hornbook.
"""

from __future__ import annotations

import io
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_SVG = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip"
_EMBED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"
_NBSP = "\u00a0\u202f"


@dataclass(frozen=True)
class ShownParagraph:
    """A paragraph as it is seen: `label` is the number Word puts before it, `style` the id of its style."""

    label: str
    text: str
    style: str

    def __str__(self) -> str:
        return " ".join(filter(None, (self.label, self.text)))


def paragraphs(data: bytes, part: str = "word/document.xml") -> list[ShownParagraph]:
    """Every paragraph of the part, cells and nested tables included, in reading order."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        tree = etree.fromstring(package.read(part))
        labels = _labels(package, part)
        counter = _Counter.of(etree.fromstring(package.read("word/numbering.xml")))
    return [_shown(paragraph, counter, labels) for paragraph in tree.iter(f"{_W}p")]


def shown_text(data: bytes) -> list[str]:
    """The words of each paragraph that has any, label first."""
    return [text for paragraph in paragraphs(data) if (text := str(paragraph))]


def _labels(package: zipfile.ZipFile, part: str) -> dict[str, str]:
    """The words in each drawing of a part, by its relationship: letters are outlines, but each group of them says its words."""
    folder, _, name = part.rpartition("/")
    relations = f"{folder}/_rels/{name}.rels"
    if relations not in package.namelist():
        return {}
    targets = {one.get("Id"): str(one.get("Target")) for one in etree.fromstring(package.read(relations))}
    drawings = {key: etree.fromstring(package.read(f"{folder}/{to}")) for key, to in targets.items() if to.endswith(".svg")}
    return {key: " ".join(map(str, tree.xpath("//@aria-label"))) for key, tree in drawings.items()}


def _shown(paragraph: etree._Element, counter: _Counter, labels: dict[str, str]) -> ShownParagraph:
    number = paragraph.find(f"{_W}pPr/{_W}numPr")
    label = ""
    if number is not None:
        label = counter.next(_value(number.find(f"{_W}numId")), int(_value(number.find(f"{_W}ilvl"))))
    return ShownParagraph(label, "".join(_words(paragraph, labels)).strip(), _value(paragraph.find(f"{_W}pPr/{_W}pStyle")))


def typed(equation: etree._Element) -> str:
    """An equation as one would type it: (v−u)/t, x^2, √2."""
    parts = {etree.QName(kid).localname: typed(kid) for kid in equation}
    match etree.QName(equation).localname:
        case "f":
            several = len(equation.findall(f"{_M}den/*")) > 1
            return f"{_bracketed(parts['num'], several=False)}/{_bracketed(parts['den'], several=several)}"
        case "sSup":
            return f"{parts['e']}^{parts['sup']}"
        case "sSub":
            return f"{parts['e']}_{parts['sub']}"
        case "rad":
            return f"{parts['deg']}√{parts['e']}"
        case "t":
            return "".join((equation.text or "").split())
        case _:
            return "".join(map(typed, equation))


def _bracketed(part: str, *, several: bool) -> str:
    return f"({part})" if several or set(part) & set("-+−±×⋅·÷/=") else part


def _value(element: etree._Element | None) -> str:
    return "" if element is None else str(element.get(f"{_W}val", ""))


def _words(paragraph: etree._Element, labels: dict[str, str]) -> Iterator[str]:
    for run in paragraph.iter(f"{_W}r", f"{_M}oMath"):
        if run.tag == f"{_M}oMath":
            yield typed(run)
            continue
        underlined = run.find(f"{_W}rPr/{_W}u") is not None
        for child in run:
            if child.tag == f"{_W}t":
                text = child.text or ""
                yield "" if underlined and not text.strip(_NBSP) else text  # a gap to write in
            elif child.tag == f"{_W}tab":
                yield "\t"
            elif child.tag == f"{_W}br":
                yield "\n"
            elif child.tag == f"{_W}drawing":
                yield from (labels[str(svg.get(_EMBED))] for svg in child.iter(_SVG))


@dataclass
class _Counter:
    """Counts as Word does: each instance goes its own way, and a level starts again below a higher one."""

    levels: dict[str, dict[int, tuple[str, str]]]
    starts: dict[str, dict[int, int]]
    counts: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))

    @classmethod
    def of(cls, numbering: etree._Element) -> _Counter:
        """The counter that a numbering part describes."""
        abstracts = {element.get(f"{_W}abstractNumId"): element for element in numbering.iter(f"{_W}abstractNum")}
        levels, starts = {}, {}
        for instance in numbering.iter(f"{_W}num"):
            name = str(instance.get(f"{_W}numId"))
            abstract = abstracts[_value(instance.find(f"{_W}abstractNumId"))]
            found = {int(str(level.get(f"{_W}ilvl"))): level for level in abstract.iter(f"{_W}lvl")}
            levels[name] = {
                at: (_value(level.find(f"{_W}numFmt")), _value(level.find(f"{_W}lvlText"))) for at, level in found.items()
            }
            starts[name] = {at: int(_value(level.find(f"{_W}start")) or 1) for at, level in found.items()}
            for override in instance.iter(f"{_W}lvlOverride"):
                starts[name][int(str(override.get(f"{_W}ilvl")))] = int(_value(override.find(f"{_W}startOverride")))
        return cls(levels, starts)

    def next(self, instance: str, level: int) -> str:
        """The label of the next paragraph of this instance at this level."""
        counts = self.counts[instance]
        counts[level] = counts.get(level, self.starts[instance][level] - 1) + 1
        for deeper in [at for at in counts if at > level]:
            del counts[deeper]
        label = self.levels[instance][level][1]
        for at in range(level + 1):
            form = self.levels[instance][at][0]
            label = label.replace(f"%{at + 1}", _number(form, counts.get(at, self.starts[instance][at])))
        return label


def _number(form: str, value: int) -> str:
    match form:
        case "lowerLetter" | "upperLetter":
            letters = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)
            return letters.upper() if form == "upperLetter" else letters
        case "lowerRoman":
            digits = ""
            for worth, letter in _ROMAN:
                digits += letter * (value // worth)
                value %= worth
            return digits
        case _:
            return str(value)
