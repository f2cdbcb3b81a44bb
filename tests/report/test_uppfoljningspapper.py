"""What the papers of the follow-up say: every cell worked by hand on a handful of cases."""

from datetime import date

import pytest
from pappersbygge import paragraphs, under
from uppfoljningsbygge import (
    INGET_BORT,
    RAM,
    TIO,
    A,
    B,
    curve,
    nyckeltal,
    nyckeltalsunderlag,
    prognos,
    prognospapper,
    underlag,
    vantetider,
)

from ejverkstallda.report.modell import Dokument, Figur, Lista, Rubrik, Stycke, Tabell
from ejverkstallda.report.nyckeltalspapper import Arsnot, build_nyckeltalsbok, even_parts
from ejverkstallda.report.plain import to_plain
from ejverkstallda.report.prognospapper import Prognosunderlag, build_prognospapper
from ejverkstallda.report.prognostabeller import Traffrad, forecast_slot, hindsight_blocks
from ejverkstallda.report.vantetidsnoter import Vantetidsgrund
from ejverkstallda.report.vantetidspapper import Vantetidsunderlag, build_vantetidspapper
from ejverkstallda.report.vantetidstabeller import build_vantetidstabeller

NYA = "Nya ej verkställda beslut under året"


def tables(dokument: Dokument, heading: str) -> list[Tabell]:
    return [b for b in under(dokument, heading) if isinstance(b, Tabell)]


def figures(dokument: Dokument) -> list[Figur]:
    return [b for b in dokument.block if isinstance(b, Figur)]


def headings(dokument: Dokument) -> list[str]:
    return [b.text for b in dokument.block if isinstance(b, Rubrik)]


def test_nyckeltal_have_a_year_per_column_and_the_divisions_beneath_the_total() -> None:
    made = nyckeltal(2018, 2019).dokument
    (table,) = tables(made, NYA)
    assert [k.rubrik for k in table.kolumner] == ["Avser", "Uppdelning", "2018", "2019"]
    assert table.rader == (
        ("Totalt", "alla", "1", "2"),
        ("daglig verksamhet", "insats", "0", "1"),
        ("kontaktperson", "insats", "1", "1"),
        ("LSS", "verksamhetsområde", "1", "2"),
    )


def test_the_mean_of_the_stock_has_one_decimal() -> None:
    """2018: one on the last of November and December: 2/12. 2019: it two months more; one from June on, seven months;
    one in December: 10/12 = 0.83.
    """
    (table,) = tables(nyckeltal(2018, 2019).dokument, "Ej verkställda beslut, snitt för året")
    assert table.rader[0] == ("Totalt", "alla", "0,2", "0,8")


def test_each_indicator_has_a_chart_of_its_totals_its_definition_and_its_sources() -> None:
    made = nyckeltal(2018, 2019)
    assert len(figures(made.dokument)) == len(made.innehall.indikatorer) == 6
    first = figures(made.dokument)[0]
    assert (first.etiketter, [s.varden for s in first.serier]) == (("2018", "2019"), [(1, 2)])
    assert first.alt.endswith("2018: 1; 2019: 2.")
    text = paragraphs(made.dokument)
    for i in made.innehall.indikatorer:
        assert i.definition in text
        assert all(source in text for source in i.kallor)
    assert "28 f § LSS (lag)" in text
    assert "egen tolkning: " in text


def test_a_year_that_is_not_whole_is_marked_and_told_of() -> None:
    made = nyckeltal(2019, 2020, noter=(Arsnot(2020, "2020 är inte slut."),)).dokument
    (table,) = tables(made, NYA)
    assert [k.rubrik for k in table.kolumner][2:] == ["2019", "2020*"]
    (told,) = [b for b in under(made, "År som inte kan jämföras rakt av") if isinstance(b, Lista)]
    assert told.punkter == ("2020 är inte slut.",)
    assert paragraphs(made).count("* Se År som inte kan jämföras rakt av.") == 6
    (april,) = tables(made, "Ej verkställda beslut den 30 april")
    assert [k.rubrik for k in april.kolumner][2:] == ["2019"]
    assert april.rader[0] == ("Totalt", "alla", "0")
    assert "Utan tal: 2020." in paragraphs(made)
    assert "2020*: uppgift saknas" in figures(made)[2].alt


