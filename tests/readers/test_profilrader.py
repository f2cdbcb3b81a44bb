"""Rows read with a profile: codes, days, constants, what is left out, and a fault with its place for all the rest."""

from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from provtabell import Provtabell, table

from ejverkstallda.domain.brister import Allvar
from ejverkstallda.readers.profil import parse_profile
from ejverkstallda.readers.profil_schema import Profil
from ejverkstallda.readers.profilhuvud import read_header
from ejverkstallda.readers.profilrader import Radposter, map_table, map_tables

IDAG = date(2026, 11, 20)
BESLUT = 'namn = "p"\n[kolumner]\nbeslutsnummer = "Nr"\nbeslutsdatum = "Datum"\nlag = "Lag"\ninsats = "Insats"\n'
NUMMER = 'namn = "p"\n[kolumner]\nbeslutsnummer = "Nr"\n'


def profil(text: str) -> Profil:
    found, brister = parse_profile(text, "p.toml")
    assert brister == ()
    assert found is not None
    return found


def rows(text: str, tabell: Provtabell) -> list[Radposter]:
    return list(map_table(profil(text), tabell, IDAG))


def row(text: str, cells: Mapping[str, str]) -> Radposter:
    (post,) = rows(text, table(list(cells), list(cells.values())))
    return post


def told(post: Radposter) -> list[tuple[str, str | None]]:
    return [(b.kod, b.plats) for b in post.brister]


def events(post: Radposter) -> list[dict[str, str]]:
    return [{k: v for k, v in event.items() if k != "beslutsnummer"} for event in post.handelser]


GOD = {"Nr": "1", "Datum": "2019-01-02", "Lag": "sol", "Insats": "hemtjänst"}


def test_headers_in_any_case_and_spelling_cells_stripped() -> None:
    post = row(BESLUT, {"NR": " 1 ", "datum": "190102", " LAG": "Sol ", "insats": "Hemtjänst"})
    assert post == Radposter(
        2,
        {"beslutsnummer": "1", "beslutsdatum": "2019-01-02", "lag": "SoL", "insats": "Hemtjänst"},
        (),
        (),
        kolumner={"beslutsnummer": "NR", "beslutsdatum": "datum", "lag": " LAG", "insats": "insats"},
    )


def test_a_constant_fills_what_the_row_lacks() -> None:
    text = BESLUT + '[varden]\nlag = "LSS"\nkallsystem = "Treserva"\nskyddad = "nej"\n'
    assert row(text, GOD | {"Lag": ""}).beslut == {
        "beslutsnummer": "1",
        "beslutsdatum": "2019-01-02",
        "lag": "LSS",
        "insats": "hemtjänst",
        "kallsystem": "Treserva",
        "skyddad": "nej",
    }
    beslut = row(text, GOD).beslut
    assert beslut is not None
    assert beslut["lag"] == "SoL"


def test_codes_are_translated_and_empty_means_an_empty_cell() -> None:
    text = BESLUT + 'kon = "Kön"\n[koder.kon]\nFlicka = "K"\n"Okänt" = ""\n[koder.insats]\nHT = "hemtjanst"\n'
    found = [row(text, GOD | {"Insats": "ht", "Kön": kon}).beslut for kon in ("FLICKA", "okänt", "man", "k")]
    assert [beslut and (beslut["insats"], beslut.get("kon")) for beslut in found] == [
        ("hemtjanst", "K"),
        ("hemtjanst", None),
        ("hemtjanst", "M"),
        ("hemtjanst", "K"),
    ]


def test_an_unknown_code_is_a_fault_that_names_column_and_value() -> None:
    text = BESLUT + 'kon = "Kön"\n[koder.insats]\nHT = "hemtjanst"\n'
    post = row(text, GOD | {"Lag": "LVU", "Insats": "Boende", "Kön": "annat"})
    assert told(post) == [
        ("profil_kod_okand", "lista.csv rad 2 kolumn Lag"),
        ("profil_kod_okand", "lista.csv rad 2 kolumn Insats"),
        ("profil_kod_okand", "lista.csv rad 2 kolumn Kön"),
    ]
    assert (
        "”Boende” är inget känt värde för insats (profilens [koder.insats]). Lägg till värdet i profilen"
        in post.brister[1].text
    )
    assert post.beslut == {"beslutsnummer": "1", "beslutsdatum": "2019-01-02"}
    assert post.felkolumner == {"lag", "insats", "kon"}


