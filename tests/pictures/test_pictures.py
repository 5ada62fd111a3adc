"""Pages held to pictures of them: what no test of words and places sees, such as a rule that is gone.

How the tolerance comes about. A page is drawn one pixel to the point, so that what moves by a point moves by a whole pixel (on a
coarser grid pdfium sets letters on the nearest pixel, and half of all shifts vanish), in 16 levels of grey. What may change
without harm, the shading of edges by another release of pdfium, stays within one level (17 of 255); so a pixel counts as changed
from two levels on. The faintest thing to be caught is the thinnest rule of a theme, 0.35 points of #767676: it darkens its row of
pixels by 0.35 of 137, which is 48 of 255 and more than two levels. The shortest rule, of the slot for the class, is 18 mm or 51
pixels long; a page may have no more than a third of that, 16, changed pixels. The tests below move and remove rules and words to
prove it. Fills are too pale to be told from the page like this: see `tests/test_theme.py`.

`pytest tests/pictures --update-golden` draws the references anew: look at each before you commit it.
"""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image, ImageChops
from pypdfium2 import PdfDocument

from hornbook.document.nodes import AnswerSpace, Cell, Document, Question, Row, Table
from hornbook.pipeline import templates_in
from hornbook.render.pdf import answers, render, table
from hornbook.render.pdf.boxes import Piece, Stroke
from hornbook.render.pdf.setting import Typesetter
from hornbook.theme import Paper, load_theme
from tests.specimen import document, specimen, words

HERE = Path(__file__).parent
LEVELS = 16
STEPS = 2
"""From how many levels on a pixel counts as changed."""

STRAY = 16
"""How many changed pixels a page may have."""

LARGEST = 30_000
"""Bytes: references are kept in the history for ever."""

PAGES: dict[str, tuple[str, float | None, Paper, int]] = {
    "classic-1": ("classic", None, "a4", 1),
    "classic-2": ("classic", None, "a4", 2),
    "classic-key": ("classic", None, "a4", -1),
    "dyslexia-friendly-letter": ("dyslexia-friendly", None, "letter", 2),
    "high-contrast": ("high-contrast", None, "a4", 2),
    "ink-saver": ("ink-saver", None, "a4", 2),
    "large-print": ("large-print", None, "a4", 3),
    "large-print-36": ("large-print", 36.0, "a4", 3),
}
"""Theme, size, paper and page (from 1; -1 is the last) of each picture of the specimen."""


def drawn(name: str, file: Document | None = None) -> Image.Image:
    """A page in 16 levels of grey, each pixel the number of its level."""
    theme, size, paper, number = PAGES[name]
    with PdfDocument(render(file or specimen(), load_theme(theme, templates_in(None), paper, size)).data) as pdf:
        page = pdf[number - 1 if number > 0 else len(pdf) - 1] if file is None else pdf[0]
        grey: Image.Image = page.render(grayscale=True).to_pil().convert("L")
    return grey.point([round(value * (LEVELS - 1) / 255) for value in range(256)])


def stored(picture: Image.Image) -> bytes:
    """A reference as it is kept: a PNG of four bits a pixel."""
    shown = picture.convert("P")
    shown.putpalette([value * 255 // (LEVELS - 1) for value in range(LEVELS) for _ in "rgb"])
    buffer = io.BytesIO()
    shown.save(buffer, "PNG", optimize=True, bits=4)
    return buffer.getvalue()


def reference(name: str) -> Image.Image:
    """A reference as numbers of levels."""
    with Image.open(HERE / f"{name}.png") as picture:
        return Image.frombytes("L", picture.size, picture.convert("P").tobytes())


def changed(one: Image.Image, other: Image.Image) -> int:
    """How many pixels differ by two levels or more; all of them if the pages are not of one size."""
    if one.size != other.size:
        return one.width * one.height
    return sum(ImageChops.difference(one, other).histogram()[STEPS:])


@pytest.mark.parametrize("name", PAGES)
def test_a_page_looks_as_it_did(name: str, request: pytest.FixtureRequest, tmp_path: Path):
    path, now = HERE / f"{name}.png", drawn(name)
    if request.config.getoption("--update-golden"):
        path.write_bytes(stored(now))
    differing = changed(reference(name), now)
    if differing > STRAY:
        (tmp_path / path.name).write_bytes(stored(now))
    assert differing <= STRAY, f"{differing} pixels differ from {path.name}; the page as it is now: {tmp_path / path.name}"


def test_references_are_small_and_all_in_use():
    files = sorted(HERE.glob("*.png"))
    assert {path.stem for path in files} == set(PAGES)
    assert max(path.stat().st_size for path in files) < LARGEST


# ------------------------------------------------------------------------------------------------------- what would be caught


def ruled() -> Document:
    """A page of one answer line and one small table, the least there is to see."""
    return document(Question(None, "1", (words("stem"), AnswerSpace(1))), Table((1.0,), rows=(Row(cells=(Cell(),)),)))


@pytest.mark.parametrize("name", PAGES)
def test_the_same_page_differs_in_nothing(name: str):
    assert changed(drawn(name, ruled()), drawn(name, ruled())) == 0


@pytest.mark.parametrize("by", [1.0, -1.0, None])
@pytest.mark.parametrize("name", PAGES)
def test_an_answer_line_one_point_off_or_missing_is_caught(name: str, by: float | None, monkeypatch: pytest.MonkeyPatch):
    before, honest = drawn(name, ruled()), answers._drawn

    def moved(*arguments: object) -> list[Piece]:
        return [] if by is None else [_shifted(piece, by) for piece in honest(*arguments)]

    monkeypatch.setattr(answers, "_drawn", moved)
    assert changed(before, drawn(name, ruled())) > STRAY


@pytest.mark.parametrize("name", PAGES)
def test_a_missing_rule_of_a_table_is_caught(name: str, monkeypatch: pytest.MonkeyPatch):
    before, honest = drawn(name, ruled()), table._rules
    monkeypatch.setattr(table, "_rules", lambda *arguments: list(honest(*arguments))[1:])
    assert changed(before, drawn(name, ruled())) > STRAY


@pytest.mark.parametrize("name", PAGES)
def test_words_one_point_off_are_caught(name: str, monkeypatch: pytest.MonkeyPatch):
    before, honest = drawn(name, ruled()), Typesetter.baseline
    monkeypatch.setattr(Typesetter, "baseline", lambda self, style: honest(self, style) + 1)
    assert changed(before, drawn(name, ruled())) > STRAY


def _shifted(piece: Piece, by: float) -> Piece:
    assert isinstance(piece, Stroke)
    return Stroke(piece.x1, piece.y1 + by, piece.x2, piece.y2 + by, piece.width, piece.colour)
