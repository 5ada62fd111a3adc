"""The measured copies differ."""

import pytest

copies = pytest.importorskip("bench.copies")


def test_each_copy_is_for_another_pupil():
    assert len({tuple(copies.pupil(number).items()) for number in range(100)}) == 100