def test_an_unknown_code_that_may_be_a_personnummer_is_not_repeated() -> None:
    (brist,) = row(BESLUT, GOD | {"Lag": "19121212-1212"}).brister
    assert "1212" not in brist.text


def test_the_rest_of_a_column_with_free_text_is_kept_where_the_profile_says_so() -> None:
    text = 'behall_okanda = "insats"\n' + BESLUT + '[koder.insats]\nHT = "hemtjanst"\n'
    beslut = row(text, GOD | {"Insats": "Boende"}).beslut
    assert beslut is not None
    assert beslut["insats"] == "Boende"


def test_days_in_the_forms_the_profile_allows() -> None:
    text = BESLUT + 'galler_till = "Till"\n[datum]\nformer = "d/m åååå"\n'
    beslut = row(text, GOD | {"Datum": "3/4 2019", "Till": "31/12 2027"}).beslut
    assert beslut is not None
    assert (beslut["beslutsdatum"], beslut["galler_till"]) == ("2019-04-03", "2027-12-31")


@pytest.mark.parametrize(
    ("cell", "kod"),
    [
        ("2019-02-29", "datum_ogiltigt"),
        ("jan 2019", "datum_ogiltigt"),
        ("3/4 2019", "datum_tvetydigt"),
        ("3/4 19", "datum_tvetydigt"),
        ("31/4 2019", "datum_form_ej_tillaten"),
        ("43496", "datum_form_ej_tillaten"),
    ],
)
def test_a_day_that_cannot_be_read_is_told_with_its_place(cell: str, kod: str) -> None:
    post = row(BESLUT, GOD | {"Datum": cell})
    assert told(post) == [(kod, "lista.csv rad 2 kolumn Datum")]
    assert post.felkolumner == {"beslutsdatum"}


def test_values_that_mean_empty() -> None:
    text = 'tomma_varden = ["-", "Saknas", "9999-12-31"]\n' + BESLUT + 'galler_till = "Till"\nkon = "Kön"\n'
    post = row(text, GOD | {"Till": "9999-12-31", "Kön": "SAKNAS"})
    assert post.brister == ()
    assert post.beslut == {"beslutsnummer": "1", "beslutsdatum": "2019-01-02", "lag": "SoL", "insats": "hemtjänst"}


def test_a_row_without_a_number_is_told_once_and_has_no_events() -> None:
    text = (
        BESLUT
        + '[[handelsekolumner]]\nhandelse = "verkstalld"\ndatum = "V"\n'
        + '[[handelsekolumner]]\nhandelse = "avbrott"\ndatum = "A"\n'
    )
    post = row(text, GOD | {"Nr": "", "V": "2019-02-01", "A": "2019-03-01"})
    assert told(post) == [("varde_saknas", "lista.csv rad 2 kolumn Nr")]
    assert post.handelser == ()
    assert post.felkolumner == {"beslutsnummer"}


def test_a_short_row_and_a_long_one() -> None:
    tabell = table(
        ["Nr", "Datum", "Lag", "Insats"], ["1", "2019-01-02", "SoL"], ["2", "", "", "", "", " "], ["3", "", "", "", "x"]
    )
    short, blank, long = rows(BESLUT, tabell)
    assert short.beslut == {"beslutsnummer": "1", "beslutsdatum": "2019-01-02", "lag": "SoL"}
    assert blank.brister == ()
    assert told(long) == [("rad_for_manga_celler", "lista.csv rad 4")]
    assert "5 celler men rubrikraden 4" in long.brister[0].text


def test_several_faults_in_a_row_are_all_told() -> None:
    text = BESLUT + '[[handelsekolumner]]\nhandelse = "avslutad"\ndatum = "Slut"\norsak = "Orsak"\n'
    post = row(text, GOD | {"Lag": "x", "Datum": "y", "Slut": "z", "Orsak": "w"})
    assert [kod for kod, _ in told(post)] == [
        "datum_ogiltigt",
        "profil_kod_okand",
        "profil_kod_okand",
        "datum_ogiltigt",
    ]
    assert post.handelser == ()


