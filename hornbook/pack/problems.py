"""What is wrong with a file's data, in a teacher's words and at its line: pydantic's errors translated."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from hornbook.errors import Place, Problem, did_you_mean
from hornbook.pack.positions import Path, Positions

_LONGEST_SHOWN = 60
_TEXT = "put the text in quotes if it begins with a bracket, or write it on one level with its key"
_KINDS = {
    "int": ("a whole number", "write digits only, without quotes or words"),
    "float": ("a number", "write digits, with a point for the fraction"),
    "bool": ("true or false", "write true or false"),
    "string": ("a text", _TEXT),
    "tuple": ("a list", "begin each item on its own line with a hyphen and a space"),
    "list": ("a list", "begin each item on its own line with a hyphen and a space"),
    "dict": ("keys and values", 'write each as "key: value" on its own line, indented'),
    "model": ("keys and values", 'write each as "key: value" on its own line, indented'),
}


def problems(error: ValidationError, model: type[BaseModel], positions: Positions) -> Iterator[Problem]:
    """Each fault of `error`, which arose when the data of a file was validated as `model`."""
    details = [detail for detail in error.errors(include_url=False) if not _echo(detail)]
    misspelt = {detail["loc"]: _meant(detail["loc"], details) for detail in details if detail["type"] == "extra_forbidden"}
    told_by_the_misspelling = {(*loc[:-1], meant) for loc, meant in misspelt.items()}
    for detail in details:
        if detail["type"] == "extra_forbidden" and (meant := misspelt[detail["loc"]]):
            what = f'unknown key "{detail["loc"][-1]}"'
            yield Problem(what, f'did you mean "{meant}"?', positions.key_place(detail["loc"]))
        elif detail["type"] != "missing" or detail["loc"] not in told_by_the_misspelling:
            yield _problem(detail, model, positions)


def _meant(loc: Path, details: list[ErrorDetails]) -> str:
    """The missing key of the same mapping that an unknown key looks like, or nothing."""
    missing = [str(each["loc"][-1]) for each in details if each["type"] == "missing" and each["loc"][:-1] == loc[:-1]]
    return next(iter(difflib.get_close_matches(str(loc[-1]), missing, n=1)), "")


def _echo(detail: ErrorDetails) -> bool:
    # A list whose items are unsound is also told to be too short, however many it has.
    items = detail["input"]
    return detail["type"] == "too_short" and isinstance(items, list) and len(items) >= detail.get("ctx", {}).get("min_length", 0)


def _problem(detail: ErrorDetails, model: type[BaseModel], positions: Positions) -> Problem:
    loc, kind, context = detail["loc"], detail["type"], detail.get("ctx", {})
    place = positions.place(loc)
    match kind:
        case "extra_forbidden":
            known = list(_fields(model, loc[:-1]))
            return Problem(f'unknown key "{loc[-1]}"', did_you_mean(str(loc[-1]), known), positions.key_place(loc))
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
    field = _fields(model, loc[:-1]).get(str(loc[-1]))
    meaning = field.description.rstrip(".") if field and field.description else ""
    hint = f'add "{loc[-1]}:", {meaning[:1].lower()}{meaning[1:]}' if meaning else f'add "{loc[-1]}:"'
    return Problem(f'missing key "{loc[-1]}"', hint, parent)


def _wrong_value(detail: ErrorDetails, model: type[BaseModel], place: Place) -> Problem:
    loc, kind, context, value = detail["loc"], detail["type"], detail.get("ctx", {}), detail["input"]
    if value is None:
        return Problem(
            f"{_named(loc)} has no value", "write one after the colon, or leave the key out if it may be left out", place
        )
    match kind:
        case "greater_than_equal" | "greater_than":
            return Problem(
                f"{_named(loc)} is too small: {_shown(value)}", f"the least is {context.get('ge', context.get('gt'))}", place
            )
        case "less_than_equal" | "less_than":
            return Problem(
                f"{_named(loc)} is too large: {_shown(value)}", f"the most is {context.get('le', context.get('lt'))}", place
            )
        case "too_short":
            return Problem(f"{_named(loc)} has too few items", f"it needs at least {context['min_length']}", place)
        case "too_long":
            return Problem(f"{_named(loc)} has too many items", f"it may have at most {context['max_length']}", place)
        case "string_too_short":
            return Problem(f"{_named(loc)} is too short", f"it needs at least {context['min_length']} characters", place)
        case "string_too_long":
            return Problem(f"{_named(loc)} is too long", f"it may have at most {context['max_length']} characters", place)
        case "string_pattern_mismatch":
            field = _fields(model, loc[:-1]).get(str(_named_step(loc)))
            return Problem(f"{_named(loc)} cannot be {_shown(value)}", _pattern_hint(str(context["pattern"]), field), place)
    expected, hint = _KINDS.get(kind.split("_")[0], ("something else", "see the format of packs"))
    return Problem(f"{_named(loc)}: expected {expected}, found {_shown(value)}", hint, place)


def _pattern_hint(pattern: str, field: FieldInfo | None) -> str:
    if pattern.startswith("^[a-z]"):
        return "use small letters, digits and hyphens only, and begin with a letter: genoa-speech"
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
