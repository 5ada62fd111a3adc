"""`label_image`: a picture with numbers on it; pupils write what stands at each. The picture is that of a source of the pack.

type: label_image
source: europe-1922
hotspots:
  - {x: 38, y: 42.5, label: Germany}
  - {x: 71, y: 30, label: Soviet Russia, accept: [RSFSR]}
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import combinations
from math import hypot
from random import Random
from typing import Annotated, Literal, Self

from markupsafe import Markup
from pydantic import AfterValidator, Field, model_validator

from hornbook.activities.base import Activity, Identifier, Model, Path
from hornbook.document.nodes import Raster
from hornbook.drawing import ROOMS, markup
from hornbook.drawing.pictures import labelled
from hornbook.prose import Prose

_NEAREST = 3.0
"""Per cent of the picture: numbers that are nearer would lie on each other."""


def _on_the_picture(share: float) -> float:
    if not 0 <= share <= 100:
        raise ValueError(
            f"the hotspot lies outside of the picture: {share:g} — write the per cent of its width or height, 0 to 100"
        )
    return share


Share = Annotated[float, AfterValidator(_on_the_picture)]


class Hotspot(Model):
    """A place on the picture."""

    x: Share = Field(description="How far from the left edge, in per cent of the picture's width.")
    y: Share = Field(description="How far from the upper edge, in per cent of the picture's height.")
    label: Prose = Field(description="For the key: what is there.")
    accept: tuple[Prose, ...] = Field((), description="For the key: what else is right.")


class LabelImage(Activity):
    """A picture to label; one mark for each number. Words that help stand in `word_bank`."""

    PARTS = "hotspots"

    type: Literal["label_image"]
    source: Identifier = Field(description="The source whose picture it is. Its alt text must not give the answers away.")
    hotspots: tuple[Hotspot, ...] = Field(min_length=1, max_length=20, description="The places, in the order of their numbers.")

    def part_marks(self) -> tuple[int, ...]:
        """One mark for each number."""
        return (1,) * len(self.hotspots)

    def part_label(self, index: int) -> str:
        """The number of a place, in brackets."""
        return f"({index + 1})"

    def arranged(self, random: Random) -> tuple[Self, tuple[int, ...]]:
        """The same places with other numbers."""
        return self.with_parts_shuffled(random)

    def source_ids(self) -> Iterator[tuple[Path, str]]:
        """The source whose picture it is, besides what `sources` names."""
        yield ("source",), self.source
        yield from super().source_ids()

    def prints(self) -> frozenset[str]:
        """The source whose picture it is."""
        return frozenset((self.source,))

    def picture_ids(self) -> Iterator[tuple[Path, str]]:
        """The source whose picture is printed."""
        yield ("source",), self.source

    def view(self, _random: Random) -> Mapping[str, object]:
        """What draws the picture once its size is known."""
        return {"drawn": self._drawn}

    @property
    def _drawn(self) -> Callable[[str, Raster], Markup]:
        spots = [(spot.x / 100, spot.y / 100) for spot in self.hotspots]

        def drawn(src: str, picture: Raster) -> Markup:
            shape = picture.height / picture.width
            return markup(*(labelled(src, shape, spots, *room) for room in ROOMS))

        return drawn

    @model_validator(mode="after")
    def _apart(self) -> Self:
        for (one, first), (two, second) in combinations(enumerate(self.hotspots, start=1), 2):
            if hypot(first.x - second.x, first.y - second.y) < _NEAREST:
                raise ValueError(f"the hotspots {one} and {two} lie on each other — move them {_NEAREST:g} per cent apart")
        return self
