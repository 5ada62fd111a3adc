"""The engines Hornbook is measured beside must set the same words, and nothing they have set before."""

import re
from html import unescape

import pytest
from pypdfium2 import PdfDocument

from hornbook.document.text import document_text
from tests.docx_text import shown_text
from tests.specimen import specimen, theme

content = pytest.importorskip("bench.content")


def words_of(text: str) -> set[str]:
    return set(re.findall(r"\w+", text))


@pytest.fixture(scope="module")
def words() -> set[str]:
    return words_of(" ".join(document_text(specimen())))


def test_weasyprint_is_given_every_word(words: set[str]):
    pytest.importorskip("weasyprint", reason="the extra bench is not installed", exc_type=ImportError)
    from bench.peers import html

    page = html.serialise(specimen(), theme())
    assert words <= words_of(unescape(re.sub(r"<[^>]+>", " ", re.sub(r"</?(sup|sub|b|em)\b[^>]*>", "", page))))
    assert html.WeasyPrint(theme()).pdf(page).startswith(b"%PDF")


def test_typst_sets_every_word(words: set[str]):
    pytest.importorskip("typst", reason="the extra bench is not installed")
    from bench.peers import typst

    pdf = typst.Typst(theme()).pdf(typst.serialise(specimen(), theme()))
    assert words - words_of(" ".join(page.get_textpage().get_text_range() for page in PdfDocument(pdf))) == set()


def test_docxtpl_merges_every_word(words: set[str]):
    pytest.importorskip("docxtpl", reason="the extra bench is not installed")
    from bench.peers import word

    assert words - words_of(" ".join(shown_text(word.Docxtpl(theme()).docx(word.serialise(specimen()))))) == set()


def test_a_changed_document_has_other_words_of_the_same_length():
    first, second = (list(document_text(content.changed(specimen(), version))) for version in (1, 2))
    assert [len(text) for text in first] == [len(text) for text in document_text(specimen())]
    titles_of_panels = {"You will learn", "Plan your answer", "For the teacher"}
    assert {text for text in set(first) & set(second) if len(text) > 12} == titles_of_panels


def test_a_missed_target_is_told():
    pytest.importorskip("weasyprint", reason="the extra bench is not installed", exc_type=ImportError)
    pytest.importorskip("typst", reason="the extra bench is not installed")
    pytest.importorskip("docxtpl", reason="the extra bench is not installed")
    from bench import cold, targets

    engines = {"Hornbook PDF": 0.2, "WeasyPrint": 2.0, "Typst": 0.1, "Hornbook DOCX": 0.01, "docxtpl": 0.1}
    processes = {"import typer": 0.1, "--help": 0.15, "six files": 1.2}
    figures = cold.Figures(engines, processes, dict.fromkeys(processes, 50.0), dict.fromkeys(engines, 10), 3)
    assert [target.kept for target in targets.targets(figures)] == [False, True, True, True, True]
    assert next(line for line in targets.table(figures) if "MISSED" in line).startswith("PDF, times as fast as WeasyPrint")
