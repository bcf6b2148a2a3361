"""Segments: what is one thing in a text, whatever shape it is stored in, and where it stands."""

from __future__ import annotations

from itertools import pairwise

import pytest

from newslint import Linter
from newslint.evidence.language import get
from newslint.evidence.segments import segments
from newslint.evidence.segments.edges import may_part
from newslint.evidence.segments.openings import opening
from newslint.evidence.segments.phrases import parts
from newslint.evidence.segments.segment import Edge, Segment
from newslint.evidence.segments.sentences import sentences
from newslint.files.formats.html import HTML
from newslint.kinds.line import Line
from newslint.linter.guard import breach
from newslint.model.documents import PROSE as PLAIN
from newslint.model.documents import Document

PROSE = {
    "en": (
        (
            "The port opened again on Tuesday after three days of storm, the harbour office said in a statement. "
            "The first boats left at dawn under a thin rain, and the office asks people to keep away from the quay. "
            "Repairs to the northern wall will cost two million, and the council has to vote on the money before May. "
        ),
        (
            "The southern wall will have to wait for another year, for the office has no money left, as it said today. "
            "Nobody was hurt, but two sheds and a crane were lost, and the fishermen want to be paid for their nets."
        ),
    ),
    "de": (
        (
            "Der Hafen ist seit Dienstag wieder offen, wie die Hafenbehörde nach drei Tagen Sturm in einer Mitteilung "
            "schrieb. Die ersten Schiffe liefen am frühen Morgen bei leichtem Regen aus, und die Behörde bittet darum, "
            "die Deiche zu meiden. Die Reparatur der Nordmauer kostet zwei Millionen Euro. "
        ),
        (
            "Der Rat muss das Geld noch vor dem Ende des Monats bewilligen, sonst bleibt die Mauer, wie sie ist. "
            "Verletzt wurde niemand, aber zwei Schuppen und ein Kran gingen verloren, und die Fischer fordern Ersatz."
        ),
    ),
    "fr": (
        (
            "Le port a rouvert mardi après trois jours de tempête, a annoncé la capitainerie dans un communiqué. Les "
            "premiers bateaux sont sortis à l'aube sous une pluie fine, et la capitainerie appelle à rester loin des "
            "digues. La réparation du mur nord coûtera deux millions d'euros, selon les services de la ville. "
        ),
        (
            "Le conseil municipal doit voter cette somme avant la fin du mois, faute de quoi le mur restera tel quel. "
            "Personne n'a été blessé, mais deux hangars et une grue ont été perdus, et les pêcheurs veulent être payés."
        ),
    ),
    "es": (
        (
            "El puerto volvió a abrir el martes tras tres días de temporal, según dijo la capitanía en un comunicado. "
            "Los primeros barcos salieron al alba bajo una lluvia fina, y la capitanía pide que nadie se acerque a los "
            "diques. La reparación del muro norte costará dos millones de euros, según el ayuntamiento. "
        ),
        (
            "El pleno tiene que votar esa suma antes de que acabe el mes, o el muro se quedará como está ahora. "
            "Nadie resultó herido, pero se perdieron dos cobertizos y una grúa, y los pescadores quieren cobrar."
        ),
    ),
    "it": (
        (
            "Il porto ha riaperto martedì dopo tre giorni di tempesta, ha detto la capitaneria in un comunicato. Le "
            "prime barche sono uscite all'alba sotto una pioggia sottile, e la capitaneria chiede di stare lontani dai "
            "moli. La riparazione del muro nord costerà due milioni di euro, secondo gli uffici del comune. "
        ),
        (
            "Il consiglio deve votare questa somma prima della fine del mese, o il muro resterà com'è adesso. "
            "Nessuno è rimasto ferito, ma due capannoni e una gru sono andati persi, e i pescatori vogliono i soldi."
        ),
    ),
    "pt": (
        (
            "O porto voltou a abrir na terça-feira após três dias de tempestade, disse a capitania num comunicado. Os "
            "primeiros barcos saíram de madrugada sob uma chuva fina, e a capitania pede que ninguém se aproxime dos "
            "molhes. A reparação do muro norte vai custar dois milhões de euros, segundo a câmara da cidade. "
        ),
        (
            "A assembleia tem de votar essa soma antes do fim do mês, ou o muro vai ficar como está neste momento. "
            "Ninguém ficou ferido, mas perderam-se dois barracões e uma grua, e os pescadores querem ser pagos."
        ),
    ),
    "pl": (
        (
            "Port został ponownie otwarty we wtorek po trzech dniach sztormu, podał urząd portowy w komunikacie. "
            "Pierwsze łodzie wypłynęły o świcie w drobnym deszczu, a urząd prosi, żeby nie zbliżać się do nabrzeża. "
            "Naprawa północnego muru będzie kosztować dwa miliony, a rada musi jeszcze przyznać te pieniądze. "
        ),
        (
            "Na południowy mur trzeba poczekać do następnego roku, bo urząd nie ma już pieniędzy, jak przyznał. "
            "Nikt nie został ranny, ale przepadły dwie szopy i dźwig, a rybacy chcą pieniędzy za swoje sieci."
        ),
    ),
    "nl": (
        (
            "De haven is sinds dinsdag weer open na drie dagen storm, zei het havenbedrijf in een verklaring. De "
            "eerste boten vertrokken bij zonsopgang in een fijne regen, en het vraagt om weg te blijven van de kade. "
            "De reparatie van de noordelijke muur kost twee miljoen, en de raad moet nog stemmen over het geld. "
        ),
        (
            "De zuidelijke muur moet nog een jaar wachten, want het bedrijf heeft geen geld meer, zei het vandaag. "
            "Niemand raakte gewond, maar twee loodsen en een kraan gingen verloren, en de vissers willen geld."
        ),
    ),
}
"""The two halves of an article in each language, between which something is left over."""

