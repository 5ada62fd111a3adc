"""A command that has nothing to do: quick, and never wrong about it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from hornbook import pipeline
from hornbook.batch.recent import Command
from hornbook.cli import app
from hornbook.scaffold import new_pack
from tests.test_determinism import files_below

KNOWN = "Nothing has changed since these were made"


@pytest.fixture(autouse=True)
def _work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)
    for name in ("one", "two"):
        new_pack(name, Path("packs"))
    yield
    forget()


def forget() -> None:
    for kept in (pipeline.pack_in, pipeline.templates_in, pipeline.theme_of):
        kept.cache_clear()


def build(*words: str) -> str:
    forget()
    result = CliRunner().invoke(app, ["build", "--only", "worksheet", "--format", "docx", *words], prog_name="hornbook")
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout


def known(*words: str) -> bool:
    """Whether a command finds that there is nothing to do; what it tells must be the same but for that."""
    told = build(*words)
    (command,) = Path("output/.hornbook").glob("command-*.json")
    assert command.exists()
    return KNOWN in told


def test_what_is_known_is_told_as_before():
    first = build()
    assert build() == first + f"{KNOWN}; --fresh makes them anew.\n"
    assert build("--json") == build("--fresh", "--json")


def test_it_need_not_wait_for_the_libraries(repository: Path):
    build()
    code = (
        "import sys; from hornbook.cli import app; words = ['build', '--only', 'worksheet', '--format', 'docx']\n"
        "app(words, standalone_mode=False)\n"
        "heavy = {'hornbook.pipeline', 'jinja2', 'reportlab', 'docx', 'lxml', 'fontTools', 'rich.progress'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], env={"PYTHONPATH": str(repository)}, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    assert KNOWN in ran.stdout


@pytest.mark.parametrize("change", ["lesson", "picture", "new pack", "output cut", "output gone", "record cut"])
def test_any_change_is_seen(change: str):
    build()
    assert known()
    whole = files_below(Path("output"))
    lesson, (file, _) = Path("packs/one/lessons/01-printing.yaml"), sorted(Path("output").rglob("*.docx"))
    match change:
        case "lesson":
            lesson.write_text(lesson.read_text(encoding="utf-8") + "\n# a remark\n", encoding="utf-8")
        case "picture":
            Path("packs/one/images").mkdir()
            Path("packs/one/images/map.png").write_bytes(b"no picture that anything names")
        case "new pack":
            new_pack("three", Path("packs"))
        case "output cut":
            file.write_bytes(file.read_bytes()[:-1])
        case "output gone":
            file.unlink()
        case _:
            (record,) = Path("output/.hornbook").glob("command-*.json")
            record.write_bytes(record.read_bytes()[:-9])
    assert known() == (change == "record cut")  # then each lesson's own record says so
    assert known()
    assert files_below(Path("output")).items() >= whole.items()


def test_options_and_targets_make_another_command():
    build()
    for words in (
        ["one"],
        ["--theme", "large-print"],
        ["--size", "14"],
        ["--paper", "letter"],
        ["--versions", "2"],
        ["--embed-fonts"],
    ):
        assert KNOWN not in build(*words, "--output", "other") or words == ["one"]


def test_a_command_with_a_fault_is_not_remembered():
    lesson = Path("packs/one/lessons/01-printing.yaml")
    lesson.write_text(lesson.read_text(encoding="utf-8") + "\nwhatever: 1\n", encoding="utf-8")
    for _ in range(2):
        forget()
        result = CliRunner().invoke(app, ["build", "--only", "worksheet", "--format", "docx"])
        assert result.exit_code == 1
        assert 'unknown key "whatever"' in result.stderr
    assert not list(Path("output/.hornbook").glob("command-*.json"))


def test_what_cannot_be_told_has_no_number():
    assert Command(("nothing",), "", Path("packs"), None, Path("output")).inputs() == ""
    assert Command(("one",), "", Path("packs"), None, Path("output")).inputs() != ""
