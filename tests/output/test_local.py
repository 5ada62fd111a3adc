"""Files written whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
import sys
from pathlib import Path

import pytest

from hornbook.errors import OutputError
from hornbook.output import write_whole


def test_a_file_is_written_with_its_folders(tmp_path: Path):
    write_whole(tmp_path / "a" / "b" / "file.pdf", b"new")
    assert (tmp_path / "a" / "b" / "file.pdf").read_bytes() == b"new"
    assert [path.name for path in (tmp_path / "a" / "b").iterdir()] == ["file.pdf"]


def test_a_file_takes_the_place_of_the_old_one(tmp_path: Path):
    path = tmp_path / "file.pdf"
    path.write_bytes(b"old, and longer than the new one")
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"


def test_whoever_reads_the_old_file_reads_it_to_its_end(tmp_path: Path):
    path = tmp_path / "file.pdf"
    path.write_bytes(b"old")
    with path.open("rb") as reader:
        write_whole(path, b"new")
        assert reader.read() == b"old"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such rights")
@pytest.mark.parametrize(("umask", "rights"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
def test_a_file_has_the_rights_that_new_files_have(umask: int, rights: int, tmp_path: Path):
    """A temporary file is its owner's alone; colleagues who share the folder must be able to read what it becomes."""
    before = os.umask(umask)
    try:
        write_whole(tmp_path / "file.pdf", b"new")
        assert os.umask(umask) == umask
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "file.pdf").stat().st_mode) == rights


@pytest.mark.parametrize("step", ["fsync", "chmod", "replace"])
def test_nothing_is_left_of_a_file_that_cannot_be_written(step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "file.pdf"
    path.write_bytes(b"old")

    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    targets = {"fsync": "os.fsync", "chmod": "pathlib.Path.chmod", "replace": "pathlib.Path.replace"}
    monkeypatch.setattr(targets[step], refuse)
    with pytest.raises(OutputError) as caught:
        write_whole(path, b"new")
    assert str(caught.value) == (
        f"{path.as_posix()}: cannot write the file: Read-only file system\n  hint: you may not write there "
        "(or the file is open in another program): choose another folder with --output"
    )
    assert path.read_bytes() == b"old"
    assert [found.name for found in tmp_path.iterdir()] == ["file.pdf"]


def test_nothing_is_left_when_the_user_stops_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def stop(_descriptor: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("os.fsync", stop)
    with pytest.raises(KeyboardInterrupt):
        write_whole(tmp_path / "file.pdf", b"new")
    assert list(tmp_path.iterdir()) == []
