"""Jobs done by a Dask cluster on loopback, as by processes of this computer; and clusters that fail."""

from __future__ import annotations

import json
import os
import platform
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

import pytest
from distributed import Client, LocalCluster
from typer.testing import CliRunner

from hornbook import __version__
from hornbook.batch import afar, cluster
from hornbook.batch.cluster import Cluster
from hornbook.batch.doing import do_all
from hornbook.batch.executors import Crew, run_jobs
from hornbook.batch.processes import HERE
from hornbook.batch.tasks import Work, planned
from hornbook.cli.commands import app
from hornbook.errors import CommandError, HornbookError
from hornbook.pipeline import Options, forget
from hornbook.scaffold import new_pack
from tests.batch.labours import crowded, fragile, sealed, square
from tests.test_determinism import files_below

REPOSITORY = Path(__file__).parents[2]
PACKS = ("one", "two", "three", "four", "five", "six")

OPTIONS = Options(kinds=("worksheet",), formats=("docx",), templates=Path("own"))
LOOPBACK = {"processes": False, "host": "127.0.0.1", "protocol": "tcp://", "dashboard_address": "127.0.0.1:0"}

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")


class Town:
    """A scheduler and two workers, each a process of its own, in a folder of their own."""

    def __init__(self, folder: Path, workers: int = 2, without: str = "") -> None:
        self.folder, self.without = folder, without
        self.running: list[subprocess.Popen[bytes]] = []
        known = folder / "scheduler.json"
        self._start("scheduler", "--no-dashboard", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(known))
        self.address = str(self._said(known)["address"])
        for _ in range(workers):
            self._start("worker", self.address, "--no-dashboard", "--nthreads", "2")
        if without != "worker":
            with Client(self.address, set_as_default=False) as client:
                client.wait_for_workers(workers, timeout=60)

    def _start(self, what: str, *words: str) -> None:
        command = [sys.executable, "-m", f"distributed.cli.dask_{what}", *words]
        with (self.folder / f"{what}.log").open("ab") as log:
            place = os.environ | {"PYTHONPATH": str(self._stranger() if what == self.without else REPOSITORY)}
            self.running.append(
                subprocess.Popen(command, cwd=self.folder, env=place, stdout=log, stderr=log, start_new_session=True)
            )

    def _stranger(self) -> Path:
        """A folder that hides what the tests have, though it be installed."""
        folder = self.folder / "stranger"
        folder.mkdir(exist_ok=True)
        hidden = "import sys\nsys.modules['hornbook'] = sys.modules['tests'] = None\n"
        (folder / "sitecustomize.py").write_text(hidden, encoding="utf-8")
        return folder

    def _said(self, known: Path) -> dict[str, object]:
        while True:
            try:
                return json.loads(known.read_bytes())
            except (OSError, ValueError):
                time.sleep(0.02)

    def kill_scheduler(self) -> None:
        self.running[0].kill()

    def end(self) -> None:
        for each in self.running:
            if each.poll() is None:
                os.killpg(each.pid, signal.SIGKILL)
            each.wait()


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    made = Town(tmp_path_factory.mktemp("town"))
    yield made
    made.end()


@pytest.fixture
def village() -> Iterator[str]:
    """The address of a cluster whose worker does two things at once, in threads of this process."""
    with LocalCluster(n_workers=1, threads_per_worker=2, **LOOPBACK) as local:
        yield local.scheduler_address


class Elsewhere:
    """A workforce that is this process, after something has happened to it: as if it were another computer."""

    afar = True

    def __init__(self, happens: Callable[[], object] = bool) -> None:
        self.happens = happens

    def hired(self, jobs: int) -> AbstractContextManager[Crew]:
        self.happens()
        return HERE.hired(jobs)


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], Work]]:
    """A function that plans one lesson, in a folder of packs."""
    monkeypatch.chdir(tmp_path)
    for name in PACKS[:2]:
        new_pack(name, Path("packs"))
    Path("own/parts").mkdir(parents=True)
    yield lambda: planned(["one"], Path("packs"), OPTIONS)
    forget()


def said(outcome: object) -> object:
    return outcome.problems[0].what if isinstance(outcome, HornbookError) else outcome


