"""The run of copies tells a missed target, and makes copies that differ."""

import pytest

copies = pytest.importorskip("bench.copies")


def test_a_missed_target_is_told():
    engines = {
        "Hornbook PDF": 0.001,
        "writing alone": 0.0003,
        "Typst": 0.05,
        "WeasyPrint": 0.8,
        "Hornbook DOCX": 0.0001,
        "docxtpl": 0.05,
    }
    figures = copies.Figures(engines, 100_000, 120_000, {copies.FEW: 100.0, copies.MANY: 130.0}, 3)
    assert [target.kept for target in copies.targets(figures)] == [True, True, False, True, True, False]
    assert len([line for line in copies.table(figures) if "MISSED" in line]) == 2


def test_each_copy_is_for_another_pupil():
    assert len({tuple(copies.pupil(number).items()) for number in range(100)}) == 100
