"""Jobs done by one process and by several."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from hornbook.batch.executors import run_jobs
from hornbook.batch.processes import Processes
from hornbook.errors import HornbookError
from tests.batch.labours import fragile, slow, square, threshold
from tests.test_stops import gone

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")


def said(outcome: object) -> object:
    """The outcome, or what is told of it."""
    return outcome.problems[0].what if isinstance(outcome, HornbookError) else outcome


@pytest.mark.parametrize("processes", [1, 2, 8])
def test_a_job_that_fails_fails_alone(processes: int):
    found = {job: said(outcome) for job, outcome in run_jobs(range(8), square, Processes(processes))}
    fault = "a fault in Hornbook: ZeroDivisionError: five is a fault"
    assert found == {0: 0, 1: 1, 2: 4, 3: "three is wrong", 4: 16, 5: fault, 6: 36, 7: 49}


def test_processes_look_for_garbage_as_seldom_as_the_command_does():
    assert all(int(str(outcome)) > 10_000 for _, outcome in run_jobs(range(2), threshold, Processes(2)))


def test_a_fault_says_where_it_is():
    ((_, outcome),) = run_jobs([5], square, Processes())
    assert isinstance(outcome, HornbookError)
    assert str(outcome).startswith("labours.py:")


@posix
def test_a_process_that_dies_loses_no_job(tmp_path: Path):
    jobs = [(name, tmp_path) for name in ("a", "b", "once", "c", "d", "always", *"efghijkl")]
    found = {job[0]: outcome for job, outcome in run_jobs(jobs, fragile, Processes(2))}
    assert list(found) != []
    assert {name for name, outcome in found.items() if outcome == name} == {name for name, _ in jobs} - {"always"}
    assert "died, twice" in str(found["always"])


@posix
def test_leaving_ends_the_processes_within_two_seconds_and_leaves_whole_files(tmp_path: Path):
    """Ctrl-C reaches the process that gave out the work; the others are told to end, in the middle of what they do."""
    folders = [tmp_path / str(number) for number in range(8)]
    stop = threading.Timer(1.5, os.kill, (os.getpid(), signal.SIGINT))
    stop.start()
    with pytest.raises(KeyboardInterrupt):
        list(run_jobs(folders, slow, Processes(2)))
    begun = time.monotonic()
    while multiprocessing.active_children() and time.monotonic() - begun < 2:
        time.sleep(0.01)
    assert multiprocessing.active_children() == []
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert files
    assert {path.read_bytes() for path in files} == {b"whole" * 1000}
    assert {path.suffix for path in files} == {".txt"}


@posix
def test_a_process_ends_with_its_parent_even_if_a_library_catches_what_should_stop_it(tmp_path: Path):
    words = (
        "import sys; from pathlib import Path; from hornbook.batch.executors import run_jobs; "
        "from hornbook.batch.processes import Processes; from tests.batch.labours import deaf; "
        "list(run_jobs([Path(sys.argv[1])] * 2, deaf, Processes(2)))"
    )
    run = subprocess.Popen([sys.executable, "-c", words, str(tmp_path)], start_new_session=True, cwd=Path(__file__).parents[2])
    wait_for(lambda: len(list(tmp_path.iterdir())) == 2)
    os.kill(run.pid, signal.SIGKILL)
    run.wait()
    wait_for(lambda: gone(run.pid), 5)


def wait_for(fulfilled: Callable[[], bool], seconds: float = 30) -> None:
    begun = time.monotonic()
    while not fulfilled():
        assert time.monotonic() - begun < seconds
        time.sleep(0.02)
