"""Tiers: the same task with more support or with more challenge. What is right, and what it is worth, never changes."""

from __future__ import annotations

from typing import Final, Literal

from pydantic import Field

from hornbook.activities.values import Model, Space
from hornbook.prose import Prose

Tier = Literal["support", "core", "challenge"]
TIERS: Final[tuple[Tier, ...]] = ("support", "core", "challenge")
"""What `--tier` takes. Core is the lesson as it stands."""


class Changes(Model):
    """What is otherwise in one tier; whatever is left out stays as it is."""

    prompt: Prose | None = Field(None, description="What pupils are asked to do; of a task without parts the question itself.")
    scaffold: tuple[Prose, ...] = Field((), description="Sentence starters or hints, printed below the prompt.")
    word_bank: tuple[Prose, ...] = Field((), description="Words that help, printed in a box in alphabetical order.")
    space: Space | None = Field(None, description="Room to write, where a part does not say its own.")


class GapChanges(Model):
    """What is otherwise in one tier of a gap-fill; whatever is left out stays as it is."""

    prompt: Prose | None = Field(None, description="What pupils are asked to do.")
    scaffold: tuple[Prose, ...] = Field((), description="Hints, printed below the prompt.")
    word_bank: bool | None = Field(None, description="Whether the answers stand in a box above the text.")
    hints: Literal["none", "first-letter"] | None = Field(None, description="What stands before a gap.")


class Tiers(Model):
    """What is otherwise for some pupils. What a tier does not say is as in the lesson."""

    support: Changes | None = Field(None, description="For those who need more support.")
    challenge: Changes | None = Field(None, description="For those who want more challenge.")


class GapTiers(Model):
    """What is otherwise for some pupils in a gap-fill. What a tier does not say is as in the lesson."""

    support: GapChanges | None = Field(None, description="For those who need more support.")
    challenge: GapChanges | None = Field(None, description="For those who want more challenge.")
