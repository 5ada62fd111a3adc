"""Files in folders of this computer."""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from hornbook.errors import OutputError, Place, Problem
from hornbook.output.seal import Seal

_STALE = 3600.0
"""Seconds after which a temporary file is one that a killed run left behind, and no other run is writing it any more."""


def write_whole(path: Path, data: bytes) -> None:
    """Write `data` to `path` so that a reader finds either the old file or the new one; raises OutputError.

    The bytes go to a temporary file in the same folder, which then takes the old one's place in one step.
    """
    import tempfile

    temporary: str | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(0o666 & ~_umask())
        Path(temporary).replace(path)
    except OSError as error:
        raise OutputError(Problem(f"cannot write the file: {error.strerror}", _hint(error), Place(path.as_posix()))) from None
    finally:  # after a stop with Ctrl-C too; what has taken the old file's place is not there any more
        if temporary:
            Path(temporary).unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class LocalFolder:
    """A folder that is looked into when something of it is asked; a seal stands for every byte of a file."""

    path: Path

    def names(self) -> Iterator[str]:
        """The files in it and below that are not hidden."""
        for parent, folders, names in os.walk(self.path):
            folders[:] = [name for name in folders if not name.startswith(".")]
            below = os.path.relpath(parent, self.path).replace(os.sep, "/")
            prefix = "" if below == "." else f"{below}/"
            yield from (prefix + name for name in names if not name.startswith("."))

    def seal(self, name: str) -> Seal | None:
        """A file's size and the number of its content."""
        try:
            data = (self.path / name).read_bytes()
        except OSError:
            return None
        return Seal(len(data), sha256(data).hexdigest())  # which most processors have an instruction for


def clear_away(folder: Path) -> None:
    """Remove the temporary files of runs that were killed."""
    for path in folder.rglob(".*.part"):
        with suppress(OSError):  # another run may be as tidy
            if time.time() - path.stat().st_mtime > _STALE:
                path.unlink()


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current


def _hint(error: OSError) -> str:
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return "the disk is full: make room, or choose another folder with --output"
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return "you may not write there (or the file is open in another program): choose another folder with --output"
        case errno.ENOTDIR | errno.EEXIST:
            return "a file stands where a folder is needed: choose another folder with --output"
        case _:
            return "choose another folder with --output"
