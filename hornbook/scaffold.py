"""A new pack, with comments that explain it."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from hornbook.errors import CommandError, OutputError, Problem
from hornbook.output import write_whole
from hornbook.places import builtin_folder

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST = 80


def new_pack(name: str, packs: Path) -> Path:
    """Make the folder `packs/name` with a pack that builds as it stands; gives the folder. Raises CommandError, OutputError."""
    if not _NAME.fullmatch(name) or len(name) > _LONGEST:
        hint = f"use small letters, digits and hyphens, {_LONGEST} at most: cold-war-1945-49"
        raise CommandError(Problem(f'"{name}" is not a name for a pack', hint))
    folder = packs / name
    if folder.exists():
        raise CommandError(Problem(f"{folder.as_posix()} is there already", "choose another name"))
    source = builtin_folder() / "new"
    try:
        for path in sorted(source.rglob("*.yaml")):
            write_whole(folder / path.relative_to(source), path.read_bytes())
    except OutputError as error:
        # What writes files takes them for those of a build, which go where --output says.
        hints = (replace(problem, hint=problem.hint.replace("--output", "--packs")) for problem in error.problems)
        raise OutputError(hints) from None
    return folder
