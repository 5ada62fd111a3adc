"""The pictures of docs/activities/, and its list of all types: `python -m docs.make.activities [TYPE …]`.

Each type has a page there, written by hand. The last example of the page is what the two pictures show: the task as pupils get it,
and the key with its mark scheme. Examples are read in the example pack, whose sources, words and pictures they may name.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import indent

from PIL import Image, ImageChops, ImageColor, ImageOps

from docs.make.pack_format import activity_types, documented, type_of
from hornbook.compose import Composer
from hornbook.document.inline import Text
from hornbook.document.nodes import ComposedBlock, Document, Heading, RunningFoot, RunningHead, Section
from hornbook.document.passes import Edition, finish
from hornbook.pack.load import Pack, load_pack
from hornbook.pipeline import templates_in, theme_of
from hornbook.render import FORMATS
from hornbook.theme import Theme

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "docs" / "activities"
INDEX = PAGES / "README.md"
PICTURES = PAGES / "pictures"
EDITIONS: dict[str, Edition] = {"sheet": "student", "key": "teacher"}
"""The two pictures of a type, NAME-sheet.png and NAME-key.png, and the edition each shows."""

_PACK = ROOT / "packs" / "soviet-foreign-policy-1921-33"
_EXAMPLE = re.compile(r"^```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_SCALE = 1.25  # pixels in a point: the width of a page's text is that of a page of documentation
_MARGIN = 12
_SHADES = 5  # of each colour, for the edges of letters

_INTRODUCTION = """\
# The types of activity

This list is written by `make docs`. Each page says what a type is for, shows a small example and a full one, and what is printed
from the full one: the task as pupils get it, and the key. The keys that every task may have, such as `title`, `space` and `tiers`,
stand in [the format of a pack](../pack-format.md#activities).

| `type` | what it is |
|---|---|
"""


def examples(page: str) -> list[str]:
    """The examples of a page, as the YAML they are."""
    return _EXAMPLE.findall(page)


def lesson_of(example: str) -> str:
    """A lesson file whose only task is the example; it prints every source of the pack, so that the task may need any."""
    head = "title: An example\nenquiry: What is asked?\nobjectives: [read it]\n"
    sources = ", ".join(load_pack(_PACK).sources)
    task = indent(example, "      ").replace("      ", "    - ", 1)
    return f"{head}sources: [{sources}]\nworksheet:\n  activities:\n{task}"


def pack_with(example: str, folder: Path) -> Pack:
    """The example pack, copied to `folder`, with a lesson whose task is the example. Raises PackError if it is not sound."""
    copy = folder / _PACK.name  # what is shuffled depends on the name
    shutil.copytree(_PACK, copy, ignore=shutil.ignore_patterns("lessons"))
    (copy / "lessons").mkdir()
    (copy / "lessons" / "01-example.yaml").write_text(lesson_of(example), encoding="utf-8")
    return load_pack(copy)


def document_of(pack: Pack, edition: Edition) -> Document:
    """The task alone, for pupils; for teachers with its answers in place and its mark scheme."""
    composer = Composer(templates_in(None), pack, "01-example")
    task = composer.sheets["worksheet"].tasks[0]
    blocks: list[ComposedBlock] = list(composer.nodes(task, "sheet", object))
    if edition == "teacher":
        blocks += [Heading(2, (Text("Mark scheme"),)), *composer.nodes(task, "scheme", object)]
    section = Section(children=tuple(blocks))
    document = Document("An example", "en-GB", RunningHead(""), RunningFoot("", ""), sections=(section,), images=pack.images)
    return finish(document, edition)


def drawn(document: Document) -> Image.Image:
    """The pages of a document as one picture: what is on them and no more, one below the other."""
    return _below(list(_cropped(FORMATS["pdf"](document, _theme()).data)))


def _theme() -> Theme:
    return theme_of(templates_in(None), "classic", "a4")


def _cropped(data: bytes) -> Iterator[Image.Image]:
    from pypdfium2 import PdfDocument  # for tests and documentation only

    top, _, bottom, left = (_SCALE * margin for margin in _theme().margins)
    with PdfDocument(data) as pdf:
        for page in pdf:
            picture: Image.Image = page.render(scale=_SCALE).to_pil().convert("RGB")
            body = picture.crop(
                (round(left) - 4, round(top) - 4, picture.width - round(left) + 4, picture.height - round(bottom) + 4)
            )
            ink = ImageChops.difference(body, Image.new("RGB", body.size, "white")).getbbox()
            if ink:
                yield body.crop((0, ink[1], body.width, ink[3]))


def _below(parts: list[Image.Image]) -> Image.Image:
    height = sum(part.height + _MARGIN for part in parts) + _MARGIN
    column = Image.new("RGB", (parts[0].width + 2 * _MARGIN, height), "white")
    at = _MARGIN
    for part in parts:
        column.paste(part, (_MARGIN, at))
        at += part.height + _MARGIN
    return ImageOps.expand(column, 1, "#b0b0b0").quantize(palette=_palette(), dither=Image.Dither.NONE)


@cache
def _palette() -> Image.Image:
    """The theme's colours and their shades on its page: the same for all pictures, so that rare colours are kept too."""
    colours = _theme().colours
    page, tint, fill = (ImageColor.getrgb(colour)[:3] for colour in (colours.page, colours.answer_fill, colours.fill))
    values = [*page, *tint, *fill]
    for colour, paper in ((colours.text, page), (colours.rule, page), (colours.answer, tint)):
        for step in range(1, _SHADES + 1):
            values += [round(a + (b - a) * step / _SHADES) for a, b in zip(paper, ImageColor.getrgb(colour), strict=False)]
    palette = Image.new("P", (1, 1))
    palette.putpalette(values)
    return palette


def stored(picture: Image.Image) -> bytes:
    """A picture as a small PNG; the same picture gives the same bytes."""
    buffer = BytesIO()
    picture.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def pictures_of(name: str) -> Iterator[tuple[str, Image.Image]]:
    """The pictures of a type, by their files' names."""
    with TemporaryDirectory() as folder:
        pack = pack_with(examples((PAGES / f"{name}.md").read_text(encoding="utf-8"))[-1], Path(folder))
        for ending, edition in EDITIONS.items():
            yield f"{name}-{ending}.png", drawn(document_of(pack, edition))


def index() -> str:
    """The list of all types, each with the first sentence of its module."""
    rows = []
    for model in activity_types():
        name, said = type_of(model), documented(model)[0].split("\n\n")[0].replace("|", "\\|")
        rows.append(f"| [`{name}`]({name}.md) | {said} |\n")
    return _INTRODUCTION + "".join(rows)


def main(wanted: Iterable[str] = ()) -> None:
    """Write the list, and the pictures of the types that are wanted: of all that have a page if none is named."""
    INDEX.write_text(index(), encoding="utf-8")
    PICTURES.mkdir(parents=True, exist_ok=True)
    for name in tuple(wanted) or [type_of(model) for model in activity_types()]:
        if not (PAGES / f"{name}.md").is_file():
            print(f"{name} has no page yet: write docs/activities/{name}.md")
            continue
        for file, picture in pictures_of(name):
            (PICTURES / file).write_bytes(stored(picture))


if __name__ == "__main__":
    main(sys.argv[1:])
