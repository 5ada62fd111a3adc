"""Rosters as school systems export them; each file of bad/ has its exact message in a text file of its name."""

from __future__ import annotations

import os
import pickle
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from hornbook.batch import table
from hornbook.batch.headings import SPELLINGS, address, folded
from hornbook.batch.roster import MOST_TOLD, Pupil, read_roster
from hornbook.compose import MOST_VERSIONS
from hornbook.errors import RosterError
from tests.trying import tries

BAD = Path(__file__).parent / "bad"
THEMES = ("classic", "large-print")


def read(path: Path, raw: bytes | str, encoding: str = "utf-8") -> list[Pupil]:
    """The pupils of a roster with such content."""
    path.write_bytes(raw if isinstance(raw, bytes) else raw.encode(encoding))
    return read_roster(path, themes=THEMES, versions=3)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "roster.csv"


def told(path: Path, raw: bytes | str) -> str:
    """What reading a roster with such content tells."""
    with pytest.raises(RosterError) as caught:
        read(path, raw)
    return str(caught.value).replace(f"{path.parent.as_posix()}/", "")


@pytest.mark.parametrize("file", sorted(BAD.glob("*.csv")), ids=lambda file: file.stem)
def test_what_is_wrong_is_told_with_row_and_column(file: Path, request: pytest.FixtureRequest):
    with pytest.raises(RosterError) as caught:
        read_roster(file, themes=THEMES, versions=3)
    message = str(caught.value).replace(f"{BAD.as_posix()}/", "") + "\n"
    golden = file.with_suffix(".txt")
    if request.config.getoption("--update-golden"):
        golden.write_text(message, encoding="utf-8")
    assert message == golden.read_text(encoding="utf-8")


