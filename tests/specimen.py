"""A document with every node in it, and a theme to set it in: what tests of renderers look at."""

import struct
import zlib
from typing import Any

from hornbook.document.drawings import Drawing, Label, Layout, Oval, Pasted, Shape, Solved, Stroke, Tone
from hornbook.document.inline import (
    Emphasis,
    Filled,
    Formula,
    Gap,
    Inline,
    LineBreak,
    Link,
    Paragraph,
    Span,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from hornbook.document.nodes import (
    AnswerSpace,
    Block,
    Cell,
    Document,
    Extract,
    Figure,
    Gloss,
    Group,
    Heading,
    Item,
    Line,
    List,
    ModelAnswer,
    Numbering,
    Panel,
    Question,
    Raster,
    Row,
    RunningFoot,
    RunningHead,
    Section,
    Slot,
    Table,
)
from hornbook.theme import Paper, Theme, ThemeFile


def theme(paper: Paper = "a4", **changes: dict[str, Any]) -> Theme:
    """A plain serif theme; `changes` replaces keys of its tables: theme(type={"size": 18})."""
    tables: dict[str, dict[str, Any]] = {
        "fonts": {"body": "PT Serif", "heading": "PT Sans"},
        "type": {"size": 11.0, "small": 9.0, "title": 22.0, "headings": (16.0, 13.0, 11.5), "leading": 1.35},
        "page": {"top": 26.0, "bottom": 20.0, "left": 20.0, "right": 20.0},
        "colours": {
            "text": "#1a1a1a",
            "heading": "#7a1f1f",
            "muted": "#5a5a5a",
            "rule": "#8a8a8a",
            "answer": "#0b5394",
            "answer_fill": "#e3eefb",
            "fill": "#f3efe6",
            "page": "#ffffff",
        },
        "space": {"answer_line": 8.0, "paragraph": 0.5, "question": 0.9},
    }
    return Theme(
        ThemeFile.model_validate({"name": "plain"} | {key: table | changes.get(key, {}) for key, table in tables.items()}), paper
    )


def words(text: str) -> Paragraph:
    """A body paragraph of plain text."""
    return Paragraph(content=(Text(text),))


def document(*blocks: Block, images: dict[str, Raster] | None = None, head: RunningHead | None = None) -> Document:
    """A document of these blocks in one section."""
    foot = RunningFoot("Soviet foreign policy", "Page {page} of {pages}")
    return Document(
        "A test", "en-GB", head or RunningHead("A test"), foot, sections=(Section(children=blocks),), images=images or {}
    )


def picture(width: int = 60, height: int = 40) -> Raster:
    """A small PNG: a diagonal of red and blue, 8 bits a channel."""
    row = b"".join(b"\xc0\x30\x20" if x * height > width * 20 else b"\x20\x50\xa0" for x in range(width))
    parts = [
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(b"".join(b"\x00" + row for _ in range(height)))),
        (b"IEND", b""),
    ]
    chunks = [struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts]
    return Raster(b"\x89PNG\r\n\x1a\n" + b"".join(chunks), "image/png", width, height)


SPEECH = (
    "Comrades, the capitalist powers have not reconciled",
    "themselves to our existence. They signed at Locarno",
    "a treaty that leaves the frontiers of the East open,",
    "and they call it the spirit of peace.",
    "We are told that the League of Nations will protect",
    "the weak. Ask Abyssinia; ask China. We have seen what",
    "such protection is worth […] and we have drawn our own",
    "conclusions: one state’s security is every state’s.",
    "Мир неделим — peace is indivisible.",
    "That is why we say: collective security, or none.",
    "There is no third way, and there never has been one.",
)

MATCHES = (
    ("Rapallo, 1922", "A treaty of friendship with Germany"),
    ("Locarno, 1925", "Guarantees of frontiers in the West only"),
    ("Munich, 1938", "The Soviet Union is not invited"),
)


TONES: tuple[Tone, ...] = ("none", "paper", "light", "mid", "dark", "ink")
SOLVED = (Solved((Stroke((8.0, 8.0, 12.0, 7.0), arrow=True), Label(12.5, 7.0, 6.0, content=(Filled((Text("peace"),)),)))),)


