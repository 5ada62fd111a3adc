"""Objectives and the tasks that serve them, in lessons that say so."""

from __future__ import annotations

from collections.abc import Iterator

from hornbook.errors import Problem
from hornbook.lint.view import View


def objectives(view: View) -> Iterator[Problem]:
    """A problem for each task and each objective without the other, in lessons any of whose tasks names what it `covers`."""
    for name, lesson in view.lessons.items():
        tasks = [posed for posed in view.tasks(name) if posed.sheet.kind != "source-paper"]  # which tests the whole
        covered = {number for posed in tasks for number in posed.activity.covers}
        if not covered:
            continue
        for posed in tasks:
            if not posed.activity.covers:
                yield Problem(f"{posed.name} serves no objective", "name it under covers: [1]", posed.place)
        for number, objective in enumerate(lesson.objectives, start=1):
            if number not in covered:
                what = f"no task serves objective {number}: {objective.plain}"
                yield Problem(what, "add one, or name it under covers:", view.pack.place(name, "objectives", number - 1))
