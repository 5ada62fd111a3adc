"""Each rule, where it finds something and where it does not, and silences."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from hornbook import pipeline
from hornbook.errors import PackError
from hornbook.lint import RULES, lint, told
from hornbook.pack.load import load_pack
from hornbook.pipeline import templates_in

Data = dict[str, Any]

PACK: Data = {
    "title": "Sound pack",
    "level": "ages 14–16",
    "language": "en-GB",
    "licence": "CC BY 4.0",
    "period": "1917-1934",
    "glossary": [{"id": "pariah", "term": "pariah", "definition": "an outcast"}],
    "timeline": [{"id": "genoa", "date": "1922", "sort": "1922", "event": "Genoa"}],
}
SPEECH: Data = {
    "id": "speech",
    "kind": "speech",
    "title": "A speech",
    "author": "Somebody",
    "date": "10 April 1922",
    "precision": "day",
    "reference": "A book",
    "licence": "public domain",
    "text": "We are ready to trade with all the states of the world, and we say so in public today.",
}
LESSON: Data = {
    "title": "Genoa",
    "enquiry": "Why did they meet?",
    "objectives": ["explain why they met", "judge what it changed"],
    "minutes": 60,
    "context": "They met in 1922.",
    "sources": ["speech"],
    "worksheet": {
        "activities": [
            {
                "type": "short_answer",
                "covers": [1],
                "sources": ["speech"],
                "questions": [{"prompt": "What does he offer?", "points": ["He says ‘ready to trade’ (line 1)"]}],
            },
            {
                "type": "multiple_choice",
                "covers": [2],
                "questions": [
                    {"stem": "Who met?", "options": [{"text": "diplomats", "correct": True}, {"text": "poets", "why": "a guess"}]}
                ],
            },
            {"type": "gap_fill", "covers": [1], "text": "They met in the town of {{Liguria}}."},
        ]
    },
    "teacher": {"timing": [{"minutes": 25, "step": "Read"}, {"minutes": 35, "step": "Write"}]},
}


class Made:
    """A pack that no rule finds fault with, and what a test changes in it."""

    def __init__(self) -> None:
        self.pack, self.speech, self.lesson = (copy.deepcopy(data) for data in (PACK, SPEECH, LESSON))

    @property
    def tasks(self) -> list[Data]:
        return self.lesson["worksheet"]["activities"]  # type: ignore[no-any-return] # it is as it stands above


@pytest.fixture
def made() -> Made:
    return Made()


@pytest.fixture
def found(made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], list[str]]]:
    """What is found in the pack as it has been made: file, line, what and code."""
    monkeypatch.chdir(tmp_path)

    def findings() -> list[str]:
        files = {"pack.yaml": made.pack, "sources.yaml": {"sources": [made.speech]}, "lessons/01-genoa.yaml": made.lesson}
        for name, data in files.items():
            path = Path("p", name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=10_000), encoding="utf-8")
        problems = [(each, each.place) for each in told(lint(load_pack(Path("p")), templates_in(None), date(2026, 1, 1)))]
        return [f"{place.file.removeprefix('p/')}:{place.line}: {problem.what}" for problem, place in problems if place]

    yield findings
    pipeline.forget()


def test_a_sound_pack_is_left_alone(found: Callable[[], list[str]]):
    assert found() == []


def change(path: str, value: object) -> Callable[[Made], None]:
    def changed(made: Made) -> None:
        of, *steps, last = path.split("/")
        node = getattr(made, of)
        for step in steps:
            node = node[int(step) if step.isdecimal() else step]
        node[int(last) if last.isdecimal() else last] = value

    return changed


RANKS = (1, 2, 2, 3, 3, 3, 4, 4, 5)
DIAMOND = {
    "type": "diamond_nine",
    "covers": [1],
    "factors": [{"factor": f"Reason {index}", "rank": rank} for index, rank in enumerate(RANKS)],
}

LONG = (
    "Representatives of governments which considered themselves fundamentally incompatible nevertheless acknowledged that "
    "international reconstruction necessitated comprehensive commercial agreements, notwithstanding considerable ideological "
    "disagreements concerning compensation for nationalised property. "
)


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        pytest.param(
            change("tasks/0/questions/0/points", ["He says ‘ready to fight’ (line 1)"]),
            "lessons/01-genoa.yaml:20: the words ‘ready to fight’ do not stand in line 1 of Source A [HB101]",
            id="quotation",
        ),
        pytest.param(
            change("tasks/0/questions/0/points", ["He says ‘ready to trade’ (Source A, line 2)"]),
            "lessons/01-genoa.yaml:20: the words ‘ready to trade’ do not stand in line 2 of Source A [HB101]",
            id="quotation in another line",
        ),
        pytest.param(
            change("lesson/context", LONG * 3),
            "lessons/01-genoa.yaml:7: the background is for readers of 47, the pack for those up to 16 [HB102]",
            id="reading level",
        ),
        pytest.param(
            change("speech/text", "We are nonchalantly ready for warmongers today."),
            'sources.yaml:10: words of the source "speech" are rare and not explained: ‘nonchalantly’, ‘warmongers’ [HB103]',
            id="hard words",
        ),
        pytest.param(
            change("tasks/1/questions/0/options/1", {"text": "poets"}),
            "lessons/01-genoa.yaml:29: the key does not say why ‘poets’ tempts [HB104]",
            id="reason",
        ),
        pytest.param(
            change("speech/licence", "unknown"),
            'sources.yaml:9: on what terms the source "speech" may be copied is not settled: unknown [HB105]',
            id="licence",
        ),
        pytest.param(
            change("speech/licence", "CC BY-SA 4.0"),
            'sources.yaml:9: the licence of the source "speech" asks for a credit, and there is none [HB105]',
            id="credit",
        ),
        pytest.param(
            change("speech/precision", "unknown"),
            'sources.yaml:2: the date of the source "speech" is not known, and its provenance does not say so [HB106]',
            id="provenance",
        ),
        pytest.param(
            change("tasks/1/covers", []),
            "lessons/01-genoa.yaml:5: no task serves objective 2: judge what it changed [HB107]",
            id="objective",
        ),
        pytest.param(
            change("tasks/2/text", "They met near the town of {{diplomats}}."),
            "lessons/01-genoa.yaml:31: the answer ‘diplomats’ stands in question 2 of the worksheet [HB108]",
            id="answer elsewhere",
        ),
        pytest.param(
            change("lesson/context", "They met in 1992."),
            "lessons/01-genoa.yaml:7: the year 1992 lies outside the pack's period, 1917–1934 [HB109]",
            id="year",
        ),
        pytest.param(
            change("pack/timeline/0/sort", "1822"),
            "pack.yaml:13: the year 1822 lies outside the pack's period, 1917–1934 [HB109]",
            id="event",
        ),
        pytest.param(
            change("lesson/minutes", 50),
            "lessons/01-genoa.yaml:37: the steps of the lesson take 60 minutes, the lesson 50 [HB110]",
            id="timing",
        ),
        pytest.param(
            change("tasks/0/minutes", 61),
            "lessons/01-genoa.yaml:12: the tasks of the worksheet take 61 minutes, the lesson 60 [HB110]",
            id="time for the tasks",
        ),
        pytest.param(
            change("tasks/2", {"type": "find_and_fix", "covers": [1], "text": "They met in {{Rome|Genoa}}."}),
            "lessons/01-genoa.yaml:34: the key does not say why ‘Rome’ is wrong [HB104]",
            id="reason for an error",
        ),
        pytest.param(
            change("tasks/2", DIAMOND),
            "lessons/01-genoa.yaml:51: the key does not say why ‘Reason 8’ stands at the foot [HB104]",
            id="reason for a place",
        ),
    ],
)
def test_a_rule_finds_what_it_is_for_and_can_be_silenced(
    made: Made, found: Callable[[], list[str]], changed: Callable[[Made], None], expected: str
):
    changed(made)
    assert expected in found()
    code = expected[-6:-1]
    made.pack["silence"] = [{"rule": code, "reason": "we looked at it"}]
    assert not [text for text in found() if f"[{code}]" in text]


@pytest.mark.parametrize(
    ("changed"),
    [
        pytest.param(change("speech/gloss", [{"term": "ready", "meaning": "willing"}]), id="glossed"),
        pytest.param(change("speech/text", "We are ready to trade, and no pariahs any more."), id="in the glossary"),
        pytest.param(change("lesson/context", "It cost 1922000 roubles, or 1850% more, or £1850."), id="no years"),
        pytest.param(change("speech/provenance", "Somebody; the day is not known."), id="date known to be unknown"),
        pytest.param(change("tasks/2", {**DIAMOND, "points": ["It moved both of them."]}), id="reasons for a ranking as a whole"),
        pytest.param(
            change("tasks/2", {"type": "find_and_fix", "covers": [1], "text": "In {{Rome|Genoa|It lies by the sea.}}."}),
            id="error explained",
        ),
        pytest.param(change("tasks/2/text", "There were {{2}} of them, {{B}}."), id="numbers and letters are no answers to hide"),
    ],
)
def test_a_rule_leaves_alone_what_is_sound(made: Made, found: Callable[[], list[str]], changed: Callable[[Made], None]):
    changed(made)
    assert found() == []


def test_a_task_without_an_objective_is_told_only_where_others_have_one(made: Made, found: Callable[[], list[str]]):
    del made.tasks[2]["covers"]
    assert found() == ["lessons/01-genoa.yaml:31: question 3 of the worksheet serves no objective [HB107]"]
    for task in made.tasks:
        task.pop("covers", None)
    assert found() == []


def test_an_objective_that_there_is_not_is_an_error(made: Made, found: Callable[[], list[str]]):
    made.tasks[0]["covers"] = [3]
    with pytest.raises(PackError, match=r"there is no objective 3: the lesson has 2\n"):
        found()


def test_a_silence_may_be_narrow(made: Made, found: Callable[[], list[str]]):
    made.speech["licence"] = "unknown"
    made.lesson["silence"] = [{"rule": "HB105", "reason": "it is not here"}]
    made.pack["silence"] = [{"rule": "HB105", "reason": "an old book", "about": "another"}]
    codes = [text[-6:-1] for text in found()]
    assert codes == ["HB100", "HB100", "HB105"]
    made.pack["silence"][0]["about"] = '"speech"'
    del made.lesson["silence"]
    assert found() == []


@pytest.mark.parametrize(
    ("silence", "expected"),
    [
        ({"rule": "HB999", "reason": "no"}, "there is no rule HB999 [HB100]"),
        ({"rule": "HB110", "reason": "no"}, "this silences nothing: HB110 finds nothing here [HB100]"),
    ],
)
def test_a_silence_that_does_nothing_is_told(made: Made, found: Callable[[], list[str]], silence: Data, expected: str):
    made.pack["silence"] = [silence]
    assert [text.partition(": ")[2] for text in found()] == [expected]


def test_a_silence_needs_its_reason(made: Made, found: Callable[[], list[str]]):
    made.pack["silence"] = [{"rule": "HB110"}]
    with pytest.raises(PackError, match='missing key "reason"'):
        found()


def test_codes_are_in_order_and_each_has_its_section_in_the_docs():
    codes = [rule.code for rule in RULES]
    assert codes == sorted(set(codes))
    page = (Path(__file__).parents[2] / "docs/checks.md").read_text(encoding="utf-8")
    for rule in RULES:
        assert f"## {rule.code} {rule.name}\n" in page
