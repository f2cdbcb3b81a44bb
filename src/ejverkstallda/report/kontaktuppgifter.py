"""Finds telephone numbers, e-mail addresses and street addresses in a folded text, as they are written in Sweden.

Dates, clocks, amounts, case numbers and paragraphs are full of digits too; the patterns keep off them. Every quantifier
has a bound, so that no text costs more than its length. Where a pattern looks behind after its first character and
not before it, that is what keeps the search quick.
"""

import re
from collections.abc import Iterator
from typing import Final

Spann = tuple[int, int]

_DATUM_OCH_KLOCKSLAG: Final = re.compile(
    r"(?<!\d)(?:"
    r"(?:19|20)\d\d([-/.])\d{1,2}\1\d{1,2}|(?:19|20)\d{6}"  # 2019-01-31, 20190131
    r"|\d{1,2}[-/.]\d{1,2}[-/. ]{1,2}(?:19|20)\d\d"  # 31/1 2019
    r"|(?:[01]\d|2[0-3])[0-5]\d ?- ?(?:[01]\d|2[0-3])[0-5]\d"  # 0800-1630
    r")(?!\d)"
    r"|(?<![\d.])(?:[01]?\d|2[0-3])[.:][0-5]\d(?!\d|\.\d)"  # 08.00
)
_MELLAN: Final = "[ ./-]{0,3}"
_TELEFON: Final = re.compile(
    rf"""
    (?<!\d) (?:\+\ ?|00(?=4[567]|358)) [1-9]\d{{0,2}} (?:\ ?\(0\))? (?:{_MELLAN}\d){{7,12}} (?!\d)  # with country code
    | (?<![\d+]) (?<!\d[./-]) (\()?0 (?:
        7[02369] (?(1)\)) (?:{_MELLAN}\d){{7}}                                    # mobile: always ten digits
        | 8 (?(1)\)) {_MELLAN}[1-9]\d (?:{_MELLAN}\d){{4,6}}             # Stockholm: at least eight
        | [1-79]\d{{1,2}} (?(1)\)) {_MELLAN}[1-9]\d (?:{_MELLAN}\d){{3,6}}  # an area code and at least five
      ) (?!\d)
    """,
    re.VERBOSE,
)
_LOKALT_NUMMER: Final = re.compile(
    r"\b(?:tele?|telefon|tfn|tlf|mob|mobil|ring|ringer|ringa|nås|nummer)(?:nr|nummer)?\b[^\d\n.]{0,40}"
    r"(?<!\d)([1-9]\d{1,2}(?:[ -]\d\d){2}|[1-9]\d\d[ -]\d\d)(?!\d|[/.,: -]\d)",
    re.IGNORECASE,
)
"""A number without area code, told from other numbers by a word before it and by its pairs of digits."""
_EPOST: Final = re.compile(r"[\w.+-]{1,64}(?<=\w)@\w[\w-]{0,62}(?:\.[\w-]{1,62}){1,4}")

