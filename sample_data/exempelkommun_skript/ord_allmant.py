"""Words for any case: IVO's questions, a quarter with nothing new, the person who asks to wait."""

from typing import Final

from exempelkommun_skript.familj import V

OFORANDRAT: Final = (
    "Oförändrat sedan förra kvartalet. Behovet kvarstår.",
    "Inget nytt att rapportera. Väntar fortfarande.",
    "Läget är detsamma. Den enskilde är informerad.",
    "Ingen förändring under perioden.",
    "Ärendet genomgånget i {manad}. Ingen ändring.",
    "Fortfarande inte verkställt. Samma skäl som tidigare.",
    "Har stämt av med verksamheten. Inget nytt.",
    "Avstämning i {manad}. Läget är oförändrat.",
)
IVO_FRAGAR: Final = (
    "IVO begär yttrande.",
    "IVO har öppnat ärende och begär yttrande med kopior ur akten.",
    "Begäran om yttrande från IVO.",
)
IVO_SVAR: Final = ("Yttrande till IVO lämnat.", "Yttrande lämnat till IVO inom svarstiden.")
IVO_AVSLUTAR: Final = ("IVO har avslutat sitt ärende utan ytterligare åtgärd.",)
VILL_VANTA: Final = (
    "Vill vänta med start till efter sommaren. Ansökan kvarstår.",
    "Ligger på sjukhus. Vill ha insatsen när det går att komma hem.",
)
SVAR_DROJER: Final = (
    "Påminnelse om svar på erbjudandet.",
    "Har ringt om erbjudandet. Svar utlovat inom några dagar.",
    "Har påmint om svar. Vill ha några dagar till.",
)
KORT_PLAN: Final = (V("Start planeras.", efter=5),)
