from __future__ import annotations

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hornbook.errors import PackError
from hornbook.pack.yaml import DEEPEST, Node, load


def data(text: str) -> Node:
    return load(text.encode(), "file.yaml").data


def fault(text: str) -> str:
    with pytest.raises(PackError) as caught:
        data(text)
    return str(caught.value).splitlines()[0]


@pytest.mark.parametrize("word", ["no", "12:30", "010", "1922-04-16", "1e3", "0x10", "true", "=", "Null"])
def test_every_scalar_is_text(word: str):
    assert data(f"a: {word}\n") == {"a": word}


@pytest.mark.parametrize("nothing", ["", "~", "null", "# a comment"])
def test_no_value_is_none(nothing: str):
    assert data(f"a: {nothing}\nb:\n  - {nothing}\n") == {"a": None, "b": [None]}


def test_quoted_nothing_is_text():
    assert data("a: ''\nb: \"~\"\n") == {"a": "", "b": "~"}


def test_marks_of_other_systems():
    assert load(b"\xef\xbb\xbfa: b\r\nc: d\re: f", "file.yaml").data == {"a": "b", "c": "d", "e": "f"}


def test_comments_are_let_be():
    assert data("# all of it\na: b # with a space\nc: d#e\nf: '#g'\n") == {"a": "b", "c": "d#e", "f": "#g"}


@pytest.mark.parametrize("nest", ["[", "- ", "{a: ", "? "])
def test_bombs_of_nesting(nest: str):
    assert "more than 40 deep" in fault(nest * 100_000) or "YAML takes it" in fault(nest * 100_000)


def test_as_deep_as_allowed():
    assert data("[" * DEEPEST + "]" * DEEPEST)


def test_a_file_too_large():
    assert fault("a" * 2_000_001) == "file.yaml: the file has 2000001 bytes; the most is 2000000"


def test_too_many_values():
    assert fault("[" + "a," * 300_000 + "]").endswith("more than 200000 values in one file")


def test_other_encodings():
    with pytest.raises(PackError, match="not UTF-8"):
        load("a: b".encode("utf-16"), "file.yaml")


def test_a_thousand_lines_take_milliseconds():
    text = "".join(f"- {{id: event-{n}, date: 16 April 1922, event: Something of note happened here}}\n" for n in range(1000))
    began = time.perf_counter()
    data(text)
    assert time.perf_counter() - began < 1


words = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=12).filter(
    lambda word: (
        not any("\u202a" <= char <= "\u202e" or "\u2066" <= char <= "\u2069" or char in "\ufffe\uffff\ufeff" for char in word)
    )
)
trees = st.recursive(words, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=4), max_leaves=20)


@given(trees)
def test_data_comes_back_as_it_was(tree: Node):
    assert data(json.dumps(tree, ensure_ascii=False)) == tree


@given(st.dictionaries(st.from_regex(r"[a-z]{1,8}", fullmatch=True), st.from_regex(r"[A-Z][a-z]{0,8}", fullmatch=True), min_size=1))
def test_positions_are_those_of_the_values(mapping: dict[str, str]):
    text = "top:\n" + "".join(f"  {key}:  {value}\n" for key, value in mapping.items())
    loaded = load(text.encode(), "file.yaml")
    lines = text.splitlines()
    for key, value in mapping.items():
        line, column = loaded.positions.values["top", key]
        assert lines[line - 1][column - 1 :] == value
        line, column = loaded.positions.keys["top", key]
        assert lines[line - 1][column - 1 :].startswith(f"{key}:")


pieces = st.sampled_from([*"[]{}:,#&*!|>'\"%@`-? \n\t\\", "a", "é", ": ", "- ", "\n  ", "---", "<<", "key: ", "\x07", "\ufeff"])


@given(st.lists(pieces, max_size=40).map("".join))
def test_arbitrary_text_is_read_or_refused(text: str):
    try:
        data(text)
    except PackError as error:
        for problem in error.problems:
            assert problem.place is not None
            assert problem.place.line <= text.count("\n") + text.count("\r") + 2


@given(st.binary(max_size=60))
def test_arbitrary_bytes_are_read_or_refused(raw: bytes):
    try:
        load(raw, "file.yaml")
    except PackError as error:
        assert error.problems  # noqa: PT017 - as above
