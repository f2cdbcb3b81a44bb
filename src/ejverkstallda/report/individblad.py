"""One individrapport as a sheet to copy from: its fields in the order of IVO's form, and what is missing in it."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from ejverkstallda.domain.beslut import IvoSlag, Kon, Ursprung
from ejverkstallda.domain.identitet import Nummerslag
from ejverkstallda.domain.vantan import Slutslag
from ejverkstallda.report.arenden import ORSAK_I_ORD, SAKNAS, SLUT_I_ORD
from ejverkstallda.report.individrapport import (
    AnnanInsats,
    Erbjudande,
    Individrapport,
    Ivoarende,
    Plan,
    Rapportslag,
    Skal,
    Skickat,
)
from ejverkstallda.report.modell import Block, Faltlista, Lista, Notering, Rubrik, Sidbrytning, Stycke
from ejverkstallda.report.noteringar import ANSVAR_ORD, SKAL_ORD, says_the_same
from ejverkstallda.report.talord import stor

UPPGIFT_SAKNAS: Final = "Uppgift saknas"
"""What a field says that the form demands and the register cannot answer; others say `SAKNAS`."""

RAPPORTSLAG_ORD: Final = {
    Rapportslag.NYTT: "nytt ej verkställt beslut",
    Rapportslag.AVBROTT: "avbrott i verkställigheten",
    Rapportslag.ATERRAPPORT: "återrapport",
    Rapportslag.VERKSTALLT: "verkställt",
    Rapportslag.AVSLUTAT: "avslutat utan verkställighet",
}
NUMMER_ORD: Final = {
    Nummerslag.PERSONNUMMER: "Personnummer",
    Nummerslag.SAMORDNINGSNUMMER: "Samordningsnummer",
    Nummerslag.ERSATTNINGSNUMMER: "Ersättningsnummer (i stället för personnummer)",
}
_KON_I_FORMULARET: Final = " (enligt registret; formuläret läser det ur numret)"
SKYDDAD: Final = "SKYDDADE PERSONUPPGIFTER. Skriv det tydligt i formulärets informationsruta."
_ERSATTNING: Final = "Numret är ett ersättningsnummer. Använd samma nummer under hela tiden som beslutet rapporteras."
_URSPRUNG_ORD: Final = {Ursprung.FORHANDSBESKED: "Förhandsbesked", Ursprung.DOM: "Dom"}
_KON_ORD: Final = {Kon.KVINNA: "Kvinna", Kon.MAN: "Man"}
_SKICKAT_ORD: Final = {
    IvoSlag.NY: "ny rapport",
    IvoSlag.ATER: "återrapport",
    IvoSlag.VERKSTALLD: "verkställighet",
    IvoSlag.AVSLUTAD: "avslut",
    None: "slag inte angivet",
}
_ATERUPPTAGET: Final = "återupptaget (anmäls som verkställt)"
Falt = tuple[str, str]


def missing_answers(report: Individrapport) -> tuple[str, ...]:
    """Name what the form demands and the register does not have, in the form's order (`kallor.IVO_INDIVIDRAPPORT`)."""
    wanted: list[tuple[str, bool]] = [
        ("personnummer", report.identitet is not None),
        ("lagrum", bool(report.lagrum)),
        ("verksamhetsområde", bool(report.verksamhetsomrade)),
    ]
    if report.slag is Rapportslag.AVSLUTAT:
        wanted.append(("orsak till avslutet", report.slut is not None and report.slut.orsak is not None))
    if report.slag.oppen:
        part = report.ej_verkstalld_del
        wanted += [
            ("skäl till dröjsmålet", any(s.kod or s.text for s in report.skal)),
            *((f"svar på erbjudandet {o.datum}", o.svar is not None) for o in report.erbjudanden),
            ("vilken del som inte är verkställd", part is None or bool(part.text)),
        ]
    return tuple(word for word, there in wanted if not there)


def blank_answers(report: Individrapport) -> tuple[str, ...]:
    """Name what IVO asks about besides, where the register has nothing."""
    if not report.slag.oppen:
        return ()
    asked = {
        "vems skälet är": not report.skal or all(s.ansvar for s in report.skal),
        "erbjudanden": report.erbjudanden,
        "åtgärder": report.atgarder,
        "uppföljning": report.uppfoljningar,
        "konsekvens": report.konsekvenser,
        "plan": report.plan,
    }
    return tuple(word for word, there in asked.items() if not there)


def kind_word(report: Individrapport) -> str:
    """Write the kind of a sheet; IVO's form has one kind for what was executed and for what was resumed."""
    resumed = report.slut is not None and report.slut.slag is Slutslag.ATERUPPTAGEN
    return _ATERUPPTAGET if resumed and report.slag is Rapportslag.VERKSTALLT else RAPPORTSLAG_ORD[report.slag]


