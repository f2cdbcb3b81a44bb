"""Words for help at home and short stays: hemtjänst, boendestöd, korttidsvistelse and korttidstillsyn."""

from typing import Final

from exempelkommun_skript.familj import Avbrott, Delvis, Familj, Plats, Skal, Under, V

HEMTJANST: Final = Familj(
    erbjuder=False,
    soker=(
        "Utföraren saknar personal i området. Start är inte bestämd.",
        "Har talat med den enskilde. Behovet kvarstår, start dröjer.",
        V("Schemat i {ort} är fullt. Enhetschefen söker lösning.", efter=20),
        V("{Anhorig} hjälper till tills hemtjänsten kan börja.", efter=30),
        V("Nyanställd personal introduceras. Start planeras.", efter=60),
    ),
    plan=("Hemtjänsten börjar.",),
    planerad=("Hemtjänsten börjar {plan}.",),
    forskjuten=("Är på sjukhus. Hemtjänsten börjar i stället {plan}.",),
    start=("Hemtjänsten har börjat.", "Första besöket genomfört.", "Första besöket i dag."),
    skal=(Skal("rekrytering", "kommunen", ("Personal saknas i hemtjänsten i {ort}.",)),),
    delvis=(
        Delvis(
            (
                "Besöken morgon och kväll har börjat. Promenad och samvaro går inte att bemanna ännu.",
                "Besöken har börjat. Social samvaro två timmar i veckan kan inte ges ännu.",
            ),
            (
                "Besöken fungerar. Det som saknas är tiden för promenad och samvaro.",
                "Personal saknas fortfarande för det som inte är verkställt.",
                V("Enhetschefen räknar med personal till samvaron efter nyanställning.", efter=90),
                V("Sommarbemanning. Samvaron kan inte ges före hösten.", manader=(6, 7, 8)),
            ),
            ("Hela beslutet ges nu.", "Samvaron har kommit igång. Beslutet är helt verkställt."),
            Skal("rekrytering", "kommunen", ("Personal saknas för social samvaro.",)),
        ),
    ),
    avbrott=(
        Avbrott(
            ("Utföraren har ställt in städning och promenader på grund av personalbrist.",),
            (
                "Omvårdnaden ges. Städning och promenader är fortfarande inställda.",
                "Enhetschefen räknar med fler i tjänst inom kort.",
                "{Anhorig} städar så länge.",
            ),
            ("Städning och promenader ges igen.",),
            Skal("rekrytering", "kommunen", ("Personalbrist hos utföraren.",)),
            omfattning="delvis",
        ),
    ),
    avslut={
        "avliden": ("Den enskilde har avlidit.", ""),
        "aterkallad": ("Klarar sig med hjälp av {anhorig}. Ansökan återtas.",),
        "behov_upphort": ("Har flyttat till särskilt boende.",),
        "ersatt": ("Nytt beslut efter utökat behov ersätter detta.",),
    },
    under=(Under("Trygghetslarm och matdistribution.", 2900, ("Trygghetslarm och matdistribution ges så länge.",)),),
    atgard=("Enhetschefen har frågat utförare i grannområdet.",),
    uppfoljning=("Hembesök. Behovet kvarstår.",),
    konsekvens=("{Anhorig} får göra det som hemtjänsten skulle göra.",),
    platser=(Plats("Ekeby", "Ekeby"), Plats("Sandvik", "Sandvik"), Plats("Tallnäs", "Tallnäs")),
    egna={"anhorig": ("dottern", "sonen", "grannen"), "ort": ("Ekeby", "Sandvik", "Tallnäs")},
    starttid=(2, 8),
)

