"""How a handout looks: one TOML file a theme, resolved to measures that both renderers use as they stand.

    themes/NAME.toml ──load, faults──▶ ThemeFile ──contrast──▶ sound ──sizes──▶ resized ──measures──▶ Theme

Sizes are points (1/72 inch) unless a name says otherwise; page measures in a TOML are millimetres because rulers are. Leading
is the distance from baseline to baseline. Nothing here knows a format.
"""

from hornbook.theme.file import ThemeFile
from hornbook.theme.load import Shelf, load_theme
from hornbook.theme.measures import MM, PAPERS, Box, Paper, Style, Theme

__all__ = ["MM", "PAPERS", "Box", "Paper", "Shelf", "Style", "Theme", "ThemeFile", "load_theme"]
