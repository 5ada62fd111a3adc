"""Packs made around single activities, and all their files: what tests of the whole path look at.

Each text of the examples below tests/activities/ names a bird, by who may read it: a *robin* is for everybody, a *canary* for the
key alone, a *nightjar* is data that no sheet prints, but that of another tier. `birds` finds them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml
from PIL import Image

from hornbook.activities.base import Activity
from hornbook.compose import Composer, Kind
from hornbook.document.nodes import Document
from hornbook.pack.load import load_pack
from hornbook.pipeline import templates_in, theme_of
from hornbook.render import FORMATS, Rendered

EXAMPLES = Path(__file__).parent / "activities"
NAMES = tuple(
    path.parent.relative_to(EXAMPLES).as_posix()
    for path in sorted([*EXAMPLES.glob("*/activity.yaml"), *EXAMPLES.glob("*/bare/activity.yaml")])
)
"""Every example: "matching" has all its fields, "matching/bare" only those it must have."""

FULL = tuple(name for name in NAMES if "/" not in name)
PUPILS: tuple[Kind, ...] = ("worksheet", "source-analysis")
"""What pupils get of the lessons made here: none of them has a source paper."""

KINDS: tuple[Kind, ...] = (*PUPILS, "answer-key")

Data = dict[str, Any]

_BIRD = re.compile(r"(?:canary|robin|nightjar)\d\d")

PACK: Data = {
    "title": "A pack with robin71",
    "level": "nightjar71",
    "licence": "CC BY 4.0",
    "authors": ["Robin Author"],
    "description": "nightjar72",
    "people": [{"id": "speaker", "name": "robin72", "dates": "1872–1936", "role": "robin73", "note": "robin74"}],
    "glossary": [
        {"id": "reparations", "term": "reparations robin75", "definition": "payments canary81", "example": "A use canary82"},
        {"id": "pariah", "term": "pariah robin76", "definition": "an outcast canary83"},
        {"id": "credit", "term": "Long credit", "definition": "money that is lent robin70"},
        {"id": "trade", "term": "trade robin77", "definition": "buying and selling robin78", "example": "nightjar73"},
    ],
    "timeline": [{"id": "genoa", "date": "10 April 1922", "sort": "1922-04", "event": "robin79", "note": "robin80"}],
}

_SPEECH: Data = {
    "id": "speech",
    "kind": "speech",
    "title": "A speech robin81",
    "author": "The author robin82",
    "role": "a role robin83",
    "date": "10 April 1922",
    "precision": "day",
    "place": "Genoa robin84",
    "occasion": "An occasion robin85",
    "audience": "Said to canary91",
    "purpose": "Meant for canary92",
    "translator": "robin86",
    "reference": "A book, page 4",
    "licence": "public domain",
    "adapted": [{"text": "Nothing matters more than trade nightjar91.", "of": "1-2"}, {"text": "More follows nightjar92."}],
    "text": "Nothing is so near to us as trade and peace robin91 between all the states of the world, robin92.\n\n"
    "A second paragraph follows, and it runs on until there are lines enough for a number in the gutter: robin93, and robin97.",
    "edits": ["A word was changed canary93", "Another canary94"],
    "omissions": "Left out canary95",
    "gloss": [{"term": "robin94", "meaning": "what it means robin95"}],
    "context_note": "The background canary96",
    "sensitivity_note": "It may hurt canary97",
}
_LETTER: Data = {
    "id": "letter",
    "kind": "interpretation",  # by a historian, so that a pair of them may name it
    "title": "A letter robin87",
    "author": "Somebody robin88",
    "date": "1921",
    "precision": "year",
    "audience": "A friend canary98",
    "reference": "An archive",
    "licence": "public domain",
    "text": "Dear friend, we are all well here, robin96.",
}
_MAP: Data = {
    "id": "map",
    "kind": "photograph",
    "title": "A view",
    "author": "Somebody",
    "date": "1921",
    "precision": "year",
    "reference": "An archive",
    "licence": "public domain",
    "image": "images/view.png",
    "alt": "A view from above.",
}
_TEACHER: Data = {
    "overview": "The lesson canary61",
    "timing": [{"minutes": 10, "step": "A step canary62"}],
    "misconceptions": [{"claim": "They think canary63", "correction": "It is so canary64"}],
    "corrections": [{"says": "It says canary65", "established": "It is so canary66"}],
    "extension": "Go on with canary67",
    "further_reading": ["A book canary68"],
}
GLOSSARY_BIRDS = frozenset({"canary81", "canary82", "canary83"})
"""What the key holds only where a task asks for these words."""


def example(name: str) -> Data:
    """The data of an example as it stands in its file: every scalar is text."""
    data: Data = yaml.load((EXAMPLES / name / "activity.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    return data


def birds(value: object, kind: str = "") -> set[str]:
    """The birds in data or in a text; those of one kind if it is named."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return {bird for bird in _BIRD.findall(text) if bird.startswith(kind)}


def lesson(activities: Iterable[Data]) -> Data:
    """A lesson whose two sheets have these tasks, with everything else that a lesson may hold."""
    tasks = list(activities)
    again = [{key: value for key, value in task.items() if key != "id"} for task in tasks]
    return {
        "title": "A lesson with robin61",
        "enquiry": "What of robin62?",
        "objectives": ["know robin63", "weigh robin64"],
        "minutes": 60,
        "context": "Background robin65.\n\nAnd robin66.",
        "people": ["speaker"],
        "glossary": ["trade"],
        "timeline": ["genoa"],
        "sources": ["speech", "letter"],
        "worksheet": {"instructions": "Do this robin67", "activities": tasks},
        "source_analysis": {"instructions": "Read this robin68", "sources": ["speech", "letter"], "activities": again},
        "teacher": _TEACHER,
    }


def write_pack(folder: Path, activities: Iterable[Data]) -> Path:
    """A pack of one lesson, 01-sample, with these tasks; JSON is YAML too."""
    files = {"pack.yaml": PACK, "sources.yaml": {"sources": [_SPEECH, _LETTER, _MAP]}, "lessons/01-sample.yaml": lesson(activities)}
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(data, ensure_ascii=False, indent=1), encoding="utf-8")
    (folder / "images").mkdir(exist_ok=True)
    Image.linear_gradient("L").resize((64, 48)).save(folder / "images/view.png")
    return folder


class Sample:
    """A lesson, its documents and its files, each made once."""

    def __init__(self, folder: Path, lesson: str = "01-sample") -> None:
        self.composer = Composer(templates_in(None), load_pack(folder), lesson)
        self._documents: dict[Kind, Document] = {}
        self._files: dict[tuple[Kind, str, str], Rendered] = {}

    @cached_property
    def activity(self) -> Activity:
        """The first task of the worksheet."""
        return self.composer.lesson.worksheet.activities[0]

    def document(self, kind: Kind) -> Document:
        """A finished document."""
        if kind not in self._documents:
            self._documents[kind] = self.composer.document(kind)
        return self._documents[kind]

    def file(self, kind: Kind, format_: str, theme: str = "classic") -> Rendered:
        """A document in one of the formats."""
        key = (kind, format_, theme)
        if key not in self._files:
            self._files[key] = FORMATS[format_](self.document(kind), theme_of(templates_in(None), theme, "a4"))
        return self._files[key]

    def pupils_files(self) -> Mapping[str, bytes]:
        """What pupils get, by name."""
        return {f"{kind}.{format_}": self.file(kind, format_).data for kind in PUPILS for format_ in FORMATS}
