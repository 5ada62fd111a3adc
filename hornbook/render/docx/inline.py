"""Inline nodes as runs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import assert_never

from hornbook.document.inline import (
    Blank,
    ComposedInline,
    Correct,
    Emphasis,
    Filled,
    Formula,
    Gap,
    LineBreak,
    Link,
    Span,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from hornbook.errors import Problem, RenderError
from hornbook.render.docx.formulas import equation
from hornbook.render.docx.ooxml import RunLook, escape, run, text_run
from hornbook.render.docx.styles import filled
from hornbook.theme import Theme

_GAP_START, _GAP = "\u202f", "\u00a0"
"""What a gap is made of. LibreOffice lets no-break spaces after a common space vanish at the end of a line, but not narrow ones."""
_SPACES_TO_AN_EM = 4  # the no-break space of every family is close to a quarter of an em
_SCHEMES = ("http://", "https://", "mailto:")


@dataclass(frozen=True, slots=True)
class Inliner:
    """Sets inline nodes: `relate` gives the relationship of an address, `warn` takes what cannot be expressed."""

    theme: Theme
    relate: Callable[[str], str]
    warn: Callable[[str], None]

    def runs(self, content: Sequence[ComposedInline], look: RunLook, *, linked: bool = False) -> str:
        """The runs of `content`, each differing from the paragraph's style by `look`."""
        return "".join([self._node(node, look, linked) for node in content])

    def _node(self, node: ComposedInline, look: RunLook, linked: bool) -> str:
        match node:
            case Text(text):
                return text_run(text, look)
            case Strong(content):
                return self.runs(content, look._replace(bold=True), linked=linked)
            case Emphasis(content):
                return self.runs(content, self._stressed(look), linked=linked)
            case Superscript(content):
                return self.runs(content, look._replace(raised="superscript"), linked=linked)
            case Subscript(content):
                return self.runs(content, look._replace(raised="subscript"), linked=linked)
            case Span(lang, content):
                return self.runs(content, look._replace(lang=lang), linked=linked)
            case Link(href, content):
                return self._link(href, content, look, linked)
            case LineBreak():
                return run("<w:br/>")
            case Formula(tex):
                return equation(tex, look)
            case Gap(width, hint):
                return text_run(hint, look) + self._gap(width, look)
            case Filled(content):
                answer = filled(self.theme)
                shown = look._replace(style="FilledAnswer", bold=answer.bold, colour=answer.colour, fill=answer.fill)
                return self.runs(content, shown, linked=linked)
            case Blank() | Correct():
                name = type(node).__name__.lower()
                raise RenderError(Problem(f"an unresolved <{name}> reached the Word file", "resolve the edition before rendering"))
        assert_never(node)

    def _gap(self, width: float, look: RunLook) -> str:
        spaces = max(1, round(width * _SPACES_TO_AN_EM) - 1)
        return text_run(_GAP_START + _GAP * spaces, look._replace(underline=True))

    def _stressed(self, look: RunLook) -> RunLook:
        if not self.theme.italics:
            return look._replace(bold=True)
        return look._replace(italic=not look.italic)  # a title within an italic line stands upright

    def _link(self, href: str, content: Sequence[ComposedInline], look: RunLook, linked: bool) -> str:
        if linked:
            self.warn(f"a link within a link leads nowhere in Word: {href}")
            return self.runs(content, look, linked=True)
        if not href.startswith(_SCHEMES):
            raise RenderError(Problem(f"cannot link to {href}", "use an address that starts with https://, http:// or mailto:"))
        shown = look._replace(style="Hyperlink", underline=True, colour=self.theme.colours.heading)
        return f'<w:hyperlink r:id="{escape(self.relate(href))}">{self.runs(content, shown, linked=True)}</w:hyperlink>'
