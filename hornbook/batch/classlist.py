"""The class list: who has which version and code, as a spreadsheet opens it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence

from hornbook.batch.roster import Pupil

HEADINGS = ("seat", "name", "class", "version", "tier", "theme", "size", "code")

# A cell with one of these at its start is a formula to a spreadsheet; if that guesses another delimiter than the comma, one can
# start in the middle of a text, after quotation marks too (OWASP, "CSV Injection").
_FORMULA = re.compile(r'(?:(?<=[,;|\t\r\n])|^)(?=[\s"]*[=+\-@＝＋－＠]|[\t\r\n])')


def class_list(pupils: Sequence[Pupil], codes: Sequence[str]) -> bytes:
    """A CSV file of the pupils in their order, each with the code of the copy that is his or hers.

    In UTF-8 with a byte order mark, without which Excel takes it for another encoding. Raises ValueError unless there is a code for
    each pupil.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerow(HEADINGS)
    for pupil, code in zip(pupils, codes, strict=True):
        size = str(pupil.size or "")
        cells = (pupil.seat, pupil.name, pupil.class_, pupil.version, pupil.tier, pupil.theme, size, code)
        writer.writerow([harmless(cell) for cell in cells])
    return text.getvalue().encode("utf-8-sig")


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: an apostrophe stands before what would begin one."""
    return _FORMULA.sub("'", cell)
