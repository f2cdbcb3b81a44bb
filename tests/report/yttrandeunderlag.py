"""A case to write a yttrande about, and ways to make its paper."""

from datetime import date

from individunderlag import BESLUT, TOLVAN

from ejverkstallda.domain.beslut import Beslut, Handelse
from ejverkstallda.domain.historik import Rapporterat
from ejverkstallda.domain.rapportering import Fall
from ejverkstallda.domain.vantan import derive_forlopp
from ejverkstallda.report.kommun import Kommun, Namnd
from ejverkstallda.report.modell import Dokument
from ejverkstallda.report.yttrande import Yttrande, Yttrandeunderlag, build_yttrande
from ejverkstallda.report.yttrandeblad import build_yttrandepapper

IDAG = date(2019, 6, 20)
NAMND = Namnd("Provnämnden", forvaltning="Provförvaltningen")
KOMMUN = Kommun("Provkommun", telefon="0000-00 00 00")
PRICED = BESLUT._replace(kostnad_manad=36_400)


def underlag(*handelser: Handelse, beslut: Beslut = PRICED, idag: date = IDAG, **falt: object) -> Yttrandeunderlag:
    """Make what the paper is made from, about the latest väntan of the decision; other fields by name."""
    vantan = derive_forlopp(beslut, handelser).vantan[-1]
    chosen = {"namnd": NAMND, "identitet": TOLVAN} | falt
    return Yttrandeunderlag(
        Fall(beslut, vantan, Rapporterat()),
        handelser,
        idag,
        **chosen,  # type: ignore[arg-type]  # fields by name
    )


def content(*handelser: Handelse, **falt: object) -> Yttrande:
    return build_yttrande(underlag(*handelser, **falt))[0]  # type: ignore[arg-type]  # fields by name


def paper(*handelser: Handelse, **falt: object) -> Dokument:
    return build_yttrandepapper(KOMMUN, content(*handelser, **falt)).dokument
