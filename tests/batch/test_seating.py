"""Neighbours get different versions wherever that can be."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hornbook.batch.roster import Pupil
from hornbook.batch.seating import NO_ROW, Seat, assign_versions, seat_of

NOTHING: Mapping[int, str] = {}


def room(rows: int, places: int, given_: Mapping[int, str] = NOTHING) -> list[Pupil]:
    """A full room, row by row: A1 A2 … B1 …"""
    seats = [f"{chr(ord('A') + row)}{place + 1}" for row in range(rows) for place in range(places)]
    return [Pupil(f"Pupil {index}", seat=seat, version=given_.get(index, "")) for index, seat in enumerate(seats)]


def plan(pupils: list[Pupil], count: int, places: int) -> list[str]:
    """The versions of a full room, a text for each row."""
    letters = "".join(pupil.version for pupil in assign_versions(pupils, count))
    return [letters[start : start + places] for start in range(0, len(letters), places)]


def copies(pupils: list[Pupil], *, diagonals: bool = False) -> list[tuple[str, str]]:
    """The seats of neighbours with the same version."""
    found = []
    for one, other in combinations(pupils, 2):
        (row, place), (row_, place_) = seat_of(one.seat) or (0, 0), seat_of(other.seat) or (0, 0)
        apart = sorted((abs(row - row_), abs(place - place_)))
        if (apart == [0, 1] or (diagonals and apart == [1, 1])) and one.version == other.version:
            found.append((one.seat, other.seat))
    return found


@pytest.mark.parametrize(
    ("text", "seat"),
    [
        ("A3", Seat(1, 3)),
        ("b 12", Seat(2, 12)),
        ("3A", Seat(3, 1)),
        ("3-4", Seat(3, 4)),
        ("2/5", Seat(2, 5)),
        ("row 2 seat 5", Seat(2, 5)),
        ("R2S5", Seat(2, 5)),
        ("Reihe 2, Platz 5", Seat(2, 5)),
        ("ряд 2 место 5", Seat(2, 5)),
        ("12", Seat(NO_ROW, 12)),
        ("Tisch 4", Seat(NO_ROW, 4)),
        ("", None),
        ("by the window", None),
        ("1-2-3", None),
    ],
)
def test_seats(text: str, seat: Seat | None):
    assert seat_of(text) == seat


@pytest.mark.parametrize(
    ("count", "expected"),
    [(1, ["AAAA", "AAAA"]), (2, ["ABAB", "BABA"]), (3, ["ABCA", "CABC"]), (4, ["ABCD", "CDAB"])],
)
def test_the_pattern_of_a_full_room(count: int, expected: list[str]):
    assert plan(room(2, 4), count, 4) == expected


@pytest.mark.parametrize("count", [2, 3, 4, 5, 8])
def test_neighbours_differ(count: int):
    assert copies(assign_versions(room(5, 6), count), diagonals=count >= 4) == []


def test_without_seats_the_order_of_the_roster_counts():
    pupils = [Pupil(name) for name in ("Anna", "Ben", "Cem", "Dua", "Eva")]
    assert "".join(pupil.version for pupil in assign_versions(pupils, 3)) == "ABCAB"


def test_numbered_seats_are_one_row():
    pupils = [Pupil(str(seat), seat=str(seat)) for seat in (3, 1, 2, 4)]
    assert "".join(pupil.version for pupil in assign_versions(pupils, 2)) == "AABB"


def test_who_shares_a_seat_differs_too():
    assert {pupil.version for pupil in assign_versions([Pupil("Anna", seat="A1"), Pupil("Ben", seat="A1")], 2)} == {"A", "B"}


def test_other_classes_are_no_neighbours():
    pupils = [Pupil("Anna", class_="9a", seat="A1"), Pupil("Ben", class_="9b", seat="A2"), Pupil("Cem", class_="9a", seat="A2")]
    assert [pupil.version for pupil in assign_versions(pupils, 2)] == ["A", "B", "B"]
    assert [pupil.name for pupil in assign_versions(pupils, 2)] == ["Anna", "Ben", "Cem"]


def test_a_version_that_is_given_stays_and_the_others_make_way():
    assert plan(room(2, 4, {0: "B"}), 2, 4) == ["BABA", "ABAB"]
    assert plan(room(1, 3, {0: "A", 1: "A"}), 2, 3) == ["AAB"]


@given(data=st.data(), count=st.integers(2, 5), rows=st.integers(1, 4), places=st.integers(1, 5))
def test_neighbours_differ_unless_it_was_given(data: st.DataObject, count: int, rows: int, places: int):
    """A grid always has a solution if at most one version is given; whatever is given stays."""
    given_ = data.draw(st.dictionaries(st.integers(0, rows * places - 1), st.sampled_from("ABCDE"[:count]), max_size=4))
    order = data.draw(st.permutations(room(rows, places, given_)))
    done = assign_versions(order, count)
    assert all(after.version == before.version for before, after in zip(order, done, strict=True) if before.version)
    assert assign_versions(order, count) == done
    if len(given_) <= 1 or count == 5:
        wrong = {frozenset(pair) for pair in copies([pupil for pupil in order if pupil.version])}
        assert {frozenset(pair) for pair in copies(done)} == wrong


def test_a_room_with_gaps_and_given_versions_is_solved_where_it_can_be():
    """Three versions and six given ones: the one solution needs two pupils to change once they have a version."""
    pupils = room(4, 4, {0: "A", 5: "A", 10: "A", 15: "A", 3: "B", 12: "C"})
    assert copies(assign_versions(pupils, 3)) == []


@pytest.mark.parametrize(("count", "tables"), [(2, ["ABABAB", "BABABA"]), (4, ["ABCDAB", "BCDABC"]), (8, ["ABCDEF", "BCDEFG"])])
def test_at_a_large_table_as_many_as_can_be_are_kept_apart(count: int, tables: list[str]):
    """Six at each table, as the roster of a room with group tables says it."""
    pupils = [Pupil(f"Pupil {index}", seat=f"Tisch {index // 6 + 1}") for index in range(12)]
    letters = "".join(pupil.version for pupil in assign_versions(pupils, count))
    assert [letters[:6], letters[6:]] == tables


def test_very_many_at_one_seat_are_no_seating_plan():
    done = assign_versions([Pupil(str(number), seat="A1") for number in range(5_000)], 2)
    assert "".join(pupil.version for pupil in done) == "AB" * 2_500


@pytest.mark.parametrize("count", [0, 9])
def test_as_many_versions_as_letters(count: int):
    with pytest.raises(ValueError, match="there can be 1 to 8"):
        assign_versions(room(1, 1), count)