def sheet_title(number: int, report: Individrapport) -> str:
    """Name a sheet: its number, its decision and its kind."""
    return f"Blad {number}: beslut {report.beslutsnummer}, {kind_word(report)}"


def build_sheet(number: int, report: Individrapport, sender: Sequence[Falt]) -> tuple[Block, ...]:
    """Make one sheet on a page of its own. `sender` says who reports; protected identity is said at the top.

    What to look out for comes before the fields.
    What the form demands is there even without an answer, and so is what IVO asks about; the rest only when known.
    """
    blocks: list[Block] = [Sidbrytning(), Rubrik(sheet_title(number, report), 2)]
    if report.skyddad:
        blocks.append(Stycke(SKYDDAD))
    if report.skickad:
        blocks.append(Stycke(f"Den här rapporten är markerad som skickad {report.skickad}."))
    remarks = (*report.anmarkningar, *((_ERSATTNING,) if _is_substitute(report) else ()))
    if remarks:
        blocks += [Rubrik("Att uppmärksamma", 3), Lista(remarks)]
    blocks += [
        Faltlista((*sender, ("Typ av rapport", stor(_kind(report)))), "Rapportuppgifter"),
        Faltlista(person_fields(report, _KON_I_FORMULARET), "Uppgifter om individen"),
    ]
    if report.slag.oppen:
        blocks += [
            Faltlista((*decision_fields(report), *_end(report)), "Uppgifter om beslutet"),
            Faltlista(
                (*_the_wait(report), *ivo_fields(report)), "Varför beslutet inte är verkställt, och vad som har gjorts"
            ),
        ]
    else:
        blocks.append(
            Faltlista((*decision_fields(report), *_end(report), *ivo_fields(report)), "Uppgifter om beslutet")
        )
    return tuple(blocks)


def _is_substitute(report: Individrapport) -> bool:
    return report.identitet is not None and report.identitet.slag is Nummerslag.ERSATTNINGSNUMMER


def _kind(report: Individrapport) -> str:
    of = " om avbrott" if report.avbrottsdatum and report.slag is Rapportslag.ATERRAPPORT else ""
    word, duty = f"{kind_word(report)}{of}", report.rapporteras_enligt
    if duty and word.endswith(")"):
        return f"{word[:-1]} enligt {duty})"
    return f"{word} ({duty})" if duty else word


def person_fields(report: Individrapport, om_kon: str = "") -> tuple[Falt, ...]:
    """Say whose the decision is: number, sex, and that the identity is protected where it is.

    `om_kon` is added to a sex that the register knows and no number tells.
    """
    number = (
        (NUMMER_ORD[report.identitet.slag], report.identitet.nummer)
        if report.identitet
        else ("Personnummer", UPPGIFT_SAKNAS)
    )
    kon = _KON_ORD[report.kon] if report.kon else UPPGIFT_SAKNAS
    if report.kon and report.identitet is None:
        kon += om_kon
    protected = (("Skyddade personuppgifter", "Ja"),) if report.skyddad else ()
    return (number, ("Kön", kon), *protected)


def decision_fields(report: Individrapport) -> tuple[Falt, ...]:
    """Say what the decision is, and the days of it and of its wait but for the end."""
    system = f" ({report.kallsystem})" if report.kallsystem else ""
    fields: list[Falt] = [("Beslutsnummer", f"{report.beslutsnummer}{system}")]
    if report.ursprung in _URSPRUNG_ORD:
        fields.append(("Slag av beslut", _URSPRUNG_ORD[report.ursprung]))
    fields += [
        ("Lag", report.lag.value),
        ("Lagrum", report.lagrum or UPPGIFT_SAKNAS),
        ("Verksamhetsområde", report.verksamhetsomrade or UPPGIFT_SAKNAS),
        ("Insats", stor(report.insats)),
        ("Ansökningsdatum", _day(report.ansokningsdatum)),
        ("Beslutsdatum", _day(report.beslutsdatum)),
    ]
    if report.avbrottsdatum:
        fields.append(("Avbrottsdatum", _day(report.avbrottsdatum)))
    if report.om_avbrottet and report.slag.oppen:
        fields.append(("Om avbrottet", report.om_avbrottet))
    return (*fields, ("Gränsdag (tre månader)", _day(report.gransdag)))


