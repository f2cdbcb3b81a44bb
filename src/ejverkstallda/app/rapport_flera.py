"""One paper to fullmäktige from several nämnder's registers. They are only read; an older one is left as it is."""

import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final, NamedTuple

from sqlalchemy import Connection

from ejverkstallda.app.dokument import (
    UPPGIFTER_SAKNAS,
    Byggt,
    build_documents,
    paper_kommun,
    refuse_identity,
    with_logo,
)
from ejverkstallda.app.frysta_mallar import FrystaMallar
from ejverkstallda.app.kommunfil import TextSources, read_sources
from ejverkstallda.app.kvartal_visa import Urval, quarter_namnder
from ejverkstallda.app.kvartalsvar import Kvartalsvar
from ejverkstallda.app.namnder import Namnder
from ejverkstallda.app.pappersgranskning import judge_papers
from ejverkstallda.app.rapport import Bestallning, Rapportsvar, draw_papers, refuse_other, told_of_letters
from ejverkstallda.app.resultat import AppError, Resultat, Utgang, misuse, refuse
from ejverkstallda.app.sammanhang import Sammanhang
from ejverkstallda.domain.beslut import Lag
from ejverkstallda.domain.brister import Allvar, Brist, Felkod
from ejverkstallda.domain.kvartalsbild import Kvartalsbild
from ejverkstallda.report.fullmaktige_flera import Gemensamram, build_gemensam
from ejverkstallda.report.granskning import text_places
from ejverkstallda.report.kommun import Kommun
from ejverkstallda.report.mallar import Mallfel
from ejverkstallda.store.databas import open_register, register_path
from ejverkstallda.store.fel import RegisterError
from ejverkstallda.store.godkannandelager import approved_prints
from ejverkstallda.store.installningslager import read_settings
from ejverkstallda.store.kvartalslager import closings_of
from ejverkstallda.writers.atomisk import write_all_atomically

SLAG: Final = "fullmaktige"
NAMND_TVA_GANGER: Final = Felkod(
    "namnd_i_flera_register",
    Allvar.FEL,
    "Samma nämnd finns i två av registren, så dess ärenden skulle räknas två gånger.",
    "Ange varje nämnds register en gång, eller rätta nämndens namn (ejv installning satt namnder).",
)
KOMMUN_OLIKA: Final = Felkod(
    "kommuner_olika",
    Allvar.FEL,
    "Registren hör till olika kommuner.",
    "Ange bara register från en och samma kommun, eller rätta namnet (ejv installning satt kommun, kommun.toml).",
)
NAMND_SAKNAS: Final = Felkod(
    "namnd_saknas_i_register",
    Allvar.FEL,
    "Ett register, eller ett beslut i det, säger inte vilken nämnd det hör till.",
    "Ange nämnden: ejv installning satt namnder NAMN, eller i beslutet med ejv ratta.",
)
EJ_STANGT: Final = Felkod(
    "kvartal_ej_stangt_hos_namnd",
    Allvar.UPPLYSNING,
    "Kvartalet är inte stängt hos en nämnd; det gemensamma papperet är ett utkast.",
    "Stäng kvartalet där (ejv kvartal stang) och gör papperet på nytt.",
)


class _Register(NamedTuple):
    """A register open for reading: what it is asked with, its texts, its municipality and its nämnder.

    `celler` are the nämnder and laws that tell of the quarter: those with decisions, those that are closed without
    any, and those that kommun.toml names a law for.
    """

    ctx: Sammanhang
    connection: Connection
    sources: TextSources
    kommun: Kommun
    namnder: Namnder
    celler: frozenset[tuple[str, Lag]]


@dataclass(slots=True)
class _Samlat:
    """The faults of all registers, each with the register it stands in; they are told together."""

    brister: list[Brist] = field(default_factory=list)
    utgang: Utgang = Utgang.NEKAT

    @contextmanager
    def of(self, databas: str) -> Iterator[None]:
        """Gather what stops a register, in place of stopping at it."""
        try:
            yield
        except RegisterError as error:
            self.brister.append(Brist(error.kod, Allvar.FEL, error.text, _shown(databas)))
            self.utgang = Utgang.REGISTER
        except AppError as error:
            self.brister += [replace(b, plats=f"{databas}: {b.plats}" if b.plats else databas) for b in error.brister]

    def refuse(self) -> None:
        """Refuse when there is a fault.

        Raises:
            AppError: with all of them.
        """
        if self.brister:
            raise AppError(self.brister, self.utgang)


