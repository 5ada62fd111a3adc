"""A school's own templates: one file of theirs stands before the built-in one, and what is wrong in it is told with its place."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest
from jinja2 import FileSystemBytecodeCache

from hornbook.errors import HornbookError
from hornbook.pipeline import Job, Options, check, run
from hornbook.places import builtin_folder
from hornbook.scaffold import new_pack
from hornbook.templates import Templates
from tests.docx_text import shown_text

GAP_FILL = (builtin_folder() / "activities/gap_fill.xml.j2").read_text(encoding="utf-8")
PROMPT = GAP_FILL.splitlines().index(next(line for line in GAP_FILL.splitlines() if "activity.prompt" in line)) + 1
ADVICE = "mend the template, or remove your own copy of it to get the built-in one"


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of templates, in a folder with a pack called demo."""
    monkeypatch.chdir(tmp_path)
    new_pack("demo", Path("packs"))
    return tmp_path / "own"


def job(own: Path) -> Job:
    """The lesson of demo with these templates."""
    return Job(
        Path("packs/demo").absolute(), "01-printing", Options(templates=own, output=own.parent / "output", formats=("docx",))
    )


def put(own: Path, name: str, text: str) -> None:
    """Put a template of one's own in its place."""
    (own / name).parent.mkdir(parents=True, exist_ok=True)
    (own / name).write_text(text, encoding="utf-8")


def told(own: Path, name: str, text: str) -> str:
    """What is told of a lesson when the template of this name is this text."""
    put(own, name, text)
    with pytest.raises(HornbookError) as caught:
        check(job(own))
    return str(caught.value).replace(Path("packs/demo").absolute().as_posix(), "demo").replace(own.as_posix(), "own")


def test_words_of_the_program_take_values_and_numbers():
    """What a template fills into words to be translated is escaped as everything is."""
    environment = Templates().environment()
    text = (
        "{{ _('Source %(label)s', label=label) }}; {{ ngettext('%(num)s gap', '%(num)s gaps', 2) }}; {{ pgettext('time', 'May') }}"
    )
    template = environment.from_string(text)
    assert template.render(label="<A>") == "Source &lt;A&gt;; 2 gaps; May"


def test_one_template_of_ones_own(own: Path):
    put(
        own, "activities/gap_fill.xml.j2", GAP_FILL.replace("Fill in the gaps with words from the box.", "Pick words from the box.")
    )
    run(job(own))
    words = "\n".join(shown_text((own.parent / "output/demo/01-printing/01-printing-worksheet.docx").read_bytes()))
    assert "Pick words from the box." in words
    assert "By the end of this lesson" in words


def test_a_theme_of_ones_own_stands_beside_the_others(own: Path):
    put(own, "themes/school.toml", 'inherits = "classic"\n[type]\nsize = 12.0\n')
    templates = Templates(own)
    assert templates.names("themes") == sorted([*Templates().names("themes"), "school"])
    assert templates.read("themes/school.toml") == 'inherits = "classic"\n[type]\nsize = 12.0\n'
    assert templates.read("themes/nothing.toml") is None


def test_what_a_pack_says_is_escaped_without_being_asked(own: Path):
    """A template that prints a text as it is cannot let markup in."""
    put(own, "parts/source.xml.j2", "<p>{{ '<p>x</p> &' }}</p>")
    run(job(own))
    words = shown_text((own.parent / "output/demo/01-printing/01-printing-source-analysis.docx").read_bytes())
    assert "<p>x</p> &" in words


IN_SHEET = "(in the sheet of task 3 (gap fill), demo/lessons/01-printing.yaml:34:7"


def test_unknown_tag(own: Path):
    message = told(own, "activities/gap_fill.xml.j2", GAP_FILL.replace("panel", "pannel"))
    assert message.startswith(f"activities/gap_fill.xml.j2: unknown tag <pannel> {IN_SHEET}; the template printed: ")
    assert '<pannel kind="bank">' in message
    assert message.endswith('</pannel>)\n  hint: did you mean "panel"?')


def test_unknown_name(own: Path):
    line = GAP_FILL.splitlines()[PROMPT - 1].replace("activity.prompt", "activity.promt").strip()
    assert told(own, "activities/gap_fill.xml.j2", GAP_FILL.replace("activity.prompt", "activity.promt")) == (
        f"activities/gap_fill.xml.j2:{PROMPT}: 'hornbook.activities.gap_fill.GapFill object' has no attribute 'promt' {IN_SHEET})\n"
        f"  {PROMPT} | {line}\n  hint: {ADVICE}"
    )


