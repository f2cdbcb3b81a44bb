"""A handläggare's day: kommentera, erbjud, svar, skal, atgard, planera, verkstall, avbrott, ateruppta, avsluta."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from ejverkstallda.cli.grund import Kommando, ask_text, run
from ejverkstallda.cli.val import Datum, Fritext, Kallsystem, Nummer, parse_code, parse_day, parse_yes

if TYPE_CHECKING:
    from ejverkstallda.app.resultat import Resultat
    from ejverkstallda.app.sammanhang import Sammanhang

_PANEL = "Ärenden"


def add_to(app: typer.Typer) -> None:
    """Add the commands to the tree."""
    for name, function in (
        ("kommentera", comment),
        ("erbjud", offer),
        ("svar", answer),
        ("skal", reason),
        ("atgard", measure),
        ("planera", plan),
        ("verkstall", execute),
        ("avbrott", interrupt),
        ("ateruppta", resume),
        ("avsluta", end),
    ):
        app.command(name, cls=Kommando, rich_help_panel=_PANEL)(function)


def _log(ctx: typer.Context, nr: str, kallsystem: str | None, datum: str | None, slag: str, **values: Any) -> None:
    """Log one event of a kind; values that are callables are given today."""
    from ejverkstallda.cli.visa_arende import render_saved

    def use_case(s: "Sammanhang") -> "Resultat[Any]":
        from ejverkstallda.app.logga import Mal, log_event
        from ejverkstallda.app.resultat import refuse
        from ejverkstallda.domain.beslut import Handelse, Handelseslag
        from ejverkstallda.readers.falt import Fel, parse_text

        text = values.get("text")
        if text is not None and isinstance(fault := parse_text(text), Fel):
            raise refuse(fault.kod.kod, f"{fault.text} {fault.kod.atgard}")
        given = {k: v(s.idag) if callable(v) else v for k, v in values.items()}
        event = Handelse(0, parse_day(datum, s.idag), Handelseslag(slag), **given)
        return log_event(s, Mal(nr, kallsystem), event)

    run(ctx, use_case, render_saved, writes=True)


def comment(
    ctx: typer.Context, nr: Nummer, text: Fritext = None, datum: Datum = None, kallsystem: Kallsystem = None
) -> None:
    """Skriv en statuskommentar: läget i ärendet, kort och neutralt."""
    _log(ctx, nr, kallsystem, datum, "kommentar", text=ask_text(text, "Kommentar"))


def offer(
    ctx: typer.Context,
    nr: Nummer,
    text: Fritext = None,
    datum: Datum = None,
    svar: Annotated[str | None, typer.Option(metavar="ja|nej", help="Svaret, om det kom samma dag.")] = None,
    kallsystem: Kallsystem = None,
) -> None:
    """Registrera ett erbjudande. Väntan pågår till dess insatsen har börjat."""
    given = parse_yes(svar) if svar is not None else None
    text = ask_text(text, "Vad har erbjudits", required=False)
    _log(ctx, nr, kallsystem, datum, "erbjudande", text=text, svar=given)


def answer(
    ctx: typer.Context,
    nr: Nummer,
    svar: Annotated[str, typer.Argument(metavar="ja|nej", help="Den enskildes svar på det senaste erbjudandet.")],
    text: Fritext = None,
    datum: Datum = None,
    kallsystem: Kallsystem = None,
) -> None:
    """Registrera den enskildes svar. Varken ja eller nej avslutar väntan."""
    given = parse_yes(svar)
    _log(ctx, nr, kallsystem, datum, "svar", svar=given, text=ask_text(text, "Kommentar", required=False))


def reason(
    ctx: typer.Context,
    nr: Nummer,
    kod: Annotated[
        str,
        typer.Argument(
            metavar="KOD",
            help="saknar_plats, rekrytering, tackat_nej, onskemal, ej_nabar, kommunens_handlaggning eller annat.",
        ),
    ],
    text: Fritext = None,
    ansvar: Annotated[
        str | None, typer.Option(metavar="VEM", help="Vems skälet är: kommunen, enskild eller annan.")
    ] = None,
    datum: Datum = None,
    kallsystem: Kallsystem = None,
) -> None:
    """Registrera skälet till att beslutet inte är verkställt."""
    from ejverkstallda.domain.beslut import Ansvar, SkalKod

    code = parse_code(kod, SkalKod, "Skälet")
    whose = parse_code(ansvar, Ansvar, "Ansvaret") if ansvar is not None else None
    text = ask_text(text, "Skälet i korthet", required=False)
    _log(ctx, nr, kallsystem, datum, "skal", skal_kod=code, ansvar=whose, text=text)


def measure(
    ctx: typer.Context, nr: Nummer, text: Fritext = None, datum: Datum = None, kallsystem: Kallsystem = None
) -> None:
    """Registrera en åtgärd för att beslutet ska bli verkställt."""
    _log(ctx, nr, kallsystem, datum, "atgard", text=ask_text(text, "Åtgärd"))


def plan(
    ctx: typer.Context,
    nr: Nummer,
    planerat: Annotated[str, typer.Argument(metavar="DATUM", help="Dagen då insatsen är planerad att börja.")],
    text: Fritext = None,
    datum: Annotated[str | None, typer.Option(metavar="DATUM", help="Dagen planen blev känd (annars i dag).")] = None,
    kallsystem: Kallsystem = None,
) -> None:
    """Registrera när insatsen är planerad att börja. En plan avslutar inte väntan."""
    text = ask_text(text, "Kommentar", required=False)
    _log(ctx, nr, kallsystem, datum, "planerad", planerat_datum=lambda idag: parse_day(planerat, idag), text=text)


def execute(
    ctx: typer.Context,
    nr: Nummer,
    text: Fritext = None,
    datum: Datum = None,
    delvis: Annotated[bool, typer.Option("--delvis", help="Bara en del har börjat; väntan pågår för resten.")] = False,
    kallsystem: Kallsystem = None,
) -> None:
    """Registrera att insatsen har börjat: då är beslutet verkställt."""
    if delvis:
        _log(
            ctx,
            nr,
            kallsystem,
            datum,
            "delvis_verkstalld",
            text=ask_text(text, "Vilken del är inte verkställd", required=False),
        )
    else:
        _log(ctx, nr, kallsystem, datum, "verkstalld", text=text)


def interrupt(
    ctx: typer.Context,
    nr: Nummer,
    text: Fritext = None,
    datum: Datum = None,
    omfattning: Annotated[str | None, typer.Option(metavar="helt|delvis", help="Hela insatsen eller en del.")] = None,
    kallsystem: Kallsystem = None,
) -> None:
    """Registrera ett avbrott i insatsen: en ny väntan börjar."""
    from ejverkstallda.domain.beslut import Omfattning

    extent = parse_code(omfattning, Omfattning, "Omfattningen") if omfattning is not None else None
    _log(ctx, nr, kallsystem, datum, "avbrott", omfattning=extent, text=ask_text(text, "Orsak", required=False))


def resume(
    ctx: typer.Context, nr: Nummer, text: Fritext = None, datum: Datum = None, kallsystem: Kallsystem = None
) -> None:
    """Registrera att insatsen har återupptagits efter ett avbrott."""
    _log(ctx, nr, kallsystem, datum, "aterupptagen", text=text)


def end(
    ctx: typer.Context,
    nr: Nummer,
    orsak: Annotated[
        str | None,
        typer.Option(
            metavar="ORSAK", help="aterkallad, behov_upphort, ersatt, avliden, flyttat eller annan. Frågas efter."
        ),
    ] = None,
    text: Annotated[str | None, typer.Option(metavar="TEXT", help="Kommentar.")] = None,
    datum: Datum = None,
    kallsystem: Kallsystem = None,
) -> None:
    """Avsluta beslutet av annan anledning än att insatsen har börjat."""
    from ejverkstallda.domain.beslut import Avslutsorsak

    given = ask_text(orsak, "Orsak (aterkallad, behov_upphort, ersatt, avliden, flyttat eller annan)")
    code = parse_code(str(given), Avslutsorsak, "Orsaken", hide=Avslutsorsak.FELREGISTRERAD)
    _log(ctx, nr, kallsystem, datum, "avslutad", orsak=code, text=text)
