"""A folder or a file, on this computer or in a store."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from hornbook.errors import CommandError, Place, Problem

RECORDS = ".hornbook"
"""The folder in that of the output which holds what is known of earlier runs."""

_ADDRESS = re.compile(r"(?P<protocol>[A-Za-z][A-Za-z0-9+.:-]+)://(?P<rest>.*)", re.DOTALL)  # C:// is a drive


@dataclass(frozen=True, slots=True)
class Address:
    """A folder or a file in a store, as `s3://bucket/folder`: what `pathlib` offers, as far as it is needed here.

    `rest` has no slash at its end.
    """

    protocol: str
    rest: str

    def __str__(self) -> str:
        return f"{self.protocol}://{self.rest}"

    def __truediv__(self, name: str) -> Address:
        return Address(self.protocol, f"{self.rest}/{name}")

    @property
    def name(self) -> str:
        """Its last part."""
        return self.rest.rpartition("/")[2]

    @property
    def parent(self) -> Address:
        """The folder that holds it."""
        return Address(self.protocol, self.rest.rpartition("/")[0])

    def as_posix(self) -> str:
        """The address in full."""
        return str(self)


Location = Path | Address


def name_in(folder: Location, location: Location) -> str:
    """What a location below `folder` is called from there, with slashes. Raises ValueError if it is not below it."""
    return PurePosixPath(location.as_posix()).relative_to(folder.as_posix()).as_posix()


def located(text: str) -> Location:
    """What somebody means who types a folder or an address. Raises CommandError for an address that is not complete or unsafe."""
    found = _ADDRESS.fullmatch(text)
    if not found:
        return Path(text)
    protocol, rest = found["protocol"].lower(), found["rest"].rstrip("/")
    authority = rest.partition("/")[0]
    if ":" in authority.rpartition("@")[0]:  # what stands there must not be told either
        hint = "take it out, and leave it to the settings of the store's own tools"
        raise CommandError(Problem("the address after --output holds a password", hint))
    if protocol == "file":
        return _local(text)
    if not rest:
        hint = f"name a bucket or a server, and a folder there: {protocol}://school/handouts"
        raise CommandError(Problem("the address after --output is not complete", hint, Place(text)))
    return Address(protocol, rest)


def _local(url: str) -> Path:
    from urllib.parse import urlsplit
    from urllib.request import url2pathname

    parts = urlsplit(url)
    if parts.netloc not in {"", "localhost"}:
        hint = "give the folder itself, or three slashes: file:///home/anna/handouts"
        raise CommandError(Problem(f'"{parts.netloc}" stands where a computer is named', hint, Place(url)))
    return Path(url2pathname(parts.path))
