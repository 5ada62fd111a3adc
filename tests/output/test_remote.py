"""Files in stores, tried in the memory of this process, and what is said of a store that fails."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import fsspec
import pytest
from botocore import exceptions as boto
from fsspec.implementations.memory import MemoryFileSystem

from hornbook.batch.doing import do_all
from hornbook.batch.tasks import planned
from hornbook.errors import CommandError, HornbookError, OutputError
from hornbook.output import Address, Seal, destination, faults, look_in, read, write_whole
from hornbook.pipeline import Options
from hornbook.scaffold import new_pack

SCHOOL = Address("memory", "school")


class Server(MemoryFileSystem):
    """A store that shows a file while it arrives, and renames only to a name that nothing has."""

    protocol = "server"
    failing = ""

    @classmethod
    def _strip_protocol(cls, path: str) -> str:
        return super()._strip_protocol(path.removeprefix("server://"))

    def pipe_file(self, path: str, value: bytes, **_: object) -> None:
        assert path.endswith(".part")
        super().pipe_file(path, value[: len(value) // 2])
        if self.failing == "put":
            raise ConnectionResetError
        super().pipe_file(path, value)

    def mv(self, path1: str, path2: str, **_: object) -> None:
        if self.exists(path2):
            raise FileExistsError
        if self.failing == "mv":
            raise PermissionError
        self.store[path2] = self.store.pop(path1)


@pytest.fixture(autouse=True)
def _empty() -> Iterator[None]:
    fsspec.register_implementation("server", Server, clobber=True)
    yield
    MemoryFileSystem.store.clear()
    MemoryFileSystem.pseudo_dirs[:] = [""]
    Server.failing = ""


@pytest.mark.parametrize("protocol", ["memory", "server"])
def test_a_file_is_written_read_and_listed(protocol: str):
    folder = Address(protocol, "school")
    for data in (b"old, and longer than the new one", b"new"):
        write_whole(folder / "9b" / "list.csv", data)
        assert read(folder / "9b/list.csv") == data
    write_whole(folder / "9b" / ".hidden", b"")
    assert sorted(MemoryFileSystem.store) == ["/school/9b/.hidden", "/school/9b/list.csv"]
    there = look_in(folder)
    assert list(there.names()) == ["9b/list.csv"]
    seal = there.seal("9b/list.csv")
    assert seal
    assert (seal.size, len(seal.content)) == (3, 32)
    assert there.seal("9b") is None


def test_another_content_of_the_same_size_has_another_seal():
    write_whole(SCHOOL / "a", b"one")
    before = look_in(SCHOOL).seal("a")
    assert look_in(SCHOOL).seal("a") == before
    write_whole(SCHOOL / "a", b"two")
    assert look_in(SCHOOL).seal("a") != before


def test_a_store_that_says_only_sizes_is_taken_by_its_word(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(MemoryFileSystem, "find", lambda *_, **__: {"/school/a": {"size": 3, "type": "file"}})
    assert look_in(SCHOOL).seal("a") == Seal(3, "")


@pytest.mark.parametrize("step", ["put", "mv"])
def test_nothing_is_left_of_a_file_that_cannot_be_written(step: str):
    path = Address("server", "school/a.pdf")
    write_whole(Address("server", "school/b.pdf"), b"other")
    Server.failing = step
    with pytest.raises(OutputError):
        write_whole(path, b"new")
    assert list(MemoryFileSystem.store) == ["/school/b.pdf"]


def test_what_is_not_there():
    with pytest.raises(FileNotFoundError):
        read(SCHOOL / "record.json")
    assert list(look_in(SCHOOL).names()) == []


@pytest.fixture
def packs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("one", "two"):
        new_pack(name, Path("packs"))
    return Path("packs")


def built(packs: Path) -> list[str]:
    """The lessons that were built and not merely found."""
    options = Options(kinds=("worksheet",), formats=("docx",), output=SCHOOL)
    done = list(do_all(planned([], packs, options).tasks))
    assert not [each for each in done if isinstance(each.outcome, HornbookError)]
    return [each.task.name for each in done if not each.known]


ONE, TWO = "one/01-printing", "two/01-printing"


@pytest.mark.parametrize("damage", ["gone", "cut", "changed", "record gone", "record cut"])
def test_a_second_run_does_what_is_to_be_done(damage: str, packs: Path):
    assert built(packs) == [ONE, TWO]
    assert built(packs) == []
    store = MemoryFileSystem.store
    whole = {name: bytes(file.getbuffer()) for name, file in store.items()}
    file = f"/school/{ONE}/01-printing-worksheet.docx"
    record = next(name for name in store if ".hornbook" in name)  # the lessons are done in order
    files = MemoryFileSystem()
    match damage:
        case "gone":
            files.rm_file(file)
        case "cut":
            files.pipe_file(file, whole[file][:-1])
        case "changed":
            files.pipe_file(file, whole[file][:-1] + b"x")
        case "record gone":
            files.rm_file(record)
        case _:
            files.pipe_file(record, whole[record][:-20])
    assert built(packs) == [ONE]
    assert bytes(store[file].getbuffer()) == whole[file]


def test_a_store_without_a_protocol_that_is_known():
    with pytest.raises(CommandError) as caught:
        destination("ftpp://school/9b")
    assert str(caught.value) == 'ftpp://school/9b: "ftpp" is no kind of store that is known\n  hint: did you mean "ftp"?'


@pytest.mark.parametrize("module", ["fsspec", "s3fs"])
def test_the_extra_that_is_not_installed(module: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delitem(sys.modules["fsspec.registry"]._registry, "s3", raising=False)
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(CommandError) as caught:
        destination("s3://school/9b")
    assert str(caught.value) == (
        's3://school/9b: what opens s3:// is not installed\n  hint: install it: pip install "hornbook[remote]"'
    )


def test_another_library_that_is_not_installed():
    error = ImportError("Please install gcsfs to access Google Storage")
    assert str(faults.not_installed(Address("gs", "school"), error)) == (
        "gs://school: what opens gs:// is not installed\n  hint: please install gcsfs to access Google Storage"
    )


def answered(kind: type[Exception], code: str) -> Exception:
    """An error as s3fs makes it of an answer of S3."""
    error = kind("the secret is hunter2")
    error.__cause__ = boto.ClientError({"Error": {"Code": code, "Message": "hunter2"}}, "PutObject")
    return error


KEYS = "the environment (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_PROFILE) or ~/.aws"
AGAIN = "then give the same command again: it does the rest"
RIGHTS = "ask whoever looks after it for the right to list, to read and to write there"
MAKE = "make it, or mend the address after --output"


@pytest.mark.parametrize(
    ("protocol", "error", "what", "hint"),
    [
        ("s3", boto.NoCredentialsError(), "no credentials for the store are found", f"put them into {KEYS}"),
        ("s3", boto.ProfileNotFound(profile="x"), "no credentials for the store are found", f"put them into {KEYS}"),
        (
            "s3",
            answered(PermissionError, "InvalidAccessKeyId"),
            "the store does not accept the credentials (InvalidAccessKeyId)",
            f"look at {KEYS}",
        ),
        (
            "sftp",
            type("AuthenticationException", (Exception,), {})("hunter2"),
            "the store does not accept the credentials (AuthenticationException)",
            "set them where the store's own tools look for them",
        ),
        ("s3", answered(FileNotFoundError, "NoSuchBucket"), "there is no such bucket", MAKE),
        ("s3", boto.ParamValidationError(report="x"), "there is no such bucket", MAKE),
        ("sftp", FileNotFoundError("hunter2"), "there is no such bucket or folder", MAKE),
        ("s3", answered(PermissionError, "AccessDenied"), "the store does not let you write this (AccessDenied)", RIGHTS),
        ("smb", PermissionError("hunter2"), "the store does not let you write this", RIGHTS),
        (
            "s3",
            boto.EndpointConnectionError(endpoint_url="http://anna:hunter2@x"),
            "the store does not answer",
            f"look at AWS_ENDPOINT_URL and the network, {AGAIN}",
        ),
        (
            "s3",
            boto.ReadTimeoutError(endpoint_url="x"),
            "the store does not answer",
            f"look at AWS_ENDPOINT_URL and the network, {AGAIN}",
        ),
        ("sftp", ConnectionRefusedError("hunter2"), "the store does not answer", f"look at the address and the network, {AGAIN}"),
        ("http", NotImplementedError(), "one cannot write in a store of this kind", "choose another for --output"),
        ("s3", answered(OSError, "SlowDown"), "the store failed (SlowDown)", "give the same command again: it does the rest"),
        (
            "gs",
            ZeroDivisionError("hunter2"),
            "the store failed (ZeroDivisionError)",
            "give the same command again: it does the rest",
        ),
    ],
)
def test_what_a_store_fails_with_is_told_without_its_words(protocol: str, error: Exception, what: str, hint: str):
    address = Address(protocol, "school/a.pdf")
    problem = faults.problem(error, address, "write")
    assert str(problem) == f"{address}: {what}\n  hint: {hint}"


def test_a_store_of_s3_is_waited_for_as_its_settings_say(monkeypatch: pytest.MonkeyPatch):
    """Settings of the user's own stand before Hornbook's."""
    asked: list[dict[str, object]] = []

    def opened(_url: str, **settings: object) -> tuple[SimpleNamespace, str]:
        asked.append(settings)
        return SimpleNamespace(cat_file=lambda _path: b""), "school/a"

    monkeypatch.setattr("fsspec.core.url_to_fs", opened)
    monkeypatch.setitem(fsspec.config.conf, "s3", {"config_kwargs": {"connect_timeout": 60, "proxies": {}}})
    read(Address("s3", "school/a"))
    read(Address("memory", "school/a"))
    s3, other = asked
    assert s3["config_kwargs"] == {
        "connect_timeout": 60,
        "read_timeout": 15,
        "retries": {"total_max_attempts": 2},
        "proxies": {},
    }
    assert other == {}
