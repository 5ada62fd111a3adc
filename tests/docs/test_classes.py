"""The page on classes and schools: its examples are read as Hornbook reads them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from hornbook.batch.load import load_school
from hornbook.batch.roster import Pupil, read_roster
from hornbook.batch.school import Settings
from hornbook.cli.commands import app

THEMES = ("classic", "large-print")


@pytest.fixture
def page(repository: Path) -> str:
    return (repository / "docs/classes.md").read_text(encoding="utf-8")


def block(page: str, language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", page, re.DOTALL)
    assert found
    return found[1]


def test_the_roster_of_the_page(page: str, tmp_path: Path):
    roster = tmp_path / "9b.csv"
    roster.write_text(block(page, "csv"), encoding="utf-8")
    pupils = read_roster(roster, themes=THEMES, versions=4)
    assert pupils[1] == Pupil("Bo Lindqvist", "9b", "A2", tier="support", row=3)
    assert [(pupil.tier, pupil.theme, pupil.size) for pupil in pupils[2:]] == [("core", "large-print", None), ("challenge", "", 14)]


def test_the_school_of_the_page_shows_every_setting(page: str, tmp_path: Path):
    (tmp_path / "rosters").mkdir()
    for name in ("9b.csv", "9c.xlsx"):
        (tmp_path / "rosters" / name).touch()
    text = block(page, "yaml")
    (tmp_path / "SCHOOL.yaml").write_text(text, encoding="utf-8")
    loaded = load_school(tmp_path / "SCHOOL.yaml", themes=THEMES, formats=("pdf", "docx"))
    assert loaded.failed == ()
    first, second = (each.settings(loaded.school.defaults) for each in loaded.school.classes)
    assert (first.theme, first.versions, second.theme, second.versions, second.size) == ("classic", 4, "large-print", 2, 20)
    assert [name for name in Settings.model_fields if f"{name}:" not in text] == []


def test_the_options_of_the_page_exist(page: str):
    import typer

    command = typer.main.get_command(app)
    known = {option for each in command.commands.values() for parameter in each.params for option in parameter.opts}
    own = re.sub(r"^dask .*", "", page, flags=re.MULTILINE)
    assert set(re.findall(r"--[a-z]+(?:-[a-z]+)*", own)) <= known
