"""The values a document template may use, made from the underlag: every number and date of the running text."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from ejverkstallda.domain.beslut import Vantanslag
from ejverkstallda.domain.kvartal import Kvartal
from ejverkstallda.domain.kvartalsbild import Kvartalsbild
from ejverkstallda.domain.rapportering import Grupp, Rad
from ejverkstallda.report.avgiftstext import build_avgiftstext
from ejverkstallda.report.kommun import Expediering, Namndtexter
from ejverkstallda.report.lagtext import build_lagtext
from ejverkstallda.report.rakning import divide_sex, insats_name
from ejverkstallda.report.rapportval import Rapportval
from ejverkstallda.report.talord import liten
from ejverkstallda.report.underlag import Underlag


class Namndtext(NamedTuple):
    """The nämnd's name as written, and as it stands inside a sentence (`i_text`)."""

    namn: str
    i_text: str


class Kvartalstext(NamedTuple):
    """The quarter in words, as a code, and its first and last day."""

    text: str
    kod: str
    fran: date
    till: date


class Fonster(NamedTuple):
    """The beslutsfönster: the days whose decisions or avbrott reach gränsdag in the quarter (R13)."""

    fran: date
    till: date


class Dagar(NamedTuple):
    """The days of the paper: status, reading, reporting, and its own date.

    `las` is the day whose end the facts are read at: `status`, or today while the answer is preliminary.
    `rapportering` is the last day to report, `noteringar` the last day whose comments are in the paper.
    """

    status: date
    las: date
    rapportering: date
    noteringar: date
    dokument: date


class Tal(NamedTuple):
    """The numbers of the quarter.

    `tidigare` are the rows an earlier quarter reported, `nya_med_slut` the new ones that had ended by
    statusdag, `sena` the new ones that an earlier quarter should have reported, `nya_avbrott` the new ones
    that are interruptions, `pa_vag` those still to reach gränsdag while the answer is preliminary. `avbrott` are all
    rows that are interruptions, `beslut` those that are not.
    """

    nya: int
    verkstallda: int
    avslutade: int
    kvarstaende: int
    rapporterade: int
    ej_verkstallda: int
    tidigare: int
    nya_med_slut: int
    nya_avbrott: int
    sena: int
    pa_vag: int
    beslut: int
    avbrott: int


class Kon(NamedTuple):
    """The new rows by sex: kvinnor, män, and those for whom none is registered."""

    kvinnor: int
    man: int
    okant: int


class Insatsantal(NamedTuple):
    """A kind of insats and how many of the new rows concern it."""

    namn: str
    antal: int


def kvartal_text(kvartal: Kvartal) -> str:
    """Write a quarter as the papers do: `kvartal 1 2019`."""
    return f"kvartal {kvartal.nummer} {kvartal.ar}"


def count_insatser(rader: Iterable[Rad]) -> tuple[Insatsantal, ...]:
    """Count rows by kind of insats, in order of name."""
    count = Counter(insats_name(r) for r in rader)
    return tuple(Insatsantal(namn, count[namn]) for namn in sorted(count, key=str.casefold))


def _numbers(bild: Kvartalsbild) -> Tal:
    s, new = bild.summor, bild.group(Grupp.NY)
    return Tal(
        nya=s.nya,
        verkstallda=s.verkstallda,
        avslutade=s.avslutade,
        kvarstaende=s.kvarstaende,
        rapporterade=s.rapporterade,
        ej_verkstallda=s.ej_verkstallda,
        tidigare=s.rapporterade - s.nya,
        nya_med_slut=sum(1 for r in new if r.slut),
        nya_avbrott=sum(1 for r in new if r.vantan is Vantanslag.AVBROTT),
        sena=sum(1 for r in new if r.sen),
        pa_vag=bild.pa_vag,
        beslut=sum(1 for r in bild.rader if r.vantan is Vantanslag.BESLUT),
        avbrott=sum(1 for r in bild.rader if r.vantan is Vantanslag.AVBROTT),
    )


def _sexes(bild: Kvartalsbild, val: Rapportval) -> Kon:
    """Count the new by sex; none where that is off or a threshold hides it, so that no sentence tells it."""
    if not val.delar.kon:
        return Kon(0, 0, 0)
    shown = divide_sex(bild, val.namndens_sma_tal).rader[0]
    return Kon(shown.kvinnor or 0, shown.man or 0, shown.okant or 0)


def build_varden(underlag: Underlag, aldre_lagrum: str = "") -> dict[str, object]:
    """Return the values of a document's template by name; `docs` and the shipped templates show their use.

    `aldre_lagrum` is what a paper for one reader cites of the replaced socialtjänstlag, else the whole duty.
    """
    ram, bild, namnd = underlag.ram, underlag.bild, underlag.namnd
    namn = namnd.namn if namnd else "Nämnden"
    return {
        "kommun": underlag.kommun.namn,
        "namnd": Namndtext(namn, liten(namn)),
        "kvartal": Kvartalstext(
            kvartal_text(ram.kvartal), str(ram.kvartal), ram.kvartal.first_day, ram.kvartal.last_day
        ),
        "fonster": Fonster(ram.kvartal.beslutsfonster.fran, ram.kvartal.beslutsfonster.till),
        "dag": Dagar(
            ram.statusdag, ram.lasdag, ram.rapporteringsdag, underlag.sista_noteringsdag, underlag.dokumentdatum
        ),
        "lag": build_lagtext(underlag.lag, ram.kvartal, underlag.huvud.akter, aldre_lagrum),
        "tal": _numbers(bild),
        "kon": _sexes(bild, underlag.kommun.rapport),
        "insatser": count_insatser(bild.group(Grupp.NY)),
        "preliminar": ram.preliminar,
        "rapportor": namnd.rapportor.text if namnd and namnd.rapportor else "",
        "expediering": namnd.expediering if namnd else Expediering(),
        "texter": namnd.texter if namnd else Namndtexter(),
        "undertecknare": tuple(p.text for p in namnd.underskrifter) if namnd else (),
        "avgift": build_avgiftstext(bild.rader, underlag.dokumentdatum),
    }
