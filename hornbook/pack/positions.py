"""Where everything of a YAML file stands, so that each fault can be shown in its line."""

from __future__ import annotations

from dataclasses import dataclass, field

from hornbook.errors import Place

Path = tuple[str | int, ...]
"""The way to a node from the top of its file: keys and indices counted from 0."""

LONGEST_EXCERPT = 120


@dataclass(frozen=True, slots=True)
class Positions:
    """The line and column (from 1) of each value and each key of the file called `file`."""

    file: str
    lines: tuple[str, ...] = ()
    values: dict[Path, tuple[int, int]] = field(default_factory=dict)
    keys: dict[Path, tuple[int, int]] = field(default_factory=dict)

    def known(self, path: Path) -> Path:
        """The node of the file that `path` leads to, or the nearest one above it.

        Steps which the file does not know are left out, since pydantic names the member of a union among them.
        """
        found: Path = ()
        for step in path:
            if (*found, step) in self.values:
                found = (*found, step)
        return found

    def place(self, path: Path) -> Place:
        """Where the value at `path`, or the nearest one above it, begins."""
        found = self.known(path)
        return self.at(*self.values.get(found, (0, 0)))

    def key_place(self, path: Path) -> Place:
        """Where the key of the value at `path` stands; of an item of a list, where the item begins."""
        found = self.known(path)
        return self.at(*(self.keys.get(found) or self.values.get(found, (0, 0))))

    def at(self, line: int, column: int = 0) -> Place:
        """A place with its line's text; a line too long to show in full shows its beginning, or nothing if the spot is beyond."""
        text = self.lines[line - 1].replace("\t", " ").rstrip() if 0 < line <= len(self.lines) else ""
        text = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text[: LONGEST_EXCERPT + 1])
        if len(text) > LONGEST_EXCERPT:
            text = text[:LONGEST_EXCERPT] + "…" if column <= LONGEST_EXCERPT else ""
        return Place(self.file, line, column, text)
