"""A tree as text: one node a line, its children indented. What the golden files hold, and what is compared with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any

from hornbook.document.inline import Text


def dump(nodes: Iterable[Any]) -> str:
    """The nodes and all below them."""
    return "\n".join(line for node in nodes for line in _lines(node, 0)) + "\n"


def compare(path: Path, text: str, *, update: bool) -> None:
    """Hold a text to a golden file; write the file instead if `update`."""
    if update:
        path.write_text(text, encoding="utf-8")
    assert path.is_file(), f"{path.name} is missing: run pytest with --update-golden and look at what it wrote"
    assert text == path.read_text(encoding="utf-8"), (
        f"{path} says otherwise: run pytest with --update-golden if the new tree is right"
    )


def _lines(node: Any, depth: int) -> Iterator[str]:
    indent = "  " * depth
    if isinstance(node, Text):
        yield f"{indent}“{node.text}”"
        return
    settings, children = [type(node).__name__], []
    for item in fields(node):
        value = getattr(node, item.name)
        if isinstance(value, tuple) and value and not isinstance(value[0], float | str):
            children.append((item.name, value))
        elif not isinstance(value, Mapping) and (item.default is MISSING or value != item.default):
            settings.append(f"{item.name}={value}" if not isinstance(value, str) else f'{item.name}="{value}"')
    yield indent + " ".join(settings)
    for name, value in children:
        # A node with two kinds of children, such as an extract, has the first set apart.
        apart = len(children) > 1
        if apart:
            yield f"{indent}  {name}:"
        for child in value:
            yield from _lines(child, depth + 1 + apart)
