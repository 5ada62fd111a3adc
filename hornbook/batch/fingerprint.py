"""What the bytes of a job's files depend on, as one number: two runs with the same number make the same files."""

from __future__ import annotations

import os
import platform
import stat
import sys
from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

from hornbook.places import builtin_folder

FOLDER = ".hornbook"
"""The folder in that of the output which holds what is known of earlier runs."""

_SIZE = 16


def digest(*parts: str | bytes) -> str:
    """A number for these parts, their bounds included, in hexadecimal."""
    found = blake2b(digest_size=_SIZE)
    for part in parts:
        data = part.encode("utf-8", "surrogateescape") if isinstance(part, str) else part
        found.update(len(data).to_bytes(8, "big"))
        found.update(data)
    return found.hexdigest()


def machinery(templates: Path | None) -> str:
    """The number of Hornbook's code, of everything that is installed, and of the templates, a school's own first."""
    return digest(_installed(), tree(templates) if templates else "", tree(builtin_folder()))


def tree(folder: Path) -> str:
    """The number of all files of a folder, their names and their contents. Hidden files and links do not count."""
    parts: list[str | bytes] = []
    for path in _files(folder):
        parts += (path.relative_to(folder).as_posix(), path.read_bytes())
    return digest(*parts)


def _files(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if _counts(name))
        for path in (Path(parent, name) for name in sorted(names) if _counts(name)):
            if stat.S_ISREG(path.lstat().st_mode):
                yield path


def _counts(name: str) -> bool:
    return not name.startswith((".", "__pycache__"))


@lru_cache(maxsize=1)
def _installed() -> str:
    package = Path(__file__).parents[1]
    code = (path.read_bytes() for path in sorted(package.rglob("*.py")))
    return digest(platform.python_version(), *_distributions(sys.path), *code)


def _distributions(folders: Iterable[str]) -> list[str]:
    """Names and versions of what is installed: the names of their folders say both (PyPA, "Recording installed projects")."""
    found = {path.name for folder in folders for path in Path(folder).glob("*.dist-info")}
    return sorted(found)
