"""What a batch says while it runs, in words, as JSON and in a log."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import TextIO

import typer

from hornbook.batch.doing import Done
from hornbook.batch.recent import Line
from hornbook.batch.whole import ClassWork, Tally, failures, tally
from hornbook.cli.console import complain, error_data
from hornbook.errors import HornbookError, OutputError, Place, Problem

Say = Callable[[str, bool], None]
"""Says a text, to the error stream if it is told so."""


def told(work: Sequence[ClassWork], found: Sequence[Sequence[Done]], *, as_json: bool) -> list[Line]:
    """What a batch says when it finds that all of this was done before."""
    lines: list[Line] = []
    with Telling(work, as_json=as_json, say=lambda text, error: lines.append((text, error))) as telling:
        by_task = {done.task: done for each in found for done in each}
        for task in (task for each in work for task in each.tasks):
            telling.done(replace(by_task[task], known=True))
    return lines


def _echo(text: str, error: bool) -> None:
    typer.echo(text, err=error)


class Telling:
    """Tells of a batch while it runs: a line for each class when it is done, then faults and a summary.

    As JSON, and in the `log`, each event is a line. They name classes and lessons but no pupil: of a roster that is wrong JSON has
    the row, and the log not a word. As a context it opens and closes the log; raises OutputError if that cannot be written.
    """

    def __init__(
        self, work: Sequence[ClassWork], *, as_json: bool, log: Path | None = None, dry: bool = False, say: Say = _echo
    ) -> None:
        self.work, self.as_json, self.dry, self.say = work, as_json, dry, say
        self.found: list[list[Done]] = [[] for _ in work]
        self.of_task = {task: index for index, each in enumerate(work) for task in each.tasks}
        self._warnings: dict[tuple[str, str], list[str]] = {}
        self.stopped = False
        self._path = log
        self._log: TextIO | None = None
        self._started = time.monotonic()

    @property
    def failed(self) -> bool:
        """Whether anything is not as it should be, or not done."""
        return self.stopped or any(map(self._problems, range(len(self.work))))

    def __enter__(self) -> Telling:
        if self._path:
            self._log = _opened(self._path)
        lessons = sum(len(each.tasks) for each in self.work)
        self._event("plan", {"classes": len(self.work), "lessons": lessons, "dry": self.dry})
        for index, each in enumerate(self.work):
            if not each.tasks:
                self._class(index)
        return self

    def __exit__(self, kind: object, _error: object, _trace: object) -> None:
        if kind is None:
            self._summary()
        if self._log:
            self._log.close()

    def done(self, done: Done) -> None:
        """Take in a lesson that is done, or has failed."""
        index = self.of_task[done.task]
        of = self.work[index]
        self.found[index].append(done)
        facts = {"class": of.name, "lesson": done.task.name, "known": done.known, **asdict(tally([done]))}
        warnings = _warnings(done)
        self._event("lesson", facts | ({"warnings": warnings} if warnings else {}), failures([done]))
        for text in warnings:
            self._warnings.setdefault((done.task.title, text), []).append(of.name)
        if len(self.found[index]) == len(of.tasks):
            self._class(index)

    def _problems(self, index: int) -> list[Problem]:
        return [*self.work[index].problems, *failures(self.found[index])]

    def _class(self, index: int) -> None:
        of, found = self.work[index], self.found[index]
        count, problems = tally(found), self._problems(index)
        self._event("class", {"class": of.name, "lessons": len(of.tasks), **asdict(count)}, of.problems)
        if not self.as_json:
            failed = f", {_many(len(problems), 'problem')}" if problems else ""
            note = " (nothing has changed)" if _known(found) else ""
            self.say(f"{of.name}: {_many(len(of.tasks), 'lesson')}, {_sums(count)}{failed}{note}", False)

    def _summary(self) -> None:
        done = [each for found in self.found for each in found]
        # Classes that share a roster share its faults.
        problems = list(dict.fromkeys(problem for index in range(len(self.work)) for problem in self._problems(index)))
        count = tally(done)
        self._event("summary", {"lessons": len(done), **asdict(count), "stopped": self.stopped, "problems": len(problems)})
        if self.as_json:
            return
        for (lesson, text), names in self._warnings.items():
            whose = names[0] if len(names) == 1 else f"{len(names)} classes"
            self.say(f"{lesson} for {whose}: {text}", True)
        complain(problems)
        self.say(f"{_many(len(self.work), 'class', 'classes')}: {_sums(count)}{self._how(done)}.", False)
        if self.stopped:
            self.say(f"Stopped: {len(done)} of {len(self.of_task)} lessons are done. The same command does the rest.", True)

    def _how(self, done: Sequence[Done]) -> str:
        if self.dry:
            return " would be made"
        return ", none of which had to be made" if _known(done) else f" made in {time.monotonic() - self._started:.0f} s"

    def _event(self, kind: str, facts: Mapping[str, object], problems: Sequence[Problem] = ()) -> None:
        event = {"event": kind, **facts}
        if self.as_json:
            self.say(_line(event, problems), False)
        if self._log:
            self._log.write(_line(event, [problem.public() for problem in problems]) + "\n")
            self._log.flush()


def _line(event: Mapping[str, object], problems: Sequence[Problem]) -> str:
    errors = {"errors": [error_data(problem) for problem in problems]} if problems else {}
    return json.dumps({**event, **errors}, ensure_ascii=False)


def _opened(log: Path) -> TextIO:
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        return log.open("w", encoding="utf-8")
    except OSError as error:
        hint = "name another file after --log"
        raise OutputError(Problem(f"cannot write the log: {error.strerror}", hint, Place(log.as_posix()))) from None


def _warnings(done: Done) -> list[str]:
    """What is not as it should be in what was made, each once."""
    made = [] if isinstance(done.outcome, HornbookError) else done.outcome
    return list(dict.fromkeys(text for file in made for text in file.warnings))


def _known(found: Sequence[Done]) -> bool:
    return bool(found) and all(done.known for done in found)


def _many(count: int, one: str, several: str = "") -> str:
    return f"{count:,} {one if count == 1 else several or one + 's'}"


def _sums(count: Tally) -> str:
    return f"{_many(count.files, 'file')}, {_many(count.pages, 'page')} on {_many(count.sheets, 'sheet')}"
