r"""The text of a pack: a little Markdown, lowered to Hornbook's own inline markup.

A teacher may write `*italic*`, `**bold**`, `x^2^`, `H~2~O`, `[a link](https://…)`, `[mots]{lang=fr}`, `$a = \frac{v}{t}$` and, at
a line's end, a backslash for a new line; a backslash before any of these marks makes it an ordinary character. In a gap-fill
`{{answer|variant}}` makes a gap, in a text to put right `{{wrong|right}}` an error. Nothing else has a meaning: a text can carry no
HTML, no picture and no instruction.

`Prose` is a `str` that knows how to lower itself (`__html__`), so that Jinja's autoescape does it and no template can forget to.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Self

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from hornbook.prose import marks
from hornbook.prose.marks import Gap, Marked

FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
"""Characters no text may hold: controls (but tab and new line), overrides of the direction of writing, halves of a character."""

LONGEST_WORD = 200
LONGEST_TEXT = 20_000

_UNBROKEN = re.compile(r"[^ \t\n\u00ad\u200b\u2010\u2012-\u2014-]+")


@dataclass(frozen=True, slots=True)
class Slip:
    """An error of a text: the `wrong` words that stand there, what would be `right`, and `why` (for the key; it may be "")."""

    wrong: Marked
    right: Marked
    why: Marked = field(default_factory=Marked)


class Prose(Marked):
    """A text with Hornbook's inline marks, kept as it was written. `__html__` lowers it; `plain` is its words alone.

    As a field of a pydantic model it is checked: not empty, no forbidden character, no word too long to set, sound marks.
    """

    json_description = "Text; may hold *italic*, **bold**, x^2^, H~2~O, [links](https://…), [words]{lang=fr} and $formulas$."

    @classmethod
    def checked(cls, text: str) -> Self:
        """`text`, stripped and found sound; raises ValueError ("what — hint") if it is not."""
        text = text.replace("\r\n", "\n").strip()
        if not text:
            raise ValueError("the text is empty — write something, or leave the key out")
        if found := FORBIDDEN.search(text):
            raise ValueError(f"the text holds the control character U+{ord(found[0]):04X} — delete it and type the text afresh")
        if len(text) > LONGEST_TEXT:
            _check_words(text, LONGEST_WORD)
            raise ValueError(f"a text of {len(text)} characters; the most is {LONGEST_TEXT} — split it into several")
        _check_words(text, 10 * LONGEST_WORD)  # addresses of links may be long; what bounds the work is checked before the parse
        prose = cls(text)
        _check_words(prose.plain, LONGEST_WORD)
        prose.__html__()
        return prose

    @cached_property
    def paragraphs(self) -> tuple[Self, ...]:
        """The parts between blank lines, one at least."""
        return tuple(type(self)(part) for part in marks.paragraphs(self.strip()))

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: type[Any], _handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(cls.checked, core_schema.str_schema(strict=True))

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {**handler(schema), "type": "string", "minLength": 1, "description": cls.json_description}


class GapText(Prose):
    """Prose that may hold gaps: `{{answer}}`, or `{{answer|variant|variant}}` where the key accepts other answers too."""

    json_description = Prose.json_description + " {{answer}} or {{answer|also right}} makes a gap."

    def __html__(self) -> str:
        """The text in strict inline markup, with blanks of the usual width."""
        return self.markup(8)

    def markup(self, width: float, *, hints: bool = False) -> str:
        """The text in strict inline markup; blanks are `width` ems wide, and show the answer's first letter if `hints`."""
        return marks.lowered(str(self), float(width), hints=hints)

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        """The gaps in the order of the text."""
        return marks.gaps(str(self))


class FaultyText(Prose):
    """Prose with errors to find: `{{wrong|right}}`, or `{{wrong|right|why}}`. It lowers itself with the wrong words, unmarked."""

    json_description = Prose.json_description + " {{wrong|right}} or {{wrong|right|why}} makes an error to find."

    @classmethod
    def checked(cls, text: str) -> Self:
        """`text`, found sound, each error with what is right; raises ValueError ("what — hint") if it is not."""
        prose = super().checked(text)
        _ = prose.slips
        return prose

    def __html__(self) -> str:
        """The text in strict inline markup as pupils read it: the wrong words, and no sign of them."""
        return marks.woven(str(self), lambda gap: gap.answer.__html__())

    @property
    def corrected(self) -> str:
        """The text put right, in strict inline markup: what is right in bold, and after it in brackets what stood there."""
        return marks.woven(str(self), _correction)

    @cached_property
    def slips(self) -> tuple[Slip, ...]:
        """The errors in the order of the text."""
        return tuple(_slip(gap) for gap in marks.gaps(str(self)))


def _slip(gap: Gap) -> Slip:
    if not 1 <= len(gap.accept) <= 2:
        inside = "|".join((gap.answer, *gap.accept))
        raise ValueError(f'"{{{{{inside}}}}}" is not an error to find — write {{{{wrong|right}}}} or {{{{wrong|right|why}}}}')
    return Slip(gap.answer, *gap.accept)


def _correction(gap: Gap) -> str:
    slip = _slip(gap)
    return f"<strong>{slip.right.__html__()}</strong> [{slip.wrong.__html__()}]"


def lower(text: str) -> str:
    """A text without gaps in strict inline markup; raises ValueError ("what — hint") if its marks are unsound."""
    return Prose(text).__html__()


def _check_words(text: str, longest: int) -> None:
    length = max(map(len, _UNBROKEN.findall(text)), default=0)
    if length > longest:
        raise ValueError(f"a word of {length} characters: no line can hold it — put spaces or hyphens into it")
