"""A sound pack loads; each folder of bad/ is laid over it and has its exact message in expected.txt."""

from __future__ import annotations

import os
import pickle
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from hornbook.errors import PackError
from hornbook.pack.load import Reader, load_pack
from tests.trying import tries

HERE = Path(__file__).parent
LESSON = (HERE / "good" / "lessons" / "01-genoa.yaml").read_text(encoding="utf-8")
BAD = sorted(path.name for path in (HERE / "bad").iterdir())


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return Path(shutil.copytree(HERE / "good", tmp_path / "pack"))


def told(folder: Path) -> str:
    """What loading the pack tells, with paths as seen from the pack."""
    with pytest.raises(PackError) as caught:
        load_pack(folder)
    return str(caught.value).replace(f"{folder.as_posix()}/", "") + "\n"


def test_a_sound_pack():
    pack = load_pack(HERE / "good")
    assert pack.id == "good"
    assert pack.file.title == "Genoa and Rapallo"
    assert {name: source.label for name, source in pack.sources.items()} == {"genoa-speech": "A", "map": "B"}
    assert list(pack.lessons) == ["01-genoa"]
    assert (pack.images["images/map.png"].width, pack.images["images/map.png"].height) == (40, 30)


def test_a_pack_survives_the_way_to_a_worker():
    pack = load_pack(HERE / "good")
    assert pickle.loads(pickle.dumps(pack)) == pack


@pytest.fixture
def two(pack: Path) -> Path:
    """A pack with a second lesson, which prints the map."""
    lesson = LESSON.replace("\nsources: [genoa-speech]", "\nsources: [genoa-speech, map]")
    (pack / "lessons" / "02-rapallo.yaml").write_text(lesson, encoding="utf-8")
    return pack


def test_of_a_pack_one_lesson_can_be_read(two: Path):
    reader = Reader(two)
    assert reader.lessons == ["01-genoa", "02-rapallo"]
    one = reader.pack("01-genoa")
    assert set(one.lessons) == {"01-genoa"}
    assert one.place("01-genoa", "title").line
    assert (one.file, one.sources) == (load_pack(two).file, load_pack(two).sources)
    assert one.lessons["01-genoa"] == load_pack(two).lessons["01-genoa"]


@pytest.mark.parametrize("fault", ["lessons/02-rapallo.yaml", "lessons/notes.txt", "images/map.png"])
def test_a_lesson_does_not_mind_what_is_wrong_with_another(fault: str, two: Path):
    (two / fault).write_text("nothing of the kind", encoding="utf-8")
    assert "01-genoa" in Reader(two).pack("01-genoa").lessons
    with pytest.raises(PackError):
        load_pack(two)


@pytest.mark.parametrize("fault", ["lessons/01-genoa.yaml", "pack.yaml", "sources.yaml"])
def test_a_lesson_minds_what_it_draws_on(fault: str, two: Path):
    (two / fault).write_text("nothing of the kind", encoding="utf-8")
    with pytest.raises(PackError) as caught:
        Reader(two).pack("01-genoa")
    assert {problem.place.file for problem in caught.value.problems if problem.place} == {(two / fault).as_posix()}


def test_a_lesson_minds_the_pictures_it_prints(two: Path):
    (two / "images" / "map.png").write_bytes(b"no picture")
    with pytest.raises(PackError, match=r"sources.yaml:\d+:\d+: the picture .images/map.png. is not a sound PNG or JPEG"):
        Reader(two).pack("02-rapallo")


