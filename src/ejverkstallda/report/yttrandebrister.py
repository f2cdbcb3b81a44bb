"""What IVO asks for in a yttrande and the register does not have, in IVO's order, each with how it is registered."""

from typing import NamedTuple

from ejverkstallda.report.individrapport import Individrapport
from ejverkstallda.report.yttrande import Yttrande

_RAD = "ejv importera FIL.csv, med raderna {rubrik} och {rad}"


def _row(nr: str, handelse: str, kolumn: str, varde: str) -> str:
    """Say how an event that no command of its own registers is read in: the file's two lines."""
    rubrik = f"beslutsnummer;datum;handelse;{kolumn}"
    return _RAD.format(rubrik=rubrik, rad=f"{nr};ÅÅÅÅ-MM-DD;{handelse};{varde}")


class Lucka(NamedTuple):
    """Something that is missing: what (in small letters, inside a sentence) and the command that registers it."""

    vad: str
    atgard: str


def missing_in_yttrande(yttrande: Yttrande) -> tuple[Lucka, ...]:
    """Return what IVO asks for (`kallor.IVO_YTTRANDE`) and the register does not have."""
    case = yttrande.arende
    nr = case.beslutsnummer
    part = case.ej_verkstalld_del
    wanted = (
        (bool(yttrande.namnd), Lucka("nämnd", "namnd i kommun.toml")),
        (bool(yttrande.forvaltning), Lucka("förvaltning", "forvaltning i kommun.toml")),
        (
            any(i.diarienummer for i in case.ivo_arenden),
            Lucka("IVO:s ärendenummer", _row(nr, "ivo_arende", "diarienummer", "NUMMER")),
        ),
        (case.identitet is not None, Lucka("personnummer", f"ejv ratta {nr} --personnummer")),
        (bool(case.lagrum), Lucka("lagrum", f"ejv ratta {nr} --lagrum")),
        (any(s.kod or s.text for s in case.skal), Lucka("skäl till dröjsmålet", f"ejv skal {nr} KOD")),
        *(
            (s.ansvar is not None, Lucka(f"vems skälet {s.datum} är", f"ejv ratta {nr} --handelse ID --ansvar"))
            for s in case.skal
        ),
        (
            part is None or bool(part.text),
            Lucka("vilken del som inte är verkställd", f"ejv ratta {nr} --handelse ID --text"),
        ),
        (bool(case.konsekvenser), Lucka("vad väntan betyder för den enskilde", _row(nr, "konsekvens", "text", "TEXT"))),
        (bool(case.atgarder), Lucka("åtgärder för att verkställa", f"ejv atgard {nr}")),
        *(
            (o.svar is not None, Lucka(f"svar på erbjudandet {o.datum}", f"ejv svar {nr} ja|nej"))
            for o in case.erbjudanden
        ),
        *(
            (
                i.kostnad is not None and i.kostnad >= 0,
                Lucka(f"kostnad för insatsen antecknad {i.antecknad}", f"ejv ratta {nr} --handelse ID --kostnad"),
            )
            for i in case.andra_insatser
        ),
        *(
            (
                i.fran is None or i.till is None or i.fran <= i.till,
                Lucka(
                    f"rätt dagar för insatsen antecknad {i.antecknad} (den slutar före den dag då den börjar)",
                    f"ejv ratta {nr} --handelse ID --till",
                ),
            )
            for i in case.andra_insatser
        ),
        (bool(case.uppfoljningar), Lucka("uppföljning av behovet", _row(nr, "uppfoljning", "text", "TEXT"))),
        (
            not yttrande.pagar or any(p.datum for p in yttrande.planer),
            Lucka("plan för verkställighet med datum", f"ejv planera {nr} DATUM"),
        ),
        (
            yttrande.kostnad_manad is not None and yttrande.kostnad_manad >= 0,
            Lucka("kommunens beräknade kostnad för insatsen", f"ejv ratta {nr} --kostnad-manad"),
        ),
    )
    return tuple(gap for there, gap in wanted if not there)


def not_noted(case: Individrapport) -> tuple[str, ...]:
    """Name what IVO asks for that need not have been, where nothing is noted; whether there was any the register
    cannot know.
    """  # noqa: D205 — one sentence
    asked = {
        "erbjudanden": case.erbjudanden,
        "insatser under tiden": case.andra_insatser,
    }
    return tuple(word for word, there in asked.items() if not there)
