"""Source papers: the questions of a profile with the lesson's sources and key, in every tradition, and where the two do not fit."""

from __future__ import annotations

import json
from collections.abc import Mapping
from copy import deepcopy
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from hornbook.compose import Composer, composers
from hornbook.document.nodes import AnswerSpace, Document, Extract, Group, List, Question, Table
from hornbook.document.text import document_text
from hornbook.errors import HornbookError, PackError
from hornbook.lint import lint
from hornbook.pack.load import load_pack
from hornbook.pipeline import templates_in
from hornbook.profiles import load_profile, profile_names
from hornbook.render import FORMATS
from hornbook.templates import Templates
from tests.docx_text import shown_text
from tests.haystacks import found, pdf_text
from tests.samples import Data, Sample, birds

PROFILES = profile_names(templates_in(None))
SOURCES = [f"s{number}" for number in range(1, 8)]


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


def _paper(profile: str) -> Data:
    count = load_profile(profile, templates_in(None)).sources
    return {"profile": profile, "sources": SOURCES[:count], "answers": _answers(profile)}


def _write(folder: Path, paper: Data) -> Path:
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


@pytest.fixture(scope="module", params=PROFILES)
def profile(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def sample(profile: str, tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return Sample(_write(tmp_path_factory.mktemp(profile) / "papers", _paper(profile)))


def _questions(document: Document) -> list[Question]:
    """The questions of a paper that are worth marks, in order."""

    def below(questions: list[Question]) -> list[Question]:
        return [each for question in questions for each in (question, *below(_inside(question.children)))]

    return [question for section in document.sections for question in below(_inside(section.children)) if question.marks]


def _inside(blocks: tuple[object, ...]) -> list[Question]:
    return [block for block in blocks if isinstance(block, Question)]


# --------------------------------------------------------------------------------------------------------- in each tradition


def test_a_paper_asks_what_its_profile_asks(profile: str, sample: Sample):
    rules = load_profile(profile, templates_in(None))
    document = sample.document("source-paper")
    assert [question.marks for question in _questions(document)] == [rule.marks_total for rule in rules.questions]
    printed = [block.label for block in document.sections[0].children if isinstance(block, Extract)]
    assert printed == [f"Source {letter}" for letter in "ABCDEFG"[: rules.sources]]
    for question, rule in zip(_questions(document), rules.questions, strict=True):
        has_room = any(isinstance(block, AnswerSpace) for block in question.children)
        assert has_room == (rules.lines_per_mark > 0), rule.number


@pytest.mark.parametrize("format_", FORMATS)
def test_every_page_says_that_it_is_unofficial(profile: str, format_: str, sample: Sample):
    notice = load_profile(profile, templates_in(None)).unofficial.plain
    for kind in ("source-paper", "answer-key"):
        assert notice in sample.document(kind).foot.text
        rendered = sample.file(kind, format_)
        if format_ == "pdf":
            assert pdf_text(rendered.data).count(notice) >= (rendered.pages or 0) > 0
        else:
            assert found(notice, rendered.data)


def test_pupils_read_the_questions_and_nothing_of_the_key(profile: str, sample: Sample):
    wanted = birds(_paper(profile), "robin") | {f"robin4{number}" for number in range(1, len(_paper(profile)["sources"]) + 1)}
    for format_ in FORMATS:
        data = sample.file("source-paper", format_).data
        text = pdf_text(data) if format_ == "pdf" else "\n".join(shown_text(data))
        assert birds("".join(text.split())) == wanted
        for bird in ("canary", "nightjar"):
            assert found(bird, data) == []


def test_the_key_holds_every_answer_and_how_it_is_marked(profile: str, sample: Sample):
    text = "\n".join(document_text(sample.document("answer-key")))
    assert birds(text, "canary") == birds(_paper(profile), "canary")
    rules = load_profile(profile, templates_in(None))
    for rule in rules.questions:
        rows = [level.descriptor for level in rule.levels] + [earned for row in rule.criteria for earned in row.earns]
        assert [row for row in rows if row.plain not in text] == []
        for cap in rule.caps:
            assert f"{cap.when}: no more than {cap.most}." in text
    if any(rule.levels or rule.criteria for rule in rules.questions):
        assert "(Source A, lines 1–2: ‘number 1’)" in text


def test_levels_stay_with_the_caps_that_limit_them(profile: str, sample: Sample):
    """Half a table of levels at the foot of a page, and its caps over the leaf, cannot be marked with."""
    [schemes] = [section for section in sample.document("answer-key").sections if section.title == "Mark schemes"]
    assert not [block for block in schemes.children if isinstance(block, Table) and block.label == "Levels of response"]
    groups = [block for block in schemes.children if isinstance(block, Group)]
    assert len(groups) == len([rule for rule in load_profile(profile, templates_in(None)).questions if rule.levels])
    for group in groups:
        assert isinstance(group.children[0], Table)
        assert isinstance(group.children[-1], List)  # the caps: every answer of the sample has one


# ------------------------------------------------------------------------------------------------------------ one tradition

IB = "ib-paper-1"


@cache
def _of_ib() -> Data:
    return _paper(IB)


def ib(**changes: object) -> Data:
    """A paper in the manner of the IB with other values, or without them if they are None."""
    return {key: value for key, value in {**deepcopy(_of_ib()), **changes}.items() if value is not None}


def with_answer(number: str, **changes: object) -> Data:
    """The same with other values in one answer."""
    paper = ib()
    answer = {**paper["answers"].get(number, {}), **changes}
    return {**paper, "answers": {**paper["answers"], number: {key: value for key, value in answer.items() if value is not None}}}


def composer(folder: Path, paper: Data) -> Composer:
    return Composer(templates_in(None), load_pack(_write(folder / "papers", paper)), "01-sample")


def stems(document: Document) -> list[str]:
    return [text for text in document_text(document) if "robin" in text or "nightjar" in text]


def test_stems_name_sources_by_the_letters_of_the_pack(tmp_path: Path):
    paper = ib(sources=["s6", "s2", "s4", "s3"])
    paper["answers"] = {
        "1a": {**paper["answers"]["1a"], "sources": ["s6"]},
        "1b": {**paper["answers"]["1b"], "sources": ["s2"]},
        "2": {**paper["answers"]["2"], "sources": ["s3"]},
        "3": {**paper["answers"]["3"], "sources": ["s6", "s4"]},
        "4": {key: value for key, value in paper["answers"]["4"].items() if key != "topic"},
    }
    paper["topic"] = "argue robin99"
    document = composer(tmp_path, paper).document("source-paper")
    assert [block.label for block in document.sections[0].children if isinstance(block, Extract)] == [
        "Source F",
        "Source B",
        "Source D",
        "Source C",
    ]
    text = "\n".join(document_text(document)).replace("\u00a0", " ")
    for stem in (
        "What, according to Source F, the topic robin00?",
        "What is the message of Source B about the topic robin10?",
        "limitations of Source C for a historian",
        "Compare and contrast what Sources F and D say about the topic robin30.",
        "Using the sources and your own knowledge, argue robin99.",
    ):
        assert stem in text


def test_room_to_write_where_the_lesson_wants_it(tmp_path: Path):
    paper = ib(lines_per_mark=2)
    paper["answers"]["4"]["space"] = "30 lines"
    document = composer(tmp_path, paper).document("source-paper")
    rooms = [block.lines for question in _questions(document) for block in question.children if isinstance(block, AnswerSpace)]
    assert rooms == [6, 4, 8, 12, 30]


@pytest.mark.parametrize(
    ("profile_", "lines", "titles"),
    [
        ("ap-dbq", 0, ["Source paper"]),
        ("ap-dbq", 4, ["Source paper", "Questions"]),
        (IB, 0, ["Source paper", "Questions"]),
    ],
)
def test_one_question_without_room_needs_no_page(profile_: str, lines: int, titles: list[str], tmp_path: Path):
    document = composer(tmp_path, {**_paper(profile_), "lines_per_mark": lines}).document("source-paper")
    assert [section.title for section in document.sections] == titles
    if len(titles) == 1:
        asked = next(index for index, block in enumerate(document.sections[0].children) if isinstance(block, Question))
        shown = next(index for index, block in enumerate(document.sections[0].children) if isinstance(block, Extract))
        assert asked < shown


def test_versions_keep_the_order_of_a_paper(tmp_path: Path):
    pack = load_pack(_write(tmp_path / "papers", ib()))
    made = Composer(templates_in(None), pack, "01-sample", ("A", "B"))
    first, second = (made.document("source-paper", version) for version in "AB")
    assert first.sections == second.sections
    assert (first.foot.code[-2:], second.foot.code[-2:]) == ("-A", "-B")
    assert made.warnings("source-paper", "B") == ()
    assert ("1 (a)", "1 (a)") in [line.labels for line in made.crosswalk()]


def test_tiers_of_a_paper(tmp_path: Path):
    pack = load_pack(_write(tmp_path / "papers", ib()))
    support, core, challenge = composers(templates_in(None), pack, "01-sample", ("",), ("support", "core", "challenge"))
    words = {each.tier: "\n".join(document_text(each.document("source-paper"))) for each in (support, core, challenge)}
    assert birds(words["core"], "nightjar") == set()
    assert birds(words["challenge"], "nightjar") == {f"nightjar{number}1" for number in range(5)}
    assert birds(words["support"], "nightjar") == {f"nightjar{number}0" for number in range(5)} | {
        f"nightjar4{n}" for n in (1, 2, 3, 4)
    }
    assert all(each.warnings("source-paper", "") == () for each in (support, core, challenge))
    assert len({each.sheets["source-paper"].code for each in (support, core, challenge)}) == 3


def test_a_lesson_without_a_paper_has_none(tmp_path: Path):
    made = composer(tmp_path, ib())
    assert made.kinds() == ("worksheet", "source-paper", "answer-key")


# ------------------------------------------------------------------------------------------------ where the two do not fit

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
    _write(folder, _paper("ib-paper-1"))
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


WRONG: dict[str, tuple[Data, str, str]] = {
    "a source that is not printed": (
        with_answer("1a", sources=["s7"]),
        'question 1a is about the source "s7", which the paper does not print — add it to the sources: of source_paper',
        '"s7"',
    ),
    "a source that is not there": (
        ib(sources=["s1", "s2", "s3", "s9", "s4"]),
        'there is no source "s9" — choose one of: s1, s2, s3, s4, s5, s6, s7',
        '"s9",',
    ),
    "a source twice": (
        ib(sources=["s1", "s2", "s3", "s4", "s4"]),
        '"s4" stands in this list twice — delete one of the two',
        '"s4"',
    ),
    "a line beyond the end": (
        with_answer("2", points=[{"text": "So", "cites": [{"source": "s1", "lines": 40}]}]),
        '"s1" has no line 40: it ends with line 2 — lines are counted as they are printed, not as they stand in the file',
        '"lines": 40',
    ),
    "words that are not there": (
        with_answer("2", points=[{"text": "So", "cites": [{"source": "s1", "lines": 1, "quote": "never said"}]}]),
        'the quoted words do not stand in line 1 of "s1" — quote word by word from the text that is printed',
        '"quote": "never said"',
    ),
    "an unknown key": (with_answer("2", pionts=["So"]), 'unknown key "pionts" — did you mean "points"?', '"pionts": ['),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_paper_that_is_wrong_in_itself(case: str, tmp_path: Path):
    paper, expected, line = WRONG[case]
    with pytest.raises(PackError) as caught:
        load_pack(_write(tmp_path / "papers", paper))
    (problem,) = caught.value.problems
    assert f"{problem.what} — {problem.hint}" == expected
    assert problem.place is not None
    assert problem.place.excerpt.strip() == line


# ------------------------------------------------------------------------------------------------------------------- check


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2027, 12, 31), []),
        (date(2028, 1, 1), ['the profile "ib-paper-1" was held to be right until 2027-12-31']),
    ],
)
def test_check_says_when_a_profile_has_grown_old(today: date, expected: list[str], tmp_path: Path):
    pack = load_pack(_write(tmp_path / "papers", ib()))
    found = [finding.problem for finding in lint(pack, templates_in(None), today) if finding.code == "HB111"]
    assert [problem.what for problem in found] == expected
    assert [problem.place.excerpt.strip() for problem in found if problem.place] == ['"profile": "ib-paper-1",'] * len(expected)


