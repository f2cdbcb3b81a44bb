"""The paper that a yttrande to IVO is written from: what is missing first, then what IVO asks for in IVO's order.

Last comes the särskild avgift, which IVO does not ask about.
"""

from collections.abc import Iterable
from datetime import date
from typing import Final

from ejverkstallda.domain.kallor import IVO_YTTRANDE
from ejverkstallda.domain.lagrum import Plikt
from ejverkstallda.domain.vantan import Slutslag
from ejverkstallda.report.arenden import SAKNAS, slut_text
from ejverkstallda.report.avgiftstabell import build_fee_section, kronor
from ejverkstallda.report.brevpapper import kommun_foot
from ejverkstallda.report.individblad import (
    UPPGIFT_SAKNAS,
    Falt,
    decision_fields,
    ivo_fields,
    offer_text,
    person_fields,
    reason_text,
)
from ejverkstallda.report.individrapport import AnnanInsats, Individrapport
from ejverkstallda.report.ivorapport import MARKNING
from ejverkstallda.report.kommun import Kommun
from ejverkstallda.report.modell import (
    Block,
    Dokument,
    Faltlista,
    Kolumn,
    Lista,
    Notering,
    Rubrik,
    Sekretesspapper,
    Sidhuvud,
    Stycke,
    Tabell,
)
from ejverkstallda.report.talord import form, siffror, stor, uppraknat
from ejverkstallda.report.yttrande import Yttrande
from ejverkstallda.report.yttrandebrister import Lucka, missing_in_yttrande, not_noted

TAS_BORT: Final = (
    "Det här är ett underlag för den som skriver nämndens yttrande till IVO, inte yttrandet. Det innehåller "
    "sekretessbelagda personuppgifter. Ta bort filen och det som har skrivits ut när yttrandet är klart. Programmet "
    "sparar ingen kopia. Att personnumret läses för underlaget loggas."
)
_BIFOGA: Final = (
    "IVO ber också om kopior av utredningen, beslutet och journalanteckningarna. De finns i personakten, inte i "
    "registret."
)
_SKYDDAD: Final = (
    "Den enskilde har skyddade personuppgifter. Skriv det överst i yttrandet, och skicka det så att ingen obehörig kan "
    "se uppgifterna."
)
_SAMMANLAGT: Final = (
    "Kostnaden ska vara vad insatsen har kostat sammanlagt, och inte per månad. Den står här så som den är antecknad."
)
_RAPPORTERAS_INTE: Final = {
    Plikt.DOM: "Rapporteras inte: rätten till insatsen följer av en dom",
    Plikt.UTANFOR_LAGRUM: "Rapporteras inte: lagrummet hör inte till dem som rapporteringsskyldigheten gäller",
}


def build_yttrandepapper(kommun: Kommun, yttrande: Yttrande) -> Sekretesspapper[Yttrande]:
    """Build the paper. What the register does not have is said to be missing, never left out in silence."""
    case = yttrande.arende
    blocks: list[Block] = [Stycke(TAS_BORT)]
    if case.skyddad:
        blocks += [Rubrik("SKYDDADE PERSONUPPGIFTER"), Stycke(_SKYDDAD)]
    blocks += _missing(yttrande)
    blocks += [
        *(Rubrik("Ärendet"), Faltlista(_case(yttrande))),
        *_reasons(case),
        *_notes("Vad väntan betyder för den enskilde", case.konsekvenser),
        *_notes("Åtgärder för att verkställa", case.atgarder),
        *_offers(case),
        *_meanwhile(yttrande),
        *_notes("Uppföljning av behovet", case.uppfoljningar),
        *_plans(yttrande),
        *_cost(yttrande),
        *(Rubrik("Att bifoga"), Stycke(_BIFOGA)),
        Stycke(f"Innehållet följer {IVO_YTTRANDE.text}. Förbehåll: {IVO_YTTRANDE.forbehall}.", "not"),
    ]
    if case.anmarkningar:
        blocks += [Rubrik("Att uppmärksamma"), Lista(case.anmarkningar)]
    blocks += build_fee_section(yttrande)
    titel = f"Underlag för yttrande till IVO, beslut {case.beslutsnummer}"
    return Sekretesspapper(Dokument(titel, _head(yttrande), kommun_foot(kommun), tuple(blocks)), yttrande)


def _head(yttrande: Yttrande) -> Sidhuvud:
    return Sidhuvud(dokumenttyp=MARKNING, forvaltning=yttrande.forvaltning, datum=yttrande.idag, namnd=yttrande.namnd)


def _missing(yttrande: Yttrande) -> list[Block]:
    gaps = missing_in_yttrande(yttrande)
    blocks: list[Block] = [Rubrik("Det som saknas")]
    if gaps:
        blocks += [Stycke("IVO frågar efter det här, och registret har det inte:"), _gaps(gaps)]
    else:
        blocks.append(Stycke("Inget av det som IVO alltid frågar efter saknas i registret."))
    if blank := not_noted(yttrande.arende):
        blocks.append(
            Stycke(f"Inget är antecknat om {uppraknat(blank, 'eller')}. Har det förekommit ska det registreras.")
        )
    return blocks


def _gaps(gaps: tuple[Lucka, ...]) -> Tabell:
    return Tabell(
        (Kolumn("Saknas", 2.0), Kolumn("Registreras med", 2.0)), tuple((stor(gap.vad), gap.atgard) for gap in gaps)
    )


