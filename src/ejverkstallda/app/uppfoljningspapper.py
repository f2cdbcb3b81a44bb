"""The papers of nyckeltal, waiting times and forecast: the same figures as on the terminal, as files."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Generic, Protocol, TypeVar

from ejverkstallda.app.dokument import paper_kommun, paper_namnd, readable_texts, refuse_identity, with_logo
from ejverkstallda.app.kommunfil import read_sources
from ejverkstallda.app.namnder import build_namnder
from ejverkstallda.app.nyckeltal import Nyckeltal, compute_nyckeltal
from ejverkstallda.app.pappersformat import FORMAT
from ejverkstallda.app.pappersgranskning import Godkannandeval, approved_already, judge_finds, keep_approvals
from ejverkstallda.app.prognos import Prognoser, compute_forecast
from ejverkstallda.app.rapport import refuse_other
from ejverkstallda.app.resultat import Resultat
from ejverkstallda.app.sammanhang import Sammanhang
from ejverkstallda.app.teckenkoll import missing_letter_faults
from ejverkstallda.app.uppfoljning import Urvalsval
from ejverkstallda.app.vantetider import FRAN_ORD, TILL_ORD, Fran, Till, Vantetider, compute_waiting
from ejverkstallda.domain.beslut import Lag
from ejverkstallda.report.avidentifiering import own_details, screen_paper
from ejverkstallda.report.kommun import ascii_name
from ejverkstallda.report.modell import Papper
from ejverkstallda.report.nyckeltalspapper import Nyckeltalsunderlag, build_nyckeltalsbok, build_nyckeltalspapper
from ejverkstallda.report.prognospapper import Prognosunderlag, build_prognospapper
from ejverkstallda.report.prognostabeller import Traffrad
from ejverkstallda.report.uppfoljningsram import Uppfoljningsram
from ejverkstallda.report.vantetidspapper import Vantan, Vantetidsunderlag, build_vantetidspapper
from ejverkstallda.report.vantetidstabeller import build_vantetidstabeller
from ejverkstallda.store.beslutslager import cells_in_use
from ejverkstallda.store.godkannandelager import approved_prints
from ejverkstallda.store.installningslager import read_settings
from ejverkstallda.writers.atomisk import replacing, write_all_atomically
from ejverkstallda.writers.nyckeltal_csv import render_nyckeltal_csv

NYCKELTAL: Final = "nyckeltal"
_TABELLER: Final = ("xlsx", "csv")
"""Formats for reckoning on: numbers, and a table for all insatser."""
_VANLIGT: Final = (Fran.BESLUT, Till.START)


class Uppfoljning(Protocol):
    """What a follow-up's answer tells of itself."""

    @property
    def lag(self) -> str | None:
        """The law chosen."""

    @property
    def namnd(self) -> str | None:
        """The nämnd chosen, as the register writes it."""

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON values."""


T = TypeVar("T", bound=Uppfoljning)


@dataclass(frozen=True, slots=True)
class Uppfoljningsbestallning:
    """Where the files are to lie and in which formats; `skriv_over`: others with the same names are replaced.

    `godkann` are the finds in the paper that a user accepts.
    """

    ut: Path
    format: tuple[str, ...] = ("pdf",)
    skriv_over: bool = False
    godkann: Godkannandeval = field(default_factory=Godkannandeval)


@dataclass(frozen=True, slots=True)
class Skrivet(Generic[T]):
    """The figures, and the files that they were written in with their sizes in bytes.

    `godkanda` are the ids of the finds that were accepted now, and `av` who accepted them.
    """

    data: T
    filer: tuple[tuple[Path, int], ...]
    godkanda: tuple[str, ...] = ()
    av: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return the figures as plain JSON values, with the files beside them."""
        files = [{"fil": str(path), "byte": size} for path, size in self.filer]
        return {**self.data.to_json(), "filer": files, "godkanda": list(self.godkanda)}


Egenritare = Callable[[Uppfoljningsram], bytes]


@dataclass(frozen=True, slots=True)
class _Ritning:
    """How a paper is made: its kind, the first part of its file's name, and those formats that are drawn otherwise."""

    slag: str
    namn: str
    bygg: Callable[[Uppfoljningsram], Papper[Any]]
    egna: Mapping[str, Egenritare] = field(default_factory=dict)


def make_nyckeltal_paper(
    ctx: Sammanhang, years: str, val: Urvalsval, order: Uppfoljningsbestallning
) -> Resultat[Skrivet[Nyckeltal]]:
    """Write the nyckeltal of the years written `2018..2021`. A spreadsheet has all years in one sheet per indicator.

    Raises:
        AppError: the years cannot be read; a paper would hold what points out a person; or files stand there already.
        SkrivfelError: a file cannot be written.
    """
    result = compute_nyckeltal(ctx, years, val)
    data = result.data
    underlag = Nyckeltalsunderlag(data.spann.ar, tuple((r.uppdelning, r.serie) for r in data.rader), data.noter)
    own: Mapping[str, Egenritare] = {
        "xlsx": lambda ram: FORMAT["xlsx"][1](NYCKELTAL, build_nyckeltalsbok(ram, underlag)),
        "csv": lambda ram: render_nyckeltal_csv(build_nyckeltalspapper(ram, underlag).innehall),
    }
    name = f"{NYCKELTAL}_{_years(data.spann.ar)}"
    return _write(ctx, result, _Ritning(NYCKELTAL, name, lambda ram: build_nyckeltalspapper(ram, underlag), own), order)


