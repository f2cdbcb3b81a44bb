"""R16: the paragraph of the duty by the quarter's last day, and what stands beside it."""

from datetime import date

import pytest
from bygg import beslut, day, handelse

from ejverkstallda.domain import kallor
from ejverkstallda.domain.beslut import Lag
from ejverkstallda.domain.lagval import beside_duty, cite_duty, concerns_lov, concerns_region

OLD, NEW = date(2025, 6, 30), date(2025, 9, 30)
"""The last day of the former socialtjänstlag, and a day under the present one."""


@pytest.mark.parametrize(
    ("lag", "beslutsdatum", "sista_dag", "cited"),
    [
        (Lag.LSS, "2025-08-01", "2025-12-31", ["28 f § LSS"]),
        (Lag.SOL, "2025-03-01", "2025-03-31", ["16 kap. 6 f § SoL (2001:453)"]),
        (Lag.SOL, "2025-06-30", "2025-06-30", ["16 kap. 6 f § SoL (2001:453)"]),
        (Lag.SOL, "2025-06-30", "2025-09-30", ["34 kap. 1 § SoL (2025:400)", "16 kap. 6 f § SoL (2001:453)"]),
        (Lag.SOL, "2025-07-01", "2025-09-30", ["34 kap. 1 § SoL (2025:400)"]),
        (Lag.SOL, "2026-01-02", "2026-06-30", ["34 kap. 1 § SoL (2025:400)"]),
    ],
)
def test_the_paragraph_of_the_duty(lag: Lag, beslutsdatum: str, sista_dag: str, cited: list[str]) -> None:
    assert [k.text for k in cite_duty(lag, day(beslutsdatum), day(sista_dag)).varde] == cited


@pytest.mark.parametrize(
    ("lag", "fields", "expected"),
    [
        (Lag.LSS, {"lagrum": "9 § 1 LSS"}, True),
        (Lag.LSS, {"insats_kod": "radgivning_stod"}, True),
        (Lag.LSS, {"lagrum": "9 § 10 LSS"}, False),
        (Lag.LSS, {"lagrum": "obegripligt"}, False),
        (Lag.LSS, {"lagrum": "  "}, False),
        (Lag.LSS, {}, False),
        (Lag.SOL, {"lagrum": "4 kap. 1 §"}, False),
    ],
)
def test_rad_och_stod_is_the_regions_task(lag: Lag, fields: dict[str, str], expected: bool) -> None:  # noqa: FBT001 — expected value
    assert concerns_region(beslut("2020-01-10", lag, **fields)) is expected


def test_what_is_special_is_told_and_nothing_when_nothing_is() -> None:
    assert beside_duty(beslut("2025-08-01", Lag.SOL), [], NEW) == ()
    postponed = handelse("senarelagd_lov", "2025-09-01", till=date(2025, 12, 1))
    events = [postponed, handelse("kommentar", "2025-09-02")]
    of = beslut("2025-08-01", Lag.LSS, lagrum="9 § 1", bosattningskommun="1440")
    region, abroad = beside_duty(of, events, NEW)
    assert (region.utfall, abroad.utfall) == ("regionens_uppgift", "annan_kommun")
    assert abroad.kallor == (kallor.LSS_28I,)
    of = beslut("2025-08-01", Lag.SOL, lagrum="11 kap. 1 §", bosattningskommun="1440")
    steps = beside_duty(of, events, NEW)
    assert [s.utfall for s in steps] == ["annan_kommun", "senarelagd"]
    assert kallor.SOL25_34_6 in steps[1].kallor


def test_what_stands_beside_the_duty_is_cited_by_the_law_of_the_quarters_last_day() -> None:
    of = beslut("2025-03-01", Lag.SOL, lagrum="4 kap. 1 §", bosattningskommun="1440")
    events = [handelse("senarelagd_lov", "2025-04-02")]
    abroad, postponed = beside_duty(of, events, OLD)
    assert (abroad.kallor, postponed.kallor) == (
        (kallor.SOL01_16_6I,),
        (kallor.SOL01_LOV, kallor.SOL01_4_1),
    )
    assert all(k.in_force(OLD) for s in (abroad, postponed) for k in s.kallor)
    abroad, postponed = beside_duty(of, events, NEW)
    assert abroad.kallor == (kallor.SOL25_34_4, kallor.SOL01_16_6I)  # as the duty, from both acts
    assert all(k.in_force(NEW) for k in postponed.kallor)
    new, _ = beside_duty(of._replace(beslutsdatum=date(2025, 7, 1), lagrum="11 kap. 1 §"), events, NEW)
    assert new.kallor == (kallor.SOL25_34_4,)


@pytest.mark.parametrize(
    ("lag", "lagrum", "expected"),
    [
        (Lag.SOL, "11 kap. 1 § SoL", True),
        (Lag.SOL, "4 kap. 1 § SoL", True),
        (Lag.SOL, None, True),
        (Lag.SOL, "12 kap. 1 § SoL", False),
        (Lag.LSS, "9 § 9 LSS", False),
        (Lag.LSS, None, False),
    ],
)
def test_lov_postpones_what_is_under_11_kap_1_section_only(lag: Lag, lagrum: str | None, expected: bool) -> None:  # noqa: FBT001 — expected value
    assert concerns_lov(beslut("2025-08-01", lag, lagrum=lagrum)) is expected
