"""Fonts inside Word files: only those in use, whole in what they say of themselves, and honoured by a word processor."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pikepdf
import pytest
from fontTools.ttLib import TTFont
from lxml import etree
from openxml_audit import OpenXmlValidator

from hornbook.fonts import FAMILIES
from hornbook.render.docx import embedding, render
from tests.docx_lint import lint
from tests.specimen import document, specimen, theme, words

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
FACES = {"embedRegular": "Regular", "embedBold": "Bold", "embedItalic": "Italic", "embedBoldItalic": "BoldItalic"}


def restored(data: bytes) -> dict[tuple[str, str], TTFont]:
    """The embedded fonts by family and face, brought back as ECMA-376 part 4, 2.8.1 says."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        targets = {}
        if "word/_rels/fontTable.xml.rels" in package.namelist():
            relations = etree.fromstring(package.read("word/_rels/fontTable.xml.rels"))
            targets = {relation.get("Id"): relation.get("Target") for relation in relations}
        found = {}
        for font in etree.fromstring(package.read("word/fontTable.xml")):
            for face in font:
                if (name := etree.QName(face).localname) in FACES:
                    obfuscated = package.read(f"word/{targets[face.get(f'{R}id')]}")
                    key = bytes.fromhex(re.sub("[{}-]", "", face.get(f"{W}fontKey")))[::-1]
                    head = bytes(byte ^ key[at % 16] for at, byte in enumerate(obfuscated[:32]))
                    found[font.get(f"{W}name"), FACES[name]] = TTFont(io.BytesIO(head + obfuscated[32:]))
        return found


def settings(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read("word/settings.xml").decode()


def test_nothing_is_embedded_unasked() -> None:
    data = render(specimen(), theme()).data
    assert restored(data) == {}
    assert "embedTrueTypeFonts" not in settings(data)


def test_the_specimen_with_its_fonts_is_free_of_faults(tmp_path: Path) -> None:
    made = render(specimen(), theme(), embed_fonts=True)
    assert lint(made.data) == []
    assert made.warnings == ()
    assert "<w:embedTrueTypeFonts/><w:saveSubsetFonts/>" in settings(made.data)
    file = tmp_path / "specimen.docx"
    file.write_bytes(made.data)
    assert [str(error) for error in OpenXmlValidator().validate(file).errors] == []


def test_the_same_document_gives_the_same_bytes() -> None:
    first = render(specimen(), theme(), embed_fonts=True).data
    embedding._made.cache_clear()
    assert render(specimen(), theme(), embed_fonts=True).data == first


def test_only_faces_in_use_are_embedded() -> None:
    """One plain paragraph; head and foot are set in the family of headings."""
    assert set(restored(render(document(words("plain")), theme(), embed_fonts=True).data)) == {
        ("PT Serif", "Regular"),
        ("PT Sans", "Regular"),
    }


def test_a_font_has_the_characters_of_the_text_and_those_to_write_on_with() -> None:
    font = restored(render(document(words("Жук ½")), theme(), embed_fonts=True).data)["PT Serif", "Regular"]
    held = set(font.getBestCmap())
    assert {ord(char) for char in "Жук½ABCxyzéß–’"} <= held
    assert ord("Ф") not in held


@pytest.mark.slow
@pytest.mark.parametrize("family", ["Noto Sans", "Source Sans 3"])
def test_a_variable_family_is_embedded_as_plain_fonts(family: str) -> None:
    fonts = restored(render(specimen(), theme(fonts={"body": family, "heading": family}), embed_fonts=True).data)
    assert set(fonts) == {(family, "Regular"), (family, "Bold")}
    for (_, face), font in fonts.items():
        assert "fvar" not in font
        assert (font["name"].getDebugName(1), font["name"].getDebugName(2)) == (family, face)
        assert font["OS/2"].usWeightClass == (700 if face == "Bold" else 400)
        assert bool(font["OS/2"].fsSelection & 0x20) == bool(font["head"].macStyle & 1) == (face == "Bold")


@pytest.mark.parametrize(("rights", "embedded", "whole"), [(0x0002, False, False), (0x0200, False, False), (0x0100, True, True)])
def test_what_the_maker_forbids_is_not_done(
    rights: int, embedded: bool, whole: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = FAMILIES["Atkinson Hyperlegible"].path("regular")
    font = TTFont(source)
    font["OS/2"].fsType = rights
    font.save(tmp_path / "font.ttf")
    monkeypatch.setattr(type(FAMILIES["PT Sans"]), "path", lambda _self, _face: tmp_path / "font.ttf")
    embedding._made.cache_clear()
    made, warnings = embedding.embed([("Atkinson Hyperlegible", "regular")], frozenset(map(ord, "abc")))
    embedding._made.cache_clear()
    assert [one.whole for one in made] == [whole] * embedded
    assert warnings == ([] if embedded else ["Atkinson Hyperlegible (regular) was not embedded: its licence does not allow it"])


@pytest.mark.slow
@pytest.mark.skipif(SOFFICE is None, reason="no soffice (LibreOffice): embedded fonts were not looked at in it")
@pytest.mark.parametrize("embed", [True, False])
def test_libreoffice_sets_the_file_in_its_own_fonts(embed: bool, tmp_path: Path) -> None:
    """On a computer that has another font only; the file that embeds none shows that they are not found otherwise."""
    (tmp_path / "specimen.docx").write_bytes(render(specimen(), theme(), embed_fonts=embed).data)
    # LibreOffice does not start without any font at all.
    (tmp_path / "fonts").mkdir()
    shutil.copy(FAMILIES["Noto Sans"].path("regular"), tmp_path / "fonts")
    folders = f"<dir>{tmp_path / 'fonts'}</dir><cachedir>{tmp_path / 'cache'}</cachedir>"
    (tmp_path / "fonts.conf").write_text(f"<fontconfig>{folders}</fontconfig>", encoding="utf-8")
    command = [str(SOFFICE), f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "specimen.docx")]
    bare = os.environ | {"FONTCONFIG_FILE": str(tmp_path / "fonts.conf")}
    subprocess.run(command, check=True, capture_output=True, timeout=120, env=bare)
    with pikepdf.open(tmp_path / "specimen.pdf") as pdf:
        names = {str(one.BaseFont) for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/BaseFont" in one}
    ours = {name.partition("+")[2] for name in names if "PTSerif" in name or "PTSans" in name}
    wanted = {"PTSerif-Regular", "PTSerif-Bold", "PTSerif-Italic", "PTSans-Regular", "PTSans-Bold", "PTSans-Italic"}
    assert ours == (wanted if embed else set())
