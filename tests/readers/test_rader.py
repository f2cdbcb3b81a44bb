"""Rows of the two import files to values: every column, and what an empty cell or a missing column leaves out."""

from datetime import date
from pathlib import Path

import pytest
from inlasning import Inlast, read_import

from ejverkstallda.domain.beslut import (
    Ansvar,
    Avslutsorsak,
    Handelseslag,
    IvoSlag,
    Lag,
    Omfattning,
    SkalKod,
    Ursprung,
    Vantanslag,
)

IDAG = date(2019, 5, 13)
ALL_OF_A_DECISION = {
    "beslutsnummer": "B-1",
    "beslutsdatum": "2019-01-31",
    "lag": "SoL",
    "insats": "hemtjänst",
    "lagrum": "4 kap. 1 § SoL",
    "verksamhetsomrade": "Äldre",
    "namnd": "Socialnämnden",
    "kon": "K",
    "ursprung": "förhandsbesked",
    "ansokningsdatum": "2018-12-01",
    "galler_till": "2021-01-31",
    "enhet": "Öst",
    "handlaggare": "Åsa Ö",
    "personnummer": "191212121212",
    "kallsystem": "Treserva",
    "skyddad": "ja",
    "bosattningskommun": "1440",
    "ersatter": "B-0",
    "tidigare_nummer": "A-9",
    "kostnad_manad": "12 500",
}


def read(folder: Path, *rows: dict[str, str]) -> Inlast:
    columns = list(dict.fromkeys(name for row in rows for name in row))
    lines = [";".join(columns), *(";".join(row.get(name, "") for name in columns) for row in rows)]
    path = folder / "lista.csv"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return read_import(path, IDAG)


def event(folder: Path, **cells: str) -> dict[str, object]:
    inlast = read(folder, {"beslutsnummer": "B-1", "datum": "2019-01-31", **cells})
    assert inlast.nekade == ()
    return dict(inlast.handelser[0].falt)


def test_every_column_of_a_decision(tmp_path: Path) -> None:
    (rad,) = read(tmp_path, ALL_OF_A_DECISION).beslut
    assert (rad.beslutsnummer, rad.kallsystem) == ("B-1", "Treserva")
    assert rad.rad == 2
    assert rad.person == ("19121212-1212", "personnummer")
    assert rad.falt == {
        "beslutsdatum": "2019-01-31",
        "lag": Lag.SOL,
        "insats": "hemtjänst",
        "lagrum": "4 kap. 1 § SoL",
        "verksamhetsomrade": "Äldre",
        "namnd": "Socialnämnden",
        "kon": "K",
        "ursprung": Ursprung.FORHANDSBESKED,
        "ansokningsdatum": "2018-12-01",
        "galler_till": "2021-01-31",
        "enhet": "Öst",
        "handlaggare": "Åsa Ö",
        "skyddad": 1,
        "bosattningskommun": "1440",
        "ersatter": "B-0",
        "tidigare_nummer": "A-9",
        "kostnad_manad": 12500,
    }


