"""The words to translate: `python -m docs.make.messages`, or `make messages`.

Writes templates/locales/hornbook.pot from the templates and the code, and brings the catalogues beside it up to date: new messages
are added without a translation, those that are gone are dropped, and what is translated stays. The files hold no date and no
line numbers, so that they change only when words do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.pofile import read_po, write_po
from jinja2.ext import babel_extract

from docs.make.pack_format import activity_types, type_of

ROOT = Path(__file__).parents[2]
LOCALES = ROOT / "templates" / "locales"
POT = LOCALES / "hornbook.pot"

_OPTIONS = {"trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}
_COMMENT = "For translators:"
_DATES = ("POT-Creation-Date", "PO-Revision-Date")
_UNSAID = ("Generated-By", "Project-Id-Version", "Report-Msgid-Bugs-To", "Last-Translator", "Language-Team")
_CHANGING = re.compile(rf'^"(?:{"|".join(_DATES + _UNSAID)}): .*\n', re.MULTILINE)
_HEADER = "The words that Hornbook prints. How to translate them: docs/languages.md."


def words() -> Catalog:
    """Every message of the templates and of the code, and the names of the types of activity, without translations."""
    catalogue = Catalog(header_comment=f"# {_HEADER}", charset="utf-8", fuzzy=False)
    for path in _files():
        place = path.relative_to(ROOT).as_posix()
        for message, comments, context in _messages(path):
            catalogue.add(message, locations=[(place, 0)], auto_comments=comments, context=context)
    for model in activity_types():
        catalogue.add(type_of(model).replace("_", " "), locations=[("hornbook/activities/__init__.py", 0)])
    return catalogue


def _files() -> Iterable[Path]:
    return [*sorted((ROOT / "templates").rglob("*.j2")), *sorted((ROOT / "hornbook").rglob("*.py"))]


def _messages(path: Path) -> Iterator[tuple[Any, list[str], str | None]]:
    method: Any = babel_extract if path.suffix == ".j2" else "python"
    with path.open("rb") as file:
        for _line, message, comments, context in extract(
            method, file, DEFAULT_KEYWORDS, [_COMMENT], _OPTIONS, strip_comment_tags=True
        ):
            yield message, comments, context


def text_of(catalogue: Catalog) -> bytes:
    """A catalogue as a file, without what changes from day to day."""
    file = BytesIO()
    write_po(file, catalogue, width=100, include_lineno=False)
    return _CHANGING.sub("", file.getvalue().decode()).encode()


def updated(path: Path, template: Catalog) -> bytes:
    """The catalogue of a language with the messages there are now."""
    with path.open("rb") as file:
        catalogue = read_po(file, locale=path.parents[1].name)
    catalogue.update(template, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    return text_of(catalogue)


def main() -> None:
    """Write the template of catalogues, and the catalogues anew."""
    template = words()
    POT.write_bytes(text_of(template))
    for path in sorted(LOCALES.glob("*/LC_MESSAGES/hornbook.po")):
        path.write_bytes(updated(path, template))
        with path.open("rb") as file:
            missing = sum(1 for message in read_po(file) if message.id and not message.string)
        print(f"{path.parents[1].name}: {len(template)} messages, {missing} without a translation")


if __name__ == "__main__":
    main()
