"""`python -m bench cold` (or `tagging`, or `copies`): measure, print, and end with 1 if a target is missed."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path


def main() -> int:
    """Run what the command line asks for; gives the exit code."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure Hornbook beside WeasyPrint, Typst and docxtpl.")
    what = (
        "cold: documents no engine has seen, and processes from their start; tagging: what tags cost a PDF; "
        "copies: one worksheet for many pupils"
    )
    parser.add_argument("what", choices=["cold", "tagging", "copies"], help=what)
    parser.add_argument("--rounds", type=int, default=7, help="how often each figure is taken (default: 7)")
    parser.add_argument("--report", action="store_true", help="only print: a missed target is no failure")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures to a file as well")
    options = parser.parse_args()
    os.chdir(Path(__file__).resolve().parent.parent)
    try:
        from bench import cold, copies, tagging, targets
    except ModuleNotFoundError as error:
        print(f"{error.name} is not installed: run `make bench`, or install requirements-bench.lock", file=sys.stderr)
        return 2
    if options.what == "tagging":
        costs = tagging.run(options.rounds)
        lines, data, wanted = tagging.table(costs), tagging.as_json(costs), tagging.targets(costs)
    elif options.what == "copies":
        made = copies.run(options.rounds)
        lines, data, wanted = copies.table(made), copies.as_json(made), copies.targets(made)
    else:
        figures = cold.run(options.rounds)
        lines, data, wanted = targets.table(figures), targets.as_json(figures), targets.targets(figures)
    print("\n".join(lines))
    if options.json:
        options.json.write_text(json.dumps(data, indent=2) + "\n", encoding="utf-8")
    return int(not options.report and not all(target.kept for target in wanted))


if __name__ == "__main__":
    sys.exit(main())
