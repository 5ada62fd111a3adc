"""The cold run: every engine warm, every document new to it; and whole processes from their start."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from pypdfium2 import PdfDocument

from bench import content, measure
from bench.peers import html, typst, word
from hornbook.document.nodes import Document
from hornbook.render import FORMATS
from hornbook.theme import Theme

PROCESSES = {
    "import typer": ["-c", "import typer"],
    "--help": ["generate.py", "--help"],
    # Afresh: a second build of the same lesson would find that there is nothing to do.
    "six files": ["generate.py", "build", f"{content.PACK.name}/{content.LESSON}", "--fresh", "--output"],
    "the whole pack, PDF": ["generate.py", "build", content.PACK.name, "--fresh", "--format", "pdf", "--output"],
    "the whole pack, DOCX": ["generate.py", "build", content.PACK.name, "--fresh", "--format", "docx", "--output"],
}
"""Whole processes; where files are written, each has a folder of its own."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Medians: processor time in seconds of the lesson's documents by engine and of whole processes; peaks in MB; pages."""

    engines: dict[str, float]
    processes: dict[str, float]
    peaks: dict[str, float]
    pages: dict[str, int]
    rounds: int


def run(rounds: int) -> Figures:
    """Measure everything in this one run."""
    theme, documents = content.theme(), content.compose()
    tagged = any(b"/StructTreeRoot" in FORMATS["pdf"](document, theme).data for document in documents.values())
    engines = _engines(theme, tagged=tagged)  # what one PDF says to a screen reader, the others say too
    figures = measure.interleaved({name: _timed(prepare_and_set, documents) for name, prepare_and_set in engines.items()}, rounds)
    costs: dict[str, list[measure.Cost]] = {name: [] for name in PROCESSES}
    with tempfile.TemporaryDirectory() as folder:
        for number in range(rounds + 1):
            for name, arguments in PROCESSES.items():
                cost = measure.process([*arguments, f"{folder}/{name}"] if arguments[-1] == "--output" else arguments)
                if number:
                    costs[name].append(cost)
        written = sum(len(PdfDocument(path)) for path in Path(folder, "the whole pack, PDF").rglob("*.pdf"))
    pages = _pages(engines, documents) | {name: written for name in PROCESSES if name.startswith("the whole pack")}
    return Figures(
        measure.medians(figures),
        measure.medians({name: [cost.seconds for cost in found] for name, found in costs.items()}),
        measure.medians({name: [cost.megabytes for cost in found] for name, found in costs.items()}),
        pages,
        rounds,
    )


Engine = tuple[Callable[[Document], Any], Callable[[Any], bytes]]
"""What is not measured (turning the tree into the engine's own notation), and what is."""


def _engines(theme: Theme, *, tagged: bool) -> dict[str, Engine]:
    weasyprint, typst_, docxtpl = html.WeasyPrint(theme, tagged=tagged), typst.Typst(theme, tagged=tagged), word.Docxtpl(theme)
    return {
        "Hornbook PDF": (lambda document: document, lambda document: FORMATS["pdf"](document, theme).data),
        "WeasyPrint": (lambda document: html.serialise(document, theme), weasyprint.pdf),
        "Typst": (lambda document: typst.serialise(document, theme), typst_.pdf),
        "Hornbook DOCX": (lambda document: document, lambda document: FORMATS["docx"](document, theme).data),
        "docxtpl": (word.serialise, docxtpl.docx),
    }


def _timed(engine: Engine, documents: dict[str, Document]) -> Callable[[int], float]:
    prepare, set_ = engine

    def one_round(number: int) -> float:
        prepared = [prepare(content.changed(document, number)) for document in documents.values()]
        return sum(measure.call(partial(set_, item))[0] for item in prepared)

    return one_round


def _pages(engines: dict[str, Engine], documents: dict[str, Document]) -> dict[str, int]:
    return {
        name: sum(len(PdfDocument(set_(prepare(document)))) for document in documents.values())
        for name, (prepare, set_) in engines.items()
        if name in ("Hornbook PDF", "WeasyPrint", "Typst")
    }
