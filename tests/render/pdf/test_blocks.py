"""How blocks look on the page."""

from itertools import pairwise

import pytest

from hornbook.document.inline import Paragraph, Text
from hornbook.document.nodes import (
    AnswerSpace,
    Cell,
    Extract,
    Figure,
    Heading,
    Item,
    Line,
    List,
    Question,
    Row,
    RunningHead,
    Slot,
    Table,
)
from hornbook.errors import RenderError
from hornbook.render.pdf import render
from hornbook.render.pdf.lists import list_label
from tests.render.pdf.looking import rectangles, spot, spots, squeezed
from tests.specimen import document, picture, theme, words

RIGHT = theme().page_size[0] - theme().margins[1]
LEFT = theme().margins[3]


def test_marks_stand_at_the_right_edge_of_the_last_line_of_the_stem():
    stem = "A stem that is rather long, so that it needs two lines of the page and ends in the middle of the second of them here."
    found = spots(document(Question(4, "3", (words(stem), AnswerSpace(2)))))
    marks, last = spot("[4]", found), spot("here.", found)
    assert marks.right == pytest.approx(RIGHT, abs=1)
    assert marks.bottom == pytest.approx(last.bottom, abs=4)


def test_marks_get_their_own_line_if_the_last_line_is_full():
    full = Question(4, "3", (Paragraph(content=(Text("x" * 82),)),))
    found = spots(document(full))
    marks, stem = spot("[4]", found), next(one for one in found if one.text.startswith("xxx"))
    assert stem.right > RIGHT - 60
    assert marks.right == pytest.approx(RIGHT, abs=1)
    assert marks.top > stem.bottom


def test_marks_of_a_question_whose_first_block_is_no_text():
    found = spots(document(Question(2, "1", (Table((1.0,), rows=(Row(cells=(Cell(children=(words("cell"),)),)),)),))))
    assert spot("[2]", found).top > spot("cell", found).bottom


def test_labels_hang():
    found = spots(document(Question(None, "1", (words("stem"), Question(None, "(a)", (words("part"),))))))
    assert spot("1", found).left == pytest.approx(LEFT, abs=1.5)
    assert spot("stem", found).left == pytest.approx(LEFT + theme().hanging, abs=1)
    assert spot("(a)", found).left == pytest.approx(LEFT + theme().hanging, abs=1)
    assert spot("part", found).left == pytest.approx(LEFT + 2 * theme().hanging, abs=1)


def test_a_wide_label_does_not_touch_its_text():
    found = spots(document(Question(None, "(xxviii)", (words("stem"),))))
    assert spot("stem", found).left > spot("(xxviii)", found).right


def test_question_without_children_shows_label_and_marks():
    found = spots(document(Question(3, "8")))
    assert spot("8", [one for one in found if one.left < LEFT + 2]).bottom == pytest.approx(spot("[3]", found).bottom, abs=4)


@pytest.mark.parametrize(
    ("numbering", "labels"),
    [
        ("bullet", ["•", "•", "•"]),
        ("decimal", ["1.", "2.", "28."]),
        ("lower-alpha", ["a)", "b)", "ab)"]),
        ("upper-alpha", ["A", "B", "AB"]),
    ],
)
def test_list_labels(numbering, labels):
    assert [list_label(numbering, index) for index in (0, 1, 27)] == labels


def test_items_hang_by_the_same_distance():
    items = tuple(Item((words(f"item{number}"),)) for number in range(1, 101))
    found = [one for one in spots(document(List("decimal", items))) if one.text.startswith("item")]
    assert len({round(one.left, 1) for one in found}) <= 2  # glyphs differ in side bearing


def test_every_fifth_line_of_a_source_shows_its_number_beside_it():
    extract = Extract("Source A", (Text("Geneva"),), lines=tuple(Line(n, content=(Text(f"said{n}."),)) for n in range(1, 13)))
    found = spots(document(extract))
    numbers = {one.text: one for one in found if one.text.isdigit() and one.left < LEFT + 30}
    assert list(numbers) == ["5", "10"]
    for number, one in numbers.items():
        line = spot(f"said{number}.", found)
        assert one.right < line.left
        assert one.bottom == pytest.approx(line.bottom, abs=3)
    assert spot("Geneva", found).top > spot("Source", found).bottom - 2


def test_line_wider_than_the_measure_wraps_without_a_new_number():
    lines = [Line(number, content=(Text("word " * (1 if number < 5 else 60)),)) for number in range(1, 6)]
    extract = Extract("Source A", lines=tuple(lines))
    found = spots(document(extract))
    assert [one.text for one in found if one.text.isdigit() and one.left < LEFT + 30] == ["5"]
    starts = sorted({round(one.left) for one in found if one.text == "word" and one.left < LEFT + 40})
    assert len(starts) == 2  # what runs over is indented


