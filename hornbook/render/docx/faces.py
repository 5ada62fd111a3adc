"""Which faces a finished Word file is set in, read off its parts: styles, and what runs and list labels change of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from hornbook.fonts import Face

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FACES: dict[tuple[bool, bool], Face] = {
    (False, False): "regular",
    (True, False): "bold",
    (False, True): "italic",
    (True, True): "bold-italic",
}
"""The face for each pair of bold and italic."""


@dataclass(frozen=True, slots=True)
class _Look:
    family: str
    bold: bool = False
    italic: bool = False

    def changed(self, properties: etree._Element | None) -> _Look:
        """The look with what a `w:rPr` says."""
        if properties is None:
            return self
        fonts = properties.find(f"{_W}rFonts")
        family = self.family if fonts is None else str(fonts.get(f"{_W}ascii", self.family))
        return _Look(family, _toggle(properties, "b", self.bold), _toggle(properties, "i", self.italic))


def _toggle(properties: etree._Element, name: str, before: bool) -> bool:
    element = properties.find(f"{_W}{name}")
    return before if element is None else element.get(f"{_W}val", "1") != "0"


def used(styles: bytes, numbering: bytes, texts: Iterable[bytes]) -> tuple[set[tuple[str, Face]], frozenset[int]]:
    """The faces, and the characters of all texts. Every style is based on the plain one, as this room writes them."""
    sheet = etree.fromstring(styles)
    plain = _Look("").changed(sheet.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr"))
    looks = {style.get(f"{_W}styleId"): plain.changed(style.find(f"{_W}rPr")) for style in sheet.iter(f"{_W}style")}
    labels = _labels(etree.fromstring(numbering))
    found: set[_Look] = set()
    characters: set[int] = set()
    for part in texts:
        for paragraph in etree.fromstring(part).iter(f"{_W}p"):
            look = looks.get(_value(paragraph.find(f"{_W}pPr/{_W}pStyle")), plain)
            number = paragraph.find(f"{_W}pPr/{_W}numPr")
            if number is not None:
                found.add(look.changed(labels[_value(number.find(f"{_W}numId")), _value(number.find(f"{_W}ilvl"))]))
            for run in paragraph.iter(f"{_W}r"):
                found.add(look.changed(run.find(f"{_W}rPr")))
                characters.update(ord(char) for text in run.iter(f"{_W}t") for char in text.text or "")
    return {(look.family, FACES[look.bold, look.italic]) for look in found}, frozenset(characters)


def _labels(numbering: etree._Element) -> dict[tuple[str, str], etree._Element | None]:
    """The `w:rPr` of each level of each list."""
    levels = {
        (abstract.get(f"{_W}abstractNumId"), level.get(f"{_W}ilvl")): level.find(f"{_W}rPr")
        for abstract in numbering.iter(f"{_W}abstractNum")
        for level in abstract.iter(f"{_W}lvl")
    }
    return {
        (str(instance.get(f"{_W}numId")), str(level)): look
        for instance in numbering.iter(f"{_W}num")
        for (abstract, level), look in levels.items()
        if abstract == _value(instance.find(f"{_W}abstractNumId"))
    }


def _value(element: etree._Element | None) -> str:
    return "" if element is None else str(element.get(f"{_W}val", ""))
