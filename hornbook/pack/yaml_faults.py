"""What a YAML library's complaint means for somebody who has never heard of scalars and tokens."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from hornbook.errors import Place, Problem
from hornbook.pack.positions import Positions

QUOTE = 'put the whole text in "quotes", or write | after the key and the text below it, indented'

_VALUE = re.compile(r"^[ ]*(?:- +)*(?:[^\s:\"'#][^:]*: +|\"[^\"]*\": +)?(?P<value>\S.*)$")
_CLOSED = re.compile(r"\"(?:[^\"\\]|\\.)*\"\s*(?P<more>[^\s#:,\]}].*)|'(?:[^']|'')*'\s*(?P<more_>[^\s#:,\]}].*)")
_STARTS = {
    "*": "an alias",
    "&": "an anchor",
    "!": "a tag",
    "@": "a sign kept for later use",
    "`": "a sign kept for later use",
    "%": "an order to the program",
    "{": "a mapping",
    "[": "a list",
    "]": "the end of a list",
    "}": "the end of a mapping",
    ",": "part of a list",
    "|": "the beginning of a text on the next lines",
    ">": "the beginning of a text on the next lines",
    "?": "a key",
    "-": "an item of a list",
}


def explain(error: yaml.MarkedYAMLError, positions: Positions) -> Problem:
    """The fault behind libyaml's message: what YAML took the text for, and how to write it instead."""
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
    start = error.context_mark.line + 1 if error.context_mark else line
    problem = error.problem or ""
    if tab := next(_tabs(positions, line), None):
        return Problem("a tab at the beginning of the line: YAML wants spaces", "replace it by spaces", tab)
    if "scanning a quoted scalar" in (error.context or ""):
        place = positions.at(start, error.context_mark.column + 1 if error.context_mark else 0)
        return Problem("a text in quotes that never ends", "write its closing quote", place)
    if "escape character" in problem or "parsing a quoted scalar" in (error.context or ""):
        what = 'a backslash in "double quotes": YAML reads it together with the next character'
        return Problem(what, "use 'single quotes', or write | after the key and the text below it", positions.at(line, column))
    if fault := _by_first_sign(positions, line) or (
        _by_first_sign(positions, start) if "scanning a" in (error.context or "") else None
    ):
        return fault
    return _by_message(problem, positions, line, column, start)


def _tabs(positions: Positions, line: int) -> Iterator[Place]:
    for number in (line, line + 1, line - 1):
        if 0 < number <= len(positions.lines):
            text = positions.lines[number - 1]
            indent = text[: len(text) - len(text.lstrip())]
            if "\t" in indent:
                yield positions.at(number, indent.index("\t") + 1)


def _by_first_sign(positions: Positions, line: int) -> Problem | None:
    """The fault of a line whose value begins with a sign that YAML keeps for itself, or goes on after its closing quote."""
    found = _VALUE.match(positions.lines[line - 1]) if 0 < line <= len(positions.lines) else None
    if not found:
        return None
    value, column = found["value"], found.start("value") + 1
    if closed := _CLOSED.match(value):
        more = column + (closed.start("more") if closed["more"] else closed.start("more_"))
        other = "'single quotes'" if value[0] == '"' else '"double quotes"'
        hint = f"put the whole text in {other}, or write | after the key and the text below it, indented"
        return Problem(f"a text that goes on after its closing {value[0]}", hint, positions.at(line, more))
    if value[0] not in _STARTS:
        return None
    what = f'a text that begins with "{value[0]}": YAML takes it for {_STARTS[value[0]]}'
    return Problem(what, QUOTE, positions.at(line, column))


def _by_message(problem: str, positions: Positions, line: int, column: int, start: int) -> Problem:
    if "mapping values are not allowed" in problem:
        before = positions.lines[line - 1][: column - 1]
        if before.count(":"):
            return Problem('": " inside a text: YAML takes the words before it for a key', QUOTE, positions.at(line, column))
        return Problem(
            "this line is indented too far, or the text above it is", "indent keys of one level alike", positions.at(line, column)
        )
    if "could not find expected ':'" in problem:
        place = positions.at(start, 1)
        return Problem(
            'a line that is neither "key: value" nor an item', "write a colon and a space after the key, or indent the text", place
        )
    if "expected key" in problem or "'-' indicator" in problem or "not allowed in this context" in problem:
        hint = "indent it like its neighbours above; begin each item of a list with a hyphen and a space"
        return Problem("this line does not fit the lines above it", hint, positions.at(line, column))
    if "flow" in problem or "',' or" in problem or "node content" in problem:
        return Problem("a [list] or {mapping} that never ends", f"close it; if it is a text, {QUOTE}", positions.at(start, 0))
    return Problem(f"this is not YAML: {problem}", QUOTE, positions.at(line, column))
