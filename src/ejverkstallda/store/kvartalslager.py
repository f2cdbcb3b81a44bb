"""Closed quarters: cells (kvartal, nämnd, lag), their frozen rows, and the files issued from them."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, and_, bindparam, func, insert, select, true

from ejverkstallda.domain.beslut import Avslutsorsak, Handelseslag, Kon, Lag, Vantanslag
from ejverkstallda.domain.historik import Frystfakta
from ejverkstallda.domain.kvartal import Kvartal
from ejverkstallda.domain.kvartalsbild import Summor
from ejverkstallda.domain.rapportering import Grupp, Rad
from ejverkstallda.domain.vantan import Slut, Slutslag
from ejverkstallda.report.radfakta import Radfakta
from ejverkstallda.store.beslutslager import batches, next_id
from ejverkstallda.store.fel import RegisterError
from ejverkstallda.store.frystfakta import ENHET, FAKTA, SKAL, fact_figures, read_facts
from ejverkstallda.store.oversattning import BESLUT, FIL, FRYST_RAD, HANDELSE, LOGG, OPPNING, STANGNING

_TEXTFALT: Final = ("beslutsnummer", "kallsystem", "insats", "verksamhetsomrade")
"""Fields of a frozen row that gallring replaces; the rest are figures, codes and dates."""
SIGILL: Final = "sha256"
"""The key in a closing's frame of the hash over the rest of the closing."""


class Cell(NamedTuple):
    """The unit that is closed: a quarter of one nämnd ("" = none named) under one law."""

    kvartal: Kvartal
    namnd: str
    lag: Lag


class Stangning(NamedTuple):
    """A closing that holds. `ram` is what was frozen besides the rows: settings, texts, program version."""

    id: int
    cell: Cell
    statusdag: date
    rapporteringsdag: date
    idag: date
    tid: datetime
    av: str
    ram: dict[str, Any]


class Frystrad(NamedTuple):
    """A frozen row with its decision, the väntan's identity, its notes (date, text) and its facts as they stood.

    `fakta` is None for a row frozen before facts were.
    """

    beslut_id: int
    oppnad_av: int | None
    rad: Rad
    noteringar: tuple[tuple[date, str], ...]
    fakta: Radfakta | None = None


def canonical(value: object) -> str:
    """Return JSON in one form only: sorted keys, no spaces."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def sha256(text: str | bytes) -> str:
    """Return the SHA-256 of a text (as UTF-8) or bytes, in hex."""
    return hashlib.sha256(text.encode() if isinstance(text, str) else text).hexdigest()


_HALLER: Final[ColumnElement[bool]] = STANGNING.c.id.not_in(select(OPPNING.c.stangning_id))


_SOM_HALLER: Final = select(STANGNING).where(_HALLER).order_by(STANGNING.c.kvartal, STANGNING.c.namnd, STANGNING.c.lag)
_KVARTALETS: Final = _SOM_HALLER.where(STANGNING.c.kvartal == bindparam("kvartal"))


def closings(connection: Connection) -> list[Stangning]:
    """Return the closings that hold (not opened again), by quarter."""
    return _closings(connection, _SOM_HALLER, {})


def closings_of(connection: Connection, kvartal: Kvartal) -> list[Stangning]:
    """Return a quarter's closings that hold."""
    return _closings(connection, _KVARTALETS, {"kvartal": str(kvartal)})


def _closings(connection: Connection, query: Select[Any], values: Mapping[str, str]) -> list[Stangning]:
    with _readable():
        return [
            Stangning(
                row["id"],
                Cell(Kvartal.parse(row["kvartal"]), row["namnd"], Lag(row["lag"])),
                row["statusdag"],
                row["rapporteringsdag"],
                row["idag"],
                row["tid"],
                row["av"],
                json.loads(row["ram"]),
            )
            for row in connection.execute(query, values).mappings()
        ]


@contextmanager
def _readable() -> Iterator[None]:
    """Say in words that what was frozen is no longer what was written there.

    Raises:
        RegisterError: it cannot be read.
    """
    try:
        yield
    except (ValueError, KeyError, TypeError):
        raise RegisterError(
            "fryst_rad_olaslig",
            "Det som frystes när ett kvartal stängdes är skadat och kan inte läsas. "
            "Se vilket med ejv kontrollera, och ta fram säkerhetskopian.",
        ) from None


