"""Folders and addresses, told apart and handled alike."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from hornbook.errors import CommandError
from hornbook.output import Address, located, name_in


@pytest.mark.parametrize(
    ("text", "location"),
    [
        ("output", Path("output")),
        ("/srv/handouts", Path("/srv/handouts")),
        ("C:\\handouts", Path("C:\\handouts")),
        ("C://handouts", Path("C://handouts")),
        ("s3:/handouts", Path("s3:/handouts")),
        ("file:///srv/my%20handouts", Path("/srv/my handouts")),
        ("file://localhost/srv", Path("/srv")),
        ("s3://school", Address("s3", "school")),
        ("S3://school/9b/", Address("s3", "school/9b")),
        ("sftp://anna@school.example:22/9b", Address("sftp", "anna@school.example:22/9b")),
        ("memory://x", Address("memory", "x")),
    ],
)
def test_what_is_typed_is_a_folder_or_an_address(text: str, location: Path | Address):
    assert located(text) == location


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "s3://",
            (
                "s3://: the address after --output is not complete\n"
                "  hint: name a bucket or a server, and a folder there: s3://school/handouts"
            ),
        ),
        (
            "file://handouts/9b",
            (
                'file://handouts/9b: "handouts" stands where a computer is named\n'
                "  hint: give the folder itself, or three slashes: file:///home/anna/handouts"
            ),
        ),
        (
            "sftp://anna:secret@school.example/9b",
            (
                "the address after --output holds a password\n"
                "  hint: take it out, and leave it to the settings of the store's own tools"
            ),
        ),
    ],
)
def test_an_address_that_cannot_be_is_told(text: str, told: str):
    with pytest.raises(CommandError) as caught:
        located(text)
    assert str(caught.value) == told


def test_an_address_is_handled_as_a_path_is():
    folder = Address("s3", "school/9b")
    file = folder / "worksheet" / "Anna #1.pdf"
    assert file.as_posix() == str(file) == "s3://school/9b/worksheet/Anna #1.pdf"
    assert (file.name, file.parent.name, file.parent.parent) == ("Anna #1.pdf", "worksheet", folder)
    assert pickle.loads(pickle.dumps(file)) == file


@pytest.mark.parametrize("folder", [Address("s3", "school"), Path("output"), Path()])
def test_a_file_is_named_from_its_folder_on(folder: Path | Address):
    assert name_in(folder, folder / "9b" / "list.csv") == "9b/list.csv"
    with pytest.raises(ValueError, match="not in the subpath"):
        name_in(folder / "9b", folder / "9c")
