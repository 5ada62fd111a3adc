"""Number the questions: 1, 2, 3 within a section, their parts (a), (b), and the parts of those (i), (ii)."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import Final

from hornbook.document.nodes import ComposedBlock, Document, Group, Panel, Question, Section
from hornbook.document.text import letters

_ROMAN: Final = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def question_label(depth: int, index: int) -> str:
    """The label of the `index`th question (from 0) at a depth: "1", then "(a)", then "(i)"."""
    match depth:
        case 0:
            return str(index + 1)
        case 1:
            return f"({letters(index).lower()})"
        case _:
            return f"({_roman(index + 1)})"


def number(document: Document) -> Document:
    """Label every question. Numbers start again in each section."""
    return replace(document, sections=tuple(map(_section, document.sections)))


def _section(section: Section) -> Section:
    return replace(section, children=_number(section.children, 0, count()))


def _number(blocks: tuple[ComposedBlock, ...], depth: int, counter: count[int]) -> tuple[ComposedBlock, ...]:
    return tuple(_block(block, depth, counter) for block in blocks)


def _block(block: ComposedBlock, depth: int, counter: count[int]) -> ComposedBlock:
    match block:
        case Question(children=children):
            label = question_label(depth, next(counter))
            return replace(block, label=label, children=_number(children, depth + 1, count()))
        case Group(children) | Panel(children=children):
            return replace(block, children=_number(children, depth, counter))
        case _:
            return block  # questions stand nowhere else: the markup refuses them in lists, tables and answers


def _roman(value: int) -> str:
    text = ""
    for worth, digits in _ROMAN:
        times, value = divmod(value, worth)
        text += digits * times
    return text
