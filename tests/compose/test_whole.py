"""The documents of a pack as a whole: their trees, who may read what, both formats, and which of them a pack has."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from hornbook import pipeline
from hornbook.compose import PACK_EDITIONS, TIERS, PackComposer, PackKind, lacking, wanted_of
from hornbook.document.nodes import Question
from hornbook.document.text import document_text
from hornbook.errors import PackError
from hornbook.pack.load import Pack, load_pack
from hornbook.pipeline import Options, Plan, plan, templates_in, theme_of
from hornbook.render import FORMATS
from tests.docx_lint import lint
from tests.dump import compare, dump
from tests.haystacks import found
from tests.render.pdf.test_profiles import faults
from tests.samples import birds
from tests.test_formats_agree import body_of_pdf, hold, hold_docx, hold_told, read

HERE = Path(__file__).parent / "whole"
PACK = HERE / "pack"
PUPILS = [kind for kind, edition in PACK_EDITIONS.items() if edition == "student"]

Render = Callable[[PackKind, str], bytes]


@pytest.fixture(scope="module")
def composer() -> PackComposer:
    return PackComposer(templates_in(None), load_pack(PACK))


@pytest.fixture(scope="module")
def rendered(composer: PackComposer) -> Render:
    """A function that gives a file, made once."""

    @cache
    def made(kind: PackKind, format_: str) -> bytes:
        return FORMATS[format_](composer.document(kind), theme_of(templates_in(None), "classic", "a4")).data

    return made


@pytest.fixture
def edited(tmp_path: Path) -> Callable[..., Path]:
    """A function that gives a copy of the pack in which some words of a file are others, or some lessons are missing."""

    def copy(name: str = "pack.yaml", old: str = "", new: str = "", without: tuple[str, ...] = ()) -> Path:
        folder = tmp_path / "packs" / "pack"
        shutil.copytree(PACK, folder, dirs_exist_ok=True)
        text = (folder / name).read_text(encoding="utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new), encoding="utf-8")
        for lesson in without:
            (folder / "lessons" / f"{lesson}.yaml").unlink()
        pipeline.forget()
        return folder

    return copy


# --------------------------------------------------------------------------------------------------------- what they say


@pytest.mark.parametrize("kind", PACK_EDITIONS)
def test_golden_tree(kind: PackKind, composer: PackComposer, request: pytest.FixtureRequest):
    tree = dump(list(composer.document(kind).sections))
    compare(HERE / "trees" / f"{kind}.txt", tree, update=bool(request.config.getoption("--update-golden")))


def test_the_glossary_is_in_alphabetical_order(edited: Callable[..., Path]):
    pack = load_pack(edited(old="term: parchment robin13", new="term: Ábaco"))
    text = "\n".join(document_text(PackComposer(templates_in(None), pack).document("knowledge-organiser")))
    assert text.index("Ábaco") < text.index("type robin11")


@pytest.mark.parametrize("kind", PACK_EDITIONS)
def test_both_formats_say_the_words_of_the_tree(kind: PackKind, composer: PackComposer, rendered: Render):
    document = composer.document(kind)
    hold(document, read(body_of_pdf(rendered(kind, "pdf"))))
    hold_docx(document, rendered(kind, "docx"))
    assert list(lint(rendered(kind, "docx"))) == []


@pytest.mark.parametrize("kind", [kind for kind in PACK_EDITIONS if kind != "knowledge-organiser"])
def test_large_print_says_the_same(kind: PackKind, composer: PackComposer):
    """But for the organiser, whose line of years has fewer labels there."""
    document, theme = composer.document(kind), theme_of(templates_in(None), "large-print", "a4")
    hold_told(document, FORMATS["pdf"](document, theme).data)
    hold_docx(document, FORMATS["docx"](document, theme).data)


def test_the_same_every_time(composer: PackComposer):
    again = PackComposer(templates_in(None), load_pack(PACK))
    assert [again.document(kind) for kind in reversed(PACK_EDITIONS)][::-1] == [composer.document(kind) for kind in PACK_EDITIONS]


@pytest.mark.parametrize("kind", PACK_EDITIONS)
def test_validators_find_nothing(kind: PackKind, composer: PackComposer, rendered: Render, tmp_path: Path):
    path = tmp_path / "file.pdf"
    path.write_bytes(rendered(kind, "pdf"))
    assert faults(path, composer.document(kind)) == []


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("kind", PUPILS)
def test_nothing_of_a_key_is_in_a_pupils_file(kind: PackKind, format_: str, rendered: Render):
    for bird in ("canary", "nightjar"):
        assert found(bird, rendered(kind, format_)) == []


def test_what_no_document_prints(composer: PackComposer):
    text = "\n".join("\n".join(document_text(composer.document(kind))) for kind in PACK_EDITIONS)
    assert birds(text, "nightjar") == set()


def test_everything_else_is_said_somewhere(composer: PackComposer):
    data = "\n".join(path.read_text(encoding="utf-8") for path in sorted(PACK.rglob("*.yaml")))
    text = "\n".join("\n".join(document_text(composer.document(kind))) for kind in PACK_EDITIONS)
    unsaid = {"canary01"}  # the example of a term
    assert (birds(data, "robin") | birds(data, "canary")) - birds(text) == unsaid


# ----------------------------------------------------------------------------------------------------------------- tiers

ADAPTED = ("sources.yaml", "    edits:", "    adapted: Made without a pen.\n    edits:")


def test_the_booklet_of_the_tier_support_has_the_adapted_texts(edited: Callable[..., Path]):
    pack = load_pack(edited(*ADAPTED))
    booklets = {tier: PackComposer(templates_in(None), pack, tier).document("source-booklet") for tier in TIERS}
    said = {tier: "\n".join(document_text(booklet)) for tier, booklet in booklets.items()}
    assert "Made without a pen." in said["support"]
    assert {"robin27", "robin28"} & birds(said["support"]) == set()
    assert {"robin23", "robin31"} <= birds(said["support"])
    assert "tier" not in said["support"]
    assert booklets["core"] == booklets["challenge"] != booklets["support"]


def test_only_the_booklet_is_made_for_the_tier_support_and_under_its_code(edited: Callable[..., Path], tmp_path: Path):
    folder, wanted = edited(*ADAPTED), ("cover", "source-booklet")
    names: dict[tuple[str, ...], list[str]] = {}
    for tiers in (("core",), ("support",), TIERS):
        options = Options((), wanted, ("pdf",), output=tmp_path / "out", tiers=tiers)
        (job,) = plan(["pack"], folder.parent, options).jobs
        names[tiers] = [file.path.name for file in pipeline.run(job)]
    code = PackComposer(templates_in(None), load_pack(folder), "support").document("source-booklet").foot.code
    own = f"pack-source-booklet-{code.partition('-')[2]}.pdf"
    assert names["core",] == ["pack-cover.pdf", "pack-source-booklet.pdf"]
    assert names["support",] == ["pack-cover.pdf", own]
    assert sorted(names[TIERS]) == sorted({*names["core",], own})


# --------------------------------------------------------------------------------------------------------------- starters


def questions_of(composer: PackComposer) -> dict[str, list[str]]:
    """For each lesson that has a starter the first robin of each question."""
    sections = composer.document("retrieval-starters").sections
    return {
        section.title: [min(birds(repr(block), "robin")) for block in section.children if isinstance(block, Question)]
        for section in sections
    }


def test_starters_ask_of_lessons_taught_before(composer: PackComposer):
    """Lesson 1 has no date, lesson 3 was taught before lesson 2, and lesson 4 comes after them, as it has no date."""
    assert [opening.lesson for opening in composer.openings] == ["03-paper", "02-press", "04-today"]
    asked = questions_of(composer)
    scribes = {"robin13", "robin35", "robin36", "robin37"}
    paper = {"robin50", "robin54", "robin56"}
    assert set(asked["Starter for lesson 3"]) == scribes
    assert len(asked["Starter for lesson 2"]) == 5
    assert len(paper & set(asked["Starter for lesson 2"])) >= 3
    assert set(asked["Starter for lesson 2"]) <= scribes | paper


def test_a_starter_with_too_few_questions_is_told(composer: PackComposer):
    assert composer.warnings("retrieval-starters") == (
        "03-paper opens with 4 of 5 questions: earlier lessons have no more to ask again",
    )
    assert composer.warnings("retrieval-starters-key") == ()


def test_the_key_names_the_code_of_its_sheets(composer: PackComposer):
    code = composer.document("retrieval-starters").foot.code
    assert f"with this code in their feet: {code}\n" in "\n".join(document_text(composer.document("retrieval-starters-key")))


def test_a_multiple_choice_that_speaks_of_its_options_keeps_them(composer: PackComposer):
    stems = composer.pack.lessons["02-press"].worksheet.activities[0].asked_again()
    assert [stem.leans for stem in stems] == [False, True]


# ------------------------------------------------------------------------------------------------------ which of them are made


def planned(folder: Path, target: str = "pack", **options: object) -> Plan:
    return plan([target], folder.parent, Options(**options))


def kinds(found: Plan) -> list[PackKind]:
    """The documents of the pack as a whole in a plan."""
    return [kind for job in found.jobs if job.lesson is None for kind in job.options.whole or ()]


def test_a_pack_has_a_job_of_its_own(edited: Callable[..., Path]):
    found = planned(edited())
    assert [job.lesson for job in found.jobs] == [None, "01-scribes", "02-press", "03-paper", "04-today"]
    assert kinds(found) == list(PACK_EDITIONS)
    assert found.notes == ()


def test_a_lesson_alone_has_none(edited: Callable[..., Path]):
    assert [job.lesson for job in planned(edited(), "pack/02-press").jobs] == ["02-press"]


def test_versions_and_tiers_that_change_nothing_are_one_job(edited: Callable[..., Path]):
    folder = edited()
    one, other = (planned(folder, **options).jobs[0] for options in ({}, {"versions": 4, "tiers": ("core", "support")}))
    assert one == other


def test_only_some(edited: Callable[..., Path]):
    folder = edited()
    assert [job.lesson for job in planned(folder, kinds=(), whole=("cover",)).jobs] == [None]
    assert kinds(planned(folder, kinds=("worksheet",), whole=())) == []


def test_a_pack_of_one_lesson_has_them_if_they_are_asked_for(edited: Callable[..., Path]):
    folder = edited("lessons/01-scribes.yaml", without=("02-press", "03-paper", "04-today"))
    edit = (folder / "pack.yaml").read_text(encoding="utf-8").partition("taught:")[0]
    (folder / "pack.yaml").write_text(edit, encoding="utf-8")
    assert kinds(planned(folder)) == []
    asked = planned(folder, kinds=(), whole=("cover", "retrieval-starters"))
    assert kinds(asked) == ["cover"]
    assert asked.notes == ("pack has no retrieval-starters: the pack has but one lesson",)


def test_a_pack_says_which_it_wants(edited: Callable[..., Path]):
    found = planned(edited(old="people:\n", new="documents: [retrieval-starters, cover]\npeople:\n"))
    assert kinds(found) == ["cover", "retrieval-starters", "retrieval-starters-key"]
    assert kinds(planned(edited(old="people:\n", new="documents: []\npeople:\n"))) == []


def bare(pack: Pack) -> Iterator[tuple[PackKind, str]]:
    return ((kind, lacking(pack, kind)) for kind in wanted_of(pack))


def test_what_a_pack_has_no_data_for_is_left_out(tmp_path: Path):
    lesson = {"title": "One", "enquiry": "What?", "objectives": ["know"]}
    task = {"type": "table_completion", "columns": ["A", "B"], "rows": [["a", "{{b}}"]]}
    for name in ("pack.yaml", "lessons/01-one.yaml", "lessons/02-two.yaml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        head = {"title": "T", "level": "L", "licence": "C"}
        data = head if name == "pack.yaml" else {**lesson, "worksheet": {"activities": [task]}}
        (tmp_path / name).write_text(json.dumps(data), encoding="utf-8")
    assert dict(bare(load_pack(tmp_path))) == {
        "cover": "",
        "knowledge-organiser": "pack.yaml has no timeline, no people, no glossary and no table",
        "source-booklet": "the pack has no sources",
        "retrieval-starters": "the lessons have no short questions that could be asked again",
        "retrieval-starters-key": "the lessons have no short questions that could be asked again",
        "teacher-notes": "no lesson has notes for the teacher",
    }


# -------------------------------------------------------------------------------------------------------------- bad input


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("pack.yaml", "people: [gutenberg,", "people: [gutenburg,", 'there is no person "gutenburg"'),
        ("pack.yaml", "03-paper: 2026", "03-papers: 2026", 'the pack has no lesson "03-papers"'),
        ("pack.yaml", "2026-09-15", "2026-09", '"2026-09" is not a day'),
        ("pack.yaml", "[Subiaco, Italy,", "[Subiaco,", "row 2 has 2 texts for 3 columns"),
        ("pack.yaml", "organiser:\n", "documents: [cover, covers]\norganiser:\n", "covers"),
        ("pack.yaml", "organiser:\n", "documents: [cover, cover]\norganiser:\n", '"cover" stands in this list twice'),
        ("lessons/01-scribes.yaml", "[not-again]", "[not-agian]", 'the worksheet has no task with the id "not-agian"'),
    ],
)
def test_bad_input(name: str, old: str, new: str, told: str, edited: Callable[..., Path]):
    folder = edited(name, old, new)
    with pytest.raises(PackError) as caught:
        load_pack(folder)
    (problem,) = caught.value.problems
    assert told in problem.what
    assert problem.hint
    assert problem.place is not None
    assert problem.place.file == (folder / name).as_posix()
    assert new.strip().splitlines()[0].strip() in (problem.place.excerpt, *problem.place.excerpt.split(", ")) or problem.place.line
