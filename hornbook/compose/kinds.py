"""Which documents a pack as a whole can have, which it wants, and for whom there is another one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from hornbook.activities import BaseActivity
from hornbook.activities.tiers import Tier
from hornbook.document.passes import Edition
from hornbook.pack.documents import PackDocument
from hornbook.pack.lesson import Lesson
from hornbook.pack.load import Pack

PackKind = PackDocument | Literal["retrieval-starters-key"]

PACK_EDITIONS: Mapping[PackKind, Edition] = {
    "cover": "student",
    "knowledge-organiser": "student",
    "source-booklet": "student",
    "retrieval-starters": "student",
    "retrieval-starters-key": "teacher",
    "teacher-notes": "teacher",
}
"""The documents of a pack as a whole, in the order in which they are made, and the edition each is."""

TIERED: tuple[PackKind, ...] = ("source-booklet",)
"""Those that are otherwise for pupils of the tier support: with the adapted texts that stand on their sheets."""


def wanted_of(pack: Pack, asked: Iterable[PackKind] | None = None) -> tuple[PackKind, ...]:
    """The documents that are wanted of a pack: those asked for, else those it names, else all if it has two lessons or more.

    Who names the retrieval starters gets their key as well.
    """
    if asked is not None:
        names = set(asked)
    elif pack.file.documents is not None:
        names = {*pack.file.documents, *_key_of(pack.file.documents)}
    else:
        names = set(PACK_EDITIONS) if len(pack.lessons) > 1 else set()
    return tuple(kind for kind in PACK_EDITIONS if kind in names)


def _key_of(documents: Iterable[PackDocument]) -> Iterable[PackKind]:
    return ("retrieval-starters-key",) if "retrieval-starters" in documents else ()


def lacking(pack: Pack, kind: PackKind) -> str:
    """Why a pack cannot have a document; empty if it can."""
    match kind:
        case "knowledge-organiser":
            file = pack.file
            found = any((file.timeline, file.people, file.glossary, file.organiser.tables))
            return "" if found else "pack.yaml has no timeline, no people, no glossary and no table"
        case "source-booklet":
            return "" if pack.sources else "the pack has no sources"
        case "retrieval-starters" | "retrieval-starters-key":
            if len(pack.lessons) < 2:
                return "the pack has but one lesson"
            earlier = taught_order(pack)[:-1]
            found = any(asked_again(pack.lessons[name]) for name in earlier)
            return "" if found else "the lessons have no short questions that could be asked again"
        case "teacher-notes":
            found = any(lesson.teacher.model_fields_set for lesson in pack.lessons.values())
            return "" if found else "no lesson has notes for the teacher"
        case _:
            return ""


def tiers_of(pack: Pack, kind: PackKind, asked: Sequence[Tier]) -> tuple[Tier, ...]:
    """For which of the tiers `asked` for a document is another one, in their order; a tier that gets that of all counts as core."""
    adapted = kind in TIERED and any(source.adapted for source in pack.sources.values())
    return tuple(dict.fromkeys(tier if adapted and tier == "support" else "core" for tier in asked))


def taught_order(pack: Pack) -> list[str]:
    """The lessons in the order in which they were taught: one without a date comes after all that stand before it in the pack."""
    latest, days = "", dict[str, str]()
    for name in pack.lessons:
        days[name] = pack.file.taught.get(name, latest)
        latest = max(latest, days[name])
    return sorted(days, key=lambda name: days[name])


def asked_again(lesson: Lesson) -> list[Sequence[object]]:
    """For each task of the worksheet what of it can be asked again; empty if there is nothing in any."""
    items = [_again(activity, lesson) for activity in lesson.worksheet.activities]
    return items if any(items) else []


def _again(activity: BaseActivity, lesson: Lesson) -> Sequence[object]:
    return () if activity.id in lesson.not_in_starters else activity.asked_again()
