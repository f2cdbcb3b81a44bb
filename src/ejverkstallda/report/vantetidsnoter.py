"""What is to be said of waiting times beside their figures: who is not counted, and what stands in for what."""

from datetime import date
from typing import NamedTuple

from ejverkstallda.report.talord import antal, form, siffror


class Vantetidsgrund(NamedTuple):
    """What a question about waiting times left out, and what it counted in place of what is not registered.

    Decisions: `utanfor` the duty to report, `utan_ansokan` without the day of their ansökan, `ansokan_efter` with one
    dated after the decision. `start_raknad`: of those who got an offer or the insats, those with no offer registered
    before the start. `fore_registret`: the first day of the register's first quarter, where the years begin before it.
    """

    utanfor: int = 0
    utan_ansokan: int = 0
    ansokan_efter: int = 0
    start_raknad: int = 0
    klara: int = 0
    fore_registret: date | None = None


def ground_texts(grund: Vantetidsgrund) -> tuple[str, ...]:
    """Return the sentences that a reader of the figures needs, the most serious first."""
    found = []
    if grund.fore_registret is not None:
        found.append(before_register_text(grund.fore_registret))
    if grund.start_raknad:
        found.append(
            f"Där inget erbjudande är registrerat före starten räknas starten: {siffror(grund.start_raknad)} av "
            f"{siffror(grund.klara)} klara."
        )
    if grund.utan_ansokan:
        found.append(f"{_decisions(grund.utan_ansokan)} saknar ansökningsdatum och är inte med.")
    if grund.ansokan_efter:
        verb = form(grund.ansokan_efter, "är daterat", "är daterade")
        found.append(f"{_decisions(grund.ansokan_efter)} {verb} före sin ansökan och är inte med. Rätta datumen.")
    if grund.utanfor:
        found.append(
            f"{_decisions(grund.utanfor)} utanför rapporteringsskyldigheten (domar, andra lagrum) är inte med."
        )
    return tuple(found)


def before_register_text(first_day: date) -> str:
    """Say why the waits of decisions made before the register are too long."""
    return (
        f"Åren börjar före registrets första kvartal ({first_day}). Av äldre beslut finns ofta bara de som fortfarande "
        "väntade då, så väntetiderna blir för långa."
    )


def _decisions(number: int) -> str:
    return antal(number, "beslut", "beslut").capitalize()
