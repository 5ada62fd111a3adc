"""What only the whole pack can tell: ids, references, sums of marks, and citations held against the lines they name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from hornbook.activities.base import Activity as BaseActivity
from hornbook.activities.base import Cite
from hornbook.activities.values import as_identifier
from hornbook.errors import Problem, did_you_mean
from hornbook.pack.lesson import Lesson, Worksheet
from hornbook.pack.models import PackFile, Source
from hornbook.pack.paper import SourcePaper
from hornbook.pack.positions import Path, Positions
from hornbook.pack.sources import Catalogue
from hornbook.pack.yaml import Node

_NAMES = {"people": "person", "glossary": "glossary entry", "timeline": "timeline event", "sources": "source"}
_QUOTES = str.maketrans("‘’‚‛“”„«»", '\'\'\'\'"""""')
_ELLIPSIS = re.compile(r"\s*(?:\[\s*)?(?:…|\.\.\.)(?:\s*\])?\s*")


def check_pack(data: Node, positions: Positions) -> Iterator[Problem]:
    """The faults of pack.yaml that are not those of a single entry."""
    for kind in ("people", "glossary", "timeline"):
        yield from _duplicates(data, kind, "id", positions)


def check_documents(pack: PackFile, positions: Positions, catalogue: Catalogue, lessons: Sequence[str]) -> Iterator[Problem]:
    """The faults of what sound data of pack.yaml says of the documents for the whole pack: ids and lessons there are not."""
    yield from _repeated(("documents",), pack.documents or (), positions)
    organiser = pack.organiser
    for kind, ids in (("timeline", organiser.timeline), ("people", organiser.people), ("glossary", organiser.glossary)):
        path: Path = ("organiser", kind)
        yield from _references(kind, (((*path, index), name) for index, name in enumerate(ids or ())), positions, catalogue)
        yield from _repeated(path, ids or (), positions)
    for name in pack.taught:
        if name not in lessons:
            what = f'the pack has no lesson "{name}"'
            yield Problem(what, did_you_mean(name, list(lessons)), positions.key_place(("taught", name)))


def check_sources(data: Node, positions: Positions) -> Iterator[Problem]:
    """The faults of sources.yaml that are not those of a single source."""
    yield from _duplicates(data, "sources", "id", positions)
    yield from _duplicates(data, "sources", "label", positions)


def check_adapted(sources: Iterable[Source], positions: Positions, catalogue: Catalogue) -> Iterator[Problem]:
    """A problem for each passage of an adapted text that stands for lines which its original does not have."""
    for number, source in enumerate(sources):
        count = len(catalogue.lines.get(source.id, ()))
        for index, passage in enumerate(source.adapted):
            if passage.of and passage.of.last > count:
                what = f'the original of "{source.id}" has no line {passage.of.last}: it ends with line {count}'
                hint = "lines are counted as they are printed, not as they stand in the file"
                yield Problem(what, hint, positions.place(("sources", number, "adapted", index, "of")))


def check_lesson(lesson: Lesson, positions: Positions, catalogue: Catalogue) -> Iterator[Problem]:
    """The faults of a lesson whose own data is sound: what it refers to, and what its tasks add up to."""
    references = {
        "people": lesson.people,
        "glossary": lesson.glossary,
        "timeline": lesson.timeline,
        "sources": lesson.sources,
    }
    for kind, ids in references.items():
        yield from _references(kind, (((kind, index), name) for index, name in enumerate(ids)), positions, catalogue)
        yield from _repeated((kind,), ids, positions)
    sheets: list[tuple[str, Worksheet]] = [("worksheet", lesson.worksheet)]
    yield from _unprinted("worksheet", lesson.worksheet, lesson.sources, positions, catalogue)
    if lesson.source_analysis:
        sheets.append(("source_analysis", lesson.source_analysis))
        yield from _unprinted("source_analysis", lesson.source_analysis, lesson.source_analysis.sources, positions, catalogue)
        printed = lesson.source_analysis.sources
        path = ("source_analysis", "sources")
        yield from _references("sources", (((*path, index), name) for index, name in enumerate(printed)), positions, catalogue)
        yield from _repeated(path, printed, positions)
    yield from _starters(lesson, positions)
    for name, sheet in sheets:
        yield from _sheet(name, sheet, len(lesson.objectives), positions, catalogue)
    yield from _activity_ids(sheets, positions)
    if lesson.source_paper:
        yield from _paper(lesson.source_paper, positions, catalogue)


