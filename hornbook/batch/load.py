"""SCHOOL.yaml read: a class that is wrong fails alone, and the others are made all the same."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from hornbook.batch.names import unique_names
from hornbook.batch.school import MOST_CLASSES, School, SchoolClass, Settings
from hornbook.errors import PackError, Place, Problem, RosterError, did_you_mean
from hornbook.pack import yaml
from hornbook.pack.positions import Path as NodePath
from hornbook.pack.positions import Positions
from hornbook.pack.problems import problems


@dataclass(frozen=True, slots=True)
class FailedClass:
    """A class of which nothing can be made, by its name (or "class 3" if it has none), and why."""

    name: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class LoadedSchool:
    """A school of its sound classes alone, and those that failed. `folder` is the one SCHOOL.yaml stands in."""

    folder: Path
    school: School
    failed: tuple[FailedClass, ...] = ()

    def roster(self, of: SchoolClass) -> Path:
        """The file with the pupils of a class."""
        return self.folder / of.roster

    def folders(self) -> Mapping[str, str]:
        """The name of the folder for the files of each class, by the class's name."""
        names = [each.name for each in self.school.classes]
        return dict(zip(names, unique_names(names), strict=True))


def load_school(path: Path, *, themes: Sequence[str], formats: Sequence[str]) -> LoadedSchool:
    """The school that the file `path` describes.

    What is wrong with one class stands in `failed`. Raises RosterError, with the problems of all classes too, for a file that is
    not YAML, has no classes, or is wrong outside of them.
    """
    reader = _Reader(path.parent, *_read(path), {"theme": themes, "formats": formats})
    if general := list(reader.general()):
        raise RosterError([*general, *(problem for failed in reader.failed for problem in failed.problems)])
    return LoadedSchool(path.parent, reader.school(), tuple(reader.failed))


def _read(path: Path) -> tuple[dict[str, yaml.Node], Positions]:
    file = path.as_posix()
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise RosterError(Problem("this is not a file", "give a YAML file with the classes of your school", Place(file)))
        with path.open("rb") as opened:
            loaded = yaml.load(opened.read(yaml.MOST_BYTES + 1), file)
    except FileNotFoundError:
        raise RosterError(
            Problem("there is no such file", "give a YAML file with the classes of your school", Place(file))
        ) from None
    except OSError as error:
        raise RosterError(Problem(f"the file cannot be read: {error.strerror}", "look at its rights", Place(file))) from None
    except PackError as error:
        raise RosterError(error.problems) from None
    if not isinstance(loaded.data, dict):
        raise RosterError(Problem("the file is not that of a school", 'it has a key "classes:" with a list below it', Place(file)))
    return loaded.data, loaded.positions


