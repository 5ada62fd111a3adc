"""SCHOOL.yaml: a class that is wrong fails alone; the folders of schools/ have their exact messages in expected.txt."""

from __future__ import annotations

import pickle
import shutil
from pathlib import Path

import pytest

from hornbook.batch.load import LoadedSchool, load_school
from hornbook.errors import RosterError

SCHOOLS = Path(__file__).parent / "schools"
THEMES, FORMATS = ("classic", "large-print"), ("pdf", "docx")


def load(folder: Path) -> LoadedSchool:
    return load_school(folder / "SCHOOL.yaml", themes=THEMES, formats=FORMATS)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SCHOOLS / "good", tmp_path / "school"))


def test_a_sound_school():
    loaded = load(SCHOOLS / "good")
    school = loaded.school
    assert (school.title, loaded.failed) == ("Greenfield School", ())
    first, second = school.classes
    assert loaded.roster(first) == SCHOOLS / "good/rosters/9a.csv"
    assert loaded.folders() == {"9a": "9a", "9b/2": "9b_2"}
    settings = first.settings(school.defaults)
    assert settings.model_dump() == {
        "lessons": ("cold-war/02-berlin",),
        "formats": ("pdf",),
        "theme": "classic",
        "size": None,
        "paper": "letter",
        "versions": 4,
        "single_files": False,
        "duplex": True,
    }
    assert second.settings(school.defaults).model_dump() == {
        "lessons": ("cold-war/03-cuba", "genoa/01-genoa"),
        "formats": ("pdf", "docx"),
        "theme": "large-print",
        "size": 18,
        "paper": "letter",
        "versions": 2,
        "single_files": True,
        "duplex": False,
    }


def test_a_school_survives_the_way_to_a_worker():
    loaded = load(SCHOOLS / "good")
    assert pickle.loads(pickle.dumps(loaded)) == loaded


@pytest.mark.parametrize("name", sorted(path.name for path in SCHOOLS.iterdir() if path.name != "good"))
def test_what_is_wrong_is_told_in_its_line(name: str, request: pytest.FixtureRequest):
    try:
        loaded = load(SCHOOLS / name)
    except RosterError as error:
        message = str(error)
    else:
        failed = [f"[{each.name}]\n" + "\n".join(map(str, each.problems)) for each in loaded.failed]
        message = "\n".join([f"sound: {', '.join(each.name for each in loaded.school.classes)}", *failed])
    message = message.replace(f"{(SCHOOLS / name).as_posix()}/", "") + "\n"
    golden = SCHOOLS / name / "expected.txt"
    if request.config.getoption("--update-golden"):
        golden.write_text(message, encoding="utf-8")
    assert message == golden.read_text(encoding="utf-8")


def test_rosters_behind_links_are_refused(folder: Path, tmp_path: Path):
    shutil.move(folder / "rosters", tmp_path / "elsewhere")
    (folder / "rosters").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    loaded = load(folder)
    assert loaded.school.classes == ()
    assert [each.problems[0].what for each in loaded.failed] == [
        'the roster "rosters/9a.csv" is, or is behind, a link',
        'the roster "rosters/9b.csv" is, or is behind, a link',
    ]


@pytest.mark.parametrize(
    "roster", ["/etc/passwd", "..", "rosters//9a.csv", "./rosters/9a.csv", "C:\\\\9a.csv", "rosters/../../x.csv"]
)
def test_rosters_stay_in_the_folder(folder: Path, roster: str):
    path = folder / "SCHOOL.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("rosters/9a.csv", f"'{roster}'"), encoding="utf-8")
    loaded = load(folder)
    assert [each.name for each in loaded.school.classes] == ["9b/2"]
    assert loaded.failed[0].problems[0].what == "a roster is a file in the folder of SCHOOL.yaml"


def test_no_such_school(tmp_path: Path):
    with pytest.raises(RosterError, match="there is no such file"):
        load(tmp_path)
    (tmp_path / "SCHOOL.yaml").mkdir()
    with pytest.raises(RosterError, match="this is not a file"):
        load(tmp_path)


def test_very_many_classes(tmp_path: Path):
    (tmp_path / "a.csv").write_text("name\nAnna\n", encoding="utf-8")
    lines = "".join(f"- {{name: c{number}, roster: a.csv, lessons: [cold-war/02-berlin]}}\n" for number in range(1_001))
    (tmp_path / "SCHOOL.yaml").write_text(f"classes:\n{lines}", encoding="utf-8")
    with pytest.raises(RosterError, match="more than 1000 classes"):
        load(tmp_path)
