"""Lagrum as people write it, and whether a decision under it is inside the reporting duty (R5, R16)."""

import re
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Final, NamedTuple

from ejverkstallda.domain import kallor
from ejverkstallda.domain.beslut import Beslut, Lag, Ursprung
from ejverkstallda.domain.kallor import LSS, SOL_2001, SOL_2025, Akt
from ejverkstallda.domain.motivering import Faktum, Regel, Steg, Svar

R5: Final = Regel(
    "R5",
    "Omfattas av rapporteringsskyldigheten",
    (
        kallor.SOL25_11_1,
        kallor.SOL25_12_1,
        kallor.SOL01_4_1,
        kallor.LSS_9,
        kallor.IVO_FORHANDSBESKED,
        kallor.TOLKNING_DOM,
        kallor.TOLKNING_LAGRUM,
    ),
)

_BOKSTAV: Final = r"(?!i\s+[^\W\d_])[a-o]\b"
"""A lettered paragraph; `1 i SoL` is no letter but a preposition."""
_KAPITEL: Final = re.compile(
    r"(?:\bkap\w*\.?\s*(?P<kap_efter>\d{1,2})|(?<!\d)(?P<kap_fore>\d{1,2})\s*kap(?:itlet|itel)?\.?|(?<!\d)(?P<kolon>\d{1,2})\s*:)"
    rf"\s*,?\s*§?\s*(?P<par>\d{{1,2}})(?!\d)\s*(?P<bok>{_BOKSTAV})?"
)
_LSS_PARAGRAF: Final = re.compile(
    rf"(?:§\s*(?P<efter>\d{{1,2}})|(?P<fore>\d{{1,2}})(?=\s*[a-o]?\s*§))(?!\d)\s*(?P<bok>{_BOKSTAV})?\s*§?"
)
_LSS_UTAN_TECKEN: Final = re.compile(rf"\W*9(?!\d)\s*(?P<bok>{_BOKSTAV})?")
_SFS: Final = re.compile(r"\b(?P<ar>\d{4})\s*:\s*(?P<nummer>\d{1,4})\b")
_PARAGRAFORD: Final = re.compile(r"§+|\bparagraf(?:en|er|erna)?\b")
_STYCKE: Final = re.compile(r"\b(?:första|1)\s*st(?:ycket|yckets)?\b\.?|\bst(?:ycke)?\.?\s*1\b")
_PUNKT: Final = re.compile(r"\bp(?:unkt(?:en)?|kt)?\.?\s*(\d{1,2})\b|\b(\d{1,2})\s*p(?:unkten|kt)?\b\.?")
_NASTA_TAL: Final = re.compile(r"\W*(\d{1,2})\b")
_LSS_NAMN: Final = re.compile(r"(?:\bi\s+)?(?:lss|funktionshindrade)")
_SOL_NAMN: Final = re.compile(r"(?<![^\W\d_])sol(?![^\W\d_])|socialtj")

_INOM_SOL: Final = {SOL_2001: frozenset({(4, 1)}), SOL_2025: frozenset({(11, 1), (12, 1)})}
_LSS_PARAGRAF_INSATSER: Final = 9


def _numbers(akt: Akt) -> str:
    match = re.search(r"\((\d{4}:\d+)\)", akt.namn)
    return match[1] if match else ""


_AKTER: Final = {_numbers(akt): akt for akt in (LSS, SOL_2001, SOL_2025)}


class Lagrum(NamedTuple):
    """A paragraph as read: the act if it was named, chapter (SoL), paragraph, letter, point (LSS 9 §)."""

    akt: Akt | None
    kapitel: int | None
    paragraf: int
    bokstav: str | None = None
    punkt: int | None = None


class Plikt(StrEnum):
    """Whether a decision is inside the reporting duty, and if not, why."""

    INOM = "inom"
    DOM = "dom"
    UTANFOR_LAGRUM = "utanfor_lagrum"


class Lagrumslasning(StrEnum):
    """How the text of a lagrum was understood."""

    TOMT = "tomt"
    LAST = "last"
    ANDRA_AKTEN = "andra_akten"
    ANNAN_LAG = "annan_lag"
    OLASLIGT = "olasligt"
    PROVAS_EJ = "provas_ej"


def sol_in_force(day: date) -> Akt:
    """Return the socialtjänstlag that was in force on `day`."""
    return SOL_2025 if day >= kallor.SOL_2025_IKRAFT else SOL_2001


