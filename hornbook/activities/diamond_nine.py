"""`diamond_nine`: nine factors to rank in a diamond: one at the top, then two, three, two, and one at the foot.

type: diamond_nine
prompt: Why did the two powers sign at Rapallo? Rank the nine reasons.
factors:
  - {factor: Both were outside the League of Nations., rank: 1, why: It set them apart from all others.}
  - {factor: German factories needed orders., rank: 2}
  - {factor: Russia needed machines., rank: 2}
  - {factor: Neither liked the new Poland., rank: 3}
  - {factor: Reparations weighed on Germany., rank: 3}
  - {factor: Old debts stood between Russia and the West., rank: 3}
  - {factor: Talks had begun in Berlin before., rank: 4}
  - {factor: Soldiers of both had secret plans., rank: 4}
  - {factor: Rapallo is near Genoa., rank: 5}
criteria: [how long it had been at work, whether the treaty could have come without it]
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from random import Random
from typing import Final, Literal, Self

from pydantic import Field, model_validator

from hornbook.activities.base import Activity, Cite, Model, PointLike, shuffled
from hornbook.activities.checks import check_distinct
from hornbook.document.text import letters
from hornbook.drawing import WIDTHS, markup
from hornbook.drawing.grids import DIAMOND, diamond
from hornbook.prose import Prose

TOP: Final = 1
FOOT: Final = len(DIAMOND)
"""The rows of the diamond that hold one factor each."""

_FACTORS: Final = sum(DIAMOND)


class Factor(Model):
    """One thing to rank."""

    factor: Prose = Field(description="What pupils rank.")
    rank: int = Field(ge=TOP, le=FOOT, description="For the key: its row in an indicative ranking, 1 at the top, 5 at the foot.")
    why: Prose | None = Field(None, description="For the key: what speaks for this place.")
    cites: tuple[Cite, ...] = Field((), description="For the key: where a source bears it out.")


class DiamondNine(Activity):
    """Nine factors to rank, and reasons to give for the top and the foot. `marks` are for the reasons: no ranking is wrong."""

    type: Literal["diamond_nine"]
    factors: tuple[Factor, ...] = Field(
        min_length=_FACTORS, max_length=_FACTORS, description="The nine factors, printed in another order with letters."
    )
    criteria: tuple[Prose, ...] = Field((), description="By what the factors may be weighed; printed for pupils.")
    points: tuple[PointLike, ...] = Field((), description="For the key: what good reasons for the top and the foot say.")

    def view(self, random: Random) -> Mapping[str, object]:
        """The factors as they are lettered, the rows of the indicative ranking with their letters, and the drawing."""
        shown = [(letters(index), factor) for index, factor in enumerate(shuffled(self.factors, random))]
        rows = [[(letter, factor) for letter, factor in shown if factor.rank == rank] for rank in range(1, len(DIAMOND) + 1)]
        ranked = [[letter for letter, _ in row] for row in rows]
        return {"shown": shown, "rows": rows, "layouts": markup(*(diamond(ranked, width) for width in WIDTHS))}

    @model_validator(mode="after")
    def _sound(self) -> Self:
        check_distinct((factor.factor.plain for factor in self.factors), "factors")
        count = Counter(factor.rank for factor in self.factors)
        for rank, wanted in enumerate(DIAMOND, start=1):
            if count[rank] != wanted:
                hint = "a diamond has 1, 2, 3, 2 and 1 from the top"
                raise ValueError(f"row {rank} of the ranking has {count[rank]} factors, not {wanted} — {hint}")
        return self
