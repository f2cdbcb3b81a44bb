"""The quarter's picture: order of rows, sums and the split by sex."""

from bygg import beslut, falls, handelse, picture

from ejverkstallda.domain.beslut import Kon
from ejverkstallda.domain.kvartalsbild import Konsfordelning, Kvartalsbild, Summor
from ejverkstallda.domain.rapportering import Fall, Grupp

BEFORE = handelse("rapporterad", "2018-12-31")


def gathered(*found: Fall) -> list[Fall]:
    return [Fall(f.beslut, f.vantan, f.rapporterat, i) for i, f in enumerate(found)]


FALLS = gathered(
    *falls(beslut("2018-08-01", nummer="7", kon=Kon.MAN), [BEFORE]),
    *falls(beslut("2018-07-01", nummer="8"), [BEFORE]),
    *falls(beslut("2018-06-01", nummer="3", kon=Kon.KVINNA), [BEFORE, handelse("avslutad", "2019-02-01")]),
    *falls(beslut("2018-05-01", nummer="2"), [BEFORE, handelse("verkstalld", "2019-02-01")]),
    *falls(beslut("2018-11-30", nummer="10", kon=Kon.KVINNA)),
    *falls(beslut("2018-11-29", nummer="1", kon=Kon.KVINNA), [handelse("verkstalld", "2019-03-20")]),
    *falls(beslut("2018-11-28", nummer="9", kon=Kon.MAN)),
    *falls(beslut("2018-11-28", nummer="9", kallsystem="a")),
)
"""The three last days of November 2018 all have gränsdag 2019-02-28: there beslutsnummer orders, as text."""


def test_rows_by_group_then_gransdag_then_beslutsnummer() -> None:
    rows = picture(FALLS, "2019Q1").rader
    assert [(str(r.grupp), r.beslutsnummer, r.kallsystem) for r in rows] == [
        ("ny", "1", ""),
        ("ny", "10", ""),
        ("ny", "9", ""),
        ("ny", "9", "a"),
        ("verkstalld", "2", ""),
        ("avslutad", "3", ""),
        ("kvarstaende", "8", ""),
        ("kvarstaende", "7", ""),
    ]


def test_sums() -> None:
    bild = picture(FALLS, "2019Q1")
    assert bild.summor == Summor(nya=4, verkstallda=1, avslutade=1, kvarstaende=2, ej_verkstallda=5)
    assert bild.summor.rapporterade == 8
    assert len(bild.group(Grupp.NY)) == 4


def test_by_sex() -> None:
    bild = picture(FALLS, "2019Q1")
    assert bild.by_sex(Grupp.NY) == Konsfordelning(kvinnor=2, man=1, okant=1)
    assert bild.by_sex(Grupp.KVARSTAENDE) == Konsfordelning(kvinnor=0, man=1, okant=1)


def test_an_empty_quarter() -> None:
    assert picture([], "2019Q1") == Kvartalsbild(())
    assert picture([], "2019Q1").summor.rapporterade == 0


def test_on_their_way_are_counted() -> None:
    bild = picture(FALLS, "2019Q1", idag=handelse("kommentar", "2019-02-28").datum)
    assert (bild.pa_vag, bild.summor.nya) == (4, 0)
