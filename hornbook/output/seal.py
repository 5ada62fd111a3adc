"""What tells whether a file is as it was left."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, Protocol


class Seal(NamedTuple):
    """A file's size in bytes, and what stands for its content: two files with the same seal are taken for the same.

    `content` is empty if nothing but the size is known.
    """

    size: int
    content: str


class Folder(Protocol):
    """The files of a folder and of those below it."""

    def names(self) -> Iterable[str]:
        """Their names from the folder on, with slashes; hidden files are left out."""

    def seal(self, name: str) -> Seal | None:
        """The seal of one of them; None if it is not there or cannot be read."""
