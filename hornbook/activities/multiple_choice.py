"""`multiple_choice`: stems with options, one or several of them right.

type: multiple_choice
questions:
  - stem: Where did Chicherin and Rathenau sign?
    options:
      - {text: Rapallo, correct: true}
      - {text: Locarno, why: "The pact of 1925, signed in another country."}
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from random import Random
from typing import Any, Literal, Self

from pydantic import Field, model_validator

from hornbook.activities.base import Activity, Marks, Model, shuffled_order
from hornbook.activities.checks import check_distinct
from hornbook.document.text import letters
from hornbook.prose import Prose

_OPTIONS = re.compile(r"\b(?:(?:of|from) (?:these|those)|following|below|de est[ao]s|siguientes?)\b", re.IGNORECASE)


class Option(Model):
    """One option: a right answer, or a distractor with the reason why it tempts."""

    text: Prose = Field(description="The words of the option.")
    correct: bool = Field(False, description="Whether it is right.")
    why: Prose | None = Field(None, description="For the key: why it tempts, or why it is right.")
    pin: bool = Field(False, description='Keeps its place when options are shuffled ("all of the above").')


class Stem(Model):
    """One question with its options."""

    stem: Prose = Field(description="The question.")
    options: tuple[Option, ...] = Field(min_length=2, max_length=12, description="The options, in the order they are printed.")
    marks: Marks = 1
    rationale: Prose | None = Field(None, description="For the key.")

    @property
    def answer(self) -> str:
        """The letters of the right options: "B" or "A, D"."""
        return ", ".join(letters(index) for index, option in enumerate(self.options) if option.correct)

    def arranged(self, random: Random) -> Self:
        """The question with its options in another order; pinned ones keep their places."""
        order = shuffled_order([option.pin for option in self.options], random)
        return self.model_copy(update={"options": tuple(self.options[index] for index in order)})

    @property
    def leans(self) -> bool:
        """Whether the question cannot be asked without its options: it speaks of them, or is a sentence that they end."""
        return not self.stem.plain.endswith("?") or bool(_OPTIONS.search(self.stem.plain))

    @property
    def several(self) -> bool:
        """Whether more than one option is right."""
        return sum(option.correct for option in self.options) > 1

    @model_validator(mode="after")
    def _sound(self) -> Self:
        check_distinct((option.text.plain for option in self.options), "options")
        if not any(option.correct for option in self.options):
            raise ValueError("no option is right — add correct: true to the right one")
        if all(option.correct for option in self.options):
            raise ValueError("every option is right — at least one must be a distractor")
        return self


class MultipleChoice(Activity):
    """Questions with options to choose from."""

    PARTS = "questions"

    type: Literal["multiple_choice"]
    questions: tuple[Stem, ...] = Field(min_length=1, description="The questions.")

    def part_marks(self) -> tuple[int, ...]:
        """The marks of each question."""
        return tuple(question.marks for question in self.questions)

    def recall(self) -> Iterable[Stem]:
        """The questions with one right answer."""
        return (question for question in self.questions if not question.several)

    def changed(self, fields: Mapping[str, Any]) -> Self:
        """The task with other values in some fields; where it is but one question, another prompt is that question's."""
        return self.reworded(fields, "stem")

    def arranged(self, random: Random) -> tuple[Self, tuple[int, ...]]:
        """The questions in another order, each with its options in another order."""
        questions = tuple(question.arranged(random) for question in self.questions)
        return self.model_copy(update={self.PARTS: questions}).with_parts_shuffled(random)