BOENDESTOD: Final = Familj(
    erbjuder=False,
    soker=(
        "Står i kö till boendestödet. Ingen ledig tid.",
        "Boendestödet har inga lediga tider den här perioden.",
        V("Samtal med den enskilde. Vill börja så snart det går.", efter=30),
        V("Boendestödjare anställd. Börjar när introduktionen är klar.", efter=60),
        V("Fortfarande fullt i boendestödet. Den enskilde är informerad.", efter=100),
        V("Enhetschefen fördelar om tider för att få plats med fler.", efter=80),
        V("Vill helst ha förmiddagar. Inga sådana tider är lediga.", efter=50),
    ),
    plan=("Första besöket.", "Boendestödet börjar med ett möte om genomförandeplan."),
    planerad=("Första besöket är {plan}.", "Boendestödet börjar {plan}."),
    forskjuten=(
        "Avbokar första besöket. Ny tid {plan}.",
        "Boendestödjaren är sjuk. Första besöket flyttas till {plan}.",
    ),
    start=(
        "Boendestödet har börjat.",
        "Första besöket genomfört.",
        "Har träffat boendestödjaren. Insatsen har börjat.",
    ),
    skal=(
        Skal(
            "rekrytering",
            "kommunen",
            ("Boendestödet saknar personal.", "Vakanta tjänster i boendestödet.", "Inga lediga tider i boendestödet."),
        ),
    ),
    delvis=(
        Delvis(
            ("Får ett besök i veckan av tre beviljade.",),
            (
                "Ett besök i veckan. Övriga tider går inte att ordna ännu.",
                "Väntar på fler tider. Det besök som ges fungerar bra.",
                V("Boendestödet har utökat till två besök. Ett saknas.", efter=100),
            ),
            ("Får nu tre besök i veckan enligt beslutet.",),
            Skal("rekrytering", "kommunen", ("Två av tre besök i veckan kan inte bemannas.",)),
        ),
    ),
    avbrott=(
        Avbrott(
            ("Öppnar inte när boendestödet kommer och vill göra uppehåll.",),
            (
                "Boendestödet ringer en gång i veckan. Vill inte ha besök än.",
                "Brev skickat med förslag på möte.",
                "Samtal med den enskilde. Vill ha stödet kvar men inte just nu.",
                V("Möte på kontoret. Vill prova igen med kortare besök.", efter=80),
            ),
            ("Tar emot besök igen.",),
            Skal("annat", "enskild", ("Vill inte ta emot besök just nu.",)),
            upphor=("Vill inte ha boendestöd längre. Avslutas på egen begäran.",),
        ),
        Avbrott(
            ("Boendestödjaren har slutat. Besöken ställs in.",),
            (
                "Ny boendestödjare rekryteras.",
                "Besöken är fortfarande inställda. Telefonstöd ges.",
                "Intervjuer pågår.",
            ),
            ("Ny boendestödjare har tagit över. Besöken är igång.",),
            Skal("rekrytering", "kommunen", ("Boendestödjaren har slutat och ersättare saknas.",)),
        ),
    ),
    avslut={
        "aterkallad": ("Vill inte ha boendestöd. Ansökan återtas.", "Klarar sig själv och återtar ansökan."),
        "flyttat": ("Har flyttat från kommunen.",),
        "behov_upphort": ("Uppföljning visar att behovet har upphört.",),
        "ersatt": ("Nytt beslut med annan omfattning ersätter detta.",),
    },
    under=(
        Under("Stödsamtal per telefon en gång i veckan.", 900, ("Stödsamtal per telefon ges i väntan på boendestöd.",)),
    ),
    atgard=("Vakanta tjänster utannonserade.", "Tiderna i boendestödet genomgångna med samordnaren."),
    uppfoljning=("Samtal. Behovet kvarstår.",),
    konsekvens=("Har svårt att komma igång med vardagen.", "Post och räkningar blir liggande."),
    ej_nabar=(
        "Har ringt flera gånger utan svar. Brev skickat med ny tid.",
        "Kom inte till bokat möte. Ny tid skickad.",
        "Fortfarande ingen kontakt. Nytt brev skickat.",
        "Har inte gått att nå. Försök görs genom vårdkontakten, med samtycke.",
        "Svarar på meddelande men avbokar mötet. Ny tid erbjuds.",
    ),
    starttid=(3, 12),
)

