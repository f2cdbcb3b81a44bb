"""One paper to fullmäktige from several nämnder's registers. They are only read; an older one is left as it is."""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from sqlalchemy import Connection

from ejverkstallda.app.dokument import UPPGIFTER_SAKNAS, Byggt, build_documents, refuse_identity, with_logo
from ejverkstallda.app.frysta_mallar import FrystaMallar
from ejverkstallda.app.kommunfil import KOMMUNFIL, TextSources, read_sources
from ejverkstallda.app.kvartal_visa import quarter_namnder
from ejverkstallda.app.kvartalsvar import Kvartalsvar
from ejverkstallda.app.namnder import Namnder
from ejverkstallda.app.pappersgranskning import judge_papers
from ejverkstallda.app.rapport import Bestallning, Rapportsvar, draw_papers, refuse_other, told_of_letters
from ejverkstallda.app.resultat import AppError, Resultat, Utgang, misuse, refuse
from ejverkstallda.app.sammanhang import Sammanhang
from ejverkstallda.domain.beslut import Lag
from ejverkstallda.domain.brister import Allvar, Brist, Felkod
from ejverkstallda.domain.kvartalsbild import Kvartalsbild
from ejverkstallda.readers.kommun import parse_kommun
from ejverkstallda.report.fullmaktige_flera import Gemensamram, build_gemensam
from ejverkstallda.report.granskning import text_places
from ejverkstallda.report.kommun import Kommun, default_kommun
from ejverkstallda.report.mallar import Mallfel
from ejverkstallda.store.databas import open_register, register_path
from ejverkstallda.store.fel import RegisterError
from ejverkstallda.store.godkannandelager import approved_prints
from ejverkstallda.store.installningslager import read_settings
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


@dataclass(frozen=True, slots=True)
class _Register:
    """A register open for reading: what it is asked with, its texts and its nämnder."""

    ctx: Sammanhang
    connection: Connection
    sources: TextSources
    namnder: Namnder
    kommun: str


def make_joint_report(ctx: Sammanhang, databaser: Sequence[str], order: Bestallning) -> Resultat[Rapportsvar]:
    """Write fullmäktige's paper of a quarter for several registers, one per law; it is kept in none of them.

    Raises:
        AppError: a register that cannot be used (all of them are named), the same nämnd twice, different
            municipalities, or what stops a nämnd's own paper; nothing has been written.
        SkrivfelError: a file cannot be written; none has been.
    """
    _refuse_choices(databaser, order)
    kvartal = order.urval.kvartal
    if kvartal.first_day > ctx.idag:
        raise refuse("kvartal_ej_borjat", f"{kvartal} börjar {kvartal.first_day}; det finns inget att redovisa än.")
    with ExitStack() as stack:
        registers = _open_all(stack, ctx, databaser, order)
        _refuse_mixed(registers)
        approved = frozenset[str]().union(*(approved_prints(r.connection) for r in registers))
        built, parts = [], []
        for lag in _laws(registers, order):
            own = [(r, _parts(r, lag, order)) for r in registers]
            parts += [part for _, found in own for part in found]
            built.append(_joint(registers, own, lag, order))
        judge_papers(parts, approved, order.godkann)
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
    seen: dict[Path, str] = {}
    for databas in databaser:
        path = register_path(databas).resolve()
        if path in seen:
            raise misuse(
                "register_tva_ganger", f"Registret {databas} är angivet två gånger. Ange varje register en gång."
            )
        seen[path] = databas


def _open_all(stack: ExitStack, ctx: Sammanhang, databaser: Sequence[str], order: Bestallning) -> list[_Register]:
    faults: list[Brist] = []
    opened: list[_Register] = []
    for databas in databaser:
        own = replace(ctx, databas=databas)
        try:
            connection = stack.enter_context(open_register(databas, write=False, upgrade=False))
            settings = read_settings(connection)
            namnder = quarter_namnder(connection, settings, order.urval.kvartal)
            opened.append(_Register(own, connection, read_sources(own.folder), namnder, settings.kommun))
        except RegisterError as error:
            faults.append(Brist(error.kod, Allvar.FEL, error.text))
    if faults:
        raise AppError(faults, Utgang.REGISTER)
    return opened


