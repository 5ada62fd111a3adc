"""Strict markup: what it takes, and the exact words in which it refuses the rest."""

from __future__ import annotations

from dataclasses import is_dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hornbook.document import drawings, inline, nodes
from hornbook.document.drawings import Solved
from hornbook.document.grammar import INLINE, TAGS
from hornbook.document.inline import Filled, Gap, Paragraph, Strong, Text
from hornbook.document.markup import MarkupError, parse
from hornbook.document.nodes import (
    AnswerSpace,
    Cell,
    Extract,
    Figure,
    Group,
    Heading,
    Line,
    ModelAnswer,
    Panel,
    Question,
    Raster,
    Row,
    Table,
    Unbroken,
)
from hornbook.document.text import inline_text
from hornbook.locale import Words


def one(markup: str):
    """The only block of the markup."""
    (node,) = parse(markup, object)
    return node


REFUSED = {
    "<tabel/>": ("unknown tag <tabel>", 'did you mean "table"?', 1),
    "<p>\n<storng>x</storng></p>": ("unknown tag <storng>", 'did you mean "strong"?', 2),
    "<p><table/></p>": (
        "<table> cannot stand in the text of <p>",
        "choose one of: blank, correct, emphasis, formula, line-break, link, span, strong, subscript, superscript",
        1,
    ),
    "<row/>": ("<row> cannot stand in <fragment>", "", 1),
    "<list><p>x</p></list>": ("<p> cannot stand in <list>", "choose one of: item", 1),
    "<list>\n<iten/></list>": ("unknown tag <iten>", 'did you mean "item"?', 2),
    "<panel kind='note'><item/></panel>": ("<item> cannot stand in <panel>", "", 1),
    "<list><item><question><p>x</p></question></item></list>": ("<question> cannot stand in <item>", "", 1),
    "<answer><question><p>x</p></question></answer>": ("<question> cannot stand in <answer>", "", 1),
    "<table widths='1'><row><cell><group><question/></group></cell></row></table>": ("<question> cannot stand in <group>", "", 1),
    "<list> words </list>": ("text stands directly in <list>: “words”", "put it in a <p>", 1),
    "words": ("text stands directly in <fragment>: “words”", "put it in a <p>", 1),
    "<p/>tail": ("text stands directly in <fragment>: “tail”", "put it in a <p>", 1),
    f"<list>{'w' * 60}</list>": (f"text stands directly in <list>: “{'w' * 40}”", "put it in a <p>", 1),
    "<p rolle='stem'/>": ('<p> has no attribute "rolle"', 'did you mean "role"?', 1),
    "<p content='x'/>": ('<p> has no attribute "content"', "choose one of: keep, role", 1),
    "<p role='stemm'/>": ('<p role="stemm">: not a value this attribute takes', 'did you mean "stem"?', 1),
    "<p keep='yes'/>": ('<p keep="yes">: not a value this attribute takes', "choose one of: false, true", 1),
    "<heading/>": ('<heading> needs the attribute "level"', "", 1),
    "<heading level='two'/>": (
        '<heading level="two">: not a value this attribute takes',
        "invalid literal for int() with base 10: 'two'",
        1,
    ),
    "<table widths='1 x'/>": (
        '<table widths="1 x">: not a value this attribute takes',
        "could not convert string to float: 'x'",
        1,
    ),
    "<panel/>": ('<panel> needs the attribute "kind"', "", 1),
    "<p><link>x</link></p>": ('<link> needs the attribute "href"', "", 1),
    "<p><span lang='fr' size='9'>x</span></p>": ('<span> has no attribute "size"', "choose one of: lang", 1),
    "<document title='x' lang='en'/>": ("<document> needs one <head>, it has 0", "", 1),
    "<document title='x' lang='en'><head text='a'/><head text='b'/><foot text='' page=''/></document>": (
        "<document> needs one <head>, it has 2",
        "",
        1,
    ),
    "<!DOCTYPE p [<!ENTITY x 'y'>]><p>&x;</p>": ("a DOCTYPE is not allowed", "remove it", 1),
    "<include ref='0'/>": ('<include ref="0"/> stands for nothing', "print what task.sheet() gives", 1),
    "<include ref='-1'/>": ('<include ref="-1"/> stands for nothing', "print what task.sheet() gives", 1),
    "<p>one</p>\n<figure src='a.png'>A caption</figure>": ('the picture "a.png" has no alternative text', "", 2),
    "<figure src='a.png' alt=' '/>": (
        'the picture "a.png" has no alternative text',
        'say in alt="…" what is to be seen, or write decorative="true" if it says nothing',
        1,
    ),
    "<figure src='a.png' alt='A' decorative='true'/>": (
        'the picture "a.png" is decorative and yet has words',
        'leave out the words, or decorative="true"',
        1,
    ),
    "<figure src='a.png' long-description='A' decorative='true'/>": ('the picture "a.png" is decorative and yet has words', "", 1),
    "<p>one</p>\n<p>a\u202eb</p>": (
        "the text holds U+202E, which turns the direction of writing unseen",
        "delete the character",
        2,
    ),
    "<p>one</p>\n<p><strong>a</strong>&#x2066;</p>": (
        "the text holds U+2066, which turns the direction of writing unseen",
        "delete the character",
        2,
    ),
    "<panel kind='note' title='&#x202A;'/>": ("the text holds U+202A, which turns the direction of writing unseen", "", 1),
    "<include/>": ('<include ref=""/> stands for nothing', "print what task.sheet() gives", 1),
}


