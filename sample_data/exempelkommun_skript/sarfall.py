"""The cases that the law treats apart, one by one: dom, förhandsbesked, outside the duty, LOV, what was put right."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from dateutil.relativedelta import relativedelta

from exempelkommun_skript import kommun
from exempelkommun_skript.berattelse import Arende, Berattelse, Mall, Rad
from exempelkommun_skript.bestand import Bestand
from exempelkommun_skript.handling import HANDLINGAR
from exempelkommun_skript.kalender import (
    add_working_days,
    gransdag,
    is_working_day,
    quarter_of,
    random_day,
    working_day,
)
from exempelkommun_skript.mallar import mall_for
from exempelkommun_skript.ord_uppdrag import LEDSAGARE
from exempelkommun_skript.rapportering import waits
from exempelkommun_skript.steg import Oberattbar, begin, plan_meanwhile, search

PERSONNUMMER: Final = "19121212-1212"
"""Skatteverket's own example of a personnummer; nobody has it."""
ERSATTNINGSNUMMER: Final = "20161103-T143"
"""A substitute number of IVO's form, invented."""
BOSATTNINGSKOMMUN: Final = "9902"
"""A kommunkod that no municipality has."""


def build_special(bestand: Bestand) -> None:
    """Tell them all."""
    _beside_the_duty(bestand)
    _from_elsewhere(bestand)
    _postponed(bestand)
    _on_the_limit(bestand)
    _in_time_after_all(bestand)
    _wrong_lagrum(bestand)
    _ran_out(bestand)
    _old_lagrum_in_july(bestand)
    _found_late(bestand)
    _identities(bestand)


def _waits_long(arende: Arende) -> bool:
    """Tell whether the first wait passes gränsdag."""
    first = waits(arende)[0]
    return first.slut is None or first.slut.datum > first.grans


def _between(bestand: Bestand, first: date, last: date) -> Callable[[], date]:
    return lambda: random_day(bestand.slump, first, last)


def _opened_by(text: str, plot: str, *, alone: bool = False) -> Callable[[Berattelse, int], None]:
    """Return a plot that begins with a comment on where the case comes from."""

    def tell(b: Berattelse, total: int) -> None:
        if alone:
            b.under = None
        decided = b.dag
        b.days(1, 4)
        b.write("kommentar", (text,))
        b.dag = add_working_days(decided, 5)
        HANDLINGAR[plot](b, total)

    return tell


def _beside_the_duty(bestand: Bestand) -> None:
    bostad, kontakt = mall_for("bostad med särskild service för vuxna", "LSS"), mall_for("kontaktperson", "LSS")
    dom = "Förvaltningsrätten har bifallit överklagandet. Domen ska verkställas."
    for mall, plot, first, last in (
        (bostad, "rakt", date(2023, 2, 1), date(2023, 5, 31)),
        (bostad, "nej", date(2024, 3, 1), date(2024, 5, 31)),
        (kontakt, "rakt", date(2025, 1, 10), date(2025, 3, 31)),
    ):
        days = _between(bestand, first, last)
        arende = bestand.tell(
            mall, plot, days, berattare=_opened_by(dom, plot), villkor=_waits_long, beslut={"ursprung": "dom"}
        )
        applied = working_day(arende.beslutsdatum - timedelta(days=bestand.slump.randint(260, 420)))
        arende.beslut["ansokningsdatum"] = applied.isoformat()
    ledsagning = Mall("ledsagning", "SoL", 0, kommun.STOD, replace(LEDSAGARE, delvis=()), 3, 130, {}, 5_200)
    outside = "Ges utöver vad den enskilde har rätt till."
    for lagrum, first, last in (
        ("4 kap. 2 § SoL", date(2023, 4, 1), date(2023, 6, 15)),
        ("4 kap. 2 § SoL", date(2024, 8, 20), date(2024, 10, 31)),
        ("11 kap. 4 § SoL", date(2025, 7, 7), date(2025, 8, 29)),
    ):
        days = _between(bestand, first, last)
        told = _opened_by(outside, "rakt", alone=True)
        bestand.tell(ledsagning, "rakt", days, berattare=told, villkor=_waits_long, beslut={"lagrum": lagrum})


def _from_elsewhere(bestand: Bestand) -> None:
    bostad = mall_for("bostad med särskild service för vuxna", "LSS")
    text = "Förhandsbesked. Bor i annan kommun och flyttar hit när bostad finns."
    for plot, first, last in (
        ("rakt", date(2023, 8, 14), date(2023, 10, 31)),
        ("rakt", date(2025, 2, 1), date(2025, 4, 30)),
    ):
        told = _opened_by(text, plot, alone=True)
        bestand.tell(
            bostad, plot, _between(bestand, first, last), berattare=told, beslut={"ursprung": "forhandsbesked"}
        )
    ledsagare = mall_for("ledsagarservice", "LSS")
    text = "Verkställs här på begäran av bosättningskommunen. Går på folkhögskolan i Granhamn."
    days = _between(bestand, date(2024, 8, 19), date(2024, 9, 20))
    told = _opened_by(text, "rakt", alone=True)
    bestand.tell(ledsagare, "rakt", days, berattare=told, beslut={"bosattningskommun": BOSATTNINGSKOMMUN})


