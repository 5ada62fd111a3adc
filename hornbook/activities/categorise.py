"""`categorise`: things to sort under headings, in a table or in the overlapping circles of a Venn diagram.

type: categorise
headings: [Political, Economic]
items:
  - {item: Both powers were shut out of the League., belongs: Political}
  - {item: German factories needed orders., belongs: Economic}
  - item: Russia asked for loans.
    belongs: Economic
    arguable: A loan would also have meant that Russia was recognised.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from random import Random
from typing import Annotated, Any, Literal, NamedTuple, Self

from pydantic import BeforeValidator, Field, model_validator

from hornbook.activities.base import Activity, Cite, Model, shuffled
from hornbook.activities.checks import check_distinct
from hornbook.drawing import ROOMS, markup
from hornbook.drawing.venn import venn
from hornbook.errors import did_you_mean
from hornbook.prose import Prose

_MOST_CIRCLES = 3


def _as_headings(value: object) -> object:
    return [value] if isinstance(value, str) else value


class CategoryItem(Model):
    """One thing to sort."""

    item: Prose = Field(description="What pupils sort.")
    belongs: Annotated[tuple[str, ...], BeforeValidator(_as_headings, json_schema_input_type=str | tuple[str, ...])] = Field(
        description="The heading it belongs under; in a Venn diagram several where circles overlap, and [] for outside of all."
    )
    arguable: Prose | None = Field(None, description="For the key: the argument for another place, where there is one.")
    cites: tuple[Cite, ...] = Field((), description="For the key: where a source bears it out.")


class Home(NamedTuple):
    """A thing and the one heading it belongs under."""

    item: CategoryItem
    heading: Prose


class Categorise(Activity):
    """Things to sort by writing their numbers under headings; one mark for each, unless `marks` says how many."""

    type: Literal["categorise"]
    show: Literal["table", "venn"] = Field("table", description="How the headings stand: as a table, or as overlapping circles.")
    headings: tuple[Prose, ...] = Field(min_length=2, max_length=4, description="What things are sorted under; of circles 2 or 3.")
    items: tuple[CategoryItem, ...] = Field(min_length=2, max_length=20, description="The things, printed in another order.")

    def part_marks(self) -> tuple[int, ...]:
        """One mark for each thing, unless the marks are set as a whole."""
        return () if self.marks is not None else (1,) * len(self.items)

    def recall(self) -> Iterable[Home]:
        """The things that belong under one heading, about which nobody can argue."""
        places = ((item, self._places(item)) for item in self.items if item.arguable is None)
        return (Home(item, self.headings[place[0]]) for item, place in places if len(place) == 1)

    def view(self, random: Random) -> Mapping[str, object]:
        """The things as they are numbered, where their numbers belong, and the circles if there are any."""
        shown = shuffled(self.items, random)
        names = [heading.plain for heading in self.headings]
        places = [self._places(item) for item in shown]
        view: dict[str, object] = {
            "shown": shown,
            "names": names,
            "homes": [[names[index] for index in place] for place in places],
            "under": [[number for number, place in enumerate(places, 1) if index in place] for index in range(len(names))],
            "regions": [
                ([names[index] for index in region], [number for number, place in enumerate(places, 1) if place == region])
                for region in sorted(set(places), key=lambda region: (len(region) or len(names) + 1, region))
            ],
        }
        if self.show == "venn":
            view["layouts"] = markup(*(venn(names, places, *room) for room in ROOMS))
        return view

    def _places(self, item: CategoryItem) -> tuple[int, ...]:
        """Which of the headings a thing belongs under, from 0."""
        keys = [_key(name) for name in item.belongs]
        return tuple(index for index, heading in enumerate(self.headings) if _key(heading) in keys)

    @model_validator(mode="after")
    def _sound(self) -> Self:
        check_distinct((heading.plain for heading in self.headings), "headings")
        check_distinct((item.item.plain for item in self.items), "items")
        if self.show == "venn" and len(self.headings) > _MOST_CIRCLES:
            raise ValueError(f"{len(self.headings)} circles cannot all overlap — have 2 or 3 headings, or show: table")
        for item in self.items:
            self._check_place(item)
        return self

    def _check_place(self, item: CategoryItem) -> None:
        known: dict[str, Any] = {_key(heading): heading for heading in self.headings}
        for name in item.belongs:
            if _key(name) not in known:
                hint = did_you_mean(name, list(known.values())) or "write one of the headings"
                raise ValueError(f'"{item.item.plain}" belongs under "{name}", which is no heading — {hint}')
        if self.show == "table" and len(item.belongs) != 1:
            hint = "name one heading and say under arguable: what speaks for another, or show: venn"
            raise ValueError(f'"{item.item.plain}" belongs under {len(item.belongs)} headings of a table — {hint}')


def _key(text: str) -> str:
    return " ".join(str(text).casefold().split())
