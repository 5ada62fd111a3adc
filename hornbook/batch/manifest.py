"""What was made of which inputs: one small file for each job, in the output's folder `.hornbook`.

A record is written after its job's files and holds their seals; a file that has been changed, lost or cut short since then does not
match, so the job is done again. Names of files are numbers, because some are pupils' names.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from hashlib import blake2b

from hornbook.built import Built
from hornbook.errors import OutputError
from hornbook.output import Location, Seal, look_in, name_in, read, write_whole


@dataclass(frozen=True, slots=True)
class _File:
    """A file that a job wrote, its name as a number."""

    name: str
    seal: Seal
    kind: str
    pages: int | None
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Record:
    """A job that was done, and the number of what went into it."""

    inputs: str
    files: tuple[_File, ...]


def recall(record: Location, inputs: str, folder: Location) -> list[Built] | None:
    """The files that a job wrote into `folder` from these inputs, if every one of them is there as it was written; else None.

    A store that fails knows of nothing here: whoever writes to it next is told.
    """
    try:
        found = _parsed(read(record))
        if found.inputs != inputs:
            return None
        there = look_in(folder)
    except (OSError, OutputError, ValueError, TypeError, LookupError):
        return None
    names = {_number(name, inputs): name for name in there.names()}
    built: list[Built] = []
    for file in found.files:
        name = names.get(file.name)
        if name is None or there.seal(name) != file.seal:
            return None
        built.append(Built(folder / name, file.kind, file.pages, file.warnings))
    return built


def remember(record: Location, inputs: str, folder: Location, built: Sequence[Built]) -> None:
    """Write down what a job wrote into `folder`, unless some of it is gone already. Raises OutputError."""
    there = look_in(folder)
    files: list[_File] = []
    for each in built:
        name = name_in(folder, each.path)
        if (seal := there.seal(name)) is None:
            return
        files.append(_File(_number(name, inputs), seal, each.kind, each.pages, each.warnings))
    write_whole(record, json.dumps(asdict(_Record(inputs, tuple(files))), indent=1).encode())


def _parsed(data: bytes) -> _Record:
    found = json.loads(data)
    files = (_File(**{**file, "seal": Seal(*file["seal"]), "warnings": tuple(file["warnings"])}) for file in found["files"])
    return _Record(found["inputs"], tuple(files))


def _number(name: str, key: str) -> str:
    return blake2b(name.encode("utf-8", "surrogateescape"), digest_size=16, key=key.encode()).hexdigest()
