"""Hornbook as a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from hornbook import __version__


def test_as_a_process(work: Path, repository: Path):
    def ran(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, str(repository / "generate.py"), *words]
        return subprocess.run(command, cwd=work, capture_output=True, text=True, timeout=120, check=False)

    assert ran("--version").stdout == f"hornbook {__version__}\n"
    built = ran("build", "--only", "worksheet", "--json")
    assert (built.returncode, built.stderr) == (0, "")
    assert len(json.loads(built.stdout)["files"]) == 2
    wrong = ran("build", "dmo", "--json")
    assert (wrong.returncode, wrong.stderr) == (2, "")
    assert json.loads(wrong.stdout)["errors"][0]["hint"] == 'did you mean "demo"?'


def test_help_needs_no_heavy_library(repository: Path):
    """A teacher who asks for help should not wait for the renderers."""
    script = (
        "import sys\nfrom hornbook.cli.commands import app\n"
        "try:\n    app(['--help'])\nexcept SystemExit:\n    pass\n"
        "print(sorted({'reportlab', 'docx', 'jinja2', 'pydantic', 'PIL'} & set(sys.modules)), file=sys.stderr)"
    )
    environment = {**os.environ, "PYTHONPATH": str(repository)}
    result = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, timeout=60, check=True)
    assert result.stderr == "[]\n"


def test_garbage_is_looked_for_seldom(repository: Path):
    """It would be a fifth of the work of a pack."""
    script = (
        "import gc, sys\nfrom hornbook.cli import main\nsys.argv[1:] = ['--version']\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\nprint(gc.isenabled(), gc.get_threshold()[0] > 10_000)"
    )
    environment = {**os.environ, "PYTHONPATH": str(repository)}
    result = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, timeout=60, check=True)
    assert result.stdout.splitlines()[-1] == "True True"
