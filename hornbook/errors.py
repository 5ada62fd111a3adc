"""Everything that can be wrong, said so that a teacher can mend it: where, what, and a hint.

    HornbookError
    ├── PackError        the teacher's data is wrong        (exit code 1)
    ├── RosterError      a roster or school file is wrong   (exit code 1)
    ├── TemplateError    a template or a theme is wrong     (exit code 1)
    ├── RenderError      a format cannot hold the document  (exit code 1)
    ├── OutputError      a file could not be written        (exit code 1)
    └── CommandError     the command line is wrong          (exit code 2)

An error carries one or more `Problem`s: independent faults are collected and told in one go. Nothing here prints.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A spot in a file. `line` and `column` count from 1 (0: the whole file); `excerpt` is the line's text."""

    file: str
    line: int = 0
    column: int = 0
    excerpt: str = ""

    def __str__(self) -> str:
        spot = [str(number) for number in (self.line, self.column) if number]
        return ":".join([self.file, *spot])


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: what is wrong, what to do about it (imperative, may be empty), and where.

    `private` are pieces of both that may name a pupil, such as a word of a roster in quotation marks.
    """

    what: str
    hint: str = ""
    place: Place | None = None
    private: tuple[str, ...] = ()

    def public(self) -> Problem:
        """The same for a log: without an excerpt, and with an ellipsis where something private stands."""
        what, hint = self.what, self.hint
        for words in self.private:
            what, hint = what.replace(words, "…"), hint.replace(words, "…")
        return Problem(what, hint, self.place and replace(self.place, excerpt=""))

    def __str__(self) -> str:
        lines = [f"{self.place}: {self.what}" if self.place else self.what]
        if self.place and self.place.excerpt:
            gutter = str(self.place.line)
            lines.append(f"  {gutter} | {self.place.excerpt}")
            if self.place.column:
                lines.append(f"  {' ' * len(gutter)} | {' ' * (self.place.column - 1)}^")
        if self.hint:
            lines.append(f"  hint: {self.hint}")
        return "\n".join(lines)


class HornbookError(Exception):
    """One or more problems that end the work on a pack, a file or a command."""

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))

    def __reduce__(self) -> tuple[type[HornbookError], tuple[tuple[Problem, ...]]]:
        return type(self), (self.problems,)  # so that it survives the way back from a worker process


class PackError(HornbookError):
    """The pack's data is wrong."""


class RosterError(HornbookError):
    """A roster of pupils, or the file that says which classes a school has, is wrong."""


class TemplateError(HornbookError):
    """A template or a theme is wrong."""


class RenderError(HornbookError):
    """The document cannot be set in this format or on this page."""


class OutputError(HornbookError):
    """A file could not be written."""


class CommandError(HornbookError):
    """The command line asks for something that is not there."""


def nearest(word: str, known: Sequence[str]) -> str:
    """The one of the `known` words that a slip of the fingers makes `word` of, or nothing.

    A guess further off ("diagram" for "diary") would hide the right one.
    """
    import difflib

    cutoff = 0.7 if len(word) > 3 else 0.6  # a slip in a short word changes more of it
    same = (each for each in known if each.casefold() == word.casefold())
    return next(same, "") or next(iter(difflib.get_close_matches(word, known, n=1, cutoff=cutoff)), "")


def did_you_mean(word: str, known: Sequence[str]) -> str:
    """A hint: the nearest of the `known` words, or all of them when none is near."""
    if near := nearest(word, known):
        return f'did you mean "{near}"?'
    return "choose one of: " + ", ".join(sorted(known)) if known else ""
