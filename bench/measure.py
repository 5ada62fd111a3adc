"""Processor time and memory: of a call in this process, and of a process as a whole."""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TypeVar

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process used: processor time of all its threads in seconds (user and system), and memory at its peak in MB."""

    seconds: float
    megabytes: float


def call(work: Callable[[], _T]) -> tuple[float, _T]:
    """The processor time of one call in seconds, all threads together, and what it gave."""
    gc.collect()
    started = time.process_time()
    result = work()
    return time.process_time() - started, result


_LAUNCHER = """
import json, os, subprocess, sys
child = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
_, status, usage = os.wait4(child.pid, 0)
print(json.dumps([os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime, usage.ru_maxrss]))
"""
"""Starts the process from one that is small: a child's peak counts what its parent held when it was started."""


def process(arguments: Sequence[str], folder: Path | None = None) -> Cost:
    """What a whole Python process used that ran in `folder`, start-up included; raises RuntimeError if it failed."""
    command = [sys.executable, "-I", "-S", "-c", _LAUNCHER, sys.executable, *arguments]
    told = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    code, seconds, peak = json.loads(told.stdout)
    if code:
        raise RuntimeError(f"{' '.join(arguments)} ended with {code}: {told.stderr}")
    unit = 1 if sys.platform == "darwin" else 1024  # macOS counts the peak in bytes, Linux in units of 1024 bytes
    return Cost(seconds, peak * unit / 1e6)


def wall(command: Sequence[str], folder: Path) -> float:
    """The seconds that pass while a process runs in `folder`, start-up included; raises CalledProcessError if it failed."""
    started = time.perf_counter()
    subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - started


@contextmanager
def bytecode() -> Iterator[None]:
    """Let the processes that are started keep what they compile, as they do where Hornbook is installed, whatever is set here."""
    with tempfile.TemporaryDirectory() as folder:
        before = dict(os.environ)
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = folder
        try:
            yield
        finally:
            os.environ.clear()
            os.environ.update(before)


def interleaved(runs: dict[str, Callable[[int], float]], rounds: int) -> dict[str, list[float]]:
    """Figures of each run, taken in turns (A B C A B C …) so that a slow moment of the machine hits all; one warm-up round first.

    Each run is given the number of the round, the warm-up's being 0.
    """
    figures: dict[str, list[float]] = {name: [] for name in runs}
    for number in range(rounds + 1):
        for name, run in runs.items():
            figure = run(number)
            if number:
                figures[name].append(figure)
    return figures


def medians(figures: dict[str, list[float]]) -> dict[str, float]:
    """The median of each run."""
    return {name: median(values) for name, values in figures.items()}
