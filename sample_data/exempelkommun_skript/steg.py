"""The steps that plots are made of: searching, offering, declining, beginning. Each moves the clock."""

from datetime import date, timedelta
from typing import Final

from exempelkommun_skript.berattelse import Berattelse, Rad, has_fresh
from exempelkommun_skript.familj import Nej, Plats, Skal, Texter
from exempelkommun_skript.kalender import add_working_days, working_day
from exempelkommun_skript.ord_allmant import IVO_AVSLUTAR, IVO_FRAGAR, IVO_SVAR, SVAR_DROJER

_TALAMOD: Final = 9
"""Working days after which somebody reminds of an offer."""


def write_reason(b: Berattelse, skal: Skal) -> None:
    """Note why it takes time."""
    b.write("skal", skal.texter, skal_kod=skal.kod, ansvar=skal.ansvar)


def plan_meanwhile(b: Berattelse, *, ivo: bool) -> None:
    """Fix on which days of the wait something is done meanwhile."""
    r = b.slump.randint
    b.medan = [(r(20, 75), "skal")]
    if b.under and b.slump.random() < 0.6:  # noqa: PLR2004
        b.medan.append((r(6, 40), "under"))
    b.medan += [(day + r(-20, 20), "atgard") for day in (80, 210, 330, 470) if b.slump.random() < 0.75]  # noqa: PLR2004
    b.medan += [(day + r(-20, 20), "uppfoljning") for day in (150, 330, 520)]
    b.medan.append((r(150, 210), "konsekvens"))
    if ivo:
        asked = r(235, 300)
        b.medan += [(asked, "ivo"), (asked + r(90, 130), "ivo_slut")]
    b.medan.sort()


def _meanwhile(b: Berattelse, what: str) -> None:
    f = b.familj
    if what == "skal":
        write_reason(b, b.slump.choice(f.skal))
    elif what == "under" and b.under:
        fran = b.dag
        cost = b.under.kostnad + 100 * b.slump.randint(-8, 8)
        b.write("insats_under_tiden", (b.under.text,), fran=fran, kostnad=cost)
        b.under_borjade = True
        b.situation(b.lage_texter)
    elif what == "konsekvens":
        own = b.under.konsekvens if b.under and b.under_borjade else ()
        b.write("konsekvens", own or f.konsekvens)
    elif what == "ivo":
        number = f"8.6-{b.slump.randint(10_000, 45_000)}/{b.dag.year}"
        b.write("ivo_arende", IVO_FRAGAR, diarienummer=number)
        b.days(8, 14)
        b.write("kommentar", IVO_SVAR)
        b.arende.beslut.setdefault("kostnad_manad", str(b.arende.mall.kostnad))
    elif what == "ivo_slut" and any(r.slag == "ivo_arende" for r in b.arende.rader):
        b.write("kommentar", IVO_AVSLUTAR)
    elif what == "uppfoljning":
        b.write(what, f.uppfoljning)
    elif what == "atgard" and has_fresh(b.arende, f.atgard, b.dag, b.start):
        b.write(what, f.atgard)


def search(b: Berattelse, days: int, texter: Texter) -> None:
    """Wait for `days`, with what is done meanwhile."""
    b.situation(texter)
    last = b.waited + days
    due = [(day, what) for day, what in b.medan if b.waited < day <= last - (25 if what == "ivo" else 3)]
    b.medan = [(day, what) for day, what in b.medan if day > last]
    end = b.dag + timedelta(days=days)
    for day, what in due:
        b.until(b.start + timedelta(days=day))
        _meanwhile(b, what)
    b.until(end)


