"""What independent validators say of the files: PDF/UA-1 (ISO 14289-1), and what a listener would miss all the same."""

from __future__ import annotations

import io
import re
from collections import Counter
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pikepdf
import pytest
from hypothesis import given
from PIL import Image, ImageCms

from hornbook.compose import Kind
from hornbook.document.inline import Text
from hornbook.document.nodes import Document, Heading
from hornbook.document.text import document_text
from hornbook.render.pdf import render
from hornbook.render.pdf.metadata import srgb
from tests.lessons import USUAL_FILES, Lessons
from tests.render.pdf.tagging import opened
from tests.specimen import document, specimen, theme, words
from tests.strategies import documents
from tests.test_formats_agree import repeated_heads
from tests.trying import tries

BROKEN = {"UA-14-001"}
"""The rule of pdfua that gives up on headings with several pieces of content, as one with two colours has."""


def faults(path: Path, document: Document | None = None) -> list[str]:
    """All that breaks a rule of PDF/UA-1, and what a listener would miss, but for guesses that the document shows to be wrong."""
    outloud, pdfua = pytest.importorskip("outloud"), pytest.importorskip("pdfua")
    registry = pytest.importorskip("outloud.registry")
    report, result = pdfua.validate(str(path)), outloud.check(str(path))
    assert result.error is None
    assert {outcome.rule_id for outcome in report.outcomes if outcome.skipped_reason} <= BROKEN
    rules = registry.load_catalogue()
    grave = [one for one in result.sorted_findings() if one.severity == "error" or rules[one.rule].layer == "conformance"]
    return [
        *(f"{one.rule_id}: {one.message}" for one in report.findings),
        *(f"{one.rule}: {one.message}" for one in grave if not (document and _wrong(one, document))),
    ]


def _wrong(finding: Any, document: Document) -> bool:
    """Whether outloud has guessed wrong.

    It takes words that stand near the edges of three pages for running heads, though they may be headings that come again, and
    numbers there, of which it names none, for those of pages (PAG-001); and a table's header row, which is an artifact where it
    stands anew on the next page, for lost prose (TAG-002).
    """
    told = ["".join(part.removesuffix("…").split()) for part in (finding.evidence or "").split("; ")]
    match finding.rule:
        case "PAG-001":
            texts = ["".join(text.split()) for text in document_text(document)]
            return all(words in "".join(texts) for words in told) if any(told) else any(map(str.isdecimal, texts))
        case "TAG-002":
            return all(any(Counter(words) <= Counter(head) for head in repeated_heads(document)) for words in told)
        case _:
            return False


@pytest.mark.parametrize(("lesson", "kind", "look"), USUAL_FILES)
def test_validators_find_nothing(lesson: str, kind: Kind, look: str, lessons: Lessons, tmp_path: Path):
    path, sample = tmp_path / "file.pdf", lessons(lesson)
    path.write_bytes(sample.file(kind, "pdf", look).data)
    assert faults(path, sample.document(kind)) == []


def test_validators_find_nothing_in_a_file_with_every_node(tmp_path: Path):
    path = tmp_path / "file.pdf"
    path.write_bytes(render(specimen(), theme()).data)
    assert faults(path) == []


def test_validators_find_what_is_wrong(tmp_path: Path):
    """A check of the check: without its language and with an artifact turned into words, the file no longer passes."""
    path = tmp_path / "file.pdf"
    with opened(render(specimen(), theme()).data) as pdf:
        del pdf.Root.Lang
        page = pdf.pages[0]
        page.Contents = pdf.make_stream(re.sub(rb"/Artifact\s*<<[^>]*/Header.*?BDC", b"/Span <<>> BDC", page.Contents.read_bytes()))
        pdf.save(path)
    assert {fault.partition(":")[0] for fault in faults(path)} >= {"UA-06-001", "TAG-001"}


def conforms(data: bytes) -> None:
    """What both profiles ask of any file, as far as it can be read off it (clauses of ISO 19005-2 unless it says otherwise)."""
    assert re.match(rb"%PDF-1\.7\n%[\x80-\xff]{4}\n", data)  # 6.1.2
    assert data.endswith(b"%%EOF\n")  # 6.1.3
    for head, body in re.findall(rb"\n\d+ 0 obj\n(<<.{,400}?>>)\nstream\n(.*?)\nendstream\nendobj\n", data, re.DOTALL):
        assert len(body) == int(re.findall(rb"/Length (\d+)", head)[-1])  # 6.1.7.1
    with opened(data) as pdf:
        assert all(map(bytes, pdf.trailer.ID))  # 6.1.3: there must be one
        assert "/Encrypt" not in pdf.trailer
        root = pdf.Root
        assert root.ViewerPreferences.DisplayDocTitle is True  # ISO 14289-1, 7.1
        (intent,) = root.OutputIntents  # 6.2.3
        assert (intent.S, intent.DestOutputProfile.N) == ("/GTS_PDFA1", 3)
        assert not {"/OpenAction", "/AA", "/AcroForm", "/Names", "/OCProperties"} & set(root.keys())
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
                sound(thing)
        for page in pdf.pages:
            for font in page.Resources.Font.values():
                drawn_in(font)


