"""Whether words in quotation marks that name a line do stand there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hornbook.activities.base import walk
from hornbook.activities.values import Path
from hornbook.errors import Problem
from hornbook.lint.view import View
from hornbook.pack.checks import stands_in, where_quoted
from hornbook.pack.sources import numbered_lines
from hornbook.prose import Prose

_QUOTED = re.compile(
    r"[‘“«](?P<words>[^‘“«]{3,}?)[’”»](?!\w)[^‘’“”«»()]{0,30}"
    r"\((?:\w+ (?P<label>[A-Z0-9]{1,3}), )?(?:lines?|líneas?|renglones|renglón) (?P<first>\d+)(?:[–-](?P<last>\d+))?\)"
)
"""‘words’ and soon after (line 4), (lines 4–6) or (Source B, lines 4–6)."""


def quotations(view: View) -> Iterator[Problem]:
    """A problem for each quotation that differs from the lines it names."""
    labels = {source.label: name for name, source in view.pack.sources.items()}
    lines = {name: numbered_lines(source, view.pack.file.measure) for name, source in view.pack.sources.items()}
    for name, lesson in view.lessons.items():
        for path, text in walk(lesson, ()):
            if not isinstance(text, Prose):
                continue
            for found in _QUOTED.finditer(text.plain):
                label = found["label"]
                source = labels.get(label) if label else _only(view, name, path)
                if source is None:
                    continue
                first, last = int(found["first"]), int(found["last"] or found["first"])
                if not stands_in(found["words"], lines[source][first - 1 : last]):
                    spot = f"line {first}" if first == last else f"lines {first}–{last}"
                    what = f"the words ‘{found['words']}’ do not stand in {spot} of Source {view.pack.sources[source].label}"
                    yield Problem(what, where_quoted(found["words"], lines[source]), view.pack.place(name, *path))


def _only(view: View, lesson: str, path: Path) -> str | None:
    """The source that a task is about, if it is one."""
    for posed in view.tasks(lesson):
        if path[: len(posed.path)] == posed.path:
            found = dict.fromkeys(source for _, source in posed.activity.source_ids())
            return next(iter(found)) if len(found) == 1 else None
    return None
