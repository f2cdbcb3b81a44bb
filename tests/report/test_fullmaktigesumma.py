"""The sum of several nämnder's figures, worked by hand; and that it tells no more than the parts do."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pappersbygge import MALLAR, RAD, all_text, under, underlag

from ejverkstallda.domain.beslut import Kon, Lag, Vantanslag
from ejverkstallda.domain.kvartal import Kvartal
from ejverkstallda.domain.kvartalsbild import Kvartalsbild, Summor
from ejverkstallda.domain.rapportering import Rad
from ejverkstallda.report.fullmaktige import build_content, build_fullmaktigerapport
from ejverkstallda.report.fullmaktige_flera import Gemensamram, build_gemensam
from ejverkstallda.report.fullmaktigesumma import add_divisions, add_statistics
from ejverkstallda.report.kommun import Namnd, default_kommun
from ejverkstallda.report.modell import Dokument, Rubrik, Tabell
from ejverkstallda.report.radfakta import Erbjudanden
from ejverkstallda.report.rapportval import FULLMAKTIGES_DELAR, Rapportdelar, Rapportval
from ejverkstallda.report.statistikmodell import (
    Ansvarsantal,
    Antalsrad,
    Gruppantal,
    Jamforelse,
    Konsantal,
    Konsuppdelning,
    Kvartalstal,
    Skalstatistik,
    Slagstatistik,
    Statistik,
    Tidsmatt,
    Uppdelning,
    Vantetider,
)
from ejverkstallda.report.underlag import Underlag

S1, S2 = Summor(1, 2, 3, 4, 5), Summor(10, 20, 30, 40, 50)
INGET = Slagstatistik(
    Summor(0, 0, 0, 0, 0), Uppdelning(()), Vantetider(Tidsmatt(0, None, None), Tidsmatt(0, None, None), ())
)
TOM = Statistik(Summor(0, 0, 0, 0, 0), INGET, INGET)
ALLT = Rapportdelar()


def row(n: int, insats: str, kon: Kon | None = Kon.KVINNA, slag: Vantanslag = Vantanslag.BESLUT) -> Rad:
    return RAD._replace(
        fall_id=n,
        beslutsnummer=str(n),
        insats=insats,
        insats_kod=None,
        kon=kon,
        vantan=slag,
        verksamhetsomrade="Vård",
    )


def test_sums_and_divisions() -> None:
    a = Uppdelning((Antalsrad("X", 3, Gruppantal(1, 1, 1, 0)), Antalsrad("Uppgift saknas", 1, Gruppantal(1, 0, 0, 0))))
    b = Uppdelning((Antalsrad("Y", 2, Gruppantal(0, 0, 0, 2)), Antalsrad("X", 4, Gruppantal(4, 0, 0, 0))))
    assert add_divisions([a, b], "områden") == Uppdelning(
        (
            Antalsrad("X", 7, Gruppantal(5, 1, 1, 0)),
            Antalsrad("Y", 2, Gruppantal(0, 0, 0, 2)),
            Antalsrad("Uppgift saknas", 1, Gruppantal(1, 0, 0, 0)),
        )
    )
    total = add_statistics([replace(TOM, summor=S1), replace(TOM, summor=S2)])
    assert total.summor == Summor(11, 22, 33, 44, 55)


def test_what_one_takes_together_stays_together() -> None:
    a = Uppdelning((Antalsrad("X", 6), Antalsrad("Övriga insatser", 5)), sammanslaget=True)
    b = Uppdelning((Antalsrad("X", 2, Gruppantal(2, 0, 0, 0)),))
    c = Uppdelning((Antalsrad("Alla insatser", 3),), sammanslaget=True)
    assert add_divisions([a, b, c], "insatser") == Uppdelning(
        (Antalsrad("X", 8), Antalsrad("Övriga insatser", 8)), sammanslaget=True
    )
    assert add_divisions([c, c], "insatser").rader == (Antalsrad("Alla insatser", 6),)


def test_times_have_a_median_only_where_one_namnd_has_cases() -> None:
    def with_times(vantar: Tidsmatt) -> Statistik:
        kind = INGET._replace(tider=Vantetider(vantar, Tidsmatt(0, None, None), ()))
        return replace(TOM, beslut=kind)

    one, other = Tidsmatt(3, 100.0, 150), Tidsmatt(2, 90.5, 200)
    both = add_statistics([with_times(one), with_times(other)]).beslut.tider
    assert both.vantar == Tidsmatt(5, None, 200)
    assert both.slut == Tidsmatt(0, None, None)
    assert add_statistics([with_times(one), TOM]).beslut.tider.vantar == one


def test_a_hidden_split_by_sex_hides_the_sum() -> None:
    shown = Konsuppdelning((Konsantal("Nya", 9, 5, 4, 0),), Konsantal("Alla", 9, 5, 4, 0))
    hidden = Konsuppdelning((Konsantal("Nya", 3, None, None, None),), Konsantal("Alla", 10, 5, 4, 1))
    total = add_statistics([replace(TOM, kon=shown), replace(TOM, kon=hidden)]).kon
    assert total == Konsuppdelning((Konsantal("Nya", 12, None, None, None),), Konsantal("Alla", 19, 10, 8, 1))


def test_reasons_crossed_or_apart() -> None:
    a = Skalstatistik(korsad=(Ansvarsantal("Plats", 2, 1, 0, 0), Ansvarsantal("Uppgift saknas", 0, 0, 0, 3)))
    b = Skalstatistik(korsad=(Ansvarsantal("Plats", 1, 0, 1, 0), Ansvarsantal("Annat", 0, 1, 0, 0)))
    crossed = add_statistics([replace(TOM, skal=a), replace(TOM, skal=b)]).skal
    assert crossed == Skalstatistik(
        korsad=(
            Ansvarsantal("Annat", 0, 1, 0, 0),
            Ansvarsantal("Plats", 3, 1, 1, 0),
            Ansvarsantal("Uppgift saknas", 0, 0, 0, 3),
        )
    )
    apart = Skalstatistik(
        skal=Uppdelning((Antalsrad("Alla skäl", 7),), sammanslaget=True),
        ansvar=Uppdelning((Antalsrad("Kommunen", 7),)),
    )
    mixed = add_statistics([replace(TOM, skal=a), replace(TOM, skal=apart)]).skal
    assert mixed is not None
    assert mixed.korsad == ()
    assert mixed.skal == Uppdelning(
        (Antalsrad("Plats", 3), Antalsrad("Uppgift saknas", 3), Antalsrad("Övriga skäl", 7)), sammanslaget=True
    )
    assert mixed.ansvar == Uppdelning(
        (Antalsrad("Den enskilde", 1), Antalsrad("Kommunen", 9), Antalsrad("Uppgift saknas", 3))
    )


def test_a_part_that_one_leaves_out_is_left_out_of_the_sum() -> None:
    a = replace(TOM, erbjudanden=Erbjudanden(3, 1, 1), erbjudanden_saknas=2)
    assert add_statistics([a, TOM]).erbjudanden is None
    both = add_statistics([a, a])
    assert (both.erbjudanden, both.erbjudanden_saknas) == (Erbjudanden(6, 2, 2), 4)
    assert not add_statistics([a, replace(a, diagram=False)]).diagram


def test_quarters_that_one_has_not_closed_have_no_sum() -> None:
    q = Kvartal(2025, 4)
    this, before = Kvartalstal(q, S1), Kvartalstal(q.previous(), S2)
    fjol = Kvartalstal(Kvartal(2024, 4), None)
    a = Jamforelse(this, before, fjol, (before, this))
    b = Jamforelse(Kvartalstal(q, S2), Kvartalstal(q.previous(), None), fjol, (Kvartalstal(q, S2),))
    added = add_statistics([replace(TOM, jamforelse=a), replace(TOM, jamforelse=b)]).jamforelse
    total = Kvartalstal(q, Summor(11, 22, 33, 44, 55))
    assert added == Jamforelse(total, Kvartalstal(q.previous(), None), fjol, (total,))


def statistics(rader: tuple[Rad, ...], n: int) -> Statistik:
    made = underlag(*rader)
    val = Rapportval(sma_tal=n, fullmaktige=FULLMAKTIGES_DELAR._replace(kon=True))
    return build_content(replace(made, kommun=made.kommun._replace(rapport=val))).statistik


KINDS = ("a", "b", "c")
CASES = st.lists(st.tuples(st.sampled_from(KINDS), st.sampled_from((Kon.KVINNA, Kon.MAN, None))), max_size=14)


@given(CASES, CASES, st.integers(2, 5))
def test_nothing_that_a_part_hides_follows_from_the_sum(
    ena: list[tuple[str, Kon | None]], andra: list[tuple[str, Kon | None]], n: int
) -> None:
    """The attack: take what the other parts show from the sum. What is left is never more than the part's own.

    For each kind: the sum less the others' shown number is the number the part shows for it, or nothing.
    For each group by sex: a sum is shown only where every part shows its own.
    """
    parts = [statistics(tuple(row(i, k, kon) for i, (k, kon) in enumerate(c, 1)), n) for c in (ena, andra)]
    total = add_statistics(parts)

    def shown(stat: Statistik) -> dict[str, int]:
        rader = stat.beslut.insatser.rader
        return {r.namn: r.antal for r in (rader[:-1] if stat.beslut.insatser.sammanslaget else rader)}

    for hidden, other in (parts, parts[::-1]):
        for kind, antal in shown(total).items():
            assert antal - shown(other).get(kind, 0) == shown(hidden).get(kind, 0)
    assert total.kon is not None
    for at, summed in enumerate(total.kon.rader):
        own = [p.kon.rader[at] for p in parts if p.kon is not None]
        assert (summed.kvinnor is None) == any(r.kvinnor is None for r in own)
    assert total.summor.rapporterade == len(ena) + len(andra)
    assert total.beslut.insatser.antal == len(ena) + len(andra)


def make(*parts: tuple[str, tuple[Rad, ...], int], utkast: bool = False) -> tuple[Dokument, list[str]]:
    built = []
    for namn, rader, n in parts:
        made = underlag(*rader)
        kommun = default_kommun("Ale kommun")._replace(rapport=Rapportval(sma_tal=n, fullmaktige=ALLT))
        made = replace(made, kommun=kommun, namnd=Namnd(namn), utkast=utkast, bild=Kvartalsbild(rader))
        built.append(build_fullmaktigerapport(made, MALLAR))
    ram = Gemensamram(Kvartal(2025, 4), Lag.SOL, default_kommun("Ale kommun"), date(2026, 2, 10), "SN 1")
    papper = build_gemensam(ram, built, MALLAR)
    assert papper.dokument.sidhuvud.diarienummer == "SN 1"
    assert [d.huvud.namnd for d in papper.innehall.delar] == [p[0] for p in parts]
    return papper.dokument, [b.text for b in papper.dokument.block if isinstance(b, Rubrik) and b.niva == 2]


def test_the_paper_has_a_sum_and_a_part_per_namnd() -> None:
    several = tuple(row(i, "hemtjänst") for i in range(1, 4))
    late = row(9, "boende", Kon.MAN)._replace(start=RAD.start - timedelta(days=400), dagar=552)
    dokument, heads = make(
        ("Ena nämnden", several, 0), ("Andra nämnden", (late, row(8, "boende", None, Vantanslag.AVBROTT)), 0)
    )
    assert heads == ["Vad statistiken visar", "Alla nämnder tillsammans", "Ena nämnden", "Andra nämnden"]
    text = all_text(dokument)
    assert "UTKAST" not in text
    assert "En median går inte att lägga ihop." in text
    (sums,) = (b for b in under(dokument, "Alla nämnder tillsammans")[:1] if isinstance(b, Tabell))
    assert sums.rader == (
        ("Ena nämnden", "3", "0", "0", "0", "3", "3"),
        ("Andra nämnden", "2", "0", "0", "0", "2", "2"),
        ("Summa", "5", "0", "0", "0", "5", "5"),
    )
    (kinds,) = (b for b in under(dokument, "Beslut: slag av insats, alla nämnder") if isinstance(b, Tabell))
    assert [r[0] for r in kinds.rader] == ["Boende", "Hemtjänst", "Summa"]
    assert under(dokument, "Kvinnor och män, alla nämnder")
    assert under(dokument, "Beslut: slag av insats, Andra nämnden")


def test_a_draft_says_so_on_every_page_and_in_its_part() -> None:
    dokument, _ = make(("Ena nämnden", (), 0), ("Andra nämnden", (), 3), utkast=True)
    assert dokument.sidhuvud.dokumenttyp == "UTKAST Statistik till fullmäktige"
    text = all_text(dokument)
    assert "UTKAST. Kvartalet är inte stängt hos Ena nämnden och Andra nämnden. Talen kan ändras." in text
    assert "UTKAST. Kvartalet är inte stängt hos nämnden, och talen kan ändras." in text


def test_kinds_taken_together_are_explained() -> None:
    many = tuple(row(i, "hemtjänst") for i in range(1, 6))
    dokument, _ = make(("Ena nämnden", many, 4), ("Andra nämnden", many[:2], 4))
    assert "Ett slag som en nämnd visar för sig kan hos en annan ingå" in all_text(dokument)


@pytest.mark.parametrize("idag", [date(2025, 12, 1)])
def test_a_preliminary_part_makes_the_whole_preliminary(idag: date) -> None:
    made = replace(underlag(RAD, idag=idag), namnd=Namnd("Ena nämnden"), utkast=True)
    ram = Gemensamram(Kvartal(2025, 4), Lag.SOL, default_kommun("Ale kommun"), date(2026, 2, 10))
    papper = build_gemensam(ram, [build_fullmaktigerapport(made, MALLAR)], MALLAR)
    assert papper.dokument.sidhuvud.dokumenttyp.startswith("PRELIMINÄR ")


def test_different_days_are_told() -> None:
    a, b = (replace(underlag(RAD), namnd=Namnd(n)) for n in ("Ena nämnden", "Andra nämnden"))
    b = replace(b, ram=b.ram._replace(statusdag=date(2026, 1, 31)))
    ram = Gemensamram(Kvartal(2025, 4), Lag.SOL, default_kommun("Ale kommun"), date(2026, 2, 10))
    told = "olika dagar: Ena nämnden 2025-12-31 och Andra nämnden 2026-01-31."
    papper = build_gemensam(ram, [build_fullmaktigerapport(x, MALLAR) for x in (a, b)], MALLAR)
    assert told in all_text(papper.dokument)
    assert "olika dagar" not in all_text(make(("Ena nämnden", (), 0), ("Andra nämnden", (), 0))[0])


def test_the_law_is_that_of_all_the_namnders_decisions() -> None:
    older = RAD._replace(beslutsdatum=date(2025, 6, 30))
    ram = Gemensamram(Kvartal(2025, 4), Lag.SOL, default_kommun("Ale kommun"), date(2026, 2, 1))

    def titel(*underlag_: Underlag) -> str:
        return build_gemensam(ram, [build_fullmaktigerapport(u, MALLAR) for u in underlag_], MALLAR).dokument.titel

    assert "(2001:453) och socialtjänstlagen (2025:400), SoL" in titel(underlag(RAD), underlag(older))
    assert "enligt socialtjänstlagen (2001:453), SoL" in titel(underlag(older), underlag())  # none of 2025:400 in it
    assert "enligt socialtjänstlagen (2025:400), SoL" in titel(underlag(), underlag())