def _inlines() -> tuple[Inline, ...]:
    return (
        Text("The "),
        Strong((Text("People’s Commissar"),)),
        Text(" wrote in "),
        Emphasis((Text("Pravda"),)),
        Text(" ("),
        Span("ru", (Text("«Правда»"),)),
        Text(") that the treaty covered 2.5 km"),
        Superscript((Text("2"),)),
        Text(" and needed no H"),
        Subscript((Text("2"),)),
        Text("O; see "),
        Link("https://example.org/rapallo", (Text("the text of the treaty"),)),
        Text(" → ✓ ☐ ½ §."),
        LineBreak(),
        Formula(r"a = \frac{v-u}{t}"),
        Text(". A second line of the same paragraph, with 1922–39 and Anglo-Soviet trade."),
    )


def _cells(*texts: str, header: bool = False) -> tuple[Cell, ...]:
    return tuple(Cell(header, children=(Paragraph("cell", content=(Text(text),)),)) for text in texts)


def _front() -> tuple[Block, ...]:
    return (
        Paragraph("title", content=(Text("The search for collective security"),)),
        Paragraph("subtitle", content=(Text("Soviet foreign policy, 1922–39"),)),
        Paragraph("enquiry", keep=True, content=(Text("Why did the Soviet Union turn to Germany in 1939?"),)),
        Panel(
            "objectives",
            "You will learn",
            (List(items=(Item((words("to date the treaties"),)), Item((words("to weigh a speech"),)))),),
        ),
        Panel(
            "context", "Context", (words("In 1922 Soviet Russia was recognised by nobody."), words("By 1934 it sat in the League."))
        ),
        Heading(1, (Text("1. Read the source"),)),
        Paragraph("instruction", content=(Text("Read Source A and answer in full sentences."),)),
        Paragraph(content=_inlines()),
        _extract(),
    )


def _extract() -> Extract:
    lines = tuple(Line(number, number in (4, len(SPEECH)), (Text(text),)) for number, text in enumerate(SPEECH, start=1))
    provenance = (
        Text("From a speech by the People’s Commissar for Foreign Affairs, Geneva, "),
        Emphasis((Text("14 September 1935"),)),
    )
    glosses = (
        Gloss("indivisible", (Text("that cannot be divided"),)),
        Gloss("Locarno", (Text("a town in "), Strong((Text("Switzerland"),)))),
    )
    return Extract("Source A", provenance, "en", lines, glosses)


def _questions() -> tuple[Block, ...]:
    options = List("upper-alpha", tuple(Item((words(year),)) for year in ("1917", "1922", "1934", "1939")))
    parts = (
        Question(2, "(a)", (Paragraph("stem", content=(Text("What does the speaker say of Locarno?"),)), AnswerSpace(2))),
        Question(
            None, "(b)", (Paragraph("stem", content=(Text("Draw the frontiers."),)), AnswerSpace(3, "box"), AnswerSpace(3, "grid"))
        ),
    )
    gaps = Paragraph(content=(Text("The treaty of "), Gap(8.0, "R"), Text(" was signed in "), Gap(5.0), Text(".")))
    return (
        Heading(2, (Text("Questions"),)),
        Group((Question(1, "1", (Paragraph("stem", content=(Text("When did it join the League?"),)), options)),)),
        Question(None, "2", (Paragraph("stem", content=(Text("Use Source A."),)), *parts)),
        Question(4, "3", (gaps,)),
        Question(6, "4", (Paragraph("stem", content=(Text("How useful is Source A to a historian?"),)), AnswerSpace(6))),
        Panel("bank", "", (words("Rapallo · 1922 · Locarno · 1925"),)),
        Panel("frame", "Plan your answer", (List("decimal", (Item((words("origin"),)), Item((words("purpose"),)))),)),
        Panel("note", "Remember", (Paragraph("note", content=(Text("A purpose is not a bias."),)),)),
    )


def _table() -> Table:
    rows = tuple(Row(cells=(Cell(header=True, children=(words(left),)), *_cells(right, ""))) for left, right in MATCHES)
    wide = Row(cells=(Cell(colspan=2, children=(List("lower-alpha", (Item((words("which came first?"),)),)),)), *_cells("")))
    return Table(
        (2.0, 3.0, 1.0), label="Treaties", rows=(Row(header=True, cells=_cells("Event", "What it was", "Year")), *rows, wide)
    )


