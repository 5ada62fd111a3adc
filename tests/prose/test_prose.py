from __future__ import annotations

import re
import time
from xml.etree import ElementTree as ET

import markupsafe
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from hornbook.prose import FaultyText, GapText, Prose, lower
from hornbook.prose.marks import Gap


class Both(BaseModel):
    prose: Prose
    gaps: GapText


@pytest.mark.parametrize(
    ("written", "lowered"),
    [
        ("a *b* **c**", "a <emphasis>b</emphasis> <strong>c</strong>"),
        ("x^2^ H~2~O", "x<superscript>2</superscript> H<subscript>2</subscript>O"),
        ("**a *b***", "<strong>a <emphasis>b</emphasis></strong>"),
        ("[words](https://example.org/?a=1&b=2)", '<link href="https://example.org/?a=1&amp;b=2">words</link>'),
        ("[us](mailto:a@example.org)", '<link href="mailto:a@example.org">us</link>'),
        ("[*mots*]{lang=fr} [x]{lang=zh-Hant}", '<span lang="fr"><emphasis>mots</emphasis></span> <span lang="zh-Hant">x</span>'),
        ("one\ntwo", "one two"),
        ("one  \ntwo\\\nthree", "one<line-break/>two<line-break/>three"),
        ("one\n\n*two*", "one<line-break/><emphasis>two</emphasis>"),
        (r"\*a\* \[b\] \{\{c\}\} \\", r"*a* [b] {{c}} \\"[:-1]),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("_a_ __ ____", "_a_ __ ____"),
        ("[sic] [Moscow] {x}", "[sic] [Moscow] {x}"),
        ("<b>&amp;\"'", "&lt;b&gt;&amp;amp;&quot;'"),
        ("`code` # head\n- item", "`code` # head - item"),
        ("https://example.org", "https://example.org"),
    ],
)
def test_lowering(written: str, lowered: str):
    assert lower(written) == lowered


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("[a](javascript:alert)", 'a link to "javascript:alert" — begin'),
        ("[a](file:///etc/passwd)", "a link to"),
        ("![a](picture.png)", 'a link to "picture.png"'),
        ('[a](https://example.org "b")', "has a title"),
        ("[a]{.red}", "can only name a language"),
        ("[a]{lang=fr onclick=b}", "can only name a language"),
        ("[a]{}", "can only name a language"),
        ("a {{b}} c", "this text can have none"),
        ("   ", "the text is empty"),
        ("a\x00b", "U+0000"),
        ("a\x85b", "U+0085"),
        ("a\u202eb", "U+202E"),
        ("w" * 201, "a word of 201 characters"),
        ("w" * 512_000, "a word of 512000 characters"),
        ("some words " * 3000, "a text of 32999 characters"),
    ],
)
def test_unsound_texts(written: str, message: str):
    with pytest.raises(ValidationError) as caught:
        Both(prose=written, gaps="a")
    (error,) = caught.value.errors()
    assert error["loc"] == ("prose",)
    assert message in error["msg"]
    assert " — " in error["msg"]


def test_only_text_is_text():
    for value in (3, True, None, ["a"], b"a"):
        with pytest.raises(ValidationError):
            Both(prose=value, gaps="a")


def test_words_without_marks():
    text = Prose.checked("  *One*  two\nthree\\\n [quatre]{lang=fr} H~2~O\n\nfive &  ")
    assert text.plain == "One two three\nquatre H2O\nfive &"
    assert [part.plain for part in text.paragraphs] == ["One two three\nquatre H2O", "five &"]
    assert all(type(part) is Prose for part in text.paragraphs)


def test_long_addresses_and_hyphens_are_no_long_words():
    Prose.checked(f"[here](https://example.org/{'a' * 400})")
    Prose.checked("long-" * 100)


def test_jinja_cannot_forget_to_lower():
    both = Both(prose="*a* < b", gaps="{{c}}")
    assert markupsafe.escape(both.prose) == "<emphasis>a</emphasis> &lt; b"
    assert markupsafe.escape(both.gaps) == '<blank width="8">c</blank>'


def test_gaps():
    text = GapText.checked("The *{{Rapallo|Santa Margherita| Rapallo Ligure }}* of {{R&D}}.")
    assert text.gaps == (Gap("Rapallo", ("Santa Margherita", "Rapallo Ligure")), Gap("R&D"))
    assert text.plain == "The Rapallo of R&D."
    assert text.markup(9.5, hints=True) == (
        'The <emphasis><blank width="9.5" hint="R">Rapallo</blank></emphasis> of <blank width="9.5" hint="R">R&amp;D</blank>.'
    )


