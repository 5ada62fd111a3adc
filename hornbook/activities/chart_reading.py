"""`chart_reading`: questions on a chart, which is drawn from its numbers: bars, lines, points or a pie.

type: chart_reading
chart:
  kind: bar
  title: An example with made-up numbers
  unit: millions of tonnes
  along: Year
  source: Invented for this example
  labels: ["1921", "1922", "1923"]
  series:
    - values: [38, 50, 57]
questions:
  - {prompt: "How much grain was there in 1922?", value: 50, tolerance: 2}
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from random import Random
from typing import Literal, Self

from pydantic import Field, model_validator

from hornbook.activities.base import Activity, Marks, Model, Space
from hornbook.activities.checks import check_distinct
from hornbook.activities.quantities import Number, Quantity, Value
from hornbook.drawing import markup
from hornbook.drawing.charts import Chart, Figure, Kind, Series, layouts, number
from hornbook.locale import decimal_mark
from hornbook.prose import Prose

MOST_SERIES, MOST_SLICES, MOST_BARS = 5, 8, 12


class ChartSeries(Model):
    """Numbers that belong together."""

    name: Prose | None = Field(None, description="What they are the numbers of; needed where there are several series.")
    values: tuple[Value, ...] = Field(
        min_length=1, max_length=60, description="The numbers, one for each label; in a scatter plot pairs such as [1921, 38]."
    )

    @property
    def called(self) -> str:
        """Its name, "" if it has none."""
        return self.name.plain if self.name else ""

    @property
    def told(self) -> str:
        """What an error calls it."""
        return f"“{self.called}”" if self.called else "a series"

    @property
    def heights(self) -> tuple[float, ...]:
        """The numbers themselves."""
        return tuple(value[1] if isinstance(value, tuple) else value for value in self.values)

    @property
    def places(self) -> tuple[float, ...]:
        """How far along those that are pairs stand."""
        return tuple(value[0] for value in self.values if isinstance(value, tuple))

    @property
    def pairs(self) -> Iterator[tuple[float, float]]:
        """Places and numbers."""
        return zip(self.places, self.heights, strict=True)


class ChartData(Model):
    """A chart, from its numbers."""

    kind: Kind = Field(description='How it is drawn: "bar", "line", "pie" or "scatter".')
    title: Prose = Field(description="What it shows; printed beneath it.")
    unit: Prose = Field(description="What the values are counted in, with what they are: Millions of tonnes.")
    along: Prose | None = Field(None, description="What the labels are, or what is along the axis of a scatter plot: Year.")
    source: Prose = Field(description="Where the numbers are from; printed beneath it.")
    labels: tuple[Prose, ...] = Field((), max_length=60, description="What the values stand for: years, countries …")
    series: tuple[ChartSeries, ...] = Field(min_length=1, max_length=MOST_SERIES, description="The numbers; one series in a pie.")
    show_values: bool = Field(False, description="Whether the values of bars and slices are printed beside them.")

    def drawn(self, mark: str = ".") -> Chart:
        """The chart as it is drawn, with that mark before decimals."""
        labels = tuple(label.plain for label in self.labels)
        series = tuple(Series(one.called, one.heights, one.places) for one in self.series)
        return Chart(self.kind, self.unit.plain, self.along.plain if self.along else "", labels, series, self.show_values, mark)

    def rows(self, mark: str = ".") -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The numbers as they are printed, by label and series; those of a scatter plot by x, one point a row."""
        if self.kind == "scatter":
            return tuple(self._points(mark))
        values = zip(*(one.heights for one in self.series), strict=True)
        rows = zip(self.labels, values, strict=True)
        return tuple((label.plain, tuple(number(value, mark) for value in row)) for label, row in rows)

    def _points(self, mark: str) -> Iterator[tuple[str, tuple[str, ...]]]:
        pairs = ((place, index, height) for index, one in enumerate(self.series) for place, height in one.pairs)
        for place, index, height in sorted(pairs):
            cells = (number(height, mark) if index == other else "–" for other in range(len(self.series)))
            yield number(place, mark), tuple(cells)

    @model_validator(mode="after")
    def _sound(self) -> Self:
        if len(self.series) > 1 and not all(one.name for one in self.series):
            raise ValueError("several series, and one without a name — name them all")
        check_distinct((one.called for one in self.series), "series")
        check_distinct((label.plain for label in self.labels), "labels")
        for one in self.series:
            self._fits(one)
        match self.kind:
            case "pie":
                self._is_a_pie(self.series[0].heights)
            case "bar" if len(self.labels) > MOST_BARS:
                raise ValueError(f"{len(self.labels)} labels in a bar chart — {MOST_BARS} at most; a line chart has room for more")
            case "line" | "scatter" if self.show_values:
                raise ValueError(f"values are not printed in a {self.kind} chart — leave out show_values")
        return self

    def _fits(self, one: ChartSeries) -> None:
        name = one.told
        if self.kind == "scatter":
            if self.labels or self.along is None:
                raise ValueError("a scatter plot has numbers along its axis — say in along what they are, and delete labels")
            if len(one.places) != len(one.values):
                raise ValueError(f"{name} has a value that is no pair — write each as [along, value], like [1921, 38]")
        elif one.places:
            raise ValueError(f"{name} has pairs, which only a scatter plot has — give labels, and one number for each")
        elif len(one.values) != len(self.labels):
            raise ValueError(f"{name} has {len(one.values)} values, and there are {len(self.labels)} labels — add or remove values")

    def _is_a_pie(self, values: tuple[float, ...]) -> None:
        if len(self.series) > 1:
            raise ValueError(f"a pie of {len(self.series)} series — draw bars, or a chart for each")
        if self.series[0].name:
            raise ValueError("a pie whose series has a name — leave it out, and say in title and unit what it shows")
        if len(values) > MOST_SLICES:
            raise ValueError(f"a pie of {len(values)} slices — {MOST_SLICES} at most; put the smallest together as “Other”")
        if min(values) <= 0:
            raise ValueError("a pie with a slice of nothing, or less — leave it out, or draw bars")


