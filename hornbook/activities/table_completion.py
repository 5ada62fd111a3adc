"""`table_completion`: a table with cells to fill in. A cell that is all gap gets room to write; others may hold gaps.

type: table_completion
columns: [Country, What it wanted, What it got]
rows:
  - [Germany, "{{An end to isolation}}", "{{Recognition and trade}}"]
"""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from hornbook.activities.base import Activity
from hornbook.prose import GapText, Prose
from hornbook.prose.braces import is_gap
from hornbook.prose.marks import Marked


class TableCompletion(Activity):
    """A table to complete; one mark a gap unless `marks` says how many."""

    GAP_WIDTH: ClassVar[float] = 7.0  # ems: cells are narrower than lines

    type: Literal["table_completion"]
    columns: tuple[Prose, ...] = Field(min_length=2, max_length=6, description="The headings of the columns.")
    rows: tuple[tuple[GapText, ...], ...] = Field(
        min_length=1, description="The rows; {{answer}} is a cell, or a part of one, to fill."
    )
    row_headings: bool = Field(True, description="Whether the first cell of each row is its heading.")
    lines: int = Field(3, ge=1, le=20, description="How many lines a cell to fill has room for.")

    def part_marks(self) -> tuple[int, ...]:
        """One mark a gap, unless the table's marks are set as a whole."""
        return () if self.marks is not None else (1,) * self.gap_count

    @property
    def gap_count(self) -> int:
        """How many gaps the table has."""
        return sum(len(cell.gaps) for row in self.rows for cell in row)

    def view(self, _random: Random) -> Mapping[str, object]:
        """Each row as cells: the markup, and the answers where the whole cell is a gap."""
        return {"body": [[(cell.markup(self.GAP_WIDTH), _whole(cell)) for cell in row] for row in self.rows]}

    @model_validator(mode="after")
    def _sound(self) -> Self:
        for number, row in enumerate(self.rows, start=1):
            if len(row) != len(self.columns):
                raise ValueError(
                    f"row {number} has {len(row)} cells, the table has {len(self.columns)} columns — add or remove cells"
                )
        if not self.gap_count:
            raise ValueError("a table without anything to fill in — put each answer between double braces: {{trade}}")
        return self


def _whole(cell: GapText) -> Marked | None:
    """The answer of a cell that is nothing but one gap."""
    return cell.gaps[0].answer if is_gap(cell) else None
