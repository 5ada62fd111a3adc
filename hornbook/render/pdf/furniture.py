"""What stands in the margins: the running head with its slots, and the foot.

The body never depends on what is written in a slot, and slots are drawn apart from the rest, so that copies for other pupils
can be made from one layout.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from hornbook.document.nodes import Document, Slot
from hornbook.render.pdf.boxes import Piece, Stroke, Words
from hornbook.render.pdf.inline import Ink, Line, ink_of
from hornbook.render.pdf.setting import RULE, Typesetter
from hornbook.theme import MM, Theme

TO_BODY = 11.0
"""From the head's rule to the body and from the body to the top of the foot, in points."""


@dataclass(frozen=True, slots=True)
class SlotPlace:
    """Where a slot stands: label and ruled space on a baseline, `x` from the left of the text and `y` down from its top."""

    slot: Slot
    x: float
    y: float
    label: Line
    width: float


class Furniture:
    """Head and foot of one document; places are worked out once and hold for every page."""

    def __init__(self, document: Document, theme: Theme, setting: Typesetter) -> None:
        self._document = document
        self._theme = theme
        self._setting = setting
        self._style = theme.running()
        self._ink = ink_of(self._style)
        self._measure = theme.text_width
        self.cut: dict[str, None] = {}  # what did not fit, each once and in order
        labels = [setting.line(slot.label, self._ink) for slot in document.head.slots]
        gap = self._style.size
        wide = sum(line.width + 0.4 * gap + slot.width * MM for line, slot in zip(labels, document.head.slots, strict=True))
        wide += 1.4 * gap * max(0, len(labels) - 1)
        title = setting.line(document.head.text, self._ink)
        self._below = bool(labels) and title.width + 2 * gap + wide > self._measure
        self.slots = self._places(labels, max(0.0, self._measure - wide))

    def _places(self, labels: list[Line], x: float) -> tuple[SlotPlace, ...]:
        places, gap = [], self._style.size
        if self._below:
            x = 0.0
        for slot, label in zip(self._document.head.slots, labels, strict=True):
            start = x + label.width + 0.4 * gap
            width = max(0.0, min(slot.width * MM, self._measure - start))
            places.append(SlotPlace(slot, x, self._baseline(last=True), label, width))
            x = start + width + 1.4 * gap
        return tuple(places)

    def _baseline(self, *, last: bool) -> float:
        """The head's baseline, above the body (negative): of its only or last line, or of the line before."""
        foot = -TO_BODY - 0.75 * self._style.size
        return foot if last or not self._below else foot - 1.7 * self._style.size

    def head(self) -> list[Piece]:
        """The lesson's name and the thin rule; from the top left of the body."""
        line = self._fitted(self._document.head.text, self._ink, self._room_for_title())
        rule = Stroke(0.0, -TO_BODY, self._measure, -TO_BODY, RULE, self._theme.colours.rule)
        return [Words(0.0, self._baseline(last=False), line, self._style.leading), rule]

    def _room_for_title(self) -> float:
        return self._measure if self._below or not self.slots else self.slots[0].x - self._style.size

    def slot_pieces(self, values: Mapping[str, str] | None = None) -> list[Piece]:
        """The slots: blank to be filled by hand, or with `values` by slot key."""
        pieces: list[Piece] = []
        for place in self.slots:
            start = place.x + place.label.width + 0.4 * self._style.size
            pieces.append(Words(place.x, place.y, place.label, self._style.leading))
            if value := (values or {}).get(place.slot.key, ""):
                ink = replace(self._ink, colour=self._theme.colours.text)
                pieces.append(Words(start, place.y, self._fitted(value, ink, place.width), self._style.leading))
            else:
                pieces.append(Stroke(start, place.y + 1.5, start + place.width, place.y + 1.5, RULE, self._theme.colours.rule))
        return pieces

    def foot(self, page: int, pages: int) -> list[Piece]:
        """Title or licence at the left, page in the middle, copy code at the right; from the bottom left of the body."""
        foot, leading = self._document.foot, self._style.leading
        y = TO_BODY + self._style.size
        number = self._setting.line(foot.page.replace("{page}", str(page)).replace("{pages}", str(pages)), self._ink)
        code = self._setting.line(foot.code, replace(self._ink, size=0.9 * self._ink.size))
        text = self._setting.line(foot.text, self._ink)
        middle = (self._measure - number.width) / 2
        if text.width + self._style.size > middle:
            # A long licence gets the width of a line to itself, beneath the page number.
            text = self._fitted(foot.text, self._ink, self._measure)
            return [
                Words(middle, y, number, leading),
                Words(self._measure - code.width, y, code, leading),
                Words(0.0, y + leading, text, leading),
            ]
        return [
            Words(0.0, y, text, leading),
            Words(middle, y, number, leading),
            Words(self._measure - code.width, y, code, leading),
        ]

    def _fitted(self, text: str, ink: Ink, room: float) -> Line:
        """The text on one line no wider than `room`; what does not fit gives way to an ellipsis."""
        line = self._setting.line(text, ink)
        if line.width > room:
            self.cut[text] = None
        while line.width > room and text:
            # A guess by proportion, then one word or letter fewer each time.
            keep = min(len(text) - 1, int(len(text) * room / line.width) + 1)
            text = text[:keep].rstrip(" …")
            line = self._setting.line(text + "…", ink)
        return line
