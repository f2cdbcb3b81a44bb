"""Which shipped profile a header fits: sure only where the header has what no other list has."""

import pytest
from provtabell import DIALEKTER, PROFILER, csv_table, json_tables

from ejverkstallda.readers.profil import read_profile
from ejverkstallda.readers.profil_schema import Profil
from ejverkstallda.readers.profilval import Profilval, choose_profile
from ejverkstallda.readers.tabell import fold

SHIPPED = [profil for path in sorted(PROFILER.glob("*.toml")) if (profil := read_profile(path)[0])]


def choose(*kolumner: str, profiler: list[Profil] = SHIPPED) -> list[tuple[str, bool]]:
    return [(val.namn, val.saker) for val in choose_profile(tuple(map(fold, kolumner)), profiler)]


def test_an_answered_list_is_known_for_sure() -> None:
    header = csv_table(DIALEKTER / "profil_arbetslista" / "arbetslista.csv").kolumner
    assert choose_profile(header, SHIPPED) == (
        Profilval(
            "arbetslista",
            saker=True,
            skal="Filen har de rubriker som utmärker listan: "
            "Väntar sedan, Gränsdag, Senaste kommentar, Vad som saknas, Besvarad av.",
            kanda=15,  # of 22; seven are only shown
        ),
    )


@pytest.mark.parametrize("number", range(4))
def test_each_table_of_the_interface_is_known_for_sure(number: int) -> None:
    tabell = json_tables(DIALEKTER / "profil_lifecare" / "uttag.json")[number]
    (val,) = choose_profile(tabell.kolumner, SHIPPED)
    assert (val.namn, val.saker) == ("lifecare-api", True)
    assert f"i tabellen {tabell.blad}:" in val.skal


def test_a_wide_list_may_be_several_and_the_one_that_knows_most_comes_first() -> None:
    found = choose_profile(csv_table(DIALEKTER / "profil_bred" / "bred.csv").kolumner, SHIPPED)
    assert found == (
        Profilval(
            "bred-lista",
            saker=False,
            skal="Profilen känner 28 av filens 29 kolumner, bland dem alla som måste finnas.",
            kanda=28,
        ),
    )
    assert choose("Beslutsnummer", "Beslutsdatum", "Lag", "Insats", "Verkställd") == [
        ("bred-lista", False),
        ("generell", False),
    ]


def test_one_mark_short_is_no_fit() -> None:
    marks = ["Väntar sedan", "Gränsdag", "Senaste kommentar", "Vad som saknas", "Besvarad av"]
    assert choose("Beslutsnummer", *marks) == [("arbetslista", True)]
    assert choose("Beslutsnummer", *marks[:4]) == []


def test_the_contracts_two_kinds_of_file() -> None:
    assert choose("beslutsnummer", "datum", "handelse") == [("generell", False)]
    assert choose("beslutsnummer", "beslutsdatum", "lag", "insats")[0] == ("bred-lista", False)


def test_a_header_that_fits_nothing() -> None:
    assert choose("Färg", "Form", "") == []
    assert choose() == []
    assert choose("Dnr", "Beslut fattat") == []
    assert choose("Dnr", "Beslut fattat", "Insats") == [("exempel-ej-verkstallda", False)]
