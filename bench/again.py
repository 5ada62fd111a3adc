"""The second run: what a command takes that was done before. Wall time of whole processes, less what Python takes to start."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench import measure, school
from bench.targets import Target

PUPILS = 30
COMMANDS = {
    "7 lessons, 42 files": ("build", "seven"),
    f"7 lessons for a class of {PUPILS}": ("build", "seven", "--roster", "9a.csv", "--format", "pdf"),
    "a school: 3 classes, 2 lessons": ("batch", "SCHOOL.yaml"),
}
_SCHOOL = """\
defaults: {lessons: [seven/01-rapallo, seven/02-rapallo], versions: 2, single_files: yes}
classes: [{name: 9a, roster: 9a.csv}, {name: 9b, roster: 9b.csv}, {name: 9c, roster: 9c.csv}]
"""


@dataclass(frozen=True, slots=True)
class Figures:
    """Medians of wall time in seconds by command, the start of Python taken off; `start` is that."""

    first: dict[str, float]
    second: dict[str, float]
    start: float
    rounds: int


def run(rounds: int) -> Figures:
    """Do each command into an empty folder, and again."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _prepare(folder)
        first: dict[str, list[float]] = {what: [] for what in COMMANDS}
        second: dict[str, list[float]] = {what: [] for what in COMMANDS}
        starts: list[float] = []
        for number in range(rounds + 1):  # one to warm up
            for what, words in COMMANDS.items():
                shutil.rmtree(folder / "output", ignore_errors=True)
                times = [measure.wall(school.command(*words), folder) for _ in range(3)]
                if number:
                    first[what].append(times[0])
                    second[what] += times[1:]
                    starts.append(measure.wall([sys.executable, "-c", "pass"], folder))
    start = median(starts)
    less = [{what: max(median(times) - start, 1e-4) for what, times in found.items()} for found in (first, second)]
    return Figures(less[0], less[1], start, rounds)


def _prepare(folder: Path) -> None:
    school.make_pack(folder, "seven", 7)
    for class_ in ("9a", "9b", "9c"):
        school.make_roster(folder / f"{class_}.csv", PUPILS)
    (folder / "SCHOOL.yaml").write_text(_SCHOOL, encoding="utf-8")


def targets(figures: Figures) -> Iterator[Target]:
    """What a second run may take."""
    for what, second in figures.second.items():
        yield Target(f"again, {what}: times as fast", figures.first[what] / second, 20.0, True, "×")
        yield Target(f"again, {what}: beyond the start", second, 0.5, False, " s")


def table(figures: Figures) -> Iterator[str]:
    """The figures in lines to print."""
    yield f"\nWall time beyond the start of Python ({1000 * figures.start:.0f} ms), medians of {figures.rounds} rounds.\n"
    yield f"{'Done, and with nothing changed again':<48} {'ms':>9} {'again':>9}"
    for what, first in figures.first.items():
        yield f"{what:<48} {1000 * first:>9.0f} {1000 * figures.second[what]:>9.0f}"
