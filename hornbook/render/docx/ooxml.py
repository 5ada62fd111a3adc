"""WordprocessingML as text: escaping, units, and the properties of runs and paragraphs in the order the schema asks for.

The body is written as strings, because a handout holds some thousand elements and building each as an object costs forty times
as much. Nothing else in this room escapes, and nothing else writes a `w:rPr` or `w:pPr`, so that both rules can be checked here.
Looks are named tuples: varying one (`_replace`), which is done for nearly every run, is ten times as fast as with a dataclass.
Order of children: ECMA-376 part 1, CT_RPr and CT_PPr.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from hornbook.errors import Problem, RenderError

ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold (2.2, Char)."""

_SPACES = str.maketrans("\t\n\r", "   ")  # collapsed long ago; a stray one must not become a tab stop
_NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
}

_DECLARED = "".join(f' xmlns:{name}="{uri}"' for name, uri in _NAMESPACES.items())

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
Raised = Literal["", "superscript", "subscript"]


def escape(text: str) -> str:
    """`text` for use in an element or in a double-quoted attribute. Raises RenderError for a character XML cannot hold."""
    if not text.isprintable():  # nearly all are, and this is told far sooner
        text = _legal(text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def _legal(text: str) -> str:
    fault = ILLEGAL.search(text)
    if fault:
        code = f"U+{ord(fault.group()):04X}"
        raise RenderError(Problem(f"a Word file cannot hold the character {code}", f"remove it from “{_around(text, fault)}”"))
    return text.translate(_SPACES)


def _around(text: str, fault: re.Match[str]) -> str:
    return ILLEGAL.sub("", text[max(0, fault.start() - 20) : fault.end() + 20])


def twips(points: float) -> int:
    """Twentieths of a point, the unit of nearly every length in WordprocessingML."""
    return round(points * 20)


def half_points(points: float) -> int:
    """The unit of type sizes."""
    return round(points * 2)


def eighths(points: float) -> int:
    """The unit of border widths; Word draws nothing thinner than a quarter of a point."""
    return max(2, round(points * 8))


def rgb(colour: str) -> str:
    """`#rrggbb` as Word writes it."""
    return colour.removeprefix("#").upper()


def part(root: str, content: str, attributes: str = "") -> bytes:
    """A whole XML part: the root element with every namespace of this room."""
    return f"{DECLARATION}<{root}{_DECLARED}{attributes}>{content}</{root}>".encode()


class RunLook(NamedTuple):
    """How a run differs from its paragraph's style; None leaves a property to the style. Size in points."""

    style: str = ""
    bold: bool | None = None
    italic: bool | None = None
    colour: str | None = None
    size: float | None = None
    underline: bool = False
    fill: str | None = None
    raised: Raised = ""
    lang: str = ""
    family: str = ""


@lru_cache(maxsize=512)
def run_properties(look: RunLook) -> str:
    """The children of a `w:rPr`."""
    parts = [f'<w:rStyle w:val="{look.style}"/>'] if look.style else []
    if look.family:
        name = escape(look.family)
        parts.append(f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}" w:cs="{name}"/>')
    parts += [_toggle("b", look.bold), _toggle("i", look.italic)]
    if look.colour:
        parts.append(f'<w:color w:val="{rgb(look.colour)}"/>')
    if look.size:
        size = half_points(look.size)
        parts.append(f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>')
    if look.underline:
        parts.append('<w:u w:val="single"/>')
    if look.fill:
        parts.append(f'<w:shd w:val="clear" w:color="auto" w:fill="{rgb(look.fill)}"/>')
    if look.raised:
        parts.append(f'<w:vertAlign w:val="{look.raised}"/>')
    if look.lang:
        parts.append(f'<w:lang w:val="{escape(look.lang)}"/>')
    return "".join(parts)


def _toggle(name: str, value: bool | None) -> str:
    if value is None:
        return ""
    return f"<w:{name}/><w:{name}Cs/>" if value else f'<w:{name} w:val="0"/><w:{name}Cs w:val="0"/>'


def run(content: str, look: RunLook | None = None) -> str:
    """A run around finished content such as `<w:tab/>`."""
    properties = run_properties(look) if look else ""
    return f"<w:r><w:rPr>{properties}</w:rPr>{content}</w:r>" if properties else f"<w:r>{content}</w:r>"


def text_run(text: str, look: RunLook | None = None) -> str:
    """A run of text; nothing if there is no text."""
    return run(f'<w:t xml:space="preserve">{escape(text)}</w:t>', look) if text else ""


def field(instruction: str, result: str, look: RunLook | None = None) -> str:
    """A field such as PAGE, with what stands there until Word counts."""
    marks = [run(f'<w:fldChar w:fldCharType="{kind}"/>', look) for kind in ("begin", "separate", "end")]
    code = run(f'<w:instrText xml:space="preserve"> {instruction} </w:instrText>', look)
    return marks[0] + code + marks[1] + text_run(result, look) + marks[2]


class Tab(NamedTuple):
    """A tab stop `position` twips from the margin; `leader` is none or underscore."""

    position: int
    align: Literal["left", "center", "right"] = "left"
    leader: Literal["none", "underscore"] = "none"


class Edge(NamedTuple):
    """The rule at the left of a model answer; width and distance from the text in points."""

    colour: str
    width: float
    space: int


class ParagraphLook(NamedTuple):
    """How a paragraph differs from its style; None leaves a property to the style. Lengths in twips.

    `number` is a list instance and a level. `line` fixes the height of the line exactly.
    """

    style: str
    keep_next: bool = False
    keep_lines: bool = False
    page_break: bool = False
    number: tuple[int, int] | None = None
    edge: Edge | None = None
    tabs: tuple[Tab, ...] = ()
    before: int | None = None
    after: int | None = None
    line: int | None = None
    indent: int | None = None
    hanging: int = 0


@lru_cache(maxsize=2048)
def paragraph_properties(look: ParagraphLook) -> str:
    """The `w:pPr` of a paragraph."""
    parts = [f'<w:pStyle w:val="{look.style}"/>']
    parts += ["<w:keepNext/>"] * look.keep_next + ["<w:keepLines/>"] * look.keep_lines + ["<w:pageBreakBefore/>"] * look.page_break
    if look.number:
        parts.append(f'<w:numPr><w:ilvl w:val="{look.number[1]}"/><w:numId w:val="{look.number[0]}"/></w:numPr>')
    if look.edge:
        edge = look.edge
        rule = f'w:val="single" w:sz="{eighths(edge.width)}" w:space="{edge.space}" w:color="{rgb(edge.colour)}"'
        parts.append(f"<w:pBdr><w:left {rule}/></w:pBdr>")
    if look.tabs:
        parts.append(f"<w:tabs>{''.join(map(_tab, sorted(look.tabs, key=lambda tab: tab.position)))}</w:tabs>")
    parts += [_spacing(look), _indent(look)]
    return f"<w:pPr>{''.join(parts)}</w:pPr>"


def _tab(tab: Tab) -> str:
    leader = f' w:leader="{tab.leader}"' if tab.leader != "none" else ""
    return f'<w:tab w:val="{tab.align}"{leader} w:pos="{tab.position}"/>'


def _spacing(look: ParagraphLook) -> str:
    values = (("before", look.before), ("after", look.after), ("line", look.line))
    attributes = "".join(f' w:{name}="{value}"' for name, value in values if value is not None)
    if look.line is not None:
        attributes += ' w:lineRule="exact"'
    return f"<w:spacing{attributes}/>" if attributes else ""


def _indent(look: ParagraphLook) -> str:
    if look.indent is None:
        return ""
    hanging = f' w:hanging="{look.hanging}"' if look.hanging else ' w:firstLine="0"'
    return f'<w:ind w:left="{look.indent}"{hanging}/>'
