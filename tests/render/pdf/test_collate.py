"""All copies in one file: each as it would be alone, what they share stored once, and nobody's name anywhere but on the page."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest

from hornbook.document.inline import Link, Paragraph, Text
from hornbook.document.nodes import Document, RunningFoot, RunningHead, Slot
from hornbook.errors import RenderError
from hornbook.render.pdf.collate import PURPOSE, collate
from hornbook.render.pdf.copies import Copier
from hornbook.theme import Theme
from tests.specimen import document, specimen, theme, words

SLOTS = (Slot("name", "Name", 55.0), Slot("class", "Class", 18.0))
NAMES = ("Zoë Brown", "Ann Lee", "Жанна Ёлкина", "Bo (the second) Lee", "Maximiliana Wolfeschlegelsteinhausenbergerdorff-Feather")
LETTERS = "".join(sorted({*"".join(NAMES), *"Pupil 0123456789"}))


def made(sheet: Document, look: Theme | None = None) -> Copier:
    """A copier of the document, with slots in its head."""
    foot = RunningFoot("CC BY", "Page {page} of {pages}", "R2")
    return Copier(replace(sheet, head=RunningHead("A lesson", SLOTS), foot=foot), look or theme(), LETTERS)


@pytest.fixture(scope="module")
def long() -> Copier:
    """Everything there is, on several pages."""
    return made(specimen())


@pytest.fixture(scope="module")
def short() -> Copier:
    """One page of another size, with a link."""
    link = Paragraph(content=(Link("https://example.org/", (Text("a link"),)),))
    return made(document(words("Short."), link), theme("letter"))


class Pipe:
    """A stream that can only be written to."""

    def __init__(self) -> None:
        self.data = b""

    def write(self, data: bytes) -> int:
        self.data += data
        return len(data)


def collated(copies: Iterable[tuple[Copier, Mapping[str, str]]], **wishes) -> bytes:
    pipe = Pipe()
    pages = collate(copies, pipe, **wishes)
    with pypdfium2.PdfDocument(pipe.data) as pdf:
        assert len(pdf) == pages
    return pipe.data


def named(copier: Copier, names: Iterable[str] = NAMES) -> list[tuple[Copier, dict[str, str]]]:
    return [(copier, {"name": name}) for name in names]


def pictures(data: bytes) -> list[bytes]:
    with pypdfium2.PdfDocument(data) as pdf:
        return [page.render(scale=0.7).to_pil().tobytes() for page in pdf]


def test_each_copy_looks_as_it_would_alone(long: Copier, short: Copier):
    copies = [*named(long, NAMES[:2]), *named(short, NAMES[2:]), *named(long, NAMES[-1:])]
    alone = [page for copier, values in copies for page in pictures(copier.copy(values))]
    assert pictures(collated(copies, duplex=False)) == alone


def test_every_page_names_its_pupil_and_nobody_else(long: Copier):
    data = collated(named(long), duplex=False)
    with pypdfium2.PdfDocument(data) as pdf:
        texts = ["".join(page.get_textpage().get_text_bounded().splitlines()) for page in pdf]
    for number, text in enumerate(texts):
        assert [name for name in NAMES if name in text] == [NAMES[number // long.pages]]


@pytest.mark.parametrize("duplex", [True, False])
def test_each_pupil_starts_on_a_fresh_sheet_of_paper(short: Copier, duplex: bool):
    with pikepdf.open(io.BytesIO(collated(named(short), duplex=duplex))) as pdf:
        assert len(pdf.pages) == len(NAMES) * (2 if duplex else 1)
        blank = [page for page in pdf.pages if "/Contents" not in page]
        assert blank == (list(pdf.pages)[1::2] if duplex else [])
        assert {tuple(map(float, page.mediabox)) for page in pdf.pages} == {(0, 0, *short.theme.page_size)}
        assert pdf.Root.ViewerPreferences.Duplex == ("/DuplexFlipLongEdge" if duplex else "/Simplex")


def test_a_file_is_sound(long: Copier, short: Copier):
    copies = [pair for name in NAMES * 20 for copier in (long, short) for pair in named(copier, [name])]
    with pikepdf.open(io.BytesIO(collated(copies))) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert pdf.Root.Pages.Count == len(pdf.pages)
        for page in pdf.pages:
            assert "/Annots" not in page
            pikepdf.parse_content_stream(page)
        assert not [number for number in range(1, len(pdf.objects)) if pdf.get_object(number, 0) is None]


def test_thirty_copies_cost_little_more_than_one(long: Copier):
    names = [f"Pupil {number}" for number in range(30)]
    assert len(collated(named(long, names))) <= 1.5 * len(long.copy({"name": names[0]})) + 30 * 2048


def test_pictures_and_fonts_are_stored_once(long: Copier):
    with pikepdf.open(io.BytesIO(collated(named(long)))) as pdf:
        streams = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Stream)]
        single = pikepdf.open(io.BytesIO(long.copy({})))
        alone = [thing for thing in single.objects if isinstance(thing, pikepdf.Stream)]
        for kind in ("/Image", "/Form"):
            found, expected = (sum(one.get("/Subtype") == kind for one in among) for among in (streams, alone))
            assert found == (expected * len(NAMES) if kind == "/Form" else expected)
        assert sum("/Length1" in one for one in streams) == sum("/Length1" in one for one in alone)


def test_sheets_share_pictures(long: Copier):
    other = made(replace(specimen(), title="Another version"), theme(type={"size": 13.0}))
    copies = [*named(long), *named(other)]
    with pikepdf.open(io.BytesIO(collated(copies))) as pdf, pikepdf.open(io.BytesIO(long.copy({}))) as single:
        found, alone = (sorted(thing.read_raw_bytes() for thing in file.objects if _is_picture(thing)) for file in (pdf, single))
    assert alone
    assert found == alone


def _is_picture(thing: pikepdf.Object) -> bool:
    return isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Image"


def test_names_stand_on_pages_alone(long: Copier):
    with pikepdf.open(io.BytesIO(collated(named(long), title="A lesson", lang="en-GB"))) as pdf:
        assert "/Outlines" not in pdf.Root
        labels = [str(entry.P) for entry in pdf.Root.PageLabels.Nums if isinstance(entry, pikepdf.Dictionary)]
        assert labels == ["1-", "2-", "3-", "4-", "5-"]
        assert (str(pdf.docinfo.Title), str(pdf.docinfo.Subject), str(pdf.Root.Lang)) == ("A lesson", PURPOSE, "en-GB")
        assert "/StructTreeRoot" not in pdf.Root


def test_the_same_copies_give_the_same_bytes(long: Copier):
    assert collated(named(long)) == collated(named(made(specimen())))


def test_a_copy_that_cannot_be_set_is_told_by_its_number(short: Copier):
    with pytest.raises(RenderError, match="copy 2: no font can set ᓂ") as caught:
        collate(named(short, ["Ann Lee", "ᓂLee"]), Pipe())
    assert "Lee" not in str(caught.value)


def test_copies_are_taken_one_by_one(short: Copier):
    pipe = Pipe()
    lengths = []

    def copies():
        for number in range(1000):
            lengths.append(len(pipe.data))
            yield short, {"name": f"Pupil {number}"}

    collate(copies(), pipe)
    assert lengths[-1] > 0.9 * len(pipe.data) - 20_000
    assert lengths == sorted(lengths)
    assert lengths[100] < lengths[500] < lengths[900]
