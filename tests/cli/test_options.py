"""Names and options that there are not: nothing is made, and a hint says what there is."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import Run, complaint

WRONG = {
    ("build", "dmo"): ('there is no pack "dmo"', 'did you mean "demo"?'),
    ("build", "elsewhere/x"): ('there is no pack "elsewhere/x"', "choose one of: demo"),
    ("build", "demo/01-printin"): ('the pack "demo" has no lesson "01-printin"', 'did you mean "01-printing"?'),
    ("build", "--format", "doc"): ('there is no format "doc"', 'did you mean "docx"?'),
    ("build", "--only", "key"): (
        'there is no document "key"',
        (
            "choose one of: answer-key, cover, knowledge-organiser, retrieval-starters, retrieval-starters-key, "
            "source-analysis, source-booklet, source-paper, teacher-notes, worksheet"
        ),
    ),
    ("build", "demo/01-printing", "--only", "cover"): (
        'no lesson has the document "cover"; it is of a pack as a whole',
        "name the pack alone: demo",
    ),
    ("build", "demo", "--only", "cover", "--roster", "9b.csv"): (
        "a class gets copies of what belongs to a lesson, not to a pack as a whole",
        "leave --roster out, or name another document after --only",
    ),
    ("build", "--paper", "a5"): ('there is no paper "a5"', "choose one of: a4, letter"),
    ("build", "--theme", "clasic"): ('there is no theme "clasic"', 'did you mean "classic"?'),
    ("build", "--templates", "nowhere"): (
        "there is no folder of templates at nowhere",
        "name a folder that exists after --templates",
    ),
    ("build", "--packs", "nowhere"): ("there is no pack in nowhere", "make one with the command new"),
    ("build", "demo", "--packs", "nowhere"): (
        'there is no pack "demo"',
        "there is no pack in nowhere: make one with the command new",
    ),
    ("check", "dmo"): ('there is no pack "dmo"', 'did you mean "demo"?'),
    ("check", "--packs", "nowhere"): ("there is no pack in nowhere", "make one with the command new"),
    ("list", "--packs", "nowhere"): (
        "there is no folder nowhere",
        "name the folder of your packs after --packs, or make a pack with the command new",
    ),
}


@pytest.mark.parametrize("words", WRONG, ids=" ".join)
def test_a_wrong_command_leaves_with_2(words: tuple[str, ...], run: Run, work: Path):
    result = run(*words)
    assert (result.code, result.out, result.err) == (2, "", complaint(*WRONG[words]))
    assert not (work / "output").exists()


@pytest.mark.parametrize("words", WRONG, ids=" ".join)
def test_a_wrong_command_says_so_in_json(words: tuple[str, ...], run: Run):
    result = run(*words, "--json")
    what, hint = WRONG[words]
    nothing = {"file": None, "line": None, "column": None, "excerpt": None}
    assert result.code == 2
    assert result.json() == {"errors": [nothing | {"what": what, "hint": hint}]}


@pytest.mark.parametrize("count", ["0", "9"])
def test_a_number_of_versions_that_cannot_be(count: str, run: Run):
    result = run("build", "--versions", count)
    assert result.code == 2
    assert result.err == complaint(f"there cannot be {count} versions of a sheet", "ask for 2 to 8, or leave --versions out")


def test_a_tier_there_is_not(run: Run):
    result = run("build", "--tier", "suport")
    assert (result.code, result.err) == (2, complaint('there is no tier "suport"', 'did you mean "support"?'))