def test_rows_are_left_out_with_their_reason() -> None:
    text = BESLUT + '[[hoppa_over]]\nkolumn = ["Status", "Läge"]\nvarden = ["Makulerad", "Utkast"]\n'
    text += '[[ta_bara_med]]\nkolumn = "Typ"\nvarden = "Bifall"\n'
    found = [row(text, GOD | {"Läge": lage, "Typ": typ}).utelamnad for lage, typ in (
        ("makulerad", "Bifall"), ("", "bifall"), ("Klar", "Avslag"), ("Klar", ""),
    )]  # fmt: skip
    assert found == ["Läge är Makulerad eller Utkast", None, "Typ är inte Bifall", "Typ är inte Bifall"]
    assert row(text, GOD | {"Läge": "Utkast", "Typ": "Bifall", "Datum": "fel"}).brister == ()


def test_names_are_for_screening_and_the_one_who_answered_goes_along() -> None:
    text = BESLUT + 'namn = ["Förnamn", "Efternamn"]\nav = "Svarat av"\n'
    post = row(text, GOD | {"Förnamn": "Tolvan", "Efternamn": "Tolvansson", "Svarat av": "Lena"})
    assert (post.namn, post.av) == (("Tolvan", "Tolvansson"), "Lena")
    assert "Tolvan" not in str(post.beslut)


def test_one_event_a_row() -> None:
    text = (
        NUMMER
        + 'handelse = "Typ"\ndatum = "Dag"\ntext = "Not"\nkvartal = "Kv"\n'
        + '[koder.handelse]\n"Tackat nej" = "svar"\nInfo = ""\n'
    )
    head = {"Nr": "1", "Dag": "2019-02-01", "Not": "x", "Kv": "kv 4 2018"}
    assert events(row(text, head | {"Typ": "KOMMENTAR"})) == [
        {"handelse": "kommentar", "datum": "2019-02-01", "text": "x", "kvartal": "2018Q4"}
    ]
    assert events(row(text, head | {"Typ": "tackat nej"}))[0]["handelse"] == "svar"
    assert events(row(text, head | {"Typ": "info"})) == []
    assert events(row(text, head | {"Typ": ""})) == [{"datum": "2019-02-01", "text": "x", "kvartal": "2018Q4"}]
    assert told(row(text, head | {"Typ": "resa"})) == [("profil_kod_okand", "lista.csv rad 2 kolumn Typ")]


def test_a_row_with_a_decision_and_perhaps_an_event() -> None:
    text = BESLUT + 'handelse = "Typ"\ndatum = "Dag"\n'
    assert events(row(text, GOD | {"Typ": "verkstalld", "Dag": "2019-02-01"})) == [
        {"handelse": "verkstalld", "datum": "2019-02-01"}
    ]
    assert row(text, GOD | {"Typ": "", "Dag": ""}).handelser == ()


def event_profile(*lines: str) -> str:
    return BESLUT + "[[handelsekolumner]]\n" + "\n".join(lines) + "\n"


def test_an_event_is_made_when_a_column_of_its_own_is_filled() -> None:
    text = event_profile('handelse="kommentar"', 'text="Not"', 'datum="Dag"')
    text += '[[handelsekolumner]]\nhandelse="atgard"\ntext="Åtgärd"\ndatum="Dag"\n'
    head = GOD | {"Dag": "2019-02-01"}
    assert events(row(text, head | {"Not": "", "Åtgärd": ""})) == []
    assert events(row(text, head | {"Not": "a", "Åtgärd": ""})) == [
        {"handelse": "kommentar", "text": "a", "datum": "2019-02-01"}
    ]


def test_an_event_without_a_day_is_a_fault_unless_the_profile_dates_it() -> None:
    lines = ['handelse="avslutad"', 'orsak="Orsak"', 'datum="Slut"', 'annars_datum="Senast"']
    head = GOD | {"Orsak": "avliden", "Slut": "", "Senast": ""}
    post = row(event_profile(*lines), head)
    assert told(post) == [("handelse_utan_datum", "lista.csv rad 2 kolumn Slut")]
    assert "Händelsen avslutad saknar datum." in post.brister[0].text
    assert post.handelser == ()

    def dated(rule: str, **cells: str) -> str:
        (event,) = events(row(event_profile(*lines, f'utan_datum="{rule}"'), head | cells))
        return event["datum"]

    assert dated("importdag") == "2026-11-20"
    assert dated("beslutsdatum") == "2019-01-02"
    assert dated("beslutsdatum", Senast="2019-05-05") == "2019-05-05"
    assert dated("beslutsdatum", Senast="2019-05-05", Slut="2019-04-04") == "2019-04-04"


