"""What a municipality chooses about its reports (`[rapport]` in kommun.toml).

Only what goes beyond the statutes can be turned off: how many decisions, which types of insatser and how long they
have waited is always told.
"""

from enum import StrEnum
from typing import NamedTuple


class Arendenummer(StrEnum):
    """What a row of the nämnd's report is called: by the decision's number, or by a running number (löpnummer)."""

    BESLUTSNUMMER = "beslutsnummer"
    LOPNUMMER = "lopnummer"


class Rapportdelar(NamedTuple):
    """The parts of a report beyond the statutes, and whether they are in it.

    `verksamhetsomrade`, `kon` and `skal` are the statistics by area, sex and reason; `erbjudanden` the offers;
    `jamforelse` the earlier quarters; `diagram` the charts; `grunder` the appendix with each row's ground,
    `enhet` a column and `prognos` the coming quarters, which only the nämnd's report has.
    """

    verksamhetsomrade: bool = True
    kon: bool = True
    skal: bool = True
    erbjudanden: bool = True
    jamforelse: bool = True
    diagram: bool = True
    grunder: bool = True
    enhet: bool = False
    prognos: bool = False


FULLMAKTIGES_DELAR = Rapportdelar(verksamhetsomrade=False, kon=False, erbjudanden=False, grunder=False)
"""What fullmäktige gets beyond the statutes unless kommun.toml says otherwise."""


class Rapportval(NamedTuple):
    """The choices. `sma_tal` is the threshold n of small numbers, 0 = none.

    It holds for fullmäktige's report, and with `sma_tal_i_statistikrapporten` for the tables of the nämnd's too.
    """

    arendenummer: Arendenummer = Arendenummer.BESLUTSNUMMER
    sma_tal: int = 0
    sma_tal_i_statistikrapporten: bool = False
    delar: Rapportdelar = Rapportdelar()
    fullmaktige: Rapportdelar = FULLMAKTIGES_DELAR

    @property
    def namndens_sma_tal(self) -> int:
        """The threshold that holds for the tables of the nämnd's report."""
        return self.sma_tal if self.sma_tal_i_statistikrapporten else 0


STANDARDVAL = Rapportval()
"""What holds where kommun.toml says nothing."""
