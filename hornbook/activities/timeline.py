"""`timeline`: a time axis drawn to scale, on which some events are given and pupils place the others by their letters.

type: timeline
years: 1921-1927
events:
  - {event: Germany and Soviet Russia sign at Rapallo, date: 16 April 1922, sort: 1922-04-16, given: true}
  - {event: Britain recognises the Soviet government, date: 1 February 1924, sort: 1924-02-01}
  - {event: Germany enters the League of Nations, date: 8 September 1926, sort: 1926-09-08}
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from random import Random
from typing import Literal, NamedTuple, Self

from pydantic import Field, model_validator

from hornbook.activities.base import Activity, Model, shuffled
from hornbook.activities.checks import check_distinct
from hornbook.activities.ordering import Which, neighbours
from hornbook.activities.values import SortDate, YearRange, in_years
from hornbook.document.text import letters
from hornbook.drawing import markup
from hornbook.drawing.timeline import Entry, timeline
from hornbook.prose import Prose

MOST_YEARS = 2000


class TimelineEvent(Model):
    """An event of the timeline."""

    event: Prose = Field(description="The words pupils see in the list.")
    date: Prose = Field(description="The date as it is printed beside the axis: 16 April 1922.")
    sort: SortDate = Field(description="Where it stands on the axis: 1922, 1922-04 or 1922-04-16.")
    given: bool = Field(False, description="Whether its place is printed for pupils.")

    @property
    def when(self) -> float:
        """When it was in years; where only the year or the month is known, in the middle of it."""
        return in_years(self.sort)


class Placed(NamedTuple):
    """An event as it stands on the axis."""

    event: TimelineEvent
    letter: str


class Timeline(Activity):
    """Events to place on a time axis; one mark for each whose place is not given."""

    type: Literal["timeline"]
    years: YearRange = Field(description="The years the axis shows, both included: 1921-1933.")
    events: tuple[TimelineEvent, ...] = Field(min_length=3, max_length=15, description="The events, in any order.")

    def part_marks(self) -> tuple[int, ...]:
        """One mark for each event that pupils place."""
        return tuple(1 for event in self.events if not event.given)

    def recall(self) -> Iterable[Which[TimelineEvent]]:
        """Pairs of neighbours of which it is known which comes first."""
        pairs = neighbours(sorted(self.events, key=lambda event: event.sort))
        return (pair for pair in pairs if not _covers(*(event.sort for event in pair.shown)))

    def view(self, random: Random) -> Mapping[str, object]:
        """The events as they are listed, those on the axis from the top, and the picture for all widths."""
        listed = shuffled(self.events, random)
        placed = [Placed(event, letters(index)) for index, event in enumerate(listed)]
        placed.sort(key=lambda one: one.event.when)
        layouts = timeline([_entry(*one) for one in placed], *self.years)
        return {"listed": listed, "placed": placed, "layouts": markup(*layouts)}

    @model_validator(mode="after")
    def _sound(self) -> Self:
        check_distinct((event.event.plain for event in self.events), "events")
        for event in self.events:
            if not self.years.first <= int(event.sort[:4]) <= self.years.last:
                what = f"“{event.event.plain}” was in {event.sort[:4]}, and the axis shows {self.years}"
                raise ValueError(f"{what} — mend its sort, or let years reach as far")
        if self.years.last - self.years.first > MOST_YEARS:
            raise ValueError(f"the axis shows more than {MOST_YEARS} years — let years span fewer")
        if not self.part_marks():
            raise ValueError("every event is given — leave at least one for pupils to place")
        return self


def _covers(one: str, other: str) -> bool:
    """Whether one of two dates is the year or the month of the other, so that nobody can say which is earlier."""
    return one.startswith(other) or other.startswith(one)


def _entry(event: TimelineEvent, letter: str) -> Entry:
    return Entry(event.when, letter, event.date.plain, event.event.plain, event.given)
