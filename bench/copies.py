"""Copies: one worksheet for many pupils, each a file of its own, and all of them in one file for the printer.

Every engine is warm and knows the worksheet; only the pupil is new. `python -m bench.copies 1000` makes so many copies and no more,
so that the memory they need can be measured from outside.
"""

from __future__ import annotations

import io
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from bench import content, measure
from bench.targets import Target
from hornbook.document.nodes import Document
from hornbook.render.docx.copies import Copier as WordCopier
from hornbook.render.pdf.collate import collate
from hornbook.render.pdf.copies import Copier
from hornbook.theme import Theme

FEW, MANY = 100, 10_000
CLASS = 30
COPIES = {"Hornbook PDF": 200, "writing alone": 200, "Hornbook DOCX": 200, "Typst": 3, "WeasyPrint": 1, "docxtpl": 3}
"""How many copies each makes in a round: enough for the clock, few enough for the patience."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Medians of the processor time of a copy in seconds; sizes in bytes of one copy and of a class's in one file; peaks in MB."""

    engines: dict[str, float]
    one: int
    collated: int
    peaks: dict[int, float]
    rounds: int


def run(rounds: int) -> Figures:
    """Measure everything in this one run."""
    theme, worksheet = content.theme(), content.compose()["worksheet"]
    with tempfile.TemporaryDirectory() as folder:
        runs = {name: _timed(name, make) for name, make in _engines(worksheet, theme, Path(folder)).items()}
        engines = measure.medians(measure.interleaved(runs, rounds))
    copier, book = Copier(worksheet, theme), io.BytesIO()
    collate(((copier, pupil(number)) for number in range(CLASS)), book)
    peaks = {count: measure.process(["-m", "bench.copies", str(count)]).megabytes for count in (FEW, MANY)}
    return Figures(engines, len(copier.copy(pupil(0))), len(book.getvalue()), peaks, rounds)


def pupil(number: int) -> dict[str, str]:
    """What is in the slots of a copy."""
    return {"name": f"Rosa Luxemburg {number}", "class": "10b", "date": "16 April 2026", "code": f"02W-{number:05}"}


def _engines(worksheet: Document, theme: Theme, folder: Path) -> dict[str, Callable[[int], object]]:
    """What makes the copy of a number; turning the tree into an engine's own notation is not measured."""
    from bench.peers import html, typst, word

    pdf, docx = Copier(worksheet, theme), WordCopier(worksheet, theme)
    same = pdf.copy(pupil(0))
    weasyprint, typst_, docxtpl = html.WeasyPrint(theme, tagged=True), typst.Typst(theme, tagged=True), word.Docxtpl(theme)
    # The name is put where the head's own text is, at no cost to the engines; Typst reuses what it has laid out before.
    title = "Whose copy this is"
    named = replace(worksheet, head=replace(worksheet.head, text=title))
    page, markup, context = html.serialise(named, theme), typst.serialise(named, theme), word.serialise(named)

    def written(number: int) -> None:
        with (folder / f"{number}.pdf").open("wb") as stream:
            pdf.write(pupil(number), stream)

    return {
        "Hornbook PDF": written,
        "writing alone": lambda number: (folder / f"w{number}.pdf").write_bytes(same),
        "Typst": lambda number: typst_.pdf(markup.replace(title, pupil(number)["name"])),
        "WeasyPrint": lambda number: weasyprint.pdf(page.replace(title, pupil(number)["name"])),
        "Hornbook DOCX": lambda number: docx.copy(pupil(number)),
        "docxtpl": lambda number: docxtpl.docx({**context, "head": pupil(number)["name"]}),
    }


def _timed(name: str, make: Callable[[int], object]) -> Callable[[int], float]:
    copies = COPIES[name]

    def one_round(number: int) -> float:
        def work() -> None:
            for copy in range(number * copies, (number + 1) * copies):
                make(copy)

        return measure.call(work)[0] / copies

    return one_round


def targets(figures: Figures) -> tuple[Target, ...]:
    """The promises, each with what was measured."""
    engines, allowed = figures.engines, 1.5 * figures.one + CLASS * 2048
    return (
        Target("PDF copies, times as many as Typst", engines["Typst"] / engines["Hornbook PDF"], 20.0, True, "×"),
        Target("PDF copies, times as many as WeasyPrint", engines["WeasyPrint"] / engines["Hornbook PDF"], 500.0, True, "×"),
        Target("PDF copies, share of merely writing", engines["writing alone"] / engines["Hornbook PDF"], 0.4, True, ""),
        Target("DOCX copies, times as many as docxtpl", engines["docxtpl"] / engines["Hornbook DOCX"], 50.0, True, "×"),
        Target(f"{CLASS} copies in one file, of what is allowed", figures.collated / allowed, 1.0, False, "×"),
        Target(f"peak of {MANY} copies, times that of {FEW}", figures.peaks[MANY] / figures.peaks[FEW], 1.25, False, "×"),
    )


def table(figures: Figures) -> Iterator[str]:
    """The figures and the targets in lines to print."""
    yield f"Processor time (user and system) of one copy, medians of {figures.rounds} rounds in turns after one to warm up.\n"
    yield f"{'One worksheet, another pupil':<42} {'ms':>9} {'copies a second':>16}"
    for name, seconds in figures.engines.items():
        yield f"{name:<42} {1000 * seconds:>9.3f} {1 / seconds:>16.1f}"
    yield f"\n{'one PDF copy':<42} {figures.one:>9} bytes"
    yield f"{f'{CLASS} copies in one file':<42} {figures.collated:>9} bytes"
    for count, peak in figures.peaks.items():
        yield f"{f'peak memory, {count} copies':<42} {peak:>9.0f} MB"


def make(count: int) -> None:
    """So many copies, each by itself and all in one file, which nobody keeps."""
    copier = Copier(content.compose()["worksheet"], content.theme())
    with Path(os.devnull).open("wb") as nowhere:
        for number in range(count):
            copier.write(pupil(number), nowhere)
        collate(((copier, pupil(number)) for number in range(count)), nowhere)


if __name__ == "__main__":
    make(int(sys.argv[1]))
