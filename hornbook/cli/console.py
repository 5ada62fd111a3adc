"""What the commands say, in words and as JSON. Nothing here decides anything."""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import typer

from hornbook.batch.recent import Line
from hornbook.batch.stopping import heeding
from hornbook.errors import Problem

if TYPE_CHECKING:
    from hornbook.built import Built

_T = TypeVar("_T")
_PATIENCE = 1.0
"""Seconds of work after which a progress bar appears."""


def progress(outcomes: Iterable[_T], length: int, verb: str, *, quiet: bool) -> Iterator[_T]:
    """The outcomes as they come; a bar with rate and time left appears after a second of work, if somebody is looking."""
    outcomes = heeding(outcomes)
    if quiet or not sys.stderr.isatty():
        yield from outcomes
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TimeRemainingColumn
    from rich.text import Text

    class Rate(ProgressColumn):
        def render(self, task: Task) -> Text:
            return Text(f"{task.speed:.1f}/s" if task.speed else "")

    columns = ("{task.description}", BarColumn(), MofNCompleteColumn(), Rate(), TimeRemainingColumn())
    # Lines that are told meanwhile go above the bar, but never from one stream to the other.
    bar = Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=sys.stdout.isatty())
    task, started = bar.add_task(verb, total=length), time.monotonic()
    try:
        for outcome in outcomes:
            yield outcome
            bar.advance(task)
            if time.monotonic() - started > _PATIENCE:
                bar.start()
    finally:
        bar.stop()


def complain(problems: Sequence[Problem], kind: str = "problem") -> None:
    """Tell problems, or what else they are called, and how many there are, on the error stream."""
    if problems:
        count = f"{len(problems)} {kind}{'s' * (len(problems) != 1)}"
        typer.echo("\n\n".join(map(str, problems)) + f"\n\n{count}.", err=True)


class Made(NamedTuple):
    """What `build` made, and notes on what it left out."""

    files: Sequence[Built]
    notes: Sequence[str] = ()


def tell(made: Made, problems: Sequence[Problem], *, as_json: bool, known: bool) -> None:
    """Tell what `build` made and what was wrong; `known` if nothing had to be built."""
    for text, error in told(made, problems, as_json=as_json, known=known):
        typer.echo(text, err=error)
    if not as_json:
        complain(problems)


def told(made: Made, problems: Sequence[Problem], *, as_json: bool, known: bool) -> Iterator[Line]:
    """What is told of files, and as JSON of problems too."""
    files, notes = made
    if as_json:
        data = {"files": list(map(_file, files)), "notes": list(notes), "errors": list(map(error_data, problems))}
        yield as_text(data), False
        return
    if files:
        yield _table(files), False
        if known:
            yield "Nothing has changed since these were made; --fresh makes them anew.", False
    for file in files:
        for warning in file.warnings:
            yield f"{file.path.as_posix()}: {warning}", True
    for note in notes:
        yield note, True


def _table(files: Sequence[Built]) -> str:
    """File, pages, sheets of paper; a DOCX is broken into pages by the word processor, so it has neither.

    Of pupils' single files only the folders stand here, and their pages do not count, as they stand in the print file again.
    """
    whole = [file for file in files if not file.single]
    folders = Counter(file.path.parent.as_posix() for file in files if file.single)
    names = [file.path.as_posix() for file in whole] + [f"{folder}/ ({count} files)" for folder, count in folders.items()]
    width = max(map(len, names))
    rows = [f"{'File':<{width}}  Pages  Sheets"]
    for name, file in zip_longest(names, whole):
        numbers = (file.pages, file.sheets) if file else (None, None)
        pages, sheets = ("–" if number is None else str(number) for number in numbers)
        rows.append(f"{name:<{width}}  {pages:>5}  {sheets:>6}")
    total = [file for file in whole if file.pages is not None]
    if len(total) > 1:
        all_pages, all_sheets = sum(file.pages or 0 for file in total), sum(file.sheets or 0 for file in total)
        rows.append(f"{'All PDF files, printed on both sides':<{width}}  {all_pages:>5}  {all_sheets:>6}")
    return "\n".join(rows)


def _file(file: Built) -> dict[str, Any]:
    return {
        "path": file.path.as_posix(),
        "document": file.kind,
        "pages": file.pages,
        "sheets": file.sheets,
        "warnings": list(file.warnings),
    }


def error_data(problem: Problem) -> dict[str, Any]:
    """A problem for a program."""
    place = problem.place
    return {
        "file": place.file if place else None,
        "line": place.line or None if place else None,
        "column": place.column or None if place else None,
        "what": problem.what,
        "hint": problem.hint or None,
        "excerpt": place.excerpt or None if place else None,
    }


def as_text(value: object) -> str:
    """As JSON that people can read too."""
    return json.dumps(value, ensure_ascii=False, indent=2)
