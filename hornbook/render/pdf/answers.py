"""Room to write in: ruled lines, a box or a grid; and what fills the rest of a page with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hornbook.document.nodes import AnswerSpace
from hornbook.render.keeping import fewest
from hornbook.render.pdf import structure
from hornbook.render.pdf.boxes import FORBIDDEN, Frame, Piece, Place, Shown, Slug, Stroke, carried, guard, height
from hornbook.theme import Theme

SPLIT_LINES = 50.0
"""What it costs to break ruled lines over two pages."""

SPLIT_BOX = 2000.0
"""What it costs to break a box or a grid: a drawing cannot be parted as an answer can."""


def set_space(space: AnswerSpace, place: Place, theme: Theme) -> list[Slug]:
    """A slug for each line; a break leaves a few on either side, and none before the first."""
    pitch = theme.answer_line
    ruled = space.kind == "lines"
    frame, element = place.frame, structure.answer_space(place.element)
    if space.kind in ("box", "grid"):
        frame = Frame(frame, place.x, place.width, border=theme.colours.rule, border_width=theme.rule)
    cost = SPLIT_LINES if ruled else SPLIT_BOX
    slugs = [Slug(frame, pitch, [Shown(element, _drawn(space, place, theme))], cost=cost) for _ in range(space.lines)]
    if slugs:
        guard(slugs, fewest(space.lines))
        slugs[0].cost, slugs[0].space = FORBIDDEN, 0.0 if ruled else 0.4 * theme.size
        slugs[-1].after, slugs[-1].elastic = theme.size, space.fill
    return slugs


def stretched(slugs: Sequence[Slug], within: Frame, before: Slug | None, room: float) -> list[Slug]:
    """The slugs of a page, with what is left of its `room` shared out as more lines to write on where that was asked for.

    `before` is the last slug of the page before. Lines keep their pitch, and what would be less than a line stays blank.
    """
    left = room - height(slugs, within) - sum(header.height for header in carried(before, slugs[0]))
    more = dict.fromkeys((index for index, slug in enumerate(slugs) if slug.elastic), 0)
    while growing := [index for index in more if slugs[index].height <= left]:
        for index in growing:
            if slugs[index].height <= left:
                left -= slugs[index].height
                more[index] += 1
    return [one for index, slug in enumerate(slugs) for one in (slug, *[replace(slug, space=0.0)] * more.get(index, 0))]


def _drawn(space: AnswerSpace, place: Place, theme: Theme) -> list[Piece]:
    pitch, left, right, colour = theme.answer_line, place.x, place.x + place.width, theme.colours.rule
    foot = Stroke(left, pitch, right, pitch, theme.rule, colour)
    match space.kind:
        case "lines":
            return [foot]
        case "box" | "blank":
            return []
        case "grid":
            # Squares of about half the pitch, as in an exercise book, so that they come out even; the frame rules the edges.
            count = max(1, round(2 * place.width / pitch))
            square = place.width / count
            upright = [Stroke(left + n * square, 0, left + n * square, pitch, theme.rule / 2, colour) for n in range(1, count)]
            return [*upright, *(Stroke(left, y, right, y, theme.rule / 2, colour) for y in (pitch / 2, pitch))]
