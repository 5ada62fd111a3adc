"""Which layout of a drawing there is room for, and what becomes of its shapes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hornbook.document.drawings import Drawing, Label, Layout, Oval, Solution, Solved, Stroke
from hornbook.document.inline import Text
from hornbook.document.nodes import Question
from hornbook.errors import RenderError
from hornbook.pipeline import templates_in, theme_of
from hornbook.render import FORMATS
from hornbook.render.notices import Notices
from hornbook.render.vectors import Outline, marks, mixed, placed
from tests.specimen import document, theme
from tests.specimen import words as words_of

WIDE, MIDDLE, NARROW = Layout(38.0, 10.0), Layout(19.0, 10.0), Layout(12.5, 10.0)
THREE = Drawing("a line", layouts=(WIDE, MIDDLE, NARROW))


@pytest.mark.parametrize(("ems", "layout"), [(40, WIDE), (38, WIDE), (37.9, MIDDLE), (13, NARROW), (12.5, NARROW)])
def test_the_widest_layout_there_is_room_for_in_the_size_of_the_text(ems: float, layout: Layout):
    shown = placed(THREE, theme(), ems * 11)
    assert (shown.layout, shown.em) == (layout, 11.0)


def test_the_narrowest_is_set_smaller_where_there_is_room_for_none():
    shown = placed(THREE, theme(), 10 * 11)
    assert (shown.layout, shown.em) == (NARROW, pytest.approx(8.8))
    assert (shown.width, shown.height) == (pytest.approx(110), pytest.approx(88))


def test_a_layout_too_high_for_a_page_is_passed_over_and_the_last_made_to_fit():
    tall = Drawing("a line", layouts=(Layout(38.0, 90.0), NARROW))
    assert placed(tall, theme(), 500).layout is NARROW
    shown = placed(Drawing("a line", layouts=(Layout(12.5, 90.0),)), theme(), 500)
    assert 500 < shown.height < theme().page_size[1] - 130


def test_where_none_fits_a_drawing_may_take_the_room_beside_it():
    assert placed(THREE, theme(), 12 * 11, beside=11).layout is NARROW
    assert placed(THREE, theme(), 12 * 11, beside=11).em == 11.0
    assert placed(THREE, theme(), 12.5 * 11, beside=99).layout is NARROW, "what fits its place stays in it"
    assert placed(THREE, theme(), 10 * 11, beside=11).em == pytest.approx(11 * 11 / 12.5)


def test_what_goes_on_in_stretches_may_be_higher_than_a_page_together():
    tall = Layout(12.5, 40.0, rest=(Layout(12.5, 50.0), Layout(12.5, 30.0)))
    shown = placed(Drawing("a line", layouts=(tall,)), theme(), 500)
    assert [stretch.height for stretch in shown.stretches] == [440, 550, 330]
    higher = replace(tall, rest=(Layout(12.5, 90.0),))
    shown = placed(Drawing("a line", layouts=(higher,)), theme(), 500)
    assert shown.em < 11
    assert shown.stretches[1].height < theme().page_size[1] - 130


# --------------------------------------------------------------------------------------------------------- what is told


def told(layout: Layout, measure: float, question: str = "4") -> tuple[str, ...]:
    notices = Notices(theme())
    with notices.question(question), notices.question("(a)"):
        notices.drawing(placed(Drawing("a grid", layouts=(layout,)), theme(), measure))
    return notices.found


def test_a_drawing_no_page_can_hold_is_told_with_its_question_and_its_smallest_letters():
    words = (Text("Rapallo"),)
    grid = Layout(20, 5, (Label(1, 1, 9, content=words), Solved((Label(1, 3, 1.5, content=words),))))
    assert told(grid, 220) == ()
    (notice,) = told(grid, 110)
    start = "question 4: no page can hold the drawing in 11 points; its smallest letters are of "
    assert notice.startswith(start)
    assert 1.5 < float(notice.removeprefix(start).removesuffix(" points")) < 3
    assert told(Layout(20, 5), 110) == (f"{start}5.5 points",)
    assert told(Layout(20, 5), 110, "")[0].startswith("outside of all questions: ")


@pytest.mark.parametrize("format_", FORMATS)
def test_both_formats_tell_it(format_: str):
    grid = Question(None, "7", (words_of("Solve it."), Drawing("a grid", layouts=(Layout(90, 5),))))
    (notice,) = FORMATS[format_](document(grid, grid), theme()).warnings
    assert notice.startswith("question 7: no page can hold the drawing in 11 points; its smallest letters are of ")


# ------------------------------------------------------------------------------------------------------------- its shapes


def drawn(*shapes: Stroke | Oval | Label | Solved) -> list[Outline]:
    return [mark for mark in marks(Layout(9.0, 9.0, shapes), 10.0, theme()) if isinstance(mark, Outline)]


def test_shapes_are_ink_and_greys():
    (plain,) = drawn(Stroke((0, 0, 1, 0, 1, 1), closed=True, fill="mid"))
    assert plain.steps == (("M", (0, 0)), ("L", (10, 0)), ("L", (10, 10)), ("Z", ()))
    assert (plain.colour, plain.fill) == ("#1a1a1a", mixed("#ffffff", "#1a1a1a", 0.32))
    (bare,) = drawn(Oval(1, 1, 1, 1, weight="none", fill="paper"))
    assert (bare.colour, bare.fill, bare.width) == (None, "#ffffff", 0)
    assert drawn(Stroke((0, 0, 1, 0), weight="hair"))[0].colour == theme().colours.rule


def test_an_answer_has_its_colour_and_is_heavier():
    stroke = Stroke((0, 0, 4, 0), dashed=True)
    (shown,), (solved,) = drawn(stroke), drawn(Solved((stroke,)))
    assert solved.colour == theme().colours.answer
    assert solved.width == pytest.approx(1.6 * shown.width)
    assert solved.dash == shown.dash > 0


def test_an_arrow_ends_in_its_point():
    line, head = drawn(Stroke((0, 0, 4, 0), arrow=True))
    assert line.steps[-1] == ("L", (34, 0))
    assert next(step[1] for step in head.steps if step[1]) == (40, 0)
    assert head.fill == theme().colours.text
    assert len(drawn(Stroke((1, 1, 1, 1), arrow=True))) == 1


def test_lines_are_no_finer_than_those_of_the_theme():
    heavy = theme_of(templates_in(None), "high-contrast", "a4")
    (outline,) = marks(Layout(9.0, 9.0, (Stroke((0, 0, 1, 0)),)), 10.0, heavy)
    assert isinstance(outline, Outline)
    assert outline.width == heavy.rule > 0.07 * 10


def test_an_unresolved_solution_is_refused():
    layout = Layout(9.0, 9.0, (Solution((Label(1, 1, 5, content=(Text("peace"),)),)),))
    with pytest.raises(RenderError, match="a Solution has reached the renderer"):
        list(marks(layout, 10.0, theme()))
