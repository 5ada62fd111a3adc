"""What the README shows is what there is."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from hornbook.cli.commands import app

ROOT = Path(__file__).parents[2]
PAGES = [
    path.relative_to(ROOT).as_posix()
    for path in (ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md")))
]


def test_the_fault_it_shows_is_told_in_these_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(app, ["new", "cold-war"]).exit_code == 0
    lesson = tmp_path / "packs/cold-war/lessons/01-printing.yaml"
    lesson.write_text(lesson.read_text(encoding="utf-8").replace("why: A great city", "wy: A great city"), encoding="utf-8")
    result = CliRunner().invoke(app, ["check", "cold-war"])
    shown = re.search(r"```text\n(packs/cold-war.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)[1]
    assert result.exit_code == 1
    assert result.output.startswith(shown)


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str):
    text = re.sub(r"```.*?```|`[^`]*`", "", (ROOT / page).read_text(encoding="utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)#]+)", text):
        if not target.startswith("https://"):
            assert ((ROOT / page).parent / target).exists(), target


@pytest.mark.parametrize("page", PAGES)
def test_links_within_a_page_find_their_heading(page: str):
    text = (ROOT / page).read_text(encoding="utf-8")
    headings = {
        re.sub(r"[^\w\- ]", "", title).strip().lower().replace(" ", "-") for title in re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    }
    assert set(re.findall(r"\]\(#([^)]+)\)", text)) <= headings


def test_pictures_are_small():
    pictures = sorted((ROOT / "docs" / "pictures").glob("*.png"))
    assert pictures
    assert all(path.stat().st_size < 200_000 for path in pictures)


def test_every_command_is_listed():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for command in app.registered_commands:
        name = command.name or command.callback.__name__
        assert re.search(rf"^\| `{name}\b", text, re.MULTILINE)
