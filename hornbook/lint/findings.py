"""What rules are, and what they find."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from hornbook.errors import Problem
from hornbook.lint.view import View


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its code, which stays for ever, a name, what a finding of it means, and what finds it."""

    code: str
    name: str
    meaning: str
    find: Callable[[View], Iterable[Problem]]


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found."""

    code: str
    problem: Problem
