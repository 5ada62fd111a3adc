"""Versions of a sheet: the same tasks in other orders, so that neighbours cannot copy from each other.

Version A keeps the lesson's own order, of which its notes and mark schemes speak ("question 3", "part (b)"); every later version
has an order of its own. No order depends on which answer is right: generators see places and pins, never words or marks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from random import Random

from hornbook.activities import BaseActivity

VERSIONS = "ABCDEFGH"
"""The names of all versions there can be: the crosswalk has a column for each, and a page has no room for more."""

MOST_VERSIONS = len(VERSIONS)


@dataclass(frozen=True, slots=True)
class Placed:
    """A task of a version: `index` says where it stands in the lesson, `parts` where each of its parts does, all from 0."""

    index: int
    activity: BaseActivity
    parts: tuple[int, ...]


def version_names(count: int) -> tuple[str, ...]:
    """The names of so many versions: A, B, C …; a single one has none."""
    return tuple(VERSIONS[:count]) if count > 1 else ("",)


def shuffles(version: str) -> bool:
    """Whether a version has another order than the lesson."""
    return version not in ("", "A")


def arrange(activities: Sequence[BaseActivity], version: str, seed: str) -> tuple[Placed, ...]:
    """The tasks of a sheet as a version has them. `seed` says which pack, lesson and sheet this is.

    Tasks with one stimulus move together, in their order. A pinned task keeps its number: the others change places only with
    those on the same side of it.
    """
    if not shuffles(version):
        return tuple(Placed(index, task, tuple(range(task.part_count))) for index, task in enumerate(activities))
    random = _generator(seed, version)
    placed: list[Placed] = []
    for pinned, stretch in groupby(_units(activities), key=lambda unit: any(activities[index].pin for index in unit)):
        units = list(stretch)
        if not pinned:
            random.shuffle(units)
        order = (index for unit in units for index in unit)
        placed += [Placed(index, *activities[index].arranged(_generator(seed, version, index))) for index in order]
    return tuple(placed)


def _units(activities: Sequence[BaseActivity]) -> Iterator[tuple[int, ...]]:
    """The places of the tasks that stay together: those of one stimulus, any other alone."""
    for stimulus, tasks in groupby(range(len(activities)), key=lambda index: activities[index].stimulus_group):
        if stimulus is None:
            yield from ((index,) for index in tasks)
        else:
            yield tuple(tasks)


def _generator(*seed: object) -> Random:
    return Random("/".join(map(str, seed)))  # noqa: S311 - an order of tasks, not a secret
