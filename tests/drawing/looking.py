"""What tests of drawings look at: where labels stand, and whether all of a picture is within its frame."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from hornbook.document.drawings import ComposedShape, Label, Layout, Oval, Pasted, Solution, Solved, Stroke
from hornbook.document.text import inline_text
from hornbook.drawing import width

CLOSE = 0.02
"""Ems that rounding may add."""


class Box(NamedTuple):
    """A label's words and what they cover, in ems; as wide as in the widest font."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def flat(shapes: tuple[ComposedShape, ...]) -> Iterator[ComposedShape]:
    """The shapes, those of solutions too."""
    for shape in shapes:
        yield from flat(shape.shapes) if isinstance(shape, Solution | Solved) else (shape,)


def boxes(layout: Layout) -> list[Box]:
    """The boxes of all labels."""
    found = []
    for shape in flat(layout.shapes):
        if isinstance(shape, Label):
            text = inline_text(shape.content)
            wide = width(text)
            left = shape.x - {"start": 0.0, "middle": wide / 2, "end": wide}[shape.anchor]
            found.append(Box(text, left, shape.y - 0.5, left + wide, shape.y + 0.5))
    return found


def labels_too_wide(layout: Layout) -> list[str]:
    """The labels that have less room than they need."""
    labels = (shape for shape in flat(layout.shapes) if isinstance(shape, Label))
    return [inline_text(label.content) for label in labels if width(inline_text(label.content)) > label.width + CLOSE]


def overlapping(layout: Layout) -> list[tuple[str, str]]:
    """The pairs of labels of which one lies over the other."""
    found = boxes(layout)
    return [
        (one.text, other.text)
        for index, one in enumerate(found)
        for other in found[index + 1 :]
        if min(one.right, other.right) - max(one.left, other.left) > CLOSE
        and min(one.bottom, other.bottom) - max(one.top, other.top) > CLOSE
    ]


def beyond(layout: Layout) -> list[object]:
    """What reaches out of the frame."""
    out: list[object] = [box for box in boxes(layout) if not _within(layout, box.left, box.top, box.right, box.bottom)]
    for shape in flat(layout.shapes):
        match shape:
            case Stroke(points=points):
                corners = (min(points[::2]), min(points[1::2]), max(points[::2]), max(points[1::2]))
            case Oval(x, y, rx, ry):
                corners = (x - rx, y - ry, x + rx, y + ry)
            case Pasted(_, x, y, wide, high):
                corners = (x, y, x + wide, y + high)
            case _:
                continue
        if not _within(layout, *corners):
            out.append(shape)
    return out


def _within(layout: Layout, left: float, top: float, right: float, bottom: float) -> bool:
    return left >= -CLOSE and top >= -CLOSE and right <= layout.width + CLOSE and bottom <= layout.height + CLOSE


def faults(layout: Layout) -> list[object]:
    """All that is wrong with a layout."""
    return [*labels_too_wide(layout), *overlapping(layout), *beyond(layout)]
