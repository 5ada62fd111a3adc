"""What a lesson says of its source paper. What the exam tradition asks, and how it marks, stands in a profile."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from hornbook.activities.base import Cite, Identifier, Model, Path, PointLike, Space, citations_in
from hornbook.activities.extended_response import Argument
from hornbook.activities.tiers import Tiers
from hornbook.prose import Prose


class PaperAnswer(Model):
    """What the lesson says of one question of the paper: what fills its stem, and what its key holds."""

    sources: tuple[Identifier, ...] = Field((), description="The ids of the sources it is about, where it is not about all.")
    topic: Prose | None = Field(None, description="What stands for {topic} in the stem; that of the paper if left out.")
    stimulus: tuple[Prose, ...] = Field((), description="Points that pupils may write about, printed below the question.")
    points: tuple[PointLike, ...] = Field((), description="What earns marks; needed where the profile marks by points.")
    indicative: tuple[Argument, ...] = Field(
        (), description="Indicative content, side by side: value and limitations, for and against."
    )
    accept: tuple[Prose, ...] = Field((), description="Other answers to accept.")
    reject: tuple[Prose, ...] = Field((), description="Answers that earn nothing, and why.")
    caps: tuple[Prose, ...] = Field((), description="Limits on the marks besides those of the profile.")
    exemplar: Prose | None = Field(None, description="A model answer; blank lines make paragraphs.")
    misconception: Prose | None = Field(None, description="For the key: the mistake to look out for.")
    space: Space | None = Field(None, description="Room to write; worked out from the marks if left out.")
    tiers: Tiers | None = Field(None, description="What is otherwise for pupils who need more support or more challenge.")


class SourcePaper(Model):
    """A paper in the manner of an exam: the questions of a profile on sources of the pack."""

    profile: Identifier = Field(description="The name of the profile: ib-paper-1.")
    sources: tuple[Identifier, ...] = Field(min_length=1, description="The ids of the sources, in the order they are printed.")
    topic: Prose | None = Field(None, description="What stands for {topic} in the stems, where an answer does not say its own.")
    instructions: Prose | None = Field(None, description="What pupils are told first; the words of the profile if left out.")
    minutes: int | None = Field(None, ge=1, le=600, description="How long pupils have; the profile’s time if left out.")
    lines_per_mark: float | None = Field(
        None, ge=0, le=10, description="Answer lines for each mark; as in the profile if left out."
    )
    answers: dict[str, PaperAnswer] = Field(description="What the lesson says of each question, by its number in the profile: 1a.")

    def citations(self) -> Iterator[tuple[Path, Cite]]:
        """Each citation of the key, with its place below the paper."""
        return citations_in(self)
