"""The handover as a document: what stands where, and what is said when there is nothing."""

from datetime import date

from pappersbygge import all_text, under

from ejverkstallda.report.modell import Rubrik, Stycke, Tabell
from ejverkstallda.report.overlamning import build_overlamning
from ejverkstallda.report.overlamningsmodell import (
    Anvandprofil,
    Besked,
    Ejskickad,
    Kopia,
    Kvartalslage,
    Mallfil,
    Oppetarende,
    Overlamning,
    Plats,
    Skickat,
    Steglage,
    cell_words,
    safe,
)

TOMT = Overlamning(
    kommun="Provkommun",
    dag=date(2026, 2, 15),
    program="1.2.3",
    databas="/data/register.db",
    beslut=0,
    nasta_kvartal="2026Q1",
    statusdag=date(2026, 3, 31),
    rapporteringsdag=date(2026, 4, 30),
)
ARENDE = Oppetarende(
    nummer="B-1",
    cell="Ena nämnden, LSS",
    insats="kontaktperson",
    sedan=date(2025, 11, 9),
    gransdag=date(2026, 2, 9),
    avbrott=False,
    rapporteras=True,
    handlaggare="Ida Ek",
    enhet="LSS-enheten",
    att_gora=("gränsdagen har passerat", "ingen åtgärd på länge"),
)
FULLT = TOMT._replace(
    beslut=3,
    arenden=(
        ARENDE,
        ARENDE._replace(nummer="B-2", cell="andra nämnden, SoL", rapporteras=False, enhet="", att_gora=()),
        ARENDE._replace(nummer="B-3", avbrott=True, handlaggare="", enhet="", att_gora=()),
    ),
    kvartal=tuple(
        Kvartalslage(
            q,
            "Ena nämnden, LSS",
            (
                Steglage("IVO", ivo, "1 av 2 rapporter är inte skickad", viktigt=True),
                Steglage("Papper", klart=False, text="inte gjorda"),
            ),
        )
        for q, ivo in (("2025Q1", False), ("2025Q2", True), ("2025Q3", True), ("2025Q4", None))
    ),
    ej_skickade=(Ejskickad("B-1", "LSS", "Ena nämnden", "nytt beslut", "2025Q4"),),
    besked=(Besked("2025Q3", "Ena nämnden, LSS", "Nämnden, behandlat", date(2025, 12, 1), "ida", "§ 12"),),
    platser=(Plats("Registret", "/data/register.db", finns=True), Plats("Egna mallar", "/data/templates", finns=False)),
    installningar=(("Kommun", "Provkommun"), ("Första kvartal", "")),
    profiler=(Anvandprofil("egen", egen=True, senast=date(2026, 1, 2), antal=3), Anvandprofil("generell", egen=False)),
    mallar=(Mallfil("kommun.toml", egen=True), Mallfil("dokument/revisorer.md", egen=False)),
    kopior=(Kopia("tagen", date(2026, 1, 3), "ida", "/kopior/a.db", finns=False),),
)


def rows(blocks: object) -> list[tuple[str, ...]]:
    assert isinstance(blocks, list)
    return [row for b in blocks if isinstance(b, Tabell) for row in b.rader]


def test_an_empty_register_says_so_under_every_heading() -> None:
    dokument = build_overlamning(TOMT)
    assert [b.text for b in dokument.block if isinstance(b, Rubrik) and b.niva == 2] == [
        "Läget i korthet",
        "Öppna ärenden",
        "Kvartalens läge",
        "Inte skickat till IVO",
        "Vem som har fått besked",
        "Var allt ligger",
        "Inställningar",
        "Importprofiler och mallar",
        "Säkerhetskopiera och återställa",
        "Kvartalets rutin, steg för steg",
    ]
    text = all_text(dokument)
    for said in (
        "Registret har 0 beslut och 0 öppna ärenden. 0 uppgifter är inte skickade till IVO.",
        "Inga ärenden väntar.",
        "Inget kvartal är aktuellt än.",
        "Allt som skulle skickas är markerat som skickat.",
        "Inget är markerat som lämnat eller behandlat.",
        "Ingen säkerhetskopia är tagen med ejv sakerhetskopia.",
    ):
        assert said in text


def test_open_cases_by_namnd_and_law() -> None:
    dokument = build_overlamning(FULLT)
    assert "3 öppna ärenden. 1 uppgift är inte skickad till IVO." in all_text(dokument)
    assert rows(under(dokument, "Öppna ärenden, andra nämnden, SoL")) == [
        ("B-2", "kontaktperson", "2025-11-09", "2026-02-09", "Ida Ek", "utanför plikten")
    ]
    waiting = "gränsdagen har passerat; ingen åtgärd på länge"
    assert rows(under(dokument, "Öppna ärenden, Ena nämnden, LSS")) == [
        ("B-1", "kontaktperson", "2025-11-09", "2026-02-09", "Ida Ek, LSS-enheten", waiting),
        ("B-3", "kontaktperson", "2025-11-09 (avbrott)", "2026-02-09", "–", "–"),
    ]


def test_quarters_and_what_is_missing_in_the_latest_two() -> None:
    assert rows(under(build_overlamning(FULLT), "Kvartalens läge, Ena nämnden, LSS")) == [
        ("2025Q1", "nej", "nej"),
        ("2025Q2", "ja", "nej"),
        ("2025Q3", "ja", "nej"),
        ("2025Q4", "–", "nej"),
        ("2025Q1", "IVO", "1 av 2 rapporter är inte skickad"),
        ("2025Q3", "Papper", "inte gjorda"),
        ("2025Q4", "Papper", "inte gjorda"),
    ]


