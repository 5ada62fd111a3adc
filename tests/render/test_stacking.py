"""Tables whose columns could no longer hold their words: two lists, or one column with its headings above each cell."""

import pytest

from hornbook.document.inline import Paragraph, Strong, Text
from hornbook.document.nodes import Block, Cell, Extract, Line, Row, Table
from hornbook.pipeline import templates_in, theme_of
from hornbook.render.columns import lines_width
from hornbook.render.stacking import BESIDE, WIDER, fitted, leads

THEME = theme_of(templates_in(None), "large-print", "a4", 36.0)


def _cell(*words: str, header: bool = False, colspan: int = 1) -> Cell:
    return Cell(header, colspan, tuple(Paragraph("cell", content=(Text(word),)) for word in words))


def _heading(word: str) -> Block:
    return Paragraph("cell", keep=True, content=(Strong((Text(word),)),))


def _row(*words: str, header: bool = False) -> Row:
    return Row(header, tuple(_cell(word) if word else Cell() for word in words))


def _fitted(table: Table, measure: float = 480) -> list[Table]:
    return [one for one, _ in fitted(table, THEME, measure, 16)]


def test_a_table_that_fits_stays_as_it_is() -> None:
    table = Table((1, 1), rows=(_row("one", "two"),))
    assert [(one, sum(widths)) for one, widths in fitted(table, THEME, 480, 16)] == [(table, 480)]


def test_cells_stand_under_each_other_beneath_the_headings_of_their_columns() -> None:
    body = Row(cells=(_cell("nationalisation", header=True), _cell("recognition"), Cell()))
    table = Table((1, 1, 1), label="Terms", rows=(_row("Aspect", "Soviet Russia", "Weimar Germany", header=True), body))
    (stacked,) = _fitted(table)
    assert stacked.widths == (1.0,)
    assert stacked.label == "Terms"
    assert [row.cells[0].children for row in stacked.rows] == [
        (_heading("Aspect"), Paragraph("cell", content=(Text("nationalisation"),))),
        (_heading("Soviet Russia"), Paragraph("cell", content=(Text("recognition"),))),
        (_heading("Weimar Germany"),),
    ]
    assert [leads(row) for row in stacked.rows] == [True, False, False]


def test_no_heading_is_lost_with_its_column() -> None:
    wide = Row(cells=(_cell("nationalisation", colspan=2), _cell("recognition")))
    (stacked,) = _fitted(Table((1, 1, 1), rows=(_row("First", "Second", "Third", header=True), wide)), 320)
    said = [block for row in stacked.rows for cell in row.cells for block in cell.children]
    assert [_heading(word) in said for word in ("First", "Second", "Third")] == [True, True, True]
    assert stacked.rows[0].header


def test_two_sides_of_a_layout_become_two_lists() -> None:
    rows = (
        _row("1", "Genoa", "", "A", "a conference"),
        _row("2", "Locarno", "", "B", "guarantees"),
        _row("", "", "", "C", "a pact"),
    )
    one, other = _fitted(Table((1, 4, 0.3, 1, 4), ruled=False, rows=rows), 380)
    assert [len(row.cells) for row in one.rows] == [2, 2]
    assert [row.cells[0] for row in other.rows] == [_cell("A"), _cell("B"), _cell("C")]


def test_columns_too_narrow_for_a_letter_are_stacked_and_empty_ones_are_not() -> None:
    table = Table((1.0,) * 12, rows=(_row(*"abcdefghijkl"),))
    assert _fitted(table) != [table]
    assert _fitted(Table((10.0, 0.1, 10.0), rows=(_row("a", "", "b"),)))[0].widths == (10.0, 0.1, 10.0)


def test_a_source_stands_beside_a_margin_only_where_its_lines_fit() -> None:
    extract = Extract("Source A", lines=(Line(1, content=(Text("in the present period of history, which permits"),)), Line(2)))
    table = Table((2, 1), ruled=False, rows=(Row(cells=(Cell(children=(extract,)), _cell("notes"))),))
    room = lines_width(extract, THEME) + 16 + BESIDE * THEME.size
    ((beside, widths),) = fitted(table, THEME, room + 1, 16)
    assert beside == table
    assert widths[0] >= lines_width(extract, THEME)
    for measure in (room - 1, room / 2):
        (stacked,) = _fitted(table, measure)
        assert [row.cells[0].children for row in stacked.rows] == [(extract,), _cell("notes").children]


def test_lines_of_a_source_have_room_to_spare_if_its_margin_has() -> None:
    extract = Extract("Source A", lines=(Line(1, content=(Text("in the present period of history, which permits"),)), Line(2)))
    table = Table((1, 1), ruled=False, rows=(Row(cells=(Cell(children=(extract,)), _cell("notes"))),))
    tight, easy = lines_width(extract, THEME), lines_width(extract, THEME, WIDER)
    beside = BESIDE * THEME.size + 16
    for margin, least in ((2 * beside, easy + 16), (beside + easy - tight, easy), (beside + 0.5 * (easy - tight), tight)):
        ((_, widths),) = fitted(table, THEME, tight + 16 + margin, 16)
        assert widths[0] >= least - 0.01
        assert widths[1] >= beside - 16
        assert sum(widths) == pytest.approx(tight + 16 + margin)


def test_the_width_of_a_source_is_that_of_its_longest_line_with_its_number_and_its_box() -> None:
    short, long = (Extract("", lines=(Line(1, content=(Text(words),)),)) for words in ("Trade", "Trade and peace"))
    empty = Extract("", lines=(Line(1),))
    assert lines_width(empty, THEME) > 2 * THEME.extract().padding
    assert lines_width(empty, THEME) < lines_width(short, THEME) < lines_width(long, THEME)


def test_lists_beside_each_other_part_before_their_lines_get_short() -> None:
    table = Table((1, 0.05, 1), ruled=False, rows=(_row("Across", "", "Down", header=True), _row("a few words", "", "and more")))
    assert len(_fitted(table, 17 * 36)) == 1
    across, down = _fitted(table, 15 * 36)
    assert [len(part.rows) for part in (across, down)] == [2, 2]


LONG = "It had been possible to speak of peaceful coexistence, and now attacks on the USSR were being prepared. " * 3


def test_a_row_that_would_stand_alone_on_its_page_is_stacked_in_very_large_print() -> None:
    table = Table((2, 3, 2.5), rows=(_row("No.", "Answer", "Marks", header=True), _row("3", LONG, "3")))
    (stacked,) = _fitted(table, 600)
    assert [len(row.cells) for row in stacked.rows] == [1, 1, 1]
    assert _fitted(Table((2, 3, 2.5), rows=(table.rows[0], _row("3", "a", "3"))), 600)[0].widths == (2, 3, 2.5)
    smaller = theme_of(templates_in(None), "large-print", "a4", 24.0)
    assert [one for one, _ in fitted(table, smaller, 600, 16)] == [table]
