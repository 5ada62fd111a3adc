"""Where pages end: the breaks that cost least over the whole run of slugs, found by dynamic programming.

A page costs by being there, by the room it leaves empty, by the spaces it squeezes, and by the break that ends it. The scale:
a page costs 1000, an empty one 600 more, so that a break worth 150 is taken rather than leave half a page blank.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from hornbook.render.pdf.boxes import FORBIDDEN, Slug, carried, step

PAGE = 1000.0
EMPTY = 600.0
SQUEEZED = 100.0
STRAGGLER = 500.0
"""The costs of a page, of an empty one, of one squeezed as far as it goes, and of a last page with next to nothing on it."""

NEXT_TO_NOTHING = 0.2
"""The share of a page under which the last page looks like an oversight."""

HALF_EMPTY = 0.5
"""Pages emptier than this are weighed up only if there is no fuller one: it halves the work and changes next to nothing."""

TOO_TALL = 1e9


@dataclass(frozen=True, slots=True)
class Page:
    """The slugs from `start` up to `end`; `squeeze` is the share of their shrinkable space that is given up."""

    start: int
    end: int
    squeeze: float


def paginate(slugs: Sequence[Slug], room: float) -> list[Page]:
    """The pages, each no higher than `room` points unless a single slug is."""
    if not slugs:
        return []
    return _Paginator(slugs, room).pages()


class _Paginator:
    def __init__(self, slugs: Sequence[Slug], room: float) -> None:
        self._slugs = slugs
        self._room = room
        self._depth = list(accumulate((step(before, slug) for before, slug in pairwise(slugs)), initial=0.0))
        self._shrink = list(accumulate((slug.shrink for slug in slugs[1:]), initial=0.0))
        self._below = [sum(frame.below for frame in slug.frame.chain) for slug in slugs]
        self._legal = [index for index in range(1, len(slugs)) if slugs[index].cost < FORBIDDEN] + [len(slugs)]
        self._feet = [self._depth[end - 1] for end in self._legal]

    def pages(self) -> list[Page]:
        """Follow the cheapest way from the first slug to the last."""
        count = len(self._slugs)
        best: list[tuple[float, Page | None]] = [(0.0, None), *((float("inf"), None) for _ in range(count))]
        legal = 0
        for start in range(count):
            cost = best[start][0]
            while self._legal[legal] <= start:
                legal += 1
            if cost == float("inf"):
                continue
            for end, squeeze, price in self._ends(start, legal):
                if cost + price < best[end][0]:
                    best[end] = cost + price, Page(start, end, squeeze)
        return list(reversed(list(_trail(best))))

    def _ends(self, start: int, legal: int) -> Iterator[tuple[int, float, float]]:
        """Where a page that starts here may end, how far it is squeezed, and what it costs."""
        top = self._top(start)
        found = False
        full = bisect_left(self._feet, HALF_EMPTY * self._room - top + self._depth[start])
        for at in range(max(legal, full - 1), len(self._legal)):
            end = self._legal[at]
            squeeze = self._squeeze(start, end, top)
            if squeeze is None:
                break
            found = True
            yield end, squeeze, self._price(start, end, top, squeeze)
        if found:
            return
        # No legal break comes soon enough: take one that was to be avoided, and of those the least bad.
        end = start + 1
        if self._squeeze(start, end, top) is None:
            yield end, 0.0, PAGE + TOO_TALL
            return
        while end <= len(self._slugs) and (squeeze := self._squeeze(start, end, top)) is not None:
            yield end, squeeze, self._price(start, end, top, squeeze)
            end += 1

    def _top(self, start: int) -> float:
        slug = self._slugs[start]
        headers = carried(self._slugs[start - 1] if start else None, slug)
        return slug.height + sum(frame.above for frame in slug.frame.chain) + sum(header.height for header in headers)

    def _squeeze(self, start: int, end: int, top: float) -> float | None:
        """How far slugs from `start` to `end` must be squeezed to fit on a page; None if they do not fit at all."""
        over = self._height(start, end, top) - self._room
        if over <= 0:
            return 0.0
        shrink = self._shrink[end - 1] - self._shrink[start]
        return over / shrink if over <= shrink else None

    def _height(self, start: int, end: int, top: float) -> float:
        return top + self._depth[end - 1] - self._depth[start] + self._below[end - 1]

    def _price(self, start: int, end: int, top: float, squeeze: float) -> float:
        empty = max(0.0, 1 - self._height(start, end, top) / self._room)
        price = PAGE + SQUEEZED * squeeze * squeeze
        if end < len(self._slugs):
            return price + EMPTY * empty * empty + self._slugs[end].cost
        return price + (STRAGGLER if start and 1 - empty < NEXT_TO_NOTHING else 0.0)


def _trail(best: Sequence[tuple[float, Page | None]]) -> Iterator[Page]:
    page = best[-1][1]
    while page:
        yield page
        page = best[page.start][1]
