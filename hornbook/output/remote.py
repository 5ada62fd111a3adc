"""Files in stores: S3 and whatever else fsspec has.

A store is opened by each process that uses it, and fsspec keeps it open. Credentials and endpoint come from where the store's own
tools have them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, Protocol

from hornbook.errors import HornbookError, OutputError
from hornbook.output import faults
from hornbook.output.location import RECORDS, Address
from hornbook.output.seal import Seal

_PUTS_WHOLE = {"s3", "s3a", "gs", "gcs", "az", "abfs", "abfss", "oss", "oci", "memory"}
"""Stores in which a file that is put is there as soon as all of it has arrived, and until then the old one is."""

_CONTENT = ("ETag", "etag", "md5Hash", "content_md5", "mtime", "modify", "created")
"""What stores call that which changes with a file's content: a number of it, or else the time. What comes first is best."""

_PATIENCE = {"connect_timeout": 3, "read_timeout": 15, "retries": {"total_max_attempts": 2}}
"""For S3, in seconds. By itself it would be asked for minutes whether it is there."""

_ATTEMPTS = 1
"""For S3 too: how often s3fs in its turn tries what the library below it has tried in vain."""


class _FileSystem(Protocol):
    """What is used of `fsspec.AbstractFileSystem`."""

    def pipe_file(self, path: str, value: bytes) -> object: ...
    def cat_file(self, path: str) -> bytes: ...
    def find(self, path: str, *, detail: bool) -> Mapping[str, Mapping[str, Any]]: ...
    def makedirs(self, path: str, exist_ok: bool) -> None: ...
    def mv(self, path1: str, path2: str) -> None: ...
    def rm_file(self, path: str) -> None: ...
    def exists(self, path: str) -> bool: ...
    def invalidate_cache(self) -> None: ...


def try_out(address: Address) -> None:
    """Ask a store for the records of earlier runs. Raises OutputError if it does not answer, and CommandError if there is none."""
    with _told(address, "read"):
        files, path = _opened(address)
        files.find(f"{path}/{RECORDS}", detail=True)


def write_whole(address: Address, data: bytes) -> None:
    """Write `data` so that a reader finds either the old file or the new one; raises OutputError.

    A store that would show a file while it arrives is given it by another name, hidden, and renames it.
    """
    with _told(address, "write"):
        files, path = _opened(address)
        if address.protocol in _PUTS_WHOLE:
            files.pipe_file(path, data)
        else:
            _put_and_rename(files, path, data)


def read(address: Address) -> bytes:
    """What is in a file. Raises FileNotFoundError, and OutputError if the store fails."""
    with _told(address, "read"):
        files, path = _opened(address)
        try:
            return files.cat_file(path)
        except FileNotFoundError as error:
            missing = error
    raise missing


@dataclass(frozen=True, slots=True)
class Listing:
    """The files of a folder as the store listed them; nothing of what is in them was fetched."""

    seals: Mapping[str, Seal]

    def names(self) -> Iterator[str]:
        """The files in it that are not hidden."""
        return (name for name in self.seals if not name.rpartition("/")[2].startswith("."))

    def seal(self, name: str) -> Seal | None:
        """A file's size, and what the store says of its content."""
        return self.seals.get(name)


def look_in(address: Address) -> Listing:
    """The files of a folder, none if there is no such folder. Raises OutputError."""
    with _told(address, "read"):
        files, path = _opened(address)
        files.invalidate_cache()  # other processes write there as well
        found = files.find(path, detail=True)
        return Listing({name.removeprefix(path).lstrip("/"): _seal(about) for name, about in found.items()})


def _seal(about: Mapping[str, Any]) -> Seal:
    content = next((f"{key} {about[key]}" for key in _CONTENT if about.get(key)), "")
    return Seal(int(about.get("size") or 0), blake2b(content.encode(), digest_size=16).hexdigest() if content else "")


def _put_and_rename(files: _FileSystem, path: str, data: bytes) -> None:
    import secrets

    folder = path.rpartition("/")[0]
    temporary = f"{folder}/.{secrets.token_hex(8)}.part"
    files.makedirs(folder, exist_ok=True)
    try:
        files.pipe_file(temporary, data)
        try:
            files.mv(temporary, path)
        except OSError:  # some rename only to a name that nothing has
            if not files.exists(path):
                raise
            files.rm_file(path)
            files.mv(temporary, path)
    except BaseException:
        with suppress(Exception):
            files.rm_file(temporary)
        raise


def _opened(address: Address) -> tuple[_FileSystem, str]:
    """The store of an address, and what it calls the address. Raises CommandError if there is no such store."""
    try:
        import fsspec
    except ImportError:
        raise faults.not_installed(address) from None
    try:
        fsspec.get_filesystem_class(address.protocol)
    except ValueError:
        raise faults.unknown(address) from None
    except ImportError as error:
        raise faults.not_installed(address, error) from None
    settings: dict[str, Any] = {}
    if address.protocol in {"s3", "s3a"}:
        own = fsspec.config.conf.get("s3", {}).get("config_kwargs", {})
        # Files that are read are records, too small to be fetched in parts: with one connection nobody asks for their size first.
        settings = {"config_kwargs": _PATIENCE | own, "max_concurrency": 1}
    files, path = fsspec.core.url_to_fs(str(address), **settings)
    if settings:
        files.retries = _ATTEMPTS
    return files, path.rstrip("/")


@contextmanager
def _told(address: Address, verb: str) -> Iterator[None]:
    """Say of whatever a store's library raises what it means."""
    try:
        yield
    except HornbookError:
        raise
    except Exception as error:  # noqa: BLE001 - every store has exceptions of its own
        raise OutputError(faults.problem(error, address, verb)) from None
