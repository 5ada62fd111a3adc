"""What a lesson says: the files lessons/NN-name.yaml. The format's reference is made from the descriptions here."""

from __future__ import annotations

from pydantic import Field

from hornbook.activities import Activity
from hornbook.activities.base import Identifier, Model
from hornbook.pack.models import Silence
from hornbook.pack.paper import SourcePaper
from hornbook.prose import Prose


class Worksheet(Model):
    """The tasks of the worksheet."""

    instructions: Prose | None = Field(None, description="What pupils are told at the top.")
    marks: int | None = Field(None, ge=0, le=1000, description="All marks together; checked against the sum of the tasks.")
    activities: tuple[Activity, ...] = Field(min_length=1, description="The tasks in the order they are printed.")

    @property
    def marks_total(self) -> int:
        """The sum of what the tasks are worth."""
        return sum(activity.marks_total for activity in self.activities)


class SourceAnalysis(Worksheet):
    """The tasks of the source analysis sheet, and the sources printed on it."""

    sources: tuple[Identifier, ...] = Field((), description="The ids of the sources, in the order they are printed.")


class Step(Model):
    """A step of the lesson plan."""

    minutes: int = Field(ge=1, le=600, description="How long it takes.")
    step: Prose = Field(description="What is done.")


class Misconception(Model):
    """A mistake pupils often make."""

    claim: Prose = Field(description="What they believe.")
    correction: Prose = Field(description="What is true, and how to show it.")


class Correction(Model):
    """Something the lesson's material gets wrong."""

    says: Prose = Field(description="What the material says.")
    established: Prose = Field(description="What research has established.")


class Teacher(Model):
    """Notes printed for the teacher only."""

    overview: Prose | None = Field(None, description="The lesson in a few sentences.")
    timing: tuple[Step, ...] = Field((), description="The steps of the lesson.")
    misconceptions: tuple[Misconception, ...] = Field((), description="What pupils often get wrong.")
    corrections: tuple[Correction, ...] = Field((), description="What the material gets wrong.")
    extension: Prose | None = Field(None, description="What quick pupils may do next.")
    further_reading: tuple[Prose, ...] = Field((), description="Books, articles and addresses.")


class Lesson(Model):
    """One lesson: what its sheets have in common, the tasks of each sheet, and notes for the teacher."""

    title: Prose = Field(description="The title of the lesson.")
    enquiry: Prose = Field(description="The question the lesson answers.")
    objectives: tuple[Prose, ...] = Field(min_length=1, description="What pupils will be able to do.")
    minutes: int | None = Field(None, ge=1, le=600, description="How long the lesson takes.")
    context: Prose | None = Field(None, description="The background pupils read first; a blank line parts paragraphs.")
    people: tuple[Identifier, ...] = Field((), description="The ids of the people printed on the sheet.")
    glossary: tuple[Identifier, ...] = Field((), description="The ids of the words printed on the sheet.")
    timeline: tuple[Identifier, ...] = Field((), description="The ids of the events printed on the sheet.")
    sources: tuple[Identifier, ...] = Field((), description="The ids of the sources printed on the worksheet.")
    not_in_starters: tuple[Identifier, ...] = Field(
        (), description="The ids of tasks of the worksheet whose questions the retrieval starters of later lessons do not ask."
    )
    worksheet: Worksheet = Field(description="The tasks of the worksheet.")
    source_analysis: SourceAnalysis | None = Field(None, description="The tasks of the source analysis sheet.")
    source_paper: SourcePaper | None = Field(None, description="A paper in the manner of an exam.")
    silence: tuple[Silence, ...] = Field((), description="Findings of check in this lesson that are all right.")
    teacher: Teacher = Field(default_factory=lambda: Teacher.model_validate({}), description="Notes for the teacher.")

    def printed(self) -> list[str]:
        """The ids of all sources that its documents print, before the tasks or in one."""
        analysis, paper = self.source_analysis, self.source_paper
        sheets = [self.worksheet, *([analysis] if analysis else ())]
        in_tasks = (source for sheet in sheets for task in sheet.activities for source in sorted(task.prints()))
        before = (*self.sources, *(analysis.sources if analysis else ()), *(paper.sources if paper else ()))
        return list(dict.fromkeys((*before, *in_tasks)))
