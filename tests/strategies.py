"""Hypothesis strategies for whole resolved documents: what every renderer must take without complaint.

Only what the contract allows is drawn (`Block` and `Inline`, white space collapsed, spans that fill their rows, labels that count
from 1 in each section), but at its most trying: words longer than a line, Cyrillic, combining marks, no-break spaces and the
characters that XML and the renderers' own markups reserve. Every character drawn stands in one of the project's fonts.
"""

from __future__ import annotations

import io
from functools import cache

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy
from PIL import Image

from hornbook.document.drawings import Drawing, Label, Layout, Oval, Pasted, Shape, Solved, Stroke
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
from hornbook.fonts import missing

_TRYING = (
    "abcdefghijXYZ0123456789<>&\"'{}%$#\\/;:.,!?-_=+*~^|@[]()«»“”‘’–—…•°£€§×½éèêëçñößøåłšžğıЖживойІїЄґЁαβγω\u0301\u0308\u2011\u00a0"
)
_WORDS = ("Wellington", "naïve", "H₂O", "]]>", "&amp;", "<b>", "{{ x }}", "%s", "Жуков", "café", "the", "of", "a", "1815", "a" * 90)
LANGUAGES = ("en", "en-GB", "ru", "uk", "fr", "de", "la", "el")
ROLES = (
    *("body", "title", "subtitle", "enquiry", "instruction", "stem"),
    *("provenance", "caption", "note", "small", "cell", "gapped", "spaced"),
)
PANELS = ("objectives", "context", "bank", "note", "teacher", "scheme", "frame")
NUMBERINGS = ("bullet", "decimal", "lower-alpha", "upper-alpha")


@cache
def _words() -> SearchStrategy[str]:
    letters = "".join(char for char in dict.fromkeys(_TRYING) if not missing(char))
    return st.sampled_from([word for word in _WORDS if not missing(word)]) | st.text(letters, min_size=1, max_size=7)


def texts(max_words: int = 6) -> SearchStrategy[str]:
    """One or more words with single spaces between them; now and then a word no line can hold."""
    return st.lists(_words(), min_size=1, max_size=max_words).map(" ".join)


@cache
def inlines(depth: int = 2) -> SearchStrategy[tuple[Inline, ...]]:
    """A run of inline nodes, nested up to `depth` deep."""
    leaf = st.one_of(
        st.builds(Text, texts()),
        st.builds(Gap, st.sampled_from([3.0, 8.0, 12.5]), st.just("") | st.sampled_from(["w", "Ж"])),
        st.just(LineBreak()),
        st.builds(Formula, st.sampled_from([r"a = \frac{v-u}{t}", r"x^2", r"\sqrt{2}"])),
    )
    if depth == 0:
        return st.lists(leaf, min_size=1, max_size=3).map(tuple)
    inner = inlines(depth - 1)
    wrapped = st.one_of(
        *(st.builds(kind, inner) for kind in (Strong, Emphasis, Superscript, Subscript, Filled)),
        st.builds(Span, st.sampled_from(LANGUAGES), inner),
        st.builds(Link, st.sampled_from(["https://example.org/a?b=1&c=2", "mailto:head@example.org"]), inlines(0)),
    )
    return st.lists(leaf | leaf | wrapped, min_size=1, max_size=4).map(tuple)


@cache
def rasters() -> dict[str, Raster]:
    """Two small pictures, a PNG and a JPEG, by the keys that `Figure.src` may name."""
    made = {}
    for key, kind, size in (("map.png", "PNG", (40, 30)), ("tower.jpg", "JPEG", (20, 60))):
        stream = io.BytesIO()
        Image.new("RGB", size, (90, 120, 150)).save(stream, kind)
        made[key] = Raster(stream.getvalue(), "image/png" if kind == "PNG" else "image/jpeg", *size)
    return made


_NO_QUESTIONS = 3
"""The depth from which no question is drawn: below the third level, and in lists, tables and answers, where markup refuses them."""


class _Labels:
    """Counts questions and their parts as the numbering pass does: "1", "(a)", "(i)"."""

    _ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")

    def __init__(self) -> None:
        self.counts = [0, 0, 0]

    def next(self, level: int) -> str:
        self.counts[level] += 1
        self.counts[level + 1 :] = [0] * (2 - level)
        number = self.counts[level]
        return (str(number), f"({chr(96 + number)})", f"({self._ROMAN[number - 1]})")[level]


