"""What single types of activity do besides what all of them do: see test_examples for that."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pytest

from hornbook.activities.interpretation_pair import InterpretationPair
from hornbook.activities.odd_one_out import OddOneOut
from hornbook.activities.retrieval_grid import RetrievalGrid
from hornbook.compose import Composer
from hornbook.document.text import document_text
from hornbook.pack.load import load_pack
from hornbook.pipeline import templates_in
from hornbook.prose import FaultyText, Slip
from tests.samples import birds, example, write_pack


def test_errors_are_read_as_they_are_written():
    text = FaultyText.checked("*Rightly* {{wrong & bad|right|since it is}} and {{a *b*|c}}.\n\nAgain {{one|two}}.")
    assert text.slips == (Slip("wrong & bad", "right", "since it is"), Slip("a *b*", "c"), Slip("one", "two"))
    first, second = text.paragraphs
    assert first.__html__() == "<emphasis>Rightly</emphasis> wrong &amp; bad and a <emphasis>b</emphasis>."
    assert first.corrected == (
        "<emphasis>Rightly</emphasis> <strong>right</strong> [wrong &amp; bad] and <strong>c</strong> [a <emphasis>b</emphasis>]."
    )
    assert (second.plain, second.slips) == ("Again one.", (Slip("one", "two"),))


@pytest.mark.parametrize("text", ["{{wrong}}", "{{wrong|right|why|more}}"])
def test_an_error_says_what_is_right(text: str):
    with pytest.raises(ValueError, match="is not an error to find"):
        FaultyText.checked(f"They signed in {text}.")


def test_a_grid_is_numbered_as_it_is_read():
    grid = RetrievalGrid.model_validate(example("retrieval_grid"))
    assert grid.columns == ("last-lesson", "last-week", "longer-ago")
    assert [number for row in grid.view(Random(1))["grid"] for number in (cell and cell[0] for cell in row)] == [
        1,
        2,
        3,
        4,
        None,
        5,
    ]
    assert [grid.part_label(index) for index in range(5)] == ["(1)", "(4)", "(2)", "(3)", "(5)"]
    assert grid.part_marks() == (1, 2, 2, 3, 3)


def test_questions_of_a_grid_keep_their_columns_in_other_versions():
    grid = RetrievalGrid.model_validate(example("retrieval_grid"))
    for seed in range(10):
        other, order = grid.arranged(Random(seed))
        assert other.columns == grid.columns
        assert [grid.cells[index] for index in order] == list(other.cells)
        assert {other.part_label(order.index(index)) for index in (0, 1)} == {"(1)", "(4)"}


def test_sets_and_their_items_change_places_together():
    sets = OddOneOut.model_validate(example("odd_one_out"))
    seen = set()
    for seed in range(20):
        other, order = sets.arranged(Random(seed))
        for each, index in zip(other.sets, order, strict=True):
            assert set(each.items) == set(sets.sets[index].items)
            assert each.reasons == sets.sets[index].reasons
        seen.add(tuple(item.plain for each in other.sets for item in each.items))
    assert len(seen) > 10


def test_a_source_that_is_marked_up_stands_in_its_task_alone(tmp_path: Path):
    """The sheet need not print it before the tasks, and the key speaks of it all the same."""
    folder = write_pack(tmp_path / "sample", [example("annotate/bare")])
    lesson = folder / "lessons/01-sample.yaml"
    data = json.loads(lesson.read_text(encoding="utf-8"))
    data["sources"] = []
    del data["source_analysis"]
    lesson.write_text(json.dumps(data), encoding="utf-8")
    composer = Composer(templates_in(None), load_pack(folder), "01-sample")
    assert composer.sheets["worksheet"].printed == ("speech",)
    assert list(document_text(composer.document("worksheet"))).count("Source A") == 1
    assert "canary96" in birds("\n".join(document_text(composer.document("answer-key"))))


def test_only_the_questions_that_have_marks_are_asked_of_a_pair():
    full, bare = (InterpretationPair.model_validate(example(name)) for name in ("interpretation_pair", "interpretation_pair/bare"))
    assert [name for name, _ in full.parts] == ["difference", "reasons", "first", "second"]
    assert (full.part_marks(), bare.part_marks()) == ((2, 2, 3, 3), (2,))
