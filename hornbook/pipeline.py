"""The path of the data, from a lesson's YAML to files: every step is a pure function but the first and the last.

    packs/….yaml ──▶ Pack ──compose──▶ Document ──passes──▶ edition ──render──▶ bytes ──▶ output/

Work is a plan: `plan` says what there is to do as picklable jobs, one a lesson, and `run` does one job. Whoever has an executor
can run them anywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from pathlib import Path
from typing import Literal

from hornbook.built import Built
from hornbook.compose import EDITIONS, MOST_VERSIONS, Composer, Kind, Tier, composers, crosswalk_csv, version_names
from hornbook.document.nodes import Document
from hornbook.errors import CommandError, PackError, Problem, RenderError, did_you_mean
from hornbook.output import Location, write_whole
from hornbook.pack.load import Pack, load_pack
from hornbook.places import find_packs, locate
from hornbook.render import FORMATS, Rendered, RenderOptions
from hornbook.templates import Templates
from hornbook.theme import Paper, Theme, load_theme


@dataclass(frozen=True, slots=True)
class Options:
    """What the files are to be: which documents, in which formats, how they look, in how many versions, and for which tiers.

    `size` is that of the text in points.
    """

    kinds: tuple[Kind, ...] = tuple(EDITIONS)
    formats: tuple[str, ...] = tuple(FORMATS)
    theme: str = "classic"
    paper: Paper = "a4"
    size: float | None = None
    templates: Path | None = None
    output: Location = Path("output")
    embed_fonts: bool = False
    versions: int = 1
    tiers: tuple[Tier, ...] = ("core",)


Made = Kind | Literal["crosswalk", "class-list"]
"""What a file may be: one of the documents, the table that joins the versions of a lesson's sheets, or that of who has which."""


@dataclass(frozen=True, slots=True)
class Job:
    """One lesson to build."""

    folder: Path
    lesson: str
    options: Options


@dataclass(frozen=True, slots=True)
class Plan:
    """What there is to do, and the faults of the packs of which nothing can be done."""

    jobs: tuple[Job, ...]
    problems: tuple[Problem, ...] = ()


def plan(targets: Sequence[str], packs: Path, options: Options) -> Plan:
    """One job for each lesson that the targets name; for every lesson of every pack if there are none.

    A pack that is wrong fails alone. Raises CommandError for a target or a theme that does not exist, or too many versions.
    """
    templates = templates_in(options.templates)
    themes = templates.names("themes")
    if options.theme not in themes:
        raise CommandError(Problem(f'there is no theme "{options.theme}"', did_you_mean(options.theme, themes)))
    theme_of(templates, options.theme, options.paper, options.size)
    if not 1 <= options.versions <= MOST_VERSIONS:
        hint = f"ask for 2 to {MOST_VERSIONS}, or leave --versions out"
        raise CommandError(Problem(f"there cannot be {options.versions} versions of a sheet", hint))
    chosen = [locate(target, packs) for target in targets] or [(folder, None) for folder in find_packs(packs)]
    if not chosen:
        raise CommandError(Problem(f"there is no pack in {packs}", "make one with the command new"))
    jobs: dict[Job, None] = {}
    problems: dict[Problem, None] = {}
    for folder, wanted in chosen:
        try:
            jobs |= dict.fromkeys(Job(folder, lesson, options) for lesson in _lessons(pack_in(folder), wanted))
        except PackError as error:
            problems |= dict.fromkeys(error.problems)
    return Plan(tuple(jobs), tuple(problems))


def _lessons(pack: Pack, wanted: str | None) -> Iterable[str]:
    if wanted is None:
        return pack.lessons
    if wanted not in pack.lessons:
        raise CommandError(Problem(f'the pack "{pack.id}" has no lesson "{wanted}"', did_you_mean(wanted, list(pack.lessons))))
    return (wanted,)


Write = Callable[[Location, bytes], None]
"""Puts a file where it belongs. Raises OutputError."""


def run(job: Job, write: Write = write_whole) -> list[Built]:
    """Build one lesson: everything is set before anything is written, so that an error loses no earlier file."""
    pack = pack_in(job.folder)
    built: list[Built] = []
    for name, (kind, rendered) in _files_of(replace(job, options=replace(job.options, output=Path()))).items():
        path = job.options.output / pack.id / job.lesson / f"{job.lesson}-{name}"
        write(path, rendered.data)
        built.append(Built(path, kind, rendered.pages, rendered.warnings))
    return built


