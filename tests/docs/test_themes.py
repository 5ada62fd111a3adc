"""The page about themes: its example works, and it names every key there is."""

import re
import tomllib
from pathlib import Path

from hornbook.fonts import FAMILIES
from hornbook.templates import Templates
from hornbook.theme import ThemeFile, load_theme

PAGE = (Path(__file__).parents[2] / "docs" / "themes.md").read_text(encoding="utf-8")


def test_the_example_is_a_theme(tmp_path: Path):
    example = re.search(r"```toml\n(.*?)```", PAGE, re.DOTALL)[1]
    (tmp_path / "themes").mkdir()
    (tmp_path / "themes" / "greenfield.toml").write_text(example, encoding="utf-8")
    templates = Templates(tmp_path)
    theme = load_theme("greenfield", "a4", templates.read, templates.names("themes"))
    assert theme.size == tomllib.loads(example)["type"]["size"]
    assert theme.paragraph("title").family == "Atkinson Hyperlegible"


def test_every_key_family_and_theme_is_named():
    tables = [field.annotation for name, field in ThemeFile.model_fields.items() if name != "name"]
    for word in (*(key for table in tables for key in table.model_fields), *Templates().names("themes")):
        assert f"`{word}`" in PAGE
    for family in FAMILIES:
        assert family in PAGE
