"""Which template, and which line of which lesson, a fault in composing belongs to."""

from __future__ import annotations

import linecache
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import TypeVar

from jinja2 import TemplateError as JinjaError
from jinja2 import TemplateNotFound, TemplateSyntaxError

from hornbook.document.access import Fault
from hornbook.document.markup import MarkupError, Node, parse
from hornbook.errors import Place, Problem, TemplateError

_FOLDERS = ("/documents/", "/activities/", "/parts/")
_N = TypeVar("_N")


@dataclass(frozen=True, slots=True)
class Blame:
    """A template at work for a spot in a lesson. As a context it turns what a template can do wrong into a TemplateError."""

    template: str
    lesson: Place
    what: str = "in the document"

    def __enter__(self) -> None:
        return

    def __exit__(self, _kind: object, error: BaseException | None, _trace: TracebackType | None) -> None:
        match error:
            case TemplateNotFound():
                raise self._fault(f"there is no template {error.name}", Place(str(error.name))) from None
            case TemplateSyntaxError():
                raise self._fault(str(error.message), Place(error.name or self.template, error.lineno)) from None
            case UnicodeDecodeError():
                raise self._fault("the file is not UTF-8", Place(self.template), "save it again with the encoding UTF-8") from None
            case JinjaError() | AttributeError() | TypeError() | ValueError() | LookupError() | ArithmeticError() | RuntimeError():
                raise self._fault(str(error), self._line_of(error)) from None

    def parse(self, markup: str, kind: type[_N], includes: Sequence[Sequence[Node]]) -> tuple[_N, ...]:
        """The nodes of what the template printed; raises TemplateError."""
        try:
            return parse(markup, kind, includes)
        except MarkupError as error:
            lines = markup.splitlines()
            printed = lines[error.line - 1].strip() if 0 < error.line <= len(lines) else ""
            raise self._fault(str(error), Place(self.template), error.hint, printed) from None

    def parse_one(self, markup: str, kind: type[_N], includes: Sequence[Sequence[Node]]) -> _N:
        """The one node of what the template printed; raises TemplateError if there are none or several."""
        match self.parse(markup, kind, includes):
            case (node,):
                return node
            case nodes:
                name = kind.__name__.lower()
                raise self._fault(f"the template prints {len(nodes)} {name}s", Place(self.template), f"print one <{name}>")

    def refuse(self, fault: Fault | None) -> None:
        """Raise TemplateError if what the template printed has this fault."""
        if fault:
            what, hint = fault
            raise self._fault(what, Place(self.template), hint)

    def _fault(self, message: str, place: Place, hint: str = "", printed: str = "") -> TemplateError:
        seen = f"; the template printed: {printed}" if printed else ""
        advice = hint or "mend the template, or remove your own copy of it to get the built-in one"
        return TemplateError(Problem(f"{message} ({self.what}, {self.lesson}{seen})", advice, place))

    def _line_of(self, error: BaseException) -> Place:
        """Where in a template an exception arose. Jinja rewrites some tracebacks to say so; of a block's it has the lines only."""
        place = Place(self.template)
        for frame, line in traceback.walk_tb(error.__traceback__):
            file = frame.f_code.co_filename
            if file.endswith(".j2"):
                template = frame.f_globals.get("__jinja_template__")
                number = template.get_corresponding_lineno(line) if template else line
                name = next((part[1:] + file.rpartition(part)[2] for part in _FOLDERS if part in file), self.template)
                place = Place(name, number, 0, linecache.getline(file, number).strip())
        return place
