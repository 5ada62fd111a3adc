"""What stands in the margins: the running head with its slots, and the foot.

The body never depends on what is written in a slot, and slots are drawn apart from the rest, so that copies for other pupils
can be made from one layout.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from hornbook.document.nodes import Document, Raster, Slot
from hornbook.render.pdf.boxes import Picture, Piece, Stroke, Words
from hornbook.render.pdf.line import Ink, Line, ink_of
from hornbook.render.pdf.setting import Typesetter
from hornbook.theme import MM, Theme
from hornbook.theme.measures import CODE_ROOM, HEAD_TO_BODY, LOGO_TO_RULE

LOGO = ":logo"
"""The key of the school's logo among the pictures: none of a pack's can be called that."""

NARROWEST_SLOT = 0.4
"""The share of its width that a slot keeps at least where type is large and the line full."""

UP_TO_SLOTS, UP_TO_SCHOOL = 1.7, 1.4
"""From the baseline of the slots up to that of the lesson's name, and from there to that of the school's: multiples of the size."""


@dataclass(frozen=True, slots=True)
class SlotPlace:
    """Where a slot stands: label and ruled space on a baseline, `x` from the left of the text and `y` down from its top."""

    slot: Slot
    x: float
    y: float
    label: Line
    width: float


@dataclass(frozen=True, slots=True)
class Field:
    """Room on the page for what differs from copy to copy: the baseline from (x, y) in PDF's coordinates, `room` points wide.

    `label` stands before it, from `start`. Without a value there is a rule to write on if it is `ruled`. A value stands at the
    left, or at the right if it is `flush_right`.
    """

    key: str
    start: float
    label: Line
    x: float
    y: float
    room: float
    size: float
    colour: str
    ruled: bool = True
    flush_right: bool = False


class Furniture:
    """Head and foot of one document; places are worked out once and hold for every page."""

    def __init__(self, document: Document, theme: Theme, setting: Typesetter) -> None:
        self._document = document
        self._theme = theme
        self._setting = setting
        self._style = theme.running()
        self._ink = ink_of(self._style)
        self._measure = theme.text_width
        self._left = theme.logo_size[0] + self._style.size if theme.logo else 0.0
        self.cut: dict[str, None] = {}  # what did not fit, each once and in order
        labels = [setting.line(slot.label, self._ink) for slot in document.head.slots]
        gap, room = self._style.size, self._measure - self._left
        ruled = sum(slot.width * MM for slot in document.head.slots)
        fixed = sum(label.width + 0.4 * gap for label in labels) + 1.4 * gap * max(0, len(labels) - 1)
        title = setting.line(document.head.text, self._ink)
        self._below = bool(labels) and title.width + 2 * gap + fixed + ruled > room
        scale = min(1.0, max(NARROWEST_SLOT, (room - fixed) / ruled)) if ruled else 1.0
        start = self._left if self._below else max(self._left, self._measure - fixed - scale * ruled)
        self.slots = tuple(self._places(labels, start, scale))

    def _places(self, labels: list[Line], x: float, scale: float) -> Iterator[SlotPlace]:
        gap = self._style.size
        for slot, label in zip(self._document.head.slots, labels, strict=True):
            start = x + label.width + 0.4 * gap
            width = max(0.0, min(scale * slot.width * MM, self._measure - start))
            yield SlotPlace(slot, x, self._baseline, label, width)
            x = start + width + 1.4 * gap

    @property
    def _baseline(self) -> float:
        """The baseline of the head's last line, above the body (negative)."""
        return -HEAD_TO_BODY - 0.75 * self._style.size

    def image(self, src: str) -> Raster:
        """A picture of the document or of its head."""
        return self._theme.logo if src == LOGO and self._theme.logo else self._document.images[src]

    def logo(self) -> list[Piece]:
        """The school's logo at the left of the head, from the top left of the body; nothing if there is none."""
        width, tall = self._theme.logo_size
        return [Picture(0.0, -HEAD_TO_BODY - LOGO_TO_RULE - tall, width, tall, LOGO)] if tall else []

    def head(self) -> list[Piece]:
        """The names of school and lesson, and the rule, from the top left of the body."""
        theme, style, school = self._theme, self._style, self._theme.school
        y = self._baseline - (UP_TO_SLOTS * style.size if self._below else 0.0)
        line = self._fitted(self._document.head.text, self._ink, self._room_for_title())
        colour, weight = (theme.colours.heading, 2 * theme.rule) if school.name or theme.logo else (theme.colours.rule, theme.rule)
        rule = Stroke(0.0, -HEAD_TO_BODY, self._measure, -HEAD_TO_BODY, weight, colour)
        pieces: list[Piece] = [Words(self._left, y, line, style.leading), rule]
        if school.name:
            ink = replace(self._ink, bold=True, colour=theme.colours.heading)
            name = self._fitted(school.name, ink, self._measure - self._left)
            pieces.insert(0, Words(self._left, y - UP_TO_SCHOOL * style.size, name, style.leading))
        return pieces

    def _room_for_title(self) -> float:
        end = self._measure if self._below or not self.slots else self.slots[0].x - self._style.size
        return end - self._left

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
                end, y = start + place.width, place.y + 1.5
                pieces.append(Stroke(start, y, end, y, self._theme.rule, self._theme.colours.rule))
        return pieces

    def fields(self) -> list[Field]:
        """The room for what differs from copy to copy: each slot, and the code in the foot."""
        theme, style = self._theme, self._style
        top, _, bottom, left = theme.margins
        fields: list[Field] = []
        for place in self.slots:
            start, y = left + place.x, theme.page_size[1] - top - place.y
            x = start + place.label.width + 0.4 * style.size
            fields.append(Field(place.slot.key, start, place.label, x, y, place.width, style.size, theme.colours.text))
        room, y = CODE_ROOM * self._measure, bottom - HEAD_TO_BODY - style.size
        x = left + self._measure - room
        code = Field("code", x, Line(), x, y, room, 0.9 * style.size, self._ink.colour, ruled=False, flush_right=True)
        return [*fields, code]

    def foot(self, page: int, pages: int, *, coded: bool = True) -> list[Piece]:
        """Title or licence at the left, page in the middle, copy code at the right; from the bottom left of the body.

        A title that reaches too far for that has the page number beneath it, where it begins; a licence as long as a line stands
        beneath that.
        Without the code if it is not to be `coded`.
        """
        foot, leading = self._document.foot, self._style.leading
        y = HEAD_TO_BODY + self._style.size
        number, widest = (self._number(count, pages) for count in (page, pages))
        code = self._setting.line(foot.code if coded else "", replace(self._ink, size=0.9 * self._ink.size))
        text = self._setting.line(foot.text, self._ink)
        ends = text.width + self._style.size
        number_x, number_y, text_y = (self._measure - number.width) / 2, y, y
        if ends > (1 - CODE_ROOM) * self._measure:
            text, text_y, number_x = self._fitted(foot.text, self._ink, self._measure), y + leading, 0.0
        elif ends > (self._measure - widest.width) / 2:
            number_y, number_x = y + leading, 0.0
        words: list[Words] = [
            Words(0.0, text_y, text, leading),
            Words(number_x, number_y, number, leading),
            Words(self._measure - code.width, y, code, leading),
        ]
        return [*sorted(words, key=lambda each: each.y)]

    def _number(self, page: int, pages: int) -> Line:
        return self._setting.line(self._document.foot.page.replace("{page}", str(page)).replace("{pages}", str(pages)), self._ink)

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
