"""Answers that another question gives away, and wrong options of which the key says nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hornbook.activities.base import walk
from hornbook.activities.multiple_choice import Option
from hornbook.errors import Problem
from hornbook.lint.view import Posed, View

_LONGEST = 3
"""Words: what is longer is an answer in somebody's own words."""

_FEW = 2
"""Tasks: what stands in more is what the lesson is about."""


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
    """A problem for each wrong option of which the key does not say why it tempts."""
    for name, lesson in view.lessons.items():
        for path, node in walk(lesson, ()):
            if isinstance(node, Option) and not node.correct and node.why is None:
                what = f"the key does not say why ‘{node.text.plain}’ tempts"
                yield Problem(what, "say it under why:", view.pack.place(name, *path))