def test_columns_share_the_measure():
    row = Row(cells=(Cell(children=(words("one"),)), Cell(children=(words("two"),)), Cell(children=(words("three"),))))
    found = spots(document(Table((1.0, 2.0, 1.0), rows=(row,))))
    starts = [spot(text, found).left - spot("one", found).left for text in ("one", "two", "three")]
    assert starts == pytest.approx([0, theme().text_width / 4, 3 * theme().text_width / 4], abs=1.5)


def test_colspan_takes_the_columns_it_spans():
    rows = (Row(cells=(Cell(colspan=2, children=(words("wide"),)), Cell(children=(words("last"),)))),)
    found = spots(document(Table((1.0, 1.0, 2.0), rows=rows)))
    assert spot("last", found).left - spot("wide", found).left == pytest.approx(theme().text_width / 2, abs=1.5)


def test_too_many_cells_are_an_error():
    rows = (Row(cells=(Cell(), Cell(colspan=2))),)
    with pytest.raises(RenderError, match="more cells than the table's 2 columns"):
        render(document(Table((1.0, 1.0), rows=rows)), theme())


def test_picture_is_never_taller_than_most_of_a_page():
    tall = picture(10, 400)
    data = render(document(Figure("map", "a tower", width=1.0), images={"map": tall}), theme()).data
    top, _, bottom, _ = theme().margins
    heights = [high - low for _, _, low, _, high in rectangles(data)]
    assert max(heights) <= 0.6 * (theme().page_size[1] - top - bottom) + 1


def test_answer_lines_stand_at_the_pitch_of_the_theme():
    data = render(document(AnswerSpace(5)), theme()).data
    head = theme().page_size[1] - theme().margins[0]
    rules = sorted(
        {round(low, 1) for _, left, low, right, high in rectangles(data) if high - low < 2 and right - left > 400 and low < head}
    )
    pitches = [after - before for before, after in pairwise(rules)]
    assert pitches == pytest.approx([theme().answer_line] * 4, abs=0.2)


def test_blank_space_draws_nothing_but_takes_room():
    with_space = spots(document(words("before"), AnswerSpace(4, "blank"), words("after")))
    assert spot("after", with_space).top - spot("before", with_space).top > 4 * theme().answer_line
    assert len(rectangles(render(document(AnswerSpace(4, "blank")), theme()).data)) == len(
        rectangles(render(document(), theme()).data)
    )


def test_body_does_not_depend_on_slots():
    slots = (Slot("name", "Name", 60.0), Slot("class", "Class", 20.0), Slot("date", "Date", 30.0))
    long_head = RunningHead(
        "A lesson with a name so long that the slots must go under it on a line of their own, all of them", slots
    )
    plain, full = (spots(document(words("body"), head=head)) for head in (RunningHead("x"), long_head))
    assert spot("body", plain).top == spot("body", full).top
    assert spot("Name", full).top > spot("lesson", full).bottom - 2
    assert spot("Name", full).bottom < theme().margins[0]


def test_long_licence_gets_a_line_of_its_own():
    from dataclasses import replace

    from hornbook.document.nodes import RunningFoot

    foot = RunningFoot("Adapted from public records; licensed for use in schools " * 2, "Page {page} of {pages}", "A7-03")
    found = spots(replace(document(words("body")), foot=foot))
    assert spot("Adapted", found).top > spot("Page", found).bottom - 3
    assert spot("Adapted", found).bottom < theme().page_size[1]


def test_a_notice_that_reaches_far_has_the_page_number_beneath_it():
    from dataclasses import replace

    from hornbook.document.nodes import RunningFoot

    foot = RunningFoot("Unofficial: not a paper of any board whatever it may say of itself", "Page {page} of {pages}", "A7-03")
    found = spots(replace(document(words("body")), foot=foot))
    assert spot("Page", found).top > spot("Unofficial:", found).bottom - 3
    assert spot("Page", found).left == pytest.approx(spot("Unofficial:", found).left, abs=1)
    assert spot("A7-03", found).bottom == pytest.approx(spot("board", found).bottom, abs=2)
    assert spot("itself", found).right < spot("A7-03", found).left


def test_head_too_long_for_the_page_is_cut_short_with_a_warning():
    rendered = render(document(words("body"), head=RunningHead("A lesson with a long name " * 12)), theme())
    assert len(rendered.warnings) == 1
    assert "too long for the running head" in rendered.warnings[0]
    assert render(document(words("body")), theme()).warnings == ()


def test_large_print_reflows():
    found = squeezed(document(Heading(1, (Text("Heading"),)), words("words " * 100)), theme(type={"size": 24.0}))
    assert found.count("words") == 100
