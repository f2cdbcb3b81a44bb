"""Build a quarter's document from its answer and the texts that hold for it: today's, or those frozen with it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache, partial
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection

from ejverkstallda.app.fryst_prognos import PROGNOS_EJ_FRYST, cell_forecast, has_forecast, thaw_forecast
from ejverkstallda.app.frysta_mallar import FrystaMallar
from ejverkstallda.app.kommunfil import KOMMUNFIL, TextSources
from ejverkstallda.app.kvartal_visa import Urval, answer_quarter, quarter_namnder, wanted_cells
from ejverkstallda.app.kvartalsvar import Kvartalsvar
from ejverkstallda.app.logotyp import thaw_logo
from ejverkstallda.app.namnder import Namnder
from ejverkstallda.app.noter import Radtexter, row_texts
from ejverkstallda.app.resultat import AppError
from ejverkstallda.app.sammanhang import Sammanhang
from ejverkstallda.domain.brister import Allvar, Brist, Felkod
from ejverkstallda.domain.kvartal import Kvartal
from ejverkstallda.domain.kvartalsbild import Summor
from ejverkstallda.domain.prognos import Prognos
from ejverkstallda.readers.kommun import parse_kommun
from ejverkstallda.report.avidentifiering import Textfynd, folded_spaces, own_details, screen_paper
from ejverkstallda.report.fullmaktige import build_fullmaktigerapport
from ejverkstallda.report.granskning import Fyndslag, contains_identity, identity_in, text_places
from ejverkstallda.report.kommun import Kommun, Namnd, Utlatandeform, ascii_name, default_kommun
from ejverkstallda.report.lagtext import statistics_sources
from ejverkstallda.report.mallar import Mallar, Mallfel
from ejverkstallda.report.modell import Dokument, Logotyp, Notering, Papper
from ejverkstallda.report.plain import plain_texts, to_plain
from ejverkstallda.report.rapportval import Arendenummer
from ejverkstallda.report.revisorer import build_revisorsrapport
from ejverkstallda.report.statistik import build_statistikrapport
from ejverkstallda.report.tjansteutlatande import build_tjansteutlatande
from ejverkstallda.report.underlag import Underlag
from ejverkstallda.store.installningslager import Installningar, read_settings
from ejverkstallda.store.kvartalslager import closing_sums

IDENTITET: Final = Felkod(
    "identitet_i_dokument",
    Allvar.FEL,
    "Ett dokument som lämnas ut innehåller ett personnummer eller liknande.",
    "Ta bort det där det står: i ärendet (ejv ratta, ejv makulera), i kommun.toml eller i mallen.",
)
TEXTER_ANDRADE: Final = Felkod(
    "texter_andrade",
    Allvar.UPPLYSNING,
    "kommun.toml eller en mall har ändrats sedan kvartalet stängdes; dokumentet har texterna som gällde då.",
    "Lägg till --aktuella-texter om dagens texter ska användas.",
)
UPPGIFTER_SAKNAS: Final = Felkod(
    "uppgifter_saknas_i_papper",
    Allvar.UPPLYSNING,
    "Nämndens papper saknar uppgifter som brukar stå där.",
    "Skriv in dem i kommun.toml bredvid registret.",
)

KALLA_FORBEHALL: Final = Felkod(
    "kalla_forbehall",
    Allvar.UPPLYSNING,
    "En paragraf som ett papper stöder sig på har inte kunnat läsas i sin helhet när programmet gjordes.",
    "Läs paragrafen i lagen innan papperet lämnas vidare. Förbehållen står i regelkatalogen och i ejv forklara.",
)

_Byggare = Callable[[Underlag, Mallar], Dokument | Papper[Any]]
_DOKUMENT: Final[Mapping[str, tuple[str, _Byggare]]] = {
    "statistik": ("statistikrapport", build_statistikrapport),
    "fullmaktige": ("fullmaktige", build_fullmaktigerapport),
    "revisorer": ("revisorer", build_revisorsrapport),
    "tjansteutlatande": ("tjansteutlatande", build_tjansteutlatande),
}
"""How each kind of paper is built, and the first part of its file's name."""
_STATISTIK: Final = frozenset({"statistik", "fullmaktige"})
"""The papers that hold what the paragraph about statistics asks for."""
DOKUMENTSLAG: Final = tuple(_DOKUMENT)
_FYND_ORD: Final = {
    Fyndslag.PERSONNUMMER: "Ett personnummer finns här:",
    Fyndslag.ERSATTNINGSNUMMER: "Ett ersättningsnummer finns här:",
}


