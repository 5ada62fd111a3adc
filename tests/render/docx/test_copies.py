"""Copies as Word files: sound packages that differ from the blank sheet in their head and foot only."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openxml_audit import OpenXmlValidator

from hornbook.document.nodes import Document, RunningHead, Slot
from hornbook.errors import RenderError
from hornbook.render.docx import render
from hornbook.render.docx.copies import FOOT, HEAD, Copier
from tests.docx_lint import lint
from tests.specimen import specimen, theme

SLOTS = (Slot("name", "Name", 55.0), Slot("class", "Class", 18.0), Slot("date", "Date", 25.0))
VALUES = {"name": "Ann <Lee> & Жанна Δήμου", "class": "9b", "date": "22 November 2026", "code": "R2-0077"}
NAMES = (
    "Zoë Müller-Đorđević",
    "Ελένη Δήμου",
    "Żaneta Ćwikła",
    "Жанна Ёлкина",
    "محمد علي",
    "שלום עולם",
    "山田 花子",
    "O'Brien & Søn",
)


def sheet(**foot: str) -> Document:
    """The specimen with slots in its head."""
    plain = specimen()
    return replace(plain, head=RunningHead("A lesson", SLOTS), foot=replace(plain.foot, **foot))


@pytest.fixture(scope="module")
def copier() -> Copier:
    return Copier(sheet(code="R2-0000"), theme())


def members(data: bytes) -> dict[str, bytes]:
    """The members of a package, whose zip is sound."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        return {name: package.read(name) for name in package.namelist()}


@pytest.mark.parametrize("code", ["", "R2-0000"])
def test_a_copy_without_values_is_the_sheet(code: str):
    assert members(Copier(sheet(code=code), theme()).copy({})) == members(render(sheet(code=code), theme()).data)


def test_nothing_but_head_and_foot_is_the_pupils_own(copier: Copier):
    blank, full = members(copier.copy({})), members(copier.copy(VALUES))
    assert {name for name in blank if blank[name] != full[name]} == {HEAD, FOOT}
    assert "Ann &lt;Lee&gt; &amp; Жанна Δήμου" in full[HEAD].decode()
    assert "R2-0077" in full[FOOT].decode()
    assert "R2-0000" not in full[FOOT].decode()


def test_a_copy_is_free_of_faults(copier: Copier, tmp_path):
    data = copier.copy(VALUES)
    assert lint(data) == []
    path = tmp_path / "copy.docx"
    path.write_bytes(data)
    assert OpenXmlValidator().validate(path).errors == []


@pytest.mark.parametrize("name", NAMES)
def test_a_name_in_any_script_stands_in_the_head(copier: Copier, name: str):
    header = docx.Document(io.BytesIO(copier.copy({"name": name}))).sections[0].header
    assert [paragraph.text for paragraph in header.paragraphs] == [f"A lesson\tName \t{name}\t\tClass \t\tDate \t"]


def test_some_slots_may_stay_blank(copier: Copier):
    head = members(copier.copy({"class": "9b"}))[HEAD].decode()
    assert head.count('w:leader="underscore"') == 2


def test_the_same_values_give_the_same_bytes_whatever_was_copied_before(copier: Copier):
    before = copier.copy(VALUES)
    for name in NAMES:
        copier.copy({"name": name, "code": name})
    stream = io.BytesIO()
    copier.write(VALUES, stream)
    assert stream.getvalue() == before == Copier(sheet(code="R2-0000"), theme()).copy(VALUES)


def test_a_character_that_xml_cannot_hold_is_named_and_the_name_is_not(copier: Copier):
    with pytest.raises(RenderError) as caught:
        copier.copy({"name": "Ann\x07 Lee"})
    assert "U+0007" in str(caught.value)
    assert "Lee" not in str(caught.value)


def test_embedded_fonts_hold_the_characters_of_the_values():
    plain, more = (Copier(sheet(), theme(), characters, embed_fonts=True).copy({}) for characters in ("", "ԱΩ₴ѣ"))
    fonts = [{name: data for name, data in members(copy).items() if name.startswith("word/fonts/")} for copy in (plain, more)]
    assert fonts[0].keys() == fonts[1].keys() != set()
    assert sum(map(len, fonts[0].values())) < sum(map(len, fonts[1].values()))


@given(
    st.dictionaries(
        st.sampled_from(["name", "class", "date", "code", "other"]), st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn"]))
    )
)
def test_any_values_make_a_sound_package(copier: Copier, values: dict[str, str]):
    assert members(copier.copy(values)).keys() == members(copier.copy({})).keys()
    assert lint(copier.copy(values)) == []
