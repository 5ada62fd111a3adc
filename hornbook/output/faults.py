"""What is wrong with a store, in words. An exception's own words are never told, as some hold credentials."""

from __future__ import annotations

from hornbook.errors import CommandError, Place, Problem, did_you_mean
from hornbook.output.location import Address

_USUAL = ("s3", "gs", "az", "sftp", "smb", "ftp", "webdav", "hdfs", "memory")

_SILENT = {"ConnectionError", "HTTPClientError", "TimeoutError", "ClientConnectionError", "gaierror", "SSHException"}
_WITHOUT_CREDENTIALS = {"NoCredentialsError", "PartialCredentialsError", "ProfileNotFound", "DefaultCredentialsError"}
_FALSE_CREDENTIALS = {"InvalidAccessKeyId", "SignatureDoesNotMatch", "ExpiredToken", "InvalidToken", "AuthenticationException"}
_NAMELESS = {"ParamValidationError", "InvalidBucketName"}
"""Classes of exceptions by their names, as the libraries they are from may not be there, and codes of S3's errors."""

_AS_ITS_TOOLS = "set them where the store's own tools look for them"
_S3_KEYS = "the environment (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_PROFILE) or ~/.aws"


def unknown(address: Address) -> CommandError:
    """There is no store of that kind."""
    what = f'"{address.protocol}" is no kind of store that is known'
    return CommandError(Problem(what, did_you_mean(address.protocol, _USUAL), Place(str(address))))


def not_installed(address: Address, error: ImportError | None = None) -> CommandError:
    """What opens such a store is not installed; `error` is what fsspec says of one that Hornbook's extra does not bring."""
    what = f"what opens {address.protocol}:// is not installed"
    if error is None or address.protocol in {"s3", "s3a"}:
        hint = 'install it: pip install "hornbook[remote]"'
    else:
        hint = str(error)[:1].lower() + str(error)[1:]
    return CommandError(Problem(what, hint, Place(str(address))))


def problem(error: Exception, address: Address, verb: str) -> Problem:
    """What an exception of a store's library means; `verb` is what was tried, read or write."""
    code = _code(error)
    names = {kind.__name__ for kind in type(error).__mro__}
    return Problem(*_meaning(error, names | {code}, code, address, verb), Place(str(address)))


def _meaning(error: Exception, names: set[str], code: str, address: Address, verb: str) -> tuple[str, str]:
    s3 = address.protocol in {"s3", "s3a"}
    keys = f"look at {_S3_KEYS}" if s3 else _AS_ITS_TOOLS
    if names & _WITHOUT_CREDENTIALS:
        return "no credentials for the store are found", f"put them into {_S3_KEYS}" if s3 else _AS_ITS_TOOLS
    if names & _FALSE_CREDENTIALS:
        return f"the store does not accept the credentials ({code or type(error).__name__})", keys
    if isinstance(error, FileNotFoundError) or names & _NAMELESS:
        kind = "bucket or folder" if isinstance(error, FileNotFoundError) and not code else "bucket"
        return f"there is no such {kind}", "make it, or mend the address after --output"
    if isinstance(error, PermissionError):
        return (
            f"the store does not let you {verb} this{f' ({code})' if code else ''}",
            "ask whoever looks after it for the right to list, to read and to write there",
        )
    if names & _SILENT:
        where = "AWS_ENDPOINT_URL and the network" if s3 else "the address and the network"
        return "the store does not answer", f"look at {where}, then give the same command again: it does the rest"
    if isinstance(error, NotImplementedError):
        return f"one cannot {verb} in a store of this kind", "choose another for --output"
    return f"the store failed ({code or type(error).__name__})", "give the same command again: it does the rest"


def _code(error: BaseException) -> str:
    """The code of an error of S3, which s3fs keeps in the exception's cause."""
    for each in (error, error.__cause__):
        response = getattr(each, "response", None)
        if isinstance(response, dict):
            return str(response.get("Error", {}).get("Code", ""))
    return ""
