"""What a reader of a finished PDF sees: words, where they stand, and what is drawn around them."""

from dataclasses import dataclass
from itertools import pairwise

import pypdfium2
import pypdfium2.raw

from hornbook.document.nodes import Document
from hornbook.render.pdf import render
from hornbook.theme import Theme
from tests.specimen import theme


@dataclass(frozen=True)
class Spot:
    """A word on a page: its edges in points, `top` and `bottom` from the top of the page."""

    page: int
    text: str
    left: float
    right: float
    top: float
    bottom: float


def texts(document: Document, look: Theme | None = None) -> list[str]:
    """The text of each page, in the order in which it is drawn."""
    with pypdfium2.PdfDocument(render(document, look or theme()).data) as pdf:
        return [page.get_textpage().get_text_bounded() for page in pdf]


def squeezed(document: Document, look: Theme | None = None) -> str:
    """All text without white space: hyphens at line ends are as they were, not pdfium's mark for them."""
    return "".join("".join(texts(document, look)).replace("\ufffe", "-").replace("\x02", "-").split())


def spots(document: Document, look: Theme | None = None) -> list[Spot]:
    """Every word with its place."""
    found: list[Spot] = []
    with pypdfium2.PdfDocument(render(document, look or theme()).data) as pdf:
        for number, page in enumerate(pdf):
            found.extend(_words(page, number))
    return found


def spot(text: str, among: list[Spot]) -> Spot:
    """The first word that reads so."""
    return next(one for one in among if one.text == text)


def _words(page, number):
    textpage, height = page.get_textpage(), page.get_height()
    chars = textpage.get_text_range()
    count = textpage.count_chars()
    boxes = [textpage.get_charbox(index) for index in range(count)]
    letters = [chr(pypdfium2.raw.FPDFText_GetUnicode(textpage, index)) for index in range(count)]
    assert len(chars) <= count
    starts = [index for index in range(count) if not letters[index].isspace() and (not index or letters[index - 1].isspace())]
    for start, after in pairwise([*starts, count]):
        end = next((index for index in range(start, after) if letters[index].isspace()), after)
        inside = boxes[start:end]
        yield Spot(
            number,
            "".join(letters[start:end]),
            min(box[0] for box in inside),
            max(box[2] for box in inside),
            height - max(box[3] for box in inside),
            height - min(box[1] for box in inside),
        )


def rectangles(data: bytes) -> list[tuple[int, float, float, float, float]]:
    """The bounds (page, left, bottom, right, top) of everything drawn."""
    with pypdfium2.PdfDocument(data) as pdf:
        return [(number, *thing.get_bounds()) for number, page in enumerate(pdf) for thing in page.get_objects()]