@lru_cache(maxsize=8)
def _files_of(job: Job) -> Mapping[str, tuple[Made, Rendered]]:
    """All files of a lesson by the ends of their names; the same for every class of a school that wants the same."""
    options = job.options
    theme = theme_of(templates_in(options.templates), options.theme, options.paper, options.size)
    made = composers_of(job.folder, job.lesson, version_names(options.versions), options.tiers, options.templates)
    files: dict[str, tuple[Made, Rendered]] = {}
    for kind, ending, rendered in (file for each in made for file in _files(each, options, theme)):
        _, same = files.get(f"{kind}{ending}", (kind, Rendered(b"")))  # where tiers do not differ, one file serves both
        warnings = tuple(dict.fromkeys((*same.warnings, *rendered.warnings)))
        files[f"{kind}{ending}"] = kind, replace(rendered, warnings=warnings)
    return files


def _files(composer: Composer, options: Options, theme: Theme) -> Iterator[tuple[Made, str, Rendered]]:
    """Each file of a lesson in a tier: what it is, what its name ends in, and what is in it."""
    wishes = RenderOptions(embed_fonts=options.embed_fonts)
    for kind in composer.kinds():
        if kind not in options.kinds:
            continue
        for version in composer.versions_in(kind):
            document, warnings = composer.document(kind, version), composer.warnings(kind, version)
            suffix = _suffix(composer, kind, options, document, version)
            for format_ in options.formats:
                rendered = _rendered(composer, kind, format_, partial(FORMATS[format_], document, theme, wishes))
                told = replace(rendered, warnings=(*warnings, *rendered.warnings))
                yield kind, f"{suffix}.{format_}", told
                warnings = ()  # once is enough
    if "answer-key" in options.kinds and (lines := composer.crosswalk()):
        yield "crosswalk", ".csv", Rendered(crosswalk_csv(composer.versions, lines, composer.words))


def _suffix(composer: Composer, kind: Kind, options: Options, document: Document, version: str) -> str:
    """What tells a file from those of other versions and tiers; a pupil's file has its copy code instead of the tier's name."""
    if options.tiers == ("core",):
        return f"-{version}" if version else ""
    return f"-{document.foot.code.partition('-')[2]}" if kind in composer.sheets else f"-{composer.tier}"


def _rendered(composer: Composer, kind: Kind, format_: str, render: Callable[[], Rendered]) -> Rendered:
    """What `render` gives: a document in a format; a RenderError says of which lesson it is, which a renderer does not know."""
    try:
        return render()
    except RenderError as error:
        place = composer.pack.place(composer.name)
        problems = [
            replace(problem, what=f"{problem.what} (in the {kind}, as {format_})", place=problem.place or place)
            for problem in error.problems
        ]
        raise RenderError(problems) from None


def check(job: Job) -> None:
    """Compose a lesson's documents without rendering them; raises what `run` would raise of packs and templates."""
    composer = Composer(templates_in(job.options.templates), pack_in(job.folder), job.lesson)
    for kind in composer.kinds():
        composer.document(kind)


@lru_cache(maxsize=32)
def pack_in(folder: Path) -> Pack:
    """The pack in a folder, read once in the life of a process."""
    return load_pack(folder)


@lru_cache(maxsize=16)
def composers_of(
    folder: Path, lesson: str, versions: tuple[str, ...], tiers: tuple[Tier, ...], templates: Path | None
) -> tuple[Composer, ...]:
    """A composer of a lesson for each tier, made once in the life of a process: what they have composed they do not forget."""
    return composers(templates_in(templates), pack_in(folder), lesson, versions, tiers)


@lru_cache(maxsize=4)
def templates_in(own: Path | None) -> Templates:
    """The templates, their environment made once in the life of a process."""
    return Templates(own)


@lru_cache(maxsize=16)
def theme_of(templates: Templates, name: str, paper: Paper, size: float | None = None) -> Theme:
    """A theme on a paper, set anew for text of `size` points if one is given. Raises CommandError for a size out of bounds."""
    try:
        return load_theme(name, templates, paper, size)
    except ValueError as error:
        what, _, hint = str(error).partition(" — ")
        raise CommandError(Problem(what, hint)) from None


def forget() -> None:
    """Read packs, templates and themes anew from here on: a process may outlive the files as it knows them."""
    for kept in (pack_in, templates_in, theme_of, composers_of, _files_of):
        kept.cache_clear()
