"""The steps and findings of every case tell the same facts as its rows."""

from datetime import date

import pytest
from fallfil import Fallprov, all_cases, read_cases
from fallkor import Utfall, answer_case

from ejverkstallda.domain import felkoder, kallor
from ejverkstallda.domain.avgift import last_application_day
from ejverkstallda.domain.beslut import Beslut, Lag
from ejverkstallda.domain.brister import Felkod
from ejverkstallda.domain.lagval import R16
from ejverkstallda.domain.rapportering import assess

CASES = all_cases()
KODER = {v.kod: v for v in vars(felkoder).values() if isinstance(v, Felkod)}
RAKNAS = "oppna_fore_forsta_kvartal"


def steps_of(utfall: Utfall) -> list[tuple[date, dict[tuple[str, str], object]]]:
    """Per väntan its gränsdag, and every fact of its steps by rule and name."""
    answers = [(f.vantan.gransdag, assess(f, utfall.ram)) for f in utfall.fall]
    return [(limit, {(s.regel.id, f.namn): f.varde for s in a.steg for f in s.fakta}) for limit, a in answers]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.plats)
def test_the_steps_tell_the_facts_of_the_row(case: Fallprov) -> None:
    utfall = answer_case(case)
    seen = min(utfall.ram.idag, utfall.ram.statusdag)
    for (limit, facts), fall in zip(steps_of(utfall), utfall.fall, strict=True):
        answer = assess(fall, utfall.ram)
        assert facts["R1", "start"] == fall.vantan.start
        assert facts["R2", "gransdag"] == facts["R4", "gransdag"] == limit
        assert facts["R3", "slut"] == facts["R4", "slut"] == (fall.vantan.slut.datum if fall.vantan.slut else None)
        assert facts.get(("R6b", "idag")) == (utfall.ram.idag if answer.pa_vag else None)
        # An avbrott is told in days from the decision (the statute) and from the avbrott (our reading): R10 twice.
        assert len(answer.steg) == ((9 if answer.rad.vantan == "avbrott" else 8) if answer.rad else 6)
        if answer.rad:
            ended = answer.rad.slut.datum if answer.rad.slut else None
            assert (facts["R7", "lasdag"], facts["R7", "slut"]) == (seen, ended)
            assert facts["R10", "dagar"] == answer.rad.dagar
        elif not answer.pa_vag:
            assert answer.steg[-1].fakta == ()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.plats)
def test_a_finding_says_what_its_code_means(case: Fallprov) -> None:
    for brist in answer_case(case).bild.brister:
        kod = KODER[brist.kod]
        assert brist.allvar is kod.allvar
        assert brist.text.startswith(kod.betydelse) or brist.kod == RAKNAS
        assert brist.text.endswith(kod.atgard)


GAMLA = """
- namn: Gamla och en dom
  kalla: [R14, R15]
  fakta:
    - beslut: {beslutsdatum: 2018-08-15, lag: LSS, insats: x}
    - beslut: {beslutsdatum: 2018-08-16, lag: LSS, insats: x, ursprung: dom}
      handelser: [{datum: 2018-12-31, handelse: rapporterad}]
    - beslut: {beslutsdatum: 2018-08-17, lag: LSS, insats: x, ursprung: dom}
      handelser: [{datum: 2018-12-31, handelse: rapporterad}]
FLER
  forsta_kvartal: 2019Q1
  kvartal: 2019Q1
  vantat: inte i rapporten
  varfor: Bara texterna prövas.
"""
EN_TILL = "    - beslut: {beslutsdatum: 2018-08-18, lag: LSS, insats: x}"


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("", "1 öppet fall har gränsdag före registrets första kvartal och räknas som redan rapporterat."),
        (EN_TILL, "2 öppna fall har gränsdag före registrets första kvartal och räknas som redan rapporterade."),
    ],
)
def test_what_r15_counts_is_said_first_and_in_number(more: str, said: str) -> None:
    (case,) = read_cases(GAMLA.replace("FLER", more), "prov.yaml")
    brister = answer_case(case).bild.brister
    assert [b.kod for b in brister] == [RAKNAS, "rapporterad_men_utanfor", "rapporterad_men_utanfor"]
    assert brister[0].text.startswith(said)
    assert [b.plats for b in brister] == [None, "beslut 2", "beslut 3"]


def test_the_sources_of_what_stands_beside_the_duty_and_of_the_two_years() -> None:
    assert {kallor.LSS_28I, kallor.SOL25_34_4, kallor.SOL25_35_5, kallor.LSS_9_PUNKT_1} <= set(R16.kallor)
    (case,) = (c for c in CASES if c.namn == "Beslut från 2026 har det högre avgiftsspannet")
    (fall,) = answer_case(case).fall
    for lag, day, source in (
        (Lag.LSS, fall.vantan.start, kallor.LSS_28E),
        (Lag.SOL, date(2026, 1, 1), kallor.SOL25_34_10),
        (Lag.SOL, date(2025, 6, 30), kallor.SOL01_16_6E),
    ):
        vantan = fall.vantan._replace(start=day)
        assert last_application_day(Beslut("1", day, lag, "x"), vantan).steg.kallor == (source,)
