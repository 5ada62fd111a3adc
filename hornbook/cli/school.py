"""The command batch."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from hornbook.cli.console import progress
from hornbook.cli.options import PACKS, Cluster, Fresh, Jobs, Output, Own, Packs, to_workforce
from hornbook.cli.reporting import reporting


def batch(
    context: typer.Context,
    school: Annotated[Path, typer.Argument(metavar="SCHOOL.yaml", help="The file with the classes of a school.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what there would be, and write nothing.")] = False,
    jobs: Jobs = 1,
    cluster: Cluster = None,
    fresh: Fresh = False,
    templates: Own = None,
    packs: Packs = PACKS,
    output: Output = "output",
    log: Annotated[Path | None, typer.Option("--log", help="A file to note what is done in, a line of JSON each.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print a line of JSON for each event, and nothing else.")] = False,
) -> None:
    """Build the lessons of all classes of a school, with a copy for each pupil."""
    with reporting(json):
        from hornbook.batch.doing import do_all
        from hornbook.batch.load import load_school
        from hornbook.batch.recent import ask
        from hornbook.batch.whole import reads, school_work
        from hornbook.cli.telling import Telling, told
        from hornbook.output import destination
        from hornbook.pipeline import Options, templates_in
        from hornbook.render import FORMATS

        workforce = to_workforce(jobs, cluster)
        themes = templates_in(templates).names("themes")
        options = Options(templates=templates, output=destination(output))
        written = _bytes(school)
        loaded = load_school(school, themes=themes, formats=tuple(FORMATS))
        asked = ask(context.obj, options.output, reads(loaded, school, packs, templates))
        settled = _bytes(school) == written  # what was looked at is what was read
        work = school_work(loaded, packs, options)
        tasks = [task for each in work for task in each.tasks]
        with Telling(work, as_json=json, log=log, dry=dry_run) as telling:
            try:
                for done in progress(do_all(tasks, workforce, fresh=fresh, dry=dry_run), len(tasks), "Building", quiet=json):
                    telling.done(done)
            except KeyboardInterrupt:
                telling.stopped = True
        if telling.failed:
            raise typer.Exit(1)
        if settled and not (fresh or dry_run or log):
            asked.note(tasks, told(work, telling.found, as_json=json))


def _bytes(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""
