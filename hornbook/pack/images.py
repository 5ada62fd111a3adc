"""The pictures of a pack, made safe when they are first asked for: a lesson waits for none that it does not show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath

from hornbook.document.nodes import Raster
from hornbook.errors import PackError, Place, Problem, nearest
from hornbook.pictures import SUFFIXES, MissingPictureError, load_picture


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
                if isinstance(error, MissingPictureError) and (near := self._nearest(name)):
                    hint = f'did you mean "{near}"?'
                raise PackError(Problem(what, hint, place)) from None
        return self._safe[name]

    def _nearest(self, name: str) -> str:
        """The picture that has the same name elsewhere in the pack, or nearly the same name; or nothing."""
        return self._there.get(nearest(PurePosixPath(name).name, list(self._there)), "")

    @cached_property
    def _there(self) -> dict[str, str]:
        """The pictures that the pack's folder holds, whether anything names them or not: names and paths."""
        files = sorted(path for path in self.folder.rglob("*") if path.suffix.lower() in SUFFIXES)
        return {path.name: path.relative_to(self.folder).as_posix() for path in files}

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
