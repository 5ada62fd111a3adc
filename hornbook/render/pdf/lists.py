"""What has a label hanging at the left: lists, and questions with their marks."""

from __future__ import annotations

from dataclasses import replace

from hornbook.document.inline import Paragraph
from hornbook.document.nodes import AnswerSpace, List, Numbering, Question
from hornbook.render.keeping import FEW, leading
from hornbook.render.pdf import structure
from hornbook.render.pdf.boxes import FORBIDDEN, Place, Slug, Words, bind, height, join, lonely
from hornbook.render.pdf.line import Line, ink_of
from hornbook.render.pdf.setting import Label, Setter, within
from hornbook.theme import Style

LOW_LIST = 1 / 3
"""A list of few items that is no higher than this share of a page is kept together: the options of a question, mostly."""

SPLIT_SHORT_LIST = LONELY_ITEM = 350.0
SPLIT_STEM = SPLIT_SPACE = 90.0
SPLIT_QUESTION = 40.0
"""What it costs to break a short list or leave one item of a long one alone; to break a long stem, or part the room for an answer
from a table or a picture above it; and to break a question between its other blocks."""

LONGEST_STEM = 0.5
"""The share of a page up to which a stem stays whole."""

NARROWEST = 5.0
"""The measure, in ems, below which nothing hangs any more: labels then stand on a line of their own."""


def set_list(node: List, place: Place, setter: Setter) -> list[Slug]:
    """The items under each other, all hanging by the same distance."""
    theme = setter.theme
    indent = theme.hanging * (0.8 if node.numbering == "bullet" else 1.0)
    style = within(theme.paragraph("body"), place)
    label_style = replace(style, bold=style.bold or node.numbering == "upper-alpha")
    whole = place.element.add("L", attributes=structure.NUMBERINGS[node.numbering])
    elements = [whole.add("LI") for _ in node.items]
    lines = [
        setter.type.line(list_label(node.numbering, index), ink_of(label_style, element.add("Lbl")))
        for index, element in enumerate(elements)
    ]
    parts: list[list[Slug]] = []
    widest = max((line.width for line in lines), default=0.0)
    for item, label, element in zip(node.items, lines, elements, strict=True):
        inner = hang(replace(place, element=element.add("LBody")), widest, indent, theme.size)
        slugs = setter.blocks(item.children, inner) or [Slug(inner.frame, style.leading)]
        slugs = setter.type.hang(Label(label, label_style, place.x), slugs, inner)
        slugs[0].space, slugs[-1].after = 0.0, 0.3 * theme.size
        parts.append(slugs)
    column = join(parts)
    if column:
        column[-1].after = style.space_after
        for alone, part in ((parts[0], parts[1]), (parts[-1], parts[-1])) if len(parts) > 1 else ():
            part[0].cost = max(part[0].cost, lonely(LONELY_ITEM, alone, place.room))
        if len(parts) <= FEW and height(column, place.frame) <= LOW_LIST * place.room:
            bind(column, SPLIT_SHORT_LIST)
    return column


def list_label(numbering: Numbering, index: int) -> str:
    """The label of an item by its place in the list, from 0; letters go on with "aa" after "z"."""
    match numbering:
        case "bullet":
            return "•"
        case "decimal":
            return f"{index + 1}."
        case "lower-alpha":
            return f"{_letters(index)})"
        case "upper-alpha":
            return _letters(index).upper()


def _letters(index: int) -> str:
    letters = ""
    while index >= 0:
        letters = chr(ord("a") + index % 26) + letters
        index = index // 26 - 1
    return letters


def set_question(question: Question, place: Place, setter: Setter) -> list[Slug]:
    """Label, stem with its marks, and the rest; the stem is never parted from what follows it."""
    theme = setter.theme
    style = within(replace(theme.paragraph("stem"), bold=True), place)
    item = structure.question(place.element)
    label = setter.type.line(question.label, ink_of(style, item.add("Lbl")))
    inner = hang(replace(place, element=item.add("LBody")), label.width, theme.hanging, theme.size)
    parts, marks = [], None
    leads = leading(question.children)
    for number, (before, child) in enumerate(zip((None, *question.children), question.children, strict=False)):
        if slugs := setter.blocks((child,), inner):
            marks = marks or structure.marks(inner.element)
            parts.append(slugs)
            if len(parts) > 1 and number < leads:
                _lead(slugs, place.room)
            if isinstance(child, AnswerSpace) and not isinstance(before, Paragraph):
                # What is to be answered stands further up: this may be a table to plan the answer in, as high as a page.
                slugs[0].cost = SPLIT_SPACE
    stem = parts[0] if parts else [Slug(inner.frame, style.leading, baseline=setter.type.baseline(style), edge=inner.x)]
    if question.marks is not None:
        line = setter.type.line(f"[{question.marks}]", ink_of(style, marks or inner.element.add("P")))
        stem = _with_marks(line, stem, style, inner, setter)
    stem = setter.type.hang(Label(label, style, place.x), stem, inner)
    bind(stem, FORBIDDEN if height(stem, place.frame) <= LONGEST_STEM * place.room else SPLIT_STEM)
    stem[-1].keep = len(parts) > 1
    for slugs in parts[1:]:
        slugs[0].cost = max(slugs[0].cost, SPLIT_QUESTION)
    column = join([stem, *parts[1:]])
    column[0].space = max(column[0].space, theme.question_space)
    column[-1].after = max(column[-1].after, 0.5 * theme.question_space)
    return column


def _lead(slugs: list[Slug], room: float) -> None:
    """Hold what leads to a task to it, and together as well if it is low."""
    slugs[-1].keep = True
    if height(slugs) <= LOW_LIST * room:
        bind(slugs)


def _with_marks(line: Line, stem: list[Slug], style: Style, place: Place, setter: Setter) -> list[Slug]:
    """The marks at the right edge of the last line, or on a line of their own if that one is full."""
    x, last = place.x + place.width - line.width, stem[-1]
    for words in last.pieces:
        if isinstance(words, Words):
            words.line.read_on(setter.type.faces)
    if last.baseline is not None and last.edge is not None and last.edge + style.size <= x:
        last.pieces.append(Words(x, last.baseline, line, style.leading))
        last.edge = None
        return stem
    baseline = setter.type.baseline(style)
    own = Slug(place.frame, style.leading, [Words(x, baseline, line, style.leading)], cost=FORBIDDEN, after=last.after)
    last.after = 0.0
    return [*stem, own]


def hang(place: Place, label: float, indent: float, size: float) -> Place:
    """The place of what hangs beside a label of this width: by `indent` or more; not at all if too little would be left."""
    indent = max(indent, label + 0.4 * size)
    if place.width - indent < NARROWEST * size:
        return place
    return replace(place, x=place.x + indent, width=place.width - indent, outdent=place.outdent + indent)
