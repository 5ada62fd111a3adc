"""The page on papers in the manner of exams names the profiles there are, and the one it shows is sound."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from hornbook.profiles import load_profile, profile_names
from hornbook.templates import Templates

PAGE = (Path(__file__).parents[2] / "docs" / "profiles.md").read_text(encoding="utf-8")


def test_every_profile_stands_in_the_table():
    templates = Templates()
    rows = re.findall(r"^\| `([a-z0-9-]+)` \| .* \| (\d+)[^|]* \| (\d+) \|$", PAGE, re.MULTILINE)
    profiles = {name: load_profile(name, templates) for name in profile_names(templates)}
    assert sorted(rows) == [(name, str(profile.sources), str(profile.marks)) for name, profile in sorted(profiles.items())]


def test_the_profile_on_the_page_is_sound(tmp_path: Path):
    text = PAGE.partition("# our-school/profiles/year-9-mock.yaml\n")[2].partition("```")[0]
    (tmp_path / "profiles").mkdir()
    (tmp_path / "profiles/year-9-mock.yaml").write_text(text, encoding="utf-8")
    assert load_profile("year-9-mock", Templates(tmp_path)).marks == 10


@pytest.mark.parametrize("name", re.findall(r"checks\.md#(hb\d+)", PAGE))
def test_the_rule_it_leads_to_is_there(name: str):
    assert f"## {name.upper()} " in (Path(__file__).parents[2] / "docs" / "checks.md").read_text(encoding="utf-8")
