"""Words for activities by day: dagverksamhet, daglig verksamhet and sysselsättning."""

from typing import Final

from exempelkommun_skript.familj import Avbrott, Delvis, Familj, Nej, Plats, Skal, Under, V

DAGVERKSAMHET: Final = Familj(
    erbjuder=False,
    soker=(
        "Ingen ledig plats på dagverksamheten. Står i kö.",
        "Grupperna är fulla. Behovet kvarstår.",
        "Har talat med {anhorig}. Väntar fortfarande på plats.",
        V("Samtal med enhetschefen. En plats kan bli ledig när en deltagare flyttar.", efter=50),
        V("Skjutsen med färdtjänst går att ordna, men ingen plats är ledig.", efter=40),
        V("Ny grupp planeras efter sommaren.", manader=(5, 6)),
        V("Gruppen som planerades till hösten är full. Står kvar i kö.", manader=(8, 9, 10)),
    ),
    plan=("Första dagen på {plats}.", "Börjar på {plats}."),
    planerad=("Plats finns på {plats}. Börjar {plan}.", "Börjar på {plats} {plan}. Färdtjänst beställd."),
    forskjuten=("Förkyld. Starten flyttas till {plan}.", "Färdtjänsten är inte klar. Starten flyttas till {plan}."),
    start=("Första dagen på {plats}.", "Har börjat på {plats}.", "Var på {plats} i dag för första gången."),
    skal=(
        Skal("saknar_plats", "kommunen", ("Ingen ledig plats på dagverksamheten.", "Grupperna på {plats} är fulla.")),
    ),
    delvis=(
        Delvis(
            ("Börjar en dag i veckan av två beviljade.", "Plats en dag i veckan på {plats}. Två är beviljade."),
            (
                "Deltar en dag i veckan. Ingen plats den andra dagen ännu.",
                "Trivs på {plats}. Väntar på en andra dag.",
                V("{Anhorig} frågar om den andra dagen. Gruppen är full.", efter=100),
            ),
            ("Deltar nu två dagar i veckan enligt beslutet.",),
            Skal("saknar_plats", "kommunen", ("En av två dagar saknas. Gruppen är full.",)),
        ),
    ),
    avbrott=(
        Avbrott(
            ("Lokalen på {plats} stängd efter en vattenskada.",),
            (
                "Lokalen renoveras. Deltagarna får samtal en gång i veckan av personalen.",
                "Renoveringen av {plats} tar längre tid än beräknat.",
                "Plats i annan lokal har erbjudits, men resvägen är för lång.",
            ),
            ("{plats} har öppnat igen. Är tillbaka i gruppen.",),
            Skal("annat", "kommunen", ("Lokalen är stängd efter en vattenskada.",)),
        ),
        Avbrott(
            ("Har brutit benet och kan inte delta på {plats} tills vidare.",),
            (
                "Rehabiliteras hemma. Platsen på {plats} hålls.",
                "Går bättre med benet. Vill tillbaka till {plats} så snart det går.",
                "Kan ännu inte åka med färdtjänst. Platsen finns kvar.",
            ),
            ("Åter på {plats}.",),
            Skal("annat", "enskild", ("Kan inte delta på grund av skada. Platsen finns kvar.",)),
            upphor=("Orkar inte längre delta. Vill avsluta dagverksamheten.",),
        ),
    ),
    avslut={
        "aterkallad": (
            "Vill inte längre ha dagverksamhet. Ansökan återtas.",
            "{Anhorig} meddelar att ansökan återtas. Orkar inte med dagverksamhet.",
        ),
        "avliden": ("Den enskilde har avlidit.", ""),
        "behov_upphort": ("Har flyttat till särskilt boende. Dagverksamhet behövs inte längre.",),
        "ersatt": ("Nytt beslut med fler dagar ersätter detta.",),
    },
    under=(
        Under("Avlösning i hemmet fyra timmar i veckan.", 6200, ("Avlösning i hemmet ges i väntan på plats.",)),
        Under("Hemtjänst med social samvaro två timmar i veckan.", 3100, ("Hemtjänsten ger social samvaro så länge.",)),
    ),
    atgard=("Enhetschefen ser över grupperna för att få in fler deltagare.",),
    uppfoljning=("Telefonsamtal med {anhorig}. Behovet kvarstår.",),
    konsekvens=("{Anhorig} får inte den avlastning som var tänkt.", "Isolerad hemma om dagarna."),
    platser=(Plats("Rosengården", "Granhamn"), Plats("Träffpunkt Ekeby", "Ekeby"), Plats("Sandviksgården", "Sandvik")),
    egna={"anhorig": ("hustrun", "maken", "dottern", "sonen")},
    starttid=(4, 15),
)

