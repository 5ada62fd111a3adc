"""The tutorial is followed to the letter: what it tells to type is typed, and what it shows is what is printed."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from hornbook import pipeline
from hornbook.cli.commands import app

TUTORIAL = Path(__file__).parents[2] / "docs" / "tutorial.md"
BLOCK = re.compile(r"^```(sh|yaml|diff|text)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Reader:
    """A teacher at the keyboard, in the folder where the tutorial begins."""

    def __init__(self) -> None:
        self.file = Path()
        self.screen = ""

    def sh(self, block: str) -> None:
        """Type each command."""
        for line in block.splitlines():
            match line.split():
                case ["python", "generate.py", *arguments]:
                    pipeline.forget()  # each command a teacher types is a process of its own
                    result: Result = CliRunner().invoke(app, arguments)
                    assert result.exit_code in (0, 1), result.output
                    self.screen = result.output
                case ["mv", old, new]:
                    Path(old).rename(new)
                case _:
                    pytest.fail(f"the tutorial has a command that is not known here: {line}")

    def yaml(self, block: str) -> None:
        """Replace a whole file; its name stands in the first line."""
        self.file = Path(block.splitlines()[0].removeprefix("# "))
        assert self.file.is_file(), "the tutorial edits only files that are there"
        self.file.write_text(block, encoding="utf-8")

    def diff(self, block: str) -> None:
        """Mend one line of the last file."""
        old, new = (line[1:] for line in block.splitlines())
        text = self.file.read_text(encoding="utf-8")
        assert text.count(old) == 1
        self.file.write_text(text.replace(old, new), encoding="utf-8")

    def text(self, block: str) -> None:
        """Compare with what the last command printed."""
        assert self.screen.strip() == block.strip()


def test_the_tutorial_does_what_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    reader = Reader()
    steps: dict[str, Callable[[str], None]] = {kind: getattr(reader, kind) for kind in ("sh", "yaml", "diff", "text")}
    blocks = BLOCK.findall(TUTORIAL.read_text(encoding="utf-8"))
    assert len(blocks) > 10
    for kind, block in blocks:
        steps[kind](block)
    made = {path.name for path in Path("output/truman-doctrine/01-doctrine").iterdir()}
    assert made == {
        f"01-doctrine-{kind}.{format_}" for kind in ("worksheet", "source-analysis", "answer-key") for format_ in ("pdf", "docx")
    }
    assert Path("output/large-print/truman-doctrine/01-doctrine/01-doctrine-worksheet.pdf").is_file()
