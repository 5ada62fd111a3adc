"""Words of puzzles that the pack's glossary has: a task names them, and they are looked up while it is checked.

A pack's glossary comes with the context of a validation (`GLOSSARY`); where there is none, nothing is found and nothing is told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from pydantic import ValidationInfo

GLOSSARY: Final = "glossary"
"""What the context of a validation calls the glossary: a sequence of `Meaning`."""


class Meaning(NamedTuple):
    """An entry of the glossary: its id, its word without marks, and what that means."""

    id: str
    term: str
    definition: str


def looked_up(data: Any, info: ValidationInfo) -> Any:
    """The data of a word, and if it names an entry of the glossary (`term`, by its id or its word) what that says of it.

    Its `word` is then that of the glossary, its `clue` the meaning unless it has one of its own. Raises ValueError ("what — hint")
    for a word with letters of its own besides.
    """
    name = data.get("term") if isinstance(data, Mapping) else None
    if not isinstance(name, str):
        return data
    if "word" in data:
        raise ValueError(f'the letters of "{name}" stand in the glossary — delete word:, or delete term:')
    found = _named(name, info.context[GLOSSARY] if info.context else ())
    if found is None:
        return data
    return {"clue": _clue(found.definition), **data, "term": found.id, "word": found.term}


def _clue(definition: str) -> str:
    """A meaning as a clue: the length of the word follows it, so that a single sentence has no full stop."""
    return definition[:-1] if definition.find(".") == len(definition) - 1 else definition


def _named(name: str, glossary: Sequence[Meaning]) -> Meaning | None:
    by_id = (each for each in glossary if each.id == name)
    by_word = (each for each in glossary if each.term.casefold() == name.casefold())
    return next(by_id, None) or next(by_word, None)
