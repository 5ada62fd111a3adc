"""`python -m bench cold`: measure, print, and end with 1 if a target is missed."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path


def main() -> int:
    """Run what the command line asks for; gives the exit code."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure Hornbook beside WeasyPrint, Typst and docxtpl.")
    parser.add_argument("what", choices=["cold"], help="cold: documents no engine has seen, and processes from their start")
    parser.add_argument("--rounds", type=int, default=7, help="how often each figure is taken (default: 7)")
    parser.add_argument("--report", action="store_true", help="only print: a missed target is no failure")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures to a file as well")
    options = parser.parse_args()
    os.chdir(Path(__file__).resolve().parent.parent)
    try:
        from bench import cold, targets
    except ModuleNotFoundError as error:
        print(f"{error.name} is not installed: run `make bench`, or install requirements-bench.lock", file=sys.stderr)
        return 2
    figures = cold.run(options.rounds)
    print("\n".join(targets.table(figures)))
    if options.json:
        options.json.write_text(json.dumps(targets.as_json(figures), indent=2) + "\n", encoding="utf-8")
    return int(not options.report and not all(target.kept for target in targets.targets(figures)))


if __name__ == "__main__":
    sys.exit(main())
