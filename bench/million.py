"""What a million copies cost with all that the program does for them: rosters, checks, whole files, records.

A class of many pupils is built and one of few, each in a process of its own; the difference is that of the copies between.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench import content, measure, school

FEW, MANY = 200, 4_000
_WORDS = ("build", f"rapallo/01-{content.LESSON[3:]}", "--only", "worksheet", "--fresh")
WAYS = {
    "PDF, a file each": ("--format", "pdf", "--single-files"),
    "DOCX, a file each": ("--format", "docx", "--single-files"),
    "PDF, one file for the printer": ("--format", "pdf"),
}


@dataclass(frozen=True, slots=True)
class Figures:
    """By way of making copies: processor time in seconds and bytes of a copy, peak in MB with many; seconds of a whole `lesson`.

    `lesson` is a process that builds the six files of one, start included.
    """

    seconds: dict[str, float]
    bytes: dict[str, float]
    peaks: dict[str, float]
    lesson: float


def run(rounds: int) -> Figures:
    """Measure each way in turns."""
    costs: dict[tuple[str, int], list[measure.Cost]] = {}
    sizes: dict[tuple[str, int], int] = {}
    lessons: list[float] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        school.make_pack(folder, "rapallo", 1)
        for count in (FEW, MANY):
            school.make_roster(folder / f"{count}.csv", count)
        measure.process(school.command("check")[1:], folder)  # to warm up
        for _ in range(min(rounds, 3)):
            lessons.append(measure.process(school.command("build", "--fresh")[1:], folder).seconds)
            for way, options in WAYS.items():
                for count in (FEW, MANY):
                    output = folder / f"{way} {count}"
                    words = (*_WORDS, *options, "--roster", f"{count}.csv", "--output", str(output))
                    costs.setdefault((way, count), []).append(measure.process(school.command(*words)[1:], folder))
                    sizes[way, count] = sum(path.stat().st_size for path in _copies(output, way))
    seconds = {key: median(cost.seconds for cost in found) for key, found in costs.items()}
    return Figures(
        {way: (seconds[way, MANY] - seconds[way, FEW]) / (MANY - FEW) for way in WAYS},
        {way: (sizes[way, MANY] - sizes[way, FEW]) / (MANY - FEW) for way in WAYS},
        {way: max(cost.megabytes for cost in costs[way, MANY]) for way in WAYS},
        median(lessons),
    )


def _copies(output: Path, way: str) -> list[Path]:
    """The files with the copies; a class's file for the printer is made whether single files are or not."""
    found = output.rglob("worksheet/*.*" if "--single-files" in WAYS[way] else "*-copies.pdf")
    return [path for path in found if path.is_file()]


def rows(figures: Figures) -> Iterator[tuple[str, str, str, str]]:
    """What a million copies come to: how they are made, hours of one processor, gigabytes, and the memory that takes."""
    for way, seconds in figures.seconds.items():
        hours, gigabytes = seconds * 1e6 / 3600, figures.bytes[way] * 1e6 / 1e9
        yield way, f"{hours:.2f} h", f"{gigabytes:,.1f} GB", f"{figures.peaks[way]:.0f} MB"


def table(figures: Figures) -> Iterator[str]:
    """The figures in lines to print."""
    yield f"\nA million copies with all that the program does: processor time, size, and peak memory of {MANY:,} copies.\n"
    for way, *cells in rows(figures):
        yield f"{way:<38} " + " ".join(f"{cell:>11}" for cell in cells)
    yield f"{'a lesson of six files, in seconds':<38} {figures.lesson:>11.2f}"
