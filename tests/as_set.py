"""A document as a renderer sets it: with the tables that `hornbook.render.stacking` makes of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest

from hornbook.document.nodes import Document, Table
from hornbook.render import stacking


def rendered(document: Document, renderer: str, draw: Callable[[], bytes]) -> tuple[bytes, Document]:
    """What `draw` makes of the document, and the document as it was set; `renderer` is the module that asks for fitted tables."""
    made: dict[int, list[list[Table]]] = {}

    def fitted(table: Table, *place: Any) -> list[tuple[Table, list[float]]]:
        parts = list(stacking.fitted(table, *place))
        made.setdefault(id(table), []).append([part for part, _ in parts])
        return parts

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(f"{renderer}.fitted", fitted)
        data = draw()
    return data, _replaced(document, lambda table: made[id(table)].pop(0))


def _replaced(node: Any, parts: Callable[[Table], list[Table]]) -> Any:
    changes = {}
    for field in fields(node):
        value = getattr(node, field.name)
        if isinstance(value, tuple) and any(map(is_dataclass, value)):
            new = tuple(one for kid in value for one in (parts(kid) if isinstance(kid, Table) else [kid]))
            changes[field.name] = tuple(_replaced(kid, parts) for kid in new)
    return replace(node, **changes)
