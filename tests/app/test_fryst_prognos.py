"""The forecast that is frozen with a quarter: read back whole, and as frozen by an earlier version."""

from datetime import date

from ejverkstallda.app.fryst_prognos import freeze_forecast, thaw_forecast
from ejverkstallda.domain.kvartal import Kvartal
from ejverkstallda.domain.prognos import Prognos, Prognosrad

RAD = Prognosrad("kontaktperson", 1, 0.5, 1.25, 2, 6, 2)


def test_what_is_frozen_is_read_back() -> None:
    made = Prognos(Kvartal(2020, 2), date(2020, 4, 15), (RAD,), RAD, {})
    assert thaw_forecast({"prognos": freeze_forecast([made])}) == (made,)
    assert thaw_forecast({}) == ()


def test_a_row_of_six_values_has_nobody_who_had_passed() -> None:
    row = ["kontaktperson", 1, 0.5, 1.25, 0, 4]
    held = {"kvartal": "2020Q2", "idag": "2020-02-15", "rader": [row], "summa": ["", *row[1:]]}
    (thawed,) = thaw_forecast({"prognos": [held]})
    assert (thawed.rader[0].passerade, thawed.rader[0].vantade) == (0, 1.75)
    assert (thawed.summa.lagst, thawed.summa.hogst) == (0, 4)