def _lov(b: Berattelse, total: int) -> None:
    """Choose a provider and wait for it: the postponement is the person's own request."""
    b.under = None
    b.situation(b.familj.soker)
    b.days(5, 12)
    till = add_working_days(b.dag, total)
    b.write("senarelagd_lov", ("Har valt Havsviks hemtjänst och vill vänta tills de kan ta emot fler.",), till=till)
    b.write("skal", ("Vill vänta på vald utförare.",), skal_kod="onskemal", ansvar="enskild")
    waiting = (
        "Väntar på Havsviks hemtjänst. Har tackat nej till kommunens hemtjänst så länge.",
        "Vill fortfarande vänta på Havsvik. Informerad om att kommunens hemtjänst kan börja direkt.",
        "Havsviks hemtjänst räknar med att kunna börja som planerat.",
    )
    b.situation(waiting)
    b.until(till)
    b.write("verkstalld", ("Havsviks hemtjänst har börjat.",))


def _postponed(bestand: Bestand) -> None:
    hemtjanst = mall_for("hemtjänst", "SoL")
    for first, last, days in ((date(2025, 7, 7), date(2025, 7, 31), 145), (date(2025, 8, 11), date(2025, 9, 12), 80)):

        def told(b: Berattelse, _total: int, days: int = days) -> None:
            _lov(b, days)

        bestand.tell(
            hemtjanst, "lov", _between(bestand, first, last), berattare=told, beslut={"lagrum": "11 kap. 1 § SoL"}
        )


def _on_the_limit(bestand: Bestand) -> None:
    """Three begin on gränsdag itself, two the day after."""

    def told(late: int) -> Callable[[Berattelse, int], None]:
        def tell(b: Berattelse, _total: int) -> None:
            day = gransdag(b.start) + timedelta(days=late)
            if not is_working_day(day):
                raise Oberattbar
            b.situation(b.familj.soker)
            b.days(15, 30)
            planned = add_working_days(day, 0)
            b.plan(planned)
            b.write("planerad", b.familj.plan, planerat_datum=planned)
            b.situation(b.familj.planerad)
            b.until(day)
            b.write("verkstalld", b.familj.start)

        return tell

    year = _between(bestand, date(2023, 1, 9), date(2025, 8, 31))
    for insats, lag, late in (
        ("ledsagarservice", "LSS", 0),
        ("dagverksamhet", "SoL", 0),
        ("boendestöd", "SoL", 0),
        ("avlösarservice i hemmet", "LSS", 1),
        ("dagverksamhet", "SoL", 1),
    ):
        bestand.tell(mall_for(insats, lag), "gransdag", year, berattare=told(late))


def _in_time_after_all(bestand: Bestand) -> None:
    """Two had begun in time, which nobody knew when they were reported as new (R14)."""

    def told(b: Berattelse, _total: int) -> None:
        limit = gransdag(b.start)
        quarter = quarter_of(limit)
        if limit < quarter.forsta + timedelta(days=35):
            raise Oberattbar
        b.situation(b.familj.soker)
        b.until(limit - timedelta(days=b.slump.randint(3, 9)))
        begun = b.write("verkstalld")
        begun.kand = add_working_days(quarter.inlast, b.slump.randint(6, 25))
        b.dag = begun.kand
        who = "Ledsagaren" if "ledsagar" in b.arende.mall.insats else "Avlösaren"
        words = f"{who} hade börjat innan det blev känt hos handläggaren. Uppgiften kom i {{manad}}."
        begun.falt["text"] = b.choose((words,))

    for insats, first, last in (
        ("ledsagarservice", date(2023, 4, 1), date(2023, 9, 15)),
        ("avlösarservice i hemmet", date(2024, 8, 15), date(2025, 3, 15)),
    ):
        bestand.tell(mall_for(insats, "LSS"), "i_tid_sent", _between(bestand, first, last), berattare=told)


