"""Names of people and classes made into names of files that every system takes, no two alike.

What is printed is the name itself; a file's name may lose what Windows, macOS or a USB stick (FAT) cannot hold.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from hornbook.batch.roster import Pupil

MOST_BYTES = 120
"""In UTF-8, of a name without its ending: leaves room for an ending, a folder's prefix and a synchroniser's suffix within 255."""

_NAMELESS = "unnamed"
_SEPARATORS = frozenset('<>:"/\\|?*')
_UNASSIGNED = ("Cc", "Cs", "Co", "Cn", "Zl", "Zp")
_INVISIBLE = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_JOINERS = frozenset("\u200c\u200d")
# Windows keeps these for devices, with any ending and with superscript digits too.
_DEVICE = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|clock\$|(com|lpt)[0-9])\s*(\..*)?", re.DOTALL)


def file_names(pupils: Sequence[Pupil]) -> list[str]:
    """A file name without ending for each pupil, in their order; the second Anna Müller is "Anna Müller (2)"."""
    return unique_names(pupil.name for pupil in pupils)


def unique_names(texts: Iterable[str]) -> list[str]:
    """A file name without ending for each text, no two alike even where case and ways of writing an accent do not count."""
    taken: set[str] = set()
    counts: dict[str, int] = {}
    return [_unique(text, taken, counts) for text in texts]


def _unique(text: str, taken: set[str], counts: dict[str, int]) -> str:
    name = plain = _safe(text)
    while (key := _key(name)) in taken:
        counts[_key(plain)] = number = counts.get(_key(plain), 1) + 1
        suffix = f" ({number})"
        name = _cut(plain, MOST_BYTES - len(suffix)) + suffix
    taken.add(key)
    return name


def _key(name: str) -> str:
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())


def _safe(text: str) -> str:
    shown = _INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    name = " ".join("".join(_letters(shown)).split()).lstrip("~$-. ")
    name = _cut(name, MOST_BYTES) or _NAMELESS
    return _cut(f"_{name}", MOST_BYTES) if _DEVICE.fullmatch(_key(name)) else name


def _letters(text: str) -> Iterator[str]:
    for char in text:
        kind = unicodedata.category(char)
        yield "_" if char in _SEPARATORS or (kind in _UNASSIGNED and not char.isspace()) else char


def _cut(name: str, most: int) -> str:
    """The beginning of a name that has at most so many bytes and ends with a whole letter, its accents included."""
    end = len(name.encode()[:most].decode(errors="ignore"))
    while 0 < end < len(name) and _continues(name, end):
        end -= 1
    return name[:end].rstrip(" .")


def _continues(name: str, at: int) -> bool:
    """Whether what stands at `at` belongs to the letter before it."""
    char = name[at]
    return unicodedata.category(char).startswith("M") or char in _JOINERS or name[at - 1] in _JOINERS
