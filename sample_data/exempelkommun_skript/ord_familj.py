"""Words for individ- och familjeomsorg: kontaktfamilj, kontaktperson, familjehem and stödboende. Kept neutral."""

from dataclasses import replace
from typing import Final

from exempelkommun_skript.familj import Avbrott, Familj, Nej, Skal, Under, V
from exempelkommun_skript.ord_uppdrag import KONTAKT

KONTAKTFAMILJ: Final = Familj(
    soker=(
        "Kontaktfamilj saknas. Rekrytering pågår.",
        "Ingen passande kontaktfamilj hittad ännu.",
        V("En familj är under utredning. Klar om några veckor.", efter=30),
        V("Den utredda familjen tog ett annat uppdrag. Söker vidare.", efter=110),
        V("Har talat med vårdnadshavaren. Behovet kvarstår.", efter=50),
        V("Annons i lokaltidningen har gett två svar. Båda utreds.", efter=60),
        V("Söker familj utan husdjur. Ingen hittad.", efter=80),
        V("Fortfarande ingen familj. Vårdnadshavaren är informerad.", efter=140),
    ),
    erbjudande=("Kontaktfamilj föreslagen. Första besök bokas.", "Förslag på kontaktfamilj lämnat."),
    erbjuden=("Första besöket hos familjen genomfört. Svar väntas.",),
    ja=("Vårdnadshavaren tackar ja efter besök.", "Besöket gick bra. Tackar ja."),
    plan=("Första vistelsen hos kontaktfamiljen.",),
    planerad=("Kontaktfamilj finns. Första vistelsen är {plan}.",),
    forskjuten=("Kontaktfamiljen är sjuk. Första vistelsen flyttas till {plan}.",),
    start=(
        "Har varit hos kontaktfamiljen första gången.",
        "Första vistelsen hos kontaktfamiljen.",
        "Insatsen har börjat.",
    ),
    skal=(Skal("rekrytering", "kommunen", ("Kontaktfamilj saknas.", "Svårt att rekrytera kontaktfamiljer.")),),
    nej=(
        Nej(
            ("Vårdnadshavaren tackar nej. Det är för långt att resa.",),
            (
                "Söker kontaktfamilj närmare hemmet.",
                "Ingen familj på närmare håll ännu.",
                V("Samtal med vårdnadshavaren. Avståndet är fortfarande avgörande.", efter=110),
            ),
            ("Ny kontaktfamilj föreslagen, inom gångavstånd från skolan.",),
            ("Vårdnadshavaren återtar ansökan. En släkting hjälper till.",),
            Skal("onskemal", "enskild", ("Önskar kontaktfamilj nära hemmet.",)),
        ),
        Nej(
            ("Tackar nej efter besöket. Barnet trivdes inte.",),
            (
                "Ny kontaktfamilj söks efter nej.",
                "Söker en familj med barn i samma ålder.",
                V("Två familjer utreds.", efter=90),
            ),
            ("Ny kontaktfamilj föreslagen, med barn i samma ålder.",),
            ("Vårdnadshavaren vill inte pröva fler familjer. Ansökan återtas.",),
            Skal("tackat_nej", "enskild", ("Har tackat nej till en föreslagen familj.",)),
        ),
    ),
    avbrott=(
        Avbrott(
            ("Kontaktfamiljen har sagt upp uppdraget.",),
            (
                "Ny kontaktfamilj söks.",
                "Ingen ersättare ännu. Vårdnadshavaren är informerad.",
                V("En familj är under utredning.", efter=50),
            ),
            ("Första vistelsen hos ny kontaktfamilj.",),
            Skal("rekrytering", "kommunen", ("Kontaktfamiljen har slutat och ny saknas.",)),
            upphor=("Vårdnadshavaren vill inte ha ny kontaktfamilj. Insatsen avslutas.",),
        ),
    ),
    avslut={
        "aterkallad": ("Vårdnadshavaren återtar ansökan.",),
        "flyttat": ("Familjen har flyttat från kommunen.",),
        "behov_upphort": ("Behovet har upphört enligt uppföljning.",),
        "ersatt": ("Nytt beslut efter ny ansökan ersätter detta.",),
    },
    under=(Under("Familjebehandling i öppenvård.", 7500, ("Öppenvårdsinsats ges i väntan på kontaktfamilj.",)),),
    atgard=("Annons i lokaltidningen och sociala medier.", "Samarbete med grannkommunen om kontaktfamiljer."),
    uppfoljning=("Samtal med vårdnadshavaren. Behovet kvarstår.",),
    konsekvens=("Vårdnadshavaren får inte den avlastning som beviljats.",),
    svarstid=(4, 12),
    starttid=(5, 18),
)

