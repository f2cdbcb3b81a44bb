"""What is frozen beside a row's figures: reason, offers, residence; never computed anew, missing in old quarters."""

import json
import shutil
import sqlite3
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from korning import Ejv, beslut, handelse

from ejverkstallda.app.dokument import Byggt, Val, build_documents
from ejverkstallda.app.kommunfil import read_sources
from ejverkstallda.app.kvartal_visa import Urval
from ejverkstallda.app.sammanhang import Sammanhang
from ejverkstallda.domain.beslut import Ansvar, Lag, SkalKod
from ejverkstallda.domain.kvartal import Kvartal
from ejverkstallda.domain.kvartalsbild import Summor
from ejverkstallda.report.radfakta import Erbjudanden
from ejverkstallda.store.frystfakta import read_facts
from ejverkstallda.store.kvartalslager import closing_sums
from ejverkstallda.writers.pdf import render_pdf

FORSTA = Path(__file__).parents[1] / "store" / "register_0001.sqlite"
KINDS = ("statistik", "fullmaktige", "revisorer")
HANDELSER = [
    handelse("B-1", "2019-02-01", "kommentar", text="Väntar på plats."),
    handelse("B-1", "2019-02-02", "skal", skal_kod="saknar_plats", ansvar="kommunen", text="Kön är lång."),
    handelse("B-1", "2019-02-03", "erbjudande", svar="nej"),
    handelse("B-2", "2019-02-01", "kommentar", text="Annan kommun."),
    handelse("B-2", "2019-02-10", "erbjudande"),
]


def built(ejv: Ejv, slag: str, kvartal: str = "2019Q1", idag: str = "2019-05-13", **val: Any) -> Byggt:
    ctx = Sammanhang(str(ejv.databas), date.fromisoformat(idag), "provaren", "prov")
    with ctx.reading() as connection:
        urval = Urval(Kvartal.parse(kvartal), Lag.LSS)
        (made,) = build_documents(connection, ctx, (slag,), urval, read_sources(ejv.folder), Val(**val))
    return made


@pytest.fixture
def ready(register: Ejv) -> Ejv:
    register.las_in([beslut("B-1", kon="K", enhet="Norr"), beslut("B-2", bosattningskommun="9902")], HANDELSER)
    return register


def test_the_facts_are_those_of_the_events(ready: Ejv) -> None:
    stat = built(ready, "statistik").papper.innehall.statistik
    assert stat.erbjudanden == Erbjudanden(2, 0, 1)
    (own,) = built(ready, "revisorer").papper.innehall.rader
    assert (own.skal_kod, own.ansvar, own.skal) == (SkalKod.SAKNAR_PLATS, Ansvar.KOMMUNEN, "Kön är lång.")
    assert built(ready, "revisorer").papper.innehall.andra_kommuner == 1
    assert built(ready, "fullmaktige").papper.innehall.statistik.summor.nya == 2


def test_a_closed_quarter_keeps_its_facts_whatever_is_learnt(ready: Ejv) -> None:
    before = {slag: built(ready, slag).papper.innehall for slag in KINDS}
    ready.stang("2019Q1")
    first = {slag: render_pdf(built(ready, slag).papper.dokument) for slag in KINDS}
    ready.las_in(
        [beslut("B-1", bosattningskommun="9902", skyddad="ja", enhet="Söder")],
        [
            handelse("B-1", "2019-03-01", "skal", skal_kod="annat", ansvar="annan"),
            handelse("B-1", "2019-03-02", "svar", svar="ja"),
        ],
        kod=1,
    )
    for slag in KINDS:
        made = built(ready, slag, idag="2019-08-01")
        assert render_pdf(made.papper.dokument) == first[slag]
        assert made.papper.innehall.huvud.utkast is False
    after = built(ready, "statistik").papper.innehall.statistik
    assert (after.erbjudanden, after.skal) == (
        before["statistik"].statistik.erbjudanden,
        before["statistik"].statistik.skal,
    )
    svar = ready("kontrollera")
    assert (svar.kod, svar.ut) == (0, "")


def test_a_quarter_closed_before_the_last_reporting_day_promises_no_later_comments(ready: Ejv) -> None:
    ready.stang("2019Q1", idag="2019-04-10")
    made = built(ready, "statistik", idag="2019-08-01").papper
    assert made.innehall.huvud.sista_noteringsdag == date(2019, 4, 10)
    text = repr(made.dokument)
    assert "Kommentarer är med till och med 2019-04-10." in text
    assert "i varje ärende till och med 2019-04-10." in text
    assert "Rapporteringstillfälle, sista dag: 2019-04-30" in text