def test_a_picture_that_nobody_shows_is_not_opened(two: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("hornbook.pack.images.load_picture", lambda *_: pytest.fail("opened"))
    assert list(Reader(two).pack("01-genoa").images) == ["images/map.png"]


def test_a_picture_that_a_template_asks_for_after_all_is_made_safe(two: Path):
    images = Reader(two).pack("01-genoa").images
    assert images["images/map.png"].width == 40
    (two / "images" / "map.png").unlink()
    assert images["images/map.png"].width == 40
    with pytest.raises(PackError, match=r'the picture "images/map.png" is not in the pack'):
        _ = Reader(two).pack("01-genoa").images["images/map.png"]


def test_the_provenance_is_in_the_order_of_exam_papers():
    line = load_pack(HERE / "good").sources["genoa-speech"].provenance_line()
    assert line == (
        "Georgy Chicherin, People's Commissar for Foreign Affairs, Speech at the opening of a conference, Genoa, 10 April 1922."
    )


def test_a_source_that_one_task_prints_is_there_for_all_of_its_sheet(pack: Path):
    lesson = LESSON.replace("\nsources: [genoa-speech]", "\nsources: []")
    (pack / "lessons" / "01-genoa.yaml").write_text(lesson, encoding="utf-8")
    assert 'the task needs the source "genoa-speech", which this sheet does not print' in told(pack)
    given = "codes: [{mark: '!', meaning: a need}], remarks: [{lines: 1, remark: Equal.}]"
    task = f"    - {{type: annotate, source: genoa-speech, {given}}}\n"
    (pack / "lessons" / "01-genoa.yaml").write_text(f"{lesson.rstrip()}\n{task}", encoding="utf-8")
    assert load_pack(pack).lessons["01-genoa"].printed() == ["genoa-speech"]


def test_a_task_has_its_line():
    place = load_pack(HERE / "good").place("01-genoa", "worksheet", "activities", 1)
    assert place.excerpt == "    - type: short_answer"
    assert (place.line, place.column) == (19, 7)


@pytest.mark.parametrize("name", BAD)
def test_bad(name: str, pack: Path):
    shutil.copytree(HERE / "bad" / name, pack, dirs_exist_ok=True, ignore=shutil.ignore_patterns("expected.txt"))
    assert told(pack) == (HERE / "bad" / name / "expected.txt").read_text(encoding="utf-8")


def test_problems_of_several_files_come_sorted(pack: Path):
    shutil.copytree(HERE / "bad" / "several", pack, dirs_exist_ok=True)
    with pytest.raises(PackError) as caught:
        load_pack(pack)
    spots = [(problem.place.file, problem.place.line) for problem in caught.value.problems if problem.place]
    assert spots == sorted(spots)
    assert len({file for file, _ in spots}) == 5


def test_no_such_pack(tmp_path: Path):
    assert "there is no such pack" in told(tmp_path / "nowhere")


def test_an_empty_folder(tmp_path: Path):
    assert told(tmp_path) == (
        "lessons: the pack has no lessons\n  hint: add lessons/01-name.yaml\n"
        "pack.yaml: the file is missing\n  hint: every pack has one: see the sample packs\n"
    )


def test_a_link_in_a_pack(pack: Path):
    (pack / "images" / "more.png").symlink_to("map.png")
    assert told(pack) == "images/more.png: a link, not a file of the pack\n  hint: put the file itself here\n"


def test_a_link_to_a_folder(pack: Path, tmp_path: Path):
    shutil.move(pack / "lessons", tmp_path / "elsewhere")
    (pack / "lessons").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    assert told(pack).startswith("lessons: a link, not a file of the pack")


def test_a_pipe_is_not_waited_for(pack: Path):
    (pack / "pack.yaml").unlink()
    os.mkfifo(pack / "pack.yaml")
    assert told(pack).startswith("pack.yaml: this is not a file")


def test_not_utf_8(pack: Path):
    lines = (pack / "pack.yaml").read_bytes().splitlines(keepends=True)
    (pack / "pack.yaml").write_bytes(b"".join(lines[:3]) + "subtitle: Gênes\n".encode("latin-1") + b"".join(lines[3:]))
    assert told(pack) == (
        "pack.yaml:4: the file is not UTF-8\n"
        '  hint: save it again with the encoding UTF-8 (Notepad: "Save as", "Encoding"; Excel: "CSV UTF-8")\n'
    )


def test_control_characters(pack: Path):
    with (pack / "pack.yaml").open("a", encoding="utf-8") as file:
        file.write("subtitle: to\x07 ring\ndescription: turned \u202eround\n")
    assert told(pack) == (
        "pack.yaml:17:13: the control character U+0007, which cannot be printed\n"
        "  17 | subtitle: to\N{REPLACEMENT CHARACTER} ring\n"
        "     |             ^\n"
        "  hint: delete it and type the text around it afresh\n"
        "pack.yaml:18:21: the control character U+202E, which cannot be printed\n"
        "  18 | description: turned \N{REPLACEMENT CHARACTER}round\n"
        "     |                     ^\n"
        "  hint: delete it and type the text around it afresh\n"
    )


def test_a_word_of_half_a_megabyte(pack: Path):
    with (pack / "pack.yaml").open("a", encoding="utf-8") as file:
        file.write(f"subtitle: {'w' * 512_000}\n")
    message = told(pack)
    assert message.startswith("pack.yaml:17:11: a word of 512000 characters: no line can hold it\n  17 | subtitle: www")
    assert message.endswith("www…\n     |           ^\n  hint: put spaces or hyphens into it\n")
    assert len(message) < 400


SCRAPS = ["", "~", "[]", "{}", "- ", "x: y", "  ", "four", "{{", "*a*", "'", "-1", "99999999999999999999", "genoa-speech", "\t"]


@tries(100, HealthCheck.function_scoped_fixture)
@given(st.integers(0, len(LESSON)), st.integers(0, 40), st.sampled_from(SCRAPS))
def test_a_lesson_spoilt_anywhere_is_read_or_refused(pack: Path, at: int, deleted: int, scrap: str):
    (pack / "lessons" / "01-genoa.yaml").write_text(LESSON[:at] + scrap + LESSON[at + deleted :], encoding="utf-8")
    try:
        load_pack(pack)
    except PackError as error:
        for problem in error.problems:
            assert problem.place is not None
            assert problem.place.line
            assert "pydantic" not in str(problem)
            assert "Input should" not in str(problem)


LINES = LESSON.splitlines(keepends=True)


@tries(100, HealthCheck.function_scoped_fixture)
@given(st.integers(0, len(LINES) - 1), st.sampled_from(["", "~", "[]", "[a, b]", "{}", "{a: b}", "four", "-1", "3.5", "''"]))
def test_any_other_value_under_a_key_is_read_or_refused(pack: Path, number: int, value: str):
    key = LINES[number].split(":")[0]
    spoilt = "".join([*LINES[:number], f"{key}: {value}\n", *LINES[number + 1 :]])
    (pack / "lessons" / "01-genoa.yaml").write_text(spoilt, encoding="utf-8")
    try:
        load_pack(pack)
    except PackError as error:
        assert "something else" not in str(error)  # noqa: PT017 - either way is right
