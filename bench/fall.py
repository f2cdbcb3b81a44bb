"""Invented cases for the benchmarks: decisions of twenty years with the events that real life gives them.

98 per cent are executed within three months. The rest wait longer: with a reason, offers, a comment each
quarter and what was sent to IVO. Nothing here is about anybody.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from ejverkstallda.domain.beslut import Avslutsorsak, Beslut, Handelse, Handelseslag, IvoSlag, Kon, Lag, SkalKod
from ejverkstallda.domain.insatser import INSATSER
from ejverkstallda.domain.kallor import SOL_2025_IKRAFT
from ejverkstallda.domain.kvartal import Kvartal
from ejverkstallda.domain.vantan import gransdag

FORSTA_DAG: Final = date(2006, 1, 1)
KVARTAL: Final = Kvartal(2025, 4)
"""The quarter that is asked for; all before it are closed."""
IDAG: Final = date(2026, 1, 10)
NAMNDER: Final = ("Socialnämnden", "Vård- och omsorgsnämnden")

_ANDEL_SENA: Final = 0.02
_ANDEL_LSS: Final = 0.4
_ANDEL_KOMMENTERADE: Final = 0.35
_ANDEL_ERBJUDNA: Final = 0.25
_ANDEL_AVBRUTNA: Final = 0.01
_ANDEL_TIDSBEGRANSADE: Final = 0.1
_ANDEL_VERKSTALLDA: Final = 0.8
_ANDEL_AVBOJDA: Final = 0.5
_MEDELTID: Final = 25
"""Days from decision to execution, on average, where it goes well."""
_LANGST_I_TID: Final = 88
_AV_TIO: Final = {"kvarstaende": range(6), "slut": range(5, 6), "nya": range(6, 9)}
"""Of ten open cases: kvarstående (the last of them ended in the quarter), nya; the tenth has its gränsdag near."""
_SISTA_SENA_SLUT: Final = KVARTAL.previous().last_day
_LAGRUM: Final = {
    Lag.LSS: ("9 § 9 LSS", "9 § p. 9 LSS", "9 § LSS", "9§ 10 LSS", None),
    Lag.SOL: ("4 kap. 1 § SoL", "4 kap 1 § SoL (2001:453)", "4:1 SoL", "4 kap. 1 §", None),
}
_LAGRUM_2025: Final = ("11 kap. 1 § SoL", "11 kap 1 § SoL (2025:400)", "11:1 SoL", None)
_INSATSER: Final = {lag: [i for i in INSATSER if i.lag is lag] for lag in Lag}
_ENHETER: Final = ("Enhet Norr", "Enhet Söder", "Enhet Väst", "Enhet Öst")
_KOMMENTARER: Final = (
    "Verkställigheten är planerad tillsammans med den enskilde.",
    "Ingen ledig plats under perioden. Kontakt tagen med tre enheter.",
    "Rekrytering pågår; intervjuer är bokade.",
    "Den enskilde önskar vänta på plats i ett visst område.",
)


@dataclass(frozen=True, slots=True)
class Antal:
    """How many of each kind: executed in time, late and ended before the quarter, open when it is asked for."""

    i_tid: int
    sena: int
    oppna: int

    @classmethod
    def of(cls, totalt: int, oppna: int) -> "Antal":
        """Split a register of `totalt` decisions so that two per cent wait too long, `oppna` of them still.

        Raises:
            ValueError: more open cases are asked for than two per cent.
        """
        late = round(totalt * _ANDEL_SENA)
        if oppna > late:
            msg = f"{oppna} öppna är fler än de {late} som väntar för länge i ett register med {totalt} beslut."
            raise ValueError(msg)
        return cls(totalt - late, late - oppna, oppna)


class Fallskrivare:
    """Writes cases, the same ones for the same seed."""

    def __init__(self, seed: int) -> None:
        self._slump = random.Random(seed)
        self._nummer = 0

    def cases(self, antal: Antal) -> Iterator[tuple[Beslut, list[Handelse]]]:
        """Yield every case of a register: those in time, the late, the open."""
        for _ in range(antal.i_tid):
            yield self._in_time()
        for _ in range(antal.sena):
            yield self._late()
        for i in range(antal.oppna):
            yield self._open(i)

    def _day(self, first: date, last: date) -> date:
        return first + timedelta(days=self._slump.randint(0, (last - first).days))

    def _decision(self, day: date) -> Beslut:
        slump = self._slump
        lag = Lag.LSS if slump.random() < _ANDEL_LSS else Lag.SOL
        insats = slump.choice(_INSATSER[lag])
        new_act = lag is Lag.SOL and day >= SOL_2025_IKRAFT
        self._nummer += 1
        limited = slump.random() < _ANDEL_TIDSBEGRANSADE and day < KVARTAL.first_day - timedelta(days=730)
        return Beslut(
            beslutsnummer=f"{day.year}-{self._nummer:07}",
            beslutsdatum=day,
            lag=lag,
            insats=insats.etikett,
            insats_kod=insats.kod,
            lagrum=slump.choice(_LAGRUM_2025 if new_act else _LAGRUM[lag]),
            verksamhetsomrade="Funktionsstöd" if lag is Lag.LSS else "Äldreomsorg",
            namnd=NAMNDER[lag is Lag.LSS],
            kon=slump.choice((Kon.KVINNA, Kon.MAN)),
            galler_till=day + timedelta(days=slump.choice((365, 730))) if limited else None,
            enhet=slump.choice(_ENHETER),
            handlaggare=f"HL{slump.randint(1, 40):02}",
        )

    def _comment(self, day: date) -> Handelse:
        return Handelse(0, day, Handelseslag.KOMMENTAR, text=self._slump.choice(_KOMMENTARER))

    def _in_time(self) -> tuple[Beslut, list[Handelse]]:
        """Executed within three months and before today; one in three commented, one in a hundred interrupted."""
        slump = self._slump
        beslut = self._decision(self._day(FORSTA_DAG, KVARTAL.last_day))
        start = beslut.beslutsdatum
        done = min(start + timedelta(days=min(int(slump.expovariate(1 / _MEDELTID)), _LANGST_I_TID)), IDAG)
        events = [self._comment(self._day(start, done))] if slump.random() < _ANDEL_KOMMENTERADE else []
        if slump.random() < _ANDEL_ERBJUDNA:
            events.append(Handelse(0, self._day(start, done), Handelseslag.ERBJUDANDE, svar=True))
        events.append(Handelse(0, done, Handelseslag.VERKSTALLD))
        if slump.random() < _ANDEL_AVBRUTNA and done + timedelta(days=300) < _SISTA_SENA_SLUT:
            pause = self._day(done, done + timedelta(days=250))
            events.append(Handelse(0, pause, Handelseslag.AVBROTT, text="Insatsen är tillfälligt avbruten."))
            events.append(Handelse(0, pause + timedelta(days=slump.randint(5, 50)), Handelseslag.ATERUPPTAGEN))
        return beslut, events

    def _late(self) -> tuple[Beslut, list[Handelse]]:
        """Ended one to fifteen months after gränsdag, and before the quarter asked for."""
        wait = timedelta(days=self._slump.randint(120, 550))
        beslut = self._decision(self._day(FORSTA_DAG, _SISTA_SENA_SLUT - wait))
        end = beslut.beslutsdatum + wait
        return beslut, [*self._waiting(beslut, end), *self._end(end)]

    def _open(self, i: int) -> tuple[Beslut, list[Handelse]]:
        """One of those open in the quarter asked for, or ended in it; see `_AV_TIO`."""
        slot = i % 10
        if slot in _AV_TIO["kvarstaende"]:
            beslut = self._decision(self._day(date(2024, 3, 1), date(2025, 5, 31)))
        elif slot in _AV_TIO["nya"]:
            beslut = self._decision(self._day(date(2025, 7, 1), date(2025, 9, 30)))
        else:
            beslut = self._decision(self._day(date(2025, 10, 15), date(2025, 11, 5)))
        if slot in _AV_TIO["slut"]:
            end = self._day(KVARTAL.first_day, KVARTAL.last_day)
            return beslut, [*self._waiting(beslut, end), *self._end(end)]
        return beslut, self._waiting(beslut, IDAG)

    def _end(self, day: date) -> list[Handelse]:
        """How a long wait ends, and that IVO was told."""
        sent = min(day + timedelta(days=self._slump.randint(3, 30)), IDAG)
        if self._slump.random() < _ANDEL_VERKSTALLDA:
            end, slag = Handelse(0, day, Handelseslag.VERKSTALLD), IvoSlag.VERKSTALLD
        else:
            orsak = self._slump.choice(list(Avslutsorsak)[:3])
            end, slag = Handelse(0, day, Handelseslag.AVSLUTAD, orsak=orsak), IvoSlag.AVSLUTAD
        return [end, Handelse(0, sent, Handelseslag.SKICKAD_IVO, ivo_slag=slag)]

    def _waiting(self, beslut: Beslut, till: date) -> list[Handelse]:
        """What happens in a long wait: a reason, offers declined, a measure and a comment each quarter, IVO told."""
        slump, start = self._slump, beslut.beslutsdatum
        skal = slump.choice((SkalKod.SAKNAR_PLATS, SkalKod.TACKAT_NEJ, SkalKod.REKRYTERING))
        events = [Handelse(0, start, Handelseslag.SKAL, text="Saknar ledig resurs.", skal_kod=skal)]
        quarter = Kvartal.containing(gransdag(start))
        while quarter.first_day < till:
            day = min(quarter.first_day + timedelta(days=slump.randint(40, 80)), till)
            events.append(self._comment(day))
            events.append(Handelse(0, day, Handelseslag.ATGARD, text="Platsfrågan har tagits upp med verksamheten."))
            if slump.random() < _ANDEL_AVBOJDA:
                events.append(Handelse(0, day, Handelseslag.ERBJUDANDE, svar=False, text="Plats på annan ort."))
            if quarter.last_day < till:
                slag = IvoSlag.NY if quarter == Kvartal.containing(gransdag(start)) else IvoSlag.ATER
                events.append(Handelse(0, quarter.last_day, Handelseslag.SKICKAD_IVO, ivo_slag=slag))
            quarter = quarter.next()
        return events