LEFT = {
    "en": ["Advertisement", "Share on Facebook", "Photo: Ana Ruiz/AFP", "Sign up for our newsletter."],
    "de": ["Anzeige", "Auf Facebook teilen", "Foto: Ana Ruiz/dpa", "Melden Sie sich für unseren Newsletter an."],
    "fr": ["Publicité", "Partager sur Facebook", "Photo : Ana Ruiz/AFP", "Inscrivez-vous à notre newsletter."],
    "es": ["Publicidad", "Compartir en Facebook", "Foto: Ana Ruiz/EFE", "Suscríbete a nuestra newsletter."],
    "it": ["Pubblicità", "Condividi su Facebook", "Foto: Ana Ruiz/ANSA", "Iscriviti alla nostra newsletter."],
    "pt": ["Publicidade", "Partilhar no Facebook", "Foto: Ana Ruiz/Lusa", "Subscreva a nossa newsletter."],
    "pl": ["Reklama", "Udostępnij na Facebooku", "Fot. Ana Ruiz/PAP", "Zapisz się na newsletter."],
    "nl": ["Advertentie", "Deel op Facebook", "Foto: Ana Ruiz/ANP", "Meld je aan voor onze nieuwsbrief."],
}
CASES = [(lang, piece) for lang, pieces in LEFT.items() for piece in pieces]


@pytest.mark.parametrize(("lang", "piece"), CASES)
def test_what_is_left_over_is_found_in_a_text_of_one_line(lang: str, piece: str) -> None:
    before, after = PROSE[lang]
    found = Linter(lang).check(f"{before}{piece} {after}")
    assert [one.match.strip() for one in found if one.fix == ""] == [piece]


@pytest.mark.parametrize("lang", PROSE)
def test_what_is_left_over_goes_with_the_blank_beside_it(lang: str) -> None:
    before, after = PROSE[lang]
    piece = LEFT[lang][0]
    assert Linter(lang).fix(f"{before}{piece} {after}\n").text == f"{before}{after}\n"
    assert Linter(lang).fix(f"{before}{after} {piece}\n").text == f"{before}{after}\n"


LABELS = {lang: pieces[0] for lang, pieces in LEFT.items()}


@pytest.mark.parametrize(("lang", "label"), LABELS.items())
def test_a_label_before_a_name_is_told_and_goes_unasked_only_in_capitals(lang: str, label: str) -> None:
    before, after = PROSE[lang]
    small, capitals = (
        Linter(lang).check(f"{before}{one} Zelkova {after[0].lower()}{after[1:]}\n") for one in (label, label.upper())
    )
    assert [(one.match.strip(), one.safe) for one in small] == [(label, False)]
    assert [one.match.strip() for one in capitals] == [label.upper()]


def test_a_word_in_capitals_before_another_is_no_label() -> None:
    before, after = PROSE["en"]
    assert Linter("en").check(f"{before}LIVE STUDIO: Fees hit a record high. {after}\n") == []


@pytest.mark.parametrize(
    ("lang", "credit"),
    [("de", "Ana von Ruiz/dpa"), ("fr", "Ana Ruiz / AFP"), ("es", "Ana Ruiz/EFE"), ("pl", "Ana Ruiz/PAP")],
)
def test_a_credit_between_two_sentences_is_a_segment(lang: str, credit: str) -> None:
    before, after = PROSE[lang]
    found = [one.match.strip() for one in Linter(lang).check(f"{before}{credit} {after}\n")]
    assert found == [credit]


TITLES = {
    "en": ("Read also: The piles of the jetty cost more than planned this year", "The ferry stays in port, they say."),
    "de": ("Lesen Sie auch: Die Pfähle werden teurer als geplant und kommen später", "Die Fähre bleibt im Hafen."),
    "fr": ("À lire aussi Les pieux de la jetée coûtent plus cher cette année", "Depuis lundi, le bac reste à quai."),
    "es": ("Lea también: Los pilotes cuestan más de lo previsto este año", "Desde el lunes, el barco no sale."),
    "it": ("Leggi anche: I pali del molo costano più del previsto quest'anno", "Da lunedì il traghetto non parte."),
    "pt": ("Leia também: As estacas do cais custam mais do que o previsto", "Desde segunda, o barco não sai."),
    "nl": ("Lees ook: De palen van de pier kosten meer dan was voorzien", "De veerboot ligt in de haven."),
    "pl": ("Czytaj także: Pale falochronu kosztują więcej niż zakładano", "Od poniedziałku prom stoi w porcie."),
}


