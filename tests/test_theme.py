"""Themes: what they inherit, what is wrong with them in exact words, and the measures they resolve to."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from typing import get_args

import pytest

from hornbook.document.inline import Role
from hornbook.document.nodes import PanelKind, Raster
from hornbook.errors import TemplateError
from hornbook.fonts import FAMILIES, characters
from hornbook.templates import Templates
from hornbook.theme import MM, PAPERS, Theme, load_theme
from hornbook.theme.contrast import contrast, faint
from hornbook.theme.sizes import LARGE_PRINT
from tests.specimen import picture

BUILT_IN = Templates()
NAMES = BUILT_IN.names("themes")
SEE = "hint: docs/themes.md lists a theme's keys"
HEIR = 'inherits = "classic"\n'


class Texts:
    """Themes looked for first among these texts, then among the built-in ones; the only picture is the logo crest.png."""

    def __init__(self, **files: str):
        self.files = files

    def read(self, name: str, *, builtin: bool = False) -> str | None:
        own = None if builtin else self.files.get(name[7:-5])
        return BUILT_IN.read(name) if own is None else own

    def names(self, folder: str) -> list[str]:
        return sorted({*self.files, *BUILT_IN.names(folder)})

    def picture(self, name: str) -> Raster:
        if name != "themes/crest.png":
            raise ValueError(f'the picture "{name}" is not there — put it there')
        return picture(60, 40)


def load(name: str = "own", size: float | None = None, **files: str) -> Theme:
    return load_theme(name, Texts(**files), size=size)


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


def test_a_theme_may_inherit_the_built_in_one_of_its_own_name():
    files = {"classic": 'inherits = "classic"\n[type]\nsize = 14.0\n', "own": HEIR}
    plain = load("classic")
    for name in ("classic", "own"):
        own = load(name, **files)
        assert (own.name, own.size, own.file.colours) == (name, 14.0, plain.file.colours)
    assert load("ink-saver", **files).file.type.headings == load("ink-saver").file.type.headings


def test_a_theme_in_a_folder_may_inherit_the_built_in_one_of_its_own_name(tmp_path: Path):
    (tmp_path / "themes").mkdir()
    (tmp_path / "themes/classic.toml").write_text('inherits = "classic"\n[type]\nsize = 14.0\n', encoding="utf-8")
    assert load_theme("classic", Templates(tmp_path)).size == 14.0
    assert load_theme("classic", Templates()).size == 11.0


def test_a_theme_may_stand_on_its_own_under_a_built_in_name():
    text = (BUILT_IN.read("themes/classic.toml") or "").replace("size = 11.0", "size = 14.0")
    assert load("classic", classic=text).size == 14.0
    assert load("large-print", classic=text).size == 18.0


# ------------------------------------------------------------------------------------------------------------------- faults

FAULTS = {
    'inherits = "nope"': 'themes/own.toml: there is no theme "nope"\n  hint: choose one of: ' + ", ".join(sorted([*NAMES, "own"])),
    'inherits = "clasic"': 'themes/own.toml: there is no theme "clasic"\n  hint: did you mean "classic"?',
    'inherits = "own"': 'themes/own.toml: the theme inherits from itself: own → own\n  hint: change its "inherits" line',
    "inherits = 3": (
        'themes/own.toml:1: "inherits" must be the name of a theme\n  1 | inherits = 3\n  hint: write inherits = "classic"'
    ),
    "[type\n": (
        "themes/own.toml: not valid TOML: Expected ']' at the end of a table declaration (at line 1, column 6)\n"
        "  hint: mend the line it names"
    ),
    f"{HEIR}[type]\nsizes = 3\n": (
        'themes/own.toml:3: unknown key "sizes" in [type]\n  3 | sizes = 3\n  hint: did you mean "size"?'
    ),
    f"{HEIR}colors = 3\n": 'themes/own.toml:2: unknown key "colors"\n  2 | colors = 3\n  hint: did you mean "colours"?',
    f'{HEIR}[colors]\ntext = "#000000"\n': (
        'themes/own.toml:2: unknown key "colors"\n  2 | [colors]\n  hint: did you mean "colours"?'
    ),
    f'{HEIR}name = "mine"\n': (
        'themes/own.toml:2: unknown key "name"\n  2 | name = "mine"\n  hint: a theme is called after its file'
    ),
    f"{HEIR}[type]\nsize = 4\n": f'themes/own.toml:3: "size" in [type] must be 8 at least, not 4\n  3 | size = 4\n  {SEE}',
    f"{HEIR}[page]\ntop = 90\n": f'themes/own.toml:3: "top" in [page] must be 60 at most, not 90\n  3 | top = 90\n  {SEE}',
    f'{HEIR}[type]\nsize = "big"\n': (
        f'themes/own.toml:3: "size" in [type] must be a number, not "big"\n  3 | size = "big"\n  {SEE}'
    ),
    f"{HEIR}[type]\nleading = nan\n": (
        f'themes/own.toml:3: "leading" in [type] must be a number, not nan\n  3 | leading = nan\n  {SEE}'
    ),
    f'{HEIR}[type]\nitalics = "maybe"\n': (
        f'themes/own.toml:3: "italics" in [type] must be true or false, not "maybe"\n  3 | italics = "maybe"\n  {SEE}'
    ),
    f"{HEIR}[type]\nheadings = [19, 13]\n": (
        'themes/own.toml:3: "headings" in [type] must be three numbers: [19.0, 13.0, 11.0], not 2 values\n'
        f"  3 | headings = [19, 13]\n  {SEE}"
    ),
    f'{HEIR}[colours]\ntext = "red"\n': (
        'themes/own.toml:3: "text" in [colours] must be a colour such as "#1f2f46", in small letters, not "red"\n'
        f'  3 | text = "red"\n  {SEE}'
    ),
    f"{HEIR}[fonts]\nbody = 3\n": (
        f'themes/own.toml:3: "body" in [fonts] must be a text in quotation marks, not 3\n  3 | body = 3\n  {SEE}'
    ),
    f'{HEIR}[fonts]\nbody = "PT Seriff"\n': (
        'themes/own.toml:3: no font family "PT Seriff"\n  3 | body = "PT Seriff"\n  hint: did you mean "PT Serif"?'
    ),
    f'{HEIR}fonts = "PT Serif"\n': (
        'themes/own.toml:2: "fonts" must be a table: [fonts] with its keys beneath, not "PT Serif"\n'
        f'  2 | fonts = "PT Serif"\n  {SEE}'
    ),
    f'{HEIR}[type]\nsizes = 3\n[page]\ntop = "x"\n': (
        'themes/own.toml:3: unknown key "sizes" in [type]\n  3 | sizes = 3\n  hint: did you mean "size"?\n'
        f'themes/own.toml:5: "top" in [page] must be a number, not "x"\n  5 | top = "x"\n  {SEE}'
    ),
    f'{HEIR}[colours]\nmuted = "#6e6e6e"\nfill = "#e8e8e8"\n': (
        'themes/own.toml:3: "muted" on "fill" has a contrast of 4.16 to 1, and must have 4.5\n  3 | muted = "#6e6e6e"\n'
        "  hint: make one of them darker, or the other lighter (WCAG 2.1, 1.4.3 and 1.4.11)"
    ),
    f'{HEIR}[colours]\nrule = "#999999"\n': (
        'themes/own.toml:3: "rule" on "page" has a contrast of 2.84 to 1, and must have 3\n  3 | rule = "#999999"\n'
        "  hint: make one of them darker, or the other lighter (WCAG 2.1, 1.4.3 and 1.4.11)\n"
        'themes/own.toml:3: "rule" on "fill" has a contrast of 2.51 to 1, and must have 3\n  3 | rule = "#999999"\n'
        "  hint: make one of them darker, or the other lighter (WCAG 2.1, 1.4.3 and 1.4.11)"
    ),
    f'{HEIR}[school]\nname = "Greenfield"\nlogo = "crest.png"\n': (
        'themes/own.toml:4: the logo has no text for those who cannot see it\n  4 | logo = "crest.png"\n'
        '  hint: say what it shows: logo_alt = "The crest of Greenfield School: an oak"'
    ),
    f'{HEIR}[school]\nlogo = "tree.png"\nlogo_alt = "An oak"\n': (
        'themes/own.toml:3: the picture "themes/tree.png" is not there\n  3 | logo = "tree.png"\n  hint: put it there'
    ),
}


@pytest.mark.parametrize("text", FAULTS)
def test_fault(text: str):
    assert fault(own=text) == FAULTS[text]


def test_a_circle_of_one_theme():
    told = 'themes/own.toml: the theme inherits from itself: own → own\n  hint: change its "inherits" line'
    assert fault(own='inherits = "own"') == told


def test_a_circle_through_a_built_in_theme():
    with pytest.raises(TemplateError, match="inherits from itself: classic → large-print → classic\n"):
        load("classic", classic='inherits = "large-print"')


def test_colours_that_clash_with_the_built_in_theme_are_told_in_the_schools_own():
    with pytest.raises(TemplateError) as caught:
        load("classic", classic='inherits = "classic"\n[colours]\nanswer_fill = "#000000"\n')
    assert {problem.place and (problem.place.file, problem.place.line) for problem in caught.value.problems} == {
        ("themes/classic.toml", 3)
    }


def test_a_circle_names_all_its_themes():
    told = fault(own='inherits = "other"', other='inherits = "own"')
    assert told == 'themes/other.toml: the theme inherits from itself: own → other → own\n  hint: change its "inherits" line'


def test_a_theme_of_nothing_lacks_everything():
    lines = fault(own="").splitlines()
    tables = ("fonts", "type", "page", "colours", "space")
    assert lines[::2] == [f"themes/own.toml: the table [{table}] is missing" for table in tables]


def test_a_fault_is_told_where_it_was_written_and_not_where_it_was_inherited():
    told = fault(own='inherits = "parent"\n[type]\nsize = 12.0\n', parent=f"{HEIR}\n[type]\nleading = 9\n")
    assert told.startswith('themes/parent.toml:4: "leading" in [type] must be 2.5 at most, not 9')


def test_colours_that_clash_are_told_where_the_last_of_them_was_set():
    told = fault(
        own='inherits = "parent"\n[colours]\npage = "#cccccc"\n', parent=f'{HEIR}[colours]\ntext = "#666666"\nfill = "#ffffff"\n'
    )
    assert told.startswith('themes/own.toml:3: "text" on "page"')


def test_no_fault_speaks_of_types_of_programs():
    told = "\n".join(fault(own=text) for text in FAULTS)
    for word in ("Input", "valid", "dictionary", "permitted", "required", "pydantic", "instance", "string"):
        assert word not in told.replace("not valid TOML", "")


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
    theme = load_theme("classic", BUILT_IN, "letter")
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


def test_the_contrast_is_that_of_the_guidelines():
    """Known pairs: black on white, and the lightest grey that is dark enough for text on white."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)
    assert contrast("#777777", "#ffffff") < 4.5
    assert contrast("#ff0000", "#ffffff") == pytest.approx(4.0, abs=0.005)


