"""What has a label hanging at the left: lists, and questions with their marks."""

from __future__ import annotations

from hornbook.document.inline import Paragraph
from hornbook.document.nodes import ComposedBlock, Item, List, ModelAnswer, Question
from hornbook.document.text import marks_text
from hornbook.render.docx.flow import Frame, Para, Piece
from hornbook.render.docx.numbering import DEEPEST
from hornbook.render.docx.ooxml import Tab, run, text_run, twips
from hornbook.render.docx.setting import Setter
from hornbook.render.keeping import FEW, leading

_BETWEEN = 0.3
"""The space in ems between two items; beneath the last stands that of a paragraph."""


def set_question(node: Question, frame: Frame, setter: Setter) -> list[Piece]:
    """Label, stem with its marks, and the rest; the stem is never parted from what follows it."""
    number = setter.numbers.question(frame.depth, node.label) if frame.native else None
    inner = frame.inset(twips(setter.theme.hanging))._replace(depth=frame.depth + 1, native=number is not None)
    match node.children:
        case [Paragraph() as stem, *rest]:
            pass
        case _:
            stem, rest = Paragraph("stem"), list(node.children)
    tied = frame.tied if not rest else True
    pieces: list[Piece] = [_stem(node, stem, number, inner._replace(tied=tied), setter)]
    leads = leading((stem, *rest))
    for index, child in enumerate(rest, start=1):
        few = isinstance(child, List) and len(child.items) <= FEW
        tied = frame.tied if index == len(rest) else inner.chained or index < leads
        pieces += setter.sequence((child,), inner._replace(chained=inner.chained or few, tied=tied))
    return pieces


def _stem(node: Question, stem: Paragraph, number: tuple[int, int] | None, frame: Frame, setter: Setter) -> Para:
    theme = setter.theme
    held = setter.paragraph(stem, frame)
    plain = setter.run_look(theme.paragraph("stem"), frame)
    runs = held.runs
    tabs = (Tab(frame.indent),) if number is None else ()
    if number is None:
        runs = text_run(node.label, plain._replace(bold=True)) + run("<w:tab/>") + runs
    if node.marks is not None:
        runs += run("<w:tab/>") + text_run(marks_text(node.marks), plain._replace(bold=True))
        tabs = (*tabs, Tab(frame.indent + frame.width, "right"))
    name = "Question" if frame.depth == 1 else "Part"
    before = twips(theme.question_space if frame.depth == 1 else 0.5 * theme.question_space)
    look = held.look._replace(
        style=name if held.look.style in {"Question", "BodyText"} else held.look.style,
        keep_lines=True,
        number=number,
        tabs=tabs,
        before=before,
        indent=frame.indent,
        hanging=min(twips(theme.hanging), frame.indent),
    )
    return Para(look, runs, before, held.after)


def set_list(node: List, frame: Frame, setter: Setter) -> list[Piece]:
    """The items under each other, counted by the word processor."""
    level = min(frame.listed, DEEPEST)
    if frame.listed > DEEPEST:
        setter.warnings.append(f"Word counts lists {DEEPEST + 1} deep; a deeper one is set at that depth")
    instance = setter.numbers.items(node.numbering, level)
    inner = frame.inset(twips(setter.theme.hanging))._replace(listed=frame.listed + 1)
    frames = {tied: inner._replace(tied=tied) for tied in (False, True)}
    within, beneath = twips(_BETWEEN * setter.theme.size), twips(setter.theme.paragraph("body").space_after)
    pieces: list[Piece] = []
    for index, item in enumerate(node.items):
        last = index == len(node.items) - 1
        tied = frame.tied if last else frame.chained
        found = _item(item, (instance, level), frames[tied], frames[frame.chained], setter)
        if isinstance(end := found[-1], Para):
            below = beneath if last else within
            found[-1] = end._replace(look=end.look._replace(after=below), after=below)
        pieces += found
    return pieces


def _item(item: Item, number: tuple[int, int], frame: Frame, inside: Frame, setter: Setter) -> list[Piece]:
    """An item, with its number before its first words; `inside` is the frame of what is not the last of it."""
    first, rest, answer = _first(item)
    held = setter.paragraph(first, (inside if rest else frame)._replace(answer=frame.answer or answer))
    style = "ListItem" if held.look.style == "BodyText" else held.look.style
    hanging = min(twips(setter.theme.hanging), frame.indent)
    look = held.look._replace(style=style, number=number, indent=frame.indent, hanging=hanging)
    return [held._replace(look=look), *setter.sequence(rest, frame)]


def _first(item: Item) -> tuple[Paragraph, list[ComposedBlock], bool]:
    """What stands beside the number of an item, what follows, and whether the first of it is an answer."""
    match item.children:
        case [Paragraph() as first, *rest]:
            return first, rest, False
        case [ModelAnswer((Paragraph() as first, *more)), *rest]:
            return first, [*([ModelAnswer(tuple(more))] if more else []), *rest], True
        case _:
            return Paragraph(), list(item.children), False