class Val(NamedTuple):
    """What a user chooses about a document: its date and diarienummer where given, and today's texts or the frozen.

    `form` is that of the tjänsteutlåtande; None takes the nämnd's own.
    """

    datum: date | None = None
    diarienummer: str | None = None
    aktuella_texter: bool = False
    form: Utlatandeform | None = None


class Byggt(NamedTuple):
    """A paper as built: its kind, its file's name without ending, and the quarter's answer it was made from.

    `brister` is what there is to say of it, `fynd` what in it may point out a person; `namnddel` is what its
    nämnd is called in the names of files.
    """

    slag: str
    filnamn: str
    papper: Papper[Any]
    svar: Kvartalsvar
    brister: tuple[Brist, ...]
    fynd: tuple[Textfynd, ...]
    namnddel: str = ""


def build_documents(
    connection: Connection, ctx: Sammanhang, kinds: Iterable[str], urval: Urval, sources: TextSources, val: Val
) -> list[Byggt]:
    """Build documents kind by kind, each once per law that has a decision, and per nämnd where there are several.

    Raises:
        AppError: kommun.toml or a template cannot be used, or a document would hold an identity number.
    """
    settings = read_settings(connection)
    namnder = quarter_namnder(connection, settings, urval.kvartal)
    texts = _Texts(sources, settings, namnder)
    asked = []
    for own in selections(namnder, urval):
        svar = answer_quarter(connection, own, ctx.idag)
        rows = _Rader(
            _notes(connection, svar),
            closing_sums(connection, svar.lag, svar.namnd),
            cache(partial(cell_forecast, connection, namnder, svar.ram.kvartal, ctx.idag, svar.lag, svar.namnd)),
        )
        asked.append(_Svar(svar, rows, *texts.chosen(svar, current=val.aktuella_texter)))
    return [_build(ctx, kind, answer, texts, val) for kind in kinds for answer in asked]


def selections(namnder: Namnder, urval: Urval) -> Iterator[Urval]:
    """Yield a selection per paper: one per law that has a decision, and per nämnd where there are several."""
    chosen = namnder.chosen(urval.namnd) if urval.namnd is not None else None
    for cell in wanted_cells(namnder, urval, chosen):
        yield urval._replace(lag=cell.lag, namnd=cell.namnd if namnder.flera else chosen)


class _Rader(NamedTuple):
    """What stands beside a quarter's figures: the rows' notes and facts, and the sums of closed quarters.

    `prognos` makes the forecast as of today, for a quarter that is not closed.
    """

    texter: Radtexter
    historik: Mapping[Kvartal, Summor]
    prognos: Callable[[], tuple[Prognos, ...]]


def _notes(connection: Connection, svar: Kvartalsvar) -> Radtexter:
    """Return notes and facts of the rows: as frozen, or as they are now; a row frozen without facts has none."""
    computed = [r for r in svar.bild.rader if r.fall_id not in svar.frysta]
    now = row_texts(connection, computed, svar.beslut_ids, svar.ram)
    notes = {i: tuple(Notering(d, t) for d, t in f.noteringar) for i, f in svar.frysta.items()}
    facts = {i: f.fakta for i, f in svar.frysta.items() if f.fakta is not None}
    return Radtexter(now.noteringar | notes, now.fakta | facts)


