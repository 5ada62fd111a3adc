"""What a YAML library's complaint means for somebody who has never heard of scalars and tokens."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import yaml

from hornbook.errors import Place, Problem
from hornbook.pack.positions import Positions

QUOTE = 'put the whole text in "quotes", or write | after the key and the text below it, indented'
TIGHT_HYPHEN = ("a hyphen without a space: YAML takes it for part of the word", "write a space after the hyphen")
ODD_SPACE = "replace it by plain spaces: text copied from a web page or from Word may hold others"

_VALUE = re.compile(r"^[ ]*(?:- +)*(?:[^\s:\"'#][^:]*: +|\"[^\"]*\": +)?(?P<value>\S.*)$")
_CLOSED = re.compile(r"\"(?:[^\"\\]|\\.)*\"\s*(?P<more>[^\s#:,\]}].*)|'(?:[^']|'')*'\s*(?P<more_>[^\s#:,\]}].*)")
_TIGHT_HYPHEN = re.compile(r"[ ]*(?:- +)*(?P<sign>-)[A-Za-z\"']")
_TIGHT_COLON = re.compile(r"[ ]*(?:- +)*[A-Za-z_]+(?P<sign>:)[^\s:/]")
_NO_KEY = re.compile("mapping values are not allowed|could not find expected ':'")
_STARTS = {
    "*": "an alias",
    "&": "an anchor",
    "!": "a tag",
    "@": "a sign of its own",
    "`": "a sign of its own",
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
_OPENED = {"[": ("a [list]", "]"), "{": ("a {mapping}", "}")}


@dataclass(frozen=True, slots=True)
class _Complaint:
    """libyaml's `problem`, found at `line` and `column` while it was busy with `context`, which began at the place `start`."""

    problem: str
    context: str
    line: int
    column: int
    start: tuple[int, int]
    positions: Positions

    @classmethod
    def of(cls, error: yaml.MarkedYAMLError, positions: Positions) -> _Complaint:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        start = (error.context_mark.line + 1, error.context_mark.column + 1) if error.context_mark else (line, 0)
        return cls(error.problem or "", error.context or "", line, column, start, positions)

    def text(self, line: int) -> str:
        """The text of a line, or nothing beyond the ends of the file."""
        return self.positions.lines[line - 1] if 0 < line <= len(self.positions.lines) else ""

    def at(self, line: int, column: int) -> Place:
        return self.positions.at(line, column)

    @property
    def here(self) -> Place:
        """Where the problem was found."""
        return self.at(self.line, self.column)


def explain(error: yaml.MarkedYAMLError, positions: Positions) -> Problem:
    """The fault behind libyaml's message: what YAML took the text for, and how to write it instead."""
    complaint = _Complaint.of(error, positions)
    return next(filter(None, (read(complaint) for read in _READINGS)), None) or Problem(
        f"this is not YAML: {complaint.problem}", QUOTE, complaint.here
    )


def _indent(complaint: _Complaint) -> Problem | None:
    """White space before the first letter of a line that is none for YAML."""
    for line in (complaint.line, complaint.line + 1, complaint.line - 1):
        text = complaint.text(line)
        for column, char in enumerate(text[: len(text) - len(text.lstrip())], start=1):
            if char == "\t":
                what, hint = "a tab at the beginning of the line: YAML wants spaces", "replace it by spaces"
                return Problem(what, hint, complaint.at(line, column))
            if char != " ":
                what = f"a space of another kind (U+{ord(char):04X}) at the beginning of the line: YAML wants plain ones"
                return Problem(what, ODD_SPACE, complaint.at(line, column))
    return None


def _quotes(complaint: _Complaint) -> Problem | None:
    if "scanning a quoted scalar" in complaint.context:
        return Problem("a text in quotes that never ends", "write its closing quote", complaint.at(*complaint.start))
    if "escape character" in complaint.problem or "parsing a quoted scalar" in complaint.context:
        what = 'a backslash in "double quotes": YAML reads it together with the next character'
        return Problem(what, "use 'single quotes', or write | after the key and the text below it", complaint.here)
    return None


