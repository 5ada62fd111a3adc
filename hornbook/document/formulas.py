"""Formulas: LaTeX between dollar signs, checked, as MathML and as characters. How they are read out: `speech`.

Only notation is taken: no macros and no commands that define any, for packs are data.
"""

from __future__ import annotations

import re
from functools import lru_cache

from lxml import etree

LONGEST = 400
"""Characters of one formula."""

_FORBIDDEN = re.compile(
    r"\\(?:def|edef|gdef|xdef|let|newcommand|renewcommand|providecommand|input|include|href|url|csname|catcode|require|htmlClass)\b"
)
_UNKNOWN = re.compile(r"\\[A-Za-z]+")
_OPERATOR = re.compile(r"[-+−±×⋅·÷/=]")
_DEEPEST = 12


@lru_cache(maxsize=512)
def mathml(tex: str) -> etree._Element:
    """A formula as MathML, which nobody may change; raises ValueError ("what — hint") if it does not parse."""
    if not tex.strip():
        raise ValueError("the formula between $ and $ is empty — write something, or \\$ for a dollar sign")
    if len(tex) > LONGEST:
        raise ValueError(f"a formula of {len(tex)} characters; the most is {LONGEST} — split it")
    if found := _FORBIDDEN.search(tex):
        raise ValueError(f"the formula uses {found[0]} — write notation only, no commands that define others")
    if _depth(tex) > _DEEPEST:
        raise ValueError(f"the formula ${tex}$ is nested too deeply — write it in steps")
    tree = _converted(tex)
    if unknown := next((str(text) for text in tree.itertext() if _UNKNOWN.fullmatch(str(text))), ""):
        raise ValueError(f"the formula ${tex}$ uses {unknown}, which is not known — look at its spelling")
    return tree


def _depth(tex: str) -> int:
    depth = most = 0
    for char in tex:
        depth += (char == "{") - (char == "}")
        most = max(most, depth)
    return most


def _converted(tex: str) -> etree._Element:
    from latex2mathml.converter import convert

    try:
        tree = etree.fromstring(convert(tex))
    except Exception:  # noqa: BLE001 - whatever a faulty formula makes the library raise, the formula is at fault
        hint = "look at its braces, and at the arguments of its commands"
        raise ValueError(f"the formula ${tex}$ does not parse — {hint}") from None
    for space in tree.iter("{*}mspace"):  # Word knows no such space, but the characters
        space.tag, space.text = str(space.tag).replace("mspace", "mtext"), "\u2009"
        space.attrib.clear()
    return tree


@lru_cache(maxsize=512)
def plain(tex: str) -> str:
    """The characters of a formula on one line, as they are typed: a=(v−u)/t, x^2, √2; raises ValueError as `mathml` does."""
    return _typed(mathml(tex))


def _typed(node: etree._Element) -> str:
    parts = list(map(_typed, node))
    match etree.QName(node).localname, parts:
        case ("mfrac", [above, below]):
            return f"{_bracketed(above)}/{_bracketed(below, several=len(_pieces(node[1])) > 1)}"
        case ("msup", [base, power]):
            return f"{base}^{power}"
        case ("msub", [base, index]):
            return f"{base}_{index}"
        case ("msqrt", _):
            return f"√{''.join(parts)}"
        case ("mroot", [inner, index]):
            return f"{index}√{inner}"
        case (_, []):
            return "".join((node.text or "").split())
        case _:
            return "".join(parts)


def _pieces(node: etree._Element) -> list[etree._Element]:
    """What stands side by side in a part of a formula."""
    return [piece for kid in node for piece in _pieces(kid)] if etree.QName(node).localname == "mrow" else [node]


def _bracketed(part: str, *, several: bool = False) -> str:
    """A part of a fraction, so that one sees what belongs to it where no rule tells."""
    return f"({part})" if several or _OPERATOR.search(part) else part
