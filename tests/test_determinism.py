"""The same pack gives the same bytes: on any day, in any folder, in any locale, in whatever order sets are walked."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from hornbook.pipeline import Job, Options, run
from tests.samples import FULL, example, write_pack

RUNS: dict[str, dict[str, str]] = {
    "1": {"PYTHONHASHSEED": "1"},
    "2": {"PYTHONHASHSEED": "2", "SOURCE_DATE_EPOCH": "1234567890", "TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONUTF8": "0"},
}


def files_below(folder: Path) -> dict[str, bytes]:
    """The bytes of every file, by its path from the folder; what Hornbook notes for itself is left out."""
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file() and ".hornbook" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


@pytest.fixture(scope="module")
def tasks() -> list[dict[str, object]]:
    return [{key: value for key, value in example(name).items() if key not in ("id", "stimulus_group")} for name in FULL]


@pytest.mark.slow
def test_bytes_do_not_depend_on_where_and_when(tmp_path: Path, tasks: list[dict[str, object]], repository: Path):
    made = []
    for name, settings in RUNS.items():
        place = tmp_path / name / "work"
        write_pack(place / "packs" / "sample", tasks)
        command = [sys.executable, str(repository / "generate.py"), "build", "--output", f"out-{name}"]
        subprocess.run(command, cwd=place, env={**os.environ, **settings}, check=True, capture_output=True, timeout=120)
        made.append(files_below(place / f"out-{name}"))
    first, second = made
    assert list(first) == [
        f"sample/01-sample/01-sample-{name}"
        for name in (
            "answer-key.docx",
            "answer-key.pdf",
            "source-analysis.docx",
            "source-analysis.pdf",
            "worksheet.docx",
            "worksheet.pdf",
        )
    ]
    assert [name for name in first if first[name] != second[name]] == []


@pytest.mark.slow
def test_bytes_do_not_depend_on_what_was_built_before(tmp_path: Path, tasks: list[dict[str, object]]):
    """A process that builds many lessons keeps fonts, templates and themes: none may carry anything over."""
    packs = [write_pack(tmp_path / str(number) / "sample", tasks) for number in range(2)]
    first = Options(output=tmp_path / "first")
    run(Job(packs[0], "01-sample", first))
    run(Job(packs[0], "01-sample", Options(output=tmp_path / "other", theme="large-print", paper="letter")))
    run(Job(packs[1], "01-sample", Options(output=tmp_path / "again")))
    assert files_below(tmp_path / "first") == files_below(tmp_path / "again")
    assert files_below(tmp_path / "first") != files_below(tmp_path / "other")
