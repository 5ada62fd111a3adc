"""The two editions of one tree: no composed node is left in either, and no answer in that of the pupils."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any, get_args

from hypothesis import given
from hypothesis import strategies as st

from hornbook.document.drawings import Drawing, Label, Layout, Solution, Solved, Stroke
from hornbook.document.inline import (
    Blank,
    ComposedInline,
    Correct,
    Emphasis,
    Filled,
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
    Answer,
    AnswerSpace,
    Block,
    Cell,
    ComposedBlock,
    Document,
    Figure,
    Gloss,
    Group,
    Heading,
    Item,
    List,
    ModelAnswer,
    Panel,
    Provenance,
    Question,
    Row,
    Table,
    Unbroken,
)
from hornbook.document.passes import finish
from hornbook.document.passes.edition import resolve
from hornbook.document.text import document_text
from tests.specimen import document
from tests.trying import tries

SECRET = "canary"
SHOWN = st.sampled_from(["peace", "trade", "Genoa", "1922"]).map(Text)
HIDDEN = st.sampled_from([f"{SECRET} {word}" for word in ("one", "two", "three")]).map(Text)
MARKS = (Strong, Emphasis, Superscript, Subscript)


def inlines(leaf: st.SearchStrategy[Text], depth: int = 2) -> st.SearchStrategy[tuple[ComposedInline, ...]]:
    """Inline content, the composed nodes in it too; what stands in a blank is an answer."""
    choices: list[st.SearchStrategy[Any]] = [leaf, st.just(LineBreak()), st.builds(Gap, st.just(5.0))]
    if depth:
        inner = inlines(leaf, depth - 1)
        choices += [st.builds(kind, inner) for kind in (*MARKS, Correct)]
        choices += [st.builds(Span, st.just("fr"), inner), st.builds(Link, st.just("https://example.org"), inner)]
        choices.append(st.builds(Blank, st.just(8.0), st.sampled_from(["", "w"]), inlines(HIDDEN, depth - 1)))
    return st.lists(st.one_of(*choices), max_size=3).map(tuple)


def labels(leaf: st.SearchStrategy[Text]) -> st.SearchStrategy[tuple[Label, ...]]:
    """Labels of a drawing; what stands in a blank is an answer."""
    word = leaf | st.builds(Blank, st.just(8.0), st.just(""), st.tuples(HIDDEN)) | st.builds(Correct, st.tuples(leaf))
    label = st.builds(Label, st.just(1.0), st.just(1.0), st.just(9.0), content=st.lists(word, min_size=1, max_size=2).map(tuple))
    return st.lists(label, max_size=2).map(tuple)


def drawing(shown: tuple[Label, ...], solutions: tuple[Solution, ...], caption: tuple[Any, ...]) -> Drawing:
    """A drawing in one layout, which says the answers in its alternative text for the key."""
    return Drawing("a line", f"a line of {SECRET}s", (Layout(20.0, 9.0, (*shown, *solutions)),), caption)


def blocks(leaf: st.SearchStrategy[Text], depth: int = 3) -> st.SearchStrategy[tuple[Any, ...]]:
    """Blocks, the composed ones too; what stands in an answer is a secret."""
    text = inlines(leaf)
    paragraphs = st.lists(st.builds(Paragraph, content=st.tuples(leaf)), min_size=1, max_size=2).map(tuple)
    glosses = st.lists(st.builds(Gloss, st.just("word"), text), max_size=1).map(tuple)
    provenance = st.lists(st.builds(Provenance, text), max_size=1).map(tuple)
    choices: list[st.SearchStrategy[Any]] = [
        st.builds(Paragraph, content=text),
        st.builds(Heading, st.integers(1, 3), text),
        st.builds(Figure, st.just("map"), content=text),
        st.builds(AnswerSpace, st.integers(1, 4)),
        st.builds(drawing, labels(leaf), st.lists(st.builds(Solution, labels(HIDDEN)), max_size=2).map(tuple), text),
        st.builds(
            Unbroken, st.just("Source A"), measure=st.just(30), provenance=provenance, paragraphs=paragraphs, glosses=glosses
        ),
    ]
    if depth:
        inner = blocks(leaf, depth - 1)
        cells = st.lists(st.builds(Cell, children=inner), min_size=1, max_size=2).map(tuple)
        rows = st.lists(st.builds(Row, cells=cells), min_size=1, max_size=2).map(tuple)
        choices += [
            st.builds(Question, st.none() | st.integers(1, 9), children=inner),
            st.builds(Panel, st.just("note"), children=inner),
            st.builds(Group, inner),
            st.builds(List, items=st.lists(st.builds(Item, inner), max_size=2).map(tuple)),
            st.builds(Table, st.just((1.0, 1.0)), rows=rows),
            st.builds(Answer, st.integers(0, 3), children=blocks(HIDDEN, depth - 1)),
        ]
    return st.lists(st.one_of(*choices), max_size=3).map(tuple)


DOCUMENTS = blocks(SHOWN).map(lambda children: document(*children))
COMPOSED = {Blank, Correct, Answer, Unbroken, Provenance, Solution}
ANSWERS = {Filled, ModelAnswer, Solved}
RESOLVED = (set(get_args(Block)) | set(get_args(Inline))) - COMPOSED
quick = tries(150)


def nodes(value: Any) -> Iterator[Any]:
    """Every node of a tree, in reading order."""
    if is_dataclass(value):
        yield value
        for field in fields(value):
            yield from nodes(getattr(value, field.name))
    elif isinstance(value, tuple):
        for item in value:
            yield from nodes(item)


def kinds(value: Any) -> set[type]:
    return {type(node) for node in nodes(value)}


def test_what_is_composed_is_no_block_of_a_renderer():
    """The nodes of a finished tree and those before the passes are told apart by type."""
    assert not set(get_args(Block)) & COMPOSED
    assert not set(get_args(Inline)) & COMPOSED
    assert set(get_args(ComposedBlock)) | set(get_args(ComposedInline)) == RESOLVED | COMPOSED - {Provenance, Solution}


@quick
@given(DOCUMENTS)
def test_no_composed_node_is_left(tree: Document):
    assert not kinds(finish(tree, "student").sections) & COMPOSED
    assert not kinds(finish(tree, "teacher").sections) & COMPOSED


@quick
@given(DOCUMENTS)
def test_the_pupils_tree_has_no_answer(tree: Document):
    student = finish(tree, "student")
    assert not kinds(student.sections) & ANSWERS
    assert SECRET not in repr(student.sections)


@quick
@given(DOCUMENTS)
def test_the_key_has_every_answer(tree: Document):
    secrets = [node.text for node in nodes(tree.sections) if isinstance(node, Text) and SECRET in node.text]
    teacher = finish(tree, "teacher")
    assert [node.text for node in nodes(teacher.sections) if isinstance(node, Text) and SECRET in node.text] == secrets
    assert "\n".join(document_text(teacher)).count(SECRET) == len(secrets)


@quick
@given(DOCUMENTS)
def test_what_pupils_read_stands_in_the_key_too(tree: Document):
    student = [node.text for node in nodes(finish(tree, "student").sections) if isinstance(node, Text)]
    teacher = [node.text for node in nodes(finish(tree, "teacher").sections) if isinstance(node, Text)]
    said = [text for text in teacher if SECRET not in text and text != " ✓"]
    assert said == student


@quick
@given(DOCUMENTS, st.sampled_from(["student", "teacher"]))
def test_a_resolved_tree_stays_as_it_is(tree: Document, edition: Any):
    once = finish(tree, edition)
    assert finish(once, edition) == once


def _resolved(block: ComposedBlock, edition: Any) -> tuple[ComposedBlock, ...]:
    return resolve(document(block), edition).sections[0].children


ANSWER = Answer(3, "grid", children=(Paragraph(content=(Text("why"),)),))


def test_room_for_an_answer_or_the_answer():
    assert _resolved(ANSWER, "student") == (AnswerSpace(3, "grid"),)
    assert _resolved(ANSWER, "teacher") == (ModelAnswer(ANSWER.children),)


def test_an_answer_without_room_or_without_words():
    assert _resolved(Answer(0, children=ANSWER.children), "student") == ()
    assert _resolved(Answer(2), "teacher") == ()


def test_a_margin_to_write_in_is_none_of_the_keys():
    said = Paragraph(content=(Text("said"),))
    margin = (Paragraph(content=(Text("Your notes"),)), Answer(6, "blank"))
    layout = Table((2.0, 1.0), ruled=False, rows=(Row(cells=(Cell(children=(said,)), Cell(children=margin))),))
    (sheet,) = _resolved(layout, "student")
    assert isinstance(sheet, Table)
    assert sheet.rows[0].cells[1].children == (margin[0], AnswerSpace(6, "blank"))
    assert _resolved(layout, "teacher") == (said,)
    answered = replace(layout, rows=(Row(cells=(Cell(children=(said,)), Cell(children=(ANSWER,)))),))
    assert _resolved(answered, "teacher") == (
        replace(layout, rows=(Row(cells=(Cell(children=(said,)), Cell(children=(ModelAnswer(ANSWER.children),)))),)),
    )


def test_gaps_and_options():
    words = Paragraph(content=(Blank(9.0, "R", (Text("Rapallo"),)), Correct((Text("1922"),))))
    assert _resolved(words, "student") == (Paragraph(content=(Gap(9.0, "R"), Text("1922"))),)
    shown = (Filled((Text("Rapallo"),)), Filled((Text("1922"), Text(" ✓"))))
    assert _resolved(words, "teacher") == (Paragraph(content=shown),)


def test_a_drawing_shows_its_answers_in_the_key_alone():
    year = Label(2.0, 1.0, 5.0, content=(Text("in "), Blank(4.0, content=(Text("1922"),))))
    arrow = Stroke((0.0, 0.0, 2.0, 2.0), arrow=True)
    solution = Solution((arrow, Label(3.0, 3.0, 5.0, content=(Text("Rapallo"),))))
    tree = Drawing("A line.", "A line with Rapallo in 1922.", (Layout(20.0, 9.0, (arrow, year, solution)),))
    bare = replace(year, content=(Text("in "),))
    assert _resolved(tree, "student") == (Drawing("A line.", "", (Layout(20.0, 9.0, (arrow, bare)),)),)
    filled = replace(year, content=(Text("in "), Filled((Text("1922"),))))
    solved = Solved((arrow, Label(3.0, 3.0, 5.0, content=(Filled((Text("Rapallo"),)),))))
    wanted = Drawing("A line with Rapallo in 1922.", "", (Layout(20.0, 9.0, (arrow, filled, solved)),))
    assert _resolved(tree, "teacher") == (wanted,)


def test_room_that_may_grow_keeps_its_licence():
    assert _resolved(Answer(3, fill=True), "student") == (AnswerSpace(3, fill=True),)
