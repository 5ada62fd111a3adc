"""Folders in which commands run, and what runs them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from hornbook import pipeline
from hornbook.cli.commands import app
from hornbook.scaffold import new_pack
from tests.cli.running import Ran, Run


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    """A process reads a pack once; here one process runs many commands."""
    pipeline.forget()
    yield
    pipeline.forget()


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one pack, demo, in which commands run."""
    monkeypatch.chdir(tmp_path)
    new_pack("demo", Path("packs"))
    return tmp_path


@pytest.fixture
def run(work: Path) -> Run:
    def ran(*words: str) -> Ran:
        result = CliRunner().invoke(app, list(words), prog_name="hornbook")
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Ran(result.exit_code, result.stdout, result.stderr)

    return ran


@pytest.fixture
def broken(work: Path) -> str:
    """A second pack whose lesson has a fault in line 5; what is told of it."""
    new_pack("broken", Path("packs"))
    lesson = work / "packs/broken/lessons/01-printing.yaml"
    lesson.write_text(lesson.read_text(encoding="utf-8").replace("objectives:", "objektives:"), encoding="utf-8")
    return "packs/broken/lessons/01-printing.yaml"
