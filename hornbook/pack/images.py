"""The pictures of a pack, made safe when they are first asked for: a lesson waits for none that it does not show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from hornbook.document.nodes import Raster
from hornbook.errors import PackError, Place, Problem
from hornbook.pictures import load_picture


@dataclass(frozen=True)
class Images(Mapping[str, Raster]):
    """The pictures of `folder` by the paths that the pack gives them, each with the place that names it first.

    To ask for one raises PackError if it is not safe to use.
    """

    folder: Path = Path()
    places: Mapping[str, Place] = field(default_factory=dict)
    _safe: dict[str, Raster] = field(default_factory=dict, compare=False, repr=False)

    def __getitem__(self, name: str) -> Raster:
        """A picture, safe to use."""
        place = self.places[name]
        if name not in self._safe:
            try:
                self._safe[name] = load_picture(self.folder, name)
            except ValueError as error:
                what, _, hint = str(error).partition(" — ")
                raise PackError(Problem(what, hint, place)) from None
        return self._safe[name]

    def __iter__(self) -> Iterator[str]:
        """The paths, in the order of the sources."""
        return iter(self.places)

    def __len__(self) -> int:
        """How many there are, safe or not."""
        return len(self.places)

    def faults(self, names: Iterable[str]) -> Iterator[Problem]:
        """What is wrong with those of these names, all at once."""
        for name in names:
            try:
                self[name]
            except PackError as error:
                yield from error.problems
