"""`interpretation_pair`: two historians on one question: how they differ, why, and what speaks for and against each.

type: interpretation_pair
pair:
  - {author: The first view in our own words, text: Rapallo was a shield for a weak state.}
  - {author: The second view in our own words, text: Rapallo was business first.}
difference: {marks: 2, points: ["Security against trade: what Moscow wanted most"]}

An interpretation is a source of the pack, named by its id, which the sheet prints with its other sources; or it is written out, and
then the task prints it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from hornbook.activities.base import Activity, Identifier, Level, Marks, Model, Path, Point, PointLike, Space
from hornbook.activities.checks import check_levels
from hornbook.prose import Prose


class Interpretation(Model):
    """A historian's view: by the `id` of a source of the pack, or written out with its `author` and `text`."""

    id: Identifier | None = Field(None, description="The id of a source of the pack, of the kind: interpretation.")
    author: Prose | None = Field(None, description="Whose view it is, if it is no source of the pack.")
    title: Prose | None = Field(None, description="The book or article it stands in.")
    year: Prose | None = Field(None, description="When it was published.")
    text: Prose | None = Field(None, description="The words, if it is no source of the pack.")

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        written = [self.author, self.title, self.year, self.text]
        if self.id is not None and any(item is not None for item in written):
            raise ValueError("an interpretation with an id has its words in sources.yaml — delete author, title, year and text")
        if self.id is None and (self.author is None or self.text is None):
            raise ValueError("an interpretation needs the id of a source, or its author and text — write one of the two")
        return self


class PairPart(Model):
    """A question on both."""

    marks: Marks
    points: tuple[PointLike, ...] = Field(min_length=1, description="Indicative content.")
    question: Prose | None = Field(None, description="Asked instead of the usual question.")
    space: Space | None = Field(None, description="Room to write; worked out from the marks if left out.")

    @property
    def indicative(self) -> tuple[Point, ...]:
        """All its points."""
        return self.points


class Weighing(Model):
    """A question on one of them: what supports it, and what challenges it."""

    marks: Marks
    supports: tuple[PointLike, ...] = Field(min_length=1, description="What speaks for it.")
    challenges: tuple[PointLike, ...] = Field(min_length=1, description="What speaks against it.")
    question: Prose | None = Field(None, description="Asked instead of the usual question.")
    space: Space | None = Field(None, description="Room to write; worked out from the marks if left out.")

    @property
    def indicative(self) -> tuple[Point, ...]:
        """All its points, those for it first."""
        return self.supports + self.challenges


def _as_interpretation(value: object) -> object:
    return {"id": value} if isinstance(value, str) else value


InterpretationLike = Annotated[Interpretation, BeforeValidator(_as_interpretation, json_schema_input_type=str | Interpretation)]


class InterpretationPair(Activity):
    """Two interpretations to compare and to weigh; each question has marks of its own."""

    PARTS = "parts"

    type: Literal["interpretation_pair"]
    pair: tuple[InterpretationLike, InterpretationLike] = Field(
        description="The two interpretations: ids of sources, or written out."
    )
    difference: PairPart = Field(description="What the main difference is.")
    reasons: PairPart | None = Field(None, description="Why they may differ.")
    first: Weighing | None = Field(None, description="What supports and challenges the first.")
    second: Weighing | None = Field(None, description="What supports and challenges the second.")
    levels: tuple[Level, ...] = Field((), description="Levels of response, where the whole is marked by levels.")
    caps: tuple[Prose, ...] = Field((), description='Limits on the marks: "only one of the two used: at most half".')
    exemplar: Prose | None = Field(None, description="A model answer.")

    @property
    def parts(self) -> tuple[tuple[str, PairPart | Weighing], ...]:
        """The questions that are asked, in their order, each with its name."""
        asked = (("difference", self.difference), ("reasons", self.reasons), ("first", self.first), ("second", self.second))
        return tuple((name, part) for name, part in asked if part)

    def part_marks(self) -> tuple[int, ...]:
        """The marks of each question."""
        return tuple(part.marks for _, part in self.parts)

    def source_ids(self) -> Iterator[tuple[Path, str]]:
        """Those of the two that are sources of the pack."""
        for index, each in enumerate(self.pair):
            if each.id:
                yield ("pair", index), each.id
        yield from super().source_ids()

    def kinds_needed(self) -> Iterator[tuple[Path, str, str]]:
        """Those of the two that are sources of the pack have to be interpretations."""
        for index, each in enumerate(self.pair):
            if each.id:
                yield ("pair", index), each.id, "interpretation"

    @model_validator(mode="after")
    def _sound(self) -> Self:
        first, second = self.pair
        if first == second:
            raise ValueError("an interpretation is compared with itself — name two")
        check_levels(self.levels, self.marks_total)
        return self
