"""What a teacher may want to look at again: nothing here stops a build, and each rule can be silenced with a reason.

A rule is a function from what it looks at (`View`) to what it found. The table below is all there is of them; docs/checks.md has
a section for each.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from hornbook.compose import Composer
from hornbook.errors import Problem
from hornbook.lint.aims import objectives
from hornbook.lint.answers import answers_elsewhere, reasons
from hornbook.lint.findings import Finding, Rule
from hornbook.lint.quotations import quotations
from hornbook.lint.reading import hard_words, reading_level
from hornbook.lint.silence import unsilenced
from hornbook.lint.sources import licences, provenance
from hornbook.lint.time import old_profiles, period, timing
from hornbook.lint.view import View
from hornbook.pack.load import Pack
from hornbook.templates import Templates

RULES: tuple[Rule, ...] = (
    Rule("HB101", "quotation", "words quoted with a line do not stand in that line", quotations),
    Rule("HB102", "reading-level", "a text is harder to read than the pack's level", reading_level),
    Rule("HB103", "hard-word", "a rare word of a source is not glossed", hard_words),
    Rule("HB104", "no-reason", "the key does not say why an answer is wrong, or a place is right", reasons),
    Rule("HB105", "licence", "the terms of a source are not known, or its credit is missing", licences),
    Rule("HB106", "provenance", "the provenance is silent on what is not known of a source", provenance),
    Rule("HB107", "objective", "a task serves no objective, or an objective no task", objectives),
    Rule("HB108", "answer-elsewhere", "an answer stands in another question of the same sheet", answers_elsewhere),
    Rule("HB109", "period", "a year lies outside the pack's period", period),
    Rule("HB110", "timing", "the minutes do not add up, or tasks take longer than the lesson", timing),
    Rule("HB111", "old-profile", "an exam profile may be out of date", old_profiles),
)
"""All rules, by their codes."""


def lint(pack: Pack, templates: Templates, today: date) -> list[Finding]:
    """What the rules find in a pack and nobody has silenced, by file and line. Raises TemplateError."""
    view = View(pack, {name: Composer(templates, pack, name) for name in pack.lessons}, today)
    found = [Finding(rule.code, problem) for rule in RULES for problem in dict.fromkeys(rule.find(view))]
    return sorted(unsilenced(pack, found, [rule.code for rule in RULES]), key=_order)


def _order(finding: Finding) -> tuple[str, int, int, str, str]:
    place = finding.problem.place
    return (place.file, place.line, place.column, finding.code, finding.problem.what) if place else ("", 0, 0, finding.code, "")


def told(findings: list[Finding]) -> Iterator[Problem]:
    """The findings as problems, each with the code by which it can be silenced."""
    for finding in findings:
        yield replace(finding.problem, what=f"{finding.problem.what} [{finding.code}]")
