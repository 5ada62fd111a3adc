"""Tiers: other prompts, scaffolds, word banks and texts for some pupils; the answers, the marks and the lines cited stay."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from hornbook.activities.base import LineRange
from hornbook.activities.tiers import TIERS
from hornbook.compose import Composer, Kind, Tier, composers
from hornbook.document.nodes import Document, Extract
from hornbook.document.text import document_text
from hornbook.errors import PackError
from hornbook.pack.load import load_pack
from hornbook.pack.sources import adapted_lines, numbered_lines
from hornbook.pipeline import templates_in, theme_of
from hornbook.render import FORMATS
from tests.docx_text import shown_text
from tests.haystacks import found, pdf_text
from tests.pack.test_sources import source
from tests.samples import FULL, PUPILS, Data, birds, example, write_pack

ByTier = Mapping[Tier, Composer]
OF_TIERS: dict[Tier, set[str]] = {
    "support": {f"nightjar{number}" for number in (11, 12, 13, 14, 15)},
    "core": set(),
    "challenge": {"nightjar16", "nightjar17"},
}
ADAPTED = {"nightjar91", "nightjar92"}


@pytest.fixture(scope="module")
def tiers_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], ByTier]:
    """A function that composes a lesson of one example for each tier."""
    made: dict[str, ByTier] = {}

    def of(name: str) -> ByTier:
        if name not in made:
            pack = load_pack(write_pack(tmp_path_factory.mktemp("tiers") / "sample", [example(name)]))
            made[name] = dict(zip(TIERS, composers(templates_in(None), pack, "01-sample", ("",), TIERS), strict=True))
        return made[name]

    return of


def words(document: Document) -> str:
    return "\n".join(document_text(document))


# ------------------------------------------------------------------------------------------------------ what pupils read


@pytest.mark.parametrize("tier", TIERS)
@pytest.mark.parametrize("name", FULL)
def test_a_sheet_has_the_words_of_its_tier_and_no_others(name: str, tier: Tier, tiers_of: Callable[[str], ByTier]):
    wanted = OF_TIERS[tier] - ({"nightjar14", "nightjar15"} if name == "gap_fill" else set())
    for kind in PUPILS:
        text = words(tiers_of(name)[tier].document(kind))
        assert birds(text, "nightjar") == wanted | (ADAPTED if tier == "support" else set())
        assert birds(text, "canary") == set()


@pytest.mark.parametrize("tier", ["support", "challenge"])
@pytest.mark.parametrize("name", ["gap_fill", "multiple_choice", "source_analysis"])
def test_nothing_of_the_key_or_of_the_tier_is_in_a_pupils_file(name: str, tier: Tier, tiers_of: Callable[[str], ByTier]):
    theme = theme_of(templates_in(None), "classic", "a4")
    for kind in PUPILS:
        for format_ in FORMATS:
            data, core = (FORMATS[format_](tiers_of(name)[each].document(kind), theme).data for each in (tier, "core"))
            assert found("canary", data) == []
            # The word "support" stands in the fonts' own notices, in whatever tier.
            assert len(found(tier, data)) == len(found(tier, core)), "a sheet does not say its tier"
            text = "".join((pdf_text(data) if format_ == "pdf" else "\n".join(shown_text(data))).split())
            assert OF_TIERS[tier] - {"nightjar14", "nightjar15"} <= birds(text, "nightjar")


def test_words_that_help_are_in_alphabetical_order(tiers_of: Callable[[str], ByTier]):
    text = words(tiers_of("short_answer")["support"].document("worksheet"))
    assert text.index("A word nightjar14") < text.index("the nightjar15")


def test_another_prompt_of_a_single_question_is_its_own(tiers_of: Callable[[str], ByTier], tmp_path: Path):
    for name, field in (("short_answer", "prompt"), ("multiple_choice", "stem")):
        data = {key: value for key, value in example(name).items() if key not in ("prompt", "marks")}
        data["questions"] = data["questions"][:1]
        pack = load_pack(write_pack(tmp_path / name, [data]))
        core, support = (Composer(templates_in(None), pack, "01-sample", tier=tier) for tier in ("core", "support"))
        for composer in (core, support):
            assert composer.sheets["worksheet"].tasks[0].single
        text = words(support.document("worksheet"))
        assert "An easier prompt nightjar11" in text
        assert data["questions"][0][field] not in text
        assert data["questions"][0][field] in words(core.document("worksheet"))


def test_codes_tell_tiers_apart(tiers_of: Callable[[str], ByTier]):
    codes = {composer.sheets[kind].code for composer in tiers_of("ordering").values() for kind in PUPILS}
    assert len(codes) == len(TIERS) * len(PUPILS)


def test_a_tier_changes_neither_order_nor_marks(tiers_of: Callable[[str], ByTier]):
    for name in ("matching", "ordering", "multiple_choice"):
        tasks = [composer.sheets["worksheet"].tasks[0] for composer in tiers_of(name).values()]
        assert len({task.activity.marks_total for task in tasks}) == 1
        assert all(task.view == tasks[0].view for task in tasks)


# ------------------------------------------------------------------------------------------------------------- the key


def test_the_key_names_the_sheets_of_every_tier(tiers_of: Callable[[str], ByTier]):
    by_tier = tiers_of("ordering")
    for tier, composer in by_tier.items():
        text = words(composer.document("answer-key"))
        assert f"This key is for the tier {tier}." in text
        for other in by_tier.values():
            assert all(sheet.code in text for sheet in other.sheets.values())


def test_a_key_of_all_pupils_says_nothing_of_tiers(tiers_of: Callable[[str], ByTier]):
    core = tiers_of("ordering")["core"]
    alone = Composer(core.templates, core.pack, core.name)
    assert "tier" not in words(alone.document("answer-key"))
    for kind in PUPILS:
        assert alone.document(kind) == core.document(kind)


def test_a_tier_of_which_the_lesson_says_nothing_is_told(tmp_path: Path):
    bare: Data = {"type": "short_answer", "questions": [{"prompt": "Who?", "points": ["Chicherin"]}]}
    pack = load_pack(write_pack(tmp_path / "sample", [bare]))
    told = {tier: Composer(templates_in(None), pack, "01-sample", tier=tier).warnings("worksheet", "") for tier in TIERS}
    assert told["core"] == told["support"] == ()  # the sample has an adapted source, which is for support
    assert told["challenge"] == ('nothing is said for the tier "challenge": this is the sheet of all pupils',)


# ----------------------------------------------------------------------------------------------------------- the sources

TEXT = "One two three.\n\nFour five six.\n\nSeven eight nine.\n\nTen eleven twelve."
PASSAGES = [
    {"text": "1 2 3 simply, in words that run over the end of the line.", "of": "1-2"},
    {"text": "A bridge."},
    {"text": "7 8 9.", "of": "3"},
    {"text": "10.", "of": "4"},
]


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [("1", ["1–2"]), ("2-3", ["1–2", "4"]), ("3-4", ["4–5"]), ("4", ["5"]), ("1-4", ["1–2", "4–5"])],
)
def test_lines_of_the_original_lead_to_those_of_the_adapted_text(lines: str, wanted: list[str]):
    record = source("a", TEXT, adapted=PASSAGES)
    assert [str(stretch) for stretch in adapted_lines(record, LineRange.parse(lines), 40)] == wanted
    assert len(numbered_lines(record, 40)) == 4


def test_lines_of_an_adapted_text_in_one_piece_lead_nowhere():
    assert adapted_lines(source("a", TEXT, adapted="Simple words."), LineRange(1, 2), 40) == []


def _cited(tier: Tier, tmp_path: Path, **cite: str) -> str:
    data: Data = {
        "type": "short_answer",
        "questions": [{"prompt": "Who?", "points": [{"text": "They", "cites": [{"source": "speech", **cite}]}]}],
    }
    composer = Composer(templates_in(None), load_pack(write_pack(tmp_path / tier, [data])), "01-sample", tier=tier)
    key = words(composer.document("answer-key"))
    return next(line for line in key.splitlines() if "They (" in line).partition("They (")[2].partition(")")[0]


def test_the_key_of_a_tier_cites_the_lines_its_pupils_have(tmp_path: Path):
    cite = {"lines": "1-2", "quote": "trade and peace"}
    assert _cited("core", tmp_path / "1", **cite) == "Source A, lines\u00a01–2: ‘trade and peace’"
    assert _cited("support", tmp_path / "1", **cite) == "Source A, line\u00a01 = lines\u00a01–2 of the original: ‘trade and peace’"
    assert _cited("support", tmp_path / "2", lines="4") == "Source A, line\u00a04 of the original"
    assert _cited("support", tmp_path / "3") == "Source A"


def test_the_lines_cited_are_those_printed(tiers_of: Callable[[str], ByTier]):
    """In the support sheet the adapted text is numbered afresh; in every other the original is printed as it was."""
    extracts: dict[tuple[Tier, Kind], list[str]] = {}
    for tier, composer in tiers_of("source_analysis").items():
        for kind in PUPILS:
            (section,) = composer.document(kind).sections
            first = next(block for block in section.children if isinstance(block, Extract))
            extracts[tier, kind] = ["".join(node.text for node in line.content) for line in first.lines]
    assert extracts["support", "worksheet"] == ["Nothing matters more than trade nightjar91.", "More follows nightjar92."]
    assert extracts["core", "worksheet"] == extracts["challenge", "worksheet"] == extracts["core", "source-analysis"]
    assert any("robin91" in line for line in extracts["core", "worksheet"])


def test_an_adapted_text_that_stands_for_lines_there_are_not_is_told(tmp_path: Path):
    folder = write_pack(tmp_path / "sample", [example("ordering")])
    sources = folder / "sources.yaml"
    sources.write_text(sources.read_text(encoding="utf-8").replace('"1-2"', '"1-99"'), encoding="utf-8")
    with pytest.raises(PackError) as error:
        load_pack(folder)
    (problem,) = error.value.problems
    assert problem.what.startswith('the original of "speech" has no line 99: it ends with line ')
    assert problem.place
    assert '"of"' in problem.place.excerpt