@pytest.mark.parametrize("name", sorted(ALL_OF_A_DECISION.keys() - {"beslutsnummer", "beslutsdatum", "lag", "insats"}))
def test_an_empty_cell_says_nothing(tmp_path: Path, name: str) -> None:
    (rad,) = read(tmp_path, {**ALL_OF_A_DECISION, name: "  "}).beslut
    assert name not in rad.falt
    assert name != "personnummer" or rad.person is None
    assert name != "kallsystem" or not rad.kallsystem


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"handelse": "kommentar", "text": "Väntar."}, {"slag": Handelseslag.KOMMENTAR, "text": "Väntar."}),
        (
            {"handelse": "skäl", "skal_kod": "saknar plats", "ansvar": "Kommunen"},
            {"slag": Handelseslag.SKAL, "skal_kod": SkalKod.SAKNAR_PLATS, "ansvar": Ansvar.KOMMUNEN},
        ),
        (
            {"handelse": "insats_under_tiden", "fran": "2019-01-01", "till": "2019-12-31", "kostnad": "900"},
            {"fran": "2019-01-01", "till": "2019-12-31", "kostnad": 900},
        ),
        ({"handelse": "planerad", "planerat_datum": "2019-09-01"}, {"planerat_datum": "2019-09-01"}),
        ({"handelse": "ivo_arende", "diarienummer": "8.5-1/2018"}, {"diarienummer": "8.5-1/2018"}),
        ({"handelse": "senarelagd_lov", "till": "2020-01-01"}, {"till": "2020-01-01"}),
        (
            {"handelse": "skickad_ivo", "slag": "åter", "kvittens": "K1"},
            {"slag": Handelseslag.SKICKAD_IVO, "ivo_slag": IvoSlag.ATER, "kvittens": "K1"},
        ),
        ({"handelse": "erbjudande", "svar": "nej"}, {"svar": 0}),
        ({"handelse": "avbrott", "omfattning": "Delvis"}, {"omfattning": Omfattning.DELVIS}),
        ({"handelse": "avslutad", "orsak": "flyttat"}, {"orsak": Avslutsorsak.FLYTTAT}),
        ({"handelse": "avslutad"}, {"orsak": None}),
        (
            {"handelse": "rapporterad", "kvartal": "2018q4", "vantan": "avbrott", "vantan_start": "2018-10-08"},
            {"kvartal": "2018Q4", "vantan": Vantanslag.AVBROTT, "vantan_start": "2018-10-08"},
        ),
    ],
)
def test_columns_of_an_event(tmp_path: Path, cells: dict[str, str], expected: dict[str, object]) -> None:
    found = event(tmp_path, **cells)
    assert {name: found.get(name) for name in expected} == expected


def test_an_event_without_kallsystem_leaves_it_open(tmp_path: Path) -> None:
    rows = [{"beslutsnummer": "B-1", "datum": "190131", "handelse": "erbjudande", "kallsystem": k} for k in ("", "P")]
    assert [rad.kallsystem for rad in read(tmp_path, *rows).handelser] == [None, "P"]


def test_all_faults_of_all_rows_are_told_and_good_rows_are_kept(tmp_path: Path) -> None:
    good = {"beslutsnummer": "B-1", "beslutsdatum": "2019-01-31", "lag": "LSS", "insats": "kontaktperson"}
    inlast = read(tmp_path, {**good, "lag": "x", "kon": "y"}, good, {**good, "beslutsdatum": "2020-01-01"})
    assert [(b.kod, b.plats) for nekad in inlast.nekade for b in nekad.brister] == [
        ("varde_okant", "lista.csv rad 2 kolumn lag"),
        ("varde_okant", "lista.csv rad 2 kolumn kon"),
        ("datum_framtid", "lista.csv rad 4 kolumn beslutsdatum"),
    ]
    assert [rad.rad for rad in inlast.beslut] == [3]


def test_dates_that_may_lie_ahead_and_those_that_may_not(tmp_path: Path) -> None:
    good = {"beslutsnummer": "B-1", "beslutsdatum": "2019-01-31", "lag": "LSS", "insats": "kontaktperson"}
    assert read(tmp_path, {**good, "galler_till": "2030-01-01"}).nekade == ()
    assert len(read(tmp_path, {**good, "ansokningsdatum": "2030-01-01"}).nekade) == 1
    row = {"beslutsnummer": "B-1", "datum": "2019-05-14", "handelse": "kommentar"}
    assert len(read(tmp_path, row).nekade) == 1


def test_an_unknown_column_named_by_an_identity_number_is_not_repeated(tmp_path: Path) -> None:
    good = {"beslutsnummer": "B-1", "beslutsdatum": "2019-01-31", "lag": "LSS", "insats": "x", "19121212-1212": "y"}
    inlast = read(tmp_path, good)
    assert inlast.okanda_kolumner == ("…",)
    assert all("1212" not in b.text for b in inlast.brister)


def test_a_file_without_a_header_does_not_give_its_first_row_away(tmp_path: Path) -> None:
    path = tmp_path / "lista.csv"
    path.write_text("B-1;2019-01-31;LSS;19121212-1212;19121212-1212\n", "utf-8")
    found = read_import(path, IDAG).brister
    assert {b.kod for b in found} == {"kolumn_saknas", "kolumn_dubbel"}
    assert all("1212" not in b.text for b in found)
