"""Exam profiles: what a tradition asks of four sources, or of seven, and how it marks the answers. One YAML each in profiles/.

Profiles are data, read by the loader of packs and as strictly. They belong to the templates, since a school may put its own in
front of the built-in ones. None of them is official, and all of them grow old: each says until when it is held to be right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import groupby, pairwise
from string import ascii_lowercase
from typing import Annotated, Final, Self

from pydantic import BeforeValidator, Field, ValidationError, ValidationInfo, field_validator, model_validator

from hornbook.activities.base import Level, Model
from hornbook.activities.checks import check_levels
from hornbook.errors import PackError, Place, Problem, TemplateError, did_you_mean
from hornbook.locale import fallbacks
from hornbook.pack import yaml
from hornbook.pack.models import Language
from hornbook.pack.problems import problems
from hornbook.prose import Prose
from hornbook.templates import Templates

FOLDER = "profiles"

PLACES: Final = ("sources", "topic", "enquiry")
"""What may stand in braces in a stem: the labels of the sources it is about, the lesson's words for it, the lesson's enquiry."""

_PLACE = re.compile(r"\{([a-z_]+)\}")


def _day(text: object) -> object:
    try:
        return date.fromisoformat(text) if isinstance(text, str) else text
    except ValueError:
        raise ValueError(f'"{text}" is no day of the calendar — write it like 2027-12-31') from None


class Cap(Model):
    """A limit on the marks of an answer that lacks something."""

    when: Prose = Field(description="What the answer lacks: Only one of the two sources used.")
    most: int = Field(ge=0, le=200, description="The most marks it can have.")


class Criterion(Model):
    """A row of a rubric: marks that an answer has or has not, whatever the rest of it is like."""

    criterion: Prose = Field(description="What it is called: Thesis.")
    marks: int = Field(ge=1, le=20, description="Its marks.")
    earns: tuple[Prose, ...] = Field(min_length=1, description="What earns them; with several, one more mark each.")


class Further(Model):
    """Marks that are given for something else than the rest of the answer, such as spelling."""

    name: Prose = Field(description="What they are for.")
    marks: int = Field(ge=1, le=50, description="How many there are.")
    levels: tuple[Level, ...] = Field(min_length=1, description="Their levels, covering every mark.")

    @model_validator(mode="after")
    def _sound(self) -> Self:
        check_levels(self.levels, self.marks)
        return self


class ProfileQuestion(Model):
    """A question as the tradition asks it. Without `levels` and `criteria` it is marked point by point."""

    number: str = Field(
        pattern=r"^[1-9]\d?[a-z]?$", description="The number as answers name it: 2, or 1a and 1b for the parts of question 1."
    )
    skill: Prose = Field(description="What it asks for, in the key: Comprehension.")
    stem: Prose = Field(description="The question. {sources}, {topic} and {enquiry} stand for what the lesson says.")
    marks: int = Field(ge=1, le=200, description="Its marks, those of `further` left out.")
    sources: int = Field(0, ge=0, le=12, description="How many sources it is about; 0 for all of the paper.")
    stimulus: int = Field(0, ge=0, le=6, description="How many points the lesson gives pupils to write about.")
    each: int = Field(1, ge=1, le=10, description="Where it is marked by points: what each of them earns at most.")
    guidance: Prose | None = Field(None, description="For the key: how it is marked.")
    levels: tuple[Level, ...] = Field((), description="The levels of response, covering every mark.")
    criteria: tuple[Criterion, ...] = Field((), description="The rows of a rubric, giving every mark.")
    caps: tuple[Cap, ...] = Field((), description="Limits on its marks.")
    further: Further | None = Field(None, description="Marks given for something else, on top.")

    @property
    def marks_total(self) -> int:
        """All its marks, those for something else too."""
        return self.marks + (self.further.marks if self.further else 0)

    @property
    def places(self) -> tuple[str, ...]:
        """What its stem leaves open."""
        return tuple(_PLACE.findall(self.stem))

    def filled(self, words: Mapping[str, str]) -> Prose:
        """The stem with these words in its places."""
        return Prose(_PLACE.sub(lambda found: words[found[1]], self.stem))

    @model_validator(mode="after")
    def _sound(self) -> Self:
        for place in self.places:
            if place not in PLACES:
                raise ValueError(f'a stem has no place "{{{place}}}" — {did_you_mean(place, PLACES)}')
        if self.levels and self.criteria:
            raise ValueError(f"question {self.number} has levels and criteria — keep one of the two")
        check_levels(self.levels, self.marks)
        for expected, level in enumerate(sorted(self.levels, key=lambda item: item.marks), start=1):
            if level.level != expected:
                raise ValueError(f"level {level.level} stands where level {expected} belongs — number them from the lowest, 1")
        given = sum(row.marks for row in self.criteria)
        if self.criteria and given != self.marks:
            raise ValueError(f"marks do not add up: the criteria give {given}, the question has {self.marks} — change one of them")
        for cap in self.caps:
            if cap.most >= self.marks:
                raise ValueError(f"a cap of {cap.most} in a question of {self.marks} marks caps nothing — lower it, or delete it")
        return self


class Profile(Model):
    """A tradition of exam papers, described in our own words."""

    name: Prose = Field(description="The tradition: IB Diploma History, Paper 1.")
    unofficial: Prose = Field(description="Printed at the foot of every page: Unofficial: not an IB paper.")
    language: Language = Field("en", description="The language of its words: a tag such as es. A pack in another cannot use it.")
    valid_until: Annotated[date, BeforeValidator(_day)] = Field(
        description="The last day on which what it says is held to be right: 2027-12-31. After it `check` says so."
    )
    about: Prose = Field(description="For the teacher: what it rests on, and what it leaves out.")
    sources: int = Field(ge=1, le=12, description="How many sources a paper has.")
    minutes: int | None = Field(None, ge=1, le=600, description="How long pupils have.")
    instructions: Prose | None = Field(None, description="What pupils are told first.")
    lines_per_mark: float = Field(0, ge=0, le=10, description="Answer lines for each mark; 0 if pupils write on other paper.")
    questions: tuple[ProfileQuestion, ...] = Field(min_length=1, description="The questions in their order.")
    marks: int = Field(ge=1, le=500, description="All marks together; checked against the sum of the questions.")

    def numbered(self) -> Iterator[tuple[ProfileQuestion, ...]]:
        """The questions, the parts of one number together."""
        for _, parts in groupby(self.questions, key=lambda question: question.number.rstrip(ascii_lowercase)):
            yield tuple(parts)

    @field_validator("questions")
    @classmethod
    def _numbers_count_on(cls, questions: tuple[ProfileQuestion, ...]) -> tuple[ProfileQuestion, ...]:
        numbers = [question.number for question in questions]
        if numbers[0] not in ("1", "1a"):
            raise ValueError(f'the first question is "{numbers[0]}" — number it 1, or 1a if it has several parts')
        for number, following in pairwise(numbers):
            if following not in (expected := _after(number)):
                raise ValueError(f'after question "{number}" comes "{following}" — number it {" or ".join(expected)}')
        if numbers[-1].endswith("a"):
            raise ValueError(f'question "{numbers[-1]}" has no second part — number it {numbers[-1][:-1]}')
        return questions

    @field_validator("marks")
    @classmethod
    def _marks_add_up(cls, marks: int, info: ValidationInfo) -> int:
        parts = [question.marks_total for question in info.data.get("questions", ())]
        if parts and sum(parts) != marks:
            total = " + ".join(map(str, parts))
            raise ValueError(f"marks do not add up: {total} = {sum(parts)}, marks says {marks} — change one of them")
        return marks

    @model_validator(mode="after")
    def _enough_sources(self) -> Self:
        for question in self.questions:
            if question.sources > self.sources:
                what = f"question {question.number} is about {question.sources} sources, the paper has {self.sources}"
                raise ValueError(f"{what} — change one of them")
        return self


def _after(number: str) -> tuple[str, ...]:
    """The numbers that may follow one: 1b follows 1a, which has to have a second part; 1c, 2 or 2a follow 1b; 2 or 2a follow 1."""
    digits = number.rstrip(ascii_lowercase)
    fresh = (str(int(digits) + 1), f"{int(digits) + 1}a")
    if number == digits:
        return fresh
    next_part = f"{digits}{chr(ord(number[-1]) + 1)}"
    return (next_part,) if number.endswith("a") else (next_part, *fresh)


def profile_names(templates: Templates) -> list[str]:
    """The profiles there are, a school's own and the built-in ones."""
    return templates.names(FOLDER)


def load_profile(name: str, templates: Templates, language: str = "en") -> Profile:
    """The profile of that name, which must be one of `profile_names`: its translation into the language, if there is one.

    Raises TemplateError with all its faults and their lines.
    """
    translations = [f"{FOLDER}/{tag}/{name}.yaml" for tag in fallbacks(language)]
    file = next((path for path in translations if templates.read(path) is not None), f"{FOLDER}/{name}.yaml")
    try:
        loaded = yaml.load((templates.read(file) or "").encode(), file)
        if loaded.data is None:
            raise TemplateError(Problem("the file is empty", "see the built-in profiles for what belongs here", Place(file)))
        return Profile.model_validate(loaded.data)
    except PackError as error:
        raise TemplateError(error.problems) from None
    except ValidationError as error:
        raise TemplateError(problems(error, Profile, loaded.positions)) from None
