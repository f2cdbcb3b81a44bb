"""Check the whole register: silent when all is well, otherwise where and what to do."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Final, TypeAlias

from sqlalchemy import Connection, Date, DateTime, String, cast, func, select, text

from ejverkstallda.app.beslutsfynd import decision_findings
from ejverkstallda.app.kontrollera_frysta import FRYST_RAD_SKADAD, Frystfynd, frozen_findings
from ejverkstallda.app.resultat import Enkeltsvar, Resultat
from ejverkstallda.app.sammanhang import Sammanhang
from ejverkstallda.domain.beslut import Handelseslag
from ejverkstallda.domain.brister import Allvar, Brist, Felkod
from ejverkstallda.domain.felkoder import SLUT_REDOVISAT
from ejverkstallda.domain.handelsefynd import event_findings
from ejverkstallda.domain.insatser import INSATSER
from ejverkstallda.report.avidentifiering import finding_id, findings_left
from ejverkstallda.store.beslutslager import all_ids, batches, get_posts
from ejverkstallda.store.godkannandelager import approved_prints
from ejverkstallda.store.handelselager import events_of
from ejverkstallda.store.installningslager import read_settings
from ejverkstallda.store.kvartalslager import sha256
from ejverkstallda.store.oversattning import BESLUT, FIL, GODKANNANDE, HANDELSE, LOGG, PERSON, TABELLER
from ejverkstallda.store.triggrar import altered_triggers, missing_triggers
from ejverkstallda.store.vantanlager import derive_posts, stored_vantan, vantan_rows

_KNIPPE: Final = 2000
_INSATSKODER: Final = {None, *(insats.kod for insats in INSATSER)}
_Rader: TypeAlias = Mapping[object, Mapping[str, object]]
"""A decision's stored or derived väntan by the event that opened each."""


def _fel(kod: str, betydelse: str, atgard: str) -> Felkod:
    return Felkod(kod, Allvar.FEL, betydelse, atgard)


VANTAN_AVVIKER: Final = _fel(
    "vantan_avviker",
    "Det lagrade om ett besluts väntan stämmer inte med dess händelser.",
    "Ändra beslutet med ejv ratta så härleds det på nytt, eller ta fram säkerhetskopian.",
)
FIL_SKADAD: Final = _fel(
    "utgiven_fil_skadad", "Ett utgivet dokument i registret har ändrats.", "Ta fram säkerhetskopian."
)
TRIGGER_SAKNAS: Final = _fel(
    "trigger_saknas",
    "Ett skydd mot ändring i registret saknas eller är utbytt.",
    "Ta fram säkerhetskopian, eller anmäl felet; registret kan ha öppnats av ett annat program.",
)
RAD_FORALDRALOS: Final = _fel("rad_foraldralos", "En rad pekar på något som inte finns.", "Ta fram säkerhetskopian.")
DATABAS_SKADAD: Final = _fel("databas_skadad", "SQLite finner fel i databasen.", "Ta fram säkerhetskopian.")
VARDE_SKADAT: Final = _fel("varde_skadat", "Ett värde i registret kan inte läsas.", "Ta fram säkerhetskopian.")
GODKANNANDE_SKADAT: Final = _fel(
    "godkannande_skadat",
    "Ett godkänt fynd i ett papper står inte lika i registret och i loggen.",
    "Ta fram säkerhetskopian, eller granska papperen på nytt.",
)
PERSON_UTAN_BESLUT: Final = Felkod(
    "person_utan_beslut",
    Allvar.UPPLYSNING,
    "Personnummer finns kvar utan beslut.",
    "Inget beslut använder dem längre.",
)
DATUM_OVANTAT: Final = Felkod(
    "datum_ovantat", Allvar.VARNING, "Datum i ett beslut går inte ihop.", "Kontrollera och rätta med ejv ratta."
)


def check_register(ctx: Sammanhang) -> Resultat[Enkeltsvar]:
    """Run every check and return what they found (contract: `kontrollera`)."""
    found: list[Brist] = []
    with ctx.reading() as connection:
        for check in _KONTROLLER.values():
            new = list(check(connection, ctx))
            found += new
            if check is _values and new:  # what cannot be read cannot be checked any further
                break
    return Resultat(Enkeltsvar({"kontroller": list(_KONTROLLER), "brister": len(found)}), tuple(found))


