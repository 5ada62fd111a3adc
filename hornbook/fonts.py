"""The font families a theme may name, which characters they can set, and the fonts for names in other scripts.

Fonts come from packages (`fontpkg-*`, all under the SIL Open Font License), never from the system and never from the tree. A
character that the theme's family lacks is set from the first of the `FALLBACKS` that has it; one that is in no font is an
error of the pack, found before anything is drawn. So is one that no font can set without knowing its neighbours.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from importlib.util import find_spec
from itertools import groupby, repeat
from pathlib import Path
from typing import Literal

from fontTools.unicodedata import script as script_of
from fontTools.unicodedata import script_name
from reportlab.pdfbase.ttfonts import TTFontFile

_ONE_BY_ONE = frozenset(("Latn", "Grek", "Cyrl", "Zyyy", "Zinh"))
"""The scripts (ISO 15924) that texts are set in; the last two are signs of many of them."""

Face = Literal["regular", "bold", "italic", "bold-italic"]


@dataclass(frozen=True, slots=True)
class Family:
    """A family of four faces. `alternative` is what a word processor may use in its place when it is not installed."""

    name: str
    package: str
    faces: tuple[str, str, str, str]
    alternative: str
    serif: bool = False

    def path(self, face: Face) -> Path:
        """The font file of a face."""
        name = self.faces[("regular", "bold", "italic", "bold-italic").index(face)]
        return Path(str(files(self.package))) / "files" / name


def _static(name: str, package: str, stem: str, alternative: str, *, serif: bool = False) -> Family:
    faces = (f"{stem}-Regular.ttf", f"{stem}-Bold.ttf", f"{stem}-Italic.ttf", f"{stem}-BoldItalic.ttf")
    return Family(name, package, faces, alternative, serif)


FAMILIES: dict[str, Family] = {
    family.name: family
    for family in (
        _static("PT Serif", "fontpkg_pt_serif", "PT_Serif-Web", "Cambria", serif=True),
        _static("PT Sans", "fontpkg_pt_sans", "PT_Sans-Web", "Calibri"),
        _static("Atkinson Hyperlegible", "fontpkg_atkinson_hyperlegible", "AtkinsonHyperlegible", "Verdana"),
        Family("Noto Sans", "fontpkg_noto_sans", ("NotoSans[wdth,wght].ttf",) * 4, "Calibri"),
        Family("Source Sans 3", "fontpkg_source_sans_3", ("SourceSans3[wght].ttf",) * 4, "Calibri"),
    )
}

FALLBACKS = ("PT Sans", "Noto Sans", "Source Sans 3")
"""Tried in this order for a character that the theme's own family lacks; the last holds arrows, ticks and boxes."""


@dataclass(frozen=True, slots=True)
class ScriptFont:
    """A font for the names of pupils that the families cannot set, and where it comes from; a variable one has one file.

    One that is too large to come with Hornbook names its `scripts` (ISO 15924), by which it is known what to install.
    """

    name: str
    package: str
    regular: str
    bold: str
    scripts: frozenset[str] = frozenset()

    def path(self, *, bold: bool = False) -> Path | None:
        """The font file, or nothing where its package is not installed."""
        if find_spec(self.package) is None:
            return None
        return Path(str(files(self.package))) / (self.bold if bold else self.regular)


def _variable(name: str, package: str, file: str, scripts: tuple[str, ...] = ()) -> ScriptFont:
    return ScriptFont(name, package, file, file, frozenset(scripts))


_NOTO_SANS = (
    *("Hebrew", "Arabic", "Armenian", "Georgian", "Ethiopic"),
    *("Devanagari", "Bengali", "Gurmukhi", "Gujarati", "Oriya", "Tamil", "Telugu", "Kannada", "Malayalam", "Sinhala"),
    *("Thai", "Lao", "Myanmar", "Khmer"),
)