def _tables() -> tuple[Block, ...]:
    numberings: tuple[Numbering, ...] = ("bullet", "decimal", "lower-alpha", "upper-alpha")
    lists = tuple(
        List(numbering, (Item((words("one"),)), Item((words("two"), List(numbering, (Item((words("three"),)),))))))
        for numbering in numberings
    )
    picture_ = Figure(
        "map", "A map of Europe in 1922", "Germany and Russia touch nowhere.", width=0.4, content=(Text("Europe after Versailles"),)
    )
    return (
        Heading(2, (Text("Treaties"),)),
        _table(),
        Table((1.0, 1.0), ruled=False, rows=tuple(Row(cells=_cells(*pair)) for pair in MATCHES)),
        picture_,
        Figure("map", decorative=True, width=0.2),
        drawing(content=(Text("From Genoa to "), Emphasis((Text("Rapallo"),)))),
        Heading(3, (Text("Lists of every kind"),)),
        *lists,
        Paragraph("caption", content=(Text("A caption."),)),
        Paragraph("small", content=(Text("Small print."),)),
        Paragraph("provenance", content=(Text("Provenance on its own."),)),
    )


def drawing(width: float = 24.0, shapes: tuple[Shape, ...] = (), content: tuple[Inline, ...] = ()) -> Drawing:
    """Every shape there is, in ink and in four tones, in a wide layout and a narrow one."""
    drawn: list[Shape] = [
        Stroke((1.0, 1.0, width - 1.0, 1.0), weight="thick", arrow=True),
        *(
            Stroke((2.0 + x, 2.0, 3.0 + x, 2.0, 3.0 + x, 4.0, 2.0 + x, 4.0), True, "hair", fill=tone)
            for x, tone in enumerate(TONES)
        ),
        Stroke((1.0, 5.0, width / 2, 6.0, width - 1.0, 5.0), dashed=True),
        Oval(3.0, 8.0, 2.0, 1.5, fill="light"),
        Oval(5.0, 8.0, 2.0, 1.5, "thick", dashed=True),
        Pasted("map", width - 5.0, 6.5, 3.0, 2.0),
        Label(1.0, 1.7, 9.0, content=(Text("Rapallo, "), Strong((Text("1922"),)))),
        Label(width - 1.0, 4.3, 6.0, "end", (Text("Genoa"),)),
        Label(4.0, 8.0, 3.0, "middle", (Text("both"),)),
    ]
    layouts = (Layout(width, 10.0, (*drawn, *shapes)), Layout(12.0, 3.0, (Label(0.0, 1.0, 12.0, content=(Text("1"),)),)))
    return Drawing("A line from 1921 to 1923 with Rapallo in its midst.", layouts=layouts, content=content)


def _key() -> tuple[Block, ...]:
    filled = Paragraph(
        content=(Text("The treaty of "), Filled((Text("Rapallo"),)), Text(" was signed in "), Filled((Text("1922"),)), Text("."))
    )
    answer = ModelAnswer((words("That it left the frontiers of the East open (line 3)."), words("Accept: “half a peace”.")))
    return (
        Heading(1, (Text("Answers"),)),
        Question(4, "1", (filled,)),
        Question(2, "2", (Paragraph("stem", content=(Text("What does the speaker say of Locarno?"),)), answer)),
        drawing(shapes=SOLVED),
        Panel("scheme", "Levels", (words("Level 2: explains with support (3–4)."), words("Level 1: describes (1–2)."))),
        Panel("teacher", "For the teacher", (words("The speech is adapted: see the pack."),)),
    )


def specimen() -> Document:
    """A worksheet and its key in one document: every node type, Cyrillic, symbols, a picture, two sections."""
    slots = (Slot("name", "Name", 55.0), Slot("class", "Class", 18.0), Slot("date", "Date", 25.0))
    sections = (Section(children=(*_front(), *_questions(), *_tables())), Section(new_page=True, title="Key", children=_key()))
    return Document(
        title="The search for collective security",
        lang="en-GB",
        head=RunningHead("Collective security", slots),
        foot=RunningFoot("Soviet foreign policy · CC BY 4.0", "Page {page} of {pages}", "A7-03"),
        subject="History",
        author="The history department",
        keywords="Soviet Union, Locarno",
        sections=sections,
        images={"map": picture()},
    )