def cells_closed_since(connection: Connection, kvartal: Kvartal) -> tuple[set[tuple[str, Lag]], set[tuple[str, Lag]]]:
    """Return the cells (nämnd, law) that are closed for a quarter, and those closed for any later one.

    What was frozen with them is not read: every answer about a quarter asks this.
    """
    own: set[tuple[str, Lag]] = set()
    later: set[tuple[str, Lag]] = set()
    s = STANGNING.c
    query = select(s.kvartal, s.namnd, s.lag).where(_HALLER, s.kvartal >= str(kvartal))
    for when, namnd, lag in connection.execute(query):
        (own if when == str(kvartal) else later).add((namnd, Lag(lag)))
    return own, later


class Oppning(NamedTuple):
    """A closed quarter that was opened again: when (UTC), by whom and why."""

    tid: datetime
    av: str
    skal: str


def latest_opening(connection: Connection, cell: Cell) -> Oppning | None:
    """Return the last time that a cell was opened again, if it ever was."""
    own = and_(STANGNING.c.kvartal == str(cell.kvartal), STANGNING.c.namnd == cell.namnd, STANGNING.c.lag == cell.lag)
    query = select(OPPNING).join_from(OPPNING, STANGNING, OPPNING.c.stangning_id == STANGNING.c.id).where(own)
    row = connection.execute(query.order_by(OPPNING.c.id.desc()).limit(1)).first()
    return Oppning(row.tid, row.av, row.skal) if row else None


def add_closing(connection: Connection, stangning: Stangning, rader: Sequence[Frystrad]) -> Stangning:
    """Freeze a cell with its rows; the id in `stangning` is replaced by the one it gets."""
    row_id = next_id(connection, STANGNING.c.id)
    cell = stangning.cell
    rows = [_frozen_values(row_id, r) for r in rader]
    values = {
        "kvartal": str(cell.kvartal),
        "namnd": cell.namnd,
        "lag": cell.lag.value,
        "statusdag": stangning.statusdag,
        "rapporteringsdag": stangning.rapporteringsdag,
        "idag": stangning.idag,
        "tid": stangning.tid,
        "av": stangning.av,
    }
    ram = stangning.ram | {"rader": len(rows), "rader_sha256": rows_seal(rows)}
    ram[SIGILL] = seal(values, ram)
    connection.execute(insert(STANGNING), {"id": row_id, **values, "ram": canonical(ram)})
    if rows:
        connection.execute(insert(FRYST_RAD), rows)
    return stangning._replace(id=row_id, ram=ram)


_FORSEGLADE: Final = ("kvartal", "namnd", "lag", "statusdag", "rapporteringsdag", "idag", "tid", "av")
_RADENS: Final = ("beslut_id", "oppnad_av", "slag", "start", "grupp", "forst", "har_slut", "siffror_sha256")


def seal(stangning: Mapping[str, Any], ram: Mapping[str, Any]) -> str:
    """Return the SHA-256 over a closing's columns and all of its frame but the seal itself."""
    columns = {name: str(stangning[name]) for name in _FORSEGLADE}
    return sha256(canonical([columns, {k: v for k, v in ram.items() if k != SIGILL}]))


def rows_seal(rader: Iterable[Mapping[str, Any]]) -> str:
    """Return the SHA-256 over frozen rows in order; their texts are left out, for gallring replaces them."""
    return sha256("".join(canonical([_sealed(rad[name]) for name in _RADENS]) + "\n" for rad in rader))