def _paper(paper: SourcePaper, positions: Positions, catalogue: Catalogue) -> Iterator[Problem]:
    """The faults of a source paper that do not depend on its profile."""
    base: Path = ("source_paper",)
    yield from _references(
        "sources", (((*base, "sources", index), name) for index, name in enumerate(paper.sources)), positions, catalogue
    )
    yield from _repeated((*base, "sources"), paper.sources, positions)
    for number, answer in paper.answers.items():
        path: Path = (*base, "answers", number, "sources")
        yield from _repeated(path, answer.sources, positions)
        for index, name in enumerate(answer.sources):
            if name not in paper.sources:
                what = f'question {number} is about the source "{name}", which the paper does not print'
                yield Problem(what, "add it to the sources: of source_paper", positions.place((*path, index)))
    for path, cite in paper.citations():
        yield from _citation(cite, (*base, *path), positions, catalogue)


def _starters(lesson: Lesson, positions: Positions) -> Iterator[Problem]:
    yield from _repeated(("not_in_starters",), lesson.not_in_starters, positions)
    known = [activity.id for activity in lesson.worksheet.activities if activity.id]
    for index, name in enumerate(lesson.not_in_starters):
        if name not in known:
            hint = did_you_mean(name, known) or "give the task an id:"
            yield Problem(f'the worksheet has no task with the id "{name}"', hint, positions.place(("not_in_starters", index)))


def _sheet(name: str, sheet: Worksheet, objectives: int, positions: Positions, catalogue: Catalogue) -> Iterator[Problem]:
    if sheet.marks is not None and sheet.marks != sheet.marks_total:
        what = f"marks do not add up: the tasks give {sheet.marks_total}, {name} says {sheet.marks}"
        yield Problem(what, "change one of them", positions.place((name, "marks")))
    for index, activity in enumerate(sheet.activities):
        base: Path = (name, "activities", index)
        sources = (((*base, *path), source) for path, source in activity.source_ids())
        yield from _references("sources", sources, positions, catalogue)
        yield from _pictures(activity, base, positions, catalogue)
        yield from _kinds(activity, base, positions, catalogue)
        terms = (((*base, *path), term) for path, term in activity.glossary_ids())
        yield from _references("glossary", terms, positions, catalogue)
        for number, covered in enumerate(activity.covers):
            if not 1 <= covered <= objectives:
                what = f"there is no objective {covered}: the lesson has {objectives}"
                yield Problem(what, "count them from 1", positions.place((*base, "covers", number)))
        for path, cite in activity.citations():
            yield from _citation(cite, (*base, *path), positions, catalogue)


def _pictures(activity: BaseActivity, base: Path, positions: Positions, catalogue: Catalogue) -> Iterator[Problem]:
    """A problem for each source whose picture a task prints, and which has none that can be described."""
    for path, source in activity.picture_ids():
        if source in catalogue.lines and source not in catalogue.pictures:
            what, hint = f'the source "{source}" has no picture to show', "name a source with image: and alt:, or add them to it"
            yield Problem(what, hint, positions.place((*base, *path)))


def _kinds(activity: BaseActivity, base: Path, positions: Positions, catalogue: Catalogue) -> Iterator[Problem]:
    """A problem for each source that is of another kind than the task on it needs."""
    for path, source, kind in activity.kinds_needed():
        if (found := catalogue.kinds.get(source, kind)) != kind:
            what = f'the source "{source}" is of the kind "{found}", and the task needs one of the kind "{kind}"'
            yield Problem(what, "name another source, or change its kind: in sources.yaml", positions.place((*base, *path)))


def _unprinted(
    name: str, sheet: Worksheet, printed: tuple[str, ...], positions: Positions, catalogue: Catalogue
) -> Iterator[Problem]:
    """A problem for each source that a task needs and its sheet does not print, neither before the tasks nor in one."""
    where = "sources: of the lesson" if name == "worksheet" else "sources: of source_analysis"
    found = {*printed, *(source for activity in sheet.activities for source in activity.prints())}
    for index, activity in enumerate(sheet.activities):
        for path, source in activity.source_ids():
            if source not in found and source in (catalogue.ids["sources"] or ()):
                what = f'the task needs the source "{source}", which this sheet does not print'
                yield Problem(what, f"add it to the {where}", positions.place((name, "activities", index, *path)))