def test_unknown_name_in_a_part(own: Path):
    common = (builtin_folder() / "parts/common.xml.j2").read_text(encoding="utf-8")
    line = next(number for number, text in enumerate(common.splitlines(), start=1) if "activity.title %}" in text)
    message = told(own, "parts/common.xml.j2", common.replace("activity.title %}", "activity.titel %}"))
    what = "'hornbook.activities.multiple_choice.MultipleChoice object' has no attribute 'titel'"
    assert message.startswith(f"parts/common.xml.j2:{line}: {what} (in the sheet of task 1 (multiple choice), ")


def test_unknown_name_at_the_top_of_a_part(own: Path):
    assert told(own, "parts/source.xml.j2", "{{ sauce }}") == (
        "parts/source.xml.j2:1: 'sauce' is undefined (in the source my-source, demo/lessons/01-printing.yaml:3:1)\n"
        f"  1 | {{{{ sauce }}}}\n  hint: {ADVICE}"
    )


def test_block_that_is_missing(own: Path):
    wrong = GAP_FILL.replace("block scheme", "block schema")
    assert told(own, "activities/gap_fill.xml.j2", wrong) == (
        'activities/gap_fill.xml.j2:1: the template has no block "scheme" '
        f"(in the scheme of task 3 (gap fill), demo/lessons/01-printing.yaml:34:7)\n  hint: {ADVICE}"
    )


def test_syntax(own: Path):
    assert told(own, "activities/gap_fill.xml.j2", "{% block sheet %}\n{% fro x in y %}\n{% endblock %}") == (
        "activities/gap_fill.xml.j2:2: Encountered unknown tag 'fro'. Jinja was looking for the following tags: 'endblock'. "
        f"The innermost block that needs to be closed is 'block'. {IN_SHEET})\n  hint: {ADVICE}"
    )


SHEETS = {
    "<p>{{ 1 / 0 }}</p>": ("activities/gap_fill.xml.j2:1: division by zero ", "", ADVICE),
    "{{ activity.__class__ }}": (
        "activities/gap_fill.xml.j2:1: access to attribute '__class__' of 'GapFill' object is unsafe. ",
        "",
        ADVICE,
    ),
    '{% include "nope.xml.j2" %}': ("nope.xml.j2: there is no template nope.xml.j2 ", "", ADVICE),
    '<include ref="99"/>': (
        'activities/gap_fill.xml.j2: <include ref="99"/> stands for nothing ',
        '; the template printed: <include ref="99"/>',
        "print what task.sheet() gives",
    ),
    "<include/>": (
        'activities/gap_fill.xml.j2: <include ref=""/> stands for nothing ',
        "; the template printed: <include/>",
        "print what task.sheet() gives",
    ),
    '<p rolle="stem">x</p>': (
        'activities/gap_fill.xml.j2: <p> has no attribute "rolle" ',
        '; the template printed: <p rolle="stem">x</p>',
        'did you mean "role"?',
    ),
    "words": (
        "activities/gap_fill.xml.j2: text stands directly in <fragment>: “words” ",
        "; the template printed: words",
        "put it in a <p>",
    ),
    '<heading level="1">A</heading><panel kind="note"><heading level="3">B</heading></panel>': (
        "activities/gap_fill.xml.j2: the heading “B” of level 3 follows one of level 1 ",
        "",
        "give it level 2, or put a heading of level 2 before it",
    ),
    '<heading level="4">A</heading>': ("activities/gap_fill.xml.j2: the heading “A” is of level 4 ", "", "levels go from 1 to 3"),
    '<figure src="images/a.png"/>': (
        'activities/gap_fill.xml.j2: the picture "images/a.png" has no alternative text ',
        '; the template printed: <figure src="images/a.png"/>',
        'say in alt="…" what is to be seen, or write decorative="true" if it says nothing',
    ),
    "<p>&#x202E;</p>": (
        "activities/gap_fill.xml.j2: the text holds U+202E, which turns the direction of writing unseen ",
        "; the template printed: <p>&#x202E;</p>",
        "delete the character",
    ),
    "{% for n in range(10**9) %}{% endfor %}": (
        "activities/gap_fill.xml.j2:1: Range too big. The sandbox blocks ranges larger than MAX_RANGE (100000). ",
        "",
        ADVICE,
    ),
}


