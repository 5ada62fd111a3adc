"""The running head: a school's logo and name, slots, and how much room they take at every size."""

import io
import zipfile

import pikepdf
import pypdfium2
import pytest

from hornbook.document.nodes import Document, Raster, RunningFoot, RunningHead, Section, Slot
from hornbook.pipeline import templates_in
from hornbook.render.docx import render as render_docx
from hornbook.render.pdf import render
from hornbook.theme import Theme, load_theme
from tests.docx_lint import lint
from tests.render.pdf.looking import spots
from tests.specimen import picture, words

SCHOOL = """
inherits = "{parent}"
[school]
name = "Greenfield School"
logo = "crest.png"
logo_alt = "The crest: an oak"
"""
SLOTS = (Slot("name", "Name", 55.0), Slot("class", "Class", 18.0), Slot("date", "Date", 25.0))


class Shelf:
    """The built-in themes and one of a school."""

    def __init__(self, parent: str):
        self.own = SCHOOL.format(parent=parent)

    def read(self, name: str, *, builtin: bool = False) -> str | None:  # noqa: ARG002 - a shelf of one folder
        return self.own if name == "themes/own.toml" else templates_in(None).read(name)

    def names(self, folder: str) -> list[str]:
        return templates_in(None).names(folder)

    def picture(self, _name: str) -> Raster:
        return picture()


def school(parent: str = "classic", size: float | None = None) -> Theme:
    return load_theme("own", Shelf(parent), size=size)


def sheet(pages: int = 2) -> Document:
    sections = tuple(Section(new_page=True, children=(words("body"),)) for _ in range(pages))
    return Document("A test", "en-GB", RunningHead("Rapallo, 1922", SLOTS), RunningFoot("CC BY", "{page}"), sections=sections)


@pytest.mark.parametrize("size", [None, 18.0, 24.0, 36.0, 48.0])
@pytest.mark.parametrize("parent", ["classic", "large-print", "high-contrast"])
def test_head_and_foot_stand_on_the_page_and_apart_from_the_body(parent: str, size: float | None):
    look = school(parent, size)
    top, right, _, _ = look.margins
    found = spots(sheet(1), look)
    body = next(one for one in found if one.text == "body")
    head = [one for one in found if one.bottom < top]
    assert {"Greenfield", "Rapallo,", "Name", "Class", "Date"} <= {one.text for one in head}
    assert min(one.top for one in found) > 10
    assert max(one.right for one in found) <= look.page_size[0] - right + 1
    assert body.top > max(one.bottom for one in head) + 5
    assert max(one.bottom for one in found) < look.page_size[1] - 10


def test_slots_keep_their_order_and_room_at_every_size():
    for size in (None, 18.0, 24.0, 36.0, 48.0):
        look = load_theme("large-print", templates_in(None), size=size)
        found = {one.text: one for one in spots(sheet(1), look)}
        assert found["Name"].right + 40 < found["Class"].left
        assert found["Class"].right + 15 < found["Date"].left
        assert found["Date"].right + 20 < look.page_size[0] - look.margins[1]


def test_the_logo_is_stored_once_and_drawn_on_each_page():
    with pikepdf.open(io.BytesIO(render(sheet(3), school()).data)) as pdf:
        images = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Image"]
    assert len([image for image in images if "/SMask" in image or image.get("/ColorSpace") != "/DeviceGray"]) == 1
    with pypdfium2.PdfDocument(render(sheet(3), school()).data) as pdf:
        drawn = [sum(thing.type == pypdfium2.raw.FPDF_PAGEOBJ_IMAGE for thing in page.get_objects()) for page in pdf]
    assert drawn == [1, 1, 1]


def test_the_logo_is_told_of_once_and_first():
    with pikepdf.open(io.BytesIO(render(sheet(3), school()).data)) as pdf:
        whole = pdf.Root.StructTreeRoot.K
        whole = whole[0] if isinstance(whole, pikepdf.Array) else whole
        kinds = [str(kid.S) for kid in whole.K]
        assert kinds.count("/Figure") == 1
        assert kinds[0] == "/Figure"
        assert str(whole.K[0].Alt) == "The crest: an oak"


def test_a_head_without_a_school_has_no_picture():
    look = load_theme("classic", templates_in(None))
    with pypdfium2.PdfDocument(render(sheet(1), look).data) as pdf:
        assert all(thing.type != pypdfium2.raw.FPDF_PAGEOBJ_IMAGE for thing in pdf[0].get_objects())


def test_the_word_file_has_the_logo_in_its_head():
    data = render_docx(sheet(2), school()).data
    assert lint(data) == []
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        head = package.read("word/header1.xml").decode()
        relations = package.read("word/_rels/header1.xml.rels").decode()
        assert package.read("word/media/logo.png") == picture().data
    assert 'descr="The crest: an oak"' in head
    assert "Greenfield School" in head
    assert 'r:embed="rId1"' in head
    assert 'Id="rId1"' in relations
