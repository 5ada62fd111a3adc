"""The command line. The only room that prints or sets an exit code: 0 done, 1 the pack is wrong, 2 the command is wrong."""

from __future__ import annotations

import os
import sys

from hornbook.batch.stopping import listen, rest
from hornbook.garbage import collect_seldom

STOPPED = "Stopped. The same command does the rest."


def main() -> None:
    """Run the command line. A command that has nothing to do is answered before the libraries of all others are read."""
    listen()
    collect_seldom()
    words = sys.argv[1:]
    try:
        if words[:1] in (["build"], ["batch"]) and _answered(words):
            return
        from hornbook.cli.commands import app
    except KeyboardInterrupt:
        rest()
        sys.exit(STOPPED)
    app(obj=words)


def _answered(words: list[str]) -> bool:
    from hornbook.batch.recent import answer

    lines = answer(words)
    if lines is None:
        return False
    try:
        for text, error in lines:
            print(text, file=sys.stderr if error else sys.stdout, flush=True)
    except BrokenPipeError:  # whoever was listening has heard enough: see "SIGPIPE" in Python's documentation of signal
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    return True