def test_a_quarter_closed_by_the_first_version_has_no_facts_and_takes_todays_template(ejv: Ejv) -> None:
    shutil.copyfile(FORSTA, ejv.databas)
    assert "mall_ej_fryst" not in [b.kod for b in built(ejv, "statistik").brister]
    stat = built(ejv, "statistik").papper.innehall.statistik
    assert (stat.erbjudanden, stat.erbjudanden_saknas) == (Erbjudanden(), 11)
    for slag in ("fullmaktige", "revisorer"):
        assert "mall_ej_fryst" in [b.kod for b in built(ejv, slag).brister]
    assert built(ejv, "revisorer").papper.innehall.boende_okant == 11
    assert built(ejv, "fullmaktige").papper.innehall.statistik.summor == Summor(2, 2, 2, 5, 7)
    svar = ejv("kontrollera")
    assert (svar.kod, svar.fel) == (0, "")


def test_the_old_quarter_is_history_to_the_next(ejv: Ejv) -> None:
    shutil.copyfile(FORSTA, ejv.databas)
    jamforelse = built(ejv, "statistik", "2019Q2", "2019-07-02").papper.innehall.statistik.jamforelse
    assert (jamforelse.forra.kvartal, jamforelse.forra.summor) == (Kvartal(2019, 1), Summor(2, 2, 2, 5, 7))
    assert jamforelse.fjol.summor is None
    assert [k.summor.ej_verkstallda for k in jamforelse.bestand] == [7, 7]


def test_the_sums_of_closed_quarters_are_counted_from_frozen_rows(ready: Ejv) -> None:
    ready.stang("2019Q1")
    ready("verkstall", "B-1", "--datum", "2019-05-02")
    ready.stang("2019Q2", idag="2019-07-02")
    with ready.oppet() as connection:
        found = closing_sums(connection, Lag.LSS, None)
        assert closing_sums(connection, Lag.SOL, None) == {}
        assert closing_sums(connection, None, "Ingen nämnd") == {}
    assert found == {Kvartal(2019, 1): Summor(2, 0, 0, 0, 2), Kvartal(2019, 2): Summor(0, 1, 0, 1, 1)}


def test_an_empty_closed_quarter_is_closed_and_counts_nothing(register: Ejv) -> None:
    register.las_in([beslut("B-1", "2019-01-15")])
    register.stang("2019Q1", "--lag", "LSS")
    with register.oppet() as connection:
        assert closing_sums(connection, Lag.LSS, None) == {Kvartal(2019, 1): Summor(0, 0, 0, 0, 0)}


def test_an_identity_number_in_the_unit_is_never_frozen(ready: Ejv) -> None:
    connection = sqlite3.connect(ready.databas)  # importing refuses it; a register may have it from elsewhere
    connection.execute("UPDATE beslut SET enhet = '19121212-1212' WHERE beslutsnummer = 'B-1'")
    connection.commit()
    connection.close()
    svar = ready.json("kvartal", "stang", "2019Q1", "--ja", "--trots-brister", kod=3)
    assert [b["kod"] for b in svar["brister"]] == ["identitet_i_text"]
    assert "1212" not in str(svar)


def test_the_choices_of_the_report_are_frozen_with_the_quarter(ready: Ejv) -> None:
    path = ready.folder / "kommun.toml"
    path.write_text('[kommun]\nnamn = "P"\n[rapport]\narendenummer = "lopnummer"\nsma_tal = 3\n', "utf-8")
    ready.stang("2019Q1")
    path.write_text('[kommun]\nnamn = "P"\n', "utf-8")
    assert [r.nummer for r in built(ready, "statistik").papper.innehall.rader] == ["1", "2"]
    assert built(ready, "fullmaktige").papper.innehall.hela_manader
    today = built(ready, "statistik", aktuella_texter=True).papper.innehall
    assert [r.nummer for r in today.rader] == ["B-1", "B-2"]


def test_a_weeded_row_keeps_its_codes_and_loses_its_words(ready: Ejv) -> None:
    ready.stang("2019Q1")
    with ready.oppet() as connection:
        rows = connection.exec_driver_sql("SELECT siffror, texter FROM fryst_rad ORDER BY id").all()
    figures, texts = (json.loads(part) for part in rows[0])
    assert (texts["enhet"], texts["skal"]) == ("Norr", "Kön är lång.")
    weeded = read_facts(figures, {})
    assert weeded is not None
    assert (weeded.skal_kod, weeded.skal, weeded.enhet) == (SkalKod.SAKNAR_PLATS, "", None)
    assert read_facts({}, texts) is None