def test_no_day_from_a_decision_whose_own_day_cannot_be_read() -> None:
    text = event_profile('handelse="avslutad"', 'orsak="Orsak"', 'utan_datum="beslutsdatum"')
    post = row(text, GOD | {"Datum": "fel", "Orsak": "avliden"})
    assert [kod for kod, _ in told(post)] == ["datum_ogiltigt", "handelse_utan_datum"]


def test_constants_of_an_event() -> None:
    text = event_profile('handelse="avbrott"', 'datum="Paus"', 'varden={ omfattning="delvis" }')
    assert events(row(text, GOD | {"Paus": "2019-02-01"})) == [
        {"handelse": "avbrott", "omfattning": "delvis", "datum": "2019-02-01"}
    ]


@pytest.mark.parametrize(
    ("cell", "quarters"),
    [
        ("2018Q4", [("2018Q4", "2018-12-31")]),
        ("2018 kv 4", [("2018Q4", "2018-12-31")]),
        ("Kvartal 1 2019", [("2019Q1", "2019-03-31")]),
        ("Q2-2019; k3/2019\n2019Q4", [("2019Q2", "2019-06-30"), ("2019Q3", "2019-09-30"), ("2019Q4", "2019-12-31")]),
    ],
)
def test_a_quarter_as_people_write_it(cell: str, quarters: list[tuple[str, str]]) -> None:
    text = event_profile('handelse="rapporterad"', 'kvartal="Rapp"', 'utan_datum="kvartalets_sista_dag"')
    found = events(row(text, GOD | {"Rapp": cell}))
    assert found == [{"handelse": "rapporterad", "kvartal": k, "datum": day} for k, day in quarters]


def test_a_quarter_that_is_none_is_told() -> None:
    text = event_profile('handelse="rapporterad"', 'kvartal="Rapp"', 'utan_datum="kvartalets_sista_dag"')
    post = row(text, GOD | {"Rapp": "2018Q4, i fjol, 2018Q5"})
    assert told(post) == [("kvartal_ogiltigt", "lista.csv rad 2 kolumn Rapp")] * 2
    assert "”i fjol”" in post.brister[0].text
    assert post.handelser == ()


def test_a_quarter_that_is_not_known_needs_a_day() -> None:
    text = event_profile('handelse="rapporterad"', 'kvartal="Rapp"', 'datum="När"', 'utan_datum="kvartalets_sista_dag"')
    text += '[koder.kvartal]\n"Ja" = ""\n'
    assert events(row(text, GOD | {"Rapp": "ja", "När": "2018-12-31"})) == [
        {"handelse": "rapporterad", "datum": "2018-12-31"}
    ]
    assert told(row(text, GOD | {"Rapp": "ja", "När": ""})) == [("handelse_utan_datum", "lista.csv rad 2 kolumn När")]


OFFER = ('handelse="erbjudande"', 'datum="Erbjuden"', 'text="Vad"', 'svar="Svar"', 'svarsdatum="Svarsdag"')


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"Erbjuden": "2019-02-01"}, [{"handelse": "erbjudande", "datum": "2019-02-01"}]),
        (
            {"Erbjuden": "2019-02-01", "Svar": "nej"},
            [{"handelse": "erbjudande", "datum": "2019-02-01", "svar": "nej"}],
        ),
        (
            {"Erbjuden": "2019-02-01", "Svar": "ja", "Svarsdag": "2019-02-01"},
            [{"handelse": "erbjudande", "datum": "2019-02-01", "svar": "ja"}],
        ),
        (
            {"Erbjuden": "2019-02-01", "Vad": "Plats", "Svar": "ja", "Svarsdag": "2019-02-03"},
            [
                {"handelse": "erbjudande", "datum": "2019-02-01", "text": "Plats"},
                {"handelse": "svar", "datum": "2019-02-03", "svar": "ja"},
            ],
        ),
        ({"Svar": "ja", "Svarsdag": "2019-02-03"}, [{"handelse": "svar", "datum": "2019-02-03", "svar": "ja"}]),
        ({"Svarsdag": "2019-02-03"}, [{"handelse": "svar", "datum": "2019-02-03"}]),
    ],
)
def test_an_offer_and_its_answer(cells: dict[str, str], expected: list[dict[str, str]]) -> None:
    blank = dict.fromkeys(("Erbjuden", "Vad", "Svar", "Svarsdag"), "")
    assert events(row(event_profile(*OFFER), GOD | blank | cells)) == expected


