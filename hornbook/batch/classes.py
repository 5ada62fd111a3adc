"""A lesson for a class: a copy for each pupil, the print file, the keys of the versions in use, and the list of who has what."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import chain
from typing import NamedTuple

from hornbook.batch.classlist import class_list
from hornbook.batch.copies import COPIERS, PRINTERS, Copier
from hornbook.batch.names import file_names
from hornbook.batch.roster import Pupil
from hornbook.batch.seating import Seat, seat_of
from hornbook.built import Built
from hornbook.compose import TIERS, VERSIONS, Composer, Kind, Tier, version_names
from hornbook.document.nodes import Document
from hornbook.errors import HornbookError, OutputError, Place, Problem, RenderError
from hornbook.output import write_whole
from hornbook.pipeline import Job, Write, composers_of, pack_in, run, templates_in, theme_of
from hornbook.render import RenderOptions
from hornbook.theme import Theme

_NUMBER = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class ClassJob:
    """One lesson for one class. `lesson` writes to the folder of the class; `roster` is the file that names the `pupils`.

    `single_files` asks for each copy as a file of its own, `duplex` for print files in which everybody starts on a fresh sheet.
    """

    lesson: Job
    name: str
    roster: str
    pupils: tuple[Pupil, ...]
    single_files: bool = False
    duplex: bool = True


def run_class(job: ClassJob, write: Write = write_whole) -> list[Built]:
    """Build a lesson for a class: every copy is tried before the first file is written, so that an error loses no earlier file.

    Raises RenderError with a problem for each pupil whose name cannot be set: it says the row of the roster, never the name.
    """
    lesson = _Lesson(job)
    sheets = [_Sheets(lesson, kind, write) for kind in lesson.kinds]
    if problems := list(dict.fromkeys(chain.from_iterable(sheet.problems() for sheet in sheets))):
        raise RenderError(problems)
    options = job.lesson.options
    built: list[Built] = []
    if "answer-key" in options.kinds:
        key = replace(options, kinds=("answer-key",), versions=len(lesson.versions), tiers=lesson.tiers)
        built += run(replace(job.lesson, options=key), write)
    for sheet in sheets:
        built += sheet.files()
    path = lesson.folder / f"{job.lesson.lesson}-class-list.csv"
    codes = [" ".join(sheet.code(pupil) for sheet in sheets) for pupil in lesson.pupils]
    write(path, class_list(lesson.pupils, codes))
    warnings = (*lesson.warnings(), *(f"{sheet.kind}: {text}" for sheet in sheets for text in sheet.warnings()))
    return [*built, Built(path, "class-list", None, warnings)]  # no warning stands beside a file with a pupil's name


def in_order_of_seats(pupils: Sequence[Pupil]) -> list[Pupil]:
    """Class by class, 9b before 10a, in the order of their seats, as copies are handed out.

    Last come those without a seat, in the roster's order.
    """

    def order(pupil: Pupil) -> tuple[list[str | int], str, bool, Seat]:
        seat = seat_of(pupil.seat)
        counted = [int(part) if part.isdecimal() else part.casefold() for part in _NUMBER.split(pupil.class_)]
        return counted, pupil.class_, seat is None, seat or Seat(0, 0)

    return sorted(pupils, key=order)


class _Lesson:
    """A lesson at work for a class."""

    def __init__(self, job: ClassJob) -> None:
        self.job = job
        self.versions = version_names(_versions_in_use(job))
        self.pupils = [replace(pupil, version="") if len(self.versions) == 1 else pupil for pupil in in_order_of_seats(job.pupils)]
        self.tiers: tuple[Tier, ...] = tuple(tier for tier in TIERS if any(pupil.tier == tier for pupil in self.pupils))
        self.pack = pack_in(job.lesson.folder, job.lesson.lesson)
        self.folder = job.lesson.options.output / self.pack.id / job.lesson.name
        self.files = file_names(self.pupils)
        self.texts = {value for pupil in self.pupils for value in self.values(pupil).values()}

    @cached_property
    def composers(self) -> dict[Tier, Composer]:
        lesson = self.job.lesson
        made = composers_of(lesson.folder, lesson.lesson, self.versions, self.tiers, lesson.options.templates)
        return {each.tier: each for each in made}

    @property
    def kinds(self) -> list[Kind]:
        """The documents of which each pupil gets a copy."""
        sheets = self.composers[self.tiers[0]].sheets
        return [kind for kind in self.job.lesson.options.kinds if kind in sheets]

    def values(self, pupil: Pupil) -> dict[str, str]:
        """What stands in the slots of a pupil's copy."""
        return {"name": pupil.name, "class": pupil.class_ or self.job.name}

    def theme(self, pupil: Pupil) -> Theme:
        """The theme of a pupil's copy: the pupil's own at its own size, if the roster names one. Raises CommandError."""
        options = self.job.lesson.options
        size = pupil.size or (options.size if pupil.theme in ("", options.theme) else None)
        return theme_of(templates_in(options.templates), pupil.theme or options.theme, options.paper, size)

    def place(self, pupil: Pupil) -> Place:
        """Where a pupil stands in the roster."""
        return Place(self.job.roster, pupil.row)

    def warnings(self) -> Iterator[str]:
        """What the roster asks for and this lesson cannot give."""
        language = self.pack.file.language
        rows = [pupil.row for pupil in self.job.pupils if pupil.language not in ("", language)]
        if rows:
            yield f"the roster asks for another language than {language} in {_rows(rows)}"


