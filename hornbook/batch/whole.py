"""A whole school: the tasks of all its classes, and what each class comes to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import ceil
from pathlib import Path

from hornbook.batch.classes import ClassJob
from hornbook.batch.doing import Done
from hornbook.batch.load import LoadedSchool
from hornbook.batch.recent import Reads
from hornbook.batch.school import SchoolClass
from hornbook.batch.tasks import Class, Task, planned_for
from hornbook.errors import HornbookError, Problem
from hornbook.pipeline import Options


@dataclass(frozen=True, slots=True)
class ClassWork:
    """A class and its tasks, none if it has failed; `problems` say what of it cannot be done."""

    name: str
    tasks: tuple[Task, ...]
    problems: tuple[Problem, ...] = ()


def reads(loaded: LoadedSchool, school: Path, packs: Path, templates: Path | None) -> Reads:
    """What building a school reads: the file `school` it was loaded from, its rosters, and the packs of its lessons."""
    classes, defaults = loaded.school.classes, loaded.school.defaults
    lessons = dict.fromkeys(lesson for each in classes for lesson in each.settings(defaults).lessons)
    rosters = dict.fromkeys(loaded.roster(each) for each in classes)
    return Reads(tuple(lessons), packs, templates, (school, *rosters))


def school_work(loaded: LoadedSchool, packs: Path, options: Options) -> list[ClassWork]:
    """What there is to do for each class of a school. `options` say where templates are and where files go.

    A class that is wrong fails alone; the failed ones come last.
    """
    folders = loaded.folders()
    work = [_class_work(loaded, each, folders[each.name], packs, options) for each in loaded.school.classes]
    return work + [ClassWork(failed.name, (), failed.problems) for failed in loaded.failed]


def _class_work(loaded: LoadedSchool, of: SchoolClass, folder: str, packs: Path, options: Options) -> ClassWork:
    settings = of.settings(loaded.school.defaults)
    wishes = replace(
        options,
        formats=settings.formats,
        theme=settings.theme,
        paper=settings.paper,
        size=settings.size,
        versions=settings.versions,
    )
    group = Class(of.name, loaded.roster(of), folder, settings.single_files, settings.duplex, others=True)
    try:
        work = planned_for(group, settings.lessons, packs, wishes)
    except HornbookError as error:
        return ClassWork(of.name, (), tuple(_named(problem, of.name) for problem in error.problems))
    return ClassWork(of.name, work.tasks, work.problems)


def _named(problem: Problem, name: str) -> Problem:
    return problem if problem.place else replace(problem, what=f'{problem.what} (class "{name}")')


@dataclass(frozen=True, slots=True)
class Tally:
    """What files come to: how many there are, and the pages and sheets of those that are for printing."""

    files: int = 0
    pages: int = 0
    sheets: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.files + other.files, self.pages + other.pages, self.sheets + other.sheets)


def tally(done: Iterable[Done]) -> Tally:
    """What was done comes to. Copies that are single files hold the same pages as the print file, so they do not count twice."""
    return sum((_tally(each) for each in done), Tally())


def _tally(done: Done) -> Tally:
    if isinstance(done.outcome, HornbookError):
        return Tally()
    printed = [file.pages or 0 for file in done.outcome if not file.single]
    duplex = not isinstance(done.task.job, ClassJob) or done.task.job.duplex
    return Tally(len(done.outcome), sum(printed), sum(ceil(pages / 2) if duplex else pages for pages in printed))


def failures(done: Sequence[Done]) -> list[Problem]:
    """Why tasks failed."""
    return [problem for each in done if isinstance(each.outcome, HornbookError) for problem in each.outcome.problems]
