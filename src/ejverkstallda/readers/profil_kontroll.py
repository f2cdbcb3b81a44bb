"""What the shape of a profile cannot say: keys that contradict each other, or that need one another."""

from collections.abc import Iterator

from ejverkstallda.domain.beslut import Handelseslag
from ejverkstallda.domain.brister import Felkod
from ejverkstallda.readers import profil_felkoder as pk
from ejverkstallda.readers.falt import quote
from ejverkstallda.readers.profil_koder import Datumform, UtanDatum
from ejverkstallda.readers.profil_schema import Handelsefalt, Handelsekolumn, Koder, Profil, Tabelldel
from ejverkstallda.readers.tabell import fold
from ejverkstallda.readers.tomlfil import Plats, key_text

Motsagelse = tuple[Felkod, Plats, str]
"""A kind of fault, the key it stands at, and what it says."""
_MED_KVARTAL = {Handelseslag.RAPPORTERAD, Handelseslag.SLUTRAPPORTERAD}
_KRAVER = {
    Handelseslag.SVAR: "svar",
    Handelseslag.KOMMENTAR: "text",
}


def contradictions(profil: Profil) -> list[Motsagelse]:
    """Return everything in a profile that cannot hold together."""
    found = [*_dates(profil), *_codes(profil.koder), *_mixed(profil)]
    for path, part in profil.parts():
        found += [(kod, (*path, *loc), text) for kod, loc, text in _part(part)]
    return found


def _dates(profil: Profil) -> Iterator[Motsagelse]:
    if {Datumform.DAG_MANAD, Datumform.MANAD_DAG} <= set(profil.datum.former):
        text = "former säger både att dagen och att månaden står först."
        yield pk.PROFIL_MOTSAGELSE, ("datum", "former"), text


def _codes(koder: Koder) -> Iterator[Motsagelse]:
    """Two spellings that are read as one must not mean different things."""
    for column in type(koder).model_fields:
        seen: dict[str, tuple[str, str]] = {}
        for written, code in getattr(koder, column).items():
            first, meant = seen.setdefault(fold(written), (written, code))
            if meant != code:
                text = f"{quote(written)} och {quote(first)} läses som samma värde men översätts olika."
                yield pk.PROFIL_MOTSAGELSE, ("koder", column, written), text


def _mixed(profil: Profil) -> Iterator[Motsagelse]:
    """A profile describes one list at its top, or several under `tabell`; not both."""
    if profil.tabell:
        for key in Tabelldel.model_fields:
            if key in profil.model_fields_set:
                text = f"{key} står både för sig och under tabell; flytta den till den tabell den gäller."
                yield pk.PROFIL_MOTSAGELSE, (key,), text


def _part(part: Tabelldel) -> Iterator[Motsagelse]:
    columns = dict(part.kolumner.given())
    if not part.via_person and "beslutsnummer" not in columns:
        yield pk.PROFIL_UPPGIFT_SAKNAS, ("kolumner", "beslutsnummer"), "kolumner.beslutsnummer saknas."
    if part.via_person and "beslutsnummer" in columns:
        text = "via_person behövs bara när raden saknar beslutsnummer."
        yield pk.PROFIL_MOTSAGELSE, ("via_person",), text
    if "handelse" not in columns:
        for column in sorted(set(columns) & set(Handelsefalt.model_fields)):
            text = f"kolumner.{column} hör till en händelse; säg vilken under [[handelsekolumner]]."
            yield pk.PROFIL_MOTSAGELSE, ("kolumner", column), text
    yield from _doubles(part)
    for number, event in enumerate(part.handelsekolumner):
        place = ("handelsekolumner", number)
        yield from ((kod, (*place, *loc), text) for kod, loc, text in _event(event, part))
    if (paid := part.verkstalld_nar) and paid.varden and not paid.datum:
        text = "verkstalld_nar.datum saknas: en status säger inte vilken dag."
        yield pk.PROFIL_UPPGIFT_SAKNAS, ("verkstalld_nar", "datum"), text
    if (paid := part.verkstalld_nar) and (paid.inte_varden or paid.datum) and not paid.varden:
        text = "verkstalld_nar.varden saknas: säg vilka värden i kolumnen som betyder verkställd."
        yield pk.PROFIL_UPPGIFT_SAKNAS, ("verkstalld_nar", "varden"), text


