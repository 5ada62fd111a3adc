"""What the columns of a roster mean: their headings in the languages and spellings of schools' systems.

Case, accents, blanks and punctuation do not count: "E-Mail", "Prénom" and "ПІБ учня" are compared as "email", "prenom", "пібучня".
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

Meaning = Literal["full", "name", "surname", "forename", "middle", "class", "seat", "tier", "version", "theme", "size", "language"]

SPELLINGS: Mapping[Meaning, str] = {
    "full": """
        full name, name of pupil, pupil name, pupil's name, pupil, student name, student's name, student, learner,
        display name, preferred full name, surname forename, forename surname, first name last name, last name first
        name, name surname, Schülername, Schülerin, Schüler, Name Vorname, Vorname Name, Nachname Vorname, Vorname
        Nachname, Name des Schülers, vollständiger Name, nom complet, nom et prénom, nom prénom, prénom nom, prénom et
        nom, élève, nom de l'élève, nombre completo, nombre y apellidos, apellidos y nombre, apellidos nombre, alumno,
        alumna, nombre del alumno, estudiante, nome completo, nome e cognome, cognome e nome, nome cognome, cognome
        nome, alunno, alunna, studente, nominativo, volledige naam, leerling, naam leerling, leerlingnaam, naam van de
        leerling, voornaam achternaam, achternaam voornaam, imię i nazwisko, nazwisko i imię, nazwisko imię, imię
        nazwisko, uczeń, uczennica, imię i nazwisko ucznia, ФИО, ФИО ученика, фамилия имя, имя фамилия, фамилия и имя,
        фамилия имя отчество, ученик, учащийся, ПІБ, ПІБ учня, прізвище ім'я, ім'я прізвище, прізвище та ім'я, прізвище
        ім'я по батькові, учень, учениця
    """,
    "name": "name, Name, nom, nombre, nome, naam, roepnaam, nazwa, имя, ім'я",
    "surname": """
        surname, last name, family name, legal surname, preferred surname, Nachname, Familienname, Zuname, nom de
        famille, apellido, apellidos, primer apellido, cognome, achternaam, familienaam, nazwisko, фамилия, прізвище
    """,
    "forename": """
        forename, first name, given name, given names, forenames, legal forename, preferred forename, Vorname, Vornamen,
        Rufname, prénom, prénoms, nombre de pila, nombres, nome di battesimo, voornaam, imię, imiona
    """,
    "middle": """
        middle name, middle names, second name, second forename, zweiter Vorname, Namenszusatz, deuxième prénom, segundo
        nombre, segundo apellido, secondo nome, tussenvoegsel, tussenvoegsels, drugie imię, отчество, по батькові
    """,
    "class": """
        class, class name, form, form group, group, reg group, registration group, tutor group, teaching group,
        homeroom, Klasse, Klassenname, Lerngruppe, Kurs, classe, division, groupe, clase, grupo, curso, sezione, gruppo,
        klas, groep, stamgroep, klasa, oddział, grupa, класс, группа, клас, група
    """,
    "seat": """
        seat, seat number, seat no, seating, desk, place, table, Platz, Sitzplatz, Platznummer, Sitz, Tisch, place
        assise, siège, numéro de place, asiento, pupitre, puesto, sitio, posto, banco, numero di posto, plaats,
        zitplaats, stoel, tafel, miejsce, numer miejsca, ławka, место, номер места, парта, місце, номер місця
    """,
    "tier": """
        tier, level, ability, support level, differentiation, Niveau, Stufe, Niveaustufe, Anforderungsniveau, palier,
        niveau de difficulté, nivel, livello, fascia, moeilijkheidsgraad, poziom, poziom trudności, уровень, рівень
    """,
    "version": """
        version, variant, paper version, Fassung, Variante, Version, Gruppe A/B, sujet, versión, versione, variante,
        fila, versie, wersja, wariant, версия, вариант, версія, варіант
    """,
    "theme": """
        theme, look, design, print, print style, Thema, Gestaltung, Aussehen, Druckbild, thème, présentation, mise en
        page, tema, diseño, aspetto, stile, vormgeving, opmaak, motyw, wygląd, тема, оформление, оформлення
    """,
    "size": """
        size, font size, text size, print size, point size, points, Größe, Schriftgröße, Schriftgrad, Punkt, taille,
        taille de police, taille du texte, corps, tamaño, tamaño de letra, cuerpo, dimensione, dimensione carattere,
        corpo, grootte, lettergrootte, tekengrootte, rozmiar, rozmiar czcionki, wielkość czcionki, размер, размер
        шрифта, кегль, розмір, розмір шрифту
    """,
    "language": """
        language, lang, locale, Sprache, Unterrichtssprache, langue, idioma, lengua, lingua, taal, język, язык, мова
    """,
}
"""Headings in English, German, French, Spanish, Italian, Dutch, Polish, Russian and Ukrainian, parted by commas."""


def folded(heading: str) -> str:
    """A heading as it is compared: its letters and digits, without case and accents."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", heading).casefold())
    letters = (char for char in plain if char.isalnum() and unicodedata.category(char) != "Lm")  # Lm: the apostrophe of імʼя
    return "".join(letters).replace("ł", "l")


