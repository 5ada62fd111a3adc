"""Where packs and the built-in templates are."""

from __future__ import annotations

from pathlib import Path

from hornbook.errors import CommandError, Problem, did_you_mean


def builtin_folder() -> Path:
    """The templates that come with Hornbook: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent
    installed = package / "templates"
    return installed if installed.is_dir() else package.parent / "templates"


def find_packs(packs: Path) -> list[Path]:
    """The pack folders below `packs`, by name."""
    return sorted(path.parent for path in packs.glob("*/pack.yaml"))


def locate(target: str, packs: Path) -> tuple[Path, str | None]:
    """The pack folder, and the lesson if one is named, that a target on the command line means; raises CommandError."""
    for base in (Path(target), packs / target):
        if (base / "pack.yaml").is_file():
            return base, None
        if (base.parent / "pack.yaml").is_file() and base.name:
            return base.parent, base.name
        if base.suffix == ".yaml" and (base.parent.parent / "pack.yaml").is_file():
            return base.parent.parent, base.stem
    known = [path.name for path in find_packs(packs)]
    hint = did_you_mean(target.partition("/")[0], known) or f"there is no pack in {packs}: make one with the command new"
    raise CommandError(Problem(f'there is no pack "{target}"', hint))
