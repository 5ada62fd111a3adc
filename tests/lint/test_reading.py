"""How hard texts and words are: what the measures say, in which languages, and that nothing is fetched for them."""

from __future__ import annotations

from typing import Never

import nltk
import pytest
import textstat

from hornbook.lint.frequency import frequencies
from hornbook.lint.measures import MEASURES, countable, sentences
from hornbook.lint.reading import RARE

PLAIN = "El rey salió del país. La gente fue a la plaza. Todos querían votar."
LEARNED = (
    "La promulgación constitucional consagró institucionalmente la responsabilidad parlamentaria, "
    "subordinando definitivamente la administración extraordinaria al reconocimiento jurisdiccional."
)


class FetchedError(Exception):
    """Something was to be fetched."""


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    def fetch(*_arguments: object, **_options: object) -> Never:
        raise FetchedError

    def lacks(*_arguments: object, **_options: object) -> Never:
        raise LookupError

    monkeypatch.setattr(nltk, "download", fetch)
    monkeypatch.setattr(nltk.data, "find", lacks)


@pytest.mark.usefixtures("offline")
@pytest.mark.parametrize("language", MEASURES)
def test_no_measure_fetches_anything(language: str):
    measure = MEASURES[language]
    assert measure.age(measure.hardness(f"Nobody has ever counted this text in {language}.")) > 0


@pytest.mark.usefixtures("offline")
def test_the_guard_sees_what_counts_english_syllables():
    with pytest.raises(FetchedError):
        textstat.syllable_count("Nobody has ever counted these syllables.")


def test_the_grade_of_an_english_text_is_that_of_the_formula():
    text = countable(["“The cat”, he said, sat on the mat (2.5 metres off)."])
    assert text == "The cat he said sat on the mat metres off."
    assert MEASURES["en"].hardness(text) == pytest.approx(4.71 * 33 / 10 + 0.5 * 10 - 21.43)


@pytest.mark.parametrize(("grade", "age"), [(9.0, 14), (9.1, 15), (-2.0, 3)])
def test_a_grade_is_for_those_who_enter_it(grade: float, age: int):
    assert MEASURES["en"].age(grade) == age


@pytest.mark.parametrize(("perspicuity", "age"), [(65.0, 12), (64.9, 13), (55.0, 13), (54.9, 17), (40.0, 17), (39.9, 19)])
def test_the_perspicuity_of_a_spanish_text_says_its_stage_of_school(perspicuity: float, age: int):
    assert MEASURES["es"].age(-perspicuity) == age


def test_a_learned_text_is_harder_than_a_plain_one_in_spanish():
    measure = MEASURES["es"]
    plain, learned = (measure.hardness(countable(sentences([text]))) for text in (PLAIN, LEARNED))
    assert measure.age(plain) < measure.age(learned) == 19


def test_only_whole_sentences_count():
    texts = ["Who signed", "It was 1922. He said: “Never!” They left", "1.5 million", "Who came?"]
    assert sentences(texts) == ["It was 1922.", "He said: “Never!", "Who came?"]


@pytest.mark.parametrize(
    ("language", "said", "rare"),
    [
        ("en", "happiness happily mice trading well-known", "warmongers nonchalantly flibbertigibbets"),
        ("es", "tiene tendrán años veces leyes políticas lecciones decirse levantemos ciudadana aplazarse", "emanan filiación"),
        ("fr", "gouvernements reprendront réciproquement siégea l’ouvrier", "forfaiture"),
        ("de", "Regierungen verzichten gegenseitig Kriegskosten", ""),
        ("it", "diplomatiche discussero operai", ""),
        ("ru", "возобновляют убеждены рабочие", ""),
        ("lv", "valdība", ""),
    ],
)
def test_a_word_is_rare_if_all_its_forms_are(language: str, said: str, rare: str):
    known = frequencies(language)
    assert known
    assert [word for word in (*said.split(), *rare.split()) if known.is_rarer(word, RARE)] == rare.split()


def test_of_a_language_without_a_list_nothing_is_known():
    assert frequencies("ka") is None