@lru_cache(maxsize=1024)
def parse_lagrum(text: str, lag: Lag) -> Lagrum | None:
    """Read a lagrum (`9 § 9 LSS`, `9 § p. 9`, `4 kap 1 § SoL`, `4:1`, with or without SFS number).

    `lag` is the decision's own law, used where the text names none. None when it cannot be read.
    People write the same few texts, so answers are remembered: they follow from the arguments alone.
    """
    rest = _PARAGRAFORD.sub("§", text.casefold()).strip()
    akt: Akt | None = None
    if sfs := _SFS.search(rest):
        akt = _AKTER.get(f"{sfs['ar']}:{sfs['nummer']}")
        if akt is None:
            return None
        rest = rest[: sfs.start()] + " " + rest[sfs.end() :]
    names_sol = akt in (SOL_2001, SOL_2025) or _SOL_NAMN.search(rest) is not None
    if akt is None and _LSS_NAMN.search(rest):
        akt = LSS
    lss = akt is LSS or (lag is Lag.LSS and not names_sol)
    found = _pick_place(rest)
    if found and not (lss and _is_lss_point(found)):
        return _with_chapter(found, akt)
    return _without_chapter(rest) if lss else None


def _pick_place(rest: str) -> re.Match[str] | None:
    """Where several places are named ("3 kap. 1 § och 4 kap. 1 §"), one inside the duty decides."""
    all_found = list(_KAPITEL.finditer(rest))
    inside = frozenset().union(*_INOM_SOL.values())
    return next((m for m in all_found if (_chapter(m), int(m["par"])) in inside and not m["bok"]), None) or next(
        iter(all_found), None
    )


def _chapter(found: re.Match[str]) -> int:
    return int(found["kap_efter"] or found["kap_fore"] or found["kolon"])


def _is_lss_point(found: re.Match[str]) -> bool:
    """Tell `9:4` in an LSS decision (9 § point 4) from `4:1` (chapter and paragraph)."""
    return found["kolon"] is not None and int(found["kolon"]) == _LSS_PARAGRAF_INSATSER


def _with_chapter(found: re.Match[str], akt: Akt | None) -> Lagrum | None:
    if akt is LSS:
        return None
    return Lagrum(akt, _chapter(found), int(found["par"]), found["bok"])


def _without_chapter(rest: str) -> Lagrum | None:
    """Read a paragraph of LSS, with its point. Without a paragraph sign only the 9 of 9 § is sure to be one."""
    rest = _STYCKE.sub(" ", _LSS_NAMN.sub(" ", rest))
    point = _PUNKT.search(rest)
    if point:
        rest = rest[: point.start()] + " " + rest[point.end() :]
    place = _pick_paragraph(rest)
    if place is None:
        return None
    paragraf, bokstav, end = place
    number = point or _NASTA_TAL.match(rest, end)
    return Lagrum(LSS, None, paragraf, bokstav, int(number[number.lastindex or 1]) if number else None)


def _pick_paragraph(rest: str) -> tuple[int, str | None, int] | None:
    """Paragraph, letter and where they end; of several paragraphs 9 § decides."""
    found = [(int(m["efter"] or m["fore"]), m["bok"], m.end()) for m in _LSS_PARAGRAF.finditer(rest)]
    if not found and (bare := _LSS_UTAN_TECKEN.match(rest)):
        found = [(_LSS_PARAGRAF_INSATSER, bare["bok"], bare.end())]
    return next((f for f in found if f[:2] == (_LSS_PARAGRAF_INSATSER, None)), found[0] if found else None)


def _inside_sol(lagrum: Lagrum, beslutsdatum: date) -> tuple[bool, Lagrumslasning]:
    place = (lagrum.kapitel or 0, lagrum.paragraf)
    own = sol_in_force(beslutsdatum)
    if lagrum.akt is not None:
        inside = place in _INOM_SOL[lagrum.akt]
        return inside, Lagrumslasning.LAST if lagrum.akt is own else Lagrumslasning.ANDRA_AKTEN
    if place in _INOM_SOL[own]:
        return True, Lagrumslasning.LAST
    other = SOL_2001 if own is SOL_2025 else SOL_2025
    if place in _INOM_SOL[other]:
        return True, Lagrumslasning.ANDRA_AKTEN
    return False, Lagrumslasning.LAST


