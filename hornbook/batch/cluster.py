"""Jobs done by a Dask cluster, taken for one more executor of `concurrent.futures`."""

from __future__ import annotations

import asyncio
import logging
import re
import threading
import time
import warnings
from collections.abc import Awaitable, Callable, Iterator, Mapping
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future, InvalidStateError
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, ParamSpec, TypeVar

from hornbook.batch.executors import AHEAD, Crew, LostError
from hornbook.errors import CommandError, Problem

if TYPE_CHECKING:
    from distributed import Client

_P = ParamSpec("_P")
_T = TypeVar("_T")

_ANSWER = 5.0
"""Seconds in which a cluster has to answer, and to have a worker."""

_AGAIN = 0.2
"""Seconds after which it is asked again whether it has a worker."""

_NO_SCHEDULER = (OSError, TypeError, ValueError, LookupError, MemoryError)
"""What is raised if nobody answers, or somebody who is no scheduler: a worker, or a server of another kind.

MemoryError too: the first bytes of an answer are taken for its length, and those of HTTP come to some exabytes.
"""

_DESERTED = 15.0
"""Seconds for which it may be without any worker while there is work: one that has died is started anew in a few."""

_PARTING = 1.0
"""Seconds in which it has to take leave: Ctrl-C is to be obeyed within two."""

