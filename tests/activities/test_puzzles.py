"""Crosswords and word searches: what cannot be made is told, and no solution is in a pupil's file."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from pydantic import ValidationError

from hornbook.activities.crossword import CrosswordPuzzle
from hornbook.activities.terms import GLOSSARY, Meaning
from hornbook.activities.word_search import WordSearchPuzzle
from hornbook.document.drawings import Drawing, Label, Layout
from hornbook.document.inline import Strong
from hornbook.document.markup import parse
from hornbook.document.text import inline_text
from tests.samples import Sample


def crossword(*words: str, clue: str = "the clue", **fields: Any) -> CrosswordPuzzle:
    clues = [{"word": word, "clue": clue} for word in words]
    return CrosswordPuzzle.model_validate({"type": "crossword", "words": clues, **fields})


def search(*words: str, **fields: Any) -> WordSearchPuzzle:
    return WordSearchPuzzle.model_validate({"type": "word_search", "words": words, **fields})


def test_words_to_find_are_in_alphabetical_order():
    puzzle = search("zorro", "Ávila", "azul", language="es")
    assert puzzle.view(Random(1))["bank"] == ["Ávila", "azul", "zorro"]


@pytest.mark.parametrize(
    ("made", "message"),
    [
        (lambda: crossword("ABC", "XYZ"), '"XYZ" does not cross the others — add words that share letters with it, or take it out'),
        (
            lambda: crossword("ABC", "XYZ", "UVW"),
            '"XYZ", "UVW" do not cross the others — add words that share letters with it, or take it out',
        ),
        (
            lambda: crossword("Genoa", clue="The port of Genoa"),
            'the clue of "Genoa" holds the word itself — give it another clue:',
        ),
        (lambda: crossword("Genoa", "genoa"), 'two equal words: "genoa" — change or delete one of them'),
        (lambda: crossword("Genoa", "A"), '"A" has 1 letters; there is room for 2 to 19 — take another word'),
        (lambda: crossword("Genoa", "a" * 20), f'"{"a" * 20}" has 20 letters; there is room for 2 to 19 — take another word'),
        (lambda: crossword("Genoa", "NEP 2"), '"NEP 2" holds "2", which is no letter — write letters only'),
        (
            lambda: search("Rapallo", "Genoa", size=6),
            '"Rapallo" has 7 letters, and the grid has 6 columns — take another word, or another size',
        ),
        (
            lambda: search("Rapallo", "at"),
            '"at" has 2 letters, and a word to find has 3 at least — take another word, or another size',
        ),
        (lambda: search("Genoa", "Genoas"), '"Genoa" stands within "Genoas" — take one of them out, so that each is found once'),
        (
            lambda: search("abcd", "efgh", "iklm", "nopq", "rstu", size=4, difficulty="easy"),
            "the words do not fit into a grid of 4 by 4 letters — make it larger, or take words out",
        ),
    ],
)
def test_what_cannot_be_made_is_told(made: Callable[[], object], message: str):
    with pytest.raises(ValidationError) as error:
        made()
    assert message in str(error.value)


@pytest.mark.parametrize("name", ["smychka", "SMYCHKA", "union-of-classes"])
def test_a_word_of_the_glossary_brings_its_clue(name: str):
    glossary = [Meaning("union-of-classes", "Smychka", "The union of workers and peasants."), Meaning("nep", "NEP", "A policy.")]
    task = CrosswordPuzzle.model_validate(
        {"type": "crossword", "words": [{"term": name}, {"word": "Moscow", "clue": "A town"}]},
        context={GLOSSARY: glossary},
    )
    assert [(each.word, each.clue, each.term) for each in task.words] == [
        ("Smychka", "The union of workers and peasants", "union-of-classes"),
        ("Moscow", "A town", None),
    ]
    view = task.view(Random(1))
    assert {clue.length for way in ("across", "down") for clue in view[way]} == {"7", "6"}  # type: ignore[attr-defined] # lists


def test_a_clue_of_its_own_takes_the_place_of_the_meaning():
    words = [{"term": "pariah", "clue": "Nobody’s friend"}, {"term": "peace"}]
    glossary = [Meaning("pariah", "pariah", "An outcast. Nobody speaks to it."), Meaning("peace", "peace", "No war. None.")]
    task = CrosswordPuzzle.model_validate({"type": "crossword", "words": words}, context={GLOSSARY: glossary})
    assert [each.clue for each in task.words] == ["Nobody’s friend", "No war. None."]


def letters(drawing: Drawing) -> list[str]:
    """The labels of the widest layout but for the numbers."""
    labels = (shape for shape in drawing.layouts[0].shapes if isinstance(shape, Label))
    return [inline_text(label.content) for label in labels if not inline_text(label.content).isdecimal()]


def drawings(sample: Sample, kind: Any) -> list[Drawing]:
    found: list[Drawing] = []
    open_: list[Any] = list(sample.document(kind).sections)
    while open_:
        node = open_.pop()
        found += [node] if isinstance(node, Drawing) else []
        open_ += [*getattr(node, "children", ())]
    return found


def test_pupils_get_an_empty_grid_and_the_key_a_solved_one(sample: Callable[[str], Sample]):
    made = sample("crossword/bare")
    (pupils,) = drawings(made, "worksheet")
    assert letters(pupils) == []
    keys = drawings(made, "answer-key")
    solved = "".join(label for layout in keys[0].layouts[:1] for shape in layout.shapes for label in _solved(shape))
    assert len(solved) == len("RAPALLOGENOA") - 1  # they share a letter
    assert set(solved) == set("RAPALLOGENOA")


def _solved(shape: Any) -> list[str]:
    return [inline_text(label.content) for label in getattr(shape, "shapes", ()) if isinstance(label, Label)]


def test_first_letters_are_given_if_they_are_asked_for():
    view = crossword("Rapallo", "Locarno", first_letters=True).view(Random(1))
    first = parse(str(view["layouts"]), Layout)[0]
    assert sum(isinstance(shape, Label) and isinstance(shape.content[0], Strong) for shape in first.shapes) >= 2


def test_a_version_has_another_grid_of_the_same_words():
    task = crossword("Rapallo", "Locarno", "Genoa", "Mongolia", "Comintern", "credits", "pariah")
    one, other = (task.view(Random(seed)) for seed in ("A", "B"))
    assert one["grid"] != other["grid"]
    assert not one["grid"].left  # type: ignore[attr-defined] # a grid, whatever the mapping says
    hidden = search("Rapallo", "Locarno", "Genoa")
    assert hidden.view(Random("A"))["lines"] != hidden.view(Random("B"))["lines"]
    assert hidden.view(Random("A"))["lines"] == hidden.view(Random("A"))["lines"]
