"""Running a command as it is typed, and what it told."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from hornbook.render import FORMATS
from tests.samples import KINDS

LESSON = "demo/01-printing"
FILES = [f"{LESSON}/01-printing-{kind}.{format_}" for kind in KINDS for format_ in FORMATS]


class Ran:
    """A finished command: its exit code, what it told and what it complained of."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    def json(self) -> Any:
        """What it printed, which must be JSON and nothing else."""
        assert self.err == ""
        return json.loads(self.out)


Run = Callable[..., Ran]


def complaint(what: str, hint: str) -> str:
    """One problem as it is told."""
    return f"{what}\n  hint: {hint}\n\n1 problem.\n"
