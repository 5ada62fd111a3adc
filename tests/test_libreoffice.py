"""Word files as LibreOffice shows them: the same words in the same order, on about as many pages as the PDF has."""

from __future__ import annotations

import shutil
import subprocess

import pypdfium2
import pytest

from hornbook.compose import Kind
from tests.lessons import RAPALLO, STARTER, Lessons
from tests.samples import KINDS, Sample
from tests.test_formats_agree import body_of_pdf, hold, read

DOCUMENTS = [(lesson, kind) for lesson in (STARTER, RAPALLO) for kind in KINDS]
SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.xdist_group("LibreOffice"),
    pytest.mark.skipif(SOFFICE is None, reason="no soffice (LibreOffice): Word files were not opened in it"),
]

Shown = dict[tuple[str, Kind], tuple[Sample, bytes]]


@pytest.fixture(scope="module")
def shown(lessons: Lessons, tmp_path_factory: pytest.TempPathFactory) -> Shown:
    """Each lesson, and each of its Word files as a PDF by LibreOffice, which is started once for all."""
    folder = tmp_path_factory.mktemp("libreoffice")
    files = {one: folder / f"{number}.docx" for number, one in enumerate(DOCUMENTS)}
    for (lesson, kind), path in files.items():
        path.write_bytes(lessons(lesson).file(kind, "docx").data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"  # of its own, so that an open LibreOffice is left in peace
    command = [str(SOFFICE), profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *map(str, files.values())]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    return {one: (lessons(one[0]), path.with_suffix(".pdf").read_bytes()) for one, path in files.items()}


@pytest.mark.parametrize(("lesson", "kind"), DOCUMENTS)
def test_libreoffice_shows_the_words_in_order(lesson: str, kind: Kind, shown: Shown):
    sample, pdf = shown[lesson, kind]
    hold(sample.document(kind), read(body_of_pdf(pdf)))


@pytest.mark.parametrize(("lesson", "kind"), DOCUMENTS)
def test_libreoffice_needs_about_as_many_pages(lesson: str, kind: Kind, shown: Shown):
    sample, pdf = shown[lesson, kind]
    ours = sample.file(kind, "pdf").pages
    assert ours is not None
    with pypdfium2.PdfDocument(pdf) as document:
        # Where the themes' fonts are not installed, LibreOffice takes wider ones: up to a fifth more pages in a key full of tables.
        assert abs(len(document) - ours) <= 1 + ours / 5
