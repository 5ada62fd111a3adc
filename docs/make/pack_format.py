"""docs/pack-format.md: every file, key, type, default and description of a pack, read off the models that check packs.

The descriptions are those of the models, and the examples those of the activities' modules, so the page is true by construction; a
test holds the page in docs/ to what this module gives.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from textwrap import dedent
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from annotated_types import Ge, Le, MaxLen, MinLen
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from hornbook.activities import Activity, BaseActivity
from hornbook.activities.base import LineRange, Space
from hornbook.activities.quantities import Quantity, Value
from hornbook.activities.values import YearRange
from hornbook.drawing.charts import Figure
from hornbook.pack.lesson import Lesson
from hornbook.pack.models import PackFile, SourcesFile
from hornbook.profiles import Profile
from hornbook.prose import FaultyText, GapText, Prose

PAGE = Path(__file__).parents[1] / "pack-format.md"

_INTRODUCTION = """\
# The format of a pack

This page is generated from the models that check packs (`make docs`); the [tutorial](tutorial.md) is the place to start.

A pack is a folder of plain text files (YAML, saved as UTF-8) and pictures:

```text
packs/cold-war-1945-49/
  pack.yaml               what holds for all lessons: title, people, glossary, timeline
  sources.yaml            the sources, with their provenance (may be left out)
  lessons/01-iron-curtain.yaml   one file for each lesson: two digits or more, a hyphen, a name
  images/                 pictures of sources: PNG or JPEG
```

`python generate.py check PACK` says what is wrong, in which line, and what to do about it. So that an editor completes the keys as
you type, make the schemas once and name one in the first line of a file:

```sh
python generate.py schema lesson > lesson.schema.json
```

```yaml
# yaml-language-server: $schema=../../../lesson.schema.json
```

## What may stand after a key

| written here as | what to write |
|---|---|
| text | Words. `*italic*`, `**bold**`, `x^2^`, `H~2~O`, `[a link](https://…)`, `[mots]{lang=fr}` and formulas in LaTeX's \
notation, `$a = \\frac{v}{t}$`, are understood; a backslash \
before any of these signs makes it an ordinary one. A blank line begins a new paragraph where a text may have several. Put quotes \
round a text that holds a colon and a space, or begins with a sign such as `*`, `&`, `[`, `{`, `#` or `"`; or write it below \
a `\\|`. |
| text with gaps | Text in which `{{answer}}` makes a gap to fill. `{{answer\\|also right}}` accepts another answer too. |
| text with errors | Text in which `{{wrong\\|right}}` makes an error to find. `{{wrong\\|right\\|why}}` says in the key why. |
| words | Text without any of these signs. |
| id | A name that others refer to: small letters, digits and hyphens, beginning with a letter: `rathenau`, `treaty-of-rapallo`. |
| whole number | Digits: `4`. |
| number | Digits, and a point before a fraction: `2.5`. |
| quantity | A number, and its unit if it has one: `50`, `4.0 m/s`. |
| date | Year, month and day: `2027-12-31`. |
| true or false | `true` or `false`. |
| range | A line of a source or a mark, or several: `4` or `4-6`. |
| years | A range of years: `1917-1934`. |
| room | Room to write: `6 lines`, `box`, `8 lines box`, `grid` or `none`; `fill`, or `6 lines fill`, fills the last page. |
| list | `[one, two]`, or one a line, each after a hyphen. |

