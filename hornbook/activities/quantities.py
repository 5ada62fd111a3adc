"""Numbers that are printed as they were written, and numbers with units."""

from __future__ import annotations

import re
from typing import Annotated, NamedTuple, Self

from pydantic import GetJsonSchemaHandler, PlainValidator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from hornbook.drawing.charts import Figure
from hornbook.prose import Prose

MOST_DIGITS = 15
"""Digits of one number: so many a computer keeps exactly."""

_NUMBER = r"[-−+]?\d+(?:\.\d+)?"
_WITH_UNIT = re.compile(rf"({_NUMBER})(\s*)(.*)", re.DOTALL)
_COMMA = re.compile(r"[-−+]?\d+,\d+")


def figure(value: object) -> Figure:
    """The number that is written so; raises ValueError ("what — hint") if it is none."""
    text = str(value).strip()
    if _COMMA.match(text):
        raise ValueError(f'"{text}" has a comma — write a point, {text.replace(",", ".", 1)}; it is printed as the language has it')
    if not re.fullmatch(_NUMBER, text):
        raise ValueError(f'"{text}" is no number — write it in figures, like 12.5')
    if sum(map(str.isdigit, text)) > MOST_DIGITS:
        raise ValueError(f'"{text}" has more than {MOST_DIGITS} digits — round it, or count in a larger unit')
    return Figure(text.replace("−", "-"))


Number = Annotated[Figure, PlainValidator(figure, json_schema_input_type=float)]
"""A number in figures, which keeps the zeros at its end."""


def pair_or_number(value: object) -> Figure | tuple[Figure, Figure]:
    """A number, or two in a list; raises ValueError ("what — hint") for anything else."""
    if not isinstance(value, list | tuple):
        return figure(value)
    if len(value) != 2:
        raise ValueError(f"a list of {len(value)} as a value — write a number, or a pair like [1921, 38]")
    return figure(value[0]), figure(value[1])


Value = Annotated[
    Figure | tuple[Figure, Figure], PlainValidator(pair_or_number, json_schema_input_type=float | tuple[float, float])
]
"""A number of a chart, or in a scatter plot how far along it stands and the number."""


class Quantity(NamedTuple):
    """A number and its unit, written "4.0 m/s"; `unit` begins with what stands between them, and is "" if there is none."""

    amount: Figure
    unit: str = ""

    @classmethod
    def parse(cls, value: object) -> Self:
        """The quantity that is written so; raises ValueError ("what — hint") if it does not begin with a number."""
        text = str(value).strip()
        found = _WITH_UNIT.fullmatch(text)
        if not found or not found[3] or _COMMA.match(text):
            return cls(figure(text))
        if found[3][0] in "0123456789.,":
            raise ValueError(f'"{text}" is no number with a unit — write it like 4.0 m/s')
        space = "\u202f" if found[2] else ""  # no line ends between a number and its unit
        return cls(figure(found[1]), f"{space}{Prose.checked(found[3])}")

    @classmethod
    def __get_pydantic_core_schema__(cls, *_: object) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(cls.parse)

    @classmethod
    def __get_pydantic_json_schema__(cls, _schema: CoreSchema, _handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"type": ["string", "number"], "description": "A number (50), or one with its unit (4.0 m/s)."}
