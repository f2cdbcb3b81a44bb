"""The municipality: its nämnder and staff, what it grants and how often, and how it writes a lagrum."""

import random
from datetime import date
from typing import Final

from exempelkommun_skript.berattelse import Mall
from exempelkommun_skript.kalender import DAG, KVARTAL, NY_SOL, SYSTEMBYTE, Kvartal, working_day

NAMN: Final = "Granhamns kommun"
ALDRE: Final = "Äldrenämnden"
STOD: Final = "Funktionsstödsnämnden"
IFN: Final = "Individ- och familjenämnden"
NAMNDER: Final = (ALDRE, STOD, IFN)
OMRADE: Final = {ALDRE: "Äldreomsorg", STOD: "Funktionsstöd", IFN: "Individ- och familjeomsorg"}
ENHETER: Final = {
    (ALDRE, "SoL"): ("Biståndsenheten öster", "Biståndsenheten väster"),
    (STOD, "LSS"): ("LSS-enheten",),
    (STOD, "SoL"): ("Enheten för socialpsykiatri",),
    (IFN, "SoL"): ("Barn- och familjeenheten", "Ungdomsenheten"),
}
HANDLAGGARE: Final = {
    "Biståndsenheten öster": ("Petra Holmsund", "Amir Sabeti"),
    "Biståndsenheten väster": ("Gun-Britt Åsling", "Jonas Edvall"),
    "LSS-enheten": ("Lena Törnfors", "Daniel Vikmark", "Sara Nilhede"),
    "Enheten för socialpsykiatri": ("Ulrika Stenfalk", "Mehmet Aydal"),
    "Barn- och familjeenheten": ("Hanna Björnede", "Klara Ekvik"),
    "Ungdomsenheten": ("Ola Rönnfelt",),
}
NOLLKVARTAL: Final = Kvartal(2024, 1)
"""The quarter in which Individ- och familjenämnden has nothing to report under SoL."""
GAMLA_SYSTEMET: Final = "Omsorgen"
NYA_SYSTEMET: Final = "Ledstjärnan"


def write_lagrum(slump: random.Random, of: Mall, day: date) -> str:
    """Write the paragraph as people do: mostly alike, now and then otherwise, sometimes not at all."""
    if slump.random() < 0.05:  # noqa: PLR2004
        return ""
    if of.lag == "LSS":
        common = f"9 § {of.punkt} LSS"
        return slump.choice((*(common,) * 6, f"9 § p. {of.punkt} LSS", f"LSS 9 § {of.punkt}"))
    if day >= NY_SOL:
        return slump.choice((*("11 kap. 1 § SoL",) * 6, "11 kap 1 § SoL", "11 kap. 1 § SoL (2025:400)"))
    return slump.choice((*("4 kap. 1 § SoL",) * 6, "4 kap 1 § SoL", "4:1 SoL", "4 kap. 1 § SoL (2001:453)"))


def _register(kortnamn: str) -> str:
    """Write the diarienummer of each quarter as a TOML table; what is reported in January belongs to the new year."""
    parts = []
    for number, quarter in enumerate(KVARTAL):
        serial = 11 + 17 * number % 60 + len(kortnamn)
        parts.append(f'"{quarter}" = "{kortnamn.upper()}.{quarter.inlast.year}.{serial}"')
    return "{ " + ", ".join(parts) + " }"


def _meetings(weekday: int) -> str:
    """Write the meetings as TOML: in the second month after each quarter, the papers due two weeks before."""
    parts = []
    for quarter in KVARTAL:
        first = quarter.sista + 45 * DAG
        day = first + (weekday - first.weekday()) % 7 * DAG
        parts.append(f"  {{ datum = {day}, stopptid = {working_day(day - 14 * DAG)} }},\n")
    return f"[\n{''.join(parts)}]"


def kommun_toml() -> str:
    """Return the text of kommun.toml."""
    return f"""# En påhittad kommun. Orter, personer, nummer och adresser finns inte.

[kommun]
namn = "{NAMN}"
adress = ["Kommunhuset", "Kajplatsen 1"]
postadress = "999 98 Granhamn"
organisationsnummer = "219900-0001"
telefon = "0998-100 00"
epost = "kommun@granhamn.example"
webb = "www.granhamn.example"

[[namnd]]
namn = "{ALDRE}"
kortnamn = "an"
forvaltning = "Vård- och omsorgsförvaltningen"
lagar = ["SoL"]
diarienummer = {_register("an")}
moten = {_meetings(1)}
rapportor = {{ namn = "Elsa Granmark", titel = "systemförvaltare" }}
handlaggare = {{ namn = "Elsa Granmark", titel = "systemförvaltare", epost = "elsa.granmark@granhamn.example" }}
underskrifter = [{{ namn = "Birgitta Havsund", titel = "förvaltningschef" }}]
expediering.for_vidare_hantering = ["Kommunfullmäktige", "Kommunrevisionen"]
expediering.for_kannedom = ["Verksamhetschef äldreomsorg"]

[[namnd]]
namn = "{STOD}"
kortnamn = "fsn"
forvaltning = "Vård- och omsorgsförvaltningen"
lagar = ["LSS", "SoL"]
diarienummer = {_register("fsn")}
moten = {_meetings(2)}
rapportor = {{ namn = "Elsa Granmark", titel = "systemförvaltare" }}
handlaggare = {{ namn = "Tomas Rehnvik", titel = "utredare", epost = "tomas.rehnvik@granhamn.example" }}
underskrifter = [
  {{ namn = "Birgitta Havsund", titel = "förvaltningschef" }},
  {{ namn = "Tomas Rehnvik", titel = "utredare" }},
]
expediering.for_vidare_hantering = ["Kommunfullmäktige", "Kommunrevisionen"]
expediering.for_kannedom = ["Verksamhetschef funktionsstöd"]

[[namnd]]
namn = "{IFN}"
kortnamn = "ifn"
forvaltning = "Socialförvaltningen"
lagar = ["SoL"]
diarienummer = {_register("ifn")}
moten = {_meetings(3)}
rapportor = {{ namn = "Maj Lindhamn", titel = "administratör" }}
handlaggare = {{ namn = "Maj Lindhamn", titel = "administratör", epost = "maj.lindhamn@granhamn.example" }}
underskrifter = [{{ namn = "Henrik Skärlund", titel = "socialchef" }}]
expediering.for_vidare_hantering = ["Kommunfullmäktige", "Kommunrevisionen"]
"""


def era_label(insats: str, day: date) -> str:
    """Return the label as the care system of that day has it."""
    old = {"särskilt boende för äldre": "särskilt boende", "ledsagarservice": "ledsagarservice"}
    return old.get(insats, insats) if day < SYSTEMBYTE else insats
