"""Open a closed quarter again, and compare one with what is known now."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from sqlalchemy import Connection, insert

from ejverkstallda.app.kvartal_visa import Urval, answer_quarter
from ejverkstallda.app.kvartalsvar import Kvartalsvar, row_json
from ejverkstallda.app.resultat import Resultat, refuse
from ejverkstallda.app.sammanhang import Sammanhang
from ejverkstallda.domain.rapportering import Rad
from ejverkstallda.store.installningslager import read_settings
from ejverkstallda.store.kvartalslager import Stangning, closings, frozen_rows
from ejverkstallda.store.logg import Loggrad, write_log
from ejverkstallda.store.markeringslager import marks_of
from ejverkstallda.store.oversattning import OPPNING
from ejverkstallda.store.tabeller import Rutinsteg
from ejverkstallda.store.vantanlager import rederive


def open_quarter(ctx: Sammanhang, urval: Urval, skal: str) -> Resultat[Kvartalsvar]:
    """Open a closed quarter again for the cells of a selection; its väntan then count as before it.

    Raises:
        AppError: nothing of it is closed, a later quarter of a cell is, or the nämnd has treated it.
    """
    with ctx.writing() as connection:
        chosen = answer_quarter(connection, urval, ctx.idag).stangningar
        if not chosen:
            raise refuse("kvartal_ej_stangt", f"{urval.kvartal} är inte stängt; det finns inget att öppna.")
        _refuse_if_passed(connection, chosen)
        entry = ctx.log_entry
        touched: set[int] = set()
        for closing in chosen:
            touched |= {row.beslut_id for row in frozen_rows(connection, [closing.id])}
            row = {"stangning_id": closing.id, "tid": entry.tid, "av": entry.namn, "skal": skal}
            connection.execute(insert(OPPNING), row)
            what = f"kvartal.{closing.cell.kvartal}.{closing.cell.lag}"
            write_log(
                connection, entry, [Loggrad(None, what, f"stängt {closing.cell.namnd}".strip(), f"öppnat: {skal}")]
            )
        rederive(connection, sorted(touched), read_settings(connection).forsta_kvartal)
        answer = answer_quarter(connection, urval, ctx.idag)
    return Resultat(answer)


def _refuse_if_passed(connection: Connection, chosen: tuple[Stangning, ...]) -> None:
    everything = closings(connection)
    for closing in chosen:
        cell = closing.cell
        where = f"{cell.lag}{' i ' + cell.namnd if cell.namnd else ''}"
        same = [s.cell.kvartal for s in everything if (s.cell.namnd, s.cell.lag) == (cell.namnd, cell.lag)]
        if max(same) > cell.kvartal:
            raise refuse(
                "senare_kvartal_stangt",
                f"{cell.kvartal} kan inte öppnas för {where}: {max(same)} är stängt. Öppna det först, "
                "eller låt rättelsen komma med i nästa rapport.",
            )
        treated = marks_of(connection, cell.kvartal).get((cell, Rutinsteg.NAMND))
        if treated is not None:
            raise refuse(
                "namnden_har_behandlat",
                f"{cell.kvartal} kan inte öppnas för {where}: nämnden behandlade det {treated.datum}. "
                "Rättelser kommer med i nästa rapport.",
            )


class Skillnad(NamedTuple):
    """A row that is not what it was when the quarter was frozen: then and now, None where it is missing."""

    fryst: Rad | None
    nu: Rad | None

    @property
    def falt(self) -> tuple[str, ...]:
        """The fields that differ, when both are there."""
        if self.fryst is None or self.nu is None:
            return ()
        then, now = row_json(self.fryst), row_json(self.nu)
        return tuple(name for name in then if then[name] != now[name])

    @property
    def nummer(self) -> str:
        """The decision's number, as it is now."""
        rad = self.nu or self.fryst
        return rad.beslutsnummer if rad else ""


class Jamforelse(NamedTuple):
    """A closed quarter held against what is known now."""

    kvartal: str
    skillnader: tuple[Skillnad, ...]
    frysta: int

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON values: rows that are new, gone, or changed with the fields that differ."""
        return {
            "kvartal": self.kvartal,
            "frysta": self.frysta,
            "nya": [row_json(s.nu) for s in self.skillnader if s.nu and not s.fryst],
            "borta": [row_json(s.fryst) for s in self.skillnader if s.fryst and not s.nu],
            "andrade": [
                {"beslutsnummer": s.nummer, "fryst": _only(s.fryst, s.falt), "nu": _only(s.nu, s.falt)}
                for s in self.skillnader
                if s.fryst and s.nu
            ],
        }


def _only(rad: Rad | None, falt: tuple[str, ...]) -> Mapping[str, Any]:
    values = row_json(rad) if rad else {}
    return {name: values[name] for name in falt}


def compare_quarter(ctx: Sammanhang, urval: Urval) -> Resultat[Jamforelse]:
    """Return what is known now of a closed quarter that was not when it was frozen.

    Raises:
        AppError: nothing of the quarter is closed.
    """
    with ctx.reading() as connection:
        frozen = answer_quarter(connection, urval, ctx.idag)
        if not frozen.stangningar:
            raise refuse("kvartal_ej_stangt", f"{urval.kvartal} är inte stängt; det finns inget att jämföra med.")
        day = frozen.stangningar[0].statusdag.isoformat()
        now = answer_quarter(connection, urval._replace(aktuellt=True, statusdag=day), ctx.idag)
    cells = {(s.cell.namnd, s.cell.lag) for s in frozen.stangningar}
    then_rows = {fall_id: f.rad for fall_id, f in frozen.frysta.items()}
    now_rows = {r.fall_id: r for r in now.bild.rader if r.fall_id in then_rows or now.celler[r.fall_id] in cells}
    differing = [Skillnad(then_rows.get(key), now_rows.get(key)) for key in dict.fromkeys([*then_rows, *now_rows])]
    changed = tuple(d for d in differing if d.fryst is None or d.nu is None or d.falt)
    return Resultat(Jamforelse(str(urval.kvartal), changed, len(then_rows)))
