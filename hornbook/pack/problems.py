"""What is wrong with a file's data, in a teacher's words and at its line: pydantic's errors translated."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from hornbook.activities.values import IDENTIFIER, as_identifier
from hornbook.errors import Place, Problem, did_you_mean, nearest
from hornbook.pack.positions import Path, Positions

_LONGEST_SHOWN = 60
_IN_QUOTES = 'if it is part of a text, put the whole text in "quotes"'
_TEXT = 'put the text in "quotes" if it begins with a bracket; lines that begin with a hyphen are a list'
_ITEMS = "begin each item on its own line with a hyphen and a space, or write [one, two]"
_KEY = re.compile(r"[a-z]+(_[a-z]+)*")
_TIGHT_COLON = re.compile(r"[a-z_]+:[^\s:/]")
_KINDS = {
    "int": ("a whole number", "write digits only, without quotes or words"),
    "float": ("a number", "write digits, with a point for the fraction"),
    "bool": ("true or false", "write true or false"),
    "string": ("a text", _TEXT),
    "tuple": ("a list", _ITEMS),
    "list": ("a list", _ITEMS),
    "dict": ("keys and values", 'write each as "key: value" on its own line, indented'),
    "model": ("keys and values", 'write each as "key: value" on its own line, indented'),
}
_BOUNDS = {
    "greater_than_equal": ("is too small: {value}", "the least is {ge}"),
    "greater_than": ("is too small: {value}", "it must be more than {gt}"),
    "less_than_equal": ("is too large: {value}", "the most is {le}"),
    "less_than": ("is too large: {value}", "it must be less than {lt}"),
    "too_short": ("has too few items", "it needs at least {min_length}"),
    "too_long": ("has too many items", "it may have at most {max_length}"),
    "string_too_short": ("is too short", "it needs at least {min_length} characters"),
    "string_too_long": ("is too long", "it may have at most {max_length} characters"),
}


def problems(error: ValidationError, model: type[BaseModel], positions: Positions) -> Iterator[Problem]:
    """Each fault of `error`, which arose when the data of a file was validated as `model`."""
    details = [detail for detail in error.errors(include_url=False) if not _echo(detail)]
    missing: dict[Path, list[ErrorDetails]] = {}
    for detail in details:
        if detail["type"] == "missing":
            missing.setdefault(detail["loc"][:-1], []).append(detail)
    meant = {
        detail["loc"]: _meant(str(detail["loc"][-1]), missing.get(detail["loc"][:-1], ()))
        for detail in details
        if detail["type"] == "extra_forbidden"
    }
    told_by_a_misspelling = {(*loc[:-1], name) for loc, name in meant.items()}
    for detail in details:
        loc = detail["loc"]
        if detail["type"] == "extra_forbidden":
            alone = detail["input"] is None or any(len(each["input"]) == 1 for each in missing.get(loc[:-1], ()))
            hint = f'did you mean "{meant[loc]}"?' if meant[loc] else _of_the_keys(loc, model, positions, alone=alone)
            yield Problem(f'unknown key "{loc[-1]}"', hint, positions.key_place(loc))
        elif detail["type"] != "missing" or loc not in told_by_a_misspelling:
            yield _problem(detail, model, positions)


def _meant(key: str, missing: Iterable[ErrorDetails]) -> str:
    """The missing key of the same mapping that an unknown key looks like, or nothing."""
    return next(iter(difflib.get_close_matches(key, [str(each["loc"][-1]) for each in missing], n=1)), "")


def _of_the_keys(loc: Path, model: type[BaseModel], positions: Positions, *, alone: bool) -> str:
    """A hint: which keys the mapping might still have. One without value or company may come of a comma or colon in a text."""
    key, parent = str(loc[-1]), positions.known(loc[:-1])
    free = [name for name in _fields(model, loc[:-1]) if (*parent, name) not in positions.keys]
    hint = did_you_mean(key, free)
    is_text = not nearest(key, free) and (alone or not _KEY.fullmatch(key))
    return "; ".join(filter(None, (hint, _IN_QUOTES))) if is_text else hint or "delete it"


def _echo(detail: ErrorDetails) -> bool:
    # A list whose items are unsound is also told to be too short, however many it has.
    items = detail["input"]
    return detail["type"] == "too_short" and isinstance(items, list) and len(items) >= detail.get("ctx", {}).get("min_length", 0)


def _problem(detail: ErrorDetails, model: type[BaseModel], positions: Positions) -> Problem:
    loc, kind, context = detail["loc"], detail["type"], detail.get("ctx", {})
    place = positions.place(loc)
    match kind:
        case "missing":
            return _missing(model, loc, positions)
        case "union_tag_not_found":
            return Problem('missing key "type"', "say what sort of task it is: type: short_answer, for instance", place)
        case "union_tag_invalid":
            known = [tag.strip("' ") for tag in str(context["expected_tags"]).split(",")]
            place = positions.place((*positions.known(loc), "type"))
            return Problem(f'unknown activity type "{context["tag"]}"', did_you_mean(str(context["tag"]), known), place)
        case "literal_error" | "enum":
            known = [str(choice) for choice in _choices(model, loc)]
            what = f"{_named(loc)} cannot be {_shown(detail['input'])}"
            return Problem(what, did_you_mean(str(detail["input"]), known) if known else f"write {context['expected']}", place)
        case "value_error":
            what, _, hint = str(context["error"]).partition(" — ")
            return Problem(what, hint, place)
    return _wrong_value(detail, model, place)


def _missing(model: type[BaseModel], loc: Path, positions: Positions) -> Problem:
    parent = positions.key_place(loc[:-1])
    if isinstance(loc[-1], int):
        return Problem(f"{_named(loc[:-1])} has too few items", f"it needs {loc[-1] + 1}", parent)
    meaning = _meaning(_fields(model, loc[:-1]).get(str(loc[-1])))
    hint = f'add "{loc[-1]}:", {meaning[:1].lower()}{meaning[1:]}' if meaning else f'add "{loc[-1]}:"'
    return Problem(f'missing key "{loc[-1]}"', hint, parent)


def _wrong_value(detail: ErrorDetails, model: type[BaseModel], place: Place) -> Problem:
    loc, kind, context, value = detail["loc"], detail["type"], detail.get("ctx", {}), detail["input"]
    if value is None:
        return Problem(
            f"{_named(loc)} has no value", "write one after the colon, or leave the key out if it may be left out", place
        )
    if kind in _BOUNDS:
        what, hint = _BOUNDS[kind]
        return Problem(f"{_named(loc)} {what.format(value=_shown(value))}", hint.format(**context), place)
    if kind == "string_pattern_mismatch":
        field = _fields(model, loc[:-1]).get(str(_named_step(loc)))
        hint = _identifier_hint(loc, value) if context["pattern"] == IDENTIFIER else _meaning(field)
        return Problem(f"{_named(loc)} cannot be {_shown(value)}", hint, place)
    expected, hint = _KINDS.get(sort := kind.split("_")[0], ("something else", "see the format of packs"))
    what = f"{_named(loc)}: expected {expected}, found {_shown(value)}"
    match sort, value:
        case "model" | "dict", str() if _TIGHT_COLON.match(value):
            hint = "write a space after the colon"
        case "model", str():
            hint = _keys_hint(model, loc) or hint
        case "string", dict():
            hint = 'put the whole text in "quotes" if it holds a colon and a space, or begins with a brace'
    return Problem(what, hint, place)


def _identifier_hint(loc: Path, value: object) -> str:
    if loc[-1] != "id":
        return "write an id, in small letters, digits and hyphens: genoa-speech"
    example = as_identifier(str(value)) or "genoa-speech"
    return f"use small letters, digits and hyphens only, and begin with a letter: {example}"


def _keys_hint(model: type[BaseModel], loc: Path) -> str:
    """A hint: the keys that a mapping must have where there is only a text."""
    needed = [f'"{name}: …"' for name, field in _fields(model, loc).items() if field.is_required()]
    if len(needed) < 2:
        return f"write {needed[0]}" if needed else ""
    return f"write {', '.join(needed[:-1])} and {needed[-1]}, each on its own line, indented alike"


def _meaning(field: FieldInfo | None) -> str:
    return (field.description or "").rstrip(".") if field else ""


def _named_step(loc: Path) -> str | int:
    return next((step for step in reversed(loc) if isinstance(step, str)), "the file")


def _named(loc: Path) -> str:
    """What a teacher calls the value at `loc`: its key, or which item of the list under its key."""
    if not loc:
        return "the file"
    name = _named_step(loc)
    return f'item {loc[-1] + 1} of "{name}"' if isinstance(loc[-1], int) else f'"{name}"'


def _shown(value: object) -> str:
    match value:
        case list() | tuple():
            return "a list"
        case dict():
            return "keys and values"
        case _:
            text = " ".join(str(value).split())
            return f'"{text}"' if len(text) <= _LONGEST_SHOWN else f'"{text[: _LONGEST_SHOWN - 1]}…"'


def _fields(model: type[BaseModel], loc: Path) -> dict[str, FieldInfo]:
    """The fields of the model that `loc` leads to. A step that names the member of a union chooses among several."""
    models: list[type[BaseModel]] = [model]
    for step in loc:
        if isinstance(step, int):
            continue
        if chosen := [
            each for each in models if "type" in each.model_fields and step in get_args(each.model_fields["type"].annotation)
        ]:
            models = chosen
        elif holders := [each for each in models if step in each.model_fields]:
            models = [found for each in holders for found in _models(each.model_fields[step].annotation)]
    return {name: field for each in models for name, field in each.model_fields.items()}


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _models(argument)


def _choices(model: type[BaseModel], loc: Path) -> tuple[Any, ...]:
    field = _fields(model, loc[:-1]).get(str(_named_step(loc)))
    annotation = field.annotation if field else None
    return get_args(annotation) if get_origin(annotation) is Literal else ()
