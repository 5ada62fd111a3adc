"""Gaps whose answers hold marks and formulas: on the sheet, in the box of words and in the key, in both formats."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from random import Random
from typing import Any

import pytest
from lxml import etree

from hornbook.activities.gap_fill import GapFill
from hornbook.document.inline import Filled, Formula, Gap, Subscript, Text
from hornbook.render.docx import render
from tests.samples import Sample, write_pack
from tests.specimen import theme

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
TASK = {
    "type": "gap_fill",
    "text": r"Speed is {{$v = \frac{s}{t}$|$s/t$}}, water {{H~2~O}}, and the rest is {{a long story of many words}}.",
    "word_bank": True,
    "distractors": ["CO~2~"],
}


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return Sample(write_pack(tmp_path_factory.mktemp("gaps") / "pack", [TASK]))


def walk(node: Any) -> Iterator[Any]:
    """A tree of nodes, each before what it holds."""
    if isinstance(node, tuple):
        for kid in node:
            yield from walk(kid)
    elif is_dataclass(node):
        yield node
        for field in fields(node):
            yield from walk(getattr(node, field.name))


def test_the_box_is_in_order_of_the_words_and_not_of_their_marks():
    bank = GapFill.model_validate(TASK).view(Random(0))["bank"]
    assert bank == ["a long story of many words", "CO~2~", "H~2~O", r"$v = \frac{s}{t}$"]


def test_no_gap_betrays_its_answer(sample: Sample):
    sheet = sample.document("worksheet")
    assert {node.width for node in walk(sheet) if isinstance(node, Gap)} == {GapFill.GAP_WIDTH}
    assert not [node for node in walk(sheet) if isinstance(node, Filled)]


def test_the_key_fills_gaps_with_formulas(sample: Sample):
    key = sample.document("answer-key")
    filled = [node.content for node in walk(key) if isinstance(node, Filled)]
    assert filled[:2] == [(Formula(r"v = \frac{s}{t}"),), (Text("H"), Subscript((Text("2"),)), Text("O"))]


def test_a_word_file_has_them_as_equations_in_the_colour_of_answers(sample: Sample):
    look = theme()
    with zipfile.ZipFile(io.BytesIO(render(sample.document("answer-key"), look).data)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    colour = look.colours.answer.removeprefix("#").upper()
    equations = [etree.tostring(maths, encoding="unicode", with_tail=False) for maths in root.iter(f"{M}oMath")]
    # The task stands on the worksheet, and once more on the source analysis.
    assert [f'w:val="{colour}"' in each for each in equations].count(True) == 2
