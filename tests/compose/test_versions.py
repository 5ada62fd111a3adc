"""Versions: other orders of the same questions, and a key and a crosswalk that find each of them again."""

from __future__ import annotations

import csv
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from io import StringIO
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from hornbook.activities import Activity, BaseActivity
from hornbook.activities.base import shuffled_order
from hornbook.compose import Composer, crosswalk_csv, version_names
from hornbook.compose.arrange import arrange
from hornbook.compose.sheets import Sheet
from hornbook.document.drawings import Drawing
from hornbook.document.inline import Paragraph, Strong, Text
from hornbook.document.nodes import Cell, ComposedBlock, Document, Extract, Group, List, Question, Row, Table
from hornbook.document.passes import finish
from hornbook.document.text import block_text, document_text, inline_text
from hornbook.pack.load import load_pack
from hornbook.pipeline import templates_in
from tests.samples import FULL, Data, example, write_pack
from tests.test_determinism import files_below

VERSIONS = version_names(4)
SHEETS = ("worksheet", "source-analysis")


def task(name: str, **settings: object) -> Data:
    """An example as a task that may move."""
    kept = {key: value for key, value in example(name).items() if key not in ("id", "pin", "stimulus_group")}
    return kept | settings


def activity(name: str, **settings: object) -> BaseActivity:
    found: BaseActivity = TypeAdapter(Activity).validate_python(task(name, **settings))
    return found


ORDERING = activity("ordering")


@pytest.fixture(scope="module")
def composer(tmp_path_factory: pytest.TempPathFactory) -> Composer:
    """A lesson with a task of every type, in four versions."""
    folder = write_pack(tmp_path_factory.mktemp("versions") / "sample", [task(name) for name in FULL])
    return Composer(templates_in(None), load_pack(folder), "01-sample", VERSIONS)


# ------------------------------------------------------------------------------------------------------------- the order


def test_names_of_versions():
    assert version_names(1) == ("",)
    assert version_names(4) == ("A", "B", "C", "D")
    assert len(set(version_names(8))) == 8


def test_orders_are_the_same_on_every_computer():
    """Written down once: a class that got version B last year gets the same one again."""
    tasks = [activity("multiple_choice"), activity("true_false"), activity("matching"), activity("short_answer")]
    orders = {version: [placed.index for placed in arrange(tasks, version, "pack/01-lesson/worksheet")] for version in VERSIONS}
    assert orders == {"A": [0, 1, 2, 3], "B": [1, 0, 3, 2], "C": [3, 2, 1, 0], "D": [0, 1, 3, 2]}
    questions = [
        [option.text.plain for option in question.options]
        for placed in arrange(tasks, "B", "pack/01-lesson/worksheet")
        if placed.index == 0
        for question in placed.activity.questions
    ]
    assert questions == [
        ["An option robin09", "An option robin10", "An option robin08"],
        ["An option robin05", "An option robin04", "All of the above robin06"],
    ]


def test_version_a_has_the_order_of_the_lesson():
    tasks = [activity(name) for name in FULL]
    for version in ("", "A"):
        assert [placed.activity for placed in arrange(tasks, version, "seed")] == tasks
        assert all(placed.parts == tuple(range(placed.activity.part_count)) for placed in arrange(tasks, version, "seed"))


@given(st.lists(st.tuples(st.sampled_from([None, "one", "two"]), st.booleans()), min_size=1, max_size=9), st.text(max_size=5))
def test_pins_and_stimulus_groups_hold(kinds: list[tuple[str | None, bool]], seed: str):
    tasks = [ORDERING.model_copy(update={"stimulus_group": group, "pin": pin}) for group, pin in kinds]
    order = [placed.index for placed in arrange(tasks, "B", seed)]
    assert sorted(order) == list(range(len(tasks)))
    for index, (_, pinned) in enumerate(kinds):
        assert not pinned or order[index] == index
    for first, (one, other) in enumerate(pairwise(kinds)):
        if one[0] is not None and one[0] == other[0]:
            assert order.index(first + 1) == order.index(first) + 1, "a question has left its stimulus"


@given(st.lists(st.booleans(), max_size=9), st.integers())
def test_pinned_things_keep_their_places(pins: list[bool], seed: int):
    order = shuffled_order(pins, Random(seed))
    assert sorted(order) == list(range(len(pins)))
    assert all(order[index] == index for index, pinned in enumerate(pins) if pinned)


def test_a_pinned_option_stays_last():
    choice = activity("multiple_choice")
    seen = set()
    for seed in range(20):
        arranged, order = choice.arranged(Random(seed))
        question = arranged.questions[order.index(0)]
        assert question.options[2].pin
        seen.add(question.answer)
    assert seen == {"A", "B"}


# ---------------------------------------------------------------------------------------------------------- the crosswalk


