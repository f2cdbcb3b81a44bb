"""Words for the elderly: särskilt boende and korttidsboende."""

from datetime import date
from typing import Final

from exempelkommun_skript.familj import Delvis, Familj, Nej, Plats, Skal, Under, V

OPPNAR: Final = date(2025, 3, 3)
"""The day the new home Strandgläntan takes its first tenants."""

BOENDEN: Final = (
    Plats("Almgården", "Granhamn"),
    Plats("Hamngården", "Granhamn"),
    Plats("Tallbacken", "Tallnäs"),
    Plats("Sjövillan", "Sandvik"),
    Plats("Björkhaga", "Ekeby"),
    Plats("Strandgläntan", "Granhamn", date(2025, 1, 20), oppnar=OPPNAR),
)

_HEMMA: Final = (
    "Bor hemma med hemtjänst. Ingen plats att erbjuda ännu.",
    "Hemtjänsten har utökats med fler besök i väntan på plats.",
    "Har haft kontakt med {anhorig}. Hemtjänsten fungerar, men behovet av boende kvarstår.",
    V("Hembesök. Fler insatser på kvällar och nätter, i övrigt oförändrat. Väntar på plats.", efter=70),
    V("{Anhorig} ringer och frågar om väntetiden. Ingen plats ännu.", efter=60),
)
_HEMMA_FOLJD: Final = (
    "Otrygghet om nätterna. {Anhorig} är ofta där.",
    "{Anhorig} gör stora delar av omsorgen och är trött.",
    "Ensamhet mellan hemtjänstens besök.",
)
_HEMMA_ATER: Final = (
    "Ansökan återtas. Vill bo kvar hemma med hemtjänst.",
    "{Anhorig} meddelar att ansökan återtas. Bor kvar hemma.",
)
_KORTTIDS_FOLJD: Final = ("Delar avdelning med personer som bara är där en kort tid. Har svårt att komma till ro.",)
_KORTTIDS_ATER: Final = (
    "Ansökan återtas. Flyttar hem från korttidsboendet med hemtjänst.",
    "{Anhorig} meddelar att ansökan återtas. Flyttar hem från Måsen med utökad hemtjänst.",
)
_KORTTIDS: Final = (
    "Vistas på korttidsboendet Måsen i väntan på plats.",
    "Kvar på korttidsboendet. Ingen ledig lägenhet på boendena.",
    "Uppföljning på korttidsboendet tillsammans med {anhorig}. Väntar på plats.",
    V("Fortsatt på korttidsboendet. Vill få en egen lägenhet.", efter=80),
)

