"""The small values that the models of activities and sources are made of."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Literal, NamedTuple, Self
from unicodedata import combining, normalize

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

Path = tuple[str | int, ...]
"""Keys and indices from an activity's own place in the YAML down to one of its values."""

IDENTIFIER = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
Identifier = Annotated[str, Field(pattern=IDENTIFIER, description="Small letters, digits and hyphens.")]
Marks = Annotated[int, Field(ge=0, le=200, description="The marks this is worth.")]


_SPACE = re.compile(r"none|(?:(?P<number>\d{1,4}) lines?(?: |$))?(?:box|grid|fill)?")
_MOST_LINES = 80


_SORT = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def _sort_date(text: str) -> str:
    found = _SORT.fullmatch(text)
    if not found:
        raise ValueError(f'"{text}" is not a date to sort by — write 1922, 1922-04 or 1922-04-16')
    try:
        date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        raise ValueError(f'"{text}" is no day of the calendar — write 1922, 1922-04 or 1922-04-16') from None
    return text


def in_years(sort: str) -> float:
    """A `SortDate` as a number of years: 1922.5 is the middle of 1922. Of a year or a month it is the middle."""
    year, month, day = (*map(int, sort.split("-")), 0, 0)[:3]
    if not month:
        return year + 0.5
    first = date(year, 1, 1)
    return year + ((date(year, month, day or 15) - first).days + 0.5) / ((date(year, 12, 31) - first).days + 1)


SortDate = Annotated[str, AfterValidator(_sort_date)]
"""A year, a month or a day: 1922, 1922-04 or 1922-04-16."""


def as_identifier(text: str) -> str:
    """The id that `text` was meant to be ("detente" for "Détente"), or nothing if it begins with no letter of a to z."""
    plain = "".join(char for char in normalize("NFKD", text.casefold()) if not combining(char))
    proposed = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return proposed if re.match(IDENTIFIER, proposed) else ""


class Model(BaseModel):
    """A mapping in a pack: unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class LineRange(NamedTuple):
    """Lines `first` to `last` of a source, counted from 1, both included; written "4" or "4-6"."""

    first: int
    last: int

    @classmethod
    def parse(cls, text: object) -> Self:
        """The range that a text such as "4-6" names; raises ValueError for anything else."""
        match = re.fullmatch(r"([1-9]\d{0,3})(?:\s*[-–]\s*([1-9]\d{0,3}))?", str(text).strip())
        if not match:
            raise ValueError(f'"{text}" is not a line or a range of lines — write 4 or 4-6')
        first, last = int(match[1]), int(match[2] or match[1])
        if last < first:
            raise ValueError(f"the range {first}-{last} runs backwards — write {last}-{first}")
        return cls(first, last)

    def __str__(self) -> str:
        return f"{self.first}" if self.first == self.last else f"{self.first}–{self.last}"

    @classmethod
    def __get_pydantic_core_schema__(cls, *_: object) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(cls.parse)

    @classmethod
    def __get_pydantic_json_schema__(cls, _schema: CoreSchema, _handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"type": ["string", "integer"], "description": "A line (4) or a range of lines (4-6)."}


class YearRange(NamedTuple):
    """Years `first` to `last`, both included; written "1917-1934"."""

    first: int
    last: int

    @classmethod
    def parse(cls, text: object) -> Self:
        """The range that a text such as "1917-1934" names; raises ValueError for anything else."""
        match = re.fullmatch(r"(\d{3,4})\s*[-–]\s*(\d{3,4})", str(text).strip())
        if not match or int(match[2]) < int(match[1]):
            raise ValueError(f'"{text}" is not a range of years — write it like 1917-1934')
        return cls(int(match[1]), int(match[2]))

    def __str__(self) -> str:
        return f"{self.first}–{self.last}"

    @classmethod
    def __get_pydantic_core_schema__(cls, *_: object) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(cls.parse)

    @classmethod
    def __get_pydantic_json_schema__(cls, _schema: CoreSchema, _handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"type": "string", "description": "A range of years: 1917-1934."}


class Space(NamedTuple):
    """Room to write: "6 lines", "box", "8 lines box", "grid", "fill" or "none". `lines` is None where the marks decide."""

    kind: Literal["lines", "box", "grid"]
    lines: int | None
    fill: bool = False

    @classmethod
    def parse(cls, text: object) -> Self:
        """The space that a text such as "6 lines" or "box" names; raises ValueError for anything else."""
        found = _SPACE.fullmatch(" ".join(str(text).split()))
        if not found or (lines := int(found["number"] or 0)) > _MOST_LINES or not found[0]:
            hint = f'write "6 lines" ({_MOST_LINES} at most), "box", "8 lines box", "grid", "fill" or "none"'
            raise ValueError(f'"{text}" is not a space — {hint}')
        if found[0] == "none":
            return cls("lines", 0)
        kind: Literal["lines", "box", "grid"] = "box" if "box" in found[0] else "grid" if "grid" in found[0] else "lines"
        return cls(kind, lines if found["number"] else None, "fill" in found[0])

    @classmethod
    def __get_pydantic_core_schema__(cls, *_: object) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(cls.parse)

    @classmethod
    def __get_pydantic_json_schema__(cls, _schema: CoreSchema, _handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        described = 'Room to write: "6 lines", "box", "8 lines box", "grid", "fill" (to the foot of the last page) or "none".'
        return {"type": "string", "description": described}
