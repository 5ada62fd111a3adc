"""What every engine sets: the documents of the example lesson, changed from round to round so that none has been seen before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

from hornbook.compose import Composer
from hornbook.document.inline import Text
from hornbook.document.nodes import Document
from hornbook.pipeline import pack_in, templates_in, theme_of
from hornbook.theme import Theme

PACK = Path("packs/soviet-foreign-policy-1921-33")
LESSON = "02-rapallo"
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def theme() -> Theme:
    """The theme all engines imitate."""
    return theme_of(templates_in(None), "classic", "a4")


def compose() -> dict[str, Document]:
    """The documents of the lesson by kind, composed anew: templates, markup, passes."""
    composer = Composer(templates_in(None), pack_in(PACK), LESSON)
    return {kind: composer.document(kind) for kind in composer.kinds()}


def changed(document: Document, version: int) -> Document:
    """The same document in other words: the last two letters of every run of text are those of the `version`.

    Lengths stay, so that lines and pages do; but nothing an engine remembers of an earlier version is of use to it.
    """
    ending = _LETTERS[version // len(_LETTERS) % len(_LETTERS)] + _LETTERS[version % len(_LETTERS)]
    changed_: Document = _touched(document, ending)
    return changed_


def _touched(node: Any, ending: str) -> Any:
    match node:
        case Text(text):
            return Text(_reworded(text, ending))
        case tuple():
            return tuple(_touched(child, ending) for child in node)
        case Mapping() | bytes():
            return node
        case _ if is_dataclass(node) and not isinstance(node, type):
            inner = {field.name: getattr(node, field.name) for field in fields(node)}
            return replace(node, **{name: _touched(value, ending) for name, value in inner.items() if isinstance(value, tuple)})
        case _:
            return node


def _reworded(text: str, ending: str) -> str:
    letters = [index for index, char in enumerate(text) if char.isalpha()][-len(ending) :]
    chars = list(text)
    for index, char in zip(letters, ending, strict=False):
        chars[index] = char
    return "".join(chars)