def _doubles(part: Tabelldel) -> Iterator[Motsagelse]:
    """One header has one meaning in [kolumner], and one that is read cannot also be one that is not."""
    meaning: dict[str, str] = {}
    for column, names in part.kolumner.given():
        for number, name in enumerate(names):
            first = meaning.setdefault(fold(name), column)
            if first != column:
                text = f"{quote(name)} står både under {first} och under {column}."
                yield pk.PROFIL_MOTSAGELSE, ("kolumner", column, number), text
    used = read_headers(part)
    for number, name in enumerate(part.las_inte):
        if fold(name) in used:
            text = f"{quote(name)} står under las_inte men läses av profilen."
            yield pk.PROFIL_MOTSAGELSE, ("las_inte", number), text


def read_headers(part: Tabelldel) -> frozenset[str]:
    """Return the folded headers that a table is read by."""
    names = [name for _, given in part.kolumner.given() for name in given]
    for event in part.handelsekolumner:
        names += [name for _, given in event.given() for name in given]
    if paid := part.verkstalld_nar:
        names += [*paid.kolumn, *paid.datum]
    for pick in (*part.hoppa_over, *part.ta_bara_med):
        names += pick.kolumn
    return frozenset(map(fold, (*names, *part.via_person)))


def own_columns(event: Handelsekolumn, part: Tabelldel) -> frozenset[str]:
    """Return the folded headers that only this event uses: one of them filled in makes the event."""
    others = [name for _, given in part.kolumner.given() for name in given]
    for other in part.handelsekolumner:
        if other is not event:
            others += [name for _, given in other.given() for name in given]
    mine = [name for column, given in event.given() for name in given if column != "annars_datum"]
    return frozenset(map(fold, mine)) - frozenset(map(fold, others))


def _event(event: Handelsekolumn, part: Tabelldel) -> Iterator[Motsagelse]:
    slag = Handelseslag(event.handelse)
    if not own_columns(event, part):
        text = f"Händelsen {slag} har ingen egen kolumn, så inget i filen kan säga att den har hänt."
        yield pk.PROFIL_UPPGIFT_SAKNAS, (), text
    needed = _KRAVER.get(slag)
    if needed and not getattr(event, needed) and not getattr(event.varden, needed, None):
        yield pk.PROFIL_UPPGIFT_SAKNAS, (needed,), f"En händelse av slaget {slag} behöver {needed}."
    if event.dela_vid and not event.text:
        yield pk.PROFIL_UPPGIFT_SAKNAS, ("text",), "dela_vid behöver en kolumn text att dela."
    if event.svarsdatum and (slag is not Handelseslag.ERBJUDANDE or not event.svar):
        text = "svarsdatum hör till ett erbjudande med en kolumn svar."
        yield pk.PROFIL_MOTSAGELSE, ("svarsdatum",), text
    yield from _undated(event, part, slag)


def _undated(event: Handelsekolumn, part: Tabelldel, slag: Handelseslag) -> Iterator[Motsagelse]:
    rule = event.utan_datum
    lacks = {
        UtanDatum.FORSTA_ANTECKNINGEN: "" if event.dela_vid else "dela_vid",
        UtanDatum.KVARTALETS_SISTA_DAG: "" if event.kvartal and slag in _MED_KVARTAL else "en kolumn kvartal",
        UtanDatum.BESLUTSDATUM: "" if part.kolumner.beslutsdatum else key_text(("kolumner", "beslutsdatum")),
    }.get(rule, "")
    if lacks:
        yield pk.PROFIL_MOTSAGELSE, ("utan_datum",), f"utan_datum = {rule} behöver {lacks}."
