"""The zip file around the parts, held to Python's own reader and writer."""

from __future__ import annotations

import io
import zipfile

from hypothesis import given
from hypothesis import strategies as st

from hornbook.render.docx.archive import Archive, member, members

PARTS = {"word/z.xml": b"z" * 100_000, "_rels/.rels": b"rels", "word/a.png": b"a" * 500, "[Content_Types].xml": b"types"}


def opened(data: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(data))


def by_the_standard_library(parts: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as out:
        for name in ("[Content_Types].xml", "_rels/.rels", "word/a.png", "word/z.xml"):
            info = zipfile.ZipInfo(name)
            info.create_system, info.compress_type = 0, zipfile.ZIP_STORED if name.endswith("png") else zipfile.ZIP_DEFLATED
            out.writestr(info, parts[name], compresslevel=4)
            info.external_attr = 0
    return target.getvalue()


def test_it_is_the_file_that_the_standard_library_writes():
    assert Archive(members(PARTS)).closed() == by_the_standard_library(PARTS)


def test_pictures_are_not_compressed_again():
    with opened(Archive(members(PARTS)).closed()) as found:
        assert {info.filename: info.compress_type for info in found.infolist() if info.compress_type != zipfile.ZIP_DEFLATED} == {
            "word/a.png": zipfile.ZIP_STORED
        }


@given(st.dictionaries(st.from_regex(r"[a-z]{1,9}\.(xml|png)", fullmatch=True), st.binary(max_size=200)), st.binary(max_size=99))
def test_what_is_put_in_comes_out_again(parts: dict[str, bytes], data: bytes):
    needed = {"[Content_Types].xml": b"", "_rels/.rels": b""}
    with opened(Archive(members(parts | needed)).closed(member("later", data))) as found:
        assert found.testzip() is None
        assert {name: found.read(name) for name in found.namelist()} == parts | needed | {"later": data}
        assert found.namelist()[:2] == [*needed]
        assert found.namelist()[-1] == "later"
