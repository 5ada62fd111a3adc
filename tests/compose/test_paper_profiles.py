"""A lesson and the profile of its source paper: where the two do not fit, and whose profile is taken."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hornbook.compose import Composer
from hornbook.document.text import document_text
from hornbook.errors import HornbookError, PackError
from hornbook.pack.load import load_pack
from hornbook.pipeline import templates_in
from hornbook.templates import Templates
from tests.compose.papers import SOURCES, composer, ib, paper_of, with_answer, write_paper
from tests.samples import Data

UNFIT: dict[str, tuple[Data, str]] = {
    "no such profile": (ib(profile="ib-paper-2"), 'there is no profile "ib-paper-2" — did you mean "ib-paper-1"?'),
    "too few sources": (
        ib(sources=SOURCES[:3]),
        "the paper has 3 sources, the profile ib-paper-1 asks for 4 — add some, or take some out",
    ),
    "an answer too many": (
        with_answer("5", points=["So"]),
        'the profile ib-paper-1 has no question "5" — choose one of: 1a, 1b, 2, 3, 4',
    ),
    "an answer too few": (
        ib(answers={key: value for key, value in ib()["answers"].items() if key != "3"}),
        "nothing is said of question 3 — add 3: under answers:",
    ),
    "a source too few": (
        with_answer("3", sources=["s1"]),
        "question 3 is about 2 sources, not 1 — name 2 under sources:",
    ),
    "sources where all are meant": (
        with_answer("4", sources=["s1"]),
        "question 4 is about all sources of the paper, not 1 — leave out its sources:",
    ),
    "no source": (with_answer("1a", sources=None), "question 1a is about 1 source, not all — name 1 under sources:"),
    "no topic": (
        with_answer("1a", topic=None),
        'question 1a has no topic — add topic:, what stands for {topic} in "What, according to {sources}, {topic}?"',
    ),
    "too few points": (
        with_answer("1a", points=["One", "Two"]),
        "question 1a is worth 3 marks, but its key has only 2 points — add points: that earn the rest",
    ),
    "no key": (with_answer("2", indicative=None), "question 2 has no indicative content — add indicative: or points:"),
    "points nobody asked for": (
        with_answer("2", stimulus=["One"]),
        "question 2 gives pupils 0 points, not 1 — list them under stimulus:",
    ),
}


@pytest.mark.parametrize("case", UNFIT)
def test_a_lesson_that_does_not_fit_its_profile(case: str, tmp_path: Path):
    paper, expected = UNFIT[case]
    with pytest.raises(PackError) as caught:
        composer(tmp_path, paper).kinds()
    (problem,) = caught.value.problems
    assert f"{problem.what} — {problem.hint}" == expected
    assert problem.place is not None
    assert problem.place.file.endswith("lessons/01-sample.yaml")
    assert problem.place.line > 1


def test_what_does_not_fit_is_told_together(tmp_path: Path):
    paper = with_answer("1a", topic=None, points=["One"])
    with pytest.raises(PackError) as caught:
        composer(tmp_path, {**paper, "sources": SOURCES[:5]}).kinds()
    assert len(caught.value.problems) == 3


def spanish(folder: Path) -> Path:
    """A pack in Spanish whose lesson has a paper in the manner of the IB."""
    write_paper(folder, paper_of("ib-paper-1"))
    pack = {"title": "Un tema", "level": "any", "licence": "CC BY 4.0", "language": "es-MX"}
    (folder / "pack.yaml").write_text(json.dumps(pack), encoding="utf-8")
    return folder


def test_a_profile_in_another_language_is_refused(tmp_path: Path):
    own = Composer(templates_in(None), load_pack(spanish(tmp_path / "papers")), "01-sample")
    with pytest.raises(PackError) as caught:
        own.kinds()
    (problem,) = caught.value.problems
    assert problem.what == "the profile ib-paper-1 is in the language en, the pack in es-MX"
    assert problem.hint == "put a translation into profiles/es/ib-paper-1.yaml of your own templates, with language: es"
    assert problem.place is not None
    assert problem.place.excerpt.strip() == '"profile": "ib-paper-1",'


def test_a_translation_beside_a_profile_is_taken(tmp_path: Path):
    path = tmp_path / "own" / "profiles" / "es" / "ib-paper-1.yaml"
    path.parent.mkdir(parents=True)
    text = (templates_in(None).read("profiles/ib-paper-1.yaml") or "").replace("What, according to", "¿Qué, según")
    path.write_text(f"language: es\n{text}", encoding="utf-8")
    own = Composer(Templates(tmp_path / "own"), load_pack(spanish(tmp_path / "papers")), "01-sample")
    assert "¿Qué, según" in " ".join(document_text(own.document("source-paper")))


def test_a_school_has_its_own_profile_of_that_name(tmp_path: Path):
    text = (templates_in(None).read("profiles/ib-paper-1.yaml") or "").replace(
        "Unofficial: not an IB paper.", "Greenfield School mock."
    )
    own = tmp_path / "own"
    (own / "profiles").mkdir(parents=True)
    (own / "profiles/ib-paper-1.yaml").write_text(text, encoding="utf-8")
    pack = load_pack(write_paper(tmp_path / "papers", ib()))
    assert Composer(Templates(own), pack, "01-sample").document("source-paper").foot.text == "Greenfield School mock."
    (own / "profiles/ib-paper-1.yaml").write_text(text.replace("marks: 24", "marks: 25"), encoding="utf-8")
    with pytest.raises(HornbookError) as caught:
        Composer(Templates(own), pack, "01-sample").document("source-paper")
    assert str(caught.value.problems[0].place).startswith("profiles/ib-paper-1.yaml:")
