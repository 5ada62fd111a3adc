"""What was made of which inputs: one small file for each job, in the output's folder `.hornbook`.

A record is written after its job's files and says their sizes and contents as numbers; a file that has been changed, lost or cut
short since then does not match, so the job is done again. Names of files are numbers too, because some are pupils' names.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from hashlib import blake2b
from pathlib import Path

from hornbook.built import Built

_STALE = 3600.0
"""Seconds after which a temporary file is one that a killed run left behind, and no other run is writing it any more."""


@dataclass(frozen=True, slots=True)
class _File:
    """A file that a job wrote, its name and its content as numbers."""

    name: str
    size: int
    content: str
    kind: str
    pages: int | None
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Record:
    """A job that was done, and the number of what went into it."""

    inputs: str
    files: tuple[_File, ...]


def recall(record: Path, inputs: str, folder: Path) -> list[Built] | None:
    """The files that a job wrote into `folder` from these inputs, if every one of them is there as it was written; else None."""
    try:
        found = _read(record.read_bytes())
    except (OSError, ValueError, TypeError, LookupError):
        return None
    if found.inputs != inputs:
        return None
    paths = {_number(path.relative_to(folder).as_posix(), inputs): path for path in _below(folder)}
    built: list[Built] = []
    for file in found.files:
        path = paths.get(file.name)
        if path is None or not _unchanged(path, file):
            return None
        built.append(Built(path, file.kind, file.pages, file.warnings))
    return built


def remember(record: Path, inputs: str, folder: Path, built: Sequence[Built]) -> None:
    """Write down what a job wrote into `folder`. Raises OutputError."""
    from hornbook.output import write_whole

    files = tuple(_file(each, inputs, folder) for each in built)
    write_whole(record, json.dumps(asdict(_Record(inputs, files)), indent=1).encode())


def clear_away(folder: Path) -> None:
    """Remove the temporary files of runs that were killed."""
    for path in folder.rglob(".*.part"):
        with suppress(OSError):  # another run may be as tidy
            if time.time() - path.stat().st_mtime > _STALE:
                path.unlink()


def _read(data: bytes) -> _Record:
    found = json.loads(data)
    files = (_File(**{**file, "warnings": tuple(file["warnings"])}) for file in found["files"])
    return _Record(found["inputs"], tuple(files))


def _file(built: Built, inputs: str, folder: Path) -> _File:
    data = built.path.read_bytes()
    name = _number(built.path.relative_to(folder).as_posix(), inputs)
    return _File(name, len(data), _content(data), built.kind, built.pages, built.warnings)


def _unchanged(path: Path, file: _File) -> bool:
    try:
        return path.stat().st_size == file.size and _content(path.read_bytes()) == file.content
    except OSError:
        return False


def _below(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if not path.name.startswith("."))


def _number(name: str, key: str) -> str:
    return blake2b(name.encode("utf-8", "surrogateescape"), digest_size=16, key=key.encode()).hexdigest()


def _content(data: bytes) -> str:
    return blake2b(data, digest_size=16).hexdigest()
