"""The marks that a text may hold: read with markdown-it, and written as strict inline markup or as words alone.

What is read twice is kept: a text is checked when its pack is loaded, and lowered again when a template prints it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from hornbook.document.formulas import mathml, plain
from hornbook.prose.braces import parts

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
"""The shape of a BCP 47 language tag: en, en-GB, zh-Hant."""

_SPACES = re.compile(r"[ \t]+")
_BLANK_LINES = re.compile(r"(?:(?<![ \t])[ \t]+)?\n[ \t]*\n\s*")
_SPACE_BEFORE_BREAK = re.compile(r"(?<![ \t])[ \t]+((?:</[a-z]+>[ \t]*)*)(<line-break/>|$)")
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})
_SHOWN = 24
_BRACE = re.compile(r"[{}][^{}]{0,24}[{}]?")
_MEANT = re.compile(r"\\[\\{}]")
_SCHEMES = ("http://", "https://", "mailto:")
_TAGS = {"strong": "strong", "em": "emphasis", "sup": "superscript", "sub": "subscript", "span": "span", "link": "link"}


class Marked(str):
    """A text with its marks, as it was written; Jinja prints what `__html__` gives."""

    def __html__(self) -> str:
        """The text in strict inline markup; a blank line between paragraphs becomes a line break."""
        return lowered(str(self), None, hints=False)

    @cached_property
    def plain(self) -> str:
        """The words without their marks; paragraphs and forced lines are parted by a new line, gaps show their answers."""
        return words(str(self))


@dataclass(frozen=True, slots=True)
class Gap:
    """A gap of a text: the `answer` the key shows, and the other answers to `accept`."""

    answer: Marked
    accept: tuple[Marked, ...] = ()


def escaped(text: str) -> str:
    """The text with what markup would take for its own written as entities."""
    return text.translate(_ESCAPES)


def paragraphs(text: str) -> list[str]:
    """The parts of the text between blank lines, one at least."""
    return _BLANK_LINES.split(text)


def words(text: str) -> str:
    """The words without their marks; paragraphs and forced lines are parted by a new line, gaps show their answers."""
    lines = "\n".join("".join(_words(_tokens(part))) for part in paragraphs(text)).split("\n")
    return "\n".join(_SPACES.sub(" ", line).strip(" ") for line in lines)


def gaps(text: str) -> tuple[Gap, ...]:
    """The gaps in the order of the text."""
    tokens = (token for part in paragraphs(text) for token in _tokens(part))
    return tuple(token.meta["gap"] for token in tokens if token.type == "gap")


def lone_brace(text: str) -> str:
    """The words that begin with a single brace, printed as it stands; or nothing. One that is meant has a backslash before it."""
    # Tokens do not tell any more what had a backslash before it; a full stop in its place changes no mark.
    others = _MEANT.sub(".", text)
    printed = (token.content for part in paragraphs(others) for token in _tokens(part) if token.type == "text")
    return next((found[0] for found in map(_BRACE.search, printed) if found), "")


@lru_cache(maxsize=8192)
def lowered(text: str, width: float | None, *, hints: bool) -> str:
    """The text in strict inline markup; its gaps are `width` ems wide (None: it may have none), with first letters if `hints`.

    Raises ValueError ("what — hint") if its marks are unsound, here as everywhere below.
    """
    return woven(text, lambda gap: _blank(gap, width, hints))


def woven(text: str, shown: Callable[[Gap], str]) -> str:
    """The text in strict inline markup, each gap as `shown` gives it."""
    markup = "<line-break/>".join("".join(_markup(_tokens(part), shown)) for part in paragraphs(text))
    # A space at a line's end would count among the line's characters where they are few.
    return _SPACE_BEFORE_BREAK.sub(lambda found: "".join(found[1].split()) + found[2], markup)


def _markup(tokens: tuple[Token, ...], shown: Callable[[Gap], str]) -> Iterator[str]:
    for token in tokens:
        match token.type:
            case "text" | "text_special":
                yield escaped(token.content)
            case "softbreak":
                yield " "
            case "hardbreak":
                yield "<line-break/>"
            case "gap":
                yield shown(token.meta["gap"])
            case "math_inline":
                mathml(token.content)
                yield f'<formula tex="{escaped(token.content)}"/>'
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
                yield token.meta["gap"].answer.plain
            case "math_inline":
                yield plain(token.content)
            case _:
                yield token.content


def _blank(gap: Gap, width: float | None, hints: bool) -> str:
    if width is None:
        hint = "for a gap make the task a gap_fill, or write \\{ for a brace"
        raise ValueError(f"{{{{…}}}} makes a gap, and this text can have none — {hint}")
    first = f' hint="{escaped(gap.answer.plain[0])}"' if hints else ""
    return f'<blank width="{width:g}"{first}>{gap.answer.__html__()}</blank>'


def _attribute(token: Token) -> str:
    if token.type == "link_open":
        href = str(token.attrs.get("href", ""))
        if not href.lower().startswith(_SCHEMES):
            raise ValueError(f'a link to "{href}" — begin its address with https://, http:// or mailto:')
        if "title" in token.attrs:
            raise ValueError(f'the link to "{href}" has a title — leave out the words in quotes')
        return f' href="{escaped(href)}"'
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
        before = " ".join(state.src[: state.pos].split())[-_SHOWN:]
        raise ValueError(f'"}}}}" without the "{{{{" that opens a gap, after "{before}" — write {{{{answer}}}}')
    if not state.src.startswith("{{", state.pos):
        return False
    (answer, *accept), end = parts(state.src, state.pos)
    if not silent:
        state.push("gap", "", 0).meta["gap"] = _sound(Gap(Marked(answer), tuple(map(Marked, accept))))
    state.pos = end
    return True


def _sound(gap: Gap) -> Gap:
    """The gap, if the marks of all its answers are sound, and if they say something."""
    for answer in (gap.answer, *gap.accept):
        answer.__html__()
        if not answer.plain.strip():
            raise ValueError(f'the answer "{answer}" of a gap says nothing — write words or a formula')
    return gap
