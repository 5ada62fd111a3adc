"""Answer space that fills the last page: never a line less, never a page more, never over the margin."""

from itertools import pairwise

import pypdfium2
import pytest

from hornbook.document.inline import Paragraph, Text
from hornbook.document.nodes import AnswerSpace, Block, Document, Panel, Question, RunningFoot, RunningHead, Section
from hornbook.render.pdf import render
from hornbook.theme import Theme
from tests.specimen import document, theme, words


def lines_of(file: Document, look: Theme | None = None) -> list[list[float]]:
    """For each page how far above the foot of its text the answer lines stand, in points, from top to bottom."""
    look = look or theme()
    top, right, bottom, left = look.margins
    ends = (left + look.hanging, look.page_size[0] - right)
    found: list[list[float]] = []
    with pypdfium2.PdfDocument(render(file, look).data) as pdf:
        for page in pdf:
            bounds = [thing.get_bounds() for thing in page.get_objects()]
            rules = [low for x1, low, x2, high in bounds if high - low < 2 and x1 > ends[0] - 2 and abs(x2 - ends[1]) < 2]
            found.append(sorted((low - bottom for low in rules if low < look.page_size[1] - top - 1), reverse=True))
    return found


def question(lines: int, *, fill: bool) -> Question:
    return Question(4, "1", (words("stem"), AnswerSpace(lines, fill=fill)))


@pytest.mark.parametrize("before", range(0, 40, 3))
def test_the_last_page_is_filled_and_never_overflows(before: int):
    blocks = [words(f"line{number}") for number in range(before)]
    plain, filled = (lines_of(document(*blocks, question(6, fill=fill))) for fill in (False, True))
    assert len(filled) == len(plain)
    assert filled[:-1] == plain[:-1]
    assert len(filled[-1]) >= len(plain[-1])
    assert 0 <= filled[-1][-1] + 0.5 < theme().answer_line + 0.5
    assert sum(map(len, filled)) >= 6


def test_lines_keep_their_pitch():
    (page,) = lines_of(document(question(3, fill=True)))
    steps = {round(one - other, 2) for one, other in pairwise(page)}
    assert steps == {round(theme().answer_line, 2)}


def test_two_spaces_share_what_is_left():
    (page,) = lines_of(document(question(2, fill=True), question(2, fill=True)))
    steps = [one - other for one, other in pairwise(page)]
    (gap,) = [at for at, step in enumerate(steps) if step > theme().answer_line + 1]
    assert abs((gap + 1) - (len(page) - gap - 1)) <= 1


def test_what_follows_still_stands_on_the_page():
    after = words("after")
    (page,) = lines_of(document(question(2, fill=True), after))
    assert page[-1] > theme().paragraph("body").leading
    assert render(document(question(2, fill=True), after), theme()).pages == 1


def test_the_page_before_a_new_part_is_filled_too():
    sections = tuple(Section(new_page=True, children=(question(2, fill=True),)) for _ in range(2))
    file = Document("A test", "en-GB", RunningHead("A test"), RunningFoot("A test", "{page}"), sections=sections)
    first, second = lines_of(file)
    assert first == second
    assert len(first) > 20


def test_space_in_a_panel_grows_within_it():
    panel = Panel("frame", "Plan", (Paragraph(content=(Text("here"),)), AnswerSpace(2, fill=True)))
    grown = document(panel)
    assert render(grown, theme()).pages == 1
    with pypdfium2.PdfDocument(render(grown, theme()).data) as pdf:
        lowest = min(thing.get_bounds()[1] for thing in pdf[0].get_objects() if thing.get_bounds()[1] > theme().margins[2] - 1)
    assert lowest < theme().margins[2] + theme().answer_line


@pytest.mark.parametrize("block", [question(6, fill=True)])
def test_a_word_file_keeps_the_lines_asked_for(block: Block):
    from hornbook.render.docx import render as render_docx

    plain = document(question(6, fill=False))
    assert render_docx(document(block), theme()).data == render_docx(plain, theme()).data
