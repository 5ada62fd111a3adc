"""The words Hornbook itself prints, in the language of a pack: "Worksheet", "lines 2–3", "Page 1 of 4".

They are written in British English where they are used, marked by `gettext` and its kin, and translated by catalogues
`locales/LANGUAGE/LC_MESSAGES/hornbook.po` in the folders of templates. A catalogue is read as it is: nothing is compiled before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from hornbook.errors import Place, Problem, TemplateError

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message

SOURCE = "en"
"""The language the words are written in, which needs no catalogue."""

_PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\w+\}|\{\}")
_FILE = "LC_MESSAGES/hornbook.po"


@dataclass(frozen=True, slots=True)
class Words:
    """What Hornbook says in one language. `language` is a BCP 47 tag: that of the catalogue found, or `en` if there is none."""

    language: str = SOURCE
    _catalogue: NullTranslations = field(default_factory=NullTranslations, repr=False, compare=False)

    def gettext(self, message: str) -> str:
        """A message in this language."""
        return self._catalogue.gettext(message)

    def ngettext(self, one: str, many: str, number: int) -> str:
        """A message in the form this language has for so many things."""
        return self._catalogue.ngettext(one, many, number)

    def pgettext(self, context: str, message: str) -> str:
        """A message that means different things elsewhere."""
        return self._catalogue.pgettext(context, message)

    def npgettext(self, context: str, one: str, many: str, number: int) -> str:
        """A message with a context, in the form this language has for so many things."""
        return self._catalogue.npgettext(context, one, many, number)


ENGLISH = Words()


@lru_cache(maxsize=64)
def decimal_mark(language: str) -> str:
    """What stands before the decimals of a number in a language, a BCP 47 tag: a comma in es, a point in es-MX (Unicode CLDR)."""
    from babel import Locale, UnknownLocaleError
    from babel.numbers import get_decimal_symbol

    for tag in fallbacks(language):
        with suppress(UnknownLocaleError, ValueError):
            return str(get_decimal_symbol(Locale.parse(tag, sep="-"), numbering_system="latn"))
    return "."


def known(language: str, words: Words) -> bool:
    """Whether the words are in the language that was asked for, be it as another country has it."""
    return same_language(language, words.language)


def same_language(one: str, other: str) -> bool:
    """Whether two tags name the same language, be it as different countries have it."""
    return one.partition("-")[0].lower() == other.partition("-")[0].lower()


def load_words(language: str, folders: Sequence[Path]) -> Words:
    """The words for a BCP 47 tag, from the first of the `folders` that has them, message by message.

    What es-MX lacks is said in es, and what that lacks in English. Raises TemplateError if a catalogue is not as it should be.
    """
    found: tuple[str, NullTranslations] | None = None
    for tag in fallbacks(language):
        for folder in folders:
            path = folder / "locales" / tag.replace("-", "_") / _FILE
            if path.is_file():
                catalogue = _read(path, Place(path.relative_to(folder).as_posix()))
                if found is None:
                    found = tag, catalogue
                else:
                    found[1].add_fallback(catalogue)
    return Words(*found) if found else Words()


def fallbacks(language: str) -> Iterator[str]:
    """A tag in its usual spelling, then without its last part, and so on: zh-Hant-TW, zh-Hant, zh (RFC 4647, "Lookup")."""
    first, *rest = language.split("-")
    parts = [first.lower(), *(part.title() if len(part) == 4 else part.upper() if len(part) == 2 else part for part in rest)]
    for length in range(len(parts), 0, -1):
        yield "-".join(parts[:length])


def _read(path: Path, place: Place) -> GNUTranslations:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import PoFileError, read_po

    compiled = BytesIO()
    try:
        with path.open("rb") as file:
            catalogue = read_po(file, abort_invalid=True)
        write_mo(compiled, catalogue)
    except PoFileError as error:
        raise TemplateError(Problem(f"not a catalogue: {error}", _MEND, Place(place.file, error.lineno + 1))) from None
    except (UnicodeDecodeError, LookupError, ValueError):
        raise TemplateError(Problem("not a catalogue in UTF-8", _MEND, place)) from None
    if problems := list(_faults(catalogue, place)):
        raise TemplateError(problems)
    compiled.seek(0)
    return GNUTranslations(compiled)


_MEND = "mend it with an editor for gettext catalogues such as Poedit, or remove it"


def _faults(catalogue: Catalog, place: Place) -> Iterator[Problem]:
    for message in catalogue:
        if message.id and message.string and not message.fuzzy:
            for text in _texts(message.string):
                if text and (wrong := _wrong_places(message, text)):
                    what = f"the translation “{text}” and its original do not agree on {', '.join(wrong)}"
                    yield Problem(what, "take over what stands in %( )s and { } as it is", Place(place.file, message.lineno or 0))


def _texts(value: str | Sequence[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _wrong_places(message: Message, text: str) -> list[str]:
    """The placeholders that a translation lacks or makes up. One form of a plural may leave out the number: "one line"."""
    wanted = set(_PLACEHOLDER.findall(_texts(message.id)[-1]))
    optional = {"%(num)s", "{}"} if message.pluralizable else set()
    there = set(_PLACEHOLDER.findall(text))
    return sorted((wanted - there - optional) | (there - wanted))
