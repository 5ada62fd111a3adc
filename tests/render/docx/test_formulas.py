"""Formulas in Word files look like the words they stand among."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator

from hornbook.document.inline import Emphasis, Filled, Formula, Paragraph, Strong, Subscript, Text
from hornbook.render.docx import render
from hornbook.render.docx.formulas import equation
from hornbook.render.docx.ooxml import RunLook
from tests.specimen import document, theme

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
EVERYTHING = (
    r"\sqrt{a}+\sqrt[3]{b}+\frac{v-u}{t}+x_1^2+\left(\frac{a}{b}\right)^2+\sum_{i=1}^{n}x_i+\overline{x}+\vec{F}"
    r"+\text{speed}+\begin{matrix}a&b\\c&d\end{matrix}+\mathbf{F}"
)


def body(*inlines) -> etree._Element:
    data = render(document(Paragraph(content=inlines)), theme()).data
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return etree.fromstring(package.read("word/document.xml"))


def values(root: etree._Element, name: str) -> set[str]:
    return {str(element.get(f"{W}val")) for element in root.iter(f"{W}{name}")}


def test_a_formula_among_plain_words_has_their_size_and_colour_from_the_paragraph():
    (maths,) = body(Formula("a = b")).iter(f"{M}oMath")
    assert [[child.tag for child in run.find(f"{W}rPr")] for run in maths.iter(f"{M}r")] == [[f"{W}rFonts"]] * 3


def test_a_formula_that_is_an_answer_has_the_colour_weight_and_ground_of_answers():
    root = body(Filled((Text("so "), Formula(r"v = \frac{s}{t}"))))
    (maths,) = root.iter(f"{M}oMath")
    (words,) = (run.find(f"{W}rPr") for run in root.iter(f"{W}r") if "".join(run.itertext()) == "so ")
    own = [child for child in words if child.tag != f"{W}rFonts"]
    assert {f"{W}b", f"{W}color", f"{W}shd"} <= {child.tag for child in own}
    places = [run.find(f"{W}rPr") for run in maths.iter(f"{M}r")] + list(maths.iterfind(f".//{M}fPr/{M}ctrlPr/{W}rPr"))
    assert len(places) == 5
    for place in places:
        assert [etree.tostring(child) for child in place if child.tag != f"{W}rFonts"] == list(map(etree.tostring, own))
    assert [style.get(f"{M}val") for style in maths.iter(f"{M}sty")] == ["bi", "b", "bi", "bi"]


def test_a_size_of_its_own_and_a_language_reach_the_formula():
    maths = etree.fromstring(f'<x xmlns:m="{M[1:-1]}" xmlns:w="{W[1:-1]}">{equation("x^2", RunLook(size=18, lang="es"))}</x>')
    assert (values(maths, "sz"), values(maths, "szCs"), values(maths, "lang")) == ({"36"}, {"36"}, {"es"})


def test_what_slants_or_lowers_words_leaves_a_formula_alone():
    (maths,) = body(Emphasis((Subscript((Formula("x"),)),))).iter(f"{M}oMath")
    assert not [*maths.iter(f"{W}i"), *maths.iter(f"{W}vertAlign")]


@pytest.mark.parametrize("around", [Strong, Filled, Emphasis])
def test_all_that_a_formula_can_hold_is_sound(around: type, tmp_path: Path):
    file = tmp_path / "formula.docx"
    file.write_bytes(render(document(Paragraph(content=(around((Formula(EVERYTHING),)),))), theme()).data)
    assert [str(error) for error in OpenXmlValidator().validate(file).errors] == []
    with zipfile.ZipFile(file) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    for settings in root.iter(f"{M}ctrlPr"):
        assert settings.getnext() is None
        assert settings.getparent().getprevious() is None
