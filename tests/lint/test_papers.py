"""What check says of source papers."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from hornbook.lint import lint
from hornbook.pack.load import load_pack
from hornbook.pipeline import templates_in
from tests.compose.papers import ib, with_answer, write_paper


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2027, 12, 31), []),
        (date(2028, 1, 1), ['the profile "ib-paper-1" was held to be right until 2027-12-31']),
    ],
)
def test_check_says_when_a_profile_has_grown_old(today: date, expected: list[str], tmp_path: Path):
    pack = load_pack(write_paper(tmp_path / "papers", ib()))
    found = [finding.problem for finding in lint(pack, templates_in(None), today) if finding.code == "HB111"]
    assert [problem.what for problem in found] == expected
    assert [problem.place.excerpt.strip() for problem in found if problem.place] == ['"profile": "ib-paper-1",'] * len(expected)


def test_check_looks_at_what_a_paper_quotes(tmp_path: Path):
    pack = load_pack(write_paper(tmp_path / "papers", with_answer("2", exemplar="He says ‘never said’ (line 1).")))
    (finding,) = (each for each in lint(pack, templates_in(None), date(2026, 1, 1)) if each.code == "HB101")
    assert finding.problem.what == "the words ‘never said’ do not stand in line 1 of Source A"


def test_a_paper_needs_no_objectives(tmp_path: Path):
    folder = write_paper(tmp_path / "papers", ib())
    lesson = json.loads((folder / "lessons/01-sample.yaml").read_text(encoding="utf-8"))
    lesson["worksheet"]["activities"][0]["covers"] = [1]
    (folder / "lessons/01-sample.yaml").write_text(json.dumps(lesson), encoding="utf-8")
    assert "HB107" not in {finding.code for finding in lint(load_pack(folder), templates_in(None), date(2026, 1, 1))}
