"""All commands in one application."""

from __future__ import annotations

from typing import Annotated

import typer

from hornbook import __version__
from hornbook.cli import build, packs, school
from hornbook.cli.usage import Commands

app = typer.Typer(
    name="hornbook",
    help="Make printable teaching packs: worksheets, source analyses and answer keys, as PDF and DOCX.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    cls=Commands,
)
app.command()(build.build)
app.command()(school.batch)
app.command()(packs.check)
app.command("list")(packs.list_)
app.command()(packs.new)
app.command()(packs.schema)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"hornbook {__version__}")
        raise typer.Exit


@app.callback()
def _common(
    _version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")] = False,
) -> None:
    """Nothing is shared by the commands but the options of the program."""