@pytest.mark.parametrize("lang", TITLES)
def test_a_title_ends_where_it_runs_together_with_the_next_sentence(lang: str) -> None:
    before, after = PROSE[lang]
    title, sentence = TITLES[lang]
    found = Linter(lang).check(f"{before}{title}{sentence} {after}\n")
    assert [one.match for one in found if one.fix == ""] == [title]
    assert sentence in Linter(lang).fix(f"{before}{title}{sentence} {after}\n", unsafe=True).text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Read also: The race of 2024Donald Orley left", ["Read also: The race of 2024", "Donald Orley left"]),
        ("Read also: Is the quay safe?Orley left", ["Read also: Is the quay safe?", "Orley left"]),
        ("Read also: LinkedIn Learning comes to the port", None),
        ("Read also: Why the eBay harbour is open", None),
        ("Read also: The port of {{userName}}The boats", None),
    ],
)
def test_no_brand_ends_a_title(text: str, found: list[str] | None) -> None:
    starts = [part.start for part in parts(text, 0, len(text), get("en"))]
    assert [text[low:high] for low, high in pairwise([*starts, len(text)])] == (found or [text])


@pytest.mark.parametrize(
    ("lang", "signed"), [("de", "mit dpa"), ("fr", "A.B. avec AFP"), ("es", "con EFE"), ("it", "con ANSA")]
)
def test_who_signs_a_text_makes_no_caption_of_its_last_sentence(lang: str, signed: str) -> None:
    text = f"{''.join(PROSE[lang])} {signed}\n"
    assert [one for one in Linter(lang).check(text) if one.rule == "caption-credit"] == []


def test_items_of_a_list_in_one_line_are_left_to_a_person() -> None:
    days = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
    prose = " ".join(
        f"On the {day} day the harbour office told the {day} crew that it would pay for the nets." for day in days
    )
    item = "• Sponsored by an ecosystem of builders, traders and harbour consultants "
    items = f"• Pros: it is fast • Cons: it is loud {item}• Known as the oldest of quays "
    found = Linter("en").check(f"{PROSE['en'][0]}{prose} {items}{PROSE['en'][1]}\n")
    assert [(one.match, one.safe) for one in found if one.match == item] == [(item, False)]


def test_items_of_the_menus_of_a_page_in_one_line_go_unasked() -> None:
    above = (
        "Home Harbour Weather Tides Contact Log in Search • Ferries • Timetable of the ferries • Fish market today "
        "• Boat hire and mooring • Weather on the coast • Tides and currents • Photos of the week "
        "• Jobs at the harbour • Our newsletter • Contact the harbour office • Legal notice • Privacy policy • Cookies "
    )
    below = (
        " • Related: Fishermen ask the state for aid • Crane lost in the storm • Two sheds gone with the wind "
        "• Council to vote in May • Read more • All the news of the harbour • All rights reserved"
    )
    found = Linter("en").check(f"{above}The port opened again on Tuesday.{below}\n")
    safe = {one.match for one in found if one.safe}
    assert safe >= {"• Ferries ", "• Fish market today ", "• Tides and currents ", "• Crane lost in the storm "}


@pytest.mark.parametrize(
    ("lang", "notice", "taken"),
    [
        ("en", "This article may contain affiliate links.", "This article may contain affiliate links. "),
        ("fr", "Ce contenu a été réalisé en partenariat avec Port SA.", None),
        ("de", "Dieser Artikel ist zuerst im Hafenblatt erschienen.", None),
        ("en", "Ana Ruiz is a reporter for the Harbour Herald.", ""),
    ],
)
def test_of_a_passage_of_one_line_a_notice_goes_alone(lang: str, notice: str, taken: str | None) -> None:
    before, after = PROSE[lang]
    found = Linter(lang).check(f"{before}{notice} {after}\n")
    assert [one.match for one in found if one.fix == ""] == ([taken or f"{notice} "] if taken != "" else [])


@pytest.mark.parametrize(
    ("offer", "left"),
    [
        ("Sign up to this newsletter", "Sign up to this newsletter "),
        ("Sign up to this newsletter and tell us what you think of our", None),
        ("Sign up to this newsletter Coast Weather Sport Video", None),
    ],
)
def test_an_offer_ends_where_the_sentence_of_the_article_begins(offer: str, left: str | None) -> None:
    before, after = PROSE["en"]
    found = Linter("en").check(f"{before}{offer} {after}\n")
    taken = [(one.match, one.safe) for one in found if one.match.startswith("Sign up")]
    assert taken == ([(left, False)] if left else taken)
    assert not any(after[:40] in one.match and one.safe for one in found)


