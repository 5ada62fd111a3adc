"""Sources of which something is not known, or not said."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hornbook.errors import Problem
from hornbook.lint.view import View

_UNSETTLED = re.compile(
    r"\b(?:unknown|unclear|uncertain|not (?:been )?(?:traced|known|cleared)|desconocid[oa]s?)\b|\?", re.IGNORECASE
)
_CREDIT = re.compile(r"\bCC[ -]BY\b|\bOGL\b|Creative Commons", re.IGNORECASE)
_UNDATED = re.compile(r"\b(?:not?|neither|without|unknown|undated|sin|ni|desconocid[oa])\b", re.IGNORECASE)


def licences(view: View) -> Iterator[Problem]:
    """A problem for each source whose terms are not settled, and for each that asks for a credit and has none."""
    for index, source in enumerate(view.pack.sources.values()):
        place = view.pack.positions["sources"].place(("sources", index, "licence"))
        if _UNSETTLED.search(source.licence.plain):
            what = f'on what terms the source "{source.id}" may be copied is not settled: {source.licence.plain}'
            yield Problem(what, "find out, or silence this with the reason why it may be printed", place)
        if _CREDIT.search(source.licence.plain) and source.attribution is None:
            what = f'the licence of the source "{source.id}" asks for a credit, and there is none'
            yield Problem(what, "add attribution:", place)


def provenance(view: View) -> Iterator[Problem]:
    """A problem for each source whose date is not known while the line over it does not say so."""
    for index, source in enumerate(view.pack.sources.values()):
        if source.precision == "unknown" and not _UNDATED.search(source.provenance_line().plain):
            what = f'the date of the source "{source.id}" is not known, and its provenance does not say so'
            place = view.pack.positions["sources"].place(("sources", index))
            yield Problem(what, "say it under provenance:", place)
