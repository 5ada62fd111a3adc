"""Copies for pupils whose names are written in any script: as sound, as accessible and as reproducible as all others."""

from __future__ import annotations

import io
import re
import unicodedata
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hornbook.document.nodes import Document
from hornbook.errors import RenderError
from hornbook.fonts import SCRIPT_FONTS
from hornbook.render.pdf.collate import collate
from hornbook.render.pdf.copies import Copier
from hornbook.render.pdf.shaping import Shaper, typeface
from tests.render.pdf.scripts import LETTERS, NAMES
from tests.render.pdf.test_copies import WIDTH, sheet, texts
from tests.render.pdf.test_profiles import conforms, faults
from tests.specimen import document, theme, words
from tests.trying import tries

LONG = ("محمد عبد الرحمن بن عبد العزيز آل سعود الكبير بن فيصل بن تركي", "கார்த்திக் முருகன் " * 5, "王小明" * 20)


def short() -> Document:
    return replace(document(words("Short.")), head=sheet().head, foot=sheet().foot)


@pytest.fixture(scope="module")
def copier() -> Copier:
    return Copier(short(), theme(), [*NAMES, *LONG, "9b"])


def said(data: bytes) -> str:
    """What the form of a copy says is written in it."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        form = pdf.pages[0].Resources.XObject["/FormXob.copy"].read_bytes()
    return " ".join(bytes.fromhex(text.decode()).decode("utf-16-be") for text in re.findall(rb"/ActualText<FEFF([0-9A-F]+)>", form))


def moved(data: bytes) -> float:
    """How far the glyphs of the first field move on, in ems: their widths and what is written between them."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        form = pdf.pages[0].Resources.XObject["/FormXob.copy"]
        total, widths = 0.0, []
        for operands, operator in pikepdf.parse_content_stream(form):
            if str(operator) == "Tf" and str(operands[0]).startswith("/HBK"):
                widths = form.Resources.Font[str(operands[0])].DescendantFonts[0].W[1]
            elif str(operator) == "TJ":
                for one in operands[0]:
                    shift = float(widths[int.from_bytes(bytes(one))]) if isinstance(one, pikepdf.String) else -float(one)
                    total += shift / 1000
        return total


def is_leftward(name: str) -> bool:
    return any(unicodedata.bidirectional(char) in {"R", "AL"} for char in name)


@pytest.mark.parametrize("name", [name for name in NAMES if not is_leftward(name)])
def test_a_name_is_found_on_the_page(copier: Copier, name: str):
    (page,) = texts(copier.copy({"name": name, "class": "9b"}))
    assert f"Name {name} Class 9b" in " ".join(page.split())


@pytest.mark.parametrize("name", ["أمينة", "محمد لافي", "علی‌رضا محمدی", "רבקה"])
def test_each_word_of_a_name_from_right_to_left_is_found(name: str):
    (page,) = texts(Copier(short(), theme(), [name]).copy({"name": name}))
    assert not [word for word in name.replace("\u200c", " ").split() if word not in page]


def test_a_name_with_points_is_told_beside_its_glyphs(copier: Copier):
    assert said(copier.copy({"name": "שִׁירָה כהן"})) == "שִׁירָה כהן"


@pytest.mark.parametrize("name", ["שִׁירָה", "کِتابُ", "နန္ဒာ", "कृष्णमूर्ति", "สมศักดิ์", "김민준"])
def test_each_glyph_stands_where_it_was_placed(name: str):
    paths = [path for font in SCRIPT_FONTS if (path := font.path())]
    line = Shaper(lambda _: None, [typeface(path, 400) for path in paths]).line(name)
    assert line
    copy = Copier(short(), theme(), [name]).copy({"name": name})
    assert moved(copy) == pytest.approx(line.width, abs=0.001 * len(name))


@pytest.mark.parametrize("name", LONG)
def test_a_long_name_keeps_to_its_slot_and_is_told_whole(copier: Copier, name: str):
    data = copier.copy({"name": name, "class": "9b"})
    if not is_leftward(name) or said(data):
        assert said(data) == name
    with pypdfium2.PdfDocument(data) as pdf:
        drawn = [thing.get_bounds() for thing in pdf[0].get_objects(max_depth=3) if thing.type == pypdfium2.raw.FPDF_PAGEOBJ_TEXT]
    label = copier.theme.margins[3]
    assert min(left for left, _, _, _ in drawn) >= label - 0.5
    assert max(right for _, _, right, _ in drawn) <= WIDTH - copier.theme.margins[1] + 0.5


@pytest.mark.parametrize("name", [NAMES[0], NAMES[5], NAMES[6], NAMES[23], LONG[0]])
def test_a_copy_is_sound_and_accessible(copier: Copier, name: str, tmp_path: Path):
    data = copier.copy({"name": name, "class": "9b"})
    conforms(data)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert pdf.check_pdf_syntax() == []
    path = tmp_path / "copy.pdf"
    path.write_bytes(data)
    assert faults(path) == []


def test_the_same_names_give_the_same_bytes(copier: Copier):
    again = Copier(short(), theme(), ["9b", *LONG[::-1], *NAMES[::-1]])
    assert [copier.copy({"name": name}) for name in NAMES] == [again.copy({"name": name}) for name in NAMES]


def test_only_glyphs_in_use_are_in_the_file():
    plain, one = (len(Copier(short(), theme(), names).copy({})) for names in (["Ann"], ["Ann", "王小明", "नंदिनी"]))
    assert plain < one < plain + 9000


def test_copies_that_need_no_shaping_have_no_such_font():
    assert b"/Type0" not in Copier(short(), theme(), ["Zoë", "Жанна", "Ελένη", "Nguyễn"]).copy({"name": "Zoë"})


def test_a_name_that_was_not_announced_is_refused_by_its_characters(copier: Copier):
    with pytest.raises(RenderError, match=r"not prepared for ד \(U\+05D3\)") as caught:
        copier.copy({"name": "דוד"})
    assert "דוד" not in str(caught.value)


def test_a_private_character_is_refused(copier: Copier):
    with pytest.raises(RenderError, match=r"no font can set .*U\+F8D0") as caught:
        copier.copy({"name": "Worf \uf8d0"})
    assert "Worf" not in str(caught.value)


def test_the_file_for_the_printer_shows_what_single_copies_show(copier: Copier):
    book = io.BytesIO()
    collate([(copier, {"name": name}) for name in NAMES], book, duplex=False)
    with pypdfium2.PdfDocument(book.getvalue()) as pdf:
        together = [page.render(scale=0.7).to_pil().tobytes() for page in pdf]
    for name, picture in zip(NAMES, together, strict=True):
        with pypdfium2.PdfDocument(copier.copy({"name": name})) as pdf:
            assert pdf[0].render(scale=0.7).to_pil().tobytes() == picture


@tries(30)
@given(st.text(st.sampled_from(LETTERS), min_size=1, max_size=40))
@example("ב\u09bc\u200c")  # a joiner in a script of its own
def test_any_mix_of_scripts_makes_a_sound_file(name: str):
    data = Copier(short(), theme(), [name]).copy({"name": name})
    conforms(data)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert pdf.check_pdf_syntax() == []
        form = pdf.pages[0].Resources.XObject["/FormXob.copy"]
        used = {str(operands[0]) for operands, operator in pikepdf.parse_content_stream(form) if str(operator) == "Tf"}
        assert used <= set(form.Resources.Font.keys())
