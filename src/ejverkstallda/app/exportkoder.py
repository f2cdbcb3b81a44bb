"""The catalogue of what an export cannot carry over as it stands."""

from typing import Final

from ejverkstallda.domain.brister import Allvar, Felkod


def _varning(kod: str, betydelse: str, atgard: str) -> Felkod:
    return Felkod(kod, Allvar.VARNING, betydelse, atgard)


MAKULERAT_MED: Final = _varning(
    "export_makulerat",
    "Ett makulerat beslut har rapporterats och dess slut har inte redovisats än; det är med i filen som ett vanligt.",
    "Makulera det igen med ejv makulera när filerna har lästs in, eller stäng nästa kvartal före exporten.",
)
FLYTTAT_MED: Final = _varning(
    "export_flyttat",
    "Beslutet har flyttats till en annan nämnd eller lag sedan det rapporterades, och det kan filerna inte säga.",
    "Stäng nästa kvartal före exporten. Väntar den enskilde fortfarande: registrera beslutet med eget nummer hos den "
    "nya nämnden eller lagen.",
)
RAPPORTERAT_OSAGT: Final = _varning(
    "export_rapporterat_osakert",
    "Allt som har rapporterats om beslutets väntan kan inte skrivas som händelser.",
    "Jämför det med ejv beslut visa när filerna har lästs in.",
)
UTAN_KALLSYSTEM: Final = _varning(
    "export_utan_kallsystem",
    "Beslutet har inget källsystem men ett annat med samma nummer har det; dess händelser nekas när filerna läses in.",
    "Ge beslutet ett källsystem i båda filerna före inläsningen.",
)
TIDIGARE_UTELAMNAT: Final = _varning(
    "export_tidigare_nummer",
    "Beslutets tidigare nummer är också ett annat besluts nummer; det är utelämnat, annars skulle de två bli ett.",
    "Makulera det ena före exporten om de är samma beslut.",
)
IDENTITET_MED: Final = _varning(
    "export_identitet",
    "Texten i en händelse ser ut att innehålla ett personnummer (det visas inte); den är med i filen.",
    "Rätta den med ejv ratta innan filen lämnas till någon.",
)
SLUT_EJ_SKICKADE: Final = Felkod(
    "export_slut_ej_skickade",
    Allvar.UPPLYSNING,
    "Slut som har redovisats är inte markerade som skickade till IVO; ett register som läser filerna bevakar dem inte.",
    "Är de skickade: markera dem med ejv kvartal markera KVARTAL ivo före exporten.",
)
