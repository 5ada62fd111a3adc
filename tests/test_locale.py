"""What Hornbook itself prints is in the language of the pack: every word of it, from catalogues that are whole."""

from __future__ import annotations

import dataclasses
import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Literal, get_origin, get_type_hints

import pikepdf
import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from docs.make.messages import LOCALES, POT, text_of, updated, words
from hornbook.compose import Composer, PackComposer, composers, wanted_of
from hornbook.document.inline import Text
from hornbook.document.nodes import Document
from hornbook.document.text import inline_text
from hornbook.errors import TemplateError
from hornbook.locale import Words, decimal_mark, known, load_words
from hornbook.pack.load import load_pack
from hornbook.pipeline import templates_in, theme_of
from hornbook.places import builtin_folder
from hornbook.render import FORMATS
from hornbook.templates import Templates
from tests.samples import NAMES, PACK, example, write_pack

SPANISH = Path(__file__).parents[1] / "packs" / "segunda-republica-1931"
CATALOGUES = sorted(LOCALES.glob("*/LC_MESSAGES/hornbook.po"))


# ---------------------------------------------------------------------------------------------------------- the catalogues


def test_the_words_to_translate_are_up_to_date():
    assert POT.read_bytes() == text_of(words()), "run: make messages"


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parents[1].name)
def test_a_catalogue_is_whole(path: Path):
    assert path.read_bytes() == updated(path, words()), "run: make messages"
    catalogue = read_po(io.BytesIO(path.read_bytes()))
    missing = [message.id for message in catalogue if message.id and not all(_forms(message.string))]
    assert missing == [], f"translate these in {path.name} of {path.parents[1].name}"
    assert load_words(path.parents[1].name.replace("_", "-"), [builtin_folder()])


def _forms(text: str | tuple[str, ...]) -> tuple[str, ...]:
    return text if isinstance(text, tuple) else (text,)


def test_messages_are_texts_and_no_markup():
    """They are escaped like all texts, so an element or an entity among them would be seen on paper."""
    marked = [message.id for message in words() for text in _forms(message.id) if re.search(r"[<>]|&\w+;", text)]
    assert marked == []


# ------------------------------------------------------------------------------------------------------------- the fallbacks


def put(folder: Path, language: str, messages: dict[str, str] | str) -> Path:
    """A folder of templates with a catalogue."""
    path = folder / "locales" / language / "LC_MESSAGES" / "hornbook.po"
    path.parent.mkdir(parents=True)
    if isinstance(messages, str):
        path.write_text(messages, encoding="utf-8")
    else:
        catalogue = Catalog(locale=language)
        for message, text in messages.items():
            catalogue.add(message, text)
        with path.open("wb") as file:
            write_po(file, catalogue)
    return folder


def test_a_language_as_another_country_has_it():
    mexican = load_words("es-MX", [builtin_folder()])
    assert (mexican.language, mexican.gettext("Worksheet")) == ("es", "Ficha de trabajo")
    assert known("es-MX", mexican)


def test_a_language_without_a_catalogue_is_english():
    words = load_words("fr-CA", [builtin_folder()])
    assert words == Words("en")
    assert words.gettext("Worksheet") == "Worksheet"
    assert not known("fr-CA", words)
    assert known("en-GB", words)


def test_a_schools_own_words_stand_before_the_built_in_ones(tmp_path: Path):
    put(tmp_path, "es_MX", {"Worksheet": "Hoja de trabajo"})
    put(tmp_path, "es", {"Class": "Grupo"})
    words = Templates(tmp_path).words("es-mx")
    assert words.language == "es-MX"
    assert [words.gettext(text) for text in ("Worksheet", "Class", "Name")] == ["Hoja de trabajo", "Grupo", "Nombre"]
    assert Templates(tmp_path).words("es").gettext("Worksheet") == "Ficha de trabajo"


def test_a_school_may_say_it_otherwise_in_english(tmp_path: Path):
    put(tmp_path, "en", {"Class": "Form"})
    assert Templates(tmp_path).words("en-GB").gettext("Class") == "Form"


