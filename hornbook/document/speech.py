"""Formulas in words, as one reads them aloud in class: "a equals the quantity v minus u, over t".

The words come from the catalogues like all that Hornbook says, so that a language needs nothing else for its formulas.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

from hornbook.document.formulas import mathml
from hornbook.locale import Words

_SUMMED = "∑∏∫"
_ARROW, _BARS = "→", "―¯‾"
_IN_NUMBER = re.compile(r"(?<=\d) ([.,]) (?=\d)")


def spoken(tex: str, words: Words) -> str:
    """A formula that has been checked in words, in the language of these."""
    said = _Reader(words).said(mathml(tex))
    return _IN_NUMBER.sub(r"\1", " ".join(said.split()))


class _Reader:
    """Reads a tree of MathML in one language."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._signs = _signs(words)

    def said(self, node: etree._Element) -> str:
        """A node with all there is in it."""
        pgettext = self._words.pgettext
        kids = list(node)
        match etree.QName(node).localname, kids:
            case ("mfrac", [above, below]):
                return pgettext("formula", "%(above)s over %(below)s") % {"above": self._whole(above), "below": self._whole(below)}
            case ("msup", [base, power]):
                return self._raised(self.said(base), power)
            case ("msub", [base, index]):
                return self._indexed(base, index)
            case ("msubsup" | "munderover", [base, first, last]) if _text(base) in _SUMMED:
                parts = {"sign": self.said(base), "first": self.said(first), "last": self.said(last)}
                return pgettext("formula", "%(sign)s from %(first)s to %(last)s of") % parts
            case ("msubsup", [base, index, power]):
                return self._raised(self._indexed(base, index), power)
            case ("mover", [base, over]) if _text(over) == _ARROW:
                return pgettext("formula", "vector %(inner)s") % {"inner": self.said(base)}
            case ("mover", [base, over]) if _text(over) in _BARS:
                return pgettext("formula", "%(inner)s bar") % {"inner": self.said(base)}
            case ("msqrt", _):
                return pgettext("formula", "the square root of %(inner)s") % {"inner": self._all(kids)}
            case ("mroot", [inner, index]):
                return self._root(self.said(inner), index)
            case (_, []):
                text = (node.text or "").strip()
                return self._signs.get(text, text)
        return self._all(kids)

    def _all(self, nodes: list[etree._Element]) -> str:
        return " ".join(map(self.said, nodes))

    def _whole(self, part: etree._Element) -> str:
        """A part of a fraction, so that one hears where it begins and ends."""
        said = " ".join(self.said(part).split())
        return self._words.pgettext("formula", "the quantity %(part)s,") % {"part": said} if " " in said else said

    def _indexed(self, base: etree._Element, index: etree._Element) -> str:
        # For translators: a letter with its index, as E with a small k.
        said = self._words.pgettext("formula", "%(base)s %(index)s")
        return said % {"base": self.said(base), "index": self.said(index)}

    def _raised(self, base: str, power: etree._Element) -> str:
        pgettext = self._words.pgettext
        match _text(power):
            case "2":
                return pgettext("formula", "%(base)s squared") % {"base": base}
            case "3":
                return pgettext("formula", "%(base)s cubed") % {"base": base}
            case "∘" | "°" | "′" | "″":
                return f"{base} {self.said(power)}"
        return pgettext("formula", "%(base)s to the power of %(power)s") % {"base": base, "power": self.said(power)}

    def _root(self, inner: str, index: etree._Element) -> str:
        pgettext = self._words.pgettext
        if _text(index) == "3":
            return pgettext("formula", "the cube root of %(inner)s") % {"inner": inner}
        return pgettext("formula", "the root of order %(index)s of %(inner)s") % {"index": self.said(index), "inner": inner}


def _text(node: etree._Element) -> str:
    return "".join("".join(map(str, node.itertext())).split())


def _signs(words: Words) -> Mapping[str, str]:
    pgettext = words.pgettext
    minus, times, degrees = pgettext("formula", "minus"), pgettext("formula", "times"), pgettext("formula", "degrees")
    return {
        "=": pgettext("formula", "equals"),
        "≠": pgettext("formula", "is not equal to"),
        "≈": pgettext("formula", "is about"),
        "<": pgettext("formula", "is less than"),
        ">": pgettext("formula", "is greater than"),
        "≤": pgettext("formula", "is at most"),
        "≥": pgettext("formula", "is at least"),
        "∝": pgettext("formula", "is proportional to"),
        "+": pgettext("formula", "plus"),
        **dict.fromkeys("−-", minus),
        "±": pgettext("formula", "plus or minus"),
        **dict.fromkeys("×⋅·", times),
        "÷": pgettext("formula", "divided by"),
        "/": pgettext("formula", "over"),
        "(": pgettext("formula", "open bracket"),
        ")": pgettext("formula", "close bracket"),
        "→": pgettext("formula", "to"),
        "∑": pgettext("formula", "the sum"),
        "∏": pgettext("formula", "the product"),
        "∫": pgettext("formula", "the integral"),
        "∞": pgettext("formula", "infinity"),
        "′": pgettext("formula", "prime"),
        "″": pgettext("formula", "double prime"),
        **dict.fromkeys("°∘", degrees),
        "%": pgettext("formula", "per cent"),
        **_letters(words),
    }


def _letters(words: Words) -> Mapping[str, str]:
    """The Greek letters that science teachers write; a voice may not know them."""
    pgettext = words.pgettext
    epsilon, phi = pgettext("formula", "epsilon"), pgettext("formula", "phi")
    return {
        "α": pgettext("formula", "alpha"),
        "β": pgettext("formula", "beta"),
        "γ": pgettext("formula", "gamma"),
        "Δ": pgettext("formula", "delta"),
        "δ": pgettext("formula", "small delta"),
        **dict.fromkeys("εϵ", epsilon),
        "η": pgettext("formula", "eta"),
        "θ": pgettext("formula", "theta"),
        "λ": pgettext("formula", "lambda"),
        "μ": pgettext("formula", "mu"),
        "π": pgettext("formula", "pi"),
        "ρ": pgettext("formula", "rho"),
        "σ": pgettext("formula", "sigma"),
        "τ": pgettext("formula", "tau"),
        **dict.fromkeys("φϕ", phi),
        "ω": pgettext("formula", "omega"),
        "Ω": pgettext("formula", "ohm"),
    }
