"""Make the nämnd's papers of a quarter, one per law and nämnd, and keep those of a closed quarter."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection

from ejverkstallda.app.kommunfil import KOMMUNFIL, TextSources, read_sources
from ejverkstallda.app.kvartal_visa import Urval, answer_quarter, quarter_namnder, wanted_cells
from ejverkstallda.app.kvartalsvar import Kvartalsvar
from ejverkstallda.app.namnder import Namnder
from ejverkstallda.app.noter import notes_for
from ejverkstallda.app.resultat import AppError, Resultat, refuse
from ejverkstallda.app.sammanhang import Sammanhang
from ejverkstallda.domain.brister import Allvar, Brist, Felkod
from ejverkstallda.readers.kommun import parse_kommun
from ejverkstallda.report.granskning import Fyndslag, find_identity
from ejverkstallda.report.kommun import Kommun, Namnd, ascii_name, default_kommun
from ejverkstallda.report.mallar import Mallfel
from ejverkstallda.report.modell import Dokument, Notering
from ejverkstallda.report.statistik import build_statistikrapport
from ejverkstallda.report.tjansteutlatande import build_tjansteutlatande
from ejverkstallda.report.underlag import Underlag
from ejverkstallda.store.installningslager import Installningar, read_settings
from ejverkstallda.store.kvartalslager import add_file, sha256
from ejverkstallda.store.logg import Loggrad, write_log
from ejverkstallda.texts.laddning import Texter, load_texts
from ejverkstallda.writers.atomisk import write_all_atomically
from ejverkstallda.writers.pdf import missing_letters, render_pdf

IDENTITET: Final = Felkod(
    "identitet_i_dokument",
    Allvar.FEL,
    "Ett dokument som lämnas ut innehåller ett personnummer eller liknande.",
    "Ta bort det ur texten (ejv ratta eller ejv makulera) och gör dokumentet på nytt.",
)
TEXTER_ANDRADE: Final = Felkod(
    "texter_andrade",
    Allvar.UPPLYSNING,
    "kommun.toml eller en mall har ändrats sedan kvartalet stängdes; dokumentet har texterna som gällde då.",
    "Lägg till --aktuella-texter om dagens texter ska användas.",
)
TECKEN_SAKNAS: Final = Felkod(
    "tecken_saknas",
    Allvar.VARNING,
    "Typsnittet saknar ett tecken; en ersättning står i dess ställe.",
    "Skriv om texten utan tecknet.",
)

_FYND_ORD: Final = {
    Fyndslag.PERSONNUMMER: "Ett personnummer står",
    Fyndslag.ERSATTNINGSNUMMER: "Ett ersättningsnummer står",
}
_Byggare = Callable[[Underlag, Texter], Dokument]
_DOKUMENT: Final[Mapping[str, tuple[str, _Byggare]]] = {
    "statistik": ("statistikrapport", build_statistikrapport),
    "tjansteutlatande": ("tjansteutlatande", build_tjansteutlatande),
}


@dataclass(frozen=True, slots=True)
class Bestallning:
    """What papers are wanted: kind, quarter and selection, folder; date and diarienummer where they are given."""

    slag: str
    urval: Urval
    ut: Path
    datum: date | None = None
    diarienummer: str | None = None
    aktuella_texter: bool = False


@dataclass(frozen=True, slots=True)
class Rapportsvar:
    """The files written, each with its SHA-256; `sparat` when the register keeps them too."""

    filer: tuple[Path, ...]
    sha256: tuple[str, ...]
    sparat: bool = False

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return {"filer": [{"fil": str(p), "sha256": digest} for p, digest in zip(self.filer, self.sha256, strict=True)]}


@dataclass(frozen=True, slots=True)
class _Papper:
    """A paper ready to be written: its file, its bytes, and the quarter's answer it was made from."""

    fil: Path
    innehall: bytes
    svar: Kvartalsvar


def make_reports(ctx: Sammanhang, order: Bestallning) -> Resultat[Rapportsvar]:
    """Write the papers of a quarter, whole or not at all; those of a closed quarter are kept with it.

    Raises:
        AppError: kommun.toml or a template cannot be used, or a paper would hold an identity number.
        SkrivfelError: a file cannot be written.
    """
    kvartal = order.urval.kvartal
    if kvartal.first_day > ctx.idag:
        raise refuse("kvartal_ej_borjat", f"{kvartal} börjar {kvartal.first_day}; det finns inget att redovisa än.")
    sources = read_sources(ctx.folder)
    brister: list[Brist] = []
    with ctx.reading() as connection:
        settings = read_settings(connection)
        namnder = quarter_namnder(connection, settings, order.urval.kvartal)
        papers = []
        for urval in _selections(namnder, order.urval):
            svar = answer_quarter(connection, urval, ctx.idag)
            notes = _notes(connection, svar)
            papers.append(_make(ctx, order, svar, notes, _Texts(sources, settings, namnder), brister))
    if any(p.svar.stangd for p in papers):
        with ctx.writing() as connection:
            _keep(connection, ctx, papers)
            write_all_atomically({p.fil: p.innehall for p in papers})
    else:
        write_all_atomically({p.fil: p.innehall for p in papers})
    kept = any(p.svar.stangd for p in papers)
    data = Rapportsvar(tuple(p.fil for p in papers), tuple(sha256(p.innehall) for p in papers), kept)
    return Resultat(data, tuple(dict.fromkeys(brister)))


