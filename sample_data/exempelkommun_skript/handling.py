"""The plots: how a case goes from decision to end. Words come from the family, days from the clock."""

from collections.abc import Callable
from typing import Final

from exempelkommun_skript.berattelse import Berattelse
from exempelkommun_skript.familj import Nej
from exempelkommun_skript.kalender import KVARTAL, add_working_days, first_import, gransdag, quarter_of
from exempelkommun_skript.steg import (
    Oberattbar,
    begin,
    choose_noes,
    decline,
    offer,
    plan_meanwhile,
    search,
    write_reason,
)

_SENT: Final = 75
"""Days that an end can be old when a quarter is closed without it."""


def straight(b: Berattelse, total: int, noes: int = 0) -> None:
    """Wait, be offered what there is to offer, decline `noes` times, begin."""
    f = b.familj
    plan_meanwhile(b, ivo=b.slump.random() < 0.5)  # noqa: PLR2004
    nos = choose_noes(b, noes) if noes else []
    if not f.erbjuder:
        search(b, max(8, total - 25), f.soker)
        begin(b)
        return
    leg = max(12, (total - 30 - 15 * len(nos)) // (len(nos) + 1))
    search(b, leg, f.soker)
    last: Nej | None = None
    for no in nos:
        offer(b, last, no)
        decline(b, no, leg)
        last = no
    offer(b, last, None)
    place = next((p for p in f.platser if p.namn == b.fakta.get("plats")), None)
    begin(b, first=place.oppnar if place else None)


def in_time(b: Berattelse, _total: int) -> None:
    """Begin within three months."""
    limit = gransdag(b.start)
    if b.familj.erbjuder:
        b.situation(b.familj.soker)
        b.days(3, 22)
        offer(b, None, None)
        begin(b)
    else:
        b.situation(b.familj.soker)
        b.days(3, 35)
        if b.slump.random() < 0.5:  # noqa: PLR2004
            begin(b)
        else:
            b.write("verkstalld", b.familj.start if b.slump.random() < 0.7 else ())  # noqa: PLR2004
    if b.dag > limit:
        raise Oberattbar


def closed(b: Berattelse, total: int, orsak: str) -> None:
    """Wait, and end for another reason than execution."""
    f = b.familj
    plan_meanwhile(b, ivo=b.slump.random() < 0.3)  # noqa: PLR2004
    search(b, max(20, total), f.soker)
    own = b.under.aterkallar if b.under and b.under_borjade and orsak == "aterkallad" else ()
    b.write("avslutad", own or f.avslut[orsak], orsak=orsak)


def declined_and_withdrawn(b: Berattelse, total: int) -> None:
    """Decline an offer and later withdraw the application."""
    plan_meanwhile(b, ivo=False)
    (no,) = choose_noes(b, 1)
    search(b, max(15, total // 2), b.familj.soker)
    offer(b, None, no)
    decline(b, no, max(15, total // 2))
    own = b.under.aterkallar if b.under and b.under_borjade else ()
    b.write("avslutad", own or no.aterkallar, orsak="aterkallad")


def partly(b: Berattelse, total: int) -> None:
    """Begin a part, wait for the rest."""
    part = b.slump.choice(b.familj.delvis)
    b.situation(b.familj.soker)
    b.wait(b.slump.randint(12, 60))
    if b.familj.erbjuder:
        offer(b, None, None)
        b.situation(())
        b.days(4, 15)
    b.write("delvis_verkstalld", part.borjar)
    b.situation(part.vantar)
    b.days(2, 12)
    write_reason(b, part.skal)
    search(b, max(20, total - b.waited), part.vantar)
    b.write("verkstalld", part.resten)


def interrupted(b: Berattelse, total: int, count: int = 1) -> None:
    """Begin in time, run for months, be interrupted `count` times; the last time now and then for good."""
    in_time(b, total)
    kinds = list(b.familj.avbrott)
    first = b.slump.randrange(len(kinds)) if count == 1 else 0
    for number, kind in enumerate(kinds[first : first + count], 1):
        b.wait(b.slump.randint(70, 300))
        b.start = b.dag
        falt = {"omfattning": kind.omfattning} if kind.omfattning == "delvis" or b.slump.random() < 0.5 else {}  # noqa: PLR2004
        b.write("avbrott", kind.borjar, **falt)
        b.situation(kind.vantar)
        b.days(4, 15)
        write_reason(b, kind.skal)
        length = b.slump.randint(25, 70) if count > 2 and number == 2 else int(total * b.slump.uniform(0.6, 1.1))  # noqa: PLR2004
        b.medan = [(b.slump.randint(70, 120), "atgard"), (b.slump.randint(150, 190), "uppfoljning")]
        if kind.skal.ansvar == "enskild" or kind.skal.kod == "annat":
            b.medan = b.medan[1:]
        search(b, max(25, length), kind.vantar)
        if kind.upphor and number == count and b.slump.random() < 0.4:  # noqa: PLR2004
            b.write("avslutad", kind.upphor, orsak="aterkallad")
        else:
            b.write("aterupptagen", kind.ater)


def out_of_reach(b: Berattelse, total: int) -> None:
    """Try to reach the person, and either begin in the end or close the case."""
    f = b.familj
    b.situation(f.soker)
    b.days(12, 30)
    b.write("kommentar", f.ej_nabar[:2])
    b.situation(f.ej_nabar)
    b.days(3, 10)
    b.write("skal", ("Den enskilde har inte gått att nå.",), skal_kod="ej_nabar", ansvar="enskild")
    b.medan = []
    search(b, max(40, total - b.waited), f.ej_nabar)
    if b.slump.random() < 0.4:  # noqa: PLR2004
        text = "Har hört av sig. Vill inte ha insatsen. Ansökan återtas."
        b.write("avslutad", (text,), orsak="aterkallad")
        return
    b.write(
        "kommentar", ("Har hört av sig och vill ha insatsen.", "Har kommit till möte och vill börja så snart det går.")
    )
    if f.erbjuder:
        b.days(3, 10)
        offer(b, None, None)
    begin(b)


def forgotten(b: Berattelse, _total: int) -> None:
    """Be left out of the list, be found after the quarter's report, begin soon after."""
    limit = quarter_of(gransdag(b.start))
    if limit not in KVARTAL:
        raise Oberattbar
    b.until(limit.inlast)
    b.days(6, 40)
    if b.dag > KVARTAL[-1].sista:
        raise Oberattbar
    b.arende.kand = b.dag
    b.write(
        "skal",
        (
            "Beslutet fanns inte med i bevakningen. Upptäckt vid genomgång i {manad}.",
            "Beslutet hade blivit liggande vid byte av handläggare. Upptäckt i {manad}.",
        ),
        skal_kod="kommunens_handlaggning",
        ansvar="kommunen",
    )
    b.situation(("Upptäckt sent. Tas nu med i bevakningen och prioriteras.",))
    b.days(2, 6)
    b.write("kommentar", ("Har talat med den enskilde. Behovet kvarstår. Ärendet prioriteras.",))
    b.situation(b.familj.soker)
    b.days(10, 30)
    if b.familj.erbjuder:
        offer(b, None, None)
    begin(b)


def late_news(b: Berattelse) -> None:
    """Let the end become known only after the quarter it fell in was closed."""
    last = b.arende.rader[-1]
    quarter = first_import(last.datum)
    if quarter is None or last.datum > quarter.sista or (quarter.inlast - last.datum).days > _SENT:
        raise Oberattbar
    last.kand = add_working_days(quarter.inlast, b.slump.randint(4, 20))
    b.dag = last.kand
    told = b.choose(("Uppgiften kom från enheten i {manad}.", "Rapporterat till handläggaren först i {manad}."))
    last.falt["text"] = f"{last.falt.get('text', '')} {told}".strip()


Handling = Callable[[Berattelse, int], None]
HANDLINGAR: Final[dict[str, Handling]] = {
    "i_tid": in_time,
    "rakt": straight,
    "nej": lambda b, t: straight(b, t, 1),
    "nejnej": lambda b, t: straight(b, t, 2),
    "nej_ater": declined_and_withdrawn,
    "aterkallad": lambda b, t: closed(b, t, "aterkallad"),
    "avliden": lambda b, t: closed(b, t, "avliden"),
    "flyttat": lambda b, t: closed(b, t, "flyttat"),
    "behov": lambda b, t: closed(b, t, "behov_upphort"),
    "ersatt": lambda b, t: closed(b, t, "ersatt"),
    "delvis": partly,
    "avbrott": interrupted,
    "avbrott2": lambda b, t: interrupted(b, t, 2),
    "avbrott3": lambda b, t: interrupted(b, t, 3),
    "ej_nabar": out_of_reach,
    "glomd": forgotten,
}
