"""Cases and lists of decisions on the terminal."""

import sys
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ejverkstallda.app.arende import Arende
from ejverkstallda.app.resultat import Resultat
from ejverkstallda.cli.avstavning import Avstavad
from ejverkstallda.cli.kuvert import literal
from ejverkstallda.cli.ord import HANDELSE_ORD, ORSAK_ORD, SKICKAT_ORD, day_words, end_words
from ejverkstallda.domain.beslut import Handelse, Vantanslag
from ejverkstallda.domain.rapportering import Fall
from ejverkstallda.report.noteringar import ANSVAR_ORD, SKAL_ORD
from ejverkstallda.store.handelselager import Handelsepost

_FALT: Final = (
    ("insats", "Insats"),
    ("lagrum", "Lagrum"),
    ("verksamhetsomrade", "Verksamhetsområde"),
    ("namnd", "Nämnd"),
    ("enhet", "Enhet"),
    ("handlaggare", "Handläggare"),
    ("kon", "Kön"),
    ("ursprung", "Ursprung"),
    ("ansokningsdatum", "Ansökan"),
    ("galler_till", "Gäller till"),
    ("bosattningskommun", "Bosättningskommun"),
    ("ersatter", "Ersätter"),
    ("tidigare_nummer", "Tidigare nummer"),
    ("kostnad_manad", "Kostnad per månad"),
    ("kallsystem", "Källsystem"),
)


_SIST: Final = sys.maxsize
"""Order within a day: after every event, since gränsdag has passed when the day is over."""


def render_case(console: Console, result: Resultat[Arende]) -> None:
    """Print a case: facts, väntan, and events as a timeline."""
    arende = result.data
    console.print(_title(arende))
    console.print(_facts(arende))
    console.print(Text("\nVäntan", style="bold"))
    console.print(_waits(arende))
    console.print(Text("\nTidslinje", style="bold"))
    console.print(_timeline(arende))
    if arende.andringar:
        console.print(Text("\nÄndringar av beslutet", style="bold"))
        console.print(_changes(arende))


def render_saved(console: Console, result: Resultat[Arende]) -> None:
    """Print what a registration led to: where the case stands now."""
    arende = result.data
    console.print(_title(arende))
    open_fall = next((f for f in arende.falls if f.vantan.slut is None and not f.vantan.borta), None)
    last = arende.handelser[-1] if arende.handelser else None
    if last is not None and not arende.post.makulerad:
        console.print(Text(f"Senast: {last.handelse.datum} {_event_words(last.handelse)}"), soft_wrap=False)
    if arende.post.makulerad:
        console.print("Beslutet är makulerat.")
    elif open_fall is not None:
        console.print(_open_words(arende, open_fall))
    else:
        console.print("Ingen väntan är öppen.")


def _open_words(arende: Arende, fall: Fall) -> str:
    what = "Avbrottet" if fall.vantan.slag is Vantanslag.AVBROTT else "Väntan"
    left = (fall.vantan.gransdag - arende.idag).days
    limit = f"gränsdag {fall.vantan.gransdag}"
    when = f"om {day_words(left)}" if left > 0 else ("i dag" if left == 0 else f"passerad för {day_words(-left)} sedan")
    return f"{what} pågår sedan {fall.vantan.start}, {day_words(arende.days(fall))}; {limit}, {when}."


def _title(arende: Arende) -> Text:
    beslut = arende.beslut
    title = Text(f"Beslut {literal(beslut.beslutsnummer)}", style="bold")
    title.append(f"  {beslut.lag}, {beslut.beslutsdatum}", style="default not bold")
    if arende.post.makulerad:
        title.append("  MAKULERAT", style="bold red")
    if beslut.skyddad:
        title.append("  SKYDDADE PERSONUPPGIFTER", style="bold red")
    return title


def _facts(arende: Arende) -> Table:
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for name, label in _FALT:
        value = getattr(arende.beslut, name)
        if value not in {None, ""} and not (name == "ursprung" and value == "beslut"):
            table.add_row(label, f"{value} kr" if name == "kostnad_manad" else literal(str(value)))
    table.add_row("Personnummer", "finns" if arende.post.person_id is not None else "saknas")
    return table


def _waits(arende: Arende) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for head, justify in (
        ("Slag", "left"),
        ("Från", "left"),
        ("Gränsdag", "left"),
        ("Dagar", "right"),
        ("Slut", "left"),
        ("Rapporterad", "left"),
    ):
        table.add_column(head, justify=justify, no_wrap=head not in {"Slut", "Rapporterad"})  # type: ignore[arg-type]  # literals
    for fall in arende.falls:
        v = fall.vantan
        table.add_row(
            "avbrott" if v.slag is Vantanslag.AVBROTT else "beslut",
            str(v.start),
            _limit(v.gransdag, arende.idag, ended=v.slut is not None),
            str(arende.days(fall)),
            "makulerad" if v.borta else (end_words(v.slut) if v.slut else "pågår"),
            _reported(fall),
        )
    return table


def _limit(day: date, idag: date, *, ended: bool) -> Text:
    passed = not ended and day < idag
    return Text(f"{day} passerad" if passed else str(day), style="bold red" if passed else "")


def _reported(fall: Fall) -> str:
    r = fall.rapporterat
    if not r.rapporterad:
        return "nej"
    first = str(r.forst) if r.forst else "före registret"
    return f"{first}, slut {r.slut or 'före registret'}" if r.slutrapporterad else first