def test_words_and_rules_stand_out_from_what_is_behind_them(theme: Theme):
    """WCAG 2.1, success criterion 1.4.3: 4.5 to 1 for text; 1.4.11: 3 to 1 for rules that carry meaning."""
    assert list(faint(theme.colours)) == []
    colours = theme.colours
    for behind in (colours.page, colours.fill):
        assert min(contrast(words, behind) for words in (colours.text, colours.heading, colours.muted, colours.answer)) >= 4.5
        assert contrast(colours.rule, behind) >= 3
    assert contrast(colours.answer, colours.answer_fill) >= 4.5


def test_high_contrast_knows_black_and_white_alone():
    assert set(load("high-contrast").colours.model_dump().values()) == {"#000000", "#ffffff"}
    assert load("high-contrast").rule > 2 * load("classic").rule


def test_the_ink_saver_fills_nothing_and_rules_thinly():
    theme = load("ink-saver")
    assert {theme.panel(kind).fill for kind in get_args(PanelKind)} == {None}
    assert (theme.colours.page, theme.colours.fill, theme.colours.answer_fill) == ("#ffffff",) * 3
    assert theme.rule < load("classic").rule


def test_answer_lines_leave_room_for_a_hand(theme: Theme):
    """The feint ruling of a British exercise book is 8 mm, and no theme rules closer."""
    assert theme.answer_line >= 8 * MM
    assert theme.paragraph("gapped").leading >= theme.size * 1.5
    assert theme.paragraph("spaced").leading >= theme.size * 2.4


