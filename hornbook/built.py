"""Files that were made."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from hornbook.output import Location


@dataclass(frozen=True, slots=True)
class Built:
    """A file that was written. `pages` is None where the breaking of pages is left to another program."""

    path: Location
    kind: str
    pages: int | None
    warnings: tuple[str, ...] = ()

    @property
    def sheets(self) -> int | None:
        """Sheets of paper, printed on both sides."""
        return None if self.pages is None else ceil(self.pages / 2)

    @property
    def single(self) -> bool:
        """Whether this is one pupil's copy: they stand in a folder that is called as the document is."""
        return self.path.parent.name == self.kind
