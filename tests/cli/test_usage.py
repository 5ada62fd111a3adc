"""Words that are no command, as text and as JSON."""

from __future__ import annotations

import pytest

from tests.cli.running import Run


@pytest.mark.parametrize("words", [["frob"], ["build", "--frob"], ["build", "--format"], ["new"], []])
def test_words_that_are_no_command_leave_with_2(words: list[str], run: Run):
    assert run(*words).code == 2


@pytest.mark.parametrize(
    ("words", "what", "hint"),
    [
        ("frob --json", "No such command 'frob'", "look at hornbook --help"),
        ("--frob --json", "No such option: --frob", "look at hornbook --help"),
        ("build --frob --json", "No such option: --frob", "look at hornbook build --help"),
        ("build --json --jobs none", "Invalid value for '--jobs'", "look at hornbook build --help"),
        ("list --json --packs", "Option '--packs' requires an argument", "give the same command with --help"),
        ("batch --json", "Missing argument 'SCHOOL.yaml'", "look at hornbook batch --help"),
        ("new demo --json", "No such option: --json", "look at hornbook new --help"),
    ],
)
def test_words_that_are_no_command_say_so_in_json(words: str, what: str, hint: str, run: Run):
    result = run(*words.split())
    (error,) = result.json()["errors"]
    assert result.code == 2
    assert error["what"].startswith(what)
    assert error | {"what": ""} == {"file": None, "line": None, "column": None, "what": "", "hint": hint, "excerpt": None}


def test_what_stands_behind_two_hyphens_is_no_wish_for_json(run: Run):
    result = run("new", "--", "--json", "--json")
    assert (result.code, result.out) == (2, "")
