"""The formats in which pupils get copies of their own. Each is imported when it is first used."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from hornbook.document.nodes import Document
from hornbook.render import Rendered, RenderOptions
from hornbook.theme import Theme

Values = Mapping[str, str]
"""What stands in the slots of a copy's running head, by their keys."""


@dataclass(frozen=True, slots=True)
class Copier:
    """Makes copies of one document, which has been laid out once.

    `copy` gives the file for one pupil, and `cut_short` the keys of the values that it does not show whole; both raise RenderError,
    which names no value. `engine` is the format's own copier.
    """

    copy: Callable[[Values], bytes]
    cut_short: Callable[[Values], Sequence[str]]
    engine: Any
    pages: int | None = None
    warnings: tuple[str, ...] = ()


MakeCopier = Callable[[Document, Theme, Collection[str], RenderOptions], Copier]
"""Of a document, its theme, all values to come, and what is asked of the format."""


def _pdf(document: Document, theme: Theme, texts: Collection[str], _options: RenderOptions) -> Copier:
    from hornbook.render.pdf.copies import Copier as Engine

    engine = Engine(document, theme, texts)
    return Copier(engine.copy, engine.cut_short, engine, engine.pages, engine.warnings)


def _docx(document: Document, theme: Theme, texts: Collection[str], options: RenderOptions) -> Copier:
    from hornbook.render.docx.copies import Copier as Engine

    engine = Engine(document, theme, "".join(texts), embed_fonts=options.embed_fonts)
    return Copier(engine.copy, engine.cut_short, engine, None, engine.warnings)


def _print_pdf(copies: Iterable[tuple[Copier, Values]], title: str, lang: str, duplex: bool) -> Rendered:
    from hornbook.render.pdf.collate import collate

    stream = BytesIO()
    pages = collate(((copier.engine, values) for copier, values in copies), stream, title=title, lang=lang, duplex=duplex)
    return Rendered(stream.getvalue(), pages)


COPIERS: Mapping[str, MakeCopier] = {"pdf": _pdf, "docx": _docx}

PRINTERS: Mapping[str, Callable[[Iterable[tuple[Copier, Values]], str, str, bool], Rendered]] = {"pdf": _print_pdf}
"""The formats that hold the copies of a whole class in one file, which is printed in one go: of the copies in their order, a title,
a language, and whether both sides of the paper are printed on."""
