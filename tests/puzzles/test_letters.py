"""Words as cells."""

from __future__ import annotations

import pytest

from hornbook.puzzles.letters import lengths, letters


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Rapallo", tuple("RAPALLO")),
        ("Sun Yat-sen", tuple("SUNYATSEN")),
        ("O’Neill", tuple("ONEILL")),
        ("Brüning", ("B", "R", "Ü", "N", "I", "N", "G")),
        ("e\u0301te\u0301", ("É", "T", "É")),
        ("Straße", tuple("STRASSE")),
        ("हिन्दी", ("हि", "न्", "दी")),
        ("Чичерин", tuple("ЧИЧЕРИН")),
    ],
)
def test_a_letter_has_a_cell_and_its_marks_stay_with_it(word: str, expected: tuple[str, ...]):
    assert letters(word) == expected


@pytest.mark.parametrize(("word", "expected"), [("Genoa", "5"), ("peaceful coexistence", "8, 11"), ("Brest-Litovsk", "5-7")])
def test_a_clue_says_how_long_its_word_is(word: str, expected: str):
    assert lengths(word) == expected


def test_what_is_no_letter_is_refused():
    with pytest.raises(ValueError, match=r'^"NEP 2" holds "2", which is no letter — write letters only$'):
        letters("NEP 2")
