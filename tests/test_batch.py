"""The command batch, and build with a roster, as they are typed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from hornbook import pipeline
from hornbook.batch import classes
from hornbook.cli.commands import app
from hornbook.document.nodes import Document
from hornbook.render import pdf
from hornbook.scaffold import new_pack
from tests.test_determinism import files_below

SCHOOL = """\
title: Greenfield School
defaults:
  formats: [pdf]
  versions: 2
  lessons: [demo/01-printing]
classes:
  - name: 9a
    roster: rosters/9a.csv
  - name: 9b
    roster: rosters/9b.csv
    duplex: no
    single_files: yes
"""
A, B = "Name,Seat\nAnna Quartz,A1\nBo Opal,A2\nCy Jade,A3\n", "Name\nDee Onyx\nEve Ruby\n"


class Ran:
    """A finished command."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err


Run = Callable[..., Ran]


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.chdir(tmp_path)
    new_pack("demo", Path("packs"))
    Path("rosters").mkdir()
    Path("SCHOOL.yaml").write_text(SCHOOL, encoding="utf-8")
    Path("rosters/9a.csv").write_text(A, encoding="utf-8")
    Path("rosters/9b.csv").write_text(B, encoding="utf-8")
    yield tmp_path
    pipeline.forget()


@pytest.fixture
def run(work: Path) -> Run:
    def ran(*words: str) -> Ran:
        pipeline.forget()
        result = CliRunner().invoke(app, list(words), prog_name="hornbook")
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Ran(result.exit_code, result.stdout, result.stderr)

    return ran


def batch(run: Run, *words: str) -> Ran:
    return run("batch", "SCHOOL.yaml", *words)


def add(text: str) -> None:
    school = Path("SCHOOL.yaml")
    school.write_text(school.read_text(encoding="utf-8") + text, encoding="utf-8")


def test_batch_builds_every_class_and_says_so(run: Run, work: Path):
    result = batch(run)
    assert (result.code, result.err) == (0, "")
    first, second, summary = result.out.splitlines()
    assert first.startswith("9a: 1 lesson, 5 files, ")
    assert second.startswith("9b: 1 lesson, 9 files, ")
    assert summary.startswith("2 classes: 14 files, ")
    assert sorted(files_below(work / "output")) == [
        *(f"9a/demo/01-printing/01-printing-{name}" for name in LESSON),
        *(f"9b/demo/01-printing/01-printing-{name}" for name in LESSON),
        *(
            f"9b/demo/01-printing/{kind}/{name}.pdf"
            for kind in ("source-analysis", "worksheet")
            for name in ("Dee Onyx", "Eve Ruby")
        ),
    ]


LESSON = ("answer-key.pdf", "class-list.csv", "crosswalk.csv", "source-analysis-copies.pdf", "worksheet-copies.pdf")


def test_a_sheet_is_set_once_for_all_classes(run: Run, monkeypatch: pytest.MonkeyPatch):
    set_: list[str] = []
    lay_out = pdf._drawn

    def counted(document: Document, *rest: Any, **wishes: Any) -> Any:
        set_.append(document.foot.code)
        return lay_out(document, *rest, **wishes)

    monkeypatch.setattr(pdf, "_drawn", counted)
    batch(run, "--fresh")
    assert len(set_) == len(set(set_)) == 4  # two worksheets, the source analysis, which has one task to shuffle, and the key


def test_a_warning_that_concerns_several_classes_is_told_once(run: Run):
    add("  - {name: 9c, roster: rosters/9b.csv}\n")
    for name in ("9a", "9b"):
        roster = Path(f"rosters/{name}.csv")
        roster.write_text("name,tier\nAnn,challenge\n", encoding="utf-8")
    err = batch(run).err.splitlines()
    assert len(err) == len(set(err))
    assert all(line.startswith("demo/01-printing for 3 classes: ") for line in err)
    assert any('nothing is said for the tier "challenge"' in line for line in err)


def test_pages_and_sheets_are_those_to_print(run: Run):
    events = [json.loads(line) for line in batch(run, "--json").out.splitlines()]
    a, b = (event for event in events if event["event"] == "class")
    assert a["pages"] < 2 * a["sheets"] + 2
    assert a["pages"] > a["sheets"]
    assert b["pages"] == b["sheets"]  # one side


def test_a_dry_run_says_the_same_and_writes_nothing(run: Run, work: Path):
    before = files_below(work)
    dry = [json.loads(line) for line in batch(run, "--dry-run", "--json").out.splitlines()]
    assert files_below(work) == before
    assert not (work / "output").exists()
    wet = [json.loads(line) for line in batch(run, "--json").out.splitlines()]
    assert dry[1:] == wet[1:]
    assert (dry[0]["dry"], wet[0]["dry"]) == (True, False)
    assert "would be made" in batch(run, "--dry-run").out


def test_a_second_run_does_nothing(run: Run, work: Path):
    batch(run)
    before = {path: path.stat().st_mtime_ns for path in (work / "output").rglob("*")}
    lines = batch(run).out.splitlines()
    assert [line.endswith("(nothing has changed)") for line in lines] == [True, True, False]
    assert {path: path.stat().st_mtime_ns for path in (work / "output").rglob("*")} == before