A key in **bold** must be there; any other may be left out, and then has the value in the third column.
"""


class Page:
    """The page while it is written: each model has one heading, under the place where it is first needed."""

    def __init__(self) -> None:
        self.done: set[type[BaseModel]] = set()
        self.activities = activity_types()

    def write(self) -> Iterator[str]:
        """The parts of the page."""
        yield _INTRODUCTION
        yield "## pack.yaml\n"
        yield from self.model(PackFile, 3)
        yield "## sources.yaml\n"
        yield from self.model(SourcesFile, 3)
        yield "## lessons/NN-name.yaml\n"
        yield from self.model(Lesson, 3)
        yield "## profiles/NAME.yaml\n"
        yield "No part of a pack: it stands among the templates. See [papers in the manner of exams](profiles.md).\n"
        yield from self.model(Profile, 3)
        yield "## Activities\n"
        yield "Each activity says its `type`. These keys every one of them may have:\n"
        yield self.table(dict(BaseActivity.model_fields))
        yield from self.below(BaseActivity.model_fields.values(), 3)
        for model in self.activities:
            yield from self.activity(model)

    def activity(self, model: type[BaseModel]) -> Iterator[str]:
        """One type of activity: its keys, and an example."""
        title, example = documented(model)
        yield f"### {type_of(model)}\n"
        yield f"{title}\n"
        shared = BaseActivity.model_fields
        own = {
            name: field
            for name, field in model.model_fields.items()
            if name != "type" and (name not in shared or field.is_required() or field.description != shared[name].description)
        }
        yield self.table(own)
        yield f"```yaml\n{example}\n```\n"
        yield from self.below(own.values(), 4)

    def model(self, model: type[BaseModel], level: int) -> Iterator[str]:
        """A mapping: what it is, its keys, and then the mappings in it."""
        self.done.add(model)
        yield f"{(model.__doc__ or '').strip()}\n"
        yield self.table(model.model_fields)
        yield from self.below(model.model_fields.values(), level)

    def below(self, fields: Iterable[FieldInfo], level: int) -> Iterator[str]:
        """The mappings that stand in these fields, each under a heading, unless they have one already."""
        for model in (model for field in fields for model in models_in(field.annotation)):
            if model not in self.done and model not in self.activities:
                yield f"{'#' * level} {title_of(model)}\n"
                yield from self.model(model, min(level + 1, 5))

    def table(self, fields: dict[str, FieldInfo]) -> str:
        """The keys of a mapping."""
        rows = ["| key | what to write | if left out | what it is |", "|---|---|---|---|"]
        for name, field in fields.items():
            key = f"**`{name}`**" if field.is_required() else f"`{name}`"
            what = (field.description or "").replace("|", "\\|")
            rows.append(f"| {key} | {words_for(field)} | {default_of(field)} | {what} |")
        return "\n".join(rows) + "\n"


def activity_types() -> tuple[type[BaseModel], ...]:
    """The models of the table of activities."""
    return get_args(get_args(Activity)[0])


def type_of(model: type[BaseModel]) -> str:
    """What stands after `type:` for an activity."""
    return str(get_args(model.model_fields["type"].annotation)[0])


def documented(model: type[BaseModel]) -> tuple[str, str]:
    """What the module of an activity says of it, and its example."""
    first, *rest = (sys.modules[model.__module__].__doc__ or "").split("\n\n")
    parts = [dedent(part).strip() for part in rest]
    example = next(part for part in parts if part.startswith("type:"))
    sentence = " ".join(first.split()).partition(": ")[2]
    said = [sentence[0].upper() + sentence[1:], *(" ".join(part.split()) for part in parts if part and part != example)]
    return "\n\n".join(said), example


def title_of(model: type[BaseModel]) -> str:
    """The heading of a mapping: the name of its model in plain words."""
    name = "".join(f" {char.lower()}" if char.isupper() else char for char in model.__name__).strip()
    return name[0].upper() + name[1:]


def models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """The models a type is made of."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from models_in(argument)


def words_for(field: FieldInfo) -> str:
    """What a teacher writes after the key."""
    text = _words(field.annotation, field.metadata)
    least = next((bound.min_length for bound in field.metadata if isinstance(bound, MinLen)), 0)
    most = next((bound.max_length for bound in field.metadata if isinstance(bound, MaxLen)), None)
    if get_origin(field.annotation) is not tuple or not (least > 1 or most):
        return text
    return f"{text}, " + (f"{least} to {most}" if least and most else f"{most} at most" if most else f"{least} at least")


def _words(annotation: Any, metadata: Iterable[Any] = ()) -> str:
    if annotation in _PLAIN:
        return _PLAIN[annotation]
    if annotation is str:
        return "id" if any("[a-z][a-z0-9]*" in (getattr(bound, "pattern", None) or "") for bound in _bounds(metadata)) else "words"
    if annotation is int:
        return _whole_number(metadata)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return f"[{title_of(annotation).lower()}](#{title_of(annotation).lower().replace(' ', '-')})"
    arguments = get_args(annotation)
    match get_origin(annotation):
        case origin if origin is Literal:
            return ", ".join(f"`{value}`" for value in arguments)
        case origin if origin is tuple and arguments[-1] is not Ellipsis:
            return f"list of {len(arguments)}: " + _words(arguments[0])
        case origin if origin is tuple:
            return f"list of {_words(arguments[0])}"
        case origin if origin is dict:
            return f"for each name: {_words(arguments[1])}"
        case origin if origin in (Union, UnionType):
            several = [argument for argument in arguments if argument is not NoneType]
            return "[activities](#activities)" if len(several) > 1 else _words(several[0], metadata)
        case _:  # Annotated
            inner = _words(arguments[0], arguments[1:])
            return f"text, or {inner}" if any(hasattr(bound, "json_schema_input_type") for bound in arguments[1:]) else inner


_PLAIN: dict[Any, str] = {
    Prose: "text",
    GapText: "text with gaps",
    FaultyText: "text with errors",
    LineRange: "range",
    YearRange: "years",
    Space: "room",
    bool: "true or false",
    float: "number",
    Figure: "number",
    Quantity: "quantity",
    Value: "number, or a pair of them",
    date: "date",
}


def _bounds(metadata: Iterable[Any]) -> Iterator[Any]:
    for item in metadata:
        if isinstance(item, FieldInfo):
            yield from item.metadata
        else:
            yield item


def _whole_number(metadata: Iterable[Any]) -> str:
    bounds = list(_bounds(metadata))
    least = next((bound.ge for bound in bounds if isinstance(bound, Ge)), None)
    most = next((bound.le for bound in bounds if isinstance(bound, Le)), None)
    return f"whole number, {least} to {most}" if least is not None and most is not None else "whole number"


def default_of(field: FieldInfo) -> str:
    """What holds if the key is left out."""
    match field.get_default():
        case True:
            return "`true`"
        case False:
            return "`false`"
        case str() | int() as value if value != "" and not field.is_required():
            return f"`{value}`"
        case _:
            return "" if field.is_required() else "–"


def page() -> str:
    """The whole page."""
    return "\n".join(Page().write())


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
