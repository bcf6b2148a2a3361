"""A notice goes whole or stays, in whatever shape it stands.

The sentences of a cookie notice that say nothing of cookies go with it; an offer is not cut before a name, an
invitation not from the question that it answers, and a title not behind its question mark.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from newslint import Linter
from newslint.rules.yaml import parse

AROUND = parse((Path(__file__).parent / "hostile" / "articles.yaml").read_text(encoding="utf-8"), "articles").plain()

NOTICES = {
    "en": (
        "This site uses cookies.",
        [
            "By using this website, you consent to their use.",
            "If you keep browsing we assume that you are happy with it.",
            "You can also accept only some of them.",
        ],
        "Learn more about cookies.",
    ),
    "fr": (
        "Ce site utilise des cookies.",
        [
            "En naviguant ici, vous consentez à leur utilisation.",
            "En continuant, vous acceptez leur usage.",
            "Vous pouvez aussi tout accepter ou refuser les autres.",
        ],
        "En savoir plus sur les cookies.",
    ),
    "de": (
        "Diese Website verwendet Cookies.",
        [
            "Durch die weitere Nutzung der Seite stimmen Sie dem zu.",
            "Wenn Sie weiterlesen, stimmen Sie der Verwendung zu.",
            "Sie können auch nur die notwendigen zulassen.",
        ],
        "Mehr über Cookies erfahren.",
    ),
    "es": (
        "Este sitio utiliza cookies.",
        [
            "Si continúa navegando, acepta su uso.",
            "Al navegar por el sitio, acepta su utilización.",
            "Puede aceptar todas o rechazar las demás.",
        ],
        "Más información sobre las cookies.",
    ),
    "it": (
        "Questo sito utilizza cookie.",
        [
            "Continuando a navigare, acconsenti al loro utilizzo.",
            "Proseguendo la navigazione accetti il loro uso.",
            "Puoi accettare tutto o rifiutare il resto.",
        ],
        "Maggiori informazioni sui cookie.",
    ),
    "pt": (
        "Este site utiliza cookies.",
        [
            "Ao navegar no site, está a consentir a sua utilização.",
            "Se continuar a navegar, aceita a sua utilização.",
            "Pode aceitar todos ou recusar os outros.",
        ],
        "Saiba mais sobre o uso de cookies.",
    ),
    "nl": (
        "Deze site gebruikt cookies.",
        [
            "Door verder te surfen ga je akkoord met het gebruik ervan.",
            "Je geeft toestemming door verder te klikken.",
            "U kunt ook alleen de filmpjes aanzetten: vink ze hieronder aan.",
        ],
        "Meer informatie over cookies.",
    ),
    "pl": (
        "Ta strona używa plików cookie.",
        [
            "Dalsze korzystanie ze strony oznacza zgodę na ich użycie.",
            "Kontynuując, wyrażasz zgodę na ich użycie.",
            "Możesz też odrzucić wszystkie pozostałe.",
        ],
        "Dowiedz się więcej o plikach cookie.",
    ),
}

MORE = {
    "en": "The keeper of the lock had warned of the old piles for years, and the divers who looked at them in the "
    "spring found two that were hollow. The mayor thanked the crew, who took the post across the water in a "
    "rowing boat.",
    "fr": "Le gardien de l'écluse avait averti depuis des années que les vieux pieux étaient creux, et les plongeurs "
    "venus au printemps en ont trouvé deux. La maire a remercié l'équipage, qui portait le courrier à la rame "
    "tout l'hiver.",
    "de": "Der Schleusenwärter hatte seit Jahren vor den alten Pfählen gewarnt, und die Taucher, die im Frühjahr "
    "kamen, fanden zwei hohle. Die Bürgermeisterin dankte der Mannschaft, die den Winter über die Post im "
    "Ruderboot brachte.",
    "es": "El guarda de la esclusa llevaba años avisando de los viejos pilotes, y los buzos que llegaron en "
    "primavera hallaron dos huecos. La alcaldesa dio las gracias a la tripulación, que llevó el correo a remo "
    "todo el invierno.",
    "it": "Il guardiano della chiusa metteva in guardia da anni sui vecchi pali, e i sommozzatori arrivati in "
    "primavera ne hanno trovati due vuoti. La sindaca ha ringraziato l'equipaggio, che portò la posta a remi "
    "tutto l'inverno.",
    "pt": "O guarda da eclusa avisava havia anos que as velhas estacas estavam ocas, e os mergulhadores que vieram "
    "na primavera acharam duas. A presidente da câmara agradeceu à tripulação, que levou o correio a remos no "
    "inverno.",
    "nl": "De sluiswachter waarschuwde al jaren voor de oude palen, en de duikers die in het voorjaar kwamen, vonden "
    "er twee die hol waren. De burgemeester dankte de bemanning, die de post de hele winter met een roeiboot "
    "bracht.",
    "pl": "Śluzowy od lat ostrzegał przed starymi palami, a nurkowie, którzy przyjechali wiosną, znaleźli dwa puste "
    "w środku. Burmistrzyni podziękowała załodze, która przez całą zimę woziła pocztę łodzią wiosłową na drugi "
    "brzeg.",
}
"""A paragraph more: a text is in one line only where that is longer than a paragraph."""


def article(lang: str) -> list[str]:
    return [*(line for part in AROUND[lang].values() for line in part.split("\n") if line), MORE[lang]]


@pytest.mark.parametrize(
    ("lang", "sentence"), [(lang, sentence) for lang, (_, middle, _) in NOTICES.items() for sentence in middle]
)
@pytest.mark.parametrize("between", [" ", "\n"], ids=["flat", "lines"])
def test_a_notice_goes_whole(lang: str, sentence: str, between: str) -> None:
    first, _, last = NOTICES[lang]
    prose = between.join(article(lang)[1:])
    notice = between.join((first, sentence, last))
    assert Linter(lang=lang).fix(f"{notice}{between}{prose}\n").text == f"{prose}\n"


@pytest.mark.parametrize("lang", NOTICES)
def test_a_sentence_of_consent_is_one_only_beside_a_notice(lang: str) -> None:
    _, middle, _ = NOTICES[lang]
    text = "\n".join([*article(lang), *middle, article(lang)[0]]) + "\n"
    assert [f.rule for f in Linter(lang=lang, select=["cookie-notice"]).check(text)] == []


@pytest.mark.parametrize("lang", NOTICES)
def test_an_article_beside_a_notice_stays(lang: str) -> None:
    prose = " ".join(article(lang)[1:])
    assert Linter(lang=lang).fix(f"{NOTICES[lang][0]} {prose}\n").text == f"{prose}\n"


HALVES = {
    "en": [
        "Privacy Policy | Cookie Policy | Terms and Conditions © 2019 - Harbour Post of Varne. All rights reserved",
        "Sign up for our newsletter Harbour Post to hear from us every morning before the boats leave.",
        "Are you at the quay? Write to us!",
        "Read more: Will the piers hold? Eight answers from the island.",
    ],
    "fr": [
        (
            "Politique de confidentialité | Gestion des cookies | Mentions légales"
            " © 2019 - Le Courrier du Port. Tous droits réservés"
        ),
        "Inscrivez-vous à la newsletter Port Matin pour recevoir chaque jour nos meilleurs récits du large.",
        "Vous êtes sur le quai ? Écrivez-nous !",
        "À lire aussi : Les pieux tiendront-ils ? Huit réponses de l'île.",
    ],
    "de": [
        "Datenschutz | Cookie-Richtlinie | Impressum © 2019 - Hafenpost Norderhagen. Alle Rechte vorbehalten",
        "Abonnieren Sie den Newsletter Hafenpost, um von uns jeden Morgen das Beste zu erfahren.",
        "Stehen Sie am Kai? Schreiben Sie uns!",
        "Lesen Sie auch: Halten die Pfähle? Acht Antworten von der Insel.",
    ],
    "es": [
        (
            "Política de privacidad | Política de cookies | Aviso legal"
            " © 2019 - La Voz del Puerto. Todos los derechos reservados"
        ),
        "Suscríbete a la newsletter Puerto Diario para recibir cada mañana nuestras mejores historias.",
        "¿Está usted en el muelle? ¡Escríbanos!",
        "Lea también: ¿Aguantarán los pilotes? Ocho respuestas de la isla.",
    ],
    "it": [
        (
            "Informativa sulla privacy | Preferenze sui cookie | Note legali"
            " © 2019 - La Voce del Porto. Tutti i diritti riservati"
        ),
        "Iscriviti alla newsletter Porto Oggi per ricevere ogni mattina le nostre storie migliori.",
        "Sei sul molo? Scrivici!",
        "Leggi anche: I pali terranno? Otto risposte dall'isola.",
    ],
    "pt": [
        (
            "Política de Privacidade | Política de Cookies | Termos e Condições"
            " © 2019 - Rádio do Porto Velho. Todos os direitos reservados"
        ),
        "Subscreva a newsletter Porto Hoje para receber todas as manhãs as nossas melhores histórias.",
        "Está no cais? Escreva-nos!",
        "Leia também: As estacas vão aguentar? Oito respostas da ilha.",
    ],
    "nl": [
        "Privacybeleid | Gebruik van cookies | Voorwaarden © 2019 - De Havenpost. Alle rechten voorbehouden",
        "Schrijf je in voor de nieuwsbrief Havenpost en ontvang elke ochtend onze beste verhalen.",
        "Sta je op de kade? Schrijf ons!",
        "Lees ook: Houden de palen het? Acht antwoorden van het eiland.",
    ],
    "pl": [
        "Polityka prywatności | Polityka cookies | Regulamin © 2019 - Głos Portu. Wszelkie prawa zastrzeżone",
        "Zapisz się na newsletter Portowy, aby otrzymywać od nas najlepsze opowieści z wyspy.",
        "Stoisz na nabrzeżu? Napisz do nas!",
        "Przeczytaj także: Czy pale wytrzymają? Osiem odpowiedzi z wyspy.",
    ],
}


@pytest.mark.parametrize(("lang", "notice"), [(lang, notice) for lang, notices in HALVES.items() for notice in notices])
@pytest.mark.parametrize("last", [True, False], ids=["last", "among"])
def test_no_half_of_a_notice_goes_from_a_text_of_one_line(lang: str, notice: str, last: bool) -> None:
    first, *others = article(lang)[1:]
    rest = "" if last else f" {MORE[lang]}"
    before = " ".join((first, *(others if last else others[:-1]), *(() if last else [MORE[lang]])))
    prose = f"{before}{rest}\n"
    given = f"{before} {notice}{rest}\n"
    assert Linter(lang=lang, ignore=["repeated"]).fix(given).text in (given, prose)


ROWS = {
    "en": ["Share Facebook Twitter Email Print", "Share on Facebook Share on WhatsApp Share on Mastodon Print Save"],
    "fr": ["Partager Facebook Twitter Imprimer", "Partager sur Facebook Partager sur WhatsApp Partager sur Mastodon"],
    "de": ["Teilen Facebook Twitter Drucken", "Auf Facebook teilen Auf WhatsApp teilen Auf Mastodon teilen Drucken"],
    "es": ["Compartir Facebook Twitter Imprimir", "Compartir en Facebook Compartir en WhatsApp Compartir en Mastodon"],
    "it": ["Condividi Facebook Twitter Stampa", "Condividi su Facebook Condividi su WhatsApp Condividi su Mastodon"],
    "pt": ["Partilhar Facebook Twitter Google Plus", "Partilhar no Facebook Partilhar no Mastodon Enviar por email"],
    "nl": ["Delen Facebook Twitter Afdrukken", "Deel op Facebook Deel op WhatsApp Deel op Mastodon"],
    "pl": ["Udostępnij Facebook Twitter Drukuj", "Udostępnij na Facebooku Udostępnij na Twitterze Drukuj"],
}


@pytest.mark.parametrize(("lang", "row"), [(lang, row) for lang, rows in ROWS.items() for row in rows])
@pytest.mark.parametrize("between", [" ", "\n"], ids=["flat", "lines"])
def test_a_row_of_share_buttons_goes_whole(lang: str, row: str, between: str) -> None:
    first, *others = article(lang)[1:]
    given = between.join((first, row, *others))
    assert Linter(lang=lang).fix(f"{given}\n").text == f"{between.join((first, *others))}\n"


NAMED = {
    "en": "The paper left Facebook, Instagram and Mastodon, and prints what it shares.",
    "fr": "Le journal a quitté Facebook, Instagram et Mastodon, et imprime ce qu'il partage.",
    "de": "Die Zeitung hat Facebook, Instagram und Mastodon verlassen und druckt, was sie teilt.",
    "es": "El diario ha dejado Facebook, Instagram y Mastodon, e imprime lo que comparte.",
    "it": "Il giornale ha lasciato Facebook, Instagram e Mastodon, e stampa quello che condivide.",
    "pt": "O jornal deixou o Facebook, o Instagram e o Mastodon, e imprime o que partilha.",
    "nl": "De krant heeft Facebook, Instagram en Mastodon verlaten en drukt af wat ze deelt.",
    "pl": "Gazeta opuściła Facebook, Instagram i Mastodon, a drukuje to, co udostępnia.",
}


@pytest.mark.parametrize("lang", NAMED)
@pytest.mark.parametrize("between", [" ", "\n"], ids=["flat", "lines"])
def test_networks_that_are_told_of_stay(lang: str, between: str) -> None:
    first, *others = article(lang)[1:]
    assert Linter(lang=lang).check(between.join((first, NAMED[lang], *others)) + "\n") == []


ANSWERED = {
    "en": ("No account yet?", "Sign up for free"),
    "fr": ("Pas encore inscrit ?", "Créer un compte"),
    "de": ("Noch kein Konto?", "Jetzt registrieren"),
    "es": ("¿Ya eres suscriptor?", "Inicia sesión"),
    "it": ("Sei già abbonato?", "Accedi"),
    "pt": ("Não tem uma conta?", "Registe-se gratuitamente"),
    "nl": ("Al abonnee?", "Log in"),
    "pl": ("Masz już konto?", "Zaloguj się"),
}


@pytest.mark.parametrize("lang", ANSWERED)
def test_a_question_goes_with_its_answer(lang: str) -> None:
    first, *others = article(lang)[1:]
    prose = " ".join((first, *others))
    fixed = Linter(lang=lang).fix(f"{prose} {' '.join(ANSWERED[lang])}\n").text
    assert fixed in (f"{prose}\n", f"{prose} {' '.join(ANSWERED[lang])}\n")
    assert fixed == f"{prose}\n"


LABELS = {
    "en": "READ MORE IN OUR REPORT",
    "fr": "LIRE AUSSI DANS NOTRE DOSSIER",
    "de": "MEHR DAZU IM NEUEN BERICHT",
    "es": "LEA TAMBIÉN EN NUESTRO INFORME",
    "it": "LEGGI ANCHE NEL NOSTRO DOSSIER",
    "pt": "LEIA TAMBÉM NO NOSSO RELATÓRIO",
    "nl": "LEES MEER IN ONS RAPPORT",
    "pl": "CZYTAJ WIĘCEJ W NASZYM RAPORCIE",
}


@pytest.mark.parametrize("lang", LABELS)
def test_a_label_in_capitals_is_not_cut_among_them(lang: str) -> None:
    first, *others = article(lang)[1:]
    label = LABELS[lang]
    given, prose = (" ".join((first, *middle, *others)) + "\n" for middle in ((label,), ()))
    assert Linter(lang=lang).fix(given).text in (given, prose)


PRESSED = {
    "en": [
        "Get the best stories with our newsletter. Sign up",
        "Subscribe to our newsletter today. Subscribe",
    ],
    "fr": ["Recevez chaque matin notre newsletter. Je m'abonne", "Inscrivez-vous à notre newsletter. S'inscrire"],
    "de": [
        "Jeden Morgen das Wichtigste in unserem Newsletter. Anmelden",
        "Lesen Sie unseren Newsletter. Abonnieren",
    ],
    "es": ["Reciba cada mañana nuestra newsletter. Suscribirme", "Suscríbete a nuestra newsletter. Apúntate"],
    "it": ["Ricevi ogni mattina la nostra newsletter. Iscriviti ora", "Iscriviti alla nostra newsletter. Iscriviti"],
    "pt": ["Receba todas as manhãs a nossa newsletter. Subscrever", "Subscreva a nossa newsletter. Subscrever"],
    "nl": ["Schrijf je in voor onze nieuwsbrief. Inschrijven", "Abonneer je op onze nieuwsbrief. Aanmelden"],
    "pl": ["Zapisz się do naszego newslettera. Zapisz się", "Otrzymuj codziennie nasz newsletter. Zapisz się"],
}


@pytest.mark.parametrize(("lang", "offer"), [(lang, offer) for lang, offers in PRESSED.items() for offer in offers])
def test_an_offer_goes_with_its_button(lang: str, offer: str) -> None:
    first, *others = article(lang)[1:]
    given, prose = (" ".join((first, others[0], *middle, *others[1:])) + "\n" for middle in ((offer,), ()))
    assert Linter(lang=lang).fix(given).text == prose


UNPRESSED = {
    "en": "The party sent its newsletter on Monday. Subscribe Now is the name of the campaign, and is free.",
    "fr": "Le parti a envoyé sa newsletter lundi. Abonnez-vous Maintenant est le nom de la campagne, qui est gratuite.",
    "de": "Die Partei hat ihren Newsletter am Montag verschickt. Jetzt Abonnieren heißt die Kampagne, die es gibt.",
    "es": "El partido envió su newsletter el lunes. Suscríbete Ya es el nombre de la campaña, que no cuesta nada.",
    "it": "Il partito ha inviato la sua newsletter lunedì. Iscriviti Ora è il nome della campagna, che è gratis.",
    "pt": "O partido enviou a sua newsletter na segunda. Subscrever Agora é o nome da campanha, que não custa nada.",
    "nl": "De partij stuurde maandag haar nieuwsbrief. Schrijf Je In heet de campagne, die niets kost.",
    "pl": "Partia wysłała w poniedziałek swój newsletter. Zapisz Się to nazwa kampanii, która nic nie kosztuje.",
}


@pytest.mark.parametrize("lang", UNPRESSED)
def test_a_name_behind_a_newsletter_is_no_button(lang: str) -> None:
    first, *others = article(lang)[1:]
    given = " ".join((first, UNPRESSED[lang], *others)) + "\n"
    assert Linter(lang=lang).fix(given).text == given


LABELLED = {
    "en": [
        "Follow us Newsletters Facebook Instagram YouTube",
        "Tools Print Email Share",
        "Social networks Facebook RSS",
    ],
    "fr": ["Suivez-nous Newsletters Facebook Instagram YouTube", "Outils Imprimer Envoyer Partager"],
    "de": ["Folgen Sie uns Newsletter Facebook Instagram YouTube", "Soziale Netzwerke Facebook Twitter RSS"],
    "es": ["Síguenos Newsletters Facebook Instagram YouTube", "Herramientas Imprimir Enviar Comentar"],
    "it": ["Seguici Newsletter Facebook Instagram YouTube", "Strumenti Stampa Invia Condividi"],
    "pt": ["Siga-nos Newsletters Facebook Instagram YouTube", "Ferramentas Imprimir Enviar Comentar"],
    "nl": ["Volg ons Newsletter Facebook Instagram YouTube", "Sociale media Facebook Twitter RSS"],
    "pl": ["Obserwuj nas Newsletter Facebook Instagram YouTube", "Narzędzia Drukuj Wyślij Skomentuj"],
}


@pytest.mark.parametrize(("lang", "row"), [(lang, row) for lang, rows in LABELLED.items() for row in rows])
def test_a_row_of_buttons_goes_with_its_label(lang: str, row: str) -> None:
    first, *others = article(lang)[1:]
    given, prose = (" ".join((first, others[0], *middle, *others[1:])) + "\n" for middle in ((row,), ()))
    assert Linter(lang=lang).fix(given).text == prose


OWNED = {
    "en": ("Harbour Post, 2015", "© All rights reserved | Terms of Use | Contact"),
    "fr": ("Le Courrier du Port, 2015", "© Tous droits réservés | Mentions légales | Contact"),
    "de": ("Hafenpost, 2015", "© Alle Rechte vorbehalten | Impressum | Kontakt"),
    "es": ("La Voz del Puerto, 2015", "© Todos los derechos reservados | Aviso legal | Contacto"),
    "it": ("La Voce del Porto, 2015", "© Tutti i diritti riservati | Note legali | Contatti"),
    "nl": ("De Havenpost, 2015", "© Alle rechten voorbehouden | Voorwaarden | Contact"),
    "pl": ("Głos Portu, 2015", "© Wszelkie prawa zastrzeżone | Regulamin | Kontakt"),
    "pt": ("Diário do Porto, 2015", "© Todos os direitos reservados | Termos de Uso | Contactos"),
}


@pytest.mark.parametrize("lang", OWNED)
def test_a_notice_of_rights_does_not_lose_its_owner(lang: str) -> None:
    owner, rights = OWNED[lang]
    prose = " ".join(article(lang)[1:])
    fixed = Linter(lang=lang).fix(f"{prose} {owner} {rights}\n").text
    assert (owner in fixed) == (rights in fixed)


def test_a_row_of_buttons_goes_with_the_sign_of_its_last() -> None:
    first, *others = article("en")[1:]
    row = "Follow us on Facebook Follow us on Twitter Follow us on Google + "
    fixed = Linter(lang="en").fix(" ".join((first, f"{row}{others[0]}", *others[1:])) + "\n").text
    assert fixed == " ".join((first, *others)) + "\n"


TITLED = {
    "en": "Read also: Storm closes the port of Corran in the night",
    "fr": "Lire aussi : La tempête ferme le port de Varne dans la nuit",
    "es": "Lea también: La tormenta cierra el puerto de Corran por la noche",
    "it": "Leggi anche: La tempesta chiude il porto di Varne nella notte",
    "nl": "Lees ook: Storm sluit de haven van Varne in de nacht",
}


@pytest.mark.parametrize("lang", TITLED)
@pytest.mark.parametrize("before", [".", ". "])
def test_a_title_that_lost_the_gaps_at_both_its_ends_goes(lang: str, before: str) -> None:
    first, second, *others = article(lang)[1:]
    glued = f"{second[:-1]}{before}{TITLED[lang]}{others[0]}"
    fixed = Linter(lang=lang).fix(" ".join((first, glued, *others[1:])) + "\n").text
    assert fixed == " ".join((first, second, *others)) + "\n"
