"""`extended_response`: an essay or paragraph marked by levels of response.

type: extended_response
prompt: "How far was Rapallo a success for Soviet diplomacy?"
marks: 12
stimulus_points: [recognition by Germany, the fears of Britain and France]
levels:
  - {level: 1, marks: 1-4, descriptor: Describes the treaty.}
  - {level: 2, marks: 5-8, descriptor: Explains one side.}
  - {level: 3, marks: 9-12, descriptor: Explains both sides and judges between them.}
indicative:
  - {heading: A success, points: [It ended isolation.]}
  - {heading: Limits, points: [Britain and France did not recognise Soviet Russia until 1924.]}
"""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from hornbook.activities.base import Activity, Level, Model, PointLike
from hornbook.activities.checks import check_levels
from hornbook.prose import Prose


class Argument(Model):
    """One side of an argument, with its points."""

    heading: Prose = Field(description='The side: "Reasons to agree".')
    points: tuple[PointLike, ...] = Field(min_length=1, description="Points that answers may make.")


class ExtendedResponse(Activity):
    """A longer piece of writing, with a planning frame if there is one."""

    LINES_PER_MARK = 2.5

    type: Literal["extended_response"]
    prompt: Prose = Field(description="The question.")
    marks: int = Field(ge=1, le=200, description="The marks of the answer.")
    stimulus_points: tuple[Prose, ...] = Field((), description="What answers may use; printed below the question.")
    plan: tuple[Prose, ...] = Field((), description="Headings of a planning frame, printed as boxes to fill.")
    levels: tuple[Level, ...] = Field(min_length=1, description="The levels of response, covering every mark.")
    indicative: tuple[Argument, ...] = Field(min_length=1, description="Indicative content, side by side.")
    caps: tuple[Prose, ...] = Field((), description='Limits on the marks: "one side only: at most half".')
    exemplar: Prose | None = Field(None, description="A model answer; blank lines make paragraphs.")

    @model_validator(mode="after")
    def _levels(self) -> Self:
        check_levels(self.levels, self.marks)
        return self