def test_a_notice_of_rights_begins_at_its_sign() -> None:
    before, after = PROSE["en"]
    text = f"{before}{before}{after[:60]} Copyright © 1999-2024 Harbour Herald. All rights reserved.\n"
    found = [one.text for one in segments(Document(text), get("en"))]
    assert found[-1] == "Copyright © 1999-2024 Harbour Herald. All rights reserved."
    whole = f"{before}{before}{after} Copyright © 1999-2024 Harbour Herald. All rights reserved.\n"
    assert [one.text for one in segments(Document(whole), get("en"))][-1] == found[-1]


@pytest.mark.parametrize("lang", PROSE)
def test_a_good_text_of_one_line_stays_silent(lang: str) -> None:
    assert Linter(lang).check(f"{''.join(PROSE[lang])}\n") == []


@pytest.mark.parametrize("lang", PROSE)
def test_the_segments_of_a_line_are_all_of_it(lang: str) -> None:
    text = f"{PROSE[lang][0]}{' '.join(LEFT[lang])} {PROSE[lang][1]}\n"
    found = segments(Document(text), get(lang))
    assert "".join(text[one.start : one.stop].rstrip() for one in found).replace(" ", "") == text.strip().replace(
        " ", ""
    )
    for one in found:
        assert text[one.start : one.end].strip() == one.text.strip()
        assert may_part(text, one.start)
        assert may_part(text, one.stop)


def test_a_sentence_that_begins_before_a_bullet_is_no_part_behind_it() -> None:
    menu = "Coast & Weather > Sport & Opinion > Harbour News * Use only the official list of the harbour office (here)"
    text = f"{' '.join(PROSE['en'])}{menu} * go as far as the pilot says * wait for the ferry, which is late."
    found = segments(Document(text), get("en"))
    assert [one.text[:5] for one in found][-3:] == ["* Use", "* go ", "* wai"]
    assert all(one.text == text[one.start : one.end].strip() for one in found)


@pytest.mark.parametrize(
    ("lang", "text", "found"),
    [
        ("en", 'He said: "It is over." She left.', ['He said: "It is over."', "She left."]),
        ("en", "J. R. Doe met Dr. Roe at 3 p.m. They spoke.", ["J. R. Doe met Dr. Roe at 3 p.m.", "They spoke."]),
        ("en", "It cost 3.5 million. 20 left.", ["It cost 3.5 million.", "20 left."]),
        (
            "de",
            "Er kam am 3. Mai und im 2. Stock. Dann ging er.",
            ["Er kam am 3. Mai und im 2. Stock.", "Dann ging er."],
        ),
        ("fr", "Il a dit non… Puis oui ! Et M. Doe ?", ["Il a dit non…", "Puis oui !", "Et M. Doe ?"]),
        ("es", "Vive en Madrid.Claudio viaja.", ["Vive en Madrid.", "Claudio viaja."]),
        ("pl", "Kosztuje 5 mln zł. Rada czeka.", ["Kosztuje 5 mln zł.", "Rada czeka."]),
        ("en", "See www.example.com or Node.js. It works.", ["See www.example.com or Node.js.", "It works."]),
    ],
)
def test_sentences(lang: str, text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text, get(lang))] == found


def wrapped(text: str, width: int) -> str:
    """A text wrapped at a width, as a terminal or a mail does it."""
    lines, line = [], ""
    for word in text.split():
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return "\n".join([*lines, line])


@pytest.mark.parametrize("width", [60, 72, 80, 100])
@pytest.mark.parametrize("lang", PROSE)
def test_wrapped_lines_are_one_segment(lang: str, width: int) -> None:
    paragraphs = [*PROSE[lang]] * 4
    text = "\n\n".join(wrapped(one, width) for one in paragraphs) + "\n"
    assert [one.text for one in segments(Document(text), get(lang))] == [" ".join(one.split()) for one in paragraphs]


def stored(shape: str, pieces: list[str]) -> str:
    """An article of these parts, a paragraph or a left-over line each, as it may be stored."""
    match shape.split():
        case ["lines"]:
            return "\n".join(pieces) + "\n"
        case ["apart"]:
            return "\n\n".join(pieces) + "\n"
        case ["windows"]:
            return "\r\n".join(pieces) + "\r\n"
        case ["flat"]:
            return " ".join(pieces)
        case ["no-break"]:
            return "\N{NO-BREAK SPACE}".join(pieces) + "\n"
        case ["html"]:
            return "".join(f"<p>{part}</p>" for part in pieces)
        case [_, width]:
            return "\n\n".join(wrapped(part, int(width)) for part in pieces) + "\n"
    raise ValueError(shape)


SHAPES = [
    "lines",
    "apart",
    "windows",
    "flat",
    "no-break",
    "html",
    "wrapped 60",
    "wrapped 72",
    "wrapped 80",
    "wrapped 100",
]


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("lang", PROSE)
def test_the_shape_does_not_decide_what_is_found(lang: str, shape: str) -> None:
    """The law of shapes: the same article has the same findings however it is stored, each in its place."""
    first, second = (half.strip() for half in PROSE[lang])
    pieces = [
        first,
        LEFT[lang][0],
        second,
        LEFT[lang][2],
        first.replace(".", "!"),
        second.replace(".", "!"),
        LEFT[lang][1],
    ]
    text = stored(shape, pieces)
    document = Document(text, lang=lang, scope="article", medium=HTML if shape == "html" else PLAIN)
    found = [one for one in Linter(lang, ignore=["repeated"]).check_document(document) if one.fix == ""]
    assert [" ".join(one.match.split()) for one in found] == [LEFT[lang][0], LEFT[lang][2], LEFT[lang][1]]


