"""Sets text in any script: which font has it, which glyphs it becomes, and in which order they stand.

    text ──bidi──▶ levels ──▶ runs of one level, font and script ──HarfBuzz──▶ glyphs

Letters that join, stack or change places with their neighbours are known to their font alone. What reads as one letter (a base
and its marks) is set from one font if there is one that has it all. Lengths are in ems, so that one line serves every size.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby, pairwise
from pathlib import Path

import uharfbuzz as hb
from fontTools.unicodedata import script as script_of

from hornbook.fonts import has_meaning
from hornbook.render.bidi import levels, order

JOINER = "\u200d"
"""What a glyph stands for that adds no character to those before it; it cannot be nothing (ISO 19005-2, 6.2.11.7.2)."""

_ANY_SCRIPT = ("Zyyy", "Zinh")
_CJK = {"Kana": "ja", "Hira": "ja", "Hang": "ko", "Bopo": "zh-Hant", "Hani": "zh-Hans"}
"""The language whose forms are wanted of ideographs, by what else stands in the text; the first that is found counts."""


class Typeface:
    """A font file in one weight, for shaping."""

    def __init__(self, path: Path, weight: int) -> None:
        self.name = path.name.partition(".")[0].partition("[")[0]
        self.weight = weight
        self.face = hb.Face(hb.Blob.from_file_path(str(path)))
        self._font = hb.Font(self.face)
        self._font.set_variations({"wght": weight})

    def has(self, text: str) -> bool:
        """Whether there is a glyph for every character that is seen."""
        return all(self.glyph(char) for char in seen(text))

    def glyph(self, char: str) -> int:
        """The glyph of a character that stands alone, or 0."""
        return self._font.get_nominal_glyph(ord(char)) or 0

    def shaped(self, text: str, start: int, end: int, look: tuple[str, str, bool]) -> Iterator[Glyph]:
        """The glyphs of a part of the text, from left to right; `look` is its script, its language and if it is set leftwards."""
        buffer = hb.Buffer()
        buffer.add_codepoints(list(map(ord, text)), start, end - start)
        buffer.script, buffer.language = look[:2]
        buffer.direction = "rtl" if look[2] else "ltr"
        buffer.flags = hb.BufferFlags.REMOVE_DEFAULT_IGNORABLES
        hb.shape(self._font, buffer)
        em = self.face.upem
        for info, at in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            yield Glyph(info.codepoint, info.cluster, "", at.x_advance / em, at.x_offset / em, at.y_offset / em)


@lru_cache(maxsize=64)
def typeface(path: Path, weight: int) -> Typeface:
    """The typeface of a file; each is read once."""
    return Typeface(path, weight)


@dataclass(frozen=True, slots=True)
class Glyph:
    """A glyph of the letter at `start`; `text` is its share of it. How far it moves on, and how far it is moved itself: in ems."""

    id: int
    start: int
    text: str
    advance: float
    dx: float
    dy: float


@dataclass(frozen=True, slots=True)
class Run:
    """The characters from `start` to `end`, of one level and font; `typeface` is None for those the caller sets itself."""

    start: int
    end: int
    level: int
    script: str
    typeface: Typeface | None
    width: float = 0.0
    glyphs: tuple[Glyph, ...] = ()

    def before(self, end: int) -> Run:
        """This run without the characters from `end` on; only for glyphs, which stay as they were shaped."""
        kept = tuple(glyph for glyph in self.glyphs if glyph.start < end)
        return replace(self, end=end, glyphs=kept, width=sum(glyph.advance for glyph in kept))


@dataclass(frozen=True, slots=True)
class Line:
    """Text with its runs, in the order in which they are read; `width` in ems."""

    text: str
    runs: tuple[Run, ...]

    @property
    def width(self) -> float:
        """How wide it is set."""
        return sum(run.width for run in self.runs)

    @property
    def speaks_for_itself(self) -> bool:
        """Whether the words can be read off their glyphs, from right to left where they are written so.

        Whoever reads a page takes its text as it stands from left to right and turns round what is of the other direction; text
        of which the file says it apart as well would be turned round once too often.
        """
        return any(run.level % 2 for run in self.runs) and all(
            len(letter) == 1 for run in self.runs for letter in _letters(run.glyphs)
        )

    def own(self, run: Run) -> str:
        """What the caller has to set of a run."""
        return seen(self.text[run.start : run.end])

    def placed(self) -> list[Run]:
        """The runs from left to right."""
        return [self.runs[index] for index in order([run.level for run in self.runs])]


Own = Callable[[str], float | None]
"""Of characters, how wide the caller sets them itself (ems), or None if that is left to the typefaces."""


class Shaper:
    """Sets lines with what is the caller's own and, for all else, the first of the typefaces that has it."""

    def __init__(self, own: Own, typefaces: Sequence[Typeface]) -> None:
        self._own, self._typefaces = own, typefaces

    def unknown(self, text: str) -> str:
        """The characters that nothing here can set, each once and in order."""
        chars = dict.fromkeys(seen(text))
        return "".join(char for char in chars if self._own(char) is None and not (has_meaning(ord(char)) and self._first(char)))

    def line(self, text: str) -> Line | None:
        """The text on one line, or nothing if there is a character that cannot be set."""
        if self.unknown(text):
            return None
        language = next((_CJK[script] for script in _CJK if script in set(map(script_of, text))), "und")
        return Line(text, tuple(self._shaped(run, text, language) for run in self._runs(text)))

    def cut(self, line: Line, end: int, tail: str) -> Line:
        """The line without the characters from `end` on, and with a tail in their place, which the caller sets itself.

        What is left keeps its form: letters that were joined to the rest reach out for it.
        """
        kept = []
        for run in line.runs:
            if run.start >= end:
                break
            if run.typeface or run.end <= end:
                kept.append(run.before(end) if run.end > end else run)
            else:
                kept.append(replace(run, end=end, width=self._own(line.text[run.start : end]) or 0.0))
        text, level = line.text[:end] + tail, kept[-1].level if kept else 0
        return Line(text, (*kept, Run(end, len(text), level, "Zyyy", None, self._own(tail) or 0.0)))

    def _shaped(self, run: Run, text: str, language: str) -> Run:
        if run.typeface is None:
            return replace(run, width=self._own(seen(text[run.start : run.end])) or 0.0)
        shaped = list(run.typeface.shaped(text, run.start, run.end, (run.script, language, run.level % 2 == 1)))
        glyphs = tuple(_read(shaped, run.typeface, text[: run.end], 1 - 2 * (run.level % 2)))
        return replace(run, glyphs=glyphs, width=sum(glyph.advance for glyph in glyphs))

    def _runs(self, text: str) -> Iterator[Run]:
        at_levels = levels(text)
        last: Run | None = None
        for start, end in _clusters(text):
            for run in self._set(text, start, end, at_levels[start], last):
                if last and (last.level, last.typeface) == (run.level, run.typeface) and _are_one(last, run):
                    script = run.script if last.script in _ANY_SCRIPT else last.script
                    last = replace(last, end=run.end, script=script)
                    continue
                if last:
                    yield last
                last = run
        if last:
            yield last

    def _set(self, text: str, start: int, end: int, level: int, last: Run | None) -> Iterable[Run]:
        """A letter with its marks as a run; as several if no font has it all."""
        part, script = text[start:end], script_of(text[start])
        if level % 2 == 0 and self._own(seen(part)) is not None:
            return [Run(start, end, level, script, None)]
        neighbour = last.typeface if last and last.level == level and script in _ANY_SCRIPT else None
        typeface = neighbour if neighbour and neighbour.has(part) else self._first(part)
        if typeface is None and end - start > 1:
            return [run for at in range(start, end) for run in self._set(text, at, at + 1, level, last)]
        return [Run(start, end, level, script, typeface)]

    def _first(self, text: str) -> Typeface | None:
        return next((one for one in self._typefaces if one.has(text)), None)


