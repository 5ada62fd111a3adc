"""A pack's folder read into a `Pack`, or every fault of all that is read told at once.

pack.yaml  sources.yaml  lessons/NN-name.yaml  images/…

Whoever wants one lesson need not wait for the others, nor for their faults: see `Reader`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from hornbook.activities.terms import GLOSSARY, Meaning
from hornbook.errors import PackError, Place, Problem
from hornbook.pack.checks import check_adapted, check_documents, check_lesson, check_pack, check_sources
from hornbook.pack.files import Read, read_file
from hornbook.pack.images import Images
from hornbook.pack.lesson import Lesson
from hornbook.pack.models import PackFile, Source, SourcesFile
from hornbook.pack.positions import Positions
from hornbook.pack.sources import Catalogue, labelled

LESSON_NAME = re.compile(r"\d{2,3}-[a-z0-9]+(?:-[a-z0-9]+)*\.yaml")
MOST_FILES = 2_000


@dataclass(frozen=True, slots=True)
class Pack:
    """A sound pack. `sources` are in the pack's order, each with its label; `lessons` in the order of their files' names.

    `images` are the pictures of the sources by the path that the pack gives them, each made safe when it is first asked for.
    `positions` are where all values stand: of each lesson by its name, of pack.yaml as "pack" and of sources.yaml as "sources".
    """

    id: str
    file: PackFile
    sources: Mapping[str, Source]
    lessons: Mapping[str, Lesson]
    images: Images = field(default_factory=Images, repr=False)
    positions: Mapping[str, Positions] = field(default_factory=dict, repr=False)

    def place(self, lesson: str, *path: str | int) -> Place:
        """Where in the file of `lesson` the value at `path` stands: `place("01-genoa", "worksheet", "activities", 0)`.

        "pack" and "sources" stand for pack.yaml and sources.yaml.
        """
        return self.positions[lesson].place(path)


def load_pack(folder: Path) -> Pack:
    """The pack in `folder`; raises PackError with all the problems of all its files, sorted by file and line."""
    return Reader(folder).pack()


class Reader:
    """Reads a pack file by file, each once, and gathers the faults: a broken file does not hide those of the others."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lessons: dict[str, Read[Lesson]] = {}

    def pack(self, lesson: str | None = None) -> Pack:
        """The pack with all its lessons, or with none but the one that is wanted.

        Raises PackError, sorted by file and line, with all the problems of the pack; if one lesson is wanted, with those that
        concern it: of pack.yaml and sources.yaml, of its own file, and of the pictures that it prints.
        """
        reads = {name: self._lesson(name) for name in self.lessons if lesson in (None, name)}
        lessons = {name: read.model for name, read in reads.items() if read.model}
        main, sources = self._main, self._sources
        faults = [*self._faults, *(fault for read in reads.values() for fault in read.faults)]
        faults += self._images.faults(self._images if lesson is None else self._shown(lessons.values()))
        faults += self._misnamed if lesson is None else ()
        if faults or not main.model:
            raise PackError(sorted(dict.fromkeys(faults), key=_order))
        positions = {"pack": main.positions, "sources": sources.positions, **{name: read.positions for name, read in reads.items()}}
        return Pack(self.folder.resolve().name, main.model, self._found, lessons, self._images, positions)

    @property
    def lessons(self) -> list[str]:
        """The names of the lessons, in the order of their files' names; read or not, sound or not.

        Raises PackError if nothing of the pack is to be read.
        """
        if unsafe := self._unsafe:
            raise PackError(unsafe)
        return [name.removesuffix(".yaml") for name in self._names if LESSON_NAME.fullmatch(name)]

    @cached_property
    def _names(self) -> list[str]:
        folder = self.folder / "lessons"
        return sorted(path.name for path in folder.iterdir() if not path.name.startswith(".")) if folder.is_dir() else []

    @property
    def _misnamed(self) -> Iterator[Problem]:
        """A problem for each file that is not called NN-name.yaml, and one if there are no lessons at all."""
        for name in self._names:
            if not LESSON_NAME.fullmatch(name):
                hint = "call it by two digits and a name in small letters: 01-genoa.yaml"
                yield Problem("this is not the name of a lesson", hint, self._place(f"lessons/{name}"))
        if not self._names:
            yield Problem("the pack has no lessons", "add lessons/01-name.yaml", self._place("lessons"))

    @cached_property
    def _unsafe(self) -> list[Problem]:
        """Why nothing of the pack is to be read."""
        if not self.folder.is_dir():
            what = "there is no such pack"
            return [Problem(what, "give the folder that holds pack.yaml", Place(self.folder.as_posix()))]
        return list(_links(self.folder))

    @cached_property
    def _main(self) -> Read[PackFile]:
        return read_file(self.folder, "pack.yaml", PackFile)

    @cached_property
    def _sources(self) -> Read[SourcesFile]:
        """The file of the sources. A pack need not have any."""
        if not os.path.lexists(self.folder / "sources.yaml"):
            return Read(Positions("sources.yaml"), {})
        return read_file(self.folder, "sources.yaml", SourcesFile)

    @cached_property
    def _found(self) -> dict[str, Source]:
        """The sources by id, if all are sound."""
        return labelled(self._sources.model.sources) if self._sources.model else {}

    @cached_property
    def _images(self) -> Images:
        places: dict[str, Place] = {}
        for index, source in enumerate(self._sources.model.sources if self._sources.model else ()):
            if source.image:
                places.setdefault(source.image, self._sources.positions.place(("sources", index, "image")))
        return Images(self.folder, places)

    @cached_property
    def _catalogue(self) -> Catalogue:
        measure = self._main.model.measure if self._main.model else 50
        return Catalogue.of(self._main.data, self._sources.data, self._found, measure)

    @cached_property
    def _glossary(self) -> tuple[Meaning, ...]:
        """The words that tasks may name."""
        terms = self._main.model.glossary if self._main.model else ()
        return tuple(Meaning(term.id, term.term.plain, term.definition) for term in terms)

    @cached_property
    def _faults(self) -> list[Problem]:
        """The faults of what is no lesson's."""
        main, sources = self._main, self._sources
        faults = [*main.faults, *sources.faults]
        faults += check_pack(main.data, main.positions)
        faults += check_sources(sources.data, sources.positions)
        if main.model:
            faults += check_documents(main.model, main.positions, self._catalogue, self.lessons)
        if sources.model:
            faults += check_adapted(sources.model.sources, sources.positions, self._catalogue)
        return faults

    def _lesson(self, name: str) -> Read[Lesson]:
        """A lesson, held against the rest of the pack if it is sound in itself."""
        if name not in self._lessons:
            read = read_file(self.folder, f"lessons/{name}.yaml", Lesson, {GLOSSARY: self._glossary})
            found = check_lesson(read.model, read.positions, self._catalogue) if read.model else ()
            self._lessons[name] = replace(read, faults=(*read.faults, *found))
        return self._lessons[name]

    def _shown(self, lessons: Iterable[Lesson]) -> list[str]:
        """The pictures that the sheets of the lessons print."""
        printed = (self._found.get(name) for lesson in lessons for name in lesson.printed())
        return list(dict.fromkeys(source.image for source in printed if source and source.image))

    def _place(self, name: str) -> Place:
        return Place((self.folder / name).as_posix())


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
