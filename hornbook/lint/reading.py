"""How hard texts are to read, in the languages for which that can be said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from hornbook.errors import Place, Problem
from hornbook.lint.frequency import frequencies
from hornbook.lint.measures import MEASURES, WORD, Measure, countable, sentences
from hornbook.lint.view import View
from hornbook.pack.models import Source

_AGES = re.compile(r"(\d{1,2})\s*(?:[-–]|to|a)\s*(\d{1,2})")

FEWEST_WORDS = 60
"""Shorter texts say too little of their level."""

RARE = 0.5
"""Times in a million words of what people say: a word that is rarer is one to explain."""


def reading_level(view: View) -> Iterator[Problem]:
    """A problem for each text for pupils that is read by older ones than those the pack is for, in languages with a measure."""
    ages = _AGES.search(view.pack.file.level.plain)
    measure = MEASURES.get(_language(view))
    if not ages or not measure:
        return
    most = int(ages[2])
    for name, lesson in view.lessons.items():
        if lesson.context:
            yield from _too_hard("the background", [lesson.context.plain], measure, most, view.pack.place(name, "context"))
        for posed in view.tasks(name):
            yield from _too_hard(posed.name, posed.words, measure, most, posed.place)


def _too_hard(what: str, texts: Iterable[str], measure: Measure, most: int, place: Place) -> Iterator[Problem]:
    whole = sentences(texts)
    text = countable(whole)
    if len(text.split()) < FEWEST_WORDS:
        return
    age = measure.age(measure.hardness(text))
    if age > most:
        hardest = max(whole, key=lambda each: measure.hardness(countable([each])))
        hint = f"shorten its sentences; the hardest begins: {' '.join(hardest.split()[:12])} …"
        yield Problem(f"{what} is for readers of {age}, the pack for those up to {most}", hint, place)


def hard_words(view: View) -> Iterator[Problem]:
    """A problem for each source with rare words that neither a gloss nor the glossary explains, in languages with known words."""
    language, file = _language(view), view.pack.file
    said = frequencies(language) if view.pack.sources else None
    if not said:
        return
    terms = (*(term.term.plain for term in file.glossary), *(person.name.plain for person in file.people))
    for index, source in enumerate(view.pack.sources.values()):
        if source.text_language and source.text_language.partition("-")[0] != language:
            continue
        known = {said.stem(word) for text in (*terms, *(gloss.term.plain for gloss in source.gloss)) for word in _words(text)}
        rare = [word for word in _plain_words(source) if said.stem(word) not in known and said.is_rarer(word, RARE)]
        if rare:
            shown = ", ".join(f"‘{word}’" for word in dict.fromkeys(rare))
            what = f'words of the source "{source.id}" are rare and not explained: {shown}'
            yield Problem(what, "explain them under gloss:", view.pack.positions["sources"].place(("sources", index, "text")))


def _language(view: View) -> str:
    return view.pack.file.language.partition("-")[0]


def _plain_words(source: Source) -> Iterator[str]:
    """The words of a source that are no names."""
    for paragraph in source.paragraphs():
        yield from filter(str.islower, WORD.findall(paragraph.plain))


def _words(text: str) -> list[str]:
    return [word.casefold() for word in WORD.findall(text)]
