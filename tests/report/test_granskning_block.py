"""The blocks that came after the first ones are looked through too: figures, fields, page breaks, the logo's words."""

import pytest

from ejverkstallda.report.granskning import find_identity
from ejverkstallda.report.modell import Block, Dokument, Faltlista, Figur, Logotyp, Serie, Sidbrytning, Sidhuvud

NUMMER = "19121212-1212"  # the tax authority's own example


def figur(**text: str) -> Figur:
    held = {"rubrik": "R", "alt": "A", "enhet": "st", "etikett": "E", "serie": "S"} | text
    serie = Serie(held["serie"], (1.0,))
    return Figur("staplar", held["rubrik"], held["alt"], (held["etikett"],), (serie,), held["enhet"])


@pytest.mark.parametrize(
    ("block", "places"),
    [
        (figur(), []),
        (figur(rubrik=NUMMER), ["under ”T”, figurens rubrik"]),
        (figur(alt=NUMMER), ["under ”T”, figurens beskrivning"]),
        (figur(enhet=NUMMER), ["under ”T”, figurens enhet"]),
        (figur(etikett=NUMMER), ["under ”T”, figurens etiketter"]),
        (figur(serie=NUMMER), ["under ”T”, figurens etiketter"]),
        (Faltlista((("Slag", "Ny"), ("Skäl", NUMMER))), ["under ”T”, fältet Skäl"]),
        (Faltlista(((NUMMER, "x"),)), ["under ”T”, fältets namn"]),
        (Faltlista((), NUMMER), ["under ”T”, fältlistans rubrik"]),
        (Sidbrytning(), []),
    ],
)
def test_every_text_of_a_block_is_looked_through(block: Block, places: list[str]) -> None:
    assert [f.plats for f in find_identity(Dokument("T", Sidhuvud("Rapport"), (), (block,)))] == places


def test_the_words_for_the_logo_are_looked_through() -> None:
    head = Sidhuvud("Rapport", logotyp=Logotyp(b"", NUMMER))
    assert [f.plats for f in find_identity(Dokument("T", head, (), ()))] == ["sidhuvudet, logotypens beskrivning"]
