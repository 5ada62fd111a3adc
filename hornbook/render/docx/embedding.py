"""Fonts inside a Word file, so that it looks the same where they are not installed.

A face is embedded only if a run is set in it, and cut down to the characters of the file and those of western Europe, with which a
teacher may go on writing. Word keeps such fonts obfuscated: the first 32 bytes are mixed with a key that is named beside them
(ECMA-376 part 4, 2.8.1). The key is made from the font, so that the same file has the same bytes.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from hornbook.fonts import FAMILIES, Face
from hornbook.fonts import characters as known

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

_ALWAYS = frozenset((*range(0x20, 0x7F), *range(0xA0, 0x180), *map(ord, "–—‘’‚“”„†‡•…‹›€→✓")))
_RESTRICTED, _LOOSER, _WHOLE, _BITMAPS = 0x0002, 0x000C, 0x0100, 0x0200
_FACES: tuple[Face, ...] = ("regular", "bold", "italic", "bold-italic")


@dataclass(frozen=True, slots=True)
class Embedded:
    """A face as it stands in the file. `data` is obfuscated with `key`, a GUID in braces."""

    family: str
    face: Face
    key: str
    data: bytes
    whole: bool = False


def embed(used: Iterable[tuple[str, Face]], characters: frozenset[int]) -> tuple[list[Embedded], list[str]]:
    """The faces that may be embedded, in a fixed order, and a warning for each that its maker allows nobody to embed."""
    found: list[Embedded] = []
    warnings: list[str] = []
    for family, face in sorted(set(used), key=lambda pair: (pair[0], _FACES.index(pair[1]))):
        if _is_drawn_by_word(family, face):
            continue
        made = _made(family, face, frozenset((characters | _ALWAYS) & known(family, face)))  # few sets, so that few are made
        if made is None:
            warnings.append(f"{family} ({face}) was not embedded: its licence does not allow it")
        else:
            found.append(made)
    return found, warnings


def _is_drawn_by_word(family: str, face: Face) -> bool:
    """A family without italics of its own is slanted by Word; an upright font called italic would keep it from doing so."""
    return "italic" in face and FAMILIES[family].path(face) == FAMILIES[family].path("regular")


@lru_cache(maxsize=16)
def _made(family: str, face: Face, characters: frozenset[int]) -> Embedded | None:
    from fontTools.ttLib import TTFont

    font = TTFont(FAMILIES[family].path(face), recalcTimestamp=False)
    rights = int(font["OS/2"].fsType)  # OpenType, OS/2: fsType
    if (rights & _RESTRICTED and not rights & _LOOSER) or rights & _BITMAPS:
        return None
    if "fvar" in font:
        font = _instance(font, family, face)
    whole = bool(rights & _WHOLE)
    if not whole:
        _cut(font, characters)
    stream = io.BytesIO()
    font.save(stream, reorderTables=False)
    key, data = _obfuscated(stream.getvalue())
    return Embedded(family, face, key, data, whole)


def _instance(font: TTFont, family: str, face: Face) -> TTFont:
    """One weight of a variable font, under the names of a plain one: word processors embed no others."""
    from fontTools.varLib.instancer import instantiateVariableFont

    bold = face == "bold"
    wanted = {"wght": 700 if bold else 400, "wdth": 100}
    axes = {axis.axisTag: wanted.get(axis.axisTag, axis.defaultValue) for axis in font["fvar"].axes}
    single = instantiateVariableFont(font, axes)
    style = "Bold" if bold else "Regular"
    names = {1: family, 2: style, 4: f"{family} {style}", 6: f"{family.replace(' ', '')}-{style}"}
    single["name"].names = [record for record in single["name"].names if record.nameID not in {*names, 16, 17, 25}]
    for identity, text in names.items():
        single["name"].setName(text, identity, 3, 1, 0x409)
    single["OS/2"].fsSelection = single["OS/2"].fsSelection & ~0x61 | (0x20 if bold else 0x40)
    single["head"].macStyle = 1 if bold else 0
    return single


def _cut(font: TTFont, characters: frozenset[int]) -> None:
    from fontTools import subset

    options = subset.Options(name_IDs=["*"], notdef_outline=True, recommended_glyphs=True)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=characters)
    cutter.subset(font)


def _obfuscated(data: bytes) -> tuple[str, bytes]:
    digest = hashlib.sha256(data).hexdigest().upper()
    parts = (digest[:8], digest[8:12], digest[12:16], digest[16:20], digest[20:32])
    mask = bytes.fromhex(digest[:32])[::-1] * 2
    head = bytes(byte ^ other for byte, other in zip(data[:32], mask, strict=True))
    return f"{{{'-'.join(parts)}}}", head + data[32:]
