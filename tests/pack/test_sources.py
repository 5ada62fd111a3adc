from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hornbook.document.markup import parse
from hornbook.document.nodes import Unbroken
from hornbook.document.passes.lines import break_extract
from hornbook.document.text import inline_text
from hornbook.pack.checks import stands_in
from hornbook.pack.models import Source
from hornbook.pack.sources import labelled, numbered_lines, shown_glosses
from hornbook.prose import Prose

FIELDS = {
    "kind": "speech",
    "title": "Speech",
    "author": "Somebody",
    "date": "1922",
    "precision": "year",
    "reference": "nowhere",
    "licence": "public domain",
}


def source(name: str, text: str = "Words.", **more: object) -> Source:
    return Source.model_validate({"id": name, "text": text, **FIELDS, **more})


def test_labels_leave_out_those_that_are_taken():
    found = labelled([source("a"), source("b", label="A"), source("c"), source("d", label="X1")])
    assert [item.label for item in found.values()] == ["B", "A", "C", "X1"]


def test_the_adapted_text_is_for_one_tier_and_lines_mean_the_original():
    record = source("a", "The original.", adapted="Simple words.\n\nAnd more.")
    assert numbered_lines(record, 50) == ["The original."]
    assert record.paragraphs("core") == record.paragraphs("challenge") == ("The original.",)
    assert record.paragraphs("support") == ("Simple words.", "And more.")
    assert source("b").paragraphs("support") == ("Words.",)


def test_beneath_an_adapted_text_stand_the_words_that_are_in_it():
    terms = ["pact", "breathing spell", "War", "designs", "leash"]
    glosses = [{"term": term, "meaning": "something"} for term in terms]
    record = source("a", "Pacts.", adapted="The warm impact of two pacts.\n\nA *breathing*\nspell in the war.", gloss=glosses)
    assert [gloss.term.plain for gloss in shown_glosses(record, "support")] == ["pact", "breathing spell", "War"]
    assert shown_glosses(record, "core") == shown_glosses(record, "challenge") == record.gloss
    bare = source("b", gloss=glosses)
    assert shown_glosses(bare, "support") == bare.gloss


def test_a_picture_has_no_lines():
    assert numbered_lines(Source.model_validate({"id": "a", "image": "a.png", "alt": "A map.", **FIELDS}), 50) == []


def test_the_provenance_names_the_translator():
    line = source("a", role="Envoy", place="Genoa", translator="A. Smith").provenance_line()
    assert line == "Somebody, Envoy, Speech, Genoa, 1922 (tr. A. Smith)."


def test_a_provenance_of_ones_own():
    assert source("a", provenance="From *Pravda*.").provenance_line().__html__() == "From <emphasis>Pravda</emphasis>."


pieces = st.sampled_from(
    ["peace", " ", "  ", "\n", "\n\n", "*trade*", "**war**-time", "—", "\\\n", "  \n", "H~2~O", "[mot ]{lang=fr} ", f" {'a' * 60} "]
)


@given(st.lists(pieces, min_size=1, max_size=40).map("".join).filter(lambda text: text.strip(" \n\\")))
def test_citations_count_the_lines_that_are_printed(text: str):
    record = source("a", text)
    paragraphs = "".join(f"<p>{part.__html__()}</p>" for part in Prose(record.text or "").paragraphs)
    (block,) = parse(f'<extract label="A" measure="40">{paragraphs}</extract>', Unbroken)
    printed = [inline_text(line.content) for line in break_extract(block).lines]
    assert numbered_lines(record, 40) == printed


LINES = ["The two orders – the old and the “new” – may trade, and that is", "for the good of both; peace-", "time is long."]


def test_quotes_may_run_over_lines_and_leave_words_out():
    for quote in (
        "that is for the good",
        "two orders … peace-time",
        'the "new"',
        "the old […] long",
        "orders",
        "…for the good...",
    ):
        assert stands_in(quote, LINES), quote
    for quote in ("the good of all", "long … two orders", "peace time"):
        assert not stands_in(quote, LINES), quote