def _end(report: Individrapport) -> tuple[Falt, ...]:
    slut = report.slut
    if slut is None:
        return ()
    own_sheet = " (anmäls på ett eget blad)" if report.slag.oppen else ""
    fields = [(f"{stor(SLUT_I_ORD[slut.slag])}, datum", f"{slut.datum}{own_sheet}")]
    if slut.slag is Slutslag.AVSLUTAD and not report.slag.oppen:
        fields.append(("Orsak till avslutet", stor(ORSAK_I_ORD[slut.orsak]) if slut.orsak else UPPGIFT_SAKNAS))
    if report.om_slutet and not report.slag.oppen:
        fields.append(("Om slutet", report.om_slutet))
    return tuple(fields)


def _the_wait(report: Individrapport) -> tuple[Falt, ...]:
    fields = [
        ("Skäl till dröjsmålet", _lines(map(_reason, report.skal)) or UPPGIFT_SAKNAS),
        ("Erbjudanden och svar", _lines(map(_offer, report.erbjudanden))),
        ("Andra insatser under tiden", _lines(map(_meanwhile, report.andra_insatser))),
        ("Åtgärder för att verkställa", _lines(map(_noted, report.atgarder))),
        ("Uppföljning av behovet", _lines(map(_noted, report.uppfoljningar))),
        ("Konsekvens för den enskilde", _lines(map(_noted, report.konsekvenser))),
    ]
    if report.ej_verkstalld_del is not None:
        part = report.ej_verkstalld_del
        fields.append(("Del som inte är verkställd", _noted(part) if part.text else f"{part.datum}: {UPPGIFT_SAKNAS}"))
    fields.append(("Planerad verkställighet", _plan(report.plan) if report.plan else ""))
    return tuple((label, text or SAKNAS) for label, text in fields)


def ivo_fields(report: Individrapport) -> tuple[Falt, ...]:
    """Name IVO's own cases about the wait, and what has been sent to IVO; what there is none of is left out."""
    fields = (
        ("IVO:s ärendenummer", _lines(map(_ivo_case, report.ivo_arenden))),
        ("Tidigare skickat", _lines(map(_sent, report.tidigare_skickat))),
    )
    return tuple(field for field in fields if field[1])


def _lines(parts: Iterable[str]) -> str:
    return "\n".join(parts)


def _day(day: date | None) -> str:
    return str(day) if day else SAKNAS


def _noted(note: Notering) -> str:
    return f"{note.datum}: {note.text or UPPGIFT_SAKNAS.casefold()}"


def as_sentences(*parts: str) -> str:
    """Join what is said as sentences; a text keeps its own full stop."""
    return " ".join(p if p[-1] in ".!?…" else f"{p}." for p in (part.strip() for part in parts) if p)


def reason_text(skal: Skal) -> str:
    """Write a reason: its kind, what is said of it, and whose it is; empty where nothing of that is known."""
    word = stor(SKAL_ORD[skal.kod]) if skal.kod else ""
    whose = f"Skälet ligger hos {ANSVAR_ORD[skal.ansvar]}" if skal.ansvar else ""
    return as_sentences(word, "" if says_the_same(word, skal.text) else skal.text, whose)


def _reason(skal: Skal) -> str:
    return f"{skal.datum}: {reason_text(skal) or UPPGIFT_SAKNAS.casefold()}"


def offer_text(offer: Erbjudande) -> str:
    """Write an offer and its answer."""
    if offer.svar is None:
        answer = f"Svar: {UPPGIFT_SAKNAS.casefold()}"
    else:
        answer = f"Svar {offer.svarsdatum}: {'ja' if offer.svar else 'nej'}"
    return as_sentences(offer.text, answer, offer.svarstext)


def _offer(offer: Erbjudande) -> str:
    return f"{offer.datum}: {offer_text(offer)}"


def _meanwhile(insats: AnnanInsats) -> str:
    fran = f"från {insats.fran}" if insats.fran else f"antecknat {insats.antecknad}"
    till = f" till {insats.till}" if insats.till else ""
    return f"{stor(fran)}{till}: {insats.text or UPPGIFT_SAKNAS.casefold()}"


def _plan(plan: Plan) -> str:
    return f"{plan.datum or UPPGIFT_SAKNAS} (antecknat {plan.antecknad}). {plan.text}".strip()


def _ivo_case(arende: Ivoarende) -> str:
    return f"{arende.diarienummer or UPPGIFT_SAKNAS} (antecknat {arende.datum}). {arende.text}".strip()


def _sent(sent: Skickat) -> str:
    more = [
        f"för {sent.kvartal}" if sent.kvartal else "",
        f"kvittens {sent.kvittens}" if sent.kvittens else "",
    ]
    return ", ".join(p for p in (f"{sent.datum}: {_SKICKAT_ORD[sent.slag]}", *more) if p)
