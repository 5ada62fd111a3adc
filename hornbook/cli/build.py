"""The command build."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from hornbook.batch.recent import Asked, Reads, ask
from hornbook.cli import options as option
from hornbook.cli.console import Made, progress, tell, told
from hornbook.cli.reporting import reporting
from hornbook.errors import CommandError, HornbookError, Problem

if TYPE_CHECKING:
    from hornbook.batch.doing import Done
    from hornbook.batch.executors import Workforce
    from hornbook.batch.tasks import Class, Task, Work
    from hornbook.built import Built
    from hornbook.pipeline import Options


@dataclass(frozen=True, slots=True)
class _Manner:
    """How files are to be made, whatever they are: by whom, also those that are known, and what is done with them."""

    workforce: Workforce
    fresh: bool
    opens: bool
    as_json: bool


def build(
    context: typer.Context,
    targets: option.Targets = None,
    formats: option.Formats = None,
    only: option.Only = None,
    theme: option.ThemeName = "classic",
    size: option.Size = None,
    paper: option.PaperName = "a4",
    templates: option.Own = None,
    packs: option.Packs = option.PACKS,
    output: option.Output = "output",
    embed_fonts: option.EmbedFonts = False,
    versions: option.Versions = 1,
    tiers: option.Tiers = None,
    roster: option.Roster = None,
    single_files: option.SingleFiles = False,
    jobs: option.Jobs = 1,
    cluster: option.Cluster = None,
    fresh: option.Fresh = False,
    open_: option.Open = False,
    json: option.AsJson = False,
) -> None:
    """Build the files of lessons, and those of packs as a whole."""
    with reporting(json):
        manner = _Manner(option.to_workforce(jobs, cluster), fresh, open_, json)
        wishes = option.Wishes(
            formats=formats,
            only=only,
            theme=theme,
            size=size,
            paper=paper,
            templates=templates,
            output=output,
            embed_fonts=embed_fonts,
            versions=versions,
            tiers=tiers,
        )
        options = option.to_options(wishes)
        if open_:
            _refuse_store(options)
        asked = ask(context.obj, options.output, Reads(tuple(targets or ()), packs, templates, (roster,) if roster else ()))
        work = _work(_class(roster, single_files=single_files), targets or [], packs, options)
        _do(work, manner, asked)


def _refuse_store(options: Options) -> None:
    if not isinstance(options.output, Path):
        raise CommandError(Problem("--open cannot open files in a store", "leave --open out, or choose a folder for --output"))


def _do(work: Work, manner: _Manner, asked: Asked) -> None:
    """Do the work and tell of it; write down what is to be answered next time, if all is well and no pupil is named."""
    files, problems, stopped = _carried_out(work, manner)
    names_pupils = manner.as_json and any(file.single for file in files)
    if not (problems or stopped or manner.fresh or manner.opens or names_pupils):
        asked.note(work.tasks, told(Made(files, work.notes), (), as_json=manner.as_json, known=True))
    if manner.opens and files and not stopped:
        typer.launch(str(files[0].path if len(files) == 1 else files[0].path.parent))
    if stopped or problems:
        raise typer.Exit(1)


def _carried_out(work: Work, manner: _Manner) -> tuple[list[Built], list[Problem], bool]:
    """What was made and what was wrong once all is done, or Ctrl-C has stopped it; all of it is told."""
    from hornbook.batch.doing import do_all

    found: dict[Task, Done] = {}
    stopped = False
    doing = do_all(work.tasks, manner.workforce, fresh=manner.fresh)
    try:
        for done in progress(doing, len(work.tasks), "Building", quiet=manner.as_json):
            found[done.task] = done
    except KeyboardInterrupt:
        stopped = True
    files, problems = _in_order(work, found)
    tell(Made(files, work.notes), problems, as_json=manner.as_json, known=all(done.known for done in found.values()))
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