def _paragraph(draw: DrawFn) -> Paragraph:
    return Paragraph(draw(st.sampled_from(ROLES)), draw(st.booleans()), draw(inlines()))


def _extract(draw: DrawFn) -> Extract:
    lines = draw(st.lists(st.tuples(st.booleans(), inlines(1)), min_size=1, max_size=7))
    glosses = draw(st.lists(st.builds(Gloss, texts(2), inlines(0)), max_size=2))
    numbered = tuple(Line(number, ends, content) for number, (ends, content) in enumerate(lines, 1))
    return Extract(draw(texts(2)), draw(inlines(1)), draw(st.sampled_from(("", *LANGUAGES))), numbered, tuple(glosses))


def _figure(draw: DrawFn) -> Figure:
    src, width = draw(st.sampled_from(sorted(rasters()))), draw(st.sampled_from([0.2, 0.5, 1.0]))
    if draw(st.booleans()):
        return Figure(src, decorative=True, width=width)
    return Figure(src, draw(texts()), draw(st.just("") | texts()), width=width, content=draw(st.just(()) | inlines(1)))


_WEIGHTS = ("none", "hair", "thin", "thick")
_TONES = ("none", "paper", "light", "mid", "dark", "ink")


@cache
def shapes(width: float, height: float) -> SearchStrategy[tuple[Shape, ...]]:
    """Shapes of every kind within a layout, and labels that may have too little room."""
    across, down = st.sampled_from([0.1, 0.3, 0.5, 0.8, 0.9]), st.sampled_from([0.2, 0.5, 0.6, 0.8])
    xs, ys = across.map(lambda share: share * width), down.map(lambda share: share * height)
    # Straight lines and boxes: pdfium takes the point of a sharp turn to reach further than it is drawn.
    lines = st.tuples(xs, ys, xs, ys)
    boxes = lines.map(lambda ends: (ends[0], ends[1], ends[2], ends[1], ends[2], ends[3], ends[0], ends[3]))
    look = st.sampled_from(_WEIGHTS), st.booleans()
    tone, size = st.sampled_from(_TONES), st.just(0.1 * min(width, height))
    plain = texts(3).map(Text)
    content = st.lists(plain | st.builds(Strong, st.tuples(plain)) | st.builds(Filled, st.tuples(plain)), min_size=1, max_size=2)
    label = content.map(tuple)
    drawn = (
        st.builds(Stroke, lines, st.just(False), *look, st.booleans(), tone),
        st.builds(Stroke, boxes, st.just(True), *look, st.booleans(), tone),
        st.builds(Oval, xs, ys, size, size, *look, tone),
        st.builds(Label, st.just(0.1 * width), ys, st.just(0.8 * width), st.just("start"), label),
        st.builds(Label, st.just(0.5 * width), ys, st.just(0.2 * width), st.just("middle"), label),
        st.builds(Label, st.just(0.9 * width), ys, st.just(0.3 * width), st.just("end"), label),
    )
    solved = st.builds(Solved, st.lists(st.one_of(*drawn), max_size=2).map(tuple))
    pasted = st.builds(Pasted, st.sampled_from(sorted(rasters())), xs, ys, size, size)
    return st.lists(st.one_of(*drawn, solved, pasted), max_size=5).map(tuple).filter(_labels_apart)


def _labels_apart(shapes: tuple[Shape, ...]) -> bool:
    """pdfium takes a word that stands exactly on its like for a poor man's bold, and reads it once."""
    flat = (drawn for shape in shapes for drawn in (shape.shapes if isinstance(shape, Solved) else (shape,)))
    heights = [drawn.y for drawn in flat if isinstance(drawn, Label)]
    return len(heights) == len(set(heights))


def _drawing(draw: DrawFn) -> Drawing:
    height = draw(st.sampled_from([2.0, 9.5, 80.0]))
    widths = draw(st.sampled_from([(38.0,), (12.5,), (38.0, 19.0, 5.0)]))
    drawn = draw(shapes(min(widths), height))
    legend = draw(st.lists(st.builds(Paragraph, st.just("gapped"), st.booleans(), inlines(1)), max_size=2))
    layouts = tuple(Layout(width, height, drawn, tuple(legend)) for width in widths)
    return Drawing(draw(texts()), layouts=layouts, content=draw(st.just(()) | inlines(1)))