def test_what_needs_a_line_of_its_own_is_not_found_inside_one() -> None:
    scene = "Mayor Dana Whitlock, left, and Harbor Master Tom Okafor cut a ribbon in Ardmouth."
    before, after = PROSE["en"]
    linter = Linter("en", select=["caption-scene"])
    assert [one.match for one in linter.check(f"{before}\n{scene}\n{after}\n")] == [f"{scene}\n"]
    assert linter.check(f"{before}{scene} {after}\n") == []
    assert all(len(rule.alone) > 40 for rule in linter.rules if isinstance(rule, Line) and rule.alone)


@pytest.mark.parametrize(
    ("lang", "text", "found"),
    [
        ("en", "See 20 Most Popular Ferries of the World", ["See 20", "Most Popular", "Ferries of the World"]),
        ("en", "They met on the Got It From Home show at dawn", None),
        ("en", "The sender is known by his E-Mail-Address alone", None),
        ("en", "Powered by The Gazette the site", ["Powered by The Gazette the site"]),
        ("en", "14 May 2024, 12:30 The boats left", ["14 May 2024, 12:30", "The boats left"]),
        ("en", "14 May 2024 was a day", None),
        ("de", "Von Ana Ruiz Die Boote sind weg", ["Von Ana Ruiz", "Die Boote sind weg"]),
        ("de", "Melden Sie sich heute an", None),
        ("fr", "Lire aussi : Les pêcheurs Le port est ouvert", ["Lire aussi : Les pêcheurs", "Le port est ouvert"]),
        ("en", "Dawn (Photo: Ana Ruiz/AFP) The boats left", ["Dawn (Photo: Ana Ruiz/AFP)", "The boats left"]),
        ("en", "[Read: Why the ferry is late] Karl left", ["[Read: Why the ferry is late]", "Karl left"]),
        ("en", "(Photo: Ana Ruiz/AFP) Ana Ruiz left", ["(Photo: Ana Ruiz/AFP)", "Ana Ruiz left"]),
        ("en", "They met at the Coast Privacy Policy Association last May", None),
        ("en", "16x as many boats came", None),
        ("en", "5 min read Varne waits for the ferry", ["5 min read", "Varne waits for the ferry"]),
        ("en", "Source: Harbour Office ✅ Boats: they left", ["Source: Harbour Office", "✅ Boats: they left"]),
        ("pl", "2012-01-04 12:35 [fot: PAP/EPA] Wybrano port", ["2012-01-04 12:35 [fot: PAP/EPA]", "Wybrano port"]),
        ("de", "Nach einer rund 80 Minuten Debatte kamen sie", None),
        ("en", "READ MORE IN OUR REPORT The boats left", ["READ MORE IN OUR REPORT", "The boats left"]),
        ("pl", "CZYTAJ WIĘCEJ W RAPORCIE Minister był", ["CZYTAJ WIĘCEJ W RAPORCIE", "Minister był"]),
        ("pt", "Partilhar Facebook Google+ Barcos no cais", ["Partilhar Facebook Google+", "Barcos no cais"]),
        ("fr", "Partager 2 partages Imprimer Le bac part", ["Partager 2 partages Imprimer", "Le bac part"]),
        ("en", "Facebook Twitter and the others left the quay", None),
        ("en", "The New York Post Facebook page is closed", None),
        ("es", "LEÉ: Las grúas de Ana RuizLa alcaldesa", ["LEÉ: Las grúas de Ana Ruiz", "La alcaldesa"]),
        ("fr", "Lire aussi : Une grue en merLe port ferme", ["Lire aussi : Une grue en mer", "Le port ferme"]),
        ("de", "Lesen Sie auch: Der letzte KranDie Stadt", ["Lesen Sie auch: Der letzte Kran", "Die Stadt"]),
        ("en", "Read more: The games of AllMomDoes", None),
        ("fr", "Lire aussi Tout comprendre au port", None),
        ("en", "Follow us Karl Berg has left", ["Follow us", "Karl Berg has left"]),
        ("en", "Follow us on Mastodon", None),
        ("es", "Tiempo de lectura: 3 min El puerto", ["Tiempo de lectura: 3 min", "El puerto"]),
        ("fr", "Temps de lecture : 2 min — Le port", ["Temps de lecture : 2 min —", "Le port"]),
        ("en", "5 min read The port is open", ["5 min read", "The port is open"]),
        ("pt", "Da Redação O porto voltou", ["Da Redação", "O porto voltou"]),
        ("nl", "Door onze redactie De haven is open", ["Door onze redactie", "De haven is open"]),
        ("en", "Ana Ruiz May 14, 2024 The port is open", ["Ana Ruiz May 14, 2024", "The port is open"]),
        ("en", "© 2024 Harbour Herald The port is open", ["© 2024 Harbour Herald", "The port is open"]),
        ("fr", "Ana Ruiz avec AFP Le port est ouvert", ["Ana Ruiz avec AFP", "Le port est ouvert"]),
        ("en", "© 2024 by the rules of the port", None),
    ],
)  # fmt: skip
def test_the_parts_of_a_sentence(lang: str, text: str, found: list[str] | None) -> None:
    starts = [part.start for part in parts(text, 0, len(text), get(lang))]
    pieces = [text[low:high].strip() for low, high in pairwise([*starts, len(text)])]
    assert pieces == ([text] if found is None else found)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("pt", "Aprovados 0 Não há comentários Seja o primeiro a comentar."),
        ("es", "Aprobados 0 Sin comentarios Sé el primero en comentar."),
        ("fr", "Validés 0 Aucun commentaire Soyez le premier à commenter."),
    ],
)
def test_a_phrase_before_another_of_its_list_is_sure_to_begin(lang: str, text: str) -> None:
    edges = [part.edge for part in parts(text, 0, len(text), get(lang)) if part.label]
    assert edges == [Edge.PHRASE, Edge.PHRASE]