def test_one_year_has_no_chart_and_many_years_have_several_tables() -> None:
    assert figures(nyckeltal(2019).dokument) == []
    assert nyckeltal(2019).dokument.titel == "Nyckeltal 2019"
    many = nyckeltal(*range(2013, 2022), per_tabell=2).dokument
    heads = [[k.rubrik for k in t.kolumner][2:] for t in tables(many, NYA)]
    assert heads == [["2018", "2019"], ["2020"]]  # the register begins in 2018, and today is in 2020
    assert [b.text for b in under(many, NYA) if isinstance(b, Stycke)][1] == "Utan tal: 2013–2017 och 2021."
    assert len(tables(nyckeltal(*range(2013, 2022)).dokument, NYA)) == 1


@pytest.mark.parametrize(
    ("antal", "parts"), [(1, [1]), (8, [8]), (9, [5, 4]), (16, [8, 8]), (17, [6, 6, 5]), (60, [8, 8, 8, 8, 7, 7, 7, 7])]
)
def test_years_are_spread_evenly_over_the_tables(antal: int, parts: list[int]) -> None:
    years = tuple(range(2000, 2000 + antal))
    divided = even_parts(years, 8)
    assert [len(p) for p in divided] == parts
    assert tuple(y for p in divided for y in p) == years


def test_an_indicator_without_figures_is_left_out_and_named() -> None:
    """On 2020-02-15 neither of the days of follow-up has come; January has ended with two in stock."""
    made = nyckeltal(2020)
    assert [h for h in headings(made.dokument) if h.startswith("Ej verkställda beslut")] == [
        "Ej verkställda beslut, snitt för året"
    ]
    assert (
        "Utan tal och därför inte med: Ej verkställda beslut den 30 april; Ej verkställda beslut den 31 augusti; Ej "
        "verkställda beslut den 31 december." in paragraphs(made.dokument)
    )
    assert tables(made.dokument, "Ej verkställda beslut, snitt för året")[0].rader[0] == ("Totalt", "alla", "2,0")
    assert len(made.innehall.indikatorer) == 6


def test_a_workbook_has_the_definitions_and_what_is_said_of_years_in_tables() -> None:
    noted = nyckeltalsunderlag(2019, 2020, noter=(Arsnot(2020, "2020 är inte slut."),))
    made = build_nyckeltalsbok(RAM, noted)
    assert [k.rubrik for k in tables(made.dokument, NYA)[0].kolumner] == ["Avser", "Uppdelning", "2019", "2020*"]
    (definitions,) = tables(made.dokument, "Definitioner och källor")
    assert len(definitions.rader) == 6
    name, definition, source = definitions.rader[0]
    assert name == NYA
    assert definition.startswith("Rapporteringspliktiga beslut och avbrott")
    assert "28 f § LSS" in source
    assert tables(made.dokument, "År som inte kan jämföras rakt av")[0].rader == (("2020*", "2020 är inte slut."),)
    plain = build_nyckeltalsbok(RAM, nyckeltalsunderlag(2018))
    assert "År som inte kan jämföras rakt av" not in headings(plain.dokument)


def test_the_content_is_the_contracts_rows() -> None:
    rows = to_plain(nyckeltal(2018, 2019).innehall.rader)
    assert isinstance(rows, list)
    assert rows[0] == {
        "indikator": "nya_ej_verkstallda",
        "uppdelning": "totalt",
        "avser": "totalt",
        "varden": {"2018": 1, "2019": 2},
    }
    assert rows[1]["varden"] == {"2018": 0.2, "2019": 0.8}  # type: ignore[index, call-overload]


def test_waiting_times_of_ten_cases() -> None:
    """Nine started after 10 to 80 and 100 days, one waits since 120. The half is reached at day 50; the area is
    10 · (1 + 0.9 + 0.8 + 0.7 + 0.6 + 0.5 + 0.4 + 0.3) + 20 · 0.2 + 20 · 0.1 = 58 days, and it goes on.
    """
    row = curve("kontaktperson", *TIO, waiting=(120,))
    made = vantetider(row, row, curve("ledsagning", 5, waiting=(9,)))
    (table,) = tables(made.dokument, "Väntetider per insats")
    assert table.rader[1][:4] == ("kontaktperson", "10", "9", "50")
    assert table.rader[1][5:] == ("≥ 58", "20 %", "–", "–")
    assert table.rader[2] == ("ledsagning", "2", "1", *(["–"] * 6))
    assert made.innehall.rader[2].kurva is None
    assert "En insats med färre än 10 fall har ingen kurva" in paragraphs(made.dokument)