def _shown(databas: str) -> str:
    """Return a register's place as it can be told: an address of another kind of database may hold a password."""
    kind, mark, _ = databas.partition("://")
    return f"{kind}://…" if mark and kind != "sqlite" else databas


def make_joint_report(ctx: Sammanhang, databaser: Sequence[str], order: Bestallning) -> Resultat[Rapportsvar]:
    """Write fullmäktige's paper of a quarter for several registers, one per law; it is kept in none of them.

    A nämnd is in the paper of a law that it decides under; where none does, every nämnd is in it with nothing.

    Raises:
        AppError: a register or its texts that cannot be used (all of them are named), the same nämnd twice, different
            municipalities, or what stops a nämnd's own paper; nothing has been written.
        SkrivfelError: a file cannot be written; none has been.
    """
    _refuse_choices(databaser, order)
    kvartal = order.urval.kvartal
    if kvartal.first_day > ctx.idag:
        raise refuse("kvartal_ej_borjat", f"{kvartal} börjar {kvartal.first_day}; det finns inget att redovisa än.")
    faults = _Samlat()
    with ExitStack() as stack:
        registers = _open_all(stack, ctx, databaser, order, faults)
        faults.brister += _mixed(registers)
        approved = frozenset[str]().union(*(approved_prints(r.connection) for r in registers))
        per_law: dict[Lag, list[Byggt]] = {}
        for lag in _laws(registers, order):
            found = per_law.setdefault(lag, [])
            for register in registers:
                with faults.of(register.ctx.databas):
                    own = _parts(register, _chosen(registers, register, lag), lag, order)
                    judge_papers(own, approved, order.godkann)
                    found += own
        faults.refuse()
    built = [_joint(registers[0], parts, lag, order) for lag, parts in per_law.items()]
    parts = [part for found in per_law.values() for part in found]
    papers = draw_papers(built, order)
    files = {p.fil: p.innehall for p in papers}
    if not order.skriv_over:
        refuse_other(files)
    write_all_atomically(files)
    told = [b for part in parts for b in part.brister if b.kod != UPPGIFTER_SAKNAS.kod]
    told += [EJ_STANGT.brist(f"{kvartal} är inte stängt.", _named(p)) for p in parts if not p.svar.stangd]
    told += [f for b in built for f in (*b.brister, *told_of_letters(b, order))]
    return Resultat(Rapportsvar(tuple(papers), av=ctx.vem), tuple(dict.fromkeys(told)))


def _refuse_choices(databaser: Sequence[str], order: Bestallning) -> None:
    """Refuse what cannot be chosen of several registers."""
    if order.urval.namnd is not None:
        raise misuse("namnd_och_flera", "Med flera register väljs nämnderna genom registren. Ta bort --namnd.")
    if order.godkann.fynd or order.godkann.skal:
        raise misuse(
            "godkann_och_flera",
            "Ett fynd godkänns i nämndens eget register: gör först dess papper med --godkann och --skal, och sedan det "
            "gemensamma.",
        )
    seen: set[Path] = set()
    for databas in databaser:
        try:
            path = register_path(databas).resolve()
        except RegisterError:  # told with the other registers' faults, when they are opened
            continue
        if path in seen:
            raise misuse(
                "register_tva_ganger", f"Registret {databas} är angivet två gånger. Ange varje register en gång."
            )
        seen.add(path)


def _open_all(
    stack: ExitStack, ctx: Sammanhang, databaser: Sequence[str], order: Bestallning, faults: _Samlat
) -> list[_Register]:
    opened: list[_Register] = []
    for databas in databaser:
        with faults.of(databas):
            connection = stack.enter_context(open_register(databas, write=False, upgrade=False))
            opened.append(_read(ctx._replace(databas=databas), connection, order.urval))
    return opened


def _read(ctx: Sammanhang, connection: Connection, urval: Urval) -> _Register:
    settings = read_settings(connection)
    namnder = quarter_namnder(connection, settings, urval.kvartal)
    sources = read_sources(ctx.folder)
    kommun = paper_kommun(sources, settings.kommun, namnder.namn)
    closed = {(s.cell.namnd, s.cell.lag) for s in closings_of(connection, urval.kvartal)}
    only = kommun.namnder[0].namn if len(kommun.namnder) == 1 else ""
    said = {(namnder.canonical(n.namn), lag) for n in kommun.namnder for lag in n.lagar}
    known = {*namnder.namn, only}
    return _Register(
        ctx, connection, sources, kommun, namnder, namnder.celler | closed | {c for c in said if c[0] in known}
    )


