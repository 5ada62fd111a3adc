"""The commands that look at packs and start them: check, list, new, schema."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from hornbook.cli.console import as_text, complain, error_data, progress
from hornbook.cli.options import PACKS, AsJson, Own, Packs, Targets, choice
from hornbook.cli.reporting import reporting
from hornbook.errors import CommandError, HornbookError, Problem

if TYPE_CHECKING:
    from hornbook.pipeline import Job


def check(
    targets: Targets = None,
    templates: Own = None,
    packs: Packs = PACKS,
    strict: Annotated[bool, typer.Option("--strict", help="End with 1 for a warning too.")] = False,
    json: AsJson = False,
) -> None:
    """Check packs without writing anything: what is wrong, and what a teacher may want to look at again."""
    with reporting(json):
        from hornbook.batch.executors import run_jobs
        from hornbook.batch.processes import HERE
        from hornbook.pipeline import Options, plan
        from hornbook.pipeline import check as check_job

        work = plan(targets or [], packs, Options(templates=templates), thorough=True)
        problems = list(work.problems)
        for _, outcome in progress(run_jobs(work.jobs, check_job, HERE), len(work.jobs), "Checking", quiet=json):
            problems += outcome.problems if isinstance(outcome, HornbookError) else ()
        lessons = sum(job.lesson is not None for job in work.jobs)
        warnings = [] if problems else list(_warnings(work.jobs))
        if json:
            told = {"errors": list(map(error_data, problems)), "warnings": list(map(error_data, warnings))}
            typer.echo(as_text({"lessons": lessons, **told}))
        else:
            complain(problems)
            complain(warnings, "warning")
            if not problems:
                typer.echo(f"{lessons} lesson{'s' * (lessons != 1)} checked, no fault found.")
        if problems or (strict and warnings):
            raise typer.Exit(1)


def _warnings(jobs: Sequence[Job]) -> Iterator[Problem]:
    """What rules find in the lessons, and in what else their packs hold."""
    from datetime import UTC, datetime

    from hornbook.lint import lint, told
    from hornbook.pipeline import pack_in, templates_in

    today = datetime.now(UTC).date()
    for folder in dict.fromkeys(job.folder for job in jobs):
        pack = pack_in(folder)
        others = {pack.place(name).file for name in pack.lessons} - {
            pack.place(job.lesson or "pack").file for job in jobs if job.folder == folder
        }
        for problem in told(lint(pack, templates_in(jobs[0].options.templates), today)):
            if problem.place is None or problem.place.file not in others:
                yield problem


def list_(packs: Packs = PACKS, json: AsJson = False) -> None:
    """List the packs and their lessons."""
    with reporting(json):
        from hornbook.pipeline import pack_in
        from hornbook.places import find_packs

        if not packs.is_dir():
            hint = "name the folder of your packs after --packs, or make a pack with the command new"
            raise CommandError(Problem(f"there is no folder {packs}", hint))
        rows: list[dict[str, str]] = []
        problems: list[Problem] = []
        for folder in find_packs(packs):
            try:
                pack = pack_in(folder)
            except HornbookError as error:
                problems += error.problems
                continue
            rows += [{"lesson": f"{pack.id}/{name}", "title": lesson.title.plain} for name, lesson in pack.lessons.items()]
        if json:
            typer.echo(as_text({"lessons": rows, "errors": list(map(error_data, problems))}))
        else:
            width = max((len(row["lesson"]) for row in rows), default=0)
            typer.echo("\n".join(f"{row['lesson']:<{width}}  {row['title']}" for row in rows) or f"There is no pack in {packs}.")
            complain(problems)
        if problems:
            raise typer.Exit(1)


def new(
    name: Annotated[str, typer.Argument(help="The name of the pack: small letters, digits and hyphens.")], packs: Packs = PACKS
) -> None:
    """Start a pack: a small one with comments, that builds at once."""
    with reporting(as_json=False):
        from hornbook.scaffold import new_pack

        folder = new_pack(name, packs)
        typer.echo(f"Made {folder.as_posix()}. Edit its files, then: python generate.py build {name}")


def schema(
    part: Annotated[str, typer.Argument(help="pack, sources, lesson or profile.")] = "lesson",
) -> None:
    """Print the JSON Schema of a pack's files, or of an exam profile, for editors."""
    with reporting(as_json=False):
        from hornbook.activities.base import Model
        from hornbook.pack.lesson import Lesson
        from hornbook.pack.models import PackFile, SourcesFile
        from hornbook.profiles import Profile

        models: dict[str, type[Model]] = {"pack": PackFile, "sources": SourcesFile, "lesson": Lesson, "profile": Profile}
        typer.echo(as_text(models[choice(part, models, "part of a pack")].model_json_schema()))
