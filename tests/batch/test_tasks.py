"""What is built once is not built again, until something changes; and what is stopped goes on."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from hornbook import pipeline
from hornbook.batch import fingerprint, tasks
from hornbook.batch.doing import do_all
from hornbook.batch.processes import Processes
from hornbook.batch.tasks import Work, planned
from hornbook.errors import HornbookError
from hornbook.pipeline import Options
from hornbook.scaffold import new_pack
from tests.test_determinism import files_below

OPTIONS = Options(kinds=("worksheet",), formats=("docx",), output=Path("output"))


@pytest.fixture(autouse=True)
def _work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)
    for name in ("one", "two"):
        new_pack(name, Path("packs"))
    yield
    pipeline.forget()


def work(options: Options = OPTIONS) -> Work:
    pipeline.forget()
    return planned([], Path("packs"), options)


def built(options: Options = OPTIONS, processes: int = 1, *, fresh: bool = False) -> list[str]:
    """The lessons that were built and not merely found."""
    done = list(do_all(work(options).tasks, Processes(processes), fresh=fresh))
    assert not [each for each in done if isinstance(each.outcome, HornbookError)]
    assert all(file.path.exists() for each in done for file in each.outcome)
    return sorted(each.task.name for each in done if not each.known)


def edit(path: str, old: str, new: str) -> None:
    file = Path(path)
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


ONE, TWO = "one/01-printing", "two/01-printing"


@pytest.mark.parametrize("processes", [1, 2])
def test_a_second_run_does_nothing(processes: int):
    assert built(processes=processes) == [ONE, TWO]
    before = {path: path.stat().st_mtime_ns for path in Path("output").rglob("*")}
    assert built(processes=processes) == []
    assert {path: path.stat().st_mtime_ns for path in Path("output").rglob("*")} == before


def test_processes_make_the_same_files():
    for folder, processes in (("one", 1), ("two", 2)):
        built(replace(OPTIONS, output=Path(folder)), processes)
    assert files_below(Path("one")) == files_below(Path("two"))
    assert len(files_below(Path("one"))) == 2


def test_what_is_known_is_told_with_its_pages_and_warnings(monkeypatch: pytest.MonkeyPatch):
    options = replace(OPTIONS, formats=("pdf", "docx"))
    monkeypatch.setattr(pipeline.Composer, "warnings", lambda *_: ("take care",))
    first, again = ([each.outcome for each in do_all(work(options).tasks)] for _ in range(2))
    assert first == again
    assert [(file.pages, file.warnings) for file in first[0]] == [(first[0][0].pages, ("take care",)), (None, ())]


def test_everything_that_goes_into_a_file_counts():
    built()
    edit("packs/two/lessons/01-printing.yaml", "title:", "title: Another")
    assert built() == [TWO]
    assert built(replace(OPTIONS, theme="large-print")) == [ONE, TWO]
    assert built() == [ONE, TWO]  # the same names of files, so the files are those of the other theme
    own = Path("own/parts")
    own.mkdir(parents=True)
    with_own = replace(OPTIONS, templates=Path("own"))
    assert built(with_own) == [ONE, TWO]
    (own / "mine.xml.j2").write_text("<p>mine</p>", encoding="utf-8")
    assert built(with_own) == [ONE, TWO]
    assert built(with_own) == []


def test_a_lesson_that_changes_is_built_alone():
    shutil.copy("packs/one/lessons/01-printing.yaml", "packs/one/lessons/02-printing.yaml")
    assert built() == ["one", ONE, "one/02-printing", TWO]
    edit("packs/one/lessons/02-printing.yaml", "title:", "title: Another")
    assert built() == ["one", "one/02-printing"]
    Path("packs/one/lessons/02-printing.yaml").unlink()
    assert built() == []
    edit("packs/one/pack.yaml", "title:", "title: Another")
    assert built() == [ONE]


def test_what_a_lesson_draws_on():
    files = fingerprint.contents(Path("packs/one"))
    lesson, whole = fingerprint.part_of(files, "01-printing"), fingerprint.part_of(files, None)
    assert whole == fingerprint.tree(Path("packs/one"))
    new = files | {"lessons/02-more.yaml": "1"}
    assert fingerprint.part_of(new, "01-printing") == lesson
    assert fingerprint.part_of(new, "02-more") != lesson
    assert fingerprint.part_of(new, None) != whole
    for name in ("pack.yaml", "sources.yaml", "images/map.png", "lessons/01-printing.yaml", "lessons.yaml"):
        assert fingerprint.part_of(files | {name: "2"}, "01-printing") != lesson


def test_a_newer_hornbook_or_dependency_builds_anew(monkeypatch: pytest.MonkeyPatch):
    built()
    monkeypatch.setattr(fingerprint, "installed", lambda: "newer")
    assert built() == [ONE, TWO]


def test_fresh_builds_all():
    built()
    assert built(fresh=True) == [ONE, TWO]


@pytest.mark.parametrize("damage", ["gone", "cut", "changed", "moved", "record gone", "record cut"])
def test_a_file_that_is_not_as_it_was_is_made_again(damage: str):
    built()
    whole = files_below(Path("output"))
    file = Path(f"output/{ONE}/01-printing-worksheet.docx")
    record = work().tasks[0].record
    match damage:
        case "gone":
            file.unlink()
        case "cut":
            file.write_bytes(file.read_bytes()[:-1])
        case "changed":
            file.write_bytes(file.read_bytes()[:-1] + b"x")
        case "moved":
            file.rename(file.with_name("other.docx"))
            file.with_name("other.docx").replace(file.with_name("another.docx"))
        case "record gone":
            record.unlink()
        case _:
            record.write_bytes(record.read_bytes()[:-20])
    assert built() == [ONE]
    assert files_below(Path("output")).items() >= whole.items()


def test_records_name_no_file():
    built()
    assert [text for path in Path("output/.hornbook").iterdir() if "worksheet." in (text := path.read_text(encoding="utf-8"))] == []


def test_a_pack_that_is_saved_while_it_is_built_is_built_again(monkeypatch: pytest.MonkeyPatch):
    """Of a record that says more than what was read, no later run would be right."""
    run = pipeline.run

    def run_and_save(job: pipeline.Job, write: pipeline.Write) -> list[pipeline.Built]:
        made = run(job, write)
        edit(f"{job.folder}/lessons/01-printing.yaml", "title:", "title: Another")
        return made

    with monkeypatch.context() as patched:
        patched.setattr(tasks, "run", run_and_save)
        built()
    assert built() == [ONE, TWO]
    assert built() == []


def test_temporary_files_of_killed_runs_are_cleared_away():
    folder = Path(f"output/{ONE}")
    folder.mkdir(parents=True)
    old, young = folder / ".a.docx.x.part", folder / ".b.docx.y.part"
    for path in (old, young):
        path.touch()
    os.utime(old, (time.time() - 7200,) * 2)
    built()
    assert not old.exists()
    assert young.exists()  # another run may be writing it


def test_what_was_done_while_it_was_to_stop_does_not_count(monkeypatch: pytest.MonkeyPatch):
    """The library that sets a page may have caught Ctrl-C, and passed over what it was at."""
    with monkeypatch.context() as patch:
        patch.setattr(tasks, "asked", lambda: True)
        assert built() == [ONE, TWO]
    assert built() == [ONE, TWO]
    assert built() == []
