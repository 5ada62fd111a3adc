"""The logical structure of a PDF: what a screen reader is told (ISO 32000-1, 14.6 to 14.8).

A tree of elements says what a handout consists of, in reading order. On the pages, everything drawn stands in *marked content*:
either it belongs to an element, by a number that counts from 0 on each page, or it is an artifact, which no reader is told of.
`structure` says which node becomes which element, `file` writes the tree.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from hornbook.locale import ENGLISH, Words

Kind = Literal[
    "Document", "Sect", "Div", "BlockQuote", "P", "H", "L", "LI", "Lbl", "LBody", "Table", "THead", "TBody", "TR", "TH", "TD",
    "Figure", "Caption", "Formula", "Span", "Link",
]  # fmt: skip
"""The standard structure types in use (14.8.4). "H" stands for a heading: its level is worked out when the tree is written."""

LAYOUT = "/Artifact<</Type/Layout>>"
REPEATED = "/Artifact<</Type/Pagination>>"
HEADER = "/Artifact<</Type/Pagination/Subtype/Header/Attached[/Top]>>"
FOOTER = "/Artifact<</Type/Pagination/Subtype/Footer/Attached[/Bottom]>>"
"""Artifacts (14.8.2.2): rules and fills, header rows that come back, running heads and feet."""


class Content(NamedTuple):
    """Marked content on a page: both numbers count from 0."""

    page: int
    number: int


class Annotation(NamedTuple):
    """A link's annotation on a page, by its object number in the file."""

    page: int
    object: int


@dataclass(eq=False, slots=True)
class Element:
    """A structure element. `alt` describes it, `said` is read in place of what is drawn, `lang` is a BCP 47 tag.

    `attributes` is an attribute object as PDF writes it, and `level` the level that a heading has in the document. The root holds
    the `speech`: the words for what is read out where nothing is printed.
    """

    kind: Kind
    parent: Element | None = None
    attributes: str = ""
    lang: str = ""
    alt: str = ""
    said: str = ""
    level: int = 0
    of_questions: bool = False
    placed: bool = True
    kids: list[Element | Content | Annotation] = field(default_factory=list)
    speech: Words = ENGLISH

    def add(self, kind: Kind, attributes: str = "", lang: str = "", alt: str = "", said: str = "") -> Element:
        """A new child, after those there are."""
        child = Element(kind, self, attributes, lang, alt, said)
        self.kids.append(child)
        return child

    def within(self, kind: Kind, lang: str = "", said: str = "", alt: str = "") -> Element:
        """A new child inside a line: it takes its place among the words when it is first drawn."""
        return Element(kind, self, lang=lang, alt=alt, said=said, placed=False)

    def take(self, kid: Content | Annotation) -> None:
        """Take in what has been drawn."""
        if not self.placed:
            self._place()
        self.kids.append(kid)

    def _place(self) -> None:
        self.placed = True
        if self.parent:
            if not self.parent.placed:
                self.parent._place()
            self.parent.kids.append(self)

    @property
    def language(self) -> str:
        """The language of its words: its own or that of what it stands in."""
        return self.lang or (self.parent.language if self.parent else "")

    @property
    def words(self) -> Words:
        """The speech of the root."""
        return self.parent.words if self.parent else self.speech


Owner = Element | list[Element]
"""To whom something on a page belongs: an annotation to one element, the marked content of a page to one for each number."""


class Marker:
    """Opens and closes marked content on one page after another.

    `owners` is the parent tree in the making (14.7.4.4): its keys are handed out to pages and annotations as they come.
    """

    def __init__(self, write: Callable[[str], None], *, tagged: bool = True) -> None:
        self._write = write
        self._tagged = tagged
        self._open: Element | str | None = None
        self._elements: list[Element] = []
        self.owners: list[Owner] = []
        self.page_keys: list[int] = []

    def content(self, element: Element) -> None:
        """What is drawn from here belongs to the element."""
        if self._open is element or not self._tagged:
            return
        self.close()
        number = len(self._elements)
        self._elements.append(element)
        element.take(Content(self._page, number))
        self._write(f"/{element.kind}<</MCID {number}>>BDC")
        self._open = element

    def artifact(self, kind: str) -> None:
        """What is drawn from here is an artifact of this kind."""
        if self._open == kind or not self._tagged:
            return
        self.close()
        self._write(f"{kind}BDC")
        self._open = kind

    def annotation(self, element: Element, draw: Callable[[int], int]) -> None:
        """Let `draw` put an annotation of the element on the page: it is given the key, and gives the object's number."""
        key = len(self.owners)
        self.owners.append(element)
        element.take(Annotation(self._page, draw(key)))

    def close(self) -> None:
        """End what is open."""
        if self._open is not None:
            self._write("EMC")
            self._open = None

    def begin_page(self) -> None:
        """Go on to the next page."""
        self._elements = []
        self.page_keys.append(len(self.owners))
        self.owners.append(self._elements)

    @property
    def _page(self) -> int:
        return len(self.page_keys) - 1
