"""The whole renderer: what every file must be, whatever is in it."""

import hashlib
import io
import os
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from unicodedata import combining

import pikepdf
import pypdfium2
import pytest
from hypothesis import given

from hornbook.document.inline import Link, Paragraph, Text
from hornbook.document.nodes import Document, Figure, Heading, Section
from hornbook.errors import RenderError
from hornbook.render.pdf import render
from tests.render.pdf.looking import rectangles, squeezed, texts
from tests.render.pdf.reading import words_of
from tests.specimen import document, picture, specimen, theme, words
from tests.strategies import documents
from tests.trying import tries


def opened(file: Document) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(render(file, theme()).data))


LONG = 20


def bare(text: str) -> str:
    # pdfium drops a second accent that stands exactly on the first.
    return "".join(char for char in text if not combining(char))


def test_specimen_says_every_word_in_order():
    page_text, at = squeezed(specimen()), 0
    for word in words_of(specimen()):
        found = page_text.find(word, at)
        assert found >= 0, f"{word!r} is missing, or stands out of its place"
        at = found + len(word)


def test_counts_its_pages():
    rendered = render(specimen(), theme())
    assert rendered.pages == len(pypdfium2.PdfDocument(rendered.data)) == len(opened(specimen()).pages)
    assert f"Page 1 of {rendered.pages}" in texts(specimen())[0]


def test_metadata():
    with opened(specimen()) as pdf:
        info = {key: str(value) for key, value in pdf.docinfo.items()}
        assert str(pdf.Root.Lang) == "en-GB"
    assert info["/Title"] == "The search for collective security"
    assert info["/Author"] == "The history department"
    assert (info["/Subject"], info["/Keywords"], info["/Creator"]) == ("History", "Soviet Union, Locarno", "Hornbook")


def test_fonts_are_embedded_as_subsets():
    with opened(specimen()) as pdf:
        fonts = [font for page in pdf.pages for font in page.Resources.Font.values()]
        assert fonts
        for font in fonts:
            assert "/FontFile2" in font.FontDescriptor
            assert str(font.BaseFont)[7] == "+"


def test_bookmarks_skip_no_level():
    headings = [Heading(level, (Text(f"level {level}"),)) for level in (3, 1, 3, 2)]
    with opened(document(*headings)) as pdf, pdf.open_outline() as outline:
        tree = [(item.title, [(child.title, []) for child in item.children]) for item in outline.root]
    assert tree == [("level 3", []), ("level 1", [("level 3", []), ("level 2", [])])]


def test_only_web_and_mail_addresses_become_links():
    addresses = ["https://example.org/a", "mailto:a@example.org", "file:///etc/passwd", "javascript:x"]
    paragraphs = [Paragraph(content=(Link(address, (Text(f"words {number}"),)),)) for number, address in enumerate(addresses)]
    with opened(document(*paragraphs)) as pdf:
        targets = [str(annotation.A.URI) for annotation in pdf.pages[0].Annots]
    assert targets == addresses[:2]


def test_a_link_over_two_lines_can_be_followed_from_both():
    link = Link("https://example.org", (Text("a link of many words " * 8),))
    with opened(document(Paragraph(content=(link,)))) as pdf:
        assert len(pdf.pages[0].Annots) == 2


def test_character_in_no_font_is_an_error():
    with pytest.raises(RenderError, match="U\\+4E2D"):
        render(document(words("the character 中")), theme())


@pytest.mark.parametrize("code", ["F401", "0000", "0085"])
def test_a_character_without_a_meaning_is_an_error(code: str):
    """PT Sans and Noto Sans have glyphs for the first two, but nobody could hear or copy what they say."""
    with pytest.raises(RenderError, match=f"U\\+{code}"):
        render(document(words(f"the character {chr(int(code, 16))}")), theme())


def test_missing_image_is_an_error():
    with pytest.raises(RenderError, match=r'no image "mapp".*\n.*did you mean "map"'):
        render(document(Figure("mapp", "a map"), images={"map": picture()}), theme())


def test_composed_node_is_refused():
    from hornbook.document.inline import Blank
    from hornbook.document.nodes import Answer

    for block in (Answer(2), Paragraph(content=(Blank(),))):
        with pytest.raises(RenderError, match="has reached the renderer"):
            render(document(block), theme())


def test_new_page_starts_a_page():
    sections = tuple(Section(new_page=True, children=(words(f"section {number}"),)) for number in range(3))
    assert render(replace(document(), sections=sections), theme()).pages == 3


def test_document_without_blocks_has_a_page():
    assert render(replace(document(), sections=()), theme()).pages == 1


def test_page_colour_fills_the_page():
    data = render(document(words("on cream")), theme(colours={"page": "#fff8e7"})).data
    width, height = theme().page_size
    assert any(abs(right - width) < 1 and abs(top - height) < 1 for _, _, _, right, top in rectangles(data))


def test_same_input_same_bytes():
    script = (
        "import hashlib; from tests.specimen import specimen, theme; from hornbook.render.pdf import render; "
        "print(hashlib.sha256(render(specimen(), theme()).data).hexdigest())"
    )
    here = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])}
    settings_ = ({"PYTHONHASHSEED": "1"}, {"PYTHONHASHSEED": "2", "SOURCE_DATE_EPOCH": "1234567890", "TZ": "Asia/Tokyo"})
    runs = [
        subprocess.run([sys.executable, "-c", script], env=here | one, capture_output=True, text=True, check=True)
        for one in settings_
    ]
    digests = {run.stdout.strip() for run in runs}
    assert digests == {hashlib.sha256(render(specimen(), theme()).data).hexdigest()}


def test_second_document_does_not_depend_on_the_first():
    before = render(document(words("b a")), theme()).data
    render(specimen(), theme())
    assert render(document(words("b a")), theme()).data == before


@tries(40)
@given(documents())
def test_every_document_is_set_whole_and_within_the_margins(file: Document):
    data = render(file, theme()).data
    # Accents and slanted letters reach a little beyond their advance width.
    left = theme().margins[3] - 7
    right = theme().page_size[0] - theme().margins[1] + 7
    for _, x1, y1, x2, y2 in rectangles(data):
        if x2 > x1:
            assert left <= x1
            assert x2 <= right
        assert y1 >= -3
        assert y2 <= theme().page_size[1]
    said, told = squeezed(file), words_of(file)
    # Every letter is there; and every word in its place, unless a word that no line holds may make a row taller than a page,
    # whose cells then go on side by side on the next. Labels of a drawing are read as they stand side by side.
    assert not Counter(bare("".join(told))) - Counter(bare(said))
    if max(map(len, told), default=0) < LONG:
        assert_in_order(words_of(file, labels=False), said)


def assert_in_order(told: list[str], said: str) -> None:
    said, at = bare(said), 0
    for word in map(bare, told):
        found = said.find(word, at)
        if 0 <= found < at + 600:
            at = found + len(word)
            continue
        for letter in word:  # parted by the end of a page, with head and foot between its parts
            found = said.find(letter, at)
            assert found >= 0, f"{word!r} is missing, or stands out of its place"
            at = found + 1