def _timeline(arende: Arende) -> Table:
    """Events in order of time, with the days on which a väntan begins and reaches its gränsdag between them."""
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("Nr", justify="right", no_wrap=True)
    table.add_column("Dag", no_wrap=True)
    table.add_column("Händelse", overflow="fold")
    table.add_column("Av", no_wrap=True, max_width=12)
    rows = [*_milestones(arende), *_event_rows(arende)]
    for day, _, number, words, who in sorted(rows, key=lambda r: r[:2]):
        table.add_row(number, str(day), words, who)
    return table


_Tidsrad = tuple[date, int, str, Text, str]
"""A line of the timeline: day, order within the day, event number, words, who."""


def _event_rows(arende: Arende) -> Iterator[_Tidsrad]:
    holds = arende.gallande
    for post in arende.handelser:
        event = post.handelse
        words = Text(_event_words(event), style="" if event.id in holds else "dim strike")
        if (mark := _fate(post, arende.handelser)) is not None:
            words.append(f"  ({mark})", style="dim not strike")
        yield event.datum, event.id, str(event.id), words, literal(post.av)


def _milestones(arende: Arende) -> Iterator[_Tidsrad]:
    """The decision's day and each gränsdag that a väntan has reached, or is to reach."""
    yield arende.beslut.beslutsdatum, 0, "", Text("Beslutet fattades, väntan börjar", style="bold"), ""
    for fall in arende.falls:
        v = fall.vantan
        if v.slut is None or v.slut.datum > v.gransdag:
            what = "Gränsdag för avbrottet" if v.slag is Vantanslag.AVBROTT else "Gränsdag"
            when = "" if v.gransdag < arende.idag else " (kommande)"
            yield v.gransdag, _SIST, "", Text(f"{what}{when}", style="bold"), ""


def _changes(arende: Arende) -> Table:
    """What the decision's facts were before, and why it was struck."""
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("Dag", no_wrap=True)
    table.add_column("Uppgift", no_wrap=True)
    table.add_column("Från", overflow="fold")
    table.add_column("Till", overflow="fold")
    table.add_column("Av", no_wrap=True, max_width=12)
    for change in arende.andringar:
        old, new = change.gammalt or "–", change.nytt or "–"
        table.add_row(str(change.tid.date()), change.vad, literal(old), literal(new), literal(change.av))
    return table


def _fate(post: Handelsepost, all_posts: tuple[Handelsepost, ...]) -> str | None:
    successor = next((p.handelse for p in all_posts if p.handelse.ersatter == post.handelse.id), None)
    if successor is not None:
        return "makulerad" if successor.slag == "makulerad" else f"rättad, se {successor.id}"
    return f"ersätter {post.handelse.ersatter}" if post.handelse.ersatter is not None else None


def _event_words(event: Handelse) -> str:
    parts = [HANDELSE_ORD[event.slag], *_details(event)]
    lead = ", ".join(p for p in parts if p)
    return literal(f"{lead}: {event.text}" if event.text else lead)


def _details(event: Handelse) -> list[str]:
    answer = {True: "ja", False: "nej", None: ""}[event.svar]
    details: list[Any] = [
        answer,
        SKAL_ORD[event.skal_kod] if event.skal_kod else "",
        ANSVAR_ORD[event.ansvar] if event.ansvar else "",
        ORSAK_ORD[event.orsak] if event.orsak else "",
        f"till {event.planerat_datum}" if event.planerat_datum else "",
        event.omfattning.value if event.omfattning else "",
        f"från {event.fran}" if event.fran else "",
        f"till {event.till}" if event.till else "",
        f"{event.kostnad} kr" if event.kostnad is not None else "",
        f"dnr {event.diarienummer}" if event.diarienummer else "",
        SKICKAT_ORD[event.ivo_slag] if event.ivo_slag else "",
        f"kvittens {event.kvittens}" if event.kvittens else "",
        event.kvartal or "",
        f"avser {event.vantan.value}" if event.vantan else "",
        f"från {event.vantan_start}" if event.vantan_start else "",
    ]
    return [str(d) for d in details if d]


def render_list(console: Console, result: Resultat[Any]) -> None:
    """Print a list of decisions."""
    data = result.data
    if not data.rader:
        console.print("Inga beslut." if data.alla else "Inga beslut väntar på verkställighet.")
        return
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for head in ("Beslut", "Datum", "Lag"):
        table.add_column(head, no_wrap=True)
    table.add_column("Insats", overflow="fold")
    table.add_column("Läge", overflow="fold")
    table.add_column("Gränsdag", no_wrap=True)
    for rad in data.rader:
        beslut, vantan = rad.post.beslut, rad.vantan
        waiting = vantan is not None and vantan.slut is None and not rad.post.makulerad
        table.add_row(
            literal(beslut.beslutsnummer),
            str(beslut.beslutsdatum),
            beslut.lag.value,
            Avstavad(literal(beslut.insats)),
            _state_words(rad, data.idag),
            _limit(vantan.gransdag, data.idag, ended=False) if waiting and vantan else "",
        )
    console.print(Padding(table, (0, 0)))
    console.print(f"{len(data.rader)} beslut.", style="dim")


def _state_words(rad: Any, idag: date) -> str:
    vantan = rad.vantan
    if rad.post.makulerad:
        return "makulerat"
    if vantan is None:
        return ""
    if vantan.slut is not None:
        return end_words(vantan.slut)
    lead = "avbrott" if vantan.slag is Vantanslag.AVBROTT else "väntar"
    return f"{lead} {day_words(max(0, (idag - vantan.start).days))}"
