"""Themes: what they inherit, what is wrong with them in exact words, and the measures they resolve to."""

from __future__ import annotations

from itertools import combinations
from typing import get_args

import pytest

from hornbook.document.nodes import PanelKind, Role
from hornbook.errors import TemplateError
from hornbook.fonts import FAMILIES, characters
from hornbook.templates import Templates
from hornbook.theme import MM, PAPERS, Theme, load_theme

BUILT_IN = Templates()
NAMES = BUILT_IN.names("themes")
HINT = "docs/themes.md lists a theme's keys"


def load(name: str = "own", **files: str) -> Theme:
    """A theme, looked for first among these texts and then among the built-in ones."""
    known = sorted({*files, *NAMES})
    return load_theme(name, "a4", lambda path: files.get(path[7:-5], BUILT_IN.read(path)), known)


def fault(**files: str) -> str:
    """What is wrong with the theme called own."""
    with pytest.raises(TemplateError) as caught:
        load(**files)
    return str(caught.value)


# --------------------------------------------------------------------------------------------------------------- inheriting


def test_a_theme_changes_what_it_names_and_keeps_the_rest():
    own, classic = load(own='inherits = "classic"\n[type]\nsize = 12.5\n'), load("classic")
    assert own.name == "own"
    assert own.size == 12.5
    assert own.file.type.model_copy(update={"size": classic.size}) == classic.file.type
    assert (own.file.page, own.file.colours, own.file.space) == (classic.file.page, classic.file.colours, classic.file.space)


def test_the_nearest_heir_has_the_last_word():
    files = {
        "grandparent": 'inherits = "classic"\n[type]\nsize = 10.0\nsmall = 8.0\n[page]\ntop = 30.0\n',
        "parent": 'inherits = "grandparent"\n[type]\nsize = 11.5\n',
        "own": 'inherits = "parent"\n[page]\ntop = 31.0\n',
    }
    own = load(**files)
    assert (own.file.type.size, own.file.type.small, own.file.page.top) == (11.5, 8.0, 31.0)


def test_a_theme_may_stand_on_its_own_under_a_built_in_name():
    text = (BUILT_IN.read("themes/classic.toml") or "").replace("size = 11.0", "size = 14.0")
    assert load("classic", classic=text).size == 14.0
    assert load("large-print", classic=text).size == 18.0


# ------------------------------------------------------------------------------------------------------------------- faults

FAULTS = {
    'inherits = "nope"': 'there is no theme "nope"\n  hint: choose one of: classic, dyslexia-friendly, large-print, own',
    'inherits = "clasic"': 'there is no theme "clasic"\n  hint: did you mean "classic"?',
    'inherits = "own"': 'theme own inherits from itself: own → own\n  hint: change its "inherits" line',
    "[type\n": (
        "themes/own.toml: not valid TOML: Expected ']' at the end of a table declaration (at line 1, column 6)\n"
        "  hint: mend the line it names"
    ),
    'inherits = "classic"\n[type]\nsizes = 3\n': f"theme own: type.sizes: Extra inputs are not permitted\n  hint: {HINT}",
    'inherits = "classic"\ncolors = 3\n': f"theme own: colors: Extra inputs are not permitted\n  hint: {HINT}",
    'inherits = "classic"\n[type]\nsize = 4\n': (
        f"theme own: type.size: Input should be greater than or equal to 8\n  hint: {HINT}"
    ),
    'inherits = "classic"\n[type]\nsize = "big"\n': (
        f"theme own: type.size: Input should be a valid number, unable to parse string as a number\n  hint: {HINT}"
    ),
    'inherits = "classic"\n[colours]\ntext = "red"\n': (
        f"theme own: colours.text: String should match pattern '^#[0-9a-f]{{6}}$'\n  hint: {HINT}"
    ),
    'inherits = "classic"\n[fonts]\nbody = "PT Seriff"\n': (
        'theme own: no font family "PT Seriff"\n  hint: did you mean "PT Serif"?'
    ),
    'inherits = "classic"\nfonts = "PT Serif"\n': (
        f"theme own: fonts: Input should be a valid dictionary or instance of Fonts\n  hint: {HINT}"
    ),
    'inherits = "classic"\n[type]\nsizes = 3\n[page]\ntop = "x"\n': (
        f"theme own: type.sizes: Extra inputs are not permitted\n  hint: {HINT}\n"
        f"theme own: page.top: Input should be a valid number, unable to parse string as a number\n  hint: {HINT}"
    ),
}