SABO: Final = Familj(
    soker=(
        "Ingen ledig plats. Står i kö.",
        "Ingen ledig lägenhet just nu. Behovet kvarstår.",
        "Kön genomgången i {manad}. Inget att erbjuda ännu.",
        "Har talat med {anhorig}. Inget nytt, väntar på erbjudande.",
        "Det har blivit få lediga lägenheter under perioden. Står kvar i kö.",
        V("Lägenheter som blivit lediga har gått till personer som väntat längre.", efter=60, fore=150),
        V("Närmar sig toppen av kön. Erbjudande väntas inom kort.", efter=151),
        V("Alla boenden är fullbelagda efter sommaren.", manader=(8, 9)),
        V("Hög beläggning på samtliga boenden under vintern. Står kvar i kö.", manader=(1, 2, 3)),
        V(
            "Ingen ledig plats. Strandgläntan öppnar i mars 2025 och ger fler platser.",
            date(2024, 8, 1),
            date(2025, 2, 20),
        ),
        V("Kan bli aktuell för Strandgläntan när det öppnar.", date(2024, 10, 1), date(2025, 2, 20)),
    ),
    erbjudande=(
        "Lägenhet på {plats} i {ort}.",
        "Erbjuds lägenhet på {plats}, {ort}.",
        "Ledig lägenhet på {plats}. Erbjudandet lämnat per telefon och brev.",
        "Erbjudande om plats på {plats} i {ort}, via {anhorig}.",
    ),
    direkt=("Erbjudande per telefon om lägenhet på {plats} i {ort}.", "Ringer om ledig lägenhet på {plats}."),
    erbjuden=(
        "Erbjudande om {plats} lämnat. Svar väntas.",
        "Funderar på erbjudandet om {plats}. Ska titta på lägenheten med {anhorig}.",
    ),
    ja=(
        "Tackar ja.",
        "Tackar ja efter att ha sett lägenheten.",
        "Tackar ja via {anhorig}.",
        "Vill ha platsen. Avtal skickas hem för påskrift.",
        "Tackar ja. Flyttar så snart lägenheten är klar.",
    ),
    plan=("Inflyttning.", "Inflyttning på {plats}.", "Flyttar in. {Anhorig} hjälper till med flytten."),
    planerad=(
        "Har tackat ja till {plats}. Inflyttning {plan}.",
        "Plats finns på {plats}. Flyttar in {plan}.",
        "Inväntar inflyttning {plan}.",
    ),
    forskjuten=(
        "Golvet i lägenheten behöver bytas. Inflyttningen skjuts fram till {plan}.",
        "Ligger på sjukhus. Inflyttningen flyttas till {plan}.",
        "{Anhorig} kan inte hjälpa till den planerade dagen. Ny dag är {plan}.",
    ),
    start=(
        "Flyttade in på {plats}.",
        "Inflyttad på {plats}.",
        "Inflyttning på {plats} i dag.",
        "Har flyttat in på {plats} i {ort}.",
    ),
    skal=(
        Skal(
            "saknar_plats",
            "kommunen",
            (
                "Ingen ledig plats på något särskilt boende.",
                "Kommunens boenden är fullbelagda.",
                "Fler har beslut än det finns lediga lägenheter.",
            ),
        ),
    ),
    nej=(
        Nej(
            (
                "Tackar nej. Vill bo i {onskad}, nära {anhorig}.",
                "Tackar nej. Vill bo kvar i {onskad} där vännerna finns.",
            ),
            (
                "Väntar på ledig lägenhet i {onskad}.",
                "Vill fortfarande till {onskad}. Informerad om att väntan kan bli längre.",
                "Ingen ledig lägenhet i {onskad} den här perioden.",
                V("Har talat med {anhorig}. Önskemålet om {onskad} står fast.", efter=120),
                V("Tillfrågad om boende på annan ort, men vill invänta {onskad}.", efter=150),
            ),
            ("Lägenhet på {plats} i {onskad}.", "Ledig lägenhet på {plats} i {onskad}, enligt önskemål."),
            ("Ansökan återtas. Vill hellre bo kvar hemma än flytta till annan ort.",),
            Skal(
                "onskemal",
                "enskild",
                ("Vill bara ha plats i {onskad}.", "Önskar boende i {onskad}. Där finns inget ledigt."),
            ),
            plats="onskad",
        ),
        Nej(
            (
                "Tackar nej. Känner sig inte redo att flytta men vill behålla sin ansökan.",
                "Tackar nej. Vill bo hemma ett tag till men stå kvar i kö.",
                "Tackar nej via {anhorig}. Det går bra hemma just nu, men behovet väntas öka.",
            ),
            (
                "Har tackat nej till ett erbjudande men vill stå kvar i kö.",
                "Vill avvakta med flytten. Klarar sig hemma med hemtjänst så länge.",
                "Har talat med {anhorig}. Ansökan kvarstår, nytt erbjudande ges vid ledig plats.",
                V("Hembesök. Vill nu flytta så snart en plats blir ledig.", efter=140),
            ),
            ("Lägenhet på {plats} i {ort}.", "Nytt erbjudande: {plats} i {ort}."),
            (
                "Ansökan återtas. Vill bo kvar hemma med hemtjänst.",
                "{Anhorig} meddelar att ansökan återtas. Bor kvar hemma.",
            ),
            Skal("tackat_nej", "enskild", ("Har tackat nej till {plats} men vill stå kvar i kö.",)),
            plats="annan",
            hemma=True,
        ),
        Nej(
            (
                "Tackar nej efter visning. Rummet upplevs som för litet.",
                "Tackar nej. Vill ha lägenhet på markplan med uteplats.",
                "Tackar nej till {plats} efter besök. Vill ha en lugnare avdelning.",
            ),
            (
                "Står kvar i kö efter nej till {plats}. Nytt erbjudande ges när en annan lägenhet blir ledig.",
                "Ingen annan lägenhet att erbjuda ännu.",
                V("Har talat med {anhorig} om önskemålen. Väntar på nytt erbjudande.", efter=100),
            ),
            ("Ny lägenhet på {plats} i {ort}.", "Annan lägenhet, på {plats} i {ort}. Visning bokad."),
            ("Ansökan återtas. Vill inte längre flytta.", "Återtar sin ansökan och bor kvar hemma."),
            Skal(
                "tackat_nej",
                "enskild",
                ("Har tackat nej till {plats}.", "Har tackat nej till ett erbjudande, {plats}."),
            ),
            plats="annan",
        ),
    ),
    avslut={
        "aterkallad": (
            "Ansökan återtas per telefon. Vill bo kvar hemma med hemtjänst.",
            "{Anhorig} meddelar att ansökan återtas. Bor kvar hemma.",
        ),
        "avliden": ("Den enskilde har avlidit.", "Avliden. Ärendet avslutas.", ""),
        "flyttat": (
            "Har flyttat till särskilt boende i annan kommun, nära {anhorig}.",
            "Har flyttat från kommunen.",
        ),
        "behov_upphort": ("Uppföljning: klarar sig hemma med hemtjänst. Behov av boende finns inte längre.",),
        "ersatt": ("Nytt beslut om boende med annan inriktning ersätter detta.",),
    },
    under=(
        Under("Hemtjänst i ordinärt boende.", 18500, _HEMMA, _HEMMA_FOLJD, _HEMMA_ATER),
        Under("Hemtjänst dag och kväll, trygghetslarm och matdistribution.", 21000, _HEMMA, _HEMMA_FOLJD, _HEMMA_ATER),
        Under("Hemtjänst och nattillsyn.", 24500, _HEMMA, _HEMMA_FOLJD, _HEMMA_ATER),
        Under("Plats på korttidsboendet Måsen.", 56000, _KORTTIDS, _KORTTIDS_FOLJD, _KORTTIDS_ATER, borta=True),
        Under(
            "Korttidsplats på Måsen efter sjukhusvistelse.",
            56000,
            _KORTTIDS,
            _KORTTIDS_FOLJD,
            _KORTTIDS_ATER,
            borta=True,
        ),
    ),
    atgard=(
        "Kön genomgången med boendesamordnaren.",
        "Boendesamordnaren har frågat grannkommunen om plats att köpa. Ingen finns.",
        "Genomgång med enhetscheferna av vilka lägenheter som blir lediga.",
    ),
    uppfoljning=(
        "Besök tillsammans med {anhorig}. Behovet kvarstår.",
        "Uppföljning med {anhorig} per telefon. Behovet är oförändrat.",
    ),
    konsekvens=("Otryggt att inte veta när flytten blir av.",),
    platser=BOENDEN,
    egna={
        "anhorig": ("dottern", "sonen", "systern", "brodern", "svärdottern"),
        "onskad": ("Granhamn", "Tallnäs", "Sandvik", "Ekeby"),
    },
    svarstid=(1, 7),
    starttid=(4, 18),
)

