"""Drawings in Word files: vectors with pixels beside them, the same bytes each time, and what is told of them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import replace

import pytest
from lxml import etree
from PIL import Image

from hornbook.document.drawings import Drawing, Label, Layout, Pasted, Stroke
from hornbook.document.inline import Text
from hornbook.document.nodes import Raster
from hornbook.errors import RenderError
from hornbook.render.docx import render
from hornbook.render.docx.drawings import Drawn
from hornbook.render.docx.drawings import drawn as drawn_placed
from hornbook.render.docx.pixels import png
from hornbook.render.vectors import placed
from hornbook.theme import Theme
from tests.docx_lint import lint
from tests.specimen import SOLVED, document, drawing, picture, theme

IMAGES = {"map": picture()}
_SVG = "{http://www.w3.org/2000/svg}"


def drawn(drawing_: Drawing, look: Theme, measure: float, images: Mapping[str, Raster]) -> Drawn:
    """The first stretch of a drawing."""
    return drawn_placed(placed(drawing_, look, measure), look, measure, images)


def members(*drawings: Drawing) -> dict[str, bytes]:
    data = render(document(*drawings, images=IMAGES), theme()).data
    assert lint(data) == []
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_a_drawing_is_stored_as_vectors_and_as_pixels():
    files = members(drawing(), drawing(shapes=SOLVED))
    assert {name for name in files if "drawing" in name} == {
        f"word/media/drawing{number}.{kind}" for number, kind in ((1, "png"), (2, "svg"), (3, "png"), (4, "svg"))
    }
    assert b'ContentType="image/svg+xml"' in files["[Content_Types].xml"]
    body = files["word/document.xml"].decode()
    assert body.count("<asvg:svgBlip ") == 2
    assert body.count('descr="A line from 1921 to 1923 with Rapallo in its midst."') == 2


def test_the_same_drawing_gives_the_same_bytes():
    one = drawn(drawing(shapes=SOLVED), theme(), 400, IMAGES)
    assert drawn(drawing(shapes=SOLVED), theme(), 400, IMAGES).png is one.png, "drawn once for all sheets"
    png.cache_clear()
    assert drawn(drawing(shapes=SOLVED), theme(), 400, IMAGES) == one


def test_pixels_have_the_pictures_that_are_pasted_in_their_places():
    halves, buffer = Image.new("RGB", (40, 20), (200, 0, 0)), io.BytesIO()
    halves.paste((0, 0, 200), (20, 0, 40, 20))
    halves.save(buffer, "PNG")
    images = {"a&b": Raster(buffer.getvalue(), "image/png", 40, 20), "tower": picture()}
    shapes = Pasted("a&b", 2, 1, 10, 5), Pasted("tower", 14, 1, 4, 5)
    shown = drawn(Drawing("x", layouts=(Layout(20, 8, shapes),)), theme(), 400, images)
    etree.fromstring(shown.svg)
    to_the_em = theme().size * 220 / 72
    with Image.open(io.BytesIO(shown.png)) as pixels:
        found = [
            pixels.getpixel((x * to_the_em, y * to_the_em)) for x, y in ((2.5, 1.5), (5.5, 5.5), (8.5, 1.5), (11.5, 5.5), (1.5, 3))
        ]
    assert found == [(200, 0, 0), (200, 0, 0), (0, 0, 200), (0, 0, 200), (255, 255, 255)]


def test_letters_are_outlines_that_bear_their_words():
    tree = etree.fromstring(drawn(drawing(shapes=SOLVED), theme(), 400, IMAGES).svg)
    assert tree.findall(f".//{_SVG}text") == []
    assert tree.xpath("//@aria-label") == ["Rapallo, 1922", "Genoa", "both", "peace"]
    assert all(group.findall(f"{_SVG}path") for group in tree.iter(f"{_SVG}g"))


def test_pixels_are_of_220_to_the_inch_and_of_the_theme_alone():
    plain = replace(drawing(), layouts=(Layout(24.0, 10.0, (Label(1, 2, 9, content=(Text("Genoa"),)),)),))
    shown = drawn(plain, theme(), 400, {})
    with Image.open(io.BytesIO(shown.png)) as picture_:
        assert picture_.width == round(24 * 11 * 220 / 72)
        colours = picture_.convert("RGB").getcolors()
    assert shown.size == (264.0, 110.0)
    assert {(255, 255, 255), (26, 26, 26)} <= {colour for _, colour in colours}
    assert all(len(set(colour)) == 1 for _, colour in colours), "greys only"


def test_a_line_along_the_edge_is_as_thick_as_any_other():
    frame = Stroke((0, 0, 20, 0, 20, 5, 0, 5), closed=True, weight="thick")
    shown = drawn(Drawing("x", layouts=(Layout(20, 5, (frame,)),)), theme(), 400, {})
    (line,) = etree.fromstring(shown.svg).iter(f"{_SVG}path")
    thick = float(line.get("stroke-width"))
    around = thick + 2 * 0.5  # half a point of air, lest it be cut off with what a program rounds
    assert shown.size == pytest.approx((20 * 11 + around, 5 * 11 + around), abs=0.02)
    with Image.open(io.BytesIO(shown.png)) as picture_:
        grey = picture_.convert("L")
    across = [grey.getpixel((grey.width // 2, y)) < 128 for y in range(20)]
    assert sum(across) == pytest.approx(thick * 220 / 72, abs=1.1)


def test_a_line_along_the_edge_of_a_drawing_as_wide_as_its_place_stays_within_it():
    frame = Stroke((0, 0, 20, 0, 20, 5, 0, 5), closed=True)
    shown = drawn(Drawing("x", layouts=(Layout(20, 5, (frame,)),)), theme(), 220, {})
    assert shown.size[0] == pytest.approx(220)


def test_a_label_with_too_little_room_is_set_smaller():
    words = (Text("Anglo-Soviet trade agreement"),)
    wide, narrow = (
        etree.fromstring(drawn(Drawing("x", layouts=(Layout(20, 2, (Label(0, 1, room, content=words),)),)), theme(), 400, {}).svg)
        for room in (20.0, 3.0)
    )
    scales = [float(tree.find(f"{_SVG}g").get("transform").rpartition("(")[2].rstrip(")")) for tree in (wide, narrow)]
    assert scales[0] == 11.0
    assert scales[1] < 4


def test_a_picture_that_is_not_there():
    missing = Drawing("x", layouts=(Layout(9, 9, (Pasted("mapp", 1, 1, 3, 3),)),))
    with pytest.raises(RenderError, match='the document has no picture "mapp"'):
        drawn(missing, theme(), 400, IMAGES)
