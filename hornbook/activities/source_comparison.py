"""`source_comparison`: two sources side by side, similarities and differences, each tied to lines of both.

type: source_comparison
pair: [trotsky-breathing-spell, chicherin-genoa]
marks: 6
similarities:
  - text: Both accept that capitalism will last for now.
    cites: [{source: trotsky-breathing-spell, lines: 1-2}, {source: chicherin-genoa, lines: 3-5}]
differences:
  - Trotsky speaks of a pause in a struggle, Chicherin of working side by side.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, Self

from pydantic import Field, model_validator

from hornbook.activities.base import Activity, Identifier, Level, Path, PointLike
from hornbook.activities.checks import check_levels
from hornbook.prose import Prose


class SourceComparison(Activity):
    """A comparison and contrast of two sources."""

    LINES_PER_MARK = 2.5

    type: Literal["source_comparison"]
    marks: int = Field(ge=1, le=200, description="The marks of the comparison.")
    pair: tuple[Identifier, Identifier] = Field(description="The ids of the two sources.")
    aspects: tuple[Prose, ...] = Field((), description="What to compare; printed as a scaffold.")
    similarities: tuple[PointLike, ...] = Field(min_length=1, description="Indicative similarities.")
    differences: tuple[PointLike, ...] = Field(min_length=1, description="Indicative differences.")
    levels: tuple[Level, ...] = Field((), description="Levels of response.")
    caps: tuple[Prose, ...] = Field((), description='Limits on the marks: "similarities only: at most half".')
    exemplar: Prose | None = Field(None, description="A model answer.")

    def source_ids(self) -> Iterator[tuple[Path, str]]:
        """The two sources."""
        for index, source in enumerate(self.pair):
            yield ("pair", index), source
        yield from super().source_ids()

    @model_validator(mode="after")
    def _sound(self) -> Self:
        if self.pair[0] == self.pair[1]:
            raise ValueError("a source is compared with itself — name two sources")
        check_levels(self.levels, self.marks)
        return self
