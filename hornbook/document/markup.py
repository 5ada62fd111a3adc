"""Strict XML to nodes: the markup that templates write, by the rules of `grammar.py`.

Nothing is guessed: an unknown tag or attribute, text where blocks are wanted, a missing attribute or a DOCTYPE is a
`MarkupError`. There is one convenience: where blocks are wanted and only text stands (`<cell>1922</cell>`), the text becomes a
paragraph.

`<include ref="0"/>` stands for nodes parsed before: the way in which one activity is parsed, and blamed, at a time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from lxml import etree

from hornbook.document.access import Fault, drawing_fault, figure_fault, override_fault
from hornbook.document.drawings import Drawing
from hornbook.document.grammar import INLINE, NAMES, TAGS, Rule, kinds, rule_of
from hornbook.document.inline import (
    ComposedInline,
    Formula,
    LineBreak,
    Paragraph,
    Role,
    Text,
)
from hornbook.document.nodes import (
    Answer,
    Cell,
    ComposedBlock,
    Figure,
    Item,
    Question,
)
from hornbook.errors import did_you_mean

Node = Any
"""Any of the classes in `TAGS`; which ones may stand where is read from the fields of the node around them."""

_NO_QUESTIONS = (Item, Cell, Answer)
_SPACE = re.compile(r"[ \t\r\n]+")
_N = TypeVar("_N")


class MarkupError(ValueError):
    """The markup is wrong. `line` is the line of the markup, from 1."""

    def __init__(self, message: str, hint: str = "", line: int = 0) -> None:
        self.hint, self.line = hint, line
        super().__init__(message)


def parse(markup: str, kind: type[_N], includes: Sequence[Sequence[Node]] = ()) -> tuple[_N, ...]:
    """The nodes of a fragment of markup, each a `kind` (a node class, or `object` for blocks of any sort).

    Raises MarkupError.
    """
    allowed = kinds(ComposedBlock) if kind is object else (kind,)
    return tuple(_Parser(includes).children(_root(markup), allowed))


def _root(markup: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(f"<fragment>{markup}</fragment>", parser)
    except etree.XMLSyntaxError as error:
        if "<!DOCTYPE" in markup:  # within a fragment it is never well-formed
            raise MarkupError("a DOCTYPE is not allowed", "remove it", error.lineno or 0) from None
        hint = "close every tag, and print pack texts with {{ }} so that they are escaped"
        raise MarkupError(f"not well-formed XML: {error.msg}", hint, error.lineno or 0) from None
    if override_fault("".join(root.itertext())):
        for text in root.iter():
            _refuse(override_fault((text.text or "") + "".join(child.tail or "" for child in text)), text)
    return root


def _refuse(fault: Fault | None, element: etree._Element) -> None:
    if fault:
        raise MarkupError(*fault, _line(element))


class _Parser:
    """One walk over a parsed fragment."""

    def __init__(self, includes: Sequence[Sequence[Node]]) -> None:
        self.includes = includes

    def children(self, element: etree._Element, allowed: tuple[type, ...], *, questions: bool = True) -> Iterator[Node]:
        """The child elements as nodes; text between them is an error."""
        _no_text(element, element.text)
        for child in element:
            _no_text(element, child.tail)
            for node in self._nodes(child, questions=questions):
                if not isinstance(node, allowed) or (isinstance(node, Question) and not questions):
                    name = NAMES.get(type(node), type(node).__name__)
                    known = [NAMES[cls] for cls in allowed if cls in NAMES]
                    raise MarkupError(f"<{name}> cannot stand in <{_tag(element)}>", did_you_mean(name, known), _line(child))
                yield node

    def _nodes(self, element: etree._Element, *, questions: bool) -> Sequence[Node]:
        if _tag(element) == "include":
            number = str(element.get("ref", ""))
            if not number.isdecimal() or int(number) >= len(self.includes):
                raise MarkupError(f'<include ref="{number}"/> stands for nothing', "print what task.sheet() gives", _line(element))
            return self.includes[int(number)]
        return (self.node(element, questions=questions),)

    def node(self, element: etree._Element, *, questions: bool = True) -> Node:
        """One element as its node."""
        cls = TAGS.get(_tag(element))
        if cls is None:
            raise MarkupError(f"unknown tag <{_tag(element)}>", did_you_mean(_tag(element), list(TAGS)), _line(element))
        rule = rule_of(cls)
        settings: dict[str, Any] = dict(_attributes(element, rule))
        if rule.inline:
            apart = tuple(kind for members in rule.many.values() for kind in members)
            settings["content"] = self._inline_content(element, apart)
        settings |= self._child_fields(element, cls, rule, questions=questions and cls not in _NO_QUESTIONS)
        node = cls(**settings)
        if isinstance(node, Figure):
            _refuse(figure_fault(node), element)
        if isinstance(node, Drawing):
            _refuse(drawing_fault(node), element)
        return node

    def _child_fields(self, element: etree._Element, cls: type, rule: Rule, *, questions: bool) -> dict[str, Any]:
        if not rule.many and not rule.one:
            return {}
        if Paragraph in rule.many.get("children", ()) and _is_inline(element):
            role: Role = "cell" if cls is Cell else "body"
            content = self._inline_content(element)
            return {"children": (Paragraph(role, content=content),) if content else ()}
        allowed = tuple(kind for members in rule.many.values() for kind in members) + tuple(rule.one.values())
        if rule.inline:
            found = [node for child in element if TAGS.get(_tag(child)) in allowed for node in self._nodes(child, questions=False)]
        else:
            found = list(self.children(element, allowed, questions=questions))
        values: dict[str, Any] = {
            name: tuple(node for node in found if isinstance(node, members)) for name, members in rule.many.items()
        }
        for name, kind in rule.one.items():
            matches = [node for node in found if isinstance(node, kind)]
            if len(matches) != 1:
                raise MarkupError(f"<{_tag(element)}> needs one <{NAMES[kind]}>, it has {len(matches)}", "", _line(element))
            values[name] = matches[0]
        return values

    def _inline_content(self, element: etree._Element, apart: tuple[type, ...] = ()) -> tuple[ComposedInline, ...]:
        """The text in an element, but for the nodes that stand `apart` in it."""
        return _trim(tuple(self._mixed(element, _Spacing(), apart)))

    def _mixed(self, element: etree._Element, spacing: _Spacing, apart: tuple[type, ...] = ()) -> Iterator[ComposedInline]:
        yield from spacing.text(element.text)
        for child in element:
            cls = TAGS.get(_tag(child))
            if cls in apart:
                yield from spacing.text(child.tail)
                continue
            if cls not in INLINE:
                known = [NAMES[kind] for kind in INLINE]
                what = f"<{_tag(child)}> cannot stand in the text of <{_tag(element)}>"
                raise MarkupError(what if cls else f"unknown tag <{_tag(child)}>", did_you_mean(_tag(child), known), _line(child))
            settings: dict[str, Any] = dict(_attributes(child, rule_of(cls)))
            if cls is LineBreak:
                spacing.fresh = True
            elif cls is Formula:
                spacing.fresh = False
            else:
                settings["content"] = tuple(self._mixed(child, spacing))
            yield cls(**settings)
            yield from spacing.text(child.tail)


class _Spacing:
    """White space collapses once per block, across the borders of inline nodes."""

    def __init__(self) -> None:
        self.fresh = True

    def text(self, raw: str | None) -> Iterator[Text]:
        """The text with runs of white space as one space, and none after a space or at a line's start."""
        text = _SPACE.sub(" ", raw or "")
        if self.fresh:
            text = text.removeprefix(" ")
        if text:
            self.fresh = text.endswith(" ")
            yield Text(text)


