"""Pictures drawn from data: from what an activity holds, and a width in ems, to the shapes of `document/drawings.py`.

Everything here is a pure function. An activity draws its picture for each of `ROOMS`, and for `FULL` if pupils need all the room
there is to write in it; grids of letters have sizes of cells instead. It hands the `markup` of these layouts to its template.
"""

from __future__ import annotations

from hornbook.drawing.metrics import FULL, HEIGHTS, ROOMS, WIDTHS, broken, width
from hornbook.drawing.serialise import markup

__all__ = ["FULL", "HEIGHTS", "ROOMS", "WIDTHS", "broken", "markup", "width"]
