"""Propose an import profile for a file: written as a commented TOML, for a person to decide on."""

from pathlib import Path

from ejverkstallda.app.importfiler import require_profile
from ejverkstallda.app.resultat import AppError, Enkeltsvar, Resultat, refuse
from ejverkstallda.app.sammanhang import Sammanhang
from ejverkstallda.readers.profilforslag import propose_profile
from ejverkstallda.readers.profillasning import file_form
from ejverkstallda.readers.tabell import Lasfel, open_tables
from ejverkstallda.writers.atomisk import write_atomically


def propose_for_file(ctx: Sammanhang, path: Path) -> Resultat[Enkeltsvar]:
    """Write a proposal beside the file, named after it; one that stands there is never written over.

    Raises:
        AppError: the file cannot be read, or the proposal's name is taken.
        SkrivfelError: the proposal cannot be written.
    """
    forlaga = require_profile("bred-lista", ctx.folder)
    tables, told = open_tables(path, file_form(forlaga))
    if not tables:
        raise AppError(told)
    target = path.with_name(f"{path.stem}.profil.toml")
    if target.exists():
        raise refuse("forslag_finns", f"Filen {target} finns redan; den kan vara ändrad. Döp om eller ta bort den.")
    try:
        text = propose_profile(tables[0], forlaga=forlaga)
    except Lasfel as error:
        raise AppError((error.brist,)) from None
    write_atomically(target, text.encode())
    words = (
        f"Förslaget är skrivet: {target}. Läs igenom det, ändra det som är fel och lägg det i mappen importprofiler "
        f"bredvid registret, med namnet egen-lista.toml. Pröva sedan: ejv importera FIL --profil egen-lista "
        "--torrkorning, med listan i stället för FIL."
    )
    return Resultat(Enkeltsvar({"fil": str(target), "text": words}), told)
