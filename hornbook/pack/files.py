"""One file of a pack: read as far as it is sound, with all that is wrong with it."""

from __future__ import annotations

import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import ValidationError

from hornbook.activities.base import Model
from hornbook.errors import PackError, Place, Problem
from hornbook.fonts import missing, why_missing
from hornbook.pack import yaml
from hornbook.pack.positions import Path as NodePath
from hornbook.pack.positions import Positions
from hornbook.pack.problems import problems

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class Read(Generic[M]):
    """What a file says: `data` is None if it is no YAML or empty, `model` if its data is not sound; `faults` say why."""

    positions: Positions
    data: yaml.Node = None
    model: M | None = None
    faults: tuple[Problem, ...] = ()


def read_file(folder: Path, name: str, model: type[M], context: Mapping[str, object] | None = None) -> Read[M]:
    """The file called `name` of the pack in `folder`; `context` is what its checks know of other files."""
    place = Place((folder / name).as_posix())
    try:
        loaded = yaml.load(_bytes(folder / name, place), place.file)
    except PackError as error:
        return Read(Positions(place.file), faults=tuple(error.problems))
    faults = tuple(_unprintable(loaded.data, loaded.positions))
    if loaded.data is None:
        empty = Problem("the file is empty", "see the sample packs for what belongs here", place)
        return Read(loaded.positions, faults=(*faults, empty))
    try:
        return Read(loaded.positions, loaded.data, model.model_validate(loaded.data, context=context), faults)
    except ValidationError as error:
        return Read(loaded.positions, loaded.data, None, (*faults, *problems(error, model, loaded.positions)))


def _bytes(path: Path, place: Place) -> bytes:
    try:
        info = path.lstat()
        if not stat.S_ISREG(info.st_mode):
            raise PackError(Problem("this is not a file", "put a YAML file here", place))
        with path.open("rb") as file:
            return file.read(yaml.MOST_BYTES + 1)
    except FileNotFoundError:
        raise PackError(Problem("the file is missing", "every pack has one: see the sample packs", place)) from None
    except OSError as error:
        raise PackError(Problem(f"the file cannot be read: {error.strerror}", "look at its rights", place)) from None


def _unprintable(data: yaml.Node, positions: Positions) -> Iterator[Problem]:
    """A problem for each text with characters that cannot be set."""
    open_: list[tuple[NodePath, yaml.Node]] = [((), data)]
    while open_:
        path, node = open_.pop()
        match node:
            case dict():
                open_ += [((*path, key), value) for key, value in node.items()]
            case list():
                open_ += [((*path, index), value) for index, value in enumerate(node)]
            case str() if not node.isascii() and (chars := missing(node)):
                yield from (Problem(what, hint, positions.place(path)) for what, hint in why_missing(chars))