def sound(thing: pikepdf.Object) -> None:
    for value in dict(thing).values():
        if isinstance(value, pikepdf.String):
            assert len(bytes(value)) <= 32767  # 6.1.13
    if thing.get("/Type") == "/Annot":
        assert (thing.Subtype, thing.F) == ("/Link", 4)  # 6.3.1, 6.3.2
        assert str(thing.Contents)  # ISO 14289-1, 7.18.5
        assert thing.A.S == "/URI"  # 6.5.1
    if thing.get("/Subtype") == "/Image":
        assert not thing.get("/Interpolate", False)  # 6.2.8
        assert thing.ColorSpace in ("/DeviceRGB", "/DeviceGray")


def drawn_in(font: pikepdf.Object) -> None:
    if font.Subtype == "/Type0":
        drawn_by_number_in(font)
        return
    assert "/FontFile2" in font.FontDescriptor  # 6.2.11.4
    assert "/Encoding" not in font  # 6.2.11.6: these fonts are symbolic
    assert int(font.FontDescriptor.Flags) & 4
    assert len(font.Widths) == int(font.LastChar) - int(font.FirstChar) + 1


def drawn_by_number_in(font: pikepdf.Object) -> None:
    (descendant,) = font.DescendantFonts
    compact = descendant.Subtype == "/CIDFontType0"
    program = descendant.FontDescriptor["/FontFile3" if compact else "/FontFile2"]  # 6.2.11.4
    assert program.get("/Subtype") == ("/CIDFontType0C" if compact else None)
    assert font.Encoding == "/Identity-H"  # 6.2.11.3.3
    assert ("/CIDToGIDMap" in descendant) != compact  # 6.2.11.3.2
    said = re.findall(rb"<([0-9A-F]{4})> <([0-9A-F]+)>", font.ToUnicode.read_bytes())  # 6.2.11.7.2
    assert said
    assert not {b"", b"0000", b"FEFF", b"FFFE"} & {text for _, text in said}
    assert len(descendant.W[1]) > max(int(number, 16) for number, _ in said)


def test_profiles_of_a_file_with_every_node():
    conforms(render(specimen(), theme()).data)


@tries(25)
@given(documents())
def test_profiles_of_any_document(file: Document):
    conforms(render(file, theme()).data)


def test_strings_keep_to_what_a_file_may_hold():
    conforms(render(document(Heading(1, (Text("длинный " * 3000),)), words("a")), theme()).data)


def test_metadata_say_the_same_twice():
    file = specimen()
    with opened(render(file, theme()).data) as pdf:
        assert "/Filter" not in pdf.Root.Metadata
        said = {node.tag.rpartition("}")[2]: "".join(node.itertext()).strip() for node in ET.fromstring(packet(pdf))[0][0]}
        info = {str(key)[1:]: str(value) for key, value in pdf.docinfo.items()}
    assert (said["title"], said["creator"], said["description"]) == (file.title, file.author, file.subject)
    assert (info["Title"], info["Author"], info["Subject"]) == (file.title, file.author, file.subject)
    assert said["Keywords"] == info["Keywords"] == file.keywords
    assert (said["part"], said["conformance"], said["language"]) == ("2", "A", file.lang)
    assert said["CreateDate"] == "2000-01-01T00:00:00Z"
    assert info["CreationDate"] == "D:20000101000000Z"


def packet(pdf: pikepdf.Pdf) -> str:
    return re.sub(r"<\?xpacket.*?\?>", "", pdf.Root.Metadata.read_bytes().decode("utf-8"))


def test_a_title_with_markup_in_it():
    from dataclasses import replace

    with opened(render(replace(document(words("a")), title="Bread & <b>peace</b>"), theme()).data) as pdf:
        assert "Bread & <b>peace</b>" in ["".join(node.itertext()) for node in ET.fromstring(packet(pdf)).iter()]


def test_the_profile_is_srgb():
    """Colours set in our profile and in the one that Pillow makes of sRGB are the same to the eye."""
    ramp = Image.new("RGB", (256, 3))
    ramp.putdata([tuple(step if channel == row else 40 for channel in range(3)) for row in range(3) for step in range(256)])
    ours = ImageCms.ImageCmsProfile(io.BytesIO(srgb()))
    shown = ImageCms.profileToProfile(ramp, ours, ImageCms.createProfile("sRGB"))
    assert shown is not None
    pairs = zip(ramp.get_flattened_data(), shown.get_flattened_data(), strict=True)
    assert max(abs(one - other) for pixel, same in pairs for one, other in zip(pixel, same, strict=True)) <= 2
