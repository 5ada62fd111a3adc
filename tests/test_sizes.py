"""Handouts at the sizes of modified papers: within the margins, no word broken, sources and questions numbered as ever."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from lxml import etree

from hornbook.compose import Kind
from hornbook.document.nodes import Document
from hornbook.document.text import document_text
from hornbook.errors import CommandError
from hornbook.pipeline import templates_in, theme_of
from hornbook.render.docx import render as render_docx
from hornbook.render.pdf import render
from hornbook.theme import Paper
from tests.docx_lint import lint
from tests.docx_text import shown_text
from tests.lessons import EVERY_ACTIVITY, RAPALLO, Lessons
from tests.render.pdf.looking import spots
from tests.samples import Sample
from tests.specimen import specimen

MAY_BREAK = re.compile(r"(?<=\w[-‐–—/])(?=[^\W\d_])|(?<=—)(?=\w)")
LOOKS: tuple[tuple[str, float, Paper], ...] = (
    ("large-print", 24.0, "a4"),
    ("large-print", 36.0, "a4"),
    ("classic", 36.0, "letter"),
)


@pytest.fixture(scope="module")
def sample(lessons: Lessons) -> Sample:
    """A lesson with every activity."""
    return lessons(EVERY_ACTIVITY)


def parts(file: Document) -> set[str]:
    """Whatever of a word may stand together: the words, and what stands between their dashes."""
    whole = {word for text in document_text(file) for word in text.split()}
    cut = ([0, *(found.start() for found in MAY_BREAK.finditer(word)), len(word)] for word in whole)
    ends = zip(whole, cut, strict=True)
    return {word[start:end] for word, at in ends for start in at for end in at if start < end}


@pytest.mark.parametrize(("name", "size", "paper"), LOOKS)
@pytest.mark.parametrize("kind", ["worksheet", "source-analysis"])
def test_words_stand_whole_and_within_the_margins(kind: Kind, name: str, size: float, paper: Paper, sample: Sample):
    file, look = sample.document(kind), theme_of(templates_in(None), name, paper, size)
    top, right, bottom, left = look.margins
    body = [one for one in spots(file, look) if top < one.top < look.page_size[1] - bottom]
    assert max(one.right for one in body) <= look.page_size[0] - right + 1
    assert min(one.left for one in body) >= left - 1
    assert max(one.bottom for one in body) <= look.page_size[1] - bottom + 1
    known = parts(file)
    # pdfium puts a mark of its own where a line ends in a hyphen.
    broken = {one.text for one in body if one.text.replace("\ufffe", "-").replace("\x02", "-") not in known}
    assert {word for word in broken if len(word.strip("().,:;[]·")) > 1 and word.isalpha()} == set()


def rows_of(data: bytes) -> list[str]:
    """The words of each row of a Word file's tables, without white space."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        tree = etree.fromstring(package.read("word/document.xml"))
    space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    return ["".join(text.text or "" for text in row.iter(f"{space}t")).replace(" ", "") for row in tree.iter(f"{space}tr")]


def test_both_formats_stack_the_same_tables(sample: Sample):
    file, look = sample.document("worksheet"), theme_of(templates_in(None), "large-print", "a4", 36.0)
    before = theme_of(templates_in(None), "classic", "a4")
    large, small = render_docx(file, look).data, render_docx(file, before).data
    assert len(rows_of(large)) > len(rows_of(small))
    said = "".join("".join(one.text for one in spots(file, look)).split())
    # What stands above a stacked cell stands there in the Word file too.
    repeated = [word for word in {"".join(text.split()) for text in shown_text(large)} if len(word) > 8 and word.isalpha()]
    assert repeated
    assert all(word in said for word in repeated)


@pytest.mark.parametrize("size", [24.0, 36.0, 48.0])
def test_word_files_are_sound_at_every_size(size: float):
    look = theme_of(templates_in(None), "large-print", "a4", size)
    assert lint(render_docx(specimen(), look).data) == []
    assert render(specimen(), look).pages


@pytest.mark.parametrize("size", [12.0, 24.0, 36.0])
def test_lines_of_sources_keep_their_numbers(size: float, lessons: Lessons):
    file, look = lessons(RAPALLO).document("source-analysis"), theme_of(templates_in(None), "classic", "a4", size)
    fives = [one for one in spots(file, look) if one.text == "5" and one.left < look.margins[3] + 3 * size]
    assert fives
    numbers = [row for row in rows_of(render_docx(file, look).data) if re.match(r"5\D", row)]
    assert numbers


def test_the_same_size_gives_the_same_bytes(sample: Sample):
    look = theme_of(templates_in(None), "ink-saver", "a4", 13.5)
    assert render(sample.document("worksheet"), look).data == render(sample.document("worksheet"), look).data


def test_a_size_out_of_bounds_is_a_fault_of_the_command():
    with pytest.raises(CommandError) as caught:
        theme_of(templates_in(None), "classic", "a4", 96.0)
    assert str(caught.value) == "text of 96 points\n  hint: choose a size from 12 to 48"