def test_fonts_have_what_british_worksheets_need(theme: Theme):
    for family in (theme.file.fonts.body, theme.file.fonts.heading):
        for face in ("regular", "bold"):
            assert set(map(ord, "£§°½–—‘’“”…éüñß")) <= characters(family, face)


def test_themes_differ():
    for one, other in combinations(NAMES, 2):
        assert load(one).file.model_dump(exclude={"name"}) != load(other).file.model_dump(exclude={"name"})


# ---------------------------------------------------------------------------------------------------------------- the sizes

SIZES = (12.0, 18.0, 24.0, 36.0, 48.0)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", NAMES)
def test_a_theme_set_anew(name: str, size: float):
    """What is asked of every size: small text never under 0.85 of the text, and as large in large print (UKAAF)."""
    before, now = load(name), load(name, size)
    assert now.size == size
    least = size if size >= LARGE_PRINT else 0.85 * size
    assert min(now.paragraph(role).size for role in get_args(Role)) >= least - 0.25
    sizes = [now.heading(level).size for level in (1, 2, 3)]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[-1] >= size
    assert now.file.type.leading == before.file.type.leading
    assert now.colours == before.colours
    assert now.running().size >= before.running().size or size < before.size


@pytest.mark.parametrize("name", NAMES)
def test_words_grow_and_white_space_grows_less(name: str):
    small, large = load(name, 18), load(name, 36)
    assert 1 < large.answer_line / small.answer_line < 2
    assert 1 < large.hanging / small.hanging < 2
    assert large.text_width > small.text_width
    assert large.heading(1).size < 2 * small.heading(1).size
    assert min(large.margins) >= 12 * MM


