"""`ejv beslut`, `ejv ratta`, `ejv makulera`: the register of decisions."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from ejverkstallda.cli.grund import Kommando, ask_text, group, has_terminal, run
from ejverkstallda.cli.val import (
    Kallsystem,
    Lagval,
    Namndval,
    Nummer,
    parse_day,
    parse_lag,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ejverkstallda.app.resultat import Resultat
    from ejverkstallda.app.sammanhang import Sammanhang
    from ejverkstallda.readers.falt import Parser

_PANEL = "Ärenden"
_MASTE_FINNAS = {"beslutsdatum", "lag", "insats", "ursprung", "skyddad", "datum"}
"""Values that a decision or an event always has."""

Insats = Annotated[str | None, typer.Option(metavar="INSATS", help="Insats, kod eller namn.")]
Lagrum = Annotated[str | None, typer.Option(metavar="LAGRUM", help="Lagrum, till exempel ”9 § 9 LSS”.")]
Omrade = Annotated[str | None, typer.Option(metavar="NAMN", help="Verksamhetsområde.")]
Kon = Annotated[str | None, typer.Option(metavar="K|M", help="Kön.")]
Ursprung = Annotated[str | None, typer.Option(metavar="SLAG", help="beslut, dom eller forhandsbesked.")]
Ansokan = Annotated[str | None, typer.Option(metavar="DATUM", help="Ansökningsdatum.")]
Galler = Annotated[str | None, typer.Option(metavar="DATUM", help="Sista dagen för ett tidsbegränsat beslut.")]
Enhet = Annotated[str | None, typer.Option(metavar="NAMN", help="Enhet.")]
Handlaggare = Annotated[str | None, typer.Option(metavar="NAMN", help="Handläggare.")]
Skyddad = Annotated[str | None, typer.Option(metavar="ja|nej", help="Skyddade personuppgifter.")]
Kommunkod = Annotated[
    str | None, typer.Option(metavar="KOD", help="Bosättningskommunens kod, om det är en annan kommun.")
]
Ersatter = Annotated[str | None, typer.Option(metavar="NR", help="Beslutet som detta ersätter.")]
Tidigare = Annotated[str | None, typer.Option(metavar="NR", help="Nummer i ett tidigare system.")]
Kostnad = Annotated[str | None, typer.Option(metavar="KR", help="Insatsens kostnad per månad, hela kronor.")]


def add_to(app: typer.Typer) -> None:
    """Add the commands to the tree."""
    decisions = group(help="Registrera, visa och lista beslut.")
    decisions.command("ny", cls=Kommando)(add)
    decisions.command("visa", cls=Kommando)(show)
    decisions.command("lista", cls=Kommando)(list_)
    app.add_typer(decisions, name="beslut", rich_help_panel=_PANEL)
    app.command("ratta", cls=Kommando, rich_help_panel=_PANEL)(correct)
    app.command("makulera", cls=Kommando, rich_help_panel=_PANEL)(strike)


def _read(given: dict[str, str | None], parsers: "Mapping[str, Parser]") -> dict[str, Any]:
    """Read values given as options with the parsers that files are read with; an empty text clears a value.

    Raises:
        AppError: a value that cannot be read (wrong usage), or a day in the future (refused).
    """
    from ejverkstallda.app.resultat import misuse, refuse
    from ejverkstallda.readers import felkoder as fk
    from ejverkstallda.readers.falt import Fel

    values: dict[str, Any] = {}
    for name, text in given.items():
        if text is None:
            continue
        if not text.strip() and name in _MASTE_FINNAS:
            raise misuse(fk.VARDE_SAKNAS.kod, f"--{name.replace('_', '-')} kan inte lämnas tomt. Ange ett värde.")
        value = parsers[name](text.strip()) if text.strip() else None
        if isinstance(value, Fel):
            stop = refuse if value.kod is fk.DATUM_FRAMTID else misuse
            raise stop(value.kod.kod, f"--{name.replace('_', '-')}: {value.text} {value.kod.atgard}")
        values[name] = value
    return values


def _facts(given: dict[str, str | None], s: "Sammanhang") -> dict[str, Any]:
    from ejverkstallda.readers.rader import beslut_parsers

    return _read(given, beslut_parsers(s.idag))


def add(
    ctx: typer.Context,
    nr: Nummer,
    datum: Annotated[str | None, typer.Option(metavar="DATUM", help="Beslutsdatum (annars i dag).")] = None,
    lag: Annotated[str | None, typer.Option(metavar="LAG", help="SoL eller LSS.")] = None,
    insats: Insats = None,
    lagrum: Lagrum = None,
    verksamhetsomrade: Omrade = None,
    namnd: Annotated[str | None, typer.Option(metavar="NAMN", help="Nämnd.")] = None,
    kon: Kon = None,
    ursprung: Ursprung = None,
    ansokningsdatum: Ansokan = None,
    galler_till: Galler = None,
    enhet: Enhet = None,
    handlaggare: Handlaggare = None,
    skyddad: Skyddad = None,
    bosattningskommun: Kommunkod = None,
    ersatter: Ersatter = None,
    tidigare_nummer: Tidigare = None,
    kostnad_manad: Kostnad = None,
    personnummer: Annotated[
        str | None, typer.Option(metavar="ÅÅÅÅMMDD-NNNN", help="Frågas efter om det inte anges.")
    ] = None,
    kallsystem: Kallsystem = None,
) -> None:
    """Registrera ett beslut för hand. Lag, insats och personnummer frågas efter om de inte anges."""
    from ejverkstallda.cli.visa_arende import render_saved

    given = {
        "lag": ask_text(lag, "Lag (SoL eller LSS)"),
        "insats": ask_text(insats, "Insats"),
        "lagrum": lagrum,
        "verksamhetsomrade": verksamhetsomrade,
        "namnd": namnd,
        "kon": kon,
        "ursprung": ursprung,
        "ansokningsdatum": ansokningsdatum,
        "galler_till": galler_till,
        "enhet": enhet,
        "handlaggare": handlaggare,
        "skyddad": skyddad,
        "bosattningskommun": bosattningskommun,
        "ersatter": ersatter,
        "tidigare_nummer": tidigare_nummer,
        "kostnad_manad": kostnad_manad,
    }
    identity = personnummer
    if identity is None and has_terminal():
        identity = ask_text(None, "Personnummer, ÅÅÅÅMMDD-NNNN", required=False)

    def use_case(s: "Sammanhang") -> "Resultat[Any]":
        from ejverkstallda.app.beslut import add_decision
        from ejverkstallda.domain.beslut import Beslut

        facts = _facts(given, s)
        beslut = Beslut(nr.strip(), parse_day(datum, s.idag), kallsystem=kallsystem or "", **facts)
        return add_decision(s, beslut, identity)

    run(ctx, use_case, render_saved, writes=True)


def show(ctx: typer.Context, nr: Nummer, kallsystem: Kallsystem = None) -> None:
    """Visa ett ärende: beslutet, händelserna i tidsordning och väntan med gränsdag och dagar."""
    from ejverkstallda.app.beslut_visa import show_decision
    from ejverkstallda.app.logga import Mal
    from ejverkstallda.cli.visa_arende import render_case

    run(ctx, lambda s: show_decision(s, Mal(nr, kallsystem)), render_case)


def list_(
    ctx: typer.Context,
    lag: Lagval = None,
    namnd: Namndval = None,
    handlaggare: Handlaggare = None,
    enhet: Enhet = None,
    insats: Insats = None,
    alla: Annotated[bool, typer.Option("--alla", help="Även verkställda, avslutade och makulerade.")] = False,
) -> None:
    """Lista beslut som väntar, det äldsta först."""
    from ejverkstallda.app.beslut import list_decisions
    from ejverkstallda.cli.visa_arende import render_list

    filters = {"namnd": namnd, "handlaggare": handlaggare, "enhet": enhet, "insats": insats}
    given = {k: v for k, v in filters.items() if v is not None}
    run(ctx, lambda s: list_decisions(s, given, parse_lag(lag), alla=alla), render_list)


def correct(
    ctx: typer.Context,
    nr: Nummer,
    handelse: Annotated[
        int | None, typer.Option(metavar="ID", help="Händelsens nummer i ejv beslut visa; utan det rättas beslutet.")
    ] = None,
    datum: Annotated[str | None, typer.Option(metavar="DATUM", help="Händelsens dag.")] = None,
    text: Annotated[str | None, typer.Option(metavar="TEXT", help="Händelsens text.")] = None,
    svar: Annotated[str | None, typer.Option(metavar="ja|nej", help="Händelsens svar.")] = None,
    orsak: Annotated[str | None, typer.Option(metavar="ORSAK", help="Avslutets orsak.")] = None,
    skal_kod: Annotated[str | None, typer.Option(metavar="KOD", help="Skälets kod.")] = None,
    ansvar: Annotated[str | None, typer.Option(metavar="VEM", help="Vems skälet är.")] = None,
    planerat_datum: Annotated[str | None, typer.Option(metavar="DATUM", help="Planerad dag.")] = None,
    omfattning: Annotated[str | None, typer.Option(metavar="helt|delvis", help="Avbrottets omfattning.")] = None,
    fran: Annotated[str | None, typer.Option(metavar="DATUM", help="Första dagen för en insats under tiden.")] = None,
    till: Annotated[
        str | None, typer.Option(metavar="DATUM", help="Sista dagen för en insats under tiden eller en senareläggning.")
    ] = None,
    kostnad: Annotated[
        str | None,
        typer.Option(
            metavar="KR", help="Vad en insats under tiden har kostat sammanlagt (inte per månad), hela kronor."
        ),
    ] = None,
    beslutsdatum: Annotated[str | None, typer.Option(metavar="DATUM", help="Beslutsdatum.")] = None,
    lag: Annotated[str | None, typer.Option(metavar="LAG", help="SoL eller LSS.")] = None,
    insats: Insats = None,
    lagrum: Lagrum = None,
    verksamhetsomrade: Omrade = None,
    namnd: Annotated[str | None, typer.Option(metavar="NAMN", help="Nämnd.")] = None,
    kon: Kon = None,
    ursprung: Ursprung = None,
    ansokningsdatum: Ansokan = None,
    galler_till: Galler = None,
    enhet: Enhet = None,
    handlaggare: Handlaggare = None,
    skyddad: Skyddad = None,
    bosattningskommun: Kommunkod = None,
    ersatter: Ersatter = None,
    tidigare_nummer: Tidigare = None,
    kostnad_manad: Kostnad = None,
    personnummer: Annotated[
        str | None, typer.Option(metavar="ÅÅÅÅMMDD-NNNN", help='Nytt personnummer; "" tar bort det som står.')
    ] = None,
    kallsystem: Kallsystem = None,
) -> None:
    """Rätta en uppgift om ett beslut, eller en händelse. Det som stod förut går alltid att läsa."""
    from ejverkstallda.cli.visa_arende import render_saved

    facts = {
        "beslutsdatum": beslutsdatum,
        "lag": lag,
        "insats": insats,
        "lagrum": lagrum,
        "verksamhetsomrade": verksamhetsomrade,
        "namnd": namnd,
        "kon": kon,
        "ursprung": ursprung,
        "ansokningsdatum": ansokningsdatum,
        "galler_till": galler_till,
        "enhet": enhet,
        "handlaggare": handlaggare,
        "skyddad": skyddad,
        "bosattningskommun": bosattningskommun,
        "ersatter": ersatter,
        "tidigare_nummer": tidigare_nummer,
        "kostnad_manad": kostnad_manad,
    }
    event = {
        "datum": datum,
        "text": text,
        "svar": svar,
        "orsak": orsak,
        "skal_kod": skal_kod,
        "ansvar": ansvar,
        "planerat_datum": planerat_datum,
        "omfattning": omfattning,
        "fran": fran,
        "till": till,
        "kostnad": kostnad,
    }

    def use_case(s: "Sammanhang") -> "Resultat[Any]":
        from ejverkstallda.app.logga import Mal
        from ejverkstallda.app.ratta import correct_decision, correct_event
        from ejverkstallda.app.resultat import misuse

        mal = Mal(nr, kallsystem)
        if handelse is None:
            if any(v is not None for v in event.values()):
                raise misuse("handelse_saknas", "Ange vilken händelse som ska rättas med --handelse ID.")
            return correct_decision(s, mal, _facts(facts, s), personnummer)
        if personnummer is not None or any(v is not None for v in facts.values()):
            raise misuse(
                "for_mycket", "Rätta beslutet och händelsen var för sig; ta bort --handelse eller beslutets uppgifter."
            )
        return correct_event(s, mal, handelse, _event_values(event, s))

    run(ctx, use_case, render_saved, writes=True)


def _event_values(given: dict[str, str | None], s: "Sammanhang") -> dict[str, Any]:
    from ejverkstallda.readers.rader import handelse_parsers

    return _read(given, handelse_parsers(s.idag))


def strike(
    ctx: typer.Context,
    nr: Nummer,
    handelse: Annotated[
        int | None, typer.Option(metavar="ID", help="Händelsens nummer i ejv beslut visa; utan det makuleras beslutet.")
    ] = None,
    skal: Annotated[str | None, typer.Option(metavar="TEXT", help="Varför; frågas efter om det inte anges.")] = None,
    kallsystem: Kallsystem = None,
) -> None:
    """Makulera en händelse, eller ett helt beslut. Det som makuleras går alltid att läsa."""
    from ejverkstallda.cli.visa_arende import render_saved

    reason = ask_text(skal, "Varför")

    def use_case(s: "Sammanhang") -> "Resultat[Any]":
        from ejverkstallda.app.logga import Mal
        from ejverkstallda.app.ratta import strike_decision, strike_event

        mal = Mal(nr, kallsystem)
        if handelse is None:
            return strike_decision(s, mal, str(reason))
        return strike_event(s, mal, handelse, str(reason))

    run(ctx, use_case, render_saved, writes=True)
