"""The order of text in two directions: some names as they are written, and any text held to another implementation."""

from __future__ import annotations

import bidi
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hornbook.render.bidi import levels, order

MIXED = st.text(st.sampled_from("ab אב سل 12٣٤ ()[] -+,.%$\u064f\u0301 "), max_size=12)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ann Lee", "0000000"),
        ("דן", "11"),
        ("Dan דן", "000011"),
        ("דן (בן) Lee", "11111110000"),
        ("דן 12", "11122"),
        ("Ann (דן)", "00000110"),
        ("דן ", "110"),
        ("", ""),
    ],
)
def test_levels(text: str, expected: str):
    assert "".join(map(str, levels(text))) == expected


def test_what_overrides_the_direction_is_passed_over():
    assert levels("a\u202eb\u2066א") == [0, 0, 0, 0, 1]


@given(st.lists(st.integers(0, 3), max_size=12))
def test_an_order_has_everything_once(of: list[int]):
    assert sorted(order(of)) == list(range(len(of)))


@given(MIXED)
def test_the_order_is_that_of_another_implementation(text: str):
    assert "".join(text[index] for index in order(levels(text))) == bidi.get_display(text, base_dir="L")
