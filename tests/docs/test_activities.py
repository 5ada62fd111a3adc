"""The pages on the types of activity: there is one for each type, its examples are sound, and its pictures are there and small."""

from __future__ import annotations

from pathlib import Path

import pytest

from docs.make.activities import INDEX, PAGES, PICTURES, document_of, drawn, examples, index, pack_with
from docs.make.pack_format import activity_types, type_of
from hornbook.document.inline import Filled
from tests.dump import dump

NAMES = [type_of(model) for model in activity_types()]


def page(name: str) -> str:
    return (PAGES / f"{name}.md").read_text(encoding="utf-8")


def test_every_type_has_a_page_and_stands_in_the_list():
    assert {path.stem for path in PAGES.glob("*.md")} == {*NAMES, INDEX.stem}
    assert INDEX.read_text(encoding="utf-8") == index(), "run make docs"


@pytest.mark.parametrize("name", NAMES)
def test_a_page_shows_a_small_example_and_a_full_one(name: str, tmp_path: Path):
    found = examples(page(name))
    assert len(found) >= 2
    for number, example in enumerate(found):
        (tmp_path / str(number)).mkdir()
        pack = pack_with(example, tmp_path / str(number))
        assert pack.lessons["01-example"].worksheet.activities[0].type == name
    assert len(found[-1].splitlines()) > len(found[0].splitlines())


@pytest.mark.parametrize("name", NAMES)
def test_a_page_has_its_pictures_and_leads_to_the_reference(name: str):
    assert f"](../pack-format.md#{name})" in page(name)
    for ending in ("sheet", "key"):
        assert f"](pictures/{name}-{ending}.png)" in page(name)
        assert 1000 < (PICTURES / f"{name}-{ending}.png").stat().st_size <= 40_000


def test_no_picture_is_left_over():
    assert {path.name.rpartition("-")[0] for path in PICTURES.iterdir()} == set(NAMES)
    assert sum(path.stat().st_size for path in PICTURES.iterdir()) < 1_500_000


def test_what_is_drawn_is_what_pupils_and_teachers_get(tmp_path: Path):
    pack = pack_with(examples(page("multiple_choice"))[-1], tmp_path)
    sheet, key = (document_of(pack, edition) for edition in ("student", "teacher"))
    assert Filled.__name__ not in dump(sheet.sections)
    assert "Mark scheme" in dump(key.sections)
    assert drawn(key).height > drawn(sheet).height > 200
