"""What pupils read of "question 3", where a version has another question 3."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hornbook.compose.sheets import Sheet
from hornbook.locale import Words
from hornbook.prose import Prose


def moved_mentions(sheet: Sheet) -> tuple[str, ...]:
    """A warning for each text of the sheet that names the number of a task which another task has in this version."""
    moved = {number for number, task in enumerate(sheet.tasks) if task.placed.index != number}
    warnings: list[str] = []
    mention = _mention(sheet.composer.words)
    for where, text in _texts(sheet):
        named = (int(digits) for found in mention.finditer(text.plain) for digits in re.findall(r"\d+", found[1]))
        if wrong := sorted({number for number in named if number - 1 in moved}):
            numbers = " and ".join(filter(None, (", ".join(map(str, wrong[:-1])), str(wrong[-1]))))
            hint = "pin: true keeps a task's number"
            warnings.append(
                f"{where} question{'s' * (len(wrong) > 1)} {numbers}, but in version {sheet.version} others stand there; {hint}"
            )
    return tuple(warnings)


def _mention(words: Words) -> re.Pattern[str]:
    """What finds the numbers of tasks in a text of the language of the pack: "questions 3, 4 and 6"."""
    nouns = words.pgettext("how a text may name tasks, each followed by a number; parted by |", "question|questions|task|tasks")
    joints = words.pgettext("what may stand between two numbers; parted by |", "and|or|to")
    named, joined = ("|".join(map(re.escape, listed.split("|"))) for listed in (nouns, joints))
    return re.compile(rf"\b(?:{named})\s+(\d+(?:(?:\s*[,–-]\s*|\s+(?:{joined})\s+)\d+)*)", re.IGNORECASE)


def _texts(sheet: Sheet) -> Iterator[tuple[str, Prose]]:
    if sheet.model.instructions:
        yield "the instructions speak of", sheet.model.instructions
    for task in sheet.tasks:
        parts = (getattr(part, "prompt", None) or getattr(part, "stem", None) for part in getattr(task.activity, "questions", ()))
        for text in (task.activity.prompt, *parts):
            if text:
                yield f"task {task.number} speaks of", text
