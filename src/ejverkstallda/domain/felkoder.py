"""The catalogue of faults in decisions and events. `docs/felkoder.md` is made from it and its siblings."""

from typing import Final

from ejverkstallda.domain.brister import Allvar, Felkod

VERKSTALLD_FORE_BESLUT: Final = Felkod(
    "slut_fore_beslut",
    Allvar.VARNING,
    "Ett slut är daterat före beslutet; väntan räknas som avslutad i tid.",
    "Kontrollera beslutsdatum och händelsens datum och rätta det som är fel med ejv ratta.",
)
VERKSTALLD_TVA_GANGER: Final = Felkod(
    "verkstalld_tva_ganger",
    Allvar.VARNING,
    "Verkställd är registrerad två gånger utan avbrott emellan; den senare har ingen verkan.",
    "Makulera den som är fel med ejv makulera, eller registrera avbrottet som saknas.",
)
AVBROTT_REDAN_OPPET: Final = Felkod(
    "avbrott_redan_oppet",
    Allvar.VARNING,
    "Ett avbrott är registrerat medan ett annat pågår; det senare har ingen verkan.",
    "Makulera det som är fel, eller registrera när insatsen återupptogs däremellan.",
)
ATERUPPTAGEN_UTAN_AVBROTT: Final = Felkod(
    "aterupptagen_utan_avbrott",
    Allvar.VARNING,
    "Återupptagen är registrerad utan att något avbrott pågår; den har ingen verkan.",
    "Registrera avbrottet, eller makulera återupptagandet.",
)
HANDELSE_EFTER_AVSLUT: Final = Felkod(
    "handelse_efter_avslut",
    Allvar.VARNING,
    "En händelse är daterad efter att beslutet avslutades; den har ingen verkan.",
    "Makulera avslutet om det är fel, eller den senare händelsen.",
)
DELVIS_EFTER_VERKSTALLD: Final = Felkod(
    "delvis_efter_verkstalld",
    Allvar.VARNING,
    "Delvis verkställd är registrerad efter att hela insatsen hade börjat, utan avbrott; den har ingen verkan.",
    "Har en del av insatsen upphört: registrera ett avbrott med omfattning delvis den dagen. Efter tre månader räknar "
    "IVO det som ett avbrott.",
)
LOV_UTANFOR: Final = Felkod(
    "senarelagd_utanfor_lov",
    Allvar.VARNING,
    "Verkställigheten är senarelagd enligt LOV, men det gäller bara beslut enligt 11 kap. 1 § SoL; händelsen har ingen "
    "verkan.",
    "Rätta beslutets lag eller lagrum, eller makulera händelsen.",
)
SENARELAGD_BAKAT: Final = Felkod(
    "senarelagd_till_fore_handelsen",
    Allvar.VARNING,
    "Verkställigheten är senarelagd till en dag före den dag då det antecknades.",
    "Rätta till eller händelsens datum med ejv ratta.",
)
INSATSTID_BAKAT: Final = Felkod(
    "insatstid_bakat",
    Allvar.VARNING,
    "En insats under tiden slutar före den dag då den börjar; den räknas inte av i underlaget för yttrande.",
    "Rätta den med ejv ratta NR --handelse ID --fran DATUM eller --till DATUM.",
)
AVBROTT_UTAN_VERKSTALLIGHET: Final = Felkod(
    "avbrott_utan_verkstallighet",
    Allvar.VARNING,
    "Ett avbrott är registrerat men inte när insatsen började; första väntan räknas som verkställd på avbrottsdagen.",
    "Registrera datumet då insatsen påbörjades med ejv verkstall.",
)
HISTORIK_UTAN_VANTAN: Final = Felkod(
    "historik_utan_vantan",
    Allvar.VARNING,
    "En rapporterad väntan finns inte bland beslutets händelser; den redovisas en gång som felregistrerad.",
    "Registrera avbrottet som saknas, eller rätta historikraden.",
)
LAGRUM_OLASLIGT: Final = Felkod(
    "lagrum_olasligt",
    Allvar.UPPLYSNING,
    "Ett lagrum kunde inte läsas; beslutet räknas som att det omfattas av rapporteringsskyldigheten.",
    "Skriv det som till exempel 9 § 9 LSS eller 11 kap. 1 § SoL.",
)
LAGRUM_ANDRA_AKTEN: Final = Felkod(
    "lagrum_andra_akten",
    Allvar.UPPLYSNING,
    "Lagrummet hör till den socialtjänstlag som inte gällde när beslutet fattades; det räknas på samma sätt.",
    "Kontrollera beslutsdatum och lagrum.",
)
LAGRUM_ANNAN_LAG: Final = Felkod(
    "lagrum_annan_lag",
    Allvar.VARNING,
    "Lagrummet hör till en annan lag än den beslutet är registrerat under.",
    "Rätta lag eller lagrum.",
)
INSATS_OKAND: Final = Felkod(
    "insats_okand",
    Allvar.UPPLYSNING,
    "Insatsen finns inte i programmets lista; texten behålls som den är.",
    "",
)
RAD_OCH_STOD: Final = Felkod(
    "rad_och_stod_regionens",
    Allvar.UPPLYSNING,
    "Beslutet gäller råd och stöd (LSS 9 § 1), som är regionens uppgift om den inte har överlåtits till kommunen.",
    "Har den överlåtits: ejv installning satt rad_och_stod kommunen.",
)
REDAN_RAPPORTERADE: Final = Felkod(
    "oppna_fore_forsta_kvartal",
    Allvar.UPPLYSNING,
    "Öppna fall vars gränsdag ligger före registrets första kvartal räknas som redan rapporterade.",
    "Läs in händelsen rapporterad, med det kvartal där det ska stå som nytt, för den som inte har rapporterats.",
)
SLUT_I_TID_TROTS_RAPPORT: Final = Felkod(
    "rapporterad_men_i_tid",
    Allvar.UPPLYSNING,
    "En väntan som har rapporterats visade sig ha tagit slut i tid; slutet redovisas en gång.",
    "Inget behöver göras om datumen stämmer.",
)
FELREGISTRERAD: Final = Felkod(
    "rapporterad_men_utanfor",
    Allvar.UPPLYSNING,
    "En väntan som har rapporterats visade sig inte omfattas; den redovisas en gång som felregistrerad.",
    "Meddela IVO om den har skickats dit.",
)
MAKULERAD_EFTER_RAPPORT: Final = Felkod(
    "rapporterad_men_makulerad",
    Allvar.UPPLYSNING,
    "En väntan som har rapporterats är makulerad eller finns inte kvar bland händelserna; den redovisas en gång som "
    "felregistrerad.",
    "Meddela IVO om den har skickats dit.",
)
FLYTTAD: Final = Felkod(
    "rapporterad_men_flyttad",
    Allvar.UPPLYSNING,
    "Ett beslut som har rapporterats har flyttats till en annan nämnd eller lag; det redovisas en gång som "
    "felregistrerat där det rapporterades, och sedan inte mer.",
    "Väntar den enskilde fortfarande: registrera beslutet med eget nummer hos den nya nämnden eller lagen och det här "
    "numret som ersatter, så att det redovisas där.",
)
RAPPORTERINGSDAG_ANTAGEN: Final = Felkod(
    "rapporteringsdag_antagen",
    Allvar.UPPLYSNING,
    "IVO:s rapporteringsperioder för året är inte kända; dagen antas vara densamma som 2019.",
    "Kontrollera dagen hos IVO. Är den en annan: ejv installning satt rapporteringsdag.KVARTAL DATUM.",
)
OVERGANG_OKAND: Final = Felkod(
    "avgift_overgang_okand",
    Allvar.UPPLYSNING,
    "Beslutet är från den tidigare socialtjänstlagens tid; hur övergången är ordnad i mål om särskild avgift "
    "är inte känt.",
    "Låt kommunens jurist läsa övergångsbestämmelserna om frågan blir aktuell.",
)
KON_AVVIKER: Final = Felkod(
    "kon_avviker",
    Allvar.VARNING,
    "Registrerat kön är ett annat än numrets könssiffra säger (numret visas inte).",
    "Kontrollera kön och personnummer mot verksamhetssystemet och rätta det som är fel.",
)
SLUT_REDOVISAT: Final = Felkod(
    "slut_redovisat_men_oppen",
    Allvar.UPPLYSNING,
    "Ett slut har redovisats men finns inte bland händelserna. Ett redovisat slut är slutgiltigt, så ingen rapport tar "
    "upp ärendet igen; ejv bevaka visar det.",
    "Registrera när insatsen började. Väntar den enskilde fortfarande: registrera beslutet med nytt nummer.",
)
