"""One small broken file per fault: its code, its place, and what the message says."""

from datetime import date
from pathlib import Path

import pytest
from inlasning import Inlast, read_import
from test_oppna_trasiga import OPPNAS_INTE

from ejverkstallda.domain.brister import Allvar, Brist

BROKEN = Path(__file__).parents[1] / "broken"
IDAG = date(2019, 5, 13)

WHOLE_FILE = {
    "tom.csv": ("fil_tom", "Filen är tom. Exportera listan på nytt; första raden ska vara rubriker."),
    "blank.csv": ("fil_tom", "Filen är tom."),
    "binar.csv": ("fil_fel_slag", "Filen är en bild (PNG), vad den än heter; det slaget läses inte. Öppna den"),
    "excel.csv": ("fil_skadad", "Arbetsboken går inte att packa upp: arkivet är avbrutet"),
    "styrtecken.csv": ("fil_binar", "Filen är ingen textfil; den innehåller styrtecken. Spara listan som CSV (UTF-8,"),
    "okand_kodning.csv": ("fil_binar", "teckenkodning som inte läses"),
}
HEADER = {
    "kolumn_saknas.csv": [
        ("kolumn_saknas", "Kolumnen beslutsdatum saknas. Lägg till kolumnen; första raden ska vara rubriker."),
        ("kolumn_saknas", "Kolumnen insats saknas."),
    ],
    "kolumn_dubbel.csv": [("kolumn_dubbel", "Kolumnen ”namnd” finns två gånger. Ta bort eller döp om den ena.")],
}
ROWS = {
    "rad_for_lang.csv": ("rad_for_manga_celler", None, "Raden har 6 celler men rubrikraden 4. Kontrollera avgränsare"),
    "varde_saknas.csv": ("varde_saknas", "beslutsdatum", "Värdet för beslutsdatum saknas. Fyll i cellen."),
    "datum_finns_inte.csv": ("datum_ogiltigt", "beslutsdatum", "Datumet ”2019-02-29” finns inte. Skriv det som"),
    "datum_serienummer.csv": ("datum_ogiltigt", "beslutsdatum", "”43496” är inget datum som kan läsas. Skriv det som"),
    "datum_framtid.csv": ("datum_framtid", "beslutsdatum", "2019-05-14 ligger i framtiden. Rätta datumet"),
    "lag_okand.csv": ("varde_okant", "lag", "”LVU” är inget av SoL, LSS. Välj ett av dem."),
    "ja_eller_nej.csv": ("varde_okant", "skyddad", "”kanske” är varken ja eller nej."),
    "kommunkod.csv": ("varde_okant", "bosattningskommun", "”Ale” är ingen kommunkod (fyra siffror)."),
    "belopp.csv": ("tal_ogiltigt", "kostnad_manad", "”tolv tusen” är inget belopp i hela kronor. Skriv hela kronor"),
    "kvartal.csv": ("kvartal_ogiltigt", "kvartal", "”2019Q5” är inget kvartal. Skriv det som 2019Q1."),
    "svar_utan_svar.csv": ("varde_saknas", "svar", "Värdet för svar saknas (ja eller nej). Fyll i cellen."),
    "handelse_okand.csv": ("varde_okant", "handelse", "”makulerad” är inget av kommentar, skal, atgard,"),
    "orsak_forbehallen.csv": ("varde_okant", "orsak", "”felregistrerad” är inget av aterkallad, behov_upphort,"),
    "radbrytning_i_insats.csv": ("text_ogiltig", "insats", "Texten innehåller radbrytningar eller styrtecken. Rätta"),
    "personnummer_tio_siffror.csv": (
        "personnummer_tio_siffror",
        "personnummer",
        "så århundradet är okänt (värdet visas inte). Skriv tolv",
    ),
    "personnummer_kontrollsiffra.csv": ("personnummer_ogiltigt", "personnummer", "Personnumret kan inte läsas"),
}


def read(name: str) -> Inlast:
    return read_import(BROKEN / name, IDAG)


def refused(name: str) -> list[Brist]:
    inlast = read(name)
    assert (inlast.beslut, inlast.handelser) == ((), ())
    return [brist for rad in inlast.nekade for brist in rad.brister]


@pytest.mark.parametrize(("name", "kod", "text"), [(n, *v) for n, v in WHOLE_FILE.items()], ids=list(WHOLE_FILE))
def test_a_file_that_cannot_be_read(name: str, kod: str, text: str) -> None:
    inlast = read(name)
    (brist,) = inlast.brister
    assert (brist.kod, brist.allvar, brist.plats) == (kod, Allvar.FEL, name)
    assert text in brist.text
    assert (inlast.beslut, inlast.nekade) == ((), ())


