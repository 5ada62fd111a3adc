"""Formulas: LaTeX between dollar signs, checked, as MathML, as characters, and as they are read out.

Only notation is taken: no macros and no commands that define any, for packs are data.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from lxml import etree

LONGEST = 400
"""Characters of one formula."""

_FORBIDDEN = re.compile(
    r"\\(?:def|edef|gdef|xdef|let|newcommand|renewcommand|providecommand|input|include|href|url|csname|catcode|require|htmlClass)\b"
)
_UNKNOWN = re.compile(r"\\[A-Za-z]+")
_DEEPEST = 12

_OPERATORS = {
    "=": "equals", "+": "plus", "−": "minus", "-": "minus", "×": "times", "⋅": "times", "·": "times", "÷": "divided by",
    "/": "over", "±": "plus or minus", "<": "is less than", ">": "is greater than", "≤": "is at most", "≥": "is at least",
    "≈": "is about", "∝": "is proportional to", "→": "to", "∑": "the sum", "∫": "the integral", "′": "prime", "°": "degrees",
    "∘": "degrees", "%": "per cent", "Δ": "delta", "π": "pi", "λ": "lambda", "ρ": "rho", "θ": "theta", "μ": "mu", "Ω": "ohm",
}  # fmt: skip


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
    """The characters of a formula on one line, as they are typed: a=v−u/t, x^2, √2; raises ValueError as `mathml` does."""
    return _typed(mathml(tex))


def _typed(node: etree._Element) -> str:
    parts = list(map(_typed, node))
    match etree.QName(node).localname, parts:
        case ("mfrac", [above, below]):
            return f"{above}/{below}"
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


def spoken(tex: str, lang: str) -> str:
    """A formula in words: in English as one reads it aloud, in other languages its LaTeX, as no reading of theirs is known here."""
    if lang.partition("-")[0].lower() != "en":
        return tex
    return " ".join(" ".join(_said(mathml(tex))).split())


def _said(node: etree._Element) -> Iterator[str]:
    parts = [" ".join(_said(kid)) for kid in node]
    match etree.QName(node).localname, parts:
        case ("mfrac", [above, below]):
            yield f"{_whole(above)} over {_whole(below)}"
        case ("msup", [base, power]):
            yield f"{base} {_POWERS.get(power, f'to the power of {power}')}"
        case ("msub", [base, index]):
            yield f"{base} {index}"
        case ("msubsup", [base, index, power]):
            yield f"{base} {index} {_POWERS.get(power, f'to the power of {power}')}"
        case ("munderover", [base, first, last]):
            yield f"{base} from {first} to {last} of"
        case ("msqrt", _):
            yield f"the square root of {' '.join(parts)}"
        case ("mroot", [inner, index]):
            yield f"the {_ROOTS.get(index, index)} root of {inner}"
        case (_, []):
            text = (node.text or "").strip()
            yield _OPERATORS.get(text, text)
        case _:
            yield from parts


def _whole(part: str) -> str:
    """A part of a fraction, so that one hears where it begins and ends."""
    return f"the quantity {part}," if " " in part else part


_POWERS = {"2": "squared", "3": "cubed", "degrees": "degrees"}
_ROOTS = {"3": "cube", "4": "fourth", "5": "fifth"}
