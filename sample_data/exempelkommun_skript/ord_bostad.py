"""Words for homes with special service: adults under LSS, children, and adults under SoL."""

from dataclasses import replace
from datetime import date
from typing import Final

from exempelkommun_skript.familj import Familj, Nej, Plats, Skal, Under, V

OPPNAR: Final = date(2024, 9, 2)
"""The day the new group home Kajutan takes its first tenants."""

_BOSTADER: Final = (
    Plats("gruppbostaden Fyren", "Granhamn"),
    Plats("gruppbostaden Lyktan", "Granhamn"),
    Plats("gruppbostaden Vitsippan", "Tallnäs"),
    Plats("servicebostaden Parkgatan", "Granhamn"),
    Plats("servicebostaden Skolgränd", "Ekeby"),
    Plats("gruppbostaden Kajutan", "Granhamn", date(2024, 4, 15), date(2024, 7, 31), OPPNAR),
)

_FORALDRAR: Final = (
    "Bor kvar hos föräldrarna. Ingen bostad att erbjuda ännu.",
    V("Samtal med föräldrarna. De behöver avlastning och frågar om tidplan.", efter=90),
    V("Föräldrarna har fått utökad avlastning i väntan på bostad.", efter=150),
)
_FORALDRAR_FOLJD: Final = (
    "Föräldrarna är trötta och har svårt att planera.",
    "Flytten till ett självständigt liv dröjer.",
)
_FORALDRAR_ATER: Final = ("Ansökan återtas. Vill bo kvar hos föräldrarna.", "Har hyrt egen lägenhet. Ansökan återtas.")
_EGEN_FOLJD: Final = ("Klarar inte vardagen mellan besöken.", "Isolerad i lägenheten större delen av dagen.")
_EGEN_ATER: Final = (
    "Ansökan återtas. Vill bo kvar i egen lägenhet med boendestöd.",
    "Trivs nu i sin lägenhet och återtar ansökan.",
)
_EGEN: Final = (
    "Bor i egen lägenhet med boendestöd i väntan på bostad.",
    V("Boendestödet har utökats. Behovet av bostad med särskild service kvarstår.", efter=120),
)

