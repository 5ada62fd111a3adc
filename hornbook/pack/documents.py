"""What pack.yaml says of the documents for the pack as a whole: which it has, and what is printed in them."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from hornbook.activities.values import Identifier, Model
from hornbook.prose import Prose

PackDocument = Literal["cover", "knowledge-organiser", "source-booklet", "retrieval-starters", "teacher-notes"]
"""The documents that a pack may have besides those of its lessons."""


class FactTable(Model):
    """A table of the knowledge organiser: treaties, formulas, works of art."""

    title: Prose = Field(description="The heading over the table.")
    columns: tuple[Prose, ...] = Field(min_length=2, max_length=5, description="The headings of the columns.")
    rows: tuple[tuple[Prose, ...], ...] = Field(min_length=1, description="The rows, each with a text for every column.")

    @property
    def widths(self) -> str:
        """The relative widths of the columns: a column with longer texts is wider, but no text makes all others narrow."""
        lengths = (sum(len(row[index].plain) for row in self.rows) / len(self.rows) for index in range(len(self.columns)))
        return " ".join(f"{min(max(length, 12.0), 72.0) ** 0.8:.2f}" for length in lengths)

    @model_validator(mode="after")
    def _even(self) -> Self:
        for number, row in enumerate(self.rows, start=1):
            if len(row) != len(self.columns):
                what = f"row {number} has {len(row)} text{'s' * (len(row) != 1)} for {len(self.columns)} columns"
                raise ValueError(f"{what} — give it one for each column")
        return self


class Organiser(Model):
    """What the knowledge organiser prints of the pack's dates, people and words."""

    timeline: tuple[Identifier, ...] | None = Field(None, description="The ids of the events on its timeline; all if left out.")
    people: tuple[Identifier, ...] | None = Field(None, description="The ids of its people; all if left out.")
    glossary: tuple[Identifier, ...] | None = Field(None, description="The ids of its key terms; all if left out.")
    tables: tuple[FactTable, ...] = Field((), description="Tables of its own, printed last: treaties, formulas, works.")
