"""A source in its box."""

from __future__ import annotations

from dataclasses import dataclass

from hornbook.document.nodes import Extract, Gloss, Line
from hornbook.document.text import line_number
from hornbook.locale import Words
from hornbook.render.docx.flow import Frame, Grid, Para, Piece, settle
from hornbook.render.docx.inline import Inliner
from hornbook.render.docx.ooxml import ParagraphLook, RunLook, text_run, twips
from hornbook.render.docx.spoken import of_extract
from hornbook.render.docx.styles import direct, source_label
from hornbook.render.docx.tables import OUTLINE, TableCell, TableLook, row, ruled, table
from hornbook.theme import Theme


@dataclass(frozen=True, slots=True)
class Source:
    """An extract and where it is set. Each line is a row, so that Word cannot break it elsewhere or number it otherwise."""

    node: Extract
    frame: Frame
    theme: Theme
    inliner: Inliner
    words: Words

    def grid(self) -> Grid:
        """The box: label and provenance, the lines with every fifth number, the glosses beneath a thin rule."""
        box = self.theme.extract()
        rows = self._heading()
        last = len(self.node.lines) - 1
        rows += [self._line(line, first=index == 0, last=index == last) for index, line in enumerate(self.node.lines)]
        rows += self._glosses()
        rules = ruled(OUTLINE, box.border, box.border_width) if box.border else {}
        look = TableLook(self._widths, self.frame.indent, rules, (0, self._padding), of_extract(self.node, self.words))
        air = twips(0.8 * self.theme.size)
        return Grid(table(look, rows or [self._wide([Para(ParagraphLook("TableText"))])]), air, air, self.frame.tied)

    @property
    def _padding(self) -> int:
        return twips(self.theme.extract().padding)

    @property
    def _widths(self) -> tuple[int, int]:
        digits = len(str(len(self.node.lines)))
        # Word and LibreOffice break "10" into two lines where a wider font takes the place of the theme's.
        number = min(self._padding + twips(max(1.9, 1.0 + 0.65 * digits) * self.theme.size), self.frame.width // 4)
        return number, self.frame.width - number

    def _wide(self, pieces: list[Piece], *, thin_rule: bool = False) -> str:
        rules = ruled(("top",), self.theme.colours.rule, self.theme.rule / 2) if thin_rule else {}
        content = settle(pieces, cell=True)
        padding = (round(0.7 * self._padding), self._padding)
        fill = self.theme.extract().fill
        return row([TableCell(content, self.frame.width, span=2, fill=fill, rules=rules, padding=padding)])

    def _heading(self) -> list[str]:
        pieces: list[Piece] = []
        tied = bool(self.node.lines or self.node.glosses) or self.frame.tied
        if self.node.label:
            label = text_run(self.node.label, direct(source_label(self.theme), self.theme))
            pieces.append(Para(ParagraphLook("SourceLabel", keep_next=tied), label))
        if self.node.provenance:
            look = direct(self.theme.paragraph("provenance"), self.theme)._replace(lang=self.frame.lang)
            runs = self.inliner.runs(self.node.provenance, look)
            pieces.append(Para(ParagraphLook("Provenance", keep_next=tied, keep_lines=True), runs))
        return [self._wide(pieces)] if pieces else []

    def _line(self, line: Line, *, first: bool, last: bool) -> str:
        keep = bool(self.node.glosses) or self.frame.tied if last else True
        bare = first and not (self.node.label or self.node.provenance)
        above = round(0.7 * self._padding) if bare else 0
        look = ParagraphLook("LineNumber", keep_next=keep, before=above, after=self._below(ends=line.ends, last=last))
        shown = text_run(line_number(line.number), direct(self.theme.paragraph("small"), self.theme))
        words = self.inliner.runs(line.content, RunLook(lang=self.node.lang or self.frame.lang))
        narrow, broad = self._widths
        fill = self.theme.extract().fill
        return row(
            (
                TableCell(Para(look, shown).xml(), narrow, fill=fill),
                TableCell(Para(look._replace(style="SourceLine"), words).xml(), broad, fill=fill, padding=(0, 0)),
            )
        )

    def _below(self, *, ends: bool, last: bool) -> int:
        """The space below a line: the box's padding at its end, and a paragraph's where the source ends one."""
        if last:
            return round(0.7 * self._padding)
        return twips(self.theme.paragraph("body").space_after) if ends else 0

    def _glosses(self) -> list[str]:
        if not self.node.glosses:
            return []
        pieces: list[Piece] = [self._gloss(gloss) for gloss in self.node.glosses]
        return [self._wide(pieces, thin_rule=True)]

    def _gloss(self, gloss: Gloss) -> Para:
        look = direct(self.theme.paragraph("note"), self.theme)._replace(lang=self.frame.lang)
        word = look._replace(bold=True, lang=self.node.lang or self.frame.lang)  # a word of the source, explained in the sheet's
        term = text_run(gloss.term, word) + text_run(": ", look)
        return Para(
            ParagraphLook("Gloss", keep_next=self.frame.tied, keep_lines=True, after=0),
            term + self.inliner.runs(gloss.content, look),
        )
