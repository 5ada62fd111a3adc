"""Places that cannot be written: what is told, and that earlier files are as they were."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.running import FILES, Run, complaint
from tests.test_determinism import files_below


def test_a_file_in_the_way_of_the_output(run: Run, work: Path):
    (work / "blocked").write_text("mine", encoding="utf-8")
    before = files_below(work)
    result = run("build", "--output", "blocked")
    assert (result.code, result.out) == (1, "")
    assert result.err == complaint(
        f"blocked/{FILES[0]}: cannot write the file: Not a directory",
        "a file stands where a folder is needed: choose another folder with --output",
    )
    (error,) = run("build", "--output", "blocked", "--json").json()["errors"]
    assert error["file"] == f"blocked/{FILES[0]}"
    assert files_below(work) == before


def test_a_folder_in_the_way_of_a_file(run: Run, work: Path):
    (work / "output" / FILES[0]).mkdir(parents=True)
    result = run("build", "--only", "worksheet", "--format", "pdf")
    assert result.code == 1
    assert f"output/{FILES[0]}: cannot write the file: " in result.err
    assert files_below(work / "output") == {}


@pytest.mark.parametrize(
    ("fault", "hint"),
    [
        (errno.ENOSPC, "the disk is full: make room, or choose another folder with --output"),
        (
            errno.EACCES,
            "you may not write there (or the file is open in another program): choose another folder with --output",
        ),
        (errno.EIO, "choose another folder with --output"),
    ],
)
def test_a_fault_in_writing_leaves_earlier_files_alone(
    fault: int, hint: str, run: Run, work: Path, monkeypatch: pytest.MonkeyPatch
):
    run("build")
    before = files_below(work)
    written = iter(range(100))

    def sync(_descriptor: int) -> None:
        if next(written) == 2:
            raise OSError(fault, os.strerror(fault))

    monkeypatch.setattr(os, "fsync", sync)
    result = run("build", "--theme", "large-print")
    assert result.code == 1
    assert result.err == complaint(f"output/{FILES[2]}: cannot write the file: {os.strerror(fault)}", hint)
    after = files_below(work)
    assert list(after) == list(before)
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {f"output/{file}" for file in FILES[:2]}


def test_an_error_in_one_document_writes_none(run: Run, work: Path, monkeypatch: pytest.MonkeyPatch):
    """All is set before anything is written."""
    run("build")
    before = files_below(work)
    own = work / "own" / "documents"
    own.mkdir(parents=True)
    (own / "answer-key.xml.j2").write_text("{{ nothing }}", encoding="utf-8")
    before |= {"own/documents/answer-key.xml.j2": b"{{ nothing }}"}
    assert run("build", "--templates", "own", "--theme", "large-print").code == 1
    assert files_below(work) == before


# In a process of its own, whose files may grow to 8 kB: a disk that runs full while a file is written.
_SMALL = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192))
from hornbook.cli import main
main()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the size of files that a process may set")
def test_a_disk_that_runs_full(work: Path, run: Run, repository: Path):
    run("build")
    before = files_below(work / "output")
    environment = {**os.environ, "PYTHONPATH": str(repository), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-c", _SMALL, "build", "--theme", "large-print", "--json"]
    result = subprocess.run(command, cwd=work, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert (result.returncode, result.stderr) == (1, "")
    (error,) = json.loads(result.stdout)["errors"]
    assert error["what"].startswith("cannot write the file: ")
    assert files_below(work / "output") == before