def _references(kind: str, ids: Iterable[tuple[Path, str]], positions: Positions, catalogue: Catalogue) -> Iterator[Problem]:
    known = catalogue.ids[kind]
    if known is None:
        return
    for path, name in ids:
        if name in known:
            continue
        sound = sorted(each for each in known if as_identifier(each) == each)
        if name not in map(as_identifier, known):  # an unsound id is told where it stands, and not again wherever it is used
            file = "sources.yaml" if kind == "sources" else "pack.yaml"
            hint = did_you_mean(name, sound) or f"add it to {file}"
            yield Problem(f'there is no {_NAMES[kind]} "{name}"', hint, positions.place(path))


def _citation(cite: Cite, path: Path, positions: Positions, catalogue: Catalogue) -> Iterator[Problem]:
    yield from _references("sources", [((*path, "source"), cite.source)], positions, catalogue)
    lines = catalogue.lines.get(cite.source)
    if lines is None:
        return
    first, last = (cite.lines.first, cite.lines.last) if cite.lines else (1, len(lines))
    if last > len(lines):
        has = f"it ends with line {len(lines)}" if lines else "it has no lines"
        what = f'"{cite.source}" has no line {last}: {has}'
        yield Problem(
            what, "lines are counted as they are printed, not as they stand in the file", positions.place((*path, "lines"))
        )
    elif cite.quote and not stands_in(cite.quote, lines[first - 1 : last]):
        where = f"lines {first}–{last}" if last > first else f"line {first}"
        what = f'the quoted words do not stand in {where} of "{cite.source}"'
        yield Problem(what, where_quoted(cite.quote, lines), positions.place((*path, "quote")))


def stands_in(quote: str, lines: list[str]) -> bool:
    """Whether the words of `quote` stand in the lines, in order; an ellipsis stands for words left out."""
    text, at = _normal(" ".join(lines)), 0
    for part in _ELLIPSIS.split(_normal(quote)):
        found = text.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return True


def _normal(text: str) -> str:
    # A line that ends with a dash joins the next without a space, as it was broken.
    return re.sub(r"([-–—/]) ", r"\1", " ".join(text.translate(_QUOTES).split()))


def where_quoted(quote: str, lines: list[str]) -> str:
    """A hint: the lines in which the quoted words do stand."""
    for length in range(1, min(len(lines), 6) + 1):
        for first in range(len(lines) - length + 1):
            if stands_in(quote, lines[first : first + length]):
                return f"they stand in line {first + 1}" if length == 1 else f"they stand in lines {first + 1}-{first + length}"
    return "quote word by word from the text that is printed"


def _duplicates(data: Node, key: str, name: str, positions: Positions) -> Iterator[Problem]:
    items = data.get(key) if isinstance(data, dict) else None
    first: dict[str, int] = {}
    for index, item in enumerate(items if isinstance(items, list) else ()):
        value = item.get(name) if isinstance(item, dict) else None
        if not isinstance(value, str):
            continue
        if value in first:
            line = positions.place((key, first[value], name)).line
            what = f'two {name}s "{value}" under {key} (first in line {line})'
            yield Problem(what, f"give each its own {name}", positions.place((key, index, name)))
        else:
            first[value] = index


def _repeated(path: Path, ids: Sequence[str], positions: Positions) -> Iterator[Problem]:
    for index, name in enumerate(ids):
        if name in ids[:index]:
            yield Problem(f'"{name}" stands in this list twice', "delete one of the two", positions.place((*path, index)))


def _activity_ids(sheets: list[tuple[str, Worksheet]], positions: Positions) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for sheet, worksheet in sheets:
        for index, activity in enumerate(worksheet.activities):
            if activity.id is None:
                continue
            place = positions.place((sheet, "activities", index, "id"))
            if activity.id in first:
                what = f'two tasks with the id "{activity.id}" (first in line {first[activity.id]})'
                yield Problem(what, "give each its own id", place)
            first.setdefault(activity.id, place.line)
