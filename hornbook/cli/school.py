"""The command batch."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from hornbook.cli import options as option
from hornbook.cli.console import progress
from hornbook.cli.reporting import reporting

if TYPE_CHECKING:
    from hornbook.batch.executors import Workforce
    from hornbook.batch.tasks import Task
    from hornbook.cli.telling import Telling


def batch(
    context: typer.Context,
    school: option.School,
    dry_run: option.DryRun = False,
    jobs: option.Jobs = 1,
    cluster: option.Cluster = None,
    fresh: option.Fresh = False,
    templates: option.Own = None,
    packs: option.Packs = option.PACKS,
    output: option.Output = "output",
    log: option.Log = None,
    json: option.JsonLines = False,
) -> None:
    """Build the lessons of all classes of a school, with a copy for each pupil."""
    with reporting(json):
        from hornbook.batch.load import load_school
        from hornbook.batch.recent import ask
        from hornbook.batch.whole import reads, school_work
        from hornbook.cli.telling import Telling, told
        from hornbook.output import destination
        from hornbook.pipeline import Options, templates_in
        from hornbook.render import FORMATS

        workforce = option.to_workforce(jobs, cluster)
        themes = templates_in(templates).names("themes")
        options = Options(templates=templates, output=destination(output))
        written = _bytes(school)
        loaded = load_school(school, themes=themes, formats=tuple(FORMATS))
        asked = ask(context.obj, options.output, reads(loaded, school, packs, templates))
        settled = _bytes(school) == written  # what was looked at is what was read
        work = school_work(loaded, packs, options)
        tasks = [task for each in work for task in each.tasks]
        with Telling(work, as_json=json, log=log, dry=dry_run) as telling:
            _do(tasks, workforce, telling, fresh=fresh)
        if telling.failed:
            raise typer.Exit(1)
        if settled and not (fresh or dry_run or log):
            asked.note(tasks, told(work, telling.found, as_json=json))


def _do(tasks: Sequence[Task], workforce: Workforce, telling: Telling, *, fresh: bool) -> None:
    """Do the tasks, or rehearse them if that is what is told of; Ctrl-C stops between two."""
    from hornbook.batch.doing import do_all

    try:
        doing = do_all(tasks, workforce, fresh=fresh, dry=telling.dry)
        for done in progress(doing, len(tasks), "Building", quiet=telling.as_json):
            telling.done(done)
    except KeyboardInterrupt:
        telling.stopped = True


def _bytes(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""