_MEANINGS: dict[str, Meaning] = {
    folded(spelling): meaning for meaning, spellings in SPELLINGS.items() for spelling in spellings.split(",")
}

_PARTS: tuple[Meaning, ...] = ("name", "surname", "forename", "middle")


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns, counted from 0, hold what. A name of several columns is joined in the order in which they stand.

    `gap` is the column after that of the name, if it has no heading: that of the name may have been meant for both.
    """

    name: tuple[int, ...]
    other: Mapping[Meaning, int]
    width: int
    gap: int | None = None

    def __contains__(self, meaning: Meaning) -> bool:
        return meaning in self.other


class HeadingError(ValueError):
    """Headings from which a roster cannot be read: for each fault the column, counted from 0, what is wrong, and a hint."""

    def __init__(self, faults: Sequence[tuple[int, str, str]]) -> None:
        super().__init__(faults)
        self.faults = tuple(faults)


def columns(headings: Sequence[str]) -> Columns:
    """What the columns of a roster mean. Unknown ones mean nothing. Raises HeadingError if none is a name, or two mean the same."""
    found: dict[Meaning, int] = {}
    faults: list[tuple[int, str, str]] = []
    for index, heading in enumerate(headings):
        meaning = _MEANINGS.get(folded(heading))
        if meaning is not None and meaning in found:
            first = headings[found[meaning]].strip()
            what = f'the column "{heading.strip()}" means the same as the column "{first}" ({address(found[meaning])})'
            faults.append((index, what, "delete one of the two, or give it another heading"))
        elif meaning is not None:
            found[meaning] = index
    name = _name(found)
    if not name:
        hint = 'the first row holds the headings; call the column of the names "name", or two columns "surname" and "forename"'
        faults.insert(0, (0, "no column for the names", hint))
    if faults:
        raise HeadingError(faults)
    used = [index for index, heading in enumerate(headings) if heading.strip()]
    rest = {meaning: index for meaning, index in found.items() if meaning not in ("full", *_PARTS)}
    gap = name[-1] + 1
    return Columns(name, rest, used[-1] + 1, gap if gap not in used and gap < used[-1] else None)


def are_headings(cells: Sequence[str]) -> bool:
    """Whether a row is one of headings beyond doubt: it has one for names, and another."""
    found = {meaning for meaning in (_MEANINGS.get(folded(cell)) for cell in cells) if meaning}
    return len(found) > 1 and bool(found & {"full", "name", "surname", "forename"})


def _name(found: Mapping[Meaning, int]) -> tuple[int, ...]:
    """The columns of the name: the full one, or its parts. "Name" is the surname beside "Vorname", else the full name."""
    if "full" in found:
        return (found["full"],)
    if {"name", "surname", "forename"} <= found.keys():
        return (found["name"],)
    parts = sorted(found[part] for part in _PARTS if part in found)
    return tuple(parts) if found.keys() & {"name", "surname", "forename"} else ()


def address(column: int) -> str:
    """The letters of a column, counted from 0, in a spreadsheet: A, B … Z, AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
