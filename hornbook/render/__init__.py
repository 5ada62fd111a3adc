"""The table of formats. A renderer knows nodes and a theme; it never knows an activity, a pack or another renderer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from hornbook.document.nodes import Document
from hornbook.theme import Theme


@dataclass(frozen=True, slots=True)
class Rendered:
    """A finished file. `pages` is known only to formats that break pages; `warnings` say what the format could not express."""

    data: bytes
    pages: int | None = None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RenderOptions:
    """What is asked of a format beyond looks; a format passes over what it does anyway. PDFs always embed their fonts."""

    embed_fonts: bool = False


PLAIN = RenderOptions()


class Renderer(Protocol):
    """Makes files of one format."""

    def __call__(self, document: Document, theme: Theme, options: RenderOptions = PLAIN, /) -> Rendered:
        """The document as a file. Raises RenderError."""


def _pdf(document: Document, theme: Theme, _options: RenderOptions = PLAIN, /) -> Rendered:
    from hornbook.render.pdf import render

    return render(document, theme)


def _docx(document: Document, theme: Theme, options: RenderOptions = PLAIN, /) -> Rendered:
    from hornbook.render.docx import render

    return render(document, theme, embed_fonts=options.embed_fonts)


FORMATS: dict[str, Renderer] = {"pdf": _pdf, "docx": _docx}
"""What `--format` takes. Each renderer is imported when it is first used, so that `--help` need not wait for it."""
