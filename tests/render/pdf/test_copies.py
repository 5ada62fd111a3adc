"""Copies as PDF files: the blank sheet and an update, whose pupil stands on every page and on no other pupil's."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageChops

from hornbook.document.nodes import Document, RunningFoot, RunningHead, Slot
from hornbook.errors import RenderError
from hornbook.render.pdf import render
from hornbook.render.pdf.copies import ASCII, Copier
from hornbook.theme.measures import HEAD_TO_BODY
from tests.render.pdf.tagging import tags
from tests.render.pdf.test_profiles import conforms, faults
from tests.specimen import specimen, theme

SLOTS = (Slot("name", "Name", 55.0), Slot("class", "Class", 18.0), Slot("date", "Date", 25.0))
VALUES = {"name": "Ann (Lee) \\ Brown", "class": "9b", "date": "22 November 2026", "code": "R2-0077"}
NAMES = ("Zoë Müller-Đorđević", "Ελένη Δήμου", "Żaneta Ćwikła", "Жанна Ёлкина", "Nguyễn Thị Minh", "O’Brien & Søn")
LONG = "Maximiliana Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh"
LETTERS = "".join(sorted({*ASCII, *"".join(NAMES)}))
WIDTH, HEIGHT = theme().page_size


def sheet(code: str = "R2-0000") -> Document:
    """The specimen with slots in its head."""
    foot = RunningFoot("CC BY", "Page {page} of {pages}", code)
    return replace(specimen(), head=RunningHead("A lesson", SLOTS), foot=foot)


@pytest.fixture(scope="module")
def copier() -> Copier:
    return Copier(sheet(), theme(), LETTERS)


def texts(data: bytes) -> list[str]:
    """The text of each page as a reader finds it."""
    with pypdfium2.PdfDocument(data) as pdf:
        return [page.get_textpage().get_text_bounded() for page in pdf]


def pictures(data: bytes) -> list:
    with pypdfium2.PdfDocument(data) as pdf:
        return [page.render(scale=1).to_pil().convert("L") for page in pdf]


def test_a_copy_without_values_looks_like_the_sheet(copier: Copier):
    assert [page.tobytes() for page in pictures(copier.copy({}))] == [
        page.tobytes() for page in pictures(render(sheet(), theme()).data)
    ]


def test_nothing_but_the_fields_changes_on_the_page(copier: Copier):
    top, right, bottom, left = theme().margins
    head, foot = top - HEAD_TO_BODY, HEIGHT - bottom + HEAD_TO_BODY
    for blank, full in zip(pictures(copier.copy({})), pictures(copier.copy(VALUES | {"name": LONG})), strict=True):
        changed = ImageChops.difference(blank, full)
        assert changed.crop((0, 0, round(WIDTH), int(head))).getbbox()
        assert changed.crop((0, int(foot), round(WIDTH), round(HEIGHT))).getbbox()
        assert changed.crop((0, int(head) + 1, round(WIDTH), int(foot))).getbbox() is None
        assert changed.crop((0, 0, int(left), round(HEIGHT))).getbbox() is None
        assert changed.crop((round(WIDTH - right) + 1, 0, round(WIDTH), round(HEIGHT))).getbbox() is None


def test_a_copy_is_the_sheet_with_an_update(copier: Copier):
    first, second = copier.copy({"name": "Ann Lee"}), copier.copy({"name": "Bo Brown"})
    alike = next(at for at, (one, other) in enumerate(zip(first, second, strict=False)) if one != other)
    assert first[: first.index(b"%%EOF\n") + 6] == second[: second.index(b"%%EOF\n") + 6]
    assert alike > first.index(b"%%EOF\n")
    assert len(first) - alike < 1000


@pytest.mark.parametrize("name", NAMES)
def test_every_page_names_its_pupil_and_nobody_else(copier: Copier, name: str):
    pages = texts(copier.copy({"name": name, "class": "9b", "code": "R2-0077"}))
    assert len(pages) == copier.pages > 1
    for page in pages:
        assert f"Name {name} Class 9b" in " ".join(page.split())
        assert "R2-0077" in page
        assert "R2-0000" not in page
        assert not [other for other in NAMES if other != name and other in page]


def test_what_pdf_strings_escape_stays(copier: Copier):
    assert all(VALUES["name"] in page for page in texts(copier.copy(VALUES)))


def test_a_copy_without_a_code_keeps_that_of_the_sheet(copier: Copier):
    assert all("R2-0000" in page for page in texts(copier.copy({"name": "Ann Lee"})))


@pytest.mark.parametrize("name", [LONG[:40], LONG, LONG * 2])
def test_a_long_name_is_found_whole_and_keeps_to_its_slot(copier: Copier, name: str):
    data = copier.copy({"name": name})
    assert all(name in "".join(page.splitlines()) for page in texts(data))
    with pypdfium2.PdfDocument(data) as pdf:
        drawn = [thing.get_bounds() for thing in pdf[0].get_objects(max_depth=3) if thing.type == pypdfium2.raw.FPDF_PAGEOBJ_TEXT]
    assert max(right for _, _, right, _ in drawn) <= WIDTH - theme().margins[1] + 0.5


@pytest.mark.parametrize("values", [{}, VALUES, {"name": LONG}, {"name": NAMES[3]}], ids=["blank", "full", "long", "Cyrillic"])
def test_a_copy_is_valid_and_as_accessible_as_its_sheet(copier: Copier, values: dict[str, str], tmp_path: Path):
    data = copier.copy(values)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert pdf.trailer.ID[0] != pdf.trailer.ID[1]
    assert tags(data) == tags(render(sheet(), theme()).data)
    conforms(data)
    path = tmp_path / "copy.pdf"
    path.write_bytes(data)
    assert faults(path) == []


def test_everything_a_form_draws_is_set_in_fonts_of_the_file(copier: Copier):
    with pikepdf.open(io.BytesIO(copier.copy(VALUES))) as pdf:
        form = pdf.pages[0].Resources.XObject["/FormXob.copy"]
        used = {str(operands[0]) for operands, operator in pikepdf.parse_content_stream(form) if str(operator) == "Tf"}
        for name in used:
            font = form.Resources.Font[name]
            assert "/FontFile2" in font.FontDescriptor
            assert "/ToUnicode" in font


def test_the_same_values_give_the_same_bytes_whatever_was_copied_before(copier: Copier):
    before = copier.copy(VALUES)
    for name in NAMES:
        copier.copy({"name": name})
    stream = io.BytesIO()
    copier.write(VALUES, stream)
    assert stream.getvalue() == before == Copier(sheet(), theme(), LETTERS[::-1]).copy(VALUES)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("ᓂᓇ Lee", "no font can set ᓂ (U+14C2), ᓇ (U+14C7)"),
        ("שרה Lee", "not prepared for ש (U+05E9), ר (U+05E8), ה (U+05D4)"),
        ("Āe Lee", "not prepared for Ā (U+0100)"),
        ("Ann\x07 Lee", "no font can set U+0007"),
    ],
)
def test_a_character_that_cannot_be_set_is_named_and_the_name_is_not(copier: Copier, name: str, told: str):
    with pytest.raises(RenderError) as caught:
        copier.copy({"name": name})
    assert told in str(caught.value)
    assert "Lee" not in str(caught.value)


def test_a_theme_whose_fonts_have_one_weight_sets_names_as_bold_as_the_rest():
    look = theme(fonts={"body": "Source Sans 3", "heading": "Source Sans 3"})
    copy = Copier(sheet(), look).copy({"name": "Ann Lee"})
    assert b"2 Tr" in copy[copy.index(b"%%EOF") :]
    assert all("Name Ann Lee" in " ".join(page.split()) for page in texts(copy))


@given(
    st.dictionaries(
        st.sampled_from(["name", "class", "date", "code", "other"]), st.text(st.sampled_from(LETTERS + "\u200b\t"), max_size=90)
    )
)
def test_any_values_make_a_sound_file(copier: Copier, values: dict[str, str]):
    with pikepdf.open(io.BytesIO(copier.copy(values))) as pdf:
        assert len(pdf.pages) == copier.pages
        for page in pdf.pages:
            pikepdf.parse_content_stream(page.Resources.XObject["/FormXob.copy"])
