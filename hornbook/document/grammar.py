"""What markup may say, read from the node classes themselves: which tag is which node, and what may stand in each.

An element is a node, its attributes are the node's plain fields, and its content is whatever the node's tuple fields hold. So a
new node or field needs no change here but a line in `TAGS`.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields
from functools import cache
from typing import Any, Literal, get_args, get_origin, get_type_hints

from hornbook.document.drawings import Drawing, Label, Layout, Oval, Pasted, Solution, Stroke
from hornbook.document.inline import (
    Blank,
    Correct,
    Emphasis,
    Formula,
    LineBreak,
    Link,
    Paragraph,
    Span,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from hornbook.document.nodes import (
    Answer,
    AnswerSpace,
    Cell,
    Document,
    Figure,
    Gloss,
    Group,
    Heading,
    Item,
    List,
    Panel,
    Provenance,
    Question,
    Row,
    RunningFoot,
    RunningHead,
    Section,
    Slot,
    Table,
    Unbroken,
)
from hornbook.errors import did_you_mean
from hornbook.locale import Words

TAGS: Mapping[str, type] = {
    "document": Document,
    "head": RunningHead,
    "slot": Slot,
    "foot": RunningFoot,
    "section": Section,
    "p": Paragraph,
    "heading": Heading,
    "list": List,
    "item": Item,
    "table": Table,
    "row": Row,
    "cell": Cell,
    "question": Question,
    "answer": Answer,
    "answer-space": AnswerSpace,
    "extract": Unbroken,
    "provenance": Provenance,
    "gloss": Gloss,
    "figure": Figure,
    "drawing": Drawing,
    "layout": Layout,
    "stroke": Stroke,
    "oval": Oval,
    "label": Label,
    "pasted": Pasted,
    "solution": Solution,
    "panel": Panel,
    "group": Group,
    "strong": Strong,
    "emphasis": Emphasis,
    "superscript": Superscript,
    "subscript": Subscript,
    "span": Span,
    "link": Link,
    "line-break": LineBreak,
    "formula": Formula,
    "blank": Blank,
    "correct": Correct,
}
"""Every node that a template may write. What only passes make has no tag."""

INLINE = (Strong, Emphasis, Superscript, Subscript, Span, Link, LineBreak, Formula, Blank, Correct)

NAMES = {cls: tag for tag, cls in TAGS.items()}


@dataclass(frozen=True)
class Rule:
    """What a node class may hold: converters for its attributes, and the node types of each of its child fields."""

    attributes: Mapping[str, Callable[[str], object]]
    required: frozenset[str]
    inline: bool
    many: Mapping[str, tuple[type, ...]]
    one: Mapping[str, type]


@cache
def rule_of(cls: type) -> Rule:
    """What the class may hold, from the types of its fields."""
    hints = get_type_hints(cls)
    attributes: dict[str, Callable[[str], object]] = {}
    many: dict[str, tuple[type, ...]] = {}
    one: dict[str, type] = {}
    inline, required = False, set[str]()
    for item in fields(cls):
        hint = hints[item.name]
        if hint is Words:  # comes with the language, not from a template
            continue
        members = kinds(get_args(hint)[0]) if get_origin(hint) is tuple else ()
        if Text in members:
            inline = True
        elif members and members[0] in NAMES:
            many[item.name] = members
        elif hint in NAMES:
            one[item.name] = hint
        elif get_origin(hint) is not typing.get_origin(Mapping[str, str]):
            attributes[item.name] = _converter(hint)
            if item.default is MISSING and item.default_factory is MISSING:
                required.add(item.name)
    return Rule(attributes, frozenset(required), inline, many, one)


def kinds(hint: Any) -> tuple[type, ...]:
    """The classes of a type such as `Text | Strong`."""
    return get_args(hint) if isinstance(hint, types.UnionType) else (hint,)


def _converter(hint: Any) -> Callable[[str], object]:
    if get_origin(hint) is tuple:
        return lambda text: tuple(float(word) for word in text.split())
    if get_origin(hint) is Literal:
        return lambda text: _choice(text, get_args(hint))
    options = set(kinds(hint)) - {type(None)}
    if bool in options:
        return lambda text: _choice(text, ("true", "false")) == "true"
    return next(kind for kind in (int, float, str) if kind in options)


def _choice(text: str, options: tuple[str, ...]) -> str:
    if text not in options:
        raise ValueError(did_you_mean(text, options))
    return text