def refused(work: Work, happens: Callable[[], object]) -> str:
    """What is told if something happens on the way to the worker, which must then have made nothing."""
    (done,) = do_all(work.tasks, Elsewhere(happens))
    assert isinstance(done.outcome, HornbookError)
    assert [path for path in Path().rglob("*.docx") if path.is_file()] == []
    return str(done.outcome)


SHARE = "hint: keep packs, templates and output in folders that every machine has at the same path"


def moved(name: str) -> Callable[[], object]:
    return lambda: Path(name).rename(f"{name}-elsewhere")


@pytest.mark.parametrize("name", ["packs/one", "own", "output"])
def test_a_worker_that_does_not_see_a_folder_says_so(work: Callable[[], Work], name: str):
    told = refused(work(), moved(name))
    assert told == f"{name}: a worker of the cluster does not find this folder: one/01-printing\n  {SHARE}"


def test_a_worker_that_sees_another_folder_of_the_same_name_makes_nothing(work: Callable[[], Work]):
    def copied() -> None:
        Path("output").rename("away")
        Path("output/.hornbook").mkdir(parents=True)

    assert refused(work(), copied).startswith("output: a worker of the cluster does not find this folder: ")


def test_a_worker_that_sees_other_files_makes_nothing(work: Callable[[], Work]):
    told = refused(work(), lambda: Path("packs/one/more.yaml").write_text("x: 1", encoding="utf-8"))
    assert (
        told
        == f"packs/one: a worker of the cluster finds other files in this folder than this computer did: one/01-printing\n  {SHARE}"
    )
    told = refused(work(), lambda: Path("own/more.xml.j2").write_text("<p>x</p>", encoding="utf-8"))
    what = "finds other templates in this folder than this computer does"
    assert told == f"own: a worker of the cluster {what}: one/01-printing\n  {SHARE}"


@pytest.mark.parametrize(
    ("version", "differs"),
    [
        ("0.0.1", "Hornbook 0.0.1 on Python 3.9 instead of Hornbook {0} on Python {1}"),
        ("", "Hornbook {0} on Python {1} like this computer, but other libraries with it"),
    ],
)
def test_a_worker_with_other_software_makes_nothing(
    work: Callable[[], Work], monkeypatch: pytest.MonkeyPatch, version: str, differs: str
):
    now = work()

    def other() -> None:
        monkeypatch.setattr(afar, "installed", lambda: "other")
        if version:
            monkeypatch.setattr(afar, "__version__", version)
            monkeypatch.setattr(afar.platform, "python_version", lambda: "3.9")

    differs = differs.format(__version__, platform.python_version())
    hint = "hint: install the same on every machine, from the same requirements.lock, and start the workers anew"
    assert refused(now, other) == f"a worker of the cluster has {differs}: one/01-printing\n  {hint}"


def test_what_is_told_has_the_paths_as_they_were_typed(work: Callable[[], Work]):
    """Of files, of warnings, and of what is wrong with a pack."""
    (here,) = do_all(work().tasks, HERE)
    forget()
    (there,) = do_all(work().tasks, Elsewhere(), fresh=True)
    assert here == there
    forget()
    (known,) = do_all(work().tasks, Elsewhere(lambda: pytest.fail("nothing is to be done")))
    assert known == replace(here, known=True)


def test_what_is_wrong_with_a_lesson_has_the_paths_as_they_were_typed(work: Callable[[], Work]):
    Path("own/activities").mkdir()
    Path("own/activities/short_answer.xml.j2").write_text("{% block sheet %}<tabel/>{% endblock %}", encoding="utf-8")
    told: list[str] = []
    for workforce in (HERE, Elsewhere()):
        forget()
        (done,) = do_all(work().tasks, workforce)
        told.append(str(done.outcome))
    assert told[0] == told[1]
    assert "packs/one/lessons/01-printing.yaml" in told[0]


def test_nothing_stays_beside_the_files(work: Callable[[], Work]):
    list(do_all(work().tasks, Elsewhere()))
    assert list(Path().rglob("*.part")) == []
    list(do_all(work().tasks, Elsewhere(), fresh=True, dry=True))


