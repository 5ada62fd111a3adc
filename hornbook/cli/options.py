"""Options that several commands share, and what they are checked against."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple, TypeVar

import typer

from hornbook.errors import CommandError, Problem, did_you_mean

if TYPE_CHECKING:
    from hornbook.batch.executors import Workforce
    from hornbook.compose import Tier
    from hornbook.output import Location
    from hornbook.pipeline import Options

_S = TypeVar("_S", bound=str)

Targets = Annotated[
    list[str] | None,
    typer.Argument(metavar="[TARGET]...", help="A pack, or a lesson as PACK/LESSON; nothing for all.", show_default=False),
]
Packs = Annotated[Path, typer.Option("--packs", help="The folder that holds the packs.")]
Own = Annotated[Path | None, typer.Option("--templates", help="Your own templates: a file here stands before the built-in one.")]
Output = Annotated[
    str, typer.Option("--output", metavar="FOLDER", help="The folder to write to, or the address of one: s3://bucket/folder.")
]
Jobs = Annotated[int, typer.Option("--jobs", min=1, help="How many lessons to build at once, each by a process of its own.")]
Cluster = Annotated[
    str | None,
    typer.Option("--cluster", metavar="ADDRESS", help="Build on a Dask cluster, such as tcp://HOST:8786: docs/classes.md."),
]
Fresh = Annotated[bool, typer.Option("--fresh", help="Build also what has not changed since it was built.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON and nothing else.")]
PACKS = Path("packs")


class Look(NamedTuple):
    """What the command line says of how files are to look."""

    theme: str
    paper: str
    size: float | None


def to_options(formats: list[str] | None, only: list[str] | None, look: Look, templates: Path | None, output: Location) -> Options:
    """What the pipeline is asked for, in its own terms. Raises CommandError for a word that it does not know."""
    from hornbook.compose import EDITIONS, PACK_EDITIONS
    from hornbook.pipeline import Options
    from hornbook.render import FORMATS
    from hornbook.theme import PAPERS

    for name in formats or ():
        choice(name, FORMATS, "format")
    for name in only or ():
        choice(name, (*EDITIONS, *PACK_EDITIONS), "document")
    return Options(
        kinds=tuple(kind for kind in EDITIONS if not only or kind in only),
        whole=tuple(kind for kind in PACK_EDITIONS if kind in only) if only else None,
        formats=tuple(name for name in FORMATS if not formats or name in formats),
        theme=look.theme,
        paper=choice(look.paper, PAPERS, "paper"),
        size=look.size,
        templates=templates,
        output=output,
    )


def to_tiers(wanted: list[str] | None) -> tuple[Tier, ...]:
    """The tiers that are wanted, in their order; core alone if none is named. Raises CommandError."""
    from hornbook.compose import TIERS

    for name in wanted or ():
        choice(name, TIERS, "tier")
    return tuple(tier for tier in TIERS if tier in (wanted or ("core",)))


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


def choice(word: str, known: Iterable[_S], what: str) -> _S:
    """The one of the `known` words that `word` is; raises CommandError if it is none."""
    options = {str(option): option for option in known}
    if word not in options:
        raise CommandError(Problem(f'there is no {what} "{word}"', did_you_mean(word, list(options))))
    return options[word]
