"""How hard texts are to read, in the languages for which that can be said."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator

from hornbook.errors import Place, Problem
from hornbook.lint.view import View
from hornbook.pack.models import Source

_AGES = re.compile(r"(\d{1,2})\s*(?:[-–]|to)\s*(\d{1,2})")
_SENTENCE = re.compile(r"[^.!?]+[.!?]+(?=\s|$)")
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_SCHOOL_BEGINS = 5
"""Years of age at which a pupil enters grade 0 in the United States, by whose grades the formula counts."""

FEWEST_WORDS = 60
"""Shorter texts say too little of their level."""

RARE = 0.5
"""Times in a million words of what people say: a word that is rarer is one to explain."""

_LEMMAS = {"es"}
"""Languages whose list leaves out most forms of verbs, common ones too, so that it cannot say what is rare."""

_ENDINGS = ("ically", "ingly", "ness", "ing", "ly", "ed", "es", "s", "d", "al")


def grade(text: str) -> float:
    """The school grade at which a text of whole sentences is read: the automated readability index.

    R. J. Senter and E. A. Smith, "Automated Readability Index", AMRL-TR-66-220 (1967). It counts letters, not syllables, so it
    needs no dictionary. Texts without a whole sentence have grade 0.
    """
    sentences = _SENTENCE.findall(text)
    words = [word for sentence in sentences for word in _WORD.findall(sentence)]
    if not words:
        return 0.0
    return 4.71 * sum(map(len, words)) / len(words) + 0.5 * len(words) / len(sentences) - 21.43


def reading_level(view: View) -> Iterator[Problem]:
    """A problem for each text for pupils that is read by older ones than those the pack is for. English only."""
    ages = _AGES.search(view.pack.file.level.plain)
    if not ages or not view.pack.file.language.startswith("en"):
        return
    most = int(ages[2]) - _SCHOOL_BEGINS
    for name, lesson in view.lessons.items():
        if lesson.context:
            yield from _too_hard("the background", lesson.context.plain, most, view.pack.place(name, "context"))
        for posed in view.tasks(name):
            yield from _too_hard(posed.name, "\n".join(posed.words), most, posed.place)


def _too_hard(what: str, text: str, most: int, place: Place) -> Iterator[Problem]:
    if len(_WORD.findall(" ".join(_SENTENCE.findall(text)))) >= FEWEST_WORDS and grade(text) > most:
        hardest = max(_SENTENCE.findall(text), key=grade)
        shown = " ".join(hardest.split()[:12])
        hint = f"shorten its sentences; the hardest begins: {shown} …"
        yield Problem(
            f"{what} is for readers of {round(grade(text)) + _SCHOOL_BEGINS}, the pack for those up to {most + _SCHOOL_BEGINS}",
            hint,
            place,
        )


def hard_words(view: View) -> Iterator[Problem]:
    """A problem for each source with rare words that neither a gloss nor the glossary explains, in languages with known words."""
    from spellchecker import SpellChecker

    language = view.pack.file.language.partition("-")[0]
    if not view.pack.sources or language in _LEMMAS or language not in SpellChecker.languages():
        return
    frequencies = SpellChecker(language=language)
    file = view.pack.file
    known = {
        word.casefold()
        for text in (*(term.term.plain for term in file.glossary), *(person.name.plain for person in file.people))
        for word in _WORD.findall(text)
    }
    for index, source in enumerate(view.pack.sources.values()):
        if source.text_language and source.text_language.partition("-")[0] != language:
            continue
        rare = [word for word in _words(source) if _is_rare(word, known, frequencies.word_usage_frequency)]
        if rare:
            shown = ", ".join(f"‘{word}’" for word in dict.fromkeys(rare))
            what = f'words of the source "{source.id}" are rare and not explained: {shown}'
            yield Problem(what, "explain them under gloss:", view.pack.positions["sources"].place(("sources", index, "text")))


def _words(source: Source) -> Iterator[str]:
    """The words of a source that are neither names nor explained beneath it."""
    glossed = {word.casefold() for gloss in source.gloss for word in _WORD.findall(gloss.term.plain)}
    for paragraph in source.paragraphs():
        for word in _WORD.findall(paragraph.plain):
            if word.islower() and word not in glossed:
                yield word


def _is_rare(word: str, known: Container[str], frequency: Callable[[str], float]) -> bool:
    """Whether neither the word nor one it may be made of is known, or often said."""
    stems = [word, *(word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending))]
    stems += [f"{stem}e" for stem in stems[1:]] + [f"{word[:-3]}y"] * word.endswith("ies")
    parts = [part for stem in stems for part in (stem, *stem.split("-"))]
    return not any(part in known for part in parts) and 1e6 * max(map(frequency, parts)) < RARE