def begin(b: Berattelse, texter: Texter | None = None, first: date | None = None) -> Rad:
    """Plan the start, wait for it, and begin the insats; now and then it is put off once."""
    f = b.familj
    planned = add_working_days(b.dag, b.slump.randint(*f.starttid))
    if first and planned < first:
        planned = add_working_days(working_day(first), b.slump.randint(0, 8))
    _announce(b, planned)
    if b.slump.random() < 0.12 and (planned - b.dag).days > 8:  # noqa: PLR2004
        b.until(planned - timedelta(days=b.slump.randint(2, 5)))
        planned = add_working_days(planned, b.slump.randint(5, 14))
        b.plan(planned)
        b.write("planerad", f.forskjuten, planerat_datum=planned)
        b.situation(f.planerad)
    b.until(planned)
    return b.write("verkstalld", f.start if texter is None else texter)


def _announce(b: Berattelse, planned: date) -> None:
    b.plan(planned)
    b.write("planerad", b.familj.plan, planerat_datum=planned)
    b.situation(b.familj.planerad)


def _place(b: Berattelse, after: Nej | None, before: Nej | None) -> Plats | None:
    """Return a place that the last no asked for, and that the next no can decline."""
    if after and after.till:
        return after.till
    want = b.fakta.get("onskad", "")

    def fits(plats: Plats) -> bool:
        service = plats.namn.startswith("servicebostad")
        ok = plats.fran <= b.dag <= plats.till and plats.namn not in b.nekade
        if after and after.plats == "onskad":
            ok = ok and plats.ort == want
        if after and after.plats == "service":
            ok = ok and service
        if before:
            ok = ok and plats.oppnar <= b.dag and not (before.plats == "onskad" and plats.ort == want)
            ok = ok and not (before.plats == "service" and service)
        return ok

    found = [p for p in b.familj.platser if fits(p)]
    return b.slump.choice(found) if found else None


class Oberattbar(Exception):  # noqa: N818 — no fault: the story is begun anew
    """The story cannot go on: no place fits it."""


def offer(b: Berattelse, after: Nej | None, before: Nej | None) -> None:
    """Make an offer and get its answer: a no when `before` says how, else a yes."""
    f = b.familj
    plats = None
    if f.platser or (after and after.till):
        plats = _place(b, after, before)
        if plats is None:
            raise Oberattbar
        b.take(plats)
    texter = after.nytt if after else f.erbjudande
    answers = before.svar if before else f.ja
    svar = "nej" if before else "ja"
    at_once = [t for t in (before.svar if before else ("Tackar ja.",)) if "efter" not in str(t)]
    if f.direkt and at_once and b.slump.random() < 0.2:  # noqa: PLR2004
        b.write("erbjudande", (f"{b.choose(f.direkt)} {b.choose(at_once)}",), svar=svar)
    else:
        b.write("erbjudande", texter)
        b.situation(f.erbjuden)
        wait = b.slump.randint(*f.svarstid) + (b.slump.random() < 0.08) * 8  # noqa: PLR2004
        if wait > _TALAMOD + 2:
            b.days(_TALAMOD, _TALAMOD)
            b.write("kommentar", SVAR_DROJER)
            wait -= _TALAMOD
        b.days(wait, wait)
        b.write("svar", answers, svar=svar)
    if before and plats:
        b.nekade.add(plats.namn)


def choose_noes(b: Berattelse, count: int) -> list[Nej]:
    """Choose the noes of a story; whoever gets the place asked for has no more reason to decline."""
    home = not (b.under and b.under.borta)
    options = [n for n in b.familj.nej if home or not n.hemma]
    if not options:
        raise Oberattbar
    chosen = [b.slump.choice(options)]
    while len(chosen) < count:
        rest = [n for n in options if n not in chosen]
        if chosen[-1].plats in {"onskad", "service"} or chosen[-1].till or not rest:
            break
        chosen.append(b.slump.choice(rest))
    return chosen


def decline(b: Berattelse, no: Nej, days: int) -> None:
    """Note why the offer was declined, and wait for another."""
    b.medan = [(day, what) for day, what in b.medan if what != "skal"]
    b.situation(no.vantar)
    b.days(1, 6)
    write_reason(b, no.skal)
    search(b, days, no.vantar)