@pytest.mark.parametrize("markup", REFUSED)
def test_refused(markup: str):
    with pytest.raises(MarkupError) as caught:
        parse(markup, object)
    what, hint, line = REFUSED[markup]
    assert str(caught.value) == what
    assert hint in (caught.value.hint, "")
    assert caught.value.line == line


def test_marks_of_direction_may_stand():
    """Hebrew and Arabic need them beside brackets and numbers; they turn nothing."""
    assert inline_text(one("<p>\u200eא\u200f(1)</p>").content) == "\u200eא\u200f(1)"


@pytest.mark.parametrize(
    "markup", ["<p>", "<p>x</q>", "</fragment><fragment>", "<p>a & b</p>", "<p>&nbsp;</p>", "<p a=b/>", "<p>\x0b</p>"]
)
def test_not_well_formed(markup: str):
    with pytest.raises(MarkupError, match=r"^not well-formed XML: ") as caught:
        parse(markup, object)
    assert caught.value.hint == "close every tag, and print pack texts with {{ }} so that they are escaped"


def test_no_entity_is_expanded():
    bomb = "<!DOCTYPE f [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]><p>&b;</p>"
    with pytest.raises(MarkupError, match="a DOCTYPE is not allowed"):
        parse(bomb, object)


def test_comments_and_instructions_are_left_out():
    (paragraph,) = parse("<!-- a --><p>one<!-- two --> three<?four?></p>", Paragraph)
    assert inline_text(paragraph.content) == "one three"


def test_attributes_have_their_types():
    assert one('<table widths="1 2.5" ruled="false"/>') == Table((1.0, 2.5), ruled=False)
    assert one('<question marks="4"/>') == Question(4)
    assert one('<answer-space lines="3" kind="grid"/>') == AnswerSpace(3, "grid")
    assert one('<figure src="a.png" alt="It" long-description="All of it"/>') == Figure("a.png", "It", "All of it")
    assert one('<heading level="2">A</heading>') == Heading(2, (Text("A"),))


