"""The catalogue of insatser: codes, labels and synonyms as people write them."""

import pytest

from ejverkstallda.domain.beslut import Lag
from ejverkstallda.domain.insatser import INSATSER, find_insats, suggest_insats


@pytest.mark.parametrize(
    ("text", "lag", "kod"),
    [
        ("Bostad med särskilt stöd och service för vuxna, LSS.", Lag.LSS, "bostad_vuxna"),
        ("Bostad med särskilt stöd och service för barn eller ungdomar, LSS", Lag.LSS, "bostad_barn_unga"),
        ("Kontaktperson, LSS", Lag.LSS, "kontaktperson_lss"),
        ("Biträde av kontaktperson, LSS", Lag.LSS, "kontaktperson_lss"),
        ("kontaktperson", Lag.SOL, "kontaktperson_sol"),
        ("SARSKILT BOENDE FOR ALDRE", Lag.SOL, "sarskilt_boende_aldre"),
        ("säbo", Lag.SOL, "sarskilt_boende_aldre"),
        ("  daglig   verksamhet (LSS)", Lag.LSS, "daglig_verksamhet"),
        ("hvb", Lag.SOL, "hvb"),
        ("försörjningsstöd", Lag.SOL, "ekonomiskt_bistand"),
        ("bostad_vuxna", Lag.LSS, "bostad_vuxna"),
    ],
)
def test_found_by_code_label_or_synonym(text: str, lag: Lag, kod: str) -> None:
    found = find_insats(text, lag)
    assert found is not None
    assert found.kod == kod


@pytest.mark.parametrize("text", ["", "LSS", "ridterapi"])
def test_an_unknown_label_is_not_found(text: str) -> None:
    assert find_insats(text, Lag.LSS) is None


def test_the_nearest_known_is_suggested() -> None:
    near = suggest_insats("bostad med särskild servise för vuxna", Lag.LSS)
    assert near is not None
    assert near.kod == "bostad_vuxna"
    assert suggest_insats("xyzzy", Lag.LSS) is None


def test_codes_are_unique_and_no_name_means_two_insatser() -> None:
    assert len({i.kod for i in INSATSER}) == len(INSATSER)
    for insats in INSATSER:
        for name in (insats.kod, insats.etikett, *insats.synonymer):
            assert find_insats(name, insats.lag) is insats


def test_lss_has_the_ten_insatser_of_9_section() -> None:
    """Point 8 is two of ours: familjehem, and bostad for children and young people."""
    assert sum(i.lag is Lag.LSS for i in INSATSER) == 11
    assert all(i.kallor for i in INSATSER)
