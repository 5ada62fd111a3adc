"""Formulas as outlines: their letters are those of STIX Two Math, whatever the theme's type."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from warnings import catch_warnings, simplefilter

from lxml import etree

from hornbook.document.formulas import mathml
from hornbook.render.vectors import Outline, Step

_TOKEN = re.compile(r"[A-Za-z]|-?\d*\.?\d+(?:e-?\d+)?")
_ADDED = 0.035
"""What makes an outline bold, in ems: the font has one weight."""

_COUNTS = {"M": 2, "L": 2, "Q": 4, "C": 6, "Z": 0}


@dataclass(frozen=True, slots=True)
class Shape:
    """A formula at a size of 1 point: its width, how far it stands above and below the baseline, and its outlines from there."""

    width: float
    above: float
    below: float
    paths: tuple[tuple[Step, ...], ...]

    def outlines(self, size: float, colour: str, *, bold: bool = False) -> list[Outline]:
        """The outlines at a size, in points to the right of and below the start of the baseline; bold ones have an edge."""
        width, edge = (_ADDED * size, colour) if bold else (0.0, None)
        return [
            Outline(tuple((kind, tuple(size * at for at in points)) for kind, points in steps), width, edge, colour)
            for steps in self.paths
        ]


@lru_cache(maxsize=512)
def shape(tex: str) -> Shape:
    """The shape of a formula that has been checked."""
    scale = 100.0
    tree = deepcopy(mathml(tex))
    tree.set("display", "block")  # or what stands in a fraction would be too small to read
    drawn = _setter()(etree.tostring(tree, encoding="unicode"), size=scale)
    box = drawn.node.bbox
    svg = drawn.svgxml()
    paths = tuple(tuple(_scaled(steps, scale)) for steps in _paths(svg))
    return Shape(max(box.xmax, drawn.node.xadvance()) / scale, box.ymax / scale, -box.ymin / scale, paths)


@lru_cache(maxsize=1)
def _setter() -> Any:
    """What sets formulas. It is read when the first one comes, and finds its font in a way that Python has come to warn of."""
    with catch_warnings():
        simplefilter("ignore", DeprecationWarning)
        from ziafont.config import config
        from ziamath.zmath import Math
    config.svg2 = False  # paths, not references to them
    return Math


def _paths(svg: Any) -> Iterator[list[Step]]:
    for element in svg.iter():
        match element.tag.rpartition("}")[2]:
            case "path":
                yield list(_steps(element.get("d", "")))
            case "rect" if element.get("fill") not in (None, "none"):
                x, y, wide, high = (float(element.get(key, 0)) for key in ("x", "y", "width", "height"))
                yield [("M", (x, y)), ("L", (x + wide, y)), ("L", (x + wide, y + high)), ("L", (x, y + high)), ("Z", ())]


def _steps(path: str) -> Iterator[Step]:
    """The steps of a path of absolute commands, curves as cubic ones."""
    tokens = _TOKEN.findall(path)
    at, here = 0, (0.0, 0.0)
    while at < len(tokens):
        kind = tokens[at]
        count = _COUNTS[kind]
        points = tuple(map(float, tokens[at + 1 : at + 1 + count]))
        at += 1 + count
        if kind == "Q":
            control, end = points[:2], points[2:]
            first = tuple(start + 2 / 3 * (middle - start) for start, middle in zip(here, control, strict=True))
            second = tuple(last + 2 / 3 * (middle - last) for last, middle in zip(end, control, strict=True))
            kind, points = "C", (*first, *second, *end)
        if points:
            here = points[-2], points[-1]
        yield kind, points


def _scaled(steps: list[Step], scale: float) -> Iterator[Step]:
    for kind, points in steps:
        yield kind, tuple(at / scale for at in points)
