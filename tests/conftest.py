"""What tests of several rooms share."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from itertools import count
from pathlib import Path

import pytest

from tests.lessons import Lessons, made
from tests.samples import Data, Sample, example, write_pack
from tests.trying import register_profiles

register_profiles()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden trees anew instead of comparing with them")


@pytest.fixture(scope="session")
def sample_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Sample]:
    """A function that makes the sample of some tasks, once in a session."""
    numbers = count()

    @cache
    def written(text: str) -> Sample:
        # The pack's name takes part in the shuffling, so it must be the same for all.
        return Sample(write_pack(tmp_path_factory.mktemp(f"pack{next(numbers)}") / "sample", json.loads(text)))

    def sample(*activities: Data) -> Sample:
        return written(json.dumps(activities))

    return sample


@pytest.fixture(scope="session")
def sample(sample_of: Callable[..., Sample]) -> Callable[[str], Sample]:
    """A function that makes the sample of an example by its name, once in a session."""
    return lambda name: sample_of(example(name))


@pytest.fixture(scope="session")
def lessons(tmp_path_factory: pytest.TempPathFactory) -> Lessons:
    """A function that gives a lesson by its name, its documents composed and its files rendered once in a session."""
    return cache(lambda name: made(name, tmp_path_factory.mktemp("lessons")))


@pytest.fixture(scope="session")
def repository() -> Path:
    """The folder of the checkout."""
    return Path(__file__).parents[1]