def _table(draw: DrawFn, depth: int, labels: _Labels) -> Table:
    columns = draw(st.integers(1, 3))
    rows = []
    headers = draw(st.integers(0, 1))
    for index in range(headers + draw(st.integers(1, 3))):
        spans = [columns] if columns > 1 and draw(st.booleans()) else [1] * columns
        cells = (Cell(draw(st.booleans()), span, _blocks(draw, depth - 1, labels, _NO_QUESTIONS, most=2)) for span in spans)
        rows.append(Row(index < headers, tuple(cells)))
    widths = draw(st.lists(st.sampled_from([1.0, 1.5, 3.0]), min_size=columns, max_size=columns))
    return Table(tuple(widths), draw(st.booleans()), draw(st.just("") | texts(3)), tuple(rows))


def _question(draw: DrawFn, depth: int, labels: _Labels, level: int) -> Question:
    label = labels.next(level)
    stem = Paragraph("stem", content=draw(inlines(1)))
    marks = draw(st.none() | st.integers(1, 25))
    return Question(marks, label, (stem, *_blocks(draw, depth - 1, labels, level + 1)))


def _list(draw: DrawFn, depth: int, labels: _Labels) -> List:
    items = (Item(_blocks(draw, depth - 1, labels, _NO_QUESTIONS, most=2)) for _ in range(draw(st.integers(1, 4))))
    return List(draw(st.sampled_from(NUMBERINGS)), tuple(items))


def _block(draw: DrawFn, depth: int, labels: _Labels, level: int) -> Block:
    leaves = ["paragraph", "paragraph", "heading", "space", "extract", "figure", "drawing"]
    holders = ["list", "table", "answer", "panel", "group", *(["question"] * 2 if level < _NO_QUESTIONS else [])]
    match draw(st.sampled_from(leaves + (holders if depth else []))):
        case "heading":
            return Heading(draw(st.integers(1, 3)), draw(inlines(1)))
        case "space":
            return AnswerSpace(draw(st.integers(1, 6)), draw(st.sampled_from(["lines", "lines", "box", "grid", "blank"])))
        case "extract":
            return _extract(draw)
        case "figure":
            return _figure(draw)
        case "drawing":
            return _drawing(draw)
        case "list":
            return _list(draw, depth, labels)
        case "table":
            return _table(draw, depth, labels)
        case "question":
            return _question(draw, depth, labels, level)
        case "answer":
            return ModelAnswer(_blocks(draw, depth - 1, labels, _NO_QUESTIONS, least=1))
        case "panel":
            return Panel(draw(st.sampled_from(PANELS)), draw(st.just("") | texts(3)), _blocks(draw, depth - 1, labels, level))
        case "group":
            return Group(_blocks(draw, depth - 1, labels, level, least=1))
        case _:
            return _paragraph(draw)


def _blocks(draw: DrawFn, depth: int, labels: _Labels, level: int, *, least: int = 0, most: int = 3) -> tuple[Block, ...]:
    # Drawn one after the other, so that the labels of questions count in reading order.
    return tuple(_block(draw, depth, labels, level) for _ in range(draw(st.integers(least, most))))


@st.composite
def sections(draw: DrawFn, depth: int = 3) -> Section:
    """A section whose questions are numbered from 1."""
    children = _blocks(draw, depth, _Labels(), 0, most=4)
    return Section(draw(st.booleans()), draw(st.just("") | texts(3)), children)


def heads() -> SearchStrategy[RunningHead]:
    """Running heads with up to three slots."""
    slots = st.lists(
        st.sampled_from(
            [Slot("name", "Name", 60.0), Slot("class", "Class", 20.0), Slot("date", "Date", 30.0), Slot("code", "Copy", 18.0)]
        ),
        max_size=3,
        unique=True,
    )
    return st.builds(RunningHead, texts(4), slots.map(tuple))


@st.composite
def documents(draw: DrawFn, depth: int = 3) -> Document:
    """A whole resolved document; holders (questions, tables, panels …) are nested up to `depth` deep."""
    foot = RunningFoot(
        draw(texts(4)), draw(st.sampled_from(["Page {page} of {pages}", "{page}", "с. {page}"])), draw(st.just("") | texts(1))
    )
    return Document(
        title=draw(texts(5)),
        lang=draw(st.sampled_from(LANGUAGES)),
        head=draw(heads()),
        foot=foot,
        subject=draw(st.just("") | texts(2)),
        author=draw(st.just("") | texts(2)),
        keywords=draw(st.just("") | texts(2)),
        sections=tuple(draw(st.lists(sections(depth), min_size=1, max_size=2))),
        images=rasters(),
    )
