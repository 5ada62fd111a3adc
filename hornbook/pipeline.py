"""The path of the data, from a lesson's YAML to files: every step is a pure function but the first and the last.

    packs/….yaml ──▶ Pack ──compose──▶ Document ──passes──▶ edition ──render──▶ bytes ──▶ output/

Work is a plan: `plan` says what there is to do as picklable jobs, one a lesson and one for a pack as a whole, and `run` does one
job. Whoever has an executor can run them anywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from pathlib import Path
from typing import Literal

from hornbook.built import Built
from hornbook.compose import (
    EDITIONS,
    MOST_VERSIONS,
    TIERED,
    Composer,
    Kind,
    PackComposer,
    PackKind,
    Tier,
    composers,
    crosswalk_csv,
    lacking,
    tiers_of,
    version_names,
    wanted_of,
)
from hornbook.document.nodes import Document
from hornbook.errors import CommandError, PackError, Place, Problem, RenderError, did_you_mean
from hornbook.output import Location, write_whole
from hornbook.pack.load import Pack, Reader
from hornbook.places import find_packs, locate
from hornbook.render import FORMATS, Rendered, RenderOptions
from hornbook.templates import Templates
from hornbook.theme import Paper, Theme, load_theme


@dataclass(frozen=True, slots=True)
class Options:
    """What the files are to be: which documents, in which formats, how they look, in how many versions, and for which tiers.

    `kinds` are documents of lessons, `whole` those of a pack as a whole (None: what each pack says). `size` is that of the text in
    points.
    """

    kinds: tuple[Kind, ...] = tuple(EDITIONS)
    whole: tuple[PackKind, ...] | None = None
    formats: tuple[str, ...] = tuple(FORMATS)
    theme: str = "classic"
    paper: Paper = "a4"
    size: float | None = None
    templates: Path | None = None
    output: Location = Path("output")
    embed_fonts: bool = False
    versions: int = 1
    tiers: tuple[Tier, ...] = ("core",)


Made = Kind | PackKind | Literal["crosswalk", "class-list"]
"""What a file may be: one of the documents, the table that joins the versions of a lesson's sheets, or that of who has which."""


