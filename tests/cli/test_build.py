"""The command build: which files it makes, what it calls them and what it tells of them."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from hornbook.compose import PACK_EDITIONS
from hornbook.render import FORMATS
from tests.cli.running import FILES, LESSON, Run
from tests.samples import KINDS, example, write_pack
from tests.test_determinism import files_below


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


def test_names_of_files_say_nothing_of_the_key(run: Run, work: Path):
    write_pack(work / "packs" / "sample", [example("short_answer")])
    assert run("build", "sample").code == 0
    assert all("canary" not in name for name in files_below(work / "output"))
    keys = [name for name in files_below(work / "output") if "key" in name]
    assert keys == [f"sample/01-sample/01-sample-answer-key.{format_}" for format_ in sorted(FORMATS)]