@pytest.mark.parametrize(
    ("lang", "text", "found"),
    [
        ("en", "Coast Weather Sport Opinion Video Karl left the port as soon as the wind fell", "Karl left"),
        ("en", "Coast Weather Sport Opinion Video The Coast Office said that the port would open", "The Coast Office"),
        ("en", "The Coast Office Minister Lars Berg Olsen said that the port would be open again", ""),
        ("en", "SEOUL, South Korea (AP) - The South Korean and Japanese navies met in the harbour", ""),
        ("de", "Küste Wetter Sport Meinung Das Hafen-Amt Varne sagte, dass er bald wieder offen sei", "Das Hafen"),
    ],
)
def test_where_a_sentence_begins_behind_a_menu(lang: str, text: str, found: str) -> None:
    begins = opening(text, 0, len(text), get(lang))
    assert (text[begins[0] :][: len(found)] if begins else "") == found


LATE = [
    ("We went aboard. 8h47 - The ferry left for the island with the mail, and came back at night. ", ["8h47 -"]),
    ("“It is open at last” — Karl Berg (@karlberg) May 14, 2024 And so they all went aboard. ", ["May 14, 2024"]),
    ("Related: How to Sail to the Isle Varne is also where my boat lies since the storm. ", ["Varne"]),
    ("The ferry to the Coast Festival (March 13-15) The boats will be full by then. ", ["(March 13-15)"]),
    ("He said: “We are late. We are back.“(phy) Sign up for our newsletter and read more. ", ["We are back"]),
    ("Read: How to deal with the tides Looking for a boat which is still cheap and safe enough to sail? ", ["Looking"]),
    ("Who asks? Related: How to Sail to the Isle? Varne is also where my boat lies. ", ["Varne"]),
    ("We said: fast forward. Fast forward 2 days to Sunday, and the boats were back. ", ["Fast forward"]),
    ("The harbour grew by a third in the north O.B. with AFP ", ["The harbour grew"]),
]


@pytest.mark.parametrize(("piece", "kept"), LATE)
def test_what_belongs_to_the_article_in_a_text_of_one_line(piece: str, kept: list[str]) -> None:
    before, after = PROSE["en"]
    text = f"{before}{piece}{after}\n"
    taken = [one.match for one in Linter("en").check(text) if one.fix == "" and (one.safe or "Varne" in kept)]
    assert not [one for one in taken if any(some in one for some in kept)], taken


def test_a_part_whose_end_is_not_sure_is_no_safe_fix() -> None:
    before, after = PROSE["en"]
    text = f"{before}Read also: Fishermen of the north ask the state for help {after}\n"
    (finding,) = [one for one in Linter("en").check(text) if one.fix == ""]
    assert finding.match.strip() == "Read also: Fishermen of the north ask the state for help"
    assert not finding.safe
    assert "may end elsewhere" in {piece.name for piece in finding.evidence}


def test_what_is_wrapped_goes_whole() -> None:
    piece = "Read also: The fishermen of the northern coast ask the state for help after the third storm of this winter"
    paragraphs = [*PROSE["en"], piece, *PROSE["en"]]
    text = "\n\n".join(wrapped(one, 72) for one in paragraphs) + "\n"
    found = [one for one in Linter("en", ignore=["repeated"]).check(text) if one.fix == ""]
    assert [" ".join(one.match.split()) for one in found] == [piece]


def test_a_word_torn_at_a_break_is_whole() -> None:
    text = "\n".join(
        ["De stichting is opgericht door een ini-", "tiatiefnemer die in de haven van de stad", "woont."] * 5
    )
    found = segments(Document(text), get("nl"))
    assert "initiatiefnemer" in found[0].text
    assert "\n" not in found[0].text


@pytest.mark.parametrize(
    "text",
    [
        "\n".join("The old man of the sea went to the quay and said that he would be back".split() * 6),
        "\n".join(["Share", "Print", "Follow us on Facebook", "Advertisement"] * 20),
        "The port is open.\n" * 9,
    ],
)
def test_other_texts_have_their_lines_for_segments(text: str) -> None:
    assert not any(isinstance(one, Segment) for one in segments(Document(text), get("en")))


