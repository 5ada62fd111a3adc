"""Breaking text into lines."""

import time
from itertools import pairwise

import pytest

from hornbook.document.inline import Emphasis, Filled, Gap, LineBreak, Strong, Superscript, Text
from hornbook.render.pdf.fonts import Faces
from hornbook.render.pdf.inline import Liner, plain
from hornbook.render.pdf.line import Line, ink_of
from tests.specimen import theme


def lines(*content, measure=200.0, look=None) -> list[Line]:
    look = look or theme()
    return Liner(look, Faces()).lines(content, ink_of(look.paragraph("body")), measure)


def said(*content, measure=200.0) -> list[str]:
    return ["".join(run.text for run in line.runs) for line in lines(*content, measure=measure)]


def width(text: str) -> float:
    return lines(Text(text), measure=10_000)[0].width


def test_breaks_at_spaces_only_and_keeps_them_for_readers_without_a_width():
    text = "The speaker says that peace cannot be divided among the powers of Europe."
    broken = said(Text(text), measure=150)
    assert len(broken) > 2
    assert "".join(broken) == text
    assert all(width(line) <= 150.01 for line in broken)
    assert all(width(f"{line.strip()} {after.split()[0]}") > 150 for line, after in pairwise(broken))
    ends = [line.width for line in lines(Text(text), measure=150)]
    assert ends == pytest.approx([width(line.strip()) for line in broken])


def test_a_space_between_two_inks_ends_the_line_in_its_own():
    first, _ = lines(Text("one"), Strong((Text(" two"),)), measure=width("one t"))
    assert [(run.text, run.ink.bold, run.width) for run in first.runs] == [
        ("one", False, pytest.approx(width("one"))),
        (" ", True, 0.0),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anglo-Soviet", ["Anglo-", "Soviet"]),
        ("peace—indivisible", ["peace—", "indivisible"]),
        ("either/or", ["either/", "or"]),
    ],
)
def test_breaks_after_a_dash_between_letters(text, expected):
    assert said(Text(text), measure=width(text) - 1) == expected


@pytest.mark.parametrize("text", ["1922–39", "Source\u00a0A", "[4]", "-5", "m/s", "km/h"])
def test_does_not_break(text):
    measure = width(text) + width(" xxx")
    assert said(Text(f"xxxx {text}"), measure=measure) == ["xxxx ", text.replace("\u202f", " ")]


def test_breaks_inside_a_word_only_if_no_line_holds_it():
    broken = said(Text("a " + "x" * 100), measure=100)
    assert broken[0] == "a "
    assert "".join(broken[1:]) == "x" * 100
    assert all(width(line) <= 100.01 for line in broken)


def test_half_a_megabyte_without_a_space():
    started = time.process_time()
    broken = lines(Text("x" * 500_000), measure=450)
    assert sum(len(run.text) for line in broken for run in line.runs) == 500_000
    assert time.process_time() - started < 3


def test_a_character_wider_than_the_measure_gets_its_own_line():
    assert said(Text("WWW"), measure=1) == ["W", "W", "W"]


def test_a_word_in_two_weights_is_one_word():
    assert said(Text("we need an un"), Strong((Text("breakable"),)), Text(" word"), measure=width("we need an un") + 5) == [
        "we need an ",
        "unbreakable ",
        "word",
    ]


def test_gap_stays_whole_and_with_its_hint():
    first, second = lines(Text("The treaty of"), Text(" "), Gap(8, "R"), Text("."), measure=120)
    assert first.gaps == []
    assert [(gap.x, gap.width) for gap in second.gaps] == [(pytest.approx(width("R")), pytest.approx(8 * theme().size))]
    assert [getattr(part, "text", "gap") for part in second.parts()] == ["R", "gap", "."]
    assert second.runs[1].x == pytest.approx(width("R") + 8 * theme().size)


def test_gap_wider_than_the_measure_fills_a_line():
    (only,) = lines(Gap(40), measure=100)
    assert [(gap.x, gap.width) for gap in only.gaps] == [(0.0, pytest.approx(100, abs=0.1))]


def test_line_break_starts_a_line():
    assert said(Text("one "), LineBreak(), Text(" two")) == ["one ", "two"]


def test_emphasis_in_italics_stands_upright_and_is_bold_where_italics_are_forbidden():
    (line,) = lines(Emphasis((Text("a "), Emphasis((Text("b"),)))))
    assert [(run.text.strip(), run.ink.italic) for run in line.runs if run.text.strip()] == [("a", True), ("b", False)]
    (line,) = lines(Emphasis((Text("a"),)), look=theme(type={"italics": False}))
    assert (line.runs[0].ink.bold, line.runs[0].ink.italic) == (True, False)


def test_filled_is_bold_on_the_answer_colour():
    (line,) = lines(Filled((Text("Rapallo"),)))
    ink, colours = line.runs[0].ink, theme().colours
    assert (ink.bold, ink.colour, ink.fill) == (True, colours.answer, colours.answer_fill)


def test_raised_characters_are_smaller_and_higher():
    (line,) = lines(Text("m"), Superscript((Text("2"),)))
    assert line.runs[1].ink.size < line.runs[0].ink.size
    assert line.runs[1].ink.rise > 0


def test_characters_come_from_the_first_font_that_has_them():
    (line,) = lines(Text("a→Ж"))
    assert "".join(run.text for run in line.runs) == "a→Ж"
    assert line.runs[0].font is not line.runs[1].font
    assert line.runs[0].font is line.runs[2].font


def test_invisible_marks_are_dropped():
    assert said(Text("co\u00adop\u200bera\u2060tion")) == ["cooperation"]


def test_plain_words():
    assert plain((Text("The "), Strong((Text("treaty"),)), LineBreak(), Text("of "), Gap(3, "R"))) == "The treaty of R"