def test_text_where_blocks_are_wanted_becomes_a_paragraph():
    assert one("<panel kind='note'>A <strong>b</strong></panel>") == Panel(
        "note", children=(Paragraph(content=(Text("A "), Strong((Text("b"),)))),)
    )
    table = one("<table widths='1 1'><row><cell>1922</cell><cell/></row></table>")
    cells = (Cell(children=(Paragraph("cell", content=(Text("1922"),)),)), Cell())
    assert table == Table((1.0, 1.0), rows=(Row(cells=cells),))


def test_text_beside_blocks_is_refused():
    with pytest.raises(MarkupError, match="<p> cannot stand in the text of <panel>"):
        parse("<panel kind='note'>words<p>more</p></panel>", object)


def test_children_go_where_they_belong():
    glosses = ["<gloss term='b'>c</gloss>", "<gloss term='d'>e</gloss>"]
    extract = one(f"<extract label='Source A'>{glosses[0]}<p>one</p><provenance>who</provenance><p>two</p>{glosses[1]}</extract>")
    assert isinstance(extract, Unbroken)
    assert [inline_text(paragraph.content) for paragraph in extract.paragraphs] == ["one", "two"]
    assert [gloss.term for gloss in extract.glosses] == ["b", "d"]
    assert [inline_text(item.content) for item in extract.provenance] == ["who"]


def test_includes_stand_for_nodes_parsed_before():
    before = parse("<p>one</p><p>two</p>", Paragraph)
    assert parse('<group><include ref="1"/><p>three</p></group>', object, [(), before]) == (
        Group((*before, Paragraph(content=(Text("three"),)))),
    )


def test_an_included_question_is_refused_where_none_may_stand():
    question = parse("<question><p>x</p></question>", Question)
    with pytest.raises(MarkupError, match="<question> cannot stand in <answer>"):
        parse('<answer><include ref="0"/></answer>', object, [question])


SPACED = {
    "<p>  one \n two\t three </p>": "one two three",
    "<p>one <strong> two </strong> three</p>": "one two three",
    "<p>one<strong> two</strong></p>": "one two",
    "<p><strong> one </strong></p>": "one ",
    "<p>one <line-break/> two</p>": "one \ntwo",
    "<p>one\u00a0 \u00a0two</p>": "one\u00a0 \u00a0two",
    "<p>a<emphasis/> <strong> </strong>b</p>": "a b",
    "<p> </p>": "",
}


@pytest.mark.parametrize("markup", SPACED)
def test_white_space_collapses_once_for_a_block(markup: str):
    (paragraph,) = parse(markup, Paragraph)
    assert inline_text(paragraph.content) == SPACED[markup]


PIECES = st.sampled_from(
    ["one", "two", " ", "  ", "\n", "<strong>", "</strong>", "<emphasis> x </emphasis>", "\u00a0", "<line-break/>"]
)


@given(st.lists(PIECES, max_size=12).map("".join))
def test_no_two_spaces_stand_together(inside: str):
    try:
        (paragraph,) = parse(f"<p>{inside}</p>", Paragraph)
    except MarkupError:
        return  # strong was opened and not closed
    text = inline_text(paragraph.content)
    assert "  " not in text
    assert "\n " not in text
    assert not text.startswith(" ")
    bare = inside.replace("<line-break/>", " ")
    for tag in ("strong", "emphasis"):
        bare = bare.replace(f"<{tag}>", "").replace(f"</{tag}>", "")
    assert text.split() == bare.split()


def test_a_tag_for_every_node_a_template_may_write():
    """What passes make (lines, shown answers) has no tag: a template cannot write it, and so cannot show an answer to pupils."""
    named = {**vars(inline), **vars(drawings), **vars(nodes)}.values()
    classes = {cls for cls in named if isinstance(cls, type) and is_dataclass(cls)} - {Words}
    made_by_passes = {Text, Gap, Filled, ModelAnswer, Extract, Line, Raster, Solved}
    assert set(TAGS.values()) == classes - made_by_passes
    assert len(set(TAGS.values())) == len(TAGS)
    assert set(INLINE) <= set(TAGS.values())
