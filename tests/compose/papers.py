"""Lessons with a source paper, in every tradition and in the one of the IB, and what their papers ask."""

from __future__ import annotations

import json
from collections.abc import Mapping
from copy import deepcopy
from functools import cache
from pathlib import Path

from hornbook.compose import Composer
from hornbook.document.nodes import Document, Question
from hornbook.pack.load import load_pack
from hornbook.pipeline import templates_in
from hornbook.profiles import load_profile, profile_names
from tests.samples import Data

PROFILES = profile_names(templates_in(None))
SOURCES = [f"s{number}" for number in range(1, 8)]
IB = "ib-paper-1"


def _source(number: int) -> Data:
    return {
        "id": f"s{number}",
        "kind": "speech",
        "title": "A speech",
        "author": "Somebody",
        "date": "1922",
        "precision": "year",
        "reference": "A book",
        "licence": "public domain",
        "text": f"The words of source number {number}, robin4{number}, which go on for a line or two, so that some can be cited.",
        "adapted": f"Easy words of number {number}, nightjar4{number}.",
    }


def _answers(profile: str) -> Data:
    """What a lesson may say of each question, with everything that can be said."""
    answers: Data = {}
    for index, rule in enumerate(load_profile(profile, templates_in(None)).questions):
        key = 10 * index
        answer: Data = {
            "topic": f"the topic robin{key:02}",
            "accept": [f"accepted canary{key:02}"],
            "reject": [f"rejected canary{key + 1:02}"],
            "caps": [f"A cap canary{key + 2:02}"],
            "exemplar": f"A model canary{key + 3:02}",
            "misconception": f"A mistake canary{key + 4:02}",
            "tiers": {
                "support": {"scaffold": [f"Begin nightjar{key:02}"]},
                "challenge": {"prompt": f"Harder nightjar{key + 1:02}"},
            },
        }
        if rule.sources:
            answer["sources"] = SOURCES[: rule.sources]
        if rule.stimulus:
            answer["stimulus"] = [f"a point to use robin{key + number:02}" for number in range(1, 1 + rule.stimulus)]
        cite = {"source": "s1", "lines": "1-2", "quote": "number 1"}
        if rule.levels or rule.criteria:
            answer["indicative"] = [
                {"heading": f"A side canary{key + 5:02}", "points": [{"text": f"So canary{key + 6:02}", "cites": [cite]}]}
            ]
        else:
            answer["points"] = [f"A point {number} canary{key + 5:02}" for number in range(rule.marks // rule.each)]
        answers[rule.number] = answer
    return answers


def paper_of(profile: str) -> Data:
    """A paper of that tradition: as many sources as it asks for, and all its answers."""
    count = load_profile(profile, templates_in(None)).sources
    return {"profile": profile, "sources": SOURCES[:count], "answers": _answers(profile)}


def write_paper(folder: Path, paper: Data) -> Path:
    """Write a pack of one lesson that has this paper."""
    lesson = {
        "title": "A lesson",
        "enquiry": "What of the enquiry?",
        "objectives": ["know"],
        "worksheet": {"activities": [{"type": "short_answer", "questions": [{"prompt": "Why?", "points": ["So"]}]}]},
        "source_paper": paper,
    }
    files: Mapping[str, Data] = {
        "pack.yaml": {"title": "A pack", "level": "any", "licence": "CC BY 4.0"},
        "sources.yaml": {"sources": [_source(number) for number in range(1, 8)]},
        "lessons/01-sample.yaml": lesson,
    }
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(data, ensure_ascii=False, indent=1), encoding="utf-8")
    return folder


@cache
def _of_ib() -> Data:
    return paper_of(IB)


def ib(**changes: object) -> Data:
    """A paper in the manner of the IB with other values, or without them if they are None."""
    return {key: value for key, value in {**deepcopy(_of_ib()), **changes}.items() if value is not None}


def with_answer(number: str, **changes: object) -> Data:
    """The same with other values in one answer."""
    paper = ib()
    answer = {**paper["answers"].get(number, {}), **changes}
    return {**paper, "answers": {**paper["answers"], number: {key: value for key, value in answer.items() if value is not None}}}


def composer(folder: Path, paper: Data) -> Composer:
    """What composes the lesson of this paper."""
    return Composer(templates_in(None), load_pack(write_paper(folder / "papers", paper)), "01-sample")


def asked_for(document: Document) -> list[Question]:
    """The questions of a paper that are worth marks, in order."""

    def below(questions: list[Question]) -> list[Question]:
        return [each for question in questions for each in (question, *below(_inside(question.children)))]

    return [question for section in document.sections for question in below(_inside(section.children)) if question.marks]


def _inside(blocks: tuple[object, ...]) -> list[Question]:
    return [block for block in blocks if isinstance(block, Question)]
