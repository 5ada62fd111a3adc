"""The sources of a pack as the rest of it refers to them: by label, by id and by line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count

from hornbook.activities.tiers import Tier
from hornbook.activities.values import LineRange
from hornbook.document.passes.lines import line_texts
from hornbook.document.text import letters
from hornbook.pack.models import Gloss, Source
from hornbook.pack.yaml import Node


def labelled(sources: Iterable[Source]) -> dict[str, Source]:
    """The sources by id, in order; those without a label get the next letter that no other source has."""
    listed = list(sources)
    taken = {source.label for source in listed}
    free = (letter for letter in map(letters, count()) if letter not in taken)
    found: dict[str, Source] = {}
    for source in listed:
        found.setdefault(source.id, source if source.label else source.model_copy(update={"label": next(free)}))
    return found


def numbered_lines(source: Source, measure: int) -> list[str]:
    """The plain words of each numbered line of the original of a source; a picture has none."""
    return line_texts([part.plain for part in source.paragraphs()], measure)


def adapted_lines(source: Source, lines: LineRange, measure: int) -> list[LineRange]:
    """The lines of the adapted text that stand for `lines` of the original, in stretches; empty if it does not say."""
    stretches: list[LineRange] = []
    last = 0
    for passage in source.adapted:
        first, last = last + 1, last + len(line_texts([part.plain for part in passage.text.paragraphs], measure))
        if passage.of is None or passage.of.last < lines.first or passage.of.first > lines.last:
            continue
        if stretches and stretches[-1].last == first - 1:
            stretches[-1] = LineRange(stretches[-1].first, last)
        else:
            stretches.append(LineRange(first, last))
    return stretches


def shown_glosses(source: Source, tier: Tier) -> tuple[Gloss, ...]:
    """The words explained to pupils of a tier: beneath an adapted text only those that still stand in it."""
    if tier != "support" or not source.adapted:
        return source.gloss
    shown = " ".join(part.plain for part in source.paragraphs(tier))
    return tuple(gloss for gloss in source.gloss if _is_word_of(shown, gloss.term.plain))


def _is_word_of(text: str, term: str) -> bool:
    """Whether the words of a gloss stand in a text, whole, in the singular or the plural."""
    words = r"\s+".join(map(re.escape, term.casefold().split()))
    return re.search(rf"(?<!\w){words}(?:e?s)?(?!\w)", text.casefold()) is not None


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What references are checked against. `ids` is None for a kind whose file could not be read: then nothing can be said.

    Ids come from the plain data, so that one unsound source does not make unknown ids of the others. `pictures` are the sources
    that have one, with words for those who do not see it; `kinds` says what each sound source is.
    """

    ids: Mapping[str, frozenset[str] | None]
    lines: Mapping[str, list[str]]
    pictures: frozenset[str] = frozenset()
    kinds: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, main: Node, file: Node, sources: Mapping[str, Source], measure: int) -> Catalogue:
        """The ids of the plain data of pack.yaml and sources.yaml, and the lines of the sources that are sound."""
        kinds = {"people": main, "glossary": main, "timeline": main, "sources": file}
        ids = {kind: frozenset(ids_under(data, kind)) if isinstance(data, dict) else None for kind, data in kinds.items()}
        pictures = frozenset(name for name, source in sources.items() if source.image and source.alt)
        lines = {name: numbered_lines(source, measure) for name, source in sources.items()}
        return cls(ids, lines, pictures, {name: source.kind for name, source in sources.items()})


def ids_under(data: Node, key: str) -> Iterator[str]:
    """The ids of the list under `key`, sound or not."""
    items = data.get(key) if isinstance(data, dict) else None
    for item in items if isinstance(items, list) else ():
        if isinstance(item, dict) and isinstance(name := item.get("id"), str):
            yield name