def test_two_processes_make_the_same_files(run: Run, work: Path):
    batch(run)
    batch(run, "--jobs", "2", "--output", "other")
    assert files_below(work / "output") == files_below(work / "other")


def test_what_is_wrong_with_a_class_is_told_and_the_others_are_built(run: Run, work: Path):
    add("""\
  - name: 9c
    roster: rosters/9c.csv
  - name: 9d
    roster: rosters/9a.csv
    lessons: [demo/02-nothing]
  - name: 9e
    roster: rosters/9a.csv
    themes: none
  - name: 9f
    roster: rosters/9a.csv
    formats: [docx]
""")
    Path("rosters/9c.csv").write_text("Name,Tier\nAnna Quartz,hard\n", encoding="utf-8")
    result = batch(run)
    assert result.code == 1
    lines = dict(line.split(":", 1) for line in result.out.splitlines())
    assert [name for name in lines if name.startswith("9")] == ["9c", "9d", "9f", "9e", "9a", "9b"]
    assert lines["9c"] == " 0 lessons, 0 files, 0 pages on 0 sheets, 1 problem"
    for told in (
        'rosters/9c.csv:2:15: cell B2: there is no tier "hard"',
        'the pack "demo" has no lesson "02-nothing" (class "9d")',
        'unknown key "themes"',
        'Word files cannot hold the copies of a whole class (class "9f")',
        "\n4 problems.\n",
    ):
        assert told in result.err
    assert {name.split("/")[0] for name in files_below(work / "output")} == {"9a", "9b"}


def test_classes_may_share_the_roster_of_the_school(run: Run, work: Path):
    both = "Class,Name\n9-A,Anna Quartz\n9b,Dee Onyx\n9A,Bo Opal\n9b,Eve Ruby\n"
    Path("rosters/all.csv").write_text(both, encoding="utf-8")
    school = Path("SCHOOL.yaml").read_text(encoding="utf-8").replace("9a.csv", "all.csv").replace("9b.csv", "all.csv")
    Path("SCHOOL.yaml").write_text(school + "  - name: 9c\n    roster: rosters/all.csv\n", encoding="utf-8")
    result = batch(run)
    assert result.code == 1
    assert 'rosters/all.csv:1:1: cell A1: there is no class "9c"; the roster holds 9-A and 9b\n' in result.err
    lists = {
        name: (work / f"output/{name}/demo/01-printing/01-printing-class-list.csv").read_text("utf-8") for name in ("9a", "9b")
    }
    names = ("Quartz", "Opal", "Onyx", "Ruby")
    assert {name: [each for each in names if each in text] for name, text in lists.items()} == {
        "9a": ["Quartz", "Opal"],
        "9b": ["Onyx", "Ruby"],
    }


def test_what_is_wrong_with_a_shared_roster_is_told_once(run: Run):
    Path("rosters/all.csv").write_text("Class,Name\n9a,Anna Quartz\n,Dee Onyx\n9b,Eve Ruby\n", encoding="utf-8")
    school = Path("SCHOOL.yaml").read_text(encoding="utf-8").replace("9a.csv", "all.csv").replace("9b.csv", "all.csv")
    Path("SCHOOL.yaml").write_text(school, encoding="utf-8")
    result = batch(run)
    assert result.code == 1
    assert result.err.count("rosters/all.csv:3:1: cell A3: no class, though the roster holds several\n") == 1
    assert "\n1 problem.\n" in result.err
    assert [line.partition(",")[2] for line in result.out.splitlines()[:2]] == [" 0 files, 0 pages on 0 sheets, 1 problem"] * 2


def test_a_roster_alone_means_all_its_pupils_class_by_class(run: Run, work: Path):
    Path("9b.csv").write_text(
        "Class,Name,Seat\n9b,Eve Ruby,A1\n9a,Bo Opal,A2\n9b,Dee Onyx,A2\n9a,Anna Quartz,A1\n", encoding="utf-8"
    )
    assert run("build", "demo", "--roster", "9b.csv", "--format", "pdf").code == 0
    rows = (work / "output/9b/demo/01-printing/01-printing-class-list.csv").read_text("utf-8-sig").splitlines()[1:]
    assert [row.split(",")[1] for row in rows] == ['"Anna Quartz"', '"Bo Opal"', '"Eve Ruby"', '"Dee Onyx"']


def test_events_and_log_name_no_pupil(run: Run, work: Path):
    add("  - name: 9c\n    roster: rosters/9c.csv\n")
    Path("rosters/9c.csv").write_text("Name,Tier\nFay Topaz,hard\n", encoding="utf-8")
    told = batch(run, "--json", "--log", "logs/batch.log").out
    log = (work / "logs/batch.log").read_text(encoding="utf-8")
    events, noted = ([json.loads(line) for line in text.splitlines()] for text in (told, log))
    assert [event["event"] for event in events] == ["plan", "class", "lesson", "class", "lesson", "class", "summary"]
    assert len(noted) == len(events)
    names = ("Quartz", "Opal", "Jade", "Onyx", "Ruby")
    assert not [name for name in names if name in told]
    assert not [name for name in (*names, "Topaz") if name in log]


