"""The command build."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hornbook.batch.recent import Reads, ask
from hornbook.cli.console import Made, progress, tell, told
from hornbook.cli.options import (
    PACKS,
    AsJson,
    Cluster,
    Fresh,
    Jobs,
    Look,
    Output,
    Own,
    Packs,
    Targets,
    to_options,
    to_tiers,
    to_workforce,
)
from hornbook.cli.reporting import reporting
from hornbook.errors import CommandError, HornbookError, Problem
from hornbook.output import destination

if TYPE_CHECKING:
    from hornbook.batch.doing import Done
    from hornbook.batch.executors import Workforce
    from hornbook.batch.tasks import Class, Task, Work
    from hornbook.built import Built
    from hornbook.pipeline import Options


def build(
    context: typer.Context,
    targets: Targets = None,
    formats: Annotated[list[str] | None, typer.Option("--format", help="pdf or docx; both if left out.")] = None,
    only: Annotated[
        list[str] | None, typer.Option("--only", help="A document: worksheet, answer-key, knowledge-organiser …; all if left out.")
    ] = None,
    theme: Annotated[
        str, typer.Option("--theme", help="classic, large-print, high-contrast … or one of your own: docs/themes.md.")
    ] = "classic",
    size: Annotated[float | None, typer.Option("--size", help="The size of the text in points, 12 to 48.")] = None,
    paper: Annotated[str, typer.Option("--paper", help="a4 or letter.")] = "a4",
    templates: Own = None,
    packs: Packs = PACKS,
    output: Output = "output",
    embed_fonts: Annotated[
        bool, typer.Option("--embed-fonts", help="Put the fonts into Word files, for computers that lack them.")
    ] = False,
    versions: Annotated[
        int,
        typer.Option("--versions", help="How many versions of each sheet: 4 makes A to D, with tasks and options in other orders."),
    ] = 1,
    tiers: Annotated[
        list[str] | None, typer.Option("--tier", help="support, core or challenge; several may be given, core if left out.")
    ] = None,
    roster: Annotated[
        Path | None,
        typer.Option("--roster", help="A class (CSV, XLSX or ODS): a copy with name, class and seat's version for each pupil."),
    ] = None,
    single_files: Annotated[
        bool, typer.Option("--single-files", help="With --roster: each pupil's copy also as a file of its own.")
    ] = False,
    jobs: Jobs = 1,
    cluster: Cluster = None,
    fresh: Fresh = False,
    open_: Annotated[bool, typer.Option("--open", help="Open what was made.")] = False,
    json: AsJson = False,
) -> None:
    """Build the files of lessons, and those of packs as a whole."""
    with reporting(json):
        workforce = to_workforce(jobs, cluster)
        options = replace(
            to_options(formats, only, Look(theme, paper, size), templates, destination(output)),
            embed_fonts=embed_fonts,
            versions=versions,
            tiers=to_tiers(tiers),
        )
        if open_ and not isinstance(options.output, Path):
            what = "--open cannot open files in a store"
            raise CommandError(Problem(what, "leave --open out, or choose a folder for --output"))
        asked = ask(context.obj, options.output, Reads(tuple(targets or ()), packs, templates, (roster,) if roster else ()))
        work = _work(_class(roster, single_files=single_files), targets or [], packs, options)
        files, problems, stopped = _carried_out(work, workforce, fresh=fresh, as_json=json)
        names_pupils = json and any(file.single for file in files)
        if not (problems or stopped or fresh or open_ or names_pupils):
            asked.note(work.tasks, told(Made(files, work.notes), (), as_json=json, known=True))
        if open_ and files and not stopped:
            typer.launch(str(files[0].path if len(files) == 1 else files[0].path.parent))
        if stopped or problems:
            raise typer.Exit(1)


def _carried_out(work: Work, workforce: Workforce, *, fresh: bool, as_json: bool) -> tuple[list[Built], list[Problem], bool]:
    """What was made and what was wrong once all is done, or Ctrl-C has stopped it; all of it is told."""
    from hornbook.batch.doing import do_all

    found: dict[Task, Done] = {}
    stopped = False
    try:
        for done in progress(do_all(work.tasks, workforce, fresh=fresh), len(work.tasks), "Building", quiet=as_json):
            found[done.task] = done
    except KeyboardInterrupt:
        stopped = True
    files, problems = _in_order(work, found)
    tell(Made(files, work.notes), problems, as_json=as_json, known=all(done.known for done in found.values()))
    if stopped:
        done_ = f"{_lessons(found)} of {_lessons(work.tasks)} lessons are done"
        typer.echo(f"Stopped: {done_}. The same command does the rest.", err=True)
    return files, problems, stopped


def _lessons(tasks: Iterable[Task]) -> int:
    """How many of the tasks are lessons, and not packs as a whole."""
    return sum(task.lesson.lesson is not None for task in tasks)


def _work(of: Class | None, targets: list[str], packs: Path, options: Options) -> Work:
    from hornbook.batch.tasks import planned, planned_for

    return planned_for(of, targets, packs, options) if of else planned(targets, packs, options)


def _class(roster: Path | None, *, single_files: bool) -> Class | None:
    """The class that a roster alone describes: it is called as its file is."""
    from hornbook.batch.names import unique_names
    from hornbook.batch.tasks import Class

    if roster is None:
        if single_files:
            what = "--single-files makes a file for each pupil of a class"
            raise CommandError(Problem(what, "name its roster: --roster 9b.csv"))
        return None
    (folder,) = unique_names([roster.stem])
    return Class(roster.stem, roster, folder, single_files)


def _in_order(work: Work, found: Mapping[Task, Done]) -> tuple[list[Built], list[Problem]]:
    """What was made and what was wrong, in the order of the plan: whoever was quicker does not show."""
    files: list[Built] = []
    problems = list(work.problems)
    for done in (found[task] for task in work.tasks if task in found):
        if isinstance(done.outcome, HornbookError):
            problems += done.outcome.problems
        else:
            files += done.outcome
    return files, problems
