"""Labels beside the points they belong to: as near as may be, in their order, and none over another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(slots=True)
class _Cluster:
    """Labels that touch: how many, the middle of the first where they lie best, and how high all of them are."""

    count: int
    top: float
    height: float


def spread(wanted: Sequence[float], heights: Sequence[float], first: float, last: float) -> list[float]:
    """The middles of labels of these heights, which would rather stand at `wanted`, between `first` and `last`.

    The sum of the squares of what they are moved is the least there is: labels that touch lie where they would on average. If there
    is not enough room, they are set from `first` on, one under the other.
    """
    clusters: list[_Cluster] = []
    for middle, height in zip(wanted, heights, strict=True):
        clusters.append(_Cluster(1, middle - height / 2, height))
        while len(clusters) > 1 and clusters[-2].top + clusters[-2].height > clusters[-1].top:
            below = clusters.pop()
            _join(clusters[-1], below)
    tops = [cluster.top for cluster in clusters]
    sizes = [cluster.height for cluster in clusters]
    _hold(tops, sizes, first, last)
    middles: list[float] = []
    for cluster, top in zip(clusters, tops, strict=True):
        y = top
        for height in heights[len(middles) : len(middles) + cluster.count]:
            middles.append(y + height / 2)
            y += height
    return middles


def _join(above: _Cluster, below: _Cluster) -> None:
    # The lower one would have the upper one's height less above it if it stood first.
    shifted = below.top - above.height
    above.top = (above.count * above.top + below.count * shifted) / (above.count + below.count)
    above.count += below.count
    above.height += below.height


def _hold(tops: list[float], heights: Sequence[float], first: float, last: float) -> None:
    """Move what reaches out of the room back into it, and what is in its way."""
    at = last
    for index in reversed(range(len(tops))):
        tops[index] = min(tops[index], at - heights[index])
        at = tops[index]
    at = first
    for index, height in enumerate(heights):
        tops[index] = max(tops[index], at)
        at = tops[index] + height
