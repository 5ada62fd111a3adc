"""A whole command remembered: typed again while nothing has changed, it is answered without reading a single pack.

This looks at bytes and knows nothing of what they mean, so a run that has nothing to do need not wait for the libraries that do.
A task's own record (`manifest`) says whether its files are as they were written, here as everywhere.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from hornbook.batch.fingerprint import digest, machinery, tree
from hornbook.batch.manifest import recall
from hornbook.errors import HornbookError
from hornbook.output import RECORDS, Location, located, name_in, read, write_whole
from hornbook.places import find_packs, locate

if TYPE_CHECKING:
    from hornbook.batch.tasks import Task

Line = tuple[str, bool]
"""Something that is told, and whether it goes to the error stream."""


@dataclass(frozen=True, slots=True)
class Reads:
    """What a command reads: the packs that its targets name (all of the folder `packs` if there are none), and other files.

    `files` are the school's file and rosters.
    """

    targets: tuple[str, ...]
    packs: Path
    templates: Path | None
    files: tuple[Path, ...] = ()

    def number(self) -> str:
        """The number of all of it; empty if it cannot be told, as for a pack that there is not."""
        try:
            folders = [locate(target, self.packs)[0] for target in self.targets] or find_packs(self.packs)
            trees = (part for folder in dict.fromkeys(folders) for part in (folder.resolve().name, tree(folder)))
            # Where a file really is counts too: one that has become a link is no longer taken from a school.
            files = (part for path in self.files for part in (str(path.resolve()), path.read_bytes()))
            return digest(machinery(self.templates), *trees, "", *files)
        except (HornbookError, OSError):
            return ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A command by its words. `inputs` is the number of what it reads, looked at before it is read."""

    words: tuple[str, ...]
    output: Location
    reads: Reads
    inputs: str

    def note(self, tasks: Sequence[Task], answer: Iterable[Line]) -> None:
        """Write down what is to be answered next time, unless what was read has changed meanwhile. Raises OutputError.

        The `answer` must name no pupil.
        """
        if not self.inputs or _output(self.words) != self.output or self.reads.number() != self.inputs:
            return
        reads = self.reads
        found = {
            "targets": reads.targets,
            "packs": str(reads.packs),
            "templates": str(reads.templates) if reads.templates else None,
            "files": [str(path) for path in reads.files],
            "inputs": self.inputs,
            "tasks": [(name_in(self.output, task.record), task.inputs, name_in(self.output, task.folder)) for task in tasks],
            "answer": list(answer),
        }
        write_whole(_record(self.words), json.dumps(found, indent=1).encode())


def ask(words: Sequence[str] | None, output: Location, reads: Reads) -> Asked:
    """Look at what a command is about to read. Without its words, or with some that a shell may understand, nothing is noted."""
    known = words and not any(set(word) & _UNSETTLED for word in words)
    return Asked(tuple(words or ()), output, reads, reads.number() if known else "")


def answer(words: Sequence[str]) -> list[Line] | None:
    """What to tell if these words were answered before, of the same inputs, and every file is as it was written; else None."""
    try:
        output = _output(words)
        found = json.loads(read(_record(words)))
        templates = Path(found["templates"]) if found["templates"] else None
        reads = Reads(tuple(found["targets"]), Path(found["packs"]), templates, tuple(map(Path, found["files"])))
        if not found["inputs"] or reads.number() != found["inputs"]:
            return None
        if any(recall(output / record, inputs, output / folder) is None for record, inputs, folder in found["tasks"]):
            return None
        return [(str(text), bool(error)) for text, error in found["answer"]]
    except (OSError, HornbookError, ValueError, LookupError, TypeError):  # a store that fails is told when it is written to
        return None


_UNSETTLED = frozenset("*?[~$%")
"""On Windows a word with one of these stands for others, which may be others next time."""


def _record(words: Sequence[str]) -> Location:
    return _output(words) / RECORDS / f"command-{digest(*words)}.json"


def _output(words: Sequence[str]) -> Location:
    """Where a command writes to. If its words are read amiss, there is no record there, and no harm done. Raises CommandError."""
    found = "output"
    for word, following in zip(words, [*words[1:], ""], strict=True):
        if word == "--output":
            found = following
        elif word.startswith("--output="):
            found = word.partition("=")[2]
    return located(found)
