"""Which questions of earlier lessons open a lesson: a few of the last one, a few of those before it.

To be asked again at growing distances is what makes pupils remember (Cepeda and others, "Distributed Practice in Verbal Recall
Tasks", 2006). Nothing here knows a question: lessons are counts, and what is picked is a place.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from random import Random

MANY = 5
"""The questions of a starter: what pupils answer in five minutes."""

REST = 3
"""The starters after one with a question in which it does not stand again, if there are enough others."""

_SHARES = {1: (5, 0, 0), 2: (3, 2, 0)}
_LATER = (2, 1, 2)


@dataclass(frozen=True, slots=True, order=True)
class Pick:
    """A question: the lesson it is of, by its place in the order of teaching, the task, and which of its questions; all from 0."""

    lesson: int
    task: int
    part: int


@dataclass(frozen=True, slots=True)
class Starter:
    """What opens the lesson at a place in the order of teaching: questions of the last lesson, the one before it, earlier ones."""

    lesson: int
    last: tuple[Pick, ...]
    before: tuple[Pick, ...]
    earlier: tuple[Pick, ...]

    @property
    def picks(self) -> tuple[Pick, ...]:
        """All its questions, in the order in which they are printed."""
        return self.last + self.before + self.earlier


def starters(lessons: Mapping[str, Sequence[int]], seed: str) -> tuple[Starter, ...]:
    """A starter for each lesson but the first. `lessons`, in the order of teaching, say how many questions each task has."""
    chooser = _Chooser(_ranks(lessons, seed))
    return tuple(chooser.starter(place) for place in range(1, len(lessons)))


def _ranks(lessons: Mapping[str, Sequence[int]], seed: str) -> dict[Pick, int]:
    """All questions, each with its place in the lot that is drawn for its lesson: other lessons do not change it.

    The tasks take turns, so that one with many questions is not asked more often than the others.
    """
    ranks: dict[Pick, int] = {}
    for place, (name, counts) in enumerate(lessons.items()):
        random = Random(f"{seed}/{name}")  # noqa: S311 - an order of questions, not a secret
        tasks = [[Pick(place, task, part) for part in random.sample(range(count), count)] for task, count in enumerate(counts)]
        random.shuffle(tasks)
        turns = (pick for turn in zip_longest(*tasks) for pick in turn if pick)
        ranks |= {pick: rank for rank, pick in enumerate(turns)}
    return ranks


@dataclass
class _Chooser:
    """Picks starter by starter, and knows what it has picked."""

    ranks: Mapping[Pick, int]
    asked: dict[Pick, int] = field(default_factory=dict)
    visited: dict[int, int] = field(default_factory=dict)

    def starter(self, place: int) -> Starter:
        chosen: list[Pick] = []
        groups = (range(place - 1, place), range(max(0, place - 2), place - 1), range(max(0, place - 2)))
        for group, share in zip(groups, _SHARES.get(place, _LATER), strict=True):
            self._choose(place, group, min(MANY, len(chosen) + share), chosen)
        self._choose(place, range(place), MANY, chosen)
        self._choose(place, range(place), MANY, chosen, again=True)
        self.asked |= dict.fromkeys(chosen, place)
        last, before, earlier = (tuple(pick for pick in chosen if pick.lesson in group) for group in groups)
        return Starter(place, last, before, earlier)

    def _choose(self, place: int, group: Iterable[int], most: int, chosen: list[Pick], *, again: bool = False) -> None:
        """Choose from a group of lessons until so many are chosen; what was asked of late only if it may be asked `again`."""
        found = [pick for pick in self.ranks if pick.lesson in group and (again or self._rested(pick, place))]
        while len(chosen) < most and (left := [pick for pick in found if pick not in chosen]):
            best = min(left, key=lambda pick: self._merit(pick, chosen))
            chosen.append(best)
            self.visited[best.lesson] = place

    def _rested(self, pick: Pick, place: int) -> bool:
        return pick not in self.asked or place - self.asked[pick] > REST

    def _merit(self, pick: Pick, chosen: Sequence[Pick]) -> tuple[int, ...]:
        """What is best is least: a task that is not asked yet, the lesson and the question that were asked longest ago, the lot."""
        tasks = sum((pick.lesson, pick.task) == (other.lesson, other.task) for other in chosen)
        return tasks, self.visited.get(pick.lesson, pick.lesson), self.asked.get(pick, -1), self.ranks[pick]
