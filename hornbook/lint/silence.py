"""Findings that somebody has looked at and given a reason for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from hornbook.errors import Place, Problem, did_you_mean
from hornbook.lint.findings import Finding
from hornbook.pack.load import Pack
from hornbook.pack.models import Silence

CODE = "HB100"
"""What is wrong with a silence itself; it cannot be silenced."""


@dataclass(frozen=True, slots=True)
class _Spoken:
    """A silence, where it stands, and the file it holds for ("" for all)."""

    silence: Silence
    place: Place
    file: str

    def covers(self, finding: Finding) -> bool:
        if finding.code != self.silence.rule:
            return False
        place = finding.problem.place
        if self.file and (place is None or place.file != self.file):
            return False
        return self.silence.about is None or self.silence.about.casefold() in finding.problem.what.casefold()


def unsilenced(pack: Pack, found: Iterable[Finding], codes: Sequence[str]) -> Iterator[Finding]:
    """The findings that nobody has silenced, and what is wrong with the silences: an unknown rule, or nothing to silence."""
    silences, used = list(_spoken(pack)), set[int]()
    for finding in found:
        covering = [index for index, each in enumerate(silences) if each.covers(finding)]
        used.update(covering)
        if not covering:
            yield finding
    for index, each in enumerate(silences):
        if each.silence.rule not in codes:
            what = f"there is no rule {each.silence.rule}"
            yield Finding(CODE, Problem(what, did_you_mean(each.silence.rule, codes), each.place))
        elif index not in used:
            yield Finding(CODE, Problem(f"this silences nothing: {each.silence.rule} finds nothing here", "delete it", each.place))


def _spoken(pack: Pack) -> Iterator[_Spoken]:
    for index, silence in enumerate(pack.file.silence):
        yield _Spoken(silence, pack.positions["pack"].place(("silence", index)), "")
    for name, lesson in pack.lessons.items():
        for index, silence in enumerate(lesson.silence):
            yield _Spoken(silence, pack.place(name, "silence", index), pack.place(name).file)
