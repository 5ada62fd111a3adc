"""What pupils see says nothing of what is right: their files are the same, byte for byte, whichever answer the key has."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from random import Random
from typing import Any

import pytest

from hornbook.activities.matching import Matching
from hornbook.activities.ordering import Ordering
from hornbook.document.inline import Filled, Gap
from hornbook.render import FORMATS
from tests.dump import dump
from tests.haystacks import found
from tests.samples import NAMES, Data, Sample, example

SampleOf = Callable[..., Sample]

_CANARY = re.compile(r"canary(\d\d)")


def _rewritten(value: Any, change: Callable[[str], str]) -> Any:
    match value:
        case dict():
            return {key: _rewritten(item, change) for key, item in value.items()}
        case list():
            return [_rewritten(item, change) for item in value]
        case str():
            return change(value)
        case _:
            return value


def _same_for_pupils(sample_of: SampleOf, first: Iterable[Data], second: Iterable[Data]) -> None:
    """Both ways of marking give pupils the same bytes, and teachers others."""
    one, other = sample_of(*first), sample_of(*second)
    assert one.pupils_files() == other.pupils_files()
    for format_ in FORMATS:
        assert one.file("answer-key", format_).data != other.file("answer-key", format_).data


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=pytest.mark.xdist_group(name)) for name in NAMES if _CANARY.search(str(example(name)))]
)
def test_pupils_files_do_not_depend_on_the_texts_of_the_key(name: str, sample_of: SampleOf):
    """A gap, a line to write on or a copy code that grew with its answer would show here."""
    longer = _rewritten(example(name), lambda text: _CANARY.sub(r"canary\1, which is a good deal longer than it was before", text))
    _same_for_pupils(sample_of, [example(name)], [longer])


def test_another_right_option(sample_of: SampleOf):
    data = example("multiple_choice")
    moved = example("multiple_choice")
    for question in moved["questions"]:
        wrong = next(option for option in question["options"] if "correct" not in option)
        right = next(option for option in question["options"] if "correct" in option)
        wrong["correct"] = right.pop("correct")
    _same_for_pupils(sample_of, [data], [moved])


@pytest.mark.parametrize("correct_it", ["true", "false"])
def test_the_other_answer_to_a_statement(correct_it: str, sample_of: SampleOf):
    data, turned = example("true_false") | {"correct_it": correct_it}, example("true_false") | {"correct_it": correct_it}
    for statement in turned["statements"]:
        statement["answer"] = "false" if statement["answer"] == "true" else "true"
    _same_for_pupils(sample_of, [data], [turned])


def test_answers_that_change_their_gaps(sample_of: SampleOf):
    """Neither the order of the word bank nor the width of a gap follows the answers."""
    swap = {"robin03": "falcon robin04", "falcon robin04": "robin03"}

    def swapped(text: str) -> str:
        return re.sub(r"\{\{(robin03|falcon robin04)", lambda gap: "{{" + swap[gap[1]], text)

    data = example("gap_fill") | {"hints": "none"}
    _same_for_pupils(sample_of, [data], [_rewritten(data, swapped)])


@pytest.mark.parametrize("name", ["gap_fill", "gap_fill/bare", "table_completion", "matching"])
def test_gaps_are_of_one_width(name: str, sample_of: SampleOf):
    sample = sample_of(example(name))
    tree = dump(sample.document("worksheet").sections)
    assert Filled.__name__ not in tree
    widths = set(re.findall(rf"{Gap.__name__} width=([\d.]+)", tree))
    assert len(widths) == 1


def test_pairs_that_belong_otherwise(sample_of: SampleOf, monkeypatch: pytest.MonkeyPatch):
    """The right column stays as it is printed, the pairs change: nothing else of the sheet may."""
    monkeypatch.setattr("hornbook.activities.matching.shuffled", _by_text)
    data, turned = example("matching/bare"), example("matching/bare")
    rights = [pair["right"] for pair in data["pairs"]]
    for pair, right in zip(turned["pairs"], [*rights[1:], rights[0]], strict=True):
        pair["right"] = right
    # Another key than that of the example, whose sample is shared by other tests.
    _same_for_pupils(sample_of, [data | {"minutes": "3"}], [turned | {"minutes": "3"}])


def test_events_that_happened_otherwise(sample_of: SampleOf, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("hornbook.activities.ordering.shuffled", _by_text)
    data = example("ordering/bare") | {"minutes": "3"}
    _same_for_pupils(sample_of, [data], [data | {"events": data["events"][::-1]}])


def _by_text(items: Iterable[Any], _random: Random) -> list[Any]:
    return sorted(items, key=lambda item: str(item[1].event if isinstance(item, tuple) else item))


def test_shuffling_is_never_the_order_of_the_answers():
    data = example("matching/bare")
    activity, ordering = Matching.model_validate(data), Ordering.model_validate(example("ordering/bare"))
    for seed in range(40):
        right = [text for _, text in activity.view(Random(seed))["right"]]
        assert right != [pair.right for pair in activity.pairs]
        assert sorted(right) == sorted(pair.right for pair in activity.pairs)
        assert [place for place, _ in ordering.view(Random(seed))["shown"]] != [1, 2, 3]


def test_the_search_finds_what_there_is(sample_of: SampleOf):
    """A secret is found wherever it may hide: else the tests above would be worth nothing."""
    sample = sample_of(example("short_answer"))
    pdf, docx = (sample.file("answer-key", format_).data for format_ in ("pdf", "docx"))
    assert any(place.startswith("text of page") for place in found("canary03", pdf))
    assert {"word/document.xml", "text of word/document.xml"} <= set(found("canary03", docx))
    # The title stands in the metadata, the bookmarks and the structure, in two bytes a letter or one.
    assert {"metadata", "bookmark"} <= set(found("robin61", pdf))
    assert any(place.startswith("object") for place in found("robin61", pdf))
    assert "docProps/core.xml" in found("robin61", docx)
    assert found("capybara", pdf) == found("capybara", docx) == []