class _Svar(NamedTuple):
    """What all papers of a selection are made from: the quarter's answer, its rows, and the texts that hold for it.

    `andrade`: today's texts differ from those that were frozen and are used.
    """

    svar: Kvartalsvar
    rows: _Rader
    sources: TextSources
    kommun: Kommun
    andrade: bool


class _Texts(NamedTuple):
    """Today's texts, the register's settings and its nämnder."""

    sources: TextSources
    settings: Installningar
    namnder: Namnder

    def chosen(self, svar: Kvartalsvar, *, current: bool) -> tuple[TextSources, Kommun, bool]:
        """Return the texts that hold for a quarter, frozen ones for a closed one, and whether today's differ.

        Raises:
            AppError: kommun.toml has faults.
        """
        if not svar.stangd or current:
            return self.sources, paper_kommun(self.sources, self.settings.kommun, self.namnder.namn), False
        ram = svar.stangningar[0].ram
        frozen = TextSources(ram["kommun"], ram["mallar"], logotyp=thaw_logo(ram.get("logotyp")))
        kommun = paper_kommun(frozen, ram["installningar"].get("kommun", ""), ram["namnder"])
        return frozen, kommun, self.sources.differs_from(frozen)


def _build(ctx: Sammanhang, slag: str, answer: _Svar, texts: _Texts, val: Val) -> Byggt:
    namn, build = _DOKUMENT[slag]
    svar, rows, sources, kommun = answer.svar, answer.rows, answer.sources, answer.kommun
    brister = list(texts.sources.brister)
    if answer.andrade:
        brister.append(TEXTER_ANDRADE.brist(TEXTER_ANDRADE.betydelse, str(svar.ram.kvartal)))
    forecast = slag == "statistik" and kommun.rapport.delar.prognos
    if forecast and svar.stangd and not has_forecast(svar.stangningar[0].ram):
        brister.append(PROGNOS_EJ_FRYST.brist(PROGNOS_EJ_FRYST.betydelse, str(svar.ram.kvartal)))
    namnd = paper_namnd(kommun, texts.namnder, svar.namnd)
    closed_on = svar.stangningar[0].idag if svar.stangd else None
    underlag = Underlag(
        ram=svar.ram,
        bild=svar.bild,
        lag=svar.lag,
        kommun=kommun,
        dokumentdatum=val.datum or closed_on or ctx.idag,
        namnd=namnd,
        diarienummer=val.diarienummer,
        noteringar=rows.texter.noteringar,
        utkast=not svar.stangd,
        stangd=closed_on,
        form=val.form,
        fakta=rows.texter.fakta,
        historik=rows.historik,
        prognos=_forecast(svar, rows) if forecast else (),
    )
    brister += _missing(underlag)
    if slag in _STATISTIK:
        brister += [
            KALLA_FORBEHALL.brist(f"{k.text}: {k.forbehall}.")
            for k in statistics_sources(svar.lag, svar.ram.kvartal)
            if k.forbehall
        ]
    mallar = FrystaMallar.of(sources.mallar)
    try:
        built = build(underlag, mallar)
    except Mallfel as error:
        raise AppError(error.brister) from None
    brister += mallar.brister()
    parts = [namn, str(svar.ram.kvartal), svar.lag.value if svar.lag else ""]
    if texts.namnder.flera:
        parts.append(namnd.filnamn if namnd else "utan-namnd")
    filnamn = "_".join(p for p in parts if p)
    if contains_identity(filnamn):
        raise AppError([IDENTITET.brist("Ett personnummer finns här: nämndens namn, som blir en del av filens namn.")])
    papper = with_logo(built if isinstance(built, Papper) else Papper(built, None), sources, kommun)
    readable = readable_texts(papper)
    refuse_identity(readable, filnamn)
    numbers = {r.beslutsnummer for r in svar.bild.rader}
    fynd = screen_paper(readable, own_details(kommun), numbers, _holders(svar, rows.texter, kommun))
    return Byggt(slag, filnamn, papper, svar, tuple(brister), fynd, namnd.filnamn if namnd else "")


