r"""The text of a pack: a little Markdown, lowered to Hornbook's own inline markup.

A teacher may write `*italic*`, `**bold**`, `x^2^`, `H~2~O`, `[a link](https://…)`, `[mots]{lang=fr}`, `$a = \frac{v}{t}$` and, at
a line's end, a backslash for a new line; a backslash before any of these marks makes it an ordinary character. In a gap-fill
`{{answer|variant}}` makes a gap, in a text to put right `{{wrong|right}}` an error. Nothing else has a meaning: a text can carry no
HTML, no picture and no instruction.

`Prose` is a `str` that knows how to lower itself (`__html__`), so that Jinja's autoescape does it and no template can forget to.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Self

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from hornbook.document.formulas import mathml, plain

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
"""Characters no text may hold: controls (but tab and new line), overrides of the direction of writing, halves of a character."""

LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
"""The shape of a BCP 47 language tag: en, en-GB, zh-Hant."""

LONGEST_WORD = 200
LONGEST_TEXT = 20_000

_UNBROKEN = re.compile(r"[^ \t\n\u00ad\u200b\u2010\u2012-\u2014-]+")
_SPACES = re.compile(r"[ \t]+")
_WHITE = re.compile(r"[ \t\n]+")
_BLANK_LINES = re.compile(r"(?:(?<![ \t])[ \t]+)?\n[ \t]*\n\s*")
_SPACE_BEFORE_BREAK = re.compile(r"(?<![ \t])[ \t]+((?:</[a-z]+>[ \t]*)*)(<line-break/>|$)")
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})
_SCHEMES = ("http://", "https://", "mailto:")
_TAGS = {"strong": "strong", "em": "emphasis", "sup": "superscript", "sub": "subscript", "span": "span", "link": "link"}


@dataclass(frozen=True, slots=True)
class Gap:
    """A gap of a text: the `answer` the key shows, and the other answers to `accept`."""

    answer: str
    accept: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Slip:
    """An error of a text: the `wrong` words that stand there, what would be `right`, and `why` (for the key; it may be "")."""

    wrong: str
    right: str
    why: str = ""


class Prose(str):
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

    def __html__(self) -> str:
        """The text in strict inline markup; a blank line between paragraphs becomes a line break."""
        return _lowered(str(self), None, hints=False)

    @cached_property
    def plain(self) -> str:
        """The words without their marks; paragraphs and forced lines are parted by a new line, gaps show their answers."""
        lines = "\n".join("".join(_words(_tokens(paragraph))) for paragraph in _BLANK_LINES.split(self)).split("\n")
        return "\n".join(_SPACES.sub(" ", line).strip(" ") for line in lines)

    @cached_property
    def paragraphs(self) -> tuple[Self, ...]:
        """The parts between blank lines, one at least."""
        return tuple(type(self)(part) for part in _BLANK_LINES.split(self.strip()))

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
        return _lowered(str(self), float(width), hints=hints)

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        """The gaps in the order of the text."""
        return _gaps(str(self))


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
        return _woven(str(self), lambda gap: gap.answer.translate(_ESCAPES))

    @property
    def corrected(self) -> str:
        """The text put right, in strict inline markup: what is right in bold, and after it in brackets what stood there."""
        return _woven(str(self), _correction)

    @cached_property
    def slips(self) -> tuple[Slip, ...]:
        """The errors in the order of the text."""
        return tuple(_slip(gap) for gap in _gaps(str(self)))


def _slip(gap: Gap) -> Slip:
    if not 1 <= len(gap.accept) <= 2:
        inside = "|".join((gap.answer, *gap.accept))
        raise ValueError(f'"{{{{{inside}}}}}" is not an error to find — write {{{{wrong|right}}}} or {{{{wrong|right|why}}}}')
    return Slip(gap.answer, *gap.accept)


def _correction(gap: Gap) -> str:
    slip = _slip(gap)
    return f"<strong>{slip.right.translate(_ESCAPES)}</strong> [{slip.wrong.translate(_ESCAPES)}]"


def lower(text: str) -> str:
    """A text without gaps in strict inline markup; raises ValueError ("what — hint") if its marks are unsound."""
    return Prose(text).__html__()


def _check_words(text: str, longest: int) -> None:
    length = max(map(len, _UNBROKEN.findall(text)), default=0)
    if length > longest:
        raise ValueError(f"a word of {length} characters: no line can hold it — put spaces or hyphens into it")


@lru_cache(maxsize=8192)
def _lowered(text: str, width: float | None, *, hints: bool) -> str:
    return _woven(text, lambda gap: _blank(gap, width, hints))


def _woven(text: str, shown: Callable[[Gap], str]) -> str:
    markup = "<line-break/>".join("".join(_markup(_tokens(part), shown)) for part in _BLANK_LINES.split(text))
    # A space at a line's end would count among the line's characters where they are few.
    return _SPACE_BEFORE_BREAK.sub(lambda found: "".join(found[1].split()) + found[2], markup)


def _markup(tokens: tuple[Token, ...], shown: Callable[[Gap], str]) -> Iterator[str]:
    for token in tokens:
        match token.type:
            case "text" | "text_special":
                yield token.content.translate(_ESCAPES)
            case "softbreak":
                yield " "
            case "hardbreak":
                yield "<line-break/>"
            case "gap":
                yield shown(token.meta["gap"])
            case "math_inline":
                mathml(token.content)
                yield f'<formula tex="{token.content.translate(_ESCAPES)}"/>'
            case opening if opening.endswith("_open"):
                yield f"<{_TAGS[opening.removesuffix('_open')]}{_attribute(token)}>"
            case closing:
                yield f"</{_TAGS[closing.removesuffix('_close')]}>"


def _words(tokens: tuple[Token, ...]) -> Iterator[str]:
    for token in tokens:
        match token.type:
            case "softbreak":
                yield " "
            case "hardbreak":
                yield "\n"
            case "gap":
                yield token.meta["gap"].answer
            case "math_inline":
                yield plain(token.content)
            case _:
                yield token.content


def _gaps(text: str) -> tuple[Gap, ...]:
    tokens = (token for part in _BLANK_LINES.split(text) for token in _tokens(part))
    return tuple(token.meta["gap"] for token in tokens if token.type == "gap")


def _blank(gap: Gap, width: float | None, hints: bool) -> str:
    if width is None:
        raise ValueError("{{…}} makes a gap, and this text can have none — write \\{ for a brace")
    hint = f' hint="{gap.answer[0].translate(_ESCAPES)}"' if hints else ""
    return f'<blank width="{width:g}"{hint}>{gap.answer.translate(_ESCAPES)}</blank>'


def _attribute(token: Token) -> str:
    if token.type == "link_open":
        href = str(token.attrs.get("href", ""))
        if not href.lower().startswith(_SCHEMES):
            raise ValueError(f'a link to "{href}" — begin its address with https://, http:// or mailto:')
        if "title" in token.attrs:
            raise ValueError(f'the link to "{href}" has a title — leave out the words in quotes')
        return f' href="{href.translate(_ESCAPES)}"'
    if token.type == "span_open":
        lang = str(token.attrs.get("lang", ""))
        if token.meta or not LANGUAGE.fullmatch(lang):
            raise ValueError("[words]{…} can only name a language — write it like [mots]{lang=fr}")
        return f' lang="{lang}"'
    return ""


@lru_cache(maxsize=8192)
def _tokens(text: str) -> tuple[Token, ...]:
    children = [child for token in _parser().parseInline(text) for child in token.children or ()]
    for before, token in pairwise(children):
        if before.type in ("sup_open", "sub_open") and "{{" in token.content:
            raise ValueError("a gap inside ^…^ or ~…~ — put the marks outside of the braces, or leave them out")
    return tuple(children)


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    # Imported late: `hornbook --help` need not wait for it.
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import emphasis
    from mdit_py_plugins.attrs import attrs_plugin
    from mdit_py_plugins.dollarmath import dollarmath_plugin
    from mdit_py_plugins.subscript import sub_plugin
    from mdit_py_plugins.superscript import superscript_plugin

    class Parser(MarkdownIt):
        def validateLink(self, url: str) -> bool:  # noqa: N802 - the name is the library's
            """Take every address for one: a wrong one is told to the teacher, not printed as it stands."""
            return bool(url) or True

    def stars(state: StateInline, silent: bool) -> bool:
        # An underscore is a line to write on, never emphasis.
        return state.src[state.pos] == "*" and emphasis.tokenize(state, silent)

    parser = Parser("zero").enable(["escape", "emphasis", "link", "newline"])
    parser.inline.ruler.at("emphasis", stars)
    parser.use(sub_plugin).use(superscript_plugin).use(attrs_plugin, after=(), spans=True, allowed=("lang",))
    # As pandoc has it: no blank inside the dollar signs and no digit after them, so that prices stay prices.
    parser.use(dollarmath_plugin, allow_labels=False, allow_space=False, allow_digits=False)
    parser.inline.ruler.before("escape", "gap", _gap)
    return parser


def _gap(state: StateInline, silent: bool) -> bool:
    """The inline rule for `{{answer|variant}}`."""
    if state.src.startswith("}}", state.pos):
        raise ValueError('"}}" without the "{{" that opens a gap — write {{answer}}')
    if not state.src.startswith("{{", state.pos):
        return False
    end = state.src.find("}}", state.pos)
    inside = state.src[state.pos + 2 : end]
    if end < 0 or "{" in inside or "}" in inside:
        raise ValueError('"{{" without the "}}" that closes the gap — write {{answer}}')
    answer, *accept = (_WHITE.sub(" ", word).strip(" ") for word in inside.split("|"))
    if not all(map(str.strip, (answer, *accept))):
        raise ValueError(f'the gap "{{{{{inside}}}}}" lacks an answer — write {{{{answer}}}} or {{{{answer|also right}}}}')
    if not silent:
        state.push("gap", "", 0).meta["gap"] = Gap(answer, tuple(accept))
    state.pos = end + 2
    return True
