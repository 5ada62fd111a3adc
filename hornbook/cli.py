"""The commands. The only module that prints or sets an exit code: 0 done, 1 the pack is wrong, 2 the command is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple, NoReturn, TypeVar

import typer

from hornbook import __version__
from hornbook.console import as_text, complain, error_data, progress, tell
from hornbook.errors import CommandError, HornbookError, Problem, did_you_mean

if TYPE_CHECKING:
    from hornbook.batch.tasks import Class, Done, Task, Work
    from hornbook.built import Built
    from hornbook.compose import Tier
    from hornbook.pipeline import Options

app = typer.Typer(
    name="hornbook",
    help="Make printable teaching packs: worksheets, source analyses and answer keys, as PDF and DOCX.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
_S = TypeVar("_S", bound=str)

Targets = Annotated[
    list[str] | None,
    typer.Argument(metavar="[TARGET]...", help="A pack, or a lesson as PACK/LESSON; nothing for all.", show_default=False),
]
Packs = Annotated[Path, typer.Option("--packs", help="The folder that holds the packs.")]
Own = Annotated[Path | None, typer.Option("--templates", help="Your own templates: a file here stands before the built-in one.")]
Output = Annotated[Path, typer.Option("--output", help="The folder to write to.")]
Jobs = Annotated[int, typer.Option("--jobs", min=1, help="How many lessons to build at once, each by a process of its own.")]
Fresh = Annotated[bool, typer.Option("--fresh", help="Build also what has not changed since it was built.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON and nothing else.")]
_PACKS = Path("packs")


def main() -> None:
    """Run the command line."""
    app()


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"hornbook {__version__}")
        raise typer.Exit


@app.callback()
def _common(
    _version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")] = False,
) -> None:
    """Nothing is shared by the commands but the options of the program."""


@app.command()
def build(
    targets: Targets = None,
    formats: Annotated[list[str] | None, typer.Option("--format", help="pdf or docx; both if left out.")] = None,
    only: Annotated[
        list[str] | None, typer.Option("--only", help="worksheet, source-analysis or answer-key; all if left out.")
    ] = None,
    theme: Annotated[
        str, typer.Option("--theme", help="classic, large-print, high-contrast … or one of your own: docs/themes.md.")
    ] = "classic",
    size: Annotated[float | None, typer.Option("--size", help="The size of the text in points, 12 to 48.")] = None,
    paper: Annotated[str, typer.Option("--paper", help="a4 or letter.")] = "a4",
    templates: Own = None,
    packs: Packs = _PACKS,
    output: Output = Path("output"),
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
    fresh: Fresh = False,
    open_: Annotated[bool, typer.Option("--open", help="Open what was made.")] = False,
    json: AsJson = False,
) -> None:
    """Build the files of lessons."""
    with _reporting(json):
        from hornbook.batch.recent import Command, note, recent

        wishes = repr((formats, only, theme, size, paper, embed_fonts, versions, tiers))
        command = Command(tuple(targets or ()), wishes, packs, templates, output)
        inputs = "" if roster else command.inputs()
        files = None if fresh or single_files else recent(command, inputs)
        problems: list[Problem] = []
        stopped = False
        if files is not None:
            tell(files, (), as_json=json, known=True)
        else:
            options = replace(
                _options(formats, only, _Look(theme, paper, size), templates, output),
                embed_fonts=embed_fonts,
                versions=versions,
                tiers=_tiers(tiers),
            )
            of = _class(roster, single_files=single_files)
            files, problems, stopped = _carried_out(_work(of, targets or [], packs, options), jobs, fresh=fresh, as_json=json)
            if not (problems or stopped):
                note(command, inputs, files)
        if open_ and files and not stopped:
            typer.launch(str(files[0].path if len(files) == 1 else files[0].path.parent))
        if stopped or problems:
            raise typer.Exit(1)


@app.command()
def batch(
    school: Annotated[Path, typer.Argument(metavar="SCHOOL.yaml", help="The file with the classes of a school.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what there would be, and write nothing.")] = False,
    jobs: Jobs = 1,
    fresh: Fresh = False,
    templates: Own = None,
    packs: Packs = _PACKS,
    output: Output = Path("output"),
    log: Annotated[Path | None, typer.Option("--log", help="A file to note what is done in, a line of JSON each.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print a line of JSON for each event, and nothing else.")] = False,
) -> None:
    """Build the lessons of all classes of a school, with a copy for each pupil."""
    with _reporting(json):
        from hornbook.batch.load import load_school
        from hornbook.batch.tasks import do_all
        from hornbook.batch.whole import school_work
        from hornbook.pipeline import Options, templates_in
        from hornbook.render import FORMATS
        from hornbook.telling import Telling

        themes = templates_in(templates).names("themes")
        options = Options(templates=templates, output=output)
        work = school_work(load_school(school, themes=themes, formats=tuple(FORMATS)), packs, options)
        tasks = [task for each in work for task in each.tasks]
        with Telling(work, as_json=json, log=log, dry=dry_run) as telling:
            try:
                for done in progress(do_all(tasks, jobs, fresh=fresh, dry=dry_run), len(tasks), "Building", quiet=json):
                    telling.done(done)
            except KeyboardInterrupt:
                telling.stopped = True
        if telling.failed:
            raise typer.Exit(1)


@app.command()
def check(targets: Targets = None, templates: Own = None, packs: Packs = _PACKS, json: AsJson = False) -> None:
    """Check packs without writing anything."""
    with _reporting(json):
        from hornbook.batch.executors import run_jobs
        from hornbook.pipeline import Options, plan
        from hornbook.pipeline import check as check_lesson

        work = plan(targets or [], packs, Options(templates=templates))
        problems = list(work.problems)
        for _, outcome in progress(run_jobs(work.jobs, check_lesson), len(work.jobs), "Checking", quiet=json):
            problems += outcome.problems if isinstance(outcome, HornbookError) else ()
        if json:
            typer.echo(as_text({"lessons": len(work.jobs), "errors": list(map(error_data, problems))}))
        elif problems:
            complain(problems)
        else:
            typer.echo(f"{len(work.jobs)} lesson{'s' * (len(work.jobs) != 1)} checked, no fault found.")
        if problems:
            raise typer.Exit(1)


@app.command("list")
def list_(packs: Packs = _PACKS, json: AsJson = False) -> None:
    """List the packs and their lessons."""
    with _reporting(json):
        from hornbook.pipeline import pack_in
        from hornbook.places import find_packs

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


@app.command()
def new(
    name: Annotated[str, typer.Argument(help="The name of the pack: small letters, digits and hyphens.")], packs: Packs = _PACKS
) -> None:
    """Start a pack: a small one with comments, that builds at once."""
    with _reporting(as_json=False):
        from hornbook.scaffold import new_pack

        folder = new_pack(name, packs)
        typer.echo(f"Made {folder.as_posix()}. Edit its files, then: python generate.py build {name}")


@app.command()
def schema(
    part: Annotated[str, typer.Argument(help="pack, sources or lesson.")] = "lesson",
) -> None:
    """Print the JSON Schema of a pack's files, for editors."""
    with _reporting(as_json=False):
        from hornbook.activities.base import Model
        from hornbook.pack.lesson import Lesson
        from hornbook.pack.models import PackFile, SourcesFile

        models: dict[str, type[Model]] = {"pack": PackFile, "sources": SourcesFile, "lesson": Lesson}
        typer.echo(as_text(models[_choice(part, models, "part of a pack")].model_json_schema()))


