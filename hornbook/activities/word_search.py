"""`word_search`: words hidden among other letters.

type: word_search
words: [Rapallo, Chicherin, Rathenau]
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from random import Random
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, ValidationInfo, model_validator

from hornbook.activities.base import Activity, Model, Path
from hornbook.activities.checks import check_distinct
from hornbook.activities.terms import looked_up
from hornbook.document.text import alphabetical
from hornbook.drawing.letters import search_layouts
from hornbook.puzzles.hiding import EASY, HARD, MEDIUM, WordSearch, word_search
from hornbook.puzzles.letters import letters

_WAYS = {"easy": EASY, "medium": MEDIUM, "hard": HARD}

_LARGEST = 20
"""Columns: more would make letters too small on a page of A4."""

_SHORTEST = 3
"""Letters: shorter words arise by chance."""

_USUAL = {3: 1.0}
"""Times in a million from which a word of so many letters counts as one that people use; longer ones from `_SELDOM` on."""

_SELDOM = 0.1


class SearchWord(Model):
    """A word to find, written out or named as one of the glossary."""

    word: str = Field("", description="The word; blanks and hyphens take no cell.")
    term: str | None = Field(None, description="Instead of `word`: a word of the pack's glossary, by its id or as it is printed.")

    @model_validator(mode="before")
    @classmethod
    def _look_up(cls, data: object, info: ValidationInfo) -> object:
        found = looked_up(data, info)
        return {key: value for key, value in found.items() if key != "clue"} if found is not data else data

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.term is None and not self.word:
            raise ValueError("a word to find needs its letters — write them, or term: for a word of the glossary")
        return self


def _as_word(value: object) -> object:
    return {"word": value} if isinstance(value, str) else value


class WordSearchPuzzle(Activity):
    """A grid of letters with words to find; one mark a word."""

    type: Literal["word_search"]
    words: tuple[Annotated[SearchWord, BeforeValidator(_as_word, json_schema_input_type=str | SearchWord)], ...] = Field(
        min_length=2, max_length=30, description="The words; blanks and hyphens take no cell. A term: is one of the glossary."
    )
    size: int | None = Field(None, ge=4, le=_LARGEST, description="Columns and rows of the grid; worked out if left out.")
    difficulty: Literal["easy", "medium", "hard"] = Field(
        "medium", description="easy: to the right and down; medium: aslant too; hard: in all directions, backwards too."
    )
    language: str = Field("en", description="The language whose words must not arise among the other letters: en, es, fr, de …")

    def part_marks(self) -> tuple[int, ...]:
        """One mark a word."""
        return (1,) * len(self.words)

    def view(self, random: Random) -> Mapping[str, object]:
        """The grid as it is drawn, its letters, and where each word stands; the words in alphabetical order.

        Another version has another grid.
        """
        found = self._search(random)
        lines = [" ".join(row) for row in found.rows]
        layouts = search_layouts(found, [len(letters(each)) for each in self.shown])
        places = list(zip(self.shown, found.hidden, strict=True))
        return {"lines": lines, "layouts": layouts, "places": places, "bank": sorted(self.shown, key=alphabetical)}

    @property
    def shown(self) -> tuple[str, ...]:
        """The words as they are printed."""
        return tuple(each.word for each in self.words)

    def glossary_ids(self) -> Iterator[tuple[Path, str]]:
        """The glossary entries it takes its words from."""
        for index, each in enumerate(self.words):
            if each.term:
                yield ("words", index, "term"), each.term

    def _search(self, random: Random) -> WordSearch:
        words = [letters(each) for each in self.shown]
        return word_search(words, self._size(words), _WAYS[self.difficulty], random, words_of(self.language))

    def _size(self, words: list[tuple[str, ...]]) -> int:
        """The columns of the grid: room for the longest word, and for twice as many letters as the words have."""
        needed = max(*map(len, words), round((2 * sum(map(len, words))) ** 0.5))
        return self.size or min(needed + 1, _LARGEST)

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if not all(self.shown):  # one is not in the glossary, which is told with its place
            return self
        check_distinct(self.shown, "words")
        words = {each: "".join(letters(each)) for each in self.shown}
        for plain, word in words.items():
            length, room = len(letters(plain)), self.size or _LARGEST
            if not _SHORTEST <= length <= room:
                least = f"a word to find has {_SHORTEST} at least" if length < _SHORTEST else f"the grid has {room} columns"
                raise ValueError(f'"{plain}" has {length} letters, and {least} — take another word, or another size')
            for other, text in words.items():
                if other != plain and (word in text or word[::-1] in text):
                    raise ValueError(f'"{plain}" stands within "{other}" — take one of them out, so that each is found once')
        self._search(Random(0))  # noqa: S311 - letters, not a secret; it says if they do not fit
        return self


@lru_cache(maxsize=4)
def words_of(language: str) -> Callable[[str], bool]:
    """Whether letters are a word that people use, in a language with a known dictionary; in any other nothing is."""
    from spellchecker import SpellChecker

    if language not in SpellChecker.languages():
        return lambda _text: False
    words = SpellChecker(language=language).word_frequency
    share = words.total_words / 1e6
    return lambda text: bool(words[text] > _USUAL.get(len(text), _SELDOM) * share)
