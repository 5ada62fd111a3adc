"""How old a text's readers have to be, in the languages for which that can be counted without fetching anything.

textstat has the formulas. Those for English that count syllables would fetch a dictionary of sounds; none of them is used here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from math import ceil
from types import MappingProxyType
from typing import Final

WORD: Final = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
"""A word of letters; apostrophes and hyphens within it are part of it."""

_SENTENCE = re.compile(r"[^.!?]+[.!?]+(?=[\s’”»'\"\])]|$)")
_SCHOOL_BEGINS = 5
"""Years of age at which a pupil enters grade 0 in the United States, by whose grades the English formula counts."""

_STAGES = ((65.0, 12), (55.0, 13), (40.0, 17))
_AFTER_SCHOOL = 19


@dataclass(frozen=True, slots=True)
class Measure:
    """A formula: how hard a text is (the more, the harder), and the age of those who read texts that are so hard."""

    hardness: Callable[[str], float]
    age: Callable[[float], int]


def _english(text: str) -> float:
    """The school grade at which a text is read: the automated readability index, which counts letters, words and sentences.

    R. J. Senter and E. A. Smith, "Automated Readability Index", AMRL-TR-66-220 (1967).
    """
    import textstat

    return float(textstat.automated_readability_index(text))


def _age_at_grade(grade: float) -> int:
    """The age of those who enter a school grade; what lies between two grades is for those in the higher one."""
    return ceil(grade) + _SCHOOL_BEGINS


def _spanish(text: str) -> float:
    """The perspicuity of a text, with its sign changed: F. Szigriszt Pazos, "Sistemas predictivos de legibilidad" (1993).

    The syllables are counted where words may be hyphenated, which is one too few in words such as "amor" and "vía": of twenty
    syllables it finds nineteen, and texts seem a little easier than they are.
    """
    from textstat.backend.metrics import szigriszt_pazos

    return -float(szigriszt_pazos(text, "es"))


def _age_at_stage(hardness: float) -> int:
    """The age pupils reach in the first year of the stage of school whose books are so hard; in primary school, in its last.

    By the INFLESZ scale: 65 and more is what books of primary school have, 55 those of ESO, 40 those of Bachillerato, and less is
    for university. I. M. Barrio-Cantalejo and others, "Validación de la Escala INFLESZ para evaluar la legibilidad de los textos
    dirigidos a pacientes", Anales del Sistema Sanitario de Navarra 31:2 (2008), 135-152.
    """
    return next((age for least, age in _STAGES if -hardness >= least), _AFTER_SCHOOL)


MEASURES: Final[Mapping[str, Measure]] = MappingProxyType(
    {"en": Measure(_english, _age_at_grade), "es": Measure(_spanish, _age_at_stage)}
)
"""The measures, by language."""


def sentences(texts: Iterable[str]) -> list[str]:
    """The whole sentences in some texts. A heading or a cell without a full stop is none, and is no part of the next."""
    return [found.strip() for text in texts for found in _SENTENCE.findall(text)]


def countable(whole: Iterable[str]) -> str:
    """Sentences as the formulas should count them: their words, with no point or bracket inside, and one point at the end."""
    return " ".join(f"{' '.join(WORD.findall(each))}." for each in whole)
