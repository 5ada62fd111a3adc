"""What the rooms of the renderer share while blocks are written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from hornbook.document.inline import Paragraph
from hornbook.document.nodes import ComposedBlock
from hornbook.locale import Words
from hornbook.render.docx.flow import Frame, Para, Piece
from hornbook.render.docx.numbering import Numbers
from hornbook.render.docx.ooxml import RunLook
from hornbook.render.heights import Heights
from hornbook.theme import Style, Theme


class Setter(Protocol):
    """Writes blocks: how the rooms for questions and tables call back for what stands in them.

    `heights` guesses the heights of blocks; `tallest` is the height in points up to which rows and panels are held together.
    """

    theme: Theme
    words: Words
    numbers: Numbers
    warnings: list[str]
    heights: Heights
    tallest: float

    def sequence(self, blocks: Sequence[ComposedBlock], frame: Frame) -> list[Piece]:
        """Blocks one below the other; only the last takes over what the frame asks of its end."""

    def paragraph(self, node: Paragraph, frame: Frame) -> Para:
        """A paragraph as it is anywhere but at the start of a question or an item."""

    def run_look(self, style: Style, frame: Frame) -> RunLook:
        """How words of this style look in this place."""

    def bookmark(self) -> int:
        """The number of the next bookmark: its own in the whole document."""