KORTTIDS: Final = Familj(
    soker=(
        "Ingen ledig plats på korttidshemmet. Står i kö.",
        "Korttidshemmet har inga lediga helger.",
        "Har talat med {anhorig}. Behovet kvarstår.",
        V("Korttidshemmet ser över grupperna. Besked väntas.", efter=50),
        V("En plats kan bli ledig när ett barn slutar till sommaren.", manader=(2, 3, 4)),
        V("Grupperna för hösten är klara. Ingen plats den här gången.", manader=(8, 9)),
        V("Familjen vill ha helger. Bara vardagar kan bli aktuella.", efter=90),
        V("Fortfarande ingen plats. Familjen är informerad.", efter=140),
    ),
    erbjudande=(
        "Plats på {plats}, en helg i månaden. Besök bokas.",
        "Erbjuds plats på {plats}.",
        "Plats finns på {plats}. Familjen inbjuden till besök.",
    ),
    direkt=("Erbjudande per telefon om plats på {plats}.",),
    erbjuden=("Familjen har besökt {plats}. Svar väntas.", "Familjen funderar på erbjudandet."),
    ja=("Familjen tackar ja.", "Tackar ja efter besök.", "Familjen tackar ja. Inskolning planeras."),
    plan=("Inskolning börjar.", "Första dygnet efter inskolning."),
    planerad=("Inskolning på {plats}. Första dygnet är {plan}.", "Första vistelsen börjar {plan}."),
    forskjuten=(
        "Barnet är förkylt. Första vistelsen flyttas till {plan}.",
        "Inskolningen behöver mer tid. Första dygnet blir {plan}.",
    ),
    start=("Första vistelsen på {plats}.", "Första dygnet på {plats} genomfört.", "Har börjat på {plats}."),
    skal=(Skal("saknar_plats", "kommunen", ("Ingen ledig plats på korttidshemmet.", "Korttidshemmet är fullt.")),),
    delvis=(
        Delvis(
            ("Två dygn i månaden av fyra beviljade.", "Får en helg i månaden på {plats}. Två är beviljade."),
            (
                "Halva omfattningen ges. Resten ryms inte i schemat.",
                "Familjen frågar om fler dygn. Inget ledigt.",
                V("Korttidshemmet räknar med fler dygn när en grupp delas.", efter=90),
            ),
            ("Full omfattning ges nu.",),
            Skal("saknar_plats", "kommunen", ("Halva omfattningen saknas. Korttidshemmet är fullt.",)),
        ),
    ),
    avbrott=(
        Avbrott(
            ("{plats} har stängt en avdelning. Vistelserna ställs in.",),
            (
                "Avdelningen är fortfarande stängd. Familjen erbjuds avlösare hemma.",
                "Öppnar igen när personal är anställd.",
                "Samtal med {anhorig}. Saknar avlastningen.",
            ),
            ("Avdelningen öppen igen. Vistelserna har återupptagits.",),
            Skal("rekrytering", "kommunen", ("Avdelningen är stängd på grund av personalbrist.",)),
        ),
        Avbrott(
            ("Familjen vill göra uppehåll. Barnet trivs inte i gruppen.",),
            (
                "Familjen vill pröva en annan grupp. Ingen plats ännu.",
                "Möte med {anhorig} och korttidshemmet. Ny grupp planeras.",
                "Besök i ny grupp bokat.",
            ),
            ("Vistelserna har återupptagits i ny grupp.",),
            Skal("onskemal", "enskild", ("Familjen önskar en annan grupp.",)),
            upphor=("Familjen vill avsluta korttidsvistelsen.",),
        ),
    ),
    avslut={
        "aterkallad": ("Familjen återtar ansökan.", "Familjen klarar sig med avlösarservice och återtar ansökan."),
        "flyttat": ("Familjen har flyttat från kommunen.",),
        "behov_upphort": ("Har flyttat till barnboende. Korttidsvistelse behövs inte.",),
        "ersatt": ("Nytt beslut med fler dygn ersätter detta.",),
    },
    under=(Under("Avlösarservice i hemmet.", 4200, ("Avlösarservice ges i väntan på plats.",)),),
    atgard=("Korttidshemmets grupper genomgångna.", "Förfrågan om köpt plats hos annan utförare."),
    uppfoljning=("Samtal med {anhorig}. Behovet kvarstår.",),
    konsekvens=("Föräldrarna får inte den vila de behöver.",),
    platser=(Plats("Villa Solgläntan", "Granhamn"), Plats("Linden", "Ekeby")),
    egna={"anhorig": ("mamman", "pappan", "föräldrarna")},
    svarstid=(3, 10),
    starttid=(6, 20),
)

TILLSYN: Final = Familj(
    erbjuder=False,
    soker=(
        "Ingen plats på korttidstillsynen den här terminen.",
        V("Personal saknas för eftermiddagarna.", efter=30),
        V("Samtal med {anhorig}. Farföräldrar hjälper till så länge.", efter=40),
        V("Plats väntas till terminsstarten.", manader=(5, 6, 11, 12)),
    ),
    plan=("Börjar på korttidstillsynen.",),
    planerad=("Plats finns på Eftis. Börjar {plan}.",),
    forskjuten=("Skolskjutsen är inte ordnad. Börjar {plan}.",),
    start=("Har börjat på Eftis.", "Första eftermiddagen på Eftis."),
    skal=(Skal("saknar_plats", "kommunen", ("Ingen ledig plats på korttidstillsynen.",)),),
    avslut={"aterkallad": ("Familjen återtar ansökan.",), "flyttat": ("Familjen har flyttat från kommunen.",)},
    atgard=("Lokalen ses över för att få plats med fler.",),
    uppfoljning=("Samtal med {anhorig}. Behovet kvarstår.",),
    konsekvens=("En förälder har gått ned i arbetstid.",),
    egna={"anhorig": ("mamman", "pappan")},
    starttid=(4, 12),
)