BOSTAD: Final = Familj(
    soker=(
        "Ingen ledig bostad som passar behovet.",
        "Ingen ledig lägenhet. Söker i egen regi och hos andra utförare.",
        "Möte med {anhorig} om väntetid och önskemål.",
        "Bostadskön genomgången i {manad}. Ingen lägenhet att erbjuda.",
        V("En lägenhet har blivit ledig men bedöms inte passa ihop med övriga hyresgäster.", efter=80),
        V("Har talat med {anhorig}. Behovet är oförändrat.", efter=60),
        V("Två privata utförare tillfrågade. Ingen har plats.", efter=120),
        V("Väntar på besked om en lägenhet som kan bli ledig i Granhamn.", efter=150),
        V("Fortfarande ingen passande bostad. {Anhorig} är informerad.", efter=180),
        V("Nytt möte om önskemål. Inget nytt att erbjuda.", efter=240),
        V("Kajutan blir klar hösten 2024. Kan bli aktuell för en lägenhet där.", date(2023, 10, 1), date(2024, 3, 31)),
        V("Kajutan öppnar i september 2024. Lägenheterna fördelas under våren.", date(2024, 1, 15), date(2024, 4, 30)),
        V("Fick inte lägenhet på Kajutan. Står kvar i kö.", date(2024, 9, 10), date(2025, 1, 31), efter=200),
        V("Planering av nästa gruppbostad pågår. Inget att erbjuda nu.", date(2025, 3, 1)),
    ),
    erbjudande=(
        "Lägenhet i {plats}, {ort}.",
        "Erbjuds lägenhet i {plats}. Visning bokas.",
        "Ledig lägenhet i {plats} i {ort}. Erbjudandet skickat till den enskilde och {anhorig}.",
    ),
    direkt=("Erbjudande vid möte om lägenhet i {plats}, {ort}.",),
    erbjuden=(
        "Har sett lägenheten i {plats}. Vill fundera tillsammans med {anhorig}.",
        "Erbjudande om {plats} lämnat. Svar väntas.",
        "Visning av lägenheten i {plats} genomförd. Inväntar svar.",
    ),
    ja=(
        "Tackar ja efter visning.",
        "Tackar ja tillsammans med {anhorig}.",
        "Tackar ja. Hyreskontrakt skrivs.",
        "Vill flytta till {plats}.",
    ),
    plan=("Inflyttning.", "Inflyttning i {plats}.", "Flyttar in efter inskolning."),
    planerad=(
        "Har tackat ja till {plats}. Inflyttning {plan}.",
        "Inskolning pågår. Flyttar in {plan}.",
        "Väntar på inflyttning {plan}. Personalgruppen förbereds.",
    ),
    forskjuten=(
        "Lägenheten behöver anpassas. Inflyttningen flyttas till {plan}.",
        "Inskolningen behöver mer tid. Flyttar in {plan}.",
        "Förra hyresgästen flyttar senare än beräknat. Ny inflyttningsdag är {plan}.",
    ),
    start=("Flyttade in i {plats}.", "Inflyttad i {plats}, {ort}.", "Har flyttat in i {plats}."),
    skal=(
        Skal(
            "saknar_plats",
            "kommunen",
            ("Ingen ledig bostad.", "Ingen ledig lägenhet som passar behovet.", "Bostäderna är fullbelagda."),
        ),
    ),
    nej=(
        Nej(
            ("Tackar nej. Vill bo i {onskad}.", "Tackar nej. Vill bo i {onskad}, nära familjen."),
            (
                "Väntar på ledig lägenhet i {onskad}.",
                "Vill fortfarande bo i {onskad}. Ingen ledig lägenhet där.",
                "Samtal med {anhorig}. Önskemålet om {onskad} står fast.",
                V("Informerad om att det är få lägenheter i {onskad} och att väntan kan bli lång.", efter=150),
                V("Inget ledigt i {onskad}. Tillfrågad om annan ort men vill vänta.", efter=200),
                V("Köp av plats i {onskad} prövas.", efter=300),
            ),
            ("Lägenhet i {plats} i {onskad}.", "Ledig lägenhet i {plats}, {onskad}, enligt önskemål."),
            ("Ansökan återtas. Vill bo kvar i egen lägenhet med boendestöd.",),
            Skal("onskemal", "enskild", ("Önskar bostad i {onskad}. Där finns inget ledigt.",)),
            plats="onskad",
        ),
        Nej(
            (
                "Tackar nej efter visning. Vill inte bo i gruppbostad med gemensamt kök.",
                "Tackar nej. De andra hyresgästerna är mycket äldre.",
                "Tackar nej till {plats}. Trivdes inte vid besöket.",
            ),
            (
                "Har tackat nej till ett erbjudande. Söker annan lägenhet.",
                "Nytt möte med {anhorig} om vad som är viktigt i boendet.",
                "Ingen annan passande lägenhet ännu.",
                V("Besök på två bostäder för att få veta mer om önskemålen. Ingen är ledig nu.", efter=150),
                V("Står kvar i kö. Inget nytt att erbjuda.", efter=200),
            ),
            ("Lägenhet i {plats} i {ort}.", "Ny lägenhet, i {plats}. Visning bokas.", "Erbjuds {plats} i {ort}."),
            ("Ansökan återtas. Vill bo kvar hos föräldrarna.", "Har hyrt egen lägenhet. Ansökan återtas."),
            Skal("tackat_nej", "enskild", ("Har tackat nej till {plats} och vill ha ett annat erbjudande.",)),
            plats="annan",
        ),
        Nej(
            (
                "Tackar nej via {anhorig}. Vill ha egen lägenhet i servicebostad.",
                "Tackar nej. Önskar servicebostad, inte gruppbostad.",
            ),
            (
                "Önskar servicebostad. Ingen lägenhet ledig.",
                "Alla lägenheter i servicebostäderna är uthyrda.",
                V(
                    "Samtal med {anhorig} om skillnaden mellan gruppbostad och servicebostad. Önskemålet kvarstår.",
                    efter=120,
                ),
                V("En lägenhet på Parkgatan kan bli ledig under året.", efter=180),
            ),
            ("Lägenhet i {plats}, {ort}.", "Ledig lägenhet i {plats}."),
            ("Har fått eget förstahandskontrakt och återtar ansökan.",),
            Skal("onskemal", "enskild", ("Önskar servicebostad. Ingen lägenhet är ledig.",)),
            plats="service",
        ),
    ),
    avslut={
        "aterkallad": (
            "Ansökan återtas. Vill bo kvar i egen lägenhet.",
            "Den enskilde och {anhorig} återtar ansökan. Flytt är inte aktuell nu.",
        ),
        "flyttat": ("Har flyttat till annan kommun.", "Har fått bostad med särskild service i annan kommun."),
        "behov_upphort": ("Har flyttat till egen lägenhet och klarar sig med boendestöd.",),
        "ersatt": ("Nytt beslut om bostad med särskild service i annan form ersätter detta.",),
        "avliden": ("Den enskilde har avlidit.",),
    },
    under=(
        Under(
            "Korttidsvistelse en helg i månaden; bor hos föräldrarna.",
            9800,
            _FORALDRAR,
            _FORALDRAR_FOLJD,
            _FORALDRAR_ATER,
        ),
        Under(
            "Bor hos föräldrarna; avlösarservice två kvällar i veckan.",
            6500,
            _FORALDRAR,
            _FORALDRAR_FOLJD,
            _FORALDRAR_ATER,
        ),
        Under("Boendestöd fem dagar i veckan i egen lägenhet.", 11500, _EGEN, _EGEN_FOLJD, _EGEN_ATER),
        Under("Boendestöd och hemtjänst i egen lägenhet.", 14800, _EGEN, _EGEN_FOLJD, _EGEN_ATER),
    ),
    atgard=(
        "Bostadssamordnaren har frågat tre grannkommuner om plats.",
        "Förfrågan till två privata utförare om plats.",
        "Möte med fastighetsbolaget om fler lägenheter.",
        "Genomgång av samtliga bostäder med enhetscheferna.",
    ),
    uppfoljning=(
        "Möte med den enskilde och {anhorig}. Behovet kvarstår.",
        "Uppföljning av insatserna under väntetiden. De räcker tills vidare.",
    ),
    konsekvens=("Oro över att inte veta när flytten blir av.",),
    platser=_BOSTADER,
    egna={
        "anhorig": ("god man", "mamman", "pappan"),
        "onskad": ("Granhamn", "Tallnäs", "Ekeby"),
    },
    svarstid=(4, 16),
    starttid=(15, 50),
)

