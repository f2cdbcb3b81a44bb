"""What a handover holds: plain values, gathered by the app. No field is made for an identity."""

from datetime import date
from typing import NamedTuple

from ejverkstallda.report.granskning import without_numbers


class Oppetarende(NamedTuple):
    """An open väntan: its decision's number, since when, its gränsdag (last day in time), who has it, what waits.

    `cell` is nämnd and law in words. `rapporteras`: it is inside the duty to report.
    """

    nummer: str
    cell: str
    insats: str
    sedan: date
    gransdag: date
    avbrott: bool
    rapporteras: bool
    handlaggare: str
    enhet: str
    att_gora: tuple[str, ...]


class Steglage(NamedTuple):
    """A step of a quarter's routine: done or not (None = nothing to tick), and what is said of it.

    `viktigt`: that it was not done matters however long ago it was.
    """

    namn: str
    klart: bool | None
    text: str
    viktigt: bool = False


class Kvartalslage(NamedTuple):
    """A quarter of one nämnd and law (`cell`, in words), step by step."""

    kvartal: str
    cell: str
    steg: tuple[Steglage, ...]


class Ejskickad(NamedTuple):
    """Something that IVO has not been told: which decision, what, and for which quarter.

    `efter`: it has come after its quarter was closed, and the quarter's own status does not count it.
    """

    nummer: str
    lag: str
    namnd: str
    vad: str
    kvartal: str
    efter: bool = False


class Skickat(NamedTuple):
    """How many of a quarter's reports to IVO have been sent, on which days (the first, the last), marked by whom."""

    kvartal: str
    cell: str
    antal: int
    av_alla: int
    forst: date
    sist: date
    av: str


class Besked(NamedTuple):
    """Who was told, or what was done, on which day, marked by whom; `notering` is the paragraph and diary number."""

    kvartal: str
    cell: str
    vem: str
    datum: date
    av: str
    notering: str


class Plats(NamedTuple):
    """Where something lies, and whether it is there."""

    vad: str
    plats: str
    finns: bool


class Anvandprofil(NamedTuple):
    """An import profile: the municipality's own or the program's, when it was last used and how many times."""

    namn: str
    egen: bool
    senast: date | None = None
    antal: int = 0


class Mallfil(NamedTuple):
    """A template, or kommun.toml: the municipality's own or the program's."""

    namn: str
    egen: bool


class Kopia(NamedTuple):
    """A backup that was taken or restored (`vad`): the day, by whom, where, and whether the file is still there."""

    vad: str
    datum: date
    av: str
    fil: str
    finns: bool


class Overlamning(NamedTuple):
    """The whole handover, as of `dag`. `nasta_kvartal` is the next to report, with its two days.

    `tidigare_kvartal` is how many quarters before the first in `kvartal` are left out; `moten` is each nämnd's next
    stopptid and meeting in words; `kommunfil` what kommun.toml says and `kommunfil_fel` what is wrong with it;
    `namnder` are those that report ("" = the decisions that name none, among several).
    """

    kommun: str
    dag: date
    program: str
    databas: str
    beslut: int
    nasta_kvartal: str
    statusdag: date
    rapporteringsdag: date
    arenden: tuple[Oppetarende, ...] = ()
    kvartal: tuple[Kvartalslage, ...] = ()
    tidigare_kvartal: int = 0
    moten: tuple[tuple[str, str], ...] = ()
    ej_skickade: tuple[Ejskickad, ...] = ()
    skickade: tuple[Skickat, ...] = ()
    besked: tuple[Besked, ...] = ()
    platser: tuple[Plats, ...] = ()
    installningar: tuple[tuple[str, str], ...] = ()
    kommunfil: tuple[tuple[str, str], ...] = ()
    kommunfil_fel: tuple[str, ...] = ()
    namnder: tuple[str, ...] = ()
    profiler: tuple[Anvandprofil, ...] = ()
    mallar: tuple[Mallfil, ...] = ()
    kopior: tuple[Kopia, ...] = ()


def safe(text: str | None) -> str:
    """Return a text without an identity number: an internal paper holds none either."""
    return without_numbers(text or "")


def cell_words(namnd: str, lag: str) -> str:
    """Name a cell: the nämnd, where one is named, and the law."""
    return f"{safe(namnd)}, {lag}" if namnd else lag