UNG: Final = replace(
    KONTAKT,
    soker=(
        "Ingen lämplig kontaktperson hittad. Rekrytering pågår.",
        V("Söker en yngre kontaktperson med intresse för {intresse}.", efter=20),
        V("Två intresserade intervjuade. En går vidare till utredning.", efter=40),
        V("Samtal med den unge och vårdnadshavaren. Vill fortfarande ha kontaktperson.", efter=60),
        V("Annons hos högskolan och i föreningar.", efter=50),
        V("Den som utreddes har fått annat arbete. Söker vidare.", efter=100),
    ),
    under=(Under("Stödsamtal hos ungdomsteamet.", 2600, ("Stödsamtal hos ungdomsteamet ges så länge.",)),),
    avslut={
        "aterkallad": ("Den unge vill inte längre ha kontaktperson. Ansökan återtas.",),
        "flyttat": ("Har flyttat från kommunen.",),
        "behov_upphort": ("Uppföljning visar att behovet har upphört.",),
        "ersatt": ("Nytt beslut efter ny ansökan ersätter detta.",),
    },
    konsekvens=("Saknar en vuxen utanför familjen.",),
    egna={"intresse": ("fotboll", "spel", "musik", "innebandy", "simning", "matlagning")},
)

FAMILJEHEM: Final = Familj(
    soker=(
        "Utredning av ett tänkbart familjehem pågår.",
        V("Förfrågan till konsulentstödda familjehem. Svar väntas.", efter=20),
        V("Två hem har tillfrågats. Matchningen gick inte ihop.", efter=50),
        V("Söker fortfarande ett hem där syskonen kan bo tillsammans.", efter=70),
        V("Möte med vårdnadshavaren om läget.", efter=40),
    ),
    erbjudande=("Familjehem föreslaget. Ett första besök planeras.",),
    erbjuden=("Besök i familjehemmet genomfört. Svar väntas.",),
    ja=("Vårdnadshavaren samtycker till placeringen.",),
    plan=("Inflyttning i familjehemmet.",),
    planerad=("Familjehem klart. Flytten är {plan}.",),
    forskjuten=("Besöken behöver bli fler. Flytten blir {plan}.",),
    start=("Flyttade till familjehemmet.",),
    skal=(Skal("saknar_plats", "kommunen", ("Passande familjehem saknas.",)),),
    avslut={"ersatt": ("Ersätts av nytt beslut om annan placering.",), "aterkallad": ("Ansökan återtas.",)},
    under=(Under("Plats i jourhem.", 38000, ("Bor i jourhem i väntan på familjehem.",)),),
    atgard=("Förfrågan till tre konsulentstödda verksamheter.",),
    uppfoljning=("Besök i jourhemmet. Behovet kvarstår.",),
    konsekvens=("Skolgången påverkas av att boendet inte är bestämt.",),
    svarstid=(3, 8),
    starttid=(5, 15),
)

STODBOENDE: Final = replace(
    FAMILJEHEM,
    soker=(
        "Ingen ledig lägenhet i stödboendet.",
        V("Samtal med den unge. Vill flytta så snart det går.", efter=30),
        V("En lägenhet väntas bli ledig i stödboendet.", efter=50),
        V("Förfrågan till andra utförare. Ingen plats.", efter=60),
    ),
    erbjudande=("Lägenhet i stödboendet Bryggan. Visning bokas.",),
    erbjuden=("Har sett lägenheten. Svar väntas.",),
    ja=("Tackar ja till lägenheten.",),
    plan=("Inflyttning i stödboendet.",),
    planerad=("Lägenhet finns i stödboendet. Flyttar in {plan}.",),
    forskjuten=("Lägenheten målas om. Inflyttningen flyttas till {plan}.",),
    start=("Flyttade in i stödboendet Bryggan.",),
    skal=(Skal("saknar_plats", "kommunen", ("Stödboendet är fullt.",)),),
    avslut={
        "aterkallad": ("Har fått egen lägenhet och återtar ansökan.",),
        "flyttat": ("Har flyttat till en släkting i annan kommun.",),
    },
    under=(Under("Plats på jourboende.", 45000, ("Bor tillfälligt på jourboende.",)),),
    atgard=("Förfrågan till två utförare i länet.",),
    uppfoljning=("Möte med den unge. Behovet kvarstår.",),
    konsekvens=("Bor trångt hos bekanta.",),
)
