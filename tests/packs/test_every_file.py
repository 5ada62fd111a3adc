"""Every document of every pack that is shipped, in every theme and both formats: all that is promised of a file holds for each."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from hornbook.compose import Composer, PackComposer, lacking, wanted_of
from hornbook.document.nodes import Document
from hornbook.pack.load import load_pack
from hornbook.pipeline import templates_in, theme_of
from hornbook.places import find_packs
from hornbook.render import FORMATS
from tests.docx_lint import lint
from tests.lessons import LOOKS
from tests.lessons import PACKS as FOLDER
from tests.render.docx import test_tree as docx_tree
from tests.render.pdf import test_tags as pdf_tags
from tests.render.pdf.test_profiles import faults
from tests.test_formats_agree import hold_docx, hold_told

PACKS = {folder.name: folder for folder in find_packs(FOLDER)}
OWNERS = [(pack, lesson) for pack, folder in PACKS.items() for lesson in (*load_pack(folder).lessons, "")]
"""Every lesson, and every pack as a whole, whose lesson is empty here."""

pytestmark = pytest.mark.slow


@cache
def documents(pack: str, lesson: str) -> dict[str, Document]:
    """The documents of a lesson, or of a pack as a whole, by their names."""
    loaded, templates = load_pack(PACKS[pack]), templates_in(None)
    if lesson:
        composer = Composer(templates, loaded, lesson)
        return {kind: composer.document(kind) for kind in composer.kinds()}
    whole = PackComposer(templates, loaded)
    return {kind: whole.document(kind) for kind in wanted_of(loaded) if not lacking(loaded, kind)}


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize(("pack", "lesson"), OWNERS)
def test_every_file_says_its_words_and_breaks_no_rule(pack: str, lesson: str, look: str, tmp_path: Path):
    measures = theme_of(templates_in(None), look, "a4")
    for kind, document in documents(pack, lesson).items():
        pdf, docx = tmp_path / f"{kind}.pdf", tmp_path / f"{kind}.docx"
        for path in (pdf, docx):
            rendered = FORMATS[path.suffix[1:]](document, measures)
            assert rendered.warnings == ()
            path.write_bytes(rendered.data)
        hold_told(document, pdf.read_bytes())
        pdf_tags.hold(document, lambda document=document: FORMATS["pdf"](document, measures).data)
        assert faults(pdf, document) == []
        hold_docx(document, docx.read_bytes())
        docx_tree.hold(document, docx.read_bytes())
        assert lint(docx.read_bytes()) == []
        assert [str(error) for error in OpenXmlValidator().validate(docx).errors] == []
