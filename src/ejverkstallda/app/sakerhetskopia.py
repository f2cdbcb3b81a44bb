"""Back up the register into a file, and restore it from one. Neither leaves anything half."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, NamedTuple

from ejverkstallda.app import klocka
from ejverkstallda.app.importprofiler import MAPP
from ejverkstallda.app.kommunfil import KOMMUNFIL, MALLMAPP
from ejverkstallda.app.kontrollera import quick_findings
from ejverkstallda.app.resultat import AppError, Resultat, misuse, refuse
from ejverkstallda.app.sammanhang import Sammanhang
from ejverkstallda.domain.brister import Allvar, Brist, Felkod
from ejverkstallda.report.forklaring_ord import masked
from ejverkstallda.report.granskning import contains_identity
from ejverkstallda.store.databas import open_register, register_path
from ejverkstallda.store.fel import RegisterError
from ejverkstallda.store.logg import Loggrad, write_log
from ejverkstallda.store.sakerhetskopia import (
    Kopiabild,
    copy_backup,
    copy_register,
    file_sha256,
    inspect_copy,
    restore_inside,
    set_aside,
)
from ejverkstallda.writers.atomisk import place_file, prepared_file
from ejverkstallda.writers.ostord import undisturbed

KOPIERAD: Final = "sakerhetskopia"
ATERSTALLD: Final = "aterstallning"
"""What the log calls a backup and a restore; the new value is the file and its SHA-256."""
BREDVID: Final = Felkod(
    "filer_bredvid_registret",
    Allvar.UPPLYSNING,
    "Kopian är av registret. Det som ligger bredvid det följer inte med.",
    "Kopiera de filerna för sig, till samma plats.",
)
KOMMUNFIL_SAKNAS: Final = Felkod(
    "kommunfil_saknas_efter_aterstallning",
    Allvar.UPPLYSNING,
    "Registret är återställt i en mapp som inte har någon kommun.toml.",
    "Kopiera dit kommun.toml, egna mallar och egna importprofiler, om kommunen har sådana.",
)
ANNAN_KOMMUN: Final = Felkod(
    "aterstallt_annat_register",
    Allvar.VARNING,
    "Registret som återställdes är en annan kommuns eller andra nämnders än det som låg där.",
    "Var det inte meningen: återställ det gamla registret, som är sparat bredvid.",
)
_JOURNALER: Final = ("-journal", "-wal", "-shm")
"""What SQLite puts after a register's name for the files that belong to it."""


class Kopiasvar(NamedTuple):
    """A backup or a restore: the backup's file, its SHA-256 and what it holds, and the register.

    `undanlagt` is where the register that was replaced is kept; None for a backup, or where there was none.
    """

    fil: Path
    sha256: str
    byte: int
    bild: Kopiabild
    databas: Path
    undanlagt: Path | None = None

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return {
            "fil": str(self.fil),
            "sha256": self.sha256,
            "byte": self.byte,
            "schema": self.bild.version,
            "kommun": self.bild.kommun,
            "namnder": list(self.bild.namnder),
            "beslut": self.bild.beslut,
            "senast_andrat": self.bild.senast.isoformat() if self.bild.senast else None,
            "databas": str(self.databas),
            "undanlagt": str(self.undanlagt) if self.undanlagt else None,
        }


def back_up(ctx: Sammanhang, fil: Path, *, skriv_over: bool) -> Resultat[Kopiasvar]:
    """Copy the register into `fil`, look the copy through, and only then give it its name. It is logged.

    Raises:
        AppError: a file stands there and is not to be replaced, or the copy does not pass its checks.
        RegisterError: there is no register to copy.
        SkrivfelError: the file cannot be written.
    """
    register = register_path(ctx.databas)
    with ctx.reading():  # an older register is brought to this version first, as whenever it is opened
        pass
    _refuse_same(fil, register)
    if not fil.parent.exists():
        raise refuse(
            "kopia_mapp_saknas",
            f"Mappen {fil.parent} finns inte. Kontrollera sökvägen, eller skapa mappen först. Ingen kopia är skriven.",
        )
    if not skriv_over and (fil.exists() or fil.is_symlink()) and not fil.is_dir():
        raise refuse("kopia_finns", f"{fil} finns redan. Välj ett annat namn, eller ersätt den med --skriv-over.")
    with prepared_file(fil) as new:
        bild = copy_register(register, new)
        _check(ctx, new)
        summa, size = file_sha256(new), new.stat().st_size
        with undisturbed(to_the_end=True), ctx.writing() as connection:
            write_log(connection, ctx.log_entry, [Loggrad(None, KOPIERAD, None, _logged(fil, summa))])
            place_file(new, fil)
    return Resultat(Kopiasvar(fil, summa, size, bild, register), tuple(_left_beside(register.parent)))