def _rows(numbers: Iterable[int]) -> str:
    rows = [str(number) for number in sorted(numbers)]
    return f"row{'s' * (len(rows) > 1)} {', '.join(rows)}"


def _versions_in_use(job: ClassJob) -> int:
    """How many versions there must be for every pupil to have his or hers."""
    wanted = job.lesson.options.versions
    return max(VERSIONS.index(pupil.version) + 1 if wanted > 1 else 1 for pupil in job.pupils)


_ALPHABETS = tuple(
    frozenset(filter(str.isprintable, map(chr, codes)))
    for codes in (range(0x80), range(0x80, 0x100), range(0x100, 0x180), range(0x1EA0, 0x1F00), range(0x2010, 0x2020))
)
"""Letters and marks of which a class gets all if it needs any, of the first always: those of most Latin names, Vietnamese ones too.

So most classes share the sheets as they are laid out.
"""


def _to_prepare(texts: Iterable[str]) -> tuple[str, ...]:
    """What a copier is to be ready for: letters that stand one by one, and whole the texts that may have to be shaped."""
    whole = {text for text in texts if not all(map(_stands_alone, text))}
    needed = _ALPHABETS[0].union(*(text for text in texts if text not in whole))
    return tuple(sorted(needed.union(*(letters for letters in _ALPHABETS if needed & letters), whole)))


def _stands_alone(char: str) -> bool:
    """Whether it is of a script whose letters neither join nor stack, such as Latin, Greek or Cyrillic."""
    return char < "\u0590" or "\u1e00" <= char < "\u2070"


_Which = tuple[Tier, str]
"""Which of a lesson's sheets: for which tier, in which version."""


def _alike(documents: Mapping[_Which, Document]) -> dict[_Which, _Which]:
    """For each document the first one that is the same: a sheet of which nothing is said for a tier is that of the others too.

    The code in the foot does not count, as every copy has its own.
    """
    plain = {which: replace(document, foot=replace(document.foot, code="")) for which, document in documents.items()}
    return {which: next(first for first, other in plain.items() if other == document) for which, document in plain.items()}


class _Look(NamedTuple):
    """How copies are to be, whatever is on them."""

    format_: str
    theme: Theme
    texts: tuple[str, ...]
    wishes: RenderOptions


@lru_cache(maxsize=256)
def _copier(composer: Composer, kind: Kind, version: str, look: _Look) -> Copier:
    """What makes copies of a sheet, which is laid out once for all the classes that a process has in hand."""
    return COPIERS[look.format_](composer.document(kind, version), look.theme, look.texts, look.wishes)


