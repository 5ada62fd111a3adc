"""Which questions open a lesson: so many, only of earlier lessons, the same every time, none too soon again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hypothesis import given
from hypothesis import strategies as st

from hornbook.compose.retrieval import MANY, REST, Pick, Starter, starters

Lessons = Mapping[str, Sequence[int]]

LESSONS = st.lists(st.lists(st.integers(0, 4), max_size=5), max_size=9).map(
    lambda counts: {f"{number:02}-lesson": tasks for number, tasks in enumerate(counts, start=1)}
)


def offered(lessons: Lessons, before: int) -> set[Pick]:
    """All the questions of the lessons before a place."""
    return {
        Pick(place, task, part)
        for place, tasks in enumerate(list(lessons.values())[:before])
        for task, count in enumerate(tasks)
        for part in range(count)
    }


def rich(count: int) -> dict[str, tuple[int, ...]]:
    return {f"{number:02}": (4, 4, 4, 4) for number in range(count)}


@given(LESSONS)
def test_a_starter_for_each_lesson_but_the_first(lessons: Lessons):
    made = starters(lessons, "seed")
    assert [starter.lesson for starter in made] == list(range(1, len(lessons)))


@given(LESSONS)
def test_five_different_questions_of_earlier_lessons(lessons: Lessons):
    for starter in starters(lessons, "seed"):
        there = offered(lessons, starter.lesson)
        assert len(starter.picks) == len(set(starter.picks)) == min(MANY, len(there))
        assert set(starter.picks) <= there


@given(LESSONS)
def test_questions_stand_with_how_long_ago_they_were_learnt(lessons: Lessons):
    for starter in starters(lessons, "seed"):
        assert {starter.lesson - pick.lesson for pick in starter.last} <= {1}
        assert {starter.lesson - pick.lesson for pick in starter.before} <= {2}
        assert all(starter.lesson - pick.lesson > 2 for pick in starter.earlier)


@given(LESSONS)
def test_none_is_asked_again_too_soon_if_there_are_others(lessons: Lessons):
    asked: dict[Pick, int] = {}
    for starter in starters(lessons, "seed"):
        rested = {pick for pick in offered(lessons, starter.lesson) if starter.lesson - asked.get(pick, -REST) > REST}
        soon = set(starter.picks) - rested
        assert not soon or rested <= set(starter.picks)
        asked |= dict.fromkeys(starter.picks, starter.lesson)


@given(LESSONS, st.text(max_size=5))
def test_the_same_every_time(lessons: Lessons, seed: str):
    assert starters(lessons, seed) == starters(dict(lessons), seed)


def shares(starter: Starter) -> tuple[int, int, int]:
    return len(starter.last), len(starter.before), len(starter.earlier)


def test_spacing_where_there_are_questions_enough():
    made = starters(rich(8), "seed")
    assert [shares(starter) for starter in made] == [(5, 0, 0), (3, 2, 0), *[(2, 1, 2)] * 5]


def test_what_was_learnt_longest_ago_comes_back_in_turn():
    last = starters(rich(8), "seed")[-1]
    assert len({pick.lesson for pick in last.earlier}) == 2
    asked = {pick.lesson for starter in starters(rich(8), "seed") for pick in starter.earlier}
    assert asked == {0, 1, 2, 3}  # lesson 4 was asked of a week ago


def test_a_task_is_not_asked_twice_while_there_are_others():
    for starter in starters(rich(5), "seed")[1:]:
        tasks = [(pick.lesson, pick.task) for pick in starter.picks]
        assert len(tasks) == len(set(tasks))


def test_tasks_take_turns_however_many_questions_they_have():
    lessons = {"01": (1, 20, 1, 1, 1), "02": (1,)}
    (starter,) = starters(lessons, "seed")
    assert sorted(pick.task for pick in starter.picks) == [0, 1, 2, 3, 4]
    (first, *_), (other, *_) = (starters({"01": (1, 20, 1), "02": (1,)}, seed) for seed in ("one", "three"))
    assert first.picks != other.picks


def test_a_lesson_that_is_added_changes_no_earlier_starter():
    assert starters(rich(8), "seed")[:4] == starters(rich(5), "seed")


def test_another_pack_has_another_order():
    assert starters(rich(4), "one") != starters(rich(4), "other")
