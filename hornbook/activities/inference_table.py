"""`inference_table`: what a source suggests, and the detail that supports it.

type: inference_table
source: chicherin-genoa
rows: 1
inferences:
  - inference: The Soviets needed trade.
    support: They call it "imperatively necessary".
    cites: [{source: chicherin-genoa, lines: 7-8}]
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, Self

from pydantic import Field, model_validator

from hornbook.activities.base import Activity, Cite, Identifier, Model, Path
from hornbook.prose import Prose


class Inference(Model):
    """An inference that the key accepts, with its support."""

    inference: Prose = Field(description="What can be inferred.")
    support: Prose = Field(description="The detail of the source that supports it.")
    cites: tuple[Cite, ...] = Field((), description="The lines it stands in.")


class InferenceTable(Activity):
    """A table of inferences; two marks a row (one for the inference, one for its support) unless `marks` says otherwise."""

    type: Literal["inference_table"]
    source: Identifier = Field(description="The id of the source.")
    rows: int = Field(3, ge=1, le=8, description="How many inferences pupils make.")
    lines: int = Field(3, ge=1, le=12, description="How many lines each cell has room for.")
    inferences: tuple[Inference, ...] = Field(min_length=1, description="Indicative inferences.")

    def part_marks(self) -> tuple[int, ...]:
        """Two marks a row, unless the table's marks are set as a whole."""
        return () if self.marks is not None else (2,) * self.rows

    def source_ids(self) -> Iterator[tuple[Path, str]]:
        """The source of the table."""
        yield ("source",), self.source
        yield from super().source_ids()

    @model_validator(mode="after")
    def _enough(self) -> Self:
        if len(self.inferences) < self.rows:
            raise ValueError(f"{self.rows} rows but only {len(self.inferences)} inferences in the key — add some, or lower rows")
        return self