def _kommun_of(register: _Register) -> Kommun:
    """Return the municipality as the register's own papers have it today."""
    text = register.sources.kommun
    kommun, faults = parse_kommun(text, KOMMUNFIL) if text is not None else (None, ())
    if faults and kommun is None:
        raise AppError(faults)
    return kommun or default_kommun(register.kommun, register.namnder.namn)


def _refuse_mixed(registers: Sequence[_Register]) -> None:
    """Refuse registers of different municipalities, without a nämnd's name, or with the same nämnd twice."""
    faults: list[Brist] = []
    names = {_kommun_of(r).namn.casefold(): _kommun_of(r).namn for r in registers}
    if len(names) > 1 or "" in names:
        told = "; ".join(f"{r.ctx.databas}: {_kommun_of(r).namn or 'kommun saknas'}" for r in registers)
        faults.append(KOMMUN_OLIKA.brist(f"Registren hör inte till en och samma kommun ({told})."))
    where: dict[str, str] = {}
    for register in registers:
        own = _own_names(register)
        if not own or (register.namnder.flera and any(not namnd for namnd, _ in register.namnder.celler)):
            faults.append(NAMND_SAKNAS.brist("Registret har ärenden utan nämnd.", register.ctx.databas))
        for namn in own:
            if (first := where.setdefault(namn.casefold(), register.ctx.databas)) != register.ctx.databas:
                text = f"{namn} finns både i {first} och i {register.ctx.databas}."
                faults.append(NAMND_TVA_GANGER.brist(text))
    if faults:
        raise AppError(faults)


def _own_names(register: _Register) -> tuple[str, ...]:
    """Return the nämnder of a register; one without takes kommun.toml's only one, as its papers do."""
    known = _kommun_of(register).namnder
    return register.namnder.namn or tuple(n.namn for n in known if len(known) == 1)


def _laws(registers: Sequence[_Register], order: Bestallning) -> list[Lag]:
    if order.urval.lag is not None:
        return [order.urval.lag]
    return sorted({lag for r in registers for _, lag in r.namnder.celler}) or list(Lag)


def _parts(register: _Register, lag: Lag, order: Bestallning) -> list[Byggt]:
    urval = replace(order.urval, lag=lag)
    return build_documents(register.connection, register.ctx, (SLAG,), urval, register.sources, order.val)


def _named(part: Byggt) -> str:
    return str(part.papper.innehall.huvud.namnd)


def _joint(
    registers: Sequence[_Register], own: Sequence[tuple[_Register, Sequence[Byggt]]], lag: Lag, order: Bestallning
) -> Byggt:
    first = registers[0]
    kommun = _kommun_of(first)
    parts = sorted((part for _, found in own for part in found), key=lambda p: _named(p).casefold())
    day = order.val.datum or max(p.papper.innehall.huvud.dokumentdatum for p in parts)
    ram = Gemensamram(order.urval.kvartal, lag, kommun, day, order.val.diarienummer or "")
    mallar = FrystaMallar.of(first.sources.mallar)
    try:
        built = build_gemensam(ram, [p.papper for p in parts], mallar)
    except Mallfel as error:
        raise AppError(error.brister) from None
    filnamn = f"{SLAG}_{order.urval.kvartal}_{lag}_flera-namnder"
    papper = with_logo(built, first.sources, kommun)
    refuse_identity(text_places(papper.dokument), filnamn)
    closed = all(p.svar.stangd for p in parts)
    svar = Kvartalsvar(parts[0].svar.ram, lag, None, Kvartalsbild(()), stangd=closed)
    return Byggt(SLAG, filnamn, papper, svar, tuple(mallar.brister()), ())
