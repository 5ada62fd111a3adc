"""A pack's folder read into a `Pack`, or every fault of all its files told at once.

pack.yaml  sources.yaml  lessons/NN-name.yaml  images/…
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import ValidationError

from hornbook.activities.base import Model
from hornbook.document.nodes import Raster
from hornbook.errors import PackError, Place, Problem
from hornbook.fonts import missing
from hornbook.pack import yaml
from hornbook.pack.checks import check_adapted, check_documents, check_lesson, check_pack, check_sources
from hornbook.pack.lesson import Lesson
from hornbook.pack.models import PackFile, Source, SourcesFile
from hornbook.pack.positions import Path as NodePath
from hornbook.pack.positions import Positions
from hornbook.pack.problems import problems
from hornbook.pack.sources import Catalogue, labelled
from hornbook.pictures import load_picture

LESSON_NAME = re.compile(r"\d{2,3}-[a-z0-9]+(?:-[a-z0-9]+)*\.yaml")
MOST_FILES = 2_000

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class Pack:
    """A sound pack. `sources` are in the pack's order, each with its label; `lessons` in the order of their files' names.

    `images` are the pictures of the sources by the path that the pack gives them, and `positions` where all values stand: of each
    lesson by its name, of pack.yaml as "pack" and of sources.yaml as "sources".
    """

    id: str
    file: PackFile
    sources: Mapping[str, Source]
    lessons: Mapping[str, Lesson]
    images: Mapping[str, Raster] = field(default_factory=dict, repr=False)
    positions: Mapping[str, Positions] = field(default_factory=dict, repr=False)

    def place(self, lesson: str, *path: str | int) -> Place:
        """Where in the file of `lesson` the value at `path` stands: `place("01-genoa", "worksheet", "activities", 0)`.

        "pack" and "sources" stand for pack.yaml and sources.yaml.
        """
        return self.positions[lesson].place(path)


def load_pack(folder: Path) -> Pack:
    """The pack in `folder`; raises PackError with all the problems of all its files, sorted by file and line."""
    reader = _Reader(folder)
    if not folder.is_dir():
        raise PackError(Problem("there is no such pack", "give the folder that holds pack.yaml", Place(folder.as_posix())))
    reader.faults += _links(folder)
    if reader.faults:
        raise PackError(reader.faults)
    pack = reader.read()
    if pack is None or reader.faults:
        raise PackError(sorted(dict.fromkeys(reader.faults), key=_order))
    return pack


def _order(problem: Problem) -> tuple[str, int, int, str]:
    place = problem.place or Place("")
    return place.file, place.line, place.column, problem.what


def _links(folder: Path) -> Iterator[Problem]:
    """A problem for each link in the pack: it could lead anywhere."""
    count = 0
    for parent, folders, files in os.walk(folder):
        folders.sort()
        for name in sorted([*folders, *files]):
            path = Path(parent) / name
            if path.is_symlink():
                yield Problem("a link, not a file of the pack", "put the file itself here", Place(path.as_posix()))
        count += len(files) + len(folders)
        if count > MOST_FILES:
            yield Problem(f"more than {MOST_FILES} files", "is this the folder of a pack?", Place(folder.as_posix()))
            return


@dataclass(frozen=True, slots=True)
class _Read(Generic[M]):
    """A file that is YAML at least; `model` is None if its data is not sound."""

    data: yaml.Node
    positions: Positions
    model: M | None


class _Reader:
    """Reads file by file and gathers the faults, so that a broken file does not hide those of the others."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.faults: list[Problem] = []
        self.images: dict[str, Raster] = {}

    def read(self) -> Pack | None:
        """The pack, or None when there are faults."""
        main = self.file("pack.yaml", PackFile)
        sources, found = self.sources()
        lessons = {name.removesuffix(".yaml"): self.file(f"lessons/{name}", Lesson) for name in self.lesson_names()}
        catalogue = Catalogue.of(main.data if main else None, sources.data if sources else None, found, _measure(main))
        if main:
            self.faults += check_pack(main.data, main.positions)
        if main and main.model:
            self.faults += check_documents(main.model, main.positions, catalogue, list(lessons))
        if sources and sources.model:
            self.faults += check_adapted(sources.model.sources, sources.positions, catalogue)
        for read in lessons.values():
            if read and read.model:
                self.faults += check_lesson(read.model, read.positions, catalogue)
        if self.faults or not main or not main.model:
            return None
        models = {name: read.model for name, read in lessons.items() if read and read.model}
        positions = {name: read.positions for name, read in lessons.items() if read}
        positions |= {"pack": main.positions, **({"sources": sources.positions} if sources else {})}
        return Pack(self.folder.resolve().name, main.model, found, models, self.images, positions)

    def sources(self) -> tuple[_Read[SourcesFile] | None, dict[str, Source]]:
        """The file of the sources, if it is YAML, and the sources, if they are sound. A pack need not have any."""
        if not os.path.lexists(self.folder / "sources.yaml"):
            return _Read({}, Positions("sources.yaml"), None), {}
        read = self.file("sources.yaml", SourcesFile)
        if read is None:
            return None, {}
        self.faults += check_sources(read.data, read.positions)
        if read.model is None:
            return read, {}
        self.read_images(read.model, read.positions)
        return read, labelled(read.model.sources)

    def lesson_names(self) -> list[str]:
        """The names of the lessons' files in their order; one that is not called NN-name.yaml is a fault."""
        lessons = self.folder / "lessons"
        names = sorted(path.name for path in lessons.iterdir() if not path.name.startswith(".")) if lessons.is_dir() else []
        for name in names:
            if not LESSON_NAME.fullmatch(name):
                hint = "call it by two digits and a name in small letters: 01-genoa.yaml"
                self.faults.append(Problem("this is not the name of a lesson", hint, self.place(f"lessons/{name}")))
        good = [name for name in names if LESSON_NAME.fullmatch(name)]
        if not names:
            self.faults.append(Problem("the pack has no lessons", "add lessons/01-name.yaml", self.place("lessons")))
        return good

    def file(self, name: str, model: type[M]) -> _Read[M] | None:
        """A file of the pack, read as far as it is sound."""
        try:
            loaded = yaml.load(self.bytes(name), self.place(name).file)
        except PackError as error:
            self.faults += error.problems
            return None
        self.faults += _unprintable(loaded.data, loaded.positions)
        if loaded.data is None:
            self.faults.append(Problem("the file is empty", "see the sample packs for what belongs here", self.place(name)))
            return _Read(None, loaded.positions, None)
        try:
            return _Read(loaded.data, loaded.positions, model.model_validate(loaded.data))
        except ValidationError as error:
            self.faults += problems(error, model, loaded.positions)
            return _Read(loaded.data, loaded.positions, None)

    def bytes(self, name: str) -> bytes:
        path = self.folder / name
        try:
            info = path.lstat()
            if not stat.S_ISREG(info.st_mode):
                raise PackError(Problem("this is not a file", "put a YAML file here", self.place(name)))
            with path.open("rb") as file:
                return file.read(yaml.MOST_BYTES + 1)
        except FileNotFoundError:
            raise PackError(Problem("the file is missing", "every pack has one: see the sample packs", self.place(name))) from None
        except OSError as error:
            raise PackError(Problem(f"the file cannot be read: {error.strerror}", "look at its rights", self.place(name))) from None

    def place(self, name: str) -> Place:
        return Place((self.folder / name).as_posix())

    def read_images(self, file: SourcesFile, positions: Positions) -> None:
        for index, source in enumerate(file.sources):
            if source.image is None or source.image in self.images:
                continue
            try:
                self.images[source.image] = load_picture(self.folder, source.image)
            except ValueError as error:
                what, _, hint = str(error).partition(" — ")
                self.faults.append(Problem(what, hint, positions.place(("sources", index, "image"))))


def _measure(main: _Read[PackFile] | None) -> int:
    return main.model.measure if main and main.model else 50


def _unprintable(data: yaml.Node, positions: Positions) -> Iterator[Problem]:
    """A problem for each text with a character that no font has."""
    open_: list[tuple[NodePath, yaml.Node]] = [((), data)]
    while open_:
        path, node = open_.pop()
        match node:
            case dict():
                open_ += [((*path, key), value) for key, value in node.items()]
            case list():
                open_ += [((*path, index), value) for index, value in enumerate(node)]
            case str() if not node.isascii() and (chars := missing(node)):
                shown = ", ".join(f'"{char}" (U+{ord(char):04X})' for char in chars[:5])
                yield Problem(
                    f"no font has the character {shown}", "write it with other letters, or as a picture", positions.place(path)
                )
