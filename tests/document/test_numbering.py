"""Labels of questions, parts and parts of parts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from hornbook.document.inline import Paragraph
from hornbook.document.nodes import ComposedBlock, Document, Group, Panel, Question, RunningFoot, RunningHead, Section
from hornbook.document.passes.numbering import number, question_label
from hornbook.document.text import item_label, letters


def numbered(*sections: tuple[ComposedBlock, ...]) -> list[str]:
    """The labels of the questions of these sections, in reading order."""
    file = Document("", "en", RunningHead(""), RunningFoot("", ""), sections=tuple(Section(children=blocks) for blocks in sections))
    return [label for section in number(file).sections for label in _labels(section.children)]


def _labels(blocks: tuple[ComposedBlock, ...]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Question):
            yield block.label
        if isinstance(block, Question | Group | Panel):
            yield from _labels(block.children)


def ask(*parts: ComposedBlock) -> Question:
    return Question(children=(Paragraph("stem"), *parts))


def test_questions_count_through_a_section():
    assert numbered((ask(), Paragraph(), ask(), ask())) == ["1", "2", "3"]


def test_parts_count_within_their_question():
    part = ask(ask(), ask())
    assert numbered((ask(part, ask()), ask(ask()))) == ["1", "(a)", "(i)", "(ii)", "(b)", "2", "(a)"]


def test_each_section_starts_again():
    assert numbered((ask(), ask()), (ask(),)) == ["1", "2", "1"]


def test_groups_and_panels_do_not_count():
    assert numbered((ask(), Group((ask(), Panel("note", children=(ask(),)))), ask())) == ["1", "2", "3", "4"]
    assert numbered((ask(Group((ask(), ask())), ask()),)) == ["1", "(a)", "(b)", "(c)"]


def test_a_label_that_is_there_is_replaced():
    assert numbered((Question(label="17"),)) == ["1"]


@pytest.mark.parametrize(
    ("depth", "index", "label"),
    [
        (0, 0, "1"),
        (0, 11, "12"),
        (1, 0, "(a)"),
        (1, 25, "(z)"),
        (1, 26, "(aa)"),
        (1, 27, "(bb)"),
        (2, 0, "(i)"),
        (2, 3, "(iv)"),
        (2, 8, "(ix)"),
        (2, 13, "(xiv)"),
        (2, 38, "(xxxix)"),
        (3, 1, "(ii)"),
    ],
)
def test_label(depth: int, index: int, label: str):
    assert question_label(depth, index) == label


def test_labels_of_items():
    assert [item_label(kind, 1) for kind in ("bullet", "decimal", "lower-alpha", "upper-alpha")] == ["•", "2.", "b)", "B"]
    assert [letters(index) for index in (0, 25, 26, 51, 52)] == ["A", "Z", "AA", "ZZ", "AAA"]