def test_events_have_what_is_to_be_warned_of(run: Run, work: Path):
    Path("rosters/9a.csv").write_text("Name,Language\nAnna Quartz,de\nBo Opal,\n", encoding="utf-8")
    lessons = [event for event in map(json.loads, batch(run, "--json").out.splitlines()) if event["event"] == "lesson"]
    assert [event.get("warnings") for event in lessons] == [["the roster asks for another language than en-GB in row 2"], None]


def test_what_the_log_says_of_a_roster_has_none_of_its_words(run: Run, work: Path):
    """Without quotes around "Topaz, Fay" her forename stands where the tier should be."""
    add("  - name: 9c\n    roster: rosters/9c.csv\n  - name: 9d\n    roster: rosters/all.csv\n")
    Path("rosters/9c.csv").write_text("Name,Tier,Version\nTopaz, Fay,B\nOnyx,core,Gil\n", encoding="utf-8")
    Path("rosters/all.csv").write_text("Name,Class\n9d,Ivy Pearl\n9d,Jo Agate\n", encoding="utf-8")
    told = batch(run, "--log", "batch.log").err
    assert 'rosters/9c.csv:2:9: cell B2: there is no tier "Fay"\n' in told
    noted = (work / "batch.log").read_text(encoding="utf-8")
    assert not [name for name in ("Topaz", "Fay", "Gil", "Ivy", "Pearl", "Jo", "Agate") if name in noted]
    assert "cell B2: there is no tier …" in noted
    assert 'there is no class \\"9d\\"; the roster holds …' in noted


def test_a_pupils_file_that_cannot_be_written_is_told_without_the_name(run: Run, work: Path):
    folder = "output/9b/demo/01-printing/worksheet"
    (work / folder / "Dee Onyx.pdf").mkdir(parents=True)
    told = batch(run, "--json", "--log", "batch.log")
    assert told.code == 1
    assert f'"file": "{folder}", "line": null, "column": null, "what": "cannot write the file: ' in told.out
    assert "(the file of row 2 of the roster)" in told.out
    assert not [name for name in ("Dee", "Onyx") if name in told.out + told.err + (work / "batch.log").read_text(encoding="utf-8")]


def test_a_fault_of_hornbooks_own_tells_the_log_no_name(run: Run, work: Path, monkeypatch: pytest.MonkeyPatch):
    def breaks(*_: object) -> None:
        raise KeyError("Anna Quartz")

    monkeypatch.setattr(classes, "class_list", breaks)
    assert "a fault in Hornbook: KeyError: 'Anna Quartz'\n" in batch(run, "--log", "batch.log").err
    noted = (work / "batch.log").read_text(encoding="utf-8")
    assert '"a fault in Hornbook: KeyError…"' in noted
    assert "Quartz" not in noted


def test_ctrl_c_says_what_is_done(run: Run, monkeypatch: pytest.MonkeyPatch):
    from hornbook.batch import doing, tasks

    do, count = tasks.do, [0]

    def once(task: tasks.Task) -> list[pipeline.Built]:
        count[0] += 1
        if count[0] == 2:
            raise KeyboardInterrupt
        return do(task)

    monkeypatch.setattr(doing, "do", once)
    result = batch(run)
    assert result.code == 1
    assert result.err == "Stopped: 1 of 2 lessons are done. The same command does the rest.\n"


@pytest.mark.parametrize(
    ("words", "code", "what"),
    [
        (("batch", "NOTHING.yaml"), 1, "NOTHING.yaml: there is no such file"),
        (("batch", "SCHOOL.yaml", "--templates", "nowhere"), 2, "there is no folder of templates at nowhere"),
        (("batch", "SCHOOL.yaml", "--log", "SCHOOL.yaml/log"), 1, "SCHOOL.yaml/log: cannot write the log: "),
        (("build", "--single-files"), 2, "--single-files makes a file for each pupil of a class"),
        (("build", "--roster", "rosters/9a.csv", "--tier", "support"), 2, "the tiers of a class stand in its roster"),
        (("build", "--roster", "nobody.csv"), 1, "nobody.csv: "),
        (("build", "--roster", "rosters/9a.csv", "--versions", "40"), 2, "there cannot be 40 versions of a sheet"),
    ],
)
def test_a_command_that_cannot_be_done_says_why(words: tuple[str, ...], code: int, what: str, run: Run, work: Path):
    result = run(*words)
    assert result.code == code
    assert result.err.startswith(what)
    assert not (work / "output").exists()


def test_build_takes_a_roster(run: Run, work: Path):
    result = run("build", "--roster", "rosters/9b.csv", "--single-files", "--versions", "2")
    assert (result.code, result.err) == (0, "")
    assert "output/9b/demo/01-printing/worksheet/ (4 files)" in result.out
    assert "Onyx" not in result.out
    assert len(files_below(work / "output")) == 2 + 2 + 2 + 8  # keys, tables, print files, single files
    assert "Nothing has changed" in run("build", "--roster", "rosters/9b.csv", "--single-files", "--versions", "2").out
