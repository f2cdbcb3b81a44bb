"""IVO's paper as JSON: every field of the model, the same bytes each time."""

import json
from datetime import date
from enum import StrEnum

from ejverkstallda.domain.kvartal import Kvartal
from ejverkstallda.report.modell import Dokument, Faltlista, Sekretesspapper, Sidbrytning, Sidhuvud, Stycke
from ejverkstallda.writers.sekretess_json import render_secret_json


class Kod(StrEnum):
    """A code."""

    ETT = "ett"


PAPPER = Sekretesspapper(
    Dokument("Titel", Sidhuvud("TYP"), (), (Sidbrytning(), Stycke("å"), Faltlista((("Fält", "svar"),)))),
    (Kvartal(2019, 1), date(2019, 4, 15), Kod.ETT, None, True, 3, 0.5, ("a",)),
)


def test_values_are_plain() -> None:
    made = json.loads(render_secret_json("ivo", PAPPER))
    assert made["innehall"] == ["2019Q1", "2019-04-15", "ett", None, True, 3, 0.5, ["a"]]
    assert (made["version"], made["papper"]) == (1, "ivo")
    assert made["dokument"]["block"] == [
        {"block": "sidbrytning"},
        {"block": "stycke", "text": "å", "stil": "brod"},
        {"block": "faltlista", "falt": [["Fält", "svar"]], "rubrik": None},
    ]


def test_the_same_paper_has_the_same_bytes_and_letters_are_letters() -> None:
    made = render_secret_json("ivo", PAPPER)
    assert made == render_secret_json("ivo", PAPPER)
    assert "å".encode() in made
    assert made.endswith(b"}\n")
