"""`find_and_fix`: a text with errors that pupils underline and put right.

type: find_and_fix
text: |
  The treaty was signed at Rapallo in {{Switzerland|Italy|The town lies near Genoa.}}. Rathenau signed for
  {{Britain|Germany}}.

Each error stands in the text as `{{wrong|right}}`, or with the reason as `{{wrong|right|why}}`. Pupils read the wrong words and no
sign of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from random import Random
from typing import Literal, Self

from pydantic import Field, model_validator

from hornbook.activities.base import Activity
from hornbook.activities.checks import check_braces
from hornbook.activities.openings import openings
from hornbook.prose import FaultyText


class FindAndFix(Activity):
    """A text to put right; one mark an error unless `marks` says otherwise."""

    type: Literal["find_and_fix"]
    text: FaultyText = Field(
        description="The text; {{wrong|right}} makes an error, {{wrong|right|why}} one with a reason for the key."
    )
    tell_number: bool = Field(True, description="Whether pupils are told how many errors there are.")

    def part_marks(self) -> tuple[int, ...]:
        """One mark an error, found and put right, unless the marks are set as a whole."""
        return () if self.marks is not None else (1,) * len(self.text.slips)

    def recall(self) -> Iterable[FaultyText]:
        """The beginnings of its paragraphs up to the first error."""
        return openings(self.text.paragraphs, lambda text: text.slips)

    def view(self, _random: Random) -> Mapping[str, object]:
        """The paragraphs put right, as the key shows them."""
        return {"corrected": [part.corrected for part in self.text.paragraphs]}

    @model_validator(mode="after")
    def _sound(self) -> Self:
        if not self.text.slips:
            raise ValueError("a text without errors — write each between double braces: {{wrong|right}}")
        check_braces(self.text)
        return self