def questions(blocks: object, above: str = "") -> Iterator[tuple[str, object]]:
    """Every question and part of a sheet with its full number; rows of tables are parts if they begin with a part's."""
    match blocks:
        case tuple():
            for block in blocks:
                yield from questions(block, above)
        case Question(label=label, children=children):
            number = f"{above} {label}".strip()
            yield number, blocks
            yield from questions(children, number)
        case Table(rows=rows):
            for row in rows:
                yield f"{above} {_first_cell(row)}", row
                yield from (
                    (f"{above} ({cell.children[0].content[0].content[0].text})", cell) for cell in row.cells if _numbered(cell)
                )
        case _ if hasattr(blocks, "children"):
            yield from questions(blocks.children, above)


def _first_cell(row: Row) -> str:
    label = " ".join(text for block in row.cells[0].children for text in block_text(block))
    return f"({label})" if label.isdecimal() else label


def _numbered(cell: Cell) -> bool:
    """Whether a cell is a question of a grid: it begins with its number."""
    match cell.children:
        case (Paragraph(content=(Strong(content=(Text(number),)), _, *_)), *_):
            return number.isdecimal()
        case _:
            return False


def substance(node: object) -> object:
    """What a question says and what its answer is, without the numbers and letters that differ between versions."""
    match node:
        case Question(children=(*_, List(items=items)) as children):
            stem = " ".join(text for child in children[:-1] for text in block_text(child))
            return stem, sorted(text for item in items for child in item.children for text in block_text(child))
        case Question(children=children):
            texts = (text for child in children for text in _unlettered(child))
            # The clues of a crossword have other numbers in another grid.
            parts = (re.sub(r"^\d+ (?=.*\(\d)", "", part) for text in texts for part in re.split(r"\s+·\s+", text))
            return sorted(part for part in parts if len(part) > 3 and not re.fullmatch(r"[\d, ]+", part))
        case Cell(children=(Paragraph(content=(_, *words)), *answer)):  # of a grid; the number differs between versions
            return inline_text(words), [text for block in answer for text in block_text(block)]
        case Row(cells=(_, left, _, _, _, _)):  # of a matching task; letters differ between versions, see below
            return [text for block in left.children for text in block_text(block)]
        case Row(cells=cells):
            return [text for cell in cells[1:] for block in cell.children for text in block_text(block)]


def _unlettered(block: ComposedBlock) -> Iterator[str]:
    """The texts of a block but for the numbers and letters of lists, and for drawings, which have little else."""
    match block:
        case List(items=items):
            yield from (text for item in items for child in item.children for text in block_text(child))
        case Group(children):
            yield from (text for child in children for text in _unlettered(child))
        case Drawing():
            return
        case _:
            yield from block_text(block)


def printed(sheet: Sheet) -> dict[str, object]:
    return {label: substance(node) for label, node in questions(finish(sheet.document, "teacher").sections[0].children)}


@pytest.mark.parametrize("kind", SHEETS)
def test_every_question_leads_back_to_its_own(kind: str, composer: Composer):
    sheets = {sheet.version: printed(sheet) for sheet in composer.versions_of[kind]}
    title = next(iter(composer.versions_of[kind])).title
    lines = [line for line in composer.crosswalk() if line.sheet == title]
    for column, version in enumerate(VERSIONS):
        assert len({line.labels[column] for line in lines}) == len(lines)
        for line in lines:
            mine, first = sheets[version][line.labels[column]], sheets["A"][line.labels[0]]
            assert mine == first, f"{line.labels[column]} of {version} is not {line.labels[0]} of A"
    assert sum(line.marks for line in lines) == composer.lesson.worksheet.marks_total


def test_the_sheets_of_versions_differ(composer: Composer):
    for kind in SHEETS:
        codes = [sheet.code for sheet in composer.versions_of[kind]]
        assert [code[-2:] for code in codes] == ["-A", "-B", "-C", "-D"]
        assert len({code[:-2] for code in codes}) == 4


def test_the_short_key_of_each_version_is_its_own(composer: Composer):
    """The letter that the short key names has the text that the key of version A marks as right."""
    for sheet in composer.versions_of["worksheet"]:
        (choice,) = (task for task in sheet.tasks if task.activity.type == "multiple_choice")
        row = composer.nodes(choice, "short", Row)[0]
        said = " ".join(text for block in row.cells[1].children for text in block_text(block))
        wanted = ", ".join(f"({'ab'[index]}) {question.answer}" for index, question in enumerate(choice.activity.questions))
        assert said == wanted
        right = {option.text for question in choice.activity.questions for option in question.options if option.correct}
        assert right == {"An option robin05", "An option robin08", "An option robin10"}


def test_letters_of_a_matching_task_name_what_belongs_together(composer: Composer):
    pairs = {pair.left: pair.right for pair in activity("matching").pairs}
    orders = set()
    for sheet in composer.versions_of["worksheet"]:
        (matching,) = (task for task in sheet.tasks if task.activity.type == "matching")
        right, lefts = dict(matching.view["right"]), [pair.left for pair in matching.activity.pairs]
        assert {left: right[letter] for left, letter in zip(lefts, matching.view["answers"], strict=True)} == pairs
        orders.add((*lefts, *right.values()))
    assert len(orders) > 1


