"""What speed has been promised, and whether a run keeps it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from bench.cold import Figures

_WIDTH = 66


@dataclass(frozen=True, slots=True)
class Target:
    """A figure and its bound: at least `bound` if `least`, else at most. What is not `measurable` on this machine is not kept."""

    what: str
    figure: float
    bound: float
    least: bool
    unit: str
    measurable: bool = True

    @property
    def kept(self) -> bool:
        """Whether the figure keeps to its bound."""
        return self.measurable and (self.figure >= self.bound if self.least else self.figure <= self.bound)

    @property
    def verdict(self) -> str:
        """What is to be said of it, if anything."""
        if not self.measurable:
            return "  NOT MEASURABLE HERE"
        return "" if self.kept else "  MISSED"


def targets(figures: Figures) -> tuple[Target, ...]:
    """The promises, each with what was measured."""
    engines, processes = figures.engines, figures.processes
    return (
        Target("PDF, times as fast as WeasyPrint", engines["WeasyPrint"] / engines["Hornbook PDF"], 12.0, True, "×"),
        Target("PDF, times what Typst takes", engines["Hornbook PDF"] / engines["Typst"], 4.0, False, "×"),
        Target("DOCX, times as fast as docxtpl", engines["docxtpl"] / engines["Hornbook DOCX"], 4.0, True, "×"),
        Target("--help, times what importing typer takes", processes["--help"] / processes["import typer"], 2.5, False, "×"),
        Target("the six files, from start to end", processes["six files"], 1.5, False, " s"),
    )


def table(figures: Figures) -> Iterator[str]:
    """The figures and the targets in lines to print."""
    yield f"Processor time (user and system, all threads), medians of {figures.rounds} rounds in turns after one to warm up.\n"
    yield f"{'Three documents of the lesson':<42} {'ms':>8} {'pages':>6} {'ms a page':>10}"
    for name, seconds in figures.engines.items():
        pages = figures.pages.get(name, figures.pages["Hornbook PDF"])
        yield f"{name:<42} {1000 * seconds:>8.1f} {figures.pages.get(name, '–'):>6} {1000 * seconds / pages:>10.2f}"
    yield f"\n{'Whole processes':<42} {'ms':>8} {'pages':>6} {'ms a page':>10} {'peak MB':>8} {'KB a page':>10}"
    for name, seconds in figures.processes.items():
        count, peak = figures.pages.get(name), figures.peaks[name]
        each = f"{1000 * seconds / count:.1f}" if count else "–"
        kilobytes = f"{1000 * peak / count:.0f}" if count else "–"
        yield f"{name:<42} {1000 * seconds:>8.0f} {count or '–':>6} {each:>10} {peak:>8.0f} {kilobytes:>10}"
    yield from told(targets(figures))


def told(found: Iterable[Target]) -> Iterator[str]:
    """Targets in lines to print."""
    yield f"\n{'Target':<{_WIDTH}} {'is':>9} {'wanted':>9}"
    for target in found:
        wanted = f"{'≥' if target.least else '≤'} {target.bound:g}{target.unit}"
        yield f"{target.what:<{_WIDTH}} {f'{target.figure:.2f}{target.unit}':>9} {wanted:>9}{target.verdict}"


def as_json(figures: Figures) -> dict[str, Any]:
    """The figures and the targets for a program."""
    found = [{**asdict(target), "kept": target.kept} for target in targets(figures)]
    return {**asdict(figures), "targets": found}
