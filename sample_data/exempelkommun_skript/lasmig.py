"""LASMIG.md: what the sample is, how it is run, and its figures, counted from the cases so that they are true."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from statistics import median
from typing import Final

from exempelkommun_skript import kommun
from exempelkommun_skript.berattelse import Arende
from exempelkommun_skript.kalender import KVARTAL, NY_SOL, SISTA_DAG, SYSTEMBYTE, first_import
from exempelkommun_skript.rapportering import Redovisad, Vantan, outside, report, waits

_AR: Final = 365
_MINST: Final = 3
"""Fewer waits than this have no median."""


def _cell(*parts: object) -> str:
    return "| " + " | ".join(str(p) for p in parts) + " |"


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    return "\n".join([_cell(*head), _cell(*["---"] * len(head)), *(_cell(*r) for r in rows)])


def _number(arende: Arende) -> str:
    return arende.nytt_nummer or arende.nummer


def _known(vantan: Vantan) -> bool:
    """Tell whether the files hold the end of a wait."""
    return vantan.slut is not None and vantan.slut.kand <= SISTA_DAG


def _percent(part: int, whole: int) -> str:
    return f"{round(100 * part / whole)} %" if whole else "–"


def quarter_sums(arenden: Iterable[Arende]) -> dict[str, dict[str, int]]:
    """Return the rows of each quarter by group, as the municipality reported them."""
    sums = {str(q): dict.fromkeys(("ny", "verkstalld", "avslutad", "kvarstaende"), 0) for q in KVARTAL}
    for arende in arenden:
        for row in report(arende):
            sums[str(row.kvartal)][row.grupp] += 1
    return sums


def _quarters(arenden: Sequence[Arende]) -> str:
    sums = quarter_sums(arenden)
    rows = [
        (
            q,
            q.inlast,
            *(sums[str(q)][g] for g in ("ny", "verkstalld", "avslutad", "kvarstaende")),
            sum(sums[str(q)].values()),
        )
        for q in KVARTAL
    ]
    head = ("kvartal", "läs in och stäng", "nya", "verkställda", "avslutade", "kvarstående", "rapporterade")
    return _table(head, rows)


def _namnder(arenden: Sequence[Arende]) -> str:
    cells = sorted({(a.mall.namnd, a.mall.lag) for a in arenden})
    rows = []
    for namnd, lag in cells:
        own = [a for a in arenden if (a.mall.namnd, a.mall.lag) == (namnd, lag)]
        rows.append((namnd, lag, len(own), sum(bool(report(a)) for a in own)))
    return _table(("nämnd", "lag", "beslut", "därav rapporterade"), rows)


def _insatser(arenden: Sequence[Arende]) -> str:
    rows = []
    for insats, lag in dict.fromkeys((a.mall.insats, a.mall.lag) for a in arenden):
        own = [a for a in arenden if (a.mall.insats, a.mall.lag) == (insats, lag)]
        due = [v for a in own for v in waits(a)[:1] if v.grans <= SISTA_DAG]
        in_time = sum(_known(v) and v.slut is not None and v.slut.datum <= v.grans for v in due)
        ended = {id(r.vantan): r.vantan for a in own for r in report(a) if r.slut}.values()
        days = [(v.slut.datum - v.start).days for v in ended if v.slut and v.slut.datum > v.grans]
        rows.append(
            (
                insats,
                lag,
                len(own),
                _percent(in_time, len(due)),
                len(days),
                int(median(days)) if len(days) >= _MINST else "–",
            )
        )
    head = ("insats", "lag", "beslut", "inom tre månader", "rapporterade som tagit slut", "median dagar")
    return _table(head, rows)


def _listed(arenden: Iterable[Arende], test: Callable[[Arende], bool]) -> str:
    return ", ".join(_number(a) for a in arenden if test(a)) or "–"


def _share_late(rows: Sequence[Redovisad]) -> tuple[int, int]:
    new = [r for r in rows if r.grupp == "ny"]
    return sum(r.sen for r in new), len(new)


def _count(arenden: Iterable[Arende], slag: str, **falt: str) -> int:
    return sum(
        r.slag == slag and r.kand <= SISTA_DAG and falt.items() <= r.falt.items() for a in arenden for r in a.rader
    )


def _shares(arenden: Sequence[Arende]) -> str:
    rows = [r for a in arenden for r in report(a)]
    late, new = _share_late(rows)
    answers = {svar: sum(_count(arenden, slag, svar=svar) for slag in ("svar", "erbjudande")) for svar in ("ja", "nej")}
    given = sum(answers.values())
    ends = [r for r in rows if r.slut]
    closed = sum(r.slut is not None and r.slut.slag == "avslutad" for r in ends)
    late_ends = {
        id(v): v
        for a in arenden
        for r in report(a)
        if (v := r.vantan).slut and (q := first_import(v.slut.datum)) and v.slut.kand > q.inlast and _known(v)
    }
    long_waits = [
        v for a in arenden for v in waits(a) if ((v.slut.datum if v.slut else SISTA_DAG) - v.start).days > _AR
    ]
    lines = [
        f"Av {new} väntan som redovisas som nya upptäcktes {late} sent ({_percent(late, new)}).",
        f"Av {len(ends)} redovisade slut är {closed} avslut av annan anledning ({_percent(closed, len(ends))}).",
        f"Av {given} svar på erbjudanden är {answers['nej']} nej ({_percent(answers['nej'], given)}).",
        f"{len(late_ends)} slut blev kända först efter att kvartalet hade stängts.",
        f"{len(long_waits)} väntan varade längre än ett år.",
        f"{_count(arenden, 'avbrott')} avbrott, varav {_count(arenden, 'avbrott', omfattning='delvis')} delvisa.",
        f"{_count(arenden, 'delvis_verkstalld')} beslut verkställdes först till en del.",
        f"{_count(arenden, 'ivo_arende')} ärenden hos IVO; {_count(arenden, 'skickad_ivo')} rapporter skickade dit.",
        f"Kön är okänt i {sum(not a.beslut['kon'] for a in arenden)} beslut.",
    ]
    return "\n".join(f"- {line}" for line in lines)


def _special(arenden: Sequence[Arende]) -> str:
    def facts(name: str, value: str = "") -> Callable[[Arende], bool]:
        return lambda a: a.beslut.get(name) == value if value else bool(a.beslut.get(name))

    def plot(*names: str) -> Callable[[Arende], bool]:
        return lambda a: a.handling in names

    def moved(a: Arende) -> bool:
        return bool(a.nummer and a.nytt_nummer and (first := first_import(a.kand)) and first.inlast < SYSTEMBYTE)

    new_sol = sum(a.mall.lag == "SoL" and a.beslutsdatum >= NY_SOL for a in arenden)
    rows = [
        ("dom", _listed(arenden, facts("ursprung", "dom"))),
        ("förhandsbesked", _listed(arenden, facts("ursprung", "forhandsbesked"))),
        (
            "utanför rapporteringsskyldigheten (lagrum)",
            _listed(arenden, lambda a: outside(a, a.beslutsdatum) and "ursprung" not in a.beslut),
        ),
        ("vistelsekommun", _listed(arenden, facts("bosattningskommun"))),
        ("senareläggning enligt LOV", _listed(arenden, plot("lov"))),
        ("slutade på gränsdagen, eller dagen efter", _listed(arenden, plot("gransdag"))),
        ("rapporterad, men hade börjat i tid", _listed(arenden, plot("i_tid_sent"))),
        ("rapporterad, men lagrummet var fel", _listed(arenden, plot("fel_lagrum"))),
        ("upptäckt sent", _listed(arenden, lambda a: a.handling == "glomd")),
        ("tidsbegränsat beslut löpte ut", _listed(arenden, plot("lopt_ut"))),
        ("tidsbegränsat beslut löper snart ut", _listed(arenden, plot("loper_ut"))),
        ("tre avbrott", _listed(arenden, lambda a: _count([a], "avbrott") > 2)),  # noqa: PLR2004
        ("två avbrott", _listed(arenden, lambda a: _count([a], "avbrott") == 2)),  # noqa: PLR2004
        (
            "gammalt lagrum efter lagändringen",
            _listed(
                arenden,
                lambda a: a.mall.lag == "SoL" and a.beslutsdatum >= NY_SOL and a.beslut["lagrum"].startswith("4"),
            ),
        ),
        ("ersätter ett tidigare beslut", _listed(arenden, lambda a: a.ersatter is not None)),
        ("skyddade personuppgifter", _listed(arenden, facts("skyddad"))),
        ("personnummer eller ersättningsnummer", _listed(arenden, facts("personnummer"))),
        ("datum rättat med samma handelse_id", _listed(arenden, lambda a: bool(a.rattelser))),
        ("nytt nummer vid systembytet", f"{sum(map(moved, arenden))} beslut"),
        ("beslut enligt den nya socialtjänstlagen", f"{new_sol} beslut"),
        (
            "öppna eller rapporterade före registret",
            f"{sum(a.beslutsdatum < date(2022, 10, 1) for a in arenden)} beslut",
        ),
    ]
    return _table(("slag", "beslut"), rows)


def write_lasmig(arenden: Sequence[Arende]) -> str:
    """Return the text of LASMIG.md."""
    return f"""# Exempeldata: {kommun.NAMN}, 2023–2025