def test_the_bounds_of_the_median() -> None:
    """scipy's bounds (log-log) of the same ten cases: the lower is 0.4730 after day 10, and the upper 0.5779 after
    day 70 and 0.4747 after day 80.
    """
    row = curve("x", *TIO, waiting=(120,))
    table = tables(vantetider(row).dokument, "Väntetider per insats")[0]
    assert table.rader[0][4] == "10–80"


def test_a_median_that_is_not_reached_and_bounds_that_are_not() -> None:
    few = curve("x", 10, waiting=(200,) * 30)  # 30/31 wait: far above a half, and so is the lower bound
    half = curve("y", 10, 20, 30, 40, 50, waiting=(60,) * 5)
    first, second = tables(vantetider(few, half).dokument, "Väntetider per insats")[0].rader
    assert first[3:5] == ("–", "–")
    assert second[3] == "50"
    assert second[4].endswith("–…")


def test_a_curve_with_the_number_at_risk_beneath() -> None:
    row = curve("kontaktperson", *TIO, waiting=(120,))
    made = vantetider(row, row).dokument
    every, own = figures(made)
    assert [s.namn for s in every.serier] == [
        "Andel som väntar",
        "Intervallets nedre gräns",
        "Intervallets övre gräns",
    ]
    assert own.etiketter[:3] == ("0", "2", "4")  # 120 days: every second, 61 readings
    assert own.serier[0].varden[:7] == (100.0, 100.0, 100.0, 100.0, 100.0, 90.0, 90.0)
    assert own.serier[0].varden[-1] == 10.0
    assert every.serier[1].varden[:5] == (None,) * 5  # before the first step there is no interval
    assert "trappor" in own.alt
    assert "kontaktperson: hälften har slutat vänta efter 50 dagar" in own.alt
    (beneath,) = tables(made, "Väntekurvor per insats")
    assert [k.rubrik for k in beneath.kolumner] == ["Dagar", "0", "30", "60", "90"]
    assert beneath.rader == (
        ("Följdes och väntade", "10", "8", "5", "2"),
        ("Väntar längre", "100 %", "70 %", "40 %", "20 %"),
    )
    assert {f.slag for f in figures(made)} == {"trappa"}


def test_where_a_curve_ends_nothing_is_drawn() -> None:
    short, long = curve("a", *TIO, waiting=(120,)), curve("b", *TIO, waiting=(400,))
    made = vantetider(long, short, long).dokument
    series = figures(made)[1].serier
    ends = [max(i for i, v in enumerate(s.varden) if v is not None) for s in series]
    step = int(figures(made)[1].etiketter[1])
    assert [end * step for end in ends] == [120, 400]
    assert tables(made, "Väntekurvor per insats")[1].rader[0][-1] == "–"  # 365 days: not followed


def test_more_curves_than_can_be_told_apart_get_a_chart_each() -> None:
    rows = [curve(f"insats {n}", *TIO, waiting=(120,)) for n in range(9)]
    assert len(figures(vantetider(rows[0], *rows[:8]).dokument)) == 2
    assert len(figures(vantetider(rows[0], *rows).dokument)) == 1 + 9


def test_a_long_wait_is_cut_and_told_of() -> None:
    made = vantetider(curve("alla", *TIO, waiting=(2000,))).dokument
    assert int(figures(made)[0].etiketter[-1]) <= 1095
    assert "någon har följts längre i Alla insatser" in paragraphs(made)


def test_waits_of_a_day_are_read_off_each_day() -> None:
    made = vantetider(curve("alla", *(1,) * 9, waiting=(0,))).dokument
    assert figures(made)[0].etiketter == ("0", "1")
    assert "avläst varje dag" in figures(made)[0].alt
    none = vantetider(curve("alla", *(0,) * 10)).dokument
    assert figures(none)[0].etiketter == ("0",)
    waiting = vantetider(curve("alla", waiting=(9,) * 10)).dokument
    assert "mer än hälften väntar än" in figures(waiting)[0].alt


