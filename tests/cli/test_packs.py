"""The commands check, list, new and schema."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.running import LESSON, Run, complaint
from tests.samples import FULL
from tests.test_determinism import files_below


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
