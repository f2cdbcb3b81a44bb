"""Words for what needs the right person: kontaktperson, ledsagare, avlösare and assistants."""

from typing import Final

from exempelkommun_skript.familj import Avbrott, Delvis, Familj, Nej, Skal, Under, V

_INTRESSEN: Final = ("musik", "fiske", "fotboll", "bakning", "hästar", "film", "handarbete", "promenader", "bowling")
_SAGT_UPP: Final = Skal("rekrytering", "kommunen", ("Kontaktpersonen har slutat och en ny är inte hittad.",))

KONTAKT: Final = Familj(
    soker=(
        "Ingen lämplig kontaktperson hittad. Rekrytering pågår.",
        "Söker någon som delar intresset för {intresse}. Ingen hittad ännu.",
        V("Annons ute på kommunens webb och i lokala föreningar.", fore=120),
        V("Två intresserade intervjuade. Ingen kunde den tid som önskas.", efter=40),
        V("Annonsen förnyad. Ingen lämplig person har hört av sig.", efter=121),
        V("Har talat med den enskilde. Vill fortfarande ha kontaktperson.", efter=60),
        V("Möte om önskemål. Intresset för {intresse} är viktigast.", efter=120),
        V("En intresserad person väntar på registerutdrag.", efter=50),
        V("Personen som var aktuell tackade nej till uppdraget. Söker vidare.", efter=100),
        V("Uppdragshandläggaren har frågat bland nuvarande kontaktpersoner. Ingen kan ta fler uppdrag.", efter=150),
        V("Svårt att rekrytera till orten. Sökningen fortsätter.", efter=180),
    ),
    erbjudande=(
        "Kontaktperson föreslagen. Ett första möte bokas.",
        "Förslag på kontaktperson som delar intresset för {intresse}.",
        "Möte ordnat med en tänkbar kontaktperson.",
        "En intresserad person vill träffas. Möte på kafé bokas.",
        "Kontaktperson hittad genom annonsen. Möte bokas.",
    ),
    erbjuden=("Första mötet genomfört. Vill träffas en gång till före svar.", "Väntar på svar efter första mötet."),
    ja=(
        "Mötet gick bra. Vill ha kontaktpersonen.",
        "Har träffats två gånger. Tackar ja.",
        "Tackar ja efter första mötet.",
        "Vill gå vidare med den föreslagna.",
    ),
    plan=("Uppdraget börjar.", "Första träffen."),
    planerad=("Kontaktperson finns. Uppdraget börjar {plan}.", "Avtal skrivs. Första träffen är {plan}."),
    forskjuten=(
        "Kontaktpersonen är sjuk. Första träffen flyttas till {plan}.",
        "Registerutdraget dröjer. Uppdraget börjar i stället {plan}.",
    ),
    start=("Uppdraget har börjat.", "Första träffen genomförd.", "Första träffen i dag. Uppdraget har börjat."),
    skal=(
        Skal(
            "rekrytering",
            "kommunen",
            (
                "Ingen lämplig kontaktperson finns.",
                "Svårt att rekrytera kontaktperson.",
                "Kontaktperson saknas.",
                "Ingen av dem som hört av sig passar uppdraget.",
            ),
        ),
    ),
    nej=(
        Nej(
            ("Vill inte gå vidare efter mötet. Önskar någon i egen ålder.",),
            (
                "Söker kontaktperson i ungefär samma ålder.",
                "Ingen i rätt ålder ännu. Sökningen fortsätter.",
                V("Annons riktad till studerande på orten.", efter=100),
                V("Önskemålet om ålder står fast. Ingen hittad.", efter=150),
            ),
            ("Ny kontaktperson föreslagen, i ungefär samma ålder.",),
            ("Vill inte längre ha kontaktperson. Ansökan återtas.",),
            Skal("onskemal", "enskild", ("Önskar kontaktperson i egen ålder.",)),
        ),
        Nej(
            ("Tackar nej. Tiden passar inte, vill träffas på helger.",),
            (
                "Söker kontaktperson som kan ses på helger.",
                "Ingen som kan helger har hört av sig.",
                V("Har talat med den enskilde. Helger är fortfarande viktigast.", efter=110),
            ),
            ("Förslag på kontaktperson som kan ses på helger.",),
            ("Har börjat i en förening på helgerna. Ansökan återtas.",),
            Skal("onskemal", "enskild", ("Vill ha kontaktperson på helger.",)),
        ),
        Nej(
            ("Tackar nej efter mötet. Det kändes inte rätt.",),
            (
                "Har tackat nej till ett förslag. Ny kontaktperson söks.",
                "Söker vidare efter någon som delar intresset för {intresse}.",
                V("Inget nytt förslag ännu. Den enskilde är informerad.", efter=110),
            ),
            ("Ny kontaktperson föreslagen. Möte bokat.", "Nytt förslag på kontaktperson med intresse för {intresse}."),
            ("Orkar inte träffa fler. Ansökan återtas.",),
            Skal("tackat_nej", "enskild", ("Har tackat nej till den föreslagna kontaktpersonen.",)),
        ),
    ),
    avbrott=(
        Avbrott(
            ("Kontaktpersonen har sagt upp uppdraget.", "Kontaktpersonen slutar på grund av nytt arbete."),
            (
                "Ny kontaktperson söks.",
                "Ingen ersättare hittad. Annons ute.",
                "Har talat med den enskilde. Vill ha ny kontaktperson.",
                V("En intresserad intervjuad men tackade nej.", efter=90),
                V("Söker fortfarande ersättare.", efter=150),
            ),
            ("Ny kontaktperson har börjat.", "Första träffen med ny kontaktperson."),
            _SAGT_UPP,
            upphor=("Vill inte ha ny kontaktperson. Avslutas på egen begäran.",),
        ),
        Avbrott(
            ("Kontaktpersonen är sjukskriven.",),
            (
                "Kontaktpersonen fortfarande sjukskriven. Ersättare söks.",
                "Vill vänta på sin kontaktperson hellre än att byta.",
                "Kontaktpersonen väntas tillbaka. Datum är inte bestämt.",
            ),
            ("Kontaktpersonen är tillbaka. Träffarna har kommit igång.",),
            Skal("annat", "kommunen", ("Kontaktpersonen är sjukskriven.",)),
        ),
        Avbrott(
            ("Kontaktpersonen flyttar från orten.",),
            (
                "Söker ersättare sedan kontaktpersonen flyttat.",
                "Inget nytt förslag ännu.",
                "Söker någon med intresse för {intresse}, som tidigare.",
                V("Annonsen förnyad.", efter=100),
            ),
            ("Ny kontaktperson på plats. Första träffen genomförd.",),
            _SAGT_UPP,
        ),
    ),
    avslut={
        "aterkallad": (
            "Vill inte längre ha kontaktperson. Ansökan återtas.",
            "Har fått nya vänner och återtar ansökan.",
        ),
        "flyttat": ("Har flyttat från kommunen.",),
        "behov_upphort": ("Uppföljning: behovet tillgodoses på annat sätt.",),
        "ersatt": ("Nytt beslut med fler timmar ersätter detta.",),
    },
    under=(
        Under("Ledsagning två timmar i veckan.", 2400, ("Ledsagning ges i väntan på kontaktperson.",)),
        Under("Boendestöd två gånger i veckan.", 4800, ("Boendestödet hjälper till med fritidsaktiviteter så länge.",)),
    ),
    atgard=(
        "Ny annons i lokaltidningen och på kommunens webb.",
        V("Informationskväll för intresserade uppdragstagare.", manader=(2, 3, 4, 9, 10, 11)),
        "Frågat idrottsföreningar om intresserade.",
        "Föreningslivet kontaktat om {intresse}.",
    ),
    uppfoljning=("Samtal med den enskilde. Behovet kvarstår.", "Uppföljning. Vill fortfarande ha kontaktperson."),
    konsekvens=("Kommer sällan ut på fritiden.", "Ensam på helgerna."),
    egna={"intresse": _INTRESSEN},
    svarstid=(4, 11),
    starttid=(5, 18),
)

