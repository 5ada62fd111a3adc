"""What a chart shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["bar", "line", "pie", "scatter"]


@dataclass(frozen=True, slots=True)
class Series:
    """Numbers that belong together, one for each label of the chart; points have an `x` each."""

    name: str
    values: tuple[float, ...]
    x: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: `unit` is that of the values, `along` says what the labels are, or what x is. `shown` prints the values."""

    kind: Kind
    unit: str
    along: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    shown: bool = False


def number(value: float) -> str:
    """A number as it is printed: 12.5, −3, 1500, 12 500 (with narrow no-break spaces from five digits on)."""
    text = f"{round(value, 6):.6f}".rstrip("0").rstrip(".")
    whole, _, rest = text.lstrip("-").partition(".")
    if len(whole) > 4:
        head = len(whole) % 3 or 3
        whole = "\u202f".join((whole[:head], *(whole[at : at + 3] for at in range(head, len(whole), 3))))
    sign = "−" if text.startswith("-") and text != "-0" else ""
    return f"{sign}{whole}{'.' if rest else ''}{rest}"
