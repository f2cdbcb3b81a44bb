"""The model quarter: Ale kommun, LSS, 2019Q1, row by row against the printed report.

That a väntan was reported earlier is stored history, as in the model. The date of 1302579's decision is not
printed and is invented here; so is which of the two new ones concerns the woman.
"""

from bygg import beslut, day, falls, frozen, handelse, picture, ram

from ejverkstallda.domain.beslut import Avslutsorsak, Handelse, Kon
from ejverkstallda.domain.insatser import find_insats
from ejverkstallda.domain.kvartalsbild import Konsfordelning, Summor
from ejverkstallda.domain.rapportering import Fall, Grupp

ADULT = "bostad med särskild service för vuxna"
CHILD = "bostad med särskild service för barn eller ungdomar"
PERSON = "kontaktperson"
EARLIER = handelse("rapporterad", "2018-12-31")
REPLACED = Avslutsorsak.ERSATT


def case(nummer: str, datum: str, insats: str, *events: Handelse, kon: Kon | None = None) -> list[Fall]:
    known = find_insats(insats, beslut().lag)
    of = beslut(
        datum,
        nummer=nummer,
        insats=insats,
        insats_kod=known.kod if known else None,
        lagrum="9 § LSS",
        verksamhetsomrade="Funktionshinder",
        kon=kon,
    )
    return falls(of, events)


def model() -> list[Fall]:
    found = [
        *case(
            "1306312",
            "2018-11-09",
            ADULT,
            handelse("erbjudande", "2019-02-18"),
            handelse("svar", "2019-03-15", svar=True),
            handelse("planerad", "2019-03-15", planerat_datum=day("2019-05-01")),
            kon=Kon.KVINNA,
        ),
        *case(
            "1306971",
            "2018-11-21",
            ADULT,
            handelse("erbjudande", "2019-01-09", svar=False),
            handelse("insats_under_tiden", "2019-01-09", text="korttidsboende"),
            kon=Kon.MAN,
        ),
        *case("1299042", "2018-06-25", CHILD, EARLIER, handelse("avslutad", "2018-12-11", orsak=REPLACED)),
        *case("1277881", "2017-06-09", PERSON, EARLIER, handelse("avslutad", "2019-01-31", orsak=REPLACED)),
        *case("1294831", "2018-04-10", ADULT, EARLIER, handelse("verkstalld", "2019-03-01")),
        *case("1293974", "2018-03-26", ADULT, EARLIER, handelse("verkstalld", "2019-03-15")),
        *case("1288592", "2018-01-13", ADULT, EARLIER, handelse("ivo_arende", "2018-06-01", diarienummer="8.5-1/2018")),
        *case("1299459", "2018-06-28", "biträde av kontaktperson", EARLIER),
        *case("1301520", "2018-08-16", ADULT, EARLIER, handelse("svar", "2019-03-06", svar=False)),
        *case(
            "1302579",
            "2017-03-01",
            PERSON,
            handelse("verkstalld", "2017-04-01"),
            handelse("avbrott", "2018-10-08"),
            EARLIER,
        ),
        *case("1301490", "2018-08-15", PERSON, EARLIER),
    ]
    return [Fall(f.beslut, f.vantan, f.rapporterat, i) for i, f in enumerate(found)]


def test_the_rows_of_every_group() -> None:
    bild = picture(model(), "2019Q1", idag=day("2019-05-13"))
    assert {str(g): [r.beslutsnummer for r in bild.group(g)] for g in Grupp} == {
        # in the order of gränsdag
        "ny": ["1306312", "1306971"],
        "verkstalld": ["1293974", "1294831"],
        "avslutad": ["1277881", "1299042"],
        "kvarstaende": ["1288592", "1299459", "1301490", "1301520", "1302579"],
    }


def test_the_printed_sums() -> None:
    bild = picture(model(), "2019Q1", idag=day("2019-05-13"))
    assert bild.summor == Summor(nya=2, verkstallda=2, avslutade=2, kvarstaende=5, ej_verkstallda=7)
    assert bild.summor.rapporterade == 11
    assert bild.by_sex(Grupp.NY) == Konsfordelning(kvinnor=1, man=1, okant=0)
    assert {r.insats_kod for r in bild.group(Grupp.NY)} == {"bostad_vuxna"}
    assert (bild.pa_vag, bild.brister) == (0, ())


def test_the_printed_dates() -> None:
    question = ram("2019Q1")
    assert (question.kvartal.first_day, question.kvartal.last_day) == (day("2019-01-01"), day("2019-03-31"))
    window = question.kvartal.beslutsfonster
    assert (window.fran, window.till) == (day("2018-10-01"), day("2018-12-31"))
    assert question.rapporteringsdag == day("2019-04-30")


def test_the_rows_in_figures() -> None:
    """Days to 2019-03-31 or to the end, counted by hand: 2018-11-09 is 142 days before."""
    rows = {r.beslutsnummer: r for r in picture(model(), "2019Q1").rader}
    new, replaced, stopped = rows["1306312"], rows["1299042"], rows["1302579"]
    assert (new.gransdag, new.dagar, new.sen, new.slut) == (day("2019-02-09"), 142, False, None)
    assert str(new.forst_rapporterad) == "2019Q1"
    assert replaced.slut is not None
    assert (replaced.slut.datum, replaced.slut.orsak) == (day("2018-12-11"), REPLACED)
    assert replaced.dagar == 169  # 2018-06-25 to 2018-12-11
    assert replaced.forst_rapporterad is None
    assert (str(stopped.vantan), stopped.start, stopped.gransdag) == (
        "avbrott",
        day("2018-10-08"),
        day("2019-01-08"),
    )
    assert stopped.dagar == 174  # 2018-10-08 to 2019-03-31


def test_dates_alone_give_the_wrong_answer() -> None:
    """Without history the avbrott in the window would be new, and the one that ended the quarter before as well."""
    told = [Fall(f.beslut, f.vantan, falls(f.beslut)[0].rapporterat, f.id) for f in model()]
    new = {r.beslutsnummer for r in picture(told, "2019Q1").group(Grupp.NY)}
    assert {"1302579", "1299042"} < new
    assert len(new) == 11


def test_the_next_quarter_begins_with_the_seven_left() -> None:
    found = model()
    bild = picture(found, "2019Q1")
    by_number = {f.beslut.beslutsnummer: f for f in found if f.id in {r.fall_id for r in bild.rader}}
    moved_in = handelse("verkstalld", "2019-05-01")
    carried = []
    for rad in bild.rader:
        of = by_number[rad.beslutsnummer]
        facts = frozen(bild, [of], "2019Q1")
        events = [moved_in] if rad.beslutsnummer == "1306312" else []
        events += [handelse("verkstalld", "2017-04-01"), handelse("avbrott", "2018-10-08", nr=of.vantan.oppnad_av)] * (
            rad.beslutsnummer == "1302579"
        )
        carried += falls(of.beslut, events, facts)
    later = picture([Fall(f.beslut, f.vantan, f.rapporterat, i) for i, f in enumerate(carried)], "2019Q2").summor
    assert later == Summor(nya=0, verkstallda=1, avslutade=0, kvarstaende=6, ej_verkstallda=6)
