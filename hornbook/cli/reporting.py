"""How a command ends: the exit code, and errors as a teacher or a program wants them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import typer

from hornbook.batch.stopping import rest
from hornbook.cli import STOPPED
from hornbook.cli.console import as_text, complain, error_data
from hornbook.errors import CommandError, HornbookError


@contextmanager
def reporting(as_json: bool) -> Iterator[None]:
    """Tell the errors of a command as a teacher, or a program, wants them, and leave with the right code."""
    try:
        yield
    except HornbookError as error:
        if as_json:
            typer.echo(as_text({"errors": list(map(error_data, error.problems))}))
        else:
            complain(error.problems)
        raise typer.Exit(2 if isinstance(error, CommandError) else 1) from None
    except KeyboardInterrupt:  # before there was anything to tell, or after all was told
        rest()
        typer.echo(STOPPED, err=True)
        raise typer.Exit(1) from None
