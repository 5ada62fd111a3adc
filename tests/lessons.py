"""The lessons whose files are looked at in every theme: each file is made once in a process, and in one process only.

With `--dist loadgroup`, as `make test` has it, pytest-xdist gives all tests of a file's lesson and theme to the same process.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from hornbook.pipeline import templates_in
from hornbook.scaffold import new_pack
from tests.samples import KINDS, NAMES, Sample, example, write_pack

PACKS = Path(__file__).parents[1] / "packs"

STARTER, EVERY_ACTIVITY, RAPALLO = USUAL = "starter", "every activity", "soviet-foreign-policy-1921-33/02-rapallo"
"""What is looked at each time. `tests/packs/test_every_file.py`, which is slow, looks at all that is shipped."""

LOOKS = tuple(templates_in(None).names("themes"))
_USUAL_LOOKS = ("classic", "large-print")
"""In which large lessons are looked at each time: the theme that others inherit from, and the one that differs most."""

Lessons = Callable[[str], Sample]


def made(name: str, folder: Path) -> Sample:
    """A lesson by its name, PACK/LESSON for those that come with Hornbook; others are written into the folder."""
    if name == STARTER:
        return Sample(new_pack("starter", folder), "01-printing")
    if name == EVERY_ACTIVITY:
        tasks = [{key: value for key, value in example(one).items() if key not in ("id", "stimulus_group")} for one in NAMES]
        return Sample(write_pack(folder / "all", tasks))
    pack, _, lesson = name.partition("/")
    return Sample(PACKS / pack, lesson)


def paced(documents: Iterable[tuple[str, str]], looks: Iterable[str] = ("classic",)) -> list[ParameterSet]:
    """Parameters for documents (lesson and kind) in each of these themes: lesson, kind and theme."""
    themes = tuple(looks)
    return [
        pytest.param(lesson, kind, look, marks=[*_marks(lesson, look)], id=f"{lesson}-{kind}-{look}")
        for lesson, kind in documents
        for look in themes
    ]


def _marks(lesson: str, look: str) -> Iterator[pytest.MarkDecorator]:
    yield pytest.mark.xdist_group(f"{lesson} {look}")
    if lesson not in USUAL or (lesson != STARTER and look not in _USUAL_LOOKS):
        yield pytest.mark.slow


USUAL_FILES = paced(((lesson, kind) for lesson in USUAL for kind in KINDS), LOOKS)
"""Every document of the usual lessons in every theme."""
