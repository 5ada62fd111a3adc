"""Two processes instead of one: the same lessons with `--jobs 1` and 2, beside two commands of half the lessons, in wall time.

What two processes can gain is what the machine gives them: where two commands at once that know nothing of each other take much
longer than one, somebody else is using the cores, or there is but one, and then nothing can be said.
"""

from __future__ import annotations

import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench import measure, school
from bench.targets import Target

PACKS, LESSONS = 8, 6
WANTED = 1.7
_HALVES = ("left", "right")


@dataclass(frozen=True, slots=True)
class Figures:
    """Medians of wall time in seconds: for all lessons, by number of processes; for half of them, by number of commands at once."""

    lessons: dict[int, float]
    halves: dict[int, float]
    rounds: int

    @property
    def gain(self) -> float:
        """How many times as many lessons a second two processes build as one."""
        return self.lessons[1] / self.lessons[2]

    @property
    def possible(self) -> float:
        """How many times as many two commands at once build, each half of them."""
        return 2 * self.halves[1] / self.halves[2]


def run(rounds: int) -> Figures:
    """Take them in turns."""
    lessons: dict[int, list[float]] = {1: [], 2: []}
    halves: dict[int, list[float]] = {1: [], 2: []}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number in range(PACKS):
            for place in (folder, folder / _HALVES[number % 2]):
                school.make_pack(place, f"pack-{number}", LESSONS)
        for _ in range(rounds):
            for count in (1, 2):
                halves[count].append(_at_once([folder / half for half in _HALVES[:count]]))
                lessons[count].append(measure.wall(school.command("build", "--fresh", "--jobs", str(count)), folder))
    return Figures(_medians(lessons), _medians(halves), rounds)


def _medians(found: dict[int, list[float]]) -> dict[int, float]:
    return {count: median(times) for count, times in found.items()}


def _at_once(folders: Sequence[Path]) -> float:
    """The seconds in which a command in each of the folders builds what is there."""
    command = school.command("build", "--fresh", "--jobs", "1")
    started = time.perf_counter()
    running = [subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL) for folder in folders]
    ended = [process.wait() for process in running]
    if any(ended):
        raise RuntimeError(f"{' '.join(command)} failed")
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
    lessons, halves = figures.lessons, figures.halves
    yield f"{f'{PACKS * LESSONS} lessons, six files each, s':<38} {lessons[1]:>9.2f} {lessons[2]:>9.2f} {figures.gain:>8.2f}×"
    yield f"{'half of them, by each of as many, s':<38} {halves[1]:>9.2f} {halves[2]:>9.2f} {figures.possible:>8.2f}×"
