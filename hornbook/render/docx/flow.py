"""Paragraphs and tables on their way into a cell or the body, and what Word demands between them.

Word knows no space around a table, joins tables that touch, and wants every cell to end in a paragraph. `settle` sees to all
three, so that whatever makes a paragraph or a table need not know its neighbours.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from hornbook.render.docx.ooxml import ParagraphLook, paragraph_properties


class Para(NamedTuple):
    """A paragraph: how it looks and its runs. `before` and `after` are what its style puts around it, in twips."""

    look: ParagraphLook
    runs: str = ""
    before: int = 0
    after: int = 0

    def xml(self) -> str:
        """The `w:p`."""
        return f"<w:p>{paragraph_properties(self.look)}{self.runs}</w:p>"

    def xml_between(self, above: int | None, below: int | None) -> str:
        """The `w:p` with this much air instead of its own; None leaves it to the style."""
        return f"<w:p>{_aired_properties(self.look, above, below)}{self.runs}</w:p>"


class Grid(NamedTuple):
    """A finished table with `above` and `below` twips of air; `tied` if its last row stays with what follows."""

    xml: str
    above: int
    below: int
    tied: bool = False


Piece = Para | Grid


class Frame(NamedTuple):
    """Where blocks are set: `width` of the text and its `indent` in twips, and what the blocks around ask of them.

    `tied` keeps the last paragraph with what follows, `chained` every one. `depth` counts the questions around, `listed` the lists,
    `native` is false once a question's number had to be typed, `celled` is true in a table's cell. `lang` is the language of the
    words here, "" for the document's own.
    """

    width: int
    indent: int = 0
    tied: bool = False
    chained: bool = False
    depth: int = 0
    listed: int = 0
    native: bool = True
    answer: bool = False
    celled: bool = False
    bold: bool = False
    lang: str = ""

    def inset(self, by: int) -> Frame:
        """The frame moved in from the left."""
        by = min(by, self.width // 2)
        return self._replace(indent=self.indent + by, width=self.width - by)

    def cell(self, width: int, *, tied: bool = False, bold: bool = False, celled: bool = False) -> Frame:
        """The frame inside a cell (or, unless `celled`, a panel) that is `width` wide between its margins."""
        bold, celled = bold or self.bold, celled or self.celled
        inner = self.depth, self.listed, self.native, self.answer
        return Frame(width, 0, tied, tied, *inner, celled, bold, self.lang)  # thousands of these; _replace is slower


def settle(pieces: Sequence[Piece], *, cell: bool = False) -> str:
    """The XML of a cell's or the body's content.

    A cell's first and last paragraphs lose the space that would add to the cell's padding.
    """
    out: list[str] = []
    ahead: Sequence[Piece | None] = (*pieces, None)[1:]
    table: Grid | None = None
    for piece, follower in zip(pieces, ahead, strict=True):
        match piece:
            case Para():
                first = cell and not out
                out.append(piece.xml_between(*_air(piece, table, follower, first=first, last=cell and follower is None)))
                table = None
            case Grid():
                if table:
                    out.append(spacer(max(table.below, piece.above), keep=table.tied))
                out.append(piece.xml)
                table = piece
    if table:
        out.append(spacer(0))
    return "".join(out) or Para(ParagraphLook("TableText")).xml()


@lru_cache(maxsize=2048)
def _aired_properties(look: ParagraphLook, above: int | None, below: int | None) -> str:
    return paragraph_properties(look._replace(before=above, after=below))


def _air(para: Para, table: Grid | None, follower: Piece | None, *, first: bool, last: bool) -> tuple[int | None, int | None]:
    """The space above and below that the tables around a paragraph ask for; more than its own, never added to it."""
    above, below = para.look.before, para.look.after
    if table:
        above = max(table.below, para.before)
    elif first and para.before:
        above = 0
    if isinstance(follower, Grid):
        below = max(follower.above, para.after)
    elif last:
        below = 0
    return above, below


def spacer(gap: int, *, keep: bool = False, page_break: bool = False) -> str:
    """A paragraph one point high, only where Word must have one."""
    look = ParagraphLook("Spacer", keep_next=keep, page_break=page_break, after=max(0, gap - 20) or None)
    return Para(look).xml()


def at_top(pieces: Sequence[Piece], *, page_break: bool) -> list[Piece]:
    """The same pieces, the first of them at the top of a page: without space above, and sent there if need be."""
    match list(pieces):
        case [Para() as first, *rest]:
            return [first._replace(look=first.look._replace(page_break=page_break, before=0)), *rest]
        case [Grid(), *_] as all_ if page_break:
            return [Para(ParagraphLook("Spacer", page_break=True, keep_next=True)), *all_]
        case other:
            return other


def bookmark(name: str, number: int) -> str:
    """An empty bookmark; `number` is its own in the whole document."""
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/><w:bookmarkEnd w:id="{number}"/>'


def bookmarked(pieces: Sequence[Piece], title: str, number: int) -> list[Piece]:
    """The same pieces, the first of them to be found by `title` under Go To; `number` keeps the bookmark's name unique."""
    # Word takes 40 letters, digits and underscores, a letter first.
    name = f"{re.sub(r'[^A-Za-z0-9]+', '_', title).strip('_')[:30]}_{number}"
    name = name if name[0].isalpha() else f"Section_{number}"
    mark = bookmark(name, number)
    match list(pieces):
        case [Para() as first, *rest]:
            return [first._replace(runs=mark + first.runs), *rest]
        case [Grid() as first, *rest]:
            return [first._replace(xml=mark + first.xml), *rest]
        case _:
            return []
