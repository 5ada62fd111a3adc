"""`odd_one_out`: sets of which one member does not belong. Any choice may be right, if there is a reason for it.

type: odd_one_out
sets:
  - items: [Rapallo, Locarno, Berlin]
    reasons:
      - {odd: Locarno, why: The Soviet state had no part in it.}
      - {odd: Berlin, why: "It was signed in a capital, the others were not."}
"""

from __future__ import annotations

from collections.abc import Iterable
from random import Random
from typing import Literal, Self

from pydantic import Field, model_validator

from hornbook.activities.base import Activity, Cite, Marks, Model, shuffled_order
from hornbook.activities.checks import check_distinct
from hornbook.errors import did_you_mean
from hornbook.prose import Prose


class Reason(Model):
    """A choice that can be defended."""

    odd: Prose = Field(description="The one that does not belong: one of the items, word by word.")
    why: Prose = Field(description="What it lacks, or has alone.")
    cites: tuple[Cite, ...] = Field((), description="Where a source shows it.")


class OddSet(Model):
    """A few things of which one is the odd one out."""

    items: tuple[Prose, ...] = Field(min_length=3, max_length=5, description="Three to five things.")
    reasons: tuple[Reason, ...] = Field(min_length=1, description="For the key: choices that can be defended, the best first.")
    marks: Marks = 1

    def arranged(self, random: Random) -> Self:
        """The set with its items in another order."""
        order = shuffled_order([False] * len(self.items), random)
        return self.model_copy(update={"items": tuple(self.items[index] for index in order)})

    @model_validator(mode="after")
    def _sound(self) -> Self:
        names = [item.plain for item in self.items]
        check_distinct(names, "items in a set")
        for reason in self.reasons:
            if reason.odd.plain not in names:
                raise ValueError(f'"{reason.odd.plain}" is not an item of its set — {did_you_mean(reason.odd.plain, names)}')
        return self


class OddOneOut(Activity):
    """Sets with an odd one out, and a reason to write for each."""

    PARTS = "sets"

    type: Literal["odd_one_out"]
    sets: tuple[OddSet, ...] = Field(min_length=1, description="The sets.")

    def part_marks(self) -> tuple[int, ...]:
        """The marks of each set."""
        return tuple(each.marks for each in self.sets)

    def recall(self) -> Iterable[OddSet]:
        """The sets."""
        return self.sets

    def arranged(self, random: Random) -> tuple[Self, tuple[int, ...]]:
        """The sets in another order, each with its items in another order."""
        sets = tuple(each.arranged(random) for each in self.sets)
        return self.model_copy(update={self.PARTS: sets}).with_parts_shuffled(random)
