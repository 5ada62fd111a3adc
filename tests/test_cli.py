"""The commands as they are typed: what they print, what they write and with what code they leave."""

from __future__ import annotations

import errno
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from typer.testing import CliRunner

from hornbook import __version__, pipeline
from hornbook.cli.commands import app
from hornbook.compose import PACK_EDITIONS
from hornbook.render import FORMATS
from hornbook.scaffold import new_pack
from tests.samples import FULL, KINDS, example, write_pack
from tests.test_determinism import files_below

LESSON = "demo/01-printing"
FILES = [f"{LESSON}/01-printing-{kind}.{format_}" for kind in KINDS for format_ in FORMATS]


class Ran:
    """A finished command: its exit code, what it told and what it complained of."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    def json(self) -> Any:
        """What it printed, which must be JSON and nothing else."""
        assert self.err == ""
        return json.loads(self.out)


Run = Callable[..., Ran]


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


def complaint(what: str, hint: str) -> str:
    """One problem as it is told."""
    return f"{what}\n  hint: {hint}\n\n1 problem.\n"


# ------------------------------------------------------------------------------------------------------------------ build


def test_build_makes_every_file_and_says_so(run: Run, work: Path):
    result = run("build")
    assert (result.code, result.err) == (0, "")
    assert sorted(files_below(work / "output")) == sorted(FILES)
    head, *rows, total = result.out.splitlines()
    assert head.split() == ["File", "Pages", "Sheets"]
    assert [row.split()[0] for row in rows] == [f"output/{file}" for file in FILES]
    pages = [row.split()[1:] for row in rows]
    assert pages[1::2] == [["–", "–"]] * 3
    counts = [(int(page), int(sheet)) for page, sheet in pages[::2]]
    assert all(sheet == (page + 1) // 2 for page, sheet in counts)
    assert total.split()[-2:] == [str(sum(page for page, _ in counts)), str(sum(sheet for _, sheet in counts))]
    assert len({len(line) for line in [head, *rows, total]}) == 1


def test_the_columns_of_one_file_need_no_total(run: Run):
    out = run("build", "--only", "worksheet", "--format", "pdf").out.splitlines()
    assert len(out) == 2


@pytest.mark.parametrize(
    "target",
    ["demo", LESSON, "packs/demo", f"packs/{LESSON}", "packs/demo/lessons/01-printing.yaml", "demo/lessons/01-printing.yaml"],
)
def test_a_target_may_be_a_pack_a_lesson_or_a_path(target: str, run: Run, work: Path):
    assert run("build", target, "--only", "worksheet", "--format", "docx").code == 0
    assert list(files_below(work / "output")) == [f"{LESSON}/01-printing-worksheet.docx"]


def test_a_target_that_is_named_twice_is_built_once(run: Run):
    out = run("build", "demo", LESSON, "--only", "worksheet", "--format", "docx", "--json").json()
    assert len(out["files"]) == 1


def test_only_and_format_choose(run: Run, work: Path):
    assert run("build", "--only", "worksheet", "--only", "answer-key", "--format", "pdf").code == 0
    assert sorted(files_below(work / "output")) == [f"{LESSON}/01-printing-{kind}.pdf" for kind in ("answer-key", "worksheet")]


def test_a_file_does_not_depend_on_what_else_is_built(run: Run, work: Path):
    run("build")
    run("build", "--only", "answer-key", "--format", "docx", "--output", "one")
    (name,) = files_below(work / "one")
    assert files_below(work / "one")[name] == files_below(work / "output")[name]


def test_paper_and_theme_change_the_page(run: Run, work: Path):
    for words in ([], ["--paper", "letter"], ["--theme", "large-print"], ["--theme", "dyslexia-friendly"]):
        assert run("build", "--only", "worksheet", "--output", "-".join(["out", *words]), *words).code == 0
    made = [files_below(folder) for folder in sorted(work.glob("out*"))]
    assert len({tuple(files.values()) for files in made}) == 4
    pdf = next(data for name, data in files_below(work / "out---paper-letter").items() if name.endswith(".pdf"))
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert {tuple(map(float, page.mediabox)) for page in opened.pages} == {(0, 0, 612, 792)}


def test_fonts_are_put_into_word_files_on_request(run: Run, work: Path):
    for words in ([], ["--embed-fonts"]):
        assert run("build", "--only", "worksheet", "--output", "-".join(["fonts", *words]), *words).code == 0
    plain, full = files_below(work / "fonts"), files_below(work / "fonts---embed-fonts")
    assert {name.rpartition(".")[2] for name in plain if plain[name] != full[name]} == {"docx"}
    assert all(b"word/fonts/font1.odttf" in data for name, data in full.items() if name.endswith(".docx"))


def test_json_of_a_build(run: Run):
    told = run("build", "--json").json()
    assert told["errors"] == []
    assert [file["path"] for file in told["files"]] == [f"output/{file}" for file in FILES]
    assert all(set(file) == {"path", "document", "pages", "sheets", "warnings"} for file in told["files"])
    assert [file["document"] for file in told["files"]] == [kind for kind in KINDS for _ in FORMATS]
    assert all((file["pages"] is None) == file["path"].endswith(".docx") for file in told["files"])


def test_versions_of_the_sheets_one_key_and_a_crosswalk(run: Run, work: Path):
    told = run("build", "--versions", "2", "--format", "pdf", "--json").json()
    stem = f"{LESSON}/01-printing"
    sheets = [f"{stem}-{kind}-{version}.pdf" for kind in ("worksheet", "source-analysis") for version in "AB"]
    assert [file["path"] for file in told["files"]] == [
        f"output/{name}" for name in (*sheets, f"{stem}-answer-key.pdf", f"{stem}-crosswalk.csv")
    ]
    assert told["files"][-1]["document"] == "crosswalk"
    made = files_below(work / "output")
    assert made[f"{stem}-crosswalk.csv"].decode("utf-8-sig").startswith("Sheet,Type,Marks,A,B\r\n")
    assert made[sheets[0]] != made[sheets[1]]


def test_versions_of_the_worksheet_alone_have_no_crosswalk(run: Run, work: Path):
    run("build", "--versions", "2", "--only", "worksheet", "--format", "docx")
    assert sorted(files_below(work / "output")) == [f"{LESSON}/01-printing-worksheet-{version}.docx" for version in "AB"]


@pytest.mark.parametrize("count", ["0", "9"])
def test_a_number_of_versions_that_cannot_be(count: str, run: Run):
    result = run("build", "--versions", count)
    assert result.code == 2
    assert result.err == complaint(f"there cannot be {count} versions of a sheet", "ask for 2 to 8, or leave --versions out")


def test_files_of_tiers_are_called_by_their_codes(run: Run, work: Path):
    lesson = work / "packs" / "demo" / "lessons" / "01-printing.yaml"
    text = lesson.read_text(encoding="utf-8")
    lesson.write_text(text.replace("- type:", "- tiers: {support: {scaffold: [Begin so]}}\n      type:"), encoding="utf-8")
    told = run("build", "--tier", "support", "--tier", "core", "--versions", "2", "--format", "docx", "--json").json()
    names = [Path(file["path"]).stem.removeprefix("01-printing-") for file in told["files"]]
    keys = [name for name in names if name.startswith("answer-key")]
    assert keys == ["answer-key-support", "answer-key-core"]
    assert names.count("crosswalk") == 1
    sheets = [name for name in names if name.startswith("worksheet")]
    assert len({name[:-2] for name in sheets}) == 4
    assert all(re.fullmatch(r"worksheet-[A-Z2-7]{4}-[AB]", name) for name in sheets)
    assert not any(file["warnings"] for file in told["files"])


def test_a_tier_alone_has_its_code_and_core_alone_needs_none(run: Run, work: Path):
    run("build", "--tier", "core", "--only", "worksheet", "--format", "docx")
    assert list(files_below(work / "output")) == [f"{LESSON}/01-printing-worksheet.docx"]
    result = run("build", "--tier", "challenge", "--only", "worksheet", "--format", "docx", "--output", "other")
    (name,) = files_below(work / "other")
    assert re.fullmatch(rf"{LESSON}/01-printing-worksheet-[A-Z2-7]{{4}}\.docx", name)
    assert 'nothing is said for the tier "challenge"' in result.err


def test_a_tier_there_is_not(run: Run):
    result = run("build", "--tier", "suport")
    assert (result.code, result.err) == (2, complaint('there is no tier "suport"', 'did you mean "support"?'))


WHOLE = [f"demo/demo-{kind}.{format_}" for kind in ("cover", "knowledge-organiser") for format_ in FORMATS]


def test_documents_of_a_whole_pack_stand_beside_its_lessons(run: Run, work: Path):
    told = run("build", "demo", "--only", "cover", "--only", "knowledge-organiser", "--json").json()
    assert [file["path"] for file in told["files"]] == [f"output/{name}" for name in WHOLE]
    assert told["notes"] == []
    assert sorted(files_below(work / "output")) == sorted(WHOLE)


def test_what_is_left_out_is_told_and_told_again(run: Run, work: Path):
    words = ("build", "demo", "--only", "cover", "--only", "retrieval-starters", "--format", "docx")
    for _ in range(2):
        result = run(*words)
        assert (result.code, result.err) == (0, "demo has no retrieval-starters: the pack has but one lesson\n")
    assert run(*words, "--json").json()["notes"] == ["demo has no retrieval-starters: the pack has but one lesson"]
    assert list(files_below(work / "output")) == ["demo/demo-cover.docx"]


def test_a_pack_of_two_lessons_has_its_documents_first(run: Run, work: Path):
    lessons = work / "packs" / "demo" / "lessons"
    (lessons / "02-again.yaml").write_text((lessons / "01-printing.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    names = [file["document"] for file in run("build", "demo", "--format", "docx", "--json").json()["files"]]
    assert names[: len(PACK_EDITIONS)] == list(PACK_EDITIONS)
    assert run("check", "demo").out == "2 lessons checked, no fault found.\n"


def test_open_opens_the_folder_or_the_only_file(run: Run, monkeypatch: pytest.MonkeyPatch):
    opened: list[str] = []
    monkeypatch.setattr("typer.launch", opened.append)
    run("build", "--open", "--format", "docx")
    run("build", "--open", "--format", "docx", "--only", "worksheet")
    assert opened == [f"output/{LESSON}", f"output/{LESSON}/01-printing-worksheet.docx"]


def test_warnings_are_told_apart_from_the_table(run: Run, monkeypatch: pytest.MonkeyPatch):
    from hornbook.render import Rendered

    monkeypatch.setitem(FORMATS, "docx", lambda *_: Rendered(b"x", warnings=("something is lost",)))
    result = run("build", "--format", "docx", "--only", "worksheet")
    assert result.code == 0
    assert result.err == f"output/{LESSON}/01-printing-worksheet.docx: something is lost\n"
    assert "lost" not in result.out
    assert run("build", "--format", "docx", "--only", "worksheet", "--json").json()["files"][0]["warnings"] == ["something is lost"]


# ------------------------------------------------------------------------------------------------- commands that are wrong


WRONG = {
    ("build", "dmo"): ('there is no pack "dmo"', 'did you mean "demo"?'),
    ("build", "elsewhere/x"): ('there is no pack "elsewhere/x"', "choose one of: demo"),
    ("build", "demo/01-printin"): ('the pack "demo" has no lesson "01-printin"', 'did you mean "01-printing"?'),
    ("build", "--format", "doc"): ('there is no format "doc"', 'did you mean "docx"?'),
    ("build", "--only", "key"): (
        'there is no document "key"',
        (
            "choose one of: answer-key, cover, knowledge-organiser, retrieval-starters, retrieval-starters-key, "
            "source-analysis, source-booklet, source-paper, teacher-notes, worksheet"
        ),
    ),
    ("build", "demo/01-printing", "--only", "cover"): (
        'no lesson has the document "cover"; it is of a pack as a whole',
        "name the pack alone: demo",
    ),
    ("build", "demo", "--only", "cover", "--roster", "9b.csv"): (
        "a class gets copies of what belongs to a lesson, not to a pack as a whole",
        "leave --roster out, or name another document after --only",
    ),
    ("build", "--paper", "a5"): ('there is no paper "a5"', "choose one of: a4, letter"),
    ("build", "--theme", "clasic"): ('there is no theme "clasic"', 'did you mean "classic"?'),
    ("build", "--templates", "nowhere"): (
        "there is no folder of templates at nowhere",
        "name a folder that exists after --templates",
    ),
    ("build", "--packs", "nowhere"): ("there is no pack in nowhere", "make one with the command new"),
    ("build", "demo", "--packs", "nowhere"): (
        'there is no pack "demo"',
        "there is no pack in nowhere: make one with the command new",
    ),
    ("check", "dmo"): ('there is no pack "dmo"', 'did you mean "demo"?'),
    ("check", "--packs", "nowhere"): ("there is no pack in nowhere", "make one with the command new"),
    ("list", "--packs", "nowhere"): (
        "there is no folder nowhere",
        "name the folder of your packs after --packs, or make a pack with the command new",
    ),
}


@pytest.mark.parametrize("words", WRONG, ids=" ".join)
def test_a_wrong_command_leaves_with_2(words: tuple[str, ...], run: Run, work: Path):
    result = run(*words)
    assert (result.code, result.out, result.err) == (2, "", complaint(*WRONG[words]))
    assert not (work / "output").exists()


@pytest.mark.parametrize("words", WRONG, ids=" ".join)
def test_a_wrong_command_says_so_in_json(words: tuple[str, ...], run: Run):
    result = run(*words, "--json")
    what, hint = WRONG[words]
    nothing = {"file": None, "line": None, "column": None, "excerpt": None}
    assert result.code == 2
    assert result.json() == {"errors": [nothing | {"what": what, "hint": hint}]}


@pytest.mark.parametrize("words", [["frob"], ["build", "--frob"], ["build", "--format"], ["new"], []])
def test_words_that_are_no_command_leave_with_2(words: list[str], run: Run):
    assert run(*words).code == 2


@pytest.mark.parametrize(
    ("words", "what", "hint"),
    [
        ("frob --json", "No such command 'frob'", "look at hornbook --help"),
        ("--frob --json", "No such option: --frob", "look at hornbook --help"),
        ("build --frob --json", "No such option: --frob", "look at hornbook build --help"),
        ("build --json --jobs none", "Invalid value for '--jobs'", "look at hornbook build --help"),
        ("list --json --packs", "Option '--packs' requires an argument", "give the same command with --help"),
        ("batch --json", "Missing argument 'SCHOOL.yaml'", "look at hornbook batch --help"),
        ("new demo --json", "No such option: --json", "look at hornbook new --help"),
    ],
)
def test_words_that_are_no_command_say_so_in_json(words: str, what: str, hint: str, run: Run):
    result = run(*words.split())
    (error,) = result.json()["errors"]
    assert result.code == 2
    assert error["what"].startswith(what)
    assert error | {"what": ""} == {"file": None, "line": None, "column": None, "what": "", "hint": hint, "excerpt": None}


def test_what_stands_behind_two_hyphens_is_no_wish_for_json(run: Run):
    result = run("new", "--", "--json", "--json")
    assert (result.code, result.out) == (2, "")


# ----------------------------------------------------------------------------------------------------- packs that are wrong


@pytest.fixture
def broken(work: Path) -> str:
    """A second pack whose lesson has a fault in line 5; what is told of it."""
    new_pack("broken", Path("packs"))
    lesson = work / "packs/broken/lessons/01-printing.yaml"
    lesson.write_text(lesson.read_text(encoding="utf-8").replace("objectives:", "objektives:"), encoding="utf-8")
    return "packs/broken/lessons/01-printing.yaml"


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


def test_json_of_a_check(run: Run, broken: str):
    assert run("check", "demo", "--json").json() == {"lessons": 1, "errors": [], "warnings": []}
    result = run("check", "--json")
    told = result.json()
    assert (result.code, told["lessons"]) == (1, 1)
    assert told["errors"][0] | {"hint": ""} == {
        "file": broken,
        "line": 5,
        "column": 1,
        "what": told["errors"][0]["what"],
        "hint": "",
        "excerpt": "objektives:",
    }


def test_check_writes_nothing(run: Run, work: Path):
    before = files_below(work)
    result = run("check")
    assert (result.code, result.out, result.err) == (0, "1 lesson checked, no fault found.\n", "")
    assert files_below(work) == before


def test_list(run: Run, broken: str):
    result = run("list")
    assert result.code == 1
    assert result.out == f"{LESSON}  The printing press\n"
    assert broken in result.err
    told = run("list", "--json").json()
    assert told["lessons"] == [{"lesson": LESSON, "title": "The printing press"}]
    assert {error["file"] for error in told["errors"]} == {broken}


def test_list_of_nothing(run: Run):
    Path("nothing").mkdir()
    result = run("list", "--packs", "nothing")
    assert (result.code, result.out, result.err) == (0, "There is no pack in nothing.\n", "")


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


# -------------------------------------------------------------------------------------------- places that cannot be written


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


# ------------------------------------------------------------------------------------------------------------ new, schema


def test_new_makes_a_pack_that_builds(run: Run, work: Path):
    result = run("new", "cold-war-1945-49")
    assert (result.code, result.err) == (0, "")
    assert result.out == "Made packs/cold-war-1945-49. Edit its files, then: python generate.py build cold-war-1945-49\n"
    assert sorted(files_below(work / "packs/cold-war-1945-49")) == ["lessons/01-printing.yaml", "pack.yaml", "sources.yaml"]
    assert run("check", "cold-war-1945-49").code == 0
    assert run("build", "cold-war-1945-49").code == 0


@pytest.mark.parametrize("name", ["Demo", "", "a/b", "../x", "a b", "-a", "a--b", "ä", "a" * 81, "."])
def test_new_refuses_names(name: str, run: Run, work: Path):
    before = files_below(work)
    result = run("new", "--", name)
    hint = "use small letters, digits and hyphens, 80 at most: cold-war-1945-49"
    assert (result.code, result.out, result.err) == (2, "", complaint(f'"{name}" is not a name for a pack', hint))
    assert files_below(work) == before


def test_new_says_which_option_leads_elsewhere(run: Run, work: Path):
    (work / "file").write_text("", encoding="utf-8")
    result = run("new", "other", "--packs", "file/packs")
    assert (result.code, result.out) == (1, "")
    assert "hint: a file stands where a folder is needed: choose another folder with --packs\n" in result.err


def test_new_leaves_a_pack_alone_that_is_there(run: Run, work: Path):
    before = files_below(work)
    result = run("new", "demo")
    assert (result.code, result.err) == (2, complaint("packs/demo is there already", "choose another name"))
    assert files_below(work) == before


@pytest.mark.parametrize(
    ("words", "title", "keys"),
    [
        ([], "Lesson", {"title", "enquiry", "objectives", "worksheet"}),
        (["lesson"], "Lesson", {"title", "enquiry", "objectives", "worksheet"}),
        (["pack"], "PackFile", {"title", "level", "licence"}),
        (["sources"], "SourcesFile", set()),
        (["profile"], "Profile", {"name", "unofficial", "valid_until", "about", "sources", "questions", "marks"}),
    ],
)
def test_schema(words: list[str], title: str, keys: set[str], run: Run):
    result = run("schema", *words)
    told = result.json()
    assert (result.code, told["title"], told["type"], told["additionalProperties"]) == (0, title, "object", False)
    assert set(told.get("required", [])) == keys
    assert set(_values(told, "$ref")) <= {f"#/$defs/{name}" for name in told["$defs"]}
    for name, item in [*told["properties"].items(), *told["$defs"].items()]:
        assert {"description", "$ref"} & set(item), f"{name} has no description for an editor to show"


def _values(data: object, key: str) -> Iterator[str]:
    match data:
        case dict():
            for name, value in data.items():
                if name == key and isinstance(value, str):
                    yield value
                yield from _values(value, key)
        case list():
            for item in data:
                yield from _values(item, key)


def test_the_schema_knows_every_type_of_activity(run: Run):
    told = run("schema").json()
    mapping = told["$defs"]["Worksheet"]["properties"]["activities"]["items"]["discriminator"]["mapping"]
    assert set(mapping) == set(FULL)


def test_schema_of_something_else(run: Run):
    result = run("schema", "lessons")
    assert (result.code, result.err) == (2, complaint('there is no part of a pack "lessons"', 'did you mean "lesson"?'))


# ----------------------------------------------------------------------------------------------------------- as a process


def test_as_a_process(work: Path, repository: Path):
    def ran(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, str(repository / "generate.py"), *words]
        return subprocess.run(command, cwd=work, capture_output=True, text=True, timeout=120, check=False)

    assert ran("--version").stdout == f"hornbook {__version__}\n"
    built = ran("build", "--only", "worksheet", "--json")
    assert (built.returncode, built.stderr) == (0, "")
    assert len(json.loads(built.stdout)["files"]) == 2
    wrong = ran("build", "dmo", "--json")
    assert (wrong.returncode, wrong.stderr) == (2, "")
    assert json.loads(wrong.stdout)["errors"][0]["hint"] == 'did you mean "demo"?'


def test_help_needs_no_heavy_library(repository: Path):
    """A teacher who asks for help should not wait for the renderers."""
    script = (
        "import sys\nfrom hornbook.cli.commands import app\n"
        "try:\n    app(['--help'])\nexcept SystemExit:\n    pass\n"
        "print(sorted({'reportlab', 'docx', 'jinja2', 'pydantic', 'PIL'} & set(sys.modules)), file=sys.stderr)"
    )
    environment = {**os.environ, "PYTHONPATH": str(repository)}
    result = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, timeout=60, check=True)
    assert result.stderr == "[]\n"


def test_names_of_files_say_nothing_of_the_key(run: Run, work: Path):
    write_pack(work / "packs" / "sample", [example("short_answer")])
    assert run("build", "sample").code == 0
    assert all("canary" not in name for name in files_below(work / "output"))
    keys = [name for name in files_below(work / "output") if "key" in name]
    assert keys == [f"sample/01-sample/01-sample-answer-key.{format_}" for format_ in sorted(FORMATS)]
