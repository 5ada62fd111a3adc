"""A job with the number of what goes into it, so that it is done once and not again before something changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from hornbook.batch.executors import run_jobs
from hornbook.batch.fingerprint import digest, identity_of, machinery, tree
from hornbook.batch.manifest import FOLDER, clear_away, recall, remember
from hornbook.errors import HornbookError, Problem
from hornbook.pipeline import Built, Job, Options, find_packs, locate, plan, run


@dataclass(frozen=True, slots=True)
class Task:
    """One lesson to build, and the number of what goes into it."""

    job: Job
    inputs: str

    @property
    def name(self) -> str:
        """What this makes, in words."""
        return f"{self.job.folder.resolve().name}/{self.job.lesson}"

    @property
    def record(self) -> Path:
        """Where it is written down that this was done."""
        return self.job.options.output / FOLDER / f"{identity_of(self.job)}.json"

    @property
    def folder(self) -> Path:
        """Where its files stand."""
        return self.job.options.output / self.name


@dataclass(frozen=True, slots=True)
class Done:
    """A task that was done, now or, if it was `known`, by an earlier run."""

    task: Task
    outcome: list[Built] | HornbookError
    known: bool = False


@dataclass(frozen=True, slots=True)
class Work:
    """The tasks there are, and the faults of the packs of which nothing can be done."""

    tasks: tuple[Task, ...]
    problems: tuple[Problem, ...] = ()


def planned(targets: Sequence[str], packs: Path, options: Options) -> Work:
    """A task for each lesson that the targets name, as `hornbook.pipeline.plan` has them. Raises CommandError."""
    # What goes into a job is looked at before it is read: a file that is saved in between must not pass for what was read.
    code = machinery(options)
    folders = [locate(target, packs)[0] for target in targets] or find_packs(packs)
    trees = {folder: tree(folder) for folder in folders}
    work = plan(targets, packs, options)
    return Work(tuple(Task(job, _inputs(job, code, trees[job.folder])) for job in work.jobs), work.problems)


def _inputs(job: Job, code: str, pack: str) -> str:
    return digest(identity_of(job), code, pack)


def recalled(task: Task) -> list[Built] | None:
    """The files of a task if an earlier run has made them of the same inputs and nobody has changed them."""
    return recall(task.record, task.inputs, task.folder)


def do(task: Task) -> list[Built]:
    """Build a task's files and write down that it was done, unless its pack or a template was changed meanwhile."""
    clear_away(task.folder)
    built = run(task.job)
    if _inputs(task.job, machinery(task.job.options), tree(task.job.folder)) == task.inputs:
        remember(task.record, task.inputs, task.folder, built)
    return built


def do_all(tasks: Sequence[Task], processes: int = 1, *, fresh: bool = False) -> Iterator[Done]:
    """Do what is to be done, with so many processes: each task as it is known to be done, or fails. `fresh` does it all anew."""
    missing: list[Task] = []
    for task in tasks:
        built = None if fresh else recalled(task)
        if built is None:
            missing.append(task)
        else:
            yield Done(task, built, known=True)
    for task, outcome in run_jobs(missing, do, processes):
        yield Done(task, outcome)
