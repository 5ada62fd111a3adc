"""Passes from tree to tree, in the order in which they run: numbering, then line breaking and the edition."""

from __future__ import annotations

from hornbook.document.nodes import Document
from hornbook.document.passes.edition import Edition, resolve
from hornbook.document.passes.numbering import number


def finish(document: Document, edition: Edition) -> Document:
    """Take a composed document to one that renderers accept."""
    return resolve(number(document), edition)


__all__ = ["Edition", "finish"]
