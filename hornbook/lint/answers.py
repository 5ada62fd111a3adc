"""Answers that another question gives away, and things of which the key should say why."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hornbook.activities.base import walk
from hornbook.activities.diamond_nine import FOOT, TOP, DiamondNine
from hornbook.activities.find_and_fix import FindAndFix
from hornbook.activities.multiple_choice import Option
from hornbook.activities.values import Path
from hornbook.errors import Problem
from hornbook.lint.view import Posed, View

_LONGEST = 3
"""Words: what is longer is an answer in somebody's own words."""

_FEW = 2
"""Tasks: what stands in more is what the lesson is about."""

_SAY = "say it under why:"


def answers_elsewhere(view: View) -> Iterator[Problem]:
    """A problem for each short answer that stands, word for word, in one or two other tasks of its sheet."""
    for name in view.lessons:
        tasks = view.tasks(name)
        for posed in tasks:
            others = [other for other in tasks if other.sheet is posed.sheet and other is not posed]
            for answer in filter(_tells, posed.answers):
                betray = [other for other in others if _holds(other, answer)]
                if 0 < len(betray) <= _FEW:
                    what = f"the answer ‘{answer}’ stands in {' and '.join(other.name for other in betray)}"
                    yield Problem(what, "reword that question, or ask for something else here", posed.place)


def _tells(answer: str) -> bool:
    """Whether an answer is worth hiding: neither a number nor a letter, and no sentence."""
    return len(answer) > _LONGEST and not answer.isdecimal() and len(answer.split()) <= _LONGEST


def _holds(other: Posed, answer: str) -> bool:
    pattern = re.compile(rf"(?<!\w){re.escape(answer)}(?!\w)", re.IGNORECASE)
    return any(map(pattern.search, other.words))


def reasons(view: View) -> Iterator[Problem]:
    """A problem for each thing of which the key should say why, and does not.

    They are wrong options, errors in a text, and the top and the foot of a ranking that is given no reasons as a whole.
    """
    for name, lesson in view.lessons.items():
        for path, node in walk(lesson, ()):
            for below, what, hint in _unexplained(node):
                yield Problem(f"the key does not say why {what}", hint, view.pack.place(name, *path, *below))


def _unexplained(node: object) -> Iterator[tuple[Path, str, str]]:
    """What lacks its reason in a part of a lesson: where below it, what is to be explained, and a hint."""
    match node:
        case Option(correct=False, why=None):
            yield (), f"‘{node.text.plain}’ tempts", _SAY
        case FindAndFix():
            for slip in node.text.slips:
                if not slip.why:
                    hint = f"say it after what is right: {{{{{slip.wrong}|{slip.right}|why}}}}"
                    yield ("text",), f"‘{slip.wrong}’ is wrong", hint
        case DiamondNine(points=()):
            for index, factor in enumerate(node.factors):
                if factor.why is None and factor.rank in (TOP, FOOT):
                    end = "top" if factor.rank == TOP else "foot"
                    yield ("factors", index), f"‘{factor.factor.plain}’ stands at the {end}", _SAY
        case _:
            pass
