"""A content model as plain values, and its texts with their places."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

import pytest

from ejverkstallda.domain.beslut import Kon
from ejverkstallda.domain.kvartal import Kvartal
from ejverkstallda.report.modell import Logotyp, Rubrik, Sidhuvud, Tabell
from ejverkstallda.report.plain import Plain, plain_texts, to_plain


class Tid(StrEnum):
    KORT = "kort"


class Par(NamedTuple):
    forsta: int
    andra: str | None


@dataclass(frozen=True, slots=True)
class Innehall:
    kvartal: Kvartal
    antal: Mapping[object, float]
    rader: tuple[Par, ...]
    dagar: frozenset[date]
    tid: Tid = Tid.KORT
    hel: bool = True


def test_every_kind_of_value_becomes_plain() -> None:
    value = Innehall(
        Kvartal(2019, 1),
        {Kon.KVINNA: 2, (Tid.KORT, 3): 1.5},
        (Par(1, None),),
        frozenset({date(2019, 3, 1), date(2019, 2, 1)}),
    )
    assert to_plain(value) == {
        "kvartal": "2019Q1",
        "antal": {"K": 2, "kort/3": 1.5},
        "rader": [{"forsta": 1, "andra": None}],
        "dagar": ["2019-02-01", "2019-03-01"],
        "tid": "kort",
        "hel": True,
    }


def test_a_block_says_what_it_is_and_other_records_do_not() -> None:
    assert to_plain(Rubrik("Nya", 2)) == {"block": "rubrik", "text": "Nya", "niva": 2}
    assert to_plain(Tabell((), ()))["block"] == "tabell"  # type: ignore[call-overload, index]  # a record is a dict
    assert "block" not in to_plain(Sidhuvud("Rapport"))  # type: ignore[operator]  # as above


def test_a_picture_is_told_by_its_length_and_hash() -> None:
    assert to_plain(Logotyp(b"abc", "Logotyp")) == {
        "innehall": {"byte": 3, "sha256": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
        "alt": "Logotyp",
    }


def test_what_no_model_holds_is_refused() -> None:
    with pytest.raises(TypeError, match="a report model holds no object"):
        to_plain((object(),))


def test_texts_come_with_their_places_and_keys_are_texts_too() -> None:
    value: Plain = {"rader": [{"text": "Väntar"}, 3], "Storgatan 12": None}
    assert list(plain_texts(value, "innehållet")) == [
        ("innehållet, rader, nr 1, text", "Väntar"),
        ("innehållet, fält 2", "Storgatan 12"),
    ]
