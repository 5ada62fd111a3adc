"""What composing a lesson and composing a whole pack have in common: templates run under blame, and what they all may ask for."""

from __future__ import annotations

import hashlib
from base64 import b32encode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from jinja2 import Template
from markupsafe import Markup

from hornbook.activities.base import Cite, LineRange
from hornbook.activities.tiers import Tier
from hornbook.blame import Blame
from hornbook.document.access import heading_fault
from hornbook.document.markup import Node
from hornbook.document.nodes import Document
from hornbook.document.passes import Edition, finish
from hornbook.errors import Place
from hornbook.locale import known
from hornbook.pack.load import Pack
from hornbook.pack.sources import adapted_lines, shown_glosses
from hornbook.templates import Templates

_CODE_LENGTH = 4


class BaseComposer:
    """Runs templates on a pack for pupils of one tier; `place` is the file that is blamed for what goes wrong in them."""

    def __init__(self, templates: Templates, pack: Pack, place: Place, tier: Tier = "core") -> None:
        self.templates, self.pack, self.place, self.tier = templates, pack, place, tier
        self.words = templates.words(pack.file.language)
        self.included: list[Sequence[Node]] = []

    def include(self, nodes: Sequence[Node]) -> Markup:
        """A reference that stands for these nodes."""
        self.included.append(nodes)
        return Markup('<include ref="{}"/>').format(len(self.included) - 1)

    def composed(self, kind: str, variables: Mapping[str, object]) -> Document:
        """The template of a document, rendered and parsed."""
        blame = Blame(f"documents/{kind}.xml.j2", self.place)
        markup = self.run(blame, lambda template: template.render({**self.shared(), "code": "", **variables}))
        document = blame.parse_one(markup, Document, self.included)
        blame.refuse(heading_fault((block for section in document.sections for block in section.children), whole=True))
        return replace(document, images=self.pack.images, words=self.words)

    def run(self, blame: Blame, draw: Callable[[Template], str]) -> str:
        """What a template prints; raises TemplateError if it cannot."""
        with blame:
            return draw(self.templates.environment(self.words).get_template(blame.template))

    def shared(self) -> dict[str, object]:
        """What every template may ask for."""
        return {
            "pack": self.pack,
            "authors": ", ".join(author.plain for author in self.pack.file.authors),
            "source": self.source,
            "label": self.label,
            "provenance": lambda id_: self.pack.sources[id_].provenance_line(self.words),
            "common": self._common,
        }

    def label(self, source: str) -> str:
        """What a source is called: "Source A"."""
        return self.words.gettext("Source %(label)s") % {"label": self.pack.sources[source].label}

    def source(self, source: str) -> Markup:
        """A source in its box."""
        record = self.pack.sources[source]
        variables = {
            "source": record,
            "provenance": record.provenance_line(self.words),
            "paragraphs": record.paragraphs(self.tier),
            "glosses": shown_glosses(record, self.tier),
            "pack": self.pack,
            "label": self.label,
        }
        blame = Blame("parts/source.xml.j2", self.place, f"in the source {source}")
        return self.include(blame.parse(self.run(blame, lambda template: template.render(variables)), object, self.included))

    @property
    def language(self) -> str:
        """The language of the pack, a BCP 47 tag."""
        return self.pack.file.language

    def strange_words(self) -> tuple[str, ...]:
        """A warning if what Hornbook itself prints is not in the language of the pack."""
        language = self.language
        if known(language, self.words):
            return ()
        return (f'there are no words of Hornbook\'s in the language "{language}": headings, labels and prompts are in English',)

    @cached_property
    def _common(self) -> object:
        template = self.templates.environment(self.words).get_template("parts/common.xml.j2")
        return template.make_module({"label": self.label, "adapted_lines": self._adapted_lines})

    def _adapted_lines(self, cite: Cite) -> list[LineRange] | None:
        """The lines a pupil finds for a citation where the sheet prints an adapted text; None where it prints the original."""
        source = self.pack.sources[cite.source]
        if self.tier != "support" or not source.adapted:
            return None
        return adapted_lines(source, cite.lines, self.pack.file.measure) if cite.lines else []


def copy_code(document: Document, edition: Edition, before: str, kind: str, version: str = "") -> str:
    """The code in the foot of a document: what it is, a check of what its readers (never the key) see in it, its version.

    `before` stands before the initials of its kind: "02W-7QKD-A".
    """
    read = finish(document, edition)
    check = b32encode(hashlib.blake2b(repr((read.head, read.sections)).encode(), digest_size=5).digest()).decode()
    initials = "".join(word[0] for word in kind.split("-")).upper()
    return "-".join(filter(None, (f"{before}{initials}", check[:_CODE_LENGTH], version)))
