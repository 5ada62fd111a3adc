"""The sources of the pack on Soviet foreign policy say, letter by letter, what the lecture quotes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from hornbook.pack.load import load_pack

HERE = Path(__file__).parent
PACK = load_pack(HERE.parents[1] / "packs/soviet-foreign-policy-1921-33")
LECTURE: dict[str, str] = yaml.safe_load((HERE / "quotations.yaml").read_text(encoding="utf-8"))

_OMISSION = re.compile(r"\s*(?:\[…\]|[.·](?:\s?\.){2,3})\s*")
_QUOTES = str.maketrans("‘’“”", "''\"\"")


def letters(text: str) -> str:
    """The text with one sign for omissions and for quotation marks, and single spaces: all else must be the same."""
    return " ".join(_OMISSION.sub(" […] ", text.translate(_QUOTES)).split())


def test_all_eight_are_there():
    """They are all the texts among the sources; a picture quotes nobody."""
    assert len(LECTURE) == 8
    assert {name for name, source in PACK.sources.items() if source.text} == set(LECTURE)


@pytest.mark.parametrize("name", LECTURE)
def test_a_quotation_is_the_lectures(name: str):
    text = "\n\n".join(part.plain for part in PACK.sources[name].paragraphs())
    assert letters(text) == letters(LECTURE[name])


@pytest.mark.parametrize(
    ("one", "other"),
    [("a .... b", "a […] b"), ("a... b", "a […] b"), ("acts · . . of", "acts […] of"), ("the 'left'", "the ‘left’")],
)
def test_omissions_and_quotation_marks_may_look_otherwise(one: str, other: str):
    assert letters(one) == letters(other)


@pytest.mark.parametrize(("one", "other"), [("a foot.", "a feet."), ("a ... b", "a b"), ("League of nations", "League of Nations")])
def test_nothing_else_may(one: str, other: str):
    assert letters(one) != letters(other)
