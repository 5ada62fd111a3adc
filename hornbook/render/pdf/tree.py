"""Writes the structure tree and the parent tree (ISO 32000-1, 14.7.2 and 14.7.4.4)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count

from hornbook.render.pdf.file import File, text_string
from hornbook.render.pdf.tags import Annotation, Content, Element, Marker, Owner

HOLDS_WORDS = {"TH", "TD", "LBody"}
"""What needs no P around its words if they are all there is: a third fewer elements to read and to store."""

MAY_BE_EMPTY = {"Document", "TH", "TD"}
"""What stays in the tree even if nothing in it was drawn."""


def write_tree(root: Element, marker: Marker, pages: Sequence[int], file: File) -> int:
    """Write all elements that hold anything; gives the number of the structure tree's root.

    The marker knows what belongs to whom, and `pages` are the pages' object numbers.
    """
    lifted: dict[Element, Element] = {}
    _tidy(root, lifted)
    elements = list(_elements(root))
    tree = file.reserve(1)
    numbers = dict(zip(elements, count(file.reserve(len(elements)))))
    numbers.update((gone, numbers[holder]) for gone, holder in lifted.items())
    levels = _Levels()
    for element in elements:
        above = numbers[element.parent] if element.parent else tree
        kind = f"H{levels.of(element.level)}" if element.kind == "H" else element.kind
        kids = _kids(element, numbers, pages)
        file.put(f"<</S/{kind}/P {above} 0 R{_settings(element)}{kids}>>", numbers[element])
    nums = " ".join(f"{key} {_owner(owner, numbers)}" for key, owner in enumerate(marker.owners))
    parents = file.put(f"<</Nums[{nums}]>>")
    file.put(
        f"<</Type/StructTreeRoot/K {numbers[root]} 0 R/ParentTree {parents} 0 R/ParentTreeNextKey {len(marker.owners)}>>", tree
    )
    return tree


def _tidy(element: Element, lifted: dict[Element, Element]) -> bool:
    """Take out what holds nothing, and the P of a cell that has no other; whether anything is left.

    `lifted` takes down which element has the words of one that was taken out.
    """
    element.kids = [kid for kid in element.kids if not isinstance(kid, Element) or _tidy(kid, lifted)]
    match element.kids:
        case [Element(kind="P", said="") as only] if element.kind in HOLDS_WORDS:
            element.kids, lifted[only] = only.kids, element
            for kid in only.kids:
                if isinstance(kid, Element):
                    kid.parent = element
    return bool(element.kids) or element.kind in MAY_BE_EMPTY


def _elements(element: Element) -> Iterator[Element]:
    yield element
    for kid in element.kids:
        if isinstance(kid, Element):
            yield from _elements(kid)


class _Levels:
    """Levels of headings for readers, who must not meet one that skips a level: what counts is which stands under which."""

    def __init__(self) -> None:
        self._above: list[int] = []

    def of(self, level: int) -> int:
        while self._above and self._above[-1] >= level:
            self._above.pop()
        self._above.append(level)
        return len(self._above)


def _settings(element: Element) -> str:
    settings = [("Lang", element.lang), ("Alt", element.alt), ("ActualText", element.said)]
    texts = "".join(f"/{key}{text_string(text)}" for key, text in settings if text)
    # An attribute object that holds no more than its owner says nothing.
    return f"/A<<{element.attributes}>>{texts}" if element.attributes.count("/") > 2 else texts


def _kids(element: Element, numbers: dict[Element, int], pages: Sequence[int]) -> str:
    """The element's own page, and what it holds."""
    own = _first_page(element, deep=element.kind == "Table")  # some checkers look for a table on the page it names
    kids = [_kid(kid, own, numbers, pages) for kid in element.kids]
    page = "" if own is None else f"/Pg {pages[own]} 0 R"
    if len(kids) == 1:
        return f"{page}/K {kids[0]}"
    return f"{page}/K[{' '.join(kids)}]" if kids else page


def _first_page(element: Element, *, deep: bool) -> int | None:
    """The page of the first thing it holds; of the first in any of its elements if `deep`."""
    inner = (
        _first_page(kid, deep=True) if isinstance(kid, Element) and deep else getattr(kid, "page", None) for kid in element.kids
    )
    return next((page for page in inner if page is not None), None)


def _kid(kid: Element | Content | Annotation, own: int | None, numbers: dict[Element, int], pages: Sequence[int]) -> str:
    if isinstance(kid, Element):
        return f"{numbers[kid]} 0 R"
    page = "" if kid.page == own else f"/Pg {pages[kid.page]} 0 R"
    if isinstance(kid, Annotation):
        return f"<</Type/OBJR{page}/Obj {kid.object} 0 R>>"
    return f"<</Type/MCR{page}/MCID {kid.number}>>" if page else str(kid.number)


def _owner(owner: Owner, numbers: dict[Element, int]) -> str:
    if isinstance(owner, Element):
        return f"{numbers[owner]} 0 R"
    return f"[{' '.join(f'{numbers[element]} 0 R' for element in owner)}]"
