"""What is wrong in a theme's TOML, in words for those who write one: file, line, what, and what to do."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from hornbook.errors import Place, Problem, did_you_mean
from hornbook.theme.file import ThemeFile

Path = Sequence[str | int]
SEE = "docs/themes.md lists a theme's keys"


@dataclass(frozen=True, slots=True)
class Layer:
    """One TOML of those a theme is made of: its file's name, its text and what stands in it."""

    file: str
    text: str
    data: Mapping[str, Any]

    def sets(self, keys: Sequence[str]) -> bool:
        """Whether this TOML itself says something of the value at these keys."""
        value: Any = self.data
        for key in keys:
            if not isinstance(value, Mapping) or key not in value:
                return False
            value = value[key]
        return True

    def place(self, path: Path) -> Place:
        """The line of the key at `path`; the whole file if it is written in some other way than one key a line."""
        keys = [str(key) for key in path if isinstance(key, str)]
        table = ""
        for number, line in enumerate(self.text.splitlines(), start=1):
            if header := re.match(r"\s*\[\s*([\w-]+)\s*\]", line):
                table = header[1]
                if keys == [table]:
                    return Place(self.file, number, excerpt=line)
            key = re.match(r"\s*[\"']?([\w-]+)[\"']?\s*=", line)
            if key and ([table, key[1]] if table else [key[1]]) == keys[: 2 if table else 1]:
                return Place(self.file, number, excerpt=line)
        return Place(self.file)


def place_of(layers: Sequence[Layer], path: Path) -> Place:
    """Where the value at `path` was set: the layers stand from the theme itself to the one that inherits nothing."""
    keys = [str(key) for key in path if isinstance(key, str)]
    setter = next((layer for layer in layers if layer.sets(keys)), None)
    return setter.place(path) if setter else Place(layers[0].file)


def told(fault: ErrorDetails, layers: Sequence[Layer]) -> Problem:
    """One of pydantic's faults as a problem with its place."""
    path = fault["loc"]
    place = place_of(layers, path)
    names = [str(key) for key in path if isinstance(key, str)]
    if fault["type"] == "extra_forbidden":
        known = list(_fields(names[:-1]))
        where = f" in [{names[0]}]" if len(names) > 1 else ""
        return Problem(f'unknown key "{names[-1]}"{where}', did_you_mean(names[-1], known), place)
    if fault["type"] == "missing" and isinstance(path[-1], str):
        what = f'"{names[-1]}" is missing in [{names[0]}]' if len(names) > 1 else f"the table [{names[0]}] is missing"
        return Problem(what, 'add it, or inherit it: inherits = "classic"', place)
    key = f'"{names[-1]}"' + (f" in [{names[0]}]" if len(names) > 1 else "")
    return Problem(f"{key} must be {_wanted(fault, names)}, not {_shown(fault['input'])}", SEE, place)


def _fields(names: Sequence[str]) -> Mapping[str, object]:
    """The keys that may stand in a table; at the top also those that are not part of a finished theme."""
    if not names:
        return {"inherits": None, **{key: None for key in ThemeFile.model_fields if key != "name"}}
    table = ThemeFile.model_fields[names[0]].annotation
    return table.model_fields if isinstance(table, type) and issubclass(table, BaseModel) else {}


def _wanted(fault: ErrorDetails, names: Sequence[str]) -> str:
    limits = fault.get("ctx", {})
    match fault["type"]:
        case "float_type" | "float_parsing" | "finite_number":
            return "a number"
        case "bool_type" | "bool_parsing":
            return "true or false"
        case "greater_than_equal":
            return f"{limits['ge']:g} at least"
        case "less_than_equal":
            return f"{limits['le']:g} at most"
        case "string_pattern_mismatch":
            return 'a colour such as "#1f2f46", in small letters'
        case "string_type":
            return "a text in quotation marks"
        case "string_too_long":
            return f"{limits['max_length']} characters at most"
        case "tuple_type" | "too_long" | "too_short" | "missing":
            return "three numbers: [19.0, 13.0, 11.0]"
        case "model_type" | "model_attributes_type" if names:
            return f"a table: [{names[-1]}] with its keys beneath"
        case _:
            return "something else"


def _shown(value: object) -> str:
    """A value as TOML writes it, not at length."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            return f'"{value}"' if len(value) <= 40 else f'"{value[:40]}…"'
        case dict():
            return "a table"
        case list() | tuple() if len(value) != 1:
            return f"{len(value)} values"
        case _:
            return str(value)[:60]
