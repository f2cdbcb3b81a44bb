"""Which nämnd a decision belongs to, and the cells that are closed."""

import pytest

from ejverkstallda.app.kvartal_visa import Urval, wanted_cells
from ejverkstallda.app.namnder import Namnder, build_namnder
from ejverkstallda.app.resultat import AppError, Utgang
from ejverkstallda.domain.beslut import Lag
from ejverkstallda.domain.kvartal import Kvartal

Q1 = Kvartal(2019, 1)


def cells(namnder: Namnder, lag: Lag | None = None, namnd: str | None = None) -> list[tuple[str, str]]:
    return [(c.namnd, c.lag.value) for c in wanted_cells(namnder, Urval(Q1, lag), namnd)]


def test_the_only_namnd_covers_those_that_name_none() -> None:
    found = build_namnder(["Nord"], [(None, "LSS"), ("NORD", "SoL")])
    assert (found.namn, found.flera) == (("Nord",), False)
    assert found.celler == {("Nord", Lag.LSS), ("Nord", Lag.SOL)}


def test_a_namnd_that_only_decisions_name_is_one_too() -> None:
    assert build_namnder([], [("Nord", "LSS"), (None, "LSS")]).celler == {("Nord", Lag.LSS)}
    several = build_namnder(["Nord"], [("Syd", "LSS"), (None, "LSS")])
    assert several.namn == ("Nord", "Syd")
    assert several.celler == {("Syd", Lag.LSS), ("", Lag.LSS)}


def test_a_namnd_that_came_later_leaves_a_closed_quarter_alone() -> None:
    found = build_namnder(["Nord", "Syd"], [(None, "LSS")], then=["Nord"])
    assert (found.canonical(None), found.flera) == ("Nord", False)


def test_no_namnd_at_all() -> None:
    assert cells(build_namnder([], [])) == [("", "LSS"), ("", "SoL")]
    assert cells(build_namnder([], []), Lag.SOL) == [("", "SoL")]


def test_cells_are_those_with_decisions_and_those_named_outright() -> None:
    namnder = build_namnder(["Nord", "Syd"], [("Nord", "LSS"), ("Syd", "SoL")])
    assert cells(namnder) == [("Nord", "LSS"), ("Syd", "SoL")]
    assert cells(namnder, Lag.LSS) == [("Nord", "LSS")]
    assert cells(namnder, Lag.LSS, "Syd") == [("Syd", "LSS")]


def test_a_namnd_is_exact_but_for_case() -> None:
    namnder = build_namnder(["Östra nämnden"], [])
    assert namnder.chosen(" ÖSTRA NÄMNDEN ") == "Östra nämnden"
    for name in ("Östra", "", "Ostra namnden"):
        with pytest.raises(AppError) as caught:
            namnder.chosen(name)
        assert caught.value.utgang is Utgang.ANVANDNING
        assert "Nämnder som finns: Östra nämnden." in caught.value.brister[0].text
