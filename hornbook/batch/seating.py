"""Who gets which version, so that nobody can copy from the neighbour: a map coloured with as few colours as there are versions.

Neighbours sit in the same row one seat apart, or at the same seat of adjacent rows. With four versions and more those who sit
diagonally differ as well. So do those who share a seat, as at a table for six. Where no seat can be told from a roster, its order
is the order in which pupils sit.
"""

from __future__ import annotations

import heapq
import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import NamedTuple

from hornbook.batch.roster import Pupil
from hornbook.compose import MOST_VERSIONS, VERSIONS

_TOKEN = re.compile(r"\d{1,4}|[^\W\d_]+")
_BESIDE = ((0, 1), (0, -1), (1, 0), (-1, 0))
_DIAGONAL = ((1, 1), (1, -1), (-1, 1), (-1, -1))


NO_ROW = -2
"""The row of a seat that has but a number: next to no row that can be named."""

_SHARING = 4
"""The most pupils at one seat who have neighbours at others; more of them sit at a table, and have them there alone."""

_TABLE = MOST_VERSIONS
"""The most pupils at one table who are all kept apart; of more of them, those who follow each other are."""

_ROOM = 400
"""The most pupils that can be in one room. Where more are said to be, equal neighbours are not parted again, which takes long."""


class Seat(NamedTuple):
    """A seat of a room: its row and its place in the row."""

    row: int
    place: int


def seat_of(text: str) -> Seat | None:
    """The seat that a text names, or None: "A3", "3-4", "row 2 seat 5" (row before place), "3A" and "12"."""
    tokens = [token.upper() for token in _TOKEN.findall(text)]
    named = [_number(token) for token in tokens if token.isdecimal() or len(token) == 1]
    numbers = [token for token in tokens if token.isdecimal()]
    match len(numbers), named:
        case ((1 | 2), [row, place]):
            return Seat(row, place)
        case 1, [place]:
            return Seat(NO_ROW, place)
        case 2, _:
            return Seat(int(numbers[0]), int(numbers[1]))
    return None


def _number(token: str) -> int:
    """Letters that follow each other are rows that follow each other, in any alphabet."""
    if token.isdecimal():
        return int(token)
    return ord(token) - ord("A") + 1 if token.isascii() else ord(token)


def assign_versions(pupils: Sequence[Pupil], count: int) -> list[Pupil]:
    """The pupils, each with one of `count` versions ("A" the first): neighbours of a class have different ones.

    Who has a version keeps it, whatever the neighbours have. The same pupils always get the same versions. Raises ValueError for a
    count below 1 or above `MOST_VERSIONS`.
    """
    if not 1 <= count <= MOST_VERSIONS:
        raise ValueError(f"{count} versions; there can be 1 to {MOST_VERSIONS}")
    found = list(pupils)
    order = sorted(range(len(pupils)), key=lambda index: pupils[index].class_)
    for _, group in groupby(order, key=lambda index: pupils[index].class_):
        indices = list(group)
        versions = _Room([pupils[index] for index in indices], count).versions()
        for index, version in zip(indices, versions, strict=True):
            found[index] = replace(pupils[index], version=version)
    return found


@dataclass(frozen=True, slots=True)
class _Desk:
    """Where one pupil sits: who sits beside, who diagonally, and the version of the room's regular pattern."""

    beside: tuple[int, ...]
    diagonal: tuple[int, ...]
    regular: int