def test_an_answer_without_any_day_is_told() -> None:
    blank = dict.fromkeys(("Erbjuden", "Vad", "Svarsdag"), "")
    assert told(row(event_profile(*OFFER), GOD | blank | {"Svar": "ja"})) == [
        ("handelse_utan_datum", "lista.csv rad 2 kolumn Erbjuden")
    ]


NOTES = ('handelse="kommentar"', 'text="Not"', 'datum="Dag"', 'dela_vid="aaaa-mm-dd"')


def test_a_comment_cell_is_divided() -> None:
    post = row(event_profile(*NOTES), GOD | {"Not": "Först. 2019-02-01 Ringt. 2019-03-01 Nej.", "Dag": "2019-01-15"})
    assert events(post) == [
        {"handelse": "kommentar", "text": "Först.", "datum": "2019-01-15"},
        {"handelse": "kommentar", "text": "Ringt.", "datum": "2019-02-01"},
        {"handelse": "kommentar", "text": "Nej.", "datum": "2019-03-01"},
    ]
    assert [where["datum"] for where in post.handelsekolumner] == ["Dag", "Not", "Not"]


def test_a_note_without_a_day_is_told_unless_the_profile_dates_it() -> None:
    cells = GOD | {"Not": "Först. 2019-02-01 Ringt.", "Dag": ""}
    post = row(event_profile(*NOTES), cells)
    assert told(post) == [("kommentar_utan_datum", "lista.csv rad 2 kolumn Not")]
    assert "Först" not in post.brister[0].text

    def first(rule: str, note: str) -> str | None:
        found = events(row(event_profile(*NOTES, f'utan_datum="{rule}"'), cells | {"Not": note}))
        return found[0]["datum"] if found else None

    assert first("forsta_anteckningen", "Först. 2019-02-01 Ringt. 2019-03-01 Nej.") == "2019-02-01"
    assert first("forsta_anteckningen", "Bara text") is None
    assert first("beslutsdatum", "Bara text") == "2019-01-02"
    assert first("importdag", "Bara text") == "2026-11-20"


def test_a_date_in_a_comment_that_is_not_sure_is_told_without_the_text() -> None:
    post = row(event_profile(*NOTES), GOD | {"Not": "2019-02-01 Ringt.\n3/4 2019 Hemligt", "Dag": ""})
    assert told(post) == [("kommentar_datum", "lista.csv rad 2 kolumn Not")]
    assert "Hemligt" not in post.brister[0].text
    assert post.handelser == ()


def test_a_day_to_come_is_left_and_told_where_the_profile_says_so() -> None:
    lines = ('handelse="verkstalld"', 'datum="V"')
    assert events(row(event_profile(*lines), GOD | {"V": "2026-11-21"}))[0]["datum"] == "2026-11-21"
    post = row(event_profile(*lines, 'framtida="hoppa_over"'), GOD | {"V": "2026-11-21"})
    assert [(b.kod, b.allvar) for b in post.brister] == [("handelse_framtida", Allvar.UPPLYSNING)]
    assert post.handelser == ()
    today = row(event_profile(*lines, 'framtida="hoppa_over"'), GOD | {"V": "2026-11-20"})
    assert (today.brister, len(today.handelser)) == ((), 1)


def test_paid_means_executed_by_its_day() -> None:
    text = BESLUT + '[verkstalld_nar]\nkolumn = "Utbetalt"\n'
    assert events(row(text, GOD | {"Utbetalt": "2019-02-01"})) == [{"handelse": "verkstalld", "datum": "2019-02-01"}]
    assert row(text, GOD | {"Utbetalt": ""}).handelser == ()
    assert told(row(text, GOD | {"Utbetalt": "Ja"})) == [("datum_ogiltigt", "lista.csv rad 2 kolumn Utbetalt")]


