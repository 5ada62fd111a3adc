"""The running head and foot: parts of their own, so that a copy for another pupil replaces them and nothing else."""

from __future__ import annotations

import re
from collections.abc import Mapping

from hornbook.document.nodes import Figure, RunningFoot, RunningHead, Slot
from hornbook.render.docx.flow import Para
from hornbook.render.docx.ooxml import ParagraphLook, RunLook, Tab, field, part, run, text_run, twips
from hornbook.render.docx.pictures import Image, drawing
from hornbook.render.docx.styles import direct
from hornbook.render.docx.values import SPACE, value_runs
from hornbook.theme import MM, Theme
from hornbook.theme.measures import CODE_ROOM, HEAD_TO_BODY

_CHARACTER = 0.52  # of the type size: a generous mean, as labels need room and not exactness

LOGO_RELATION = "rId1"
"""The header part's relationship to the logo: it has no other."""

LOGO_NUMBER = 100_000
"""The logo's number among the pictures: those of the body count from 1."""


def header_xml(head: RunningHead, theme: Theme, values: Mapping[str, str] | None = None) -> bytes:
    """The header part. `values` fills slots by their key; a slot without a value is a rule to write on."""
    total = twips(theme.text_width)
    look = direct(theme.running(), theme)
    widths = [_slot_width(slot, theme) for slot in head.slots]
    first = _room(head.text, theme) + sum(widths) <= total
    lines = _school(theme)
    if not first:
        lines.append(Para(ParagraphLook("Header"), text_run(head.text, look)))
    text = text_run(head.text, look) if first else ""
    for group in _lines(head.slots, theme, total):
        stops: list[Tab] = []
        runs = text
        end = total
        for slot in reversed(group):
            stops += _stops(slot, end, filled=bool(values and values.get(slot.key)))
            end -= _slot_width(slot, theme)
        for slot in group:
            if value := (values or {}).get(slot.key, ""):
                filling, end_look = run("<w:tab/>") + value_runs(value, slot, theme), None
            else:
                filling, end_look = "", look
            runs += run("<w:tab/>") + text_run(f"{slot.label} ", look) + filling + run("<w:tab/>", end_look)
        lines.append(Para(ParagraphLook("Header", tabs=tuple(stops), before=twips(0.3 * theme.size)), runs))
        text = ""
    if text or not lines:
        lines.append(Para(ParagraphLook("Header"), text))
    # Word moves the body down to where a tall head ends, and no further.
    lines[-1] = lines[-1]._replace(look=lines[-1].look._replace(after=twips(HEAD_TO_BODY)))
    return part("w:hdr", "".join(line.xml() for line in lines))


def _stops(slot: Slot, end: int, *, filled: bool) -> list[Tab]:
    """Where label, value and slot end: the label against the slot's left edge, and then a rule to write on, or the value."""
    start = end - twips(slot.width * MM)
    if not filled:
        return [Tab(end, "right", "underscore"), Tab(start, "right")]
    return [Tab(end, "right"), Tab(start + twips(1)), Tab(start, "right")]


def _school(theme: Theme) -> list[Para]:
    """The school's logo and name in a line of their own; nothing if its theme names neither."""
    runs = ""
    if theme.logo:
        image = Image(LOGO_RELATION, LOGO_NUMBER)
        runs += run(drawing(Figure("logo", alt=theme.school.logo_alt), image, theme.logo_size))
    if theme.school.name:
        look = direct(theme.running(), theme)._replace(bold=True, colour=theme.colours.heading)
        runs += text_run(f"\u2002{theme.school.name}" if theme.logo else theme.school.name, look)
    return [Para(ParagraphLook("Header"), runs)] if runs else []


def _room(text: str, theme: Theme) -> int:
    return twips((len(text) * _CHARACTER + SPACE) * theme.running().size)


def _slot_width(slot: Slot, theme: Theme) -> int:
    return _room(slot.label, theme) + twips(slot.width * MM + theme.running().size)


def _lines(slots: tuple[Slot, ...], theme: Theme, total: int) -> list[list[Slot]]:
    lines: list[list[Slot]] = []
    room = 0
    for slot in slots:
        width = _slot_width(slot, theme)
        if not lines or width > room:
            lines.append([])
            room = total
        lines[-1].append(slot)
        room -= width
    return lines


def footer_xml(foot: RunningFoot, theme: Theme) -> bytes:
    """The footer part: text at the left, page numbers in the middle, copy code at the right.

    A text that reaches too far for that has the page numbers beneath it, where it begins; one as long as a line stands beneath
    them.
    """
    total = twips(theme.text_width)
    look = direct(theme.running(), theme)
    text, counts = text_run(foot.text, look), _pages(foot.page, look)
    code = run("<w:tab/>") + text_run(foot.code, look) if foot.code else ""
    middle, right = Tab(total // 2, "center"), Tab(total, "right")
    room = _room(foot.text, theme)
    lines: tuple[tuple[tuple[Tab, ...], str], ...]
    if room > (1 - CODE_ROOM) * total:
        lines = (((right,), counts + code), ((), text))
    elif room > (total - _room(foot.page, theme)) // 2:
        lines = (((right,), text + code), ((), counts))
    else:
        lines = (((middle, right), text + run("<w:tab/>") + counts + code),)
    return part("w:ftr", "".join(Para(ParagraphLook("Footer", tabs=stops), runs).xml() for stops, runs in lines))


def _pages(pattern: str, look: RunLook) -> str:
    """The page numbers: {page} and {pages} become fields that Word keeps up to date."""
    fields = {"{page}": field("PAGE", "1", look), "{pages}": field("NUMPAGES", "1", look)}
    return "".join(fields.get(bit) or text_run(bit, look) for bit in re.split(r"(\{pages?\})", pattern))
