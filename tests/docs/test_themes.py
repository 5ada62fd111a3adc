"""The page about themes: its example works, and it names every key there is."""

import re
import tomllib
from pathlib import Path

from hornbook.fonts import FAMILIES
from hornbook.templates import Templates
from hornbook.theme import ThemeFile, load_theme
from tests.specimen import picture

PAGE = (Path(__file__).parents[2] / "docs" / "themes.md").read_text(encoding="utf-8")


def test_the_examples_are_themes(tmp_path: Path):
    examples = re.findall(r"```toml\n# our-school/themes/([\w-]+)\.toml\n(.*?)```", PAGE, re.DOTALL)
    (tmp_path / "themes").mkdir()
    (tmp_path / "themes" / "crest.png").write_bytes(picture().data)
    for name, example in examples:
        (tmp_path / "themes" / f"{name}.toml").write_text(example, encoding="utf-8")
    templates = Templates(tmp_path)
    assert {name for name, _ in examples} <= set(templates.names("themes"))
    green, yellow = (load_theme(name, templates) for name, _ in examples)
    assert green.size == tomllib.loads(examples[0][1])["type"]["size"]
    assert green.paragraph("title").family == "Atkinson Hyperlegible"
    assert green.logo
    assert yellow.colours.page == "#ffffa8"


def test_every_key_family_and_theme_is_named():
    tables = [field.annotation for name, field in ThemeFile.model_fields.items() if name != "name"]
    for word in (*(key for table in tables for key in table.model_fields), *Templates().names("themes")):
        assert f"`{word}`" in PAGE
    for family in FAMILIES:
        assert family in PAGE