@pytest.mark.parametrize("name", NAMES)
def test_head_and_foot_have_two_lines_of_room_at_every_size(name: str):
    for size in SIZES:
        theme = load(name, size)
        top, _, bottom, _ = theme.margins
        assert min(top, bottom) > 2 * theme.running().leading + 5 * MM


@pytest.mark.parametrize("size", [11.9, 48.1, 0, -3, float("nan"), float("inf")])
def test_a_size_out_of_bounds(size: float):
    with pytest.raises(ValueError, match="choose a size from 12 to 48"):
        load("classic", size)


def test_a_size_that_is_the_themes_own_changes_nothing():
    assert load("large-print", 18.0) == load("large-print")


# --------------------------------------------------------------------------------------------------------------- the school


def test_a_school_gives_name_and_logo_to_the_themes_that_inherit_it():
    school = f'{HEIR}[school]\nname = "Greenfield School"\nlogo = "crest.png"\nlogo_alt = "An oak"\n'
    own = load(own='inherits = "school"\n[type]\nsize = 12.0\n', school=school)
    assert (own.school.name, own.school.logo_alt) == ("Greenfield School", "An oak")
    assert own.logo == picture(60, 40)
    width, height = own.logo_size
    assert width / height == pytest.approx(1.5)
    assert height < own.margins[0] - 5 * MM
    assert load("classic").logo_size == (0, 0)
