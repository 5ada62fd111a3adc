"""Which characters texts may have, and why others may not."""

from __future__ import annotations

import pytest

from hornbook.errors import RenderError
from hornbook.fonts import FAMILIES, characters, missing, why_missing
from hornbook.render.pdf.fonts import Faces

PICTURE = "write the words in Latin letters, and put the original in as a picture"
NAMES_ONLY = "can be set in names of pupils, not in texts"


@pytest.mark.parametrize(
    "text", ["Œuvre, Łódź, Straße", "Мир во всём мире", "Ἀθῆναι", "½ → ✓ ☐ № €", "e\u0301", "soft\u00adhyphen", "−3 °C"]
)
def test_what_is_set_letter_by_letter_may_stand_in_texts(text: str):
    assert missing(text) == ""


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("हिन्दी", "Devanagari"),
        ("বাংলা", "Bengali"),
        ("தமிழ்", "Tamil"),
        ("ภาษาไทย", "Thai"),
        ("سلام", "Arabic"),
        ("שלום", "Hebrew"),
        ("ქართული", "Georgian"),
        ("አማርኛ", "Ethiopic"),
        ("한국어", "Hangul"),
        ("ひらがな", "Hiragana"),
        ("热那亚", "Han"),
        ("\ufb1d", "Hebrew"),
    ],
)
def test_other_scripts_are_refused_by_their_names(text: str, script: str):
    chars = missing(text)
    assert set(chars) == set(text)
    ((what, hint),) = why_missing(chars)
    shown = ", ".join(f'"{char}" (U+{ord(char):04X})' for char in chars[:5])
    assert (what, hint) == (f"the script {script} {NAMES_ONLY}: {shown}", PICTURE)


def test_each_script_has_its_own_reason():
    found = list(why_missing(missing("שלום, سلام, \U0001f71a")))
    assert [what.partition(" c")[0] for what, _ in found] == ["no font has the", "the script Arabic", "the script Hebrew"]


@pytest.mark.parametrize("family", FAMILIES)
def test_a_family_that_has_letters_of_such_a_script_does_not_set_them(family: str):
    """Noto Sans has Devanagari; one letter after the other would be a misprint."""
    assert characters(family).isdisjoint(map(ord, "हिन्दी"))
    with pytest.raises(RenderError, match=f'the script Devanagari {NAMES_ONLY}: "ह" \\(U\\+0939\\)'):
        Faces().pieces("हिन्दी", family, "regular")
