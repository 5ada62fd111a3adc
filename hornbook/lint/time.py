"""Years and minutes that do not fit, and what has been right for a time only."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hornbook.compose.sheets import path_of
from hornbook.errors import Place, Problem
from hornbook.lint.view import View

_YEAR = re.compile(r"(?<![\d.,£$€])(1\d{3}|20\d\d)(?![\d%]|[.,]\d)")


def period(view: View) -> Iterator[Problem]:
    """A problem for each year outside the pack's period that pupils read; sources and books may name any."""
    file = view.pack.file
    if file.period is None:
        return
    for index, event in enumerate(file.timeline):
        yield from _outside(view, event.sort[:4], view.pack.positions["pack"].place(("timeline", index, "sort")))
    for name, lesson in view.lessons.items():
        if lesson.context:
            yield from _outside(view, lesson.context.plain, view.pack.place(name, "context"))
        for posed in view.tasks(name):
            yield from _outside(view, "\n".join(posed.words), posed.place)


def _outside(view: View, text: str, place: Place) -> Iterator[Problem]:
    period = view.pack.file.period
    for year in dict.fromkeys(map(int, _YEAR.findall(text))):
        if period and not period.first <= year <= period.last:
            yield Problem(f"the year {year} lies outside the pack's period, {period}", "is it a slip?", place)


def timing(view: View) -> Iterator[Problem]:
    """A problem for each lesson whose steps, or whose tasks, do not fit its length."""
    for name, lesson in view.lessons.items():
        if lesson.minutes is None:
            continue
        steps = sum(step.minutes for step in lesson.teacher.timing)
        if lesson.teacher.timing and steps != lesson.minutes:
            what = f"the steps of the lesson take {steps} minutes, the lesson {lesson.minutes}"
            yield Problem(what, "change one of them", view.pack.place(name, "teacher", "timing"))
        yield from _too_long(view, name, lesson.minutes)


def _too_long(view: View, name: str, most: int) -> Iterator[Problem]:
    """A problem for each sheet whose tasks alone take longer than the lesson. A paper is sat at a time of its own."""
    for kind, sheet in view.composers[name].sheets.items():
        needed = sum(activity.minutes or 0 for activity in sheet.model.activities)
        if kind != "source-paper" and needed > most:
            what = f"the tasks of the {kind.replace('-', ' ')} take {needed} minutes, the lesson {most}"
            place = view.pack.place(name, *path_of(kind, sheet.model, 0)[:-1])
            yield Problem(what, "take tasks out, or give the lesson more minutes", place)


def old_profiles(view: View) -> Iterator[Problem]:
    """A problem for each source paper whose exam profile was held to be right until a day that is over."""
    for name, composer in view.composers.items():
        if (paper := composer.paper) and paper.profile.valid_until < view.today:
            what = f'the profile "{paper.name}" was held to be right until {paper.profile.valid_until.isoformat()}'
            hint = "compare it with the specification; a copy in your own templates may have another day"
            yield Problem(what, hint, view.pack.place(name, "source_paper", "profile"))