def make_waiting_paper(
    ctx: Sammanhang, years: str, dagar: tuple[Fran, Till], val: Urvalsval, order: Uppfoljningsbestallning
) -> Resultat[Skrivet[Vantetider]]:
    """Write the waiting times of the years' decisions, counted from and to what `dagar` says.

    Raises:
        AppError: the years cannot be read; a paper would hold what points out a person; or files stand there already.
        SkrivfelError: a file cannot be written.
    """
    result = compute_waiting(ctx, years, *dagar, val)
    every, *insatser = (Vantan(r.avser, r.antal, r.natt, r.kurva) for r in result.data.rader)
    words = FRAN_ORD[dagar[0]], TILL_ORD[dagar[1]]
    underlag = Vantetidsunderlag(result.data.spann.ar, *words, every, tuple(insatser), result.data.grund)
    own: Mapping[str, Egenritare] = {
        form: _in_long_form(form, "vantetider", lambda ram: build_vantetidstabeller(ram, underlag))
        for form in _TABELLER
    }
    name = f"vantetider_{_years(underlag.ar)}" + ("" if dagar == _VANLIGT else f"_{dagar[0]}-{dagar[1]}")
    return _write(
        ctx, result, _Ritning("vantetider", name, lambda ram: build_vantetidspapper(ram, underlag), own), order
    )


def _in_long_form(form: str, slag: str, bygg: Callable[[Uppfoljningsram], Papper[Any]]) -> Egenritare:
    return lambda ram: FORMAT[form][1](slag, bygg(ram))


def make_forecast_paper(
    ctx: Sammanhang, val: Urvalsval, order: Uppfoljningsbestallning, *, efterhand: bool = False
) -> Resultat[Skrivet[Prognoser]]:
    """Write the forecast of the running quarter and the next; with `efterhand` how earlier ones came out.

    Raises:
        AppError: there is nothing to learn from; a paper would hold what points out a person; or files stand there.
        SkrivfelError: a file cannot be written.
    """
    result = compute_forecast(ctx, val, efterhand=efterhand)
    data = result.data
    back = tuple(Traffrad.of(u.prognos, u.fore, u.kom) for u in data.efterhand)
    underlag = Prognosunderlag(data.kommande, data.redan, data.larda_fran, back)
    name = f"prognos_{ctx.idag}"
    draw = _Ritning("prognos", name, lambda ram: build_prognospapper(ram, underlag))
    return _write(ctx, result, draw, order)


def _years(ar: tuple[int, ...]) -> str:
    return str(ar[0]) if len(ar) == 1 else f"{ar[0]}-{ar[-1]}"


def _write(
    ctx: Sammanhang, result: Resultat[T], ritning: _Ritning, order: Uppfoljningsbestallning
) -> Resultat[Skrivet[T]]:
    """Draw a paper in every format and write all files or none, with what is accepted in it."""
    order.godkann.check()
    sources = read_sources(ctx.folder)
    with ctx.reading() as connection:
        settings = read_settings(connection)
        namnder = build_namnder(settings.namnder, cells_in_use(connection))
        approved = approved_prints(connection)
    kommun = paper_kommun(sources, settings.kommun, namnder.namn)
    namnd = paper_namnd(kommun, namnder, result.data.namnd)
    ram = Uppfoljningsram(kommun, namnd, Lag(result.data.lag) if result.data.lag else None, ctx.idag)
    chosen = namnd.filnamn if namnd and result.data.namnd else ascii_name(result.data.namnd or "")
    filnamn = "_".join(part for part in (ritning.namn, result.data.lag, chosen) if part)
    shown = with_logo(ritning.bygg(ram), sources, kommun)
    texts = readable_texts(shown)
    refuse_identity(texts, filnamn)
    fynd = screen_paper(texts, own_details(kommun))
    accepted = judge_finds([(filnamn, f) for f in fynd], approved, order.godkann)
    files: dict[Path, bytes] = {}
    for form in order.format:
        ending, draw = FORMAT[form]
        own = ritning.egna.get(form)
        files[order.ut / f"{filnamn}{ending}"] = own(ram) if own else draw(ritning.slag, shown)
    if not order.skriv_over:
        refuse_other(files)
    if accepted:
        with replacing(files) as replace, ctx.writing() as connection:
            keep_approvals(connection, ctx, accepted)
            replace()
    else:
        write_all_atomically(files)
    letters = missing_letter_faults(shown.dokument, f"{filnamn}.pdf") if "pdf" in order.format else []
    written = tuple((path, len(content)) for path, content in files.items())
    data = Skrivet(result.data, written, tuple(n.fynd.id for n in accepted), ctx.vem)
    again = approved_already(fynd, approved, order.godkann)
    return Resultat(data, (*again, *sources.brister, *result.brister, *letters))
