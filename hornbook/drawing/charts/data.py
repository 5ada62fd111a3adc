"""What a chart shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Self

Kind = Literal["bar", "line", "pie", "scatter"]


@dataclass(frozen=True, slots=True)
class Series:
    """Numbers that belong together, one for each label of the chart; points have an `x` each."""

    name: str
    values: tuple[float, ...]
    x: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: `unit` is that of the values, `along` says what the labels are, or what x is. `shown` prints the values.

    `mark` stands before decimals.
    """

    kind: Kind
    unit: str
    along: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    shown: bool = False
    mark: str = "."

    def number(self, value: float) -> str:
        """A number as it is printed in this chart."""
        return number(value, self.mark)


class Figure(float):
    """A number that knows with how many `decimals` it was written: what is 4.0 is printed as 4.0."""

    decimals: int

    def __new__(cls, written: object) -> Self:
        """The number that is written so, in figures and with a point."""
        figure = super().__new__(cls, str(written))
        figure.decimals = len(str(written).partition(".")[2])
        return figure


def number(value: float, mark: str = ".") -> str:
    """A number as it is printed: 12.5, −3, 1500, 12 500 (with narrow no-break spaces from five digits on).

    A `Figure` keeps its decimals. The `mark` before them is a point or, in many languages, a comma.
    """
    rounded = f"{round(value, 6):.6f}".rstrip("0").rstrip(".")
    text = f"{value:.{value.decimals}f}" if isinstance(value, Figure) else rounded
    whole, _, rest = text.lstrip("-").partition(".")
    if len(whole) > 4:
        head = len(whole) % 3 or 3
        whole = "\u202f".join((whole[:head], *(whole[at : at + 3] for at in range(head, len(whole), 3))))
    sign = "−" if text.startswith("-") and text.strip("-0.") else ""
    return f"{sign}{whole}{mark if rest else ''}{rest}"