def _judge(beslut: Beslut) -> tuple[Plikt, Lagrumslasning]:
    if beslut.ursprung is Ursprung.DOM:
        return Plikt.DOM, Lagrumslasning.PROVAS_EJ
    if beslut.ursprung is Ursprung.FORHANDSBESKED:
        return Plikt.INOM, Lagrumslasning.PROVAS_EJ
    if not (beslut.lagrum or "").strip():
        return Plikt.INOM, Lagrumslasning.TOMT
    lagrum = parse_lagrum(beslut.lagrum or "", beslut.lag)
    if lagrum is None:
        return Plikt.INOM, Lagrumslasning.OLASLIGT
    if lagrum.akt is LSS:
        inside, reading = lagrum.paragraf == _LSS_PARAGRAF_INSATSER, Lagrumslasning.LAST
    else:
        inside, reading = _inside_sol(lagrum, beslut.beslutsdatum)
    if lagrum.bokstav:
        inside, reading = False, Lagrumslasning.LAST
    if (lagrum.akt is LSS) is (beslut.lag is Lag.SOL):
        reading = Lagrumslasning.ANNAN_LAG
    return (Plikt.INOM if inside else Plikt.UTANFOR_LAGRUM), reading


def judge_plikt(beslut: Beslut) -> Svar[Plikt]:
    """R5: tell whether a decision is inside the duty, by the law of its beslutsdatum (R16).

    A dom never is; for a förhandsbesked the lagrum is not tested; an empty or unreadable lagrum counts as inside.
    The step's facts carry the ursprung, the lagrum and how it was read (`Lagrumslasning`).
    """
    plikt, reading = _judge(beslut)
    fakta = (
        Faktum("ursprung", beslut.ursprung),
        Faktum("lagrum", beslut.lagrum),
        Faktum("lasning", reading),
        Faktum("beslutsdatum", beslut.beslutsdatum),
    )
    return Svar(plikt, Steg(R5, plikt, fakta))


def cite_lagrum(beslut: Beslut) -> str:
    """Write a decision's lagrum in one form, chapter or paragraph first and the act last: `9 § 9 LSS`.

    An act that is not named is the decision's own, or the other SoL where only that has the paragraph inside the duty.
    What cannot be read, or says more than one place (several paragraphs, a stycke), is returned as it was registered.
    """
    text = (beslut.lagrum or "").strip()
    lagrum = parse_lagrum(text, beslut.lag) if text else None
    if lagrum is None or not _is_place_only(text, lagrum):
        return text
    letter = f" {lagrum.bokstav}" if lagrum.bokstav else ""
    if lagrum.akt is LSS:
        point = f" {lagrum.punkt}" if lagrum.punkt else ""
        return f"{lagrum.paragraf}{letter} §{point} {LSS.kort}"
    return f"{lagrum.kapitel} kap. {lagrum.paragraf}{letter} § {_sol_of(lagrum, beslut.beslutsdatum).kort}"


def _is_place_only(text: str, lagrum: Lagrum) -> bool:
    """Tell whether every number of a text, but for the act's, is one that was read as the place."""
    rest = _SFS.sub(" ", text.casefold())
    found = sorted(int(number) for number in re.findall(r"\d+", rest))
    read = sorted(n for n in (lagrum.kapitel, lagrum.paragraf, lagrum.punkt) if n is not None)
    return found == read and not re.search(r"\bst(?:ycke\w*)?\b", rest)


def _sol_of(lagrum: Lagrum, beslutsdatum: date) -> Akt:
    """Return the socialtjänstlag of a place: the one named, else the decision's own, else the one that has it."""
    own = sol_in_force(beslutsdatum)
    if lagrum.akt is not None or lagrum.bokstav:
        return lagrum.akt or own
    place = (lagrum.kapitel or 0, lagrum.paragraf)
    other = SOL_2001 if own is SOL_2025 else SOL_2025
    return other if place in _INOM_SOL[other] and place not in _INOM_SOL[own] else own


def is_inside(beslut: Beslut) -> bool:
    """Tell whether a decision is inside the duty: `judge_plikt` without its step."""
    return _judge(beslut)[0] is Plikt.INOM


def read_lagrum(beslut: Beslut) -> Lagrumslasning:
    """Tell how the decision's lagrum was understood; the ground for a finding at import."""
    return _judge(beslut)[1]