def _mixed(registers: Sequence[_Register]) -> Iterator[Brist]:
    """Yield what hinders a sum: different municipalities, a nämnd without name, or the same nämnd twice."""
    names = {_key(r.kommun.namn) for r in registers}
    if len(names) > 1 or "" in names:
        told = "; ".join(f"{r.ctx.databas}: {r.kommun.namn or 'kommun saknas'}" for r in registers)
        yield KOMMUN_OLIKA.brist(f"Registren hör inte till en och samma kommun ({told}).")
    where: dict[str, str] = {}
    for register in registers:
        own = _own_names(register)
        if not own or (register.namnder.flera and any(not namnd for namnd, _ in register.namnder.celler)):
            yield NAMND_SAKNAS.brist("Registret har ärenden utan nämnd.", register.ctx.databas)
        for namn in own:
            if (first := where.setdefault(_key(namn), register.ctx.databas)) != register.ctx.databas:
                yield NAMND_TVA_GANGER.brist(f"{namn} finns både i {first} och i {register.ctx.databas}.")


def _key(namn: str) -> str:
    """Return what a name is known by: neither case, spaces nor how its letters are encoded tell two names apart."""
    return " ".join(unicodedata.normalize("NFKC", namn.casefold()).split())


def _own_names(register: _Register) -> tuple[str, ...]:
    """Return the nämnder of a register; one without takes kommun.toml's only one, as its papers do."""
    known = register.kommun.namnder
    return register.namnder.namn or tuple(n.namn for n in known if len(known) == 1)


def _laws(registers: Sequence[_Register], order: Bestallning) -> list[Lag]:
    if order.urval.lag is not None:
        return [order.urval.lag]
    return sorted({lag for r in registers for _, lag in r.namnder.celler}) or list(Lag)


def _chosen(registers: Sequence[_Register], register: _Register, lag: Lag) -> tuple[str, ...]:
    """Return the nämnder of a register that decide under a law; all of them where no nämnd anywhere does."""
    if not any(lag is own for r in registers for _, own in r.celler):
        return _own_names(register)
    return tuple(sorted({namnd for namnd, own in register.celler if own is lag}))


def _parts(register: _Register, namnder: Sequence[str], lag: Lag, order: Bestallning) -> list[Byggt]:
    """Build each nämnd's own paper; a register with one nämnd is asked as its own papers ask it."""
    chosen = namnder if register.namnder.flera else [None] if namnder else []
    return [
        part
        for namnd in chosen
        for part in build_documents(
            register.connection,
            register.ctx,
            (SLAG,),
            order.urval._replace(lag=lag, namnd=namnd),
            register.sources,
            order.val,
        )
    ]


def _named(part: Byggt) -> str:
    return str(part.papper.innehall.huvud.namnd)


def _joint(first: _Register, delar: Sequence[Byggt], lag: Lag, order: Bestallning) -> Byggt:
    parts = sorted(delar, key=lambda p: _named(p).casefold())
    day = order.val.datum or max(p.papper.innehall.huvud.dokumentdatum for p in parts)
    ram = Gemensamram(order.urval.kvartal, lag, first.kommun, day, order.val.diarienummer or "")
    mallar = FrystaMallar.of(first.sources.mallar)
    try:
        built = build_gemensam(ram, [p.papper for p in parts], mallar)
    except Mallfel as error:
        raise AppError(replace(b, plats=f"{first.ctx.databas}: {b.plats}") for b in error.brister) from None
    filnamn = f"{SLAG}_{order.urval.kvartal}_{lag}_flera-namnder"
    papper = with_logo(built, first.sources, first.kommun)
    refuse_identity(text_places(papper.dokument), filnamn)
    closed = all(p.svar.stangd for p in parts)
    svar = Kvartalsvar(parts[0].svar.ram, lag, None, Kvartalsbild(()), stangd=closed)
    return Byggt(SLAG, filnamn, papper, svar, tuple(mallar.brister()), ())