def _wrong_lagrum(bestand: Bestand) -> None:
    """One was reported as inside the duty; its lagrum was wrong (R14)."""
    mall = mall_for("sysselsättning", "SoL")

    def told(b: Berattelse, _total: int) -> None:
        search(b, 300, b.familj.soker)
        begin(b)
        found = add_working_days(working_day(gransdag(b.start) + timedelta(days=120)), 3)
        if not b.start + timedelta(days=215) < found < b.dag - timedelta(days=20):
            raise Oberattbar
        b.arende.andringar.append((found, {"lagrum": "4 kap. 2 § SoL"}))
        text = "Genomgång av äldre beslut: beslutet är fattat enligt 4 kap. 2 §. Lagrummet är rättat."
        b.arende.rader.append(Rad(found, "kommentar", found, {"text": text}))

    days = _between(bestand, date(2023, 5, 2), date(2023, 6, 20))
    bestand.tell(mall, "fel_lagrum", days, berattare=told, beslut={"lagrum": "4 kap. 1 § SoL"})


def _ran_out(bestand: Bestand) -> None:
    """Two time-limited decisions ran out while waiting; a new decision, with a day of its own, took over."""

    def told(b: Berattelse, _total: int) -> None:
        last = b.start + relativedelta(years=1) - timedelta(days=1)
        b.arende.beslut["galler_till"] = last.isoformat()
        plan_meanwhile(b, ivo=False)
        search(b, (last - b.start).days, b.familj.soker)
        b.write("avslutad", ("Beslutet har löpt ut. Nytt beslut fattat samma dag.",), orsak="ersatt")

    for insats, first, last in (
        ("kontaktperson", date(2023, 1, 16), date(2023, 5, 31)),
        ("ledsagarservice", date(2024, 4, 2), date(2024, 6, 14)),
    ):
        bestand.tell(mall_for(insats, "LSS"), "lopt_ut", _between(bestand, first, last), berattare=told)
    running = mall_for("kontaktperson", "LSS")

    def still_waiting(b: Berattelse, _total: int) -> None:
        b.arende.beslut["galler_till"] = "2026-02-28"
        plan_meanwhile(b, ivo=False)
        search(b, 500, b.familj.soker)

    bestand.tell(running, "loper_ut", _between(bestand, date(2025, 3, 3), date(2025, 3, 28)), berattare=still_waiting)


def _old_lagrum_in_july(bestand: Bestand) -> None:
    """Two decisions of July 2025 name the act that had just been repealed."""
    for insats, plot in (("särskilt boende för äldre", "rakt"), ("boendestöd", "rakt")):
        days = _between(bestand, date(2025, 7, 1), date(2025, 7, 18))
        bestand.tell(mall_for(insats, "SoL"), plot, days, beslut={"lagrum": "4 kap. 1 § SoL"})


def _found_late(bestand: Bestand) -> None:
    """Three had been left out of the list."""
    for insats, lag, first, last in (
        ("dagverksamhet", "SoL", date(2023, 1, 16), date(2023, 3, 24)),
        ("kontaktperson", "LSS", date(2023, 7, 3), date(2023, 9, 22)),
        ("ledsagarservice", "LSS", date(2024, 10, 7), date(2024, 12, 13)),
    ):
        bestand.tell(mall_for(insats, lag), "glomd", _between(bestand, first, last))


def _identities(bestand: Bestand) -> None:
    """One personnummer, one substitute number; some protected persons; a date put right by its handelse_id."""
    sabo = mall_for("särskilt boende för äldre", "SoL")
    days = _between(bestand, date(2023, 1, 9), date(2023, 3, 31))
    bestand.tell(sabo, "rakt", days, villkor=_waits_long, beslut={"kon": "M", "personnummer": PERSONNUMMER})
    familj = mall_for("kontaktfamilj", "SoL")
    days = _between(bestand, date(2023, 5, 2), date(2023, 9, 29))
    bestand.tell(familj, "rakt", days, villkor=_waits_long, beslut={"kon": "K", "personnummer": ERSATTNINGSNUMMER})
    quiet = {"kontaktfamilj", "kvalificerad kontaktperson", "boendestöd"}
    chosen = [a for a in bestand.arenden if a.beslut["insats"] in quiet and "personnummer" not in a.beslut]
    for arende in bestand.slump.sample(chosen, 5):
        arende.beslut["skyddad"] = "ja"
    _put_right(bestand)


def _put_right(bestand: Bestand) -> None:
    def candidate(arende: Arende) -> bool:
        slut = waits(arende)[0].slut
        if slut is None or arende.handling != "i_tid" or len(waits(arende)) > 1:
            return False
        return date(2024, 9, 1) < slut.datum < date(2025, 6, 1) and slut.datum < gransdag(
            arende.beslutsdatum
        ) - timedelta(days=15)

    for arende in [a for a in bestand.arenden if candidate(a)][:2]:
        slut = waits(arende)[0].slut
        if slut is None:
            continue
        known = add_working_days(quarter_of(slut.kand).inlast, 12)
        right = Rad(add_working_days(slut.datum, 3), slut.slag, known, dict(slut.falt))
        arende.rattelser.append((slut, right))