def _holders(svar: Kvartalsvar, texter: Radtexter, kommun: Kommun) -> dict[str, dict[str, str]]:
    """Return whose each text written in a case is: by text, the decisions with their numbers as the paper shows them.

    Labels that many cases share (insats, enhet) are not one person's.
    """
    shown = kommun.rapport.arendenummer is Arendenummer.BESLUTSNUMMER
    found: dict[str, dict[str, str]] = {}
    for rad in svar.bild.rader:
        fakta = texter.fakta.get(rad.fall_id)
        written = [n.text for n in texter.noteringar.get(rad.fall_id, ())] + ([fakta.skal] if fakta else [])
        for text in written:
            holders = found.setdefault(folded_spaces(text), {})
            holders[str(svar.beslut_ids[rad.fall_id])] = rad.beslutsnummer if shown else ""
    return found


def _forecast(svar: Kvartalsvar, rows: _Rader) -> tuple[Prognos, ...]:
    """Return the forecast that was frozen with a closed quarter, else that of today."""
    return thaw_forecast(svar.stangningar[0].ram) if svar.stangd else rows.prognos()


def readable_texts(papper: Papper[Any]) -> list[tuple[str, str]]:
    """Return every text that somebody gets to read, with its place: the document's, and what only JSON shows."""
    shown = list(text_places(papper.dokument))
    known = {text for _, text in shown}
    for place, text in plain_texts(to_plain(papper.innehall), "innehållet"):
        if text not in known:
            known.add(text)
            shown.append((place, text))
    return shown


def with_logo(papper: Papper[Any], sources: TextSources, kommun: Kommun) -> Papper[Any]:
    """Return a paper with the municipality's logo at its head, where there is one."""
    if sources.logotyp is None:
        return papper
    logo = Logotyp(sources.logotyp, f"Logotyp: {kommun.namn}")
    head = papper.dokument.sidhuvud._replace(logotyp=logo)
    return replace(papper, dokument=papper.dokument._replace(sidhuvud=head))


def _missing(underlag: Underlag) -> list[Brist]:
    """Name what an authority's paper carries and kommun.toml does not say."""
    namnd = underlag.namnd
    wanted = {
        "förvaltning": namnd and namnd.forvaltning,
        "diarienummer": underlag.papperets_diarienummer,
        "handläggare": namnd and namnd.handlaggare,
        "rapportör": namnd and namnd.rapportor,
        "underskrifter": namnd and namnd.underskrifter,
    }
    missing = [word for word, value in wanted.items() if not value]
    if not missing:
        return []
    return [UPPGIFTER_SAKNAS.brist(f"Nämndens papper saknar {', '.join(missing)}.", namnd.namn if namnd else None)]


def paper_kommun(sources: TextSources, namn: str, namnder: Sequence[str]) -> Kommun:
    """Return the municipality as kommun.toml tells it; without one, its name and nämnder as the register knows them.

    Raises:
        AppError: kommun.toml has faults.
    """
    if sources.kommun is None:
        return default_kommun(namn, namnder)
    kommun, faults = parse_kommun(sources.kommun, KOMMUNFIL)
    if kommun is None:
        raise AppError(faults)
    return kommun


def paper_namnd(kommun: Kommun, namnder: Namnder, namnd: str | None) -> Namnd | None:
    """Return the nämnd whose paper it is: the one asked for, the register's only one, or kommun.toml's only one."""
    name = namnd or namnder.canonical(None)
    if name:
        return kommun.find_namnd(name) or Namnd(name, ascii_name(name))
    return kommun.namnder[0] if len(kommun.namnder) == 1 and not namnder.flera else None


def refuse_identity(texts: Iterable[tuple[str, str]], filnamn: str) -> None:
    """Stop a paper whose texts (place and text) hold an identity number; every place is named, never the number.

    Raises:
        AppError: when there is one.
    """
    if found := identity_in(texts):
        raise AppError([IDENTITET.brist(f"{_FYND_ORD[f.slag]} {f.plats}.", filnamn) for f in found])
