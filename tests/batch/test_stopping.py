"""Ctrl-C is obeyed also where a library catches it."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from threading import Event

import pytest

from hornbook.batch import stopping
from hornbook.batch.stopping import ask, heeding, listen


@pytest.fixture(autouse=True)
def _as_before(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(stopping, "_ASKED", Event())
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    stopping.rest()
    signal.signal(signal.SIGINT, before)


def test_what_is_asked_for_while_something_is_done_ends_it():
    def outcomes() -> Iterator[int]:
        yield 1
        ask()
        yield 2

    heard: list[int] = []
    with pytest.raises(KeyboardInterrupt):
        heard.extend(heeding(outcomes()))
    assert heard == [1]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such timer")
def test_what_a_library_catches_comes_again(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(stopping, "_AGAIN", 0.05)
    went_on = []

    def outcomes() -> Iterator[int]:
        with suppress(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
        time.sleep(10)
        went_on.append(True)
        yield 1

    listen()
    with pytest.raises(KeyboardInterrupt):
        list(heeding(outcomes()))
    assert not went_on
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)


def test_who_passes_over_ctrl_c_is_left_alone():
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    listen()
    assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