@pytest.mark.parametrize("text", FAULTS)
def test_fault(text: str):
    assert fault(own=text) == FAULTS[text]


def test_a_circle_names_all_its_themes():
    told = fault(own='inherits = "other"', other='inherits = "own"')
    assert told == 'theme own inherits from itself: own → other → own\n  hint: change its "inherits" line'


def test_a_theme_of_nothing_lacks_everything():
    lines = fault(own="").splitlines()
    assert lines[::2] == [f"theme own: {table}: Field required" for table in ("fonts", "type", "page", "colours", "space")]


# -------------------------------------------------------------------------------------------------------------- the measures


@pytest.fixture(params=NAMES)
def theme(request: pytest.FixtureRequest) -> Theme:
    return load(request.param)


def test_every_role_heading_and_panel_has_a_look(theme: Theme):
    for role in get_args(Role):
        assert theme.paragraph(role).leading >= theme.paragraph(role).size
    assert [theme.heading(level).size for level in (1, 2, 3)] == sorted(theme.file.type.headings, reverse=True)
    for kind in get_args(PanelKind):
        assert theme.panel(kind).fill or theme.panel(kind).border


def test_page_and_margins_are_in_points():
    theme = load_theme("classic", "letter", BUILT_IN.read, NAMES)
    assert theme.page_size == (612.0, 792.0)
    assert theme.margins == (24 * MM, 20 * MM, 20 * MM, 20 * MM)
    assert theme.text_width == pytest.approx(612.0 - 40 * MM)
    assert PAPERS["a4"] == pytest.approx((595.28, 841.89), abs=0.01)


def test_large_print_is_18_points_and_no_text_is_smaller():
    """The RNIB's Clear Print guidelines: large print begins at 16 points; UKAAF advises 16 to 18."""
    theme = load("large-print")
    assert theme.size >= 18
    assert min(theme.paragraph(role).size for role in get_args(Role)) >= 18
    assert not theme.italics


def test_the_theme_for_dyslexia_keeps_to_the_style_guide():
    """The British Dyslexia Association's style guide: sans serif, 12 to 14 points, no italics, 1.5 spacing, not on white."""
    theme = load("dyslexia-friendly")
    assert 12 <= theme.size <= 14
    assert theme.file.type.leading >= 1.5
    assert not theme.italics
    assert not FAMILIES[theme.file.fonts.body].serif
    assert theme.colours.page != "#ffffff"


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_words_stand_out_from_what_is_behind_them(theme: Theme):
    """WCAG 2.2, success criterion 1.4.3: 4.5 to 1 for text; 1.4.11: 3 to 1 for rules that carry meaning."""
    colours = theme.colours
    for colour in (colours.text, colours.heading, colours.muted, colours.answer):
        assert contrast(colour, colours.page) >= 4.5
    for colour in (colours.text, colours.heading):
        assert contrast(colour, colours.fill) >= 4.5
    assert contrast(colours.answer, colours.answer_fill) >= 4.5
    assert contrast(colours.rule, colours.page) >= 3


def test_answer_lines_leave_room_for_a_hand(theme: Theme):
    """The feint ruling of a British exercise book is 8 mm, and no theme rules closer."""
    assert theme.answer_line >= 8 * MM
    assert theme.paragraph("gapped").leading >= theme.size * 1.5


def test_fonts_have_what_british_worksheets_need(theme: Theme):
    for family in (theme.file.fonts.body, theme.file.fonts.heading):
        for face in ("regular", "bold"):
            assert set(map(ord, "£§°½–—‘’“”…éüñß")) <= characters(family, face)


def test_themes_differ():
    for one, other in combinations(NAMES, 2):
        assert load(one).file.model_dump(exclude={"name"}) != load(other).file.model_dump(exclude={"name"})