SCRIPT_FONTS = (
    # Before the one of Noto, which draws letters and their dots apart: searching such a name finds nothing.
    ScriptFont(
        *("IBM Plex Sans Arabic", "fontpkg_ibm_plex_sans_arabic"),
        *("files/IBMPlexSansArabic-Regular.ttf", "files/IBMPlexSansArabic-Bold.ttf"),
    ),
    *(_variable(f"Noto Sans {script}", "manimgx_fonts", f"NotoSans{script}[wght].ttf") for script in _NOTO_SANS),
    _variable("Noto Sans CJK", "manimgx_fonts_cjk", "NotoSansCJK-VF.otf.ttc", ("Hani", "Hira", "Kana", "Hang", "Bopo")),
)
"""Tried in this order for what the families cannot set; all are under the SIL Open Font License."""


def to_install(char: str) -> str:
    """The package whose fonts have the character, if it is not installed, or nothing."""
    script = script_of(char)
    absent = (font.package for font in SCRIPT_FONTS if script in font.scripts and font.path() is None)
    return next(absent, "").replace("_", "-")


def has_meaning(code: int) -> bool:
    """Whether a code point says something: controls do not, and what one of private use means only its font knows.

    Some fonts have glyphs for both, but whoever listens to a file or copies from it gets nothing (ISO 19005-2, 6.2.11.7).
    """
    return code >= 0x20 and not 0x7F <= code < 0xA0 and not 0xE000 <= code <= 0xF8FF and code < 0xF0000


def stands_alone(code: int) -> bool:
    """Whether a character is set as it is, one after the other from left to right, as texts are.

    Devanagari, Arabic and many others are not: letters change with their neighbours, or places with them. Some families have them.
    """
    return code < 0x0590 or 0x1D00 <= code < 0xA000 or script_of(chr(code)) in _ONE_BY_ONE


def is_set(code: int) -> bool:
    """Whether texts may have the character, if there is a font for it."""
    return has_meaning(code) and stands_alone(code)


@lru_cache(maxsize=64)
def _advances(family: str, face: Face) -> dict[int, float]:
    """The advance width in ems of each character of a face."""
    file = TTFontFile(str(FAMILIES[family].path(face)))
    return {code: file.charWidths.get(code, file.defaultWidth) / 1000 for code in file.charToGlyph if is_set(code)}


def characters(family: str, face: Face = "regular") -> Set[int]:
    """The code points for which a face has a glyph."""
    return _advances(family, face).keys()


@lru_cache(maxsize=8192)
def advance(text: str, family: str, face: Face = "regular") -> float:
    """The width of `text` on one line in ems; a character that the face lacks counts as one em."""
    known = _advances(family, face)
    return sum(map(known.get, map(ord, text), repeat(1.0)))


def missing(text: str) -> str:
    """The characters of `text` that no family can set, each once and in order."""
    return "".join(dict.fromkeys(char for char in text if not _known(ord(char))))


def why_missing(chars: str) -> Iterator[tuple[str, str]]:
    """Why these characters cannot be set, what and hint, for each script among them."""
    of_script = groupby(sorted(chars, key=_sort_of), _sort_of)
    for script, found in ((script, list(found)) for script, found in of_script):
        shown = ", ".join(f'"{char}" (U+{ord(char):04X})' if char.isprintable() else f"U+{ord(char):04X}" for char in found[:5])
        if script:
            what = f"the script {script} can be set in names of pupils, not in texts: {shown}"
            yield what, "write the words in Latin letters, and put the original in as a picture"
        else:
            yield f"no font has the character {shown}", "write it with other letters, or as a picture"


def _sort_of(char: str) -> str:
    """The script of a character, if that is why it cannot be set."""
    script = script_of(char)
    return "" if script in _ONE_BY_ONE or script == "Zzzz" else script_name(script).replace("_", " ")


@lru_cache(maxsize=4096)
def _known(code: int) -> bool:
    return code in (0x09, 0x0A, 0xA0, 0x202F) or any(code in characters(family) for family in FALLBACKS)
