"""Words of another language are marked as such from the pack to both formats, so that they are not read out as English."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
import yaml

from hornbook.document.nodes import Extract
from hornbook.scaffold import new_pack
from tests.docx_tree import Par, Reader, Tab
from tests.samples import Sample


@pytest.fixture
def sample(tmp_path: Path) -> Sample:
    """The starter, its source printed in French and its task with French words in it."""
    folder = new_pack("starter", tmp_path)
    sources = yaml.safe_load((folder / "sources.yaml").read_text(encoding="utf-8"))
    source = sources["sources"][0]
    source |= {"text": "La paix est notre premier besoin.", "text_language": "fr", "gloss": [{"term": "paix", "meaning": "peace"}]}
    source.pop("adapted", None)
    (folder / "sources.yaml").write_text(yaml.safe_dump(sources, allow_unicode=True), encoding="utf-8")
    lesson = folder / "lessons" / "01-printing.yaml"
    data = yaml.safe_load(lesson.read_text(encoding="utf-8"))
    data["source_analysis"]["instructions"] = "What is meant by [la paix]{lang=fr} here?"
    for sheet in ("worksheet", "source_analysis"):
        for task in data[sheet]["activities"]:
            for cite in _cites(task):
                cite.pop("quote", None)
                cite["lines"] = 1
    lesson.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    return Sample(folder, "01-printing")


def _cites(value: object) -> list[dict[str, object]]:
    if isinstance(value, dict):
        own = [cite for cite in value.get("cites", ()) if isinstance(cite, dict)]
        return own + [cite for inner in value.values() for cite in _cites(inner)]
    return [cite for inner in value for cite in _cites(inner)] if isinstance(value, list) else []


def test_in_the_tree_and_in_word(sample: Sample) -> None:
    document = sample.document("source-analysis")
    (extract,) = [block for section in document.sections for block in section.children if isinstance(block, Extract)]
    assert extract.lang == "fr"
    read = Reader(sample.file("source-analysis", "docx").data)
    assert read.lang == "en-GB"
    (box,) = [block for block in read.blocks if isinstance(block, Tab) and block.caption == "Source A"]
    said = [run for row in box.rows for cell in row.cells for block in cell.blocks if isinstance(block, Par) for run in block.runs]
    assert ("La paix est notre premier besoin.", "fr", "") in said
    assert ("paix", "fr", "") in said
    assert (": peace", "", "") in said
    assert any(("la paix", "fr", "") in block.runs for block in read.blocks if isinstance(block, Par))


def test_in_the_pdf(sample: Sample) -> None:
    with pikepdf.open(io.BytesIO(sample.file("source-analysis", "pdf").data)) as pdf:
        assert str(pdf.Root.Lang) == "en-GB"
        marked = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and str(one.get("/Lang", "")) == "fr"]
    assert len(marked) >= 2


def test_a_source_in_the_language_of_the_pack_says_nothing(tmp_path: Path) -> None:
    document = Sample(new_pack("starter", tmp_path), "01-printing").document("source-analysis")
    assert {block.lang for section in document.sections for block in section.children if isinstance(block, Extract)} == {""}
