"""R14 for a decision that has moved since it was reported: told once more, under those that reported it."""

import pytest
from bygg import beslut, day, falls, judge

from ejverkstallda.domain.beslut import Lag, Vantanslag
from ejverkstallda.domain.historik import Frystfakta
from ejverkstallda.domain.kvartal import Kvartal
from ejverkstallda.domain.motivering import Steg
from ejverkstallda.domain.rapportering import Bedomning

DECIDED = "2018-11-09"  # gränsdag 2019-02-09


def told(cell: tuple[str, Lag], *, namnd: str | None, lag: Lag = Lag.LSS, struck: bool = False) -> Bedomning:
    """The answer about 2019Q2 of a decision that 2019Q1 reported under `cell`, and that belongs to `namnd` now."""
    fact = Frystfakta(None, Vantanslag.BESLUT, day(DECIDED), Kvartal(2019, 1), Kvartal(2019, 1), slut=False, cell=cell)
    (fall,) = falls(beslut(DECIDED, namnd=namnd, lag=lag), [], [fact], struck=struck)
    return judge(fall, "2019Q2")


def step(answer: Bedomning, regel: str) -> Steg:
    return next(s for s in answer.steg if s.regel.id == regel)


@pytest.mark.parametrize(
    ("cell", "namnd", "lag", "moved", "row"),
    [
        (("SN", Lag.LSS), "OAN", Lag.LSS, True, ("SN", Lag.LSS)),
        (("SN", Lag.SOL), "SN", Lag.LSS, True, ("SN", Lag.SOL)),
        (("", Lag.SOL), "OAN", Lag.LSS, True, (None, Lag.SOL)),
        (("", Lag.LSS), "OAN", Lag.LSS, False, ("OAN", Lag.LSS)),  # which nämnd was not said then: no other one
        (("SN", Lag.LSS), None, Lag.LSS, False, (None, Lag.LSS)),
        (("sn", Lag.LSS), "SN", Lag.LSS, False, ("SN", Lag.LSS)),
    ],
)
def test_the_row_stands_under_those_that_reported_it(
    cell: tuple[str, Lag],
    namnd: str | None,
    lag: Lag,
    moved: bool,  # noqa: FBT001 — a column
    row: tuple[str | None, Lag],
) -> None:
    answer = told(cell, namnd=namnd, lag=lag)
    assert answer.rad is not None
    assert (answer.flyttad, answer.felregistrerad) == (moved, moved)
    assert (answer.rad.namnd, answer.rad.lag) == row
    assert str(answer.rad.grupp) == ("avslutad" if moved else "kvarstaende")


def test_the_step_tells_where_it_has_moved() -> None:
    found = step(told(("SN", Lag.LSS), namnd="OAN"), "R14")
    assert found.utfall == "flyttad"
    assert found.fakta == (("kvartal", "2019Q2"), ("namnd", "OAN"), ("lag", Lag.LSS))


def test_one_that_stays_tells_of_no_place() -> None:
    answer = told(("SN", Lag.LSS), namnd="SN")
    found = step(answer, "R6")
    assert (found.utfall, found.fakta) == ("i_rapporten", (("kvartal", "2019Q2"),))
    assert dict(step(answer, "R7").fakta)["fore_registret"] is None


def test_one_that_is_struck_is_gone_and_has_not_moved() -> None:
    answer = told(("SN", Lag.LSS), namnd="SN", struck=True)
    assert (answer.flyttad, step(answer, "R14").utfall) == (False, "borta")


def test_one_that_is_outside_the_duty_is_told_of_as_in_the_report() -> None:
    fact = Frystfakta(
        None, Vantanslag.BESLUT, day(DECIDED), Kvartal(2019, 1), Kvartal(2019, 1), slut=False, cell=("SN", Lag.LSS)
    )
    (fall,) = falls(beslut(DECIDED, namnd="SN", lag=Lag.LSS, lagrum="7 § LSS"), [], [fact])
    assert step(judge(fall, "2019Q2"), "R14").utfall == "i_rapporten"


def test_one_counted_as_reported_before_the_register_says_so() -> None:
    (fall,) = falls(beslut(DECIDED, namnd="SN", lag=Lag.LSS))
    answer = judge(fall, "2019Q2", first="2019Q2")
    assert dict(step(answer, "R7").fakta)["fore_registret"] == "ja"