LEDSAGARE: Final = Familj(
    erbjuder=False,
    soker=(
        "Ledsagare saknas. Rekrytering pågår.",
        "Ingen ledsagare har kunnat anställas ännu.",
        V("Intervjuer planerade. Behovet kvarstår.", efter=20),
        V("Har talat med den enskilde. Vill ha ledsagning på torsdagar och helger.", efter=40),
        V("Den som var aktuell kunde inte de dagar som önskas.", efter=80),
        V("Sommarvikarier tillfrågade om de kan fortsätta som ledsagare.", manader=(8, 9)),
        V("Fortfarande ingen ledsagare. Den enskilde är informerad.", efter=130),
        V("Enheten har två vakanta tjänster. Annons ute.", efter=60),
    ),
    plan=("Ledsagaren börjar.", "Första tillfället."),
    planerad=("Ledsagare anställd. Börjar {plan}.", "Första tillfället är {plan}."),
    forskjuten=("Ledsagaren är sjuk. Första tillfället flyttas till {plan}.",),
    start=("Ledsagningen har börjat.", "Första tillfället genomfört.", "Ledsagaren har börjat."),
    skal=(Skal("rekrytering", "kommunen", ("Ledsagare saknas.", "Svårt att rekrytera ledsagare för så få timmar.")),),
    delvis=(
        Delvis(
            ("Ledsagning två timmar i veckan av fyra beviljade.", "Börjar med två timmar i veckan. Fyra är beviljade."),
            (
                "Två av fyra timmar ges. Ledsagare saknas för resten.",
                "Väntar på ledsagare även för helgtimmarna.",
                V("Fortsatt två timmar i veckan. Annons ute för helger.", efter=100),
            ),
            ("Ledsagning ges nu fyra timmar i veckan enligt beslutet.",),
            Skal("rekrytering", "kommunen", ("Ledsagare saknas för två av fyra timmar.",)),
        ),
    ),
    avbrott=(
        Avbrott(
            ("Ledsagaren har slutat.", "Ledsagaren har gått på föräldraledighet."),
            (
                "Ny ledsagare söks.",
                "Ingen ersättare klar. Intervjuer pågår.",
                "Har talat med den enskilde. Vill ha ledsagning igen så snart det går.",
                V("Två sökande, ingen kunde helger.", efter=80),
            ),
            ("Ny ledsagare har börjat.", "Ledsagningen är igång igen med ny ledsagare."),
            Skal("rekrytering", "kommunen", ("Ledsagaren har slutat och ersättare saknas.",)),
        ),
        Avbrott(
            ("Helgtimmarna ställs in. Ledsagare finns bara på vardagar.",),
            (
                "Vardagstimmarna ges. Ledsagare söks för helgerna.",
                "Fortfarande ingen ledsagning på helger.",
                V("Timanställd tillfrågad om helger. Svar väntas.", efter=70),
            ),
            ("Ledsagning ges på helger igen.",),
            Skal("rekrytering", "kommunen", ("Ledsagare saknas på helger.",)),
            omfattning="delvis",
        ),
    ),
    avslut={
        "aterkallad": ("Vill inte ha ledsagning längre. Ansökan återtas.",),
        "flyttat": ("Har flyttat från kommunen.",),
        "behov_upphort": ("Har fått personlig assistans. Ledsagning behövs inte.",),
        "ersatt": ("Nytt beslut med annan omfattning ersätter detta.",),
        "avliden": ("Den enskilde har avlidit.",),
    },
    under=(
        Under(
            "Anhörig följer med mot ersättning.",
            1800,
            ("En anhörig hjälper till med det nödvändigaste så länge.",),
        ),
    ),
    atgard=("Annons ute.", "Frågat timanställda i hemtjänsten.", "Samordning med grannkommunen om ledsagare prövas."),
    uppfoljning=("Telefonsamtal. Behovet kvarstår.",),
    konsekvens=("Kommer inte iväg på sina aktiviteter.", "Har fått ställa in sin kurs."),
    starttid=(4, 15),
)

