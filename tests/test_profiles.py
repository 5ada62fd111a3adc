"""Exam profiles: the built-in ones are sound, and whatever can be wrong in one is told with its line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from hornbook.errors import TemplateError
from hornbook.profiles import Profile, load_profile, profile_names
from hornbook.templates import Templates

BUILT_IN = {
    "ap-dbq": (7, [["1"]]),
    "aqa-a-level-component-2": (30, [["1"]]),
    "edexcel-gcse-paper-3": (52, [["1"], ["2"], ["3a", "3b", "3c", "3d"]]),
    "ib-paper-1": (24, [["1a", "1b"], ["2"], ["3"], ["4"]]),
}

GOOD = """\
name: Two sources
unofficial: Not a paper of any board.
valid_until: 2027-12-31
about: Made up.
sources: 2
marks: 10
questions:
  - number: 1a
    skill: Reading
    stem: What does {sources} say of {topic}?
    sources: 1
    marks: 2
  - number: 1b
    skill: Weighing
    stem: Which of {sources} helps more to answer ‘{enquiry}’?
    marks: 4
    levels:
      - {level: 1, marks: 1-2, descriptor: Chooses.}
      - {level: 2, marks: 3-4, descriptor: Weighs.}
    caps:
      - {when: Only one source, most: 2}
  - number: 2
    skill: Arguing
    stem: How far {topic}?
    marks: 3
    criteria:
      - {criterion: Thesis, marks: 1, earns: [Takes a position]}
      - {criterion: Evidence, marks: 2, earns: [Uses one source, Uses both]}
    further: {name: spelling, marks: 1, levels: [{level: 1, marks: 1, descriptor: Mostly right}]}
"""


def loaded(folder: Path, text: str) -> Profile:
    """A profile from a school's own folder."""
    (folder / "profiles").mkdir(parents=True)
    (folder / "profiles/own.yaml").write_text(text, encoding="utf-8")
    return load_profile("own", Templates(folder))


def told(folder: Path, text: str) -> list[str]:
    """What is wrong with a profile: the line, what, and the hint."""
    with pytest.raises(TemplateError) as caught:
        loaded(folder, text)
    assert {problem.place.file for problem in caught.value.problems if problem.place} == {"profiles/own.yaml"}
    return [f"{problem.place.line if problem.place else 0}: {problem.what} — {problem.hint}" for problem in caught.value.problems]


def test_the_built_in_profiles():
    templates = Templates()
    found = {name: load_profile(name, templates) for name in profile_names(templates)}
    assert {
        name: (profile.marks, [[question.number for question in parts] for parts in profile.numbered()])
        for name, profile in found.items()
    } == BUILT_IN
    for profile in found.values():
        assert profile.unofficial.plain.startswith("Unofficial: not a")


def test_a_profile_of_a_school(tmp_path: Path):
    profile = loaded(tmp_path, GOOD)
    assert [question.marks_total for question in profile.questions] == [2, 4, 4]
    assert profile.valid_until == date(2027, 12, 31)
    filled = profile.questions[1].filled({"sources": "Sources A and B", "topic": "", "enquiry": "Why?"})
    assert filled == "Which of Sources A and B helps more to answer ‘Why?’?"
    assert "own" in profile_names(Templates(tmp_path))


def test_a_stem_is_filled_once(tmp_path: Path):
    """What a pack says is data: braces in it fill nothing."""
    stem = loaded(tmp_path, GOOD).questions[0]
    assert stem.filled({"sources": "Source A", "topic": "{enquiry}"}) == "What does Source A say of {enquiry}?"