def quick_findings(connection: Connection, ctx: Sammanhang) -> tuple[Brist, ...]:
    """Return what the checks find of a file known to be whole, without going through each decision.

    Values that are no days stop the rest, as in `check_register`.
    """
    found = list(_values(connection, ctx))
    checks = () if found else (_triggers, _orphans, _frozen)
    return (*found, *(brist for check in checks for brist in check(connection, ctx)))


def _database(connection: Connection, _: Sammanhang) -> Iterator[Brist]:
    for row in connection.execute(text("PRAGMA quick_check")):
        if row[0] != "ok":
            yield DATABAS_SKADAD.brist("SQLite finner fel i databasen.")
            return


def _triggers(connection: Connection, _: Sammanhang) -> Iterator[Brist]:
    for name in missing_triggers(connection):
        yield TRIGGER_SAKNAS.brist(f"Triggern {name} saknas.", name)
    for name in altered_triggers(connection):
        yield TRIGGER_SAKNAS.brist(f"Triggern {name} är utbytt mot en annan med samma namn.", name)


def _values(connection: Connection, _: Sammanhang) -> Iterator[Brist]:
    """Days and times that are none: SQLite keeps any text in the column."""
    for table in TABELLER:
        for column in table.c:
            as_text = cast(column, String)
            # '+0 days' makes SQLite count, or it gives 31 February back as it stands.
            if isinstance(column.type, Date):
                wrong = func.date(as_text, "+0 days").is_distinct_from(as_text)
            elif isinstance(column.type, DateTime):
                wrong = func.datetime(as_text, "+0 days").is_distinct_from(func.substr(as_text, 1, 19))
            else:
                continue
            for row_id in connection.scalars(select(table.c.id).where(column.is_not(None), wrong)):
                yield VARDE_SKADAT.brist(f"Värdet i kolumnen {column.name} är ingen dag.", f"{table.name} rad {row_id}")


def _orphans(connection: Connection, _: Sammanhang) -> Iterator[Brist]:
    for row in connection.execute(text("PRAGMA foreign_key_check")):
        yield RAD_FORALDRALOS.brist(f"Rad {row[1]} i tabellen {row[0]} pekar på en rad i {row[2]} som saknas.", row[0])
    used = select(BESLUT.c.person_id).where(BESLUT.c.person_id.is_not(None))
    left = connection.scalar(select(func.count()).select_from(PERSON).where(PERSON.c.id.not_in(used))) or 0
    if left:
        yield PERSON_UTAN_BESLUT.brist(f"{left} personnummer finns kvar utan beslut.")


def _frozen(connection: Connection, _: Sammanhang) -> Iterator[Brist]:
    yield from frozen_findings(connection).brister
    for file in connection.execute(select(FIL.c.namn, FIL.c.sha256, FIL.c.innehall)):
        if sha256(file.innehall) != file.sha256:
            yield FIL_SKADAD.brist(f"Dokumentet {file.namn} har ändrats.", file.namn)


def _decisions(connection: Connection, ctx: Sammanhang) -> Iterator[Brist]:
    """Derived väntan against stored, odd orders of events, dates, unknown insatser and lagrum."""
    settings = read_settings(connection)
    first = settings.forsta_kvartal
    damaged = frozen_findings(connection)
    for batch in batches(all_ids(connection), _KNIPPE):
        posts = get_posts(connection, batch)
        derived = derive_posts(connection, posts)
        stored = stored_vantan(connection, batch)
        events = events_of(connection, batch)
        by_decision: dict[int, list[dict[str, object]]] = {}
        for (beslut_id, _), values in stored.items():
            by_decision.setdefault(beslut_id, []).append(values)
        for row_id, post in posts.items():
            plats = post.beslut.plats
            wanted = {v["oppnad_av"]: v for v in vantan_rows(post, derived[row_id], first)}
            have = {v["oppnad_av"]: v for v in by_decision.get(row_id, [])}
            if wanted.keys() != have.keys() or any(have[k][n] != x for k, v in wanted.items() for n, x in v.items()):
                yield from _deviation(row_id, wanted, have, damaged, plats)
            # What the frozen rows say of a decision is not held against it when they are damaged.
            doubted = {SLUT_REDOVISAT.kod} if row_id in damaged.beslut_ids else set()
            yield from (b for b in derived[row_id].brister if b.kod not in doubted)
            yield from decision_findings(post.beslut, plats, settings)
            if not post.makulerad:
                yield from event_findings(post.beslut, [p.handelse for p in events.get(row_id, [])])
            b = post.beslut
            if b.insats_kod not in _INSATSKODER:
                yield VARDE_SKADAT.brist("Insatskoden finns inte i katalogen.", plats)
            if b.galler_till is not None and b.galler_till < b.beslutsdatum:
                yield DATUM_OVANTAT.brist(
                    f"Gäller till {b.galler_till} ligger före beslutsdatum {b.beslutsdatum}.", plats
                )
            if b.ansokningsdatum is not None and b.ansokningsdatum > b.beslutsdatum:
                text_ = f"Ansökan {b.ansokningsdatum} ligger efter beslutsdatum {b.beslutsdatum}."
                yield DATUM_OVANTAT.brist(text_, plats)
            late = [p.handelse.datum for p in events.get(row_id, []) if p.handelse.datum > ctx.idag]
            if late or b.beslutsdatum > ctx.idag:
                yield DATUM_OVANTAT.brist(f"Något är daterat efter {ctx.idag}.", plats)