AVLOSARE: Final = Familj(
    erbjuder=False,
    soker=(
        "Avlösare saknas. Rekrytering pågår.",
        "Har talat med {anhorig}. Behovet av avlösning kvarstår.",
        V("Ingen sökande kunde kvällar, som familjen önskar.", efter=50),
        V("En avlösare är intervjuad. Möte med familjen planeras.", efter=40),
        V("Avlösaren som var tilltänkt fick annat arbete. Söker vidare.", efter=90),
        V("Familjen kan tänka sig eftermiddagar. Sökningen breddas.", efter=110),
        V("Ingen avlösare ännu. Familjen är informerad.", efter=140),
    ),
    plan=("Avlösaren börjar.", "Första tillfället hos familjen."),
    planerad=("Avlösare anställd. Börjar {plan}.", "Familjen har träffat avlösaren. Börjar {plan}."),
    forskjuten=("Avlösaren är sjuk. Starten flyttas till {plan}.",),
    start=(
        "Avlösningen har börjat.",
        "Avlösaren var hos familjen i dag för första gången.",
        "Första tillfället genomfört.",
    ),
    skal=(Skal("rekrytering", "kommunen", ("Avlösare saknas.", "Svårt att rekrytera avlösare till kvällar.")),),
    delvis=(
        Delvis(
            ("Avlösning en kväll i veckan av två beviljade.",),
            (
                "En kväll i veckan ges. Avlösare saknas för den andra.",
                "Fortfarande en av två kvällar.",
                V("Familjen frågar om den andra kvällen. Annons ute.", efter=90),
            ),
            ("Avlösning ges nu två kvällar i veckan.",),
            Skal("rekrytering", "kommunen", ("En av två kvällar saknar avlösare.",)),
        ),
    ),
    avbrott=(
        Avbrott(
            ("Avlösaren har slutat.",),
            (
                "Ny avlösare söks.",
                "Familjen vill ha en avlösare som kan teckenspråk. Söker vidare.",
                "Ingen ersättare ännu.",
            ),
            ("Ny avlösare har börjat.",),
            Skal("rekrytering", "kommunen", ("Avlösaren har slutat och ersättare saknas.",)),
        ),
    ),
    avslut={
        "aterkallad": ("Familjen återtar ansökan.", "Familjen vill hellre ha korttidsvistelse och återtar ansökan."),
        "flyttat": ("Familjen har flyttat från kommunen.",),
        "ersatt": ("Nytt beslut med annan omfattning ersätter detta.",),
    },
    under=(Under("Korttidsvistelse en extra helg.", 9800, ("En extra helg på korttids ges så länge.",)),),
    atgard=("Annons ute på kommunens webb.", "Frågat personal på korttidshemmet om timmar som avlösare."),
    uppfoljning=("Samtal med {anhorig}. Behovet kvarstår.",),
    konsekvens=("Föräldrarna får inte tid med syskonen.",),
    egna={"anhorig": ("mamman", "pappan", "föräldrarna")},
    starttid=(5, 15),
)

