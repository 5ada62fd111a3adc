"""A theme on a paper, resolved to measures in points that both renderers use as they stand."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Literal

from hornbook.document.inline import Role
from hornbook.document.nodes import PanelKind, Raster
from hornbook.theme.file import Colours, School, ThemeFile

MM = 72 / 25.4
"""Points in a millimetre."""

Paper = Literal["a4", "letter"]
PAPERS: dict[Paper, tuple[float, float]] = {"a4": (210 * MM, 297 * MM), "letter": (612.0, 792.0)}
"""Width and height in points (ISO 216; ANSI/ASME Y14.1)."""


HEAD_TO_BODY = 11.0
"""From the head's rule to the body, and from the body to the top of the foot, in points."""

CODE_ROOM = 0.36
"""The share of a line's width that a copy code may take up."""

LOGO_TO_RULE = 3.5
"""From the foot of the logo to the head's rule, in points."""

_EDGE = 5 * MM
"""What is left blank at the edge of the sheet: no printer reaches it."""

_LARGEST_RUNNING = 24.0
_TALLEST_LOGO, _WIDEST_LOGO = 14 * MM, 45 * MM


@dataclass(frozen=True, slots=True)
class Style:
    """How one kind of paragraph is set. Lengths in points, `colour` as `#rrggbb`."""

    family: str
    size: float
    leading: float
    colour: str
    bold: bool = False
    italic: bool = False
    space_before: float = 0.0
    space_after: float = 0.0


@dataclass(frozen=True, slots=True)
class Box:
    """How a panel or an extract is drawn: fill and border colours (None: none), padding and border width in points."""

    fill: str | None
    border: str | None
    border_width: float
    padding: float


@dataclass(frozen=True)
class Theme:
    """A theme on a paper, resolved to measures in points; `logo` is the school's, if its theme has one."""

    file: ThemeFile
    paper: Paper = "a4"
    logo: Raster | None = None

    @property
    def name(self) -> str:
        """The theme's name, as `--theme` takes it."""
        return self.file.name

    @property
    def colours(self) -> Colours:
        """The colours of the theme."""
        return self.file.colours

    @property
    def school(self) -> School:
        """Whose handouts these are: name, and what the logo shows."""
        return self.file.school

    @property
    def size(self) -> float:
        """The size of body text in points."""
        return self.file.type.size

    @property
    def italics(self) -> bool:
        """Whether emphasis is italic; if not, it is bold."""
        return self.file.type.italics

    @property
    def page_size(self) -> tuple[float, float]:
        """Width and height of the paper in points."""
        return PAPERS[self.paper]

    @property
    def margins(self) -> tuple[float, float, float, float]:
        """Top, right, bottom and left margins in points; there is always room for the lines of head and foot."""
        page, running = self.file.page, self.running().size
        top = max(page.top * MM, _EDGE + HEAD_TO_BODY + (4.65 if self.school.name else 3.25) * running)
        bottom = max(page.bottom * MM, _EDGE + HEAD_TO_BODY + 2.5 * running)
        return top, page.right * MM, bottom, page.left * MM

    @property
    def text_width(self) -> float:
        """The width of the text area in points."""
        _, right, _, left = self.margins
        return self.page_size[0] - left - right

    @property
    def answer_line(self) -> float:
        """The pitch of ruled answer lines in points."""
        return self.file.space.answer_line * MM

    @property
    def rule(self) -> float:
        """The weight in points of rules to write on and between cells."""
        return self.file.rules.line

    @property
    def logo_size(self) -> tuple[float, float]:
        """Width and height in points of the logo in the running head; nothing if there is no logo."""
        if self.logo is None:
            return 0.0, 0.0
        tallest = min(_TALLEST_LOGO, self.margins[0] - HEAD_TO_BODY - LOGO_TO_RULE - _EDGE)
        tall = min(tallest, _WIDEST_LOGO * self.logo.height / self.logo.width)
        return tall * self.logo.width / self.logo.height, tall

    @property
    def question_space(self) -> float:
        """The space before a question in points."""
        return self.file.space.question * self.size

    @property
    def hanging(self) -> float:
        """The indent of a question's text from its number, and of a list's text from its label, in points.

        Above 18 points it grows less than the type, or a part of a question would have a third of the line to stand in.
        """
        return min(2.0 * self.size, 1.5 * self.size + 9.0)

    @cached_property
    def _roles(self) -> dict[Role, Style]:
        colours, type_ = self.colours, self.file.type
        body, after = self.size, self.file.space.paragraph * self.size

        def style(size: float = body, **changes: Any) -> Style:
            settings: dict[str, Any] = {"family": self.file.fonts.body, "colour": colours.text, "space_after": after}
            return Style(size=size, leading=round(size * type_.leading, 2), **(settings | changes))

        heading = self.file.fonts.heading
        return {
            "body": style(),
            "title": style(type_.title, family=heading, bold=True, colour=colours.heading, space_after=0.2 * body),
            "subtitle": style(family=heading, colour=colours.muted, space_after=0.6 * body),
            "enquiry": style(type_.headings[1], family=heading, italic=type_.italics, colour=colours.text, space_after=0.8 * body),
            "instruction": style(bold=True),
            "stem": style(),
            "provenance": style(type_.small, italic=type_.italics, space_after=0.5 * body),
            "caption": style(type_.small, space_after=after),
            "note": style(type_.small),
            "small": style(type_.small, colour=colours.muted),
            "cell": style(space_after=0.0),
            "gapped": replace(style(), leading=max(round(body * 1.8, 2), self.answer_line * 0.85)),
            "spaced": replace(style(), leading=max(round(body * 2.6, 2), self.answer_line * 1.2)),
        }

    def paragraph(self, role: Role) -> Style:
        """The style of a paragraph of this role."""
        return self._roles[role]

    def heading(self, level: int) -> Style:
        """The style of a heading of level 1 to 3."""
        size = self.file.type.headings[level - 1]
        before = (1.4, 1.2, 0.9)[level - 1] * self.size
        return Style(
            self.file.fonts.heading, size, round(size * 1.2, 2), self.colours.heading, True, False, before, 0.4 * self.size
        )

    def running(self) -> Style:
        """The style of the running head and foot: as large as small print, while the slots still stand in a line."""
        size = min(self.file.type.small, _LARGEST_RUNNING)
        return Style(self.file.fonts.heading, size, size * 1.2, self.colours.muted)

    def panel(self, kind: PanelKind) -> Box:
        """How a panel of this kind is drawn: filled, or ruled where the theme has no fill to tell it from the page."""
        colours, rules, padding = self.colours, self.file.rules, 0.6 * self.size
        match kind:
            case "objectives" | "context" | "teacher" if colours.fill != colours.page:
                return Box(colours.fill, None, 0.0, padding)
            case "objectives" | "context" | "teacher" | "note" | "scheme":
                return Box(None, colours.rule, rules.line, padding)
            case "bank" | "frame":
                return Box(None, colours.rule, rules.box, padding)

    def extract(self) -> Box:
        """How the box of a source is drawn."""
        return Box(None, self.colours.text, self.file.rules.box, 0.7 * self.size)
