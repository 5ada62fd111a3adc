"""The pictures of the README and of other pages: pages of example lessons, side by side, as small PNGs. Same pages, same bytes."""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageOps
from pypdfium2 import PdfDocument

from hornbook.compose import Composer, Kind, PackComposer, PackKind
from hornbook.document.nodes import Document
from hornbook.pipeline import pack_in, templates_in, theme_of
from hornbook.render import FORMATS

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "docs" / "pictures"
_SCALE = 0.85  # pixels in a point: two pages fill the width of a README
_GAP = 14
_COLOURS = 32  # enough for grey edges of letters and the few colours of a theme

_RAPALLO, _LAST = "02-rapallo", "08-assessment"

Page = tuple[str, Kind, str, int] | tuple[None, PackKind, str, int]
"""A lesson, or None for the pack as a whole; the document, the theme, and the page, counted from 1."""

PAIRS: dict[str, tuple[Page, ...]] = {
    "worksheet.png": ((_RAPALLO, "worksheet", "classic", 1), (_RAPALLO, "worksheet", "classic", 2)),
    "answer-key.png": ((_RAPALLO, "source-analysis", "classic", 2), (_RAPALLO, "answer-key", "classic", 9)),
    "themes.png": ((_RAPALLO, "source-analysis", "large-print", 1), (_RAPALLO, "worksheet", "dyslexia-friendly", 1)),
    "source-paper.png": ((_LAST, "source-paper", "classic", 1), (_LAST, "source-paper", "classic", 3)),
    "whole-pack.png": ((None, "knowledge-organiser", "classic", 1), (None, "retrieval-starters", "classic", 4)),
}
"""What stands in each picture."""


def page_of(page: Page) -> Image.Image:
    """A page of the example pack."""
    with PdfDocument(FORMATS["pdf"](_document(page), theme_of(templates_in(None), page[2], "a4")).data) as pdf:
        picture: Image.Image = pdf[page[3] - 1].render(scale=_SCALE).to_pil().convert("RGB")
    return ImageOps.expand(picture, 1, "#b0b0b0")


def _document(page: Page) -> Document:
    templates, pack = templates_in(None), pack_in(ROOT / "packs" / "soviet-foreign-policy-1921-33")
    if page[0] is None:
        return PackComposer(templates, pack).document(page[1])
    return Composer(templates, pack, page[0]).document(page[1])


def beside(pages: list[Image.Image]) -> Image.Image:
    """The pages in a row on white."""
    width = sum(page.width for page in pages) + _GAP * (len(pages) + 1)
    row = Image.new("RGB", (width, pages[0].height + 2 * _GAP), "white")
    left = _GAP
    for page in pages:
        row.paste(page, (left, _GAP))
        left += page.width + _GAP
    return row.quantize(_COLOURS, dither=Image.Dither.NONE)


def main() -> None:
    """Draw every picture anew."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    for name, pages in PAIRS.items():
        beside([page_of(page) for page in pages]).save(PICTURES / name, optimize=True)


if __name__ == "__main__":
    main()
