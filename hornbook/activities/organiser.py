"""`organiser`: a drawn frame for thoughts: a Frayer model, a fishbone or a concept map.

type: organiser
kind: frayer
centre: Reparations
parts:
  - {heading: What it means, entries: ["{{payments for the damage of a war}}"]}
  - {heading: Features, entries: ["{{fixed by the victors}}", "{{paid in gold or goods}}"]}
  - {heading: Examples, entries: ["Germany, 132 milliard gold marks"]}
  - {heading: What it is not, entries: ["{{a loan}}", "{{a tax}}"]}
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from random import Random
from typing import Final, Literal, Self, assert_never

from pydantic import Field, model_validator

from hornbook.activities.base import Activity, Identifier, Model
from hornbook.activities.checks import check_distinct
from hornbook.activities.hidden import HiddenText, word_of
from hornbook.document.drawings import Layout
from hornbook.drawing import FULL, ROOMS, markup
from hornbook.drawing.concepts import Tie, concept_map
from hornbook.drawing.fishbones import fishbone
from hornbook.drawing.grids import Branch, frayer
from hornbook.drawing.pieces import Word
from hornbook.errors import did_you_mean
from hornbook.prose import GapText, Prose

Kind = Literal["frayer", "fishbone", "concept-map"]

_PARTS: Final = {"frayer": (4, 4), "fishbone": (2, 6)}
_MOST_ON_A_BONE = 3


class Part(Model):
    """A box of a Frayer model, or a bone of a fishbone."""

    heading: Prose = Field(description="What stands over it.")
    entries: tuple[HiddenText, ...] = Field(
        min_length=1, max_length=6, description="What belongs there; {{answer}} is for pupils to write, other text is printed."
    )


class Concept(Model):
    """A box of a concept map."""

    id: Identifier = Field(description="The name that links refer to.")
    text: HiddenText = Field(description="What stands in the box; {{answer}} is for pupils to write.")


class ConceptLink(Model):
    """An arrow of a concept map."""

    start: Identifier = Field(description="The id of the box where it starts.")
    end: Identifier = Field(description="The id of the box where it ends.")
    words: HiddenText | None = Field(None, description="What stands on the arrow; {{words}} are for pupils to write.")


class Organiser(Activity):
    """A frame to fill in; one mark for each answer, unless `marks` says how many."""

    type: Literal["organiser"]
    kind: Kind = Field(description="Which frame it is.")
    centre: Prose | None = Field(None, description="The word in a Frayer model's middle, or the effect at a fishbone's head.")
    parts: tuple[Part, ...] = Field((), description="The four boxes of a Frayer model, or the 2 to 6 bones of a fishbone.")
    concepts: tuple[Concept, ...] = Field((), max_length=9, description="The boxes of a concept map, 3 to 9.")
    links: tuple[ConceptLink, ...] = Field((), max_length=16, description="The arrows of a concept map.")

    def part_marks(self) -> tuple[int, ...]:
        """One mark for each answer, unless the marks are set as a whole."""
        return () if self.marks is not None else (1,) * self.gap_count

    @property
    def gap_count(self) -> int:
        """How many answers there are."""
        return len(self._answers())

    def _answers(self) -> list[GapText]:
        texts = [entry for part in self.parts for entry in part.entries]
        texts += [concept.text for concept in self.concepts] + [link.words for link in self.links if link.words]
        return [text for text in texts if text.gaps]

    def recall(self) -> Iterable[Part]:
        """The boxes or bones with something to write, of which one thing is asked for. A concept map leans on its arrows."""
        return (part for part in self.parts if any(entry.gaps for entry in part.entries))

    def view(self, _random: Random) -> Mapping[str, object]:
        """The drawing, what is to be written into it, and what the boxes of a concept map are called."""
        rooms = (FULL, *ROOMS) if self.kind == "fishbone" else ROOMS
        return {
            "answers": self._answers(),
            "layouts": markup(*(self._layout(*room) for room in rooms)),
            "named": {concept.id: concept.text for concept in self.concepts},
        }

    def _layout(self, width: float, height: float) -> Layout:
        centre = self.centre.plain if self.centre else ""
        branches = [Branch(part.heading.plain, tuple(map(word_of, part.entries))) for part in self.parts]
        match self.kind:
            case "frayer":
                return frayer(centre, branches, width, height)
            case "fishbone":
                return fishbone(centre, branches, width, height)
            case "concept-map":
                words = {concept.id: word_of(concept.text) for concept in self.concepts}
                return concept_map(words, [Tie(link.start, link.end, _word(link.words)) for link in self.links], width, height)
            case _:
                assert_never(self.kind)

    @model_validator(mode="after")
    def _sound(self) -> Self:
        if self.kind == "concept-map":
            _check_map(self)
        else:
            _check_parts(self, self.kind)
        if not self.gap_count:
            raise ValueError("a frame with nothing to fill in — put each answer between double braces: {{trade}}")
        return self


def _word(text: GapText | None) -> Word | None:
    return word_of(text) if text else None


def _check_parts(frame: Organiser, kind: Literal["frayer", "fishbone"]) -> None:
    if frame.concepts or frame.links:
        raise ValueError(f"a {kind} has no concepts and no links — write parts, or kind: concept-map")
    if frame.centre is None:
        raise ValueError(f"a {kind} needs its centre — add centre: with the word or the effect all is about")
    least, most = _PARTS[kind]
    if not least <= len(frame.parts) <= most:
        wanted = str(least) if least == most else f"{least} to {most}"
        raise ValueError(f"a {kind} needs {wanted} parts, it has {len(frame.parts)} — add or remove parts")
    check_distinct((part.heading.plain for part in frame.parts), "headings")
    for part in frame.parts:
        if kind == "fishbone" and len(part.entries) > _MOST_ON_A_BONE:
            hint = f"put {_MOST_ON_A_BONE} at most on a bone"
            raise ValueError(f'the bone "{part.heading.plain}" has {len(part.entries)} entries — {hint}')


def _check_map(frame: Organiser) -> None:
    if frame.parts or frame.centre:
        raise ValueError("a concept map has no centre and no parts — write concepts and links, or another kind")
    if len(frame.concepts) < 3 or not frame.links:
        raise ValueError("a concept map needs three concepts and a link at least — add what is missing")
    ids = [concept.id for concept in frame.concepts]
    check_distinct(ids, "ids of concepts")
    check_distinct((concept.text.plain for concept in frame.concepts), "concepts")
    pairs = set[frozenset[str]]()
    for link in frame.links:
        for end in (link.start, link.end):
            if end not in ids:
                raise ValueError(f'a link names the concept "{end}", which is not there — {did_you_mean(end, ids)}')
        if link.start == link.end:
            raise ValueError(f'a link leads from "{link.start}" to itself — name another concept')
        if frozenset((link.start, link.end)) in pairs:
            raise ValueError(f'two links between "{link.start}" and "{link.end}" — make one of them')
        pairs.add(frozenset((link.start, link.end)))
    if loose := [id_ for id_ in ids if not any(id_ in pair for pair in pairs)]:
        raise ValueError(f'no link leads to the concept "{loose[0]}" — add one, or delete the concept')
