"""Where templates are found, and the Jinja environment they run in.

Templates are code: they belong to the project, or to a school that puts files of its own in front of them. What they print is
always data from a pack, so everything is escaped, and a name that does not exist is an error instead of nothing.
"""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup, escape

from hornbook import __version__
from hornbook.document.nodes import Raster
from hornbook.document.passes.numbering import question_label
from hornbook.document.text import letters
from hornbook.errors import CommandError, Place, Problem, TemplateError
from hornbook.locale import ENGLISH, Words, load_words
from hornbook.places import builtin_folder
from hornbook.prose import Prose

LARGEST_LOGO = (1200, 600)
"""Pixels: a logo in the running head is some 15 mm high, and a letter-quality printer sets 24 dots to the millimetre."""

_SPACE = re.compile(r" (?![^<>]*>)")
"""A space of a text, and none between the attributes of its tags."""

_TEXTS = (".toml", ".j2", ".yaml")


class Templates:
    """A search path of template folders: a school's own first, then the built-in ones."""

    def __init__(self, own: Path | None = None) -> None:
        if own is not None and not own.is_dir():
            raise CommandError(Problem(f"there is no folder of templates at {own}", "name a folder that exists after --templates"))
        self.folders = (own, builtin_folder()) if own else (builtin_folder(),)
        self._words: dict[str, Words] = {}
        self._environments: dict[str, SandboxedEnvironment] = {}

    def read(self, name: str, *, builtin: bool = False) -> str | None:
        """The text of a file such as `themes/classic.toml`, or None; the `builtin` one on request.

        Raises TemplateError if it is not UTF-8.
        """
        for folder in self.folders[-1:] if builtin else self.folders:
            if (folder / name).is_file():
                try:
                    return (folder / name).read_text(encoding="utf-8")
                except UnicodeDecodeError:
                    hint = "save it again with the encoding UTF-8"
                    raise TemplateError(Problem("the file is not UTF-8", hint, Place(name))) from None
        return None

    def names(self, folder: str) -> list[str]:
        """The names, without their endings, of the text files in a subfolder, sorted."""
        paths = (path for base in self.folders for path in (base / folder).glob("*") if path.suffix in _TEXTS and path.is_file())
        found = {path.name.split(".")[0] for path in paths}
        return sorted(found)

    def picture(self, name: str) -> Raster:
        """A picture such as `themes/logo.png`; raises ValueError ("what — hint") if there is none that is safe to use."""
        from hornbook.pictures import load_picture

        folder = next((folder for folder in self.folders if (folder / name).exists()), self.folders[0])
        return load_picture(folder, name, "the folder of templates", LARGEST_LOGO)

    def words(self, language: str) -> Words:
        """The words of the program in a language, a BCP 47 tag. Raises TemplateError if a catalogue is not as it should be."""
        if language not in self._words:
            self._words[language] = load_words(language, self.folders)
        return self._words[language]

    def environment(self, words: Words = ENGLISH) -> SandboxedEnvironment:
        """Jinja, strict and escaping, with these words; made once for a language, so that each template is compiled once."""
        if words.language not in self._environments:
            self._environments[words.language] = self._environment(words)
        return self._environments[words.language]

    def _environment(self, words: Words) -> SandboxedEnvironment:
        environment = SandboxedEnvironment(
            loader=FileSystemLoader(self.folders),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            bytecode_cache=_compiled(),
            extensions=["jinja2.ext.i18n"],
        )
        _install(words, environment)
        environment.filters |= {
            "letter": letters,
            "markup": _markup,
            "paragraphs": _paragraphs,
            "part": lambda index: question_label(1, index),
            "unbroken": _unbroken,
        }
        return environment


def _install(words: Words, environment: Any) -> None:
    """Give an environment (as the extension has changed it, which no type says) the words; like all texts they are escaped."""
    environment.install_gettext_callables(
        lambda message: escape(words.gettext(message)),
        lambda one, many, number: escape(words.ngettext(one, many, number)),
        newstyle=True,
        pgettext=lambda context, message: escape(words.pgettext(context, message)),
        npgettext=lambda context, one, many, number: escape(words.npgettext(context, one, many, number)),
    )


class _Compiled(FileSystemBytecodeCache):
    """Compiled templates, kept in a folder of the user's own so that only the first run waits for Jinja's compiler."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a compiled template if it can be kept: a full disk must not stop a build."""
        with suppress(OSError):
            super().dump_bytecode(bucket)


def _compiled() -> BytecodeCache | None:
    """A cache for this version of Hornbook, or none where there is no safe place for it."""
    try:
        return _Compiled(pattern=f"hornbook-{__version__}-%s.cache")
    except (RuntimeError, OSError):
        return None


def _markup(lowered: str) -> Markup:
    """Markup that a text has already been lowered to, as it is."""
    return Markup(lowered)  # noqa: S704 - made by hornbook.prose, which escapes what it is given


def _unbroken(text: object) -> Markup:
    """A text whose words no line parts."""
    return Markup(_SPACE.sub("\u00a0", escape(text)))  # noqa: S704 - escaped here, whatever it was


def _paragraphs(text: Prose) -> Markup:
    """A text with blank lines as body paragraphs."""
    return Markup("").join(Markup("<p>") + escape(part) + Markup("</p>") for part in text.paragraphs)