def look_at_backup(ctx: Sammanhang, fil: Path) -> tuple[Kopiabild, Kopiabild | None]:
    """Return what a backup holds and what the register that it would replace holds (None: none, or not readable).

    Raises:
        AppError: the backup cannot be used.
    """
    register = register_path(ctx.databas)
    with _refused():
        bild = inspect_copy(fil, whole=True)
    _refuse_same(fil, register)
    try:
        return bild, inspect_copy(register, whole=False)
    except RegisterError:
        return bild, None


def restore(ctx: Sammanhang, fil: Path) -> Resultat[Kopiasvar]:
    """Put a backup in the register's place. The old register is kept beside it, and the new one's log says who did it.

    The backup is copied, brought to this version and looked through before anything is replaced; it stays as it is.

    Raises:
        AppError: the backup cannot be used; nothing has changed.
        RegisterError: somebody else has the register open, or the old one cannot be kept.
        SkrivfelError: there is no room for the copy.
    """
    register = register_path(ctx.databas)
    was, old = look_at_backup(ctx, fil)
    if register.is_dir():
        raise refuse("databas_ar_mapp", f"{register} är en mapp, inte ett register. Ange filen med --databas.")
    summa = file_sha256(fil)
    there = register.exists()
    kept = _kept_name(register)
    with prepared_file(register) as new:
        with _refused():
            copy_backup(fil, new)
            bild = inspect_copy(new, whole=True, named=fil)
        _check(ctx, new)
        with open_register(str(new), write=True) as connection:
            write_log(connection, ctx.log_entry, [Loggrad(None, ATERSTALLD, None, _logged(fil, summa))])
        with prepared_file(kept) as half, undisturbed(to_the_end=True):
            if not there or not restore_inside(new, register, half, kept):
                with set_aside(register, half, kept):
                    place_file(new, register)
    bild = bild._replace(senast=was.senast, av=was.av)
    svar = Kopiasvar(fil, summa, fil.stat().st_size, bild, register, kept if there else None)
    return Resultat(svar, tuple(_after_restore(register.parent, bild, old)))


def _check(ctx: Sammanhang, new: Path) -> None:
    """Hold a copy against the checks of `kontrollera` that are about the file and what has been closed.

    Raises:
        AppError: it does not pass.
    """
    with open_register(str(new), write=False) as connection:
        found = [b for b in quick_findings(connection, ctx) if b.allvar is not Allvar.UPPLYSNING]
    if found:
        raise AppError(found)


@contextmanager
def _refused() -> Iterator[None]:
    """Turn what is wrong with a backup into a refusal: there is nothing wrong with the register."""
    try:
        yield
    except RegisterError as error:
        raise AppError([Brist(error.kod, Allvar.FEL, error.text)]) from None


def _logged(fil: Path, summa: str) -> str:
    """Write a backup as the log has it: where, and its SHA-256. No name of a file brings an identity number in."""
    path = str(fil.absolute())
    return f"{masked(path) if contains_identity(path) else path} {summa}"


def _refuse_same(fil: Path, register: Path) -> None:
    if fil.resolve() == register.resolve() or (fil.exists() and register.exists() and fil.samefile(register)):
        raise misuse("kopia_ar_registret", f"{fil} är registret självt. Ange en annan fil.")
    real = register.resolve()
    if fil.resolve() in {real.with_name(f"{real.name}{ending}") for ending in _JOURNALER}:
        raise misuse(
            "kopia_ar_journal",
            f"{fil} är ett namn som SQLite använder för registrets egen journal. Ange en annan fil.",
        )


def _kept_name(register: Path) -> Path:
    """Name the register that is put aside: what it was, and when."""
    stem = f"{register.name}.fore-aterstallning-{klocka.now():%Y%m%dT%H%M%SZ}"
    names = (register.with_name(f"{stem}{f'-{n}' if n else ''}.kopia") for n in range(1000))
    return next(path for path in names if not path.exists())


def _left_beside(folder: Path) -> Iterator[Brist]:
    beside = [name for name in (KOMMUNFIL, MALLMAPP, MAPP) if (folder / name).exists()]
    if beside:
        yield BREDVID.brist(f"{', '.join(beside)} i {folder} följer inte med i en säkerhetskopia.")


def _after_restore(folder: Path, new: Kopiabild, old: Kopiabild | None) -> Iterator[Brist]:
    if old is not None and new.is_of_another(old):
        yield ANNAN_KOMMUN.brist(f"Det som låg där var {whose(old)}. Det som är återställt är {whose(new)}.")
    if not (folder / KOMMUNFIL).exists():
        yield KOMMUNFIL_SAKNAS.brist(f"Det finns ingen {KOMMUNFIL} i {folder}.")
    yield from _left_beside(folder)


def whose(bild: Kopiabild) -> str:
    """Name whose register it is: the municipality and its nämnder."""
    namnder = f" ({', '.join(bild.namnder)})" if bild.namnder else ""
    return f"{bild.kommun or 'en kommun utan namn'}{namnder}"
