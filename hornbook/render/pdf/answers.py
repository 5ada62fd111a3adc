"""Room to write in: ruled lines, a box or a grid."""

from __future__ import annotations

from hornbook.document.nodes import AnswerSpace
from hornbook.render.pdf.boxes import FORBIDDEN, Frame, Piece, Place, Slug, Stroke, guard
from hornbook.render.pdf.setting import RULE
from hornbook.theme import Theme

SPLIT_LINES = 90.0
"""What it costs to break ruled lines over two pages."""

SPLIT_BOX = 2000.0
"""What it costs to break a box or a grid: a drawing cannot be parted as an answer can."""


def set_space(space: AnswerSpace, place: Place, theme: Theme) -> list[Slug]:
    """A slug for each line; a break leaves two at least on either side, and none before the first."""
    pitch = theme.answer_line
    ruled = space.kind == "lines"
    frame = Frame(space, place.frame)
    if not ruled:
        frame = Frame(space, place.frame, place.x, place.width, border=theme.colours.rule, border_width=RULE)
    cost = SPLIT_LINES if ruled else SPLIT_BOX
    slugs = [Slug(frame, pitch, _drawn(space, place, theme), space, cost=cost) for _ in range(space.lines)]
    if slugs:
        guard(slugs)
        slugs[0].cost, slugs[0].space = FORBIDDEN, 0.0 if ruled else 0.4 * theme.size
        slugs[-1].after = 0.8 * theme.size
    return slugs


def _drawn(space: AnswerSpace, place: Place, theme: Theme) -> list[Piece]:
    pitch, left, right, colour = theme.answer_line, place.x, place.x + place.width, theme.colours.rule
    foot = Stroke(left, pitch, right, pitch, RULE, colour)
    match space.kind:
        case "lines":
            return [foot]
        case "box":
            return []
        case "grid":
            # Squares of half the pitch, as in an exercise book; the frame rules the edges.
            square = pitch / 2
            columns = range(1, max(1, int(place.width / square - 0.01)) + 1)
            upright: list[Piece] = [Stroke(left + n * square, 0, left + n * square, pitch, RULE / 2, colour) for n in columns if n * square < place.width]
            across = Stroke(left, square, right, square, RULE / 2, colour)
            return [*upright, across, Stroke(left, pitch, right, pitch, RULE / 2, colour)]
