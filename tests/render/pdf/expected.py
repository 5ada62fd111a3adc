"""The structure that a document's tree asks for, worked out from the nodes alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from hornbook.document.drawings import Drawing
from hornbook.document.inline import Formula, Gap, Inline, LineBreak, Link, Paragraph, Span, Strong, Text
from hornbook.document.nodes import (
    AnswerSpace,
    Block,
    Document,
    Extract,
    Figure,
    Group,
    Heading,
    List,
    ModelAnswer,
    Panel,
    Question,
    Row,
    Table,
)
from hornbook.document.speech import spoken
from hornbook.document.text import item_label
from hornbook.locale import Words
from tests.render.pdf.tagging import Tag

UNSEEN = str.maketrans("", "", "\u00ad\u200b\u2060\ufeff")
DASHED = re.compile(r"\S[-–—/]$")  # a word of an extract may be broken after a dash in it, and nowhere else
NUMBERINGS = {"bullet": "Disc", "decimal": "Decimal", "lower-alpha": "LowerAlpha", "upper-alpha": "UpperAlpha"}


Shown = Callable[[Table], Iterable[Table]]


def structure(document: Document, shown: Shown) -> Tag:
    """The elements from Document down; `shown` tells what became of a table for want of room, and is asked in reading order."""
    root = Tag("Document", {"Lang": document.lang})
    for section in document.sections:
        root.kids.append(_Builder(document.lang, document.words, shown).blocks(Tag("Sect"), section.children))
    _prune(root)
    _level(root)
    return root


def _prune(tag: Tag) -> bool:
    tag.kids = [kid for kid in tag.kids if isinstance(kid, str) or _prune(kid)]
    if tag.kind in {"TD", "TH", "LBody"} and len(tag.kids) == 1:
        (only,) = tag.kids
        if isinstance(only, Tag) and only.kind == "P" and "ActualText" not in only.settings:
            tag.kids = only.kids
    return (
        any(isinstance(kid, Tag) or kid.strip() for kid in tag.kids)
        or tag.kind in {"TD", "TH"}
        or "ActualText" in tag.settings
        or "Alt" in tag.settings
    )


def _level(root: Tag) -> None:
    above: list[int] = []
    for tag in root.walk():
        if tag.kind == "H":
            level = int(tag.settings.pop("level"))
            above = [one for one in above if one < level] + [level]
            tag.kind = f"H{len(above)}"


def _trim(tag: Tag, end: int) -> None:
    """Take away line breaks at one end (0 or -1): a line of an extract starts and ends there anyway."""
    while tag.kids and tag.kids[end] == " ":
        tag.kids.pop(end)
    if tag.kids and isinstance(inner := tag.kids[end], Tag):
        _trim(inner, end)


def _whole(tag: Tag) -> list[Tag | str]:
    """The element; only its blanks if it has no words."""
    return [tag] if any(isinstance(kid, Tag) or kid.strip() for kid in tag.kids) else tag.kids


class _Builder:
    def __init__(self, lang: str, program: Words, shown: Shown, depth: int = 0) -> None:
        self._lang = lang
        self._program = program
        self._shown = shown
        self._depth = depth

    def blocks(self, tag: Tag, blocks: Iterable[Block]) -> Tag:
        for block in blocks:
            self.block(tag, block)
        return tag

    def block(self, tag: Tag, block: Block) -> None:
        match block:
            case Paragraph(content=content):
                tag.kids.append(self.words(Tag("P"), content))
            case Heading(level, content):
                tag.kids.append(self.words(Tag("H", {"level": str(level)}), content))
            case List():
                self._list(tag, block)
            case Table():
                self._table(tag, block)
            case Question():
                self._question(tag, block)
            case AnswerSpace():
                tag.kids.append(Tag("P", self._said("ActualText", self._program.gettext("space for your answer"), self._lang)))
            case ModelAnswer(children):
                tag.kids.append(self.blocks(Tag("Div"), children))
            case Extract():
                self._extract(tag, block)
            case Figure():
                self._figure(tag, block)
            case Drawing():
                picture = Tag("Figure", {"Alt": block.alt})
                caption = self.words(Tag("Caption"), block.content)
                tag.kids.append(Tag("Div", kids=[picture, caption]) if block.content else picture)
                self.blocks(tag, block.layouts[0].legend)
            case Panel(_, title, children):
                panel = Tag("Sect", kids=[Tag("P", kids=[title])]) if title else Tag("Div")
                tag.kids.append(self.blocks(panel, children))
            case Group(children):
                self.blocks(tag, children)

    def _list(self, tag: Tag, node: List) -> None:
        items = []
        for index, item in enumerate(node.items):
            body = self.blocks(Tag("LBody"), item.children)
            items.append(Tag("LI", kids=[Tag("Lbl", kids=[item_label(node.numbering, index)]), body]))
        tag.kids.append(Tag("L", {"ListNumbering": NUMBERINGS[node.numbering]}, list(items)))

    def _question(self, tag: Tag, node: Question) -> None:
        settings = {"ListNumbering": ("Decimal", "LowerAlpha", "LowerRoman")[self._depth], "of": "questions"}
        last = tag.kids[-1] if tag.kids else None
        if not (isinstance(last, Tag) and last.settings == settings):
            tag.kids.append(last := Tag("L", settings))
        body, inner = Tag("LBody"), _Builder(self._lang, self._program, self._shown, self._depth + 1)
        stem, *rest = node.children
        inner.block(body, stem)
        if node.marks is not None:
            first = body.kids[-1]
            assert isinstance(first, Tag)
            first.kids.append(f" [{node.marks}]")
        inner.blocks(body, rest)
        last.kids.append(Tag("LI", kids=[Tag("Lbl", kids=[node.label]), body]))

    def _table(self, tag: Tag, node: Table) -> None:
        for table in self._shown(node):
            self._one_table(tag, table)

    def _one_table(self, tag: Tag, node: Table) -> None:
        headed = any(row.header for row in node.rows)
        named = headed or any(cell.header for row in node.rows for cell in row.cells)
        if (not node.ruled and not named) or (len(node.widths) == 1 and not headed):
            tag.kids.append(whole := Tag("Div"))
            for row in sorted(node.rows, key=lambda row: not row.header):
                for cell in row.cells:
                    self.blocks(whole, cell.children)
            return
        groups = [[row for row in node.rows if row.header], [row for row in node.rows if not row.header]]
        kinds = ["THead" if groups[1] else "TBody", "TBody"]
        announced = not groups[0] or (len(node.widths) >= 3 and len(groups[1]) >= 3)
        parts = [Tag(kind, kids=[self._row(row, announced) for row in rows]) for kind, rows in zip(kinds, groups, strict=True)]
        tag.kids.append(Tag("Table", {"Summary": node.label} if node.label else {}, list(parts)))

    def _row(self, row: Row, announced: bool) -> Tag:
        cells = []
        for cell in row.cells:
            settings = {"Scope": "Column"} if row.header else {"Scope": "Row"} if cell.header and announced else {}
            across = {"ColSpan": str(cell.colspan)} if cell.colspan > 1 else {}
            cells.append(self.blocks(Tag("TH" if settings else "TD", settings | across), cell.children))
        return Tag("TR", kids=list(cells))

    def _extract(self, tag: Tag, node: Extract) -> None:
        paragraphs, line_ended = [], True
        for line in node.lines:
            if line_ended:
                paragraphs.append(Tag("P"))
            elif not DASHED.search(paragraphs[-1].raw):
                paragraphs[-1].kids.append(" ")
            words = _Builder(node.lang or self._lang, self._program, self._shown).words(Tag("P"), line.content)
            _trim(words, 0)
            _trim(words, -1)
            paragraphs[-1].kids += words.kids
            line_ended = line.ends
        tag.kids.append(
            Tag(
                "Sect",
                kids=[
                    Tag("P", kids=[node.label]),
                    self.words(Tag("P"), node.provenance),
                    Tag("BlockQuote", {"Lang": node.lang} if node.lang else {}, list(paragraphs)),
                    *(self.words(Tag("P"), (Strong((Text(gloss.term),)), Text(": "), *gloss.content)) for gloss in node.glosses),
                ],
            )
        )

    def _figure(self, tag: Tag, node: Figure) -> None:
        caption = self.words(Tag("P" if node.decorative else "Caption"), node.content)
        if node.decorative:
            tag.kids.append(caption)
            return
        alt = f"{node.alt.removesuffix('.')}. {node.long_description}" if node.long_description else node.alt
        picture = Tag("Figure", {"Alt": alt})
        tag.kids.append(Tag("Div", kids=[picture, caption]) if node.content else picture)

    def words(self, tag: Tag, content: Iterable[Inline]) -> Tag:
        lang = tag.settings.get("Lang", self._lang)
        for node in content:
            match node:
                case Text(text):
                    tag.kids.append(text.translate(UNSEEN))
                case LineBreak():
                    tag.kids.append(" ")
                case Formula(tex):
                    tag.kids.append(Tag("Formula", self._said("Alt", spoken(tex, self._program), lang)))
                case Gap(hint=hint):
                    tag.kids += [hint, Tag("Span", self._said("ActualText", self._program.gettext("gap"), lang))]
                case Span(other, inner):
                    tag.kids += _whole(_Builder(other, self._program, self._shown).words(Tag("Span", {"Lang": other}), inner))
                case Link(_, inner):
                    tag.kids += _whole(self.words(Tag("Link"), inner))
                case _:
                    self.words(tag, node.content)
        return tag

    def _said(self, key: str, words: str, lang: str) -> dict[str, str]:
        """What the program says, with its language where the words around are in another."""
        tongue = self._program.language
        foreign = lang.partition("-")[0] != tongue.partition("-")[0]
        return {key: words} | ({"Lang": tongue} if foreign else {})
