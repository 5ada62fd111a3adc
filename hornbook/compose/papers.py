"""A source paper: the questions of a profile, their stems filled with what the lesson says, as tasks like any other.

No lesson can write a `paper_question` of its own: it is made here, from a profile and the answers to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Self

from hornbook.activities.base import Activity, Model, Room, Space
from hornbook.activities.tiers import Changes, Tier
from hornbook.document.text import alphabetical
from hornbook.errors import PackError, Problem, did_you_mean
from hornbook.locale import Words, same_language
from hornbook.pack.lesson import Lesson
from hornbook.pack.load import Pack
from hornbook.pack.paper import PaperAnswer, SourcePaper
from hornbook.pack.positions import Path, Positions
from hornbook.profiles import Profile, ProfileQuestion, load_profile, profile_names
from hornbook.prose import Prose
from hornbook.templates import Templates

BASE: Path = ("source_paper",)


class PaperPart(Model):
    """A question as pupils get it, with the tradition's manner of marking it and the lesson's key."""

    rule: ProfileQuestion
    answer: PaperAnswer
    stem: Prose
    scaffold: tuple[Prose, ...] = ()
    word_bank: tuple[Prose, ...] = ()
    space: Space | None = None

    @property
    def words(self) -> tuple[Prose, ...]:
        """The words that help, in alphabetical order."""
        return tuple(sorted(self.word_bank, key=lambda word: alphabetical(word.plain)))

    @property
    def by_points(self) -> bool:
        """Whether it is marked point by point."""
        return not self.rule.levels and not self.rule.criteria

    def in_tier(self, tier: Tier) -> Self:
        """The question as pupils of a tier get it."""
        changes: Changes | None = getattr(self.answer.tiers, tier, None)
        if changes is None:
            return self
        fields = {name: getattr(changes, name) for name in changes.model_fields_set}
        if prompt := fields.pop("prompt", None):
            fields["stem"] = prompt
        return self.model_copy(update=fields)


class PaperQuestion(Activity):
    """One number of the paper, with its parts. Every version has it in the same place, as the key of an exam goes by numbers."""

    PARTS = "questions"

    type: Literal["paper_question"] = "paper_question"
    pin: bool = True
    lines_per_mark: float
    questions: tuple[PaperPart, ...]

    def part_marks(self) -> tuple[int, ...]:
        """The marks of each part."""
        return tuple(part.rule.marks_total for part in self.questions)

    def source_ids(self) -> Iterator[tuple[Path, str]]:
        """The sources it is about, those of each part."""
        for number, part in enumerate(self.questions):
            for index, source in enumerate(part.answer.sources):
                yield ("questions", number, "sources", index), source

    def in_tier(self, tier: Tier) -> Self:
        """The question as pupils of a tier get it."""
        parts = tuple(part.in_tier(tier) for part in self.questions)
        same = all(one is other for one, other in zip(parts, self.questions, strict=True))
        return self if same else self.changed({"questions": parts})

    def room(self, marks: int, space: Space | None = None) -> Room:
        """The space for an answer: what the lesson says, else what the tradition gives for its marks, which may be none."""
        if space is None and not self.lines_per_mark:
            return Room(0, "lines", fill=False)
        wanted = space or Space("lines", None)
        lines = max(2, round(marks * (self.lines_per_mark or self.LINES_PER_MARK))) if wanted.lines is None else wanted.lines
        return Room(lines, wanted.kind, wanted.fill)


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper as its sheet sees it; it has what the worksheet's tasks have."""

    name: str
    profile: Profile
    instructions: Prose | None
    minutes: int
    activities: tuple[PaperQuestion, ...]

    @property
    def marks_total(self) -> int:
        """All its marks."""
        return self.profile.marks

    @property
    def asks_first(self) -> bool:
        """Whether the question stands before the sources: if there is but one, and no room to write beneath it."""
        (first, *others) = self.activities
        return not others and len(first.questions) == 1 and not first.room(first.marks_total, first.questions[0].space).lines

    def path(self, index: int) -> Path:
        """Where the lesson speaks of the question at `index`, from 0: of its first part, if it has several."""
        return (*BASE, "answers", self.activities[index].questions[0].rule.number)