PAID = BESLUT + '[verkstalld_nar]\nkolumn = "Status"\nvarden = ["Utbetald"]\ninte_varden = ["Väntar"]\ndatum = "Den"\n'


@pytest.mark.parametrize(
    ("status", "day", "answer"),
    [
        ("UTBETALD", "2019-02-01", [{"handelse": "verkstalld", "datum": "2019-02-01"}]),
        ("Väntar", "2019-02-01", []),
        ("Väntar", "", []),
        ("", "", []),
        ("Utbetald", "", [("handelse_utan_datum", "lista.csv rad 2 kolumn Den")]),
        ("", "2019-02-01", [("varde_saknas", "lista.csv rad 2 kolumn Status")]),
        ("Kanske", "2019-02-01", [("profil_kod_okand", "lista.csv rad 2 kolumn Status")]),
    ],
)
def test_paid_means_executed_by_a_status(status: str, day: str, answer: list[object]) -> None:
    post = row(PAID, GOD | {"Status": status, "Den": day})
    assert [*events(post), *told(post)] == answer


def test_a_code_that_means_nothing_leaves_the_column_of_an_event_empty() -> None:
    text = event_profile('handelse="avslutad"', 'datum="Slut"', 'orsak="Orsak"') + '[koder.orsak]\n"Okänd" = ""\n'
    found = events(row(text, GOD | {"Slut": "2019-02-01", "Orsak": "okänd"}))
    assert found == [{"handelse": "avslutad", "datum": "2019-02-01"}]


@pytest.mark.parametrize(
    ("header", "faulty"),
    [(["Status"], True), (["Den"], True), ([], False), (["Status", "Den"], False)],
)
def test_a_payment_needs_both_its_status_and_its_day(header: list[str], faulty: bool) -> None:  # noqa: FBT001 — a case
    huvud = read_header(profil(PAID), table([*GOD, *header]), IDAG)
    assert [b.kod for b in huvud.brister] == (["profil_passar_inte"] if faulty else [])
    assert all("Profilen söker Status, Den." in b.text for b in huvud.brister)


def test_a_list_of_payments_alone() -> None:
    text = NUMMER + '[verkstalld_nar]\nkolumn = "Utbetalt"\n'
    assert events(row(text, {"Nr": "1", "Utbetalt": "2019-02-01"})) == [
        {"handelse": "verkstalld", "datum": "2019-02-01"}
    ]
    assert told(row(text, {"Nr": "1", "Annat": "x"})) == [("profil_passar_inte", "lista.csv rad 1")]


def test_a_header_that_cannot_be_read_gives_its_faults_in_place_of_the_rows() -> None:
    tabell = table(["Nr", "Lag", "Mål"], ["1", "SoL", "x"], ["2", "SoL", "y"])
    (post,) = rows(BESLUT + 'kon = ["Kön"]\n[[ta_bara_med]]\nkolumn="Typ"\nvarden="B"\n', tabell)
    assert post.rad == 1
    assert told(post) == [("profil_passar_inte", "lista.csv rad 1")] * 2
    assert "ingen kolumn för beslutsdatum. Profilen söker Datum." in post.brister[0].text
    assert "ingen kolumn för ta_bara_med. Profilen söker Typ." in post.brister[1].text


@pytest.mark.parametrize(
    ("header", "words"),
    [
        (["Datum", "Lag", "Insats"], ["beslutsnummer. Profilen söker Nr."]),
        (["Nr", "Datum"], ["lag. Profilen söker Lag.", "insats. Profilen söker Insats."]),
        (["Nr", "Insats"], ["beslutsdatum. Profilen söker Datum."]),
    ],
)
def test_what_a_header_lacks(header: list[str], words: list[str]) -> None:
    brister = read_header(profil(BESLUT), table(header), IDAG).brister
    assert [b.text.split(" för ")[1].split(" Välj")[0] for b in brister] == words