def test_a_quarter_with_nothing_missing_has_no_table_of_it() -> None:
    done = Kvartalslage("2025Q4", "LSS", (Steglage("IVO", klart=True, text=""),))
    assert rows(under(build_overlamning(TOMT._replace(kvartal=(done,))), "Kvartalens läge, LSS")) == [("2025Q4", "ja")]


def test_the_rest_of_what_a_newcomer_needs() -> None:
    dokument = build_overlamning(FULLT)
    assert rows(under(dokument, "Inte skickat till IVO")) == [("B-1", "LSS", "Ena nämnden", "nytt beslut", "2025Q4")]
    assert rows(under(dokument, "Vem som har fått besked")) == [
        ("2025Q3", "Ena nämnden, LSS", "Nämnden, behandlat", "2025-12-01", "ida", "§ 12")
    ]
    assert rows(under(dokument, "Var allt ligger")) == [
        ("Registret", "/data/register.db", "ja"),
        ("Egna mallar", "/data/templates", "nej"),
    ]
    assert rows(under(dokument, "Inställningar")) == [("Kommun", "Provkommun"), ("Första kvartal", "–")]
    assert rows(under(dokument, "Importprofiler och mallar")) == [
        ("egen", "kommunens egen", "2026-01-02", "3"),
        ("generell", "programmets", "–", "–"),
        ("kommun.toml", "kommunens egen"),
        ("dokument/revisorer.md", "programmets"),
    ]
    backup = rows(under(dokument, "Säkerhetskopiera och återställa"))
    assert backup[0] == ("2026-01-03", "tagen", "ida", "/kopior/a.db", "nej")
    assert [row[1] for row in backup[1:]] == [
        "ejv sakerhetskopia MAPP/register_2026-02-15.db",
        "görs utanför programmet",
        "ejv aterstall FIL",
        "görs utanför programmet",
        "ejv kontrollera",
    ]
    routine = rows(under(dokument, "Kvartalets rutin, steg för steg"))
    assert routine[0][0].startswith("1. ")
    assert ("10. Stäng kvartalet när statusdagen 2026-03-31 har passerat.", "ejv kvartal stang 2026Q1") in routine
    assert not [b for b in dokument.block if isinstance(b, Stycke) and not b.text]


def test_one_that_came_after_closing_is_told_apart() -> None:
    later = Ejskickad("B-2", "LSS", "Ena nämnden", "slut 2026-02-01", "2026Q1", efter=True)
    dokument = build_overlamning(FULLT._replace(ej_skickade=(*FULLT.ej_skickade, later)))
    assert "2 uppgifter är inte skickade till IVO. 1 av dem har kommit till efter" in all_text(dokument)
    assert rows(under(dokument, "Inte skickat till IVO"))[1][3:] == ("slut 2026-02-01 (efter stängningen)", "2026Q1")
    assert "har kommit till efter" not in all_text(build_overlamning(FULLT))


def test_what_was_sent_to_ivo() -> None:
    day = date(2026, 1, 20)
    sent = (
        Skickat("2025Q3", "LSS", 4, 4, day, day, "ida"),
        Skickat("2025Q4", "LSS", 3, 5, day, date(2026, 1, 22), "ida, eva"),
    )
    dokument = build_overlamning(TOMT._replace(skickade=sent))
    assert rows(under(dokument, "Skickat till IVO")) == [
        ("2025Q3", "LSS", "4", "2026-01-20", "ida"),
        ("2025Q4", "LSS", "3 av 5", "2026-01-20 till 2026-01-22", "ida, eva"),
    ]
    assert "Inget är markerat som lämnat till eller behandlat av nämnd" in all_text(dokument)


def test_quarters_left_out_meetings_and_kommun_toml() -> None:
    dokument = build_overlamning(
        FULLT._replace(
            tidigare_kvartal=3,
            moten=(("Ena nämnden", "senast 2026-02-20"), ("", "inga möten är kända")),
            kommunfil=(("Logotyp", "ingen"),),
            kommunfil_fel=("kommun.toml rad 3: fel",),
        )
    )
    text = all_text(dokument)
    assert "Tre tidigare kvartal visas inte" in text
    assert rows(under(dokument, "Stopptid och nästa möte")) == [
        ("Ena nämnden", "senast 2026-02-20"),
        ("–", "inga möten är kända"),
    ]
    assert rows(under(dokument, "Uppgifter i kommun.toml")) == [("Logotyp", "ingen")]
    assert "kommun.toml rad 3: fel" in text
    assert "visas inte" not in all_text(build_overlamning(FULLT))


def test_several_namnder_are_marked_one_at_a_time() -> None:
    routine = rows(
        under(build_overlamning(TOMT._replace(namnder=("", "Ena nämnden"))), "Kvartalets rutin, steg för steg")
    )
    commands = [row[1] for row in routine if " namnd " in row[1]]
    assert commands == [
        'ejv kvartal markera 2026Q1 namnd --namnd "" --paragraf NR',
        'ejv kvartal markera 2026Q1 namnd --namnd "Ena nämnden" --paragraf NR',
    ]
    assert [row[0] for row in routine if "alla nämnder" in row[0]] != []
    alone = rows(under(build_overlamning(TOMT), "Kvartalets rutin, steg för steg"))
    assert [row[1] for row in alone if " namnd" in row[1]] == ["ejv kvartal markera 2026Q1 namnd --paragraf NR"]


def test_no_number_comes_into_a_name_or_a_place() -> None:
    assert cell_words("", "LSS") == "LSS"
    assert cell_words("Nämnden 19121212-1212", "SoL") == "Nämnden [uppgift borttagen], SoL"
    assert safe("/hem/191212121212/register.db") == "/hem/[uppgift borttagen]/register.db"
    assert safe(None) == ""