def paper_of(pack: Pack, name: str, templates: Templates, words: Words) -> Paper | None:
    """The source paper of a lesson, if it has one. Its stems call sources what `words` call them.

    Raises PackError where the lesson and the profile do not fit each other, TemplateError if the profile is wrong in itself.
    """
    lesson, positions = pack.lessons[name], pack.positions[name]
    paper = lesson.source_paper
    if paper is None:
        return None
    if paper.profile not in (known := profile_names(templates)):
        place = positions.place((*BASE, "profile"))
        raise PackError(Problem(f'there is no profile "{paper.profile}"', did_you_mean(paper.profile, known), place))
    language = pack.file.language
    profile = load_profile(paper.profile, templates, language)
    if not same_language(profile.language, language):
        what = f"the profile {paper.profile} is in the language {profile.language}, the pack in {language}"
        short = language.partition("-")[0].lower()
        hint = f"put a translation into profiles/{short}/{paper.profile}.yaml of your own templates, with language: {short}"
        raise PackError(Problem(what, hint, positions.place((*BASE, "profile"))))
    if faults := list(paper_faults(paper, profile, positions)):
        raise PackError(faults)
    labels = {id_: str(source.label) for id_, source in pack.sources.items()}
    lines = profile.lines_per_mark if paper.lines_per_mark is None else paper.lines_per_mark
    named = _Named(words, labels)
    made = (_question([_part(lesson, paper, rule, named) for rule in rules], lines) for rules in profile.numbered())
    return Paper(
        paper.profile, profile, paper.instructions or profile.instructions, paper.minutes or profile.minutes or 0, tuple(made)
    )


def _question(parts: Sequence[PaperPart], lines: float) -> PaperQuestion:
    skills = Prose(", ".join(dict.fromkeys(part.rule.skill for part in parts)))
    return PaperQuestion.model_validate({"title": skills, "lines_per_mark": lines, "questions": tuple(parts)})


def _part(lesson: Lesson, paper: SourcePaper, rule: ProfileQuestion, named: _Named) -> PaperPart:
    answer = paper.answers[rule.number]
    sources = named.listed(answer.sources or paper.sources)
    words = {"sources": sources, "topic": str(answer.topic or paper.topic or ""), "enquiry": str(lesson.enquiry)}
    # Nothing of it is from a file any more: all has been validated.
    return PaperPart.model_construct(rule=rule, answer=answer, stem=rule.filled(words), space=answer.space)


@dataclass(frozen=True, slots=True)
class _Named:
    """What sources are called in a sentence."""

    words: Words
    labels: Mapping[str, str]

    def listed(self, sources: Sequence[str]) -> str:
        """Sources by their letters: "Source C", "Sources C, E and F". No line begins with the letter alone."""
        *others, last = (self.labels[source] for source in sources)
        if others:
            text = self.words.gettext("Sources %(labels)s and %(last)s") % {"labels": ", ".join(others), "last": last}
        else:
            text = self.words.gettext("Source %(label)s") % {"label": last}
        return text.replace(" ", "\u00a0", 1)


def paper_faults(paper: SourcePaper, profile: Profile, positions: Positions) -> Iterator[Problem]:
    """What a lesson says that its profile does not ask for, or leaves out that it does."""
    if len(paper.sources) != profile.sources:
        what = f"the paper has {_many(len(paper.sources), 'source')}, the profile {paper.profile} asks for {profile.sources}"
        yield Problem(what, "add some, or take some out", positions.place((*BASE, "sources")))
    rules = {rule.number: rule for rule in profile.questions}
    for number in paper.answers:
        if number not in rules:
            hint = did_you_mean(number, list(rules))
            place = positions.key_place((*BASE, "answers", number))
            yield Problem(f'the profile {paper.profile} has no question "{number}"', hint, place)
    for number, rule in rules.items():
        if number not in paper.answers:
            hint = f"add {number}: under answers:"
            yield Problem(f"nothing is said of question {number}", hint, positions.key_place((*BASE, "answers")))
        else:
            place = positions.key_place((*BASE, "answers", number))
            for what, hint in _missing(paper, rule, paper.answers[number]):
                yield Problem(f"question {number} {what}", hint, place)


def _missing(paper: SourcePaper, rule: ProfileQuestion, answer: PaperAnswer) -> Iterator[tuple[str, str]]:
    """What an answer lacks, or has too much of: what, and what to do about it."""
    if len(answer.sources) != rule.sources:
        asked = f"about {_many(rule.sources, 'source')}" if rule.sources else "about all sources of the paper"
        hint = f"name {rule.sources} under sources:" if rule.sources else "leave out its sources:"
        yield f"is {asked}, not {len(answer.sources) or 'all'}", hint
    if "topic" in rule.places and not (answer.topic or paper.topic):
        yield "has no topic", f'add topic:, what stands for {{topic}} in "{rule.stem}"'
    if len(answer.stimulus) != rule.stimulus:
        yield f"gives pupils {_many(rule.stimulus, 'point')}, not {len(answer.stimulus)}", "list them under stimulus:"
    if rule.levels or rule.criteria:
        if not answer.points and not answer.indicative:
            yield "has no indicative content", "add indicative: or points:"
    elif len(answer.points) * rule.each < rule.marks:
        have = _many(len(answer.points), "point")
        yield f"is worth {rule.marks} marks, but its key has only {have}", "add points: that earn the rest"


def _many(count: int, one: str) -> str:
    return f"{count} {one}{'s' * (count != 1)}"
