"""Widths that hold in every theme, and the markup of drawings."""

from __future__ import annotations

import pytest
from hypothesis import given

from hornbook.document.drawings import Drawing, Layout, Shape, Solved
from hornbook.document.inline import Filled, Strong, Text
from hornbook.document.markup import MarkupError, parse
from hornbook.drawing import broken, markup, width
from hornbook.fonts import FAMILIES, advance
from hornbook.render.docx.glyphs import written
from tests.specimen import theme
from tests.strategies import shapes
from tests.trying import tries

WORDS = "The Treaty of Rapallo, 16 April 1922: “peace” — 50 % «Правда»"


@pytest.mark.parametrize("name", FAMILIES)
def test_no_font_sets_words_wider_than_they_were_taken_for(name: str):
    fonts = theme(fonts={"body": name})
    assert advance(WORDS, name) <= width(WORDS)
    for content in ((Text(WORDS),), (Filled((Text(WORDS),)),)):
        assert written(content, fonts).width <= width(WORDS)


def test_lines_are_no_wider_than_their_room():
    lines = broken("The internationalisation of the Treaty of Rapallo", 6.0)
    assert " ".join(lines).replace("- ", "") == "The internationalisation of the Treaty of Rapallo"
    assert all(width(line) <= 6.0 for line in lines)
    assert broken("  ", 6.0) == ()


@tries(60)
@given(shapes(10.0, 10.0))
def test_what_is_written_is_read_again(drawn: tuple[Shape, ...]):
    kept = tuple(shape for shape in drawn if not isinstance(shape, Solved) and "Filled" not in repr(shape))
    tree = Drawing("a <b> & c", "d", (Layout(10.0, 10.0, kept),), (Text("A "), Strong((Text("caption"),))))
    (read,) = parse(markup(tree), Drawing)
    assert markup(read) == markup(tree)
    assert (read.alt, read.key_alt, read.content) == (tree.alt, tree.key_alt, tree.content)
    assert [type(shape) for shape in read.layouts[0].shapes] == [type(shape) for shape in kept]


WRONG = [
    ("", "a drawing has no layout", "put a <layout> into it"),
    ('<layout width="0" height="3"/>', "a layout of a drawing is 0 by 3 ems", "give it a width and a height above 0"),
    ('<layout width="nan" height="3"/>', "a layout of a drawing is nan by 3 ems", "give it a width and a height above 0"),
    (
        '<layout width="9" height="3"><solution><stroke points="1 2 3"/></solution></layout>',
        "a stroke has 3 numbers for its points",
        "give two for each point, and two points or more",
    ),
    (
        '<layout width="9" height="3"><oval x="inf" y="1" rx="1" ry="1"/></layout>',
        "a shape of a drawing reaches into infinity",
        "use finite numbers",
    ),
    (
        '<layout width="9" height="3"><label x="1" y="1" width="4">a <strong><link href="https://example.org">b</link></strong></label></layout>',
        "the label “a b” is no plain text",
        "leave links, gaps, breaks and languages out of it",
    ),
]


@pytest.mark.parametrize(("content", "message", "hint"), WRONG)
def test_a_drawing_that_cannot_be_drawn(content: str, message: str, hint: str):
    with pytest.raises(MarkupError) as raised:
        parse(f'<drawing alt="a line">{content}</drawing>', Drawing)
    assert (str(raised.value), raised.value.hint) == (message, hint)


def test_a_drawing_that_cannot_be_heard():
    with pytest.raises(MarkupError) as raised:
        parse('<drawing alt=" "><layout width="9" height="3"/></drawing>', Drawing)
    assert (str(raised.value), raised.value.hint) == ("a drawing has no alternative text", 'say in alt="…" all that is to be seen')