def test_a_decision_without_law_says_that_the_profile_names_none() -> None:
    text = 'namn="p"\n[kolumner]\nbeslutsnummer="Nr"\nbeslutsdatum="Datum"\ninsats="Insats"\n'
    (brist,) = read_header(profil(text), table(["Nr", "Datum", "Insats"]), IDAG).brister
    assert "Profilen nämner ingen kolumn och inget fast värde." in brist.text


def test_two_headers_for_one_column_are_a_question_not_a_choice() -> None:
    text = BESLUT.replace('"Lag"', '["Lag", "Lagen"]')
    huvud = read_header(profil(text), table(["Nr", "Datum", "Lagen", "Lag", "Insats"]), IDAG)
    assert huvud.plan is None
    (brist,) = huvud.brister
    assert (brist.kod, brist.plats) == ("profil_kolumn_tvetydig", "lista.csv rad 1")
    assert "Kolumnerna ”Lag” och ”Lagen” passar båda på lag." in brist.text


def test_one_header_twice_in_the_file() -> None:
    huvud = read_header(profil(BESLUT), table(["Nr", "Datum", "Lag", "Insats", "LAG", "Annat", "annat"]), IDAG)
    assert [b.kod for b in huvud.brister] == ["profil_kolumn_tvetydig", "kolumn_okand", "kolumn_okand"]


def test_columns_known_but_not_read_are_not_named_nor_the_column_of_a_findings_file() -> None:
    text = 'las_inte = ["Färg"]\n' + BESLUT
    huvud = read_header(profil(text), table([*GOD, "färg", "brist", "", "Ort"]), IDAG)
    assert huvud.okanda == ("Ort",)


def test_a_header_that_holds_a_personnummer_is_not_repeated() -> None:
    huvud = read_header(profil(BESLUT), table([*GOD, "19121212-1212"]), IDAG)
    assert "1212" not in f"{huvud.okanda}{huvud.brister}"


def test_a_sheet_that_the_profile_does_not_name_is_told_and_not_read() -> None:
    text = 'blad = ["Beslut"]\n' + BESLUT
    other = table(list(GOD), list(GOD.values()), blad="Hjälp")
    huvud = read_header(profil(text), other, IDAG)
    assert [(b.kod, b.allvar) for b in huvud.brister] == [("profil_tabell_okand", Allvar.UPPLYSNING)]
    assert "”Hjälp”" in huvud.brister[0].text
    assert rows(text, other) == []
    assert len(rows(text, table(list(GOD), list(GOD.values()), blad="BESLUT"))) == 1
    assert len(rows(text, table(list(GOD), list(GOD.values())))) == 1


def test_a_file_with_one_table_is_known_by_its_own_name() -> None:
    text = 'namn="p"\n[tabell.verkställda.kolumner]\nbeslutsnummer="Nr"\n'
    text = (
        text.replace("verkställda", '"verkställda"')
        + '[[tabell."verkställda".handelsekolumner]]\nhandelse="verkstalld"\ndatum="V"\n'
    )
    cells = (["Nr", "V"], ["1", "2019-02-01"])
    assert len(rows(text, table(*cells, fil="Verkstallda.json"))) == 1
    assert len(rows(text, table(*cells, blad="verkställda"))) == 1
    assert rows(text, table(*cells, fil="annat.json")) == []


PERSONER = """
namn = "p"
[tabell.beslut.kolumner]
beslutsnummer = "Nr"
personnummer = "Person"
beslutsdatum = "Datum"
galler_till = "Till"
insats = "Insats"
lag = "Lag"
[tabell.start.kolumner]
beslutsnummer = "Nr"
[[tabell.start.handelsekolumner]]
handelse = "verkstalld"
datum = "V"
[tabell.borta]
via_person = "Person"
[[tabell.borta.handelsekolumner]]
handelse = "avbrott"
datum = "Från"
"""