def test_too_few_cases_in_all_and_what_kolada_measures() -> None:
    made = vantetider(curve("totalt", 5), ar=(2019,)).dokument
    assert made.titel == "Väntetider 2019"
    assert figures(made) == []
    (kolada,) = tables(made, "Jämförelse med Kolada")
    assert [rad[0] for rad in kolada.rader] == ["U23401", "U23431", "U28418"]
    words = [p for b in under(made, "Jämförelse med Kolada") if isinstance(b, Lista) for p in b.punkter]
    assert any("65 år" in p for p in words)
    assert any("första halvåret" in p for p in words)


def test_the_forecast_per_insats_and_enhet_and_in_hindsight() -> None:
    made = prognospapper().dokument
    (table,) = tables(made, "2020Q2")
    assert table.rader == (
        ("daglig verksamhet", "0", "2", "1,5", "0,0", "1,5", "1–3"),
        ("kontaktperson", "1", "1", "1,0", "1,3", "3,3", "2–5"),
        ("Alla insatser", "1", "3", "2,5", "1,3", "4,8", "3–8"),
    )
    assert table.summarad
    assert tables(made, "2020Q3") == []
    (units,) = tables(made, "Kända per enhet")
    assert [k.rubrik for k in units.kolumner] == ["Enhet", "Passerade 2020Q2", "Kända 2020Q2", "Kända 2020Q3"]
    assert units.rader == (("Väster", "0", "1", "0"), ("Öster", "1", "2", "0"))
    first, second = tables(made, "Så hade prognosen slagit")
    assert first.rader == (
        ("2019Q3", "2019-08-15", "2,1", "1–4", "4", "ja"),  # 2.05 is 2.1: half up
        ("2019Q4", "2019-10-31", "3,0", "2–5", "6", "nej"),
    )
    assert second.rader == (("2019Q4", "2019-08-15", "3,0", "2–6", "6", "ja"),)
    assert "Inom spannet: 1 av 2 kvartal." in paragraphs(made)
    assert "Inom spannet: 1 av 1 kvartal." in paragraphs(made)
    assert "sedan 2018-01-01" in paragraphs(made)


def test_places_needed_are_of_those_who_wait_beyond_gransdag_and_those_to_come() -> None:
    """Contact persons: two wait beyond gränsdag, and 1.0 + 1.25 come; the one that has passed in the quarter is
    among the two.
    """
    (table,) = tables(prognospapper().dokument, "Platser som behövs")
    assert [k.rubrik for k in table.kolumner][1:] == [
        "Väntar efter gränsdagen",
        "Väntas nå den 2020Q2",
        "Väntas nå den 2020Q3",
        "I allt",
    ]
    assert table.rader == (
        ("daglig verksamhet", "0", "1,5", "0,0", "1,5"),
        ("kontaktperson", "2", "2,3", "0,0", "4,3"),
        ("ledsagarservice", "1", "0,0", "0,0", "1,0"),
        ("Alla insatser", "3", "3,8", "0,0", "6,8"),
    )


def test_a_forecast_of_one_insats_has_no_sum_and_without_more_there_are_no_headings() -> None:
    made = build_prognospapper(RAM, Prognosunderlag((prognos("2020Q2", A),), {}, date(2018, 1, 1))).dokument
    (table,) = tables(made, "2020Q2")
    assert (len(table.rader), table.summarad) == (1, False)
    assert "Passerade" not in [k.rubrik for k in table.kolumner]
    assert headings(made) == ["Platser som behövs", "Når gränsdagen, kvartal för kvartal", "2020Q2"]
    assert not tables(made, "Platser som behövs")[0].summarad


def test_the_part_of_a_report() -> None:
    assert forecast_slot(()) == ()
    blocks = forecast_slot((prognos("2020Q2", A, B),))
    assert blocks[0] == Rubrik("2020Q2", 3)  # the tables first: an intro would be parted from them
    (made,) = [b.text for b in blocks if isinstance(b, Stycke) and b.text.startswith("Gjord")]
    assert made.startswith("Gjord 2020-02-15. Passerade har redan")


