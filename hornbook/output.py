"""Files written whole or not at all."""

from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path

from hornbook.errors import OutputError, Place, Problem


def write_whole(path: Path, data: bytes) -> None:
    """Write `data` to `path` so that a reader finds either the old file or the new one; raises OutputError.

    The bytes go to a temporary file in the same folder, which then takes the old one's place in one step.
    """
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
