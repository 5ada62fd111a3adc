"""YAML read as a teacher means it: every scalar is text, every node has its line, and nothing clever is understood.

Made from libyaml's events and not with `yaml.load`: that takes `no` for False, `12:30` for 750, lets aliases multiply a file a
thousandfold, and its C loader crashes on deep nesting. Models give the texts their types later.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

import yaml
from yaml import events

from hornbook.errors import PackError, Place, Problem
from hornbook.pack.positions import Path, Positions
from hornbook.pack.yaml_faults import ODD_SPACE, QUOTE, TIGHT_HYPHEN, explain
from hornbook.prose import FORBIDDEN

MOST_BYTES = 2_000_000
MOST_NODES = 200_000
DEEPEST = 40

Node = str | None | list["Node"] | dict[str, "Node"]

_COMMENT = re.compile(r"[ \t]+#\S")
_TOLD_CHARACTERS = 10


@dataclass(frozen=True, slots=True)
class Loaded:
    """A file's plain data (text, None, lists, mappings) and where each node stands."""

    data: Node
    positions: Positions


def load(raw: bytes, file: str) -> Loaded:
    """The data of a YAML file called `file`; raises PackError with the fault's line and what to do about it."""
    if len(raw) > MOST_BYTES:
        raise _fault(Place(file), f"the file has {len(raw)} bytes; the most is {MOST_BYTES}", "split it into several lessons")
    text = _decode(raw, file)
    positions = Positions(file, tuple(text.split("\n")))
    if problems := list(_forbidden(positions)):
        raise PackError(problems)
    return Loaded(_Builder(positions).build(text), positions)


def _fault(place: Place, what: str, hint: str) -> PackError:
    return PackError(Problem(what, hint, place))


def _decode(raw: bytes, file: str) -> str:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        hint = 'save it again with the encoding UTF-8 (Notepad: "Save as", "Encoding"; Excel: "CSV UTF-8")'
        raise _fault(Place(file, line), "the file is not UTF-8", hint) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _forbidden(positions: Positions) -> Iterator[Problem]:
    told = 0
    for number, line in enumerate(positions.lines, start=1):
        for found in FORBIDDEN.finditer(line):
            told += 1
            if told > _TOLD_CHARACTERS:
                return
            what = f"the control character U+{ord(found[0]):04X}, which cannot be printed"
            yield Problem(what, "delete it and type the text around it afresh", positions.at(number, found.start() + 1))


@dataclass(slots=True)
class _Level:
    """A list or mapping that is still open; `key` is the key whose value comes next."""

    node: list[Node] | dict[str, Node]
    path: Path
    key: str | None = None


class _Mark(Protocol):
    @property
    def line(self) -> int: ...
    @property
    def column(self) -> int: ...


class _Builder:
    """Turns events into data; depth costs it no recursion."""

    def __init__(self, positions: Positions) -> None:
        self.positions = positions
        self.open: list[_Level] = []
        self.root: Node = None
        self.documents = 0

    def build(self, text: str) -> Node:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text)
        try:
            while loader.check_event():
                self.take(loader.get_event())
        except yaml.MarkedYAMLError as error:
            raise PackError(explain(error, self.positions)) from None
        except yaml.YAMLError as error:
            raise _fault(
                Place(self.positions.file), f"this is not YAML: {error}", "compare it with one of the sample packs"
            ) from None
        finally:
            loader.dispose()
        return self.root

    def take(self, event: events.Event) -> None:
        match event:
            case events.ScalarEvent():
                self.scalar(event)
            case events.MappingStartEvent():
                self.start(event, {})
            case events.SequenceStartEvent():
                self.start(event, [])
            case events.MappingEndEvent() | events.SequenceEndEvent():
                self.open.pop()
            case events.AliasEvent():
                raise self.fault(event, 'a text that begins with "*": YAML takes it for an alias', QUOTE)
            case events.DocumentStartEvent():
                self.documents += 1
                if self.documents > 1:
                    raise self.fault(event, 'a second document ("---"): a file holds one', "make a file of its own of it")

    def start(self, event: events.CollectionStartEvent, node: list[Node] | dict[str, Node]) -> None:
        self.refuse_names(event)
        if len(self.open) >= DEEPEST:
            raise self.fault(
                event, f"lists and mappings in each other more than {DEEPEST} deep", "no pack needs that: see the format"
            )
        if self.open and isinstance(self.open[-1].node, dict) and self.open[-1].key is None:
            raise self.fault(event, 'a text that begins with "{" or "[": YAML takes it for a mapping or a list', QUOTE)
        self.open.append(_Level(node, self.put(node, event)))

    def scalar(self, event: events.ScalarEvent) -> None:
        self.refuse_names(event)
        level = self.open[-1] if self.open else None
        if level and isinstance(level.node, dict) and level.key is None:
            self.key(event, level.node, level)
            return
        if not event.style:
            self.refuse_comment(event)
        empty = not event.style and event.value in ("", "~", "null")
        self.put(None if empty else event.value, event)

    def key(self, event: events.ScalarEvent, node: dict[str, Node], level: _Level) -> None:
        path = (*level.path, event.value)
        if event.value in node:
            first = self.positions.keys[path][0]
            raise self.fault(event, f'the key "{event.value}" stands here twice (first in line {first})', "keep one of the two")
        if not event.style:
            self.refuse_key(event)
        level.key = event.value
        self.positions.keys[path] = _spot(event.start_mark)

    def refuse_key(self, event: events.ScalarEvent) -> None:
        if event.value == "<<":
            raise self.fault(event, 'a merge key ("<<")', "write the keys out")
        if event.value.startswith("-"):
            raise self.fault(event, *TIGHT_HYPHEN)
        if event.value != event.value.strip():
            raise self.fault(event, "a space of another kind at the edge of a key: YAML takes it for part of the word", ODD_SPACE)

    def put(self, value: Node, event: events.NodeEvent) -> Path:
        """Hang a value into the list or mapping that is open, and return the path to it."""
        path: Path = ()
        if not self.open:
            self.root = value
        else:
            level = self.open[-1]
            if isinstance(level.node, list):
                path = (*level.path, len(level.node))
                level.node.append(value)
            elif level.key is not None:
                path = (*level.path, level.key)
                level.node[level.key] = value
                level.key = None
        self.positions.values[path] = _spot(event.start_mark)
        if len(self.positions.values) > MOST_NODES:
            raise self.fault(event, f"more than {MOST_NODES} values in one file", "split it into several lessons")
        return path

    def refuse_names(self, event: events.ScalarEvent | events.CollectionStartEvent) -> None:
        if event.anchor:
            raise self.fault(event, 'a text that begins with "&": YAML takes it for an anchor', QUOTE)
        if event.tag:
            raise self.fault(event, 'a text that begins with "!": YAML takes it for a tag', QUOTE)

    def refuse_comment(self, event: events.ScalarEvent) -> None:
        # "the 14 #points" would lose its end without a word; a true comment has a space after its "#".
        line, column = _spot(event.end_mark)
        lines = self.positions.lines
        if line <= len(lines) and _COMMENT.match(lines[line - 1], column - 1):
            place = self.positions.at(line, column)
            what = '"#" after a space: YAML takes the rest of the line for a comment and drops it'
            raise _fault(place, what, f"{QUOTE}; a comment has a space after its #")

    def fault(self, event: events.Event, what: str, hint: str) -> PackError:
        return _fault(self.positions.at(*_spot(event.start_mark)), what, hint)


def _spot(mark: _Mark | None) -> tuple[int, int]:
    return (mark.line + 1, mark.column + 1) if mark else (0, 0)