def _selections(namnder: Namnder, urval: Urval) -> Iterator[Urval]:
    """One paper per law that has a decision, and per nämnd where there are several."""
    chosen = namnder.chosen(urval.namnd) if urval.namnd is not None else None
    for cell in wanted_cells(namnder, urval, chosen):
        yield replace(urval, lag=cell.lag, namnd=cell.namnd if namnder.flera else chosen)


def _notes(connection: Connection, svar: Kvartalsvar) -> dict[int, tuple[Notering, ...]]:
    computed = [r for r in svar.bild.rader if r.fall_id not in svar.frysta]
    frozen = {i: tuple(Notering(d, t) for d, t in f.noteringar) for i, f in svar.frysta.items()}
    return notes_for(connection, computed, svar.beslut_ids, svar.ram) | frozen


@dataclass(frozen=True, slots=True)
class _Texts:
    """Today's texts, the register's settings and its nämnder."""

    sources: TextSources
    settings: Installningar
    namnder: Namnder

    def chosen(self, svar: Kvartalsvar, *, current: bool) -> tuple[TextSources, bool]:
        """Return the texts that hold for a quarter, frozen ones for a closed one, and whether today's differ."""
        if not svar.stangd or current:
            return self.sources, False
        ram = svar.stangningar[0].ram
        frozen = TextSources(ram["kommun"], ram["mallar"])
        return frozen, frozen != self.sources


def _make(
    ctx: Sammanhang,
    order: Bestallning,
    svar: Kvartalsvar,
    notes: dict[int, tuple[Notering, ...]],
    texts: _Texts,
    brister: list[Brist],
) -> _Papper:
    namn, build = _DOKUMENT[order.slag]
    sources, differ = texts.chosen(svar, current=order.aktuella_texter)
    if differ:
        brister.append(TEXTER_ANDRADE.brist(TEXTER_ANDRADE.betydelse, str(svar.ram.kvartal)))
    kommun = _kommun(sources, texts, svar, current=order.aktuella_texter)
    namnd = _namnd(kommun, texts.namnder, svar)
    closed_on = svar.stangningar[0].idag if svar.stangd else None
    underlag = Underlag(
        ram=svar.ram,
        bild=svar.bild,
        lag=svar.lag,
        kommun=kommun,
        dokumentdatum=order.datum or closed_on or ctx.idag,
        namnd=namnd,
        diarienummer=order.diarienummer,
        noteringar=notes,
    )
    try:
        dokument = build(underlag, load_texts([sources.mallar]))
    except Mallfel as error:
        raise AppError(error.brister) from None
    parts = [namn, str(svar.ram.kvartal), svar.lag.value if svar.lag else ""]
    if texts.namnder.flera:
        parts.append(namnd.filnamn if namnd else "utan-namnd")
    fil = order.ut / ("_".join(p for p in parts if p) + ".pdf")
    _refuse_identity(dokument, fil)
    for letter in sorted(missing_letters(dokument)):
        text = f"Typsnittet saknar tecknet U+{ord(letter):04X}; en ersättning står i dess ställe."
        brister.append(TECKEN_SAKNAS.brist(text, fil.name))
    return _Papper(fil, render_pdf(dokument), svar)


def _kommun(sources: TextSources, texts: _Texts, svar: Kvartalsvar, *, current: bool) -> Kommun:
    if sources.kommun is None:
        name = texts.settings.kommun
        if svar.stangd and not current:
            name = svar.stangningar[0].ram["installningar"].get("kommun", "")
        return default_kommun(name, texts.namnder.namn)
    kommun, faults = parse_kommun(sources.kommun, KOMMUNFIL)
    if kommun is None:
        raise AppError(faults)
    return kommun


def _namnd(kommun: Kommun, namnder: Namnder, svar: Kvartalsvar) -> Namnd | None:
    """Return the nämnd whose paper it is: the one asked for, the register's only one, or kommun.toml's only one."""
    name = svar.namnd or namnder.canonical(None)
    if name:
        return kommun.find_namnd(name) or Namnd(name, ascii_name(name))
    return kommun.namnder[0] if len(kommun.namnder) == 1 and not namnder.flera else None


def _refuse_identity(dokument: Dokument, fil: Path) -> None:
    """Stop a paper that would publish an identity number.

    Raises:
        AppError: naming every place, never the number.
    """
    found = find_identity(dokument)
    if found:
        raise AppError([IDENTITET.brist(f"{_FYND_ORD[f.slag]} {f.plats}.", fil.name) for f in found])


def _keep(connection: Connection, ctx: Sammanhang, papers: Sequence[_Papper]) -> None:
    """Keep each paper of a closed quarter in the register, with a log row."""
    entry = ctx.log_entry
    for paper in papers:
        for closing in paper.svar.stangningar if paper.svar.stangd else ():
            add_file(connection, closing, paper.fil.name, paper.innehall, entry.namn, entry.tid)
            cell = closing.cell
            what = f"kvartal.{cell.kvartal}.{cell.lag}.fil"
            write_log(connection, entry, [Loggrad(None, what, None, f"{paper.fil.name} {sha256(paper.innehall)}")])
