"""Work done one job after the other, or by several processes at once: the same jobs, the same outcomes.

A job that fails, and even one whose process dies, fails alone.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import traceback
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import TypeVar

from hornbook.errors import HornbookError, Place, Problem

_J = TypeVar("_J")
_R = TypeVar("_R")

_AHEAD = 2
"""Jobs handed out for each process, so that none waits for work; as few as that, because a death throws suspicion on them all."""

_GRACE = 0.7
"""Seconds in which a process may remove its temporary file before it is killed: Ctrl-C is to be obeyed within two."""

_READY = ["hornbook.pipeline", "hornbook.batch.tasks", "hornbook.render.pdf", "hornbook.render.docx"]
"""What each process needs, imported once for all of them where the system can share it."""


class WorkError(HornbookError):
    """A job that ended by no fault of the teacher's data: Hornbook has a fault, or the process died."""


class _Stopped(BaseException):
    """A process is asked to end in the middle of a job."""


def run_jobs(jobs: Sequence[_J], work: Callable[[_J], _R], processes: int = 1) -> Iterator[tuple[_J, _R | HornbookError]]:
    """Each job with what `work` gave for it, or why it failed, as they are done.

    With several `processes` jobs and outcomes must be picklable, and the order is that in which they end. Leaving the iterator, as
    Ctrl-C does, ends the processes; what they had written by then is whole.
    """
    if min(processes, len(jobs)) <= 1:
        for job in jobs:
            yield job, attempt(work, job)
        return
    waiting = deque(jobs)
    while waiting:
        suspects: list[_J] = []
        with process_pool(min(processes, len(waiting))) as executor:
            yield from _together(waiting, work, executor, _AHEAD * processes, suspects)
        for job in suspects:
            yield job, _alone(job, work)


def attempt(work: Callable[[_J], _R], job: _J) -> _R | HornbookError:
    """What `work` gives for a job, or why it failed: a fault of Hornbook's own must not lose the other jobs."""
    try:
        return work(job)
    except HornbookError as error:
        return error
    except Exception as error:  # noqa: BLE001 - whatever it is, the other jobs go on and this one is told
        frame = traceback.extract_tb(error.__traceback__)[-1]
        what = f"a fault in Hornbook: {type(error).__name__}: {error}"
        return WorkError(
            Problem(what, "tell the developers, with the lesson if you may", Place(Path(frame.filename).name, frame.lineno or 0))
        )


def _together(
    waiting: deque[_J], work: Callable[[_J], _R], executor: Executor, most: int, suspects: list[_J]
) -> Iterator[tuple[_J, _R | HornbookError]]:
    """Take jobs from `waiting` until none is left or a process dies; the jobs that were out then become `suspects`."""
    running: dict[Future[_R | HornbookError], _J] = {}
    while (waiting and not suspects) or running:
        while waiting and not suspects and len(running) < most:
            job = waiting.popleft()
            try:
                running[executor.submit(_attempt_in_worker, work, job)] = job
            except BrokenExecutor:
                suspects.append(job)
        for future in wait(running, return_when=FIRST_COMPLETED).done:
            job = running.pop(future)
            try:
                outcome = future.result()
            except BrokenExecutor:
                suspects.append(job)
            else:
                yield job, outcome


def _alone(job: _J, work: Callable[[_J], _R]) -> _R | HornbookError:
    """The outcome of a job in a process of its own, as one of several may have made a process die."""
    with process_pool(1) as executor:
        try:
            return executor.submit(_attempt_in_worker, work, job).result()
        except BrokenExecutor:
            what = f"the process that did this died, twice: {_named(job)}"
            return WorkError(Problem(what, "is there too little memory? try again with --jobs 1"))


def _named(job: object) -> str:
    return str(getattr(job, "name", job))


@contextmanager
def process_pool(processes: int) -> Iterator[Executor]:
    """Processes for as long as the context lasts. They end with it at once, whatever they do, if it is left by an exception."""
    before = set(multiprocessing.active_children())
    executor = ProcessPoolExecutor(processes, mp_context=_context(), initializer=_begin)
    try:
        yield executor
        executor.shutdown(wait=True)
    except BaseException:
        executor.shutdown(wait=False, cancel_futures=True)
        _end([child for child in multiprocessing.active_children() if child not in before])
        raise


def _context() -> BaseContext:
    """New processes are never forked from this one, which may have threads."""
    if sys.platform == "win32":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_READY)
    return context


def _end(children: Sequence[BaseProcess]) -> None:
    for child in children:
        child.terminate()
    for child in children:
        child.join(_GRACE / len(children))
    for child in children:
        child.kill()


def _begin() -> None:
    """What a process does first: it leaves Ctrl-C to the one that started it, and ends if that one is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_follow_parent, daemon=True).start()


def _follow_parent() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)


def _attempt_in_worker(work: Callable[[_J], _R], job: _J) -> _R | HornbookError:
    """Do a job so that it can be stopped in the middle and still removes its temporary file."""
    signal.signal(signal.SIGTERM, _stop)
    try:
        return attempt(work, job)
    except _Stopped:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.raise_signal(signal.SIGTERM)
        raise
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _stop(_signal: int, _frame: object) -> None:
    raise _Stopped