_TURN = threading.Lock()
"""Workers do their tasks in threads, and fonts and packs are kept for a whole process: one job of it at a time."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """The workers of the cluster whose scheduler is at an address such as `tcp://10.0.0.5:8786`."""

    address: str
    afar: ClassVar[bool] = True

    @contextmanager
    def hired(self, _jobs: int) -> Iterator[Crew]:
        """All workers there are. Raises CommandError if the cluster does not answer or has none."""
        client = _connected(self.address)
        crew = _Workers(client, self.address)
        threading.Thread(target=crew.watch, daemon=True).start()
        try:
            yield crew
        finally:
            crew.over.set()
            with suppress(OSError, AssertionError):  # whatever it does not take leave of, it forgets
                client.close(timeout=_PARTING)


def _connected(address: str) -> Client:
    try:
        with warnings.catch_warnings():  # of other versions, which the jobs themselves look at
            warnings.simplefilter("ignore")
            from distributed import Client

            _hush()
            _look_at(address)
            return Client(address, timeout=_ANSWER, set_as_default=False)
    except ImportError:
        what = "a cluster needs a library that is not installed"
        raise CommandError(Problem(what, 'install it: pip install "hornbook[cluster]"')) from None
    except _NO_SCHEDULER:
        hint = "start its scheduler with `dask scheduler`, or mend the address after --cluster"
        raise CommandError(Problem(f"the cluster at {address} does not answer", hint)) from None


def _look_at(address: str) -> None:
    """See that a scheduler is there, and a worker: a client waits for long if another server answers, or none.

    Raises CommandError, and one of _NO_SCHEDULER.
    """
    from distributed import Security

    settings = Security().get_connection_args("client")
    if not re.fullmatch(r"(tcp|tls)://\S+:\d{1,5}", address):
        raise CommandError(Problem(f'"{address}" is no address of a cluster', "write it as tcp://HOST:PORT"))
    if address.startswith("tls") and not settings["ssl_context"]:
        what = f"there are no certificates for the cluster at {address}"
        raise CommandError(Problem(what, "say where they are in Dask's settings, under distributed.comm.tls"))
    workers = asyncio.run(_count_workers(address, settings))
    if not workers:
        hint = f"start one on each machine: dask worker {address} --nthreads 1"
        raise CommandError(Problem(f"the cluster at {address} has no worker", hint))


async def _count_workers(address: str, settings: Mapping[str, object]) -> int:
    """How many workers a scheduler has; it is given some time to get one. Raises one of _NO_SCHEDULER."""
    from distributed.core import rpc

    count = None
    try:
        async with rpc(address, connection_args=settings, timeout=_ANSWER) as scheduler, asyncio.timeout(_ANSWER):
            while not count:
                await asyncio.sleep(0 if count is None else _AGAIN)
                count = len((await scheduler.identity(n_workers=-1))["workers"])
    except TimeoutError:
        if count is None:
            raise
    return count


def _hush() -> None:
    """What there is to say about a cluster is said as an error, not by its library on the error stream."""
    for name in ("distributed", "distributed.client", "tornado", "tornado.application"):
        logger = logging.getLogger(name)
        logger.handlers = [logging.NullHandler()]
        logger.propagate = False


class _Workers(Executor):
    """The workers of a cluster."""

    advice = "is there too little memory? give each worker more, with `dask worker --memory-limit`"

    def __init__(self, client: Client, address: str) -> None:
        self._client, self._address = client, address
        self._lost: LostError | None = None
        self._waiting: set[Future[Any]] = set()
        self.over = threading.Event()

    @property
    def ahead(self) -> int:
        return AHEAD * max(1, len(self._client.nthreads()))

    @contextmanager
    def executor(self) -> Iterator[Executor]:
        """The cluster starts a worker that has died anew by itself, so it is the same executor every time."""
        yield self

    def submit(self, fn: Callable[_P, _T], /, *args: _P.args, **kwargs: _P.kwargs) -> Future[_T]:
        """Hand out a job. A cluster that is gone is no exception but the outcome of the job."""
        ours: Future[_T] = Future()
        self._waiting.add(ours)
        try:
            theirs = self._client.submit(_in_turn, fn, *args, pure=False, **kwargs) if self._lost is None else None
            loop = self._client.loop
            if theirs and loop and self._client.status in ("running", "connecting"):  # one that closes forgets what it is given
                loop.add_callback(self._bring, theirs, ours)
            else:
                self._settle(ours, self._lost or self._gone())
        except Exception as error:  # noqa: BLE001 - a client that lost its cluster raises this and that
            self._settle(ours, self._meaning(error))
        return ours

    async def _bring(self, theirs: Awaitable[_T], ours: Future[_T]) -> None:
        """Settle our future as theirs ends.

        `Client.get_executor` does the same, but never settles a future whose outcome was lost on the way, as when its worker died
        before handing it over, and fails one whose worker died right after.
        """
        try:
            outcome = await theirs
        except (CancelledError, asyncio.CancelledError):
            self._lose(self._gone())
        except Exception as error:  # noqa: BLE001 - what the job raised is in its outcome; this is why there is none
            self._settle(ours, self._meaning(error))
        else:
            self._waiting.discard(ours)
            with suppress(InvalidStateError):  # it was given up meanwhile
                ours.set_result(outcome)

    def watch(self) -> None:
        """Give up the jobs of a cluster that has no worker any more; it would wait for one for ever."""
        seen = time.monotonic()
        while self._lost is None and not self.over.wait(_AGAIN):
            with suppress(Exception):  # a cluster that is gone is seen elsewhere
                if self._client.nthreads() or not self._waiting:
                    seen = time.monotonic()
            if time.monotonic() - seen > _DESERTED:
                what = f"the cluster at {self._address} has no worker any more, and this was not done"
                self._lose(LostError(what, "see what its workers say and start them again: the same command does the rest"))

    def _lose(self, why: LostError) -> None:
        self._lost = why
        for future in list(self._waiting):
            self._settle(future, why)

    def _settle(self, future: Future[_T], error: BrokenExecutor) -> None:
        self._waiting.discard(future)
        with suppress(InvalidStateError):
            future.set_exception(error)

    def _meaning(self, error: BaseException) -> BrokenExecutor:
        """What it means if a job does not come back with an outcome, good or bad."""
        from distributed import KilledWorker

        if isinstance(error, KilledWorker):
            return BrokenExecutor()
        if self._client.status != "running":
            return self._gone()
        reason, _, _ = f"{type(error).__name__}: {error}".partition("\n")
        what = f"the cluster at {self._address} cannot take this ({reason})"
        return LostError(what, "install the same Hornbook on every machine, and start the scheduler and the workers anew")

    def _gone(self) -> LostError:
        return LostError(f"the cluster at {self._address} went away before this was done", "the same command does the rest")


def _in_turn(work: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
    with _TURN:
        return work(*args, **kwargs)