@pytest.mark.parametrize(
    ("written", "gap", "lowered"),
    [
        ("{{H~2~O}}", Gap("H~2~O"), "H<subscript>2</subscript>O"),
        ("{{*Izvestia*|the *paper*}}", Gap("*Izvestia*", ("the *paper*",)), "<emphasis>Izvestia</emphasis>"),
        ("{{$v = s/t$}}", Gap("$v = s/t$"), '<formula tex="v = s/t"/>'),
        (r"{{$\frac{1}{x^{2}}$|$|x|$}}", Gap(r"$\frac{1}{x^{2}}$", ("$|x|$",)), r'<formula tex="\frac{1}{x^{2}}"/>'),
        ("{{[mots]{lang=fr}}}", Gap("[mots]{lang=fr}"), '<span lang="fr">mots</span>'),
        (r"{{a \| b \{c\}}}", Gap(r"a \| b \{c\}"), "a | b {c}"),
        ("{{$5}}", Gap("$5"), "$5"),
    ],
)
def test_a_gap_keeps_the_marks_of_its_answer(written: str, gap: Gap, lowered: str):
    text = GapText.checked(written)
    assert text.gaps == (gap,)
    assert text.markup(9) == f'<blank width="9">{lowered}</blank>'


def test_two_gaps_with_prices_are_two_gaps():
    assert GapText.checked("from {{$5}} to {{$6}} and on to {{$a}}").gaps == (Gap("$5"), Gap("$6"), Gap("$a"))


def test_the_first_letter_of_an_answer_has_no_marks():
    assert GapText.checked("{{**Rapallo**}}").markup(9, hints=True) == (
        '<blank width="9" hint="R"><strong>Rapallo</strong></blank>'
    )


@pytest.mark.parametrize(
    ("written", "message"),
    [
        (r"{{$\wrong$}}", r"the formula $\wrong$ uses \wrong, which is not known — look at its spelling"),
        ("{{a|[b](c)}}", 'a link to "c" — begin its address with https://, http:// or mailto:'),
        (r"{{$\,$}}", r'the answer "$\,$" of a gap says nothing — write words or a formula'),
    ],
)
def test_unsound_marks_in_a_gap_are_told(written: str, message: str):
    with pytest.raises(ValueError, match=re.escape(message)):
        GapText.checked(written)


def test_an_error_to_find_keeps_its_marks():
    text = FaultyText.checked("Water is {{HO~2~|H~2~O|Two atoms of *hydrogen*.}}.")
    assert text.__html__() == "Water is HO<subscript>2</subscript>."
    assert text.corrected == "Water is <strong>H<subscript>2</subscript>O</strong> [HO<subscript>2</subscript>]."


def test_a_gap_text_may_have_no_gap():
    assert GapText.checked("none, and {one} brace").gaps == ()


def test_a_gap_keeps_a_number_with_its_unit():
    assert GapText.checked("{{ 0.40\u202fm/s² |\n 0.4\u00a0m/s²}}").gaps == (Gap("0.40\u202fm/s²", ("0.4\u00a0m/s²",)),)
    with pytest.raises(ValueError, match="lacks an answer"):
        GapText.checked("a {{\u202f}} b")


def test_every_paragraph_keeps_its_gaps():
    text = GapText.checked("{{a}} b\n\nc {{d}}")
    assert [gap.answer for part in text.paragraphs for gap in part.gaps] == [gap.answer for gap in text.gaps] == ["a", "d"]


@pytest.mark.parametrize(
    "written", ["{{", "a {{b", "a }} b", "{{a}", "{{ }}", "{{a|}}", "{{|a}}", "{{a{{b}}", "{{{a}}}", "^{{a}}^", "[{{a](b"]
)
def test_unsound_gaps(written: str):
    with pytest.raises(ValueError, match=" — "):
        GapText.checked(written)


def test_schema_says_text():
    schema = Both.model_json_schema()["properties"]["prose"]
    assert schema["type"] == "string"
    assert "**bold**" in schema["description"]


@pytest.mark.parametrize("piece", ["[ ", "* a", "a* *", "**a *b ", "^a ", "[[[[[[ ", "~ ", "[a]{ ", " ", "\t\n", "a \n"])
def test_texts_made_to_be_slow(piece: str):
    began = time.perf_counter()
    GapText.checked("a" + (piece * 20_000)[:19_000] + "b")
    assert time.perf_counter() - began < 3


marks = st.sampled_from([*'*^~[](){}\\<>&" \n|_!`', "{{", "}}", "](https://a.b)", "]{lang=fr}", "a", "é", "word ", "\x07"])


@given(st.lists(marks, max_size=30).map("".join))
def test_whatever_is_written_is_refused_or_well_formed(written: str):
    try:
        text = GapText.checked(written)
    except ValueError as error:
        assert " — " in str(error)  # noqa: PT017 - either way is right
        return
    root = ET.fromstring(f"<p>{text.__html__()}</p>")
    words = "".join("\n" if node.tag == "line-break" else "" for node in root.iter())
    shown = re.sub(r"\s", "", "".join(root.itertext()))
    assert shown == re.sub(r"\s", "", text.plain), words
    assert len(text.gaps) == len(root.findall(".//blank"))