class ChartQuestion(Model):
    """A question on the chart: its answer is a number that is read off, or words."""

    prompt: Prose = Field(description="The question.")
    marks: Marks = 1
    value: Quantity | None = Field(None, description="The number that is right, printed as it is written; a unit may follow it.")
    tolerance: Number = Field(default_factory=lambda: Figure(0), description="How far off a reading may be.")
    answer: Prose | None = Field(None, description="What earns the marks, if it is no number.")
    how: Prose | None = Field(None, description="For the key: how it is read or worked out.")
    space: Space | None = Field(None, description="Room to write; worked out from the marks if left out.")

    def right(self, mark: str = ".") -> Prose:
        """What is right: words, or a number with how far off it may be, "50 ± 2"."""
        if self.value is None:
            return self.answer or Prose()
        amount, unit = self.value
        within = f" ± {number(self.tolerance, mark)}" if self.tolerance else ""
        return Prose(f"{number(amount, mark)}{within}{unit}")

    @model_validator(mode="after")
    def _one_answer(self) -> Self:
        if (self.value is None) == (self.answer is None):
            raise ValueError("a question needs either a value or an answer — give one of them")
        if self.tolerance < 0:
            raise ValueError("a tolerance below nought — leave out its minus sign")
        return self


class ChartReading(Activity):
    """A chart and questions on it."""

    PARTS = "questions"

    type: Literal["chart_reading"]
    chart: ChartData = Field(description="The chart.")
    questions: tuple[ChartQuestion, ...] = Field(min_length=1, description="The questions.")

    def part_marks(self) -> tuple[int, ...]:
        """The marks of each question."""
        return tuple(question.marks for question in self.questions)

    def view_in(self, language: str, _random: Random) -> Mapping[str, object]:
        """The picture for all widths, its numbers, and what is right, as the language writes numbers."""
        mark = decimal_mark(language)
        rights = [question.right(mark) for question in self.questions]
        return {"layouts": markup(*layouts(self.chart.drawn(mark))), "rows": self.chart.rows(mark), "rights": rights}
