"""The parts of a handover that say what to do: taking a backup and restoring it, and a quarter's routine by command."""

from collections.abc import Iterator
from typing import Final

from ejverkstallda.report.modell import Block, Kolumn, Rubrik, Stycke, Tabell
from ejverkstallda.report.overlamningsmodell import Overlamning

_FOR_HAND: Final = "görs utanför programmet"
_FLERA: Final = 2


def _steps(rows: tuple[tuple[str, str], ...]) -> Tabell:
    """Make a table of numbered steps with their commands."""
    numbered = tuple((f"{n}. {what}", command) for n, (what, command) in enumerate(rows, 1))
    return Tabell((Kolumn("Gör så här", 1.0), Kolumn("Kommando", 1.0)), numbered)


def backup_blocks(o: Overlamning) -> Iterator[Block]:
    """Say which backups there are, how to take one, and how to restore it."""
    yield Rubrik("Säkerhetskopiera och återställa")
    if o.kopior:
        rows = tuple((str(k.datum), k.vad, k.av, k.fil, "ja" if k.finns else "nej") for k in o.kopior)
        columns = (Kolumn("Dag", 1.2), Kolumn("Vad", 1.1), Kolumn("Av", 1.2), Kolumn("Fil", 4.0), Kolumn("Finns", 0.8))
        yield Tabell(columns, rows, rubrik="De senaste kopiorna")
    else:
        yield Stycke("Ingen säkerhetskopia är tagen med ejv sakerhetskopia. Börja med att ta en.")
    yield Stycke(
        "En kopia prövas innan den får sitt namn. Den innehåller personnummer: förvara den som registret. "
        "kommun.toml, egna mallar och egna importprofiler följer inte med, utan kopieras för sig."
    )
    yield _steps(
        (
            (
                "Ta en kopia, i en mapp som finns, helst på en annan disk.",
                f"ejv sakerhetskopia MAPP/register_{o.dag}.db",
            ),
            ("Kopiera kommun.toml, templates och importprofiler till samma mapp, de som finns.", _FOR_HAND),
            ("Återställ. Programmet frågar först, och det gamla registret sparas bredvid.", "ejv aterstall FIL"),
            ("Kopiera tillbaka kommun.toml, templates och importprofiler till mappen där registret ligger.", _FOR_HAND),
            ("Kontrollera registret efteråt. Är allt bra sägs inget.", "ejv kontrollera"),
        )
    )


def routine_blocks(o: Overlamning) -> Iterator[Block]:
    """Say what to do in a quarter, step by step."""
    q = o.nasta_kvartal
    all_at_once = " (alla nämnder; en i taget med --namnd)" if len(o.namnder) > 1 else ""
    yield Rubrik("Kvartalets rutin, steg för steg")
    yield Stycke(
        f"Kommandona är skrivna för {q}. De gäller registret i EJV_DATABAS, annars det i din datamapp; "
        f"det här registret anges med --databas. Varje kommando förklaras med --help."
    )
    yield _steps(
        (
            ("Pröva den nya listan ur verksamhetssystemet utan att spara.", "ejv importera LISTA --torrkorning"),
            ("Läs in den. En egen importprofil anges med --profil NAMN.", "ejv importera LISTA"),
            ("Se vad som behöver någon, och följ upp det.", "ejv bevaka"),
            ("Gör en lista som handläggarna fyller i.", "ejv arbetslista --ut arbetslista.xlsx"),
            ("Läs in handläggarnas svar.", "ejv importera arbetslista.xlsx"),
            ("Se kvartalet som det blir.", f"ejv kvartal visa {q}"),
            ("Gör bladen till IVO:s formulär. De innehåller personnummer.", f"ejv rapport ivo {q} --ut ivo"),
            ("Markera att det är skickat.", f"ejv kvartal markera {q} ivo"),
            ("Säkerhetskopiera registret.", f"ejv sakerhetskopia MAPP/fore_{q}.db"),
            (f"Stäng kvartalet när statusdagen {o.statusdag} har passerat.", f"ejv kvartal stang {q}"),
            ("Gör nämndens, revisorernas och fullmäktiges papper.", f"ejv rapport alla {q} --ut papper"),
            *_when_treated(o),
            (f"Markera när revisorerna har fått sitt{all_at_once}.", f"ejv kvartal markera {q} revisorer"),
            (f"Markera när fullmäktige har fått sitt{all_at_once}.", f"ejv kvartal markera {q} fullmaktige"),
            ("Se att inget fattas.", f"ejv kvartal status {q}"),
        )
    )


def _when_treated(o: Overlamning) -> Iterator[tuple[str, str]]:
    """Mark that a nämnd has treated its report: one at a time, for each has its own day and paragraph.

    A mark cannot be taken back, and one without a nämnd's name is for all of them.
    """
    command = f"ejv kvartal markera {o.nasta_kvartal} namnd"
    if len(o.namnder) < _FLERA:
        yield "Markera när nämnden har behandlat det.", f"{command} --paragraf NR"
        return
    for namnd in o.namnder:
        who = namnd or "nämnden för de beslut som inte har någon nämnd angiven"
        yield f"Markera när {who} har behandlat det.", f'{command} --namnd "{namnd}" --paragraf NR'
