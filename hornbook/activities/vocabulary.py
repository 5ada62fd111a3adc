"""`vocabulary`: terms to define, to use in a sentence, or both. A plain id takes the term from the pack's glossary.

type: vocabulary
ask: both
terms: [reparations, {id: pariah, sentence: "In 1922 both powers were pariahs."}]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from hornbook.activities.base import Activity, Identifier, Model, Path
from hornbook.prose import Prose


class Entry(Model):
    """A term: by the `id` of a glossary entry, or written out with its `term` and `definition`."""

    id: Identifier | None = Field(None, description="The id of an entry of the pack's glossary.")
    term: Prose | None = Field(None, description="The word, if it is not in the glossary.")
    definition: Prose | None = Field(None, description="What it means, if it is not in the glossary.")
    sentence: Prose | None = Field(None, description="For the key: a model sentence.")

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if (self.id is None) == (self.term is None and self.definition is None):
            raise ValueError("a term needs either an id of the glossary or a term and its definition — write one of the two")
        if self.id is None and (self.term is None or self.definition is None):
            raise ValueError("a term needs both term: and definition: — add the missing one")
        return self


def _as_entry(value: object) -> object:
    return {"id": value} if isinstance(value, str) else value


class Vocabulary(Activity):
    """Terms with space for a definition, a sentence, or both; one mark for each thing asked."""

    type: Literal["vocabulary"]
    terms: tuple[Annotated[Entry, BeforeValidator(_as_entry, json_schema_input_type=str | Entry)], ...] = Field(
        min_length=1, description="The terms: ids of the glossary, or terms with their definitions."
    )
    ask: Literal["definition", "sentence", "both"] = Field("definition", description="What pupils write.")

    def part_marks(self) -> tuple[int, ...]:
        """One mark for each definition or sentence."""
        return () if self.marks is not None else (2 if self.ask == "both" else 1,) * len(self.terms)

    def recall(self) -> Iterable[Entry]:
        """The terms."""
        return self.terms

    def glossary_ids(self) -> Iterator[tuple[Path, str]]:
        """The glossary entries it takes its terms from."""
        for index, entry in enumerate(self.terms):
            if entry.id:
                yield ("terms", index), entry.id
