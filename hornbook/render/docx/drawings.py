"""Drawings as SVG, and as pixels for programs that cannot show SVG.

Each label is a group that bears its words, so that whoever opens the picture can read them.
"""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hornbook.document.drawings import Drawing, Label, Pasted
from hornbook.document.inline import Paragraph
from hornbook.document.nodes import Raster
from hornbook.document.text import inline_text
from hornbook.errors import Problem, RenderError, did_you_mean
from hornbook.render.docx.glyphs import Letters, written
from hornbook.render.docx.ooxml import escape
from hornbook.render.vectors import ENDS, MIDDLE, Outline, Placed, channels, marks, mixed, placed
from hornbook.theme import Theme

if TYPE_CHECKING:
    from PIL import Image

_TO_THE_POINT = 300 / 72
"""Pixels."""

_STEPS = 24
"""How many shades an edge has between two colours."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A finished drawing; its size in points, and the text to set beneath it."""

    svg: bytes
    png: bytes
    size: tuple[float, float]
    legend: tuple[Paragraph, ...]


def drawn(drawing: Drawing, theme: Theme, measure: float, images: Mapping[str, Raster]) -> Drawn:
    """A drawing for a place `measure` points wide. Raises RenderError for a picture in it that is not there."""
    shown = placed(drawing, theme, measure)
    svg = _svg(shown, theme, images)
    return Drawn(svg.encode(), _png(svg, shown, theme), (shown.width, shown.height), shown.layout.legend)


def _svg(shown: Placed, theme: Theme, images: Mapping[str, Raster]) -> str:
    width, height = f"{shown.width:.2f}", f"{shown.height:.2f}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'fill="none" stroke-linecap="round" stroke-linejoin="round">{"".join(_elements(shown, theme, images))}</svg>'
    )


def _elements(shown: Placed, theme: Theme, images: Mapping[str, Raster]) -> Iterator[str]:
    for mark in marks(shown.layout, shown.em, theme):
        match mark:
            case Outline():
                yield _path(mark)
            case Label():
                yield _label(mark, shown.em, theme)
            case Pasted():
                yield _image(mark, images)


def _path(outline: Outline) -> str:
    path = "".join(kind + " ".join(f"{length:.3f}" for length in points) for kind, points in outline.steps)
    fill = f' fill="{outline.fill}"' if outline.fill else ""
    stroke = f' stroke="{outline.colour}" stroke-width="{outline.width:.2f}"' if outline.colour else ""
    dash = f' stroke-dasharray="{outline.dash:.2f} {1.2 * outline.dash:.2f}"' if outline.dash and stroke else ""
    return f'<path d="{path}"{fill}{stroke}{dash}/>'


def _label(label: Label, em: float, theme: Theme) -> str:
    line = written(label.content, theme)
    size = min(em, label.width / line.width) if line.width else em
    x, y = label.x - ENDS[label.anchor] * line.width * size, label.y + MIDDLE * size
    paths = "".join(_letters(letters, theme) for letters in line.letters)
    words = escape(inline_text(label.content))
    return f'<g transform="translate({x:.3f} {y:.3f}) scale({size:.3f})" role="img" aria-label="{words}">{paths}</g>'


def _letters(letters: Letters, theme: Theme) -> str:
    colours = theme.colours
    if not letters.answer:
        return f'<path fill="{colours.text}" d="{letters.path}"/>'
    behind = f'<path fill="{colours.answer_fill}" d="M{letters.x:.3f} -0.9h{letters.width:.3f}v1.2h-{letters.width:.3f}Z"/>'
    return f'{behind}<path fill="{colours.answer}" d="{letters.path}"/>'


def _image(pasted: Pasted, images: Mapping[str, Raster]) -> str:
    raster = images.get(pasted.src)
    if raster is None:
        raise RenderError(Problem(f'the document has no picture "{pasted.src}"', did_you_mean(pasted.src, list(images))))
    data = base64.b64encode(raster.data).decode("ascii")
    box = f'x="{pasted.x:.3f}" y="{pasted.y:.3f}" width="{pasted.width:.3f}" height="{pasted.height:.3f}"'
    return f'<image {box} preserveAspectRatio="none" href="data:{raster.mime};base64,{data}"/>'


def _png(svg: str, shown: Placed, theme: Theme) -> bytes:
    import resvg_py
    from PIL import Image

    width = max(1, round(shown.width * _TO_THE_POINT))
    data = resvg_py.svg_to_bytes(svg_string=svg, width=width, background=theme.colours.page, skip_system_fonts=True)
    buffer = io.BytesIO()
    with Image.open(io.BytesIO(bytes(data))) as picture:
        pixels = picture.convert("RGB")
    if not any(isinstance(shape, Pasted) for shape in shown.layout.shapes):
        pixels = pixels.quantize(palette=_palette(theme), dither=Image.Dither.NONE)
    pixels.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def _palette(theme: Theme) -> Image.Image:
    """All that a drawing has by way of colours: shades between the page, what is written, and what is answered."""
    from PIL import Image

    colours = theme.colours
    pairs = (colours.page, colours.text), (colours.page, colours.answer), (colours.answer_fill, colours.answer)
    shades = [mixed(one, other, step / _STEPS) for one, other in pairs for step in range(_STEPS + 1)]
    palette = Image.new("P", (1, 1))
    palette.putpalette([channel for shade in dict.fromkeys(shades) for channel in channels(shade)])
    return palette
