"""`matching`: two columns to join; extras on the right fit nothing.

type: matching
left_heading: Person
right_heading: Part played
pairs:
  - {left: Chicherin, right: led the Soviet delegation}
  - {left: Rathenau, right: signed for Germany}
extras: [led the British delegation]
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from random import Random
from typing import Literal, Self

from pydantic import Field, model_validator

from hornbook.activities.base import Activity, Model, shuffled
from hornbook.activities.checks import check_distinct
from hornbook.document.text import letters
from hornbook.prose import Prose


class Pair(Model):
    """Two things that belong together."""

    left: Prose = Field(description="What stands in the left column.")
    right: Prose = Field(description="What belongs to it.")
    why: Prose | None = Field(None, description="For the key.")


class Matching(Activity):
    """Two columns to match; one mark a pair."""

    PARTS = "pairs"

    type: Literal["matching"]
    left_heading: Prose | None = Field(None, description="The heading of the left column.")
    right_heading: Prose | None = Field(None, description="The heading of the right column.")
    pairs: tuple[Pair, ...] = Field(min_length=2, max_length=20, description="The pairs, in the order of the left column.")
    extras: tuple[Prose, ...] = Field((), max_length=6, description="Things in the right column that fit nothing.")

    def part_marks(self) -> tuple[int, ...]:
        """One mark a pair."""
        return (1,) * len(self.pairs)

    def part_label(self, index: int) -> str:
        """The number of a pair in the left column, in brackets."""
        return f"({index + 1})"

    def recall(self) -> Iterable[Pair]:
        """The pairs, if headings say what is asked for."""
        return self.pairs if self.left_heading and self.right_heading else ()

    def arranged(self, random: Random) -> tuple[Self, tuple[int, ...]]:
        """The left column in another order; the right one is shuffled in every version."""
        return self.with_parts_shuffled(random)

    def view(self, random: Random) -> Mapping[str, object]:
        """The right column, shuffled and lettered, and the letter that belongs to each pair."""
        right = shuffled([pair.right for pair in self.pairs] + list(self.extras), random)
        letter = {text: letters(index) for index, text in enumerate(right)}
        return {
            "right": [(letter[text], text) for text in right],
            "answers": [letter[pair.right] for pair in self.pairs],
        }

    @model_validator(mode="after")
    def _distinct(self) -> Self:
        check_distinct((pair.left.plain for pair in self.pairs), "entries in the left column")
        check_distinct(
            [pair.right.plain for pair in self.pairs] + [extra.plain for extra in self.extras], "entries in the right column"
        )
        return self
