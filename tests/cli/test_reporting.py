"""What is told of packs, documents and templates that are wrong, and that the rest is made."""

from __future__ import annotations

from pathlib import Path

import pytest

from hornbook.render import FORMATS
from tests.cli.running import FILES, Run, complaint
from tests.test_determinism import files_below


def test_a_lesson_is_built_though_another_is_wrong(run: Run, broken: str, work: Path):
    lessons = work / "packs/broken/lessons"
    good = (work / "packs/demo/lessons/01-printing.yaml").read_bytes()
    (lessons / "02-good.yaml").write_bytes(good)
    assert run("build", "broken/02-good", "--format", "pdf").code == 0
    assert run("build", "broken/01-printing").code == 1
    for target in ("broken", "broken/02-good"):
        result = run("check", target)
        assert result.code == 1
        assert result.err.count(f"{broken}:5:1: unknown key") == 1


@pytest.mark.parametrize("command", ["build", "check"])
def test_a_wrong_pack_leaves_with_1_and_is_told_with_its_line(command: str, run: Run, broken: str):
    result = run(command, "broken")
    assert result.code == 1
    assert f'{broken}:5:1: unknown key "objektives"\n' in result.err
    assert "  5 | objektives:\n    | ^\n" in result.err
    assert 'hint: did you mean "objectives"?' in result.err
    assert result.out == ""


def test_a_wrong_pack_hides_no_other(run: Run, broken: str, work: Path):
    result = run("build", "--json")
    assert result.code == 1
    assert {error["file"] for error in result.json()["errors"]} == {broken}
    assert len(result.json()["files"]) == len(FILES)
    assert sorted(files_below(work / "output")) == sorted(FILES)


def test_a_document_no_page_can_hold_names_its_lesson(run: Run, monkeypatch: pytest.MonkeyPatch):
    from hornbook.errors import Problem, RenderError

    def refuse(*_: object) -> None:
        raise RenderError(Problem("it is too wide", "make it narrower"))

    monkeypatch.setitem(FORMATS, "docx", refuse)
    result = run("build", "--only", "worksheet")
    assert result.code == 1
    assert result.err.startswith("packs/demo/lessons/01-printing.yaml:3:1: it is too wide (in the worksheet, as docx)\n")


@pytest.mark.parametrize("command", ["build", "check"])
def test_a_wrong_template_leaves_with_1(command: str, run: Run, work: Path):
    own = work / "own" / "activities" / "short_answer.xml.j2"
    own.parent.mkdir(parents=True)
    own.write_text("{% block sheet %}\n<p>{{ nothing }}</p>\n{% endblock %}", encoding="utf-8")
    result = run(command, "--templates", "own")
    lesson = (work / "packs/demo/lessons/01-printing.yaml").read_text(encoding="utf-8").splitlines()
    line = lesson.index("    - type: short_answer") + 1
    assert (result.code, result.out) == (1, "")
    assert result.err == complaint(
        "activities/short_answer.xml.j2:2: 'nothing' is undefined "
        f"(in the sheet of task 4 (short answer), packs/demo/lessons/01-printing.yaml:{line}:7)\n  2 | <p>{{{{ nothing }}}}</p>",
        "mend the template, or remove your own copy of it to get the built-in one",
    )
    (error,) = run(command, "--templates", "own", "--json").json()["errors"]
    assert (error["file"], error["line"], error["excerpt"]) == ("activities/short_answer.xml.j2", 2, "<p>{{ nothing }}</p>")
    assert not (work / "output").exists()