En påhittad kommun med tre nämnder och {len(arenden)} beslut under tre år. **Ingenting här har hänt.** Kommunen,
orterna, boendena, handläggarna, numren, diarienumren och alla tal är påhittade. Andelar och väntetider säger
ingenting om hur det är i någon riktig kommun. Filerna skrivs av `sample_data/gor_exempelkommun.py` med fast frö, och
samma skript ger samma filer. Ändra därför i skriptet, aldrig i filerna.

Det enda personnumret är Skatteverkets eget exempel (Tolvan Tolvansson). Ersättningsnumret är påhittat, liksom
bosättningskommunens kod {"9902"}, som ingen kommun har. Beslut som verkställdes inom någon dag finns inte med.

## Så körs det

Varje kvartal har en mapp med `beslut.csv` och `handelser.csv`: det som blivit känt sedan förra inläsningen, som när en
kommun läser in sin lista. Läs in dem i ordning, den dag tabellen säger, och stäng kvartalet:

```console
$ ejv init --kommun "{kommun.NAMN}" --namnd "{'" --namnd "'.join(kommun.NAMNDER)}" --forsta-kvartal 2023Q1
$ ejv importera 2023Q1/beslut.csv 2023Q1/handelser.csv --idag 2023-04-17
$ ejv kvartal stang 2023Q1 --ja --idag 2023-04-17
```

