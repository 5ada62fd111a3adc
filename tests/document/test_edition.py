"""The two editions of one tree: no composed node is left in either, and no answer in that of the pupils."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any, get_args

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hornbook.document import nodes as n
from hornbook.document.passes import finish
from hornbook.document.passes.edition import resolve
from hornbook.document.text import document_text
from tests.specimen import document

SECRET = "canary"
SHOWN = st.sampled_from(["peace", "trade", "Genoa", "1922"]).map(n.Text)
HIDDEN = st.sampled_from([f"{SECRET} {word}" for word in ("one", "two", "three")]).map(n.Text)
MARKS = (n.Strong, n.Emphasis, n.Superscript, n.Subscript)


def inlines(leaf: st.SearchStrategy[n.Text], depth: int = 2) -> st.SearchStrategy[tuple[n.ComposedInline, ...]]:
    """Inline content, the composed nodes in it too; what stands in a blank is an answer."""
    choices: list[st.SearchStrategy[Any]] = [leaf, st.just(n.LineBreak()), st.builds(n.Gap, st.just(5.0))]
    if depth:
        inner = inlines(leaf, depth - 1)
        choices += [st.builds(kind, inner) for kind in (*MARKS, n.Correct)]
        choices += [st.builds(n.Span, st.just("fr"), inner), st.builds(n.Link, st.just("https://example.org"), inner)]
        choices.append(st.builds(n.Blank, st.just(8.0), st.sampled_from(["", "w"]), inlines(HIDDEN, depth - 1)))
    return st.lists(st.one_of(*choices), max_size=3).map(tuple)


def labels(leaf: st.SearchStrategy[n.Text]) -> st.SearchStrategy[tuple[n.Label, ...]]:
    """Labels of a drawing; what stands in a blank is an answer."""
    word = leaf | st.builds(n.Blank, st.just(8.0), st.just(""), st.tuples(HIDDEN)) | st.builds(n.Correct, st.tuples(leaf))
    label = st.builds(n.Label, st.just(1.0), st.just(1.0), st.just(9.0), content=st.lists(word, min_size=1, max_size=2).map(tuple))
    return st.lists(label, max_size=2).map(tuple)


def drawing(shown: tuple[n.Label, ...], solutions: tuple[n.Solution, ...], caption: tuple[Any, ...]) -> n.Drawing:
    """A drawing in one layout, which says the answers in its alternative text for the key."""
    return n.Drawing("a line", f"a line of {SECRET}s", (n.Layout(20.0, 9.0, (*shown, *solutions)),), caption)


def blocks(leaf: st.SearchStrategy[n.Text], depth: int = 3) -> st.SearchStrategy[tuple[Any, ...]]:
    """Blocks, the composed ones too; what stands in an answer is a secret."""
    text = inlines(leaf)
    paragraphs = st.lists(st.builds(n.Paragraph, content=st.tuples(leaf)), min_size=1, max_size=2).map(tuple)
    glosses = st.lists(st.builds(n.Gloss, st.just("word"), text), max_size=1).map(tuple)
    provenance = st.lists(st.builds(n.Provenance, text), max_size=1).map(tuple)
    choices: list[st.SearchStrategy[Any]] = [
        st.builds(n.Paragraph, content=text),
        st.builds(n.Heading, st.integers(1, 3), text),
        st.builds(n.Figure, st.just("map"), content=text),
        st.builds(n.AnswerSpace, st.integers(1, 4)),
        st.builds(drawing, labels(leaf), st.lists(st.builds(n.Solution, labels(HIDDEN)), max_size=2).map(tuple), text),
        st.builds(
            n.Unbroken, st.just("Source A"), measure=st.just(30), provenance=provenance, paragraphs=paragraphs, glosses=glosses
        ),
    ]
    if depth:
        inner = blocks(leaf, depth - 1)
        cells = st.lists(st.builds(n.Cell, children=inner), min_size=1, max_size=2).map(tuple)
        rows = st.lists(st.builds(n.Row, cells=cells), min_size=1, max_size=2).map(tuple)
        choices += [
            st.builds(n.Question, st.none() | st.integers(1, 9), children=inner),
            st.builds(n.Panel, st.just("note"), children=inner),
            st.builds(n.Group, inner),
            st.builds(n.List, items=st.lists(st.builds(n.Item, inner), max_size=2).map(tuple)),
            st.builds(n.Table, st.just((1.0, 1.0)), rows=rows),
            st.builds(n.Answer, st.integers(0, 3), children=blocks(HIDDEN, depth - 1)),
        ]
    return st.lists(st.one_of(*choices), max_size=3).map(tuple)


DOCUMENTS = blocks(SHOWN).map(lambda children: document(*children))
COMPOSED = {n.Blank, n.Correct, n.Answer, n.Unbroken, n.Provenance, n.Solution}
ANSWERS = {n.Filled, n.ModelAnswer, n.Solved}
RESOLVED = (set(get_args(n.Block)) | set(get_args(n.Inline))) - COMPOSED
quick = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


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
    assert not set(get_args(n.Block)) & COMPOSED
    assert not set(get_args(n.Inline)) & COMPOSED
    assert set(get_args(n.ComposedBlock)) | set(get_args(n.ComposedInline)) == RESOLVED | COMPOSED - {n.Provenance, n.Solution}


@quick
@given(DOCUMENTS)
def test_no_composed_node_is_left(tree: n.Document):
    assert not kinds(finish(tree, "student").sections) & COMPOSED
    assert not kinds(finish(tree, "teacher").sections) & COMPOSED


@quick
@given(DOCUMENTS)
def test_the_pupils_tree_has_no_answer(tree: n.Document):
    student = finish(tree, "student")
    assert not kinds(student.sections) & ANSWERS
    assert SECRET not in repr(student.sections)


@quick
@given(DOCUMENTS)
def test_the_key_has_every_answer(tree: n.Document):
    secrets = [node.text for node in nodes(tree.sections) if isinstance(node, n.Text) and SECRET in node.text]
    teacher = finish(tree, "teacher")
    assert [node.text for node in nodes(teacher.sections) if isinstance(node, n.Text) and SECRET in node.text] == secrets
    assert "\n".join(document_text(teacher)).count(SECRET) == len(secrets)


@quick
@given(DOCUMENTS)
def test_what_pupils_read_stands_in_the_key_too(tree: n.Document):
    student = [node.text for node in nodes(finish(tree, "student").sections) if isinstance(node, n.Text)]
    teacher = [node.text for node in nodes(finish(tree, "teacher").sections) if isinstance(node, n.Text)]
    said = [text for text in teacher if SECRET not in text and text != " ✓"]
    assert said == student


@quick
@given(DOCUMENTS, st.sampled_from(["student", "teacher"]))
def test_a_resolved_tree_stays_as_it_is(tree: n.Document, edition: Any):
    once = finish(tree, edition)
    assert finish(once, edition) == once


def _resolved(block: n.ComposedBlock, edition: Any) -> tuple[n.ComposedBlock, ...]:
    return resolve(document(block), edition).sections[0].children


ANSWER = n.Answer(3, "grid", children=(n.Paragraph(content=(n.Text("why"),)),))


def test_room_for_an_answer_or_the_answer():
    assert _resolved(ANSWER, "student") == (n.AnswerSpace(3, "grid"),)
    assert _resolved(ANSWER, "teacher") == (n.ModelAnswer(ANSWER.children),)


def test_an_answer_without_room_or_without_words():
    assert _resolved(n.Answer(0, children=ANSWER.children), "student") == ()
    assert _resolved(n.Answer(2), "teacher") == ()


def test_gaps_and_options():
    words = n.Paragraph(content=(n.Blank(9.0, "R", (n.Text("Rapallo"),)), n.Correct((n.Text("1922"),))))
    assert _resolved(words, "student") == (n.Paragraph(content=(n.Gap(9.0, "R"), n.Text("1922"))),)
    shown = (n.Filled((n.Text("Rapallo"),)), n.Filled((n.Text("1922"), n.Text(" ✓"))))
    assert _resolved(words, "teacher") == (n.Paragraph(content=shown),)


def test_a_drawing_shows_its_answers_in_the_key_alone():
    year = n.Label(2.0, 1.0, 5.0, content=(n.Text("in "), n.Blank(4.0, content=(n.Text("1922"),))))
    arrow = n.Stroke((0.0, 0.0, 2.0, 2.0), arrow=True)
    solution = n.Solution((arrow, n.Label(3.0, 3.0, 5.0, content=(n.Text("Rapallo"),))))
    tree = n.Drawing("A line.", "A line with Rapallo in 1922.", (n.Layout(20.0, 9.0, (arrow, year, solution)),))
    bare = replace(year, content=(n.Text("in "),))
    assert _resolved(tree, "student") == (n.Drawing("A line.", "", (n.Layout(20.0, 9.0, (arrow, bare)),)),)
    filled = replace(year, content=(n.Text("in "), n.Filled((n.Text("1922"),))))
    solved = n.Solved((arrow, n.Label(3.0, 3.0, 5.0, content=(n.Filled((n.Text("Rapallo"),)),))))
    wanted = n.Drawing("A line with Rapallo in 1922.", "", (n.Layout(20.0, 9.0, (arrow, filled, solved)),))
    assert _resolved(tree, "teacher") == (wanted,)


def test_room_that_may_grow_keeps_its_licence():
    assert _resolved(n.Answer(3, fill=True), "student") == (n.AnswerSpace(3, fill=True),)
