"""What the bytes of a job's files depend on, as one number: two runs with the same number make the same files."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

from hornbook.places import builtin_folder

LESSONS = "lessons/"
"""Where the lessons of a pack stand in it."""

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
    return digest(installed(), tree(templates, follow=True) if templates else "", tree(builtin_folder()))


def tree(folder: Path, *, follow: bool = False) -> str:
    """The number of all files of a folder, their names and their contents; see `contents`."""
    return _sealed(contents(folder, follow=follow))


def contents(folder: Path, *, follow: bool = False) -> dict[str, str]:
    """The files of a folder, each with the number of its contents. Hidden files do not count.

    Of a link counts where it leads to, and what is there only if links are to be followed: a stranger's pack could lead anywhere.
    """
    return {path.relative_to(folder).as_posix(): _content(path, follow=follow) for path in _files(folder, follow=follow)}


def part_of(files: Mapping[str, str], lesson: str | None) -> str:
    """The number of the `contents` of a pack that the documents of a lesson draw on: its own file and all that are no lessons.

    Of all files, other lessons too, if `lesson` is None: what is made of a whole pack is made anew when any of it changes.
    """
    if lesson is None:
        return _sealed(files)
    own = f"{LESSONS}{lesson}.yaml"
    return _sealed({name: number for name, number in files.items() if name == own or not name.startswith(LESSONS)})


def _sealed(files: Mapping[str, str]) -> str:
    return digest(*(part for name in sorted(files) for part in (name, files[name])))


def _content(path: Path, *, follow: bool) -> str:
    link = str(path.readlink()) if path.is_symlink() else ""
    data = path.read_bytes() if (follow or not link) and path.is_file() else b""
    return digest(link, data)


def _files(folder: Path, *, follow: bool) -> Iterator[Path]:
    seen = {folder.resolve()}
    for parent, folders, names in os.walk(folder, followlinks=follow):
        links = [name for name in folders if Path(parent, name).is_symlink()]
        yield from (Path(parent, name) for name in (*names, *links) if _counts(name))
        inside = {name: Path(parent, name).resolve() for name in folders if _counts(name)}
        folders[:] = sorted(name for name, real in inside.items() if real not in seen)
        seen.update(inside.values())


def _counts(name: str) -> bool:
    return not name.startswith((".", "__pycache__"))


@lru_cache(maxsize=1)
def installed() -> str:
    """The number of Hornbook's code and of everything that is installed, as this process found it."""
    package = Path(__file__).parents[1]
    code = (path.read_bytes() for path in sorted(package.rglob("*.py")))
    return digest(str(tuple(sys.version_info)), *_distributions(sys.path), *code)


def _distributions(folders: Iterable[str]) -> list[str]:
    """Names and versions of what is installed: the names of their folders say both (PyPA, "Recording installed projects")."""
    found = {path.name for folder in folders for path in Path(folder).glob("*.dist-info")}
    return sorted(found)
