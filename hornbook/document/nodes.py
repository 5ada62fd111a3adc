"""The contract between what composes a handout and what renders it.

A document is a frozen tree of the few node types below. Activities never appear in it: they lower into these nodes, so a new
activity costs no renderer anything, while a new node type costs every renderer a case (mypy names the one that is missing).

There are two families. *Composed* nodes (`Blank`, `Correct`, `Answer`, `Solution`, `Unbroken`) are what templates emit: they hold
answers, or a source whose lines are not yet fixed. The passes in `hornbook.document.passes` resolve them, and renderers take only
what is left: `Block` and `Inline`. A pupil's sheet therefore cannot hold an answer, by type.

    templates ──markup──▶ ComposedBlock ──passes──▶ Block ──render──▶ pdf | docx
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from hornbook.locale import ENGLISH, Words

# ---------------------------------------------------------------------------------------------------------------- inline


@dataclass(frozen=True, slots=True)
class Text:
    """Characters to be set; white space inside a block is already collapsed."""

    text: str


@dataclass(frozen=True, slots=True)
class Strong:
    """Words with weight: bold."""

    content: tuple[ComposedInline, ...] = ()


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Words with stress, or the title of a work: italic, unless the theme forbids italics."""

    content: tuple[ComposedInline, ...] = ()


@dataclass(frozen=True, slots=True)
class Superscript:
    """Raised characters, as in m²."""

    content: tuple[ComposedInline, ...] = ()


@dataclass(frozen=True, slots=True)
class Subscript:
    """Lowered characters, as in H₂O."""

    content: tuple[ComposedInline, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """Words in another language than the text around them; `lang` is a BCP 47 tag."""

    lang: str
    content: tuple[ComposedInline, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to `href`: an http, https or mailto address."""

    href: str
    content: tuple[ComposedInline, ...] = ()


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A new line within the same block."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula in LaTeX's notation, set as one piece: no line ends within it."""

    tex: str


@dataclass(frozen=True, slots=True)
class Gap:
    """A ruled space to write in, `width` ems wide; `hint` stands before it (a first letter, say)."""

    width: float
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Filled:
    """An answer shown in its place, in the key only: set off from the sheet's own words by weight and by the answer colour."""

    content: tuple[ComposedInline, ...] = ()


@dataclass(frozen=True, slots=True)
class Blank:
    """Composed only: a gap together with the answer that belongs in it. Pupils get a `Gap`, the key gets `Filled`.

    `width` is in ems and is the same for every blank of an activity, so that it cannot betray the answer's length.
    """

    width: float = 8.0
    hint: str = ""
    content: tuple[ComposedInline, ...] = ()


@dataclass(frozen=True, slots=True)
class Correct:
    """Composed only: words that the pupil sees too, and that the key marks as the right answer."""

    content: tuple[ComposedInline, ...] = ()


Inline = Text | Strong | Emphasis | Superscript | Subscript | Span | Link | LineBreak | Formula | Gap | Filled
ComposedInline = Inline | Blank | Correct

# ----------------------------------------------------------------------------------------------------------------- block

Role = Literal[
    "body", "title", "subtitle", "enquiry", "instruction", "stem", "provenance", "caption", "note", "small", "cell", "gapped"
]
"""What a paragraph is for; the theme says how each looks. "gapped" is text with gaps, set wide enough to write in."""

PanelKind = Literal["objectives", "context", "bank", "note", "teacher", "scheme", "frame"]
"""What a panel is for; the theme says which are filled and which are ruled."""

Numbering = Literal["bullet", "decimal", "lower-alpha", "upper-alpha"]
SpaceKind = Literal["lines", "box", "grid", "blank"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. `keep` holds it on one page with the block that follows."""

    role: Role = "body"
    keep: bool = False
    content: tuple[ComposedInline, ...] = ()


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
    """Composed only: an answer and the room a pupil has for it. Pupils get an `AnswerSpace` (nothing if `lines` is 0)."""

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


Weight = Literal["none", "hair", "thin", "thick"]
"""How heavy a line is; the theme says how many points that is. Hairlines have the colour of its rules."""

Tone = Literal["none", "paper", "light", "mid", "dark", "ink"]
"""What a shape is filled with: nothing, the page's own colour, three greys, or the colour of the text."""

Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through `points` ("x y x y …"), or with `closed` the outline of an area; `arrow` puts a head on its end."""

    points: tuple[float, ...]
    closed: bool = False
    weight: Weight = "thin"
    dashed: bool = False
    arrow: bool = False
    fill: Tone = "none"


@dataclass(frozen=True, slots=True)
class Oval:
    """An ellipse around (x, y), or a circle."""

    x: float
    y: float
    rx: float
    ry: float
    weight: Weight = "thin"
    dashed: bool = False
    fill: Tone = "none"


@dataclass(frozen=True, slots=True)
class Label:
    """Words on one line, in the size of the text: `y` is the middle of its letters, `x` where they start, end or have their middle.

    `width` is the room there is; words that are wider are set smaller. In a label pupils see nothing of a `Blank`, not even a gap.
    """

    x: float
    y: float
    width: float
    anchor: Anchor = "start"
    content: tuple[ComposedInline, ...] = ()


@dataclass(frozen=True, slots=True)
class Pasted:
    """A picture within a drawing: `src` is a key of `Document.images`, and (x, y) its upper left corner."""

    src: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Solved:
    """Shapes and labels that are an answer, in the key only: set off by the answer colour and by weight."""

    shapes: tuple[Stroke | Oval | Label, ...] = ()


@dataclass(frozen=True, slots=True)
class Solution:
    """Composed only: what is drawn and written in the key alone. Pupils get nothing of it, the key gets `Solved`."""

    shapes: tuple[Stroke | Oval | Label, ...] = ()


Shape = Stroke | Oval | Label | Pasted | Solved
ComposedShape = Shape | Solution


@dataclass(frozen=True, slots=True)
class Layout:
    """A drawing as it is laid out for one width. All lengths are in ems of the theme's text, from the upper left corner.

    Shapes are drawn in their order, so that a later one lies over an earlier. Where numbers stand for words that have no room,
    the `legend` explains them: text like any other, set beneath the drawing.
    """

    width: float
    height: float
    shapes: tuple[ComposedShape, ...] = ()
    legend: tuple[Paragraph, ...] = ()


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture drawn from data, whose words are set in the theme's type; `content` is the caption.

    The layouts go from the widest to the narrowest. The first for which there is room is drawn, and if there is room for none, the
    last one, smaller. All say the same, but a narrow one may say it by numbers and a legend.
    `alt` says in words all that is to be seen; `key_alt` is the same for the key, where more is to be seen ("": it is not).
    """

    alt: str
    key_alt: str = ""
    layouts: tuple[Layout, ...] = ()
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
