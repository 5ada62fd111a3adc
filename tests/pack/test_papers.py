"""A source paper that is wrong in itself, whatever its profile."""

from __future__ import annotations

from pathlib import Path

import pytest

from hornbook.errors import PackError
from hornbook.pack.load import load_pack
from tests.compose.papers import ib, with_answer, write_paper
from tests.samples import Data

WRONG: dict[str, tuple[Data, str, str]] = {
    "a source that is not printed": (
        with_answer("1a", sources=["s7"]),
        'question 1a is about the source "s7", which the paper does not print — add it to the sources: of source_paper',
        '"s7"',
    ),
    "a source that is not there": (
        ib(sources=["s1", "s2", "s3", "s9", "s4"]),
        'there is no source "s9" — choose one of: s1, s2, s3, s4, s5, s6, s7',
        '"s9",',
    ),
    "a source twice": (
        ib(sources=["s1", "s2", "s3", "s4", "s4"]),
        '"s4" stands in this list twice — delete one of the two',
        '"s4"',
    ),
    "a line beyond the end": (
        with_answer("2", points=[{"text": "So", "cites": [{"source": "s1", "lines": 40}]}]),
        '"s1" has no line 40: it ends with line 2 — lines are counted as they are printed, not as they stand in the file',
        '"lines": 40',
    ),
    "words that are not there": (
        with_answer("2", points=[{"text": "So", "cites": [{"source": "s1", "lines": 1, "quote": "never said"}]}]),
        'the quoted words do not stand in line 1 of "s1" — quote word by word from the text that is printed',
        '"quote": "never said"',
    ),
    "an unknown key": (with_answer("2", pionts=["So"]), 'unknown key "pionts" — did you mean "points"?', '"pionts": ['),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_paper_that_is_wrong_in_itself(case: str, tmp_path: Path):
    paper, expected, line = WRONG[case]
    with pytest.raises(PackError) as caught:
        load_pack(write_paper(tmp_path / "papers", paper))
    (problem,) = caught.value.problems
    assert f"{problem.what} — {problem.hint}" == expected
    assert problem.place is not None
    assert problem.place.excerpt.strip() == line
