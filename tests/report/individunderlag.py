"""A decision of 2018-11-09 that waits on 2019-04-15, as the builder of individrapporter is given it."""

from datetime import date
from itertools import count

from pappersbygge import RAD

from ejverkstallda.domain.beslut import Beslut, Handelse, Handelseslag, IvoSlag, Lag
from ejverkstallda.domain.identitet import Nummerslag
from ejverkstallda.domain.rapportering import Grupp
from ejverkstallda.report.individbygge import Bladunderlag, build_individrapport
from ejverkstallda.report.individrapport import Identitet, Individrapport

IDAG = date(2019, 4, 15)
SISTA_DAG = date(2019, 3, 31)
TOLVAN = Identitet("19121212-1212", Nummerslag.PERSONNUMMER)  # Skatteverket's own example

BESLUT = Beslut(
    "B-1",
    date(2018, 11, 9),
    Lag.LSS,
    "kontaktperson",
    "kontaktperson_lss",
    lagrum="9 § 4 LSS",
    verksamhetsomrade="LSS-omsorg",
    ansokningsdatum=date(2018, 9, 1),
)
NY = RAD._replace(
    beslutsnummer="B-1",
    lag=Lag.LSS,
    beslutsdatum=BESLUT.beslutsdatum,
    start=BESLUT.beslutsdatum,
    gransdag=date(2019, 2, 9),
    grupp=Grupp.NY,
    insats=BESLUT.insats,
    insats_kod=BESLUT.insats_kod,
    verksamhetsomrade=BESLUT.verksamhetsomrade,
    kon=None,
    dagar=157,
    dagar_sedan_beslut=157,
)
_NUMMER = count(1)


def event(slag: Handelseslag, datum: str, text: str | None = None, **falt: object) -> Handelse:
    """Make an event, registered after those made before it."""
    made = Handelse(next(_NUMMER), date.fromisoformat(datum), slag, text)
    return made._replace(**falt)  # type: ignore[arg-type]  # fields by name


UNDERLAG = Bladunderlag(NY, IvoSlag.NY, BESLUT, (), TOLVAN)


def rapport(*handelser: Handelse, **falt: object) -> Individrapport:
    """Build the report of the new decision with these events; other fields of its underlag by name."""
    underlag = UNDERLAG._replace(handelser=handelser, **falt)  # type: ignore[arg-type]  # fields by name
    return build_individrapport(underlag, IDAG, SISTA_DAG)
