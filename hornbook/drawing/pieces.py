"""What drawings are put together from: boxes, words in lines, words that the key alone has, and numbers that stand for words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from hornbook.document.drawings import Anchor, Label, Oval, Shape, Solution, Stroke
from hornbook.document.inline import Blank, ComposedInline, Paragraph, Strong, Text
from hornbook.drawing.metrics import broken, width

LEADING = 1.3
"""Ems from one line of a label to the next."""

INSET = 0.5
"""Ems between the words of a box and its edge."""

RADIUS = 0.95
"""Of a circle around a number, in ems."""

_TO_WRITE_ON = 10.0

DrawnShape = Shape | Solution


@dataclass(frozen=True, slots=True)
class Word:
    """Words of a drawing; `hidden` ones pupils write themselves, so that nothing they see may be as large as those are."""

    text: str
    hidden: bool = False

    @property
    def inline(self) -> tuple[ComposedInline, ...]:
        """The words as running text: a gap to write on if they are hidden."""
        return (Blank(_TO_WRITE_ON, content=(Text(self.text),)),) if self.hidden else (Text(self.text),)


def said(
    at: tuple[float, float], room: float, lines: Sequence[str], anchor: Anchor = "middle", *, strong: bool = False
) -> Iterator[Label]:
    """Lines around the height of `at`, each a label of its own; they start, end or have their middle there."""
    x, y = at
    top = y - LEADING * (len(lines) - 1) / 2
    for index, line in enumerate(lines):
        yield Label(x, top + LEADING * index, room, anchor, (Strong((Text(line),)) if strong else Text(line),))


def box(x: float, y: float, wide: float, high: float) -> Stroke:
    """A rectangle from its upper left corner, in the colour of the page, so that it hides what is beneath it."""
    return Stroke((x, y, x + wide, y, x + wide, y + high, x, y + high), closed=True, fill="paper")


def line(*points: float, arrow: bool = False) -> Stroke:
    """A line through points."""
    return Stroke(points, arrow=arrow)


def numbered(number: object, x: float, y: float) -> Iterator[DrawnShape]:
    """A number in a circle."""
    yield Oval(x, y, RADIUS, RADIUS, fill="paper")
    yield Label(x, y, 2 * RADIUS, "middle", (Strong((Text(str(number)),)),))


def explained(number: object, *content: ComposedInline) -> Paragraph:
    """What a number of a drawing stands for, to be set beneath it."""
    return Paragraph("gapped", content=(Strong((Text(f"{number}"),)), Text(" "), *content))


def high_enough(lines: int) -> float:
    """The height of a box that holds so many lines."""
    return lines * LEADING + 2 * INSET


def cut_to(lines: Sequence[str], room: float, high: float) -> tuple[str, ...]:
    """The lines of an answer that `high` ems have room for; "…" ends them if there are more, for the mark scheme has them all."""
    most = max(1, int((high + 0.01) / LEADING))
    if len(lines) <= most:
        return tuple(lines)
    last = lines[most - 1]
    while width(f"{last} …") > room and last:
        last = last.rpartition(" ")[0] or last[:-1].rstrip("-")
    return (*lines[: most - 1], f"{last} …")


def boxed(word: Word, at: tuple[float, float], size: tuple[float, float], *, strong: bool = False) -> Iterator[DrawnShape]:
    """A box from its upper left corner, with its words in it; of those that are hidden pupils get the box."""
    (x, y), (wide, high) = at, size
    room = wide - 2 * INSET
    lines = broken(word.text, room)
    yield box(x, y, wide, high)
    if word.hidden:
        yield Solution(tuple(said((x + wide / 2, y + high / 2), room, cut_to(lines, room, high - INSET))))
    else:
        yield from said((x + wide / 2, y + high / 2), room, lines, strong=strong)


def lines_of(word: Word, room: float, hidden: int) -> int:
    """How many lines words have room for: as many as they need, or so many if they are `hidden`."""
    return hidden if word.hidden else len(broken(word.text, room))


def listed(numbers: Iterable[object], room: float) -> tuple[str, ...]:
    """Numbers with commas, in lines no wider than `room`."""
    return broken(", ".join(map(str, numbers)), room)
