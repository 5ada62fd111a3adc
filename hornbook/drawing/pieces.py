"""What drawings are put together from: boxes, words in lines, words that the key alone has, and numbers that stand for words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from hornbook.document.drawings import Anchor, Label, Oval, Shape, Solution, Stroke, Tone
from hornbook.document.inline import Blank, ComposedInline, Paragraph, Strong, Text
from hornbook.drawing.metrics import broken, width

LEADING = 1.3
"""Ems from one line of a label to the next."""

INSET = 0.5
"""Ems between the words of a box and its edge."""

RADIUS = 0.95
"""Of a circle around a number, in ems."""

_TO_WRITE_ON = 10.0
_SHARES = (1.0, 0.85, 0.7, 0.6)
"""The sizes of letters that are tried for an answer in the room that pupils have for it."""

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


def answered(at: tuple[float, float], room: float, answer: Answered, anchor: Anchor = "middle") -> Solution:
    """The lines of an answer around the height of `at`, in letters as small as they have to be."""
    if answer.share == 1.0:
        return Solution(tuple(said(at, room, answer.lines, anchor)))
    x, y = at
    leading = LEADING * answer.share
    top = y - leading * (len(answer.lines) - 1) / 2
    return Solution(
        tuple(
            # A label that is narrower than its words sets them smaller.
            Label(x, top + leading * index, answer.share * width(line), anchor, (Text(line),))
            for index, line in enumerate(answer.lines)
        )
    )


def rectangle(left: float, top: float, right: float, foot: float, fill: Tone = "none") -> Stroke:
    """A rectangle by its edges."""
    return Stroke((left, top, right, top, right, foot, left, foot), closed=True, fill=fill)


def box(x: float, y: float, wide: float, high: float) -> Stroke:
    """A rectangle from its upper left corner, in the colour of the page, so that it hides what is beneath it."""
    return rectangle(x, y, x + wide, y + high, fill="paper")


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


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer in lines, for letters of a `share` of their usual size."""

    lines: tuple[str, ...]
    share: float = 1.0

    @property
    def height(self) -> float:
        """How high the lines are, in ems of the text."""
        return LEADING * self.share * len(self.lines)


def fitting(text: str, room: float, high: float) -> Answered:
    """An answer in lines that fit into `room` and `high` ems: in smaller letters if need be, and where these do not help cut."""
    for share in _SHARES:
        answer = Answered(broken(text, room / share), share)
        if answer.height <= high + 0.01:
            return answer
    share = _SHARES[-1]
    return Answered(_cut(broken(text, room / share), room / share, high / share), share)


def _cut(lines: Sequence[str], room: float, high: float) -> tuple[str, ...]:
    """The lines that `high` ems have room for, and "…", for the mark scheme has them all."""
    most = max(1, int((high + 0.01) / LEADING))
    last = lines[most - 1]
    while width(f"{last} …") > room and last:
        last = last.rpartition(" ")[0] or last[:-1].rstrip("-")
    return (*lines[: most - 1], f"{last} …")


def boxed(word: Word, at: tuple[float, float], size: tuple[float, float], *, strong: bool = False) -> Iterator[DrawnShape]:
    """A box from its upper left corner, with its words in it; of those that are hidden pupils get the box."""
    (x, y), (wide, high) = at, size
    room = wide - 2 * INSET
    yield box(x, y, wide, high)
    if word.hidden:
        yield answered((x + wide / 2, y + high / 2), room, fitting(word.text, room, high - INSET))
    else:
        yield from said((x + wide / 2, y + high / 2), room, broken(word.text, room), strong=strong)


def lines_of(word: Word, room: float, hidden: int) -> int:
    """How many lines words have room for: as many as they need, or so many if they are `hidden`."""
    return hidden if word.hidden else len(broken(word.text, room))


def listed(numbers: Iterable[object], room: float) -> tuple[str, ...]:
    """Numbers with commas, in lines no wider than `room`."""
    return broken(", ".join(map(str, numbers)), room)
