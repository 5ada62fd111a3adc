"""How a handout looks: one TOML file a theme, resolved to measures that both renderers use as they stand.

Sizes are points (1/72 inch) unless a name says otherwise; page measures in a TOML are millimetres because rulers are. Leading
is the distance from baseline to baseline. Nothing here knows a format.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from hornbook.document.nodes import PanelKind, Role
from hornbook.errors import Place, Problem, TemplateError, did_you_mean
from hornbook.fonts import FAMILIES

MM = 72 / 25.4
"""Points in a millimetre."""

Paper = Literal["a4", "letter"]
PAPERS: dict[Paper, tuple[float, float]] = {"a4": (210 * MM, 297 * MM), "letter": (612.0, 792.0)}
"""Width and height in points (ISO 216; ANSI/ASME Y14.1)."""

Colour = Annotated[str, Field(pattern=r"^#[0-9a-f]{6}$")]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Fonts(_Table):
    """Family names from `hornbook.fonts.FAMILIES`."""

    body: str
    heading: str


class Type(_Table):
    """Type sizes. `leading` is a multiple of the size; `italics = false` sets emphasis in bold instead."""

    size: float = Field(ge=8, le=48)
    small: float = Field(ge=7, le=48)
    title: float = Field(ge=8, le=72)
    headings: tuple[float, float, float]
    leading: float = Field(ge=1.0, le=2.5)
    italics: bool = True


class Page(_Table):
    """Margins in millimetres; the running head and foot stand inside the top and bottom margins."""

    top: float
    bottom: float
    left: float
    right: float


class Colours(_Table):
    """`#rrggbb`. `fill` lies behind panels and header rows, `page` behind everything, `answer` marks what only the key shows."""

    text: Colour
    heading: Colour
    muted: Colour
    rule: Colour
    answer: Colour
    answer_fill: Colour
    fill: Colour
    page: Colour


class Space(_Table):
    """`answer_line` is the pitch of ruled answer lines in millimetres; the others are multiples of the type size."""

    answer_line: float = Field(ge=5, le=30)
    paragraph: float = Field(ge=0, le=3)
    question: float = Field(ge=0, le=4)


class ThemeFile(_Table):
    """A theme as it stands in its TOML, after what it inherits has been filled in."""

    name: str
    fonts: Fonts
    type: Type
    page: Page
    colours: Colours
    space: Space


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
    """A theme on a paper, resolved to measures in points."""

    file: ThemeFile
    paper: Paper = "a4"

    @property
    def name(self) -> str:
        """The theme's name, as `--theme` takes it."""
        return self.file.name

    @property
    def colours(self) -> Colours:
        """The colours of the theme."""
        return self.file.colours

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
        """Top, right, bottom and left margins in points."""
        page = self.file.page
        return page.top * MM, page.right * MM, page.bottom * MM, page.left * MM

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
    def question_space(self) -> float:
        """The space before a question in points."""
        return self.file.space.question * self.size

    @property
    def hanging(self) -> float:
        """The indent of a question's text from its number, and of a list's text from its label, in points."""
        return 2.0 * self.size

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
        """The style of the running head and foot."""
        size = min(self.file.type.small, 12.0)
        return Style(self.file.fonts.heading, size, size * 1.2, self.colours.muted)

    def panel(self, kind: PanelKind) -> Box:
        """How a panel of this kind is drawn."""
        colours, padding = self.colours, 0.6 * self.size
        match kind:
            case "objectives" | "context" | "teacher":
                return Box(colours.fill, None, 0.0, padding)
            case "bank" | "frame":
                return Box(None, colours.rule, 0.75, padding)
            case "note" | "scheme":
                return Box(None, colours.rule, 0.5, padding)

    def extract(self) -> Box:
        """How the box of a source is drawn."""
        return Box(None, self.colours.text, 0.75, 0.7 * self.size)


def load_theme(name: str, paper: Paper, read: Callable[[str], str | None], known: list[str]) -> Theme:
    """The theme `name` on `paper`. `read` gives a theme file's text by its name (None if there is none).

    Raises TemplateError for an unknown theme, a TOML that does not parse, an unknown key, font or value.
    """
    settings = _inherited(name, read, known, ())
    try:
        file = ThemeFile.model_validate(settings)
    except ValidationError as error:
        problems = [
            Problem(f"theme {name}: {'.'.join(map(str, fault['loc']))}: {fault['msg']}", "docs/themes.md lists a theme's keys")
            for fault in error.errors(include_url=False)
        ]
        raise TemplateError(problems) from None
    for family in (file.fonts.body, file.fonts.heading):
        if family not in FAMILIES:
            raise TemplateError(Problem(f'theme {name}: no font family "{family}"', did_you_mean(family, list(FAMILIES))))
    return Theme(file, paper)


def _inherited(name: str, read: Callable[[str], str | None], known: list[str], heirs: tuple[str, ...]) -> dict[str, Any]:
    text = read(f"themes/{name}.toml")
    if text is None:
        raise TemplateError(Problem(f'there is no theme "{name}"', did_you_mean(name, known)))
    if name in heirs:
        chain = " → ".join((*heirs, name))
        raise TemplateError(Problem(f"theme {name} inherits from itself: {chain}", 'change its "inherits" line'))
    try:
        own = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise TemplateError(Problem(f"not valid TOML: {error}", "mend the line it names", Place(f"themes/{name}.toml"))) from None
    parent = own.pop("inherits", None)
    settings = _inherited(str(parent), read, known, (*heirs, name)) if parent else {}
    for key, value in own.items():
        both = isinstance(value, dict) and isinstance(settings.get(key), dict)
        settings[key] = settings[key] | value if both else value
    return settings | {"name": name}
