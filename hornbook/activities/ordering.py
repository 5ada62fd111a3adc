"""`ordering`: events to put in order. They stand in the pack in their right order and are printed shuffled.

type: ordering
events:
  - {event: The Genoa Conference opens, date: 10 April 1922, given: true}
  - {event: Germany and Russia sign at Rapallo, date: 16 April 1922}
  - {event: Britain recognises the Soviet government, date: 1 February 1924}
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from random import Random
from typing import Generic, Literal, NamedTuple, Self, TypeVar

from pydantic import Field, model_validator

from hornbook.activities.base import Activity, Model, shuffled
from hornbook.activities.checks import check_distinct
from hornbook.prose import Prose


class OrderedEvent(Model):
    """One of the things to put in order."""

    event: Prose = Field(description="The words pupils see.")
    date: Prose | None = Field(None, description="For the key: when it was.")
    given: bool = Field(False, description="Whether its place is printed for pupils.")


E = TypeVar("E")


class Which(NamedTuple, Generic[E]):
    """Which of two events comes `first`, and the two as they are printed."""

    first: E
    shown: tuple[E, E]


def neighbours(events: Sequence[E]) -> Iterator[Which[E]]:
    """Pairs of events that follow each other; which of the two comes first is in every second pair the lower."""
    for index, (first, second) in enumerate(zip(events[::2], events[1::2], strict=False)):
        yield Which(first, (first, second) if index % 2 else (second, first))


class Ordering(Activity):
    """Things to number in order; one mark for each whose place is not given."""

    type: Literal["ordering"]
    events: tuple[OrderedEvent, ...] = Field(min_length=3, max_length=20, description="The events in their right order.")

    def part_marks(self) -> tuple[int, ...]:
        """One mark for each event whose place pupils find."""
        return tuple(1 for event in self.events if not event.given)

    def recall(self) -> Iterable[Which[OrderedEvent]]:
        """Pairs of neighbours, of which one comes first."""
        return neighbours(self.events)

    def view(self, random: Random) -> Mapping[str, object]:
        """The events as they are printed: shuffled, each with its right place."""
        return {"shown": shuffled(enumerate(self.events, start=1), random)}

    @model_validator(mode="after")
    def _sound(self) -> Self:
        check_distinct((event.event.plain for event in self.events), "events")
        if not self.part_marks():
            raise ValueError("every event is given — leave at least one for pupils to place")
        return self