def test_both_laws_and_no_namnd() -> None:
    ram = RAM._replace(namnd=None, lag=None)
    made = build_prognospapper(ram, Prognosunderlag((prognos("2020Q2", A),), {}, date(2018, 1, 1)))
    assert "enligt SoL och LSS" in paragraphs(made.dokument)
    assert (made.innehall.huvud.namnd, made.dokument.sidhuvud.namnd) == ("", "")


@pytest.mark.parametrize("made", [nyckeltal(2018, 2019), prognospapper()])
def test_the_head_and_foot_are_the_namnds(made: object) -> None:
    dokument = made.dokument  # type: ignore[attr-defined]
    assert (dokument.sidhuvud.namnd, dokument.sidhuvud.datum) == ("Provnämnden", RAM.idag)
    assert dokument.sidfot[0].rubrik == "Provkommun"


def test_shares_are_rounded_half_up_and_a_mean_that_is_at_least_something_never_up() -> None:
    """Of forty 25 wait beyond 90 days: 62.5 per cent. Mean: 15·60 and 25·200 days over 40 is 147.5; that one of the
    25 waits on makes it at least that.
    """
    done = curve("a", *(60,) * 15, *(200,) * 25)
    going_on = curve("b", *(60,) * 15, *(200,) * 24, waiting=(200,))
    first, second = tables(vantetider(done, going_on).dokument, "Väntetider per insats")[0].rader
    assert (first[5], first[6]) == ("148", "63 %")
    assert (second[5], second[6]) == ("≥ 147", "63 %")


def test_who_is_left_out_and_what_stands_in_for_an_offer_is_said() -> None:
    grund = Vantetidsgrund(7, 12, 1, 154, 404, date(2023, 1, 1))
    text = paragraphs(vantetider(curve("x", *TIO, waiting=(120,)), grund=grund).dokument)
    assert "Åren börjar före registrets första kvartal (2023-01-01)" in text
    assert "räknas starten: 154 av 404 klara" in text
    assert "Tolv beslut saknar ansökningsdatum och är inte med." in text
    assert "Ett beslut är daterat före sin ansökan och är inte med." in text
    assert "Sju beslut utanför rapporteringsskyldigheten (domar, andra lagrum) är inte med." in text


def test_an_own_interpretation_is_called_so_once() -> None:
    text = paragraphs(vantetider(curve("x", *TIO, waiting=(120,))).dokument)
    assert "egen tolkning: fall som ännu väntar" in text
    assert "(tolkning)" not in text


def test_for_reckoning_the_curves_are_one_table_of_numbers() -> None:
    row = curve("totalt", *TIO, waiting=(120,))
    made = build_vantetidstabeller(RAM, underlag((row, row, curve("få", 5)), (2019,), INGET_BORT)).dokument
    (figures_,) = tables(made, "Väntetider per insats")
    assert figures_.rader[0] == ("Alla insatser", "10", "9", "50", "10", "80", "58,0", "ja", "20,00", "–", "–")
    assert figures_.rader[1][0] == "totalt"  # an insats may be named so
    assert figures_.rader[2] == ("få", "1", "1", *(["–"] * 8))
    (curves,) = tables(made, "Väntekurvor per insats")
    assert [rad[:5] for rad in curves.rader[9:11]] == [
        ("totalt", "10", "10", "1", "90,00"),
        ("totalt", "20", "9", "1", "80,00"),
    ]


def test_the_paper_nearest_to_koladas_gives_no_advice_to_make_it() -> None:
    row = curve("x", *TIO, waiting=(120,))
    advised = underlag((row,), (2019,), INGET_BORT)
    nearest = advised._replace(fran="ansökan", till="första erbjudandet")

    def points(chosen: Vantetidsunderlag) -> str:
        made = build_vantetidspapper(RAM, chosen).dokument
        return " ".join(p for b in under(made, "Jämförelse med Kolada") if isinstance(b, Lista) for p in b.punkter)

    assert "--till erbjudande" in points(advised)
    assert "--till erbjudande" not in points(nearest)


def test_the_hindsight_of_reports_a_quarter_before_only() -> None:
    made = prognos("2020Q2", B)
    row = Traffrad.of(made, 1, 6)
    assert (row.kvartal, row.gjord, row.vantade, row.inom) == (made.kvartal, RAM.idag, 3.25, False)
    blocks = hindsight_blocks([row])
    assert [b.rubrik for b in blocks if isinstance(b, Tabell)] == ["Kvartalet efter rapportens"]
