"""Formulas as Word's own equations (Office Math Markup, ISO 29500-1, 22.1)."""

from __future__ import annotations

from functools import lru_cache

from lxml import etree

from hornbook.document.formulas import mathml

_MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_OPENING = f'<x xmlns:m="{_MATH}">'
_M = f"{{{_MATH}}}"


@lru_cache(maxsize=512)
def equation(tex: str) -> str:
    """The `m:oMath` of a formula."""
    import mathml_to_omml

    converted = mathml_to_omml.convert(etree.tostring(mathml(tex), encoding="unicode"))
    tree = etree.fromstring(f"{_OPENING}{converted}</x>")
    _repair(tree)
    text = "".join(etree.tostring(kid, encoding="unicode") for kid in tree)
    return text.replace(f' xmlns:m="{_MATH}"', "")


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
