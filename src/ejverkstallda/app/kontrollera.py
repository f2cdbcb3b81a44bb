"""Check the whole register: silent when all is well, otherwise where and what to do."""

import json
from collections.abc import Callable, Iterator
from typing import Any, Final

from sqlalchemy import Connection, func, select, text

from ejverkstallda.app.beslutsfynd import decision_findings
from ejverkstallda.app.resultat import Enkeltsvar, Resultat
from ejverkstallda.app.sammanhang import Sammanhang
from ejverkstallda.domain.beslut import Handelseslag
from ejverkstallda.domain.brister import Allvar, Brist, Felkod
from ejverkstallda.report.fritext import text_findings
from ejverkstallda.store.beslutslager import all_ids, batches, get_posts
from ejverkstallda.store.handelselager import events_of
from ejverkstallda.store.installningslager import read_settings
from ejverkstallda.store.kvartalslager import sealed, sha256
from ejverkstallda.store.oversattning import BESLUT, FIL, FRYST_RAD, HANDELSE, PERSON, STANGNING
from ejverkstallda.store.triggrar import missing_triggers
from ejverkstallda.store.vantanlager import derive_posts, stored_vantan, vantan_rows

_KNIPPE: Final = 2000


def _fel(kod: str, betydelse: str, atgard: str) -> Felkod:
    return Felkod(kod, Allvar.FEL, betydelse, atgard)


VANTAN_AVVIKER: Final = _fel(
    "vantan_avviker",
    "Det lagrade om ett besluts väntan stämmer inte med dess händelser.",
    "Ändra beslutet med ejv ratta så härleds det på nytt, eller ta fram säkerhetskopian.",
)
FRYST_RAD_SKADAD: Final = _fel(
    "fryst_rad_skadad",
    "En fryst rad har ändrats sedan kvartalet stängdes.",
    "Ta fram säkerhetskopian; en stängd rapport får inte ändras.",
)
STANGNING_SKADAD: Final = _fel(
    "stangning_skadad",
    "En stängning har ändrats: raderna är inte lika många som när kvartalet stängdes, eller dess dagar eller texter är "
    "andra.",
    "Ta fram säkerhetskopian; en stängd rapport får inte ändras.",
)
FIL_SKADAD: Final = _fel(
    "utgiven_fil_skadad", "Ett utgivet dokument i registret har ändrats.", "Ta fram säkerhetskopian."
)
TRIGGER_SAKNAS: Final = _fel(
    "trigger_saknas",
    "Ett skydd mot ändring i registret saknas.",
    "Ta fram säkerhetskopian, eller anmäl felet; registret kan ha öppnats av ett annat program.",
)
RAD_FORALDRALOS: Final = _fel("rad_foraldralos", "En rad pekar på något som inte finns.", "Ta fram säkerhetskopian.")
DATABAS_SKADAD: Final = _fel("databas_skadad", "SQLite finner fel i databasen.", "Ta fram säkerhetskopian.")
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
    with ctx.reading() as connection:
        found = [b for check in _KONTROLLER.values() for b in check(connection, ctx)]
    return Resultat(Enkeltsvar({"kontroller": list(_KONTROLLER), "brister": len(found)}), tuple(found))


def _database(connection: Connection, _: Sammanhang) -> Iterator[Brist]:
    for row in connection.execute(text("PRAGMA quick_check")):
        if row[0] != "ok":
            yield DATABAS_SKADAD.brist("SQLite finner fel i databasen.")
            return


def _triggers(connection: Connection, _: Sammanhang) -> Iterator[Brist]:
    for name in missing_triggers(connection):
        yield TRIGGER_SAKNAS.brist(f"Triggern {name} saknas.", name)


def _orphans(connection: Connection, _: Sammanhang) -> Iterator[Brist]:
    for row in connection.execute(text("PRAGMA foreign_key_check")):
        yield RAD_FORALDRALOS.brist(f"Rad {row[1]} i tabellen {row[0]} pekar på en rad i {row[2]} som saknas.", row[0])
    used = select(BESLUT.c.person_id).where(BESLUT.c.person_id.is_not(None))
    left = connection.scalar(select(func.count()).select_from(PERSON).where(PERSON.c.id.not_in(used))) or 0
    if left:
        yield PERSON_UTAN_BESLUT.brist(f"{left} personnummer finns kvar utan beslut.")


