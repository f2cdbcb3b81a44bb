"""Many places of one fault are counted in words that agree with their number."""

import pytest

from ejverkstallda.cli.kuvert import print_findings
from ejverkstallda.domain.brister import Allvar, Brist


@pytest.mark.parametrize(
    ("places", "told"), [(3, "p3: T"), (4, "p3 och 1 ställe till: T"), (5, "och 2 ställen till: T")]
)
def test_the_places_left_out_are_counted(capsys: pytest.CaptureFixture[str], places: int, told: str) -> None:
    print_findings([Brist("k", Allvar.FEL, "T", f"p{n + 1}") for n in range(places)])
    assert told in " ".join(capsys.readouterr().err.split())
