"""The words of a tree and how they are put in order."""

from __future__ import annotations

from hornbook.document.text import alphabetical


def test_accents_and_capitals_do_not_decide_where_a_word_stands():
    assert sorted(["zorro", "Ávila", "azul", "avena", "año"], key=alphabetical) == ["año", "avena", "Ávila", "azul", "zorro"]
