"""Imports go one way only: each room knows those below it, and no renderer knows another."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

HORNBOOK = Path(__file__).parents[1] / "hornbook"

MAY_IMPORT: dict[str, set[str]] = {
    "errors": set(),
    "locale": {"errors"},
    "fonts": set(),
    "output": {"errors"},
    "built": {"output"},
    "garbage": set(),
    "places": {"errors"},
    "pictures": {"document"},
    "prose": {"document"},
    "document": {"errors", "locale"},
    "puzzles": set(),
    "drawing": {"fonts", "document", "puzzles"},
    "theme": {"errors", "fonts", "document"},
    "render": {"errors", "fonts", "document", "theme", "locale"},
    "activities": {"errors", "locale", "document", "drawing", "prose", "puzzles"},
    "pack": {"errors", "fonts", "document", "prose", "activities", "pictures", "locale"},
    "templates": {"errors", "document", "prose", "pictures", "places", "locale"},
    "blame": {"errors", "document"},
    "profiles": {"errors", "locale", "prose", "activities", "pack", "templates"},
    "compose": {"errors", "locale", "document", "drawing", "prose", "activities", "pack", "templates", "profiles", "blame"},
    "lint": {"errors", "document", "prose", "activities", "pack", "templates", "compose"},
    "scaffold": {"errors", "output", "places"},
    "batch": {
        "errors",
        "activities",
        "document",
        "theme",
        "render",
        "pack",
        "prose",
        "compose",
        "output",
        "built",
        "garbage",
        "places",
        "pipeline",
    },
    "pipeline": {"errors", "document", "theme", "render", "pack", "templates", "output", "compose", "built", "places"},
}
"""What each room below hornbook/ may import of the others. A new room needs a line here, so that somebody thinks of it.

docs/architecture.md has the same table, in the order of the path.
"""

FREE = {"cli", "__init__"}
"""The command line may know everything; nothing but generate.py may know it."""


def modules() -> list[Path]:
    """Every module of the package."""
    return sorted(HORNBOOK.rglob("*.py"))


def imported(path: Path) -> Iterator[str]:
    """The full names of what a module imports, wherever in it: hornbook.document.nodes."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Import(names=names):
                yield from (alias.name for alias in names)
            case ast.ImportFrom(module=str(module), level=0, names=names):
                yield from (f"{module}.{alias.name}" for alias in names)
            case ast.ImportFrom(level=level) if level:
                raise AssertionError(f"{path}: write imports in full, so that they can be held to the rooms")


def room(path: Path) -> str:
    """The room a module stands in: the folder or the module just below hornbook/."""
    return path.relative_to(HORNBOOK).parts[0].removesuffix(".py")


def rooms_imported(path: Path) -> set[str]:
    """The rooms a module imports, its own left out."""
    names = {name.split(".")[1] for name in imported(path) if name.startswith("hornbook.")}
    return {name for name in names - {room(path)} if (HORNBOOK / name).is_dir() or (HORNBOOK / f"{name}.py").is_file()}


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(HORNBOOK).as_posix())
def test_a_module_knows_only_the_rooms_below_its_own(path: Path):
    here = room(path)
    if here not in FREE:
        assert here in MAY_IMPORT, f"say in MAY_IMPORT what {here} may import"
        assert rooms_imported(path) <= MAY_IMPORT[here]


def test_the_architecture_has_the_same_table():
    """Each room once, beneath all that it may import."""
    text = (HORNBOOK.parent / "docs" / "architecture.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)(?:\.py|/)` \|.*\| ([^|]+) \|$", text, re.MULTILINE)
    told = {name: set() if rooms == "nothing" else set(rooms.split(", ")) for name, rooms in rows}
    assert len(told) == len(rows)
    assert told == MAY_IMPORT | {"cli": {"everything"}}
    for index, (name, _) in enumerate(rows[:-1]):
        assert told[name] <= {above for above, _ in rows[:index]}, name


def test_rooms_are_in_an_order():
    """No room reaches itself through others."""
    done: set[str] = set()
    while waiting := set(MAY_IMPORT) - done:
        ready = {name for name in waiting if MAY_IMPORT[name] <= done}
        assert ready, f"these import each other in a circle: {sorted(waiting)}"
        done |= ready


@pytest.mark.parametrize(("one", "other"), [("pdf", "docx"), ("docx", "pdf")])
def test_renderers_do_not_know_each_other(one: str, other: str):
    for path in sorted((HORNBOOK / "render" / one).rglob("*.py")):
        assert not [name for name in imported(path) if name.startswith(f"hornbook.render.{other}")], path


@pytest.mark.parametrize("library", ["typer", "rich"])
def test_only_the_command_line_imports(library: str):
    users = {room(path) for path in modules() if any(name.split(".")[0] == library for name in imported(path))}
    assert users <= {"cli"}


def test_libraries_stay_in_their_rooms():
    homes = {"reportlab": {"render", "fonts"}, "docx": {"render"}, "jinja2": {"templates", "blame", "compose"}, "yaml": {"pack"}}
    for library, rooms in homes.items():
        users = {room(path) for path in modules() if any(name.split(".")[0] == library for name in imported(path))}
        assert users <= rooms, library


def test_the_entry_point_imports_the_command_line_alone():
    names = list(imported(HORNBOOK.parent / "generate.py"))
    assert names == ["hornbook.cli.main"]


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(HORNBOOK).as_posix())
def test_only_the_command_line_prints_and_exits(path: Path):
    if room(path) == "cli":
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    called = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    said = {ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Attribute | ast.Name)}
    assert not called & {"print", "exit", "quit", "sys.exit", "os._exit", "input", "breakpoint", "warnings.warn"}
    assert not said & {"sys.stdout", "sys.stderr", "SystemExit"}