WRONG = {
    "levels overlap": (
        ("level: 2, marks: 3-4", "level: 2, marks: 2-4"),
        "13: marks do not add up: level 2 starts at 2 instead of 3 — mend its marks",
    ),
    "levels leave a hole": (
        ("level: 1, marks: 1-2", "level: 1, marks: '1'"),
        "13: marks do not add up: level 2 starts at 3 instead of 2 — mend its marks",
    ),
    "levels end too soon": (
        ("level: 2, marks: 3-4", "level: 2, marks: '3'"),
        "13: marks do not add up: the levels reach 3, the task has 4 — mend the top level or marks",
    ),
    "levels upside down": (
        (
            "level: 1, marks: 1-2, descriptor: Chooses.}\n      - {level: 2",
            "level: 2, marks: 1-2, descriptor: Chooses.}\n      - {level: 1",
        ),
        "13: level 2 stands where level 1 belongs — number them from the lowest, 1",
    ),
    "levels and criteria": (
        ("    criteria:", "    levels: [{level: 1, marks: 1-3, descriptor: Argues}]\n    criteria:"),
        "22: question 2 has levels and criteria — keep one of the two",
    ),
    "criteria that do not sum": (
        ("Evidence, marks: 2", "Evidence, marks: 1"),
        "22: marks do not add up: the criteria give 2, the question has 3 — change one of them",
    ),
    "levels of further marks": (
        ("{name: spelling, marks: 1,", "{name: spelling, marks: 2,"),
        "29: marks do not add up: the levels reach 1, the task has 2 — mend the top level or marks",
    ),
    "marks that do not sum": (
        ("marks: 10", "marks: 12"),
        "6: marks do not add up: 2 + 4 + 4 = 10, marks says 12 — change one of them",
    ),
    "a cap that caps nothing": (
        ("most: 2", "most: 4"),
        "13: a cap of 4 in a question of 4 marks caps nothing — lower it, or delete it",
    ),
    "an unknown field": (("skill: Reading", "skil: Reading"), '9: unknown key "skil" — did you mean "skill"?'),
    "an unknown place": (
        ("How far {topic}?", "How far {topics}?"),
        '22: a stem has no place "{topics}" — did you mean "topic"?',
    ),
    "a number left out": (("number: 2\n", "number: 3\n"), '8: after question "1b" comes "3" — number it 1c or 2 or 2a'),
    "a first number that is not 1": (
        ("number: 1a", "number: 2a"),
        '8: the first question is "2a" — number it 1, or 1a if it has several parts',
    ),
    "a part alone": (("number: 1b", "number: 2"), '8: after question "1a" comes "2" — number it 1b'),
    "a part alone at the end": (("number: 2\n", "number: 2a\n"), '8: question "2a" has no second part — number it 2'),
    "a number of another kind": (
        ("number: 1a", "number: one"),
        '8: "number" cannot be "one" — The number as answers name it: 2, or 1a and 1b for the parts of question 1',
    ),
    "more sources than the paper has": (
        ("    sources: 1", "    sources: 3"),
        "1: question 1a is about 3 sources, the paper has 2 — change one of them",
    ),
    "no date": (
        ("2027-12-31", "end of 2027"),
        '3: "end of 2027" is no day of the calendar — write it like 2027-12-31',
    ),
    "not unofficial": (
        ("unofficial: Not a paper of any board.\n", ""),
        '1: missing key "unofficial" — add "unofficial:", printed at the foot of every page: Unofficial: not an IB paper',
    ),
    "an anchor": (("name: Two sources", "name: &two sources"), None),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_with_a_profile(case: str, tmp_path: Path):
    (old, new), expected = WRONG[case]
    assert GOOD.count(old) == 1
    (problem,) = told(tmp_path, GOOD.replace(old, new))
    if expected is not None:
        assert problem == expected
    else:
        assert problem.startswith('1: a text that begins with "&": YAML takes it for an anchor')


def test_faults_of_a_profile_are_told_together(tmp_path: Path):
    text = GOOD.replace("most: 2", "most: 9").replace("{topic}?\n    marks: 3", "{theme}?\n    marks: 3")
    assert [problem.partition(":")[0] for problem in told(tmp_path, text)] == ["13", "22"]


def test_an_empty_profile(tmp_path: Path):
    assert told(tmp_path, "# nothing yet\n") == ["0: the file is empty — see the built-in profiles for what belongs here"]