BOSTAD_SOL: Final = replace(
    BOSTAD,
    direkt=(),
    soker=(
        "Ingen ledig plats på kommunens boenden.",
        "Förfrågan skickad till upphandlade utförare. Inget svar ännu.",
        "Samtal med {anhorig}. Behovet kvarstår.",
        V("Två utförare har svarat att de inte har plats.", efter=60),
        V("Boendestödet har utökats i väntan på boende.", efter=80),
        V("Ny förfrågan till utförare i länet.", efter=140),
        V("Fortfarande ingen plats. {Anhorig} är informerad.", efter=180),
    ),
    platser=(
        Plats("stödboendet Ankaret", "Granhamn"),
        Plats("boendet Gläntan", "Tallnäs"),
        Plats("boendet Hagalid", "Ekeby"),
    ),
    erbjudande=("Plats på {plats} i {ort}.", "Erbjuds {plats}. Besök bokas."),
    erbjuden=("Har besökt {plats}. Svar väntas.",),
    ja=("Tackar ja efter besök.", "Vill flytta till {plats}."),
    plan=("Inflyttning på {plats}.",),
    planerad=("Plats finns på {plats}. Flyttar in {plan}.",),
    forskjuten=("Rummet blir inte ledigt i tid. Inflyttningen flyttas till {plan}.",),
    start=("Flyttade in på {plats}.", "Inflyttad på {plats}."),
    nej=(
        Nej(
            ("Tackar nej efter besök på {plats}. Vill bo i Granhamn.",),
            (
                "Väntar på plats i Granhamn.",
                "Vill bo i Granhamn. Inget ledigt där.",
                V("Samtal med {anhorig} om andra orter. Önskemålet kvarstår.", efter=120),
            ),
            ("Plats på {plats} i Granhamn.",),
            ("Ansökan återtas. Vill bo kvar i sin lägenhet med boendestöd.",),
            Skal("onskemal", "enskild", ("Önskar boende i Granhamn.",)),
            plats="onskad",
        ),
    ),
    under=(Under("Boendestöd alla vardagar.", 13500, ("Boendestöd alla vardagar i väntan på boende.",)),),
    atgard=("Förfrågan skickad till fem utförare.", "Enhetschefen ser över om en plats kan frigöras."),
    avslut={
        "aterkallad": ("Ansökan återtas. Vill bo kvar i sin lägenhet med boendestöd.",),
        "flyttat": ("Har flyttat till anhöriga i annan kommun.",),
        "behov_upphort": ("Klarar sig i egen lägenhet med boendestöd. Behovet har upphört.",),
    },
    egna={"anhorig": ("god man", "systern", "boendestödjaren"), "onskad": ("Granhamn",)},
    svarstid=(2, 9),
    starttid=(6, 20),
)

