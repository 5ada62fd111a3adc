"""`source_analysis`: one source through a framework, dimension by dimension.

type: source_analysis
source: chicherin-genoa
framework: NOP
parts:
  nature: {marks: 1, points: [A speech]}
  origin: {marks: 2, points: [By the Commissar for Foreign Affairs, At the opening of the Genoa Conference]}
  purpose: {marks: 1, points: [To win credits and trade], question: "What did Chicherin want to achieve?"}

OPCVL is origin, purpose, content, value, limitation; NOP is nature, origin, purpose. The words pupils read for each stand in the
template; a part's own `question` takes their place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, Literal, Self

from pydantic import Field, model_validator

from hornbook.activities.base import Activity, Identifier, Level, Marks, Model, Path, PointLike, Space
from hornbook.activities.checks import check_points
from hornbook.errors import did_you_mean
from hornbook.prose import Prose

FRAMEWORKS: Final[Mapping[str, tuple[str, ...]]] = {
    "OPCVL": ("origin", "purpose", "content", "value", "limitation"),
    "NOP": ("nature", "origin", "purpose"),
}


class FrameworkPart(Model):
    """One dimension of the framework."""

    marks: Marks
    points: tuple[PointLike, ...] = Field(min_length=1, description="What earns a mark each.")
    question: Prose | None = Field(None, description="Asked instead of the framework's usual question.")
    space: Space | None = Field(None, description="Room to write; worked out from the marks if left out.")

    @model_validator(mode="after")
    def _enough_points(self) -> Self:
        check_points(self.points, self.marks)
        return self


class SourceAnalysis(Activity):
    """A source analysed by its origin, its purpose, and what follows for its use."""

    PARTS = "parts"

    type: Literal["source_analysis"]
    source: Identifier = Field(description="The id of the source.")
    framework: Literal["OPCVL", "NOP"] = Field(description="The framework: OPCVL or NOP.")
    parts: dict[str, FrameworkPart] = Field(description="One part for each dimension of the framework.")
    levels: tuple[Level, ...] = Field((), description="Levels of response, where the whole is marked by levels.")
    caps: tuple[Prose, ...] = Field((), description='Limits on the marks: "value or limitation only: at most half".')
    exemplar: Prose | None = Field(None, description="A model answer.")

    @property
    def dimensions(self) -> tuple[tuple[str, FrameworkPart], ...]:
        """The parts in the framework's order."""
        return tuple((name, self.parts[name]) for name in FRAMEWORKS[self.framework])

    def part_marks(self) -> tuple[int, ...]:
        """The marks of each part."""
        return tuple(part.marks for part in self.parts.values())

    def marks_of(self, index: int) -> int:
        """What a dimension is worth."""
        return self.dimensions[index][1].marks

    def source_ids(self) -> Iterator[tuple[Path, str]]:
        """The source that is analysed."""
        yield ("source",), self.source
        yield from super().source_ids()

    @model_validator(mode="after")
    def _framework(self) -> Self:
        wanted = FRAMEWORKS[self.framework]
        for name in self.parts:
            if name not in wanted:
                raise ValueError(f'{self.framework} has no part "{name}" — {did_you_mean(name, wanted)}')
        if missing := [name for name in wanted if name not in self.parts]:
            raise ValueError(
                f"{self.framework} needs the part{'s' * (len(missing) > 1)} {', '.join(missing)} — add them under parts:"
            )
        return self
