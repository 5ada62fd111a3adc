"""Drawings as pixels, for programs that show no SVG.

Tiers, versions and keys have many drawings in common, and to draw one takes longer than to set a page: so the last are kept.
"""

from __future__ import annotations

import base64
import io
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from hornbook.document.nodes import Raster
from hornbook.render.vectors import channels, mixed
from hornbook.theme.file import Colours

if TYPE_CHECKING:
    from PIL import Image

TO_THE_POINT = 220 / 72
"""Pixels: to an inch there are as many as Word itself keeps of a picture in a document to be printed."""

_STEPS = 24
"""How many shades an edge has between two colours."""


@dataclass(frozen=True, slots=True)
class Inset:
    """A picture pasted into a drawing: its name in the document, and how many pixels wide and high it becomes."""

    name: str
    raster: Raster
    size: tuple[int, int]

    @property
    def reference(self) -> str:
        """What stands for it in the SVG that is to become pixels: no name needs to be escaped, and no other has its place."""
        return f"name:{self.name.encode().hex()}"


@lru_cache(maxsize=64)
def png(svg: str, width: int, colours: Colours, insets: tuple[Inset, ...]) -> bytes:
    """A drawing as a PNG of `width` pixels; in few colours, unless pictures are pasted into it."""
    import resvg_py
    from PIL import Image

    for inset in insets:
        svg = svg.replace(f'href="{inset.reference}"', f'href="{_to_size(inset)}"')
    # To blend the pixels of what already has its size would only take its time.
    data = resvg_py.svg_to_bytes(
        svg_string=svg, width=width, background=colours.page, skip_system_fonts=True, image_rendering="optimize_speed"
    )
    buffer = io.BytesIO()
    with Image.open(io.BytesIO(bytes(data))) as picture:
        pixels = picture.convert("RGB")
    if not insets:
        pixels = pixels.quantize(palette=_palette(colours), dither=Image.Dither.NONE)
    pixels.save(buffer, "PNG")
    return buffer.getvalue()


def _to_size(inset: Inset) -> str:
    from PIL import Image

    buffer = io.BytesIO()
    with Image.open(io.BytesIO(inset.raster.data)) as picture:
        picture.resize(inset.size, Image.Resampling.LANCZOS).save(buffer, "PNG", compress_level=1)
    return address(buffer.getvalue(), "image/png")


def address(data: bytes, mime: str) -> str:
    """A picture as the address that holds it (RFC 2397)."""
    return f"data:{mime};base64,{base64.b64encode(data).decode('ascii')}"


def _palette(colours: Colours) -> Image.Image:
    """All that a drawing has by way of colours: shades between the page, what is written, and what is answered."""
    from PIL import Image

    pairs = (colours.page, colours.text), (colours.page, colours.answer), (colours.answer_fill, colours.answer)
    shades = [mixed(one, other, step / _STEPS) for one, other in pairs for step in range(_STEPS + 1)]
    palette = Image.new("P", (1, 1))
    palette.putpalette([channel for shade in dict.fromkeys(shades) for channel in channels(shade)])
    return palette
