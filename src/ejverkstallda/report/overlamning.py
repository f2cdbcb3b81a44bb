"""The handover to the next systemförvaltare (who runs the register): what it holds, as a document.

An internal paper. It has no field for a personnummer, and those who gather it mask one that stands in a text.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, TypeVar

from ejverkstallda.report.modell import Block, Dokument, Kolumn, Lista, Rubrik, Sidhuvud, Stycke, Tabell
from ejverkstallda.report.overlamningsmodell import Ejskickad, Kvartalslage, Overlamning, Skickat, Steglage
from ejverkstallda.report.overlamningsrutin import backup_blocks, routine_blocks
from ejverkstallda.report.talord import antal, form, ord_, siffror, stor

T = TypeVar("T")
TITEL: Final = "Överlämning till nästa systemförvaltare"
_KLART: Final = {True: "ja", False: "nej", None: "–"}
_TOMT: Final = "–"
_SENASTE: Final = 2
"""Quarters whose missing steps are told one by one; of earlier ones only what matters still."""
_FATTAS: Final = f"Det som fattas i de {ord_(_SENASTE)} senaste kvartalen, och till IVO även tidigare"


_ETT_SLUT: Final = (
    "Står det både rapport igen och slut räcker det att skicka slutet. Samma beslut kan stå för flera kvartal."
)


def build_overlamning(innehall: Overlamning) -> Dokument:
    """Build the handover, in the order that a newcomer needs it."""
    blocks = (
        *_opening(innehall),
        *_cases(innehall),
        *_quarters(innehall),
        *_not_sent(innehall),
        *_told(innehall),
        *_register(innehall),
        *_texts(innehall),
        *backup_blocks(innehall),
        *routine_blocks(innehall),
    )
    head = Sidhuvud("Överlämning, internt", datum=innehall.dag, namnd=innehall.kommun)
    return Dokument(TITEL, head, (), blocks)


def _table(heads: Sequence[tuple[str, float]], rows: Iterable[tuple[str, ...]]) -> Tabell:
    """Make a table; an empty cell shows a dash."""
    shown = tuple(tuple(cell or _TOMT for cell in row) for row in rows)
    return Tabell(tuple(Kolumn(namn, vikt) for namn, vikt in heads), shown)


def _opening(o: Overlamning) -> Iterator[Block]:
    waiting = form(len(o.arenden), "öppet ärende", "öppna ärenden")
    unsent = form(len(o.ej_skickade), "uppgift är inte skickad", "uppgifter är inte skickade")
    yield Rubrik("Läget i korthet")
    yield Stycke(
        f"Papperet visar registret {o.databas} som det var {o.dag}. Det är gjort med ejverkstallda {o.program}. "
        f"Registret har {siffror(o.beslut)} beslut och {siffror(len(o.arenden))} {waiting}. "
        f"{siffror(len(o.ej_skickade))} {unsent} till IVO.{_since_closing(o)}"
    )
    yield Stycke(
        f"Nästa kvartal att redovisa är {o.nasta_kvartal}. Statusdagen är {o.statusdag} och rapporteringsdagen är "
        f"{o.rapporteringsdag}. Hur det går till står sist i papperet."
    )
    yield Stycke("Papperet är internt. Det innehåller beslutsnummer, men inga personnummer.", "not")


def _since_closing(o: Overlamning) -> str:
    """Say why the list of what is not sent is longer than the quarters' own counts of it."""
    later = sum(1 for e in o.ej_skickade if e.efter)
    if not later:
        return ""
    return (
        f" {siffror(later)} av dem har kommit till efter att kvartalet stängdes, och räknas därför inte i Kvartalens "
        "läge."
    )


def _cases(o: Overlamning) -> Iterator[Block]:
    yield Rubrik("Öppna ärenden")
    if not o.arenden:
        yield Stycke("Inga ärenden väntar.")
        return
    yield Stycke(
        "Ärendet med den tidigaste gränsdagen står först. Med utanför plikten menas att beslutet följs men inte "
        "rapporteras, till exempel en dom. Samma ärenden, som de är när du läser: ejv beslut lista. Det som står "
        "under Att göra visar också ejv bevaka."
    )
    heads = (
        ("Beslut", 1.5),
        ("Insats", 1.9),
        ("Väntar sedan", 1.35),
        ("Gränsdag", 1.35),
        ("Handläggare, enhet", 2.0),
        ("Att göra", 2.6),
    )
    for namn, own in _by_cell([(a.cell, a) for a in o.arenden]):
        yield Rubrik(f"Öppna ärenden, {namn}", 3)
        yield _table(
            heads,
            (
                (
                    a.nummer,
                    a.insats,
                    f"{a.sedan}{' (avbrott)' if a.avbrott else ''}",
                    str(a.gransdag),
                    ", ".join(part for part in (a.handlaggare, a.enhet) if part),
                    "; ".join((*a.att_gora, *(() if a.rapporteras else ("utanför plikten",)))),
                )
                for a in own
            ),
        )


def _by_cell(pairs: Iterable[tuple[str, T]]) -> list[tuple[str, list[T]]]:
    found: dict[str, list[T]] = {}
    for cell, value in pairs:
        found.setdefault(cell, []).append(value)
    return sorted(found.items(), key=lambda p: p[0].casefold())