def _frozen(connection: Connection, _: Sammanhang) -> Iterator[Brist]:
    """Frozen rows against their hashes, their own columns and the number that was closed; issued files."""
    for row in connection.execute(_FRYSTA):
        whole = sha256(row.siffror) == row.siffror_sha256 and sha256(row.texter) == row.texter_sha256
        if not whole or not _agrees(row):
            yield FRYST_RAD_SKADAD.brist(f"Fryst rad {row.id} har ändrats.", f"{row.kvartal} {row.lag}")
    counted = select(FRYST_RAD.c.stangning_id, func.count()).group_by(FRYST_RAD.c.stangning_id)
    have = dict(tuple(row) for row in connection.execute(counted))
    for closing in connection.execute(select(STANGNING)):
        ram = json.loads(closing.ram)
        plats = f"{closing.kvartal} {closing.lag}"
        if "rader" in ram and (ram["rader"] != have.get(closing.id, 0) or ram != sealed(ram, closing)):
            yield STANGNING_SKADAD.brist(STANGNING_SKADAD.betydelse, plats)
    for file in connection.execute(select(FIL.c.namn, FIL.c.sha256, FIL.c.innehall)):
        if sha256(file.innehall) != file.sha256:
            yield FIL_SKADAD.brist(f"Dokumentet {file.namn} har ändrats.", file.namn)


_FRYSTA: Final = (
    select(FRYST_RAD, STANGNING.c.kvartal, STANGNING.c.lag, BESLUT.c.beslutsnummer, BESLUT.c.tidigare_nummer)
    .join_from(FRYST_RAD, STANGNING, FRYST_RAD.c.stangning_id == STANGNING.c.id)
    .join(BESLUT, FRYST_RAD.c.beslut_id == BESLUT.c.id)
)


def _agrees(row: Any) -> bool:
    """Tell whether a frozen row's columns say what its figures and texts say, and it stands under its own closing."""
    figures = json.loads(row.siffror)
    same = (
        row.grupp == figures["grupp"]
        and row.slag == figures["vantan"]
        and row.start.isoformat() == figures["start"]
        and row.forst == figures["forst_rapporterad"]
        and row.har_slut == (figures["slut"] is not None)
        and row.lag == figures["lag"]
    )
    new_says = figures["grupp"] != "ny" or figures["forst_rapporterad"] == row.kvartal
    return bool(same and new_says)


def _decisions(connection: Connection, ctx: Sammanhang) -> Iterator[Brist]:
    """Derived väntan against stored, odd orders of events, dates, unknown insatser and lagrum."""
    settings = read_settings(connection)
    first = settings.forsta_kvartal
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
                yield VANTAN_AVVIKER.brist(VANTAN_AVVIKER.betydelse, plats)
            yield from derived[row_id].brister
            yield from decision_findings(post.beslut, plats, settings)
            b = post.beslut
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


def _free_texts(connection: Connection, _: Sammanhang) -> Iterator[Brist]:
    """Personal details in the texts of events that hold: what is corrected or struck cannot be put right any more."""
    replaced = select(HANDELSE.c.ersatter).where(HANDELSE.c.ersatter.is_not(None))
    query = (
        select(BESLUT.c.beslutsnummer, HANDELSE.c.id, HANDELSE.c.text)
        .join_from(HANDELSE, BESLUT, HANDELSE.c.beslut_id == BESLUT.c.id)
        .where(HANDELSE.c.text.is_not(None), HANDELSE.c.slag != Handelseslag.MAKULERAD.value)
        .where(HANDELSE.c.id.not_in(replaced), BESLUT.c.makulerad.is_(False))
        .order_by(HANDELSE.c.id)
    )
    for number, event_id, written in connection.execute(query.execution_options(yield_per=_KNIPPE)):
        yield from text_findings(written, f"beslut {number} händelse {event_id}")


_KONTROLLER: Final[dict[str, Callable[[Connection, Sammanhang], Iterator[Brist]]]] = {
    "databas": _database,
    "triggrar": _triggers,
    "foraldralosa": _orphans,
    "frysta": _frozen,
    "beslut": _decisions,
    "fritext": _free_texts,
}
"""Checks by name, in the order they run."""