_VERKSAMHETER: Final = (
    Plats("verkstaden", "Granhamn"),
    Plats("kafégruppen", "Granhamn"),
    Plats("tryckeriet", "Granhamn"),
    Plats("trädgårdsgruppen", "Ekeby"),
    Plats("återbruksgruppen", "Tallnäs"),
)

DAGLIG: Final = Familj(
    soker=(
        "Kartläggning av intressen pågår. Ingen passande plats ännu.",
        "Ingen ledig plats i de grupper som passar.",
        "Har haft möte om önskemål. Vill helst arbeta praktiskt.",
        V("Samtal med {anhorig}. Väntar på plats som passar.", efter=40),
        V("Väntar på att en plats blir ledig efter sommaren.", manader=(5, 6)),
        V("Samordnaren söker plats hos företag i kommunen.", efter=70),
        V("Två grupper prövade på papperet, båda för stora. Söker en mindre.", efter=110),
    ),
    erbjudande=(
        "Plats i {plats}. Studiebesök bokas.",
        "Erbjuds plats i {plats}, {ort}.",
        "Prövoplats i {plats} i två veckor.",
    ),
    erbjuden=("Har varit på studiebesök i {plats}. Svar väntas.", "Erbjudande om {plats} lämnat. Vill fundera."),
    ja=("Tackar ja efter studiebesök.", "Vill börja i {plats}.", "Tackar ja. Schema görs med arbetsledaren."),
    plan=("Första dagen i {plats}.", "Börjar i {plats} enligt schema."),
    planerad=("Börjar i {plats} {plan}.", "Schemat klart. Första dag {plan}."),
    forskjuten=("Resorna är inte ordnade. Starten flyttas till {plan}.", "Sjuk. Första dagen flyttas till {plan}."),
    start=("Första dagen i {plats}.", "Har börjat i {plats}.", "Började i {plats} enligt schemat."),
    skal=(
        Skal(
            "saknar_plats", "kommunen", ("Ingen ledig plats i passande grupp.", "Platserna i mindre grupp är upptagna.")
        ),
    ),
    nej=(
        Nej(
            ("Tackar nej efter studiebesök. För många människor i lokalen.", "Tackar nej. Vill ha en mindre grupp."),
            (
                "Söker plats i en mindre grupp efter nej till {plats}.",
                "Ingen plats i mindre grupp ännu.",
                V("Nytt samtal om önskemål. Vill ha lugn miljö.", efter=80),
            ),
            ("Plats i {plats}, i en grupp med fyra deltagare.", "Erbjuds {plats}, som har en mindre grupp."),
            ("Vill inte ha daglig verksamhet just nu. Ansökan återtas.",),
            Skal("tackat_nej", "enskild", ("Har tackat nej till {plats} och vill ha en mindre grupp.",)),
            plats="annan",
        ),
        Nej(
            ("Tackar nej till {plats}. Vill arbeta med djur.", "Tackar nej efter studiebesök. Vill ha något med djur."),
            (
                "Söker plats med djur.",
                "Samordnaren har kontakt med en gård om plats. Inget klart.",
                V("Vill vänta på plats med djur hellre än att börja i en annan grupp.", efter=80),
                V("Gården kan ta emot en deltagare senare. Besked väntas.", efter=120),
            ),
            ("Plats i {plats}, tre dagar i veckan. Studiebesök bokas.",),
            ("Har börjat studera. Ansökan återtas.",),
            Skal("onskemal", "enskild", ("Önskar plats med djur. Sådan plats saknas.",)),
            till=Plats("gruppen på Lindgård", "Ekeby"),
        ),
    ),
    delvis=(
        Delvis(
            ("Börjar två dagar i veckan av fyra beviljade.", "Plats i {plats} två dagar i veckan. Fyra är beviljade."),
            (
                "Deltar två dagar i veckan. De andra två går inte att ordna ännu.",
                "Trivs i {plats}. Väntar på fler dagar.",
                V("Samordnaren söker en andra plats för de dagar som saknas.", efter=90),
            ),
            ("Deltar nu fyra dagar i veckan enligt beslutet.",),
            Skal("saknar_plats", "kommunen", ("Två av fyra dagar saknas.",)),
        ),
    ),
    avbrott=(
        Avbrott(
            ("Platsen i {plats} försvinner när gruppen görs om. Ny plats är inte klar.",),
            (
                "Studiebesök i två andra grupper. Har inte bestämt sig.",
                "Ny plats söks. Inget klart ännu.",
                "Samtal med {anhorig} om ny plats. Ingen klar ännu.",
            ),
            ("Har börjat i en ny grupp.",),
            Skal("saknar_plats", "kommunen", ("Platsen har försvunnit och en ny saknas.",)),
        ),
        Avbrott(
            ("Har slutat komma och vill byta verksamhet.",),
            (
                "Samtal om vad som inte fungerade. Söker ny plats.",
                "Ny plats föreslagen, men vill vänta.",
                "Kontakt med {anhorig}. Vill tillbaka till en verksamhet, men inte samma.",
            ),
            ("Har börjat i en annan grupp och kommer enligt schema.",),
            Skal("onskemal", "enskild", ("Vill byta verksamhet. Ny plats söks.",)),
            upphor=("Vill inte ha daglig verksamhet längre. Avslutas på egen begäran.",),
        ),
    ),
    avslut={
        "aterkallad": (
            "Vill inte ha daglig verksamhet just nu. Ansökan återtas.",
            "Har fått praktikplats och återtar ansökan.",
        ),
        "behov_upphort": ("Har fått lönebidragsanställning. Behovet har upphört.",),
        "flyttat": ("Har flyttat från kommunen.",),
        "ersatt": ("Nytt beslut med annan omfattning ersätter detta.",),
    },
    under=(Under("Boendestöd på dagtid.", 5400, ("Boendestödet kommer även på dagtid i väntan på plats.",)),),
    atgard=("Samordnaren har gått igenom alla grupper.", "Möte med arbetsledare om en ny plats i mindre grupp."),
    uppfoljning=("Möte med den enskilde och {anhorig}. Behovet kvarstår.",),
    konsekvens=("Saknar något att göra om dagarna.", "Dygnsrytmen har försämrats."),
    ej_nabar=(
        "Har ringt flera gånger utan svar. Brev skickat.",
        "Kom inte till bokat studiebesök. Ny tid erbjuds.",
        "Har inte fått kontakt trots samtal och brev. Nytt försök görs.",
        "Brev med ny besökstid skickat. Inget svar.",
    ),
    platser=_VERKSAMHETER,
    egna={"anhorig": ("god man", "mamman", "pappan", "boendestödjaren")},
    starttid=(5, 18),
)

