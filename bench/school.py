"""Packs, rosters and a school made for a measurement out of the example lesson, in a folder of their own."""

from __future__ import annotations

import csv
import shutil
import sys
from pathlib import Path

from bench import content

GENERATE = Path(__file__).resolve().parent.parent / "generate.py"


def make_pack(folder: Path, name: str, lessons: int) -> None:
    """A pack of so many copies of the example lesson, among the packs in `folder`."""
    pack = folder / "packs" / name
    shutil.copytree(content.PACK, pack)
    lesson = (pack / "lessons" / f"{content.LESSON}.yaml").read_bytes()
    for path in (pack / "lessons").iterdir():
        path.unlink()
    for number in range(1, lessons + 1):
        (pack / "lessons" / f"{number:02}-rapallo.yaml").write_bytes(lesson)


def make_roster(path: Path, pupils: int) -> None:
    """A roster of so many pupils."""
    with path.open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows([("Name",), *((f"Rosa Luxemburg {number}",) for number in range(pupils))])


def command(*words: str) -> list[str]:
    """What starts Hornbook with these words."""
    return [sys.executable, str(GENERATE), *words]
