"""What must not be parted by the end of a page, by what it is: both renderers ask here.

What leads to a task stays with it: pupils who turn the page for the table to plan in no longer see what they are asked. And a
remark stays with what it is on: at the top of a page "Look out for …" would speak of nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from hornbook.document.inline import Paragraph
from hornbook.document.nodes import AnswerSpace, ComposedBlock, Heading, List, ModelAnswer, Panel

FEW = 8
"""A list of no more items than this is seen as one thing."""


LONG_ANSWER = 8
"""Room for an answer of at least so many lines is worth turning to on the next page."""


def fewest(lines: int) -> int:
    """How many lines to write on, of so many, may stand alone at the foot or at the top of a page."""
    return 3 if lines >= LONG_ANSWER else min(lines, 2)


def leading(children: Sequence[ComposedBlock]) -> int:
    """How many of a question's blocks lead to what follows them and stay with its beginning.

    These are the stem and the words, lists and word boxes beneath it. A list or a box right above the room for the answer does
    not: lines to write on may well begin on the next page.
    """
    count = next((index for index, child in enumerate(children) if not _leads(child)), len(children) - 1)
    if count > 1 and isinstance(children[count], AnswerSpace | ModelAnswer) and not isinstance(children[count - 1], Paragraph):
        count -= 1
    return max(0, count)


def held(blocks: Sequence[ComposedBlock]) -> list[bool]:
    """For each block whether it stays with the one after it since that is a remark on it, or goes on with such remarks."""
    found: list[bool] = []
    for before, after in pairwise(blocks):
        told = not _remark(before) or (bool(found) and found[-1])
        found.append(_remark(after) and told and not isinstance(before, Heading))
    return [*found, False][: len(blocks)]


def _leads(block: ComposedBlock) -> bool:
    return isinstance(block, Paragraph | List) or (isinstance(block, Panel) and block.kind == "bank")


def _remark(block: ComposedBlock) -> bool:
    return isinstance(block, Paragraph) and block.role == "note"
