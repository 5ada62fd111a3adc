"""SCHOOL.yaml: the classes of a school, what each is to get, and what is so for all of them."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from hornbook.compose import MOST_VERSIONS
from hornbook.prose import FORBIDDEN
from hornbook.theme import Paper
from hornbook.theme.sizes import LARGEST, SMALLEST

MOST_CLASSES = 1_000


_LESSON = re.compile(r"[^\s/\\.][^/\\\x00-\x1f]*/[0-9]{2,3}-[a-z0-9]+(-[a-z0-9]+)*")


def _printable(text: str) -> str:
    text = " ".join(text.split())
    if not text or FORBIDDEN.search(text):
        raise ValueError("a name that cannot be printed — type it afresh")
    return text


Name = Annotated[str, AfterValidator(_printable), Field(max_length=120)]


def _lesson(text: str) -> str:
    if not _LESSON.fullmatch(text):
        raise ValueError(f'"{text[:60]}" is not a lesson — write PACK/LESSON: cold-war/02-berlin')
    return text


LessonName = Annotated[str, AfterValidator(_lesson)]
Size = Annotated[int, Field(ge=SMALLEST, le=LARGEST)]
Versions = Annotated[int, Field(ge=1, le=MOST_VERSIONS)]
_LESSONS = "The lessons, each as PACK/LESSON: cold-war/02-berlin."


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Settings(_Model):
    """What a class gets: as SCHOOL.yaml's `defaults`, and as they are once a class has changed them."""

    lessons: tuple[LessonName, ...] = Field((), description=_LESSONS)
    formats: tuple[str, ...] = Field(("pdf", "docx"), min_length=1, description="The formats of the files.")
    theme: str = Field("classic", description="How the sheets look.")
    size: Size | None = Field(None, description="The size of the text in points, if not that of the theme.")
    paper: Paper = Field("a4", description="The paper: a4 or letter.")
    versions: Versions = Field(1, description="How many versions of each sheet there are.")
    single_files: bool = Field(False, description="Whether each pupil's copy is a file of its own.")
    duplex: bool = Field(True, description="Whether sheets are printed on both sides.")


class SchoolClass(_Model):
    """A class, its roster, and what is otherwise than the defaults say."""

    name: Name = Field(description="The name of the class as it is printed: 9b.")
    roster: str = Field(min_length=1, description="The file with its pupils, in the folder of SCHOOL.yaml: rosters/9b.csv.")
    lessons: tuple[LessonName, ...] | None = Field(None, description=_LESSONS)
    formats: tuple[str, ...] | None = Field(None, min_length=1, description="The formats of the files.")
    theme: str | None = Field(None, description="How the sheets look.")
    size: Size | None = Field(None, description="The size of the text in points.")
    paper: Paper | None = Field(None, description="The paper: a4 or letter.")
    versions: Versions | None = Field(None, description="How many versions of each sheet there are.")
    single_files: bool | None = Field(None, description="Whether each pupil's copy is a file of its own.")
    duplex: bool | None = Field(None, description="Whether sheets are printed on both sides.")

    def settings(self, defaults: Settings) -> Settings:
        """What this class gets where `defaults` hold for all."""
        own = {name: value for name in Settings.model_fields if (value := getattr(self, name)) is not None}
        return defaults.model_copy(update=own)


class School(_Model):
    """The file SCHOOL.yaml."""

    title: Name | None = Field(None, description="The name of the school.")
    defaults: Settings = Field(default_factory=lambda: Settings.model_validate({}), description="What is so for all classes.")
    classes: tuple[SchoolClass, ...] = Field(description="The classes.")
