"""A theme from its TOML, and from those it inherits from: read, merged, checked."""

from __future__ import annotations

import tomllib
from math import floor
from typing import Any, Protocol

from pydantic import ValidationError

from hornbook.document.nodes import Raster
from hornbook.errors import Place, Problem, TemplateError, did_you_mean
from hornbook.fonts import FAMILIES
from hornbook.theme.contrast import faint
from hornbook.theme.faults import Layer, place_of, told
from hornbook.theme.file import ThemeFile
from hornbook.theme.measures import Paper, Theme
from hornbook.theme.sizes import LARGEST, SMALLEST, resized


class Shelf(Protocol):
    """Where themes and their logos are found: a school's own folder first, then the built-in one."""

    def read(self, name: str, *, builtin: bool = False) -> str | None:
        """The text of a file such as `themes/classic.toml`, or None if there is none; not the school's own if `builtin`."""

    def names(self, folder: str) -> list[str]:
        """The names, without their endings, of the text files in a folder."""

    def picture(self, name: str) -> Raster:
        """A picture such as `themes/logo.png`; raises ValueError ("what — hint") if there is none that is safe to use."""


def load_theme(name: str, shelf: Shelf, paper: Paper = "a4", size: float | None = None) -> Theme:
    """The theme `name` on `paper`, set anew for text of `size` points if one is given.

    Raises TemplateError, with the file and the line, for an unknown theme, a TOML that does not parse, a key, font, value or logo
    that cannot be used, and for colours too near each other; ValueError for a size out of bounds.
    """
    layers = _layers(name, shelf, ())
    file = _checked(name, layers)
    if problems := [*_fonts(file, layers), *_contrast(file, layers)]:
        raise TemplateError(problems)
    logo = _logo(file, layers, shelf)
    if size is not None and not SMALLEST <= size <= LARGEST:
        raise ValueError(f"text of {size:g} points — choose a size from {SMALLEST:g} to {LARGEST:g}")
    return Theme(file if size is None else resized(file, size), paper, logo)


def _layers(name: str, shelf: Shelf, heirs: tuple[str, ...]) -> list[Layer]:
    """The theme's own TOML, then that of the theme it inherits from, and so on.

    A school's own theme that inherits from its own name means the built-in one, which it stands before.
    """
    path = f"themes/{name}.toml"
    builtin = heirs[-1:] == (name,) and heirs.count(name) == 1
    text = shelf.read(path, builtin=builtin)
    heir = Place(f"themes/{heirs[-1]}.toml") if heirs else None
    if name in heirs and not (builtin and text is not None):
        chain = " → ".join((*heirs, name))
        raise TemplateError(Problem(f"the theme inherits from itself: {chain}", 'change its "inherits" line', heir))
    if text is None:
        raise TemplateError(Problem(f'there is no theme "{name}"', did_you_mean(name, shelf.names("themes")), heir))
    layer = _layer(f"built-in {path}" if builtin else path, text)
    parent = layer.data.get("inherits")
    if parent is None:
        return [layer]
    if not isinstance(parent, str):
        raise TemplateError(
            Problem('"inherits" must be the name of a theme', 'write inherits = "classic"', layer.place(["inherits"]))
        )
    return [layer, *_layers(parent, shelf, (*heirs, name))]


def _layer(file: str, text: str) -> Layer:
    try:
        return Layer(file, text, tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise TemplateError(Problem(f"not valid TOML: {error}", "mend the line it names", Place(file))) from None


def _checked(name: str, layers: list[Layer]) -> ThemeFile:
    settings: dict[str, Any] = {}
    for layer in reversed(layers):
        for key, value in layer.data.items():
            both = isinstance(value, dict) and isinstance(settings.get(key), dict)
            settings[key] = settings[key] | value if both else value
        if "name" in layer.data:
            raise TemplateError(Problem('unknown key "name"', "a theme is called after its file", layer.place(["name"])))
    settings.pop("inherits", None)
    try:
        return ThemeFile.model_validate(settings | {"name": name})
    except ValidationError as error:
        raise TemplateError([told(fault, layers) for fault in error.errors(include_url=False)]) from None


def _fonts(file: ThemeFile, layers: list[Layer]) -> list[Problem]:
    return [
        Problem(f'no font family "{family}"', did_you_mean(family, list(FAMILIES)), place_of(layers, ("fonts", key)))
        for key, family in (("body", file.fonts.body), ("heading", file.fonts.heading))
        if family not in FAMILIES
    ]


def _contrast(file: ThemeFile, layers: list[Layer]) -> list[Problem]:
    return [
        Problem(
            f'"{pair.colour}" on "{pair.behind}" has a contrast of {_cut(pair.ratio)} to 1, and must have {pair.wanted:g}',
            "make one of them darker, or the other lighter (WCAG 2.1, 1.4.3 and 1.4.11)",
            _nearest(layers, ("colours", pair.colour), ("colours", pair.behind)),
        )
        for pair in faint(file.colours)
    ]


def _cut(ratio: float) -> str:
    """Two decimals, cut and not rounded: 4.497 is not the 4.5 that is wanted."""
    return f"{floor(100 * ratio) / 100:g}"


def _nearest(layers: list[Layer], *paths: tuple[str, str]) -> Place:
    """The place of that one of the values which was set last: it is the one to change."""
    order = [layer.file for layer in layers]
    return min((place_of(layers, path) for path in paths), key=lambda place: order.index(place.file))


def _logo(file: ThemeFile, layers: list[Layer], shelf: Shelf) -> Raster | None:
    school = file.school
    if not school.logo:
        return None
    place = place_of(layers, ("school", "logo"))
    if not school.logo_alt.strip():
        hint = 'say what it shows: logo_alt = "The crest of Greenfield School: an oak"'
        raise TemplateError(Problem("the logo has no text for those who cannot see it", hint, place))
    try:
        return shelf.picture(f"themes/{school.logo}")
    except ValueError as error:
        what, _, hint = str(error).partition(" — ")
        raise TemplateError(Problem(what, hint, place)) from None
