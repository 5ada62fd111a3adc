"""What every activity has, and the small models that activities share.

An activity is data: it knows its marks, what it cites and what its template needs beyond its own fields (`view`). It knows no
template and no format, and no node but the pictures that it draws.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from random import Random
from typing import Annotated, Any, ClassVar, NamedTuple, Self

from pydantic import BaseModel, BeforeValidator, Field, model_validator

from hornbook.activities.tiers import Tier, Tiers
from hornbook.activities.values import Identifier, LineRange, Marks, Model, Path, Space
from hornbook.document.passes.numbering import question_label
from hornbook.prose import Prose

__all__ = [
    "Activity",
    "Cite",
    "Identifier",
    "Level",
    "LineRange",
    "Marks",
    "Model",
    "Path",
    "Point",
    "PointLike",
    "Room",
    "Space",
    "citations_in",
    "shuffled",
    "shuffled_order",
    "walk",
]


class Cite(Model):
    """Where in a source something stands."""

    source: Identifier = Field(description="The id of a source of this pack.")
    lines: LineRange | None = Field(None, description="The line or lines: 4, or 4-6.")
    quote: str | None = Field(None, description="Words that stand in those lines; checked against the source.")


class Point(Model):
    """One thing a mark scheme rewards. A plain text is enough; write `text` and `cites` to tie it to lines."""

    text: Prose = Field(description="What earns the mark.")
    cites: tuple[Cite, ...] = Field((), description="Where a source says it.")


def _as_point(value: object) -> object:
    return {"text": value} if isinstance(value, str) else value


PointLike = Annotated[Point, BeforeValidator(_as_point, json_schema_input_type=str | Point)]


class Level(Model):
    """One level of a levels-of-response mark scheme."""

    level: int = Field(ge=1, le=12, description="The number of the level, 1 the lowest.")
    marks: LineRange = Field(description="The marks of the level: 1-3.")
    descriptor: Prose = Field(description="What an answer at this level does.")


class Room(NamedTuple):
    """Room for an answer, as templates want it: of so many `lines`; `fill` lets it take what is left of the last page."""

    lines: int
    kind: str
    fill: bool


class Activity(Model):
    """The fields that every activity has.

    A subclass sets `type`, and says what its parts are worth (`part_marks`), what it cites (`citations`) and what its template
    needs besides (`view`).
    """

    LINES_PER_MARK: ClassVar[float] = 2.0
    PARTS: ClassVar[str] = ""
    """The field that holds the parts, if the task has parts that are lettered or numbered on the sheet."""

    id: Identifier | None = Field(None, description="A stable name, for references from outside.")
    title: Prose | None = Field(None, description="A short heading over the task.")
    prompt: Prose | None = Field(None, description="What pupils are asked to do.")
    marks: Marks | None = Field(None, description="The marks of the whole task; worked out from its parts if left out.")
    command_term: str | None = Field(None, description="The command term it trains: identify, explain … Not printed.")
    skill: str | None = Field(None, description="The skill or assessment objective it trains. Not printed.")
    sources: tuple[Identifier, ...] = Field((), description="The ids of the sources pupils need for it.")
    stimulus_group: Identifier | None = Field(None, description="Tasks with the same group stay with their stimulus.")
    pin: bool = Field(False, description="Whether the task keeps its number in every version of the sheet.")
    space: Space | None = Field(None, description='Room to write; worked out from the marks if left out: "6 lines", "box" …')
    scaffold: tuple[Prose, ...] = Field((), description="Sentence starters or hints, printed below the prompt.")
    word_bank: tuple[Prose, ...] = Field((), description="Words that help, printed in a box in alphabetical order.")
    covers: tuple[int, ...] = Field(
        (), description="The objectives it serves, numbered from 1; check tells of those that no task serves."
    )
    tiers: Tiers | None = Field(None, description="What is otherwise for pupils who need more support or more challenge.")
    minutes: int | None = Field(None, ge=1, le=600, description="How long it should take.")
    rationale: Prose | None = Field(None, description="For the key: why the task is here and what a good answer shows.")
    misconception: Prose | None = Field(None, description="For the key: the mistake to look out for.")

    def part_marks(self) -> tuple[int, ...]:
        """The marks of each part, where the parts have marks of their own."""
        return ()

    @property
    def plain_type(self) -> str:
        """The type in plain English: "multiple choice"."""
        return str(getattr(self, "type", "")).replace("_", " ")

    @property
    def marks_total(self) -> int:
        """What the whole task is worth."""
        return sum(self.part_marks()) if self.marks is None else self.marks

    def in_tier(self, tier: Tier) -> Self:
        """The task as pupils of a tier get it: what `tiers` says for it takes the place of the fields of the same names."""
        changes = getattr(self.tiers, tier, None)
        return self.changed({name: getattr(changes, name) for name in changes.model_fields_set}) if changes else self

    def changed(self, fields: Mapping[str, Any]) -> Self:
        """The task with other values in some fields."""
        return self.model_copy(update=dict(fields))

    def reworded(self, fields: Mapping[str, Any], words: str) -> Self:
        """What `changed` gives for a task of questions: where it is but one, another prompt takes the place of its `words`."""
        (question, *others) = getattr(self, self.PARTS)
        if self.prompt is not None or others or fields.get("prompt") is None:
            return Activity.changed(self, fields)
        kept = {name: value for name, value in fields.items() if name != "prompt"}
        return Activity.changed(self, {**kept, self.PARTS: (question.model_copy(update={words: fields["prompt"]}),)})

    @property
    def part_count(self) -> int:
        """How many parts are lettered or numbered on the sheet."""
        return len(getattr(self, self.PARTS)) if self.PARTS else 0

    def part_label(self, index: int) -> str:
        """What the sheet calls its part at `index` (from 0): "(a)"."""
        return question_label(1, index)

    def marks_of(self, index: int) -> int:
        """What the part at `index` (from 0) is worth."""
        return self.part_marks()[index]

    def arranged(self, _random: Random) -> tuple[Self, tuple[int, ...]]:
        """The task as another version of its sheet has it, and where each of its parts stands in this one.

        Whatever moves, moves by the generator alone and never by what is right.
        """
        return self, tuple(range(self.part_count))

    def with_parts_shuffled(self, random: Random) -> tuple[Self, tuple[int, ...]]:
        """What `arranged` gives for a task whose parts may stand in any order."""
        parts = getattr(self, self.PARTS)
        order = shuffled_order([False] * len(parts), random)
        return self.model_copy(update={self.PARTS: tuple(parts[index] for index in order)}), order

    def source_ids(self) -> Iterator[tuple[Path, str]]:
        """Each source the task needs, with its place below the task."""
        for index, source in enumerate(self.sources):
            yield ("sources", index), source

    def prints(self) -> frozenset[str]:
        """The ids of those sources that stand in the task itself, so that its sheet need not print them."""
        return frozenset()

    def picture_ids(self) -> Iterator[tuple[Path, str]]:
        """Each source whose picture the task itself prints, with its place below the task."""
        yield from ()

    def kinds_needed(self) -> Iterator[tuple[Path, str, str]]:
        """Each source that has to be of one kind, with its place below the task: the place, the id and the kind."""
        yield from ()

    def glossary_ids(self) -> Iterator[tuple[Path, str]]:
        """Each glossary entry the task refers to, with its place below the task."""
        yield from ()

    def citations(self) -> Iterator[tuple[Path, Cite]]:
        """Each citation of the mark scheme, with its place below the task."""
        return citations_in(self)

    def recall(self) -> Iterable[object]:
        """Its questions that pupils can answer lessons later without the task around them; its template has a block for one."""
        return ()

    def asked_again(self) -> tuple[object, ...]:
        """What `recall` gives, but for what cannot be answered without a source."""
        if any(self.source_ids()):
            return ()
        return tuple(item for item in self.recall() if not any(isinstance(node, Cite) for _, node in walk(item, ())))

    def view(self, _random: Random) -> Mapping[str, object]:
        """What the template needs besides the fields; all that is shuffled is shuffled here, by the generator it is given."""
        return {}

    def view_in(self, _language: str, random: Random) -> Mapping[str, object]:
        """`view` for a sheet in that language, a BCP 47 tag: for activities that print numbers of their own."""
        return self.view(random)

    def room(self, marks: int, space: Space | None = None) -> Room:
        """The space for an answer worth `marks`: what the pack says, else in proportion to the marks."""
        wanted = space or self.space or Space("lines", None)
        lines = max(2, round(marks * self.LINES_PER_MARK)) if wanted.lines is None else wanted.lines
        return Room(lines, wanted.kind, wanted.fill)

    @model_validator(mode="after")
    def _marks_add_up(self) -> Self:
        parts = self.part_marks()
        if self.marks is not None and parts and sum(parts) != self.marks:
            total = f"{' + '.join(map(str, parts))} = {sum(parts)}" if len(parts) > 1 else str(sum(parts))
            raise ValueError(f"marks do not add up: the parts give {total}, marks says {self.marks} — change one of them")
        return self


def walk(node: object, path: Path) -> Iterator[tuple[Path, object]]:
    """A model, or a value of one, and all it holds, each with its place below it."""
    yield path, node
    if isinstance(node, BaseModel):
        for name in type(node).model_fields:
            yield from walk(getattr(node, name), (*path, name))
    elif isinstance(node, Mapping):
        for key, value in node.items():
            yield from walk(value, (*path, key))
    elif isinstance(node, tuple):
        for index, value in enumerate(node):
            yield from walk(value, (*path, index))


def citations_in(model: Model) -> Iterator[tuple[Path, Cite]]:
    """Each citation somewhere in a model, with its place below it."""
    for path, node in walk(model, ()):
        if isinstance(node, Cite):
            yield path, node


def shuffled_order(pins: Sequence[bool], random: Random) -> tuple[int, ...]:
    """An order of as many things as there are pins; those that are pinned keep their places."""
    free = [index for index, pinned in enumerate(pins) if not pinned]
    mixed = iter(random.sample(free, len(free)))
    return tuple(index if pinned else next(mixed) for index, pinned in enumerate(pins))


def shuffled(items: Iterable[Any], random: Random) -> list[Any]:
    """The items in another order than they stand in (if there are two or more that differ)."""
    original = list(items)
    result = original[:]
    for _ in range(20):
        random.shuffle(result)
        if result != original:
            break
    return result
