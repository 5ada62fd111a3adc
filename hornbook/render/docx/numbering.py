"""Native numbering: Word counts the questions and the items, so that a teacher who deletes one need not renumber the rest.

Each section's questions and each list are an instance (`w:num`) of their own that starts at 1. A label that Word would not
arrive at by counting is typed instead: the words on the page always are those of the document.
"""

from __future__ import annotations

from hornbook.document.nodes import Numbering
from hornbook.document.passes.numbering import question_label
from hornbook.render.docx.ooxml import RunLook, part, run_properties, twips

DEEPEST = 8
"""The last level of a Word list, counted from 0."""

_QUESTIONS = 1
_LISTS: dict[Numbering, tuple[int, str, str]] = {
    "bullet": (2, "bullet", "•"),
    "decimal": (3, "decimal", "%{}."),
    "lower-alpha": (4, "lowerLetter", "%{})"),
    "upper-alpha": (5, "upperLetter", "%{}"),
}
_QUESTION_LEVELS = (("decimal", "%1"), ("lowerLetter", "(%2)"), ("lowerRoman", "(%3)"))


class Numbers:
    """Hands out list instances while a document is written, and writes `numbering.xml` in the end."""

    def __init__(self, hanging: float, family: str) -> None:
        self._hanging = twips(hanging)
        self._family = family
        self._instances: list[tuple[int, int]] = []
        self._counts = [0] * len(_QUESTION_LEVELS)
        self._questions = 0

    def start_section(self) -> None:
        """Questions count from 1 again."""
        self._counts = [0] * len(_QUESTION_LEVELS)
        self._questions = 0

    def question(self, depth: int, label: str) -> tuple[int, int] | None:
        """The instance and level that give a question this label, or None if counting would give another."""
        if depth >= len(self._counts):
            return None
        count = self._counts[depth]
        if label != question_label(depth, count):
            return None
        self._counts[depth] += 1
        self._counts[depth + 1 :] = [0] * (len(self._counts) - depth - 1)
        self._questions = self._questions or self._new(_QUESTIONS, 0)
        return self._questions, depth

    def items(self, kind: Numbering, level: int) -> int:
        """A fresh instance for a list that stands inside `level` others."""
        return self._new(_LISTS[kind][0], level)

    def _new(self, abstract: int, level: int) -> int:
        self._instances.append((abstract, level))
        return len(self._instances)

    def xml(self) -> bytes:
        """The numbering part."""
        abstracts = [self._abstract(_QUESTIONS, [self._level(level, *form) for level, form in enumerate(_QUESTION_LEVELS)])]
        for number, form, text in _LISTS.values():
            levels = [self._level(level, form, text.format(level + 1), bold=form == "upperLetter") for level in range(DEEPEST + 1)]
            abstracts.append(self._abstract(number, levels))
        instances = (
            f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>'
            f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
            for number, (abstract, level) in enumerate(self._instances, 1)
        )
        return part("w:numbering", "".join((*abstracts, *instances)))

    def _abstract(self, number: int, levels: list[str]) -> str:
        return (
            f'<w:abstractNum w:abstractNumId="{number}"><w:nsid w:val="4842{number:04X}"/><w:multiLevelType w:val="multilevel"/>'
            f'<w:tmpl w:val="5842{number:04X}"/>{"".join(levels)}</w:abstractNum>'
        )

    def _level(self, level: int, form: str, text: str, *, bold: bool = True) -> str:
        look = RunLook(bold=bold, italic=False, family=self._family if form == "bullet" else "")
        return (
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
            f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{self._hanging * (level + 1)}" w:hanging="{self._hanging}"/></w:pPr>'
            f"<w:rPr>{run_properties(look)}</w:rPr></w:lvl>"
        )
