"""The proposal of a profile: what it places, what it leaves to a person, and that nothing personal is in it."""

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from provtabell import DIALEKTER, PROFILER, Provtabell, csv_table, table

from ejverkstallda.readers.profil import parse_profile, read_profile
from ejverkstallda.readers.profilforslag import propose_profile

FORLAGA, _ = read_profile(PROFILER / "bred-lista.toml")


def propose(tabell: Provtabell) -> str:
    text = propose_profile(tabell, forlaga=FORLAGA)
    profil, brister = parse_profile(text, "forslag.toml")
    assert brister == ()
    assert profil is not None
    return text


def read(tabell: Provtabell) -> dict[str, Any]:
    return tomllib.loads(propose(tabell))


def test_a_wide_list_is_placed_column_by_column() -> None:
    found = read(csv_table(DIALEKTER / "profil_bred" / "bred.csv"))
    assert found["kolumner"] == {
        "beslutsnummer": "Beslutsnr",
        "beslutsdatum": "Beslutsdatum",
        "lag": "Lag",
        "insats": "Insats",
        "lagrum": "Lagrum",
        "verksamhetsomrade": "Verksamhet",
        "kon": "Kön",
        "personnummer": "Personnr",
        "namn": "Namn",
    }
    assert found["datum"]["former"] == ["d/m åååå", "åååå-m-d", "datum-tid"]
    events = {event.pop("handelse"): event for event in found["handelsekolumner"]}
    assert events["avslutad"] == {"datum": "Avslutad", "orsak": "Orsak"}
    assert events["erbjudande"] == {"datum": "Erbjuden", "svar": "Svar", "svarsdatum": "Svarsdatum"}
    assert events["kommentar"] == {"text": "Kommentar", "dela_vid": ["åååå-mm-dd"]}
    assert events["rapporterad"] == {"kvartal": "Rapporterad kvartal"}
    assert len(events) == 11


def test_what_is_left_stands_behind_a_hash() -> None:
    text = propose(csv_table(DIALEKTER / "profil_bred" / "bred.csv"))
    assert '# las_inte = ["Status", "Färg"]' in text
    assert '#   kolumn 29, "Färg": kunde inte placeras' in text
    assert '# kolumn = "Status"' in text
    assert '# lista = "endast_ej_verkstallda"' in text
    assert '# utan_datum = "kvartalets_sista_dag"' in text
    assert text.startswith("# Ett förslag, gjort av programmet")
    assert "En människa bestämmer." in text


def test_a_number_that_is_not_found_must_be_chosen() -> None:
    found = read(table(["Insats", "Kön"], ["hemtjänst", "K"]))
    assert found["kolumner"] == {"beslutsnummer": "(välj kolumn)", "insats": "Insats", "kon": "Kön"}


def test_without_a_pattern_only_the_contracts_names_are_known() -> None:
    text = propose_profile(table(["Beslutsnr", "beslutsdatum", "Kön"], ["1", "2019-01-02", "K"]))
    assert tomllib.loads(text)["kolumner"] == {
        "beslutsnummer": "(välj kolumn)",
        "beslutsdatum": "beslutsdatum",
        "kon": "Kön",
    }


def test_one_event_a_row() -> None:
    found = read(table(["Beslutsnummer", "Datum", "Händelse", "Text"], ["1", "2019-01-02", "kommentar", "x"]))
    assert found["kolumner"] == {
        "beslutsnummer": "Beslutsnummer",
        "handelse": "Händelse",
        "datum": "Datum",
        "text": "Text",
    }


@pytest.mark.parametrize(
    ("cells", "former", "words"),
    [
        (["31/1 2019", "3/4 2019"], ["d/m åååå"], '"d/m åååå", antal celler: 2'),
        (["3/4 2019", "5/6 2019"], [], '# "d/m åååå": 3/4 är den 3 april. "m/d åååå": den 4 mars.'),
        (["1/31 2019", "3/4 2019"], [], "Säg vilken ordning som gäller"),
        (["31/1 2019", "1/31 2019"], [], "Säg vilken ordning som gäller"),
        (["43496", "43497"], [], 'i så fall: "excel"'),
        (["2019-01-31T00:00:00Z"], ["datum-tid"], '"datum-tid", antal celler: 1'),
        (["31.1.2019"], ["d.m.åååå"], '"d.m.åååå", antal celler: 1'),
        (["2019-01-31"], [], "läses alltid"),
    ],
)
def test_the_forms_of_days(cells: list[str], former: list[str], words: str) -> None:
    tabell = table(["Beslutsnr", "Beslutsdatum"], *([str(n), cell] for n, cell in enumerate(cells)))
    text = propose(tabell)
    assert tomllib.loads(text)["datum"]["former"] == former
    assert words in text


