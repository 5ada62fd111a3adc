"""`gap_fill`: a text with gaps. Every gap is as wide as every other, so that none betrays its answer.

type: gap_fill
text: The treaty was signed on {{16 April 1922|16 April}} at {{Rapallo}}.
word_bank: true
distractors: [Locarno]
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from random import Random
from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from hornbook.activities.base import Activity
from hornbook.activities.checks import check_braces, check_distinct
from hornbook.activities.openings import openings
from hornbook.activities.tiers import GapTiers
from hornbook.document.text import alphabetical
from hornbook.prose import GapText, Prose


class GapFill(Activity):
    """A text to complete, with or without a word bank."""

    GAP_WIDTH: ClassVar[float] = 9.0  # ems: room for two handwritten words

    type: Literal["gap_fill"]
    text: GapText = Field(description="The text; {{answer}} makes a gap.")
    word_bank: bool = Field(  # type: ignore[assignment]  # the words are the answers, so there is only yes and no
        False, description="Whether the answers stand in a box above the text, in alphabetical order."
    )
    distractors: tuple[Prose, ...] = Field((), description="Words in the bank that fit no gap.")
    hints: Literal["none", "first-letter"] = Field("none", description="What stands before a gap.")
    tiers: GapTiers | None = Field(  # type: ignore[assignment]  # for the same reason its tiers are of their own kind
        None, description="What is otherwise for pupils who need more support or more challenge: a word bank, first letters."
    )

    def part_marks(self) -> tuple[int, ...]:
        """One mark a gap."""
        return (1,) * len(self.text.gaps)

    def recall(self) -> Iterable[str]:
        """The beginnings of its paragraphs up to the first gap, as markup."""
        for opening in openings(self.text.paragraphs, lambda text: text.gaps):
            yield opening.markup(self.GAP_WIDTH)

    def view(self, _random: Random) -> Mapping[str, object]:
        """The paragraphs as markup, and the word bank in alphabetical order: the order of the gaps must not show."""
        words = dict.fromkeys((*(gap.answer for gap in self.text.gaps), *self.distractors))
        bank = sorted(words, key=lambda word: alphabetical(word.plain))
        hints = self.hints == "first-letter"
        return {"paragraphs": [part.markup(self.GAP_WIDTH, hints=hints) for part in self.text.paragraphs], "bank": bank}

    @model_validator(mode="after")
    def _sound(self) -> Self:
        if not self.text.gaps:
            raise ValueError("a gap-fill without gaps — put each answer between double braces: {{Rapallo}}")
        check_braces(self.text)
        tiers = (self.tiers.support, self.tiers.challenge) if self.tiers else ()
        if self.distractors and not self.word_bank and not any(tier and tier.word_bank for tier in tiers):
            raise ValueError("distractors without a word bank — add word_bank: true, or delete distractors")
        check_distinct(
            [*dict.fromkeys(gap.answer.plain for gap in self.text.gaps), *(word.plain for word in self.distractors)],
            "words in the bank",
        )
        return self