@pytest.mark.parametrize(
    ("text", "start", "end", "allowed"),
    [
        ("He left. Advertisement The boats wait.", 9, 23, True),
        ("He left.Advertisement The boats wait.", 8, 21, True),
        ("He left. Advertisement spending fell.", 9, 23, False),
        ("He left the Advertisement. And so on.", 11, 25, False),
        ("He left. Advertisement\nThe boats wait.", 9, 23, False),
        ("He left. Advertisement\nThe boats wait.", 8, 22, True),
    ],
)
def test_no_more_than_whole_parts_of_a_line_may_go(text: str, start: int, end: int, *, allowed: bool) -> None:
    assert (breach(text, start, end, "", "lines") is None) == allowed


def tight(*paragraphs: str, width: int = 72) -> str:
    """Paragraphs wrapped at a width, with no blank lines between them."""
    return "".join(f"{wrapped(one, width)}\n" for one in paragraphs)


def test_wrapped_paragraphs_without_blank_lines_keep_their_sentences() -> None:
    full = "The boats left at dawn under a thin rain, and all of them came back too."
    assert len(full) == 72, "no word has room behind it"
    text = tight(*PROSE["en"], full, "Advertisement", *PROSE["en"], full, "The mayor at the quay. Photo: Ana Ruiz/AFP")
    page = [segment.text for segment in segments(Document(text), get("en"))]
    assert page.count(full) == 2
    assert page.count("Advertisement") == 1
    found = [one for one in Linter("en", ignore=["repeated"]).check(text) if one.fix == ""]
    assert [one.match.strip() for one in found] == ["Advertisement", "The mayor at the quay. Photo: Ana Ruiz/AFP"]
    assert [one.safe for one in found] == [True, False], "the caption may be the paragraph's last sentence"


def test_of_a_wrapped_title_that_stands_twice_no_half_goes() -> None:
    title = "The fishermen of the northern coast ask the state for help after the third storm"
    paragraphs = [*PROSE["en"], title, title, *PROSE["en"][:1]]
    text = "\n\n".join(wrapped(one, 72) for one in paragraphs) + "\n"
    found = [one for one in Linter("en", select=["repeated-line"]).check(text) if len(one.match) < 200]
    assert [" ".join(one.match.split()) for one in found] == [title]


def test_a_paragraph_before_a_credit_is_no_caption() -> None:
    full = "The boats left at dawn under a thin rain, and all of them came back too."
    text = tight(*PROSE["en"], full, f"{' '.join(PROSE['en'])[:300]} as it was. Photo: Ana Ruiz/AFP", *PROSE["en"])
    found = Linter("en", select=["caption-credit"]).check(text)
    assert [one.match for one in found if len(one.match) > 200] == []


def test_a_sentence_ends_before_a_word_of_one_letter_that_is_run_together_with_it() -> None:
    text = "The boats left at dawn.A post is here."
    assert [text[a:b] for a, b in sentences(text, get("en"))] == ["The boats left at dawn.", "A post is here."]


@pytest.mark.parametrize(
    ("lang", "item", "rest", "one"),
    [
        ("en", "     * Sign up to learn each month what is new", "       on the island and at the quay", True),
        ("fr", "     * Inscris-toi pour découvrir chaque mois", "       les nouveautés de l'île et du port", True),
        (
            "de",
            "          + Melde dich an und erfahre jeden Monat",
            "            was es auf der Insel Neues gibt",
            True,
        ),
        ("es", "     * Apúntate para descubrir cada mes lo que", "       hay de nuevo en la isla", True),
        ("pl", "     * Zapisz się, aby co miesiąc dowiadywać", "       się, co nowego na wyspie", True),
        ("en", "     * Careers at the harbour", "       back to the menu", False),
        ("en", "     * Sign up to learn each month what is new.", "       on the island", False),
        ("en", "     * Sign up to learn each month what is new", "   on the island", False),
        ("en", "     * Sign up to learn each month what is new", "       The island and the quay", False),
    ],
)
def test_the_rest_of_an_item_hangs_below_its_words(lang: str, item: str, rest: str, one: bool) -> None:
    found = segments(Document(f"Varne\n{item}\n{rest}\n\nCorran\n"), get(lang))
    assert [segment.text for segment in found][1:-1] == ([f"{item} {rest.strip()}"] if one else [item, rest])


GUESSED = {
    "en": ("Read more: Ferry company asks for new slipway", "Residents have waited for this decision."),
    "es": ("Lea también: La naviera pide un muelle nuevo", "Vecinos y pescadores esperaban esta decisión."),
    "it": ("Leggi anche: La compagnia chiede un molo nuovo", "Abitanti e pescatori aspettavano la decisione."),
    "nl": ("Lees ook: Rederij vraagt om nieuwe aanlegplaats", "Bewoners hebben lang op dit besluit gewacht."),
    "pl": ("Czytaj też: Armator prosi o nowy pomost", "Mieszkańcy długo czekali na tę decyzję."),
    "pt": ("Leia também: A empresa pede um cais novo", "Moradores e pescadores esperavam esta decisão."),
    "fr": ("Lire aussi : La compagnie demande une cale neuve", "Habitants et pêcheurs attendaient cette décision."),
}


