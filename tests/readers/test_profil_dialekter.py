"""The shipped profiles on a sample of the list each is for: exactly the contract's rows, written by hand."""

from collections.abc import Iterator, Mapping
from datetime import date

import pytest
from provtabell import DIALEKTER, PROFILER, Provtabell, csv_table, json_tables

from ejverkstallda.readers.falt import Fel
from ejverkstallda.readers.profil import read_profile
from ejverkstallda.readers.profil_schema import Profil
from ejverkstallda.readers.profilhuvud import read_header
from ejverkstallda.readers.profilrader import Radposter, map_tables
from ejverkstallda.readers.rader import beslut_parsers, handelse_parsers

IDAG = date(2026, 11, 20)
BRED = csv_table(DIALEKTER / "profil_bred" / "bred.csv")
VANTANDE = csv_table(DIALEKTER / "profil_exempel" / "vantande.csv", "Väntande")
ARBETSLISTA = csv_table(DIALEKTER / "profil_arbetslista" / "arbetslista.csv", "Arbetslista")
UTTAG = json_tables(DIALEKTER / "profil_lifecare" / "uttag.json")
PROV: dict[str, list[Provtabell]] = {
    "bred-lista": [BRED],
    "exempel-ej-verkstallda": [VANTANDE],
    "arbetslista": [ARBETSLISTA],
    "lifecare-api": UTTAG,
}


def shipped(name: str) -> Profil:
    profil, brister = read_profile(PROFILER / f"{name}.toml")
    assert brister == ()
    assert profil is not None
    return profil


def posts(name: str) -> list[Radposter]:
    return [post for _, post in map_tables(shipped(name), PROV[name], IDAG)]


def beslut_of(name: str) -> list[Mapping[str, str] | None]:
    return [post.beslut for post in posts(name)]


def handelser_of(name: str) -> list[Mapping[str, str]]:
    return [event for post in posts(name) for event in post.handelser]


def test_every_shipped_profile_is_whole_and_bears_its_name() -> None:
    found = {path.stem: read_profile(path) for path in PROFILER.glob("*.toml")}
    assert set(found) == {"generell", *PROV}
    assert {name: brister for name, (_, brister) in found.items() if brister} == {}
    assert {name: profil.namn for name, (profil, _) in found.items() if profil} == {name: name for name in found}


def test_what_a_list_says_of_those_missing_follows_its_profile() -> None:
    assert {name: shipped(name).lista for name in ("generell", *PROV)} == {
        "generell": None,
        "bred-lista": "alla",
        "exempel-ej-verkstallda": "endast_ej_verkstallda",
        "arbetslista": None,
        "lifecare-api": None,
    }


def test_the_profile_made_from_a_description_says_so() -> None:
    assert (
        shipped("lifecare-api").markt_som == "gjord efter publicerad gränssnittsbeskrivning, inte prövad mot produkten"
    )
    assert {
        shipped(name).markt_som for name in ("generell", "bred-lista", "exempel-ej-verkstallda", "arbetslista")
    } == {""}


@pytest.mark.parametrize("name", PROV)
def test_the_contracts_own_readers_take_every_value(name: str) -> None:
    parsers = {"beslut": beslut_parsers(IDAG), "handelser": handelse_parsers(IDAG)}

    def values() -> Iterator[tuple[str, str, object]]:
        for post in posts(name):
            rows = [("beslut", post.beslut or {}), *(("handelser", event) for event in post.handelser)]
            yield from ((k, v, parsers[kind][k](v)) for kind, row in rows for k, v in row.items())

    assert [(column, text) for column, text, value in values() if isinstance(value, Fel)] == []


def test_a_wide_list_becomes_decisions() -> None:
    assert beslut_of("bred-lista") == [
        {
            "beslutsnummer": "19-1",
            "beslutsdatum": "2018-11-09",
            "lag": "LSS",
            "lagrum": "9 § 9 LSS",
            "insats": "bostad med särskild service för vuxna",
            "kon": "K",
            "verksamhetsomrade": "Funktionsstöd",
            "personnummer": "19121212-1212",
        },
        {
            "beslutsnummer": "19-2",
            "beslutsdatum": "2018-06-25",
            "lag": "SoL",
            "lagrum": "4 kap. 1 §",
            "insats": "hemtjänst",
            "kon": "M",
        },
        {"beslutsnummer": "19-3", "beslutsdatum": "2018-03-26", "lag": "SoL", "insats": "kontaktperson"},
        None,
    ]