def _case(yttrande: Yttrande) -> tuple[Falt, ...]:
    case = yttrande.arende
    ongoing = f"Pågår, läget avser {yttrande.idag}"
    kind = "avbrottet" if case.avbrottsdatum else "beslutet"
    return (
        ("Nämnd", yttrande.namnd or UPPGIFT_SAKNAS),
        ("Förvaltning", yttrande.forvaltning or UPPGIFT_SAKNAS),
        *person_fields(case),
        *decision_fields(case),
        ("Väntan", f"{siffror(case.dagar)} {form(case.dagar, 'dag', 'dagar')} från {kind}"),
        ("Väntans slut", stor(slut_text(case.slut)) if case.slut else ongoing),
        *((("Om slutet", case.om_slutet),) if case.om_slutet else ()),
        *(
            (("Del som inte är verkställd", f"{part.datum}: {part.text or UPPGIFT_SAKNAS.casefold()}"),)
            if (part := case.ej_verkstalld_del)
            else ()
        ),
        ("Rapporteringsskyldighet", _RAPPORTERAS_INTE.get(yttrande.plikt, _duty(yttrande))),
        *ivo_fields(case),
    )


def _duty(yttrande: Yttrande) -> str:
    if yttrande.i_tid:
        return f"Rapporteras inte: väntan tog slut på gränsdagen {yttrande.arende.gransdag} eller före"
    return yttrande.arende.rapporteras_enligt


def _dated(title: str, rows: Iterable[Falt]) -> tuple[Block, ...]:
    """Make a section of dated texts in order of time; without any it says that nothing is known."""
    fields = tuple((label, text or UPPGIFT_SAKNAS) for label, text in rows)
    return (Rubrik(title), Faltlista(fields) if fields else Stycke(f"{UPPGIFT_SAKNAS}."))


def _notes(title: str, notes: tuple[Notering, ...]) -> tuple[Block, ...]:
    return _dated(title, ((str(n.datum), n.text) for n in notes))


def _reasons(case: Individrapport) -> tuple[Block, ...]:
    def told(text: str, *, whose: bool) -> str:
        return text if whose or not text else f"{text} Vems skälet är: {UPPGIFT_SAKNAS.casefold()}."

    return _dated(
        "Skäl till dröjsmålet", ((str(s.datum), told(reason_text(s), whose=s.ansvar is not None)) for s in case.skal)
    )


def _offers(case: Individrapport) -> tuple[Block, ...]:
    if case.erbjudanden:
        return _dated("Erbjudanden och svar", ((str(o.datum), offer_text(o)) for o in case.erbjudanden))
    return (Rubrik("Erbjudanden och svar"), Stycke("Inga erbjudanden är antecknade."))


def _meanwhile(yttrande: Yttrande) -> tuple[Block, ...]:
    title, insatser = Rubrik("Insatser under tiden"), yttrande.arende.andra_insatser
    if not insatser:
        return (title, Stycke("Inga insatser under tiden är antecknade."))
    rows = [
        (
            str(i.fran or f"Antecknad {i.antecknad}"),
            str(i.till or SAKNAS),
            i.text or UPPGIFT_SAKNAS,
            UPPGIFT_SAKNAS if i.kostnad is None else kronor(i.kostnad),
        )
        for i in insatser
    ]
    known = [i.kostnad for i in insatser if i.kostnad is not None]
    whole = len(known) == len(insatser)
    if whole:
        rows.append(("Summa", "", "", kronor(sum(known))))
    columns = (Kolumn("Från", 1.3), Kolumn("Till", 1.0), Kolumn("Insats", 3.0), Kolumn("Kronor", 1.1, "hoger"))
    doubts = [text for i in insatser if (text := _without_end(i, yttrande.sista_dag))]
    check = (Lista(tuple(doubts)),) if doubts else ()
    return (title, Tabell(columns, tuple(rows), summarad=whole), Stycke(_SAMMANLAGT, "not"), *check)


def _without_end(insats: AnnanInsats, sista_dag: date) -> str:
    """Ask whether the cost of an insats that goes on is for the whole time; nothing where there is no such doubt."""
    if insats.till is not None or not insats.kostnad:
        return ""
    begun = f"från {insats.fran}" if insats.fran else f"antecknad {insats.antecknad}"
    return (
        f"Insatsen {begun} har ingen sista dag. Kostnaden {kronor(insats.kostnad)} kronor är ett totalbelopp; "
        f"kontrollera att den gäller hela tiden till {sista_dag}."
    )


def _plans(yttrande: Yttrande) -> tuple[Block, ...]:
    title = "Plan för verkställighet"
    if not yttrande.planer and not yttrande.pagar:
        return (Rubrik(title), Stycke(_ended(yttrande.arende)))
    return _dated(
        title,
        (
            (f"Antecknat {p.antecknad}", f"Planerat till {p.datum or UPPGIFT_SAKNAS.casefold()}. {p.text}".strip())
            for p in yttrande.planer
        ),
    )


def _ended(case: Individrapport) -> str:
    executed = case.slut is not None and case.slut.slag is not Slutslag.AVSLUTAD
    return "Insatsen ges; ingen plan behövs." if executed else "Beslutet är avslutat; ingen plan behövs."


def _cost(yttrande: Yttrande) -> tuple[Block, ...]:
    cost = yttrande.kostnad_manad
    shown = UPPGIFT_SAKNAS if cost is None else f"{kronor(cost)} kronor per månad"
    return (Rubrik("Kommunens beräknade kostnad för insatsen"), Stycke(f"{shown}."))