def _tight_sign(complaint: _Complaint) -> Problem | None:
    """A hyphen or a colon that YAML does not see, as no space follows it. It complains of the next line at the earliest."""
    for line in dict.fromkeys((complaint.start[0], complaint.line - 1, complaint.line)):
        text = complaint.text(line)
        if found := _TIGHT_HYPHEN.match(text):
            return Problem(*TIGHT_HYPHEN, complaint.at(line, found.start("sign") + 1))
        if (found := _TIGHT_COLON.match(text)) and _NO_KEY.search(complaint.problem):
            what, hint = "a colon without a space: YAML takes it for part of the word", "write a space after the colon"
            return Problem(what, hint, complaint.at(line, found.start("sign") + 1))
    return None


def _unclosed(complaint: _Complaint) -> Problem | None:
    """A fault within [ ] or { }."""
    if "flow" not in complaint.context and "node content" not in complaint.problem:
        return None
    line, column = complaint.start
    if complaint.text(complaint.line)[complaint.column - 1 : complaint.column] == ":":
        return _colon(complaint)
    opened, close = _OPENED.get(complaint.text(line)[column - 1 : column], ("a [list] or {mapping}", "it"))
    hint = f"write {close} where it does; if it is a text, {QUOTE}"
    return Problem(f"{opened} that never ends", hint, complaint.at(line, column))


def _first_sign(complaint: _Complaint) -> Problem | None:
    """The value of a line begins with a sign that YAML keeps for itself, or goes on after its closing quote."""
    lines = [complaint.line]
    if "scanning a" in complaint.context:
        lines.append(complaint.start[0])
    return next(filter(None, (_first_sign_of(line, complaint) for line in lines)), None)


def _first_sign_of(line: int, complaint: _Complaint) -> Problem | None:
    found = _VALUE.match(complaint.text(line))
    if not found:
        return None
    value, column = found["value"], found.start("value") + 1
    if closed := _CLOSED.match(value):
        more = column + (closed.start("more") if closed["more"] else closed.start("more_"))
        other = "'single quotes'" if value[0] == '"' else '"double quotes"'
        hint = f"put the whole text in {other}, or write | after the key and the text below it, indented"
        return Problem(f"a text that goes on after its closing {value[0]}", hint, complaint.at(line, more))
    if value[0] not in _STARTS or (value[0] in _OPENED and (complaint.line, complaint.column) <= (line, column)):
        return None  # what YAML minds stands before the list, which may be sound
    what = f'a text that begins with "{value[0]}": YAML takes it for {_STARTS[value[0]]}'
    return Problem(what, QUOTE, complaint.at(line, column))


def _key(complaint: _Complaint) -> Problem | None:
    if "mapping values are not allowed" in complaint.problem:
        if ":" in complaint.text(complaint.line)[: complaint.column - 1]:
            return _colon(complaint)
        what = "this line is indented too far, or the text above it is"
        return Problem(what, "indent keys of one level alike", complaint.here)
    if "could not find expected ':'" in complaint.problem:
        what = 'a line that is neither "key: value" nor an item'
        return Problem(what, "write a colon and a space after the key, or indent the text", complaint.at(complaint.start[0], 1))
    return None


def _level(complaint: _Complaint) -> Problem | None:
    if any(part in complaint.problem for part in ("expected key", "'-' indicator", "not allowed in this context")):
        hint = "indent it like its neighbours above; begin each item of a list with a hyphen and a space"
        return Problem("this line does not fit the lines above it", hint, complaint.here)
    return None


def _colon(complaint: _Complaint) -> Problem:
    return Problem('": " inside a text: YAML takes the words before it for a key', QUOTE, complaint.here)


_READINGS: tuple[Callable[[_Complaint], Problem | None], ...] = (
    _indent,
    _quotes,
    _tight_sign,
    _unclosed,
    _first_sign,
    _key,
    _level,
)
"""What a complaint may mean, the surest first: the first that applies is told."""
