"""De-identification of public papers: what stops them, and accepting a find with a reason."""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from sqlalchemy import Connection

from ejverkstallda.app.dokument import Byggt
from ejverkstallda.app.resultat import AppError, misuse, refuse
from ejverkstallda.app.sammanhang import Sammanhang
from ejverkstallda.domain.brister import Allvar, Brist, Felkod
from ejverkstallda.report.avidentifiering import SLAG_I_ORD, Textfynd
from ejverkstallda.report.fritext import screen_text
from ejverkstallda.report.granskning import contains_identity
from ejverkstallda.report.talord import uppraknat
from ejverkstallda.store.godkannandelager import Godkannande, add_approvals, approved_prints
from ejverkstallda.store.logg import Loggrad, write_log

FYND_I_PAPPER: Final = Felkod(
    "personuppgift_i_papper",
    Allvar.FEL,
    "Ett papper som lämnas ut innehåller något som kan peka ut en person (det visas inte).",
    "Skriv om texten där den står (ejv ratta, kommun.toml, mallen), eller godkänn fyndet med --godkann och --skal.",
)
REDAN_GODKANT: Final = Felkod(
    "fynd_redan_godkant",
    Allvar.UPPLYSNING,
    "Fyndet var redan godkänt; det skäl som står i registret är det som först angavs.",
    "Ta bort --godkann om inget annat fynd ska godkännas.",
)
FYND_FRYSES: Final = Felkod(
    "personuppgift_fryses",
    Allvar.UPPLYSNING,
    "En text som nu fryses kan peka ut en person (det visas inte). Den stoppar papperen tills fyndet är godkänt.",
    "Öppna kvartalet igen och skriv om texten (ejv kvartal oppna, ejv ratta), eller godkänn fyndet när papperen görs.",
)


class Godkannandeval(NamedTuple):
    """The finds that a user accepts in this call, by their ids, and why: a reason for each in order, or one for all."""

    fynd: tuple[str, ...] = ()
    skal: tuple[str, ...] = ()

    def check(self) -> None:
        """Refuse finds without a reason, and a reason without finds.

        Raises:
            AppError: one of them is missing or they are not as many (wrong usage), or a reason itself holds an identity
                number or other personal data.
        """
        if self.fynd and not all(skal.strip() for skal in self.skal or ("",)):
            raise misuse("skal_saknas", "Ange med --skal varför det som godkänns får stå kvar.")
        if self.skal and not self.fynd:
            raise misuse("fynd_saknas", "Ange med --godkann vilket fynd som skälet gäller, till exempel F-3a9c1e07.")
        if len(self.skal) not in {min(1, len(self.fynd)), len(self.fynd)}:
            raise misuse("skal_antal", "Ange ett enda --skal för alla fynd, eller ett --skal för varje --godkann.")
        for skal in self.skal:
            _check_reason(skal)

    @property
    def skal_per_fynd(self) -> dict[str, str]:
        """The reason for each find, by its id as ids are compared; of a find named twice the first counts."""
        reasons = self.skal * len(self.fynd) if len(self.skal) == 1 else self.skal
        pairs = [(_key(id_), skal.strip()) for id_, skal in zip(self.fynd, reasons, strict=True)]
        return dict(reversed(pairs))


def _key(id_: str) -> str:
    return id_.strip().casefold()


def _check_reason(skal: str) -> None:
    if contains_identity(skal):
        raise refuse("skal_med_identitet", "Skälet innehåller ett personnummer eller liknande. Skriv om det.")
    if found := screen_text(skal):
        kinds = uppraknat(tuple(dict.fromkeys(SLAG_I_ORD[t.slag] for t in found)))
        raise refuse("skal_med_personuppgift", f"Skälet innehåller {kinds} (det visas inte). Skriv om det.")


class Nygodkant(NamedTuple):
    """A find that is accepted now, the paper it was found in, and why it may stand."""

    fynd: Textfynd
    papper: str
    skal: str


