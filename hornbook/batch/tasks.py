"""Jobs with the number of what goes into each, so that it is done once and not again before something changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from hornbook.batch.classes import ClassJob, run_class
from hornbook.batch.copies import PRINTERS
from hornbook.batch.fingerprint import contents, digest, machinery, part_of
from hornbook.batch.manifest import recall, remember
from hornbook.batch.roster import Pupil, read_roster
from hornbook.batch.seating import assign_versions
from hornbook.batch.stopping import asked
from hornbook.built import Built
from hornbook.errors import CommandError, Problem
from hornbook.output import RECORDS, Location, clear_away, write_whole
from hornbook.pipeline import Job, Options, Write, plan, run, templates_in
from hornbook.places import find_packs, locate


@dataclass(frozen=True, slots=True)
class Task:
    """One lesson to build, for everybody or for a class, or a pack as a whole, and the number of what goes into it."""

    job: Job | ClassJob
    inputs: str

    @property
    def lesson(self) -> Job:
        """The lesson, whoever it is for; the pack as a whole is one whose name is None."""
        return _lesson(self.job)

    @property
    def title(self) -> str:
        """The lesson, or the pack, as the command line names it."""
        return "/".join(_target(self.lesson))

    @property
    def name(self) -> str:
        """What this makes, in words that name no pupil."""
        return f"{self.title} for {self.job.name}" if isinstance(self.job, ClassJob) else self.title

    @property
    def record(self) -> Location:
        """Where it is written down that this was done."""
        return self.lesson.options.output / RECORDS / f"{_identity(self.job)}.json"

    @property
    def folder(self) -> Location:
        """Where its files stand."""
        folder = self.lesson.options.output
        for name in _target(self.lesson):
            folder /= name
        return folder


@dataclass(frozen=True, slots=True)
class Class:
    """A class to build lessons for: the name to be printed, its roster, the folder its files go to, and what is wished.

    If the roster may hold `others`, and does, only those pupils count whose class is called `name`.
    """

    name: str
    roster: Path
    folder: str
    single_files: bool = False
    duplex: bool = True
    others: bool = False


@dataclass(frozen=True, slots=True)
class Work:
    """The tasks there are, the faults of the packs of which nothing can be done, and what is left out, with the reason."""

    tasks: tuple[Task, ...]
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()


def planned(targets: Sequence[str], packs: Path, options: Options) -> Work:
    """A task for each lesson and each pack that the targets name, as `hornbook.pipeline.plan` has them. Raises CommandError."""
    return _planned(targets, packs, options, lambda jobs: jobs)


def planned_for(group: Class, targets: Sequence[str], packs: Path, options: Options) -> Work:
    """A task for each lesson that the targets name, for a class. Raises CommandError, and RosterError for a roster at fault."""
    if not set(options.formats) & PRINTERS.keys() and not group.single_files:
        what = "Word files cannot hold the copies of a whole class"
        raise CommandError(Problem(what, "add --single-files to have a file for each pupil, or choose --format pdf"))
    if options.tiers != ("core",):
        raise CommandError(
            Problem("the tiers of a class stand in its roster", "leave --tier out, and give the roster a column tier")
        )

    if not options.kinds:
        what = "a class gets copies of what belongs to a lesson, not to a pack as a whole"
        raise CommandError(Problem(what, "leave --roster out, or name another document after --only"))

    def for_class(jobs: Sequence[Job]) -> list[ClassJob]:
        pupils, roster = _pupils_of(group, options), group.roster.as_posix()
        return [ClassJob(job, group.name, roster, pupils, group.single_files, group.duplex) for job in jobs]

    return _planned(targets, packs, replace(options, whole=(), output=options.output / group.folder), for_class)


def _pupils_of(group: Class, options: Options) -> tuple[Pupil, ...]:
    """The pupils of a class, each with a version. Raises RosterError."""
    themes = templates_in(options.templates).names("themes")
    pupils = read_roster(group.roster, themes=themes, versions=options.versions, class_=group.name if group.others else "")
    return tuple(assign_versions(pupils, options.versions))


def _planned(
    targets: Sequence[str], packs: Path, options: Options, made: Callable[[Sequence[Job]], Sequence[Job | ClassJob]]
) -> Work:
    # What goes into a job is looked at before it is read: a file that is saved in between must not pass for what was read.
    code = machinery(options.templates)
    folders = [locate(target, packs)[0] for target in targets] or find_packs(packs)
    files = {folder: contents(folder) for folder in folders}
    work = plan(targets, packs, options)
    tasks = (Task(job, _inputs(job, code, files[_lesson(job).folder])) for job in made(work.jobs))
    return Work(tuple(tasks), work.problems, work.notes)


def _lesson(job: Job | ClassJob) -> Job:
    return job.lesson if isinstance(job, ClassJob) else job


def _target(job: Job) -> tuple[str, ...]:
    """The name of a pack, and that of its lesson if it is one."""
    pack = job.folder.resolve().name
    return (pack, job.lesson) if job.lesson else (pack,)


def _identity(job: Job | ClassJob) -> str:
    """The number of what is asked for, whatever the pack and the templates say at the time."""
    lesson = _lesson(job)
    options = repr(replace(lesson.options, templates=None, output=Path()))
    return digest(type(job).__name__, "/".join(_target(lesson)), options)


def _inputs(job: Job | ClassJob, code: str, files: Mapping[str, str]) -> str:
    pupils = repr(replace(job, lesson=replace(job.lesson, folder=Path(), options=Options()))) if isinstance(job, ClassJob) else ""
    return digest(_identity(job), code, part_of(files, _lesson(job).lesson), pupils)


def inputs_now(task: Task) -> str:
    """The number of what goes into a task as it is now; it was `task.inputs` when it was planned."""
    return _inputs(task.job, machinery(task.lesson.options.templates), contents(task.lesson.folder))


def recalled(task: Task) -> list[Built] | None:
    """The files of a task if an earlier run has made them of the same inputs and nobody has changed them."""
    return recall(task.record, task.inputs, task.folder)


def do(task: Task) -> list[Built]:
    """Build a task's files and write down that it was done, unless its pack or a template was changed meanwhile.

    Nor is it written down if this process was asked to stop: a library may have caught what said so, and left something out.
    """
    clear_away(task.folder)
    built = _run(task.job, write_whole)
    if inputs_now(task) == task.inputs and not asked():
        remember(task.record, task.inputs, task.folder, built)
    return built


def rehearse(task: Task) -> list[Built]:
    """What `do` would build: everything is set, so that pages can be counted and faults found, and nothing is written."""
    return _run(task.job, lambda _path, _data: None)


def _run(job: Job | ClassJob, write: Write) -> list[Built]:
    return run_class(job, write) if isinstance(job, ClassJob) else run(job, write)
