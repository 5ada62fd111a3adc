"""`python -m bench cold` (or `tagging`, or `batch`): measure, print, and end with 1 if a target is missed."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

_WHAT = (
    "cold: documents no engine has seen, and processes from their start; tagging: what tags cost a PDF; "
    "batch: copies for pupils, work that was done before, two processes, and a hundred thousand copies"
)


def main() -> int:
    """Run what the command line asks for; gives the exit code."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure Hornbook beside WeasyPrint, Typst and docxtpl.")
    parser.add_argument("what", choices=["cold", "tagging", "batch"], help=_WHAT)
    parser.add_argument("--rounds", type=int, help="how often each figure is taken (default: 7; batch: 3)")
    parser.add_argument("--report", action="store_true", help="only print: a missed target is no failure")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures to a file as well")
    parser.add_argument("--write", action="store_true", help="batch: write the figures and the picture of docs/scale.md anew")
    options = parser.parse_args()
    os.chdir(Path(__file__).resolve().parent.parent)
    try:
        lines, data, kept = _measured(options.what, options.rounds or (3 if options.what == "batch" else 7), write=options.write)
    except ModuleNotFoundError as error:
        print(f"{error.name} is not installed: run `make bench`, or install requirements-bench.lock", file=sys.stderr)
        return 2
    print("\n".join(lines))
    if options.json:
        options.json.write_text(json.dumps(data, indent=2) + "\n", encoding="utf-8")
    return int(not options.report and not kept)


def _measured(what: str, rounds: int, *, write: bool) -> tuple[Iterable[str], dict[str, Any], bool]:
    """What is to be printed, the same for a program, and whether all targets are kept."""
    from bench import batch, cold, measure, page, tagging, targets

    with measure.bytecode():
        match what:
            case "tagging":
                costs = tagging.run(rounds)
                return tagging.table(costs), tagging.as_json(costs), all(target.kept for target in tagging.targets(costs))
            case "batch":
                made = batch.run(rounds)
                if write:
                    page.write(made)
                return batch.table(made), batch.as_json(made), all(target.kept for target in batch.targets(made))
            case _:
                figures = cold.run(rounds)
                return targets.table(figures), targets.as_json(figures), all(target.kept for target in targets.targets(figures))


if __name__ == "__main__":
    sys.exit(main())