def judge_papers(built: Iterable[Byggt], approved: frozenset[str], val: Godkannandeval) -> tuple[Nygodkant, ...]:
    """Return what is accepted now, once per text; a find that neither is nor was accepted stops the papers.

    Raises:
        AppError: with every find that is left; or an id is none of the papers' finds.
    """
    return judge_finds([(b.filnamn, fynd) for b in built for fynd in b.fynd], approved, val)


def judge_finds(
    found: Sequence[tuple[str, Textfynd]], approved: frozenset[str], val: Godkannandeval
) -> tuple[Nygodkant, ...]:
    """Return which of the finds, each with its paper, are accepted now, once per text.

    Raises:
        AppError: with every find that neither is nor was accepted; or an id is none of the finds'.
    """
    wanted = {_key(id_): id_.strip() for id_ in val.fynd}
    known = {_key(fynd.id) for _, fynd in found}
    if unknown := [id_ for key, id_ in wanted.items() if key not in known]:
        raise refuse(
            "fynd_okant",
            f"{_listed(unknown)} finns inte i de här papperen. Texten kan ha ändrats, och har då ett nytt nummer. "
            "Gör papperen utan --godkann för att se vilka fynd de har.",
        )
    if left := [pair for pair in found if not pair[1].accepted(approved) and _key(pair[1].id) not in wanted]:
        raise AppError(_stops(paper, fynd) for paper, fynd in left)
    reasons = val.skal_per_fynd
    new = {
        fynd.avtryck: Nygodkant(fynd, paper, reasons[_key(fynd.id)])
        for paper, fynd in reversed(found)
        if not fynd.accepted(approved)
    }
    return tuple(reversed(new.values()))


def approved_already(found: Iterable[Textfynd], approved: frozenset[str], val: Godkannandeval) -> tuple[Brist, ...]:
    """Return what is to be told of finds that a user accepts once more."""
    wanted = {_key(id_) for id_ in val.fynd}
    again = {f.id for f in found if f.accepted(approved) and _key(f.id) in wanted}
    return tuple(REDAN_GODKANT.brist(REDAN_GODKANT.betydelse, id_) for id_ in sorted(again))


def _listed(ids: Iterable[str]) -> str:
    """Name what a user wrote as an id, unless it holds a number that is not to be repeated."""
    return ", ".join("Ett av fynden" if contains_identity(id_) else id_ for id_ in ids)


def _stops(papper: str, fynd: Textfynd) -> Brist:
    atgard = f'Skriv om texten, eller godkänn med --godkann {fynd.id} --skal "…".'
    return Brist(FYND_I_PAPPER.kod, FYND_I_PAPPER.allvar, f"{_told(fynd)} {atgard}", papper)


def _told(fynd: Textfynd) -> str:
    return f"{fynd.id}: {SLAG_I_ORD[fynd.slag]} (det visas inte). Var: {fynd.plats}."


def frozen_finds(connection: Connection, built: Iterable[Byggt]) -> tuple[Brist, ...]:
    """Return what is to be told of the finds in papers whose texts have just been frozen; each text once."""
    approved = approved_prints(connection)
    found = {fynd.avtryck: (b.filnamn, fynd) for b in reversed(list(built)) for fynd in reversed(b.fynd)}
    return tuple(
        FYND_FRYSES.brist(f"{_told(fynd)} Texten är nu fryst.", paper)
        for paper, fynd in reversed(found.values())
        if not fynd.accepted(approved)
    )


def keep_approvals(connection: Connection, ctx: Sammanhang, new: Iterable[Nygodkant]) -> None:
    """Store what is accepted now, with a log row for each: which find, where it stands, and why."""
    entry = ctx.log_entry
    rows = list(new)
    add_approvals(connection, [Godkannande(n.fynd.avtryck, n.fynd.slag, n.skal, entry.tid, entry.namn) for n in rows])
    told = [(n.fynd.id, f"{SLAG_I_ORD[n.fynd.slag]} i {n.papper}, {n.fynd.plats}: {n.skal}") for n in rows]
    write_log(connection, entry, [Loggrad(None, f"godkannande.{id_}", None, text) for id_, text in told])
