"""Two processes instead of one: the same lessons with `--jobs 1` and 2, beside plain busy loops, in wall time.

What two processes can gain is what the machine gives them: where two busy loops at once take much longer than one, somebody else is
using the cores, or there is but one, and then nothing can be said.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench import measure, school
from bench.targets import Target

PACKS, LESSONS = 8, 6
WANTED = 1.7
_BUSY = [sys.executable, "-c", "for _ in range(40_000_000): pass"]


@dataclass(frozen=True, slots=True)
class Figures:
    """Medians of wall time in seconds by number of processes, for the lessons and for as many busy loops."""

    lessons: dict[int, float]
    loops: dict[int, float]
    rounds: int

    @property
    def gain(self) -> float:
        """How many times as many lessons a second two processes build as one."""
        return self.lessons[1] / self.lessons[2]

    @property
    def possible(self) -> float:
        """How many times as many loops two processes do."""
        return 2 * self.loops[1] / self.loops[2]


def run(rounds: int) -> Figures:
    """Take them in turns."""
    lessons: dict[int, list[float]] = {1: [], 2: []}
    loops: dict[int, list[float]] = {1: [], 2: []}
    with tempfile.TemporaryDirectory() as name:
        for number in range(PACKS):
            school.make_pack(Path(name), f"pack-{number}", LESSONS)
        for _ in range(rounds):
            for count in (1, 2):
                loops[count].append(_busy(count))
                lessons[count].append(measure.wall(school.command("build", "--fresh", "--jobs", str(count)), Path(name)))
    return Figures(_medians(lessons), _medians(loops), rounds)


def _medians(found: dict[int, list[float]]) -> dict[int, float]:
    return {count: median(times) for count, times in found.items()}


def _busy(count: int) -> float:
    started = time.perf_counter()
    running = [subprocess.Popen(_BUSY) for _ in range(count)]
    for process in running:
        process.wait()
    return time.perf_counter() - started


def targets(figures: Figures) -> tuple[Target, ...]:
    """What two processes are to gain."""
    return (
        Target("lessons a second, 2 processes, times 1", figures.gain, WANTED, True, "×", measurable=figures.possible >= WANTED),
    )


def table(figures: Figures) -> Iterator[str]:
    """The figures in lines to print."""
    yield f"\nWall time, medians of {figures.rounds} rounds in turns.\n"
    yield f"{'With so many processes':<38} {'1':>9} {'2':>9} {'gain':>9}"
    lessons, loops = figures.lessons, figures.loops
    yield f"{f'{PACKS * LESSONS} lessons, six files each, s':<38} {lessons[1]:>9.2f} {lessons[2]:>9.2f} {figures.gain:>8.2f}×"
    yield f"{'a busy loop in each, s':<38} {loops[1]:>9.2f} {loops[2]:>9.2f} {figures.possible:>8.2f}×"
