"""How often people say a word, in the languages of which pyspellchecker has a list."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property, lru_cache
from itertools import islice, takewhile
from typing import Final
from unicodedata import combining, normalize

from babel import Locale

_PARTS = re.compile(r"[-'’]")
"""What stands between the parts of a compound, or after an article that has lost its vowel."""

_COMPLETE: Final = frozenset({"en"})
"""Languages whose list has nearly all forms of its words: what it lacks is rare. Elsewhere it may be but another form."""

_LEMMAS: Final = frozenset({"es"})
"""Languages whose list has words as a dictionary has them: of most other forms, "años" and "veces" too, it has `_UNCOUNTED`."""

_UNCOUNTED = 50
"""What the lists give words that were found nowhere."""

_ROOT = 3
"""Letters that words of one stem have in common, at the least."""


class Frequencies:
    """The words of a language, and how often each is said."""

    def __init__(self, language: str) -> None:
        import snowballstemmer
        from spellchecker import SpellChecker

        self._counts = SpellChecker(language=language).word_frequency
        self._complete, self._least = language in _COMPLETE, _UNCOUNTED + (language in _LEMMAS)
        name = str(Locale(language).english_name).casefold()
        self._stemmed = snowballstemmer.stemmer(name).stemWord if name in snowballstemmer.algorithms() else str

    def stem(self, word: str) -> str:
        """What a word has in common with its other forms, without accents; in a language without known endings the word."""
        return _bare(str(self._stemmed(word)))

    def is_rarer(self, word: str, than: float) -> bool:
        """Whether people say a word, and each of its forms, less than so often in a million words; no if that is not known.

        A compound is said as often as the part of it that is said most.
        """
        least = than * self._counts.total_words / 1e6
        parts = dict.fromkeys((word, *_PARTS.split(word)))
        if any(self._counts[part] >= least for part in parts):
            return False
        counts = [count for part in parts for count in self._forms(part)]
        return max(counts) < least if counts else self._complete

    def _forms(self, word: str) -> Iterator[int]:
        """How often each form of a word is counted that the list has."""
        stem = self.stem(word)
        if len(stem) < _ROOT:
            return
        # An ending can change the stem's last letter: "happi" is the stem of "happy".
        root = max(stem[:-1], stem[:_ROOT], key=len)
        start = bisect_left(self._words, (root, ""))
        alike = takewhile(lambda pair: pair[0].startswith(root), islice(self._words, start, None))
        for form in (form for bare, form in alike if bare == _bare(word) or self.stem(form) == stem):
            if self._counts[form] >= self._least:
                yield self._counts[form]

    @cached_property
    def _words(self) -> list[tuple[str, str]]:
        """All words as they are written, each after its letters without accents, by which they are sorted."""
        return sorted((_bare(word), word) for word in self._counts.words())


def _bare(word: str) -> str:
    """The letters of a word without accents."""
    if word.isascii():
        return word
    return "".join(char for char in normalize("NFD", word) if not combining(char))


@lru_cache(maxsize=2)
def frequencies(language: str) -> Frequencies | None:
    """The words of a language; None if there is no list of them. `language` has two letters."""
    from spellchecker import SpellChecker

    return Frequencies(language) if language in SpellChecker.languages() else None