def _deviation(row_id: int, wanted: _Rader, have: _Rader, damaged: Frystfynd, plats: str) -> Iterator[Brist]:
    """Blame the väntan, unless what differs is what has been reported of it and the frozen rows are what is damaged."""
    if not damaged.brister or any(_course(r) != _course(have.get(k)) for k, r in wanted.items() if not r["borta"]):
        yield VANTAN_AVVIKER.brist(VANTAN_AVVIKER.betydelse, plats)
    elif row_id not in damaged.beslut_ids:
        quarters = {str(r[n]) for r in have.values() for n in ("forst", "slut_kvartal") if r[n]}
        since = f" (rapporterat i {', '.join(sorted(quarters))})" if quarters else ""
        yield FRYST_RAD_SKADAD.brist(f"Beslutets frysta rad saknas eller är ändrad{since}.", plats)


def _course(rad: Mapping[str, object] | None) -> list[object]:
    """Return what the events alone decide of a väntan."""
    return [rad[n] for n in ("start", "gransdag", "slut_slag", "slut_datum", "slut_orsak")] if rad else []


def _free_texts(connection: Connection, _: Sammanhang) -> Iterator[Brist]:
    """Personal details in the texts of events that hold: what is corrected or struck cannot be put right any more."""
    replaced = select(HANDELSE.c.ersatter).where(HANDELSE.c.ersatter.is_not(None))
    query = (
        select(BESLUT.c.beslutsnummer, HANDELSE.c.id, HANDELSE.c.text, BESLUT.c.id)
        .join_from(HANDELSE, BESLUT, HANDELSE.c.beslut_id == BESLUT.c.id)
        .where(HANDELSE.c.text.is_not(None), HANDELSE.c.slag != Handelseslag.MAKULERAD.value)
        .where(HANDELSE.c.id.not_in(replaced), BESLUT.c.makulerad.is_(False))
        .order_by(HANDELSE.c.id)
    )
    approved = approved_prints(connection)
    for number, event_id, written, beslut_id in connection.execute(query.execution_options(yield_per=_KNIPPE)):
        yield from findings_left(written, f"beslut {number} händelse {event_id}", str(beslut_id), approved)


def _approvals(connection: Connection, _: Sammanhang) -> Iterator[Brist]:
    """Hold what has been accepted in public papers against the log, which tells of each in the same words."""
    told = select(LOGG.c.vad, LOGG.c.tid, LOGG.c.av).where(LOGG.c.vad.like("godkannande.%"))
    logged = Counter((row.vad, row.tid, row.av) for row in connection.execute(told))
    kept = connection.execute(select(GODKANNANDE.c.avtryck, GODKANNANDE.c.tid, GODKANNANDE.c.av)).all()
    stored = Counter((f"godkannande.{finding_id(row.avtryck)}", row.tid, row.av) for row in kept)
    for vad, _tid, _av in (*(stored - logged), *(logged - stored)):
        yield GODKANNANDE_SKADAT.brist(GODKANNANDE_SKADAT.betydelse, vad.removeprefix("godkannande."))


_KONTROLLER: Final[dict[str, Callable[[Connection, Sammanhang], Iterator[Brist]]]] = {
    "databas": _database,
    "triggrar": _triggers,
    "varden": _values,
    "foraldralosa": _orphans,
    "frysta": _frozen,
    "beslut": _decisions,
    "fritext": _free_texts,
    "godkannanden": _approvals,
}
"""Checks by name, in the order they run."""
