"""A case: the decision with its events and väntan, found by its number."""

from datetime import date
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection

from ejverkstallda.app.kvartalsvar import slut_json
from ejverkstallda.app.narmaste import one_slip_away
from ejverkstallda.app.resultat import refuse
from ejverkstallda.domain.beslut import Beslut, Handelse
from ejverkstallda.domain.brister import Brist
from ejverkstallda.domain.dagar import days_between
from ejverkstallda.domain.rapportering import Fall
from ejverkstallda.domain.vantan import effective_events
from ejverkstallda.readers.falt import mask
from ejverkstallda.report.granskning import contains_identity
from ejverkstallda.report.talord import uppraknat
from ejverkstallda.store.beslutslager import Beslutspost, find_by_earlier_number, find_by_number
from ejverkstallda.store.handelselager import Handelsepost, events_of
from ejverkstallda.store.logg import Andring, changes_of
from ejverkstallda.store.oversattning import BESLUT_FALT, handelse_values, iso
from ejverkstallda.store.vantanlager import falls_of

_FORSLAG: Final = 5
"""The most numbers that are suggested in place of one that does not exist."""


class Arende(NamedTuple):
    """A case as the register knows it, seen on `idag`.

    `brister` are the oddities in its order of events, `andringar` the logged changes of the decision's facts.
    """

    post: Beslutspost
    handelser: tuple[Handelsepost, ...]
    falls: tuple[Fall, ...]
    idag: date
    brister: tuple[Brist, ...] = ()
    andringar: tuple[Andring, ...] = ()

    @property
    def beslut(self) -> Beslut:
        """The decision."""
        return self.post.beslut

    @property
    def gallande(self) -> frozenset[int]:
        """Ids of the events that hold: neither corrected nor struck."""
        return frozenset(e.id for e, _ in effective_events(h.handelse for h in self.handelser))

    def days(self, fall: Fall) -> int:
        """Return a väntan's days, to its end or to today."""
        slut = fall.vantan.slut
        return days_between(fall.vantan.start, slut.datum if slut else self.idag)

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON values: the decision without identity, its events, its väntan."""
        return {
            "beslut": {f: _plain(getattr(self.beslut, f)) for f in BESLUT_FALT}
            | {"makulerad": self.post.makulerad, "har_personnummer": self.post.person_id is not None},
            "handelser": [self._event_json(h) for h in self.handelser],
            "andringar": [
                {"tid": a.tid.isoformat(), "av": a.av, "uppgift": a.vad, "fran": a.gammalt, "till": a.nytt}
                for a in self.andringar
            ],
            "vantan": [
                {
                    "vantan": f.vantan.slag.value,
                    "start": f.vantan.start.isoformat(),
                    "gransdag": f.vantan.gransdag.isoformat(),
                    "slut": slut_json(f.vantan.slut),
                    "dagar": self.days(f),
                    "rapporterad": f.rapporterat.rapporterad,
                    "forst_rapporterad": str(f.rapporterat.forst) if f.rapporterat.forst else None,
                    "slutrapporterad": f.rapporterat.slutrapporterad,
                }
                for f in self.falls
            ],
        }

    def _event_json(self, post: Handelsepost) -> dict[str, Any]:
        values = {k: _plain(v) for k, v in handelse_values(post.handelse).items() if v is not None}
        return {**values, "galler": post.handelse.id in self.gallande, "av": post.av}


def _plain(value: object) -> object:
    return value if isinstance(value, bool | int) else iso(value)


def find_post(connection: Connection, nummer: str, kallsystem: str | None = None) -> Beslutspost:
    """Return the decision with a number.

    Raises:
        AppError: none has it, or several kallsystem do.
    """
    found = find_by_number(connection, [nummer]).get(nummer, [])
    if kallsystem is not None:
        found = [p for p in found if p.beslut.kallsystem == kallsystem]
    shown = "med det numret" if contains_identity(nummer) else nummer
    if not found:
        later = [p.beslut.beslutsnummer for p in find_by_earlier_number(connection, [nummer]).get(nummer, [])]
        hint = f"Det heter nu {', '.join(later)}." if later else _near(connection, nummer)
        raise refuse("beslut_saknas", f"Beslut {shown} finns inte i registret. {hint}")
    if len(found) > 1:
        systems = ", ".join(mask(p.beslut.kallsystem) or "(tomt)" for p in found)
        raise refuse("beslut_flera", f"Flera beslut har numret {shown}: {systems}. Ange vilket med --kallsystem.")
    return found[0]


def _near(connection: Connection, nummer: str) -> str:
    """Say what to do about a number that no decision has: which numbers are one slip away from it, if any is."""
    near = () if contains_identity(nummer) else sorted(find_by_number(connection, one_slip_away(nummer)))
    shown = [n for n in near if n != nummer][:_FORSLAG]
    hint = f"Menade du {uppraknat(shown, 'eller')}? " if shown else ""
    return f"{hint}Kontrollera numret med ejv beslut lista."


def load_arende(connection: Connection, post: Beslutspost, idag: date, brister: tuple[Brist, ...] = ()) -> Arende:
    """Return the case of a decision."""
    events = events_of(connection, [post.id]).get(post.id, [])
    falls = tuple(falls_of(connection, post.id))
    return Arende(post, tuple(events), falls, idag, brister, changes_of(connection, post.id))


def refuse_if_struck(post: Beslutspost) -> None:
    """Refuse to write to a struck decision.

    Raises:
        AppError: the decision is struck.
    """
    if post.makulerad:
        nummer = post.beslut.beslutsnummer
        raise refuse(
            "beslut_makulerat", f"Beslut {nummer} är makulerat och kan inte ändras. Se ejv beslut visa {nummer}."
        )


def check_event_day(event: Handelse, beslut: Beslut, idag: date) -> None:
    """Refuse an event dated in the future or before the decision.

    Raises:
        AppError: with the reason.
    """
    plats = beslut.plats
    if event.datum > idag:
        raise refuse(
            "datum_framtid",
            f"{event.datum} ligger i framtiden (i dag är det {idag}). Ange dagen det hände; "
            "en plan registreras med ejv planera.",
            plats,
        )
    if event.datum < beslut.beslutsdatum:
        raise refuse(
            "datum_fore_beslut",
            f"{event.datum} ligger före beslutsdatum {beslut.beslutsdatum}. Rätta dagen, eller beslutet med ejv ratta.",
            plats,
        )