def test_check_looks_at_what_a_paper_quotes(tmp_path: Path):
    pack = load_pack(_write(tmp_path / "papers", with_answer("2", exemplar="He says ‘never said’ (line 1).")))
    (finding,) = (each for each in lint(pack, templates_in(None), date(2026, 1, 1)) if each.code == "HB101")
    assert finding.problem.what == "the words ‘never said’ do not stand in line 1 of Source A"


def test_a_paper_needs_no_objectives(tmp_path: Path):
    folder = _write(tmp_path / "papers", ib())
    lesson = json.loads((folder / "lessons/01-sample.yaml").read_text(encoding="utf-8"))
    lesson["worksheet"]["activities"][0]["covers"] = [1]
    (folder / "lessons/01-sample.yaml").write_text(json.dumps(lesson), encoding="utf-8")
    assert "HB107" not in {finding.code for finding in lint(load_pack(folder), templates_in(None), date(2026, 1, 1))}


def test_a_school_has_its_own_profile_of_that_name(tmp_path: Path):
    text = (templates_in(None).read("profiles/ib-paper-1.yaml") or "").replace(
        "Unofficial: not an IB paper.", "Greenfield School mock."
    )
    own = tmp_path / "own"
    (own / "profiles").mkdir(parents=True)
    (own / "profiles/ib-paper-1.yaml").write_text(text, encoding="utf-8")
    pack = load_pack(_write(tmp_path / "papers", ib()))
    assert Composer(Templates(own), pack, "01-sample").document("source-paper").foot.text == "Greenfield School mock."
    (own / "profiles/ib-paper-1.yaml").write_text(text.replace("marks: 24", "marks: 25"), encoding="utf-8")
    with pytest.raises(HornbookError) as caught:
        Composer(Templates(own), pack, "01-sample").document("source-paper")
    assert str(caught.value.problems[0].place).startswith("profiles/ib-paper-1.yaml:")