def test_lines_of_sources_do_not_move(composer: Composer):
    def extracts(document: Document) -> list[object]:
        (section,) = finish(document, "student").sections
        return [block for block in section.children if isinstance(block, Extract)]

    first, *others = (extracts(sheet.document) for sheet in composer.versions_of["source-analysis"])
    assert first
    assert all(other == first for other in others)


def test_the_key_has_a_short_key_for_each_version_and_the_crosswalk(composer: Composer):
    text = "\n".join(document_text(composer.document("answer-key")))
    for title in ("Worksheet", "Source analysis"):
        assert [f"{title}, version {version}" in text for version in VERSIONS] == [True] * 4
    for sheets in composer.versions_of.values():
        assert all(sheet.code in text for sheet in sheets)
    assert "Crosswalk" in [section.title for section in composer.document("answer-key").sections]
    assert "of version A." in text


def test_one_version_has_no_crosswalk(composer: Composer):
    plain = Composer(composer.templates, composer.pack, composer.name)
    assert plain.crosswalk() == ()
    assert "Crosswalk" not in [section.title for section in plain.document("answer-key").sections]
    for kind in SHEETS:
        sheet, first = plain.versions_of[kind][0], composer.versions_of[kind][0]
        assert sheet.document.sections == first.document.sections
        assert f"{sheet.code}-A" == first.code


def test_the_crosswalk_as_a_table_for_spreadsheets(composer: Composer):
    data = crosswalk_csv(composer.versions, composer.crosswalk(), composer.words)
    assert data.startswith(b"\xef\xbb\xbf")
    head, *rows = csv.reader(StringIO(data.decode("utf-8-sig")))
    assert head == ["Sheet", "Type", "Marks", *VERSIONS]
    assert [tuple(row[3:]) for row in rows] == [line.labels for line in composer.crosswalk()]
    assert {row[0] for row in rows} == {"Worksheet", "Source analysis"}


def test_files_do_not_depend_on_the_order_of_sets(tmp_path: Path, repository: Path):
    made = []
    for seed in ("1", "2"):
        place = tmp_path / seed
        write_pack(place / "packs" / "sample", [task(name) for name in ("multiple_choice", "matching", "true_false", "gap_fill")])
        words = ["build", "--versions", "3", "--tier", "support", "--tier", "challenge", "--format", "docx"]
        command = [sys.executable, str(repository / "generate.py"), *words]
        subprocess.run(command, cwd=place, env={**os.environ, "PYTHONHASHSEED": seed}, check=True, capture_output=True, timeout=60)
        made.append(files_below(place / "output"))
    assert len(made[0]) == 2 * 3 * 2 + 2 + 1
    assert made[0] == made[1]


# -------------------------------------------------------------------------------------------------- what pupils must not see


def test_no_order_depends_on_what_is_right():
    right, wrong = task("multiple_choice"), task("multiple_choice")
    for question in wrong["questions"]:
        options = question["options"]
        one = next(option for option in options if "correct" not in option)
        other = next(option for option in options if "correct" in option)
        one["correct"] = other.pop("correct")
    turned = task("true_false")
    for statement in turned["statements"]:
        statement["answer"] = "false" if statement["answer"] == "true" else "true"
        statement["correction"] = "put right"
    for one, other in ((right, wrong), (task("true_false"), turned)):
        first, second = (TypeAdapter(Activity).validate_python(data) for data in (one, other))
        assert _shown(first) == _shown(second)


def _shown(choice: BaseActivity) -> list[object]:
    parts = (part for placed in arrange([choice], "C", "seed") for part in getattr(placed.activity, placed.activity.PARTS))
    return [[option.text for option in part.options] if hasattr(part, "options") else part.statement for part in parts]


def test_a_text_that_names_a_question_which_moves_is_told(tmp_path):
    tasks = [
        task("short_answer", prompt="Before question 2, look at Task 3 and question 19."),
        *(task(name) for name in ("true_false", "matching", "ordering", "gap_fill")),
    ]
    composer = Composer(templates_in(None), load_pack(write_pack(tmp_path / "sample", tasks)), "01-sample", VERSIONS)
    assert composer.warnings("worksheet", "A") == composer.warnings("answer-key", "") == ()
    told = [text for version in "BCD" for text in composer.warnings("worksheet", version)]
    assert told
    assert all("speaks of question" in text and "pin: true" in text and "19" not in text for text in told)
    pinned = [data | {"pin": "true"} for data in tasks]
    composer = Composer(templates_in(None), load_pack(write_pack(tmp_path / "pinned", pinned)), "01-sample", VERSIONS)
    assert [composer.warnings("worksheet", version) for version in VERSIONS] == [()] * 4
