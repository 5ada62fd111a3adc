"""Runs that are stopped, killed, starved of disk or doubled: whole files or none, and the next run does the rest."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from hornbook.scaffold import new_pack
from tests.test_determinism import files_below

GENERATE = Path(__file__).parents[1] / "generate.py"
PACKS = ("one", "two", "three", "four")
COMMAND = [sys.executable, str(GENERATE), "build", "--only", "worksheet", "--jobs", "2", "--json", "--output"]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with four packs, and in the folder "whole" what is made of them."""
    folder = tmp_path_factory.mktemp("school")
    for name in PACKS:
        new_pack(name, folder / "packs")
    run = start(folder, "whole")
    run.communicate()
    assert run.returncode == 0
    assert len(files_below(folder / "whole")) == 2 * len(PACKS)
    return folder


def start(folder: Path, output: str, limit: Callable[[], None] | None = None) -> subprocess.Popen[str]:
    """A run, in a session of its own so that signals to it reach nobody else."""
    return subprocess.Popen(
        [*COMMAND, output],
        cwd=folder,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=limit,  # noqa: PLW1509 - nothing but the limit is set there
    )


def whole(folder: Path, output: str) -> int:
    """How many files are there, each of which must be as it ought to be."""
    found, ought = files_below(folder / output), files_below(folder / "whole")
    visible = {name: data for name, data in found.items() if not name.endswith(".part")}
    assert visible.items() <= ought.items()
    return len(visible)


def gone(group: int) -> bool:
    """Whether no process of a session is left."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return True
    return False


@pytest.mark.slow
def test_a_run_that_is_killed_leaves_whole_files_and_the_next_goes_on(school: Path):
    """Twenty times at any moment, every other time with all its processes, as when the power fails."""
    begun = time.monotonic()
    start(school, "timed").communicate()
    lasts = time.monotonic() - begun
    chance = random.Random(20)
    counts = [0]
    for number in range(20):
        run = start(school, "killed")
        time.sleep(chance.uniform(0.2, 0.9) * lasts)
        (os.killpg if number % 2 else os.kill)(run.pid, signal.SIGKILL)
        run.communicate()
        counts.append(whole(school, "killed"))
    assert counts == sorted(counts)  # nothing that was done is lost
    run = start(school, "killed")
    out, err = run.communicate()
    assert (run.returncode, err) == (0, "")
    assert len(json.loads(out)["files"]) == whole(school, "killed") == 2 * len(PACKS)


def test_processes_do_not_outlive_the_run_that_started_them(school: Path):
    run = start(school, "orphaned")
    while not list((school / "orphaned").glob(".hornbook/*.json")) and run.poll() is None:
        time.sleep(0.01)
    os.kill(run.pid, signal.SIGKILL)
    run.communicate()
    begun = time.monotonic()
    while not gone(run.pid) and time.monotonic() - begun < 5:
        time.sleep(0.05)
    assert gone(run.pid)


def test_ctrl_c_stops_within_two_seconds_and_says_what_is_done(school: Path):
    """A terminal sends it to all processes at once."""
    run = start(school, "stopped")
    while not list((school / "stopped").glob(".hornbook/*.json")) and run.poll() is None:
        time.sleep(0.01)
    begun = time.monotonic()
    os.killpg(run.pid, signal.SIGINT)
    out, err = run.communicate()
    assert time.monotonic() - begun < 2
    assert run.returncode == 1
    assert "Traceback" not in err
    assert err.startswith("Stopped: ")
    assert err.endswith(" of 4 lessons are done. The same command does the rest.\n")
    assert not list((school / "stopped").rglob("*.part"))
    assert len(json.loads(out)["files"]) <= whole(school, "stopped")


def test_two_runs_into_one_folder_do_not_disturb_each_other(school: Path):
    runs = [start(school, "doubled") for _ in range(2)]
    told = [run.communicate() for run in runs]
    assert [(run.returncode, err) for run, (_, err) in zip(runs, told, strict=True)] == [(0, "")] * 2
    assert whole(school, "doubled") == 2 * len(PACKS)
    assert not list((school / "doubled").rglob("*.part"))


def test_a_full_disk_is_told_and_leaves_no_half_file(school: Path):
    """A limit on the size of files stands for the disk: what is larger cannot be written to its end."""
    largest = max(map(len, files_below(school / "whole").values()))

    def limit() -> None:
        import resource  # there is none on Windows

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest - 1, largest - 1))

    run = start(school, "full", limit)
    out, _ = run.communicate()
    assert run.returncode == 1
    errors = json.loads(out)["errors"]
    assert errors
    assert all(error["what"].startswith("cannot write the file: ") for error in errors)
    assert not list((school / "full").rglob("*.part"))
    assert whole(school, "full") < 2 * len(PACKS)
    run = start(school, "full")
    run.communicate()
    assert run.returncode == 0
    assert whole(school, "full") == 2 * len(PACKS)


_FULL = """
mkdir small && mount -t tmpfs -o size=$1k none small || exit 77
shift
"$@" > first; echo $? > code
mkdir seen && cp -r small/. seen
mount -o remount,size=20m none small
"$@" > second && cp -r small again
"""
"""Two runs onto a disk that is first too small and then larger, in a mount namespace of their own; what stood on it is copied."""


def test_a_disk_that_runs_full_holds_whole_files_and_the_next_run_does_the_rest(school: Path):
    """A small disk in memory, which a user may mount where the system lets users have namespaces."""
    files = files_below(school / "whole").values()
    if not (unshare := shutil.which("unshare")):
        pytest.skip("there is no unshare on this system")
    kilobytes = str(sum(map(len, files)) // 1024 * 2 // 3)
    words = [unshare, "--user", "--map-root-user", "--mount", "sh", "-c", _FULL, "sh", kilobytes, *COMMAND, "small"]
    run = subprocess.run(words, check=False, cwd=school, capture_output=True, text=True)
    if run.returncode == 77 or "unshare failed" in run.stderr:
        pytest.skip("users may not mount anything on this system")
    told = [json.loads((school / name).read_text(encoding="utf-8")) for name in ("first", "second")]
    assert (school / "code").read_text(encoding="utf-8") == "1\n"
    errors = told[0]["errors"]
    assert errors
    assert all(error["what"] == "cannot write the file: No space left on device" for error in errors)
    assert all(error["hint"].startswith("the disk is full: make room") for error in errors)
    assert not list((school / "seen").rglob("*.part"))
    assert 0 < whole(school, "seen") < whole(school, "again") == 2 * len(PACKS)
    assert told[1]["errors"] == []


def test_a_bad_pack_fails_alone(school: Path, tmp_path: Path):
    for name in PACKS[:3]:
        new_pack(name, tmp_path / "packs")
    lesson = tmp_path / "packs/two/lessons/01-printing.yaml"
    lesson.write_text(lesson.read_text(encoding="utf-8") + "\nwhatever: 1\n", encoding="utf-8")
    run = start(tmp_path, "output")
    out, _ = run.communicate()
    told = json.loads(out)
    assert run.returncode == 1
    assert [error["file"] for error in told["errors"]] == ["packs/two/lessons/01-printing.yaml"]
    assert {file["path"].split("/")[1] for file in told["files"]} == {"one", "three"}
