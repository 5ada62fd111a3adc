"""What a slot is filled with, in runs: Word wants to be told which part of a name is set leftwards, and in which font."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import groupby
from math import floor
from typing import NamedTuple

from fontTools.unicodedata import script as script_of

from hornbook.document.nodes import Slot
from hornbook.fonts import advance, characters
from hornbook.render.bidi import levels
from hornbook.render.docx.ooxml import escape, run_properties
from hornbook.render.docx.styles import direct
from hornbook.theme import MM, Theme

SPACE = 0.4
"""What is kept free before a value, in ems."""

SMALLEST = 0.7
"""The share of its size to which a long value shrinks before it is cut short."""

_FOREIGN = (0.65, 1.0)  # characters of other fonts; those of East Asia are as wide as high


class _Script(NamedTuple):
    """A font that comes with Word, and the properties of a run in it; LibreOffice takes what it has."""

    font: str
    marks: str


_LEFTWARD = _Script("Arial", "<w:rtl/><w:cs/>")
_INDIC, _LAO = _Script("Nirmala UI", "<w:cs/>"), _Script("Leelawadee UI", "<w:cs/>")
_SCRIPTS = {
    **dict.fromkeys(("Deva", "Beng", "Guru", "Gujr", "Orya", "Taml", "Telu", "Knda", "Mlym", "Sinh"), _INDIC),
    **dict.fromkeys(("Thai", "Laoo", "Khmr"), _LAO),
    "Mymr": _Script("Myanmar Text", "<w:cs/>"),
    **dict.fromkeys(("Armn", "Geor"), _Script("Sylfaen", "")),
    "Ethi": _Script("Ebrima", ""),
}
_EAST_ASIAN = {
    "Kana": "Yu Gothic",
    "Hira": "Yu Gothic",
    "Hang": "Malgun Gothic",
    "Bopo": "Microsoft JhengHei",
    "Hani": "Microsoft YaHei",
}
"""Ideographs are set in the font of what else stands in a name; the first that is found counts."""


def fitted(value: str, slot: Slot, theme: Theme) -> tuple[str, float]:
    """A value and its size: in smaller type, and at last cut short, rather than wider than the slot."""
    style = theme.running()
    room = slot.width * MM - SPACE * style.size
    size = max(SMALLEST * style.size, min(style.size, room / max(_ems(value, style.family), 0.1)))
    size = floor(2 * size) / 2  # half points are all that Word knows
    while len(value) > 1 and _ems(value, style.family) * size > room:
        value = value.removesuffix("…")[:-1].rstrip() + "…"
    return value, size


def value_runs(value: str, slot: Slot, theme: Theme) -> str:
    """The runs of a value, as it fits into its slot."""
    shown, size = fitted(value, slot, theme)
    look = direct(theme.running(), theme)._replace(colour=theme.colours.text, size=size)
    runs = ""
    for text, script in _parts(shown):
        properties = run_properties(look._replace(family=script.font) if script else look)
        marks = script.marks if script else ""
        runs += f'<w:r><w:rPr>{properties}{marks}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    return runs


def _parts(value: str) -> Iterator[tuple[str, _Script | None]]:
    """The value, cut where direction or font change; None stands for the theme's own."""
    if value.isascii():  # nearly always
        yield value, None
        return
    scripts = set(map(script_of, value))
    east_asian = next((_Script(_EAST_ASIAN[script], "") for script in _EAST_ASIAN if script in scripts), None)
    found: list[_Script | None] = []
    for char, level in zip(value, levels(value), strict=True):
        script = script_of(char)
        if level:
            found.append(_LEFTWARD)
        elif script == "Zinh" or unicodedata.category(char) == "Cf":
            found.append(found[-1] if found else None)  # a mark, or what joins letters
        else:
            found.append(east_asian if script in _EAST_ASIAN else _SCRIPTS.get(script))
    for script, group in groupby(zip(value, found, strict=True), lambda pair: pair[1]):
        yield "".join(char for char, _ in group), script


def _ems(text: str, family: str) -> float:
    """The width of text; characters that the family lacks are set from a font that is not known here."""
    known = characters(family)
    return sum(
        advance(char, family) if ord(char) in known else _FOREIGN[unicodedata.east_asian_width(char) in "WF"] for char in text
    )