def _sealed(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _frozen_values(stangning_id: int, frystrad: Frystrad) -> dict[str, Any]:
    rad, fakta = frystrad.rad, frystrad.fakta
    texter = canonical(
        {name: getattr(rad, name) for name in _TEXTFALT}
        | {"noteringar": [[day.isoformat(), text] for day, text in frystrad.noteringar]}
        | ({ENHET: fakta.enhet, SKAL: fakta.skal} if fakta else {})
    )
    siffror = canonical(_figures(rad) | ({FAKTA: fact_figures(fakta)} if fakta else {}))
    return {
        "stangning_id": stangning_id,
        "beslut_id": frystrad.beslut_id,
        "oppnad_av": frystrad.oppnad_av,
        "slag": rad.vantan.value,
        "start": rad.start,
        "grupp": rad.grupp.value,
        "forst": str(rad.forst_rapporterad) if rad.forst_rapporterad else None,
        "har_slut": rad.slut is not None,
        "siffror": siffror,
        "siffror_sha256": sha256(siffror),
        "texter": texter,
        "texter_sha256": sha256(texter),
    }


def _figures(rad: Rad) -> dict[str, Any]:
    return {
        "lag": rad.lag.value,
        "beslutsdatum": rad.beslutsdatum.isoformat(),
        "vantan": rad.vantan.value,
        "start": rad.start.isoformat(),
        "gransdag": rad.gransdag.isoformat(),
        "grupp": rad.grupp.value,
        "sen": rad.sen,
        "slut": _slut_json(rad.slut),
        "slut_efter_statusdag": _slut_json(rad.slut_efter_statusdag),
        "insats_kod": rad.insats_kod,
        "namnd": rad.namnd,
        "kon": rad.kon.value if rad.kon else None,
        "dagar": rad.dagar,
        "dagar_sedan_beslut": rad.dagar_sedan_beslut,
        "forst_rapporterad": str(rad.forst_rapporterad) if rad.forst_rapporterad else None,
        "fall_id": rad.fall_id,
    }


def _slut_json(slut: Slut | None) -> list[str | None] | None:
    return [slut.slag.value, slut.datum.isoformat(), slut.orsak.value if slut.orsak else None] if slut else None


def _slut(value: list[str] | None) -> Slut | None:
    if value is None:
        return None
    slag, datum, orsak = value
    return Slut(Slutslag(slag), date.fromisoformat(datum), Avslutsorsak(orsak) if orsak else None)


def frozen_rows(
    connection: Connection, stangning_ids: Iterable[int], *, beslut_id: int | None = None
) -> list[Frystrad]:
    """Return the frozen rows of closings, of one decision or of all, in the order they were frozen."""
    own = FRYST_RAD.c.beslut_id == beslut_id if beslut_id is not None else true()
    found: list[Frystrad] = []
    for batch in batches(stangning_ids):
        query = select(FRYST_RAD).where(FRYST_RAD.c.stangning_id.in_(batch), own).order_by(FRYST_RAD.c.id)
        for row in connection.execute(query).mappings():
            with _readable():
                f, t = json.loads(row["siffror"]), json.loads(row["texter"])
                rad = Rad(
                    fall_id=f["fall_id"],
                    beslutsnummer=t["beslutsnummer"],
                    kallsystem=t["kallsystem"],
                    lag=Lag(f["lag"]),
                    beslutsdatum=date.fromisoformat(f["beslutsdatum"]),
                    vantan=Vantanslag(f["vantan"]),
                    start=date.fromisoformat(f["start"]),
                    gransdag=date.fromisoformat(f["gransdag"]),
                    grupp=Grupp(f["grupp"]),
                    sen=f["sen"],
                    slut=_slut(f["slut"]),
                    slut_efter_statusdag=_slut(f["slut_efter_statusdag"]),
                    insats=t["insats"],
                    insats_kod=f["insats_kod"],
                    verksamhetsomrade=t["verksamhetsomrade"],
                    namnd=f["namnd"],
                    kon=Kon(f["kon"]) if f["kon"] else None,
                    dagar=f["dagar"],
                    dagar_sedan_beslut=f["dagar_sedan_beslut"],
                    forst_rapporterad=Kvartal.parse(f["forst_rapporterad"]) if f["forst_rapporterad"] else None,
                )
                notes = tuple((date.fromisoformat(day), text) for day, text in t["noteringar"])
                found.append(Frystrad(row["beslut_id"], row["oppnad_av"], rad, notes, read_facts(f, t)))
    return found


def closing_sums(connection: Connection, lag: Lag | None, namnd: str | None) -> dict[Kvartal, Summor]:
    """Return the sums of each closed quarter of a law and a nämnd (None = any), from its frozen rows alone."""
    found: dict[Kvartal, Counter[tuple[str, bool]]] = {}
    r, s = FRYST_RAD.c, STANGNING.c
    own = (_HALLER, *((s.lag == lag.value,) if lag else ()), *((s.namnd == namnd,) if namnd is not None else ()))
    query = (
        select(s.kvartal, r.grupp, r.har_slut, func.count(r.id).label("antal"))
        .select_from(STANGNING.outerjoin(FRYST_RAD, r.stangning_id == s.id))
        .where(*own)
        .group_by(s.kvartal, r.grupp, r.har_slut)
    )
    for row in connection.execute(query):
        found.setdefault(Kvartal.parse(row.kvartal), Counter())[row.grupp, row.har_slut] += row.antal
    return {kvartal: _sums(count) for kvartal, count in found.items()}


def _sums(count: Mapping[tuple[str, bool], int]) -> Summor:
    by = {grupp: sum(n for (g, _), n in count.items() if g == grupp) for grupp in Grupp}
    stock = sum(n for (g, ended), n in count.items() if g in {Grupp.NY, Grupp.KVARSTAENDE} and not ended)
    return Summor(by[Grupp.NY], by[Grupp.VERKSTALLD], by[Grupp.AVSLUTAD], by[Grupp.KVARSTAENDE], stock)


def frozen_facts(connection: Connection, beslut_ids: Iterable[int]) -> dict[int, list[Frystfakta]]:
    """Return what closed quarters that hold say of decisions."""
    found: dict[int, list[Frystfakta]] = {}
    r = FRYST_RAD.c
    columns = (r.beslut_id, r.oppnad_av, r.slag, r.start, r.forst, r.har_slut)
    cell = (STANGNING.c.kvartal, STANGNING.c.namnd, STANGNING.c.lag)
    base = select(*columns, *cell).join_from(FRYST_RAD, STANGNING, r.stangning_id == STANGNING.c.id)
    for batch in batches(beslut_ids):
        for row in connection.execute(base.where(and_(r.beslut_id.in_(batch), _HALLER))):
            fact = Frystfakta(
                row.oppnad_av,
                Vantanslag(row.slag),
                row.start,
                Kvartal.parse(row.kvartal),
                Kvartal.parse(row.forst) if row.forst else None,
                row.har_slut,
                (row.namnd, Lag(row.lag)),
            )
            found.setdefault(row.beslut_id, []).append(fact)
    return found


def add_file(connection: Connection, stangning: Stangning, namn: str, innehall: bytes, av: str, tid: datetime) -> None:
    """Keep an issued file with its closed quarter, unless the same bytes are kept under that name already."""
    digest = sha256(innehall)
    same = and_(FIL.c.stangning_id == stangning.id, FIL.c.namn == namn, FIL.c.sha256 == digest)
    if connection.scalar(select(FIL.c.id).where(same)) is None:
        row = {"stangning_id": stangning.id, "namn": namn, "sha256": digest, "innehall": innehall}
        connection.execute(insert(FIL), {**row, "av": av, "tid": tid})


def latest_history(connection: Connection) -> dict[tuple[str | None, Lag], Kvartal]:
    """Return the latest quarter that imported history names as having reported something, by nämnd and law."""
    slag = [Handelseslag.RAPPORTERAD.value, Handelseslag.SLUTRAPPORTERAD.value]
    query = (
        select(BESLUT.c.namnd, BESLUT.c.lag, func.max(HANDELSE.c.kvartal).label("kvartal"))
        .join_from(HANDELSE, BESLUT, HANDELSE.c.beslut_id == BESLUT.c.id)
        .where(HANDELSE.c.kvartal.is_not(None), HANDELSE.c.slag.in_(slag))
        .group_by(BESLUT.c.namnd, BESLUT.c.lag)
    )
    return {(row.namnd, Lag(row.lag)): Kvartal.parse(row.kvartal) for row in connection.execute(query)}


def closings_with(connection: Connection, beslut_id: int, kvartal: Kvartal) -> list[Stangning]:
    """Return the closings of a quarter that hold a row of a decision."""
    own = select(FRYST_RAD.c.stangning_id).where(FRYST_RAD.c.beslut_id == beslut_id)
    return _closings(connection, _KVARTALETS.where(STANGNING.c.id.in_(own)), {"kvartal": str(kvartal)})


def files_of(connection: Connection, stangning_id: int) -> list[tuple[str, datetime, str]]:
    """Return the files issued from a closing, in order: name, when (UTC), by whom."""
    query = select(FIL.c.namn, FIL.c.tid, FIL.c.av).where(FIL.c.stangning_id == stangning_id).order_by(FIL.c.id)
    return [(row.namn, row.tid, row.av) for row in connection.execute(query)]


def day_of_file(connection: Connection, namn: str, tid: datetime) -> date:
    """Return the day that a file was issued: the one its user said it was, else the clock's, as the log has it."""
    own = and_(LOGG.c.tid == tid, LOGG.c.vad.like("kvartal.%.fil"), LOGG.c.nytt.startswith(f"{namn} ", autoescape=True))
    said = connection.scalar(select(LOGG.c.idag).where(own).order_by(LOGG.c.id.desc()).limit(1))
    return said or tid.date()