`kommun.toml` läggs i registrets mapp. Talen är kommunens redovisning enligt skriptets egen räkning, med det som var
känt när kvartalet stängdes:

{_quarters(arenden)}

Den {SYSTEMBYTE} byter kommunen verksamhetssystem (`kallsystem`), från {kommun.GAMLA_SYSTEMET} till
{kommun.NYA_SYSTEMET}. Beslut som lever vidare kommer med 2024Q2 under nytt nummer och med det gamla i
`tidigare_nummer`; väntan och dess historia är desamma, och händelserna före bytet läses inte in igen. Talen ovan
förutsätter att det gamla och det nya numret är samma beslut. Det nya systemet ger varje händelse ett `handelse_id`.
I oktober 2024 slutar en handläggare, och de öppna besluten får en annan.

Nollkvartalet är {kommun.NOLLKVARTAL} för {kommun.IFN} enligt SoL.

## Beslut per nämnd

{_namnder(arenden)}

## Väntan per insats (påhittade tal)

Inom tre månader: första väntan tog slut i tid, av dem vars gränsdag har passerat. Median: dagar från start till slut,
för väntan som redovisats med slut efter gränsdagen; – när de är färre än {_MINST}.

{_insatser(arenden)}

## Andelar (påhittade tal)

{_shares(arenden)}

## Var det särskilda finns

Numren är de senaste; ett beslut som flyttade har båda i registret.

{_special(arenden)}
"""
