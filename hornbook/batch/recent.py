"""A whole command remembered: if nothing has changed since, its answer is known without reading a single pack.

This looks at the bytes of packs and templates and knows nothing of what they mean, so a run that has nothing to do need not wait
for the libraries that do. A job's own record (`manifest`) is what counts in every other case.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from hornbook.batch.fingerprint import FOLDER, digest, machinery, tree
from hornbook.built import Built
from hornbook.errors import HornbookError
from hornbook.output import write_whole
from hornbook.places import find_packs, locate


@dataclass(frozen=True, slots=True)
class Command:
    """What was asked for. `wishes` are all its options as they were typed, but for the folders named here."""

    targets: tuple[str, ...]
    wishes: str
    packs: Path
    templates: Path | None
    output: Path

    def inputs(self) -> str:
        """The number of everything its answer depends on; empty if it cannot be told, as for a pack that there is not."""
        try:
            folders = [locate(target, self.packs)[0] for target in self.targets] or find_packs(self.packs)
            return digest(
                machinery(self.templates), *(part for folder in folders for part in (folder.resolve().name, tree(folder)))
            )
        except (HornbookError, OSError):
            return ""

    @property
    def record(self) -> Path:
        """Where its answer is written down."""
        return self.output / FOLDER / f"command-{digest(self.wishes, *self.targets)}.json"


def recent(command: Command, inputs: str) -> list[Built] | None:
    """The files of a command if it was done before, of the same inputs, and every file is as it was written; else None."""
    try:
        found = json.loads(command.record.read_bytes())
        if not inputs or found["inputs"] != inputs:
            return None
        files = [(command.output / name, *facts) for name, *facts in found["files"]]
        if any(digest(path.read_bytes()) != content for path, content, *_ in files):
            return None
        return [Built(path, kind, pages, tuple(warnings)) for path, _, kind, pages, warnings in files]
    except (OSError, ValueError, LookupError, TypeError):
        return None


def note(command: Command, inputs: str, built: Sequence[Built]) -> None:
    """Write down the answer to a command, if what it depends on is still as it was before. Raises OutputError."""
    if inputs and command.inputs() == inputs:
        files = [
            (file.path.relative_to(command.output).as_posix(), digest(file.path.read_bytes()), file.kind, file.pages, file.warnings)
            for file in built
        ]
        write_whole(command.record, json.dumps({"inputs": inputs, "files": files}, indent=1).encode())
