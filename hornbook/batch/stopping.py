"""Ctrl-C, obeyed whenever it comes. Python and its libraries drop some exceptions: in callbacks, and where everything is caught.

So what is pressed is remembered, and raised again until it has arrived where work is handed out. What was being done meanwhile may
have met the exception at the wrong moment, and does not count as done.
"""

from __future__ import annotations

import signal
from collections.abc import Iterable, Iterator
from threading import Event
from typing import TypeVar

_T = TypeVar("_T")

_AGAIN = 1.0
"""Seconds after which it is raised again. Processes of a pool have ended by then (`processes._GRACE`)."""

_ASKED = Event()


def listen() -> None:
    """Hear Ctrl-C from here on, unless whoever started this wants it to be passed over. For the main thread alone."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _pressed)


def ask() -> None:
    """Take down that this process is to stop."""
    _ASKED.set()


def asked() -> bool:
    """Whether this process is to stop."""
    return _ASKED.is_set()


def heeding(outcomes: Iterable[_T]) -> Iterator[_T]:
    """The outcomes as they come. Raises KeyboardInterrupt instead of the next one if Ctrl-C was pressed."""
    try:
        for outcome in outcomes:
            if asked():
                raise KeyboardInterrupt
            yield outcome
    finally:
        rest()


def rest() -> None:
    """Ctrl-C has arrived, and need not be raised again."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, 0)


def _pressed(_signal: int, _frame: object) -> None:
    ask()
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGALRM, _pressed)
        signal.setitimer(signal.ITIMER_REAL, _AGAIN)
    raise KeyboardInterrupt