def test_a_pack_that_was_edited_between_two_commands_is_read_again(work: Callable[[], Work]):
    """A worker lives longer than a command, and keeps what it has read."""
    list(do_all(work().tasks, Elsewhere()))
    before = files_below(Path("output"))
    lesson = Path("packs/one/lessons/01-printing.yaml")
    lesson.write_text(lesson.read_text(encoding="utf-8").replace("title:", "title: Another", 1), encoding="utf-8")
    (done,) = do_all(work().tasks, Elsewhere())  # the worker is this process, which knows the old pack
    made = files_below(Path("output"))
    forget()
    list(do_all(work().tasks, HERE, fresh=True))
    assert not done.known
    assert files_below(Path("output")) == made
    assert [name for name in made if name.endswith(".docx") and made[name] == before[name]] == []


def test_a_cluster_does_what_one_process_does(village: str):
    here, there = ({job: said(got) for job, got in run_jobs(range(8), square, who)} for who in (HERE, Cluster(village)))
    assert here == there


def test_an_outcome_that_does_not_arrive_is_told(village: str):
    """It must not be waited for: Dask's own executor would, for ever."""
    ((_, outcome),) = run_jobs([2], sealed, Cluster(village))
    assert str(outcome).startswith(f"the cluster at {village} cannot take this (ValueError: the seal of ")


def test_threads_of_one_worker_take_turns(village: str):
    assert max(most for _, most in run_jobs(range(12), crowded, Cluster(village))) == 1