class _Reader:
    """Takes a school apart into its classes, each of which is sound or not."""

    def __init__(self, folder: Path, data: dict[str, yaml.Node], positions: Positions, known: Mapping[str, Sequence[str]]) -> None:
        self.folder = folder
        self.data = data
        self.positions = positions
        self.known = known
        listed = self.data.get("classes")
        self.classes: list[yaml.Node] = listed if isinstance(listed, list) else []
        self.sound: list[yaml.Node] = []
        self.failed: list[FailedClass] = []

    def general(self) -> Iterator[Problem]:
        """What is wrong outside of the classes. The classes are sorted into sound and failed on the way."""
        try:
            head = School.model_validate(self.data | {"classes": []} if self.classes else self.data)
        except ValidationError as error:
            yield from problems(error, School, self.positions)
            self.sort(None)
        else:
            place = self.positions.key_place(("classes",))
            if not self.classes:
                yield Problem("the school has no classes", "write one below classes:", place)
            if len(self.classes) > MOST_CLASSES:
                yield Problem(f"more than {MOST_CLASSES} classes", "make several files", place)
            yield from self.unknown(head.defaults.theme, head.defaults.formats, ("defaults",))
            self.sort(head.defaults)

    def sort(self, defaults: Settings | None) -> None:
        below = _below(self.positions, len(self.classes))
        seen: dict[str, int] = {}
        for index, data in enumerate(self.classes):
            faults = list(self.faults(index, data, defaults, below[index], seen))
            if faults:
                self.failed.append(FailedClass(_name(data, index), tuple(faults)))
            else:
                self.sound.append(data)

    def faults(
        self, index: int, data: yaml.Node, defaults: Settings | None, below: Positions, seen: dict[str, int]
    ) -> Iterator[Problem]:
        """Everything that is wrong with one class; without sound `defaults` nobody knows whether it has a lesson."""
        try:
            of = SchoolClass.model_validate(data)
        except ValidationError as error:
            yield from problems(error, SchoolClass, below)
            return
        at: NodePath = ("classes", index)
        if (first := seen.setdefault(of.name, index)) != index:
            line = self.positions.place(("classes", first, "name")).line
            what = f'the class "{of.name}" stands here twice (first in line {line})'
            yield Problem(what, "give them different names", self.positions.place((*at, "name")))
        if defaults and not of.settings(defaults).lessons:
            hint = "add lessons: to it or to the defaults, each as PACK/LESSON"
            yield Problem(f'the class "{of.name}" has no lesson', hint, self.positions.place(at))
        yield from self.unknown(of.theme, of.formats or (), at)
        try:
            _check_inside(self.folder, of.roster)
        except ValueError as error:
            what, _, hint = str(error).partition(" — ")
            yield Problem(what, hint, self.positions.place((*at, "roster")))

    def unknown(self, theme: str | None, formats: Sequence[str], at: NodePath) -> Iterator[Problem]:
        """A problem for a theme and for each format that there is not."""
        if theme is not None and theme not in self.known["theme"]:
            hint = did_you_mean(theme, self.known["theme"])
            yield Problem(f'there is no theme "{theme}"', hint, self.positions.place((*at, "theme")))
        for number, format_ in enumerate(formats):
            if format_ not in self.known["formats"]:
                hint = did_you_mean(format_, self.known["formats"])
                yield Problem(f'there is no format "{format_}"', hint, self.positions.place((*at, "formats", number)))

    def school(self) -> School:
        """The school with its sound classes."""
        return School.model_validate(self.data | {"classes": self.sound})


def _name(data: yaml.Node, index: int) -> str:
    name = data.get("name") if isinstance(data, dict) else None
    return name if isinstance(name, str) and name.isprintable() else f"class {index + 1}"


def _below(positions: Positions, count: int) -> list[Positions]:
    """For each class its positions as seen from the class itself."""
    below = [Positions(positions.file, positions.lines) for _ in range(count)]
    for all_, kind in ((positions.values, "values"), (positions.keys, "keys")):
        for path, spot in all_.items():
            match path:
                case ("classes", int(index), *rest):
                    getattr(below[index], kind)[tuple(rest)] = spot
    return below


def _check_inside(folder: Path, name: str) -> None:
    """Raise ValueError ("what — hint") unless `name` is a plain path to a file in the folder, with no link on the way."""
    parts = name.split("/")
    if "\\" in name or ":" in name or not name.isprintable() or any(part in ("", ".", "..") for part in parts):
        raise ValueError("a roster is a file in the folder of SCHOOL.yaml — write its path with /: rosters/9b.csv")
    path = folder
    for part in parts:
        path /= part
        if not os.path.lexists(path):
            raise ValueError(f'there is no roster "{name}" — look at its name and its folder')
        mode = path.lstat().st_mode
        if stat.S_ISLNK(mode):
            raise ValueError(f'the roster "{name}" is, or is behind, a link — put the file itself into the folder')
    if not stat.S_ISREG(mode):
        raise ValueError(f'the roster "{name}" is not a file — give a CSV, XLSX or ODS file')
