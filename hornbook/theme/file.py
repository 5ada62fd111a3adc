"""What may stand in a theme's TOML. `docs/themes.md` says the same to those who write one."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Colour = Annotated[str, Field(pattern=r"^#[0-9a-f]{6}$")]
Millimetres = Annotated[float, Field(ge=8, le=60)]
"""A margin: printers in schools leave up to 6 mm of a sheet's edge blank."""

HeadingSize = Annotated[float, Field(ge=8, le=72)]
"""The size of a heading in points."""


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Fonts(_Table):
    """Family names from `hornbook.fonts.FAMILIES`."""

    body: str
    heading: str


class Type(_Table):
    """Sizes of type in points. `leading` is a multiple of the size; `italics = false` sets emphasis in bold instead."""

    size: float = Field(ge=8, le=48)
    small: float = Field(ge=7, le=48)
    title: float = Field(ge=8, le=72)
    headings: tuple[HeadingSize, HeadingSize, HeadingSize]
    leading: float = Field(ge=1.0, le=2.5)
    italics: bool = True


class Page(_Table):
    """Margins in millimetres; the running head and foot stand inside the top and bottom margins."""

    top: Millimetres
    bottom: Millimetres
    left: Millimetres
    right: Millimetres


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


class Rules(_Table):
    """The weight of rules in points: `line` of those to write on and between cells, `box` of those around sources and panels."""

    line: float = Field(0.5, ge=0.25, le=3)
    box: float = Field(0.75, ge=0.25, le=3)


class School(_Table):
    """Whose handouts these are, shown in the running head. `logo` is a picture beside the theme, `logo_alt` says what it shows."""

    name: str = Field("", max_length=80)
    logo: str = ""
    logo_alt: str = Field("", max_length=250)


class ThemeFile(_Table):
    """A theme as it stands in its TOML, after what it inherits has been filled in."""

    name: str
    fonts: Fonts
    type: Type
    page: Page
    colours: Colours
    space: Space
    rules: Rules = Rules(line=0.5, box=0.75)
    school: School = School(name="", logo="", logo_alt="")