def _quarters(o: Overlamning) -> Iterator[Block]:
    yield Rubrik("Kvartalens läge")
    if not o.kvartal:
        yield Stycke("Inget kvartal är aktuellt än.")
        return
    yield Stycke("Varje steg i kvartalets rutin: ja, nej, eller ett streck där inget ska göras eller prickas av.")
    if o.tidigare_kvartal:
        n = o.tidigare_kvartal
        yield Stycke(
            f"{stor(antal(n, 'tidigare kvartal', 'tidigare kvartal'))} visas inte, och inte heller vad som inte är "
            "skickat av dem. Se dem med ejv kvartal status KVARTAL."
        )
    if o.moten:
        rows = ((namnd or "–", text) for namnd, text in o.moten)
        yield Rubrik("Stopptid och nästa möte", 3)
        yield _table((("Nämnd", 1.2), ("Stopptid och möte", 3.0)), rows)
    for namn, own in _by_cell([(k.cell, k) for k in o.kvartal]):
        yield Rubrik(f"Kvartalens läge, {namn}", 3)
        yield _quarter_table(own)
        recent = {k.kvartal for k in own[-_SENASTE:]}
        every = [(k.kvartal, s) for k in own for s in k.steg if s.klart is False]
        if missing := [(q, s) for q, s in every if q in recent or s.viktigt]:
            yield _missing_table(missing)


def _quarter_table(lagen: Sequence[Kvartalslage]) -> Tabell:
    heads = [("Kvartal", 1.3), *((s.namn, 0.6 + len(s.namn) * 0.1) for s in lagen[0].steg)]
    return _table(heads, ((k.kvartal, *(_KLART[s.klart] for s in k.steg)) for k in lagen))


def _missing_table(missing: Iterable[tuple[str, Steglage]]) -> Tabell:
    rows = tuple((kvartal, steg.namn, steg.text) for kvartal, steg in missing)
    columns = (Kolumn("Kvartal", 1.0), Kolumn("Steg", 1.3), Kolumn("Vad som fattas", 6.0))
    return Tabell(columns, rows, rubrik=_FATTAS)


def _not_sent(o: Overlamning) -> Iterator[Block]:
    yield Rubrik("Inte skickat till IVO")
    if not o.ej_skickade:
        yield Stycke("Allt som skulle skickas är markerat som skickat.")
        return
    yield Stycke(
        "Markera det som skickas: ejv kvartal markera KVARTAL ivo, för ett enda beslut med --beslut NR. "
        f"Listan för formuläret: ejv rapport ivo KVARTAL --som lista. {_ETT_SLUT}"
    )
    heads = (("Beslut", 1.6), ("Lag", 0.8), ("Nämnd", 2.2), ("Vad", 2.6), ("Kvartal", 1.2))
    yield _table(heads, ((e.nummer, e.lag, e.namnd, _what(e), e.kvartal) for e in o.ej_skickade))


def _what(e: Ejskickad) -> str:
    return f"{e.vad} (efter stängningen)" if e.efter else e.vad


def _told(o: Overlamning) -> Iterator[Block]:
    yield Rubrik("Vem som har fått besked")
    if not o.besked and not o.skickade:
        yield Stycke("Inget är markerat som lämnat eller behandlat.")
        return
    if o.skickade:
        yield Rubrik("Skickat till IVO", 3)
        sent = (("Kvartal", 1.0), ("Nämnd och lag", 3.0), ("Rapporter", 1.1), ("Skickade", 2.6), ("Av", 1.0))
        yield _table(sent, map(_sent_row, o.skickade))
    if not o.besked:
        yield Stycke("Inget är markerat som lämnat till eller behandlat av nämnd, revisorer eller fullmäktige.")
        return
    yield Rubrik("Nämnd, revisorer och fullmäktige", 3)
    heads = (
        ("Kvartal", 1.1),
        ("Nämnd och lag", 2.6),
        ("Vem eller vad", 1.8),
        ("Dag", 1.3),
        ("Av", 1.4),
        ("Notering", 1.8),
    )
    yield _table(heads, ((b.kvartal, b.cell, b.vem, str(b.datum), b.av, b.notering) for b in o.besked))


def _sent_row(s: Skickat) -> tuple[str, ...]:
    number = siffror(s.antal) if s.antal == s.av_alla else f"{siffror(s.antal)} av {siffror(s.av_alla)}"
    days = str(s.forst) if s.forst == s.sist else f"{s.forst} till {s.sist}"
    return s.kvartal, s.cell, number, days, s.av


def _register(o: Overlamning) -> Iterator[Block]:
    yield Rubrik("Var allt ligger")
    heads = (("Vad", 1.6), ("Plats", 4.4), ("Finns", 0.8))
    yield _table(heads, ((p.vad, p.plats, _KLART[p.finns]) for p in o.platser))
    yield Rubrik("Inställningar")
    yield _table((("Inställning", 1.5), ("Värde", 3.0)), o.installningar)
    yield Stycke("Ändra med ejv installning satt NYCKEL VÄRDE.", "not")
    if o.kommunfil:
        yield Rubrik("Uppgifter i kommun.toml", 3)
        yield _table((("Uppgift", 1.5), ("Värde", 3.0)), o.kommunfil)
    if o.kommunfil_fel:
        yield Stycke("kommun.toml har fel, och inga papper kan göras med den förrän det är rättat:")
        yield Lista(o.kommunfil_fel)


def _texts(o: Overlamning) -> Iterator[Block]:
    yield Rubrik("Importprofiler och mallar")
    heads = (("Importprofil", 2.4), ("Vems", 1.6), ("Senast använd", 1.5), ("Gånger", 0.9))
    yield _table(
        heads,
        ((p.namn, _whose(egen=p.egen), str(p.senast or ""), siffror(p.antal) if p.antal else "") for p in o.profiler),
    )
    heads_ = (("Fil", 3.2), ("Vems", 1.6))
    yield _table(heads_, ((m.namn, _whose(egen=m.egen)) for m in o.mallar))
    yield Stycke(
        "En egen mall eller profil ligger i mappen bredvid registret och går före programmets med samma namn.", "not"
    )


def _whose(*, egen: bool) -> str:
    return "kommunens egen" if egen else "programmets"
