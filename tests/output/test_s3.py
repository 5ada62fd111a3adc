"""Output to S3: the commands as they are typed, against a server of S3 on this computer."""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest
from moto.server import ThreadedMotoServer

from hornbook.scaffold import new_pack
from tests.test_determinism import files_below

GENERATE = Path(__file__).parents[2] / "generate.py"
PACKS = ("one", "three", "two")
BUILD = ("build", "--only", "worksheet", "--json")
SECRET = "hunter2-hunter2"
KNOWN = "Nothing has changed since these were made; --fresh makes them anew.\n"

SCHOOL = """\
title: Greenfield School
defaults:
  formats: [pdf]
  lessons: [one/01-printing]
  single_files: yes
classes:
  - name: 9a
    roster: 9a.csv
  - name: 9b
    roster: 9b.csv
"""


class Store:
    """A server of S3 and the bucket `school` in it."""

    def __init__(self, endpoint: str) -> None:
        self.endpoint = endpoint
        self.client: Any = boto3.client(
            "s3", endpoint_url=endpoint, region_name="us-east-1", aws_access_key_id="anna", aws_secret_access_key=SECRET
        )

    def files(self, folder: str) -> dict[str, bytes]:
        """What stands in a folder of the bucket, as `files_below` gives it of a folder on a disk."""
        found = self.client.list_objects_v2(Bucket="school", Prefix=f"{folder}/").get("Contents", [])
        bodies = {each["Key"]: self.client.get_object(Bucket="school", Key=each["Key"])["Body"].read() for each in found}
        return {key.removeprefix(f"{folder}/"): body for key, body in bodies.items()}

    def documents(self, folder: str) -> dict[str, bytes]:
        """The same without the records."""
        return {name: data for name, data in self.files(folder).items() if ".hornbook/" not in name}

    def deny(self, action: str, what: str) -> None:
        """Forbid everybody something from now on."""
        statement = {"Effect": "Deny", "Principal": "*", "Action": f"s3:{action}", "Resource": f"arn:aws:s3:::school/{what}"}
        self.client.put_bucket_policy(Bucket="school", Policy=json.dumps({"Version": "2012-10-17", "Statement": [statement]}))


@pytest.fixture(scope="module")
def server() -> Iterator[Store]:
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    running = ThreadedMotoServer("127.0.0.1", port=0, verbose=False)
    running.start()
    host, port = running.get_host_and_port()
    store = Store(f"http://{host}:{port}")
    store.client.create_bucket(Bucket="school")
    yield store
    running.stop()