@posix
@pytest.mark.slow
@pytest.mark.alone
def test_a_worker_that_dies_loses_no_job(town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(cluster, "_DESERTED", 60.0)  # workers that die again and again take their time to come back
    jobs = [(name, tmp_path) for name in ("a", "b", "once", "c", "d", "always", *"efghijkl")]
    found = {job[0]: str(outcome) for job, outcome in run_jobs(jobs, fragile, Cluster(town.address))}
    unhappy = found.pop("always")
    assert found == {name: name for name, _ in jobs if name != "always"}
    assert "died, twice" in unhappy
    assert "dask worker --memory-limit" in unhappy


@pytest.fixture
def school(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in PACKS:
        new_pack(name, Path("packs"))
    return tmp_path


def start(output: str, *words: str) -> subprocess.Popen[str]:
    command = [sys.executable, str(REPOSITORY / "generate.py"), "build", "--only", "worksheet", "--output", output, *words]
    return subprocess.Popen(command, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)


def ended(run: subprocess.Popen[str]) -> tuple[int, str, str]:
    out, err = run.communicate(timeout=60)
    return run.returncode, out, err


def await_record(output: str) -> None:
    while not list(Path(output).glob(".hornbook/*.json")):
        time.sleep(0.01)


@posix
def test_a_command_gives_the_same_files_and_words_with_a_cluster_and_without(town: Town, school: Path):
    code, there, err = ended(start("output", "--cluster", town.address))
    assert (code, err) == (0, "")
    made = files_below(Path("output"))
    assert ended(start("output", "--fresh")) == (0, there, "")
    assert files_below(Path("output")) == made
    assert ended(start("output", "--cluster", "tcp://127.0.0.1:9"))[0] == 0  # nothing is to be done, by nobody


@posix
def test_ctrl_c_stops_within_two_seconds(town: Town, school: Path):
    run = start("output", "--cluster", town.address)
    await_record("output")
    begun = time.monotonic()
    os.killpg(run.pid, signal.SIGINT)
    code, _, err = ended(run)
    assert time.monotonic() - begun < 2
    assert code == 1
    assert err.startswith("Stopped: ")
    assert err.endswith(" of 6 lessons are done. The same command does the rest.\n")


@posix
def test_a_scheduler_that_goes_away_fails_what_is_not_done_and_the_same_command_does_the_rest(school: Path):
    Path("town").mkdir()
    town = Town(Path("town").absolute(), 1)
    try:
        run = start("output", "--cluster", town.address, "--json")
        await_record("output")
        town.kill_scheduler()
        code, out, err = ended(run)
    finally:
        town.end()
    told = json.loads(out)
    assert (code, err) == (1, "")
    what = f"the cluster at {town.address} went away before this was done: "
    assert {error["what"].startswith(what) and error["hint"] for error in told["errors"]} == {"the same command does the rest"}
    assert len(told["errors"]) + len(told["files"]) // 2 == len(PACKS)
    done = files_below(Path("output"))
    assert ended(start("output"))[0] == 0
    assert files_below(Path("output")).items() >= done.items()


@posix
@pytest.mark.parametrize(
    ("without", "told"),
    [
        ("scheduler", "cannot take this (RuntimeError: Error during deserialization of the task graph."),
        ("worker", "has no worker any more, and this was not done: 2\n  hint: see what its workers say"),  # they end at once
    ],
    ids=["scheduler", "worker"],
)
def test_a_cluster_without_hornbook_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, without: str, told: str):
    monkeypatch.setattr(cluster, "_DESERTED", 2.0)
    town = Town(tmp_path, 1, without)
    try:
        ((_, outcome),) = run_jobs([2], square, Cluster(town.address))
    finally:
        town.end()
    assert str(outcome).startswith(f"the cluster at {town.address} {told}")


def test_an_address_that_is_none_is_told(work: Callable[[], Work]):
    for address in ("foo", "foo://x:1", "tcp://localhost", "tcp://localhost:http"):
        with pytest.raises(CommandError) as told:
            list(do_all(work().tasks, Cluster(address)))
        assert str(told.value) == f'"{address}" is no address of a cluster\n  hint: write it as tcp://HOST:PORT'
    with pytest.raises(CommandError, match="there are no certificates for the cluster at tls://localhost:1"):
        list(do_all(work().tasks, Cluster("tls://localhost:1")))


def test_a_cluster_that_does_not_answer_is_told(work: Callable[[], Work], monkeypatch: pytest.MonkeyPatch):
    """One where nobody listens, and one that listens and says nothing; by the command itself, as it is typed."""
    monkeypatch.setattr(cluster, "_ANSWER", 0.5)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        for port in (silent.getsockname()[1], 9):
            told = CliRunner().invoke(app, ["build", "one", "--cluster", f"tcp://127.0.0.1:{port}"])
            hint = "hint: start its scheduler with `dask scheduler`, or mend the address after --cluster"
            what = f"the cluster at tcp://127.0.0.1:{port} does not answer"
            assert (told.exit_code, told.stdout, told.stderr) == (2, "", f"{what}\n  {hint}\n\n1 problem.\n")


def test_a_server_of_another_kind_is_told(monkeypatch: pytest.MonkeyPatch):
    """One that speaks first, as proxies do: its greeting passes for the length of an answer."""
    monkeypatch.setattr(cluster, "_ANSWER", 2.0)
    with socket.create_server(("127.0.0.1", 0)) as other:

        def greet() -> None:
            connection, _ = other.accept()
            with connection:
                connection.sendall(b"HTTP/1.1 400 Bad Request\r\nServer: a proxy\r\n\r\n" + b" " * 2_000)

        threading.Thread(target=greet, daemon=True).start()
        address = f"tcp://127.0.0.1:{other.getsockname()[1]}"
        with pytest.raises(CommandError, match=f"the cluster at {address} does not answer"):
            list(run_jobs([2], square, Cluster(address)))


def test_a_cluster_without_a_worker_is_told(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(cluster, "_ANSWER", 0.5)
    with LocalCluster(n_workers=0, **LOOPBACK) as empty, pytest.raises(CommandError) as told:
        list(run_jobs([2], square, Cluster(empty.scheduler_address)))
    hint = f"hint: start one on each machine: dask worker {empty.scheduler_address} --nthreads 1"
    assert str(told.value) == f"the cluster at {empty.scheduler_address} has no worker\n  {hint}"


def test_a_library_that_is_not_installed_is_told(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(CommandError) as told:
        list(run_jobs([2], square, Cluster("tcp://127.0.0.1:9")))
    what = "a cluster needs a library that is not installed"
    assert str(told.value) == f'{what}\n  hint: install it: pip install "hornbook[cluster]"'


def test_processes_and_a_cluster_exclude_each_other():
    told = CliRunner().invoke(app, ["build", "--jobs", "2", "--cluster", "tcp://127.0.0.1:9"])
    what = "--jobs means processes of this computer, and with --cluster others do the work"
    assert (told.exit_code, told.stderr) == (2, f"{what}\n  hint: leave out one of them\n\n1 problem.\n")


def test_help_does_not_wait_for_the_library_of_clusters():
    code = """
import sys
from hornbook.cli import main

sys.argv[1:] = ["build", "--help"]
try:
    main()
finally:
    assert "distributed" not in sys.modules
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=REPOSITORY, check=True)
    assert "--cluster" in run.stdout
