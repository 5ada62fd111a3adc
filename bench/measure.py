"""Processor time and memory: of a call in this process, and of a process as a whole."""

from __future__ import annotations

import gc
import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
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


def process(arguments: Sequence[str]) -> Cost:
    """What a whole Python process used, start-up included; raises RuntimeError if it failed."""
    command = [sys.executable, "-I", "-S", "-c", _LAUNCHER, sys.executable, *arguments]
    told = subprocess.run(command, capture_output=True, text=True, check=True)
    code, seconds, peak = json.loads(told.stdout)
    if code:
        raise RuntimeError(f"{' '.join(arguments)} ended with {code}: {told.stderr}")
    unit = 1 if sys.platform == "darwin" else 1024  # macOS counts the peak in bytes, Linux in units of 1024 bytes
    return Cost(seconds, peak * unit / 1e6)


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