def test_the_number_decides_the_form():
    words = load_words("es", [builtin_folder()])
    assert [words.ngettext("%(num)s mark", "%(num)s marks", number) for number in (1, 2)] == ["%(num)s punto", "%(num)s puntos"]
    assert words.pgettext("true", "T") == "V"


# ---------------------------------------------------------------------------------------------------------------- the faults

HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'


MEND = "mend it with an editor for gettext catalogues such as Poedit, or remove it"


@pytest.mark.parametrize(
    ("text", "where", "what", "hint"),
    [
        (
            HEAD + 'msgid "As question %(number)s."\nmsgstr "Como la pregunta %(numero)s."\n',
            ":5",
            "the translation “Como la pregunta %(numero)s.” and its original do not agree on %(number)s, %(numero)s",
            "take over what stands in %( )s and { } as it is",
        ),
        (HEAD + 'msgid "Name"\nNombre\n', ":6", "not a catalogue: Unknown or misformatted keyword on 5", MEND),
        (HEAD.replace("utf-8", "utf-99"), "", "not a catalogue in UTF-8", MEND),
    ],
    ids=["placeholders", "syntax", "encoding"],
)
def test_a_catalogue_that_is_wrong(tmp_path: Path, text: str, where: str, what: str, hint: str):
    put(tmp_path, "es", text)
    with pytest.raises(TemplateError) as caught:
        Templates(tmp_path).words("es-ES")
    assert str(caught.value) == f"locales/es/LC_MESSAGES/hornbook.po{where}: {what}\n  hint: {hint}"


def test_a_pack_in_a_language_without_words_says_so(tmp_path: Path):
    composer = Composer(templates_in(None), load_pack(pack_in(tmp_path, "cs", FEW)), "01-sample")
    told = 'there are no words of Hornbook\'s in the language "cs": headings, labels and prompts are in English'
    assert {composer.warnings(kind, "") for kind in composer.kinds()} == {(told,)}


# --------------------------------------------------------------------------------------------------- everything is translated


FEW = ("gap_fill", "true_false", "multiple_choice")


def pack_in(folder: Path, language: str, names: Sequence[str] = NAMES) -> Path:
    """A pack in a language, with these examples of types of activity: all if none are named."""
    tasks = [{**example(name), "pin": "false"} for name in names]
    for number, task in enumerate(tasks):
        task.pop("id", None)
        task["title"] = f"robin{number}" if number % 2 else task.get("title", "robin")
    write_pack(folder / "sample", tasks)
    path = folder / "sample" / "pack.yaml"
    path.write_text(json.dumps({**PACK, "language": language}), encoding="utf-8")
    return folder / "sample"


def bracketed(folder: Path) -> Path:
    """A folder of templates whose Czech is English in brackets."""
    catalogue = words()
    catalogue.locale = "cs"
    for message in catalogue:
        if message.id:
            text = _forms(message.id)
            message.string = tuple(f"⟦{text[-1]}⟧" for _ in range(3)) if message.pluralizable else f"⟦{text[0]}⟧"
    path = folder / "own" / "locales" / "cs" / "LC_MESSAGES" / "hornbook.po"
    path.parent.mkdir(parents=True)
    path.write_bytes(text_of(catalogue))
    return folder / "own"


NO_WORDS = {"src", "lang", "address", "points", "code", "key"}
"""Fields of nodes that hold text which nobody reads, or that is no language."""


def said(node: object) -> Iterator[str]:
    """Every text of a tree that somebody sees or hears."""
    if isinstance(node, tuple) and any(isinstance(item, Text) for item in node):
        yield inline_text(node)
    elif isinstance(node, tuple):
        for item in node:
            yield from said(item)
    elif dataclasses.is_dataclass(node) and not isinstance(node, Words | type):
        hints = get_type_hints(type(node))
        for field in dataclasses.fields(node):
            value = getattr(node, field.name)
            if isinstance(value, str) and field.name not in NO_WORDS and get_origin(hints[field.name]) is not Literal:
                yield value
            else:
                yield from said(value)


_BRACKETS = re.compile("⟦[^⟦⟧]*⟧")
_CODE = re.compile(r"\b(?:\d\d)?[A-Z]+-[A-Z2-7]{4}\b")
_WORD = re.compile(r"[A-Za-z]{3,}")


