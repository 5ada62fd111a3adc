"""Tasks that are done on other computers, which must see the same files and have the same Hornbook.

What is sent has absolute paths, as a worker stands in another folder; what is told has paths as they were typed. A worker compares
what it sees with the numbers of the sender before it does anything, so no file is made by another Hornbook, or of another pack.
"""

from __future__ import annotations

import platform
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from uuid import uuid4

from hornbook import __version__
from hornbook.batch.classes import ClassJob
from hornbook.batch.executors import WorkError, Workforce, run_jobs
from hornbook.batch.fingerprint import installed, machinery
from hornbook.batch.tasks import Task, inputs_now
from hornbook.built import Built
from hornbook.errors import HornbookError, Place, Problem
from hornbook.output import RECORDS, Location, write_whole
from hornbook.pipeline import forget
from hornbook.places import builtin_folder

Work = Callable[[Task], list[Built]]

_SHARE = "keep packs, templates and output in folders that every machine has at the same path"


@dataclass(frozen=True, slots=True)
class _Sender:
    """The computer that sends tasks: its software, in words and as a number, and a name for the run."""

    software: str
    installed: str
    run: str


@dataclass(frozen=True, slots=True)
class _Parcel:
    """A task with absolute paths, on its way. Its look names no pupil: clusters keep logs."""

    name: str
    sender: _Sender
    machinery: str
    task: Task = field(repr=False)
    work: Work = field(repr=False)
    writes: bool


def run_afar(
    tasks: Sequence[Task], work: Work, workforce: Workforce, *, writes: bool
) -> Iterator[tuple[Task, list[Built] | HornbookError]]:
    """Each task with what came of it, as `run_jobs` has it. `writes` says whether `work` does.

    Raises CommandError if there is no workforce, and OutputError if nothing can be written here.
    """
    sender = _Sender(_software(), installed(), uuid4().hex)  # the run needs a name of its own; no file depends on it
    numbers = {own: machinery(own) for own in {task.lesson.options.templates for task in tasks}}
    sent = {
        _Parcel(task.name, sender, numbers[task.lesson.options.templates], _absolute(task), work, writes): task for task in tasks
    }
    told = _Told(tasks)
    with _marks([parcel.task for parcel in sent] if writes else [], sender.run):
        for parcel, outcome in run_jobs(list(sent), _unpacked, workforce):
            yield sent[parcel], told.outcome(outcome)


def _software() -> str:
    return f"Hornbook {__version__} on Python {platform.python_version()}"


def _absolute(task: Task) -> Task:
    lesson, options = task.lesson, task.lesson.options
    output = options.output.absolute() if isinstance(options.output, Path) else options.output
    templates = options.templates and options.templates.absolute()
    there = replace(lesson, folder=lesson.folder.absolute(), options=replace(options, output=output, templates=templates))
    return replace(task, job=replace(task.job, lesson=there) if isinstance(task.job, ClassJob) else there)


@contextmanager
def _marks(tasks: Sequence[Task], run: str) -> Iterator[None]:
    """A file in each folder of output, not in a store, by which a worker sees that its folder is the same. Raises OutputError."""
    marks = {mark for task in tasks if isinstance(mark := _mark(task, run), Path)}
    try:
        for mark in sorted(marks):
            write_whole(mark, run.encode())
        yield
    finally:
        for mark in marks:
            with suppress(OSError):  # the output may be gone with the cluster
                mark.unlink()


def _mark(task: Task, run: str) -> Location:
    return task.lesson.options.output / RECORDS / f".{run}.part"


class _Told:
    """What workers tell, with the paths as they were typed."""

    def __init__(self, tasks: Sequence[Task]) -> None:
        typed = {path for task in tasks for path in _folders(task)}
        self.paths = {path.absolute().as_posix(): path.as_posix() for path in typed}
        longest_first = sorted(self.paths, key=lambda path: (-len(path), path))
        self.pattern = re.compile(f"({'|'.join(map(re.escape, longest_first))})(/|(?![^\\s:;,.\"')]))")

    def text(self, text: str) -> str:
        """Of `/home/anna/packs/demo/pack.yaml` it makes `packs/demo/pack.yaml`."""
        return self.pattern.sub(lambda found: (Path(self.paths[found[1]]).as_posix() + found[2]).removeprefix("./"), text)

    def outcome(self, outcome: list[Built] | HornbookError) -> list[Built] | HornbookError:
        if isinstance(outcome, HornbookError):
            return type(outcome)(map(self._problem, outcome.problems))
        return [replace(file, path=self._path(file.path), warnings=tuple(map(self.text, file.warnings))) for file in outcome]

    def _path(self, path: Location) -> Location:
        return Path(self.text(path.as_posix())) if isinstance(path, Path) else path

    def _problem(self, problem: Problem) -> Problem:
        place = problem.place and replace(problem.place, file=self.text(problem.place.file))
        return replace(problem, what=self.text(problem.what), hint=self.text(problem.hint), place=place)


def _folders(task: Task) -> Iterator[Path]:
    """The folders that a task reads from and writes to."""
    options = task.lesson.options
    yield task.lesson.folder
    if isinstance(options.output, Path):
        yield options.output
    if options.templates:
        yield options.templates


def _unpacked(parcel: _Parcel) -> list[Built]:
    """Do a task where it arrived. Raises WorkError if anything there is otherwise than with its sender."""
    task = parcel.task
    _same_software(parcel)
    for folder in (task.lesson.folder, task.lesson.options.templates):
        if folder and not folder.is_dir():
            raise _refused(task, folder, "does not find this folder")
    _same_files(parcel)
    mark = _mark(task, parcel.sender.run)
    if parcel.writes and isinstance(mark, Path) and not mark.is_file():
        raise _refused(task, mark.parent.parent, "does not find this folder")
    _fresh(parcel.sender.run)
    return parcel.work(task)


def _same_software(parcel: _Parcel) -> None:
    if parcel.sender.installed == installed():
        return
    here, there = _software(), parcel.sender.software
    differs = f"{here} instead of {there}" if here != there else f"{here} like this computer, but other libraries with it"
    hint = "install the same on every machine, from the same requirements.lock, and start the workers anew"
    raise WorkError(Problem(f"a worker of the cluster has {differs}: {parcel.name}", hint))


def _same_files(parcel: _Parcel) -> None:
    task = parcel.task
    own = task.lesson.options.templates
    if machinery(own) != parcel.machinery:
        raise _refused(task, own or builtin_folder(), "finds other templates in this folder than this computer does")
    if inputs_now(task) != task.inputs:
        raise _refused(task, task.lesson.folder, "finds other files in this folder than this computer did")


def _refused(task: Task, folder: Path, what: str) -> WorkError:
    return WorkError(Problem(f"a worker of the cluster {what}: {task.name}", _SHARE, Place(folder.as_posix())))


@lru_cache(maxsize=1)
def _fresh(_run: str) -> None:
    """Forget what was read for another run: workers live longer than commands, and packs are edited in between."""
    forget()
