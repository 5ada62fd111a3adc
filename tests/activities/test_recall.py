"""What lessons later is left out of the questions of a task, as it would have no answer, or more than one."""

from __future__ import annotations

from hornbook.activities.categorise import Categorise
from hornbook.activities.exit_ticket import ExitTicket
from hornbook.activities.find_and_fix import FindAndFix
from hornbook.activities.openings import LONGEST
from hornbook.activities.organiser import Organiser
from hornbook.activities.timeline import Timeline


def test_of_events_in_one_year_nobody_can_say_which_was_first():
    dates = {"the month": "1922-04", "the year": "1922", "another month": "1922-05"}
    events = [{"event": name, "date": date, "sort": date} for name, date in dates.items()]
    task = Timeline.model_validate({"type": "timeline", "years": "1921-1923", "events": events})
    assert list(task.recall()) == []
    events[1]["sort"] = "1921"
    task = Timeline.model_validate({"type": "timeline", "years": "1921-1923", "events": events})
    assert [pair.first.event for pair in task.recall()] == ["the year"]


def test_what_can_be_argued_about_is_not_asked_again():
    items = [
        {"item": "Loans", "belongs": "Economic", "arguable": "They meant recognition too."},
        {"item": "Orders", "belongs": "economic"},
    ]
    task = Categorise.model_validate({"type": "categorise", "headings": ["Political", "Economic"], "items": items})
    assert [(home.item.item, home.heading) for home in task.recall()] == [("Orders", "Economic")]


def test_what_belongs_under_several_headings_or_none_is_not_asked_again():
    items = [{"item": "Trade", "belongs": ["One", "Two"]}, {"item": "War", "belongs": []}, {"item": "Peace", "belongs": "Two"}]
    task = Categorise.model_validate({"type": "categorise", "show": "venn", "headings": ["One", "Two"], "items": items})
    assert [home.item.item for home in task.recall()] == ["Peace"]


def test_what_earns_nothing_on_an_exit_ticket_is_an_opinion():
    marks = {"What puzzled you?": 0, "Who signed?": 1, "Why?": 3}
    questions = [{"prompt": prompt, "marks": count, "points": ["a", "b", "c"]} for prompt, count in marks.items()]
    task = ExitTicket.model_validate({"type": "exit_ticket", "questions": questions})
    assert [question.prompt for question in task.recall()] == ["Who signed?"]


def test_a_text_is_asked_about_up_to_its_first_error():
    short = "It is so. They met in {{Rome|Genoa|A port. Or so.}}. She was {{late|early}}."
    text = f"{short}\n\n{'A word and ' * LONGEST}{{{{no|yes}}}}."
    task = FindAndFix.model_validate({"type": "find_and_fix", "text": text})
    assert [opening.plain for opening in task.recall()] == ["It is so. They met in Rome."]


def test_a_concept_map_is_not_asked_again():
    concepts = [{"id": name, "text": f"{{{{{name}}}}}"} for name in ("one", "two", "three")]
    links = [{"start": "one", "end": "two"}, {"start": "two", "end": "three"}]
    task = Organiser.model_validate({"type": "organiser", "kind": "concept-map", "concepts": concepts, "links": links})
    assert list(task.recall()) == []