SYSSELSATTNING: Final = Familj(
    erbjuder=False,
    soker=(
        "Ingen ledig plats på Växthuset. Står i kö.",
        "Samtal om önskemål. Vill börja försiktigt.",
        V("Plats söks också hos föreningar.", efter=50),
        V("Vill fortfarande ha sysselsättning. Ingen plats ännu.", efter=80),
        V("Besök på Växthuset tillsammans med boendestödjaren. Plats kan bli ledig senare.", efter=60),
    ),
    plan=("Börjar på Växthuset två förmiddagar i veckan.",),
    planerad=("Plats finns på Växthuset. Börjar {plan}.",),
    forskjuten=("Orkade inte den planerade dagen. Ny första dag är {plan}.",),
    start=("Första dagen på Växthuset.", "Har börjat på Växthuset."),
    skal=(Skal("saknar_plats", "kommunen", ("Ingen ledig plats.", "Växthuset har inga lediga platser.")),),
    avslut={
        "aterkallad": ("Vill inte ha sysselsättning just nu. Ansökan återtas.",),
        "behov_upphort": ("Har börjat studera på folkhögskola. Behovet har upphört.",),
        "flyttat": ("Har flyttat från kommunen.",),
    },
    under=(
        Under(
            "Boendestöd två gånger i veckan.", 4800, ("Boendestödet hjälper till att hålla igång rutiner så länge.",)
        ),
    ),
    atgard=("Samordnaren har frågat två föreningar om plats.",),
    uppfoljning=("Samtal. Behovet kvarstår.",),
    konsekvens=("Ensam om dagarna.",),
    ej_nabar=(
        "Har inte gått att nå per telefon. Brev skickat.",
        "Kom inte till bokat möte. Ny tid skickad.",
        "Fortfarande ingen kontakt. Boendestödjaren hjälper till att nå fram.",
    ),
    starttid=(4, 14),
)
