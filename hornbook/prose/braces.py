"""What stands between double braces, `{{answer|variant}}`: where it ends, and where its parts do.

A brace or a bar that belongs to a formula or to the language of some words, or has a backslash before it, closes and parts nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_WHITE = re.compile(r"[ \t\n]+")
# A formula as the parser takes it: no blank inside its dollar signs, and no digit after them.
_FORMULA = re.compile(r"\$(?![\s$])((?:\\.|[^$\\])+)(?<!\s)\$(?!\d)", re.DOTALL)
_SHOWN = 24
_OTHER = re.compile(r"\\.|\]\{[^{}]*\}", re.DOTALL)


def parts(text: str, at: int) -> tuple[list[str], int]:
    """The parts of what stands behind double braces at `at`, and where the text goes on after those that close them.

    Raises ValueError ("what — hint") if none close them, or if there is a part with nothing in it.
    """
    start = at + 2
    found: list[str] = []
    for index in _signs(text, start):
        if text[index] == "|":
            found.append(text[start:index])
            start = index + 1
        elif text.startswith("}}", index):
            inside = text[at + 2 : index]
            found = [_WHITE.sub(" ", part).strip(" ") for part in (*found, text[start:index])]
            if not all(map(str.strip, found)):
                raise ValueError(f'the gap "{{{{{inside}}}}}" lacks an answer — write {{{{answer}}}} or {{{{answer|also right}}}}')
            return found, index + 2
        else:
            break
    raise ValueError(f'"{{{{" without the "}}}}" that closes the gap, at "{_beginning(text[at:])}" — write {{{{answer}}}}')


def _beginning(text: str) -> str:
    """Enough of the text to find the spot by."""
    words = " ".join(text.split())
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"


def is_gap(text: str) -> bool:
    """Whether the text is one gap and nothing else."""
    stripped = text.strip()
    try:
        return stripped.startswith("{{") and parts(stripped, 0)[1] == len(stripped)
    except ValueError:
        return False


def _signs(text: str, at: int) -> Iterator[int]:
    """Where braces and bars are that mean what they say."""
    while at < len(text):
        formula = _FORMULA.match(text, at)
        if found := formula if formula and _is_balanced(formula[1]) else _OTHER.match(text, at):
            at = found.end()
            continue
        if text[at] in "{}|":
            yield at
        at += 1


def _is_balanced(tex: str) -> bool:
    """Whether each brace that closes had one that opened: two prices in two gaps are no formula."""
    depth = 0
    for char in re.sub(r"\\.", "", tex):
        depth += (char == "{") - (char == "}")
        if depth < 0:
            return False
    return depth == 0
