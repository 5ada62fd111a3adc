"""Property-based tests try the same each time, whatever ran before them, and far more where that is asked for."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.trying import tries


@pytest.fixture
def profile() -> Iterator[None]:
    """What is chosen by a test is chosen for it alone."""
    before = settings.get_current_profile_name()
    yield
    settings.load_profile(before)


def tried() -> list[str]:
    found: list[str] = []

    @tries(80)
    @given(st.lists(st.integers() | st.floats() | st.text()))
    def keep(example: object) -> None:
        found.append(repr(example))

    keep()
    return found


def test_what_is_tried_follows_from_the_test_alone(profile: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    settings.load_profile("steady")
    before = tried()
    assert len(before) >= 40
    # Hypothesis would try the numbers and words of a module that has been imported meanwhile.
    (tmp_path / "newcomer.py").write_text(f"NUMBERS = {[*range(1000, 1500)]}\nWORDS = {[f'word{at}' for at in range(500)]}\n")
    monkeypatch.syspath_prepend(tmp_path)
    importlib.import_module("newcomer")
    assert tried() == before


def test_exploring_tries_more_of_every_test_by_one_factor(profile: None):
    settings.load_profile("steady")
    usual = [tries(count).max_examples for count in (20, 300)]
    assert usual == [20, 300]
    settings.load_profile("explore")
    assert [tries(count).max_examples for count in (20, 300)] == [15 * count for count in usual]
    assert not tries(20).derandomize
