"""`true_false`: statements to judge, with room to put the false ones right.

type: true_false
statements:
  - {statement: Rapallo is in Switzerland., answer: false, correction: "Rapallo is in Italy, near Genoa."}
"""

from __future__ import annotations

from collections.abc import Iterable
from random import Random
from typing import Literal, Self

from pydantic import Field, model_validator

from hornbook.activities.base import Activity, Cite, Marks, Model
from hornbook.prose import Prose


class Statement(Model):
    """A statement that is true or false."""

    statement: Prose = Field(description="The statement pupils judge.")
    answer: bool = Field(description="true or false.")
    correction: Prose | None = Field(None, description="What is true instead (needed for a false statement).")
    cites: tuple[Cite, ...] = Field((), description="Where a source shows it.")
    marks: Marks = 1

    @model_validator(mode="after")
    def _corrected(self) -> Self:
        if not self.answer and self.correction is None:
            raise ValueError("a false statement without its correction — add correction:")
        return self


class TrueFalse(Activity):
    """Statements to mark as true or false; false ones are corrected if `correct_it` is true."""

    PARTS = "statements"

    type: Literal["true_false"]
    statements: tuple[Statement, ...] = Field(min_length=1, description="The statements.")
    correct_it: bool = Field(True, description="Whether pupils write what is true instead.")

    def part_marks(self) -> tuple[int, ...]:
        """The marks of each statement."""
        return tuple(statement.marks for statement in self.statements)

    def recall(self) -> Iterable[Statement]:
        """The statements."""
        return self.statements

    def arranged(self, random: Random) -> tuple[Self, tuple[int, ...]]:
        """The statements in another order."""
        return self.with_parts_shuffled(random)