@pytest.mark.parametrize("sheet", SHEETS)
def test_faults_of_a_sheet(sheet: str, own: Path):
    start, printed, hint = SHEETS[sheet]
    message = told(own, "activities/gap_fill.xml.j2", f"{{% block sheet %}}{sheet}{{% endblock %}}")
    first, *excerpt, last = message.splitlines()
    assert first == f"{start}{IN_SHEET}{printed})"
    assert last == f"  hint: {hint}"
    assert excerpt in ([], [f"  1 | {{% block sheet %}}{sheet}{{% endblock %}}"])


def test_document_that_is_none(own: Path):
    assert told(own, "documents/worksheet.xml.j2", "<p>two</p>") == (
        "documents/worksheet.xml.j2: <p> cannot stand in <fragment> "
        "(in the document, demo/lessons/01-printing.yaml:3:1; the template printed: <p>two</p>)\n"
        "  hint: choose one of: document"
    )


@pytest.mark.parametrize(
    ("levels", "what", "hint"),
    [
        ((2,), "of level 2 is the first", "give it level 1, or put a heading of level 1 before it"),
        ((1, 3), "of level 3 follows one of level 1", "give it level 2, or put a heading of level 2 before it"),
        ((1, 2, 3, 1, 3), "of level 3 follows one of level 1", "give it level 2, or put a heading of level 2 before it"),
    ],
)
def test_a_level_of_headings_that_is_skipped(levels: tuple[int, ...], what: str, hint: str, own: Path):
    headings = "".join(f'<heading level="{level}">Part <emphasis>{level}</emphasis></heading>' for level in levels)
    document = f"<document title='A' lang='en'><head text=''/><foot text='' page=''/><section>{headings}</section></document>"
    assert told(own, "documents/worksheet.xml.j2", document) == (
        f"documents/worksheet.xml.j2: the heading “Part {levels[-1]}” {what} (in the document, demo/lessons/01-printing.yaml:3:1)\n"
        f"  hint: {hint}"
    )


def test_no_document_at_all(own: Path):
    assert told(own, "documents/worksheet.xml.j2", "") == (
        "documents/worksheet.xml.j2: the template prints 0 documents (in the document, demo/lessons/01-printing.yaml:3:1)\n"
        "  hint: print one <document>"
    )


def test_xml_that_is_not_well_formed(own: Path):
    message = told(own, "activities/gap_fill.xml.j2", "{% block sheet %}<p>{% endblock %}")
    assert message.startswith("activities/gap_fill.xml.j2: not well-formed XML: Opening and ending tag mismatch: p ")
    assert message.endswith("\n  hint: close every tag, and print pack texts with {{ }} so that they are escaped")


@pytest.mark.parametrize("name", ["activities/gap_fill.xml.j2", "documents/worksheet.xml.j2"])
def test_a_template_that_is_not_utf_8(name: str, own: Path):
    put(own, name, "")
    (own / name).write_bytes(b"{% block sheet %}<p>\xff</p>{% endblock %}")
    with pytest.raises(HornbookError) as caught:
        check(job(own))
    assert str(caught.value).startswith(f"{name}: the file is not UTF-8 (in the ")
    assert str(caught.value).endswith("hint: save it again with the encoding UTF-8")


def test_a_fault_of_a_template_names_the_line_of_its_own_task(own: Path):
    """Two tasks of a type: only one of them makes the template fail, and that is the one that is named."""
    put(own, "activities/short_answer.xml.j2", "{% block sheet %}<p>{{ nothing }}</p>{% endblock %}")
    with pytest.raises(HornbookError) as caught:
        check(job(own))
    lesson = Path("packs/demo/lessons/01-printing.yaml").read_text(encoding="utf-8").splitlines()
    line = lesson.index("    - type: short_answer") + 1
    assert (
        f"(in the sheet of task 4 (short answer), {Path('packs/demo').absolute().as_posix()}/lessons/01-printing.yaml:{line}:7)"
        in str(caught.value)
    )


def test_templates_are_compiled_even_where_they_cannot_be_kept(monkeypatch: pytest.MonkeyPatch):
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    def unsafe(*_: object) -> str:
        raise RuntimeError("Cannot determine safe temp directory.")

    monkeypatch.setattr(FileSystemBytecodeCache, "dump_bytecode", full)
    assert Templates().environment().get_template("documents/worksheet.xml.j2")
    monkeypatch.setattr(FileSystemBytecodeCache, "_get_default_cache_dir", unsafe)
    assert Templates().environment().bytecode_cache is None
