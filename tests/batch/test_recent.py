"""A command that has nothing to do: quick, never wrong about it, and told in the same words."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hornbook import pipeline
from hornbook.batch import fingerprint, recent
from hornbook.batch.recent import Reads, answer, ask
from hornbook.cli import main
from hornbook.scaffold import new_pack
from tests.test_determinism import files_below

BUILD = ("build", "--only", "worksheet", "--format", "docx")
CLASS = ("build", "one", "--roster", "9b.csv", "--only", "worksheet", "--single-files", "--format", "docx")
BATCH = ("batch", "SCHOOL.yaml")
SCHOOL = """\
defaults: {lessons: [one/01-printing], formats: [docx], single_files: yes}
classes:
  - {name: 9a, roster: 9a.csv}
  - {name: 9b, roster: 9b.csv}
"""
NAMES = ("Quartz", "Opal", "Jade")

Told = tuple[str, str]
Run = Callable[..., Told]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Run]:
    """Runs a command as it is typed; gives what stands on both streams."""
    monkeypatch.chdir(tmp_path)
    for name in ("one", "two"):
        new_pack(name, Path("packs"))
    Path("SCHOOL.yaml").write_text(SCHOOL, encoding="utf-8")
    Path("9a.csv").write_text("Name\nAnna Quartz\n", encoding="utf-8")
    Path("9b.csv").write_text("Name,Language\nBo Opal,en-GB\nCy Jade,de\n", encoding="utf-8")

    def ran(*words: str, code: int = 0) -> Told:
        pipeline.forget()
        monkeypatch.setattr(sys, "argv", ["generate.py", *words])
        ended = 0
        try:
            main()
        except SystemExit as error:
            ended = int(error.code or 0)
        told = capsys.readouterr()
        assert ended == code, told.err
        return told.out, told.err

    yield ran
    pipeline.forget()


def known(*words: str) -> bool:
    """Whether a command would be answered without doing it."""
    return answer(words) is not None


def append(path: str, text: str) -> None:
    file = Path(path)
    file.write_text(file.read_text(encoding="utf-8") + text, encoding="utf-8")


@pytest.mark.parametrize("words", [BUILD, (*BUILD, "--json"), CLASS, BATCH, (*BATCH, "--json")], ids=" ".join)
def test_what_is_known_is_told_as_if_every_record_had_been_looked_at(words: tuple[str, ...], run: Run):
    run(*words)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(recent, "answer", lambda _: None)
        slow = run(*words)
    assert known(*words)
    assert run(*words) == slow
    assert "Nothing has changed" in slow[0] or "none of which had to be made" in slow[0] or "--json" in words
    assert "another language" in slow[1] or words[0:2] == BUILD[0:2] or "--json" in words


@pytest.mark.parametrize("words", [BUILD, CLASS, BATCH], ids=" ".join)
def test_it_need_not_wait_for_the_libraries(words: tuple[str, ...], run: Run, repository: Path):
    run(*words)
    heavy = [
        "hornbook.pipeline",
        "typer",
        "pydantic",
        "yaml",
        "jinja2",
        "reportlab",
        "docx",
        "lxml",
        "fontTools",
        "rich",
        "tempfile",
    ]
    code = (
        f"import sys; sys.argv[1:] = {list(words)!r}\nfrom hornbook.cli import main; main()\n"
        f"found = sorted(set({heavy!r}) & set(sys.modules)); assert not found, found"
    )
    environment = {**os.environ, "PYTHONPATH": str(repository)}
    ran = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr


def change(what: str) -> None:
    match what:
        case "lesson":
            append("packs/one/lessons/01-printing.yaml", "\n# a remark\n")
        case "pack file":
            append("packs/one/pack.yaml", "\n# a remark\n")
        case "picture":
            Path("packs/one/images").mkdir()
            Path("packs/one/images/map.png").write_bytes(b"no picture that anything names")
        case "link":
            Path("packs/one/images").symlink_to("/nowhere")
        case "roster":
            append("9b.csv", "Di Agate,en\n")
        case "file gone":
            next(Path("output").rglob("*.docx")).unlink()
        case "file changed":
            file = next(Path("output").rglob("*.docx"))
            file.write_bytes(file.read_bytes()[:-1] + b"x")
        case "record gone":
            next(path for path in Path("output").rglob(".hornbook/*.json") if "command" not in path.name).unlink()
        case _:
            next(Path("output").rglob("command-*.json")).write_bytes(b'{"inputs": "')


CHANGES = ("lesson", "pack file", "picture", "link", "file gone", "file changed", "record gone", "answer cut")


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right of their own there")
@pytest.mark.parametrize(
    ("words", "what"),
    [(words, what) for words in (BUILD, CLASS, BATCH) for what in (*CHANGES, *(("roster",) if words != BUILD else ()))],
    ids=lambda value: value if isinstance(value, str) else " ".join(value[:2]),
)
def test_any_change_is_seen(words: tuple[str, ...], what: str, run: Run):
    run(*words)
    assert known(*words)
    change(what)
    assert not known(*words)
    run(*words, code=int(what == "link"))
    assert known(*words) == (what != "link")  # what is wrong is not remembered


def test_a_school_that_changes_is_read_again(run: Run):
    run(*BATCH)
    append("SCHOOL.yaml", "  - {name: 9c, roster: 9a.csv}\n")
    assert not known(*BATCH)
    assert run(*BATCH)[0].splitlines()[-1].startswith("3 classes")
    assert known(*BATCH)
    shutil.copy("9a.csv", "copy.csv")
    Path("9a.csv").unlink()
    Path("9a.csv").symlink_to("copy.csv")
    assert not known(*BATCH)
    assert 'the roster "9a.csv" is, or is behind, a link' in run(*BATCH, code=1)[1]


def test_a_new_pack_counts_where_all_are_built(run: Run):
    run(*BUILD)
    run(*CLASS)
    new_pack("three", Path("packs"))
    assert not known(*BUILD)
    assert known(*CLASS)


def test_templates_count_and_what_they_link_to(run: Run, tmp_path: Path):
    words = (*BUILD, "--templates", "own")
    Path("own/parts").mkdir(parents=True)
    Path("elsewhere").mkdir()
    Path("elsewhere/mine.xml.j2").write_text("<p>mine</p>", encoding="utf-8")
    (tmp_path / "own/linked").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "own/again").symlink_to(tmp_path / "own")
    run(*words)
    assert known(*words)
    append("elsewhere/mine.xml.j2", "<p>more</p>")
    assert not known(*words)


def test_a_newer_hornbook_or_dependency_counts(run: Run, monkeypatch: pytest.MonkeyPatch):
    run(*BUILD)
    for number in (["pydantic-99.dist-info"], ["pydantic-100.dist-info"]):
        fingerprint.installed.cache_clear()
        monkeypatch.setattr(fingerprint, "_distributions", lambda _, number=number: number)
        assert not known(*BUILD)
        run(*BUILD)
        assert known(*BUILD)
    monkeypatch.undo()
    fingerprint.installed.cache_clear()


def test_a_builtin_template_and_the_code_count(tmp_path: Path, repository: Path):
    for part in ("hornbook", "templates", "generate.py"):
        copy = shutil.copytree if (repository / part).is_dir() else shutil.copy
        copy(repository / part, tmp_path / part)
    numbers = [number_in(tmp_path)]
    for path in ("templates/documents/worksheet.xml.j2", "templates/themes/classic.toml", "hornbook/render/pdf/pen.py"):
        (tmp_path / path).write_bytes((tmp_path / path).read_bytes() + b"\n")
        numbers.append(number_in(tmp_path))
    assert len(set(numbers)) == 4


def number_in(folder: Path) -> str:
    code = "from hornbook.batch.fingerprint import machinery; print(machinery(None))"
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    return subprocess.run(
        [sys.executable, "-c", code], cwd=folder, env=environment, capture_output=True, text=True, check=True
    ).stdout


def test_other_words_are_another_command(run: Run):
    run(*BUILD)
    for more in (["one"], ["--theme", "large-print"], ["--output", "other"], ["--output=other"], ["--jobs", "2"]):
        assert not known(*BUILD, *more)
    run(*BUILD, "--output=other")
    assert known(*BUILD, "--output=other")
    assert not known(*BUILD, "--output", "other")


@pytest.mark.parametrize(
    "words",
    [
        (*BUILD, "--fresh"),
        (*BATCH, "--fresh"),
        (*BATCH, "--dry-run"),
        (*BATCH, "--log", "batch.log"),
        (*BUILD, "--output", "what*"),
        (*CLASS, "--json"),  # its answer names pupils
    ],
    ids=" ".join,
)
def test_some_commands_are_always_done(words: tuple[str, ...], run: Run):
    run(*words)
    assert not known(*words)
    assert not list(Path().rglob("command-*.json"))


def test_a_command_with_a_fault_is_not_remembered(run: Run):
    append("packs/one/lessons/01-printing.yaml", "\nwhatever: 1\n")
    for _ in range(2):
        assert 'unknown key "whatever"' in run(*BUILD, code=1)[1]
    assert not list(Path("output/.hornbook").glob("command-*.json"))


def test_what_is_saved_meanwhile_is_not_taken_for_what_was_read(run: Run):
    reads = Reads(("one",), Path("packs"), None)
    asked = ask(BUILD, Path("output"), reads)
    append("packs/one/pack.yaml", "\n# a remark\n")
    asked.note((), [])
    assert not Path("output").exists()
    ask(BUILD, Path("output"), reads).note((), [])
    assert answer(BUILD) == []


def test_records_name_no_pupil(run: Run):
    run(*CLASS)
    run(*BATCH)
    records = list(Path("output").rglob(".hornbook/*.json"))
    assert len([path for path in records if path.name.startswith("command-")]) == 2
    assert not [name for path in records for name in NAMES if name in path.read_text(encoding="utf-8")]


def test_an_earlier_answer_changes_nothing_on_disk(run: Run):
    run(*BATCH)
    before = files_below(Path())
    run(*BATCH)
    assert files_below(Path()) == before


def test_a_reader_that_has_heard_enough_is_no_fault(run: Run, repository: Path):
    run(*BUILD)
    command = f'"{sys.executable}" "{repository}/generate.py" {" ".join(BUILD)}'
    ran = subprocess.run([*["sh", "-c"], f"{command} | true"], capture_output=True, text=True, check=False)
    assert ran.stderr == ""


def test_what_cannot_be_told_has_no_number(run: Run):
    assert Reads(("nothing",), Path("packs"), None).number() == ""
    assert Reads(("one",), Path("packs"), None, (Path("nobody.csv"),)).number() == ""
    assert Reads(("one",), Path("packs"), None, (Path("9a.csv"),)).number() != ""