class _Sheets:
    """All copies of one document of a lesson. Each distinct sheet is laid out once, and a copy fills its slots."""

    def __init__(self, lesson: _Lesson, kind: Kind, write: Write) -> None:
        self.lesson, self.kind, self.write, self.name = lesson, kind, write, lesson.job.lesson.lesson
        self.options = lesson.job.lesson.options
        self.formats = [name for name in self.options.formats if name in PRINTERS or lesson.job.single_files]
        self.documents = {
            (pupil.tier, pupil.version): lesson.composers[pupil.tier].document(kind, pupil.version) for pupil in lesson.pupils
        }
        self.bases = _alike(self.documents)
        self.texts = _to_prepare({*lesson.texts, *(document.foot.code for document in self.documents.values())})
        self.copiers: dict[Copier, None] = {}
        self.cut: dict[str, dict[int, None]] = {}

    def code(self, pupil: Pupil) -> str:
        """The code in the foot of a pupil's sheet."""
        return self.documents[pupil.tier, pupil.version].foot.code

    def values(self, pupil: Pupil) -> dict[str, str]:
        """What stands on a pupil's copy alone: the slots, and the code of the very sheet, which another one may stand for."""
        return {**self.lesson.values(pupil), "code": self.code(pupil)}

    def copier(self, pupil: Pupil, format_: str) -> Copier:
        """What makes a pupil's copy. Raises CommandError for a size that cannot be, and RenderError."""
        tier, version = self.bases[pupil.tier, pupil.version]
        look = _Look(format_, self.lesson.theme(pupil), self.texts, RenderOptions(embed_fonts=self.options.embed_fonts))
        made = _copier(self.lesson.composers[tier], self.kind, version, look)
        self.copiers[made] = None
        return made

    def problems(self) -> Iterator[Problem]:
        """Why copies cannot be made, each with its row of the roster. What they cannot show whole is taken down on the way."""
        for pupil in self.lesson.pupils:
            for format_ in self.formats:
                try:
                    copier, values = self.copier(pupil, format_), self.values(pupil)
                    copier.copy(values)
                    for key in copier.cut_short(values):
                        self.cut.setdefault(key, {})[pupil.row] = None
                except HornbookError as error:
                    for problem in error.problems:
                        yield replace(problem, place=problem.place or self.lesson.place(pupil))

    def warnings(self) -> tuple[str, ...]:
        """What is not as it should be in any of the sheets, each once."""
        composers = self.lesson.composers
        told = chain.from_iterable(composers[tier].warnings(self.kind, version) for tier, version in self.documents)
        cut = (f"the {key} is too long to be printed whole in {_rows(rows)} of the roster" for key, rows in self.cut.items())
        return tuple(dict.fromkeys(chain(told, *(copier.warnings for copier in self.copiers), cut)))

    def files(self) -> list[Built]:
        """Write the print files, and each copy as a file of its own if that is wished."""
        return [*self.print_files(), *self.single_files()]

    def print_files(self) -> Iterator[Built]:
        for format_ in (name for name in self.formats if name in PRINTERS):
            copies = ((self.copier(pupil, format_), self.values(pupil)) for pupil in self.lesson.pupils)
            title = f"{next(iter(self.documents.values())).title} ({self.lesson.job.name})"
            rendered = PRINTERS[format_](copies, title, self.lesson.pack.file.language, self.lesson.job.duplex)
            yield self.written(f"{self.name}-{self.kind}-copies.{format_}", rendered.data, rendered.pages)

    def single_files(self) -> Iterator[Built]:
        if self.lesson.job.single_files:
            for pupil, name in zip(self.lesson.pupils, self.lesson.files, strict=True):
                for format_ in self.formats:
                    copier = self.copier(pupil, format_)
                    with self.telling_no_name(pupil):
                        yield self.written(f"{self.kind}/{name}.{format_}", copier.copy(self.values(pupil)), copier.pages)

    @contextmanager
    def telling_no_name(self, pupil: Pupil) -> Iterator[None]:
        """Of a pupil's file that cannot be written, tell the folder and the row: its own name is the pupil's."""
        try:
            yield
        except OutputError as error:
            place, row = Place((self.lesson.folder / self.kind).as_posix()), f"the file of row {pupil.row} of the roster"
            raise OutputError([Problem(f"{each.what} ({row})", each.hint, place) for each in error.problems]) from None

    def written(self, name: str, data: bytes, pages: int | None) -> Built:
        path = self.lesson.folder / name
        self.write(path, data)
        return Built(path, self.kind, pages)
