"""What tags cost: the same documents drawn with and without them, in turns, in processor time and in bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any

from bench import content, measure
from bench.targets import Target, told
from hornbook.document.nodes import Document
from hornbook.render.pdf import draw
from hornbook.theme import Theme


@dataclass(frozen=True, slots=True)
class Figures:
    """Medians of the processor time of the lesson's documents in seconds, and the bytes of their files, by way of drawing."""

    seconds: dict[str, float]
    bytes: dict[str, int]
    rounds: int


WAYS = {"with tags": True, "without tags": False}


def run(rounds: int) -> Figures:
    """Measure everything in this one run."""
    theme, documents = content.theme(), content.compose()
    figures = measure.interleaved({way: _timed(theme, documents, tagged=tagged) for way, tagged in WAYS.items()}, rounds)
    sizes = {
        way: sum(len(draw(document, theme, tagged=tagged).data) for document in documents.values()) for way, tagged in WAYS.items()
    }
    return Figures(measure.medians(figures), sizes, rounds)


def _timed(theme: Theme, documents: dict[str, Document], *, tagged: bool) -> Callable[[int], float]:
    def one_round(number: int) -> float:
        changed = [content.changed(document, number) for document in documents.values()]
        return sum(measure.call(partial(draw, document, theme, tagged=tagged))[0] for document in changed)

    return one_round


def targets(figures: Figures) -> tuple[Target, ...]:
    """What tags may cost."""
    seconds, size = figures.seconds, figures.bytes
    return (
        Target("Tagged PDF, times the time of an untagged one", seconds["with tags"] / seconds["without tags"], 1.5, False, "×"),
        Target("Tagged PDF, times the bytes of an untagged one", size["with tags"] / size["without tags"], 1.3, False, "×"),
    )


def table(figures: Figures) -> Iterator[str]:
    """The figures and the targets in lines to print."""
    yield f"Processor time, medians of {figures.rounds} rounds in turns after one to warm up.\n"
    yield f"{'Three documents of the lesson':<48} {'ms':>8} {'bytes':>9}"
    for way, seconds in figures.seconds.items():
        yield f"{way:<48} {1000 * seconds:>8.1f} {figures.bytes[way]:>9}"
    yield from told(targets(figures))


def as_json(figures: Figures) -> dict[str, Any]:
    """The figures and the targets for a program."""
    return {**asdict(figures), "targets": [{**asdict(target), "kept": target.kept} for target in targets(figures)]}
