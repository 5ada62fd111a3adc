"""What could not be set as it should be, told with the question in which it happened: a renderer knows no activity."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from hornbook.document.drawings import Label, Solved
from hornbook.document.text import inline_text
from hornbook.fonts import advance
from hornbook.locale import Words
from hornbook.render.vectors import Placed
from hornbook.theme import Theme

_NEARLY = 0.96
"""The share of the text's size from which on nobody sees that letters are smaller."""


class Notices:
    """Gathers what is to be told while a document is set; `found` has each notice once, in order."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._questions: list[str] = []
        self._found: dict[str, None] = {}

    @property
    def found(self) -> tuple[str, ...]:
        """All that is to be told."""
        return tuple(self._found)

    @contextmanager
    def question(self, label: str) -> Iterator[None]:
        """Within it, what happens is told of this question; of the outermost, if one stands in another."""
        self._questions.append(label)
        try:
            yield
        finally:
            self._questions.pop()

    def drawing(self, shown: Placed) -> None:
        """Tell of a drawing that no page can hold in the size of the text how small its smallest letters are."""
        if shown.em >= _NEARLY * self._theme.size:
            return
        where = f"question {self._questions[0]}" if self._questions and self._questions[0] else "outside of all questions"
        smallest = min((_size(label, shown.em, self._theme) for label in _labels(shown)), default=shown.em)
        told = f"its smallest letters are of {smallest:.1f} points"
        self._found[f"{where}: no page can hold the drawing in {self._theme.size:g} points; {told}"] = None


def further_stretch(words: Words, number: int, stretches: int) -> str:
    """What is read out of a drawing's further stretches: the first has told all that is to be seen."""
    said = words.gettext("The picture goes on: part %(number)s of %(parts)s.")
    return said % {"number": number, "parts": stretches}


def _labels(shown: Placed) -> Iterator[Label]:
    for stretch in shown.stretches:
        for shape in stretch.layout.shapes:
            inner = shape.shapes if isinstance(shape, Solved) else (shape,)
            yield from (each for each in inner if isinstance(each, Label))


def _size(label: Label, em: float, theme: Theme) -> float:
    """The size in points in which a label is set: words that are wider than their room are smaller still."""
    wide = advance(inline_text(label.content), theme.paragraph("body").family)
    return em * min(1.0, label.width / wide) if wide else em
