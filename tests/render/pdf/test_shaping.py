"""Lines in any script: the glyphs are those a reader of the script expects, from fonts that have them, and none is missing."""

from __future__ import annotations

import pytest
import uharfbuzz as hb
from hypothesis import given
from hypothesis import strategies as st

from hornbook.fonts import FALLBACKS, FAMILIES, SCRIPT_FONTS
from hornbook.render.pdf.shaping import Line, Shaper, Typeface, typeface
from tests.render.pdf.scripts import LETTERS, NAMES

PLAIN = "abcdefghijklmnopqrstuvwxyz ()"


def own(text: str) -> float | None:
    """The caller's own letters, half an em each."""
    return 0.5 * len(text) if all(char.lower() in PLAIN for char in text) else None


def made() -> Shaper:
    paths = [*(FAMILIES[name].path("regular") for name in FALLBACKS), *filter(None, (font.path() for font in SCRIPT_FONTS))]
    return Shaper(own, [typeface(path, 400) for path in paths])


@pytest.fixture(scope="module")
def shaper() -> Shaper:
    return made()


def glyphs(line: Line | None) -> list[int]:
    assert line
    return [glyph.id for run in line.placed() for glyph in run.glyphs]


def fonts(line: Line | None) -> list[str]:
    assert line
    return [run.typeface.name if run.typeface else "" for run in line.placed()]


def alone(text: str, face: Typeface) -> list[int]:
    return [face.glyph(char) for char in text]


def test_arabic_letters_are_joined_and_stand_from_right_to_left(shaper: Shaper):
    line = shaper.line("سارة")
    (run,) = line.runs if line else ()
    assert run.typeface
    assert set(glyphs(line)).isdisjoint(alone("سا", run.typeface))
    assert [glyph.start for glyph in run.glyphs] == [3, 2, 1, 0]


def test_lam_and_alef_become_what_they_are_written_as(shaper: Shaper):
    (glyph,) = glyphs(shaper.line("لا"))
    assert glyph not in alone("لا", shaper.line("لا").runs[0].typeface)  # type: ignore[union-attr, arg-type] # as set above


def test_a_vowel_sign_stands_before_its_consonant(shaper: Shaper):
    line = shaper.line("कि")
    (run,) = line.runs if line else ()
    assert run.typeface
    assert run.glyphs[1].id == run.typeface.glyph("क")


def test_consonants_in_a_row_are_stacked(shaper: Shaper):
    assert len(glyphs(shaper.line("क्ष"))) == 1


def test_a_mark_is_placed_on_its_letter(shaper: Shaper):
    line = shaper.line("J\u0301oe")
    assert fonts(line) == ["PT_Sans-Web-Regular", ""]
    assert line
    letter, mark = line.runs[0].glyphs
    assert letter.advance > 0 == mark.advance
    assert mark.dx + letter.advance > 0.1 or mark.dx < 0


def test_each_script_has_its_font_and_latin_stays_the_callers(shaper: Shaper):
    assert fonts(shaper.line("Amina Smith (أمينة)")) == ["", "IBMPlexSansArabic-Regular", ""]
    assert fonts(shaper.line("דן Lee")) == ["NotoSansHebrew", ""]


def test_ideographs_have_the_forms_of_the_language_beside_them(shaper: Shaper):
    chinese, japanese = (glyphs(shaper.line(text))[0] for text in ("直", "直さ"))
    assert chinese != japanese


def test_brackets_around_a_name_from_right_to_left_are_mirrored(shaper: Shaper):
    line = shaper.line("דן (בן)")
    assert line
    last, first = (run for run in line.placed() if "(" in line.own(run) or ")" in line.own(run))
    assert "".join(line.own(run)[::-1] for run in line.placed()) == ")ןב( ןד"
    assert [run.typeface.glyph(char) for run, char in ((last, "("), (first, ")")) if run.typeface] == [
        last.glyphs[0].id,
        first.glyphs[-1].id,
    ]


def test_what_joins_letters_or_parts_them_is_not_seen(shaper: Shaper):
    joined, parted = (glyphs(shaper.line(text)) for text in ("علیرضا", "علی\u200cرضا"))
    assert len(parted) == 6 > len(joined)


@pytest.mark.parametrize("text", ["Ann \uf8d0", "\U000f0000", "ᓂ", "a\x07"])
def test_what_no_font_has_is_not_set(shaper: Shaper, text: str):
    assert shaper.line(text) is None
    assert shaper.unknown(text) == text[-1]


@pytest.mark.parametrize("name", NAMES)
def test_the_glyphs_say_every_letter(shaper: Shaper, name: str):
    line = shaper.line(name)
    assert line
    said = [char for run in line.runs for glyph in run.glyphs for char in glyph.text]
    wanted = [char for run in line.runs if run.typeface for char in name[run.start : run.end]]
    assert set(wanted) - set("\u200d") <= set(said)


def test_a_cut_keeps_to_letters_and_ends_where_reading_ends(shaper: Shaper):
    line = shaper.line("سارة علي")
    assert line
    cut = shaper.cut(line, 3, "")
    assert [glyph.start for glyph in cut.runs[0].glyphs] == [2, 1, 0]
    assert cut.width < line.width
    assert [run.end - run.start for run in shaper.cut(line, 3, " ").placed()] == [1, 3]


@given(st.text(st.sampled_from(LETTERS), max_size=30))
def test_any_mix_of_scripts_is_set_without_a_missing_glyph(text: str):
    line = made().line(text)
    assert line
    assert 0 not in [glyph.id for run in line.runs for glyph in run.glyphs]
    ends = [0, *(run.end for run in line.runs)]
    assert [run.start for run in line.runs] == ends[:-1]
    assert ends[-1] == len(text)


def test_shaping_does_not_depend_on_the_language_of_the_computer(shaper: Shaper, monkeypatch: pytest.MonkeyPatch):
    seen = []
    shape = hb.shape
    monkeypatch.setattr(hb, "shape", lambda font, buffer: (seen.append(buffer.language), shape(font, buffer)))
    for name in NAMES:
        shaper.line(name)
    assert set(seen) <= {"und", "ja", "ko", "zh-hans"}
