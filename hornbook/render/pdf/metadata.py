"""What a file says of itself: catalog, information dictionary, XMP, and the colour space it is meant for.

Both profiles are claimed, PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2), and every file is one of both.
"""

from __future__ import annotations

from functools import cache
from struct import pack
from xml.sax.saxutils import escape

from hornbook.document.nodes import Document
from hornbook.render.pdf.file import File, text_string

MADE_BY = "Hornbook"
STAMP = "2000-01-01T00:00:00Z"
"""The date of every file: the same input gives the same bytes, whenever and wherever."""

PDF_DATE = "D:20000101000000Z"

_NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}

# PDF/A-2 knows no pdfuaid: it asks that the schema be described (6.6.2.3).
_EXTENSION = (
    '<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">'
    "<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>"
    f"<pdfaSchema:namespaceURI>{_NAMESPACES['pdfuaid']}</pdfaSchema:namespaceURI>"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
    '<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">'
    "<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    "<pdfaProperty:category>internal</pdfaProperty:category>"
    "<pdfaProperty:description>The part of ISO 14289 that is followed</pdfaProperty:description>"
    "</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>"
)


def write_catalog(document: Document, tree: int | None, file: File) -> int:
    """The catalog; gives its number. `tree` is the number of the structure tree's root, None in a file without tags."""
    outline = file.outline()
    metadata = file.put_stream("/Type/Metadata/Subtype/XML", _xmp(document, tagged=tree is not None), packed=False)
    profile = file.put_stream("/N 3", srgb())
    intent = f"<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB)/DestOutputProfile {profile} 0 R>>"
    entries = [
        f"/Type/Catalog/Pages {file.page_tree} 0 R/Lang{text_string(document.lang)}/Metadata {metadata} 0 R",
        f"/OutputIntents[{intent}]/ViewerPreferences<</DisplayDocTitle true>>",
        f"/MarkInfo<</Marked true>>/StructTreeRoot {tree} 0 R" if tree is not None else "",
        f"/Outlines {outline} 0 R" if outline is not None else "",
    ]
    return file.put(f"<<{''.join(entries)}>>")


def write_info(document: Document, file: File) -> int:
    """The information dictionary, which says what the XMP says; gives its number."""
    texts = {
        "Title": document.title,
        "Author": document.author,
        "Subject": document.subject,
        "Keywords": document.keywords,
        "Creator": MADE_BY,
        "Producer": MADE_BY,
    }
    entries = "".join(f"/{key}{text_string(text)}" for key, text in texts.items() if text)
    return file.put(f"<<{entries}/CreationDate({PDF_DATE})/ModDate({PDF_DATE})>>")


def _xmp(document: Document, *, tagged: bool) -> bytes:
    properties = {
        "dc:format": "application/pdf",
        "dc:title": _alternative(document.title),
        "dc:creator": document.author and f"<rdf:Seq><rdf:li>{escape(document.author)}</rdf:li></rdf:Seq>",
        "dc:description": document.subject and _alternative(document.subject),
        "dc:language": f"<rdf:Bag><rdf:li>{escape(document.lang)}</rdf:li></rdf:Bag>",
        "pdf:Keywords": escape(document.keywords),
        "pdf:Producer": MADE_BY,
        "xmp:CreatorTool": MADE_BY,
        "xmp:CreateDate": STAMP,
        "xmp:ModifyDate": STAMP,
    }
    claims = {"pdfuaid:part": "1", "pdfaid:part": "2", "pdfaid:conformance": "A"} if tagged else {}
    body = "".join(f"<{name}>{value}</{name}>\n" for name, value in (properties | claims).items() if value)
    namespaces = " ".join(f'xmlns:{prefix}="{address}"' for prefix, address in _NAMESPACES.items())
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description rdf:about="" {namespaces}>\n{body}{_EXTENSION if tagged else ""}\n'
        '</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end="r"?>'
    ).encode()


def _alternative(text: str) -> str:
    return f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(text)}</rdf:li></rdf:Alt>'


@cache
def srgb() -> bytes:
    """An ICC profile of sRGB (IEC 61966-2-1): primaries, white point and curve as version 2.1 of the format has them."""
    curve = b"curv\0\0\0\0" + pack(f">I{CURVE}H", CURVE, *(round(65535 * _linear(step / (CURVE - 1))) for step in range(CURVE)))
    name = b"sRGB\0"
    tags = {
        b"desc": b"desc\0\0\0\0" + pack(">I", len(name)) + name + bytes(78),
        b"cprt": b"text\0\0\0\0No copyright\0",
        b"wtpt": _xyz(0.9642, 1.0, 0.8249),
        b"rXYZ": _xyz(0.4361, 0.2225, 0.0139),
        b"gXYZ": _xyz(0.3851, 0.7169, 0.0971),
        b"bXYZ": _xyz(0.1431, 0.0606, 0.7142),
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    at, data, table, seen = 132 + 12 * len(tags), b"", b"", dict[bytes, int]()
    for name, value in tags.items():
        if value not in seen:
            seen[value] = at + len(data)
            data += value + bytes(-len(value) % 4)
        table += name + pack(">II", seen[value], len(value))
    size = at + len(data)
    head = pack(">I4xI", size, 0x02100000) + b"mntrRGB XYZ " + pack(">6H", 2000, 1, 1, 0, 0, 0) + b"acsp" + bytes(28)
    return head + _fixed(0.9642, 1.0, 0.8249) + bytes(48) + pack(">I", len(tags)) + table + data


CURVE = 64
"""Points of the curve from sRGB to linear light; between them readers go straight."""


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _fixed(*values: float) -> bytes:
    return b"".join(pack(">i", round(value * 65536)) for value in values)


def _xyz(*values: float) -> bytes:
    return b"XYZ \0\0\0\0" + _fixed(*values)