def unbracketed(text: str) -> str:
    """A text without what stands in brackets, brackets in brackets too."""
    while (inner := _BRACKETS.sub(" ", text)) != text:
        text = inner
    return text


def strange(folder: Path, documents: Iterable[Document]) -> dict[str, str]:
    """The words that stand in no brackets and do not come from the pack, each with a text that has it."""
    everything = " ".join(path.read_text(encoding="utf-8").replace("\\n", " ") for path in folder.rglob("*.yaml"))
    of_the_pack = set(_WORD.findall(everything))
    return {
        word: text
        for document in documents
        for text in said(document)
        for word in _WORD.findall(_CODE.sub("", unbracketed(text)))
        if word not in of_the_pack
    }


def test_no_word_of_a_task_is_printed_that_no_catalogue_can_translate(tmp_path: Path):
    folder = pack_in(tmp_path, "cs")
    composer = Composer(templates_in(bracketed(tmp_path)), load_pack(folder), "01-sample")
    assert strange(folder, map(composer.document, composer.kinds())) == {}


def test_no_word_of_tiers_versions_and_the_whole_pack_is_either(tmp_path: Path):
    folder = pack_in(tmp_path, "cs", FEW)
    lessons = folder / "lessons"
    (lessons / "02-again.yaml").write_bytes((lessons / "01-sample.yaml").read_bytes())
    own, pack = templates_in(bracketed(tmp_path)), load_pack(folder)
    made = composers(own, pack, "01-sample", ("A", "B"), ("core", "support", "challenge"))
    assert strange(folder, (composer.document(kind) for composer in made for kind in composer.kinds())) == {}
    whole = PackComposer(own, pack)
    assert strange(folder, map(whole.document, wanted_of(pack))) == {}


@pytest.mark.parametrize("lesson", load_pack(SPANISH).lessons)
def test_no_english_message_is_left_in_the_spanish_pack(lesson: str):
    spanish = templates_in(None).words("es-ES")
    canaries = [
        text
        for message in words()
        for text in _forms(message.id)
        if len(text) > 10 and "%(" not in text and text != spanish.gettext(text)
    ]
    made = composers(templates_in(None), load_pack(SPANISH), lesson, ("A", "B"), ("core", "support"))
    printed = "\n".join(text for composer in made for kind in composer.kinds() for text in said(composer.document(kind)))
    assert len(canaries) > 100
    assert [text for text in canaries if text in printed] == []
    assert "Fuente A" in printed
    assert "líneas\u00a01–4" in printed


def test_no_word_is_said_in_english_alone(tmp_path: Path):
    """What renderers say of rooms, tables and boxes to those who do not see them."""
    composer = Composer(templates_in(None), load_pack(pack_in(tmp_path, "es-ES", FEW)), "01-sample")
    theme = theme_of(templates_in(None), "classic", "a4")
    for kind in ("worksheet", "answer-key"):
        document = composer.document(kind)
        with zipfile.ZipFile(io.BytesIO(FORMATS["docx"](document, theme).data)) as file:
            body, settings = file.read("word/document.xml").decode(), file.read("word/styles.xml").decode()
        descriptions = " ".join(re.findall(r'<w:tblDescription w:val="([^"]*)"', body))
        assert not re.findall(r"\b(?:row|column|line|box|empty|table|layout|headings)s?\b", descriptions)
        assert 'w:lang w:val="es-ES"' in settings
        with pikepdf.open(io.BytesIO(FORMATS["pdf"](document, theme).data)) as pdf:
            heard = {str(one["/ActualText"]) for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/ActualText" in one}
            assert str(pdf.Root.Lang) == "es-ES"
        assert heard <= {"espacio para tu respuesta", "hueco"}
        assert heard or kind == "answer-key"


@pytest.mark.parametrize(
    ("language", "mark"),
    [("en-GB", "."), ("es", ","), ("es-MX", "."), ("de-AT", ","), ("fr-XQ", ","), ("zh-Hant-TW", "."), ("xx", "."), ("ar", ".")],
)
def test_what_stands_before_decimals(language: str, mark: str):
    assert decimal_mark(language) == mark
