"""Jobs done on this computer: in the process that has them, or by several others."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from typing import ClassVar, ParamSpec, TypeVar

from hornbook.batch.executors import AHEAD, Crew
from hornbook.batch.stopping import ask
from hornbook.garbage import collect_seldom

_P = ParamSpec("_P")
_T = TypeVar("_T")

_GRACE = 0.7
"""Seconds in which a process may remove its temporary file before it is killed: Ctrl-C is to be obeyed within two."""

_READY = ["hornbook.pipeline", "hornbook.batch.doing", "hornbook.render.pdf", "hornbook.render.docx"]
"""What each process needs, imported once for all of them where the system can share it."""


@dataclass(frozen=True, slots=True)
class Processes:
    """So many processes of this computer; a single one, or one for a single job, is the process that has the jobs."""

    most: int = 1
    afar: ClassVar[bool] = False

    def call(self) -> None:
        """Let others get ready while the work is being planned: they need half a second to read what they work with."""
        if self.most > 1 and sys.platform != "win32":
            from multiprocessing import forkserver

            _context()
            forkserver.ensure_running()

    @contextmanager
    def hired(self, jobs: int) -> Iterator[Crew]:
        """As many processes as there are jobs for. They are started when there is a job for them."""
        count = min(self.most, jobs)
        yield _Others(count) if count > 1 else _Here()


HERE = Processes()
"""The process that has the jobs."""


class _Here(Executor):
    """This process: what it is given is done before it is given anything more."""

    ahead = 1
    advice = ""

    @contextmanager
    def executor(self) -> Iterator[Executor]:
        yield self

    def submit(self, fn: Callable[_P, _T], /, *args: _P.args, **kwargs: _P.kwargs) -> Future[_T]:
        future: Future[_T] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


@dataclass(frozen=True, slots=True)
class _Others:
    """A pool of processes, and a new one when one of them has died."""

    count: int
    advice: str = "is there too little memory? try again with --jobs 1"

    @property
    def ahead(self) -> int:
        return AHEAD * self.count

    @contextmanager
    def executor(self) -> Iterator[Executor]:
        """Processes for as long as the context lasts. They end with it at once, whatever they do, if it is left by an exception."""
        before = set(multiprocessing.active_children())
        executor = _Pool(self.count, mp_context=_context(), initializer=_begin)
        try:
            yield executor
            executor.shutdown(wait=True)
        except BaseException:
            executor.shutdown(wait=False, cancel_futures=True)
            _end([child for child in multiprocessing.active_children() if child not in before])
            raise


class _Pool(ProcessPoolExecutor):
    def submit(self, fn: Callable[_P, _T], /, *args: _P.args, **kwargs: _P.kwargs) -> Future[_T]:
        return super().submit(_stoppable, partial(fn, *args, **kwargs))


class _Stopped(BaseException):
    """A process is asked to end in the middle of a job."""


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
    collect_seldom()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_follow_parent, daemon=True).start()


def _follow_parent() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(_GRACE)
        os.kill(
            os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM)
        )  # a library may have caught what the signal raised, and nobody waits for this process any more


def _stoppable(work: Callable[[], _T]) -> _T:
    """Do something so that it can be stopped in the middle and still removes its temporary file."""
    signal.signal(signal.SIGTERM, _stop)
    try:
        return work()
    except _Stopped:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.raise_signal(signal.SIGTERM)
        raise
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _stop(_signal: int, _frame: object) -> None:
    ask()
    raise _Stopped
