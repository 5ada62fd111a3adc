"""The table of formats. A renderer knows nodes and a theme; it never knows an activity, a pack or another renderer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from hornbook.document.nodes import Document
from hornbook.theme import Theme


@dataclass(frozen=True, slots=True)
class Rendered:
    """A finished file. `pages` is known only to formats that break pages; `warnings` say what the format could not express."""

    data: bytes
    pages: int | None = None
    warnings: tuple[str, ...] = ()


Renderer = Callable[[Document, Theme], Rendered]


def _pdf(document: Document, theme: Theme) -> Rendered:
    from hornbook.render.pdf import render

    return render(document, theme)


def _docx(document: Document, theme: Theme) -> Rendered:
    from hornbook.render.docx import render

    return render(document, theme)


FORMATS: dict[str, Renderer] = {"pdf": _pdf, "docx": _docx}
"""What `--format` takes. Each renderer is imported when it is first used, so that `--help` need not wait for it."""
