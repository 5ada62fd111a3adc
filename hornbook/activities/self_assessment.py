"""`self_assessment`: what pupils should be able to do, how far each of them is, and the next step.

type: self_assessment
criteria:
  - explain why two outcast powers signed at Rapallo
  - tell what the treaty said from what it is thought to have meant
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from hornbook.activities.base import Activity
from hornbook.prose import Prose


class SelfAssessment(Activity):
    """A table to tick; it earns no marks."""

    type: Literal["self_assessment"]
    criteria: tuple[Prose, ...] = Field(
        (), max_length=12, description='What is judged, each as it goes on after "I can"; the objectives of the lesson if left out.'
    )
    scale: tuple[Prose, ...] = Field(
        (),
        min_length=3,
        max_length=3,
        description="The headings of the three columns, from least to most: not yet, nearly and secure if left out.",
    )
    lines: int = Field(2, ge=0, le=8, description="How many lines there are for the next step.")
    guidance: Prose | None = Field(None, description="For the key: how to use it; a few words on that if left out.")
