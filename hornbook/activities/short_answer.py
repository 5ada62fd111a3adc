"""`short_answer`: questions answered in a sentence or two, marked point by point.

type: short_answer
questions:
  - prompt: Name two powers that Genoa tried to bring back into Europe's economy.
    marks: 2
    points: [Weimar Germany, Soviet Russia]
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Literal, Self

from pydantic import Field, model_validator

from hornbook.activities.base import Activity, Marks, Model, PointLike, Space
from hornbook.activities.checks import check_points
from hornbook.prose import Prose

LONGEST_RECALL = 2
"""The marks of a question that is short enough to open a lesson."""


class ShortQuestion(Model):
    """One question; each point is worth a mark."""

    prompt: Prose = Field(description="The question.")
    marks: Marks = 1
    points: tuple[PointLike, ...] = Field(
        min_length=1, description="What earns a mark each; more points than marks may stand here."
    )
    accept: tuple[Prose, ...] = Field((), description="Other wordings to accept.")
    reject: tuple[Prose, ...] = Field((), description="Answers that earn nothing, and why.")
    space: Space | None = Field(None, description="Room to write; worked out from the marks if left out.")

    @model_validator(mode="after")
    def _enough_points(self) -> Self:
        check_points(self.points, self.marks)
        return self


class ShortAnswer(Activity):
    """Questions with a few lines each."""

    PARTS = "questions"

    type: Literal["short_answer"]
    questions: tuple[ShortQuestion, ...] = Field(min_length=1, description="The questions.")

    def part_marks(self) -> tuple[int, ...]:
        """The marks of each question."""
        return tuple(question.marks for question in self.questions)

    def recall(self) -> Iterable[ShortQuestion]:
        """The questions that take no more than a line or two."""
        return (question for question in self.questions if question.marks <= LONGEST_RECALL)

    def changed(self, fields: Mapping[str, Any]) -> Self:
        """The task with other values in some fields; where it is but one question, another prompt is that question's."""
        return self.reworded(fields, "prompt")
