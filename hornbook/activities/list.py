"""`list`: a few things to name, one on each line.

type: list
prompt: Name three of the states that recognised the Soviet government in 1924.
count: 3
answers: [Britain, Italy, France]
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, Self

from pydantic import Field, model_validator

from hornbook.activities.base import Activity, PointLike
from hornbook.prose import Prose

LONGEST_RECALL = 3
"""The things to name in a list that is short enough to open a lesson."""


class Enumeration(Activity):
    """Things to name on numbered lines; one mark each."""

    type: Literal["list"]
    prompt: Prose = Field(description="What pupils are to name.")
    count: int = Field(ge=1, le=20, description="How many they name: so many numbered lines are printed.")
    lines: int = Field(1, ge=1, le=6, description="How many lines each of them has room for.")
    answers: tuple[PointLike, ...] = Field(min_length=1, description="What earns a mark each; more than `count` may stand here.")
    accept: tuple[Prose, ...] = Field((), description="Other wordings to accept.")
    reject: tuple[Prose, ...] = Field((), description="Answers that earn nothing, and why.")

    def part_marks(self) -> tuple[int, ...]:
        """One mark for each thing to name."""
        return (1,) * self.count

    def recall(self) -> Iterable[Self]:
        """The whole task, if there is little to name."""
        return (self,) if self.count <= LONGEST_RECALL else ()

    @model_validator(mode="after")
    def _enough(self) -> Self:
        if len(self.answers) < self.count:
            few = f"{len(self.answers)} answer{'s' * (len(self.answers) > 1)}"
            raise ValueError(f"{self.count} things to name but only {few} in the key — add some, or lower count")
        return self