@pytest.mark.parametrize("lang", GUESSED)
def test_a_title_is_guessed_to_end_before_a_capital_among_small_words(lang: str) -> None:
    titled, sentence = GUESSED[lang]
    text = f"{titled} {sentence}"
    _, after = parts(text, 0, len(text), get(lang))
    assert text[after.start :] == sentence
    assert after.edge is Edge.WEAK


def test_behind_other_labels_and_where_nouns_have_capitals_no_end_is_guessed() -> None:
    for lang, text in (
        ("en", "Topics: the heat is here across the western Washington with highs"),
        ("de", "Lesen Sie auch: Reederei fordert neuen Anleger Bewohner warten lange"),
        ("en", "Read more: Council asks the Corran port for aid"),
    ):
        assert len(parts(text, 0, len(text), get(lang))) == 1


@pytest.mark.parametrize(
    ("lang", "credit", "sentence"),
    [
        ("en", "(AP Photo/Anna Harlow)", "The first boats left at dawn."),
        ("it", "(foto Ansa)", "Gli abitanti aspettavano."),
        ("pl", "(fot. Anna Kowalska)", "Mieszkańcy długo czekali."),
        ("pt", "(Foto: Divulgação)", "Os moradores esperavam."),
        ("es", "EFE/Ana Robledo", "Los vecinos esperaban."),
        ("en", "REUTERS/Anna Harlow", "The first boats left at dawn."),
    ],
)
def test_a_credit_is_parted_from_the_sentence_behind_it(lang: str, credit: str, sentence: str) -> None:
    text = f"{credit} {sentence}"
    assert [text[part.start :] for part in parts(text, 0, len(text), get(lang))] == [text, sentence]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The agency (AFP) President said so."),
        ("en", "He works (in Photo Studio Corran) The Hague."),
        ("de", "Die Agentur (dpa) Berichte liegen vor."),
    ],
)
def test_brackets_that_hold_no_credit_part_nothing(lang: str, text: str) -> None:
    assert len(parts(text, 0, len(text), get(lang))) == 1


@pytest.mark.parametrize(
    ("lang", "title", "signature", "sentence"),
    [
        ("en", "Council votes to repair the old bridge", "Anna Harlow May 3, 2021", "The council met on Monday."),
        ("es", "El pleno aprueba reparar el viejo puente", "Ana Robledo 03/05/2021 10:15", "El pleno se reunió."),
        ("pl", "Rada postanowiła naprawić stary most", "Anna Kowalska 3 maja 2021, 10:15", "Rada zebrała się."),
        ("pt", "Câmara aprova a reparação da ponte velha", "Ana Lopes 3 de Maio de 2021, 10:15", "A câmara reuniu-se."),
    ],
)
def test_a_name_behind_a_title_goes_with_its_date(lang: str, title: str, signature: str, sentence: str) -> None:
    text = f"{title} {signature} {sentence}"
    _, signed, after = parts(text, 0, len(text), get(lang))
    assert (text[signed.start : after.start].strip(), signed.edge) == (signature, Edge.WEAK)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The mayor told Anna Harlow at 10:15 The Hague was far."),
        ("de", "Der Rat berät die alte Brücke Anna Berger 3. Mai 2021 Die Sitzung war lang."),
        ("fr", "Le conseil a vu hier Anne Vasseur et 12 autres élus."),
    ],
)
def test_a_name_without_its_own_date_is_no_signature(lang: str, text: str) -> None:
    assert "name" not in {part.label for part in parts(text, 0, len(text), get(lang))}


CALLS = {
    "en": "Click here for the latest news of the port",
    "fr": "Cliquez ici pour lire toute l'actualité du port",
    "de": "Klicken Sie hier für alle Nachrichten vom Hafen",
    "es": "Haga clic aquí para leer las noticias del puerto",
    "it": "Clicca qui per leggere le notizie del porto",
    "nl": "Klik hier voor het nieuws van de haven",
    "pl": "Kliknij tutaj aby przeczytać więcej o porcie",
    "pt": "Clique aqui para ler as notícias do porto",
}


@pytest.mark.parametrize("lang", CALLS)
def test_a_call_to_the_reader_begins_anew_where_the_full_stop_is_lost(lang: str) -> None:
    before = {"de": "Die Schiffe liegen am Kai"}.get(lang, "los barcos esperan en el muelle")
    text = f"{before} {CALLS[lang]}"
    _, call = parts(text, 0, len(text), get(lang))
    assert (text[call.start :], call.edge) == (CALLS[lang], Edge.WEAK)


def test_a_call_in_small_letters_is_part_of_its_sentence() -> None:
    text = "The mayor said that you can click here for the latest news of the port"
    assert len(parts(text, 0, len(text), get("en"))) == 1
