"""`exit_ticket`: one to three short questions at the end of a lesson, and how sure pupils feel.

type: exit_ticket
questions:
  - {prompt: Name one thing that each side gained at Rapallo., points: [Germany and Soviet Russia recognised each other]}
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, Self

from pydantic import Field, model_validator

from hornbook.activities.base import Activity, Marks, Model, PointLike
from hornbook.activities.checks import check_points
from hornbook.prose import Prose

LONGEST_RECALL = 2
"""The marks of a question that is short enough to open a lesson."""


class ExitQuestion(Model):
    """One question, answered in a line or two."""

    prompt: Prose = Field(description="The question.")
    points: tuple[PointLike, ...] = Field(min_length=1, description="What an answer should hold.")
    marks: Marks = 1
    lines: int = Field(2, ge=1, le=8, description="How many lines there are to write on.")

    @model_validator(mode="after")
    def _enough_points(self) -> Self:
        check_points(self.points, self.marks)
        return self


class ExitTicket(Activity):
    """A box that is answered in the last minutes."""

    PARTS = "questions"

    type: Literal["exit_ticket"]
    questions: tuple[ExitQuestion, ...] = Field(min_length=1, max_length=3, description="One to three questions.")
    cut_off: bool = Field(False, description="Whether it is cut off and collected: a line to cut along, and one for the name.")
    confidence: tuple[Prose, ...] = Field(
        (),
        max_length=5,
        description="The words pupils choose from to say how sure they are, from least to most; three if left out.",
    )

    def part_marks(self) -> tuple[int, ...]:
        """The marks of each question."""
        return tuple(question.marks for question in self.questions)

    def recall(self) -> Iterable[ExitQuestion]:
        """The questions that earn a mark or two: those that earn none ask what pupils think."""
        return (question for question in self.questions if 1 <= question.marks <= LONGEST_RECALL)
