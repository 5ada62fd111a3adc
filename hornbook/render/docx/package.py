"""The parts of the package: python-docx keeps the relationships and content types."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.package import OpcPackage
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from hornbook.document.nodes import Raster
from hornbook.render.docx.ooxml import DECLARATION

_OBFUSCATED = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
SVG = "image/svg+xml"
_SUFFIX = {"image/png": ("png", CT.PNG), "image/jpeg": ("jpg", CT.JPEG)}


class _Later(Part):
    """A part that is related to others before its own text is known."""

    content = b""

    @property
    def blob(self) -> bytes:
        return self.content


class Relations:
    """The main part's relationships while the body is written: each address and each picture gets one, however often used."""

    def __init__(self) -> None:
        self._package = OpcPackage()
        self._main = _Later(PackURI("/word/document.xml"), CT.WML_DOCUMENT_MAIN, None, None)
        self._package.relate_to(self._main, RT.OFFICE_DOCUMENT)
        self._pictures: dict[str, str] = {}
        self._drawn = 0

    def link(self, href: str) -> str:
        """The relationship of an address."""
        return self._main.relate_to(href, RT.HYPERLINK, is_external=True)

    def picture(self, key: str, raster: Raster) -> str:
        """The relationship of a picture, which is stored once."""
        if key not in self._pictures:
            suffix, mime = _SUFFIX[raster.mime]
            name = PackURI(f"/word/media/image{len(self._pictures) + 1}.{suffix}")
            self._pictures[key] = self._main.relate_to(Part(name, mime, raster.data), RT.IMAGE)
        return self._pictures[key]

    def media(self, data: bytes, suffix: str, mime: str) -> str:
        """The relationship of a picture made for one place."""
        self._drawn += 1
        name = PackURI(f"/word/media/drawing{self._drawn}.{suffix}")
        return self._main.relate_to(Part(name, mime, data), RT.IMAGE)

    def part(self, name: str, content_type: str, kind: str, data: bytes, logo: Raster | None = None) -> str:
        """Add `word/NAME` and relate it to the main part; a `logo` becomes its own first relationship, rId1."""
        part = Part(PackURI(f"/word/{name}"), content_type, data)
        if logo:
            suffix, mime = _SUFFIX[logo.mime]
            part.relate_to(Part(PackURI(f"/word/media/logo.{suffix}"), mime, logo.data), RT.IMAGE)
        return self._main.relate_to(part, kind)

    def fonts(self, faces: Sequence[bytes], table: Callable[[Sequence[str]], bytes]) -> None:
        """Add the font table and the fonts it embeds; `table` writes it from their relationships."""
        part = _Later(PackURI("/word/fontTable.xml"), CT.WML_FONT_TABLE, None, None)
        self._main.relate_to(part, RT.FONT_TABLE)
        fonts = (Part(PackURI(f"/word/fonts/font{number}.odttf"), _OBFUSCATED, face) for number, face in enumerate(faces, 1))
        part.content = table([part.relate_to(font, RT.FONT) for font in fonts])

    def finish(self, document: bytes, core: bytes) -> dict[str, bytes]:
        """All parts by their names, once the main part and the properties are known."""
        self._main.content = document
        self._package.relate_to(Part(PackURI("/docProps/core.xml"), CT.OPC_CORE_PROPERTIES, core), RT.CORE_PROPERTIES)
        members = {"_rels/.rels": self._package.rels.xml, "[Content_Types].xml": _content_types(self._package.parts)}
        for part in self._package.parts:
            members[part.partname.membername] = part.blob
            if part.rels:
                members[part.partname.rels_uri.membername] = part.rels.xml
        return members


def _content_types(parts: Iterable[Part]) -> bytes:
    """The part that says what each of the others is (ECMA-376 part 2, 10.1.2)."""
    overrides = "".join(f'<Override PartName="{part.partname}" ContentType="{part.content_type}"/>' for part in parts)
    defaults = f'<Default Extension="rels" ContentType="{CT.OPC_RELATIONSHIPS}"/><Default Extension="xml" ContentType="{CT.XML}"/>'
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    return f'{DECLARATION}<Types xmlns="{types}">{defaults}{overrides}</Types>'.encode()
