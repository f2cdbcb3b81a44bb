"""The four groups of a quarter as case lists: one block per väntan, with its dated notes beneath."""

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from ejverkstallda.domain.beslut import Avslutsorsak, Lag, Vantanslag
from ejverkstallda.domain.rapportering import Grupp, Rad
from ejverkstallda.domain.vantan import Slut, Slutslag
from ejverkstallda.report.modell import Arendeblock, Arendelista, Kolumn
from ejverkstallda.report.namndmodell import Namndrad
from ejverkstallda.report.rapportval import Arendenummer
from ejverkstallda.report.talord import siffror, stor

SAKNAS: Final = "–"
"""What a cell says when the register holds nothing for it."""

SLUT_I_ORD: Final = {
    Slutslag.VERKSTALLD: "verkställt",
    Slutslag.ATERUPPTAGEN: "återupptaget",
    Slutslag.AVSLUTAD: "avslutat utan verkställighet",
}

ORSAK_I_ORD: Final = {
    Avslutsorsak.ATERKALLAD: "ansökan är återkallad",
    Avslutsorsak.BEHOV_UPPHORT: "behovet har upphört",
    Avslutsorsak.ERSATT: "ersatt av ett nytt beslut",
    Avslutsorsak.AVLIDEN: "den enskilde har avlidit",
    Avslutsorsak.FLYTTAT: "den enskilde har flyttat",
    Avslutsorsak.ANNAN: "annan orsak",
    Avslutsorsak.FELREGISTRERAD: "felregistrerat, omfattas inte av rapporteringen",
    None: "orsak inte angiven",
}


def slut_text(slut: Slut, *, i_tid: bool = False) -> str:
    """Write an end: kind in words and day, and for one without execution its reason.

    `i_tid`: it was in time, so the row says why it is told of (R14).
    """
    text = f"{SLUT_I_ORD[slut.slag]} {slut.datum}"
    if slut.slag is Slutslag.AVSLUTAD:
        text = f"{text}: {ORSAK_I_ORD[slut.orsak]}"
    return f"{text} (i tid; rapporterades tidigare)" if i_tid else text


def ended_in_time(rad: Rad | Namndrad) -> bool:
    """Tell whether a row's väntan turned out to have ended on gränsdag or before, though it had been reported (R14).

    One that is told of as felregistrerad has no such end: it is not inside the duty at all.
    """
    slut = rad.slut
    return slut is not None and slut.orsak is not Avslutsorsak.FELREGISTRERAD and slut.datum <= rad.gransdag


def _decided(rad: Namndrad) -> str:
    if rad.vantan is Vantanslag.AVBROTT:
        return f"{rad.beslutsdatum}, avbrott {rad.start}"
    return str(rad.beslutsdatum)


def _remarks(rad: Namndrad) -> str:
    """Everything a row must say beside its facts; empty when there is nothing."""
    remarks: list[str] = []
    if rad.sen:
        remarks.append(f"Sent känt (gränsdag {rad.gransdag})")
    if rad.slut:
        remarks.append(stor(slut_text(rad.slut, i_tid=ended_in_time(rad))))
    if rad.slut_efter_statusdag:
        remarks.append(f"{stor(slut_text(rad.slut_efter_statusdag))} (efter statusdagen)")
    return ". ".join(remarks)


class _Kolumn(NamedTuple):
    """A column, what it shows of a row, and whether a list with these rows needs it."""

    kolumn: Kolumn
    cell: Callable[[Namndrad], str]
    needed: Callable[[Sequence[Namndrad]], bool] = lambda _: True


_NUMMER: Final = {Arendenummer.BESLUTSNUMMER: "Beslut nr", Arendenummer.LOPNUMMER: "Nr"}


def _columns(lag: Lag | None, grupp: Grupp, arendenummer: Arendenummer) -> tuple[_Kolumn, ...]:
    ended = grupp in {Grupp.VERKSTALLD, Grupp.AVSLUTAD}
    return (
        _Kolumn(Kolumn(_NUMMER[arendenummer], 1.1), lambda r: r.nummer),
        _Kolumn(Kolumn("Lag", 0.6), lambda r: r.lag.value, lambda _: lag is None),
        _Kolumn(Kolumn("Beslutsdatum", 1.3), _decided),
        _Kolumn(Kolumn("Insats", 2.4), lambda r: stor(r.insats_namn)),
        _Kolumn(
            Kolumn("Verksamhet", 1.5),
            lambda r: r.verksamhetsomrade or SAKNAS,
            lambda rows: any(r.verksamhetsomrade for r in rows),
        ),
        _Kolumn(Kolumn("Enhet", 1.5), lambda r: r.enhet or SAKNAS, lambda rows: any(r.enhet for r in rows)),
        _Kolumn(Kolumn("Dagar", 0.8, "hoger"), lambda r: siffror(r.dagar)),
        _Kolumn(
            Kolumn("Dagar från beslutet", 1.0, "hoger"),
            lambda r: siffror(r.dagar_sedan_beslut),
            lambda rows: any(r.vantan is Vantanslag.AVBROTT for r in rows),
        ),
        _Kolumn(
            Kolumn("Slut" if ended else "Anmärkning", 2.0),
            lambda r: _remarks(r) or SAKNAS,
            lambda rows: ended or any(_remarks(r) for r in rows),
        ),
    )


def build_arendelista(
    rader: Sequence[Namndrad], grupp: Grupp, lag: Lag | None, arendenummer: Arendenummer
) -> Arendelista:
    """Make the case list of one group. Columns that no row needs are left out; notes stand oldest first."""
    columns = [c for c in _columns(lag, grupp, arendenummer) if c.needed(rader)]
    return Arendelista(
        tuple(c.kolumn for c in columns),
        tuple(Arendeblock(tuple(c.cell(rad) for c in columns), rad.noteringar) for rad in rader),
    )
