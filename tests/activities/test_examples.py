"""Every type of activity, by its examples: the trees it lowers to, and what pupils and teachers read of it in both formats."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from hornbook import activities
from hornbook.activities.base import Model
from hornbook.document.nodes import Document, RunningFoot, RunningHead, Section, Table
from hornbook.document.passes import Edition, finish
from hornbook.prose import Prose
from hornbook.render import FORMATS
from tests.docx_text import shown_text
from tests.dump import compare, dump
from tests.haystacks import found, pdf_text
from tests.samples import EXAMPLES, FULL, GLOSSARY_BIRDS, NAMES, PACK, PUPILS, Sample, birds, example, lesson

MakeSample = Callable[[str], Sample]
TYPES = {kind.__name__: kind for kind in get_args(get_args(activities.Activity)[0])}
TYPE_NAMES = {get_args(kind.model_fields["type"].annotation)[0]: kind for kind in TYPES.values()}


@pytest.fixture(params=[pytest.param(name, marks=pytest.mark.xdist_group(name)) for name in NAMES])
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


# ---------------------------------------------------------------------------------------------------------- the examples


def test_every_type_has_a_full_and_a_bare_example():
    assert set(FULL) == set(TYPE_NAMES)
    assert set(NAMES) == {example for kind in TYPE_NAMES for example in (kind, f"{kind}/bare")}


def _models(value: object) -> Iterator[Model]:
    match value:
        case Model():
            yield value
            for field in type(value).model_fields:
                yield from _models(getattr(value, field))
        case tuple():
            for item in value:
                yield from _models(item)
        case dict():
            yield from _models(tuple(value.values()))


@pytest.mark.parametrize("kind", FULL)
def test_an_example_uses_every_field(kind: str, sample: MakeSample):
    """A field that is added must be added to the example, so that the tests below speak of it.

    What no task can have along with the rest of its fields may stand in the bare one.
    """
    used: dict[type[BaseModel], set[str]] = {}
    for model in (model for name in (kind, f"{kind}/bare") for model in _models(sample(name).activity)):
        fields = type(model).model_fields
        said = {
            field
            for field in model.model_fields_set
            if fields[field].is_required() or getattr(model, field) != fields[field].default
        }
        used.setdefault(type(model), set()).update(said)
    unused = {f"{model.__name__}.{field}" for model, fields in used.items() for field in set(model.model_fields) - fields}
    assert sorted(unused) == []


def _texts(value: object, key: str = "") -> Iterator[tuple[str, str]]:
    match value:
        case Model():
            for field in type(value).model_fields:
                yield from _texts(getattr(value, field), f"{type(value).__name__}.{field}")
        case Prose():
            yield key, value
        case tuple():
            for item in value:
                yield from _texts(item, key)
        case dict():
            yield from _texts(tuple(value.values()), key)


FOR_THE_KEY = {
    "Argument.heading",
    "ChartQuestion.answer",
    "ChartQuestion.how",
    "CategoryItem.arguable",
    "Cause.why",
    "Entry.definition",
    "Entry.sentence",
    "Factor.why",
    "Hotspot.accept",
    "Hotspot.label",
    "Inference.inference",
    "Inference.support",
    "Level.descriptor",
    "Option.why",
    "OrderedEvent.date",
    "Enumeration.accept",
    "Enumeration.reject",
    "Pair.why",
    "Point.text",
    "Reason.why",
    "Remark.remark",
    "RetrievalCell.answer",
    "SelfAssessment.guidance",
    "ShortQuestion.accept",
    "ShortQuestion.reject",
    "Statement.correction",
    "Stem.rationale",
}
"""The texts that no pupil may read, by model and field; besides them what every activity calls so (see below), and gaps."""

KEY_FIELDS = {"rationale", "misconception", "exemplar", "caps"}
WITH_GAPS = {
    "Cause.cause",
    "Cause.link",
    "Concept.text",
    "ConceptLink.words",
    "FindAndFix.text",
    "GapFill.text",
    "Part.entries",
    "TableCompletion.rows",
}
OF_TIERS = {"Changes", "GapChanges"}


def test_every_text_names_a_bird(name: str, sample: MakeSample):
    """A text for the key has a canary of its own, one for another tier a nightjar, any other text a robin."""
    seen: list[str] = []
    for key, text in _texts(sample(name).activity):
        if key in FOR_THE_KEY or key.rpartition(".")[2] in KEY_FIELDS:
            assert {bird[:6] for bird in birds(text)} == {"canary"}, f"{key}: {text}"
        elif key.partition(".")[0] in OF_TIERS:
            assert birds(text) == birds(text, "nightjar"), f"{key}: {text}"
        elif key not in WITH_GAPS:
            assert birds(text) == birds(text, "robin"), f"{key}: {text}"
        seen += sorted(birds(text, "canary"))
    assert len(seen) == len(set(seen))


# ------------------------------------------------------------------------------------------------------------- the trees


def _tree(sample: Sample, block: str, edition: Edition) -> str:
    task = sample.composer.sheets["worksheet"].tasks[0]
    getattr(task, block)()
    nodes: Any = sample.composer.included[-1]
    if block == "short":
        nodes = (Table((1.0, 1.0, 1.0), rows=tuple(nodes)),)
    document = Document("", "en-GB", RunningHead(""), RunningFoot("", ""), sections=(Section(children=tuple(nodes)),))
    return dump(finish(document, edition).sections[0].children)


GOLDEN: dict[str, tuple[str, Edition]] = {
    "student.txt": ("sheet", "student"),
    "teacher.txt": ("sheet", "teacher"),
    "short.txt": ("short", "teacher"),
    "scheme.txt": ("scheme", "teacher"),
}


@pytest.mark.parametrize("golden", GOLDEN)
def test_golden_tree(name: str, golden: str, sample: MakeSample, request: pytest.FixtureRequest):
    update, (block, edition) = bool(request.config.getoption("--update-golden")), GOLDEN[golden]
    compare(EXAMPLES / name / golden, _tree(sample(name), block, edition), update=update)


NEVER_RECALLED = {
    "annotate", "chart_reading", "inference_table", "interpretation_pair", "label_image", "source_analysis", "source_comparison",
    "diamond_nine", "discussion", "extended_response", "self_assessment",
    "table_completion", "word_search",
    "retrieval_grid",
}  # fmt: skip
"""Types that later lessons ask nothing of: those that lean on a source, a picture or a chart, those that have no short answer,
those that make no sense in part, and the one whose questions are those of earlier lessons already."""


def _asked_again(sample: Sample, edition: Edition) -> str:
    task = sample.composer.sheets["worksheet"].tasks[0]
    trees = [sample.composer.nodes(task, "recall", object, item=item) for item in task.activity.recall()]
    head, foot = RunningHead(""), RunningFoot("", "")
    documents = [Document("", "en-GB", head, foot, sections=(Section(children=tuple(nodes)),)) for nodes in trees]
    return "\n".join(dump(finish(document, edition).sections[0].children) for document in documents)


@pytest.mark.parametrize("kind", [kind for kind in FULL if kind not in NEVER_RECALLED])
def test_golden_tree_of_what_is_asked_again(kind: str, sample: MakeSample, request: pytest.FixtureRequest):
    update = bool(request.config.getoption("--update-golden"))
    samples = [sample(kind), sample(f"{kind}/bare")]
    asked = "\n".join(_asked_again(each, "teacher") for each in samples).strip() + "\n"
    compare(EXAMPLES / kind / "recall.txt", asked, update=update)
    assert "Paragraph" in asked
    assert birds("".join(_asked_again(each, "student") for each in samples), "canary") == set()


@pytest.mark.parametrize("kind", sorted(NEVER_RECALLED))
def test_some_types_ask_nothing_again(kind: str, sample: MakeSample):
    assert tuple(sample(kind).activity.recall()) == ()


# ----------------------------------------------------------------------------------------------- what pupils and teachers read


def test_nothing_of_the_key_is_in_a_pupils_file(name: str, sample: MakeSample):
    for file, data in sample(name).pupils_files().items():
        for bird in ("canary", "nightjar"):
            assert found(bird, data) == [], f"{file} holds a text that is not for pupils"


@pytest.mark.parametrize("kind", PUPILS)
def test_pupils_read_what_is_for_everybody(name: str, kind: str, sample: MakeSample):
    wanted = birds(example(name), "robin")
    assert wanted <= birds("".join(shown_text(sample(name).file(kind, "docx").data)))
    assert wanted <= birds(_squeezed(pdf_text(sample(name).file(kind, "pdf").data)))


@pytest.mark.parametrize("format_", FORMATS)
def test_the_key_holds_every_answer(name: str, format_: str, sample: MakeSample):
    wanted = birds(example(name), "canary") | birds(lesson([])["teacher"]) | {f"canary{number}" for number in range(91, 99)}
    if name == "vocabulary":
        wanted |= GLOSSARY_BIRDS & birds(PACK)
    data = sample(name).file("answer-key", format_).data
    text = pdf_text(data) if format_ == "pdf" else "\n".join(shown_text(data))
    assert sorted(wanted - birds(_squeezed(text))) == []


def _squeezed(text: str) -> str:
    """Without white space: a narrow cell may break a word."""
    return "".join(text.split())
