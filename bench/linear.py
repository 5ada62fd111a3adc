"""Many copies: what N copies of one worksheet cost for N up to 100,000, in processor time, once the worksheet is laid out."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import log
from pathlib import Path
from statistics import linear_regression, median

from bench import content
from bench.copies import pupil
from bench.targets import Target
from hornbook.render.docx.copies import Copier as WordCopier
from hornbook.render.pdf.collate import collate
from hornbook.render.pdf.copies import Copier

COUNTS = {100: 40, 1_000: 8, 10_000: 2, 100_000: 1}
"""So many copies, and how often that is done in a round: as much work for the small numbers as gives a steady figure."""

_BATCH = 1_000
_MEMORY = Path("/dev/shm")  # a disk's own slowness is not what is asked for

Seconds = dict[int, float]
Work = Callable[[int, Path], float]


@dataclass(frozen=True, slots=True)
class Figures:
    """Processor time in seconds of so many copies, by way of making them; medians where that was done several times."""

    seconds: dict[str, Seconds]


def run(rounds: int) -> Figures:
    """Measure each way in turns, number by number. The largest number is done once, however many rounds there are."""
    ways = _ways()
    seconds: dict[str, Seconds] = {way: {} for way in ways}
    with tempfile.TemporaryDirectory(dir=_MEMORY if _MEMORY.is_dir() else None) as folder:
        for count, often in COUNTS.items():
            times: dict[str, list[float]] = {way: [] for way in ways}
            for _ in range(often * min(rounds, 3) if count < max(COUNTS) else 1):
                for way, work in ways.items():
                    times[way].append(work(count, Path(folder)))
            for way, found in times.items():
                seconds[way][count] = median(found)
    return Figures(seconds)


def _ways() -> dict[str, Work]:
    worksheet, theme = content.compose()["worksheet"], content.theme()
    pdf, docx = Copier(worksheet, theme), WordCopier(worksheet, theme)

    def printed(count: int, folder: Path) -> float:
        path = folder / "copies.pdf"
        started = time.process_time()
        with path.open("wb") as stream:
            collate(((pdf, pupil(number)) for number in range(count)), stream)
        taken = time.process_time() - started
        path.unlink()
        return taken

    return {
        "PDF, a file each": _files(lambda number: pdf.copy(pupil(number))),
        "DOCX, a file each": _files(lambda number: docx.copy(pupil(number))),
        "PDF, one file for the printer": printed,
    }


def _files(copy: Callable[[int], bytes]) -> Work:
    """Write copies to new files, which go when there are a thousand; their going is not measured."""

    def work(count: int, folder: Path) -> float:
        taken = 0.0
        for first in range(0, count, _BATCH):
            numbers = range(first, min(first + _BATCH, count))
            started = time.process_time()
            for number in numbers:
                (folder / str(number)).write_bytes(copy(number))
            taken += time.process_time() - started
            for number in numbers:
                (folder / str(number)).unlink()
        return taken

    return work


def slope(seconds: Seconds) -> float:
    """How the cost grows with the number of copies, as its power: 1 is linear. Least squares through the logarithms."""
    return linear_regression([log(count) for count in seconds], [log(cost) for cost in seconds.values()]).slope


def growth(seconds: Seconds) -> float:
    """The cost of a copy among the most, times that of a copy among the fewest."""
    few, many = min(seconds), max(seconds)
    return (seconds[many] / many) / (seconds[few] / few)


def targets(figures: Figures) -> Iterator[Target]:
    """What linear means."""
    for way, seconds in figures.seconds.items():
        yield Target(f"{way}: power of N", slope(seconds), 1.05, False, "")
        yield Target(f"{way}: a copy of 100,000, times one of 100", growth(seconds), 1.25, False, "×")


def table(figures: Figures) -> Iterator[str]:
    """The figures in lines to print."""
    yield "\nProcessor time of N copies of one worksheet, in seconds.\n"
    yield f"{'N':<31} " + " ".join(f"{count:>11,}" for count in COUNTS)
    for way, seconds in figures.seconds.items():
        yield f"{way:<31} " + " ".join(f"{seconds[count]:>11.4f}" for count in COUNTS)