def test_every_column(path: Path):
    text = "Name,Class,Seat,Tier,Version,Theme,Size,Language\nAnna Muster,9b,A3,Challenge,b,LARGE-PRINT,18 pt,de-CH\nBen,,,,,,,\n"
    assert read(path, text) == [
        Pupil("Anna Muster", "9b", "A3", "challenge", "B", "large-print", 18, "de-CH", 2),
        Pupil("Ben", row=3),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_delimiters_and_ends_of_lines(path: Path, encoding: str, delimiter: str, end: str):
    rows = [["Schülername", "Platz"], ["José Müller", "A1"], ["Zoë Weiß", "A2"]]
    text = "".join(delimiter.join(row) + end for row in rows)
    assert [(pupil.name, pupil.seat) for pupil in read(path, text, encoding)] == [("José Müller", "A1"), ("Zoë Weiß", "A2")]


@pytest.mark.parametrize(
    ("headings", "name"),
    [
        ("Name;Vorname", "Muster Anna"),
        ("NACHNAME ;vor-name", "Muster Anna"),
        ("Prénom;Nom", "Muster Anna"),
        ("prenom;NOM", "Muster Anna"),
        ("Nombre;Apellidos", "Muster Anna"),
        ("Nome;Cognome", "Muster Anna"),
        ("Voornaam;Achternaam", "Muster Anna"),
        ("Imię;Nazwisko", "Muster Anna"),
        ("Имя;Фамилия", "Muster Anna"),
        ("Імʼя;Прізвище", "Muster Anna"),
        ("Ім'я;Прізвище", "Muster Anna"),
        ("Name;Remark", "Muster"),
        ("ФИО;Имя", "Muster"),
        ("ПІБ;Примітка", "Muster"),
    ],
)
def test_headings_in_many_languages(path: Path, headings: str, name: str):
    assert [pupil.name for pupil in read(path, f"{headings}\nMuster;Anna\n")] == [name]


def test_a_name_beside_its_parts_is_the_whole_name(path: Path):
    assert [pupil.name for pupil in read(path, "Surname;Name;Forename\nMuster;Anna Muster;Anna\n")] == ["Anna Muster"]


@pytest.mark.parametrize(
    "text",
    [
        "Greenfield School;;\nClass 9b, autumn;;\n\nName;Seat;Tier\nAnna;A1;support\n",
        "Greenfield School, Hill Road\n\n\nName;Seat;Tier\nAnna;A1;support\n",
        "\n\n\nName;Seat;Tier\nAnna;A1;support\n",
    ],
)
def test_titles_may_stand_above_the_headings(path: Path, text: str):
    assert read(path, text) == [Pupil("Anna", seat="A1", tier="support", row=5)]


def test_a_heading_over_two_headings(path: Path):
    text = "Pupil,,Place\nSurname,Forename,Seat\nMuster,Anna,A1\n"
    assert read(path, text) == [Pupil("Muster Anna", seat="A1", row=3)]


def test_a_pupil_whose_name_is_that_of_a_heading_is_a_pupil(path: Path):
    assert [pupil.name for pupil in read(path, "Name,Class\nSchüler,9b\nPlace,9b\n")] == ["Schüler", "Place"]


@pytest.mark.parametrize("text", ["Bo Müller", "Anna Weiß", "Jörg Ähre"])
def test_the_letters_of_an_old_mac_are_no_western_european_ones(path: Path, text: str):
    with pytest.raises(RosterError, match="neither UTF-8 nor Western European"):
        read(path, f"Name,Seat\n{text},A1\n", "mac_roman")


@pytest.mark.parametrize("size", ["14", "14.0", "14,00", "14 pt"])
def test_sizes_as_spreadsheets_write_them(path: Path, size: str):
    assert [pupil.size for pupil in read(path, f"Name;Size\nAnna;{size}\n")] == [14]


def test_no_heading_means_two_things():
    meanings: dict[str, str] = {}
    for meaning, spellings in SPELLINGS.items():
        for spelling in spellings.split(","):
            assert folded(spelling), spelling
            assert meanings.setdefault(folded(spelling), meaning) == meaning, spelling


def test_quoted_commas_and_lines(path: Path):
    text = 'sep=,\r\n"Name, Vorname",Seat\r\n"Müller, Anna",A1\r\n\r\n"van den\nBerg, ""Bo""",A2\r\n'
    assert [(pupil.name, pupil.row) for pupil in read(path, text)] == [("Müller, Anna", 3), ('van den Berg, "Bo"', 5)]


@pytest.mark.parametrize(
    "name", ["Иван Петров", "王小明", "محمد علی", "میـ\u200cخواهم", "Ólafur Þórðarson", "N'Djoré Å-Ö", "Ng", "O´Brien", "2pac"]
)
def test_names_in_any_script(path: Path, name: str):
    assert [pupil.name for pupil in read(path, f"Name;Seat\n{name};A1\n")] == [name]


def test_names_are_composed_and_their_blanks_are_one(path: Path):
    assert [pupil.name for pupil in read(path, "Name\n\u00a0 Jose\u0301   Mu\u0308ller \n")] == ["José Müller"]


def test_turkish_in_its_old_code_page_is_taken_for_icelandic(path: Path):
    """A limit that docs/classes.md names: the bytes of ı, ş and ğ are those of ý, þ and ð, which are letters of names too."""
    assert [pupil.name for pupil in read(path, "Name\nCem Yılmaz\nAyşe Doğan\n", "cp1254")] == ["Cem Yýlmaz", "Ayþe Doðan"]
    assert [pupil.name for pupil in read(path, "Name\nÓlafur Þórðarson\nÝmir\n", "cp1252")] == ["Ólafur Þórðarson", "Ýmir"]


def test_two_pupils_of_one_name_are_two(path: Path):
    assert [pupil.row for pupil in read(path, "Name\nAnna Müller\nAnna Müller\n")] == [2, 3]


def test_no_fault_names_a_pupil_outside_the_excerpt(path: Path):
    with pytest.raises(RosterError) as caught:
        read(path, f"Name;Seat\n{'Anna Muster ' * 20};A1\nAnna\u202e Muster;=A2\n=Anna Muster;A3\n")
    assert len(caught.value.problems) == 4
    assert not [problem for problem in caught.value.problems if "Muster" in problem.what + problem.hint]


def test_languages_may_be_named(path: Path):
    path.write_text("Name;Language\nAnna;DE\nBen;fr\n", encoding="utf-8")
    with pytest.raises(RosterError, match=r'cell B3: there is no language "fr"'):
        read_roster(path, themes=THEMES, versions=1, languages=("en", "de"))
    path.write_text("Name;Language\nAnna;DE\n", encoding="utf-8")
    assert read_roster(path, themes=THEMES, versions=1, languages=("en", "de")) == [Pupil("Anna", language="de", row=2)]


@pytest.mark.parametrize(
    ("versions", "hint"),
    [
        (1, "ask for more than one version, or leave the cell empty"),
        (2, "choose one of: A, B, or ask for more versions"),
        (MOST_VERSIONS, "choose one of: A, B, C, D, E, F, G, H"),
    ],
)
def test_a_version_there_is_not(path: Path, versions: int, hint: str):
    path.write_text("Name;Version\nAnna;A\nBen;I\n", encoding="utf-8")
    with pytest.raises(RosterError) as caught:
        read_roster(path, themes=THEMES, versions=versions)
    (problem,) = caught.value.problems
    assert (problem.what, problem.hint) == ('cell B3: there is no version "I"', hint)
    assert problem.place
    assert problem.place.line == 3


def test_faults_are_told_up_to_a_number(path: Path):
    message = told(path, "Name;Tier\n" + "Anna;best\n" * 500)
    assert message.endswith("\nroster.csv: and 450 more problems\n  hint: mend these first")
    assert message.count("there is no tier") == MOST_TOLD


def test_a_hundred_thousand_rows(path: Path):
    pupils = read(path, "Name;Seat\n" + "".join(f"Anna {number};A{number}\n" for number in range(100_000)))
    assert (len(pupils), pupils[-1].name, pupils[-1].row) == (100_000, "Anna 99999", 100_001)


def test_too_many_rows(path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(table, "MOST_ROWS", 1_000)
    assert len(read(path, "Name\n" + "Anna\n" * 1_000)) == 1_000
    assert told(path, "Name\n" + "Anna\n" * 1_001) == (
        "roster.csv:1002: more than 1000 rows\n  hint: make a roster of each class or each year"
    )


def test_blank_rows_are_bounded_too(path: Path):
    assert "more than 200000 rows" in told(path, b"Name\n" + b"\n" * 2_000_000)


def test_too_many_bytes(path: Path):
    assert told(path, b"a" * 50_000_001).startswith("roster.csv: the roster has more than 50 MB")


@pytest.mark.parametrize("quote", ["", '"'])
def test_a_cell_of_ten_megabytes(path: Path, quote: str):
    assert told(path, f"Name\nAnna\n{quote}{'x' * 10_000_000}{quote}\n").startswith("roster.csv:3: a cell of more than 131072")


def test_what_cannot_be_read_to_its_end_keeps_what_was_found(path: Path):
    assert told(path, f"Name;Tier\nAnna;best\nBen;{'x' * 200_000}\n").count("hint:") == 2


def test_too_many_columns(path: Path):
    assert told(path, "Name" + "," * 600 + "\n").startswith("roster.csv:1: more than 500 columns")


def test_a_roster_that_is_no_file(tmp_path: Path):
    with pytest.raises(RosterError, match="there is no such roster"):
        read_roster(tmp_path / "none.csv", themes=THEMES, versions=1)
    with pytest.raises(RosterError, match="this is not a file"):
        read_roster(tmp_path, themes=THEMES, versions=1)
    os.mkfifo(tmp_path / "pipe.csv")
    with pytest.raises(RosterError, match="this is not a file"):
        read_roster(tmp_path / "pipe.csv", themes=THEMES, versions=1)


def test_pupils_and_errors_survive_the_way_to_a_worker():
    pupil = Pupil("Anna", row=2)
    assert pickle.loads(pickle.dumps(pupil)) == pupil
    with pytest.raises(RosterError) as caught:
        read_roster(BAD / "unknown-words.csv", themes=THEMES, versions=3)
    assert pickle.loads(pickle.dumps(caught.value)).problems == caught.value.problems


@pytest.mark.parametrize(("column", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_addresses(column: int, letters: str):
    assert address(column) == letters


@tries(300, HealthCheck.function_scoped_fixture)
@given(
    raw=st.one_of(st.binary(max_size=300), st.text(max_size=200).map(lambda text: f"Name;Seat\n{text}".encode("utf-8", "ignore")))
)
def test_any_bytes_give_pupils_or_a_clear_error(path: Path, raw: bytes):
    pupils: list[Pupil] = []
    with suppress(RosterError):
        pupils = read(path, raw)
    assert all(pupil.name.strip() == pupil.name and any(map(str.isalnum, pupil.name)) for pupil in pupils)
