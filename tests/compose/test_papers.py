"""Source papers: the questions of a profile with the lesson's sources and key, in every tradition."""

from __future__ import annotations

from pathlib import Path

import pytest

from hornbook.compose import Composer, composers
from hornbook.document.nodes import AnswerSpace, Extract, Group, List, Question, Table
from hornbook.document.text import document_text
from hornbook.pack.load import load_pack
from hornbook.pipeline import templates_in
from hornbook.profiles import load_profile
from hornbook.render import FORMATS
from tests.compose.papers import IB, PROFILES, asked_for, composer, ib, paper_of, with_answer, write_paper
from tests.docx_text import shown_text
from tests.haystacks import found, pdf_text
from tests.samples import Sample, birds


@pytest.fixture(scope="module", params=PROFILES)
def profile(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def sample(profile: str, tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return Sample(write_paper(tmp_path_factory.mktemp(profile) / "papers", paper_of(profile)))


def test_a_paper_asks_what_its_profile_asks(profile: str, sample: Sample):
    rules = load_profile(profile, templates_in(None))
    document = sample.document("source-paper")
    assert [question.marks for question in asked_for(document)] == [rule.marks_total for rule in rules.questions]
    printed = [block.label for block in document.sections[0].children if isinstance(block, Extract)]
    assert printed == [f"Source {letter}" for letter in "ABCDEFG"[: rules.sources]]
    for question, rule in zip(asked_for(document), rules.questions, strict=True):
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
    wanted = birds(paper_of(profile), "robin") | {f"robin4{number}" for number in range(1, len(paper_of(profile)["sources"]) + 1)}
    for format_ in FORMATS:
        data = sample.file("source-paper", format_).data
        text = pdf_text(data) if format_ == "pdf" else "\n".join(shown_text(data))
        assert birds("".join(text.split())) == wanted
        for bird in ("canary", "nightjar"):
            assert found(bird, data) == []


def test_the_key_holds_every_answer_and_how_it_is_marked(profile: str, sample: Sample):
    text = "\n".join(document_text(sample.document("answer-key")))
    assert birds(text, "canary") == birds(paper_of(profile), "canary")
    rules = load_profile(profile, templates_in(None))
    for rule in rules.questions:
        rows = [level.descriptor for level in rule.levels] + [earned for row in rule.criteria for earned in row.earns]
        assert [row for row in rows if row.plain not in text] == []
        for cap in rule.caps:
            assert f"{cap.when}: no more than {cap.most}." in text
    if any(rule.levels or rule.criteria for rule in rules.questions):
        assert "(Source A, lines\u00a01–2: ‘number 1’)" in text


def test_levels_stay_with_the_caps_that_limit_them(profile: str, sample: Sample):
    """Half a table of levels at the foot of a page, and its caps over the leaf, cannot be marked with."""
    [schemes] = [section for section in sample.document("answer-key").sections if section.title == "Mark schemes"]
    assert not [block for block in schemes.children if isinstance(block, Table) and block.label == "Levels of response"]
    groups = [block for block in schemes.children if isinstance(block, Group)]
    assert len(groups) == len([rule for rule in load_profile(profile, templates_in(None)).questions if rule.levels])
    for group in groups:
        assert isinstance(group.children[0], Table)
        assert isinstance(group.children[-1], List)  # the caps: every answer of the sample has one


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
    rooms = [block.lines for question in asked_for(document) for block in question.children if isinstance(block, AnswerSpace)]
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
    document = composer(tmp_path, {**paper_of(profile_), "lines_per_mark": lines}).document("source-paper")
    assert [section.title for section in document.sections] == titles
    if len(titles) == 1:
        asked = next(index for index, block in enumerate(document.sections[0].children) if isinstance(block, Question))
        shown = next(index for index, block in enumerate(document.sections[0].children) if isinstance(block, Extract))
        assert asked < shown


def test_versions_keep_the_order_of_a_paper(tmp_path: Path):
    pack = load_pack(write_paper(tmp_path / "papers", ib()))
    made = Composer(templates_in(None), pack, "01-sample", ("A", "B"))
    first, second = (made.document("source-paper", version) for version in "AB")
    assert first.sections == second.sections
    assert (first.foot.code[-2:], second.foot.code[-2:]) == ("-A", "-B")
    assert made.warnings("source-paper", "B") == ()
    assert ("1 (a)", "1 (a)") in [line.labels for line in made.crosswalk()]


def test_tiers_of_a_paper(tmp_path: Path):
    pack = load_pack(write_paper(tmp_path / "papers", ib()))
    support, core, challenge = composers(templates_in(None), pack, "01-sample", ("",), ("support", "core", "challenge"))
    words = {each.tier: "\n".join(document_text(each.document("source-paper"))) for each in (support, core, challenge)}
    assert birds(words["core"], "nightjar") == set()
    assert birds(words["challenge"], "nightjar") == {f"nightjar{number}1" for number in range(5)}
    assert birds(words["support"], "nightjar") == {f"nightjar{number}0" for number in range(5)} | {
        f"nightjar4{n}" for n in (1, 2, 3, 4)
    }
    assert all(each.warnings("source-paper", "") == () for each in (support, core, challenge))
    assert len({each.sheets["source-paper"].code for each in (support, core, challenge)}) == 3


def test_words_that_help_are_in_alphabetical_order(tmp_path: Path):
    paper = with_answer("2", tiers={"support": {"word_bank": ["zorro", "Ávila", "azul"]}})
    pack = load_pack(write_paper(tmp_path / "papers", paper))
    text = "\n".join(document_text(Composer(templates_in(None), pack, "01-sample", tier="support").document("source-paper")))
    assert text.index("Ávila") < text.index("azul") < text.index("zorro")


def test_a_lesson_without_a_paper_has_none(tmp_path: Path):
    made = composer(tmp_path, ib())
    assert made.kinds() == ("worksheet", "source-paper", "answer-key")