def _trim(content: tuple[ComposedInline, ...]) -> tuple[ComposedInline, ...]:
    """Without white space at the end."""
    match content:
        case (*before, Text(text)):
            kept = text.rstrip(" ")
            return (*before, Text(kept)) if kept else _trim(tuple(before))
        case _:
            return content


def _attributes(element: etree._Element, rule: Rule) -> Iterator[tuple[str, object]]:
    for name, value in element.attrib.items():
        field = str(name).replace("-", "_")
        if field not in rule.attributes:
            known = [key.replace("_", "-") for key in rule.attributes]
            what = f'<{_tag(element)}> has no attribute "{name}"'
            raise MarkupError(what, did_you_mean(str(name), known), _line(element))
        _refuse(override_fault(str(value)), element)
        try:
            yield field, rule.attributes[field](str(value))
        except ValueError as error:
            what = f'<{_tag(element)} {name}="{value}">: not a value this attribute takes'
            raise MarkupError(what, str(error), _line(element)) from None
    for missing in sorted(rule.required - {str(name).replace("-", "_") for name in element.attrib}):
        raise MarkupError(f'<{_tag(element)}> needs the attribute "{missing}"', "", _line(element))


def _is_inline(element: etree._Element) -> bool:
    """Whether text or inline elements stand directly in the element."""
    stray = (element.text or "") + "".join(child.tail or "" for child in element)
    return bool(stray.strip()) or any(TAGS.get(_tag(child)) in INLINE for child in element)


def _no_text(element: etree._Element, text: str | None) -> None:
    if text and text.strip():
        raise MarkupError(f"text stands directly in <{_tag(element)}>: “{text.strip()[:40]}”", "put it in a <p>", _line(element))


def _tag(element: etree._Element) -> str:
    return str(element.tag)


def _line(element: etree._Element) -> int:
    return int(element.sourceline or 0)