_ENHETER: Final = (
    r"(?:gång(?:er)?|ggr|gg|dag(?:ar)?|d|dgr|dygn|veck(?:a|or)|mån(?:ad|ader)?|timm(?:e|ar)|tim|h|år|km|m|min|minuter|st"
    r"|tillfällen?|pers|personer|plats|platser|kr|kronor|procent"
    r"|jan|feb|febr|mars?|apr|maj|juni?|juli?|aug|sept?|okt|nov|dec|januari|februari|april|augusti"
    r"|september|oktober|november|december)\b|v\b(?!\.? ?\d)"
)
"""What a number after a street's name counts when it is no number of a house; `v. 12` is a week of its own."""
_HUSNUMMER: Final = re.compile(
    r"[0-9](?<![0-9.,/:-][0-9])[0-9]{0,2}(?: ?[A-K]\b|[a-k]\b)?"
    rf"(?![0-9/%:§]|[.,][0-9]| [0-9]{{3}}| ?(?:{_ENHETER}))"
)
_GATUANDELSER: Final = (
    *("gata", "gatan", "väg", "vägen", "gränd", "gränden", "torg", "torget", "stig", "stigen", "allé", "allén"),
    *("alle", "allen", "backe", "backen", "plan", "kajen", "kroken", "slingan", "svängen", "brinken", "stråket"),
    *("esplanad", "esplanaden", "leden", "liden"),
)
_GATA: Final = re.compile(
    r"""
    \b(?:
      (?i:[^\W\d_]{1,30}(?:gatan|vägen|gränd|gränden|torget|stigen|allén))  # also written small
      | [A-ZÅÄÖ](?i:[^\W\d_]{1,30}(?:gata|väg|torg|stig|all[ée]|allen|backen?|plan|kajen|kroken|slingan|svängen|brinken
                                     |stråket|esplanad|esplanaden|leden|liden))
      | [A-ZÅÄÖ][^\W\d_]{1,30}\ (?i:gatan|vägen|gränden|torget|stigen|all[ée]n|backen)  # Lilla torget
      | [A-ZÅÄÖ][^\W\d_]{1,30}s\ (?i:gata|väg|gränd|torg|stig|all[ée]|backe|esplanad)  # Prästens väg
    )\ {0,3}$
    """,
    re.VERBOSE,
)
_INGEN_GATA: Final = re.compile(
    r"\b(?:riks|läns|motor|järn|europa|om|till|ut|gång|cykel)väg(?:en)?\ {0,3}$"
    r"|(?:ings|ande|ende|omsorgs|vård|arbets|detalj|rehab|insats|vecko|tids|verksamhets|kontakt|års)plan\ {0,3}$",
    re.IGNORECASE,
)
"""Words that end as the names of streets do: roads between towns, and the plans that this work is full of."""
_LANGSTA_GATA: Final = 70
_POSTORT: Final = re.compile(r"[1-9](?<![0-9./][0-9])(?<![0-9][ -][0-9])[0-9]{2}\ [0-9]{2}\ [A-ZÅÄÖ]\w{2,30}")
"""A postal code in its two parts and the place: 449 80 Alafors. In one part it is like any number of a case."""
_BOX_OCH_LAGENHET: Final = re.compile(
    r"""
    \bbox\ ?\d{1,5}(?!\d|[./-]\d|\ \d{3}(?!\d))
    | \b(?:lgh|lägenhet)\.?\ ?(?:nr\.?\ ?)?[01]\d{3}(?!\d|[./-]\d)  # the land survey's four digits
    | \b(?:postnr|postnummer)\.?:?\ ?\d{3}\ ?\d\d(?!\d|[./-]\d)
    """,
    re.VERBOSE | re.IGNORECASE,
)


def blank(plain: str, fran: int, till: int) -> str:
    """Take away a part of a text without moving the rest."""
    return plain[:fran] + "\0" * (till - fran) + plain[till:]


def _without_dates(plain: str) -> str:
    """Take away dates and clocks without moving the rest."""
    return _DATUM_OCH_KLOCKSLAG.sub(lambda found: "\0" * len(found[0]), plain)


def find_mail(plain: str) -> Iterator[Spann]:
    """Yield where e-mail addresses stand: first place, and the place after."""
    if "@" in plain:
        yield from (found.span() for found in _EPOST.finditer(plain))


def find_telephones(plain: str) -> Iterator[Spann]:
    """Yield where telephone numbers stand."""
    plain = _without_dates(plain)
    yield from (found.span() for found in _TELEFON.finditer(plain))
    yield from (found.span(1) for found in _LOKALT_NUMMER.finditer(plain))


def find_postal_places(plain: str) -> Iterator[Spann]:
    """Yield where a postal code with its place stands."""
    yield from (found.span() for found in _POSTORT.finditer(_without_dates(plain)))


def find_addresses(plain: str) -> Iterator[Spann]:
    """Yield where a street with the number of a house, a box, a flat or a postal code that is called so stands."""
    for found in _HUSNUMMER.finditer(plain):
        first = max(0, found.start() - _LANGSTA_GATA)
        before = plain[first : found.start()]
        if not before.rstrip(" ").lower().endswith(_GATUANDELSER) or _INGEN_GATA.search(before):
            continue
        if street := _GATA.search(before):
            yield first + street.start(), found.end()
    low = plain.lower()
    if "box" in low or "lgh" in low or "lägenhet" in low or "postn" in low:
        yield from (found.span() for found in _BOX_OCH_LAGENHET.finditer(plain))
