"""Class work: copies for pupils, a second run that has nothing to do, two processes, and many copies. All targets, in one run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from bench import again, copies, linear, million, two
from bench.targets import Target, told


@dataclass(frozen=True, slots=True)
class Figures:
    """What each part has measured."""

    copies: copies.Figures
    again: again.Figures
    two: two.Figures
    linear: linear.Figures
    million: million.Figures


def run(rounds: int) -> Figures:
    """Measure everything in this one run."""
    return Figures(copies.run(rounds), again.run(rounds), two.run(rounds), linear.run(rounds), million.run(rounds))


def targets(figures: Figures) -> tuple[Target, ...]:
    """The promises, each with what was measured."""
    return (
        *copies.targets(figures.copies),
        *again.targets(figures.again),
        *two.targets(figures.two),
        *linear.targets(figures.linear),
    )


def table(figures: Figures) -> Iterator[str]:
    """The figures and the targets in lines to print."""
    yield from copies.table(figures.copies)
    yield from again.table(figures.again)
    yield from two.table(figures.two)
    yield from linear.table(figures.linear)
    yield from million.table(figures.million)
    yield from told(targets(figures))


def as_json(figures: Figures) -> dict[str, Any]:
    """The figures and the targets for a program."""
    return {**asdict(figures), "targets": [{**asdict(target), "kept": target.kept} for target in targets(figures)]}
