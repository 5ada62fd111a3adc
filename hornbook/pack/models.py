"""What a pack says: pack.yaml and sources.yaml. The format's reference is made from the descriptions here."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from hornbook.activities.tiers import Tier
from hornbook.activities.values import Identifier, LineRange, Model, SortDate, YearRange
from hornbook.locale import ENGLISH, Words
from hornbook.pack.documents import Organiser, PackDocument
from hornbook.prose import Prose
from hornbook.prose.marks import LANGUAGE


def _language(tag: str) -> str:
    if not LANGUAGE.fullmatch(tag):
        raise ValueError(f'"{tag}" is not a language tag — write it like en-GB, de or zh-Hant')
    return tag


def _day(text: str) -> str:
    if len(text) < len("1922-04-16"):
        raise ValueError(f'"{text}" is not a day — write it like 2026-09-15')
    return text


Language = Annotated[str, AfterValidator(_language)]
Day = Annotated[SortDate, AfterValidator(_day)]

SourceKind = Literal[
    "speech", "press", "treaty", "document", "letter", "diary", "memoir", "cartoon", "poster", "photograph", "map", "diagram",
    "statistics", "interpretation", "reported",
]  # fmt: skip

_NEEDS_WORDS: dict[SourceKind, str] = {
    "cartoon": "its figures, their labels and what they do",
    "poster": "its words, its figures and what they do",
    "map": "its places, borders and key",
    "diagram": "its parts and how they lie to each other",
    "statistics": "its figures, as a list or in sentences",
}
"""Pictures that no short alternative can stand for, and what their long descriptions have to say: without it whoever cannot see
the picture cannot do the tasks on it (WCAG 2.2, 1.1.1)."""


class Person(Model):
    """Somebody pupils meet in the lessons."""

    id: Identifier = Field(description="The name lessons refer to.")
    name: Prose = Field(description="The name as it is printed.")
    dates: Prose | None = Field(None, description="Years of life: 1872–1936.")
    role: Prose = Field(description="Who this was: People's Commissar for Foreign Affairs, 1918–30.")
    note: Prose | None = Field(None, description="What else pupils should know.")


class Term(Model):
    """A word of the glossary."""

    id: Identifier = Field(description="The name lessons refer to.")
    term: Prose = Field(description="The word as it is printed.")
    definition: Prose = Field(description="What it means, in words a pupil knows.")
    example: Prose | None = Field(None, description="A sentence that uses it.")


class Event(Model):
    """An entry of the timeline."""

    id: Identifier = Field(description="The name lessons refer to.")
    date: Prose = Field(description="The date as it is printed: 16 April 1922.")
    sort: SortDate = Field(description="The date to sort by: 1922, 1922-04 or 1922-04-16.")
    event: Prose = Field(description="What happened.")
    note: Prose | None = Field(None, description="What else is printed with it.")


class Silence(Model):
    """A finding of `check` that somebody has looked at."""

    rule: str = Field(pattern=r"^HB\d{3}$", description="The code of the rule: HB103.")
    reason: Prose = Field(description="Why it is all right.")
    about: str | None = Field(None, min_length=1, description="Words of the finding, if not every one of the rule is meant.")


class PackFile(Model):
    """The file pack.yaml: what holds for all lessons of the pack."""

    title: Prose = Field(description="The title of the pack.")
    subtitle: Prose | None = Field(None, description="A second line under the title.")
    level: Prose = Field(description="Whom it is for: upper secondary, ages 16–19.")
    language: Language = Field("en-GB", description="The language of the sheets: a tag such as en-GB.")
    licence: Prose = Field(description="The licence of the pack: CC BY 4.0.")
    attribution: Prose | None = Field(None, description="How the pack wants to be credited.")
    authors: tuple[Prose, ...] = Field((), description="Who wrote it.")
    description: Prose | None = Field(None, description="What the pack is about.")
    people: tuple[Person, ...] = Field((), description="The people lessons may print.")
    glossary: tuple[Term, ...] = Field((), description="The words lessons may print.")
    timeline: tuple[Event, ...] = Field((), description="The events lessons may print.")
    period: YearRange | None = Field(None, description="The years the pack is about: 1917-1934; check tells of others.")
    silence: tuple[Silence, ...] = Field((), description="Findings of check that hold for the whole pack and are all right.")
    measure: int = Field(50, ge=30, le=70, description="The most characters in a numbered line of a source.")
    documents: tuple[PackDocument, ...] | None = Field(
        None, description="The documents for the pack as a whole; if left out, all of them if it has two lessons or more."
    )
    organiser: Organiser = Field(
        default_factory=lambda: Organiser.model_validate({}), description="What the knowledge organiser prints."
    )
    taught: dict[str, Day] = Field(
        {}, description="The day a lesson was last taught, by its name: 02-rapallo: 2026-09-15. Retrieval starters go by it."
    )


class Gloss(Model):
    """A word of a source, explained beneath it."""

    term: Prose = Field(description="The word as it stands in the source.")
    meaning: Prose = Field(description="What it means here.")


class Passage(Model):
    """A part of an adapted text, printed as a paragraph of its own."""

    text: Prose = Field(description="The simplified words.")
    of: LineRange | None = Field(None, description="The lines of the original they stand for: 4-6. The key then cites both.")


def _as_passages(value: object) -> object:
    return [{"text": value}] if isinstance(value, str) else value


class Source(Model):
    """A source: a text or a picture with its provenance, used by any activity of any lesson."""

    id: Identifier = Field(description="The name lessons and citations refer to.")
    label: str | None = Field(
        None, pattern=r"^[A-Z0-9]{1,3}$", description="The letter of the source: A for Source A; given in order if left out."
    )
    kind: SourceKind = Field(description="What sort of source it is.")
    title: Prose = Field(description="What it is: Speech at the opening of the Genoa Conference.")
    author: Prose = Field(description="Who made it.")
    role: Prose | None = Field(None, description="Who the author was at the time.")
    date: Prose = Field(description="When it was made, as it is printed: 10 April 1922.")
    precision: Literal["day", "month", "year", "unknown"] = Field(description="How exactly the date is known.")
    place: Prose | None = Field(None, description="Where it was made.")
    occasion: Prose | None = Field(None, description="On what occasion.")
    audience: Prose | None = Field(None, description="For the teacher: whom it was made for.")
    purpose: Prose | None = Field(None, description="For the teacher: what it was meant to do.")
    language: Language | None = Field(None, description="The language of the original: a tag such as ru.")
    text_language: Language | None = Field(
        None,
        description="The language of the words as they are printed, if it is not that of the pack. A translation needs none.",
    )
    translator: Prose | None = Field(None, description="Who translated it.")
    reference: Prose = Field(description="Where it can be found: book and page, archive or address.")
    licence: Prose = Field(description="On what terms it may be copied: public domain, CC BY-SA 4.0 …")
    attribution: Prose | None = Field(None, description="The credit its licence asks for.")
    provenance: Prose | None = Field(None, description="The line printed over the source; made from the other fields if left out.")
    text: Prose | None = Field(None, description="The words of the original; a blank line parts paragraphs.")
    adapted: Annotated[tuple[Passage, ...], BeforeValidator(_as_passages, json_schema_input_type=str | tuple[Passage, ...])] = (
        Field((), description="A simplified text, or the list of its passages: the tier support prints it instead of the original.")
    )
    edits: tuple[Prose, ...] = Field((), description="For the teacher: what was changed in the adapted text.")
    omissions: Prose | None = Field(None, description="For the teacher: what was left out, and how that is marked.")
    gloss: tuple[Gloss, ...] = Field((), description="Hard words and what they mean, printed beneath the source.")
    image: str | None = Field(None, min_length=1, description="A picture in the pack: images/cartoon.png.")
    alt: Prose | None = Field(None, description="What is to be seen, for those who do not see it.")
    long_description: Prose | None = Field(
        None,
        description="The picture described at length; needed for that of a map, a diagram, statistics, a cartoon or a poster.",
    )
    decorative: bool = Field(False, description="Whether the picture says nothing: then it has no alt, and nothing is read out.")
    context_note: Prose | None = Field(None, description="For the teacher: the background of the source.")
    sensitivity_note: Prose | None = Field(None, description="For the teacher: what may hurt or offend, and how to handle it.")

    def paragraphs(self, tier: Tier = "core") -> tuple[Prose, ...]:
        """The words pupils of a tier read. What the pack says of lines means those of the original."""
        if tier == "support" and self.adapted:
            return tuple(part for passage in self.adapted for part in passage.text.paragraphs)
        return tuple(self.text.paragraphs) if self.text else ()

    def provenance_line(self, words: Words = ENGLISH) -> Prose:
        """The line over the source, in the order of printed exam papers: who, as what, what, on what occasion, where, when."""
        if self.provenance:
            return self.provenance
        parts = (self.author, self.role, self.title, self.occasion, self.place, self.date)
        line = ", ".join(part.removesuffix(".") for part in parts if part)
        if self.translator:
            line = words.gettext("%(source)s (tr. %(translator)s)") % {"source": line, "translator": self.translator}
        return Prose(f"{line}.")

    @model_validator(mode="after")
    def _sound(self) -> Self:
        if self.text is None and self.image is None:
            raise ValueError(f'the source "{self.id}" has neither text nor image — give it one of them')
        if self.image is not None and self.alt is None and not self.decorative:
            raise ValueError(f'the image of "{self.id}" has no alt — say under alt: what is to be seen')
        if self.decorative and (self.alt or self.long_description):
            raise ValueError(f'the image of "{self.id}" is decorative and yet has words — delete alt: or decorative:')
        if self.image is not None and not self.decorative and not self.long_description and self.kind in _NEEDS_WORDS:
            raise ValueError(
                f'the {self.kind} "{self.id}" has no long description, which those who cannot see it need for its tasks '
                f"— say under long_description: {_NEEDS_WORDS[self.kind]}"
            )
        if self.adapted and self.text is None:
            raise ValueError(f'the source "{self.id}" has an adapted text but no original — add the original under text:')
        return self


class SourcesFile(Model):
    """The file sources.yaml: the sources of the pack, in the order of their letters."""

    sources: tuple[Source, ...] = Field((), description="The sources.")