def test_a_number_of_five_digits_is_no_day() -> None:
    assert "excel" not in propose(table(["Beslutsnr", "Insats"], ["43496", "x"], ["43497", "y"]))


def test_codes_seen_twice_are_shown_and_translated_only_where_it_is_known() -> None:
    rows = [
        ["1", "Tackat nej"],
        ["2", "Tackat nej"],
        ["3", "Kanske"],
        ["4", "Kanske"],
        ["5", "Engång"],
        ["6", "Ja"],
        ["7", "Ja"],
    ]
    text = propose(table(["Beslutsnr", "Svar"], *rows))
    assert tomllib.loads(text)["koder"] == {"svar": {"Tackat nej": "nej"}}
    assert '# "Kanske" = "?"' in text
    assert "Engång" not in text
    assert '"Ja"' not in text


@pytest.mark.parametrize(
    "cell",
    [
        "19121212-1212",
        "1912121212",
        "Tolvan",
        "070-123 45 67",
        "x@example.com",
        "en mycket lång text om någonting annat",
    ],
)
def test_a_code_column_with_something_else_in_it(cell: str) -> None:
    rows = [["1", "Tolvan Tolvansson", cell], ["2", "Tolvan Tolvansson", cell]]
    text = propose(table(["Beslutsnr", "Namn", "Orsak"], *rows))
    assert cell not in text
    assert "Tolvansson" not in text


def test_what_a_column_looks_like() -> None:
    header = ["Beslutsnr", "A", "B", "C", "D", "E", "F"]
    cells = ["1", "19121212-1212", "2019-01-02", "3/14 2019", "LSS", "", "Storgatan 1"]
    text = propose(table(header, cells, cells))
    shown = [line for line in text.splitlines() if line.startswith("#   kolumn")]
    assert shown == [
        '#   kolumn 2, "A": ser ut som personnummer',
        '#   kolumn 3, "B": ser ut som datum (i programmets former)',
        '#   kolumn 4, "C": ser ut som datum (d/m åååå)',
        '#   kolumn 5, "D": ser ut som lag',
        '#   kolumn 6, "E": tom i de rader som lästes',
        '#   kolumn 7, "F": kunde inte placeras',
    ]


@pytest.mark.parametrize(
    "header",
    [
        ["Tolvan Tolvansson", "Storgatan 1", "K"],
        ["Insats", "Tolvan Tolvansson", "19121212-1212"],
        ["Insats", "Tolvan Tolvansson", "2019-01-02"],
        ["Insats", "Tolvan Tolvansson", "LSS"],
    ],
)
def test_a_file_without_a_header_gives_no_names_away(header: list[str]) -> None:
    text = propose(table(header, *[header] * 3))
    assert "Tolvan" not in text
    assert "1212" not in text
    assert "rubriken visas inte" in text


def test_a_header_with_many_digits_is_not_shown() -> None:
    text = propose(table(["Insats", "Kontakt 0701234567"], ["a", "b"]))
    assert "070" not in text


def test_only_so_many_rows_are_looked_at() -> None:
    tabell = table(["Beslutsnr", "Svar"], *([str(n), "Kanske"] for n in range(5)))
    assert "Kanske" not in propose_profile(tabell, 1, FORLAGA)
    assert "Kanske" in propose_profile(tabell, 2, FORLAGA)


KNOWN = "Beslutsnr Beslutsdatum Lag Kön Namn Svar Svarsdatum Erbjuden Orsak Kommentar Status Rapporterad händelse datum"
NAMES = st.sampled_from([*KNOWN.split(), 'a"b\\c', "", "#x", "rad\nbrytning", "\x7f\x00", "text"])
CELLS = st.sampled_from(
    ["", "SoL", "Tackat nej", "2019-01-02", "3/4 2019", "13/4 2019", "43496", "Okänt", '"', "2018Q4"]
)


@given(st.data())
def test_whatever_the_file_holds_the_proposal_can_be_read(data: st.DataObject) -> None:
    header = data.draw(st.lists(NAMES | st.text(max_size=8), max_size=8))
    rows = data.draw(st.lists(st.lists(CELLS | st.text(max_size=8), max_size=9), max_size=6))
    tabell = table(header, *rows)
    propose(tabell)
    assert parse_profile(propose_profile(tabell), "x")[1] == ()
