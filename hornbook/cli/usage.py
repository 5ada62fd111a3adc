"""Words that are no command: told as JSON to whoever asked for JSON, and else as Typer tells them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import takewhile
from typing import Any

import typer
from typer.core import TyperGroup

from hornbook.cli.console import as_text, error_data
from hornbook.errors import Problem

# The base of all such errors. It is click's, which newer releases of Typer have inside them: only what Typer names stays in place.
_UsageError: Any = typer.BadParameter.__bases__[0]
_JSON = "hornbook.json"


class Commands(TyperGroup):
    """The commands; the words that follow the program's name are parsed in `make_context`, those of a command in `invoke`."""

    def make_context(self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any) -> Any:
        """What the words ask for, whether that is JSON included."""
        as_json = _asks_for_json(args)
        with _told(as_json):
            context = super().make_context(info_name, args, parent, **extra)
        context.meta[_JSON] = as_json
        return context

    def invoke(self, ctx: Any) -> Any:
        """Run the command that the words name."""
        with _told(ctx.meta[_JSON]):
            return super().invoke(ctx)


def _asks_for_json(args: Sequence[str]) -> bool:
    return "--json" in takewhile(lambda word: word != "--", args)


@contextmanager
def _told(as_json: bool) -> Iterator[None]:
    try:
        yield
    except _UsageError as error:
        if not as_json:
            raise
        hint = f"look at {error.ctx.command_path} --help" if error.ctx else "give the same command with --help"
        typer.echo(as_text({"errors": [error_data(Problem(error.format_message(), hint))]}))
        raise typer.Exit(error.exit_code) from None
