"""What a screen reader gets from a finished PDF: the structure tree with the words that belong to each element."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pikepdf

_CODE = re.compile(r"<([0-9A-F]{2})> <([0-9A-F]{4,})>")


@dataclass
class Tag:
    """A structure element: its type, what is said of it, and its words and elements in order."""

    kind: str
    settings: dict[str, str] = field(default_factory=dict)
    kids: list[Tag | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All its words; what is said in place of something drawn is not among them."""
        return " ".join("".join(kid if isinstance(kid, str) else kid.raw for kid in self.kids).split())

    @property
    def raw(self) -> str:
        return "".join(kid if isinstance(kid, str) else kid.raw for kid in self.kids)

    def walk(self) -> Iterator[Tag]:
        """It and all elements in it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Tag):
                yield from kid.walk()


@dataclass
class Marked:
    """What one page shows: words by number of marked content, words of artifacts by their kind."""

    content: dict[int, str]
    artifacts: list[tuple[str, str]]


def marked(page: pikepdf.Page) -> Marked:
    """The words of a page. Fails if any stand outside of marked content, or if marked content is nested."""
    found, maps, open_, font = Marked({}, []), {}, None, None
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "BDC":
                assert open_ is None, "marked content is nested"
                kind, settings = operands
                open_ = int(settings.MCID) if kind != "/Artifact" else settings
                if isinstance(open_, int):
                    assert open_ == len(found.content)
                    found.content[open_] = ""
            case "EMC":
                assert open_ is not None
                open_ = None
            case "Tf":
                font = str(operands[0])
                if font not in maps:
                    maps[font] = characters(page.Resources.Font[font])
            case "Tj":
                words = "".join(maps[font][code] for code in bytes(operands[0]))
                assert open_ is not None, f"{words!r} stands outside of marked content"
                if isinstance(open_, int):
                    found.content[open_] += words
                else:
                    kind = " ".join(str(open_[key]) for key in ("/Type", "/Subtype") if key in open_)
                    found.artifacts.append((kind, words))
            case "S" | "f" | "Do":
                assert open_ is not None, "something is drawn outside of marked content"
            case "TJ" | "'" | '"' | "BMC":
                raise AssertionError(f"not expected: {operator}")
    assert open_ is None
    return found


def characters(font: pikepdf.Object) -> dict[int, str]:
    """What each code of a font stands for, and no code for nothing."""
    cmap = font.ToUnicode.read_bytes().decode("ascii")
    return {int(code, 16): bytes.fromhex(value).decode("utf-16-be") for code, value in _CODE.findall(cmap)}


def opened(data: bytes) -> pikepdf.Pdf:
    """The file, which must be sound."""
    pdf = pikepdf.open(io.BytesIO(data))
    assert pdf.check_pdf_syntax() == []
    return pdf


def tags(data: bytes) -> Tag:
    """The structure of a file from its Document down; tree, parent tree and pages must agree about what belongs to whom."""
    with opened(data) as pdf:
        reader = _Reader(pdf)
        assert pdf.Root.MarkInfo.Marked is True
        root = reader.read(pdf.Root.StructTreeRoot.K, pdf.Root.StructTreeRoot)
        reader.settle()
        return root


class _Reader:
    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pages = {page.objgen: page for page in pdf.pages}
        self._marked = {page.objgen: marked(page) for page in pdf.pages}
        self._content: dict[tuple[int, int], tuple[int, int]] = {}  # key and number of marked content -> element
        self._annotations: dict[int, tuple[int, int]] = {}
        nums = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
        self._owners = dict(zip(map(int, nums[::2]), nums[1::2], strict=True))
        assert list(self._owners) == sorted(self._owners)
        assert int(pdf.Root.StructTreeRoot.ParentTreeNextKey) == len(self._owners)

    def read(self, element: pikepdf.Object, parent: pikepdf.Object) -> Tag:
        assert element.P.objgen == parent.objgen
        settings = {key: str(element[f"/{key}"]) for key in ("Lang", "Alt", "ActualText") if f"/{key}" in element}
        if "/A" in element:
            settings |= {key[1:]: _plain(value) for key, value in element.A.items() if key != "/O"}
        kids: list[Tag | str] = []
        held = element.get("/K", [])
        for kid in held if isinstance(held, pikepdf.Array | list) else [held]:
            match kid:
                case pikepdf.Dictionary() if kid.get("/Type") == "/OBJR":
                    self._annotation(element, kid)
                case pikepdf.Dictionary() if kid.get("/Type") == "/MCR":
                    kids.append(self._words(element, kid.Pg, int(kid.MCID)))
                case pikepdf.Dictionary():
                    kids.append(self.read(kid, element))
                case _:
                    kids.append(self._words(element, element.Pg, int(kid)))
        return Tag(str(element.S)[1:], settings, kids)

    def _words(self, element: pikepdf.Object, page: pikepdf.Object, number: int) -> str:
        key = int(page.StructParents), number
        assert key not in self._content, "two elements claim the same"
        self._content[key] = element.objgen
        return self._marked[page.objgen].content[number]

    def _annotation(self, element: pikepdf.Object, kid: pikepdf.Object) -> None:
        assert element.S == "/Link"
        assert kid.Obj.F == 4
        assert str(kid.Obj.Contents)
        page = self._pages[kid.get("/Pg", element.get("/Pg")).objgen]
        assert kid.Obj.objgen in [annotation.objgen for annotation in page.Annots]
        self._annotations[int(kid.Obj.StructParent)] = element.objgen

    def settle(self) -> None:
        """All that stands on the pages belongs to the element that says so."""
        owned: dict[tuple[int, int], tuple[int, int]] = {}
        for page in self._pages.values():
            assert page.Tabs == "/S"
            key = int(page.StructParents)
            elements = list(self._owners.pop(key))
            assert len(elements) == len(self._marked[page.objgen].content)
            owned |= {(key, number): element.objgen for number, element in enumerate(elements)}
        assert owned == self._content
        assert {key: element.objgen for key, element in self._owners.items()} == self._annotations


def _plain(value: object) -> str:
    match value:
        case pikepdf.Array():
            return " ".join(f"{float(one):g}" for one in value)
        case pikepdf.Name():
            return str(value)[1:]
    return str(value)