class _Room:
    """A class in its room. Versions are numbers from 0 here, and -1 is none yet."""

    def __init__(self, pupils: Sequence[Pupil], count: int) -> None:
        self.count = count
        self.desks = _desks([seat_of(pupil.seat) for pupil in pupils], count)
        self.given = [VERSIONS.find(pupil.version) if pupil.version else -1 for pupil in pupils]
        self.now = list(self.given)

    def versions(self) -> list[str]:
        """The letter of each pupil."""
        self.fill()
        for index, desk in enumerate(self.desks if self.count > 1 and len(self.desks) <= _ROOM else ()):
            for other in desk.beside:
                if self.now[other] == self.now[index]:
                    self.mend(index, other)
        return [VERSIONS[version] for version in self.now]

    def fill(self) -> None:
        """Give a version to everybody, first to those whose neighbours leave the least choice (Brélaz, 1979)."""
        waiting = [(-self.taken(index), index) for index, version in enumerate(self.now) if version < 0]
        heapq.heapify(waiting)
        while waiting:
            taken, index = heapq.heappop(waiting)
            if self.now[index] >= 0 or -taken != self.taken(index):
                continue  # an entry that a newer one has made obsolete
            self.now[index] = self.best(index)
            for other in self.desks[index].beside:
                if self.now[other] < 0:
                    heapq.heappush(waiting, (-self.taken(other), other))

    def best(self, index: int) -> int:
        """The version that suits a desk best."""
        return min(range(self.count), key=lambda version: self.cost(index, version))

    def taken(self, index: int) -> int:
        return len({self.now[other] for other in self.desks[index].beside} - {-1})

    def cost(self, index: int, version: int) -> tuple[int, int, int]:
        """How bad a version is at a desk: copies beside, copies diagonally, distance from the regular pattern."""
        desk = self.desks[index]
        beside = sum(self.now[other] == version for other in desk.beside)
        diagonal = sum(self.now[other] == version for other in desk.diagonal)
        return beside, diagonal, (version - desk.regular) % self.count

    def mend(self, index: int, other: int) -> None:
        """Part two equal neighbours: swap two versions among all who hang together with one of them (Kempe, 1879)."""
        for at, elsewhere in ((index, other), (other, index)):
            for version in (each for each in range(self.count) if each != self.now[at]):
                chain = self.chain(at, version)
                if elsewhere not in chain and all(self.given[each] < 0 for each in chain):
                    swap = {self.now[at]: version, version: self.now[at]}
                    for each in chain:
                        self.now[each] = swap[self.now[each]]
                    return

    def chain(self, start: int, version: int) -> set[int]:
        """Who hangs together with `start` through neighbours of its version and of `version`, not counting equal neighbours."""
        found, open_ = {start}, deque([start])
        pair = {self.now[start], version}
        while open_:
            here = open_.popleft()
            for other in self.desks[here].beside:
                if other not in found and self.now[other] in pair and self.now[other] != self.now[here]:
                    found.add(other)
                    open_.append(other)
        return found


def _desks(seats: Sequence[Seat | None], count: int) -> list[_Desk]:
    """The desks of a class; pupils without a seat sit in one long row, in their order. Who is beside whom holds both ways."""
    at: dict[Seat, list[int]] = {}
    for index, seat in enumerate(seats):
        if seat is not None:
            at.setdefault(seat, []).append(index)
    unseated = [index for index, seat in enumerate(seats) if seat is None]
    rank = {index: number for group in (*at.values(), unseated) for number, index in enumerate(group)}
    desks: list[_Desk] = []
    for index, seat in enumerate(seats):
        if seat is None:
            desks.append(_Desk(_following(unseated, rank[index]), (), rank[index] % count))
        elif len(here := at[seat]) > _TABLE:
            desks.append(_Desk(_following(here, rank[index]), (), rank[index] % count))
        else:
            others = [other for other in here if other != index]
            beside, diagonal = (_around(seat, at, steps) if len(here) <= _SHARING else () for steps in (_BESIDE, _DIAGONAL))
            desks.append(_Desk((*others, *beside), tuple(diagonal), _regular(seat, count)))
    return desks


def _following(group: Sequence[int], number: int) -> tuple[int, ...]:
    """Who comes just before and just after one of a group."""
    return (*group[max(0, number - 1) : number], *group[number + 1 : number + 2])


def _around(seat: Seat, at: Mapping[Seat, Sequence[int]], steps: Iterable[tuple[int, int]]) -> Iterator[int]:
    for row, place in steps:
        there = at.get(Seat(seat.row + row, seat.place + place), ())
        yield from there if len(there) <= _SHARING else ()


def _regular(seat: Seat, count: int) -> int:
    """The pattern of a full room: A B A B, B A B A; with four versions A B C D, C D A B, so that diagonals differ too."""
    row = 0 if seat.row == NO_ROW else seat.row - 1
    return (seat.place - 1 + row * (1 if count == 2 else 2)) % count
