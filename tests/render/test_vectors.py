"""Which layout of a drawing there is room for, and what becomes of its shapes."""

from __future__ import annotations

import pytest

from hornbook.document.drawings import Drawing, Label, Layout, Oval, Solution, Solved, Stroke
from hornbook.document.inline import Text
from hornbook.errors import RenderError
from hornbook.pipeline import templates_in, theme_of
from hornbook.render.vectors import Outline, marks, mixed, placed
from tests.specimen import theme

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
