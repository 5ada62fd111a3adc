"""Pictures in a line of their own, with what a screen reader says of them."""

from __future__ import annotations

from dataclasses import dataclass

from hornbook.document.nodes import Figure, Raster
from hornbook.render.docx.flow import Frame, Para, Piece
from hornbook.render.docx.ooxml import ParagraphLook, escape, run
from hornbook.render.docx.spoken import of_figure
from hornbook.theme import Theme

_EMU = 12700  # English Metric Units in a point
_TALLEST = 2 / 3  # of the text's height
_DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)


@dataclass(frozen=True, slots=True)
class Image:
    """A picture in the package: its relationship, and a number that no other picture has.

    `vectors` is the relationship of the same picture as SVG, which programs that know it show instead.
    """

    relation: str
    number: int
    vectors: str = ""


def figure(node: Figure, image: Image, size: tuple[float, float], caption: str, frame: Frame) -> list[Piece]:
    """A picture, `size` in points, and beneath it its caption, whose runs are given."""
    tied = frame.tied or bool(caption)
    shown = run(drawing(node, image, size))
    held = Para(ParagraphLook("Figure", keep_next=tied, indent=frame.indent or None), shown)
    below = ParagraphLook("Caption", keep_next=frame.tied, keep_lines=True, indent=frame.indent or None)
    return [held, Para(below, caption)] if caption else [held]


def figure_size(node: Figure, raster: Raster, frame: Frame, theme: Theme) -> tuple[float, float]:
    """Width and height in points: no wider than its place, and never so high that the caption has no room."""
    top, _, bottom, _ = theme.margins
    tallest = (theme.page_size[1] - top - bottom) * _TALLEST
    ratio = raster.height / raster.width
    width = min(node.width * theme.text_width, frame.width / 20, tallest / ratio)
    return width, width * ratio


def drawing(node: Figure, image: Image, size: tuple[float, float]) -> str:
    """The `w:drawing` of a picture, `size` in points, with what is said of it."""
    extent = f'cx="{round(size[0] * _EMU)}" cy="{round(size[1] * _EMU)}"'
    number = image.number
    mark = _DECORATIVE if node.decorative else ""
    return (
        f'<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {extent}/>'
        f'<wp:docPr id="{number}" name="Picture {number}" descr="{escape(of_figure(node))}">{mark}</wp:docPr>'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr id="{number}" name="{escape(node.src)}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f"<pic:blipFill>{_blip(image)}<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>"
    )


def _blip(image: Image) -> str:
    """The pixels, and the vectors beside them (MS-ODRAWXML, 2.3.1.1)."""
    if not image.vectors:
        return f'<a:blip r:embed="{image.relation}"/>'
    namespace = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
    return (
        f'<a:blip r:embed="{image.relation}"><a:extLst><a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}">'
        f'<asvg:svgBlip xmlns:asvg="{namespace}" r:embed="{image.vectors}"/></a:ext></a:extLst></a:blip>'
    )
