"""The table of activity types. A new one is a module here, one line below, and one template of the same name."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from hornbook.activities.annotate import Annotate
from hornbook.activities.base import Activity as BaseActivity
from hornbook.activities.categorise import Categorise
from hornbook.activities.cause_web import CauseWeb
from hornbook.activities.chart_reading import ChartReading
from hornbook.activities.crossword import CrosswordPuzzle
from hornbook.activities.diamond_nine import DiamondNine
from hornbook.activities.discussion import Discussion
from hornbook.activities.exit_ticket import ExitTicket
from hornbook.activities.extended_response import ExtendedResponse
from hornbook.activities.find_and_fix import FindAndFix
from hornbook.activities.gap_fill import GapFill
from hornbook.activities.inference_table import InferenceTable
from hornbook.activities.interpretation_pair import InterpretationPair
from hornbook.activities.label_image import LabelImage
from hornbook.activities.list import Enumeration
from hornbook.activities.matching import Matching
from hornbook.activities.multiple_choice import MultipleChoice
from hornbook.activities.odd_one_out import OddOneOut
from hornbook.activities.ordering import Ordering
from hornbook.activities.organiser import Organiser
from hornbook.activities.retrieval_grid import RetrievalGrid
from hornbook.activities.self_assessment import SelfAssessment
from hornbook.activities.short_answer import ShortAnswer
from hornbook.activities.source_analysis import SourceAnalysis
from hornbook.activities.source_comparison import SourceComparison
from hornbook.activities.table_completion import TableCompletion
from hornbook.activities.timeline import Timeline
from hornbook.activities.true_false import TrueFalse
from hornbook.activities.vocabulary import Vocabulary
from hornbook.activities.word_search import WordSearchPuzzle

Activity = Annotated[
    MultipleChoice
    | TrueFalse
    | ShortAnswer
    | Enumeration
    | GapFill
    | FindAndFix
    | Matching
    | Ordering
    | Timeline
    | OddOneOut
    | RetrievalGrid
    | TableCompletion
    | ChartReading
    | Vocabulary
    | CrosswordPuzzle
    | WordSearchPuzzle
    | InferenceTable
    | SourceAnalysis
    | SourceComparison
    | Annotate
    | InterpretationPair
    | ExtendedResponse
    | Discussion
    | ExitTicket
    | SelfAssessment
    | Categorise
    | CauseWeb
    | DiamondNine
    | LabelImage
    | Organiser,
    Field(discriminator="type"),
]

__all__ = ["Activity", "BaseActivity"]
