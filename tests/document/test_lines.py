"""The lines of sources: broken once, in the model, with every word and all markup kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from hornbook.document.inline import ComposedInline, Emphasis, LineBreak, Paragraph, Span, Strong, Text
from hornbook.document.nodes import Extract, Gloss, Provenance, Unbroken
from hornbook.document.passes.lines import break_extract, line_texts
from hornbook.document.text import inline_text

WORDS = st.text("abcdeé-–—/", min_size=1, max_size=24)
MEASURES = st.integers(8, 40)


def broken(*paragraphs: tuple[ComposedInline, ...], measure: int = 20) -> Extract:
    return break_extract(Unbroken("Source A", measure=measure, paragraphs=tuple(Paragraph(content=nodes) for nodes in paragraphs)))


def texts(extract: Extract) -> list[str]:
    return [inline_text(line.content) for line in extract.lines]


def test_lines_break_at_spaces_and_after_dashes():
    assert texts(broken((Text("The treaty was signed at Rapallo, near Genoa."),))) == [
        "The treaty was",
        "signed at Rapallo,",
        "near Genoa.",
    ]
    assert texts(broken((Text("The Anglo-Soviet-American talks"),), measure=18)) == ["The Anglo-Soviet-", "American talks"]


def test_a_line_may_be_full():
    assert texts(broken((Text("abcde fghij klmno"),), measure=11)) == ["abcde fghij", "klmno"]
    assert texts(broken((Text("abcde fghijk lmno"),), measure=11)) == ["abcde", "fghijk lmno"]


def test_a_word_no_line_can_hold_is_cut():
    assert texts(broken((Text("a bcdefghijklmnopqrstuvwxyz"),), measure=10)) == ["a", "bcdefghijk", "lmnopqrstu", "vwxyz"]


def test_lines_are_numbered_through_and_paragraphs_end():
    extract = broken((Text("one two"),), (Text("three four five"),), measure=10)
    assert [(line.number, line.ends) for line in extract.lines] == [(1, True), (2, False), (3, True)]


def test_a_forced_break_starts_a_line():
    assert texts(broken((Text("one"), LineBreak(), Text("two three")), measure=20)) == ["one", "two three"]


def test_all_else_is_kept():
    gloss = Gloss("word", (Text("meaning"),))
    extract = break_extract(
        Unbroken("Source B", "fr", 50, (Provenance((Text("who"),)),), (Paragraph(content=(Text("mots"),)),), (gloss,))
    )
    assert (extract.label, extract.lang, extract.provenance, extract.glosses) == ("Source B", "fr", (Text("who"),), (gloss,))


@st.composite
def nodes(draw: st.DrawFn, depth: int = 2) -> tuple[ComposedInline, ...]:
    """Inline content as the parser leaves it: words with single spaces between, none at the ends or beside a forced break."""
    found: list[ComposedInline] = []
    for index in range(draw(st.integers(1, 5))):
        text = " ".join(draw(st.lists(WORDS, min_size=1, max_size=5)))
        joint = draw(st.sampled_from(["", " ", "break"])) if index else ""
        if joint == "break":
            found.append(LineBreak())
        content = (Text(text if joint != " " else f" {text}"),)
        match draw(st.integers(0, 4)) if depth else 0:
            case 1:
                found.append(Strong(content))
            case 2:
                found.append(Emphasis((Strong(content),)))
            case 3:
                found.append(Span("fr", content))
            case _:
                found += content
    return tuple(found)


def letters(content: Iterable[ComposedInline], marks: tuple[str, ...] = ()) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every letter but spaces, with the markup that stands around it."""
    for node in content:
        match node:
            case Text(text):
                yield from ((letter, marks) for letter in text if letter != " ")
            case LineBreak():
                continue
            case _:
                yield from letters(node.content, (*marks, type(node).__name__))


@given(st.lists(nodes(), min_size=1, max_size=3), MEASURES)
def test_every_letter_is_kept_with_its_markup(paragraphs: list[tuple[ComposedInline, ...]], measure: int):
    extract = broken(*paragraphs, measure=measure)
    before = [letter for content in paragraphs for letter in letters(content)]
    assert [letter for line in extract.lines for letter in letters(line.content)] == before


@given(st.lists(nodes(), min_size=1, max_size=3), MEASURES)
def test_no_line_is_over_the_measure(paragraphs: list[tuple[ComposedInline, ...]], measure: int):
    for line in texts(broken(*paragraphs, measure=measure)):
        assert 0 < len(line) <= measure
        assert line == line.strip()


@given(st.lists(nodes(), min_size=1, max_size=3), MEASURES)
def test_lines_join_to_the_words_of_the_paragraphs(paragraphs: list[tuple[ComposedInline, ...]], measure: int):
    """A word is cut only where a dash stands or where no line could hold it, and no line could take the next word in."""
    words = [word for content in paragraphs for word in inline_text(content).split()]
    lines = texts(broken(*paragraphs, measure=measure))
    found = " ".join(lines).split()
    if all(len(word) <= measure and not set(word) & set("-–—/") for word in words):
        assert found == words
    assert "".join(found) == "".join(words)


@given(st.lists(WORDS, min_size=1, max_size=12).map(" ".join), MEASURES)
def test_a_line_takes_all_it_can(text: str, measure: int):
    lines = line_texts([text], measure)
    for line, after in pairwise(lines):
        first = after.split(" ")[0]
        if not set(first) & set("-–—/") and line[-1] not in "-–—/" and len(first) < measure:
            assert len(line) + 1 + len(first) > measure or len(line) == measure


@given(st.lists(nodes(), min_size=1, max_size=3), MEASURES)
def test_the_plain_lines_are_the_lines(paragraphs: list[tuple[ComposedInline, ...]], measure: int):
    """Mark schemes are checked against the plain lines, pupils read the others."""
    assert line_texts(map(inline_text, paragraphs), measure) == texts(broken(*paragraphs, measure=measure))