@pytest.mark.parametrize("name", HEADER)
def test_a_header_that_cannot_be_used(name: str) -> None:
    found = read(name).brister
    assert [(b.kod, b.plats) for b in found] == [(kod, f"{name} rad 1") for kod, _ in HEADER[name]]
    for brist, (_, text) in zip(found, HEADER[name], strict=True):
        assert text in brist.text
        assert brist.allvar is Allvar.FEL


@pytest.mark.parametrize(("name", "kod", "kolumn", "text"), [(n, *v) for n, v in ROWS.items()], ids=list(ROWS))
def test_a_row_that_cannot_be_read(name: str, kod: str, kolumn: str | None, text: str) -> None:
    (brist,) = refused(name)
    place = f"{name} rad 2" + (f" kolumn {kolumn}" if kolumn else "")
    assert (brist.kod, brist.allvar, brist.plats) == (kod, Allvar.FEL, place)
    assert text in brist.text


def test_a_short_row_tells_each_value_that_is_missing() -> None:
    found = refused("rad_for_kort.csv")
    assert [(b.kod, b.plats) for b in found] == [
        ("varde_saknas", "rad_for_kort.csv rad 2 kolumn lag"),
        ("varde_saknas", "rad_for_kort.csv rad 2 kolumn insats"),
    ]


def test_a_quotation_mark_that_is_never_closed_swallows_no_rows() -> None:
    inlast = read("oppet_citattecken.csv")
    (brist,) = inlast.brister
    assert (brist.kod, brist.plats) == ("fil_csv", "oppet_citattecken.csv rad 3")
    assert "citattecken" in brist.text
    assert inlast.beslut == ()


def test_an_unknown_column_is_named_and_the_rest_is_read() -> None:
    inlast = read("kolumn_okand.csv")
    (brist,) = inlast.brister
    assert (brist.kod, brist.allvar, brist.plats) == ("kolumn_okand", Allvar.UPPLYSNING, "kolumn_okand.csv rad 1")
    assert "”favoritfärg” är okänd och lästes inte" in brist.text
    assert inlast.okanda_kolumner == ("favoritfärg",)
    assert [rad.beslutsnummer for rad in inlast.beslut] == ["B-1"]


def test_a_header_without_rows_holds_nothing_and_is_no_fault() -> None:
    inlast = read("bara_rubrik.csv")
    assert (inlast.brister, inlast.beslut, inlast.nekade) == ((), (), ())


@pytest.mark.parametrize("name", ["forskjutna_kolumner.csv", "omkastade_kolumner.csv"])
def test_shifted_columns_are_told_without_the_number(name: str) -> None:
    found = refused(name)
    assert {b.plats for b in found} <= {
        f"{name} rad 2 kolumn {k}" for k in ("beslutsnummer", "beslutsdatum", "lag", "insats", "personnummer")
    }
    assert len(found) >= 2
    assert all("1212" not in b.text for b in found)


def test_a_number_in_the_first_column_is_called_what_it_is() -> None:
    first = refused("forskjutna_kolumner.csv")[0]
    assert first.kod == "beslutsnummer_identitet"
    assert "ser ut som ett personnummer (värdet visas inte). Kontrollera att kolumnerna inte" in first.text


def test_every_broken_file_is_tried_here() -> None:
    tried = {*WHOLE_FILE, *HEADER, *ROWS, "rad_for_kort.csv", "kolumn_okand.csv", "bara_rubrik.csv"}
    tried |= {"oppet_citattecken.csv", "forskjutna_kolumner.csv", "omkastade_kolumner.csv", *OPPNAS_INTE}
    assert {p.name for p in BROKEN.iterdir()} == tried


def test_a_file_that_is_not_there() -> None:
    (brist,) = read("finns_inte.csv").brister
    assert (brist.kod, brist.plats) == ("fil_saknas", "finns_inte.csv")
    assert "Kontrollera namnet och mappen" in brist.text


def test_a_folder_given_as_a_file() -> None:
    (brist,) = read_import(BROKEN, IDAG).brister
    assert (brist.kod, brist.plats) == ("fil_olasbar", "broken")


def test_a_file_that_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ejverkstallda.readers.tabell.TEXTFIL", 10)
    (brist,) = read("bara_rubrik.csv").brister
    assert brist.kod == "fil_for_stor"
    assert "Dela listan i flera filer" in brist.text
