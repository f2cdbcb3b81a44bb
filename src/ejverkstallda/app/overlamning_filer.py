"""What a handover tells of files: where things lie, the profiles and templates in use, the backups taken."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from sqlalchemy import Connection

from ejverkstallda.app.importprofiler import MAPP, profile_folders
from ejverkstallda.app.kommunfil import KOMMUNFIL, MALLMAPP, read_kommun_text
from ejverkstallda.app.resurser import resource_folder
from ejverkstallda.app.sakerhetskopia import ATERSTALLD, KOPIERAD
from ejverkstallda.app.sammanhang import Sammanhang
from ejverkstallda.domain.brister import Brist
from ejverkstallda.domain.kvartal import Kvartal
from ejverkstallda.readers.kommun import parse_kommun
from ejverkstallda.report.kommun import Kommun
from ejverkstallda.report.overlamningsmodell import Anvandprofil, Kopia, Mallfil, Plats, safe
from ejverkstallda.report.rapportval import Rapportdelar
from ejverkstallda.store.databas import register_path
from ejverkstallda.store.inlasningslager import profiles_used
from ejverkstallda.store.installningslager import Installningar
from ejverkstallda.store.logg import latest_of

_KOPIOR: Final = 10
"""How many of the latest backups are told of."""
_VAD: Final = {KOPIERAD: "tagen", ATERSTALLD: "återställd"}
_DOKUMENT: Final = "dokument"


def places(ctx: Sammanhang) -> tuple[Plats, ...]:
    """Return where the register and what belongs to it lies."""
    register = register_path(ctx.databas).absolute()
    folder = register.parent
    fixed = [
        ("Registret", register),
        ("Uppgifter om kommunen", folder / KOMMUNFIL),
        ("Egna mallar", folder / MALLMAPP),
        ("Egna importprofiler", folder / MAPP),
        ("Programmets mallar", resource_folder(MALLMAPP)),
    ]
    kept = [("Äldre register, sparat", path) for path in sorted(folder.glob(f"{register.name}.*.kopia"))]
    return tuple(Plats(vad, safe(str(path)), path.exists()) for vad, path in (*fixed, *kept))


def settings_rows(settings: Installningar) -> tuple[tuple[str, str], ...]:
    """Return the register's settings in words."""
    days = [
        *((f"Rapporteringsdag {k}", str(d)) for k, d in sorted(settings.rapporteringsdagar.items())),
        *((f"Statusdag {k}", str(d)) for k, d in sorted(settings.statusdagar.items())),
    ]
    return (
        ("Kommun", settings.kommun),
        ("Nämnder", ", ".join(settings.namnder)),
        ("Statusdag", settings.statusdag.value),
        ("Första kvartal", str(settings.forsta_kvartal or "")),
        ("Råd och stöd (LSS 9 § 1)", "kommunen" if settings.rad_och_stod else "regionen"),
        *days,
    )


def municipality_rows(folder: Path, kvartal: Kvartal) -> tuple[tuple[tuple[str, str], ...], tuple[Brist, ...]]:
    """Return what kommun.toml says, in words, with the diary numbers of `kvartal`; and what is wrong with it.

    Raises:
        AppError: the file cannot be read as text.
    """
    text = read_kommun_text(folder)
    if text is None:
        return (), ()
    kommun, faults = parse_kommun(text, KOMMUNFIL)
    return (tuple(_municipality(kommun, kvartal)) if kommun else ()), faults


def _municipality(kommun: Kommun, kvartal: Kvartal) -> Iterator[tuple[str, str]]:
    val = kommun.rapport
    yield "Kommunens namn i papperen", kommun.namn
    yield "Logotyp", kommun.logotyp or "ingen"
    yield "Ärenden i nämndens rapport", val.arendenummer.value
    yield "Små tal", f"döljs under {val.sma_tal}" if val.sma_tal else "döljs inte"
    yield "Delar i nämndens rapport", _parts(val.delar)
    yield "Delar i fullmäktiges rapport", _parts(val.fullmaktige)
    for namnd in kommun.namnder:
        yield f"{namnd.namn}: diarienummer {kvartal}", namnd.diarienummer.for_kvartal(kvartal) or "saknas"
        yield f"{namnd.namn}: form av utlåtande", namnd.utlatandeform.value
        last = max((m.datum for m in namnd.moten), default=None)
        yield f"{namnd.namn}: möten", f"{len(namnd.moten)}, det sista {last}" if last else "inga"


def _parts(delar: Rapportdelar) -> str:
    """Name the parts as kommun.toml does: those that are in, then those that are not."""
    out = [name for name in delar._fields if not getattr(delar, name)]
    return ", ".join(n for n in delar._fields if n not in out) + (f"; inte {', '.join(out)}" if out else "")


def profiles(connection: Connection, folder: Path) -> tuple[Anvandprofil, ...]:
    """Return the import profiles there are, the municipality's own first, with how they have been used."""
    used = profiles_used(connection)
    own, shipped = (_stems(place.glob("*.toml")) for place in profile_folders(folder))
    names = [*((n, True) for n in own), *((n, False) for n in shipped if n not in own)]
    return tuple(Anvandprofil(n, egen, *used.get(n, (None, 0))) for n, egen in names)


def _stems(paths: Iterable[Path]) -> list[str]:
    return sorted(path.stem for path in paths)


def templates(folder: Path) -> tuple[Mallfil, ...]:
    """Return kommun.toml and each template of a document: the municipality's own, or the program's."""
    own = folder / MALLMAPP / _DOKUMENT
    names = sorted(path.name for path in (resource_folder(MALLMAPP) / _DOKUMENT).glob("*.md"))
    made = [Mallfil(KOMMUNFIL, egen=True)] if (folder / KOMMUNFIL).exists() else []
    return (*made, *(Mallfil(f"{_DOKUMENT}/{name}", (own / name).exists()) for name in names))


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a folder that whoever asks may not look into
        return False


def backups_taken(connection: Connection) -> tuple[Kopia, ...]:
    """Return the latest backups that the log tells of, taken or restored, the newest first."""
    found = []
    for day, av, vad, text in latest_of(connection, _VAD, _KOPIOR):
        path = text.rpartition(" ")[0]
        found.append(Kopia(_VAD[vad], day, safe(av), safe(path), _is_there(Path(path))))
    return tuple(found)
