"""`annotate`: a source with a wide margin, to be marked up by a list of signs.

type: annotate
source: press-league
codes:
  - {mark: "!", meaning: a word that is meant to frighten}
  - {mark: "?", meaning: a claim without evidence}
remarks:
  - {lines: 8-9, mark: "?", quote: a cover for the, remark: Nothing is named that would show it.}

The task prints the source itself, with its numbered lines, so the sheet need not have it among its `sources`: other
tasks of the sheet may be on it too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from random import Random
from typing import Literal, Self

from pydantic import Field, model_validator

from hornbook.activities.base import Activity, Cite, Identifier, LineRange, Model, Path
from hornbook.activities.checks import check_distinct
from hornbook.errors import did_you_mean
from hornbook.prose import Prose


class Code(Model):
    """A sign that pupils write beside a line, or a way to mark words."""

    mark: Prose = Field(description="The sign, or what is done: ✓, ?, underline.")
    meaning: Prose = Field(description="What it says.")


class Remark(Model):
    """What the key finds in the source."""

    lines: LineRange = Field(description="The line or lines: 4, or 4-6.")
    mark: Prose | None = Field(None, description="The sign that belongs there: one of the codes.")
    quote: str | None = Field(None, description="Words that stand in those lines; checked against the source.")
    remark: Prose = Field(description="What is to be seen there.")


class Annotate(Activity):
    """A source to mark up; it earns no marks unless `marks` says so."""

    type: Literal["annotate"]
    source: Identifier = Field(description="The id of the source.")
    codes: tuple[Code, ...] = Field(min_length=1, max_length=8, description="The signs to use, printed above the source.")
    lines: int = Field(6, ge=2, le=30, description="How many lines the margin has where type is too large for it to stand beside.")
    remarks: tuple[Remark, ...] = Field(min_length=1, description="For the key: what to mark, and why.")

    def source_ids(self) -> Iterator[tuple[Path, str]]:
        """The source that is marked up."""
        yield ("source",), self.source
        yield from super().source_ids()

    def prints(self) -> frozenset[str]:
        """The source that is marked up stands in the task."""
        return frozenset({self.source})

    def citations(self) -> Iterator[tuple[Path, Cite]]:
        """Where each remark belongs."""
        yield from ((("remarks", index), self._cite(remark)) for index, remark in enumerate(self.remarks))

    def view(self, _random: Random) -> Mapping[str, object]:
        """The remarks, each with where it belongs."""
        return {"remarks": [(remark, self._cite(remark)) for remark in self.remarks]}

    def _cite(self, remark: Remark) -> Cite:
        return Cite(source=self.source, lines=remark.lines, quote=remark.quote)

    @model_validator(mode="after")
    def _sound(self) -> Self:
        marks = [code.mark.plain for code in self.codes]
        check_distinct(marks, "marks among the codes")
        for remark in self.remarks:
            if remark.mark is not None and remark.mark.plain not in marks:
                hint = did_you_mean(remark.mark.plain, marks) or "write one of them"
                raise ValueError(f'"{remark.mark.plain}" is not a mark of the codes — {hint}')
        return self