@pytest.fixture
def store(server: Store) -> Iterator[Store]:
    yield server
    server.client.delete_bucket_policy(Bucket="school")


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with three packs and two classes, and in the folder "whole" what is made of the packs."""
    folder = tmp_path_factory.mktemp("school")
    for name in PACKS:
        new_pack(name, folder / "packs")
    (folder / "SCHOOL.yaml").write_text(SCHOOL, encoding="utf-8")
    (folder / "9a.csv").write_text("Name\nAnna Quartz\nBo Opal\n", encoding="utf-8")
    (folder / "9b.csv").write_text("Name\nDee Onyx\n", encoding="utf-8")
    return folder


def start(folder: Path, *words: str, **environment: str) -> subprocess.Popen[str]:
    """A command with these variables and no others that say anything of a store."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "FSSPEC_"))}
    return subprocess.Popen(
        [sys.executable, str(GENERATE), *words],
        cwd=folder,
        env=own | {"AWS_EC2_METADATA_DISABLED": "true", "HOME": str(folder)} | environment,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def keys(store: Store) -> dict[str, str]:
    """What the environment says of the store."""
    return {"AWS_ENDPOINT_URL": store.endpoint, "AWS_ACCESS_KEY_ID": "anna", "AWS_SECRET_ACCESS_KEY": SECRET}


def run(folder: Path, *words: str, **environment: str) -> tuple[int, str, str]:
    """How a command ends, and what it says."""
    process = start(folder, *words, **environment)
    out, err = process.communicate()
    assert "Traceback" not in err
    assert SECRET not in out + err
    return process.returncode, out, err


@pytest.fixture(scope="module")
def whole(school: Path) -> dict[str, bytes]:
    """What the packs come to on a disk."""
    assert run(school, *BUILD, "--output", "whole")[0] == 0
    return files_below(school / "whole")


def test_a_bucket_holds_what_a_folder_would_hold(school: Path, whole: dict[str, bytes], store: Store):
    told = []
    for name, jobs in (("alone", "1"), ("together", "2")):
        code, out, err = run(school, *BUILD, "--jobs", jobs, "--output", f"s3://school/{name}", **keys(store))
        assert (code, err) == (0, "")
        assert store.documents(name) == whole
        told.append(out.replace(name, "whole"))
    assert told[0] == told[1]
    files = json.loads(told[0])["files"]
    assert [file["path"] for file in files] == [
        f"s3://school/whole/{pack}/01-printing/01-printing-worksheet.{ending}" for pack in PACKS for ending in ("pdf", "docx")
    ]


def test_a_second_run_writes_nothing(school: Path, store: Store):
    words = ("build", "one", "--only", "worksheet", "--format", "docx", "--output", "s3://school/again")
    code, first, _ = run(school, *words, **keys(store))
    assert code == 0
    store.deny("PutObject", "*")
    assert run(school, *words, **keys(store)) == (0, first + KNOWN, "")
    changed = "again/one/01-printing/01-printing-worksheet.docx"
    store.client.delete_bucket_policy(Bucket="school")
    before = store.documents("again")
    store.client.put_object(Bucket="school", Key=changed, Body=b"x" * len(before[changed.removeprefix("again/")]))
    assert run(school, *words, **keys(store)) == (0, first, "")
    assert store.documents("again") == before


def test_a_school_goes_to_a_bucket_and_no_record_names_a_pupil(school: Path, store: Store):
    words = ("batch", "SCHOOL.yaml", "--output")
    assert run(school, *words, "classes")[0] == 0
    code, _, err = run(school, *words, "s3://school/classes", **keys(store))
    assert (code, err) == (0, "")
    assert store.documents("classes") == files_below(school / "classes")
    records = [name + data.decode() for name, data in store.files("classes").items() if ".hornbook/" in name]
    assert len(records) == 3  # of the classes and of the command
    assert not [pupil for pupil in ("Quartz", "Opal", "Onyx") if pupil in "".join(records)]
    store.deny("PutObject", "*")
    code, again, err = run(school, *words, "s3://school/classes", **keys(store))
    assert (code, err) == (0, "")
    assert [line.endswith("(nothing has changed)") for line in again.splitlines()] == [True, True, False]


def test_what_is_refused_is_told_and_the_rest_is_made(school: Path, store: Store):
    store.deny("PutObject", "refused/9a/*")
    code, out, err = run(school, "batch", "SCHOOL.yaml", "--output", "s3://school/refused", **keys(store))
    assert code == 1
    assert err.startswith(
        "s3://school/refused/9a/one/01-printing/01-printing-answer-key.pdf: the store does not let you write this ("
    )
    assert err.endswith("\n  hint: ask whoever looks after it for the right to list, to read and to write there\n\n1 problem.\n")
    lines = out.splitlines()
    assert lines[0] == "9a: 1 lesson, 0 files, 0 pages on 0 sheets, 1 problem"
    assert lines[1].startswith("9b: 1 lesson, ")
    made = store.documents("refused")
    assert made
    assert {name.split("/")[0] for name in made} == {"9b"}
    store.client.delete_bucket_policy(Bucket="school")
    code, out, _ = run(school, "batch", "SCHOOL.yaml", "--output", "s3://school/refused", **keys(store))
    assert code == 0
    assert out.splitlines()[0].startswith("9b: ")
    assert "(nothing has changed)" in out.splitlines()[0]
    assert {name.split("/")[0] for name in store.documents("refused")} == {"9a", "9b"}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
def test_a_run_that_is_killed_leaves_whole_files_and_the_next_goes_on(school: Path, whole: dict[str, bytes], store: Store):
    process = start(school, *BUILD, "--output", "s3://school/killed", **keys(store))
    while not store.documents("killed") and process.poll() is None:
        time.sleep(0.05)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    left = store.documents("killed")
    assert left
    assert left.items() <= whole.items()
    assert run(school, *BUILD, "--output", "s3://school/killed", **keys(store))[0] == 0
    assert store.documents("killed") == whole


def test_a_dry_run_writes_nothing(school: Path, store: Store):
    code, out, _ = run(school, "batch", "SCHOOL.yaml", "--dry-run", "--output", "s3://school/dry", **keys(store))
    assert (code, "would be made" in out) == (0, True)
    assert store.files("dry") == {}


KEYS = "the environment (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_PROFILE) or ~/.aws"


@pytest.mark.parametrize(
    ("words", "environment", "ended"),
    [
        (
            ("--output", "s3://nowhere/x"),
            {},
            (1, "s3://nowhere/x: there is no such bucket", "make it, or mend the address after --output"),
        ),
        (
            ("--output", "s3://school/x"),
            {"AWS_ENDPOINT_URL": "http://127.0.0.1:9"},
            (
                1,
                "s3://school/x: the store does not answer",
                "look at AWS_ENDPOINT_URL and the network, then give the same command again: it does the rest",
            ),
        ),
        (
            ("--output", "s3://school/x"),
            {"AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": ""},
            (1, "s3://school/x: no credentials for the store are found", f"put them into {KEYS}"),
        ),
        (
            ("--output", "s3://school/x", "--open"),
            {},
            (2, "--open cannot open files in a store", "leave --open out, or choose a folder for --output"),
        ),
    ],
    ids=["bucket", "endpoint", "credentials", "open"],
)
def test_a_store_that_cannot_be_used_is_told_before_work_begins(
    words: tuple[str, ...], environment: dict[str, str], ended: tuple[int, str, str], school: Path, store: Store
):
    code, what, hint = ended
    told = run(school, "build", *words, **keys(store) | environment)
    assert told == (code, "", f"{what}\n  hint: {hint}\n\n1 problem.\n")


def test_keys_that_are_not_known(school: Path, store: Store):
    def check(after: str) -> None:
        """Let the server look at credentials after so many requests."""
        url, plain = f"{store.endpoint}/moto-api/reset-auth", {"Content-Type": "text/plain"}
        urllib.request.urlopen(urllib.request.Request(url, after.encode(), plain, method="POST")).close()

    check("0")
    try:
        told = run(school, "build", "--output", "s3://school/x", **keys(store))
    finally:
        check("inf")
    what = "s3://school/x: the store does not accept the credentials (InvalidAccessKeyId)"
    assert told == (1, "", f"{what}\n  hint: look at {KEYS}\n\n1 problem.\n")


def test_output_to_a_folder_does_without_what_opens_stores(school: Path):
    code = (
        "import sys; from hornbook.cli.commands import app\n"
        "app(['build', 'one', '--only', 'worksheet', '--output', 'local'], standalone_mode=False)\n"
        "print({'fsspec', 's3fs', 'botocore'} & set(sys.modules))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code],
        cwd=school,
        env=os.environ | {"PYTHONPATH": str(GENERATE.parent)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.endswith("\nset()\n")