def test_a_wide_lists_columns_become_events() -> None:
    rows = [
        ("19-1", "2019-02-18", "erbjudande", {}),
        ("19-1", "2019-03-15", "svar", {"svar": "ja"}),
        ("19-1", "2019-01-22", "kommentar", {"text": "Ringt den enskilde."}),
        ("19-1", "2019-04-05", "kommentar", {"text": "Kontraktet är klart."}),
        ("19-1", "2019-01-09", "skal", {"skal_kod": "saknar_plats", "ansvar": "kommunen"}),
        ("19-1", "2019-01-10", "atgard", {"text": "Förfrågan till två utförare"}),
        ("19-1", "2019-03-15", "planerad", {"planerat_datum": "2019-05-01"}),
        ("19-2", "2018-12-11", "avslutad", {"orsak": "ersatt"}),
        ("19-2", "2018-09-30", "rapporterad", {"kvartal": "2018Q3"}),
        ("19-2", "2018-12-31", "rapporterad", {"kvartal": "2018Q4"}),
        ("19-2", "2018-12-31", "slutrapporterad", {"kvartal": "2018Q4"}),
        ("19-3", "2018-09-01", "verkstalld", {}),
        ("19-3", "2018-11-30", "avbrott", {}),
        ("19-3", "2019-01-15", "aterupptagen", {}),
        ("19-3", "2018-08-27", "erbjudande", {"svar": "nej"}),
    ]
    assert handelser_of("bred-lista") == [
        {"beslutsnummer": number, "datum": day, "handelse": kind, **rest} for number, day, kind, rest in rows
    ]


def test_a_wide_list_has_no_faults_leaves_out_what_is_struck_and_names_the_column_it_does_not_know() -> None:
    found = posts("bred-lista")
    assert [post.brister for post in found] == [(), (), (), ()]
    assert [post.utelamnad for post in found] == [None, None, None, "Status är Makulerad eller Makulerat eller Utkast"]
    assert [post.namn for post in found] == [("Tolvan Tolvansson",), (), (), ()]
    huvud = read_header(shipped("bred-lista"), BRED, IDAG)
    assert huvud.okanda == ("Färg",)
    (brist,) = huvud.brister
    assert (brist.kod, brist.plats) == ("kolumn_okand", "bred.csv rad 1")
    assert "”Färg” nämns inte i profilen och lästes inte" in brist.text


def test_each_value_knows_under_which_header_it_stood() -> None:
    first = posts("bred-lista")[0]
    assert first.kolumner["beslutsnummer"] == "Beslutsnr"
    assert first.kolumner["beslutsdatum"] == "Beslutsdatum"
    headers = [
        (event["handelse"], where["datum"])
        for event, where in zip(first.handelser, first.handelsekolumner, strict=True)
    ]
    assert headers[:4] == [
        ("erbjudande", "Erbjuden"),
        ("svar", "Svarsdatum"),
        ("kommentar", "Kommentar"),
        ("kommentar", "Kommentar"),
    ]
    assert headers[4:] == [("skal", "Skälsdatum"), ("atgard", "Åtgärdsdatum"), ("planerad", "Planerad den")]


def test_a_list_of_those_waiting() -> None:
    same = {"kallsystem": "Excel LSS"}
    assert beslut_of("exempel-ej-verkstallda") == [
        {
            **same,
            "beslutsnummer": "LSS-7",
            "beslutsdatum": "2018-08-01",
            "lag": "LSS",
            "insats": "bostad_vuxna",
            "kon": "K",
            "enhet": "LSS-enheten",
            "handlaggare": "Lena Törnfors",
        },
        {
            **same,
            "beslutsnummer": "LSS-9",
            "beslutsdatum": "2018-08-16",
            "lag": "LSS",
            "insats": "kontaktperson_lss",
            "enhet": "LSS-enheten",
        },
        {
            **same,
            "beslutsnummer": "LSS-10",
            "beslutsdatum": "2019-01-02",
            "lag": "LSS",
            "insats": "daglig_verksamhet",
            "kon": "M",
        },
    ]
    rows = [
        ("LSS-7", "2018-12-31", "rapporterad", {"kvartal": "2018Q4"}),
        ("LSS-7", "2019-01-22", "kommentar", {"text": "Söker bostad."}),
        ("LSS-7", "2019-01-22", "kommentar", {"text": "Visning."}),
        ("LSS-7", "2019-04-05", "kommentar", {"text": "Tackade nej."}),
        ("LSS-9", "2019-01-22", "kommentar", {"text": "Annons utlagd."}),
    ]
    assert handelser_of("exempel-ej-verkstallda") == [
        {**same, "beslutsnummer": number, "datum": day, "handelse": kind, **rest} for number, day, kind, rest in rows
    ]
    assert [post.brister for post in posts("exempel-ej-verkstallda")] == [(), (), ()]