BARN: Final = replace(
    BOSTAD,
    direkt=(),
    soker=(
        "Ingen ledig plats på barnboende i länet.",
        "Möte med vårdnadshavarna om väntetiden.",
        V("Förfrågan till fyra utförare. Två har svarat nej.", efter=40),
        V("Samtal med skolan och vårdnadshavarna. Behovet kvarstår.", efter=90),
        V("En utförare kan ha plats senare i år. Besked väntas.", efter=100),
        V("Vårdnadshavarna har fått mer korttidsvistelse i väntan på plats.", efter=130),
    ),
    platser=(Plats("barnboendet Lärkan", "Strömhult"), Plats("elevhemmet Ekudden", "Vinköping")),
    erbjudande=("Plats på {plats} i {ort}. Vårdnadshavarna bjuds in till besök.",),
    erbjuden=("Vårdnadshavarna har besökt {plats}. Svar väntas.",),
    ja=("Vårdnadshavarna tackar ja.", "Tackar ja efter besök med hela familjen."),
    plan=("Inskolning och inflyttning.",),
    planerad=("Inskolning pågår på {plats}. Flyttar in {plan}.",),
    forskjuten=("Inskolningen behöver mer tid. Flyttar in {plan}.",),
    start=("Flyttade in på {plats}.",),
    nej=(
        Nej(
            ("Vårdnadshavarna tackar nej. Avståndet till familjen är för långt.",),
            (
                "Söker plats närmare familjen.",
                "Ingen plats på närmare håll ännu.",
                V("Ny förfrågan till utförare inom tio mils avstånd.", efter=100),
            ),
            ("Plats på {plats}, närmare hemmet.",),
            ("Vårdnadshavarna återtar ansökan. Korttidsvistelsen räcker tills vidare.",),
            Skal("onskemal", "enskild", ("Familjen önskar plats närmare hemmet.",)),
            plats="annan",
        ),
    ),
    under=(Under("Korttidsvistelse tolv dygn i månaden.", 46000, ("Korttidsvistelse tolv dygn i månaden så länge.",)),),
    atgard=("Förfrågan till fyra utförare i länet.",),
    uppfoljning=("Möte med vårdnadshavarna. Behovet kvarstår.",),
    konsekvens=("Familjen är hårt belastad.",),
    skal=(Skal("saknar_plats", "kommunen", ("Ingen ledig plats på barnboende.",)),),
    avslut={"aterkallad": ("Vårdnadshavarna återtar ansökan.",), "flyttat": ("Familjen har flyttat från kommunen.",)},
    egna={"anhorig": ("vårdnadshavarna",)},
)
