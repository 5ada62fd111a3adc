"""The pictures of the README: pages of the example lesson, side by side, as small PNGs. Same pages, same bytes."""

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

PAIRS: dict[str, tuple[tuple[Kind, str, int], ...]] = {
    "worksheet.png": (("worksheet", "classic", 1), ("worksheet", "classic", 2)),
    "answer-key.png": (("source-analysis", "classic", 2), ("answer-key", "classic", 9)),
    "themes.png": (("source-analysis", "large-print", 1), ("worksheet", "dyslexia-friendly", 1)),
}
"""What stands in each picture: document, theme and page, counted from 1."""


def page_of(kind: Kind, theme: str, number: int) -> Image.Image:
    """A page of the example lesson."""
    templates = templates_in(None)
    document = Composer(templates, pack_in(ROOT / "packs" / "soviet-foreign-policy-1921-33"), "02-rapallo").document(kind)
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
