"""Drawings as SVG, and as pixels for programs that cannot show SVG.

Each label is a group that bears its words, so that whoever opens the picture can read them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from hornbook.document.drawings import Label, Pasted
from hornbook.document.nodes import Raster
from hornbook.document.text import inline_text
from hornbook.errors import Problem, RenderError, did_you_mean
from hornbook.render.docx.glyphs import Letters, written
from hornbook.render.docx.ooxml import escape
from hornbook.render.docx.pixels import TO_THE_POINT, Inset, address, png
from hornbook.render.vectors import ENDS, MIDDLE, Outline, Placed, marks
from hornbook.theme import Theme

_AIR = 0.5
"""Points around lines that run along an edge: LibreOffice rounds the size of a picture, and cut them off."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A finished drawing, or a stretch of one, and its size in points."""

    svg: bytes
    png: bytes
    size: tuple[float, float]


def drawn(shown: Placed, theme: Theme, measure: float, images: Mapping[str, Raster]) -> Drawn:
    """A stretch of a drawing, no wider than `measure` points. Raises RenderError for a picture in it that is not there."""
    insets = {inset.name: inset for inset in _insets(shown, images)}
    over = _overhang(shown, theme)
    wide, high = shown.width + 2 * over, shown.height + 2 * over
    svg = _svg(shown, over, theme, {name: address(inset.raster.data, inset.raster.mime) for name, inset in insets.items()})
    bare = _svg(shown, over, theme, {name: inset.reference for name, inset in insets.items()}) if insets else svg
    pixels = png(bare, max(1, round(wide * TO_THE_POINT)), theme.colours, tuple(insets.values()))
    scale = min(1.0, measure / wide)
    return Drawn(svg.encode(), pixels, (scale * wide, scale * high))


def _overhang(shown: Placed, theme: Theme) -> float:
    """How far lines reach over the edges of the drawing, in points: half of those that run along an edge would be cut off."""
    over = 0.0
    for outline in marks(shown.layout, shown.em, theme):
        if isinstance(outline, Outline) and outline.colour:
            for _, points in outline.steps:
                for lengths, end in ((points[::2], shown.width), (points[1::2], shown.height)):
                    over = max([over, *(outline.width / 2 + max(-at, at - end) for at in lengths)])
    return over + _AIR if over else 0.0


def _insets(shown: Placed, images: Mapping[str, Raster]) -> Iterator[Inset]:
    for shape in shown.layout.shapes:
        if isinstance(shape, Pasted):
            raster = images.get(shape.src)
            if raster is None:
                raise RenderError(Problem(f'the document has no picture "{shape.src}"', did_you_mean(shape.src, list(images))))
            width, height = (max(1, round(length * shown.em * TO_THE_POINT)) for length in (shape.width, shape.height))
            yield Inset(shape.src, raster, (width, height))


def _svg(shown: Placed, over: float, theme: Theme, pictures: Mapping[str, str]) -> str:
    """The drawing, and `over` points around it; `pictures` says where those are that are pasted into it."""
    edge, width, height = f"{-over:.2f}", f"{shown.width + 2 * over:.2f}", f"{shown.height + 2 * over:.2f}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="{edge} {edge} {width} {height}" '
        f'fill="none" stroke-linecap="round" stroke-linejoin="round">{"".join(_elements(shown, theme, pictures))}</svg>'
    )


def _elements(shown: Placed, theme: Theme, pictures: Mapping[str, str]) -> Iterator[str]:
    for mark in marks(shown.layout, shown.em, theme):
        match mark:
            case Outline():
                yield _path(mark)
            case Label():
                yield _label(mark, shown.em, theme)
            case Pasted():
                yield _image(mark, pictures[mark.src])


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


def _image(pasted: Pasted, href: str) -> str:
    box = f'x="{pasted.x:.3f}" y="{pasted.y:.3f}" width="{pasted.width:.3f}" height="{pasted.height:.3f}"'
    return f'<image {box} preserveAspectRatio="none" href="{href}"/>'
