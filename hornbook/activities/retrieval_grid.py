"""`retrieval_grid`: questions from the last lesson and from longer ago, in a grid; what lies further back earns more.

type: retrieval_grid
cells:
  - {question: "Where did Chicherin and Rathenau sign?", answer: At Rapallo, recency: last-lesson}
  - {question: "What did NEP allow?", answer: Some private trade, recency: longer-ago}
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import zip_longest
from random import Random
from typing import Final, Literal, Self

from pydantic import Field

from hornbook.activities.base import Activity, Marks, Model
from hornbook.prose import Prose

Recency = Literal["last-lesson", "last-week", "longer-ago"]
POINTS: Final[Mapping[Recency, int]] = {"last-lesson": 1, "last-week": 2, "longer-ago": 3}
"""What a question earns by how long ago its answer was learnt, in the order of the columns."""


class RetrievalCell(Model):
    """A question of the grid."""

    question: Prose = Field(description="The question.")
    answer: Prose = Field(description="What earns its points.")
    recency: Recency = Field(description="When it was learnt, which is the column it stands in.")
    points: Marks | None = Field(
        None, description="What it earns: 1 for the last lesson, 2 for last week, 3 for longer ago if left out."
    )

    @property
    def worth(self) -> int:
        """What it earns."""
        return POINTS[self.recency] if self.points is None else self.points


class RetrievalGrid(Activity):
    """A grid with a column for each time there is a question from."""

    PARTS = "cells"

    type: Literal["retrieval_grid"]
    cells: tuple[RetrievalCell, ...] = Field(min_length=2, max_length=24, description="The questions, in any order.")
    lines: int = Field(2, ge=1, le=12, description="How many lines each cell has room for.")

    @property
    def columns(self) -> tuple[Recency, ...]:
        """The times there are questions from, the latest first."""
        return tuple(recency for recency in POINTS if any(cell.recency == recency for cell in self.cells))

    @property
    def rows(self) -> tuple[tuple[RetrievalCell | None, ...], ...]:
        """The grid, row by row; None where a column has no more questions."""
        return tuple(zip_longest(*([cell for cell in self.cells if cell.recency == recency] for recency in self.columns)))

    def numbered(self) -> Iterator[tuple[int, RetrievalCell]]:
        """The questions with their numbers, as they are read: row by row."""
        return enumerate((cell for row in self.rows for cell in row if cell), start=1)

    def part_marks(self) -> tuple[int, ...]:
        """The points of each question."""
        return tuple(cell.worth for cell in self.cells)

    def part_label(self, index: int) -> str:
        """The number that a question has in the grid, in brackets."""
        return next(f"({number})" for number, cell in self.numbered() if cell is self.cells[index])

    def arranged(self, random: Random) -> tuple[Self, tuple[int, ...]]:
        """The questions in another order within their columns."""
        return self.with_parts_shuffled(random)

    def view(self, _random: Random) -> Mapping[str, object]:
        """The grid with the number of each question."""
        numbers = {id(cell): number for number, cell in self.numbered()}
        return {"grid": [[(numbers[id(cell)], cell) if cell else None for cell in row] for row in self.rows]}
