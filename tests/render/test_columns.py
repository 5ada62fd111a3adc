"""Columns share the measure, but no word is broken while another column can spare the room."""

from hornbook.document.inline import Paragraph, Text
from hornbook.document.nodes import Cell, Row, Table
from hornbook.fonts import advance
from hornbook.pipeline import templates_in, theme_of
from hornbook.render.columns import longest_words, shared_out
from hornbook.theme import Theme


def theme(name: str) -> Theme:
    return theme_of(templates_in(None), name, "a4")


def _table(*words: str, widths: tuple[float, ...]) -> Table:
    cells = tuple(Cell(children=(Paragraph("cell", content=(Text(word),)),)) for word in words)
    return Table(widths, rows=(Row(cells=cells),))


def column_widths(table: Table, theme: Theme, measure: float, gap: float) -> list[float]:
    return shared_out(table.widths, longest_words(table, theme), measure, gap)


def test_columns_keep_their_shares_when_every_word_fits() -> None:
    assert column_widths(_table("a", "b", widths=(1, 3)), theme("classic"), 400, 8) == [100, 300]


def test_a_column_grows_to_hold_its_longest_word() -> None:
    large = theme("large-print")
    narrow, wide = column_widths(_table("the nationalisation", "b", widths=(1, 9)), large, 460, 16)
    assert narrow >= 16 + large.size * advance("nationalisation", "Atkinson Hyperlegible")
    assert abs(narrow + wide - 460) < 1e-6


def test_a_table_without_room_shares_what_there_is() -> None:
    first, second = column_widths(_table("nationalisation", "recognition", widths=(1, 3)), theme("large-print"), 120, 16)
    assert abs(first + second - 120) < 1e-6
    assert min(first, second) > 0