def test_an_answered_list_gives_the_answers_and_who_gave_them() -> None:
    today = "2026-11-20"
    rows = [
        ("19-1", today, "kommentar", {"kallsystem": "Omsorgen", "text": "Annons utlagd igen."}),
        ("19-1", today, "skal", {"kallsystem": "Omsorgen", "skal_kod": "rekrytering", "ansvar": "kommunen"}),
        ("19-1", "2019-05-02", "atgard", {"kallsystem": "Omsorgen", "text": "Ny annons"}),
        ("19-2", "2019-05-14", "svar", {"svar": "ja"}),
        ("19-2", "2019-05-20", "verkstalld", {}),
        ("19-3", "2019-05-06", "erbjudande", {"text": "Lägenhet på Storgatan"}),
        ("19-3", today, "svar", {"svar": "nej"}),
    ]
    assert handelser_of("arbetslista") == [
        {"beslutsnummer": number, "datum": day, "handelse": kind, **rest} for number, day, kind, rest in rows
    ]
    found = posts("arbetslista")
    assert [(post.beslut, post.utelamnad) for post in found] == [(None, None)] * 4
    told = [b.kod for post in found for b in post.brister]
    assert told == ["svar_utan_namn"]  # the second; the fourth has no answer
    assert [post.av for post in found] == ["Lena Törnfors", None, "Sara Nilhede", None]
    assert read_header(shipped("arbetslista"), ARBETSLISTA, IDAG).brister == ()


def test_the_interface_gives_decisions_to_execute_and_no_others() -> None:
    assert [beslut for beslut in beslut_of("lifecare-api") if beslut] == [
        {
            "beslutsnummer": "5001",
            "kallsystem": "Lifecare",
            "beslutsdatum": "2019-01-31",
            "lag": "SoL",
            "insats": "Hemtjänst",
            "personnummer": "191212121212",
            "handlaggare": "Törnfors Lena",
            "enhet": "Bistånd",
        },
        {
            "beslutsnummer": "5004",
            "kallsystem": "Lifecare",
            "beslutsdatum": "2019-02-05",
            "galler_till": "2019-12-31",
            "lag": "SoL",
            "insats": "Dagverksamhet",
            "personnummer": "19121212-T003",
        },
        {
            "beslutsnummer": "6001",
            "kallsystem": "Lifecare",
            "beslutsdatum": "2019-03-01",
            "lag": "LSS",
            "insats": "LSS Daglig verksamhet 9 § p 10",
            "personnummer": "19121212-T003",
        },
    ]


def test_the_interfaces_executions_and_absences_become_events() -> None:
    rows = [
        ("5001", "2019-04-01", "verkstalld", {}),
        ("5004", "2019-03-01", "verkstalld", {}),
        ("6001", "2019-06-01", "verkstalld", {}),
        ("5001", "2019-05-10", "avbrott", {"omfattning": "helt"}),
        ("5001", "2019-05-20", "aterupptagen", {}),
        ("6001", "2020-02-01", "avbrott", {"omfattning": "helt"}),
    ]
    assert handelser_of("lifecare-api") == [
        {"beslutsnummer": number, "kallsystem": "Lifecare", "datum": day, "handelse": kind, **rest}
        for number, day, kind, rest in rows
    ]


def test_what_of_the_interface_was_not_read_is_told() -> None:
    found = list(map_tables(shipped("lifecare-api"), UTTAG, IDAG))
    assert [(tabell.blad, post.rad, post.utelamnad) for tabell, post in found if post.utelamnad] == [
        ("sol_decisions", 3, "Deleted är ja eller true eller 1"),
        ("sol_decisions", 4, "Type.Text är inte Beslut att verkställa"),
        ("lss_decisions", 3, "Law är 7"),
        ("client_absences", 3, "personen har inget beslut i filen som var verkställt den dagen"),
        ("client_absences", 6, "Deleted är ja eller true eller 1"),
    ]
    assert [(b.kod, b.allvar.value, b.plats) for _, post in found for b in post.brister] == [
        (
            "handelse_framtida",
            "upplysning",
            "uttag.json blad executed_decisions rad 5 kolumn ExecutedDecisionStartDate",
        ),
        ("person_flera_beslut", "varning", "uttag.json blad client_absences rad 4 kolumn PersonId"),
    ]
    assert [read_header(shipped("lifecare-api"), tabell, IDAG).brister for tabell in UTTAG] == [(), (), (), ()]
