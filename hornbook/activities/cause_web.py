"""`cause_web`: causes around what they led to. What stands in double braces pupils write themselves.

type: cause_web
centre: The Treaty of Rapallo
causes:
  - {cause: Both were outside the League of Nations., link: drew them together}
  - {cause: "{{Russia needed machines and credit.}}", link: "{{made trade urgent}}"}
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from random import Random
from typing import Literal, Self

from pydantic import Field, model_validator

from hornbook.activities.base import Activity, Cite, Model
from hornbook.activities.checks import check_distinct
from hornbook.activities.hidden import HiddenText, word_of
from hornbook.drawing import FULL, ROOMS, markup
from hornbook.drawing.webs import Spoke, web
from hornbook.prose import GapText, Prose


class Cause(Model):
    """One cause, and how it worked."""

    cause: HiddenText = Field(description="The cause; {{cause}} is a box to fill in. 90 characters at most.")
    link: HiddenText | None = Field(None, description="What stands on the line to the middle; {{words}} are for pupils to write.")
    why: Prose | None = Field(None, description="For the key: how the cause worked.")
    cites: tuple[Cite, ...] = Field((), description="For the key: where a source says so.")


class CauseWeb(Activity):
    """A web of causes to complete; one mark for each box or line to fill in, unless `marks` says how many."""

    type: Literal["cause_web"]
    centre: Prose = Field(description="What the causes led to.")
    causes: tuple[Cause, ...] = Field(min_length=2, max_length=8, description="The causes, from the top.")

    def part_marks(self) -> tuple[int, ...]:
        """One mark for each thing to fill in, unless the marks are set as a whole."""
        return () if self.marks is not None else (1,) * self.gap_count

    @property
    def gap_count(self) -> int:
        """How many boxes and lines there are to fill in."""
        return len(self._answers())

    def _answers(self) -> list[GapText]:
        return [text for cause in self.causes for text in (cause.cause, cause.link) if text and text.gaps]

    def recall(self) -> Iterable[Self]:
        """The web as one question, which asks for one of the causes."""
        return (self,)

    def view(self, _random: Random) -> Mapping[str, object]:
        """The drawing, and what is to be written into it."""
        spokes = [Spoke(word_of(cause.cause), word_of(cause.link) if cause.link else None) for cause in self.causes]
        return {"answers": self._answers(), "layouts": markup(*(web(self.centre.plain, spokes, *room) for room in (FULL, *ROOMS)))}

    @model_validator(mode="after")
    def _sound(self) -> Self:
        check_distinct((cause.cause.plain for cause in self.causes), "causes")
        if not self.gap_count:
            raise ValueError("a web with nothing to fill in — put a cause or a link between double braces: {{trade}}")
        return self
