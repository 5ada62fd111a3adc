"""Drawings as the markup that templates print."""

from __future__ import annotations

from dataclasses import MISSING, fields
from typing import Any

from lxml import etree
from markupsafe import Markup

from hornbook.document.drawings import Drawing, Layout
from hornbook.document.grammar import NAMES
from hornbook.document.inline import Text


def markup(*drawn: Drawing | Layout) -> Markup:
    """The markup that parses to these drawings or layouts, for a template to print as it is: {{ drawing }}.

    A template that has the words for what is seen prints layouts into a <drawing alt="…"> of its own.
    """
    parts = (etree.tostring(_element(node), encoding="unicode") for node in drawn)
    return Markup("".join(parts))  # noqa: S704 - lxml escapes what it is given


def _element(node: Any) -> etree._Element:
    """A node of the markup as its element; its children are nodes, or texts."""
    element = etree.Element(NAMES[type(node)])
    for item in fields(node):
        value = getattr(node, item.name)
        if isinstance(value, tuple) and (not value or not isinstance(value[0], float | int)):
            for child in value:
                _add(element, child)
        elif item.default is MISSING or value != item.default:
            element.set(item.name.replace("_", "-"), _plain(value))
    return element


def _add(element: etree._Element, child: Any) -> None:
    if not isinstance(child, Text):
        element.append(_element(child))
    elif len(element):
        element[-1].tail = (element[-1].tail or "") + child.text
    else:
        element.text = (element.text or "") + child.text


def _plain(value: object) -> str:
    match value:
        case bool():
            return str(value).lower()
        case float() | int():
            return f"{round(value, 3):g}"
        case tuple():
            return " ".join(map(_plain, value))
        case _:
            return str(value)
