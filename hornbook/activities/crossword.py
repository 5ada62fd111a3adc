"""`crossword`: words that cross in a grid, each with a clue.

type: crossword
words:
  - {word: Rapallo, clue: Where Germany and Russia signed in April 1922}
  - {word: Chicherin, clue: The commissar who signed for Russia}
  - {word: Rathenau, clue: The minister who signed for Germany}
  - {term: reparations}

A `term` is taken from the pack's glossary: its letters, and what it means as the clue.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from random import Random
from typing import Literal, NamedTuple, Self

from pydantic import Field, field_validator, model_validator

from hornbook.activities.base import Activity, Model, Path
from hornbook.activities.checks import check_distinct
from hornbook.activities.terms import looked_up
from hornbook.drawing.letters import crossword_layouts
from hornbook.prose import Prose
from hornbook.puzzles.crossing import Crossword as Grid
from hornbook.puzzles.crossing import Entry, crossword
from hornbook.puzzles.letters import lengths, letters

WIDEST = 19
"""Columns: more would make cells too narrow to write in on a page of A4."""


class CrosswordWord(Model):
    """A word of the grid, written out or named as one of the glossary."""

    word: str = Field("", description="The word; blanks, hyphens and apostrophes take no cell.")
    clue: Prose = Field(Prose(""), description="What pupils read; of a word of the glossary what it means, if left out.")
    term: str | None = Field(None, description="Instead of `word`: a word of the pack's glossary, by its id or as it is printed.")

    _look_up = model_validator(mode="before")(looked_up)

    @property
    def length(self) -> str:
        """How many letters it has, as a clue says it."""
        return lengths(self.word)

    @field_validator("word")
    @classmethod
    def _letters(cls, word: str) -> str:
        count = len(letters(word))
        if not 2 <= count <= WIDEST:
            raise ValueError(f'"{word}" has {count} letters; there is room for 2 to {WIDEST} — take another word')
        return word

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.term is None and not (self.word and self.clue):
            raise ValueError("a word of a crossword needs word: and clue:, or term: for one of the glossary — add what is missing")
        if self.word and re.search(rf"(?<!\w){re.escape(self.word)}(?!\w)", self.clue.plain, re.IGNORECASE):
            raise ValueError(f'the clue of "{self.word}" holds the word itself — give it another clue:')
        return self


class Clue(NamedTuple):
    """A word as templates print it: its number, clue, length and solution."""

    number: int
    clue: Prose
    length: str
    word: str


class CrosswordPuzzle(Activity):
    """A crossword; one mark a word."""

    type: Literal["crossword"]
    words: tuple[CrosswordWord, ...] = Field(min_length=2, max_length=24, description="The words and their clues, in any order.")
    first_letters: bool = Field(False, description="Whether the first letter of each word is printed in the grid.")

    def part_marks(self) -> tuple[int, ...]:
        """One mark a word."""
        return (1,) * len(self.words)

    def recall(self) -> Iterable[CrosswordWord]:
        """The clues, which ask for a word each."""
        return self.words

    def view(self, random: Random) -> Mapping[str, object]:
        """The grid as it is drawn, and the clues across and down. Another version has another grid."""
        grid = self._grid(random)
        if grid.left:  # what found its place before finds it again
            grid = self._grid(Random(0))  # noqa: S311 - an order of words, not a secret

        def clues(entries: list[Entry]) -> list[Clue]:
            found = ((entry.number, self.words[entry.word]) for entry in entries)
            return [Clue(number, each.clue, each.length, each.word) for number, each in found]

        return {
            "grid": grid,
            "layouts": crossword_layouts(grid, first_letters=self.first_letters),
            "across": clues(grid.across),
            "down": clues(grid.down),
        }

    def _grid(self, random: Random) -> Grid:
        return crossword([letters(each.word) for each in self.words], random, WIDEST)

    def glossary_ids(self) -> Iterator[tuple[Path, str]]:
        """The glossary entries it takes its words from."""
        for index, each in enumerate(self.words):
            if each.term:
                yield ("words", index, "term"), each.term

    @model_validator(mode="after")
    def _crosses(self) -> Self:
        if not all(each.word for each in self.words):  # one that is not in the glossary, which is told with its place
            return self
        check_distinct((each.word for each in self.words), "words")
        if left := self._grid(Random(0)).left:  # noqa: S311 - an order of words, not a secret
            names = ", ".join(f'"{self.words[index].word}"' for index in left)
            verb = "do" if len(left) > 1 else "does"
            raise ValueError(f"{names} {verb} not cross the others — add words that share letters with it, or take it out")
        return self
