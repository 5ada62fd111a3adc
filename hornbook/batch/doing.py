"""Tasks done: what an earlier run has not done already, by whoever there is to do it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hornbook.batch.afar import run_afar
from hornbook.batch.executors import Workforce, run_jobs
from hornbook.batch.processes import HERE
from hornbook.batch.tasks import Task, do, recalled, rehearse
from hornbook.built import Built
from hornbook.errors import HornbookError


@dataclass(frozen=True, slots=True)
class Done:
    """A task that was done, now or, if it was `known`, by an earlier run."""

    task: Task
    outcome: list[Built] | HornbookError
    known: bool = False


def do_all(tasks: Sequence[Task], workforce: Workforce = HERE, *, fresh: bool = False, dry: bool = False) -> Iterator[Done]:
    """Do what is to be done: each task as it is known to be done, or fails.

    `fresh` does it all anew; `dry` writes nothing. Raises CommandError if nobody can be had to do it.
    """
    missing: list[Task] = []
    for task in tasks:
        built = None if fresh else recalled(task)
        if built is None:
            missing.append(task)
        else:
            yield Done(task, built, known=True)
    work = rehearse if dry else do
    outcomes = run_afar(missing, work, workforce, writes=not dry) if workforce.afar else run_jobs(missing, work, workforce)
    for task, outcome in outcomes:
        yield Done(task, outcome)
