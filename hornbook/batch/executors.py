"""Work done one job after the other, or by several at once: the same jobs, the same outcomes.

A job that fails, and even one that makes its process die, fails alone. Who does the jobs is somebody else's business: processes of
this computer (`processes`), or a cluster of several (`cluster`).
"""

from __future__ import annotations

import traceback
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol, TypeVar

from hornbook.errors import HornbookError, Place, Problem

_J = TypeVar("_J")
_R = TypeVar("_R")

AHEAD = 2
"""Jobs handed out for each process, so that none waits for work; as few as that, because a death throws suspicion on them all."""


class WorkError(HornbookError):
    """A job that ended by no fault of the teacher's data: Hornbook has a fault, or whoever did the job is not there any more."""


class LostError(BrokenExecutor):
    """What an executor raises of a job that is not done, if it is of no use to try again: why, and what to do about it."""

    def __init__(self, what: str, hint: str) -> None:
        self.what, self.hint = what, hint
        super().__init__(what)


class Crew(Protocol):
    """Who does the jobs of a run."""

    @property
    def advice(self) -> str:
        """What to do about a job that makes its process die."""

    @property
    def ahead(self) -> int:
        """How many jobs are handed out at a time."""

    def executor(self) -> AbstractContextManager[Executor]:
        """What takes the jobs, for as long as the context lasts.

        Its futures raise BrokenExecutor if the process died, and LostError if that cannot be mended.
        """


class Workforce(Protocol):
    """Where a crew comes from. Jobs that go to `afar` meet other folders there, and perhaps another Hornbook."""

    @property
    def afar(self) -> bool:
        """Whether jobs may leave this computer."""

    def hired(self, jobs: int) -> AbstractContextManager[Crew]:
        """A crew for so many jobs. Raises CommandError if there is none to be had."""


def run_jobs(jobs: Sequence[_J], work: Callable[[_J], _R], workforce: Workforce) -> Iterator[tuple[_J, _R | HornbookError]]:
    """Each job with what `work` gave for it, or why it failed, as they are done. Raises CommandError if nobody can be had.

    Where jobs leave this process, they and their outcomes must be picklable, and the order is that in which they end. Leaving the
    iterator, as Ctrl-C does, ends the work; what was written by then is whole.
    """
    waiting = deque(jobs)
    if not waiting:
        return
    with workforce.hired(len(waiting)) as crew:
        while waiting:
            suspects: list[_J] = []
            with crew.executor() as executor:
                yield from _together(waiting, work, executor, crew.ahead, suspects)
            for job in suspects:
                yield job, _alone(job, work, crew)


def attempt(work: Callable[[_J], _R], job: _J) -> _R | HornbookError:
    """What `work` gives for a job, or why it failed: a fault of Hornbook's own must not lose the other jobs."""
    try:
        return work(job)
    except HornbookError as error:
        return error
    except Exception as error:  # noqa: BLE001 - whatever it is, the other jobs go on and this one is told
        frame = traceback.extract_tb(error.__traceback__)[-1]
        what = f"a fault in Hornbook: {type(error).__name__}: {error}"
        hint = "tell the developers, with the lesson if you may"
        place = Place(Path(frame.filename).name, frame.lineno or 0)
        return WorkError(Problem(what, hint, place, private=(f": {error}",)))


def _together(
    waiting: deque[_J], work: Callable[[_J], _R], executor: Executor, most: int, suspects: list[_J]
) -> Iterator[tuple[_J, _R | HornbookError]]:
    """Take jobs from `waiting` until none is left or a process dies; the jobs that were out then become `suspects`."""
    running: dict[Future[_R | HornbookError], _J] = {}
    while (waiting and not suspects) or running:
        while waiting and not suspects and len(running) < most:
            job = waiting.popleft()
            try:
                running[executor.submit(attempt, work, job)] = job
            except BrokenExecutor:
                suspects.append(job)
        for future in wait(running, return_when=FIRST_COMPLETED).done:
            job = running.pop(future)
            try:
                yield job, _outcome(future, job)
            except BrokenExecutor:
                suspects.append(job)


def _alone(job: _J, work: Callable[[_J], _R], crew: Crew) -> _R | HornbookError:
    """The outcome of a job while no other is done, as one of several may have made a process die."""
    with crew.executor() as executor:
        try:
            return _outcome(executor.submit(attempt, work, job), job)
        except BrokenExecutor:
            return WorkError(Problem(f"the process that did this died, twice: {_named(job)}", crew.advice))


def _outcome(future: Future[_R | HornbookError], job: object) -> _R | HornbookError:
    """What became of a job. Raises BrokenExecutor if it may be tried again."""
    try:
        return future.result()
    except LostError as error:
        return WorkError(Problem(f"{error.what}: {_named(job)}", error.hint))


def _named(job: object) -> str:
    return str(getattr(job, "name", job))
