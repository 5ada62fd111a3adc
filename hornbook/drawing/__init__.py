"""Pictures drawn from data: from what an activity holds, and a width in ems, to the shapes of `document/drawings.py`.

Everything here is a pure function. An activity draws its picture for each of `WIDTHS`, and hands `markup(drawing)` to its template.
"""

from __future__ import annotations

from hornbook.drawing.metrics import FULL, HEIGHTS, WIDTHS, broken, width
from hornbook.drawing.serialise import markup

ROOMS = tuple(zip(WIDTHS, HEIGHTS, strict=True))
"""Each width with its height."""

__all__ = ["FULL", "HEIGHTS", "ROOMS", "WIDTHS", "broken", "markup", "width"]
