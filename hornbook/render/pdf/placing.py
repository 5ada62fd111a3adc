"""Slugs set under each other, with the frames around them, as pieces for the pen; the paginator has decided which."""

from __future__ import annotations

from collections.abc import Sequence

from hornbook.render.pdf.boxes import Frame, Piece, Slug, Stacked, shared
from hornbook.render.pdf.tags import REPEATED


def stack(slugs: Sequence[Slug], within: Frame, before: Slug | None = None, squeeze: float = 0.0) -> list[Piece]:
    """Set slugs under each other and draw the frames inside `within` around them.

    `before` is the last slug of the page before, and `squeeze` the share of each slug's `shrink` to be given up.
    """
    stacker = _Stacker(within, before)
    for slug in slugs:
        stacker.add(slug, squeeze)
    stacker.close(len(within.chain))
    return [*(piece for pieces in stacker.frames for piece in pieces), *stacker.pieces]


class _Stacker:
    """The pieces set so far, and the frames that are still open, each with its top and what is to be drawn of it."""

    def __init__(self, within: Frame, before: Slug | None) -> None:
        self._y = 0.0
        self._open: list[tuple[Frame, float, list[Piece]]] = [(frame, 0.0, []) for frame in within.chain]
        self._last: Frame = within
        self._before = before
        self._empty = True
        self.frames: list[list[Piece]] = []  # in the order they open, so that an outer fill lies under an inner one
        self.pieces: list[Piece] = []

    def add(self, slug: Slug, squeeze: float) -> None:
        common = shared(self._last, slug.frame)
        self.close(common)
        if not self._empty:
            self._y += slug.space - squeeze * slug.shrink
        carried_on = shared(self._before.frame, slug.frame) if self._empty and self._before else 0
        for index, frame in enumerate(slug.frame.chain[common:], start=common):
            self._open_frame(frame, carried_on=index < carried_on)
        self._put(slug)
        self._last, self._empty = slug.frame, False

    def close(self, depth: int) -> None:
        while len(self._open) > depth:
            frame, top, drawn = self._open.pop()
            self._y += frame.below
            drawn.extend(frame.drawn(top, self._y))

    def _open_frame(self, frame: Frame, *, carried_on: bool) -> None:
        drawn: list[Piece] = []
        self.frames.append(drawn)
        self._open.append((frame, self._y, drawn))
        self._y += frame.above
        for header in frame.repeated if carried_on else ():
            self._put(header, REPEATED)

    def _put(self, slug: Slug, artifact: str = "") -> None:
        self.pieces.append(Stacked(0.0, self._y, slug.pieces, artifact))
        self._y += slug.height
