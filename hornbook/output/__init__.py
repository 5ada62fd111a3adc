"""Where files go: a folder, or an address in a store; files are written whole or not at all.

Everything is said of a `Location`, and no caller asks which of the two it is.
"""

from __future__ import annotations

from pathlib import Path

from hornbook.output import local, remote
from hornbook.output.location import RECORDS, Address, Location, located, name_in
from hornbook.output.seal import Folder, Seal

__all__ = [
    "RECORDS",
    "Address",
    "Folder",
    "Location",
    "Seal",
    "clear_away",
    "destination",
    "located",
    "look_in",
    "name_in",
    "read",
    "write_whole",
]


def destination(text: str) -> Location:
    """What follows --output, once its store has answered: it is asked before work begins, as each job would wait for it in vain.

    Raises CommandError for an address that cannot be, and OutputError for a store that does not let itself be read.
    """
    location = located(text)
    if isinstance(location, Address):
        remote.try_out(location)
    return location


def write_whole(location: Location, data: bytes) -> None:
    """Write a file so that a reader finds either the old one or the new one; raises OutputError."""
    match location:
        case Path():
            local.write_whole(location, data)
        case Address():
            remote.write_whole(location, data)


def read(location: Location) -> bytes:
    """What is in a file. Raises OSError if it is not there or cannot be read, and OutputError if its store fails."""
    match location:
        case Path():
            return location.read_bytes()
        case Address():
            return remote.read(location)


def look_in(folder: Location) -> Folder:
    """The files of a folder, with what tells whether they have changed; none if there is no such folder. Raises OutputError."""
    match folder:
        case Path():
            return local.LocalFolder(folder)
        case Address():
            return remote.look_in(folder)


def clear_away(folder: Location) -> None:
    """Remove the temporary files of runs that were killed.

    A store keeps them: most never have any, and the clocks of the others cannot be trusted to tell whether one is in use.
    """
    if isinstance(folder, Path):
        local.clear_away(folder)