KORTTIDSBOENDE: Final = Familj(
    erbjuder=False,
    soker=(
        "Ingen ledig plats för växelvård. Står i kö.",
        "Måsen har inga lediga perioder den närmaste tiden.",
        "Har talat med {anhorig}. Behovet av avlastning kvarstår.",
        V("Alla korttidsplatser används av personer som väntar på särskilt boende.", efter=50),
        V("Erbjuds enstaka dygn när någon avbokar. Fast växelvård finns inte att erbjuda ännu.", efter=90),
        V("Fullbelagt på Måsen även efter sommaren.", manader=(8, 9)),
    ),
    plan=("Första perioden på Måsen.", "Växelvården börjar på Måsen."),
    planerad=("Period finns på Måsen från {plan}.", "Växelvården börjar {plan}. {Anhorig} är informerad."),
    forskjuten=("Den enskilde är på sjukhus. Första perioden flyttas till {plan}.",),
    start=("Första perioden på Måsen började.", "Växelvården har börjat.", "Kom till Måsen i dag för första perioden."),
    skal=(
        Skal(
            "saknar_plats", "kommunen", ("Inga lediga perioder på korttidsboendet.", "Korttidsboendet är fullbelagt.")
        ),
    ),
    delvis=(
        Delvis(
            ("Får en vecka i månaden av två beviljade.",),
            (
                "En vecka i månaden på Måsen. Den andra veckan går inte att ordna ännu.",
                "Fortfarande en av två veckor. Väntar på fler platser.",
                V("{Anhorig} påminner om den andra veckan. Ingen period ledig.", efter=100),
            ),
            ("Får nu två veckor i månaden enligt beslutet.",),
            Skal("saknar_plats", "kommunen", ("En vecka per månad saknas. Korttidsboendet är fullbelagt.",)),
        ),
    ),
    avslut={
        "avliden": ("Den enskilde har avlidit.", ""),
        "behov_upphort": ("Har flyttat till särskilt boende. Växelvård behövs inte längre.",),
        "aterkallad": ("{Anhorig} meddelar att de klarar sig med hemtjänst. Ansökan återtas.",),
        "ersatt": ("Ersätts av nytt beslut med annan omfattning.",),
    },
    under=(
        Under("Utökad hemtjänst.", 14000, ("Utökad hemtjänst ges i väntan på växelvård.",)),
        Under("Avlösning i hemmet åtta timmar i månaden.", 3600, ("Avlösning i hemmet ges så länge.",)),
    ),
    atgard=("Enhetschefen på Måsen ser över periodschemat.",),
    uppfoljning=("Samtal med {anhorig}. Behovet av avlastning är oförändrat.",),
    konsekvens=("{Anhorig} får inte den avlastning som beviljats.",),
    egna={"anhorig": ("hustrun", "maken", "dottern", "sonen")},
)
