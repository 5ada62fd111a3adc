"""The contract between what composes a handout and what renders it.

A document is a frozen tree of few node types: the blocks below, the words in them (`inline.py`), and pictures drawn from data
(`drawings.py`). Activities never appear in it: they lower into these nodes, so a new activity costs no renderer anything, while
a new node type costs every renderer a case (mypy names the one that is missing).

There are two families. *Composed* nodes (`Blank`, `Correct`, `Answer`, `Solution`, `Unbroken`) are what templates emit: they hold
answers, or a source whose lines are not yet fixed. The passes in `hornbook.document.passes` resolve them, and renderers take only
what is left: `Block` and `Inline`. A pupil's sheet therefore cannot hold an answer, by type.

    templates ──markup──▶ ComposedBlock ──passes──▶ Block ──render──▶ pdf | docx
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from hornbook.document.drawings import Drawing
from hornbook.document.inline import ComposedInline, Paragraph
from hornbook.locale import ENGLISH, Words

# ----------------------------------------------------------------------------------------------------------------- block

PanelKind = Literal["objectives", "context", "bank", "note", "teacher", "scheme", "frame"]
"""What a panel is for; the theme says which are filled and which are ruled."""

Numbering = Literal["bullet", "decimal", "lower-alpha", "upper-alpha"]
SpaceKind = Literal["lines", "box", "grid", "blank"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of `level` 1 to 3; never the last thing on a page, and a bookmark in the PDF."""

    level: int
    content: tuple[ComposedInline, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list."""

    children: tuple[ComposedBlock, ...] = ()


@dataclass(frozen=True, slots=True)
class List:
    """Items with native numbering: "•", "1.", "a)" or "A"."""

    numbering: Numbering = "bullet"
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell; `header` makes it a heading of its row (in a row that is not itself a header row)."""

    header: bool = False
    colspan: int = 1
    children: tuple[ComposedBlock, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One row, never split over two pages; header rows are repeated on each page the table reaches."""

    header: bool = False
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells. `widths` are the columns' relative widths ("1 3 2"), one for each column.

    `ruled=False` draws no lines: for a layout in columns such as the two sides of a matching task.
    """

    widths: tuple[float, ...]
    ruled: bool = True
    label: str = ""
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """A numbered question, or nested in one a lettered part. `marks` stand as "[4]" at the right edge of the first block.

    `label` ("1", "(a)", "(i)") is filled in by the numbering pass. The first child is the stem, and the question is never
    split before its first answer line.
    """

    marks: int | None = None
    label: str = ""
    children: tuple[ComposedBlock, ...] = ()


@dataclass(frozen=True, slots=True)
class AnswerSpace:
    """Room to write: `lines` ruled lines, or a box, a grid or blank paper as high as that many lines.

    With `fill` it may grow into what is left of the last page; it never gets fewer lines.
    """

    lines: int
    kind: SpaceKind = "lines"
    fill: bool = False


@dataclass(frozen=True, slots=True)
class ModelAnswer:
    """An answer shown in place of an `AnswerSpace`, in the key only."""

    children: tuple[ComposedBlock, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """Composed only: an answer and the room a pupil has for it. Pupils get an `AnswerSpace` (nothing if `lines` is 0).

    Without children it is room whose answer stands elsewhere. A margin of a layout that has such room is left out of the key, and
    what stands beside it has the whole width.
    """

    lines: int = 0
    kind: SpaceKind = "lines"
    fill: bool = False
    children: tuple[ComposedBlock, ...] = ()


@dataclass(frozen=True, slots=True)
class Gloss:
    """A word of an extract and what it means."""

    term: str
    content: tuple[ComposedInline, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an extract, broken here and nowhere else: the same words in every theme and in both formats.

    `ends` is true for the last line of a paragraph of the extract.
    """

    number: int
    ends: bool = False
    content: tuple[ComposedInline, ...] = ()


@dataclass(frozen=True, slots=True)
class Extract:
    """A source in its box: label ("Source B"), provenance on its own, numbered lines, glossed words beneath.

    Every fifth line shows its number. `lang` is the language of the extract's words ("" for the document's own).
    """

    label: str
    provenance: tuple[ComposedInline, ...] = ()
    lang: str = ""
    lines: tuple[Line, ...] = ()
    glosses: tuple[Gloss, ...] = ()


@dataclass(frozen=True, slots=True)
class Provenance:
    """Composed only: the provenance of an `Unbroken` extract."""

    content: tuple[ComposedInline, ...] = ()


@dataclass(frozen=True, slots=True)
class Unbroken:
    """Composed only: an extract before its lines are broken (tag `<extract>`). `measure` is in characters."""

    label: str
    lang: str = ""
    measure: int = 50
    provenance: tuple[Provenance, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    glosses: tuple[Gloss, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture; `src` is a key of `Document.images`, `width` a share of the text's width (0 to 1).

    `alt` says what is to be seen; it may be empty only if `decorative` is true. `content` is the caption.
    """

    src: str
    alt: str = ""
    long_description: str = ""
    decorative: bool = False
    width: float = 1.0
    content: tuple[ComposedInline, ...] = ()


@dataclass(frozen=True, slots=True)
class Panel:
    """A box with a title that sets its children off from the rest. It may break over pages between its children."""

    kind: PanelKind
    title: str = ""
    children: tuple[ComposedBlock, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Blocks that stay on one page if one page can hold them: a stimulus and its questions. Nothing of it is seen."""

    children: tuple[ComposedBlock, ...] = ()


Block = Paragraph | Heading | List | Table | Question | AnswerSpace | ModelAnswer | Extract | Figure | Drawing | Panel | Group
ComposedBlock = Block | Answer | Unbroken

# -------------------------------------------------------------------------------------------------------------- document


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in the running head that is filled by hand or, copy by copy, by a roster: never part of the layout.

    `key` is name, class, date or code; `width` is in millimetres and does not depend on what is written.
    """

    key: Literal["name", "class", "date", "code"]
    label: str
    width: float


@dataclass(frozen=True, slots=True)
class RunningHead:
    """What stands at the top of each page: the lesson (`text`) at the left, and the slots."""

    text: str
    slots: tuple[Slot, ...] = ()


@dataclass(frozen=True, slots=True)
class RunningFoot:
    """What stands at the foot of each page: `text` (title or licence), page numbers, the copy code.

    `page` is a pattern with {page} and {pages}: "Page {page} of {pages}".
    """

    text: str
    page: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A run of blocks. `new_page` starts it on a fresh page; question numbers start again at 1 in each section."""

    new_page: bool = False
    title: str = ""
    children: tuple[ComposedBlock, ...] = ()


@dataclass(frozen=True, slots=True)
class Raster:
    """A picture made safe: re-encoded PNG or JPEG bytes and its size in pixels."""

    data: bytes = field(repr=False)
    mime: Literal["image/png", "image/jpeg"]
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Document:
    """One handout. `lang` is a BCP 47 tag; `title`, `subject`, `author` and `keywords` become the file's metadata.

    `words` are what renderers say themselves of what has no words: an answer space, a gap.
    """

    title: str
    lang: str
    head: RunningHead
    foot: RunningFoot
    subject: str = ""
    author: str = ""
    keywords: str = ""
    sections: tuple[Section, ...] = ()
    images: Mapping[str, Raster] = field(default_factory=dict)
    words: Words = ENGLISH
