"""What the models of several activities check, told with what to do about it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from hornbook.activities.base import Level
from hornbook.activities.checks import check_braces, check_distinct, check_levels, check_points
from hornbook.prose import Prose


def levels(*marks: str) -> tuple[Level, ...]:
    return tuple(
        Level.model_validate({"level": number, "marks": each, "descriptor": "Tells."}) for number, each in enumerate(marks, 1)
    )


@pytest.mark.parametrize(
    ("check", "message"),
    [
        (lambda: check_points(["one"], 2), "marks do not add up: 2 marks but only 1 point — add points or lower marks"),
        (lambda: check_points(["one", "two"], 3), "marks do not add up: 3 marks but only 2 points — add points or lower marks"),
        (lambda: check_levels(levels("1-2", "4-6"), 6), "marks do not add up: level 2 starts at 4 instead of 3 — mend its marks"),
        (
            lambda: check_levels(levels("1-2", "3-4"), 6),
            "marks do not add up: the levels reach 4, the task has 6 — mend the top level or marks",
        ),
        (lambda: check_distinct(["A bank", "a  Bank"], "words"), 'two equal words: "a  Bank" — change or delete one of them'),
        (
            lambda: check_braces(Prose(r"A backslash \\{much}")),
            '"{much}": one brace makes no gap — write {{…}}, or \\{ where a brace is meant',
        ),
        (lambda: check_braces(Prose("So {much}")), '"{much}": one brace makes no gap — write {{…}}, or \\{ where a brace is meant'),
    ],
)
def test_what_is_wrong_is_told(check: Callable[[], None], message: str):
    with pytest.raises(ValueError, match=r".") as caught:
        check()
    assert str(caught.value) == message


def test_what_is_right_is_left_alone():
    check_points(["one", "two"], 2)
    check_levels(levels("1-2", "3-6"), 6)
    check_levels((), 6)
    check_distinct(["one", "two"], "words")
    check_braces(Prose("So {{much}}, {{\\{}} and no \\{more\\}, nor $\\frac{1}{2}$"))
