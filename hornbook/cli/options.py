"""The options of the commands that build, and what they are checked against."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from hornbook.errors import CommandError, Problem, did_you_mean

if TYPE_CHECKING:
    from hornbook.batch.executors import Workforce
    from hornbook.pipeline import Options

_S = TypeVar("_S", bound=str)

Targets = Annotated[
    list[str] | None,
    typer.Argument(metavar="[TARGET]...", help="A pack, or a lesson as PACK/LESSON; nothing for all.", show_default=False),
]
Formats = Annotated[list[str] | None, typer.Option("--format", help="pdf or docx; both if left out.")]
Only = Annotated[
    list[str] | None, typer.Option("--only", help="A document: worksheet, answer-key, knowledge-organiser …; all if left out.")
]
ThemeName = Annotated[
    str, typer.Option("--theme", help="classic, large-print, high-contrast … or one of your own: docs/themes.md.")
]
Size = Annotated[float | None, typer.Option("--size", help="The size of the text in points, 12 to 48.")]
PaperName = Annotated[str, typer.Option("--paper", help="a4 or letter.")]
Own = Annotated[Path | None, typer.Option("--templates", help="Your own templates: a file here stands before the built-in one.")]
Packs = Annotated[Path, typer.Option("--packs", help="The folder that holds the packs.")]
Output = Annotated[
    str, typer.Option("--output", metavar="FOLDER", help="The folder to write to, or the address of one: s3://bucket/folder.")
]
EmbedFonts = Annotated[bool, typer.Option("--embed-fonts", help="Put the fonts into Word files, for computers that lack them.")]
Versions = Annotated[
    int,
    typer.Option("--versions", help="How many versions of each sheet: 4 makes A to D, with tasks and options in other orders."),
]
Tiers = Annotated[
    list[str] | None, typer.Option("--tier", help="support, core or challenge; several may be given, core if left out.")
]
Roster = Annotated[
    Path | None,
    typer.Option("--roster", help="A class (CSV, XLSX or ODS): a copy with name, class and seat's version for each pupil."),
]
SingleFiles = Annotated[bool, typer.Option("--single-files", help="With --roster: each pupil's copy also as a file of its own.")]
School = Annotated[Path, typer.Argument(metavar="SCHOOL.yaml", help="The file with the classes of a school.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what there would be, and write nothing.")]
Jobs = Annotated[int, typer.Option("--jobs", min=1, help="How many lessons to build at once, each by a process of its own.")]
Cluster = Annotated[
    str | None,
    typer.Option("--cluster", metavar="ADDRESS", help="Build on a Dask cluster, such as tcp://HOST:8786: docs/classes.md."),
]
Fresh = Annotated[bool, typer.Option("--fresh", help="Build also what has not changed since it was built.")]
Open = Annotated[bool, typer.Option("--open", help="Open what was made.")]
Log = Annotated[Path | None, typer.Option("--log", help="A file to note what is done in, a line of JSON each.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON and nothing else.")]
JsonLines = Annotated[bool, typer.Option("--json", help="Print a line of JSON for each event, and nothing else.")]
PACKS = Path("packs")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What the command line says of the files to be made, in its own words: none of them is checked yet."""

    formats: list[str] | None
    only: list[str] | None
    theme: str
    size: float | None
    paper: str
    templates: Path | None
    output: str
    embed_fonts: bool
    versions: int
    tiers: list[str] | None


def to_options(wishes: Wishes) -> Options:
    """What the pipeline is asked for, in its own terms. Raises CommandError for a word that it does not know."""
    from hornbook.compose import EDITIONS, PACK_EDITIONS, TIERS
    from hornbook.output import destination
    from hornbook.pipeline import Options
    from hornbook.render import FORMATS
    from hornbook.theme import PAPERS

    formats = choices(wishes.formats, FORMATS, "format")
    only = choices(wishes.only, (*EDITIONS, *PACK_EDITIONS), "document")
    return Options(
        kinds=tuple(kind for kind in EDITIONS if kind in only),
        whole=tuple(kind for kind in PACK_EDITIONS if kind in only) if wishes.only else None,
        formats=formats,
        theme=wishes.theme,
        paper=choice(wishes.paper, PAPERS, "paper"),
        size=wishes.size,
        templates=wishes.templates,
        output=destination(wishes.output),
        embed_fonts=wishes.embed_fonts,
        versions=wishes.versions,
        tiers=choices(wishes.tiers or ("core",), TIERS, "tier"),
    )


def to_workforce(jobs: int, cluster: str | None) -> Workforce:
    """Who is to do the work: so many processes of this computer, or the cluster at an address. Raises CommandError for both."""
    from hornbook.batch.cluster import Cluster
    from hornbook.batch.processes import Processes

    if cluster is None:
        processes = Processes(jobs)
        processes.call()
        return processes
    if jobs > 1:
        what = "--jobs means processes of this computer, and with --cluster others do the work"
        raise CommandError(Problem(what, "leave out one of them"))
    return Cluster(cluster)


def choices(words: Sequence[str] | None, known: Collection[_S], what: str) -> tuple[_S, ...]:
    """Those of the `known` words that are among `words`, in their own order; all if there are none. Raises CommandError."""
    wanted = {choice(word, known, what) for word in words or known}
    return tuple(each for each in known if each in wanted)


def choice(word: str, known: Iterable[_S], what: str) -> _S:
    """The one of the `known` words that `word` is; raises CommandError if it is none."""
    options = {str(option): option for option in known}
    if word not in options:
        raise CommandError(Problem(f'there is no {what} "{word}"', did_you_mean(word, list(options))))
    return options[word]
