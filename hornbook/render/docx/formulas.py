"""Formulas as Word's own equations (Office Math Markup, ISO 29500-1, 22.1).

An equation looks like the words around it only if each of its runs says so, and each of its fractions, roots and brackets for
what they draw themselves. Word reads that; LibreOffice 7.4 draws every equation in black and in 12 points, whatever the file says.
"""

from __future__ import annotations

from functools import lru_cache

from lxml import etree

from hornbook.document.formulas import mathml
from hornbook.render.docx.ooxml import RunLook, run_properties

_MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_DECLARED = f' xmlns:m="{_MATH}" xmlns:w="{_WORDS}"'
_M, _W = f"{{{_MATH}}}", f"{{{_WORDS}}}"

_FONT = "Cambria Math"
"""What Word sets equations in; each of its own runs names it."""

_BOLD = {"p": "b", "i": "bi"}
"""The styles of letters (22.1.2.111), upright and slanted, with their bold ones."""

_CONSTRUCTS = frozenset(
    f"{_M}{name}"
    for name in (
        *("acc", "bar", "borderBox", "d", "eqArr", "f", "func", "groupChr", "limLow", "limUpp", "m", "nary", "phant", "rad"),
        *("sPre", "sSub", "sSubSup", "sSup"),
    )
)
"""What draws something of its own, or places what it holds."""


@lru_cache(maxsize=512)
def equation(tex: str, look: RunLook | None = None) -> str:
    """The `m:oMath` of a formula, which looks as a run of text with that look does."""
    import mathml_to_omml

    converted = mathml_to_omml.convert(etree.tostring(mathml(tex), encoding="unicode"))
    tree = etree.fromstring(f"<x{_DECLARED}>{converted}</x>")
    _repair(tree)
    _dress(tree, look or RunLook())
    text = "".join(etree.tostring(kid, encoding="unicode") for kid in tree)
    return text.replace(f' xmlns:m="{_MATH}"', "").replace(f' xmlns:w="{_WORDS}"', "")


def _dress(tree: etree._Element, look: RunLook) -> None:
    """Give all that is drawn the look of the run it stands in: size and language, colour, weight and what lies behind it."""
    plain = look._replace(family=_FONT, italic=None, raised="")  # what is slanted or raised is the formula's own affair
    properties = f"<w:rPr{_DECLARED}>{run_properties(plain)}</w:rPr>"
    for run in tree.iter(f"{_M}r"):
        style = run.find(f"{_M}rPr/{_M}sty")
        if look.bold and style is not None:
            style.set(f"{_M}val", _BOLD.get(style.get(f"{_M}val", "i"), "b"))
        run.insert(len(run.findall(f"{_M}rPr")), etree.fromstring(properties))
    for construct in [element for element in tree.iter() if element.tag in _CONSTRUCTS]:
        name = f"{construct.tag!s}Pr"
        settings = construct.find(name)
        if settings is None:
            settings = etree.Element(name)
            construct.insert(0, settings)
        etree.SubElement(settings, f"{_M}ctrlPr").append(etree.fromstring(properties))


def _repair(tree: etree._Element) -> None:
    """What the converter writes and Word draws as nothing: boxes around everything, and runs without characters."""
    for box in list(tree.iter(f"{_M}box")):
        parent = box.getparent()
        inner = box.find(f"{_M}e")
        if parent is not None and inner is not None:
            at = parent.index(box)
            parent[at : at + 1] = list(inner)
    for run in list(tree.iter(f"{_M}r")):
        parent = run.getparent()
        if parent is not None and not "".join(map(str, run.itertext())):
            parent.remove(run)
    for root in tree.iter(f"{_M}rad"):
        degree = root.find(f"{_M}deg")
        if degree is None:
            settings, none = etree.Element(f"{_M}radPr"), etree.Element(f"{_M}deg")
            etree.SubElement(settings, f"{_M}degHide").set(f"{_M}val", "1")
            root[0:0] = [settings, none]