ASSISTANS: Final = Familj(
    erbjuder=False,
    soker=(
        "Den enskilde har valt kommunen som utförare. Rekrytering av assistenter pågår.",
        V("Tre av fyra assistenter anställda. Kan inte börja förrän schemat går ihop.", efter=40),
        V("Natt saknas i schemat. Rekrytering fortsätter.", efter=60),
        V("Den enskilde vill vara med vid intervjuerna. Nya tider bokade.", efter=50),
        V("En assistent hoppade av. Söker ersättare.", efter=90),
    ),
    plan=("Assistansen börjar enligt schema.",),
    planerad=("Arbetsgruppen är komplett. Börjar {plan}.",),
    forskjuten=("Utbildning av assistenterna tar längre tid. Börjar {plan}.",),
    start=("Assistansen har börjat.",),
    skal=(Skal("rekrytering", "kommunen", ("Assistenter saknas för att schemat ska gå ihop.",)),),
    delvis=(
        Delvis(
            ("Assistans på dagtid ges. Natten täcks ännu inte.",),
            ("Dagtid täcks. Assistenter till natten söks.", "Natten täcks av anhöriga och nattpatrull så länge."),
            ("Assistans ges nu även på natten enligt beslutet.",),
            Skal("rekrytering", "kommunen", ("Assistenter till natten saknas.",)),
        ),
    ),
    avslut={"aterkallad": ("Har valt annan lösning och återtar ansökan.",), "flyttat": ("Har flyttat från kommunen.",)},
    under=(Under("Hemtjänst dag och natt.", 42000, ("Hemtjänst dag och natt ges tills gruppen är klar.",)),),
    atgard=("Annons i flera kanaler.", "Bemanningsenheten lånar ut personal till introduktion."),
    uppfoljning=("Möte med den enskilde. Behovet kvarstår.",),
    konsekvens=("Är beroende av anhöriga på nätterna.",),
    starttid=(6, 15),
)