class _Look(NamedTuple):
    """What the command line says of how files are to look."""

    theme: str
    paper: str
    size: float | None


def _options(formats: list[str] | None, only: list[str] | None, look: _Look, templates: Path | None, output: Path) -> Options:
    from hornbook.compose import EDITIONS
    from hornbook.pipeline import Options
    from hornbook.render import FORMATS
    from hornbook.theme import PAPERS

    for name in formats or ():
        _choice(name, FORMATS, "format")
    for name in only or ():
        _choice(name, EDITIONS, "document")
    return Options(
        kinds=tuple(kind for kind in EDITIONS if not only or kind in only),
        formats=tuple(name for name in FORMATS if not formats or name in formats),
        theme=look.theme,
        paper=_choice(look.paper, PAPERS, "paper"),
        size=look.size,
        templates=templates,
        output=output,
    )


def _tiers(wanted: list[str] | None) -> tuple[Tier, ...]:
    from hornbook.compose import TIERS

    for name in wanted or ():
        _choice(name, TIERS, "tier")
    return tuple(tier for tier in TIERS if tier in (wanted or ("core",)))


def _choice(word: str, known: Iterable[_S], what: str) -> _S:
    """The one of the `known` words that `word` is; raises CommandError if it is none."""
    options = {str(option): option for option in known}
    if word not in options:
        raise CommandError(Problem(f'there is no {what} "{word}"', did_you_mean(word, list(options))))
    return options[word]


@contextmanager
def _reporting(as_json: bool) -> Iterator[None]:
    """Tell the errors of a command as a teacher, or a program, wants them, and leave with the right code."""
    try:
        yield
    except HornbookError as error:
        if as_json:
            typer.echo(as_text({"errors": list(map(error_data, error.problems))}))
        else:
            complain(error.problems)
        _leave(2 if isinstance(error, CommandError) else 1)


def _leave(code: int) -> NoReturn:
    raise typer.Exit(code)


def _carried_out(work: Work, jobs: int, *, fresh: bool, as_json: bool) -> tuple[list[Built], list[Problem], bool]:
    """What was made and what was wrong once all is done, or Ctrl-C has stopped it; all of it is told."""
    from hornbook.batch.tasks import do_all

    found: dict[Task, Done] = {}
    stopped = False
    try:
        for done in progress(do_all(work.tasks, jobs, fresh=fresh), len(work.tasks), "Building", quiet=as_json):
            found[done.task] = done
    except KeyboardInterrupt:
        stopped = True
    files, problems = _in_order(work, found)
    tell(files, problems, as_json=as_json, known=all(done.known for done in found.values()))
    if stopped:
        done_ = f"{len(found)} of {len(work.tasks)} lessons are done"
        typer.echo(f"Stopped: {done_}. The same command does the rest.", err=True)
    return files, problems, stopped


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