def _letters(glyphs: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    """The glyphs letter by letter, with all that is on each."""
    for _, group in groupby(glyphs, lambda glyph: glyph.start):
        yield list(group)


def _read(glyphs: list[Glyph], typeface: Typeface, text: str, way: int) -> Iterator[Glyph]:
    """The glyphs with what each stands for: its own character, or what is left of its letter, or for further ones a joiner.

    What is left may be several characters, as of a ligature. They stand in the order of the page (`way` is -1 for leftwards): who
    reads it turns a line of Arabic round character by character.
    """
    starts = sorted({glyph.start for glyph in glyphs})
    ends = dict(pairwise([*starts, len(text)]))
    for letter in _letters(glyphs):
        start = letter[0].start
        chars = text[start : ends[start]]
        own = {typeface.glyph(char): char for char in seen(chars)} if len(letter) > 1 else {}
        met = {own[glyph.id] for glyph in letter if glyph.id in own}
        rest = "".join(char for char in chars if char not in met)
        widest = max((glyph for glyph in letter if glyph.id not in own), key=lambda glyph: glyph.advance, default=None)
        for glyph in letter:
            yield replace(glyph, text=own.get(glyph.id) or (rest[::way] if glyph is widest and rest else JOINER))


def seen(text: str) -> str:
    """The text without the characters that only guide those around them: joiners, marks of direction, variation selectors."""
    return "".join(char for char in text if not _is_unseen(char))


@lru_cache(maxsize=4096)
def _is_unseen(char: str) -> bool:
    code = ord(char)
    return unicodedata.category(char) == "Cf" or code == 0x034F or 0xFE00 <= code <= 0xFE0F or 0xE0100 <= code <= 0xE01EF


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """Where letters with their marks are: from and to."""
    start = 0
    for index in range(1, len(text)):
        if not (unicodedata.category(text[index]).startswith("M") or _is_unseen(text[index])):
            yield start, index
            start = index
    if text:
        yield start, len(text)


def _are_one(run: Run, other: Run) -> bool:
    """Whether runs of one font may be shaped together: letters of different scripts may not."""
    return run.typeface is None or run.script == other.script or run.script in _ANY_SCRIPT or other.script in _ANY_SCRIPT
