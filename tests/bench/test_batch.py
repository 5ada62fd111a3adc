"""The run of class work: a missed target is told, what cannot be measured is no pass, and the page is made of the figures."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

pytest.importorskip("bench.batch")

from bench import again, batch, copies, linear, million, page, picture, school, two
from bench.targets import Target, told

ENGINES = {
    "Hornbook PDF": 0.001,
    "writing alone": 0.0003,
    "Typst": 0.05,
    "WeasyPrint": 0.8,
    "Hornbook DOCX": 0.0001,
    "docxtpl": 0.05,
}
STRAIGHT = {count: count * 1e-4 for count in linear.COUNTS}
SQUARE = {count: count**2 * 1e-6 for count in linear.COUNTS}


def figures(*, gain: float = 1.9, possible: float = 1.95) -> batch.Figures:
    ways = list(million.WAYS)
    return batch.Figures(
        copies.Figures(ENGINES, 100_000, 120_000, {copies.FEW: 100.0, copies.MANY: 130.0}, 3),
        again.Figures(dict.fromkeys(again.COMMANDS, 2.0), dict(zip(again.COMMANDS, (0.05, 0.11, 0.6), strict=True)), 0.01, 3),
        two.Figures({1: gain, 2: 1.0}, {1: possible / 2, 2: 1.0}, 3),
        linear.Figures(dict(zip(ways, (STRAIGHT, SQUARE, STRAIGHT), strict=True))),
        million.Figures(dict.fromkeys(ways, 0.0036), dict.fromkeys(ways, 2_000.0), dict.fromkeys(ways, 80.0), 0.5),
    )


def missed(found: batch.Figures) -> list[str]:
    return [target.what for target in batch.targets(found) if not target.kept]


def test_every_missed_target_is_told():
    assert missed(figures()) == [
        "PDF copies, share of merely writing",
        "peak of 10000 copies, times that of 100",
        "again, 7 lessons for a class of 30: times as fast",
        "again, a school: 3 classes, 2 lessons: times as fast",
        "again, a school: 3 classes, 2 lessons: beyond the start",
        "DOCX, a file each: power of N",
        "DOCX, a file each: a copy of 100,000, times one of 100",
    ]
    assert len([line for line in batch.table(figures()) if line.endswith("MISSED")]) == 7


@pytest.mark.parametrize(
    ("gain", "possible", "verdict"),
    [(1.75, 1.9, ""), (1.6, 1.9, "  MISSED"), (1.6, 1.65, "  NOT MEASURABLE HERE"), (1.75, 1.65, "  NOT MEASURABLE HERE")],
)
def test_two_processes_are_judged_by_what_the_machine_gives(gain: float, possible: float, verdict: str):
    (target,) = two.targets(figures(gain=gain, possible=possible).two)
    assert (target.verdict, target.kept) == (verdict, verdict == "")


def test_all_that_is_wanted_is_told_beside_what_is():
    lines = list(told([Target("this", 2.0, 20.0, True, "×"), Target("that", 0.5, 0.5, False, " s")]))
    assert [line.split() for line in lines[1:]] == [["this", "2.00×", "≥", "20×", "MISSED"], ["that", "0.50", "s", "≤", "0.5", "s"]]


def test_a_straight_line_has_the_power_one():
    assert linear.slope(STRAIGHT) == pytest.approx(1)
    assert linear.growth(STRAIGHT) == pytest.approx(1)
    assert linear.slope(SQUARE) == pytest.approx(2)
    assert linear.growth(SQUARE) == pytest.approx(1000)


def test_the_page_has_marks_and_the_table_that_belongs_between_them(repository: Path):
    text = (repository / page.PAGE).read_text(encoding="utf-8")
    made = list(page.lines(figures()))
    assert made[2] == "| PDF, a file each | 1.00 h | 2.0 GB | 80 MB |"
    assert page.filled(page.filled(text, "old\n"), "\n".join(made) + "\n").count("| 1.00 h |") == 3
    between = text.partition("<!-- measured -->\n")[2].partition("<!-- /measured -->")[0].splitlines()
    assert [line.split("|")[1:2] for line in between] == [line.split("|")[1:2] for line in made]
    with pytest.raises(ValueError, match="not one pair of marks"):
        page.filled("no marks", "")


def test_the_picture_is_sound_and_names_every_line(repository: Path):
    drawn = picture.draw(figures().linear.seconds)
    for text in (drawn, (repository / page.PICTURE).read_text(encoding="utf-8")):
        root = ET.fromstring(text)
        words = [element.text for element in root.iter("{http://www.w3.org/2000/svg}text")]
        assert {*million.WAYS, "100", "100,000"} <= set(words)
        tops = sorted(float(element.get("y", "0")) for element in root.iter() if element.text in million.WAYS)
        assert all(below - above >= 16 for above, below in pairwise(tops))
    assert picture.draw(figures().linear.seconds) == drawn


def test_what_is_built_is_what_is_said(tmp_path: Path, repository: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(repository)
    school.make_pack(tmp_path, "seven", 7)
    assert len(list((tmp_path / "packs/seven/lessons").iterdir())) == 7
    school.make_roster(tmp_path / "9a.csv", 30)
    assert len((tmp_path / "9a.csv").read_text(encoding="utf-8").splitlines()) == 31