@dataclass(frozen=True, slots=True)
class Job:
    """One lesson to build, or what belongs to its pack as a whole if `lesson` is None."""

    folder: Path
    lesson: str | None
    options: Options

    @property
    def name(self) -> str:
        """The name of the lesson; empty for the pack as a whole."""
        return self.lesson or ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What there is to do, the faults of the packs of which nothing can be done, and what is left out, with the reason."""

    jobs: tuple[Job, ...]
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()


def plan(targets: Sequence[str], packs: Path, options: Options, *, thorough: bool = False) -> Plan:
    """One job for each lesson that the targets name, and one for each pack that they name; for all there is if there are none.

    A pack that is wrong fails alone. Of a pack of which one lesson is named no other lesson is read, unless `thorough`. Raises
    CommandError for a target or a theme that does not exist, or too many versions.
    """
    _refuse_options(options)
    chosen = [locate(target, packs) for target in targets] or [(folder, None) for folder in find_packs(packs)]
    if not chosen:
        raise CommandError(Problem(f"there is no pack in {packs}", "make one with the command new"))
    jobs: dict[Job, None] = {}
    problems: dict[Problem, None] = {}
    notes: dict[str, None] = {}
    for folder, wanted in chosen:
        try:
            if wanted is not None:
                _refuse_lesson(folder, wanted, options)
            pack = pack_in(folder, None if thorough else wanted)
        except PackError as error:
            problems |= dict.fromkeys(error.problems)
            continue
        jobs |= dict.fromkeys(_lesson_jobs(folder, (wanted,), options) if wanted else _jobs(folder, pack, options))
        notes |= dict.fromkeys(() if wanted else _left_out(pack, options))
    return Plan(tuple(jobs), tuple(problems), tuple(notes))


def _refuse_options(options: Options) -> None:
    """Raise CommandError for a theme that there is not, or too many versions."""
    templates = templates_in(options.templates)
    themes = templates.names("themes")
    if options.theme not in themes:
        raise CommandError(Problem(f'there is no theme "{options.theme}"', did_you_mean(options.theme, themes)))
    theme_of(templates, options.theme, options.paper, options.size)
    if not 1 <= options.versions <= MOST_VERSIONS:
        hint = f"ask for 2 to {MOST_VERSIONS}, or leave --versions out"
        raise CommandError(Problem(f"there cannot be {options.versions} versions of a sheet", hint))


def _refuse_lesson(folder: Path, wanted: str, options: Options) -> None:
    """Raise CommandError for a lesson that there is not, or that has none of the documents that are wanted."""
    pack, known = folder.resolve().name, reader_of(folder).lessons
    if wanted not in known:
        raise CommandError(Problem(f'the pack "{pack}" has no lesson "{wanted}"', did_you_mean(wanted, known)))
    if not options.kinds:
        what = f'no lesson has the document "{(options.whole or ("",))[0]}"; it is of a pack as a whole'
        raise CommandError(Problem(what, f"name the pack alone: {pack}"))


def _jobs(folder: Path, pack: Pack, options: Options) -> Iterator[Job]:
    """The job of a pack as a whole, if there is any, and those of its lessons. Versions are of lessons alone, and most tiers."""
    kinds = tuple(kind for kind in wanted_of(pack, options.whole) if not lacking(pack, kind))
    if kinds:
        tiers = next((tiers_of(pack, kind, options.tiers) for kind in kinds if kind in TIERED), ("core",))
        yield Job(folder, None, replace(options, kinds=(), whole=kinds, versions=1, tiers=tiers))
    if options.kinds:
        yield from _lesson_jobs(folder, pack.lessons, options)


def _lesson_jobs(folder: Path, lessons: Iterable[str], options: Options) -> Iterator[Job]:
    yield from (Job(folder, name, replace(options, whole=())) for name in lessons)


def _left_out(pack: Pack, options: Options) -> Iterator[str]:
    for kind in wanted_of(pack, options.whole):
        if why := lacking(pack, kind):
            yield f"{pack.id} has no {kind}: {why}"


Write = Callable[[Location, bytes], None]
"""Puts a file where it belongs. Raises OutputError."""


def run(job: Job, write: Write = write_whole) -> list[Built]:
    """Do one job: everything is set before anything is written, so that an error loses no earlier file."""
    pack = pack_in(job.folder, job.lesson)
    folder = job.options.output / pack.id
    built: list[Built] = []
    for name, (kind, rendered) in _files_of(replace(job, options=replace(job.options, output=Path()))).items():
        path = folder / job.lesson / f"{job.lesson}-{name}" if job.lesson else folder / f"{pack.id}-{name}"
        write(path, rendered.data)
        built.append(Built(path, kind, rendered.pages, rendered.warnings))
    return built


@lru_cache(maxsize=8)
def _files_of(job: Job) -> Mapping[str, tuple[Made, Rendered]]:
    """All files of a job by the ends of their names; the same for every class of a school that wants the same."""
    options = job.options
    theme = theme_of(templates_in(options.templates), options.theme, options.paper, options.size)
    if job.lesson is None:
        return {f"{kind}{ending}": (kind, rendered) for kind, ending, rendered in _files_of_pack(job, theme)}
    made = composers_of(job.folder, job.lesson, version_names(options.versions), options.tiers, options.templates)
    files: dict[str, tuple[Made, Rendered]] = {}
    for kind, ending, rendered in (file for each in made for file in _files(each, options, theme)):
        _, same = files.get(f"{kind}{ending}", (kind, Rendered(b"")))  # where tiers do not differ, one file serves both
        warnings = tuple(dict.fromkeys((*same.warnings, *rendered.warnings)))
        files[f"{kind}{ending}"] = kind, replace(rendered, warnings=warnings)
    return files


def _files_of_pack(job: Job, theme: Theme) -> Iterator[tuple[Made, str, Rendered]]:
    """Each file of a pack as a whole: what it is, what its name ends in, and what is in it."""
    wishes, pack = RenderOptions(embed_fonts=job.options.embed_fonts), pack_in(job.folder)
    for kind in job.options.whole or ():
        for tier in tiers_of(pack, kind, job.options.tiers):
            composer = pack_composer_of(job.folder, job.options.templates, tier)
            document, warnings = composer.document(kind), composer.warnings(kind)
            # Like a sheet of a tier, the file has its copy code and does not say whose it is.
            suffix = "" if tier == "core" else f"-{document.foot.code.partition('-')[2]}"
            for format_ in job.options.formats:
                rendered = _rendered(composer.place, kind, format_, partial(FORMATS[format_], document, theme, wishes))
                yield kind, f"{suffix}.{format_}", replace(rendered, warnings=(*warnings, *rendered.warnings))
                warnings = ()  # once is enough


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
                rendered = _rendered(composer.place, kind, format_, partial(FORMATS[format_], document, theme, wishes))
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


def _rendered(place: Place, kind: Kind | PackKind, format_: str, render: Callable[[], Rendered]) -> Rendered:
    """What `render` gives: a document in a format; a RenderError says of which file it is, which a renderer does not know."""
    try:
        return render()
    except RenderError as error:
        problems = [
            replace(problem, what=f"{problem.what} (in the {kind}, as {format_})", place=problem.place or place)
            for problem in error.problems
        ]
        raise RenderError(problems) from None


def check(job: Job) -> None:
    """Compose the documents of a job without rendering them; raises what `run` would raise of packs and templates."""
    if job.lesson is None:
        whole = PackComposer(templates_in(job.options.templates), pack_in(job.folder))
        for each in job.options.whole or ():
            whole.document(each)
        return
    composer = Composer(templates_in(job.options.templates), pack_in(job.folder), job.lesson)
    for kind in composer.kinds():
        composer.document(kind)


@lru_cache(maxsize=32)
def reader_of(folder: Path) -> Reader:
    """The reader of a folder's pack: each file is read once in the life of a process."""
    return Reader(folder)


def pack_in(folder: Path, lesson: str | None = None) -> Pack:
    """The pack in a folder, with all its lessons, or with none but the one that is wanted. Raises PackError."""
    return reader_of(folder).pack(lesson)


@lru_cache(maxsize=16)
def composers_of(
    folder: Path, lesson: str, versions: tuple[str, ...], tiers: tuple[Tier, ...], templates: Path | None
) -> tuple[Composer, ...]:
    """A composer of a lesson for each tier, made once in the life of a process: what they have composed they do not forget."""
    return composers(templates_in(templates), pack_in(folder, lesson), lesson, versions, tiers)


@lru_cache(maxsize=4)
def pack_composer_of(folder: Path, templates: Path | None, tier: Tier = "core") -> PackComposer:
    """A composer of a pack as a whole, made once in the life of a process."""
    return PackComposer(templates_in(templates), pack_in(folder), tier)


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
    for kept in (reader_of, templates_in, theme_of, composers_of, pack_composer_of, _files_of):
        kept.cache_clear()
