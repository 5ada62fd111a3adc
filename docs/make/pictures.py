"""The pictures of the README and of other pages: pages of example lessons, side by side, as small PNGs. Same pages, same bytes."""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageOps
from pypdfium2 import PdfDocument

from hornbook.compose import Composer, Kind
from hornbook.pipeline import pack_in, templates_in, theme_of
from hornbook.render import FORMATS

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "docs" / "pictures"
_SCALE = 0.85  # pixels in a point: two pages fill the width of a README
_GAP = 14
_COLOURS = 32  # enough for grey edges of letters and the few colours of a theme

_RAPALLO, _LAST = "02-rapallo", "08-assessment"

PAIRS: dict[str, tuple[tuple[str, Kind, str, int], ...]] = {
    "worksheet.png": ((_RAPALLO, "worksheet", "classic", 1), (_RAPALLO, "worksheet", "classic", 2)),
    "answer-key.png": ((_RAPALLO, "source-analysis", "classic", 2), (_RAPALLO, "answer-key", "classic", 9)),
    "themes.png": ((_RAPALLO, "source-analysis", "large-print", 1), (_RAPALLO, "worksheet", "dyslexia-friendly", 1)),
    "source-paper.png": ((_LAST, "source-paper", "classic", 1), (_LAST, "source-paper", "classic", 3)),
}
"""What stands in each picture: lesson, document, theme and page, counted from 1."""


def page_of(lesson: str, kind: Kind, theme: str, number: int) -> Image.Image:
    """A page of a lesson of the example pack."""
    templates = templates_in(None)
    document = Composer(templates, pack_in(ROOT / "packs" / "soviet-foreign-policy-1921-33"), lesson).document(kind)
    with PdfDocument(FORMATS["pdf"](document, theme_of(templates, theme, "a4")).data) as pdf:
        picture: Image.Image = pdf[number - 1].render(scale=_SCALE).to_pil().convert("RGB")
    return ImageOps.expand(picture, 1, "#b0b0b0")


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
        beside([page_of(*page) for page in pages]).save(PICTURES / name, optimize=True)


if __name__ == "__main__":
    main()