@pytest.mark.parametrize(
    ("day", "number"),
    [("2019-01-31", None), ("2019-02-01", "1"), ("2019-12-31", "1"), ("2020-01-01", None)],
)
def test_an_absence_belongs_to_the_decision_that_was_executed_that_day(day: str, number: str | None) -> None:
    head = ["Nr", "Person", "Datum", "Till", "Insats", "Lag"]
    tabeller = [
        table(["Person", "Från"], ["191212121212", day], blad="borta"),
        table(
            head,
            ["1", "19121212-1212", "2019-01-02", "2019-12-31", "hemtjänst", "SoL"],
            ["2", "19900101-2385", "2019-01-02", "", "hemtjänst", "SoL"],
            blad="beslut",
        ),
        table(["Nr", "V"], ["1", "2019-03-01"], ["1", "2019-02-01"], ["2", "2019-02-01"], blad="start"),
    ]
    first = next(post for tabell, post in map_tables(profil(PERSONER), tabeller, IDAG) if tabell.blad == "borta")
    assert [event["beslutsnummer"] for event in first.handelser] == ([number] if number else [])
    assert (first.utelamnad is None) is (number is not None)
    assert first.brister == ()


def test_an_absence_still_going_on_is_an_interruption_though_its_end_lies_ahead() -> None:
    text = (
        PERSONER + '[[tabell.borta.handelsekolumner]]\nhandelse="aterupptagen"\ndatum="Till"\nframtida="hoppa_over"\n'
    )
    head = ["Nr", "Person", "Datum", "Till", "Insats", "Lag"]
    tabeller = [
        table(head, ["1", "19121212-1212", "2019-01-02", "", "hemtjänst", "SoL"], blad="beslut"),
        table(["Nr", "V"], ["1", "2019-02-01"], blad="start"),
        table(["Person", "Från", "Till"], ["191212121212", "2026-11-01", "2026-12-24"], blad="borta"),
    ]
    *_, last = (post for _, post in map_tables(profil(text), tabeller, IDAG))
    assert list(last.handelser) == [{"beslutsnummer": "1", "handelse": "avbrott", "datum": "2026-11-01"}]
    assert [b.kod for b in last.brister] == ["handelse_framtida"]


def test_an_absence_with_a_fault_is_told_and_joined_to_nothing() -> None:
    tabell = table(["Person", "Från"], ["191212121212", "i fjol"], blad="borta")
    (post,) = rows(PERSONER, tabell)
    assert (told(post), post.handelser, post.utelamnad) == (
        [("datum_ogiltigt", "lista.csv blad borta rad 2 kolumn Från")],
        (),
        None,
    )


def test_a_table_that_names_the_person_needs_that_column() -> None:
    huvud = read_header(profil(PERSONER), table(["Från"], blad="borta"), IDAG)
    assert [b.kod for b in huvud.brister] == ["profil_passar_inte"]
    assert "ingen kolumn för personen. Profilen söker Person." in huvud.brister[0].text


def test_rows_are_read_anew_each_time() -> None:
    tabell = table(list(GOD), list(GOD.values()))
    assert rows(BESLUT, tabell) == rows(BESLUT, tabell)


CELL = st.sampled_from(
    ["", "-", "1", "2019-01-02", "3/4 2019", "SoL", "x", "2019-02-01 a. 2019-03-01 b", "ja", "2018Q4"]
) | st.text(max_size=12)
ALLT = (
    BESLUT
    + 'kon = "Kön"\nnamn = "Namn"\n[datum]\nformer = ["datum-tid", "excel"]\n'
    + "[[handelsekolumner]]\n" + "\n".join(OFFER)
    + "\n[[handelsekolumner]]\n" + "\n".join(NOTES)
    + '\n[[handelsekolumner]]\nhandelse="rapporterad"\nkvartal="Rapp"\nutan_datum="kvartalets_sista_dag"\n'
)  # fmt: skip
HEADER = ["Nr", "Datum", "Lag", "Insats", "Kön", "Namn", "Erbjuden", "Vad", "Svar", "Svarsdag", "Not", "Dag", "Rapp"]


@given(st.lists(CELL, max_size=14))
def test_whatever_the_cells_say_each_value_is_read_or_told(cells: list[str]) -> None:
    for post in rows(ALLT, table(HEADER, cells)):
        assert post.beslut is not None
        for number, (header, column) in enumerate([("Datum", "beslutsdatum"), ("Lag", "lag"), ("Insats", "insats")], 1):
            filled = len(cells) > number and cells[number].strip() != ""
            read = column in post.beslut
            assert read is (filled and column not in post.felkolumner), header
        assert all(event["datum"] for event in post.handelser)
        assert bool(post.felkolumner) <= bool(post.brister)
