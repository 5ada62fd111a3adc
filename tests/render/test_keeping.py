"""What both renderers keep together."""

import pytest

from hornbook.document.inline import Paragraph, Text
from hornbook.document.nodes import AnswerSpace, ComposedBlock, Group, Heading, Item, List, Panel, Question, Row, Table
from hornbook.render.keeping import fewest, held, leading
from tests.specimen import words

STEM = Paragraph("stem", content=(Text("How far do you agree?"),))
POINTS = List(items=(Item((words("Germany's entry into the League"),)),))
BANK = Panel("bank", children=(words("Berlin, Brussels"),))
PLAN = Table((1.0,), rows=(Row(),))
NOTE = Paragraph("note", content=(Text("Look out for: …"),))


@pytest.mark.parametrize(
    ("children", "count"),
    [
        ((), 0),
        ((STEM,), 0),
        ((STEM, AnswerSpace(12)), 1),
        ((STEM, words("You may use:"), POINTS, PLAN, AnswerSpace(12)), 3),
        ((STEM, BANK, PLAN), 2),
        ((STEM, words("You may use:"), POINTS, AnswerSpace(12)), 2),
        ((STEM, BANK, AnswerSpace(2)), 1),
        ((STEM, POINTS), 1),
        ((STEM, Panel("frame", children=(words("a form"),)), PLAN), 1),
        ((STEM, words("Sources:"), Question(children=(STEM,))), 2),
    ],
)
def test_what_leads_to_a_task(children: tuple[ComposedBlock, ...], count: int) -> None:
    assert leading(children) == count


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        ((), []),
        ((NOTE,), [False]),
        ((PLAN, NOTE, NOTE, words("after")), [True, True, False, False]),
        ((words("before"), NOTE, PLAN), [True, False, False]),
        ((Heading(2), NOTE, NOTE), [False, False, False]),
        ((Group((PLAN,)), NOTE), [True, False]),
    ],
)
def test_remarks_stay_with_what_they_are_on(blocks: tuple[ComposedBlock, ...], expected: list[bool]) -> None:
    assert held(blocks) == expected


@pytest.mark.parametrize(("lines", "count"), [(1, 1), (2, 2), (7, 2), (8, 3), (30, 3)])
def test_more_of_a_long_answer_begins_a_page(lines: int, count: int) -> None:
    assert fewest(lines) == count
